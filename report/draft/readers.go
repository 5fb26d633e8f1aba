package draft

import (
	"cmp"
	"slices"

	"whereas/report/choice"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/prose"
)

// ForReaders is which claims a text for readers tells: by the id of each move of the plan those that are worth most
// together, as many as the move has places, the most worthy first; what speaks of others alone stands behind what ties
// it to the company. Nothing binds its words: in all else the choice is that of a resolution. Of the input it needs the
// edition, the card, the plan and the words; what is asked weighs where there is an ask.
func ForReaders(in Input) map[string][]*grade.Claim {
	in.free = true
	in.Rules = &filing.Rules{Words: filing.Words{Limit: planned, Count: filing.Strict}}
	in = in.known()
	if a := in.Ask; a.own != "" {
		in.named = in.namedIn(a.own)
	} else {
		_, in.named = in.gravest(a, a.products, a.customers, 0)
	}
	s := in.selection(map[string]Telling{})
	for i := range s.Moves {
		s.Moves[i].Words = 0
	}
	made := chosen{s, choice.Solve(&s.Problem, choice.Enough)}
	out := map[string][]*grade.Claim{}
	for m, move := range in.Plan.Moves {
		cs := made.in(m)
		slices.SortStableFunc(cs, func(a, b *candidate) int { return cmp.Compare(b.worth, a.worth) })
		for _, c := range cs {
			if c.loose {
				continue
			}
			out[move.ID] = append(out[move.ID], c.g)
			for _, f := range made.beside(c) {
				out[move.ID] = append(out[move.ID], f.g)
			}
		}
	}
	return out
}

// Tie is a product of the company and a customer, as an indicator stands by them, and the claim that shows it.
type Tie struct{ Product, Customer, Claim string }

// Ties are the products and customers by which the indicators stand that are highest, the gravest first, each pair
// once: as a request names them, of every indicator.
func Ties(in Input) []Tie {
	in = in.known()
	var out []Tie
	for _, p := range in.pairs(Ask{}) {
		if in.tellable(p) && !slices.ContainsFunc(out, func(t Tie) bool {
			return t.Product == p.product && t.Customer == p.customer
		}) {
			out = append(out, Tie{p.product, p.customer, in.shows(p).ID.S})
		}
	}
	return out
}

// Wider is the plan with so many places more in each move, for each thing, and for findings on customers.
func (p Plan) Wider(n int) Plan {
	p.Moves = slices.Clone(p.Moves)
	for i := range p.Moves {
		p.Moves[i].most += n
	}
	p.alike += n
	p.findings += n
	return p
}

// IDs are those of the moves, in their order.
func (p Plan) IDs() (ids []string) {
	for _, m := range p.Moves {
		ids = append(ids, m.ID)
	}
	return ids
}

// JoinAlike makes one sentence of those that follow each other and begin with the same words. Each text is a sentence
// with its mark.
func (w Wording) JoinAlike(texts []prose.Markdown) []prose.Markdown {
	var ts []sentence
	for _, t := range texts {
		ts = append(ts, sentence{text: t})
	}
	var out []prose.Markdown
	for _, t := range w.joined(ts) {
		out = append(out, t.text)
	}
	return out
}
