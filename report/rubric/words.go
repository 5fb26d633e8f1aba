package rubric

import (
	"slices"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/terms"
)

// ParseVocabulary reads the closed lists: [list.word] with word and meaning.
func ParseVocabulary(name string, data []byte, l *diag.List) terms.Vocabulary {
	v := terms.Vocabulary{}
	root := source.Parse(name, data, l)
	if t := root.Table("vocabulary"); t != nil {
		if n, at, ok := t.NeedInt("format", 1, 1e6); ok && n > Format {
			l.Errorf(
				at,
				diag.NewerFormat,
				"this vocabulary has format %d; this program reads formats up to %d",
				n,
				Format,
			)
		}
		t.Close()
	}
	for _, list := range root.Keys() {
		if list == "vocabulary" {
			continue
		}
		root.Each(list, func(id source.Text, t *source.Table) {
			term := terms.Term{ID: id.S, Word: t.Text("word").S, Meaning: t.Text("meaning").S}
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

// ParseAuthority reads the authority file and checks that it has a figure for each kind and status.
// The source types become the list "source-type" of the vocabulary.
func ParseAuthority(name string, data []byte, vocab terms.Vocabulary, l *diag.List) *terms.Authority {
	a := &terms.Authority{StaleDays: 60, Ceilings: map[string]int{}}
	root := source.Parse(name, data, l)
	if t := root.Table("authority"); t != nil {
		if n, at, ok := t.NeedInt("format", 1, 1e6); ok && n > Format {
			l.Errorf(
				at,
				diag.NewerFormat,
				"this authority file has format %d; this program reads formats up to %d",
				n,
				Format,
			)
		}
		a.Why = t.Need("why").S
		if n, _, ok := t.Int("stale_days", 1, 3650); ok {
			a.StaleDays = n
		}
		t.Close()
	}
	root.Each("type", func(id source.Text, t *source.Table) {
		st := terms.SourceType{
			ID:                    id.S,
			Word:                  t.Text("word").S,
			Meaning:               t.Need("meaning").S,
			Why:                   t.Need("why").S,
			DistanceWithoutMethod: -1,
			Base:                  map[string]int{},
		}
		st.Distance, _, _ = t.NeedInt("distance", 0, 2)
		if n, _, ok := t.Int("distance_without_method", 0, 2); ok {
			st.DistanceWithoutMethod = n
		}
		st.Unauthenticated, _, _ = t.Int("unauthenticated", -4, 0)
		st.Company, _ = t.Bool("company")
		if b := t.Table("base"); b != nil {
			for _, kind := range vocab.IDs("kind") {
				if kind == terms.KindAbsence {
					continue // an absence rests on its search log
				}
				st.Base[kind], _, _ = b.NeedInt(kind, 0, 4)
			}
			b.Close()
		} else {
			l.Errorf(id.At, diag.MissingKey, "%q is missing", "base")
		}
		a.Types = append(a.Types, st)
	})
	root.Each("ceiling", func(id source.Text, t *source.Table) {
		if !vocab.Has("status", id.S) {
			l.Errorf(id.At, diag.UnknownStatus, "unknown status %q", id.S)
		}
		t.Need("why")
		a.Ceilings[id.S], _, _ = t.NeedInt("grade", 0, 4)
	})
	for _, s := range vocab.IDs("status") {
		if _, ok := a.Ceilings[s]; !ok && !root.Doc().AnyDamage() {
			l.Errorf(root.At, diag.MissingKey, "status %q has no ceiling", s)
		}
	}
	root.Close()
	vocab["source-type"] = nil
	for _, t := range a.Types {
		if !slices.ContainsFunc(vocab["source-type"], func(x terms.Term) bool { return x.ID == t.ID }) {
			vocab["source-type"] = append(vocab["source-type"], terms.Term{ID: t.ID, Word: t.Word, Meaning: t.Meaning})
		}
	}
	return a
}
