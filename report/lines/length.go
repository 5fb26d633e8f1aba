package lines

import "strconv"

// Length is a distance in 1/65536 of a point. All arithmetic of the layout is on integers, so that lines
// and pages break alike on every machine.
type Length int64

// Point is 1/72 of an inch.
const Point Length = 1 << 16

// String is the length in points with two decimals, rounded towards zero.
func (l Length) String() string {
	sign := ""
	if l < 0 {
		sign, l = "-", -l
	}
	cents := strconv.Itoa(int(l * 100 / Point % 100))
	if len(cents) < 2 {
		cents = "0" + cents
	}
	return sign + strconv.Itoa(int(l/Point)) + "." + cents
}

// Scale turns font units into a length at a size.
func Scale(units int, size Length, perEm int) Length {
	return Length(units) * size / Length(perEm)
}
