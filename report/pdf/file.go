package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"whereas/report/deflate"
)

// file is the objects of the file to be written. Those that are no streams go into object streams, which
// keeps the many small ones of a structure tree small.
type file struct {
	objects []object // objects[i] has number i+1
	pool    *deflate.Pool
	err     error // the first of what couldn't be amended; nothing is written then
}

type object struct {
	body []byte // a dictionary or array; of a stream, its dictionary's entries
	data []byte // of a stream
	kind byte   // 0 reserved, 'o' object, 's' stream
}

// reserve takes a number for an object that is made later.
func (f *file) reserve() int {
	f.objects = append(f.objects, object{})
	return len(f.objects)
}

func (f *file) set(n int, body string) { f.objects[n-1] = object{body: []byte(body), kind: 'o'} }

func (f *file) add(body string) int {
	n := f.reserve()
	f.set(n, body)
	return n
}

// stream adds a stream whose data is as it shall be written.
func (f *file) stream(entries string, data []byte) int {
	n := f.reserve()
	f.objects[n-1] = object{body: []byte(entries), data: data, kind: 's'}
	return n
}

// deflated adds a stream and deflates it.
func (f *file) deflated(entries string, data []byte) (int, error) {
	small, err := f.deflate(data)
	if err != nil {
		return 0, err
	}
	return f.stream(entries+"/Filter/FlateDecode", small), nil
}

// deflate compresses a little at the first level: its compressor has less to clear before each stream.
func (f *file) deflate(data ...[]byte) ([]byte, error) {
	const little, quick, thorough = 4 << 10, 1, 4
	size := 0
	for _, d := range data {
		size += len(d)
	}
	level := thorough
	if size < little {
		level = quick
	}
	out, err := f.pool.Zlib(level, data...)
	if err != nil {
		return nil, fmt.Errorf("deflate: %w", err)
	}
	return out, nil
}

// perStream is how many objects one object stream holds at most.
const perStream = 200

// write makes the file: streams, object streams, and a cross-reference stream.
func (f *file) write(root, info int) ([]byte, error) {
	if f.err != nil {
		return nil, f.err
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	type place struct {
		kind       byte // 0 free, 1 offset, 2 in an object stream
		where, nth int
	}
	places := make([]place, len(f.objects)+1)
	put := func(n int, entries, data []byte) {
		for len(places) <= n {
			places = append(places, place{})
		}
		places[n] = place{1, out.Len(), 0}
		fmt.Fprintf(&out, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, entries, len(data))
		out.Write(data)
		out.WriteString("\nendstream\nendobj\n")
	}
	var plain []int
	for i, o := range f.objects {
		switch o.kind {
		case 's':
			put(i+1, o.body, o.data)
		case 'o':
			plain = append(plain, i+1)
		default:
			return nil, fmt.Errorf("object %d was reserved and never made", i+1)
		}
	}
	next := len(f.objects) + 1
	for len(plain) > 0 {
		part := plain[:min(perStream, len(plain))]
		plain = plain[len(part):]
		var index, bodies bytes.Buffer
		for nth, n := range part {
			fmt.Fprintf(&index, "%d %d ", n, bodies.Len())
			bodies.Write(f.objects[n-1].body)
			bodies.WriteByte('\n')
			places[n] = place{2, next, nth}
		}
		data, err := f.deflate(index.Bytes(), bodies.Bytes())
		if err != nil {
			return nil, err
		}
		put(next, fmt.Appendf(nil, "/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(part), index.Len()), data)
		next++
	}
	places = append(places, place{1, out.Len(), 0}) // the cross-reference stream itself
	var table []byte
	for i, p := range places {
		if i == 0 {
			p.nth = 0xFFFF
		}
		table = append(table, p.kind)
		table = binary.BigEndian.AppendUint32(table, uint32(p.where))
		table = binary.BigEndian.AppendUint16(table, uint16(p.nth))
	}
	data, err := f.deflate(table)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(out.Bytes())
	at := out.Len()
	put(next, fmt.Appendf(nil, "/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]/Filter/FlateDecode",
		len(places), root, info, digest[:16], digest[:16]), data)
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", at)
	return out.Bytes(), nil
}

// textString writes text as a PDF string: plain where it is ASCII (unless wide is wanted), else UTF-16.
func textString(s string, wide bool) string {
	if !wide && isASCII(s) {
		if !strings.ContainsAny(s, "\\()\r\n") {
			return "(" + s + ")"
		}
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`, "\n", `\n`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<feff")
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write(appendHex16(nil, u))
	}
	b.WriteByte('>')
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// ref writes a reference.
func ref(n int) string { return strconv.Itoa(n) + " 0 R" }
