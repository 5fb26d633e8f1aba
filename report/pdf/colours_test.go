package pdf

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// The profile is laid out as the specification says: its size, its signature, and each tag within it, on a multiple of
// four, with the type that its name asks for.
func TestColourProfile(t *testing.T) {
	b := sRGB()
	if n := binary.BigEndian.Uint32(b); int(n) != len(b) || string(b[36:40]) != "acsp" || string(b[12:24]) != "mntrRGB XYZ " {
		t.Fatalf("%d bytes, said to be %d: %q", len(b), n, b[:40])
	}
	kinds := map[string]string{"desc": "mluc", "cprt": "mluc", "wtpt": "XYZ ", "chad": "sf32", "rXYZ": "XYZ ", "gXYZ": "XYZ ",
		"bXYZ": "XYZ ", "rTRC": "para", "gTRC": "para", "bTRC": "para"}
	if n := int(binary.BigEndian.Uint32(b[128:])); n != len(kinds) {
		t.Fatalf("%d tags", n)
	}
	sums := [3]float64{}
	for i := range len(kinds) {
		row := b[132+12*i:]
		name, at, n := string(row[:4]), binary.BigEndian.Uint32(row[4:]), binary.BigEndian.Uint32(row[8:])
		if at%4 != 0 || int(at+n) > len(b) || string(b[at:at+4]) != kinds[name] {
			t.Errorf("%s at %d, %d bytes: %q", name, at, n, b[at:at+4])
		}
		if name == "rXYZ" || name == "gXYZ" || name == "bXYZ" {
			for j := range 3 {
				sums[j] += float64(int32(binary.BigEndian.Uint32(b[int(at)+8+4*j:]))) / 65536
			}
		}
	}
	for j, want := range []float64{0.9642, 1, 0.8249} { // the primaries together are white
		if d := sums[j] - want; d > 0.001 || d < -0.001 {
			t.Errorf("the primaries come to %v", sums)
		}
	}
	if !bytes.Equal(b, sRGB()) {
		t.Error("another profile the second time")
	}
}
