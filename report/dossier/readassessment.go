package dossier

import (
	"strconv"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

func (ld *loader) assessment(file string, root *source.Table) *Assessment {
	a := &Assessment{File: file}
	if t := root.Table("assessment"); t != nil {
		if v, at, ok := t.Int("format", 1, 1e6); ok && v > Format {
			ld.list.Errorf(at, diag.NewerFormat, "this assessment has format %d; this program reads formats up to %d",
				v, Format).
				WithHint("get a newer version of the program")
		}
		a.Rubric = t.NeedWord("rubric")
		a.Coder = t.Need("coder", MaxName).S
		a.Date = ld.dated(t.NeedDate("date"), "date")
		a.Note = t.Text("note", MaxField).S
		t.Close()
	} else if !root.Doc().AnyDamage() {
		ld.list.Errorf(root.At, diag.MissingKey, "the assessment has no [assessment] heading").
			WithHint("add:\n[assessment]\nrubric = \"…\"\ncoder = \"…\"\ndate = \"…\"").
			Lacking("assessment")
	}
	root.Each("indicator", func(id source.Text, t *source.Table) {
		a.Indicators = append(a.Indicators, ld.judgement(id, t))
	})
	root.Each("severity", func(id source.Text, t *source.Table) {
		s := &Severity{
			Claim:    id,
			Why:      t.Need("why", MaxField).S,
			By:       t.Need("by", MaxName).S,
			SecondBy: t.Text("second_by", MaxName).S,
		}
		s.Scale, _, _ = t.NeedInt("scale", 1, 4)
		s.Scope, _, _ = t.NeedInt("scope", 1, 4)
		s.Irremediability, _, _ = t.NeedInt("irremediability", 1, 4)
		if max(s.Scale, s.Scope, s.Irremediability) == 4 && s.Value() < 4 {
			ld.list.Warnf(id.At, diag.SeverityNeedsSecond,
				"severity 4 of claim %q was judged by one person; it counts as 3", id.S).
				WithHint(`have a second person judge it and add second_by = "…"`)
		}
		a.Severities = append(a.Severities, s)
	})
	root.Each("involvement", func(id source.Text, t *source.Table) {
		a.Involvements = append(a.Involvements, &Involvement{
			Claim: id, At: id.At, Why: t.Need("why", MaxField).S, By: t.Need("by", MaxName).S,
			Link: t.NeedWords("link"), Use: t.Words("use"), Notice: t.Words("notice"), Dedicated: t.Words("dedicated"),
			Depends: t.Words("depends"), Leverage: t.Words("leverage"), Cause: t.Words("cause"),
		})
	})
	root.Close()
	return a
}

func (ld *loader) judgement(id source.Text, t *source.Table) *Judgement {
	j := &Judgement{ID: id, Pair: ld.readPair(t)}
	if levels := t.Table("level"); levels != nil {
		for _, k := range levels.Keys() {
			n, err := strconv.Atoi(k)
			if err != nil || n < 1 || n > 99 {
				levels.Has(k)
				ld.list.Errorf(levels.KeyAt(k), diag.UnknownLevel, "%q is not a level", k).
					WithHint("levels are numbers from 1: level.2 = [ … ]")
				continue
			}
			levels.List(k, func(t *source.Table) {
				c := &Coding{
					Level:  n,
					At:     t.At,
					Claims: t.NeedWords("claims"),
					Why:    t.Need("why", MaxField).S,
					Pair:   ld.readPair(t),
				}
				if c.Pair.IsZero() {
					c.Pair = j.Pair
				}
				if len(c.Claims) == 0 && t.Has("claims") {
					ld.list.Errorf(t.At, diag.CodingNeeds, "the coding of level %d cites no claim", n)
				}
				j.Codings = append(j.Codings, c)
			})
		}
	}
	if c := t.Table("closed"); c != nil {
		cl := &Closing{At: c.At, Search: c.NeedWord("search"), Why: c.Need("why", MaxField).S}
		cl.Above, _, _ = c.NeedInt("above", 0, 99)
		c.Close()
		j.Closed = cl
	}
	if n := t.Table("not_applicable"); n != nil {
		j.NotApplicable = &NotApplicable{
			At:          n.At,
			Why:         n.Need("why", MaxField).S,
			By:          n.Need("by", MaxName).S,
			ConfirmedBy: n.Text("confirmed_by", MaxName).S,
		}
		n.Close()
	}
	t.EachOwn(func(el source.Text, t *source.Table) {
		meant := diag.Nearest(el.S, []string{"level", "closed", "not_applicable"})
		if meant != "" && !t.Has("answer") { // no element: of what its table says or lacks nothing is told
			for _, k := range t.Keys() {
				t.Has(k)
			}
			ld.list.Errorf(el.At, diag.UnknownKey, "unknown key %q", el.S).WithHint("did you mean %q?", meant)
			return
		}
		e := &ElementAnswer{Element: el, At: t.At,
			Answer: vocab.ElementAnswer(ld.word(t.NeedWord("answer"), "element-answer", "answer").S),
			Claims: t.Words("claims"), Search: t.Word("search"), Why: t.Need("why", MaxField).S}
		switch e.Answer {
		case vocab.AnsweredFull, vocab.AnsweredPartial, vocab.AnsweredNone:
			if len(e.Claims) == 0 && !t.Damaged() {
				ld.list.Errorf(el.At, diag.CodingNeeds, "the answer %q of element %q cites no claim", e.Answer, el.S).
					WithHint(`add claims = ["…"]; where nothing was found after a search, answer "searched_none"`).
					Lacking("claims")
			}
		case vocab.AnsweredSearchedNone:
			if e.Search.S == "" && !t.Damaged() {
				ld.list.Errorf(el.At, diag.CodingNeeds, "the answer %q of element %q names no search log", e.Answer,
					el.S).
					WithHint(`add search = "…"; where nobody looked, leave the element out: it is unknown`).
					Lacking("search")
			}
		case vocab.AnsweredNotApplicable: // its why says all
		}
		j.Answers = append(j.Answers, e)
	})
	return j
}

func (ld *loader) readPair(t *source.Table) Pair {
	ps := t.Words("pair")
	if len(ps) == 0 {
		return Pair{}
	}
	p := Pair{At: ps[0].At}
	if len(ps) != 2 {
		ld.list.Errorf(ps[0].At, diag.BadPair, "a pair is two entities: product and customer").
			WithHint(`for example pair = ["aws", "dhs"]`)
		return Pair{}
	}
	p.At.EndLine, p.At.EndCol = ps[1].At.EndLine, ps[1].At.EndCol
	p.Product, p.Customer = ps[0].S, ps[1].S
	return p
}
