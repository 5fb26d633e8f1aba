package book

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"testing"
	"time"

	"whereas/report/diag"
)

// A workbook that another program has saved bears the days on which its parts were written; ours bears none.
func TestSaved(t *testing.T) {
	ours := export(t, examples(t)["microsoft"])
	if Saved(ours) {
		t.Error("what was just written looks as if another program had saved it")
	}
	r, err := zip.NewReader(bytes.NewReader(ours), int64(len(ours)))
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []time.Time{{}, time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i, f := range r.File {
			h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate}
			if i == len(r.File)/2 {
				h.Modified = day
			}
			to, err := w.CreateHeader(h)
			if err != nil {
				t.Fatal(err)
			}
			from, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(to, from); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got := Saved(b.Bytes()); got == day.IsZero() {
			t.Errorf("a part of %v: saved %v", day, got)
		}
	}
	if !Saved([]byte("no workbook")) {
		t.Error("what is no workbook counts as ours")
	}
}

// A text of a person's own that one side changed is that side's; one that both changed is an error, and one that was taken
// out of the dossier stays out.
func TestTextsOfTwoSides(t *testing.T) {
	files := examples(t)["microsoft"]
	files["resolution.md"] = []byte("as it was")
	data := export(t, files)
	for _, v := range []struct {
		name, workbook, dossier string // "" where it was taken out
		force                   bool
		want                    string // what stands in the dossier then; "" where nothing is written
		fault                   bool
	}{
		{"nobody changed it", "as it was", "as it was", false, "", false},
		{"the workbook did", "from the workbook", "as it was", false, "from the workbook", false},
		{"the dossier did", "as it was", "from the dossier", false, "", false},
		{"the dossier did, and the workbook is to count", "as it was", "from the dossier", true, "", false},
		{"both did, alike", "the same", "the same", false, "", false},
		{"both did", "from the workbook", "from the dossier", false, "", true},
		{"both did, and the workbook is to count", "from the workbook", "from the dossier", true, "from the workbook", false},
		{"it was taken out", "as it was", "", false, "", false},
		{"it was taken out, and the workbook changed it", "from the workbook", "", false, "from the workbook", false},
	} {
		var l diag.List
		b := Read("b.xlsx", data, &l)
		if b == nil || l.Failed(false) {
			t.Fatal(printed(&l, nil))
		}
		b.prose["resolution.md"] = []byte(v.workbook)
		if edited := v.workbook != "as it was"; b.Edited() != edited {
			t.Errorf("%s: the workbook counts as edited: %v", v.name, !edited)
		}
		old := maps.Clone(files)
		if old["resolution.md"] = []byte(v.dossier); v.dossier == "" {
			delete(old, "resolution.md")
		}
		out, _ := b.Merge(old, "", false, v.force, &l)
		codes := []diag.Code{}
		for _, d := range l.Sorted() {
			if d.Severity == diag.Error {
				codes = append(codes, d.Code)
			}
		}
		if got := string(out["resolution.md"]); got != v.want || slices.Contains(codes, diag.BothChanged) != v.fault {
			t.Errorf("%s: %q is written, want %q; %v", v.name, got, v.want, codes)
		}
	}
}
