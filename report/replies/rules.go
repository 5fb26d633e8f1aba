// Package replies says of whom a text tells something adverse, and whether they had a chance to answer: by the replies
// of the dossier, or the reason that it gives for not having asked. Which claims are adverse to whom is data:
// rubrics/replies.toml.
package replies

import (
	"slices"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// format is the newest version of the rules that is read.
const format = 1

// To is to whom a claim is adverse.
type To string

// The ways of being spoken of.
const (
	Nobody To = "nobody" // by its kind; its status may make it adverse all the same
	Never  To = "never"  // whatever its status
	Acting To = "acting" // who acts in a link of the claim, what it is about, and who makes a product that it names
	Named  To = "named"  // all that it names, but who protests or sets rules
)

// Rule is to whom claims of a kind or a status are adverse. Types are those of the entities that it is narrowed to;
// none for all organisations.
type Rule struct {
	To    To
	Types []string
}

// Rules are the file rubrics/replies.toml.
type Rules struct {
	organisations []string // types of entities that can be asked
	acting        []string // verbs
	makers        []string // verbs by which somebody is the maker of what is made
	made          []string // types of entities
	owners, parts []string // verbs by which the subject, and the object, speaks for the other
	kinds         map[vocab.Kind]Rule
	statuses      map[vocab.Status]Rule
}

// ParseRules reads the rules, and checks that each kind of claim has one. Each has its why.
func ParseRules(name string, data []byte, words vocab.Vocabulary, l *diag.List) *Rules {
	r := &Rules{kinds: map[vocab.Kind]Rule{}, statuses: map[vocab.Status]Rule{}}
	root := source.Parse(name, data, l)
	if t := root.Table("replies"); t != nil {
		if n, at, ok := t.NeedInt("format", 1, 1e6); ok && n > format {
			l.Errorf(at, diag.NewerFormat, "these rules have format %d; this program reads formats up to %d", n, format)
		}
		t.Need("why")
		t.Close()
	}
	known := func(t *source.Table, key, list, what string) (out []string) {
		for _, w := range t.Words(key) {
			if out = append(out, w.S); !words.Has(list, w.S) {
				l.Errorf(w.At, diag.Unknown(what), "unknown %s %q", what, w.S)
			}
		}
		return out
	}
	types := func(t *source.Table) []string { return known(t, "types", "entity-type", "entity type") }
	verbs := func(t *source.Table, key string) []string { return known(t, key, "verb", "verb") }
	table := func(key string, read func(t *source.Table)) {
		if t := root.Table(key); t != nil {
			t.Need("why")
			read(t)
			t.Close()
		}
	}
	table("organisation", func(t *source.Table) { r.organisations = types(t) })
	table("acting", func(t *source.Table) { r.acting = verbs(t, "verbs") })
	table("makers", func(t *source.Table) { r.makers, r.made = verbs(t, "verbs"), types(t) })
	table("speaks-for", func(t *source.Table) { r.owners, r.parts = verbs(t, "owners"), verbs(t, "parts") })
	rule := func(list string, id source.Text, t *source.Table) Rule {
		if !words.Has(list, id.S) {
			l.Errorf(id.At, diag.Unknown(list), "unknown %s %q", list, id.S)
		}
		t.Need("why")
		to := t.NeedWord("to")
		if ways := []To{Nobody, Never, Acting, Named}; to.S != "" && !slices.Contains(ways, To(to.S)) {
			l.Errorf(to.At, diag.OutOfRange, "%q is %q; it must be one of: %s", "to", to.S, vocab.Join(ways, ", "))
		}
		return Rule{To: To(to.S), Types: types(t)}
	}
	root.Each("kind", func(id source.Text, t *source.Table) {
		r.kinds[vocab.Kind(id.S)] = rule("kind", id, t)
	})
	root.Each("status", func(id source.Text, t *source.Table) {
		r.statuses[vocab.Status(id.S)] = rule("status", id, t)
	})
	for _, kind := range words.IDs("kind") {
		if _, ok := r.kinds[vocab.Kind(kind)]; !ok && !root.Doc().AnyDamage() {
			l.Errorf(root.At, diag.MissingKey, "kind %q has no rule", kind)
		}
	}
	root.Close()
	return r
}
