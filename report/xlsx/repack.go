package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// repack puts the parts of a workbook into one order: the library writes streamed sheets in the order of a
// map, so that two runs would give different bytes. The parts themselves are copied as they are.
func repack(b []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("read the workbook back: %w", err)
	}
	parts := slices.Clone(r.File)
	rank := func(name string) int { // what says what is in the package comes first
		switch name {
		case "[Content_Types].xml":
			return 0
		case "_rels/.rels":
			return 1
		}
		return 2
	}
	slices.SortFunc(parts, func(x, y *zip.File) int {
		return cmp.Or(cmp.Compare(rank(x.Name), rank(y.Name)), cmp.Compare(x.Name, y.Name))
	})
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range parts {
		if err := w.Copy(f); err != nil {
			return nil, fmt.Errorf("order the workbook: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("order the workbook: %w", err)
	}
	return out.Bytes(), nil
}
