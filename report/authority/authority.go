// Package authority is how far a source can be believed by what it is and what a claim is about, and how far a claim's
// status reaches. The figures are data: rubrics/authority.toml.
package authority

import (
	"slices"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// format is the newest version of the authority file that is read.
const format = 1

// Authority is how far sources can be believed, by type and kind of claim, and how far a status reaches.
type Authority struct {
	Why       string
	StaleDays int
	Types     []SourceType
	Ceilings  map[vocab.Status]int // by status, 0–4
}

// SourceType is one type of source.
type SourceType struct {
	ID                    string
	Word                  string // how it is printed; the id where left out
	Meaning, Why          string
	Distance              int // 0–2, of a piece that doesn't say its own
	DistanceWithoutMethod int // for research whose method isn't stated; -1 where that makes no difference
	Unauthenticated       int // what is added to the base of a source that isn't authenticated, 0 or less
	Company               bool
	Official              bool               // whoever decided or recorded it speaks: cited first of equals
	Base                  map[vocab.Kind]int // by kind of claim, 0–4
}

// Type finds a source type; the zero type, of base 0, where there is none.
func (a *Authority) Type(id string) SourceType {
	for _, t := range a.Types {
		if t.ID == id {
			return t
		}
	}
	return SourceType{ID: id, Distance: 2, DistanceWithoutMethod: -1}
}

// Parse reads the authority file and checks that it has a figure for each kind and status.
// The source types become the list "source-type" of the vocabulary.
func Parse(name string, data []byte, words vocab.Vocabulary, l *diag.List) *Authority {
	a := &Authority{StaleDays: 60, Ceilings: map[vocab.Status]int{}}
	root := source.Parse(name, data, l)
	if t := root.Table("authority"); t != nil {
		if n, at, ok := t.NeedInt("format", 1, 1e6); ok && n > format {
			l.Errorf(at, diag.NewerFormat, "this authority file has format %d; this program reads formats up to %d", n,
				format)
		}
		a.Why = t.Need("why").S
		if n, _, ok := t.Int("stale_days", 1, 3650); ok {
			a.StaleDays = n
		}
		t.Close()
	}
	root.Each("type", func(id source.Text, t *source.Table) {
		st := SourceType{
			ID:                    id.S,
			Word:                  t.Text("word").S,
			Meaning:               t.Need("meaning").S,
			Why:                   t.Need("why").S,
			DistanceWithoutMethod: -1,
			Base:                  map[vocab.Kind]int{},
		}
		st.Distance, _, _ = t.NeedInt("distance", 0, 2)
		if n, _, ok := t.Int("distance_without_method", 0, 2); ok {
			st.DistanceWithoutMethod = n
		}
		st.Unauthenticated, _, _ = t.Int("unauthenticated", -4, 0)
		st.Company, _ = t.Bool("company")
		st.Official, _ = t.Bool("official")
		if b := t.Table("base"); b != nil {
			for _, kind := range words.IDs("kind") {
				if vocab.Kind(kind) == vocab.Absence {
					continue // an absence rests on its search log
				}
				st.Base[vocab.Kind(kind)], _, _ = b.NeedInt(kind, 0, 4)
			}
			b.Close()
		} else {
			l.Errorf(id.At, diag.MissingKey, "%q is missing", "base")
		}
		a.Types = append(a.Types, st)
	})
	root.Each("ceiling", func(id source.Text, t *source.Table) {
		if !words.Has("status", id.S) {
			l.Errorf(id.At, diag.UnknownStatus, "unknown status %q", id.S)
		}
		t.Need("why")
		a.Ceilings[vocab.Status(id.S)], _, _ = t.NeedInt("grade", 0, 4)
	})
	for _, s := range words.IDs("status") {
		if _, ok := a.Ceilings[vocab.Status(s)]; !ok && !root.Doc().AnyDamage() {
			l.Errorf(root.At, diag.MissingKey, "status %q has no ceiling", s)
		}
	}
	root.Close()
	words["source-type"] = nil
	for _, t := range a.Types {
		if !slices.ContainsFunc(words["source-type"], func(x vocab.Term) bool { return x.ID == t.ID }) {
			words["source-type"] = append(words["source-type"], vocab.Term{ID: t.ID, Word: t.Word, Meaning: t.Meaning})
		}
	}
	return a
}
