package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// source is a file as gofpdf wrote it.
type source struct {
	objects map[int][]byte // between "obj" and "endobj"
	kids    []int          // the page objects, in order
}

var errShape = errors.New("not a file as gofpdf writes it")

// read finds the objects of a file by its cross-reference table. It knows the one shape that gofpdf
// writes, and refuses others.
func read(b []byte) (*source, error) {
	at := bytes.LastIndex(b, []byte("startxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("no startxref: %w", errShape)
	}
	table, _, err := number(b[at+len("startxref\n"):])
	if err != nil || table >= len(b) || !bytes.HasPrefix(b[table:], []byte("xref\n0 ")) {
		return nil, fmt.Errorf("no cross-reference table: %w", errShape)
	}
	count, n, err := number(b[table+len("xref\n0 "):])
	first := table + len("xref\n0 ") + n + 1
	const entry = len("0000000000 65535 f \n")
	if err != nil || first+count*entry > len(b) {
		return nil, fmt.Errorf("the cross-reference table is cut short: %w", errShape)
	}
	src := &source{objects: map[int][]byte{}}
	for i := 1; i < count; i++ {
		offset, _, err := number(b[first+i*entry:])
		head := strconv.Itoa(i) + " 0 obj\n"
		if err != nil || offset >= len(b) || !bytes.HasPrefix(b[offset:], []byte(head)) {
			return nil, fmt.Errorf("object %d isn't where the table says: %w", i, errShape)
		}
		body := b[offset+len(head):]
		if stream := bytes.Index(body, []byte(">>\nstream\n")); stream >= 0 &&
			stream < bytes.Index(body, []byte("endobj")) {
			length := bytes.Index(body, []byte("/Length "))
			size, _, err := number(body[max(length, 0)+len("/Length "):])
			if length < 0 || length > stream || err != nil || stream+size > len(body) {
				return nil, fmt.Errorf("object %d is a stream of unknown length: %w", i, errShape)
			}
			from := stream + len(">>\nstream\n")
			src.objects[i] = body[from : from+size]
			continue
		}
		end := bytes.Index(body, []byte("\nendobj"))
		if end < 0 {
			return nil, fmt.Errorf("object %d has no end: %w", i, errShape)
		}
		src.objects[i] = body[:end]
	}
	return src, src.readKids()
}

// readKids reads the list of pages from object 1.
func (s *source) readKids() error {
	root := s.objects[1]
	open := bytes.Index(root, []byte("/Kids ["))
	if open < 0 {
		return fmt.Errorf("no list of pages: %w", errShape)
	}
	list := root[open+len("/Kids ["):]
	list = list[:max(0, bytes.IndexByte(list, ']'))]
	for _, ref := range bytes.Split(bytes.TrimSpace(list), []byte(" 0 R")) {
		ref = bytes.TrimSpace(ref)
		if len(ref) == 0 {
			continue
		}
		n, err := strconv.Atoi(string(ref))
		if err != nil {
			return fmt.Errorf("list of pages: %w", errShape)
		}
		s.kids = append(s.kids, n)
	}
	return nil
}

// reference is the object that a key of a page's dictionary refers to.
func reference(dict []byte, key string) (int, error) {
	at := bytes.Index(dict, []byte(key+" "))
	if at < 0 {
		return 0, fmt.Errorf("no %s: %w", key, errShape)
	}
	n, _, err := number(dict[at+len(key)+1:])
	return n, err
}

// number reads digits at the start of b, and says how many they are.
func number(b []byte) (value, length int, err error) {
	for length < len(b) && b[length] >= '0' && b[length] <= '9' {
		length++
	}
	value, err = strconv.Atoi(string(b[:length]))
	return value, length, err
}
