package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

var errShape = errors.New("not a file as gofpdf writes it")

// read takes a file of gofpdf's apart by the table at its end: the first object has number 1. Its objects lie one
// after the other, so that each ends where the next begins, whatever is in it. Other files are refused.
func read(b []byte) ([]object, error) {
	const table, entry = "\nxref\n0 ", len("0000000000 65535 f \n")
	end := bytes.LastIndex(b, []byte(table))
	if end < 0 {
		return nil, fmt.Errorf("no cross-reference table: %w", errShape)
	}
	count, entries, _ := bytes.Cut(b[end+len(table):], []byte("\n"))
	size, err := strconv.Atoi(string(count))
	if err != nil || size < 1 || len(entries) < size*entry {
		return nil, fmt.Errorf("the cross-reference table is cut short: %w", errShape)
	}
	type start struct{ number, at int }
	starts := make([]start, size) // entry 0 stands for the end of the last object
	starts[0].at = end + 1
	for n := 1; n < size; n++ {
		at, err := strconv.Atoi(string(entries[n*entry : n*entry+10]))
		if err != nil || at > end {
			return nil, fmt.Errorf("object %d lies nowhere: %w", n, errShape)
		}
		starts[n] = start{n, at}
	}
	slices.SortFunc(starts, func(x, y start) int { return cmp.Compare(x.at, y.at) })
	out := make([]object, size-1)
	for i, s := range starts[:size-1] {
		head := strconv.Itoa(s.number) + " 0 obj\n"
		body, begins := bytes.CutPrefix(b[s.at:starts[i+1].at], []byte(head))
		body, ends := bytes.CutSuffix(body, []byte("\nendobj\n"))
		if !begins || !ends {
			return nil, fmt.Errorf("object %d isn't where the table says: %w", s.number, errShape)
		}
		out[s.number-1] = objectOf(body)
	}
	return out, nil
}

// objectOf tells streams from other objects. Nothing that gofpdf writes before a stream holds text of a document, so
// the first that looks like its beginning is it.
func objectOf(body []byte) object {
	data, stream := bytes.CutSuffix(body, []byte("\nendstream"))
	dict, data, begun := bytes.Cut(data, []byte("\nstream\n"))
	if !stream || !begun {
		return object{body: body, kind: 'o'}
	}
	entries, _, _ := bytes.Cut(bytes.TrimPrefix(dict, []byte("<<")), []byte("/Length "))
	return object{body: bytes.TrimSpace(entries), data: data, kind: 's'}
}
