package diag

import (
	"strings"
	"testing"
)

func TestCharacters(t *testing.T) {
	for r, want := range map[rune]string{
		'\u00A0': "a no-break space (U+00A0)", '\u200B': "a zero-width space (U+200B)", '\u3000': "an ideographic space (U+3000)",
		'\u2003': "an em space (U+2003)", '\u061C': "an Arabic letter mark (U+061C)", '\uFEFF': "a byte-order mark (U+FEFF)",
		'\uFE0F': "a variation selector (U+FE0F)", '\U000E0041': "a tag (U+E0041)", '\u0007': "a control character U+0007",
		'\u2061': "an invisible character U+2061", '\u2800': "a blank Braille pattern (U+2800)", 'x': "a character x",
		'\uE000': "a private character U+E000",
	} {
		if got := AChar(r); got != want {
			t.Errorf("U+%04X: %s, want %s", r, got, want)
		}
	}
	for _, r := range "aé漢\u0301\u0600\u06DD\u08E2 \u00A0\t\u2800\U0001F600" {
		if IsInvisible(r) {
			t.Errorf("U+%04X is seen, or takes room", r)
		}
	}
	for _, r := range "\u00AD\u034F\u061C\u115F\u17B4\u180B\u200B\u200D\u2060\u2064\u206F\u3164\uFE00\uFEFF\uFFA0\uFFF9\U000E0001\U000E01EF\U0001D173" {
		if !IsInvisible(r) || !IsBlank(string(r)) {
			t.Errorf("U+%04X isn't seen", r)
		}
	}
	for s, want := range map[string]bool{"": true, " \t\n": true, "\u00A0\u2800\u200B": true, ".": false, "\u200Bx": false,
		"\u0301": false, "—": false} {
		if IsBlank(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
	if r, at := Unseen("aЖ\u200Bb\u00A0"); r != '\u200B' || at != 3 {
		t.Errorf("%q at %d", r, at)
	}
	if _, at := Unseen("a b-ä漢"); at != -1 {
		t.Errorf("at %d", at)
	}
	if got := Visible("a\u200Bb\u2028c\u00A0d"); got != "a<U+200B>b<U+2028>c\u00A0d" {
		t.Errorf("%q", got)
	}
}

// Of a million faults the first of each severity are kept, and all are counted, whatever lists they pass through.
func TestManyFaults(t *testing.T) {
	var l, all List
	for i := range 3 * MaxListed {
		l.Errorf(Span{File: "f", Line: i + 1}, BadID, "fault %d", i).WithHint("h").WithNote(Span{}, "n")
		l.Noticef(Span{File: "f", Line: i + 1}, OldRules, "notice %d", i)
	}
	l.Warnf(Span{File: "f", Line: 1}, StaleClaims, "warning")
	all.Errorf(Span{File: "a"}, BadLink, "before")
	all.Append(&l)
	all.Append(&l)
	if e, w, n := all.Count(Error), all.Count(Warning), all.Count(Notice); e != 1+6*MaxListed || w != 2 || n != 6*MaxListed {
		t.Errorf("%d errors, %d warnings, %d notices", e, w, n)
	}
	if !all.Failed(false) || len(all.items) != 2*MaxListed+2 {
		t.Errorf("%d are kept", len(all.items))
	}
	ds := all.Sorted()
	if len(ds) != 2*MaxListed+3 { // the warning is one, since it is the same; two more count what isn't listed
		t.Errorf("%d are listed", len(ds))
	}
	last := ds[len(ds)-2:]
	if last[0].Message != "and 1001 more errors, which aren't listed" || last[0].Severity != Error || last[0].Code != TooManyFaults ||
		last[1].Message != "and 1000 more notices, which aren't listed" || last[1].Severity != Notice {
		t.Errorf("%v", last)
	}
	var b strings.Builder
	if err := Print(&b, last, nil, Style{}); err != nil ||
		!strings.HasPrefix(b.String(), "error: and 1001 more errors, which aren't listed [too-many-faults]\nhint: ") {
		t.Errorf("%v: %s", err, b.String())
	}
	rest := all.Without(BadID)
	if rest.Count(Error) != 1 || rest.Count(Notice) != 6*MaxListed || rest.Count(Warning) != 2 {
		t.Errorf("without one code: %d errors", rest.Count(Error))
	}
	if l.Without(OldRules).Failed(false) != true || l.Without(BadID).Failed(false) {
		t.Error("what isn't kept fails a run all the same")
	}
}

// A message says what it is about at both ends, however long an id is.
func TestLongMessages(t *testing.T) {
	var l List
	id := strings.Repeat("Ж", 1_000_000)
	d := l.Errorf(Span{File: "f", Line: 1}, BadID, "the id %q isn't kebab-case", id).WithHint("%s!", id).WithNote(Span{}, "%s!", id)
	for _, s := range []string{d.Message, d.Hint, d.Notes[0].Text} {
		if len(s) > 2*maxShown || strings.ContainsRune(s, '\uFFFD') {
			t.Errorf("%d bytes", len(s))
		}
	}
	if !strings.HasPrefix(d.Message, "the id ") || !strings.HasSuffix(d.Message, " isn't kebab-case") {
		t.Errorf("%.40s", d.Message)
	}
}

// Guesses are what comparing all would give, and end when there were many.
func TestGuesses(t *testing.T) {
	words := []string{"source", "sources", "entity", "größe", "claim-one", "claim-two", "a", "", strings.Repeat("long", 100)}
	slow := func(word string) string { // the rule, without what makes it quick
		best, bestDist := "", max(2, len([]rune(word))/3+1)
		for _, c := range words {
			if d := editDistance([]rune(word), []rune(c), 1000); c != word && word != "" && (d < bestDist ||
				d == bestDist && best == "" && d < len([]rune(word))) {
				best, bestDist = c, d
			}
		}
		return best
	}
	for _, w := range []string{"sorce", "sourcse", "enttiy", "groesse", "grösse", "claim-oen", "b", "ba", "", "xyz", "clam"} {
		if got, want := Nearest(w, words), slow(w); got != want {
			t.Errorf("%q: %q, want %q", w, got, want)
		}
	}
	if got := Nearest(strings.Repeat("a", 101), []string{strings.Repeat("a", 100)}); got != "" {
		t.Errorf("%q", got)
	}
	g := Guesses(2*len(words) + 1)
	for i, want := range []string{"source", "source", ""} {
		if got := g.Nearest("sorce", words); got != want {
			t.Errorf("guess %d: %q, want %q", i+1, got, want)
		}
	}
}

// The excerpt of a long line is that of its part, and many faults on it don't read it anew each time.
func TestExcerptsOfALongLine(t *testing.T) {
	var line strings.Builder
	for i := range 20_000 {
		line.WriteString("Жx")
		line.WriteByte(byte('0' + i%10))
	}
	text := "first\n" + line.String() + "\nlast\n"
	var at cursor
	for _, col := range []int{1, 30, 5000, 5001, 30_000, 59_990} {
		var b strings.Builder
		s := Span{File: "f", Line: 2, Col: col, EndLine: 2, EndCol: col + 3}
		if err := Print(&b, []Diagnostic{{At: s, Message: "m", Code: "c"}}, Texts{"f": text}, Style{}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(b.String(), "\n")
		shown, carets := []rune(lines[1]), []rune(lines[2])
		from := len([]rune(strings.TrimRight(string(carets), "^")))
		if got, want := string(shown[from:from+3]), string([]rune(line.String())[col-1:col+2]); got != want ||
			len(shown) > maxExcerpt+12 || strings.Count(lines[2], "^") != 3 {
			t.Errorf("column %d: %q is marked, want %q\n%s", col, got, want, b.String())
		}
		row, _ := at.line("f", text, 2)
		at.window(row, col-1)
	}
	if at.searched > 2*len(text) {
		t.Errorf("%d bytes were looked through, of %d", at.searched, len(text))
	}
}
