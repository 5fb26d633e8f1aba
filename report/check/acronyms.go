package check

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/prose"
	"whereas/report/source"
)

// Capitals are the words of capitals that need no words beside them (rubrics/phrasing/acronyms.toml).
type Capitals map[string]bool

// ParseCapitals reads that file. Faults go to l.
func ParseCapitals(name string, b []byte, l *diag.List) Capitals {
	out := Capitals{}
	root := source.Parse(name, b, l)
	if t := root.Table("acronyms"); t != nil {
		t.NeedInt("format", 1, 1)
		for _, key := range []string{"known", "words"} {
			for _, s := range t.NeedTexts(key) {
				out[s.S] = true
			}
		}
		t.Close()
	}
	root.Close()
	return out
}

// Acronym is a word of capitals that a text uses.
type Acronym struct {
	Short   string
	At      diag.Span // the sentence that has it first
	Defined bool      // that sentence says what it stands for, or the text has said before what its letters are of
	Uses    int       // besides where it is defined
}

// Acronyms are the acronyms of a text in the order of their first use, without those that known has and the names of a
// dossier, which may be nil: a product that is called CLEAR stands for nothing else.
func Acronyms(d *doc.Document, known Capitals, names *dossier.Dossier, words Words) []Acronym {
	named := capitalNames(names)
	var out []Acronym
	var said strings.Builder // what was read so far
	look := func(s string, at diag.Span) {
		defer func() { said.WriteString(s + "\n") }()
		if !strings.ContainsFunc(s, unicode.IsLower) {
			return // a heading in capitals
		}
		for _, f := range FindCapitals(s) {
			if known[f.Short] || named[f.Short] {
				continue
			}
			i := slices.IndexFunc(out, func(a Acronym) bool { return a.Short == f.Short })
			if i < 0 {
				a := Acronym{Short: f.Short, At: at, Defined: f.Explained(s)}
				if long := spelt(f.Short, names); !a.Defined {
					a.Uses = 1
					a.Defined = initialsOf(long, f.Short) && strings.Contains(said.String()+s[:f.From], long)
				}
				out = append(out, a)
				continue
			}
			out[i].Uses++
		}
	}
	doc.Walk(d.Blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Para:
			for _, s := range prose.Sentences(b.Text, b.At, words.Sentences) {
				look(s.Text, s.At)
			}
		case *doc.Heading:
			look(doc.Plain(b.Text), b.At)
		case *doc.Table:
			for _, row := range b.Rows {
				for _, c := range row {
					look(doc.Plain(c), b.At)
				}
			}
		case *doc.List, *doc.Quote, *doc.Figure, *doc.Rule, *doc.Part: // their blocks come by themselves
		}
	})
	return out
}

// TellAcronyms warns of the acronyms that a text uses and doesn't explain where it first does, and gives a notice of
// those that it explains and doesn't use. Where the dossier knows the words, the hint has them.
func TellAcronyms(d *doc.Document, known Capitals, names *dossier.Dossier, words Words, l *diag.List) {
	for _, a := range Acronyms(d, known, names, words) {
		switch {
		case !a.Defined:
			dg := l.Warnf(a.At, diag.UndefinedAcronym, "the text uses %q and doesn't say there what it stands for",
				a.Short)
			if long := spelt(a.Short, names); long != "" {
				dg.WithHint("write “%s”, with “(%s)” behind it if it comes again", long, a.Short)
			} else {
				dg.WithHint("write out what it stands for, with “(%s)” behind it if it comes again", a.Short)
			}
		case a.Uses == 0:
			l.Noticef(a.At, diag.UnusedAcronym, "the text says what %q stands for, and never uses it again", a.Short).
				WithHint("leave out “(%s)”", a.Short)
		}
	}
}

// capitals matches what may be an acronym: two to six capitals, with & or points between them, of several or of one.
var capitals = regexp.MustCompile(`\p{Lu}(?:\.\p{Lu})+\.?|\p{Lu}[\p{Lu}&]{1,5}s?`)

// Found is an acronym that stands at [From:To] of a text, without its points and its s.
type Found struct {
	From, To int
	Short    string
}

// FindCapitals are the acronyms of a text.
func FindCapitals(s string) []Found {
	var out []Found
	for _, m := range capitals.FindAllStringIndex(s, -1) {
		if short, ok := acronym(s, m[0], m[1]); ok {
			out = append(out, Found{m[0], m[1], short})
		}
	}
	return out
}

// acronym is the acronym at s[from:to] without its points and its s; ok is false for a part of a word, of a number or
// of an address.
func acronym(s string, from, to int) (short string, ok bool) {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	joins := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("&@_", r) }
	if joins(before) || joins(after) { // beyond the ends of the text there is no letter
		return "", false
	}
	word := s[strings.LastIndexFunc(s[:from], unicode.IsSpace)+1:]
	word = word[:len(word)-len(strings.TrimLeftFunc(s[to:], isNoSpace))]
	if strings.Contains(word, "://") || strings.HasPrefix(word, "www.") ||
		strings.ContainsAny(word, "/-") && strings.ContainsFunc(word, unicode.IsDigit) {
		return "", false // an address, or the number of a paper: A/HRC/56/26
	}
	return strings.TrimSuffix(strings.ReplaceAll(s[from:to], ".", ""), "s"), true
}

func isNoSpace(r rune) bool { return !unicode.IsSpace(r) }

// Explained tells whether the text that an acronym stands in says there what it stands for: "Investigative Case
// Management (ICM)", "ICM (Investigative Case Management)", "ICM, or Investigative Case Management", "known as ICM".
func (f Found) Explained(s string) bool {
	before := strings.TrimRight(s[:f.From], `"“‘'`)
	after := strings.TrimLeft(s[f.To:], `"”’'`)
	if (strings.HasPrefix(after, ")") || strings.HasPrefix(after, ",")) && insideBracket.MatchString(before) {
		return true
	}
	if aside.MatchString(before) {
		return true
	}
	rest, ok := strings.CutPrefix(after, " (")
	if ok {
		rest, _, _ = strings.Cut(rest, ")")
	} else if rest, ok = strings.CutPrefix(after, ", "); !ok {
		return false
	}
	return initialsOf(rest, f.Short)
}

var (
	insideBracket = regexp.MustCompile(`[\pL\pN”"]\s*\((?:(?:the|or|hereafter|called|known as)\s+)?["“‘']?$`)
	aside         = regexp.MustCompile(`(?i)\b(?:known as|called|abbreviated|short for)\s+(?:the\s+)?["“‘']?$`)
)

// initialsOf tells whether words begin with the letters of an acronym, small words aside.
func initialsOf(text, short string) bool {
	letters := []rune(short)
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		if len(letters) == 0 {
			return true
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"“‘'`))
		switch {
		case unicode.ToUpper(first) == letters[0]:
			letters = letters[1:]
		case !unicode.IsLower(first):
			return false
		}
	}
	return len(letters) == 0
}

// capitalNames are the words of capitals in the names of a dossier: what is called so needs no other words. The name of
// an agency with its acronym as its short name gives none.
func capitalNames(d *dossier.Dossier) map[string]bool {
	out := map[string]bool{}
	if d == nil {
		return out
	}
	add := func(name string) {
		for _, f := range FindCapitals(name) {
			out[f.Short] = true
		}
	}
	add(d.Company.Name)
	add(d.Company.Short)
	for _, e := range d.Entities {
		add(e.Name)
	}
	for _, e := range d.Entities { // "ICE Cloud" doesn't say what ICE is; a product is sold by its short name
		if e.Short != e.Name {
			delete(out, e.Short)
		}
		if e.Type == "product" {
			add(e.Short)
		}
	}
	for _, s := range d.Sources {
		if strings.EqualFold(s.Short, s.Publisher) {
			add(s.Publisher)
		}
	}
	return out
}

// spelt is what an acronym stands for by the dossier, "" where it doesn't say.
func spelt(short string, d *dossier.Dossier) string {
	if d == nil {
		return ""
	}
	for _, e := range d.Entities {
		if e.Short == short && e.Name != short {
			return e.Name
		}
	}
	return ""
}

// Spelling knows the acronyms of a dossier and what they stand for.
type Spelling struct {
	known Capitals
	named map[string]bool
	longs map[string]string
}

// NewSpelling takes the acronyms from the short names of a dossier's entities.
func NewSpelling(known Capitals, names *dossier.Dossier) Spelling {
	s := Spelling{known, capitalNames(names), map[string]string{}}
	for _, e := range names.Entities {
		if _, ok := s.longs[e.Short]; !ok && e.Short != "" && e.Name != e.Short {
			s.longs[e.Short] = e.Name
		}
	}
	return s
}

// All are the acronyms that a reader may not know and what they stand for, the longest names first.
func (s Spelling) All() [][2]string {
	var out [][2]string
	for short, long := range s.longs {
		if !s.known[short] && !s.named[short] && capitals.FindString(short) == short {
			out = append(out, [2]string{short, long})
		}
	}
	slices.SortFunc(out, func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(len(b[1]), len(a[1])), cmp.Compare(a[0], b[0]))
	})
	return out
}

// Unexplained is an acronym of a text, and what it stands for.
type Unexplained struct {
	Found
	Long string
}

// Unexplained are the acronyms that a sentence uses, doesn't explain and the dossier can: those that a reader may not
// know, in their order. What stands within quotation marks is somebody's word and stays.
func (s Spelling) Unexplained(text string) []Unexplained {
	var out []Unexplained
	explained := map[string]bool{}
	for _, f := range FindCapitals(text) {
		if s.known[f.Short] || s.named[f.Short] || explained[f.Short] {
			continue
		}
		long := s.longs[f.Short]
		if f.Explained(text) || strings.Contains(text[:f.From], long) { // no words are in every text
			explained[f.Short] = true
			continue
		}
		if quoted := strings.Count(text[:f.From], `"`)%2 == 1 ||
			strings.Count(text[:f.From], "“") > strings.Count(text[:f.From], "”"); !quoted {
			out = append(out, Unexplained{f, long})
		}
	}
	return out
}
