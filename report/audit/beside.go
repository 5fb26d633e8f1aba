package audit

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// Beside is what a dossier says of a text.
type Beside struct {
	Company string  `json:"company"` // the dossier's
	About   string  `json:"about"`   // whom the text is about where that is another company; else ""
	Matches []Match `json:"matches"` // of the sentences that need proof, in their order

	set *grade.Set
}

// Verdict is what a dossier says of a sentence.
type Verdict string

// The verdicts.
const (
	Supported   Verdict = "supported"
	Weak        Verdict = "weak"         // the claim is of grade 1 or 0
	Contested   Verdict = "contested"    // evidence speaks against the claim
	Denied      Verdict = "denied"       // whom it is about denies it
	Overtaken   Verdict = "overtaken"    // it is over, or was taken back
	Qualified   Verdict = "qualified"    // evidence qualifies the claim
	OtherFigure Verdict = "other-figure" // the claim has another figure of the same thing
	OtherDate   Verdict = "other-date"   // the claim has another year
	Unlike      Verdict = "unlike"       // one of the two says "not" and the other doesn't
	Near        Verdict = "near"         // a claim is on the same matter, and may say something else
	Lacking     Verdict = "lacking"      // no claim says it
)

// Match is a sentence and the claim that it was matched to.
type Match struct {
	Line    int      `json:"line"`
	Column  int      `json:"column"`
	Excerpt string   `json:"excerpt"`
	Verdict Verdict  `json:"verdict"`
	Claim   string   `json:"claim"` // "" where none
	Grade   int      `json:"grade"`
	By      []string `json:"by"` // what the two share
	Detail  string   `json:"detail"`

	at        diag.Span
	claim     *grade.Claim
	byAddress bool
	sentence  int // of Result.sentences
}

// fact is a claim as sentences are compared with it.
type fact struct {
	claim     *grade.Claim
	entities  map[string]bool
	figures   map[string]string // with the word behind each
	years     map[string]bool
	words     map[string]bool
	weight    float64
	documents map[string]bool
	negative  bool
}

// matcher finds the claims that sentences tell.
type matcher struct {
	wording Wording
	facts   []*fact
	names   map[string][]name // of entities, by their first word
	often   map[string]int    // entities and words: in how many claims
	byWord  map[string][]int  // facts
	byName  map[string][]int
	byPage  map[string][]int
	byID    map[string]*fact
}

// name is a name of an entity, as words.
type name struct {
	words []string
	id    string
	label string
}

func newMatcher(set *grade.Set, w Wording) *matcher {
	m := &matcher{wording: w, names: map[string][]name{}, often: map[string]int{}, byWord: map[string][]int{},
		byName: map[string][]int{}, byPage: map[string][]int{}, byID: map[string]*fact{}}
	for _, e := range set.Dossier.Entities {
		for _, label := range []string{e.Name, e.Short} {
			ws := plainWords(label)
			if len(ws) == 0 || len([]rune(label)) < 3 {
				continue
			}
			m.names[ws[0]] = append(m.names[ws[0]], name{ws, e.ID.S, e.Label()})
		}
	}
	for _, g := range set.Claims {
		f := m.fact(set, g)
		i := len(m.facts)
		m.facts = append(m.facts, f)
		m.byID[g.ID.S] = f
		for w := range f.words {
			m.often[w]++
			m.byWord[w] = append(m.byWord[w], i)
		}
		for id := range f.entities {
			m.often["@"+id]++
			m.byName[id] = append(m.byName[id], i)
		}
		for d := range f.documents {
			m.byPage[d] = append(m.byPage[d], i)
		}
	}
	for _, f := range m.facts {
		f.weight = m.weigh(f.words)
	}
	return m
}

func (m *matcher) fact(set *grade.Set, g *grade.Claim) *fact {
	f := &fact{claim: g, entities: map[string]bool{}}
	text := g.Text.S + " " + g.Recital.S
	f.words, f.years = m.content(text), yearsOf(text)
	f.figures = figuresOf(text)
	f.negative = negative(g.Text.S)
	for _, d := range []string{g.When().String(), g.Since.String(), g.Until.String(), g.AsOf.String()} {
		if len(d) >= 4 {
			f.years[d[:4]] = true
		}
	}
	for _, id := range g.Entities() {
		if id != dossier.CompanyID {
			f.entities[id] = true
		}
	}
	f.documents = pagesOf(set, g)
	return f
}

// pagesOf are the pages that support a claim.
func pagesOf(set *grade.Set, g *grade.Claim) map[string]bool {
	out := map[string]bool{}
	for _, e := range g.Evidence {
		if s := set.Dossier.Source(e.Source.S); s != nil && e.Stance == vocab.Supports {
			for _, url := range []string{s.URL.S, s.Archived.S} {
				if url != "" {
					out[dossier.DocumentAddress(url)] = true
				}
			}
		}
	}
	return out
}

// content are the words of a text that say what it is about, by their stems.
func (m *matcher) content(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range plainWords(s) {
		if len(w) > 2 && !m.wording.common[w] && strings.Trim(w, "0123456789") != "" {
			out[stem(w)] = true
		}
	}
	return out
}

// stem is a word without the endings of its forms.
func stem(w string) string {
	for _, end := range []string{"ations", "ation", "ing", "ies", "ied", "es", "ed", "s", "e", "y"} {
		if short, ok := strings.CutSuffix(w, end); ok && len(short) > 3 {
			return short
		}
	}
	return w
}

// plainWords are the words of a text in small letters, without an 's.
func plainWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	}) {
		for _, end := range []string{"'s", "’s", "'", "’"} {
			w = strings.TrimSuffix(w, end)
		}
		if w = strings.TrimLeft(w, "'’"); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func yearsOf(s string) map[string]bool {
	out := map[string]bool{}
	for _, y := range years.FindAllString(s, -1) {
		out[y] = true
	}
	return out
}

// figuresOf are the figures of a text that aren't years, each with the stem of the word behind it.
func figuresOf(s string) map[string]string {
	out := map[string]string{}
	fields := strings.Fields(s)
	for i, w := range fields {
		n := strings.Trim(w, "$€£¥%.,;:()“”\"'’—–-")
		n = strings.ReplaceAll(n, ",", "")
		if n == "" || strings.Trim(n, "0123456789.") != "" || len(n) == 4 && yearDigits(n) {
			continue
		}
		of := ""
		if strings.Contains(w, "%") {
			of = "percent"
		} else if i+1 < len(fields) {
			if next := plainWords(fields[i+1]); len(next) == 1 {
				of = stem(next[0])
			}
		}
		if of == "percent" || of == "per" {
			of = "percent"
		}
		out[n] = of
	}
	return out
}

// negative tells whether a text says that something isn't so.
func negative(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		w = strings.Trim(w, ".,;:()“”\"")
		switch w {
		case "not", "no", "never", "none", "neither", "nor", "without", "fails", "failed", "cannot":
			return true
		}
		if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// weigh adds up what words tell: the rarer one is in the dossier, the more.
func (m *matcher) weigh(words map[string]bool) float64 {
	keys := make([]string, 0, len(words))
	for w := range words {
		keys = append(keys, w)
	}
	slices.Sort(keys) // so that the sum is always the same
	sum := 0.0
	for _, w := range keys {
		sum += m.rarity(w)
	}
	return sum
}

func (m *matcher) rarity(w string) float64 {
	return math.Log(1 + float64(len(m.facts)+1)/float64(m.often[w]+1))
}

// named are the entities that a sentence names, by id, with how it calls them.
func (m *matcher) named(s string) map[string]string {
	out := map[string]string{}
	ws := plainWords(s)
	for i := range ws {
		for _, n := range m.names[ws[i]] {
			if i+len(n.words) <= len(ws) && slices.Equal(ws[i:i+len(n.words)], n.words) {
				out[n.id] = n.label
			}
		}
	}
	return out
}

// found is a claim that a sentence may tell, and what they share.
type found struct {
	fact            *fact
	address         string
	entities        []string
	figures, years  []string
	overlap         float64
	words           []string
	commonNamesOnly bool
	cited           bool // the sentence has the claim's own mark
}

// mostMatched bounds how many sentences of a text are compared with a dossier.
const mostMatched = 2000

// mostCompared bounds how many claims one sentence is compared with.
const mostCompared = 1000

// best is the claim that a sentence most likely tells; ok is false where none is near enough.
func (m *matcher) best(s Sentence, pages []string) (best found, ok bool) {
	score := -1.0
	for _, f := range m.nearest(s, pages) {
		if n := f.score(); n > score {
			best, ok, score = f, true, n
		}
	}
	return best, ok
}

// all are the claims that a sentence without notes speaks of: the nearest, and those that are nearly as near.
func (m *matcher) all(s Sentence) []found {
	near := m.nearest(s, nil)
	slices.SortStableFunc(near, func(a, b found) int { return cmp.Compare(b.score(), a.score()) })
	for i, f := range near {
		if i == 3 || f.score() < 0.85*near[0].score() {
			return near[:i]
		}
	}
	return near
}

// nearest are the claims that are near enough to a sentence, in the dossier's order.
func (m *matcher) nearest(s Sentence, pages []string) []found {
	compared := map[int]bool{}
	var order []int
	add := func(list []int) {
		for _, i := range list {
			if !compared[i] && len(order) < mostCompared {
				compared[i] = true
				order = append(order, i)
			}
		}
	}
	for _, p := range pages {
		add(m.byPage[p])
	}
	names, ws := m.named(s.Text), m.content(s.Text)
	rare := max(10, len(m.facts)/8)
	for _, id := range sortedKeys(names) {
		if m.often["@"+id] <= rare {
			add(m.byName[id])
		}
	}
	for _, w := range sortedKeys(ws) {
		if m.often[w] <= rare {
			add(m.byWord[w])
		}
	}
	slices.Sort(order)
	told := m.tellingOf(s.Text, pages)
	var out []found
	for _, i := range order {
		if f := m.compare(m.facts[i], told); f.near() {
			out = append(out, f)
		}
	}
	return out
}

// telling is a sentence as claims are compared with it; its lists are sorted.
type telling struct {
	pages                          []string
	names                          map[string]string
	ids, words, figures, yearsSaid []string
	weight                         float64
}

func (m *matcher) tellingOf(s string, pages []string) telling {
	t := telling{pages: pages, names: m.named(s)}
	ws := m.content(s)
	t.ids, t.words, t.figures, t.yearsSaid = sortedKeys(t.names), sortedKeys(ws), sortedKeys(figuresOf(s)),
		sortedKeys(yearsOf(s))
	t.weight = m.weigh(ws)
	return t
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (m *matcher) compare(c *fact, t telling) found {
	f := found{fact: c, commonNamesOnly: true}
	for _, p := range t.pages {
		if p != "" && c.documents[p] {
			f.address = p
		}
	}
	for _, id := range t.ids {
		if c.entities[id] {
			f.entities = append(f.entities, t.names[id])
			f.commonNamesOnly = f.commonNamesOnly && m.often["@"+id] > max(4, len(m.facts)/10)
		}
	}
	for _, n := range t.figures {
		if _, same := c.figures[n]; same {
			f.figures = append(f.figures, n)
		}
	}
	for _, y := range t.yearsSaid {
		if c.years[y] {
			f.years = append(f.years, y)
		}
	}
	shared := 0.0
	for _, w := range t.words {
		if c.words[w] {
			shared += m.rarity(w)
			f.words = append(f.words, w)
		}
	}
	if t.weight > 0 && c.weight > 0 {
		f.overlap = shared / math.Sqrt(t.weight*c.weight)
	}
	return f
}

// near tells whether what a sentence and a claim share is enough to say that they tell the same.
func (f found) near() bool {
	names := len(f.entities)
	if f.commonNamesOnly {
		names = 0
	}
	switch {
	case f.address != "" &&
		(names > 0 && f.overlap >= 0.15 || f.overlap >= 0.25 || len(f.figures) > 0 && f.overlap >= 0.1):
		return true
	case len(f.words) < 3:
		return false
	case names >= 2 && f.overlap >= 0.28, names >= 1 && len(f.figures) > 0 && f.overlap >= 0.25:
		return true
	case names >= 1 && f.overlap >= 0.4:
		return true
	}
	return f.overlap >= 0.5 && len(f.words) >= 5
}

// same tells whether they share so much that what the claim says may be said of the sentence.
func (f found) same() bool {
	switch {
	case f.cited, f.address != "", f.overlap >= 0.5:
		return true
	case len(f.figures) > 0:
		return f.overlap >= 0.3
	}
	return len(f.years) > 0 && f.overlap >= 0.4
}

func (f found) score() float64 {
	n := f.overlap + 0.08*float64(len(f.entities)) + 0.12*float64(len(f.figures)) + 0.05*float64(len(f.years))
	if f.address != "" {
		n += 0.3
	}
	return n
}

// by is what they share, in words.
func (f found) by() []string {
	var out []string
	if f.cited {
		out = append(out, "the claim's own mark")
	}
	if f.address != "" {
		out = append(out, "the page of the note")
	}
	out = append(out, f.entities...)
	out = append(out, f.figures...)
	out = append(out, f.years...)
	if n := len(f.words); n > 0 {
		out = append(out, plural(n, "word"))
	}
	return out
}

// SetBeside compares a text with a dossier and tells what that contradicts, and what it lacks, to l.
func (r *Result) SetBeside(set *grade.Set, w Wording, l *diag.List) {
	b := &Beside{Company: set.Dossier.Company.Name, Matches: []Match{}, set: set}
	r.Beside = b
	if other := r.about(set.Dossier.Company); other != "" {
		b.About = other
		l.Errorf(diag.Span{File: r.Text.File}, diag.AboutAnother, "the text is about %s, and the dossier about %s",
			other,
			set.Dossier.Company.Name).
			WithHint("name the dossier of that company: nothing was compared")
		return
	}
	m := newMatcher(set, w)
	answers, notes := denials(set), r.Text.byID()
	for i, s := range r.sentences {
		if s.Resolved || s.Opinion || w.asking(s.Text) || !s.Factual && len(s.Cites) == 0 {
			continue
		}
		if len(b.Matches) == mostMatched {
			l.Warnf(s.At, diag.FileTooLarge, "the first %d sentences that need proof were compared with the dossier; "+
				"from here on none was", mostMatched).WithHint("keep the proposal in a file of its own")
			break
		}
		var pages []string
		for _, id := range s.Cites {
			if n := notes[id]; n != nil {
				for _, a := range n.Addresses {
					pages = append(pages, a.Document())
				}
			}
		}
		match := Match{
			Line:     s.At.Line,
			Column:   s.At.Col,
			Excerpt:  short(s.Text),
			Verdict:  Lacking,
			By:       []string{},
			at:       s.At,
			sentence: i,
		}
		f, ok := m.best(s, pages)
		for _, id := range s.Cites { // the mark of a claim says itself which is meant
			if c := m.byID[id]; c != nil {
				f, ok = m.compare(c, m.tellingOf(s.Text, pages)), true
				f.cited = true
				break
			}
		}
		if ok {
			match.Claim, match.Grade, match.claim = f.fact.claim.ID.S, f.fact.claim.Grade, f.fact.claim
			match.By, match.byAddress = f.by(), f.address != ""
			if match.Verdict, match.Detail = f.judge(s.Text, answers, w); !f.same() {
				match.Verdict, match.Detail = Near, ""
			}
		}
		match.tell(l)
		b.Matches = append(b.Matches, match)
	}
}

// denials are the claims that those whom they are about dispute, with what they say.
func denials(set *grade.Set) map[string]string {
	out := map[string]string{}
	for _, r := range set.Dossier.Replies {
		for _, a := range r.Answers {
			if a.Answer != vocab.Disputes && a.Answer != vocab.DisputesWithDocument && a.Answer != vocab.Corrects {
				continue
			}
			for _, c := range a.Claims {
				out[c.S] = a.Says
			}
		}
	}
	return out
}

// judge is what a claim says of a sentence that tells the same, and how.
func (f found) judge(s string, denied map[string]string, w Wording) (Verdict, string) {
	c := f.fact.claim
	text := strings.ToLower(s)
	figs, ys := figuresOf(s), yearsOf(s)
	switch {
	case c.Status == vocab.Retracted || c.Status == vocab.Overturned:
		return Overtaken, fmt.Sprintf("it was %s", c.Status)
	case f.fact.negative != negative(s) && c.Kind != vocab.Absence:
		return Unlike, "one of the two says that it isn't so"
	}
	for _, n := range sortedKeys(figs) {
		of := figs[n]
		if _, same := f.fact.figures[n]; same || of == "" {
			continue
		}
		for _, other := range sortedKeys(f.fact.figures) {
			if f.fact.figures[other] == of && figs[other] == "" && f.overlap >= 0.25 {
				return OtherFigure, fmt.Sprintf("the text says %s, the dossier %s", n, other)
			}
		}
	}
	if len(f.years) == 0 && len(ys) == 1 && f.overlap >= 0.35 && c.Kind != vocab.History && c.Kind != vocab.Norm {
		told := yearsOf(c.Text.S)
		if len(told) == 1 {
			return OtherDate, fmt.Sprintf("the text says %s, the dossier %s", sortedKeys(ys)[0], sortedKeys(told)[0])
		}
	}
	switch says, isDenied := denied[c.ID.S]; {
	case c.Contested:
		return Contested, "evidence in the dossier speaks against it"
	case isDenied && !tellsDispute(text):
		return Denied, says
	case !c.Until.IsZero() && presentTense(text, w) && !strings.Contains(s, c.Until.String()[:4]):
		return Overtaken, "it ended in " + c.Until.String()
	case c.Grade < 2:
		return Weak, fmt.Sprintf("the claim is of grade %d", c.Grade)
	}
	for _, e := range c.Evidence {
		if e.Stance == vocab.Qualifies && !tellsDispute(text) {
			return Qualified, e.Says.S
		}
	}
	return Supported, ""
}

// tellsDispute tells whether a sentence says itself that somebody denies or disputes what it tells.
func tellsDispute(text string) bool {
	for _, part := range []string{"den", "disput", "reject", "contest", "although", "while "} {
		for w := range strings.FieldsSeq(text) {
			if strings.HasPrefix(w, strings.TrimSpace(part)) {
				return true
			}
		}
	}
	return false
}

// presentTense tells whether a sentence tells something as true now.
func presentTense(text string, w Wording) bool {
	ws := " " + strings.Join(plainWords(text), " ") + " "
	for _, past := range []string{" was ", " were ", " had ", " until ", " ended ", " did ", " formerly ",
		" in the past "} {
		if strings.Contains(ws, past) {
			return false
		}
	}
	for _, now := range slices.Concat(w.present,
		[]string{"is", "are", "has", "have", "uses", "hosts", "owns", "sells", "provides",
			"serves", "runs", "continues"}) {
		if strings.Contains(ws, " "+now+" ") {
			return true
		}
	}
	return false
}

// tell reports what isn't supported.
func (m *Match) tell(l *diag.List) {
	by := strings.Join(m.By, ", ")
	switch m.Verdict {
	case Supported:
	case Qualified:
		l.Noticef(m.at, diag.ContradictsDossier,
			"the dossier has this in claim %q, and something that qualifies it: %s", m.Claim,
			m.Detail).
			WithNote(m.claim.ID.At, "the claim stands here; both have %s", by).
			WithHint("look whether the sentence says more than that leaves standing")
	case Near:
		l.Noticef(m.at, diag.NotInDossier, "no claim of the dossier tells this, but claim %q is on the same matter: %q",
			m.Claim,
			m.Excerpt).
			WithNote(m.claim.ID.At, "the claim stands here; both have %s", by).
			WithHint("read both beside each other; where the claim bears the sentence, cite it: [^%s]", m.Claim)
	case Lacking:
		l.Noticef(m.at, diag.NotInDossier, "no claim of the dossier tells this: %q", m.Excerpt).
			WithHint("find its source and write the claim, or leave the sentence to its own note")
	case Weak:
		l.Warnf(m.at, diag.WeakInDossier,
			"the dossier has this as claim %q, of grade %d, which can't bear a filed sentence",
			m.Claim, m.Grade).
			WithNote(m.claim.ID.At, "the claim stands here; both have %s", by).
			WithHint("find an independent source, or leave the sentence out")
	case Contested, Denied, Overtaken, OtherFigure, OtherDate, Unlike:
		what := map[Verdict]string{Contested: "has it as contested", Denied: "has a denial of it",
			Overtaken:   "says that it is over",
			OtherFigure: "has another figure", OtherDate: "has another date", Unlike: "may say the contrary"}[m.Verdict]
		l.Warnf(m.at, diag.ContradictsDossier, "the dossier %s, in claim %q: %s", what, m.Claim, m.Detail).
			WithNote(m.claim.ID.At, "the claim stands here; both have %s", by).
			WithHint("read both beside each other: one of them has to change, or the text tells the dispute as well")
	}
}

// about is the company that a text is about where it isn't the dossier's; "" where it is, or nobody can say.
func (r *Result) about(c dossier.Company) string {
	var all strings.Builder
	for _, b := range r.Text.Doc.Blocks {
		text, _, _ := blockText(b)
		all.WriteString(text + " ")
	}
	ws := plainWords(headings(r.Text) + all.String())
	times := 0
	for _, label := range []string{c.Short, c.Name} {
		label, _, _ = strings.Cut(label, ",")
		n := plainWords(label)
		if len(n) > 1 && label == c.Name {
			n = n[:1]
		}
		times = max(times, occurs(ws, n))
	}
	if r.subject == "" && times > 0 {
		return ""
	} else if r.subject == "" {
		return "another company"
	}
	others := occurs(ws, plainWords(r.subject))
	if times == 0 || others > 3*times {
		for _, label := range []string{c.Short, c.Name} {
			if slices.Contains(plainWords(label), strings.ToLower(r.subject)) {
				return ""
			}
		}
		return r.subject
	}
	return ""
}

func occurs(ws, n []string) int {
	times := 0
	for i := range ws {
		if len(n) > 0 && i+len(n) <= len(ws) && slices.Equal(ws[i:i+len(n)], n) {
			times++
		}
	}
	return times
}

// String is it as a terminal shows it.
func (b *Beside) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "\nBeside the dossier of %s\n", diag.Visible(b.Company))
	if b.About != "" {
		fmt.Fprintf(&out, "  the text is about %s: nothing was compared\n", diag.Visible(b.About))
		return out.String()
	}
	counts := map[Verdict]int{}
	for _, m := range b.Matches {
		counts[m.Verdict]++
		what := string(m.Verdict)
		if m.Claim != "" {
			what = fmt.Sprintf(
				"%-12s %s (grade %d; both have: %s)",
				m.Verdict,
				m.Claim,
				m.Grade,
				strings.Join(m.By, ", "),
			)
		}
		fmt.Fprintf(&out, "  %3d:%-4d %s\n           %s\n", m.Line, m.Column, what, diag.Visible(m.Excerpt))
	}
	var sums []string
	for _, v := range []Verdict{Supported, Qualified, Weak, Contested, Denied, Overtaken, OtherFigure, OtherDate,
		Unlike, Near, Lacking} {
		if counts[v] > 0 {
			sums = append(sums, fmt.Sprintf("%d %s", counts[v], v))
		}
	}
	fmt.Fprintf(&out, "  of %s that need proof: %s\n", plural(len(b.Matches), "sentence"), strings.Join(sums, ", "))
	return out.String()
}
