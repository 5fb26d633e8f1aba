// Package vocab is the closed lists: every word that a dossier, a rubric or an assessment may use where a choice is
// fixed. The lists with their meanings are data; the words that have an effect are constants here.
package vocab

import (
	"maps"
	"slices"

	"whereas/report/diag"
	"whereas/report/source"
)

// format is the newest version of the vocabulary's format that is read.
const format = 1

// Term is one word of a closed vocabulary.
type Term struct {
	ID      string
	Word    string // how it is printed; the id where left out
	Meaning string
	Rule    string // of a reason for a grade: the rule behind it, where its word is only what came of the rule
}

// Vocabulary is every closed list by its name ("kind", "status", …), each in the order of its file.
type Vocabulary map[string][]Term

// Has tells whether id is a word of the list.
func (v Vocabulary) Has(list, id string) bool {
	for _, t := range v[list] {
		if t.ID == id {
			return true
		}
	}
	return false
}

// IDs is the list's words, in order.
func (v Vocabulary) IDs(list string) []string {
	ids := make([]string, len(v[list]))
	for i, t := range v[list] {
		ids[i] = t.ID
	}
	return ids
}

// Text is how a word of a list is printed, the word itself where the list has no other text for it.
func (v Vocabulary) Text(list, id string) string {
	for _, t := range v[list] {
		if t.ID == id && t.Word != "" {
			return t.Word
		}
	}
	return id
}

// Word is how a word is printed.
func (v Vocabulary) Word(w Word) string { return v.Text(w.list(), w.id()) }

// Terms are the words of the list that w is of.
func (v Vocabulary) Terms(w Word) []Term { return v[w.list()] }

// Lacks are the words of all that this vocabulary, which is in another language, has no word for, as "list.id": an id
// would be printed in its place.
func (v Vocabulary) Lacks(all Vocabulary) []string {
	var out []string
	for _, list := range slices.Sorted(maps.Keys(all)) {
		for _, t := range all[list] {
			if !slices.ContainsFunc(v[list], func(own Term) bool { return own.ID == t.ID && own.Word != "" }) {
				out = append(out, list+"."+t.ID)
			}
		}
	}
	return out
}

// Parse reads the closed lists: [list.word] with word and meaning.
func Parse(name string, data []byte, l *diag.List) Vocabulary {
	v := Vocabulary{}
	root := source.Parse(name, data, l)
	if t := root.Table("vocabulary"); t != nil {
		if n, at, ok := t.NeedInt("format", 1, 1e6); ok && n > format {
			l.Errorf(at, diag.NewerFormat, "this vocabulary has format %d; this program reads formats up to %d", n,
				format)
		}
		t.Close()
	}
	for _, list := range root.Keys() {
		if list == "vocabulary" {
			continue
		}
		root.Each(list, func(id source.Text, t *source.Table) {
			term := Term{ID: id.S, Word: t.Text("word").S, Meaning: t.Text("meaning").S, Rule: t.Text("rule").S}
			for _, anchor := range []string{"scale", "scope", "irremediability"} {
				if s := t.Text(anchor).S; s != "" {
					if term.Meaning != "" {
						term.Meaning += " "
					}
					term.Meaning += anchor + ": " + s
				}
			}
			if term.Meaning == "" {
				l.Errorf(id.At, diag.MissingKey, "%q is missing", "meaning")
			}
			v[list] = append(v[list], term)
		})
	}
	root.Close()
	return v
}

// Meanings says where the meanings of a list's words are, for hints that list them.
func Meanings(list string) string { return "what they mean: whereas words " + list }
