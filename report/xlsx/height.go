package xlsx

import "unicode"

// height is a row's height in points for the longest of its wrapped texts: programs don't all measure rows
// that were written without one. It is an estimate from the number of characters, a little too high.
func height(cols []column, values []any) float64 {
	const line, most = 13.2, 409.0 // points; Excel takes no higher row
	lines := 1
	for i, v := range values {
		text := ""
		switch v := v.(type) {
		case titled:
			text = v.text
		case string:
			if f := cols[i].format; f == wrapped || f == address {
				text = v
			}
		}
		n, room, used := 1, cols[i].width*1.08-1, 0.0
		if float64(len(text))+1 <= room {
			continue // one line, as most are
		}
		word := func(l float64) { // l is how many characters it has
			if used > 0 && used+1+l > room {
				n, used = n+1, 0
			}
			for l > room { // a word wider than its cell is broken
				n, l = n+1, l-room
			}
			used += l + 1
		}
		l := 0
		for _, r := range text {
			if r > ' ' && r < 0x80 || !unicode.IsSpace(r) { // most are seen to be none without a look into a table
				l++
			} else if l > 0 {
				word(float64(l))
				l = 0
			}
		}
		if l > 0 {
			word(float64(l))
		}
		lines = max(lines, n)
	}
	return min(most, line*float64(lines)+2)
}
