package capture

import "testing"

// A document is taken in under a name that every system can have.
func TestNamesAreOfEverySystem(t *testing.T) {
	for name, want := range map[string]string{
		"Annual report: 2025.pdf": "Annual-report-2025.pdf", "con.pdf": "capturecon.pdf", "COM9.pdf": "captureCOM9.pdf",
		"aux.2025.pdf": "captureaux.2025.pdf", "console.pdf": "console.pdf", "....pdf": "capture.pdf",
	} {
		original, text := Names(name, false, func(string) bool { return false })
		if original != want || text != want+".txt" {
			t.Errorf("%q is taken in as %q and %q, want %q", name, original, text, want)
		}
	}
}
