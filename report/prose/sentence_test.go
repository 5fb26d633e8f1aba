package prose

import (
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
)

// english is enough of templates/wording.toml for the cases below.
var english = Splitting{
	Open:    []string{"Mr.", "Dr.", "No.", "p.", "e.g.", "v.", "Yahoo!", "Sept."},
	Closing: []string{"U.S.", "Inc.", "etc.", "p.m.", "Ph.D."},
	Opening: []string{"The", "It", "In"},
}

// Where sentences end: "|" parts those that are found, and what is cited follows in brackets; "!" is opinion.
func TestSentences(t *testing.T) {
	for in, want := range map[string]string{
		"It is hosted.[^a] (b) The firm pays.":   "It is hosted. [a] | (b) The firm pays. []",
		"It is hosted.[^a] iWatch pays.":         "It is hosted. [a] | iWatch pays. []",
		"It is hosted.[^a]The firm pays.":        "It is hosted. [a] | The firm pays. []",
		"It is hosted.[^a] the firm pays.":       "It is hosted. [a] | the firm pays. []",
		"It is hosted.[^a]the firm pays.":        "It is hosted. [a] | the firm pays. []",
		"It is hosted.[^a](b) the firm pays.":    "It is hosted. [a] | (b) the firm pays. []",
		"It is hosted.[^a] “the firm pays.”":     "It is hosted. [a] | “the firm pays.” []",
		"It is hosted.[^a] 12 firms pay.":        "It is hosted. [a] | 12 firms pay. []",
		"It is hosted.[^a] — it pays.":           "It is hosted. [a] | — it pays. []",
		"It is hosted. eBay pays.[^a]":           "It is hosted. [] | eBay pays. [a]",
		"It is hosted. the firm pays.[^a]":       "It is hosted. [] | the firm pays. [a]",
		"It is hosted.The firm pays.[^a]":        "It is hosted. [] | The firm pays. [a]",
		"It is hosted.(b) The firm pays.[^a]":    "It is hosted. [] | (b) The firm pays. [a]",
		"It is hosted? the firm pays![^a] yes.":  "It is hosted? [] | the firm pays! [a] | yes. []",
		"It is hosted. [^a] The firm pays.":      "It is hosted. [a] | The firm pays. []",
		"It is hosted. [^a]The firm pays.":       "It is hosted. [a] | The firm pays. []",
		"It is hosted[^a]. The firm pays.":       "It is hosted. [a] | The firm pays. []",
		"It is hosted.[^a][^b] So it is.":        "It is hosted. [a b] | So it is. []",
		"It pays.2 The firm is hosted.[^a]":      "It pays.2 [] | The firm is hosted. [a]",
		"It pays.² The firm is hosted.[^a]":      "It pays.² [] | The firm is hosted. [a]",
		"“It pays.”12 The firm is so.[^a]":       "“It pays.”12 [] | The firm is so. [a]",
		"See No. 7 of v.2 now.[^a]":              "See No. 7 of v.2 now. [a]",
		"It is hosted.[^a] …the firm pays":       "It is hosted. [a] | …the firm pays []",
		"It is hosted.[^a] ...and it pays.":      "It is hosted. [a] | ...and it pays. []",
		"It is hosted… The firm pays.[^a]":       "It is hosted… [] | The firm pays. [a]",
		"“It is hosted.”[^a] The firm pays.":     "“It is hosted.” [a] | The firm pays. []",
		"“It lied. It paid,” he said.[^a]":       "“It lied. It paid,” he said. [a]",
		"“It lied.[^a] It paid.” So it is.":      "“It lied. [a] | It paid.” [] | So it is. []",
		"“It lied. It paid.[^a]":                 "“It lied. [] | It paid. [a]",
		"“Why?” he asked.[^a]":                   "“Why?” he asked. [a]",
		"He said “no.” and left.[^a]":            "He said “no.” and left. [a]",
		"It works for the U.S.[^a] The firm so.": "It works for the U.S. [a] | The firm so. []",
		"It works for Acme Inc. The firm so.":    "It works for Acme Inc. [] | The firm so. []",
		"It works for Acme Inc.[^a] and so on.":  "It works for Acme Inc. and so on. [a]",
		"The U.S. Army and the U.S. agency.[^a]": "The U.S. Army and the U.S. agency. [a]",
		"J. Smith and J.R. Smith, Ph.D., say.":   "J. Smith and J.R. Smith, Ph.D., say. []",
		"Mr. X, of No. 7, in Roe v. Wade.[^a]":   "Mr. X, of No. 7, in Roe v. Wade. [a]",
		"On Sept. 4 it paid $2.5 million.":       "On Sept. 4 it paid $2.5 million. []",
		"See example.org and Node.js, e.g. it.":  "See example.org and Node.js, e.g. it. []",
		"It asks . . . the board so.[^a]":        "It asks . . . the board so. [a]",
		"It asks ... the board so.[^a]":          "It asks ... the board so. [a]",
		"It asked so. . . . It was so.[^a]":      "It asked so. . . . [] | It was so. [a]",
		"Yahoo! sells it.[^a]":                   "Yahoo! sells it. [a]",
		"2. The firm pays.[^a]":                  "2. The firm pays. [a]",
		"It (see p. 4.) pays.[^a]":               "It (see p. 4.) pays. [a]",
		"(It is so.) the firm pays.[^a]":         "(It is so.) [] | the firm pays. [a]",
		"We think so.{.opinion} It is.[^a]":      "We think so. ! | It is. [a]",
		"Es ist so。これは。[^a]":                     "Es ist so。 [] | これは。 [a]",
		"It is so.[^a] . . .":                    "It is so. . . . [a]",
	} {
		var l diag.List
		d := Parse("r.md", []byte(strings.ReplaceAll(in, "2. ", "2\\. ")), notes, &l)
		var got []string
		for _, s := range Sentences(d.Blocks[0].(*doc.Para).Text, diag.Span{}, english) {
			cites := "[" + strings.Join(s.Cites, " ") + "]"
			if s.Opinion {
				cites = "!"
			}
			got = append(got, s.Text+" "+cites)
		}
		if s := strings.Join(got, " | "); s != want {
			t.Errorf("%s\n got %s\nwant %s", in, s, want)
		}
	}
}

// Each sentence knows its place in the file.
func TestPlacesOfSentences(t *testing.T) {
	src := "The U.S. agency paid $2.5 million.[^a] Mr. X said “no.” Then it ended.[^b] We think so.{.opinion} See No. " +
		"7 of Acme Inc. and others[^c]; more.\n"
	var l diag.List
	d := Parse("r.md", []byte(src), notes, &l)
	var cols []int
	for _, s := range Sentences(d.Blocks[0].(*doc.Para).Text, diag.Span{File: "r.md"}, english) {
		cols = append(cols, s.At.Col)
	}
	if want := []int{1, 40, 57, 76, 99}; !equal(cols, want) {
		t.Errorf("columns %v, want %v", cols, want)
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// A text of nothing but signs takes no longer for each of them.
func TestSentencesOfSigns(t *testing.T) {
	for _, unit := range []string{".(", ". (", ".) y ", "A. ", "A.", "..", "?! ", ". . ", ".[", "”"} {
		ins := []doc.Inline{doc.Text{S: strings.Repeat(unit, 200_000)}}
		Sentences(ins, diag.Span{}, english) // minutes, if each looked through the rest
	}
}
