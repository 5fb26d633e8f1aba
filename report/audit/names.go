package audit

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/check"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
)

// names is what a text shows of which of its words are names.
type names struct {
	wording Wording
	small   map[string]bool // words that stand in small letters somewhere
	subject string          // the name that stands most often: the company's
}

// names looks at all words of a text.
func (t *Text) names(w Wording) names {
	n := names{wording: w, small: map[string]bool{}}
	times := map[string]int{}
	var order []string
	for _, x := range doc.Texts(t.Doc) {
		begins := true
		for word := range strings.FieldsSeq(x.S) {
			plain := bareWord(word)
			r, _ := utf8.DecodeRuneInString(plain)
			switch {
			case unicode.IsLower(r):
				n.small[plain] = true
			case unicode.IsUpper(r) && !begins && !w.plainNames[strings.ToLower(plain)] && !isAcronym(plain):
				if times[plain]++; times[plain] == 1 {
					order = append(order, plain)
				}
			}
			begins = strings.HasSuffix(word, ".") || strings.HasSuffix(word, ":")
		}
	}
	for _, word := range order {
		if times[word] >= 3 && times[word] > times[n.subject] && !n.small[strings.ToLower(word)] {
			n.subject = word
		}
	}
	return n
}

// bareWord is a word without what stands around it and without an 's.
func bareWord(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, end := range []string{"'s", "’s"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}

func isAcronym(s string) bool {
	return len(s) > 1 && strings.ToUpper(s) == s || len(s) > 2 && strings.HasSuffix(s, "s") &&
		strings.ToUpper(s[:len(s)-1]) == s[:len(s)-1]
}

// factual tells whether a sentence has a figure, or a name that isn't only the company's. One that says what could be
// is an opinion, unless it has a figure.
func (n names) factual(s string) bool {
	first, named, hedged, company := true, false, false, false
	for word := range strings.FieldsSeq(s) {
		plain := bareWord(word)
		if plain == "" {
			continue
		}
		begins := first
		first = strings.HasSuffix(word, ":") // "Whereas:" begins anew
		if strings.ContainsAny(plain, "0123456789") && !strings.Contains(plain, "14a-8") {
			return true
		}
		r, _ := utf8.DecodeRuneInString(plain)
		lower := strings.ToLower(plain)
		hedged = hedged || n.wording.hedges[lower]
		company = plain == n.subject || company && unicode.IsUpper(r) // Raytheon Technologies Corporation
		if begins || company || !unicode.IsUpper(r) || utf8.RuneCountInString(plain) < 3 || isAcronym(plain) {
			continue
		}
		named = named || !n.wording.plainNames[lower] && !n.small[lower] && !n.small[strings.TrimSuffix(lower, "s")]
	}
	return named && !hedged
}

// acronyms tells of those that are spelt out nowhere, or only after their first use, each once.
func (t *Text) acronyms(w Wording, l *diag.List) {
	type use struct {
		at    diag.Span
		index int
	}
	var flat strings.Builder
	uses := map[string]use{}
	var order []string
	initials := map[string]bool{}
	doc.Walk(t.Doc.Blocks, func(b doc.Block) {
		for _, run := range doc.Runs(b) {
			if text := doc.Plain(run); strings.ToUpper(text) == text {
				continue // a line in capitals
			}
			doc.WalkInlines(run, func(in doc.Inline) {
				x, ok := in.(doc.Text)
				if !ok {
					return
				}
				from, col := 0, x.At.Col
				for _, f := range check.FindCapitals(x.S) {
					col += utf8.RuneCountInString(x.S[from:f.From])
					from = f.From
					if _, seen := uses[f.Short]; seen || w.known[f.Short] || besideCapitals(x.S, f.From, f.To) {
						continue
					}
					at := x.At
					at.Col, at.EndCol = col, col+utf8.RuneCountInString(x.S[f.From:f.To])
					uses[f.Short] = use{at, flat.Len() + f.From}
					order = append(order, f.Short)
				}
				flat.WriteString(x.S)
				addInitials(x.S, initials)
			})
			flat.WriteByte('\n')
		}
	})
	text := flat.String()
	explained := map[string]int{} // where, first
	for _, f := range check.FindCapitals(text) {
		if _, ok := explained[f.Short]; !ok && f.Explained(text) {
			explained[f.Short] = f.From
		}
	}
	for _, word := range order {
		u := uses[word]
		at, ok := explained[word]
		switch {
		case ok && at <= u.index, !ok && initials[word]:
		case ok:
			l.Noticef(u.at, diag.UndefinedAcronym, "%q is used before it is spelt out", word).
				WithHint("spell it out where it stands first: the full name, and behind it (%s)", word)
		default:
			l.Noticef(u.at, diag.UndefinedAcronym, "%q is spelt out nowhere", word).
				WithHint("where it is no name that everybody knows, spell it out here, with (%s) behind it", word)
		}
	}
}

// besideCapitals tells whether capitals are a part of a name that is all in capitals: ABN AMRO.
func besideCapitals(s string, from, to int) bool {
	capitals := func(word string) bool {
		word = strings.Trim(word, ",.;")
		return len(word) > 1 && strings.ToUpper(word) == word && strings.ToLower(word) != word
	}
	before, hasBefore := strings.CutSuffix(s[:from], " ")
	after, hasAfter := strings.CutPrefix(s[to:], " ")
	word, _, _ := strings.Cut(after, " ")
	return hasBefore && capitals(before[strings.LastIndexByte(before, ' ')+1:]) || hasAfter && capitals(word)
}

// addInitials notes what the first letters of names spell, by which an acronym is explained beside its name.
func addInitials(s string, into map[string]bool) {
	var run []byte
	for word := range strings.FieldsSeq(s) {
		plain := strings.TrimLeft(word, "(“\"‘")
		switch {
		case plain == "" || strings.Contains("of and the for on in", strings.ToLower(plain)):
			continue
		case plain[0] >= 'A' && plain[0] <= 'Z' && len(plain) > 1 && !isAcronym(bareWord(plain)):
			run = append(run, plain[0])
			for k := max(0, len(run)-6); k < len(run)-1; k++ {
				into[string(run[k:])] = true
			}
		default:
			run = run[:0]
		}
		if strings.ContainsAny(word[len(word)-1:], ".;:)") {
			run = run[:0]
		}
	}
}

// persons tells of names that look like those of people who hold no office, each once.
func (t *Text) persons(sentences []Sentence, w Wording, l *diag.List) {
	seen := map[string]bool{}
	for _, s := range sentences {
		fields := strings.Fields(s.Text)
		for i := 0; i+1 < len(fields); i++ {
			given := bareWord(fields[i])
			r, _ := utf8.DecodeRuneInString(given)
			if !unicode.IsUpper(r) || !w.given[strings.ToLower(given)] || strings.ContainsAny(fields[i], ",;:.)’'") {
				continue
			}
			k := i + 1
			if initial := strings.TrimSuffix(fields[k], "."); len(initial) == 1 && k+1 < len(fields) {
				k++
			}
			last := bareWord(fields[k])
			r, _ = utf8.DecodeRuneInString(last)
			if !unicode.IsUpper(r) || isAcronym(last) || utf8.RuneCountInString(last) < 2 ||
				w.notLast[strings.ToLower(last)] ||
				k+1 < len(fields) && w.notLast[strings.ToLower(bareWord(fields[k+1]))] ||
				w.office(fields, i, k) {
				continue
			}
			name := given + " " + last
			if !seen[name] {
				seen[name] = true
				l.Noticef(s.At, diag.NamedPerson, "%q looks like the name of a person", name).
					WithHint(
						"whoever holds no public office is better told by what they do; leave the name out, unless " +
							"they speak for themselves in public and the point needs it")
			}
		}
	}
}

// office tells whether the words around a name say that its bearer holds an office.
func (w Wording) office(fields []string, from, to int) bool {
	around := " "
	for i := max(0, from-4); i < min(len(fields), to+6); i++ {
		if i < from || i > to {
			around += strings.ToLower(bareWord(fields[i])) + " "
		}
	}
	for o := range w.offices {
		if strings.Contains(around, " "+strings.Trim(o, ".")+" ") {
			return true
		}
	}
	return false
}

var (
	years    = regexp.MustCompile(`\b(?:19|20)[0-9]{2}\b`)
	deadline = regexp.MustCompile(`(?i)\b(?:by|no later than|before|until|on or before)\s+(?:the end of\s+)?` +
		`(?:(january|february|march|april|may|june|july|august|september|october|november|december)\s+` +
		`(?:([0-9]{1,2}),?\s+)?)?((?:19|20)[0-9]{2})\b`)
	months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december"}
)

// stale tells of what is told as true now with a year that is long past, and of requests whose day has passed.
func stale(sentences []Sentence, w Wording, today civil.Date, l *diag.List) {
	if today.IsZero() {
		return
	}
	for _, s := range sentences {
		if s.Resolved {
			if m := deadline.FindStringSubmatch(s.Text); m != nil {
				d := civil.Date{Year: number(m[3])}
				for i, name := range months {
					if strings.EqualFold(name, m[1]) {
						d.Month, d.Day = i+1, number(m[2])
					}
				}
				if d.Day <= 31 && today.First() > d.Last() {
					l.Noticef(s.At, diag.StalePresent, "the request names a day that has passed: %q", m[0]).
						WithHint("name a day after the meeting, or none")
				}
			}
			continue
		}
		latest := 0
		for _, y := range years.FindAllString(s.Text, -1) {
			latest = max(latest, number(y))
		}
		if latest == 0 || latest > today.Year-w.StaleYears {
			continue
		}
		text := " " + strings.ToLower(strings.Join(strings.FieldsFunc(s.Text, func(r rune) bool {
			return !unicode.IsLetter(r) && r != '’' && r != '\''
		}), " ")) + " "
		if strings.Contains(text, " since ") {
			continue
		}
		for _, now := range w.present {
			if strings.Contains(text, " "+now+" ") {
				l.Noticef(s.At, diag.StalePresent, "the sentence says %q, and its latest year is %d", now, latest).
					WithHint("look whether it still holds; tell what was true then in the past, with its date")
				break
			}
		}
	}
}

func number(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + digit(r)
	}
	return n
}
