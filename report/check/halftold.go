package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/vocab"
)

// teller is a sentence that cites claims, and the paragraph that it stands in.
type teller struct {
	prose.Sentence
	claims    []*grade.Claim
	paragraph string
}

// halfTold looks for facts of which a filed text tells one half: what narrows or disputes it, or stands beside it in
// its source, is left out; or more is told than its source says.
func halfTold(d *doc.Document, set *grade.Set, words Words, l *diag.List) {
	t := tells(d, set)
	var all []teller
	doc.Walk(d.Blocks, func(b doc.Block) {
		p, ok := b.(*doc.Para)
		if !ok {
			return
		}
		for _, s := range prose.Sentences(p.Text, p.At, words.Sentences) {
			x := teller{Sentence: s, paragraph: doc.Plain(p.Text)}
			for _, id := range s.Cites {
				if g := set.Claim(id); g != nil && !slices.Contains(x.claims, g) {
					x.claims = append(x.claims, g)
				}
			}
			if len(x.claims) > 0 {
				all = append(all, x)
			}
		}
	})
	seen := map[*grade.Claim]bool{}
	for _, x := range all {
		for _, g := range x.claims {
			if !seen[g] {
				seen[g] = true
				leftOut(g, x, all, t, set, l)
				neighbours(g, x, t, set, l)
			}
		}
		strayDenial(x, set, words, l)
		articleDate(x, set, words, l)
		sumOfSeveral(x, set, words, l)
	}
}

// saidEnough is how many words of substance of a passage a text has where it tells the passage: of a passage with
// fewer, all.
const saidEnough = 2

// leftOut warns where evidence that narrows or contradicts a claim, or an answer to it that corrects or disputes it,
// isn't told: neither do the paragraphs that cite the claim say its words, nor is a claim told that rests on it.
func leftOut(g *grade.Claim, x teller, all []teller, t told, set *grade.Set, l *diag.List) {
	names := set.NamesOf(g)
	names["company"], names["companies"] = true, true // who speaks, and not what is said
	said := grade.Substance{}
	for _, y := range all {
		if slices.Contains(y.claims, g) {
			for w := range grade.SubstanceOf(y.paragraph, names) {
				said[w] = true
			}
		}
	}
	left := map[string]bool{} // each thing once, in however many sources it stands
	isSaid := func(says, quote string) bool {
		whole := grade.SubstanceOf(says+" "+quote, names)
		for _, p := range []grade.Substance{grade.SubstanceOf(says, names), grade.SubstanceOf(quote, names), whole} {
			if n := len(p); n > 0 && p.Shares(said) >= min(saidEnough, n) {
				return true
			}
		}
		again := left[says]
		left[says] = true
		return again || len(whole) == 0 // of what says nothing, nothing is left out
	}
	rests := func(source, at string) bool {
		return slices.ContainsFunc(t.claims, func(o *grade.Claim) bool {
			return o != g && slices.ContainsFunc(o.Evidence, func(e *dossier.Evidence) bool {
				return e.Stance == vocab.Supports && e.Source.S == source && e.Locator == at
			})
		})
	}
	for _, e := range g.Evidence {
		verb := map[vocab.Stance]string{vocab.Qualifies: "narrows", vocab.Contradicts: "disputes"}[e.Stance]
		if verb == "" || isSaid(e.Says.S, e.Quote.S) || rests(e.Source.S, e.Locator) {
			continue
		}
		l.Warnf(x.At, diag.LeftOut, "the text tells claim %q and leaves out what %s it: %s", g.ID.S, verb, e.Says.S).
			WithNote(e.At, "that stands here").
			WithHint("say it in the sentence, in the fewest words")
	}
	for _, r := range set.Dossier.Replies {
		r.EachAnswer(func(_, claim string, a *dossier.Answer) {
			if claim != g.ID.S || !a.Answer.Disputed() && a.Answer != vocab.Corrects || isSaid(a.Says, a.Quote.S) ||
				rests(r.Source.S, a.Locator) {
				return
			}
			l.Warnf(x.At, diag.LeftOut, "the text tells claim %q and leaves out what was answered: %s", g.ID.S, a.Says).
				WithNote(a.At, "the answer stands here").
				WithHint("say it in the sentence, in the fewest words")
		})
	}
}

// neighbours gives a notice of claims that the company's own papers bear at the same place as one that is told, of the
// same kind and about the same, and that aren't told: whoever opens the page reads that it was quoted in part.
// Elsewhere claims at one place are the details of one report.
func neighbours(g *grade.Claim, x teller, t told, set *grade.Set, l *diag.List) {
	type place struct{ source, at string }
	ours := map[place]bool{}
	for i, e := range g.Evidence {
		if e.Stance == vocab.Supports && g.Pieces[i].Cluster == grade.CompanyCluster {
			ours[place{e.Source.S, e.Locator}] = true
		}
	}
	if len(ours) == 0 {
		return
	}
	about := g.Entities()
	for _, o := range set.Claims {
		if t.has(o) || o.Grade < 2 || o.Contested || o.Kind != g.Kind ||
			!slices.ContainsFunc(o.Entities(), func(id string) bool { return slices.Contains(about, id) }) {
			continue
		}
		i := slices.IndexFunc(o.Evidence, func(e *dossier.Evidence) bool {
			return e.Stance == vocab.Supports && ours[place{e.Source.S, e.Locator}]
		})
		if i >= 0 {
			l.Noticef(x.At, diag.NeighbourUntold,
				"claim %q is told, and claim %q, from the same place of the same paper, isn't: %s", g.ID.S, o.ID.S,
				shorten(o.Text.S)).
				WithNote(o.ID.At, "that claim stands here").
				WithHint("whoever opens the paper reads both: look whether the sentence is fair without it")
		}
	}
}

// hasWord tells whether a text has one of some words.
func hasWord(text string, words []string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.Contains(words, w) {
			return true
		}
	}
	return false
}

// strayDenial warns of a sentence that tells a denial of a claim that nobody denies: no evidence contradicts it, and
// the answers to it neither correct nor dispute it, or there are none and the words answer another claim. A claim whose
// own evidence is the denial tells it as what it is.
func strayDenial(x teller, set *grade.Set, words Words, l *diag.List) {
	if !hasWord(x.Text, words.Denials) {
		return
	}
	denied := func(g *grade.Claim) bool {
		return g.Contested || g.Kind == vocab.Policy || g.Kind == vocab.History || g.Kind == vocab.Peer
	}
	if slices.ContainsFunc(x.claims, denied) {
		return
	}
	names := map[string]bool{}
	for _, g := range x.claims {
		maps.Copy(names, set.NamesOf(g))
	}
	for _, w := range words.Denials {
		names[w] = true
	}
	said := grade.SubstanceOf(x.Text, names)
	var found *dossier.Answer
	var of string
	disputed := false
	for _, r := range set.Dossier.Replies {
		r.EachAnswer(func(_, claim string, a *dossier.Answer) {
			told := slices.ContainsFunc(x.claims, func(g *grade.Claim) bool { return g.ID.S == claim })
			hasWords := grade.SubstanceOf(a.Quote.S, names).Shares(said) >= saidEnough
			switch a.Answer {
			case vocab.Corrects, vocab.Disputes, vocab.DisputesWithDocument:
				if told {
					disputed = true
				} else if hasWords && found == nil {
					found, of = a, claim
				}
			case vocab.NonDenial:
				if told && hasWords {
					found, of = a, claim
				}
			case vocab.Accepts, vocab.NotAddressed:
			}
		})
	}
	if found == nil || disputed {
		return
	}
	if slices.ContainsFunc(x.claims, func(g *grade.Claim) bool { return g.ID.S == of }) {
		l.Warnf(x.At, diag.StrayDenial,
			"the sentence tells a denial of claim %q, and the answer in the dossier neither accepts nor denies it: %s",
			of, found.Says).
			WithNote(found.At, "the answer stands here").
			WithHint("say what was denied, and that it isn't this; or leave the denial out")
		return
	}
	l.Warnf(x.At, diag.StrayDenial,
		"the sentence tells a denial, and the answer in the dossier that has its words is to another claim, %q: %s", of,
		found.Says).
		WithNote(found.At, "the answer stands here").
		WithHint("tell the denial with the claim that it speaks to")
}

// states are the kinds of claims that tell what was so, and not what happened on a day or was published.
var states = []vocab.Kind{vocab.Relationship, vocab.Capability, vocab.Use, vocab.CustomerRecord, vocab.Exposure}

// articleDate gives a notice of a sentence that gives as the time of a fact the month in which its sources came out,
// and neither says that it was reported then nor that it was so by then. Of what was voted, filed or announced the two
// may be one, and of what a company publishes they are.
func articleDate(x teller, set *grade.Set, words Words, l *diag.List) {
	lower := strings.ToLower(x.Text)
	if slices.ContainsFunc(words.Reporting, func(w string) bool { return strings.Contains(lower, w) }) {
		return
	}
	for _, g := range x.claims {
		supports := set.Supports(g)
		if !slices.Contains(states, g.Kind) || len(supports) == 0 || g.AsOf.Month == 0 {
			continue
		}
		if slices.ContainsFunc(supports, func(s grade.Support) bool {
			out := s.Source.Published
			return s.Distance == 0 || out.Year != g.AsOf.Year || out.Month != g.AsOf.Month
		}) {
			continue
		}
		lang := set.Dossier.Language
		month := civil.Date{Year: g.AsOf.Year, Month: g.AsOf.Month}.Words(lang)
		i := max(strings.Index(x.Text, month), strings.Index(x.Text, g.AsOf.Words(lang)))
		if i < 0 || byThen.MatchString(x.Text[:i]) {
			continue
		}
		l.Noticef(x.At, diag.ArticleDate,
			"the sentence gives %s as the time of the fact, and that is when its source came out", month).
			WithNote(g.AsOf.At, "claim %q says so here", g.ID.S).
			WithHint("say who reported it then, or when it was: as_of is the time of the fact")
	}
}

// byThen matches what stands before a date until which something is known.
var byThen = regexp.MustCompile(`(?i)\b(?:by|as of|as at)\s+(?:early\s+|late\s+|mid-)?$`)

// money matches a sum.
var money = regexp.MustCompile(`(?i)[$€£]\s?[0-9][0-9.,]*(?:\s?(?:thousand|million|billion|trillion|bn|m)\b)?|` +
	`(?:hundreds|tens|dozens) of (?:millions|billions)`)

// sumOfSeveral warns of a sentence that tells a sum with one company, where the passage that has the sum tells it of
// several.
func sumOfSeveral(x teller, set *grade.Set, words Words, l *diag.List) {
	sums := money.FindAllString(x.Text, -1)
	if len(sums) == 0 || hasWord(x.Text, words.Several) {
		return
	}
	businesses := map[string][]string{} // names of a business, by its id
	for _, e := range set.Dossier.Entities {
		switch e.Type {
		case "company", "vendor", "affiliate", "subsidiary", "competitor":
			businesses[e.ID.S] = []string{e.Name, e.Short}
		}
	}
	businesses[dossier.CompanyID] = []string{set.Dossier.Company.Name, set.Dossier.Company.Short}
	named := func(text string) int {
		n := 0
		for _, names := range businesses {
			if slices.ContainsFunc(names, func(name string) bool { return name != "" && hasName(text, name) }) {
				n++
			}
		}
		return n
	}
	if named(x.Text) != 1 {
		return
	}
	for _, g := range x.claims {
		for _, e := range g.Evidence {
			passage := e.Says.S + " " + e.Quote.S
			if e.Stance != vocab.Supports || named(passage) < 2 ||
				!slices.ContainsFunc(sums, func(s string) bool { return plainSum(passage, s) }) {
				continue
			}
			l.Warnf(x.At, diag.SumOfSeveral,
				"the sentence tells a sum of one company, and the passage tells it of several: %s", e.Says.S).
				WithNote(e.At, "the passage stands here").
				WithHint("name the others, or say that they share it")
			return
		}
	}
}

// hasName tells whether a text has a name as words of its own.
func hasName(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(name):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		from = i + len(name)
	}
}

// plainSum tells whether a text has a sum, however it is written: $1.2bn and $1.2 billion.
func plainSum(text, sum string) bool {
	plain := func(s string) string {
		s = strings.ToLower(strings.Join(strings.Fields(s), ""))
		for _, long := range []string{"billion", "million"} {
			s = strings.ReplaceAll(s, long, long[:1])
		}
		return strings.TrimRight(strings.ReplaceAll(s, "bn", "b"), ".,")
	}
	return slices.ContainsFunc(money.FindAllString(text, -1), func(s string) bool { return plain(s) == plain(sum) })
}
