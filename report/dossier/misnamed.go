package dossier

import (
	"io/fs"
	"path"
	"strings"

	"whereas/report/diag"
)

// misname is something that isn't read for its name, and the name that it was most likely meant to have.
type misname struct {
	name, meant string // with their folder
	folder      bool
}

// misnamed is what lies in the folder under a name by which it isn't read, though it was most likely meant to be:
// claims.toml.txt (systems that hide the ends of names make these), Resolution.md, assessment/.
func misnamed(fsys fs.FS, internal bool) []misname {
	var out []misname
	dirs := []string{".", "assessments"}
	if internal {
		dirs = append(dirs, "private")
	}
	for _, dir := range dirs {
		if info, err := fs.Stat(fsys, dir); err != nil || !info.IsDir() {
			continue // told, or not there; whoever opens a pipe may wait for ever
		}
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			continue // told
		}
		for _, e := range entries {
			meant := fileMeant(e.Name())
			if e.IsDir() {
				meant = folderMeant(e.Name())
			}
			if meant != "" && (dir == "." || path.Ext(meant) == ".toml") {
				out = append(out, misname{path.Join(dir, e.Name()), path.Join(dir, meant), e.IsDir()})
			}
		}
	}
	return out
}

// tellMisnamed warns of what isn't read for its name: passed over in silence, it would be missing from all that is
// made.
func (ld *loader) tellMisnamed(ms []misname) {
	for _, m := range ms {
		what := "file"
		if m.folder {
			what = "folder"
		}
		ld.list.Warnf(diag.Span{File: ld.d.prefix + m.name}, diag.MisnamedFile,
			"the %s isn't read: its name isn't one that a dossier has", what).
			WithHint("if it belongs to the dossier, rename it to %q", m.meant)
	}
}

// fileMeant is the name that a file was most likely meant to have, "" where it has that or none is near.
func fileMeant(name string) string {
	lower := strings.ToLower(name)
	if strings.HasPrefix(name, ".") {
		return ""
	}
	for _, end := range []string{".toml.txt", ".tml", ".tml.txt", ".tolm", ".tom"} {
		if base, ok := strings.CutSuffix(lower, end); ok {
			return base + ".toml"
		}
	}
	for _, text := range []string{"resolution", "briefing"} {
		base, _, _ := strings.Cut(lower, ".")
		rest := strings.TrimPrefix(lower, base)
		ends := rest == ".md" || rest == ".md.txt" || rest == ".txt" || rest == ".markdown" || rest == ""
		slip := len(base) <= len(text)+2 && diag.Nearest(base, []string{text}) != "" // resolution-2025 is none
		if ends && (base == text || slip) && name != text+".md" {
			return text + ".md"
		}
	}
	return ""
}

// folderMeant is fileMeant for a folder.
func folderMeant(name string) string {
	known := []string{"assessments", "captures", "private"}
	for _, k := range known {
		if name == k {
			return ""
		}
		if strings.EqualFold(name, k) {
			return k
		}
	}
	return diag.Nearest(strings.ToLower(name), known)
}
