package diag

import "testing"

func TestUnportable(t *testing.T) {
	for name, want := range map[string]string{
		"acme": "", "Acme Inc": "", "console": "", "com0": "", "com10.txt": "", ".gitignore": "", "lpt": "", "a.con": "",
		"con": "CON is a device there, whatever its ending", "Aux.toml": "AUX is a device there, whatever its ending",
		"nul .tar.gz": "NUL is a device there, whatever its ending", "COM¹": "COM¹ is a device there, whatever its ending",
		"con prn": "", "acme.": "no name there ends in a full stop or a blank", "acme ": "no name there ends in a full stop or a blank",
		"acme: 2": "no name there has :", `a\b`: `no name there has \`, "a?": "no name there has ?",
		"a\tb": "no name there has a control character", "": "",
	} {
		if got := Unportable(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
