package source

import (
	"testing"

	"whereas/report/diag"
)

// A character that means nothing outside one program is told once, at its place, however it came in.
func TestUnassignedCharacters(t *testing.T) {
	for text, col := range map[string]int{
		"a = \"x \ue000 y\"":      8,
		"a = \"x \\uE000 y\"":     5,
		"a = \"x \\uFFFE y\"":     5,
		"a = \"x \U000F0001 y\"":  8,
		"a = \"x \\U0010FFFD y\"": 5,
		"a = \"x \ufdd0 y\"":      8,
	} {
		var l diag.List
		root := Parse("x.toml", []byte(text+"\n"), &l)
		root.Text("a")
		ds := l.Sorted()
		if len(ds) == 0 || ds[0].Code != diag.ControlCharacter || ds[0].At.Col != col {
			t.Errorf("%q: %v, want column %d", text, ds, col)
		}
	}
}
