package book

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"whereas/report/cells"
	"whereas/report/source"
)

// baseSheet is the hidden sheet that says what each thing was when the workbook was written: so it is known of each
// difference whether it was the workbook that was changed, or the dossier.
const baseSheet = "Exported"

// canonical is all that a thing says, whatever the order and the writing.
func canonical(v *source.Value) string {
	switch v.Kind {
	case source.Scalar:
		return fmt.Sprintf("%q", fmt.Sprint(plain(v.Scalar)))
	case source.List:
		all := make([]string, 0, len(v.In))
		for _, in := range v.In {
			all = append(all, canonical(in))
		}
		return "[" + strings.Join(all, ",") + "]"
	case source.TableOf:
	}
	var all []string
	for _, in := range v.In {
		if in.Empty() {
			continue
		}
		s := canonical(in)
		if in.Kind == source.Scalar && (in.Key == "overtakes" || in.Key == "part") { // one word, or a list of words
			s = "[" + s + "]"
		}
		all = append(all, in.Key+"="+s)
	}
	slices.Sort(all)
	return "{" + strings.Join(all, ",") + "}"
}

func fingerprint(v *source.Value) string {
	return textPrint(canonical(v))
}

// textKey and textPrint are what the sheet of fingerprints says of a text of a person's own.
func textKey(name string) string { return "text " + name }

func textPrint(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// base is the sheet of fingerprints: of things, and of the texts of a person's own.
func (t *trees) base(files Files) *sheet {
	s := &sheet{
		table: table{name: baseSheet, columns: []column{{key: "thing", width: wide}, {key: "fingerprint", width: 24}}},
	}
	for _, it := range t.items {
		s.rows = append(s.rows, []string{it.key(), fingerprint(it.v)})
	}
	for _, name := range proseFiles() {
		if b, ok := files[name]; ok {
			s.rows = append(s.rows, []string{textKey(name), textPrint(proseText(name, b))})
		}
	}
	return s
}

// readBase reads it; nil where the workbook has none, or one that is empty.
func (r *bookReader) readBase(b *cells.Book) {
	tb := table{name: baseSheet, columns: []column{{key: "thing"}, {key: "fingerprint"}}}
	if !r.open(b, tb) {
		return
	}
	r.base = map[string]string{}
	for i := range r.sheet.Rows[1:] {
		row := &r.sheet.Rows[i+1]
		key := r.raw(row, r.heads["thing"])
		print := r.raw(row, r.heads["fingerprint"])
		if key != "" {
			r.base[key] = print
		}
	}
}

// Edited tells whether somebody changed the workbook since it was written from a dossier: what was made by hand counts
// as changed.
func (b *Book) Edited() bool {
	if b.base == nil {
		return true
	}
	for _, it := range b.items {
		if b.base[it.key()] != fingerprint(it.v) {
			return true
		}
	}
	for name, text := range b.prose {
		if b.base[textKey(name)] != textPrint(string(text)) {
			return true
		}
	}
	return len(b.items)+len(b.prose) != len(b.base)
}

// Saved tells whether another program has saved a workbook since it was written here: then it may hold what no row of a
// dossier does, a remark, a colour, a sheet of somebody's own. No part of a workbook of ours has a day on which it was
// written, and the parts that spreadsheet programs write have one.
func Saved(data []byte) bool {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	return err != nil || slices.ContainsFunc(r.File, func(f *zip.File) bool { return f.Modified.Year() >= 1980 })
}

// Company is the name of the company that the workbook is about; "" where it says none.
func (b *Book) Company() string {
	for _, it := range b.items {
		if it.section == "company" {
			return it.v.Get("name").Text()
		}
	}
	return ""
}
