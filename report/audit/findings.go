package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"whereas/report/check"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/filing"
	"whereas/report/prose"
)

// Input is what a text is looked at by.
type Input struct {
	Rules    *filing.Rules
	Phrasing check.Phrasing
	Wording  Wording
	Filing   check.Filing
	Allowed  []dossier.Allowed // rules of phrasing that are broken with a reason
	Today    civil.Date        // for what has grown old; nothing has where it is zero
}

// Result is what stands in a text. Its faults are diagnostics, and aren't in it.
type Result struct {
	Text        *Text
	Counts      Counts
	Shares      Shares
	Differences []Difference // tokens that some counts count otherwise, those that add most first
	Parts       []Part
	Missing     []string // parts that no heading names
	Marks       int
	Limit       int
	LimitCite   string
	Bases       []Basis
	Beside      *Beside // the dossier; nil where none was given

	sentences []Sentence
	subject   string // the company, as the text calls it most; "" where it can't be told
}

// Sentence is a sentence of a text outside its headings.
type Sentence struct {
	prose.Sentence
	Resolved bool
	Paired   bool // the next one of its paragraph has a note
	Factual  bool // it has a figure or a name, and asks nothing

	marks []doc.Mark // in their order
}

// Look says what stands in a text, and what is wrong with it to l.
func Look(t *Text, in Input, l *diag.List) *Result {
	r := &Result{Text: t, Limit: in.Rules.Words.Limit, LimitCite: in.Rules.Words.Rule.Cite}
	r.Counts, r.Shares, r.Differences = t.count()
	r.Parts = t.parts(in.Wording)
	r.Missing = missing(r.Parts)
	marks := doc.Marks(t.Doc.Blocks)
	r.Marks = len(marks)
	r.length(in.Rules, l)
	if len(t.Doc.Blocks) == 0 {
		t.lookAtNotes(marks, l)
		return r
	}
	var clause diag.List
	check.Request(t.Doc, in.Rules, in.Wording.Checks, t.File, &clause)
	if clause.Count(diag.Error) > 0 { // a clause that commands doesn't ask: one cause
		l.Append(clause.Without(diag.NoRequest))
	} else {
		l.Append(&clause)
	}
	n := t.names(in.Wording)
	r.subject = n.subject
	if in.Filing.Company.Short == "" {
		in.Filing.Company.Short = n.subject
	}
	in.Filing.Rules = in.Rules.ID
	broken := check.Phrases(t.Doc, in.Phrasing, in.Filing, in.Allowed, in.Wording.Checks, l)
	if in.Rules.ID == "us-sec-14a-8" { // whose grounds they are
		defer r.bases(in.Phrasing, broken, l)
	}
	if len(r.Missing) > 0 {
		l.Noticef(diag.Span{File: t.File}, diag.MissingHeading, "no heading or opening word names: %s",
			strings.Join(r.Missing, ", ")).
			WithHint("none has to; where you want them: a title above the text, \"Whereas:\" before the reasons, " +
				"\"Supporting Statement\" above what follows them")
	}
	t.lookAtNotes(marks, l)
	r.sentences = t.sentences(in.Wording, n)
	r.unsourced(l)
	t.acronyms(in.Wording, l)
	t.letters(l)
	t.persons(r.sentences, in.Wording, l)
	stale(r.sentences, in.Wording, in.Today, l)
	return r
}

// Basis is a ground on which a company may leave a proposal out, and what in the text is a sign of it.
type Basis struct {
	Number int      `json:"number"`
	Title  string   `json:"title"`
	Signs  []string `json:"signs"`  // rules of phrasing that found something
	Unseen bool     `json:"unseen"` // no text shows it
	Hint   string   `json:"hint"`
}

// bases sets the rules that found something beside the grounds that they are a sign of.
func (r *Result) bases(phrasing check.Phrasing, broken []string, l *diag.List) {
	for _, d := range l.Sorted() {
		broken = append(broken, string(d.Code))
	}
	for _, b := range phrasing.Bases {
		of := Basis{Number: b.Number, Title: b.Title, Signs: []string{}, Unseen: len(b.Rules)+len(b.Codes) == 0,
			Hint: b.Hint}
		for _, id := range slices.Concat(b.Rules, b.Codes) {
			if slices.Contains(broken, id) {
				of.Signs = append(of.Signs, id)
			}
		}
		r.Bases = append(r.Bases, of)
	}
}

// length says whether the text is too long. Only what nobody could defend is an error.
func (r *Result) length(rules *filing.Rules, l *diag.List) {
	at := diag.Span{File: r.Text.File}
	c, limit := r.Counts, rules.Words.Limit
	switch {
	case c.Lenient > limit:
		l.Errorf(at, diag.TooLong, "the text has %d words by the lenient count, its notes left out; %s allows %d",
			c.Lenient, rules.Words.Rule.Cite, limit).WithHint("words to cut: %d at least", c.Lenient-limit)
	case c.Strict > limit:
		l.Warnf(at, diag.LongByStrictCount,
			"the text has %d words by the strict count, %d with the numbers of its notes; "+
				"%d are allowed", c.Strict, c.StrictWithMarks, limit).
			WithHint(
				"a company that counts each part of a joined word, each %% and each address can say that it is too "+
					"long; words to cut: %d", c.Strict-limit)
	case c.StrictWithMarks > limit || c.Paranoid > limit || c.Strict > rules.Words.Warn:
		l.Noticef(
			at,
			diag.NearlyTooLong,
			"the text has %d words by the strict count, %d with the numbers of its notes, "+
				"%d where each lone sign counts, of %d allowed",
			c.Strict,
			c.StrictWithMarks,
			c.Paranoid,
			limit,
		)
	}
}

// lookAtNotes compares marks with notes, and looks at each note.
func (t *Text) lookAtNotes(marks []doc.Mark, l *diag.List) {
	if len(t.Notes) == 0 && len(marks) == 0 {
		l.Warnf(diag.Span{File: t.File}, diag.NoNotes, "the text has no notes: no reader can follow what it says").
			WithHint("put a number behind each fact, and its source below the text under that number")
		return
	}
	known := map[string]bool{}
	for _, n := range t.Notes {
		known[n.ID] = true
	}
	marked := map[string]bool{}
	for _, m := range marks {
		if !marked[m.ID] && !known[m.ID] {
			l.Warnf(m.At, diag.MarkWithoutNote, "the mark %s has no note", m.ID).
				WithHint("write the note below the text, or look for it among the others: its number may be lost")
		}
		marked[m.ID] = true
	}
	seen := map[string]*Note{}
	var all []*Address
	for _, n := range t.Notes {
		if !marked[n.ID] {
			l.Warnf(n.At, diag.NoteWithoutMark, "no mark in the text stands for note %s", n.ID).
				WithHint("put its number behind the sentence that it is for, or delete it")
		}
		if first := seen[n.ID]; first != nil {
			l.Warnf(n.At, diag.NoteTwice, "the number %s stands before two notes", n.ID).
				WithNote(first.At, "the other stands here").WithHint("give one of them another number")
		} else {
			seen[n.ID] = n
		}
		if !says(n.Text) {
			l.Warnf(n.At, diag.EmptyNote, "note %s says nothing", n.ID).WithHint("write where the sentence is proven")
		}
		if len(n.Addresses) > 1 {
			l.Noticef(n.At, diag.SeveralAddresses,
				"note %s has %d addresses, and doesn't say which of them is for what",
				n.ID, len(n.Addresses)).
				WithHint("give each fact a note of its own, or say in the note what each page shows")
		}
		all = append(all, n.Addresses...)
	}
	lookAtAddresses(all, l)
	lookTwice(t.Notes, l)
}

func says(s string) bool { return words(s) > 0 }

// lookAtAddresses tells of those that can't be followed.
func lookAtAddresses(all []*Address, l *diag.List) {
	wrong := misspelt(all)
	for _, a := range all {
		switch other := wrong[a]; {
		case a.Fault != "":
			l.Warnf(a.At, diag.DamagedAddress, "%s", a.Fault).WithHint("%s", a.Hint)
		case other != "":
			l.Warnf(a.At, diag.DamagedAddress, "the host %q differs by a letter from %q, which stands here as well",
				a.host(),
				other).
				WithHint("open both pages: one of them is most likely misspelt")
		case a.Doubt != "":
			l.Noticef(a.At, diag.DamagedAddress, "the address may be damaged: %s", a.Doubt).
				WithHint("open the page; where it isn't there, copy its address anew")
		case !a.Scheme:
			l.Noticef(a.At, diag.AddressWithoutScheme, "the address has no https:// before it").
				WithHint("write it whole, as your browser gives it when you copy it")
		}
	}
}

// lookTwice tells of pages that two notes cite.
func lookTwice(notes []*Note, l *diag.List) {
	first := map[string]*Note{}
	place := map[string]diag.Span{}
	for _, n := range notes {
		for _, a := range n.Addresses {
			d := a.Document()
			if d == "" {
				continue
			}
			old := first[d]
			if old == nil {
				first[d], place[d] = n, a.At
				continue
			}
			where := "note " + old.ID
			if old == n {
				where = "the same note"
			}
			l.Noticef(a.At, diag.AddressTwice, "this page stands in %s as well", where).
				WithNote(place[d], "it stands here first").
				WithHint("mark the first note again, and leave this one out; or say in both which page of the " +
					"document is meant")
		}
	}
}

// sentences are those of the paragraphs, in their order.
func (t *Text) sentences(w Wording, n names) []Sentence {
	var out []Sentence
	asked := map[doc.Block]bool{} // paragraphs of a list that goes on with what a line above it asks
	leads := false
	for _, b := range t.Doc.Blocks {
		switch b := b.(type) {
		case *doc.Para:
			text := w.withoutOpening(doc.Plain(b.Text))
			last := text[strings.LastIndexAny(text, ".;")+1:]
			leads = strings.HasSuffix(text, ":") && (opens(text, w.asks) || w.hedged(last))
		case *doc.List:
			if leads {
				doc.Walk([]doc.Block{b}, func(x doc.Block) { asked[x] = true })
			}
		default:
			leads = false
		}
	}
	doc.Walk(t.Doc.Blocks, func(b doc.Block) {
		var of []prose.Sentence
		var marks []doc.Mark
		resolved := false
		switch b := b.(type) {
		case *doc.Para:
			of, resolved = prose.Sentences(b.Text, b.At, w.Sentences), b.Resolved || asked[b]
			marks = doc.Marks([]doc.Block{b})
		case *doc.Table:
			for _, row := range b.Rows {
				for _, c := range row {
					for _, s := range prose.Sentences(c, b.At, w.Sentences) {
						// A figure or a name alone says nothing.
						if strings.ContainsAny(s.Text[max(0, len(s.Text)-4):], ".!?") || len(s.Cites) > 0 {
							of = append(of, s)
						}
					}
				}
			}
		}
		for i, s := range of {
			n0 := min(len(s.Cites), len(marks)) // the marks of a paragraph are those of its sentences, in their order
			mine := marks[:n0]
			marks = marks[n0:]
			out = append(out, Sentence{
				marks: mine, Sentence: s, Resolved: resolved,
				Paired:  i+1 < len(of) && len(of[i+1].Cites) > 0,
				Factual: !resolved && !s.Opinion && !w.asking(s.Text) && n.factual(s.Text),
			})
		}
	})
	return out
}

// asking tells whether a sentence asks, says what the proponents think, or only leads to a list.
func (w Wording) asking(s string) bool {
	s = w.withoutOpening(s)
	return strings.HasSuffix(s, ":") || opens(s, w.asks) || slices.ContainsFunc(w.Checks.Opinion, func(o string) bool {
		return strings.HasPrefix(strings.ToLower(s), strings.ToLower(o))
	})
}

// hedged tells whether a text says what could or should be.
func (w Wording) hedged(s string) bool {
	return slices.ContainsFunc(plainWords(s), func(word string) bool { return w.hedges[word] })
}

// withoutOpening is a text without the word that its part begins with: "Whereas:".
func (w Wording) withoutOpening(s string) string {
	s = strings.TrimSpace(s)
	for _, open := range slices.Concat(w.Recitals, w.Supporting) {
		if len(s) > len(open) && strings.EqualFold(s[:len(open)], open) {
			return strings.TrimLeft(s[len(open):], ":,; \u00a0")
		}
	}
	return s
}

// unsourced tells of sentences with a figure or a name, and no note.
func (r *Result) unsourced(l *diag.List) {
	for _, s := range r.sentences {
		switch {
		case !s.Factual || len(s.Cites) > 0:
		case s.Paired:
			l.Noticef(s.At, diag.UnsourcedFact,
				"this sentence has a figure or a name and no note; the next one has: %q",
				short(s.Text)).
				WithHint("where that note stands for both, mark it here as well")
		default:
			l.Warnf(s.At, diag.UnsourcedFact, "this sentence has a figure or a name, and no note: %q", short(s.Text)).
				WithHint("say in a note where it is proven; where it is what you think, say so: \"We believe …\"")
		}
	}
}

// letters tells of words in which a letter of another script stands for a Latin one.
func (t *Text) letters(l *diag.List) {
	for _, x := range doc.Texts(t.Doc) {
		at := x.At
		col := at.Col
		for word := range strings.SplitSeq(x.S, " ") {
			n := utf8.RuneCountInString(word)
			if r, like := mixed(word); r != 0 {
				at.Col, at.EndCol = col, col+n
				l.Warnf(at, diag.LookalikeLetter, "the word %q has %s, which looks like %s", short(word), letter(r),
					like).
					WithHint("write the word anew: no search finds it as it stands")
			}
			col += n + 1
		}
	}
}

func short(s string) string {
	if r := []rune(s); len(r) > 70 {
		return string(r[:69]) + "…"
	}
	return s
}
