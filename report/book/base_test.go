package book

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"
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
