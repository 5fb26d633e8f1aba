package grade

import (
	"slices"
	"strings"
	"unicode"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/vocab"
)

// leastClaimed is how many words of substance a claim has that can say two things.
const leastClaimed = 4

// apart warns where a claim, or its weakest part, is well supported for its independent clusters alone, and no two
// pieces of different clusters share a word of substance or a figure: one may support one half of it, and one another.
// Names that the claim is about are in all that is said of it, and don't count. A piece that has no word of the claim
// itself says so little that nothing can be told from it, and a claim of a few words has no halves.
func (s *Set) apart(g *Claim, l *diag.List) {
	if len(g.Reasons) == 0 || g.Reasons[0].Rule != Independent {
		return
	}
	names := s.NamesOf(g)
	claimed := SubstanceOf(g.Text.S, names)
	if len(claimed) < leastClaimed {
		return
	}
	said := make([]Substance, len(g.Pieces)) // of the pieces that raise the grade
	var first, second *dossier.Evidence
	for j, p := range g.Pieces {
		if !p.raises(vocab.Supports) || !p.bearsOn(g.Weakest) {
			continue
		}
		said[j] = SubstanceOf(g.Evidence[j].Says.S+" "+g.Evidence[j].Quote.S, names)
		for i, before := range said[:j] {
			if g.Pieces[i].Cluster == p.Cluster {
				continue
			}
			if before.Shares(said[j]) > 0 {
				return
			}
			if second == nil && before.Shares(claimed) > 0 && said[j].Shares(claimed) > 0 {
				first, second = g.Evidence[i], g.Evidence[j]
			}
		}
	}
	if second == nil {
		return
	}
	l.Warnf(second.Says.At, diag.UnlikeSays,
		"two pieces that count as independent have nothing in common in what they say of claim %q: %q, and %q", g.ID.S,
		first.Says.S, second.Says.S).
		WithNote(first.Says.At, "the other piece").
		WithHint("if each supports another half, name the halves under [claim.%s.parts], and in each piece its part; "+
			"if both support the same, say so under says", g.ID.S)
}

// Substance are the words of a text that say something, in small letters: figures, and words of four letters or more
// that aren't among those that any sentence may have.
type Substance map[string]bool

// Shares is how many of its words another text has, whatever their endings.
func (s Substance) Shares(other Substance) int {
	n := 0
	for w := range s {
		has := other[w]
		for v := range other {
			if has {
				break
			}
			has = sameStem(w, v)
		}
		if has {
			n++
		}
	}
	return n
}

// sameStem tells whether two words differ in their ends alone, transcripts and transcription, or in what stands before
// one of them, aware and unaware.
func sameStem(a, b string) bool {
	const long, ends = 5, 2 // letters that they begin with, and of the shorter word letters that may follow
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return n >= long && n >= len(a)-ends || len(a) >= long && strings.HasSuffix(b, a) || withoutEnd(a) == withoutEnd(b)
}

// withoutEnd is a word without the commonest ends, where four letters are left: serves and serving.
func withoutEnd(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s"} {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) >= 4 {
			return stem
		}
	}
	return w
}

// NamesOf are the words of the names of what a claim is about, and of the company.
func (s *Set) NamesOf(g *Claim) map[string]bool {
	out := map[string]bool{}
	for _, id := range append(slices.Clone(g.Entities()), dossier.CompanyID) {
		e := s.Dossier.Entity(id)
		if e == nil {
			continue
		}
		for _, w := range wordsOf(e.Name + " " + e.Short) {
			out[w] = true
		}
	}
	return out
}

// SubstanceOf is the substance of a text without some names.
func SubstanceOf(text string, names map[string]bool) Substance {
	out := Substance{}
	for _, w := range wordsOf(text) {
		figure := strings.ContainsFunc(w, unicode.IsDigit)
		if (figure || len([]rune(w)) >= 4) && !names[w] && !common[w] {
			out[w] = true
		}
	}
	return out
}

// wordsOf are the words of a text in small letters, without what stands around them.
func wordsOf(text string) []string {
	var out []string
	for _, w := range words(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		w, _, _ = strings.Cut(w, "'")
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// common are words of four letters or more that say nothing of what a passage supports.
var common = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`about above after again against also although among another because been before
		being below between both cannot could does doing done down during each either else even ever every from further
		have having here hers himself however into itself just like made make makes many more most much must near
		neither never none nothing only other others ours over own part parts perhaps quite rather said same says
		shall should since some such than that their theirs them then there these they this those though through
		thus toward towards under until upon very well were what when where whether which while whom whose will with
		within without would your yours article newspaper paper report reported reporter reports source sources
		tells told word words wrote
		aren couldn didn doesn hadn hasn haven shouldn wasn weren wouldn`) {
		out[w] = true
	}
	return out
}()
