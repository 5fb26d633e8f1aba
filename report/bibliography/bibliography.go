// Package bibliography reads the libraries of programs that keep references (Zotero, JabRef, Mendeley): CSL-JSON,
// BibTeX
// and BibLaTeX. What an entry says becomes the keys of a source of a dossier; what has no key there goes into its note,
// and what is left out is told. Which type a source gets is data: rubrics/bibliography.toml.
package bibliography

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"whereas/report/cells"
	"whereas/report/diag"
	"whereas/report/source"
)

// Limits of a library. They bound what a run costs, not what a person would keep.
const (
	MaxFile    = 64 << 20 // bytes of the file
	maxEntries = 100_000
	maxDepth   = 32 // brackets or braces within each other
	maxFields  = 500
)

// Found is an entry of a library as a source of a dossier.
type Found struct {
	ID  string        // the source's id where a dossier's own export says it, else made of the entry's key; "" of none
	Own bool          // a dossier's own export says the id
	V   *source.Value // its keys: title, publisher, type …
	DOI string        // in small letters; "" where it has none
	At  diag.Span     // the entry
	// Keys of V that were made by the program, a judgement or a gathering: they fill what is empty and stand against
	// nothing.
	Guessed []string
}

// Library is a file of entries.
type Library struct {
	Found []Found
	Text  []byte // the file as places count in it
}

// Formats are the ends of names of files that are libraries, with what each is.
func Formats() map[string]string {
	return map[string]string{".json": "CSL-JSON", ".csljson": "CSL-JSON", ".bib": "BibTeX", ".bibtex": "BibTeX",
		".biblatex": "BibLaTeX"}
}

// Read reads a library. What is wrong with it, and what isn't taken over, is in l; nil where it can't be read at all.
func Read(name string, data []byte, rules *Rules, l *diag.List) *Library {
	at := diag.Span{File: name}
	if len(data) > MaxFile {
		l.Errorf(at, diag.BadLibrary, "the file has more than %d MB, which isn't read", MaxFile>>20).
			WithHint("export a collection alone, or without notes and attachments")
		return nil
	}
	s, how, wrong := cells.Decode(data)
	if wrong != "" {
		l.Errorf(at, diag.BadLibrary, "the file can't be read: %s", wrong).WithHint("export it in UTF-8")
		return nil
	}
	if how != "UTF-8" {
		l.Noticef(at, diag.LibraryRead, "the file was read as %s", how)
	}
	t := newText(name, s)
	r := &reader{
		text:     t,
		rules:    rules,
		list:     l,
		left:     map[string]int{},
		judged:   map[string]int{},
		open:     map[string]*open{},
		commands: map[string]int{},
	}
	if !r.fits(path.Ext(strings.ToLower(name))) {
		return &Library{Text: t.b}
	}
	lib := &Library{Text: t.b}
	for _, e := range r.read(path.Ext(strings.ToLower(name))) {
		lib.Found = append(lib.Found, r.found(e))
	}
	r.tell()
	return lib
}

// read are the entries of the file.
func (r *reader) read(ext string) []*entry {
	if strings.HasPrefix(Formats()[ext], "CSL") {
		return r.readJSON()
	}
	return r.readBibTeX()
}

// fits tells whether the file begins as its name says; else it says what it most likely is.
func (r *reader) fits(ext string) bool {
	first := bytes.TrimSpace(r.b)
	begins := func(all ...string) bool {
		return slices.ContainsFunc(all, func(s string) bool { return bytes.HasPrefix(first, []byte(s)) })
	}
	bib := Formats()[ext] != "CSL-JSON"
	what, hint := "", "in Zotero: File, Export Library…, format CSL JSON; or BibTeX, with a name that ends in .bib"
	switch {
	case len(first) == 0:
		what = "is empty"
	case begins("TY  -"):
		what = "is RIS, which isn't read"
	case begins("<"):
		what = "is a page or XML"
	case bib && begins("[{", "{\"", "[\n", "[ "):
		what, hint = "holds JSON and no BibTeX", "name it as it is: library.json"
	case !bib && begins("@", "%"):
		what, hint = "holds BibTeX and no JSON", "name it as it is: library.bib"
	case !bib && !begins("[", "{"):
		what = "is no JSON"
	}
	if what != "" {
		r.list.Errorf(diag.Span{File: r.name}, diag.BadLibrary, "the file %s", what).WithHint("%s", hint)
	}
	return what == ""
}

// reader reads one file.
type reader struct {
	*text
	rules    *Rules
	list     *diag.List
	left     map[string]int   // fields that weren't taken over, and of how many entries
	judged   map[string]int   // types that were given, and to how many entries
	open     map[string]*open // by kind of entry: those whose type is left to a person
	commands map[string]int   // of TeX, that nobody knows here
	native   bool             // the file is Zotero's own JSON, which was told
}

type open struct {
	at   []diag.Span
	n    int
	why  string
	kind string
}

// entry is an entry as its library has it, under the names that CSL-JSON has for things.
type entry struct {
	key    string
	kind   string // as the library says: article-newspaper, @online
	csl    string // its type as CSL-JSON has it; "" where nothing says it
	at     diag.Span
	texts  map[string]said
	names  map[string][]string // as they are printed: Jane Doe
	dates  map[string]said     // as they stand in a dossier
	own    *value              // what a dossier's own export says
	unread []string            // what couldn't be read as what it should be, for the note
}

type said struct {
	s  string
	at diag.Span
}

func newEntry(at diag.Span) *entry {
	return &entry{at: at, texts: map[string]said{}, names: map[string][]string{}, dates: map[string]said{}}
}

func (e *entry) text(name string) string { return e.texts[name].s }

// called is an entry in a message.
func (e *entry) called() string {
	if e.key != "" {
		return fmt.Sprintf("the entry %q", e.key)
	}
	return "the entry"
}

// tooMany tells whether there are more entries than are read, and says so.
func (r *reader) tooMany(n int, at diag.Span) bool {
	if n < maxEntries {
		return false
	}
	r.list.Errorf(at, diag.BadLibrary, "the file has more than %d entries", maxEntries).
		WithHint("export a collection of them alone")
	return true
}

// text is a file with its lines.
type text struct {
	name  string
	b     []byte
	lines []int // where each begins
	marks []int // how many characters stand before each block of bytes: a library may be one line of megabytes
}

const block = 512

func newText(name, s string) *text {
	t := &text{name: name, b: []byte(s), lines: []int{0}}
	for i, c := range t.b {
		if c == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	n := 0
	for i := 0; i < len(t.b); i += block {
		t.marks = append(t.marks, n)
		for _, c := range t.b[i:min(len(t.b), i+block)] {
			if utf8.RuneStart(c) {
				n++
			}
		}
	}
	return t
}

// chars is how many characters begin before a byte.
func (t *text) chars(off int) int {
	i := min(off/block, len(t.marks)-1)
	if i < 0 {
		return 0
	}
	n := t.marks[i]
	for _, c := range t.b[i*block : off] {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

func (t *text) place(off int) (line, col int) {
	i, ok := slices.BinarySearch(t.lines, off)
	if !ok {
		i--
	}
	return i + 1, 1 + t.chars(off) - t.chars(t.lines[i])
}

// span is the place of some bytes; on one line.
func (t *text) span(from, to int) diag.Span {
	from = min(from, len(t.b))
	to = max(from, min(to, len(t.b)))
	if i := bytes.IndexByte(t.b[from:to], '\n'); i >= 0 {
		to = from + i
	}
	s := diag.Span{File: t.name}
	s.Line, s.Col = t.place(from)
	s.EndLine, s.EndCol = s.Line, s.Col+utf8.RuneCount(t.b[from:to])
	return s
}
