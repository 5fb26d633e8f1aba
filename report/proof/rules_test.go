package proof

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

// letters are those at which the rules of the normal form turn: kinds of blanks, marks that join, what is made plain,
// and the neighbours of each range.
var letters = []rune("ab-\x01` \n\t\r\v\f\u00a0\u00ad\u00ff\u0100\u0101\u0300\u0301\u0327\u167f\u1680\u1681\u200a\u200b\u200c\u200d\u200e\u2010\u2012\u2014\u2018\u201c\u2026\u2028\u202f\u2060\u2061\u2212" +
	"\u3000\u3001\u0131\u0132\u017f\u01c4\u01cd\u02bc\u034f\u05f3\u061c\u2f08\ufb01\ufb07\ufe8e\uff21\uff5f\u30ab\u3099\u4e00\ufdff\ufe00\ufe01\ufefe\ufeff\uff21\U0001f600éЖß÷×£¿")

func randomText(chance *rand.Rand, of []rune, most int) string {
	out := make([]rune, chance.IntN(most))
	for i := range out {
		out[i] = of[chance.IntN(len(of))]
	}
	return string(out)
}

// The normal form is what its definition says, letter by letter, and each byte of it leads back to where it came from.
func TestNormalFormOfAnyLetters(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	for range 600 {
		text := randomText(chance, letters, 40)
		want, from := slowly(text)
		f := newForm(text, asTheyAre)
		if string(f.text) != want {
			t.Fatalf("%q: %q, want %q", text, f.text, want)
		}
		if got := Normal(text); got != strings.TrimSpace(want) {
			t.Fatalf("%q as a quote: %q, want %q", text, got, want)
		}
		for i := range want {
			next := len(text) // where the letters end that are composed together
			if j := slices.IndexFunc(from[i:], func(n int) bool { return n > from[i] }); j >= 0 {
				next = from[i+j]
			}
			if got := f.offset(text, i); got < from[i] || got >= next {
				t.Fatalf("%q: byte %d of %q came from %d, want %d to %d", text, i, want, got, from[i], next)
			}
		}
		if got := f.offset(text, len(want)); got < 0 || got > len(text) {
			t.Fatalf("%q: the end came from %d", text, got)
		}
	}
	many := strings.Repeat("外洩的紀錄多", 60) + "\u00ad" + strings.Repeat("é", 150) + "\u3000x"
	cut := strings.Repeat("Ж", 127) + "И\u0306" // composed where a run of 256 bytes ends
	for _, text := range []string{many, cut, "x" + cut} {
		if want, _ := slowly(text); string(newForm(text, asTheyAre).text) != want {
			t.Errorf("a long run of letters that aren't plain comes out otherwise: %q", text)
		}
	}
}

// What is made plain, and what isn't.
func TestPlainLetters(t *testing.T) {
	for _, v := range []struct{ name, text, want string }{
		{"a minus (U+2212) is a hyphen", "−5 °C", "-5 °C"},
		{"a figure dash is a hyphen", "555‒0199", "555-0199"},
		{"the other hyphens and dashes", "a‐b‑c–d—e―f", "a-b-c-d-e-f"},
		{"quote marks", "“a” „b‟ «c» 5″", `"a" "b" "c" 5"`},
		{"apostrophes", "‘a’ ‚b‛ 5′ `c`", "'a' 'b' 5' 'c'"},
		{"an ellipsis", "a…", "a..."},
		{"blanks become one", " a \u00a0\u2003\n b ", "a b"},
		{"what can't be seen goes", "a\u00adb\u200bc\u200cd\u200de\u2060f\ufeffg", "abcdefg"},
		{"so do marks of direction, and choices of a glyph", "a\u200eb\u061cc\ufe0fd\u034fe", "abcde"},
		{"ligatures are letters", "ﬁ ﬂ ﬀ ﬃ ﬄ ﬅ ﬆ ĳ Ǆ", "fi fl ff ffi ffl st st ij DŽ"},
		{"a ligature with an accent behind it", "ﬁ\u0301", "fí"},
		{"full-width letters, figures and signs", "Ａｂ１２（％）＂－", `Ab12(%)"-`},
		{"Arabic letters as they stand in a word", "ﻣﻼ", "ملا"},
		{"a wide Hebrew letter", "ﬡ", "א"},
		{"a sign from a list of radicals", "⼈", "人"},
		{"the long s", "Congreſs", "Congress"},
		{"the mark of a note is no figure", "12³ and 12⁴⁵", "12³ and 12⁴⁵"},
		{"a figure that is lowered or raised is another", "CO₂, m², ½, ①, xª", "CO₂, m², ½, ①, xª"},
		{"other quote marks", "‹a› ´b´ ʼc 〝d〟 ה״א ו׳", `'a' 'b' 'c "d" ה"א ו'`},
		{"letters keep their case", "aA", "aA"},
	} {
		if got := Normal(v.text); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
		if _, ok := newCapture([]byte("x " + v.text + " y")).find(v.want); !ok {
			t.Errorf("%s: %q isn't found in %q", v.name, v.want, v.text)
		}
		if _, ok := newCapture([]byte("x " + v.want + " y")).find(v.text); !ok {
			t.Errorf("%s: %q isn't found in %q", v.name, v.text, v.want)
		}
	}
}

// Two words that aren't the same are never equal, however alike they look.
func TestOtherWords(t *testing.T) {
	for _, v := range [][2]string{{"the 12³ cases", "123 cases"}, {"the 123 cases", "12³ cases"}, {"CO₂", "CO2"},
		{"m²", "m2"}, {"½ of it", "1/2 of it"}, {"① is", "1 is"}, {"Paypal", "Рaypal"}, {"Straße", "Strasse"},
		{"it is unﬁt", "fit"}, {"naïve", "naive"}, {"İstanbul", "Istanbul"}, {"x\u034f\u0301", "x"}} {
		if at, ok := newCapture([]byte(v[0])).find(v[1]); ok {
			t.Errorf("%q is found in %q, at %d", v[1], v[0], at)
		}
	}
	if _, ok := newCapture([]byte("the 12³ cases")).find("the 12"); !ok {
		t.Error("a quote that ends before the mark of a note isn't found")
	}
}

// Words divided at the end of a line are found whole on old Macintoshes too, and lines are counted.
func TestOldEndsOfLines(t *testing.T) {
	c := newCapture([]byte("one\rtwo infor-\rmation\rthree four five six\r\nseven"))
	if at, ok := c.find("two information three"); !ok || at != 4 {
		t.Errorf("%v, at %d", ok, at)
	}
	if near, line := c.closest("four five six seen"); near == "" || line != 4 {
		t.Errorf("%q on line %d", near, line)
	}
}

// A hit begins and ends with whole words, read through or looked up in the index.
func TestWordEdgesInTheIndex(t *testing.T) {
	for _, v := range []struct {
		name, text, quote string
		want              int
	}{
		{"a whole word", "it is used so", "used", 6},
		{"the end of a word", "it is misused so", "used", -1},
		{"the beginning of a word", "it is usedly so", "used", -1},
		{"a whole word behind a part of one", "misused and used", "used", 12},
		{"the first of three", "used, used, used", "used", 0},
		{"the first whole one of three", "misused, used, used", "used", 9},
		{"an accent behind it", "it is x\u0323 so", "x", -1},
		{"a digit before it", "it costs 15 dollars", "5 dollars", -1},
		{"a digit behind it", "in 2019", "in 201", -1},
		{"signs are no word", "(used)", "used", 1},
		{"a quote that begins with a sign", "misused(x)", "(x)", 7},
		{"a quote that ends with a sign", "(x)used", "(x)", 0},
		{"a script without blanks", "外洩的紀錄多為假的", "紀錄多", 9},
		{"the whole text", "used", "used", 0},
		{"the end of the text", "it is used", "used", 6},
		{"nothing", "it is so", "used", -1},
		{"a quote that overlaps itself", "xana ana ana", "ana ana", 5},
	} {
		f := newForm(v.text, asTheyAre)
		if got := f.find(v.quote); got != v.want {
			t.Errorf("%s: read through, at %d, want %d", v.name, got, v.want)
		}
		f.asked = manyQuotes
		if got := f.find(v.quote); got != v.want {
			t.Errorf("%s: looked up, at %d, want %d", v.name, got, v.want)
		}
		if f.places == nil {
			t.Errorf("%s: the index wasn't asked", v.name)
		}
	}
	f := newForm("it is used so", asTheyAre)
	if f.asked = manyQuotes - 1; f.find("used") != 6 || f.places != nil {
		t.Error("an index is made for the thousandth quote")
	}
	chance := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		f := newForm(randomText(chance, []rune("ab 1.外"), 30), asTheyAre)
		q := Normal(randomText(chance, []rune("ab 1.外"), 5))
		if q != "" && f.find(q) != f.lookUp(q) {
			t.Fatalf("%q in %q stands at %d, or by the index at %d", q, f.text, f.find(q), f.lookUp(q))
		}
	}
}

// Words that are divided at the end of a line are found whole, with the place at which they begin.
func TestWordsDividedByEveryHyphen(t *testing.T) {
	for _, v := range []struct {
		name, text, quote string
		want              int
	}{
		{"a hyphen", "the infor-\nmation", "information", 4},
		{"a printer's hyphen (U+2010)", "the infor\u2010\nmation", "information", 4},
		{"a soft hyphen", "the infor\u00ad\nmation", "information", 4},
		{"a word that has its hyphen", "state-of-\nthe-art", "state-of-the-art", 0},
		{"blanks around the end of the line", "the infor- \t\r\n \tmation", "information", 4},
		{"two divided words", "the infor-\nmation sys-\ntem", "information system", 4},
		{"a hyphen within a line is none", "the infor-mation", "information", -1},
		{"a hyphen at the end of the text", "the infor-", "infor", 4},
		{"a capital on the next line", "the Meyer-\nLand", "MeyerLand", -1},
		{"a digit on the next line", "the infor-\n5", "infor5", -1},
		{"an accent behind it", "it is x\u0323 so", "x", -1},
		{"a digit before it", "5-\nfold", "5fold", -1},
		{"an empty line between", "the infor-\n\nmation", "information", -1},
		{"lines before it", "\na line\nand the infor-\nmation", "information", 16},
		{"dashes that divide nothing", "one -\ntwo", "one two", -1},
		{"words that aren't there", "the infor-\nmation", "disinformation", -1},
		{"behind a word that isn't divided", "a-b and infor-\nmation", "a-b and information", 0},
	} {
		c := newCapture([]byte(v.text))
		for range 2 { // the forms are made once
			at, ok := c.find(v.quote)
			if ok != (v.want >= 0) || ok && at != v.want || !ok && at != 0 {
				t.Errorf("%s: %q at %d, %v; want %d", v.name, v.quote, at, ok, v.want)
			}
		}
	}
	if c := newCapture([]byte("no word of it is divi-ded\nat all\n")); true {
		c.find("nothing of it")
		if c.forms[dropped] != nil || !c.whole {
			t.Error("a second form is made of a text without divided words")
		}
	}
	c := newCapture([]byte("the infor-\nmation"))
	if a, b := string(newForm(c.file, dropped).text), string(newForm(c.file, joined).text); a != "the information" ||
		b != "the infor-mation" {
		t.Errorf("the hyphen dropped: %q; kept: %q", a, b)
	}
	c.find("nothing of it")
	if c.whole || c.forms[dropped] == nil || c.forms[joined] == nil {
		t.Error("the other forms of a text with divided words aren't kept")
	}
	if at, ok := c.find(" \u00ad "); ok || at != 0 {
		t.Error("an empty quote is found")
	}
}

// The passage nearest to a quote that isn't there, and its line.
func TestClosestPassage(t *testing.T) {
	const text = "Title\n\nThe ministry keeps its register on the servers.\nNobody said so before: the “register”, and\nno more. The ministry keeps its register elsewhere."
	for _, v := range []struct {
		name, quote, want string
		line              int
	}{
		{"one word is another", "the ministry kept its register", "The ministry keeps its register", 3},
		{"the first of two that are as near", "ministry kept its register", "ministry keeps its register", 3},
		{"the later one is nearer", "its register elsewhere now", "keeps its register elsewhere.", 5},
		{"signs and capitals aside", `SAID SO BEFORE THE "REGISTER" AT ALL`, "servers. Nobody said so before: the “register”,", 3},
		{"a third of the words", "register of births", "keeps its register", 3},
		{"less than a third", "register of births today", "", 0},
		{"nothing", "births of 1999", "", 0},
		{"no words", " ", "", 0},
		{"longer than the text", "Title The ministry keeps its register on the servers. Nobody said so before: the register, and no more. The ministry keeps its register elsewhere again",
			"", 1},
		{"a word that comes twice counts twice", "the the servers", "on the servers.", 3},
	} {
		got, line := newCapture([]byte(text)).closest(v.quote)
		if v.name == "longer than the text" {
			if !strings.HasPrefix(got, "Title The") || !strings.HasSuffix(got, "elsewhere.") || line != 1 {
				t.Errorf("%s: %q, line %d", v.name, got, line)
			}
			continue
		}
		if want := Normal(v.want); got != want || line != v.line {
			t.Errorf("%s: %q, line %d; want %q, line %d", v.name, got, line, want, v.line)
		}
	}
	if got, line := newCapture(nil).closest("a word"); got != "" || line != 0 {
		t.Errorf("of an empty text: %q, line %d", got, line)
	}
	if got, _ := newCapture([]byte("a x b")).closest("a b"); got != "a x" {
		t.Errorf("a word that has left the window counts: %q", got)
	}
	for text, want := range map[string]string{"b a\n": "b a", "a - b": "a -"} { // a sign is a word without letters
		if got, _ := newCapture([]byte(text)).closest("a -"); got != want {
			t.Errorf("of %q: %q, want %q", text, got, want)
		}
	}
	if got, _ := newCapture([]byte("a b c")).closest("c"); got != "c" {
		t.Errorf("the last word: %q", got)
	}
	if got := trimmed("(A1!"); got != "a1" {
		t.Errorf("a word without its signs is %q", got)
	}
}

// one is a dossier of two sources with captures and a quote of each; more can be added.
func one(quotes ...string) *dossier.Dossier {
	d := &dossier.Dossier{}
	for _, id := range []string{"one", "two"} {
		d.Sources = append(d.Sources, &dossier.Source{ID: source.Text{S: id, At: diag.Span{File: id, Line: 1}},
			Capture: source.Text{S: id + ".txt", At: diag.Span{File: id, Line: 2}}})
	}
	c := &dossier.Claim{ID: source.Text{S: "c"}}
	for i, q := range quotes {
		id, quote, _ := strings.Cut(q, ": ")
		c.Evidence = append(c.Evidence, &dossier.Evidence{Source: source.Text{S: id}, Quote: source.Text{S: quote, At: diag.Span{File: "d", Line: i + 1}}})
	}
	d.Claims = []*dossier.Claim{c}
	d.Index()
	return d
}

// A proof is of one source, one quote and one capture.
func TestProofUnderItsOwnCapture(t *testing.T) {
	d := one()
	d.Proofs = []*dossier.Proof{{Source: "one", Quote: "q", Capture: "one.txt"}, {Source: "two", Quote: "", Capture: "two.txt"}}
	r := Of(d)
	if p := r.Proof(d.Source("one"), "q"); p != d.Proofs[0] {
		t.Errorf("the proof is %v", p)
	}
	if r.Proof(d.Source("one"), "other words") != nil || r.Proof(d.Source("two"), "q") != nil {
		t.Error("another quote, or another source's, is proven")
	}
	if r.Proof(d.Source("two"), "") != nil {
		t.Error("no quote is proven")
	}
	d.Source("one").Capture.S = "another.txt"
	if r.Proof(d.Source("one"), "q") != nil {
		t.Error("the proof under another capture counts")
	}
}

// What comes of a quote by what is recorded and what is at hand.
func TestCheckQuotes(t *testing.T) {
	const text = "its words, as they stand"
	sum := newCapture([]byte(text)).sum
	good := dossier.Proof{Source: "one", Quote: "its words", Capture: "one.txt", SHA256: sum, Offset: 0, By: "before"}
	changed, moved, elsewhere := good, good, good
	changed.SHA256, moved.Offset, elsewhere.Capture = strings.Repeat("0", 64), 7, "older.txt"
	old := dossier.Proof{Source: "one", Quote: "what nobody quotes", Capture: "one.txt"}
	at := func(capture string) []fs.FS { return []fs.FS{fstest.MapFS{"one.txt": {Data: []byte(capture)}}} }
	for _, v := range []struct {
		name     string
		quotes   []string
		record   []dossier.Proof
		captures []fs.FS
		stamp    bool
		want     Counts
		codes    string
		proven   string // by whom, and at which byte
	}{
		{"recorded, no capture at hand", []string{"one: its words"}, []dossier.Proof{good}, nil, false, Counts{Total: 1, Proven: 1, ByRecord: 1}, "", "before 0"},
		{"recorded, found again", []string{"one: its words"}, []dossier.Proof{good}, at(text), false, Counts{Total: 1, Proven: 1}, "", "before 0"},
		{"recorded, found again, with --record", []string{"one: its words"}, []dossier.Proof{good}, at(text), true, Counts{Total: 1, Proven: 1}, "", "before 0"},
		{"recorded, at another byte", []string{"one: its words"}, []dossier.Proof{moved}, at(text), false, Counts{Total: 1, Proven: 1}, "", "me 0"},
		{"recorded, and not there any more", []string{"one: its words"}, []dossier.Proof{good}, at("other words"), false, Counts{Total: 1, Failed: 1}, "quote-not-found", ""},
		{"recorded against another capture's bytes", []string{"one: its words"}, []dossier.Proof{changed}, at(text), false, Counts{Total: 1, Failed: 1}, "capture-changed", ""},
		{"the same, with --record", []string{"one: its words"}, []dossier.Proof{changed}, at(text), true, Counts{Total: 1, Proven: 1}, "", "me 0"},
		{"recorded under another capture's name", []string{"one: its words"}, []dossier.Proof{elsewhere}, nil, false, Counts{Total: 1, Unproven: 1}, "quote-unproven stale-proof", ""},
		{"found and not recorded", []string{"one: as they"}, nil, at(text), false, Counts{Total: 1, Unproven: 1}, "quote-not-recorded", "me 11"},
		{"found, with --record", []string{"one: as they"}, nil, at(text), true, Counts{Total: 1, Proven: 1}, "", "me 11"},
		{"no capture at hand, not recorded", []string{"one: its words"}, nil, nil, false, Counts{Total: 1, Unproven: 1}, "quote-unproven", ""},
		{"a capture of another source", []string{"two: its words"}, nil, at(text), false, Counts{Total: 1, Unproven: 1}, "quote-unproven", ""},
		{"two quotes", []string{"one: its words", "one: as they"}, []dossier.Proof{good}, at(text), true, Counts{Total: 2, Proven: 2}, "", "before 0, me 11"},
		{"one quote twice", []string{"one: its words", "one: its words"}, []dossier.Proof{good}, at(text), false, Counts{Total: 1, Proven: 1}, "", "before 0"},
		{"one quote of two sources", []string{"one: its words", "two: its words"}, []dossier.Proof{good}, nil, false, Counts{Total: 2, Proven: 1, Unproven: 1, ByRecord: 1}, "quote-unproven", "before 0"},
		{"no quote", []string{"one: "}, nil, at(text), false, Counts{}, "", ""},
		{"a source that isn't there", []string{"none: its words"}, nil, at(text), false, Counts{}, "", ""},
		{"a record that nobody needs", nil, []dossier.Proof{old}, nil, false, Counts{}, "stale-proof", ""},
		{"the same, with --record", nil, []dossier.Proof{old}, nil, true, Counts{}, "", ""},
		{"a record beside the one that is needed", []string{"one: its words"}, []dossier.Proof{good, old}, nil, false, Counts{Total: 1, Proven: 1, ByRecord: 1}, "stale-proof", "before 0"},
	} {
		d := one(v.quotes...)
		for i := range v.record {
			d.Proofs = append(d.Proofs, &v.record[i])
		}
		var l diag.List
		checked, err := Check(d, v.captures, Stamp{Record: v.stamp, By: "me", Date: civil.Date{Year: 2026}}, &l)
		if err != nil {
			t.Fatal(err)
		}
		counts, proven := checked.Counts, checked.Proven
		var codes, who []string
		for _, x := range l.Sorted() {
			codes = append(codes, string(x.Code))
		}
		slices.Sort(codes)
		for _, p := range proven {
			who = append(who, fmt.Sprint(p.By, " ", p.Offset))
			if p.By == "me" && (p.Capture != "one.txt" || p.SHA256 != sum || p.Source != "one" || !strings.HasSuffix(strings.Join(v.quotes, " "), p.Quote) || p.Date.Year != 2026) {
				t.Errorf("%s: the new proof is %+v", v.name, p)
			}
		}
		if counts != v.want || strings.Join(codes, " ") != v.codes || strings.Join(who, ", ") != v.proven {
			t.Errorf("%s: %+v, %v, %v; want %+v, %q, %q", v.name, counts, codes, who, v.want, v.codes, v.proven)
		}
	}
}

// Each diagnostic of a quote says where, and what to do.
func TestWordsOfQuotes(t *testing.T) {
	say := func(d *dossier.Dossier, captures ...fs.FS) diag.Diagnostic {
		var l diag.List
		if _, err := Check(d, captures, Stamp{}, &l); err != nil || len(l.Sorted()) != 1 {
			t.Fatal(err, l.Sorted())
		}
		return l.Sorted()[0]
	}
	bare := one("one: its words")
	bare.Source("one").Capture.S = ""
	for _, v := range []struct {
		name          string
		got           diag.Diagnostic
		message, hint string
	}{
		{"no capture is named", say(bare), `source "one" names no capture`, "capture ="},
		{"no capture is named, and some are given", say(bare, fake{mode: fs.ModeDir}), `source "one" names no capture`, "capture ="},
		{"captures that don't have it", say(one("one: its words"), fstest.MapFS{}), `"one.txt" is in none of the folders given`, ""},
		{"no captures given", say(one("one: its words")), "the quote isn't proven", `the folder that holds "one.txt"`},
		{"found", say(one("one: its words"), fstest.MapFS{"one.txt": {Data: []byte("its words")}}), "the quote was found, but its proof isn't recorded", "--record"},
		{"not there", say(one("one: its very words"), fstest.MapFS{"one.txt": {Data: []byte("\nof its words")}}), `the quote isn't in "one.txt"`, "letter for letter"},
	} {
		if !strings.Contains(v.got.Message, v.message) || !strings.Contains(v.got.Hint, v.hint) || v.got.At.Line != 1 {
			t.Errorf("%s: %v", v.name, v.got)
		}
	}
	near := say(one("one: its very words"), fstest.MapFS{"one.txt": {Data: []byte("\nof its words")}})
	if want := (diag.Span{File: "one.txt", Line: 2, Col: 1, EndLine: 2, EndCol: 1}); len(near.Notes) != 1 || near.Notes[0].At != want {
		t.Errorf("the closest passage stands at %v, want %v", near.Notes, want)
	}
	if far := say(one("one: its very words"), fstest.MapFS{"one.txt": {Data: []byte("nothing of it")}}); len(far.Notes) != 0 {
		t.Errorf("nothing is near, and it says %v", far.Notes)
	}
	d := one("one: its words")
	d.Proofs = []*dossier.Proof{{Source: "one", Quote: "its words", Capture: "one.txt", SHA256: "123456789abcdef"}}
	if got := say(d, fstest.MapFS{"one.txt": {Data: []byte("its words")}}); len(got.Notes) != 1 || !strings.Contains(got.Notes[0].Text, "digest 123456789abc…") {
		t.Errorf("a changed capture: %v", got)
	}
	if got := shorten(strings.Repeat("ä", 60)); got != strings.Repeat("ä", 60) {
		t.Errorf("60 letters become %q", got)
	}
	if got := shorten(strings.Repeat("ä", 61)); got != strings.Repeat("ä", 59)+"…" {
		t.Errorf("61 letters become %q", got)
	}
	if got := short("abc"); got != "abc" {
		t.Errorf("a short digest is %q", got)
	}
}

// Quotes of answers are proven like those of evidence.
func TestQuotesOfReplies(t *testing.T) {
	d := one()
	d.Replies = []*dossier.Reply{{ID: source.Text{S: "r"}, Source: source.Text{S: "one"}, Answers: []dossier.Answer{{Quote: source.Text{S: "we deny it"}}}}}
	var l diag.List
	checked, err := Check(d, []fs.FS{fstest.MapFS{"one.txt": {Data: []byte("we deny it")}}}, Stamp{Record: true}, &l)
	if err != nil || checked.Counts != (Counts{Total: 1, Proven: 1}) || len(checked.Proven) != 1 {
		t.Errorf("%+v, %v", checked, err)
	}
}

// A byte that is no letter is read as the sign of one that was lost, wherever it stands.
func TestLostLetters(t *testing.T) {
	for text, want := range map[string]string{"a\xffb": "a\ufffdb", "é\xffé": "é\ufffdé", "\xff": "\ufffd", "é\ufffd": "é\ufffd"} {
		if form, quote := string(newForm(text, asTheyAre).text), Normal(text); form != want || quote != want {
			t.Errorf("%q: %q in a capture, %q in a quote", text, form, quote)
		}
	}
}

// A capture that can't be read as one.
func TestUnreadable(t *testing.T) {
	for text, want := range map[string]string{
		"\xfe\xff\x00a": "UTF-16", "\xff\xfea\x00": "UTF-16", "\x00a": "the document's text", "a\x00": "the document's text", "a\xff": "save it as UTF-8",
		"%PDF-1.4": "is a PDF", "\n ": "is empty", "plain words": "", "PK\x03\x04…": "a Word file",
		"<!DOCTYPE html><html>": "a web page", "\ufeff\n<html lang='en'>": "a web page", "<?xml version='1.0'?>": "a web page",
		"MIME-Version: 1.0": "a web page", "A sentence on <html> pages": "",
		strings.Repeat(" ", 995) + "<html>": "a web page", strings.Repeat(" ", 996) + "<html>": "", // it is looked for at the beginning
	} {
		if got := newCapture([]byte(text)).unreadable(); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// fake is a folder with one file of which nothing is true but what is said of it.
type fake struct {
	size             int64
	mode             fs.FileMode
	statErr, readErr error
	data             string
}

func (f fake) Open(string) (fs.File, error) { return nil, errors.New("nobody opens it") }

func (f fake) Stat(string) (fs.FileInfo, error) {
	if f.statErr != nil {
		return nil, f.statErr
	}
	return f, nil
}

func (f fake) ReadFile(string) ([]byte, error) { return []byte(f.data), f.readErr }

func (f fake) Name() string       { return "one.txt" }
func (f fake) Size() int64        { return f.size }
func (f fake) Mode() fs.FileMode  { return f.mode }
func (f fake) ModTime() time.Time { return time.Time{} }
func (f fake) IsDir() bool        { return f.mode.IsDir() }
func (f fake) Sys() any           { return nil }

// The folders of captures are looked through in their order; what isn't a file inside them is said once.
func TestOpenCaptures(t *testing.T) {
	with := func(text string) fs.FS { return fstest.MapFS{"one.txt": {Data: []byte(text)}} }
	for _, v := range []struct {
		name    string
		folders []fs.FS
		proven  int
		codes   string
		failed  bool
	}{
		{"the first that has it", []fs.FS{fstest.MapFS{}, with("its words and its others"), with("")}, 2, "", false},
		{"the first counts, whatever stands in it", []fs.FS{with("nothing"), with("its words and its others")}, 0, "quote-not-found quote-not-found", false},
		{"a link that leads out", []fs.FS{fake{statErr: errors.New("path escapes from parent")}}, 0, "capture-outside quote-unproven quote-unproven", false},
		{"a folder of that name", []fs.FS{fake{mode: fs.ModeDir}, with("its words and its others")}, 0, "capture-outside quote-unproven quote-unproven", false},
		{"no permission to look", []fs.FS{fake{statErr: fs.ErrPermission}}, 0, "", true},
		{"no permission to read", []fs.FS{fake{readErr: fs.ErrPermission}}, 0, "", true},
		{"64 MiB", []fs.FS{fake{size: MaxCapture, data: "its words and its others"}}, 2, "", false},
		{"a byte more", []fs.FS{fake{size: MaxCapture + 1, data: "its words and its others"}}, 0, "file-too-large quote-unproven quote-unproven", false},
	} {
		var l diag.List
		checked, err := Check(one("one: its words", "one: its others"), v.folders, Stamp{Record: true}, &l)
		if (err != nil) != v.failed {
			t.Errorf("%s: %v", v.name, err)
			continue
		}
		var codes []string
		for _, x := range l.Sorted() {
			codes = append(codes, string(x.Code))
		}
		slices.Sort(codes)
		counts := checked.Counts
		if counts.Proven != v.proven || strings.Join(codes, " ") != v.codes || l.Count(diag.Error) != strings.Count(v.codes, "-outside")+strings.Count(v.codes, "-large")+strings.Count(v.codes, "-found") {
			t.Errorf("%s: %d proven, %v (%d errors); want %d, %q", v.name, counts.Proven, codes, l.Count(diag.Error), v.proven, v.codes)
		}
	}
}

// What was proven stays in the record unless its quote is gone; what only private files quote is recorded there.
func TestRecordFiles(t *testing.T) {
	d := one("one: shown", "one: kept", "two: shown")
	d.Claims[0].Evidence[1].Quote.At.File = "private/d"
	p := func(id, quote, by string) *dossier.Proof { return &dossier.Proof{Source: id, Quote: quote, By: by} }
	shown, kept := p("one", "shown", "new"), p("one", "kept", "new")
	d.Proofs = []*dossier.Proof{p("one", "shown", "old"), p("two", "shown", "old"), p("two", "shown", "older"), p("one", "gone", "old")}
	files := Files(d, []*dossier.Proof{shown, kept})
	want := map[string][]byte{
		dossier.ProofFile:              dossier.FormatProofs([]*dossier.Proof{shown, p("two", "shown", "old")}),
		"private/" + dossier.ProofFile: dossier.FormatProofs([]*dossier.Proof{kept}),
	}
	for name, b := range want {
		if string(files[name]) != string(b) {
			t.Errorf("%s:\n%s\nwant\n%s", name, files[name], b)
		}
	}
	if files := Files(one("one: shown"), nil); len(files) != 1 {
		t.Errorf("a record of private quotes is made of nothing: %v", files)
	}
}

// rangesOf are the characters that f is true of, as ranges in hexadecimal digits.
func rangesOf(f func(rune) bool) string {
	var out []string
	for r := rune(0); r <= 0x1_F000; r++ {
		if !f(r) {
			continue
		}
		from := r
		for r < 0x1_F000 && f(r+1) {
			r++
		}
		out = append(out, fmt.Sprintf("%X-%X", from, r))
	}
	return strings.Join(out, " ")
}

// Which characters are other forms of letters, and which need no second look, is written down here as well.
func TestForms(t *testing.T) {
	const forms = "132-133 17F-17F 1C4-1CC 1F1-1F3 2E9F-2E9F 2EF3-2EF3 2F00-2FD5 FB00-FB06 FB13-FB17 FB20-FB28 FB4F-FBB1 " +
		"FBD3-FD3D FD50-FD8F FD92-FDC7 FDF0-FDF9 FE80-FEFC FF01-FF5E"
	if got := rangesOf(isForm); got != forms {
		t.Errorf("forms: %s", got)
	}
	const same = "100-131 134-17E 180-1C3 1CD-1F0 1F4-2BB 2BD-34E 350-5F2 5F5-61B 61D-115E 1161-167F 3021-3163 3165-FAFF"
	if got := rangesOf(stays); got != same {
		t.Errorf("what stays: %s", got)
	}
	for r := rune(0x80); r <= 0x1_F000; r++ {
		if s := string(r); isForm(r) && norm.NFKC.String(s) == s {
			t.Errorf("U+%04X is no form of another letter", r)
		} else if stays(r) && (unseen(r) || unicode.IsSpace(r) || plain(r) != s || isForm(r)) {
			t.Errorf("U+%04X doesn't stay", r)
		}
	}
}
