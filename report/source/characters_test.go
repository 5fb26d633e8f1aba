package source

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/diag"
)

// What nobody sees is left out of texts once, at reading, or kept where it changes the word.
func TestPlain(t *testing.T) {
	for _, v := range []struct{ name, text, want string }{
		{"plain", "It's so.", "It's so."},
		{"other letters", "Élan, Юкос, 阿里, ελ", "Élan, Юкос, 阿里, ελ"},
		{"hints where a line may end, or may not", "Uber\u00ADwachung a\u200Bb c\u2060d e\uFEFFf", "Uberwachung ab cd ef"},
		{"marks of direction", "a\u200Eb\u200Fc\u061Cd", "abcd"},
		{"choices of a glyph", "a\uFE0Fb\U000E0100c\u180Bd", "abcd"},
		{"a joiner in Persian stays", "می\u200Cخواهم", "می\u200Cخواهم"},
		{"a joiner in Hindi stays", "क्\u200Dष", "क्\u200Dष"},
		{"a joiner at the end of a word in Persian stays", "ه\u200D است", "ه\u200D است"},
		{"a joiner among Latin letters doesn't", "Exem\u200Cplar\u200D", "Exemplar"},
		{"spaces at which no line ends stay", "5\u00A0% p.\u202F3 1\u20070", "5\u00A0% p.\u202F3 1\u20070"},
		{"other spaces are the keyboard's", "a\u2003b\u2009c\u3000d\u1680e\u205Ff", "a b c d e f"},
		{"ends of lines", "a\r\nb\rc\u2028d\u2029e\nf", "a\nb\nc\nd\ne\nf"},
		{"letters and accents", "e\u0301", "é"},
		{"an accent behind something that goes", "e\u034F\u0301", "é"},
	} {
		got := Plain(v.text)
		if got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
		if again := Plain(got); again != got {
			t.Errorf("%s: read again it is %q", v.name, again)
		}
	}
}

// A text that is there and shows nothing is empty, whatever it is made of; it is one fault.
func TestBlankTexts(t *testing.T) {
	blanks := []string{" ", "\\t", "\u00A0", "\u2003", "\u3000", "\u200B", "\u200C", "\u200D", "\u2060", "\u00AD",
		"\u2028", "\u2029", "\u200E\u200F", "\u034F", "\u3164", "\u115F\u1160", "\uFFA0", "\u2800", "\uFE0F", "\u2061",
		"\U000E0041", "\u180E", " \u200B\u00A0 ", "\\u200B", "\\u00a0\\n", "\x09"}
	for _, b := range blanks {
		for name, read := range map[string]func(*Table){
			"Text":     func(t *Table) { t.Text("k") },
			"Need":     func(t *Table) { t.Need("k") },
			"Word":     func(t *Table) { t.Word("k") },
			"NeedWord": func(t *Table) { t.NeedWord("k") },
			"Verbatim": func(t *Table) { t.Verbatim("k") },
		} {
			var l diag.List
			read(Parse("f.toml", []byte("k = \""+b+"\"\n"), &l))
			if ds := l.Sorted(); len(ds) != 1 || ds[0].Code != diag.EmptyText || ds[0].At.Col != 5 {
				t.Errorf("%s of %q: %v", name, b, ds)
			}
		}
		var l diag.List
		root := Parse("f.toml", []byte("k = [\"x\", \""+b+"\"]\n"), &l)
		if got := root.Texts("k"); len(got) != 1 || l.Count(diag.Error) != 1 || l.Sorted()[0].Code != diag.EmptyText {
			t.Errorf("a list with %q: %v, %v", b, got, l.Sorted())
		}
	}
	// Left out and empty are one, but for what must be there, and in a list.
	var l diag.List
	root := Parse("f.toml", []byte("k = \"\"\nlist = [\"\"]\n"), &l)
	if root.Text("k"); l.Count(diag.Error) != 0 {
		t.Errorf("an empty text: %v", l.Sorted())
	}
	if root.Need("k"); l.Count(diag.Error) != 1 {
		t.Errorf("an empty text that must be there: %v", l.Sorted())
	}
	if got := root.Texts("list"); len(got) != 0 || l.Count(diag.Error) != 2 {
		t.Errorf("an empty text in a list: %v", l.Sorted())
	}
}

// What isn't seen is named, with its place, where texts have to be equal: in ids and words of lists.
func TestUnseenInWords(t *testing.T) {
	for text, want := range map[string]string{
		`k = "af` + "\u200B" + `sc"`:   "1:8 zero-width space (U+200B)",
		`k = "afsc` + "\u00A0" + `"`:   "1:10 no-break space (U+00A0)",
		`k = "` + "\uFEFF" + `afsc"`:   "1:6 byte-order mark (U+FEFF)",
		`k = "af` + "\u00AD" + `sc"`:   "1:8 soft hyphen (U+00AD)",
		`k = "af` + "\u2061" + `sc"`:   "1:8 invisible character U+2061",
		`k = "af` + "\ufe0f" + `sc"`:   "1:8 variation selector (U+FE0F)",
		`k = "af\u200Csc"`:             "1:5 zero-width non-joiner (U+200C)",
		`k = "af` + "\u3000" + `sc"`:   "1:8 ideographic space (U+3000)",
		"k = '''afsc\n'''":             "1:12 an end of line (U+000A)",
		`k = ["x", "b` + "\u2028\"]":   "1:13 line separator (U+2028)",
		`k = "af` + "\U000E0062" + `"`: "1:8 tag (U+E0062)",
	} {
		var l diag.List
		root := Parse("f.toml", []byte(text+"\n"), &l)
		if strings.Contains(text, "[") {
			if got := root.Words("k"); len(got) != 1 || got[0].S != "x" {
				t.Errorf("%q is read as %v", text, got)
			}
		} else if got := root.Word("k"); got.S != "" {
			t.Errorf("%q is read as %q", text, got.S)
		}
		ds := l.Sorted()
		place, name, _ := strings.Cut(want, " ")
		if len(ds) != 1 || fmt.Sprintf("%d:%d", ds[0].At.Line, ds[0].At.Col) != place ||
			!strings.Contains(ds[0].Message, name) || ds[0].Hint == "" {
			t.Errorf("%q: %v, want %s", text, ds, want)
		}
	}
}

// Outside of texts a character that isn't seen, or is taken for the space of the keyboard, is named too.
func TestUnseenOutsideTexts(t *testing.T) {
	for text, want := range map[string]string{
		"name\u00A0= \"x\"":                           "1:5 no-break space (U+00A0)",
		"\u00A0name = \"x\"":                          "1:1 no-break space (U+00A0)",
		"name =\u00A0\"x\"":                           "1:7 no-break space (U+00A0)",
		"name = \"x\"\u00A0":                          "1:11 no-break space (U+00A0)",
		"name = \"x\"\u00A0# remark":                  "1:11 no-break space (U+00A0)",
		"na\u200Bme = \"x\"":                          "1:3 zero-width space (U+200B)",
		"name = [ \"a\",\u3000\"b\" ]":                "1:14 ideographic space (U+3000)",
		"name = {\u2003a = 1 }":                       "1:9 em space (U+2003)",
		"[claim.a\u200D]":                             "1:9 zero-width joiner (U+200D)",
		"[claim.\u00ADa]":                             "1:8 soft hyphen (U+00AD)",
		"\u2028[claim.a]":                             "1:1 line separator (U+2028)",
		"\u200B":                                      "1:1 zero-width space (U+200B)",
		"name = \"x\"\n\uFEFFother = \"y\"":           "2:1 byte-order mark (U+FEFF)",
		"[claim.a]\nk = [\n  \"a\",\n\u00A0\"b\",\n]": "4:1 no-break space (U+00A0)",
	} {
		var l diag.List
		Parse("f.toml", []byte(text+"\n"), &l)
		ds := l.Sorted()
		place, name, _ := strings.Cut(want, " ")
		if len(ds) != 1 || fmt.Sprintf("%d:%d", ds[0].At.Line, ds[0].At.Col) != place ||
			!strings.Contains(ds[0].Message, name) {
			t.Errorf("%q: %v, want %s", text, ds, want)
		}
	}
	// A key between quote marks may hold anything, so it is unknown; what it holds is named.
	var l diag.List
	Parse("f.toml", []byte("\"name\u00A0\" = 1\n"), &l).Close()
	if ds := l.Sorted(); len(ds) != 1 || !strings.Contains(ds[0].Message, "no-break space (U+00A0)") {
		t.Errorf("%v", ds)
	}
}

// What can't stand in a text at all is named, with its place.
func TestRefusedInTexts(t *testing.T) {
	for _, r := range []rune{0x2061, 0x206A, 0x3164, 0x115F, 0xE0041, 0xFFF9, 0x1D173, 0x17B4} {
		var l diag.List
		Parse("f.toml", fmt.Appendf(nil, "k = \"ab%cc\"\n", r), &l).Text("k")
		ds := l.Sorted()
		if len(ds) != 1 || ds[0].Code != diag.ControlCharacter || ds[0].At.Col != 8 ||
			!strings.Contains(ds[0].Message, fmt.Sprintf("U+%04X", r)) {
			t.Errorf("U+%04X: %v", r, ds)
		}
	}
	for _, r := range "\u0600\u06DD\u00A0\u00B7\u2011" { // signs that are drawn, or are read in a language
		var l diag.List
		if got := Parse("f.toml", fmt.Appendf(nil, "k = \"a%c1\"\n", r), &l).Text("k").S; l.Count(diag.Error) != 0 ||
			!strings.ContainsRune(got, r) {
			t.Errorf("U+%04X: %q, %v", r, got, l.Sorted())
		}
	}
}

// Lines end as on any system, and places are counted by them.
func TestEndsOfLines(t *testing.T) {
	const text = "[claim.a]\ntext = \"t\" # a remark\nnote = \"\"\"one\ntwo\"\"\"\n\nkind = 5\n"
	for name, end := range map[string]string{"Unix": "\n", "Windows": "\r\n", "old Macintosh": "\r"} {
		var l diag.List
		root := Parse("f.toml", []byte(strings.ReplaceAll(text, "\n", end)), &l)
		root.Each("claim", func(_ Text, c *Table) {
			if got := c.Text("text").S + "|" + c.Text("note").S; got != "t|one\ntwo" {
				t.Errorf("%s: %q", name, got)
			}
			c.Text("kind")
		})
		if ds := l.Sorted(); len(ds) != 1 || ds[0].Code != diag.WrongType || ds[0].At.Line != 6 {
			t.Errorf("%s: %v", name, ds)
		}
	}
}

// What a file is saved as is told plainly.
func TestMarksAndEncodings(t *testing.T) {
	for name, v := range map[string]struct{ text, words string }{
		"one mark":       {"\uFEFFk = \"x\"\n", ""},
		"two marks":      {"\uFEFF\uFEFFk = \"x\"\n", "begins with more than one byte-order mark (U+FEFF)"},
		"three marks":    {"\uFEFF\uFEFF\uFEFFk = \"x\"\n", "begins with more than one byte-order mark (U+FEFF)"},
		"UTF-16":         {"\xFF\xFEk\x00", "UTF-16"},
		"UTF-32":         {"\xFF\xFE\x00\x00k\x00\x00\x00", "UTF-32"},
		"UTF-32, turned": {"\x00\x00\xFE\xFF\x00\x00\x00k", "UTF-32"},
	} {
		var l diag.List
		root := Parse("f.toml", []byte(v.text), &l)
		ds := l.Sorted()
		if v.words == "" && len(ds) > 0 || v.words != "" && (len(ds) != 1 || !strings.Contains(ds[0].Message, v.words)) {
			t.Errorf("%s: %v", name, ds)
		}
		if strings.Contains(name, "mark") && root.Text("k").S != "x" {
			t.Errorf("%s: nothing is read", name)
		}
		// The same of Markdown.
		var m diag.List
		Prose("f.md", []byte(v.text), &m)
		if ds := m.Sorted(); len(ds) != l.Count(diag.Error) || len(ds) > 0 && !strings.Contains(ds[0].Message, v.words) {
			t.Errorf("%s as Markdown: %v", name, ds)
		}
	}
}

func TestProse(t *testing.T) {
	for _, v := range []struct{ name, text, want, fault string }{
		{"as texts are read", "A\u200B b\u00AD\u2003c.\rD[^x]\r\n", "A b c.\nD[^x]\n", ""},
		{"a mark with a blank that isn't seen", "A.[^x\u200B]", "", "1:6 control-character"},
		{"a mark with a no-break space", "A.\nB.[^x\u00A0y]", "", "2:6 control-character"},
		{"a control character", "A\x01", "", "1:2 control-character"},
		{"a turn of direction", "A\u202Eb", "", "1:2 direction-override"},
		{"not UTF-8", "A\xE4b", "", "1:2 invalid-utf8"},
		{"nothing", "", "", ""},
	} {
		var l diag.List
		got := string(Prose("f.md", []byte(v.text), &l))
		fault := ""
		for _, d := range l.Sorted() {
			fault += fmt.Sprintf("%d:%d %s", d.At.Line, d.At.Col, d.Code)
		}
		if fault != v.fault || fault == "" && got != v.want {
			t.Errorf("%s: %q, %s; want %q, %s", v.name, got, fault, v.want, v.fault)
		}
	}
}

// Nesting is bounded before the library sees it, in time and memory that grow with the text alone.
func TestNesting(t *testing.T) {
	deep := func(n int) string { return strings.TrimSuffix(strings.Repeat("a.", n), ".") }
	for name, v := range map[string]struct {
		text string
		bad  bool
	}{
		"ten parts":                 {deep(10) + " = 1", false},
		"eleven parts":              {deep(11) + " = 1", true},
		"17,000 parts":              {deep(17_000) + " = 1", true},
		"a heading of many":         {"[" + deep(17_000) + "]", true},
		"a key in braces of many":   {"x = { " + deep(17_000) + " = 1 }", true},
		"with blanks around":        {strings.Repeat("a . ", 20) + "b = 1", true},
		"64 brackets":               {"x = " + strings.Repeat("[", 64) + strings.Repeat("]", 64), false},
		"65 brackets":               {"x = " + strings.Repeat("[", 65) + strings.Repeat("]", 65), true},
		"a million open brackets":   {"x = " + strings.Repeat("[", 1_000_000), true},
		"tables in tables":          {"x = " + strings.Repeat("{a = ", 100_000), true},
		"dots in a text":            {`x = "` + strings.Repeat("a.", 100) + `"`, false},
		"dots in a remark":          {`x = 1 # ` + strings.Repeat("a.", 100), false},
		"brackets in a long text":   {`x = """` + strings.Repeat("[\n", 100) + `"""`, false},
		"many figures":              {"x = [" + strings.Repeat("1.5, ", 100) + "]", false},
		"quoted parts":              {strings.Repeat(`"a".`, 20) + "b = 1", true},
		"open lists, one a heading": {strings.Repeat("[a.b]\nx = [\n", 100), false},
	} {
		var l diag.List
		root := Parse("f.toml", []byte(v.text+"\n"), &l)
		got := false
		for _, d := range l.Sorted() {
			got = got || strings.Contains(d.Message, "isn't read")
		}
		if got != v.bad || got && (len(l.Sorted()) != 1 || !root.Damaged()) {
			t.Errorf("%s: %v", name, l.Sorted())
		}
	}
}

// Texts and lists that no key bounds are bounded all the same.
func TestLongestTexts(t *testing.T) {
	for name, v := range map[string]struct {
		value string
		read  func(*Table)
		code  diag.Code
	}{
		"a text":            {`"` + strings.Repeat("x", MaxText) + `"`, func(t *Table) { t.Text("k") }, ""},
		"a longer one":      {`"` + strings.Repeat("x", MaxText+1) + `"`, func(t *Table) { t.Text("k") }, diag.TextTooLong},
		"in other letters":  {`"` + strings.Repeat("Ж", MaxText) + `"`, func(t *Table) { t.Need("k") }, ""},
		"a word":            {`"` + strings.Repeat("x", MaxWord) + `"`, func(t *Table) { t.Word("k") }, ""},
		"a longer word":     {`"` + strings.Repeat("x", MaxWord+1) + `"`, func(t *Table) { t.NeedWord("k") }, diag.TextTooLong},
		"a list":            {"[" + strings.Repeat(`"x",`, MaxList) + "]", func(t *Table) { t.Texts("k") }, ""},
		"a longer list":     {"[" + strings.Repeat(`"x",`, MaxList+1) + "]", func(t *Table) { t.Words("k") }, diag.TooManyPieces},
		"a text in a list":  {`["` + strings.Repeat("x", MaxText+1) + `"]`, func(t *Table) { t.Texts("k") }, diag.TextTooLong},
		"a megabyte of it":  {`"` + strings.Repeat("x ", 500_000) + `"`, func(t *Table) { t.Text("k") }, diag.TextTooLong},
		"one that is blank": {`"` + strings.Repeat("\u200B", 100_000) + `"`, func(t *Table) { t.Text("k") }, diag.EmptyText},
	} {
		var l diag.List
		v.read(Parse("f.toml", []byte("k = "+v.value+"\n"), &l))
		ds := l.Sorted()
		if v.code == "" && len(ds) > 0 || v.code != "" && (len(ds) != 1 || ds[0].Code != v.code || ds[0].At.Col < 5) {
			t.Errorf("%s: %v", name, ds)
		}
	}
}

// Columns of a long line are those that counting from its beginning gives.
func TestColumnsOfLongLines(t *testing.T) {
	text := "# Ж\nx = [ " + strings.Repeat("\"aЖ漢\U0001F600\", ", 2000) + "5 ]\n"
	var l diag.List
	root := Parse("f.toml", []byte(text), &l)
	for i, x := range root.Texts("x") {
		if want := 7 + 8*i; x.At.Col != want || x.At.EndCol != want+6 || x.At.Line != 2 || x.At.EndLine != 2 {
			t.Fatalf("text %d stands at %v, want column %d", i, x.At, want)
		}
	}
}

// What is asked of the damaged parts of a file doesn't cost more for more of them.
func TestDamage(t *testing.T) {
	d := newDoc("f", "aa bb cc dd größe “ee” ff-gg", nil)
	for _, e := range []extent{{3, 5}, {9, 11}, {3, 4}, {0, 2}, {5, 6}, {12, 34}} {
		d.lose(e)
	}
	if len(d.damaged) != 4 {
		t.Errorf("%v", d.damaged)
	}
	for word, want := range map[string]bool{"aa": true, "bb": true, "cc": false, "dd": true, "größe": true, "ee": true,
		"ff-gg": true, "ff": false, "aa bb": true, "aa cc": false, "": false} {
		if d.MentionedInDamage(word) != want {
			t.Errorf("%q: %v", word, !want)
		}
	}
	for _, v := range []struct {
		extent
		want bool
	}{{extent{0, 1}, true}, {extent{2, 3}, false}, {extent{6, 9}, false}, {extent{6, 10}, true}, {extent{5, 7}, true},
		{extent{11, 12}, false}, {extent{0, 40}, true}} {
		if d.damagedIn(v.extent) != v.want {
			t.Errorf("%v: %v", v.extent, !v.want)
		}
	}
	var l diag.List
	var many strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&many, "key%d = 1\n", i)
	}
	root := Parse("f.toml", []byte(many.String()), &l)
	for i := range 20_000 {
		root.List(fmt.Sprintf("key%d", i), func(*Table) {}) // each is of the wrong shape
	}
	if root.Close(); l.Count(diag.Error) != 20_000 || len(l.Sorted()) != diag.MaxListed+1 {
		t.Errorf("%d errors, %d listed", l.Count(diag.Error), len(l.Sorted()))
	}
}
