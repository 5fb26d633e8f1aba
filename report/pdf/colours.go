package pdf

import (
	"encoding/binary"
	"math"
)

// sRGB is a profile of the colours of IEC 61966-2-1, as the International Color Consortium's specification 4.3 lays out
// a display of three primaries: what the colours of a page mean, which PDF/A wants to be said. The numbers are the
// standard's, adapted to the white of the profile (D50) by the Bradford matrix.
func sRGB() []byte {
	fixed := func(x float64) []byte { // s15Fixed16Number
		return binary.BigEndian.AppendUint32(nil, uint32(int32(math.Round(x*65536))))
	}
	numbers := func(kind string, all ...float64) []byte {
		b := append([]byte(kind), 0, 0, 0, 0)
		for _, x := range all {
			b = append(b, fixed(x)...)
		}
		return b
	}
	words := func(s string) []byte { // multiLocalizedUnicodeType of one text in English
		b := append([]byte("mluc"), 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12, 'e', 'n', 'U', 'S')
		b = binary.BigEndian.AppendUint32(b, uint32(2*len(s)))
		b = binary.BigEndian.AppendUint32(b, 28)
		for _, c := range []byte(s) {
			b = append(b, 0, c)
		}
		return b
	}
	// The curve: (ax + b)^g from d on, cx below it.
	curve := append([]byte("para"), 0, 0, 0, 0, 0, 3, 0, 0)
	for _, x := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		curve = append(curve, fixed(x)...)
	}
	tags := []struct {
		names []string
		data  []byte
	}{
		{[]string{"desc"}, words("sRGB")},
		{[]string{"cprt"}, words("No copyright, use freely")},
		{[]string{"wtpt"}, numbers("XYZ ", 0.9642, 1, 0.8249)},
		{[]string{"chad"}, numbers("sf32", 1.0479, 0.0229, -0.0502, 0.0296, 0.9904, -0.0171, -0.0092, 0.0151, 0.7518)},
		{[]string{"rXYZ"}, numbers("XYZ ", 0.4361, 0.2225, 0.0139)},
		{[]string{"gXYZ"}, numbers("XYZ ", 0.3851, 0.7169, 0.0971)},
		{[]string{"bXYZ"}, numbers("XYZ ", 0.1431, 0.0606, 0.7141)},
		{[]string{"rTRC", "gTRC", "bTRC"}, curve},
	}
	const header, count = 128, 10
	var table, data []byte
	for _, t := range tags {
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		for _, name := range t.names {
			table = append(table, name...)
			table = binary.BigEndian.AppendUint32(table, uint32(header+4+12*count+len(data)))
			table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
		}
		data = append(data, t.data...)
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	out := make([]byte, header, header+4+len(table)+len(data))
	binary.BigEndian.PutUint32(out, uint32(cap(out)))
	binary.BigEndian.PutUint32(out[8:], 0x04300000) // version 4.3
	copy(out[12:], "mntrRGB XYZ ")
	copy(out[24:], []byte{0x07, 0xD0, 0, 1, 0, 1}) // a day: the first of 2000
	copy(out[36:], "acsp")
	for i, x := range []float64{0.9642, 1, 0.8249} {
		copy(out[68+4*i:], fixed(x))
	}
	out = binary.BigEndian.AppendUint32(out, count)
	return append(append(out, table...), data...)
}

// outputIntent says by which profile colours are meant.
func (f *file) outputIntent() (string, error) {
	n, err := f.deflated("/N 3", sRGB())
	if err != nil {
		return "", err
	}
	return "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)" +
		"/DestOutputProfile " +
		ref(n) + ">>]", nil
}
