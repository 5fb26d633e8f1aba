package capture

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
)

// Folder is where the captures of a dossier lie in it, and RecordFile the record of them there.
const (
	Folder     = "captures"
	RecordFile = "captures.lock.toml"
)

// Entry is one captured document: the file as it was, and its text. Where the file is plain text it is its own text.
type Entry struct {
	Text, Original     string // names in the folder
	SHA256, TextSHA256 string
	Bytes              int    // of the original
	Taken              string // UTC, as 2026-11-29T04:06:06Z
	Tool               string
	Pages              int    // 0 where it has none
	Scanned            string // why it is known that a machine read the text off a picture; "" where nothing says so
	Timestamp          string // the file with the token of an authority for time; "" where there is none
	At                 diag.Span
}

// Record is what lies in a folder of captures.
type Record []Entry

// Sum is the digest of a file, in hexadecimal.
func Sum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// ParseRecord reads captures.lock.toml. Faults go to l.
func ParseRecord(name string, b []byte, l *diag.List) Record {
	var out Record
	root := source.Parse(name, b, l)
	if t := root.Table("captures"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Close()
	}
	root.List("capture", func(t *source.Table) {
		e := Entry{At: t.At, Text: t.NeedWord("text").S, Original: t.NeedWord("original").S,
			SHA256: t.NeedWord("sha256").S, TextSHA256: t.NeedWord("text_sha256").S,
			Taken: t.NeedWord("taken").S, Tool: t.Need("tool").S, Scanned: t.Text("scanned").S,
			Timestamp: t.Word("timestamp", longestName).S}
		e.Bytes, _, _ = t.NeedInt("bytes", 0, MaxBytes)
		if t.Has("pages") {
			e.Pages, _, _ = t.NeedInt("pages", 0, MaxBytes)
		}
		for _, n := range []string{e.Text, e.Original, e.Timestamp} {
			if n != "" && (!fs.ValidPath(n) || strings.ContainsAny(n, `/\:`)) {
				t.Errorf(t.At, diag.CaptureOutside, "capture %q leads out of the folder of captures", n).
					WithHint("this file is written by: whereas capture")
				e.Text = ""
			}
		}
		if t.Close(); e.Text != "" {
			out = append(out, e)
		}
	})
	root.Close()
	return out
}

// longestName is how long the name of a file may be, in bytes: what file systems take.
const longestName = 255

// Format writes captures.lock.toml, sorted by the names of the texts.
func (r Record) Format() []byte {
	r = slices.Clone(r)
	slices.SortFunc(r, func(a, b Entry) int { return cmp.Compare(a.Text, b.Text) })
	var b strings.Builder
	b.WriteString("# Written by: whereas capture. What lies in this folder, and how its text was taken out of it.\n" +
		"[captures]\nformat = 1\n")
	for _, e := range r {
		b.WriteString("\n[[capture]]\n")
		put := func(v *source.Value) {
			if !v.Empty() {
				b.WriteString(v.Key + " = " + source.Literal(v) + "\n")
			}
		}
		put(source.NewText("text", e.Text))
		put(source.NewText("original", e.Original))
		put(source.NewText("sha256", e.SHA256))
		put(source.NewText("text_sha256", e.TextSHA256))
		put(&source.Value{Key: "bytes", Scalar: int64(e.Bytes)})
		put(source.NewText("taken", e.Taken))
		put(source.NewText("tool", e.Tool))
		if e.Pages > 0 {
			put(&source.Value{Key: "pages", Scalar: int64(e.Pages)})
		}
		put(source.NewText("scanned", e.Scanned))
		put(source.NewText("timestamp", e.Timestamp))
	}
	return []byte(b.String())
}

// ByText is the entry whose text has that name; nil where there is none.
func (r Record) ByText(name string) *Entry {
	if i := slices.IndexFunc(r, func(e Entry) bool { return e.Text == name }); i >= 0 {
		return &r[i]
	}
	return nil
}

// ByOriginal is the entry of a document that was captured already, by its digest; nil where there is none.
func (r Record) ByOriginal(sum string) *Entry {
	if i := slices.IndexFunc(r, func(e Entry) bool { return e.SHA256 == sum }); i >= 0 {
		return &r[i]
	}
	return nil
}
