package bibliography

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"whereas/report/diag"
)

// value is a value of a JSON file with its place.
type value struct {
	key      string // its name in the object that it stands in
	keyAt    [2]int
	kind     byte   // s text, n number, b true or false, 0 null, a list, o object
	s        string // of a text, a number, true or false
	in       []*value
	from, to int
}

// get is what an object holds under a name, nil where it holds nothing or v is nil.
func (v *value) get(name string) *value {
	if v == nil {
		return nil
	}
	i := slices.IndexFunc(v.in, func(k *value) bool { return k.key == name })
	if i < 0 || v.kind != 'o' {
		return nil
	}
	return v.in[i]
}

// str is a text or a number as it stands; "" of any other and of nil.
func (v *value) str() string {
	if v == nil || v.kind != 's' && v.kind != 'n' {
		return ""
	}
	return v.s
}

var errDeep = errors.New("too deep")

// parser reads values from a place of the file on, by the tokens of encoding/json.
type parser struct {
	*text
	dec   *json.Decoder
	base  int
	depth int
}

func (r *reader) parser(from int) *parser {
	p := &parser{text: r.text, dec: json.NewDecoder(bytes.NewReader(r.b[from:])), base: from}
	p.dec.UseNumber()
	return p
}

// next is where the next token begins.
func (p *parser) next() int {
	i := p.base + int(p.dec.InputOffset())
	for i < len(p.b) && bytes.IndexByte([]byte(" \t\r\n,:"), p.b[i]) >= 0 {
		i++
	}
	return i
}

func (p *parser) value() (*value, error) {
	from := p.next()
	tok, err := p.dec.Token()
	if err != nil {
		return nil, err
	}
	v := &value{from: from}
	switch tok := tok.(type) {
	case string:
		v.kind, v.s = 's', tok
	case json.Number:
		v.kind, v.s = 'n', tok.String()
	case bool:
		v.kind, v.s = 'b', fmt.Sprint(tok)
	case json.Delim:
		if p.depth++; p.depth > maxDepth {
			return nil, errDeep
		}
		v.kind = map[json.Delim]byte{'[': 'a', '{': 'o'}[tok]
		if err := p.inner(v); err != nil {
			return nil, err
		}
		p.depth--
	}
	v.to = p.base + int(p.dec.InputOffset())
	return v, nil
}

// inner reads what a list or an object holds, and its end.
func (p *parser) inner(v *value) error {
	for p.dec.More() {
		key, at := "", [2]int{}
		if v.kind == 'o' {
			at[0] = p.next()
			k, err := p.dec.Token()
			if err != nil {
				return err
			}
			key, _ = k.(string)
			at[1] = p.base + int(p.dec.InputOffset())
		}
		in, err := p.value()
		if err != nil {
			return err
		}
		in.key, in.keyAt = key, at
		v.in = append(v.in, in)
	}
	_, err := p.dec.Token()
	return err
}

// readJSON are the entries of a CSL-JSON file: a list of them, a list under "items" or "references", or one alone. An
// entry that can't be read is told, and the next ones are read.
func (r *reader) readJSON() []*entry {
	at := r.skip(0)
	if r.b[at] == '[' {
		return r.readList(at)
	}
	root, err := r.parse(at)
	if err != nil {
		return nil
	}
	if rest := r.skip(root.to); rest < len(r.b) {
		r.list.Errorf(r.span(rest, rest+1), diag.LibrarySyntax, "something stands behind the end of the library").
			WithHint("several entries stand in a list: [ {…}, {…} ]")
		return nil
	}
	for _, name := range []string{"items", "references"} {
		if list := root.get(name); list != nil && list.kind == 'a' {
			var out []*entry
			for _, v := range list.in {
				if r.tooMany(len(out), r.span(v.from, v.from+1)) {
					break
				}
				out = r.add(out, v)
			}
			return out
		}
	}
	if root.get("type") == nil && root.get("title") == nil && root.get("itemType") == nil {
		r.list.Errorf(r.span(root.from, root.from+1), diag.BadLibrary, "the file holds no list of entries").
			WithHint("a library is exported as CSL JSON: [ {…}, {…} ]")
		return nil
	}
	return r.add(nil, root)
}

// readList reads entry by entry, so that one that can't be read loses no other.
func (r *reader) readList(at int) []*entry {
	var out []*entry
	comma := true // one may follow
	for i := r.skip(at + 1); ; i = r.skip(i) {
		switch {
		case i >= len(r.b):
			r.list.Errorf(r.span(at, at+1), diag.LibrarySyntax, "the list of entries isn't closed").
				WithHint("its last line is ]; the file may have been cut off: export it again")
			return out
		case r.b[i] == ']':
			if comma && len(out) > 0 {
				r.list.Errorf(r.span(i, i+1), diag.LibrarySyntax, "a comma stands before the end of the list").
					WithHint("delete it")
			}
			if rest := r.skip(i + 1); rest < len(r.b) {
				r.list.Errorf(r.span(rest, rest+1), diag.LibrarySyntax,
					"something stands behind the end of the library")
			}
			return out
		case r.b[i] == ',':
			if comma {
				r.list.Errorf(r.span(i, i+1), diag.LibrarySyntax, "a comma too many").WithHint("delete it")
			}
			comma = true
			i++
			continue
		case !comma:
			r.list.Errorf(r.span(i, i+1), diag.LibrarySyntax, "a comma is missing before this entry").
				WithHint("entries are parted by commas: }, {")
		}
		if r.tooMany(len(out), r.span(i, i+1)) {
			return out
		}
		v, err := r.parse(i)
		if err != nil {
			next := r.resume(i)
			if next < 0 {
				return out
			}
			i, comma = next, true
			continue
		}
		out, comma, i = r.add(out, v), false, v.to
	}
}

// skip is the next place that isn't blank.
func (r *reader) skip(i int) int {
	for i < len(r.b) && strings.IndexByte(" \t\r\n", r.b[i]) >= 0 {
		i++
	}
	return i
}

// resume is where the next entry of a list begins, behind one that can't be read: a brace at the beginning of a line,
// indented as that one was. It is -1 where there is none.
func (r *reader) resume(at int) int {
	line := bytes.LastIndexByte(r.b[:at], '\n') + 1
	indent := r.b[line:at]
	if len(bytes.TrimLeft(indent, " \t")) > 0 {
		return -1
	}
	for _, begin := range []string{"\n" + string(indent) + "{", "\n" + string(indent) + "}, {"} {
		if i := bytes.Index(r.b[at:], []byte(begin)); i >= 0 {
			return at + i + len(begin) - 1
		}
	}
	return -1
}

// parse reads a value; where it can't, it says so.
func (r *reader) parse(from int) (*value, error) {
	p := r.parser(from)
	v, err := p.value()
	if err == nil {
		return v, nil
	}
	at := p.next()
	var se *json.SyntaxError
	switch {
	case errors.Is(err, errDeep):
		r.list.Errorf(r.span(at-1, at), diag.BadLibrary, "more than %d brackets stand within each other", maxDepth).
			WithHint("a library needs six: look what is wrong here, or export it again")
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		r.list.Errorf(r.span(from, from+1), diag.LibrarySyntax, "what begins here isn't closed before the file ends").
			WithHint("look for a missing }, ] or quote mark; or the file was cut off: export it again")
	case errors.As(err, &se):
		r.syntax(p, se)
	default:
		r.list.Errorf(r.span(at, at+1), diag.LibrarySyntax, "this can't be read: %s", err)
	}
	return nil, err
}

// syntax says what is wrong where encoding/json stopped.
func (r *reader) syntax(p *parser, se *json.SyntaxError) {
	last := p.base + int(p.dec.InputOffset()) // behind what could be read
	at := r.skip(last)
	c := func(i int) byte {
		if i < len(r.b) {
			return r.b[i]
		}
		return 0
	}
	msg, hint := "", ""
	before := bytes.TrimRight(r.b[:last], " \t\r\n")
	switch {
	case c(at) == ',' && strings.IndexByte("}]", c(r.skip(at+1))) >= 0 && c(r.skip(at+1)) != 0:
		msg, hint = "a comma stands before the end", "delete it"
	case c(at) == ',' && c(r.skip(at+1)) == ',':
		msg, hint = "a comma too many", "delete it"
	case strings.IndexByte("}]", c(at)) >= 0 && c(at) != 0 && bytes.HasSuffix(before, []byte(",")):
		msg, hint = "a comma stands before the end", "delete it"
	case c(at) == '"' && (strings.Contains(se.Error(), "after object key:value pair") ||
		strings.Contains(se.Error(), "after array element")):
		msg, hint = "a comma is missing before this", "fields are parted by commas"
	case c(at) == '"' && strings.Contains(se.Error(), "after object key"):
		msg, hint = "a colon is missing before this", `a field is written "title": "…"`
	case strings.Contains(se.Error(), "in string"):
		at = p.next()
		if strings.Contains(se.Error(), `'\n'`) {
			msg, hint = "the text that begins here isn't closed on its line", `put a quote mark (") behind it`
		} else {
			msg, hint = "the text that begins here holds what none can", `a backslash is written \\, a quote mark \"`
		}
	case c(at) == '\'' || bytes.HasPrefix(r.b[min(at, len(r.b)):], []byte("“")):
		msg, hint = "a quote mark that isn't a straight one", `texts stand between straight quote marks: "…"`
	default:
		at = p.next()
		msg, hint = "this can't be read as JSON", `a field is written "title": "…", and fields are parted by commas`
	}
	r.list.Errorf(r.span(at, at+1), diag.LibrarySyntax, "%s", msg).WithHint("%s", hint)
}
