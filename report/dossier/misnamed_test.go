package dossier

import (
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/vocab"
)

func TestMisnamed(t *testing.T) {
	for name, want := range map[string]string{
		"claims.toml.txt": "claims.toml", "Claims.TOML.TXT": "claims.toml", "claims.tml": "claims.toml",
		"Resolution.md": "resolution.md", "resolution.md.txt": "resolution.md", "resolution.markdown": "resolution.md",
		"resolution": "resolution.md", "resoluton.md": "resolution.md", "briefing.txt": "briefing.md",
		"resolution.md": "", "briefing.md": "", "claims.toml": "", "CLAIMS.TOML": "", "README.md": "", "notes.txt": "",
		".toml.txt": "", "resolution.docx": "", "resolution-2025.md": "", "claims.toml~": "",
	} {
		if got := fileMeant(name); got != want {
			t.Errorf("file %q: %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"assessment": "assessments", "Assessments": "assessments", "Private": "private", "capture": "captures",
		"assessments": "", "captures": "", "private": "", "want": "", "sources": "",
	} {
		if got := folderMeant(name); got != want {
			t.Errorf("folder %q: %q, want %q", name, got, want)
		}
	}
}

// What isn't read for its name is told: as the cause where no dossier is left, else as a warning.
func TestMisnamedIsTold(t *testing.T) {
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"dossier.toml.txt"}, `. empty-dossier: rename "dossier.toml.txt" to "dossier.toml"`},
		{[]string{"dossier.toml", "claims.toml.txt", "assessment/x.toml", "assessments/y.toml.txt", "Briefing.md"},
			"Briefing.md misnamed-file; assessment misnamed-file; assessments/y.toml.txt misnamed-file; " +
				"claims.toml.txt misnamed-file"},
		{[]string{"dossier.toml", "notes.txt", "README.md", "captures/page.txt"}, ""},
	} {
		folder := fstest.MapFS{}
		for _, f := range c.files {
			folder[f] = &fstest.MapFile{}
		}
		var l diag.List
		if _, err := Load(folder, "x", vocab.Vocabulary{}, Options{}, &l); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range l.Sorted() {
			if d.Code == diag.MisnamedFile {
				got = append(got, d.At.File+" misnamed-file")
			}
			if d.Code == diag.EmptyDossier {
				got = append(got, ". empty-dossier: "+d.Hint)
			}
		}
		if c.want == "" && got == nil {
			continue
		}
		want := strings.Split(c.want, "; ")
		for _, w := range want {
			if !strings.Contains(strings.Join(got, "; "), w) || len(got) != len(want) {
				t.Errorf("%v: %q, want %q", c.files, got, c.want)
			}
		}
	}
}
