package bibliography

import (
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Rules are what becomes of an entry: rubrics/bibliography.toml, or a file of a person's own in its place.
type Rules struct {
	Types     map[string]Type // by the type that CSL-JSON has
	Cases     []Case          // what an entry says more of itself, in the order in which they are tried
	Publisher []string        // where the publisher stands, first to last
	BibTeX    map[string]string
	Subtypes  map[string]string
	Fields    map[string]string // of BibTeX, by what CSL-JSON calls them
	Noted     []Noted
	Months    map[string]int
	Out       map[string]string // CSL type of each type of source
}

// Type is what a CSL type becomes.
type Type struct {
	Source    string // the dossier's type; "" where it is left to a person
	Publisher []string
	Why       string
}

// Case is a rule on what an entry says of itself beside its type.
type Case struct {
	CSL       []string // types that it is of; any where empty
	Genre     []string // words one of which stands in its genre or number
	Publisher []string // words one of which is in its publisher
	Source    string
	Why       string
}

// Noted is a field that goes into the note, behind a label.
type Noted struct{ Field, Label string }

// PublisherOf is where the publisher of an entry of a CSL type stands, first to last.
func (rs *Rules) PublisherOf(csl string) []string {
	if p := rs.Types[csl].Publisher; len(p) > 0 {
		return p
	}
	return rs.Publisher
}

// ParseRules reads the rules. The vocabulary has the types of sources. Faults go to l.
func ParseRules(name string, data []byte, v vocab.Vocabulary, l *diag.List) *Rules {
	rs := &Rules{Types: map[string]Type{}, BibTeX: map[string]string{}, Subtypes: map[string]string{},
		Fields: map[string]string{}, Months: map[string]int{}, Out: map[string]string{}}
	root := source.Parse(name, data, l)
	known := func(s source.Text) string {
		if s.S != "" && !v.Has("source-type", s.S) {
			dg := l.Errorf(s.At, diag.UnknownSourceType, "unknown source type %q", s.S)
			if near := diag.Nearest(s.S, v.IDs("source-type")); near != "" {
				dg.WithHint("did you mean %q?", near)
			}
		}
		return s.S
	}
	if t := root.Table("bibliography"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Need("why")
		rs.Publisher = words(t, "publisher")
		t.Close()
	}
	root.Each("csl", func(id source.Text, t *source.Table) {
		rs.Types[id.S] = Type{known(t.Word("type")), words(t, "publisher"), t.Need("why").S}
	})
	root.Each("case", func(_ source.Text, t *source.Table) {
		c := Case{CSL: words(t, "csl"), Genre: lower(t, "genre"), Publisher: lower(t, "publisher"),
			Source: known(t.Word("type")), Why: t.Need("why").S}
		rs.Cases = append(rs.Cases, c)
	})
	table := func(name string, into map[string]string) {
		if t := root.Table(name); t != nil {
			for _, k := range t.Keys() {
				into[k] = t.Word(k).S
			}
			t.Close()
		}
	}
	table("bibtex", rs.BibTeX)
	table("subtype", rs.Subtypes)
	table("field", rs.Fields)
	if t := root.Table("noted"); t != nil {
		for _, k := range t.Keys() {
			rs.Noted = append(rs.Noted, Noted{k, t.Text(k).S})
		}
		t.Close()
	}
	if t := root.Table("month"); t != nil {
		for _, k := range t.Keys() {
			rs.Months[k], _, _ = t.Int(k, 1, 12)
		}
		t.Close()
	}
	if t := root.Table("out"); t != nil {
		for _, k := range t.Keys() {
			known(source.Text{S: k, At: t.KeyAt(k)})
			rs.Out[k] = t.Word(k).S
		}
		t.Close()
	}
	root.Close()
	return rs
}

func words(t *source.Table, key string) []string {
	var out []string
	for _, s := range t.Texts(key) {
		out = append(out, s.S)
	}
	return out
}

func lower(t *source.Table, key string) []string {
	all := words(t, key)
	for i := range all {
		all[i] = strings.ToLower(all[i])
	}
	return all
}

// judge is the type of source that an entry is taken for, and why; "" where it is left to a person.
func (rs *Rules) judge(e *entry, publisher string) (string, string) {
	genre := strings.ToLower(e.text("genre") + " " + e.text("number"))
	by := strings.ToLower(publisher)
	for _, c := range rs.Cases {
		if (len(c.CSL) == 0 || slices.Contains(c.CSL, e.csl)) &&
			(len(c.Genre) == 0 || anyWord(genre, c.Genre)) && (len(c.Publisher) == 0 || anyWord(by, c.Publisher)) {
			return c.Source, c.Why
		}
	}
	t, ok := rs.Types[e.csl]
	if !ok {
		return "", "no rule speaks of it"
	}
	return t.Source, t.Why
}

// anyWord tells whether one of some words stands in a text as a word.
func anyWord(s string, all []string) bool {
	letter := func(s string, i int) bool {
		return i >= 0 && i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 0x80)
	}
	return slices.ContainsFunc(all, func(w string) bool {
		i := strings.Index(s, w)
		return i >= 0 && !letter(s, i-1) && !letter(s, i+len(w))
	})
}
