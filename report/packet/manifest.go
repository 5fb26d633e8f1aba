package packet

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/score"
)

// File is one file of a result, in memory.
type File struct {
	Name   string
	Data   []byte
	Claims []string // that it tells or holds, a text in the order in which it does
}

// ManifestName is the file that is written last.
const ManifestName = "manifest.json"

// Manifest says what a run made, of what: a result without a matching one is unfinished.
type Manifest struct {
	Schema  string          `json:"schema"`
	Company string          `json:"company"` // by the name of its folder
	Name    string          `json:"name"`    // as the dossier has it
	Edition dossier.Edition `json:"edition"`
	Final   bool            `json:"final,omitempty"`
	AsOf    civil.Date      `json:"as_of"`
	Date    civil.Date      `json:"date"`
	Rubric  score.RubricRef `json:"rubric"`
	// Of the template, or of the dossier's own resolution.md, where a resolution is made.
	Text string `json:"text_sha256,omitempty"`
	// Of the template, or of the dossier's own briefing.md, where a briefing is made.
	Summary string         `json:"summary_sha256,omitempty"`
	Files   []ManifestFile `json:"files"`
	// The corrections that the dossier had: what they correct isn't in this result any more.
	Corrections []string `json:"corrections,omitempty"`
}

// ManifestFile is one file of a result.
type ManifestFile struct {
	Name   string   `json:"name"`
	SHA256 string   `json:"sha256"`
	Bytes  int      `json:"bytes"`
	Claims []string `json:"claims,omitempty"` // that it tells or holds
}

// Listed are files as a manifest lists them.
func Listed(files []File) []ManifestFile {
	var out []ManifestFile
	for _, f := range files {
		out = append(out, ManifestFile{f.Name, Digest(f.Data), len(f.Data), f.Claims})
	}
	return out
}

// ManifestOf is a manifest, of a company or of a comparison, as it is written.
func ManifestOf(m any) (File, error) {
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return File{}, fmt.Errorf("write the manifest: %w", err)
	}
	return File{Name: ManifestName, Data: append(b, '\n')}, nil
}

// Digest is the SHA-256 of a file, in hexadecimal.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// WithEarlier is the files of a result, with a manifest that tells of the files of an earlier run beside them as well.
func WithEarlier(files []File, earlier []ManifestFile) ([]File, error) {
	if len(earlier) == 0 {
		return files, nil
	}
	list, err := json.MarshalIndent(earlier, " ", " ")
	if err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	last := files[len(files)-1]
	body := bytes.TrimSuffix(last.Data, []byte("\n}\n"))
	data := fmt.Appendf(nil, "%s,\n \"earlier\": %s\n}\n", body, list)
	return append(slices.Clone(files[:len(files)-1]), File{Name: last.Name, Data: data}), nil
}
