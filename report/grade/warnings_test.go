package grade

import (
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/vocab"
)

// warned are the codes of the warnings that a dossier's clusters draw.
func warned(t *testing.T, toml string) (string, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	graded(t, toml).CheckClusters(&l)
	var codes []string
	for _, d := range l.Sorted() {
		codes = append(codes, string(d.Code))
	}
	return strings.Join(codes, " "), l.Sorted()
}

// Pieces that count as independent and are said to say the same draw a warning.
func TestSameSaysWarns(t *testing.T) {
	const says = `says = "the register is hosted there"`
	for _, v := range []struct {
		name            string
		sources, pieces []string
		want            string
	}{
		{"the same", nil, []string{"a " + says, "b " + says}, "alike-says"},
		{"the same but for capitals and a full stop", nil,
			[]string{"a " + says, `b says = "The register is hosted there."`}, "alike-says"},
		{"three words", nil, []string{`a says = "it is hosted"`, `b says = "it is hosted"`}, "alike-says"},
		{"two words say too little", nil, []string{`a says = "is hosted"`, `b says = "is hosted"`}, ""},
		{"something else", nil, []string{"a " + says, `b says = "an official says so"`}, ""},
		{"one cluster", []string{`a journalism;cluster = "x"`, `b journalism;cluster = "x"`},
			[]string{"a " + says, "b " + says}, ""},
		{"one of unknown origin", nil, []string{"a " + says, "b " + says + `, origin = "unknown"`}, ""},
		{"one that only qualifies", nil, []string{"a " + says, "b " + says + `, stance = "qualifies"`}, ""},
		{"both say their origin", nil, []string{"a " + says + `, origin = "x"`, "b " + says + `, origin = "y"`}, ""},
		{"one says its origin", nil, []string{"a " + says + `, origin = "x"`, "b " + says}, "alike-says"},
		{"the other says its origin", nil, []string{"a " + says, "b " + says + `, origin = "x"`}, "alike-says"},
		{"the first source is independent", []string{`a journalism;independent = "why"`, "b journalism"},
			[]string{"a " + says, "b " + says}, ""},
		{"the second source is independent", []string{"a journalism", `b journalism;independent = "why"`},
			[]string{"a " + says, "b " + says}, ""},
		{"a third, each with the first", []string{"a journalism", "b journalism", "c journalism"},
			[]string{"a " + says, "b " + says, "c " + says}, "alike-says alike-says"},
		{"the quotes are alike as well: one warning", nil,
			[]string{"a " + says + `, quote = "one two three four five six"`, "b " + says +
				`, quote = "one two three four five six"`}, "alike-quotes"},
		{"quotes of five words are compared", nil,
			[]string{`a quote = "one two three four five"`, `b quote = "one two three four five"`}, "alike-quotes"},
		{"quotes of four aren't", nil, []string{`a quote = "one two three four"`, `b quote = "one two three four"`},
			""},
		{"a word more than in the other quote", nil,
			[]string{`a quote = "one two three four five six seven eight nine ten eleven"`,
				`b quote = "one two three four five six seven eight nine ten eleven twelve"`}, "alike-quotes"},
		{"a word less", nil, []string{`a quote = "one two three four five six seven eight nine ten eleven twelve"`,
			`b quote = "one two three four five six seven eight nine ten eleven"`}, "alike-quotes"},
		{"two words more than eight are too many", nil,
			[]string{`a quote = "a b c d e f g h"`, `b quote = "a b c d e f g x h y"`}, ""},
		{"three words more than fourteen", nil, []string{`a quote = "a b c d e f g h i j k l m n"`,
			`b quote = "a b x c d e y f g h i j z k l m n"`}, "alike-quotes"},
		{"alike quotes of which one only qualifies", nil, []string{`a quote = "one two three four five"`,
			`b quote = "one two three four five", stance = "qualifies"`}, ""},
		{"alike quotes with both origins told", nil, []string{`a quote = "one two three four five", origin = "x"`,
			`b quote = "one two three four five", origin = "y"`}, ""},
	} {
		if v.sources == nil {
			v.sources = []string{"a journalism", "b journalism"}
		}
		if got, _ := warned(t, sources(v.sources...)+claim("use", "reported", v.pieces...)); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// A warning stands at the second piece, points at the first, and names both clusters.
func TestWarningsNameBothPieces(t *testing.T) {
	pieces := []string{"x", `a quote = "one two three four five"`, `b quote = "one two three four five"`,
		`c says = "the same is said"`, `d says = "the same is said"`}
	_, ds := warned(t, sources("x journalism", "a journalism", "b journalism", "c journalism",
		"d journalism")+claim("use", "reported", pieces...))
	if len(ds) != 2 {
		t.Fatal(ds)
	}
	for i, names := range []string{"(a, b)", "(c, d)"} {
		if d := ds[i]; !strings.Contains(d.Message, names) || len(d.Notes) != 1 || d.Notes[0].At.Line != d.At.Line-1 ||
			d.Hint == "" {
			t.Errorf("%v, want it to name %s and to point one line up", d, names)
		}
	}
}

// Reports of the same days may repeat one announcement: where a claim is well supported for them alone, that draws a
// warning.
func TestOneAnnouncementWarns(t *testing.T) {
	const first, second = `a journalism;published = "2025-03-01"`, `b journalism;published = "2025-03-04"`
	for _, v := range []struct {
		name    string
		sources []string
		kind    vocab.Kind
		pieces  []string
		want    string
	}{
		{"two papers, three days apart", []string{first, second}, "use", []string{"a", "b"}, "one-announcement"},
		{"the later one cited first", []string{first, second}, "use", []string{"b", "a"}, "one-announcement"},
		{"four days apart", []string{first, `b journalism;published = "2025-03-05"`}, "use", []string{"a", "b"}, ""},
		{"three in a row", []string{first, second, `c journalism;published = "2025-03-06"`}, "use",
			[]string{"c", "a", "b"}, "one-announcement"},
		{"a third that lies apart", []string{first, second, `c journalism;published = "2025-06-01"`}, "use",
			[]string{"a", "b", "c"}, ""},
		{"a third before them", []string{first, second, `c journalism;published = "2024-06-01"`}, "use",
			[]string{"a", "b", "c"}, ""},
		{"a third that lies apart and is too weak to count", []string{first, second,
			`c journalism-unnamed;published = "2025-06-01"`}, "use", []string{"a", "b", "c"}, "one-announcement"},
		{"a third, two steps from the record", []string{first, second, `c journalism;published = "2025-06-01"`}, "use",
			[]string{"a", "b", "c distance = 2"}, "one-announcement"},
		{"a third of unknown origin", []string{first, second, `c journalism;published = "2025-06-01"`}, "use",
			[]string{"a", "b", `c origin = "unknown"`}, "one-announcement"},
		{"a third that only qualifies", []string{first, second, `c journalism;published = "2025-06-01"`}, "use",
			[]string{"a", "b", `c stance = "qualifies"`}, "one-announcement"},
		{"a piece says its origin", []string{first, second}, "use", []string{"a", `b origin = "own-interview"`}, ""},
		{"a source is independent", []string{first, `b journalism;published = "2025-03-04";independent = "why"`}, "use",
			[]string{"a", "b"}, ""},
		{"one is the record itself", []string{first, `b finding;published = "2025-03-04"`}, "use", []string{"a", "b"},
			""},
		{"one says only its month, in which the other lies", []string{first, `b journalism;published = "2025-03"`},
			"use", []string{"a", "b"}, "one-announcement"},
		{"one says only its month, at whose end the other lies", []string{first, `b journalism;published = "2025-02"`},
			"use", []string{"a", "b"}, "one-announcement"},
		{"one says only another month", []string{first, `b journalism;published = "2025-04"`}, "use",
			[]string{"a", "b"}, ""},
		{"one says only its year", []string{first, `b journalism;published = "2025"`}, "use", []string{"a", "b"}, ""},
		{"a later paper of the same voice", []string{first, second,
			`c journalism;published = "2025-06-01";cluster = "a"`}, "use", []string{"a", "b", "c"}, "one-announcement"},
		{"a piece that says that it comes from one of them", []string{first, second,
			`c journalism;published = "2025-06-01"`}, "use", []string{"a", "b", `c origin = "a"`}, "one-announcement"},
		{"a piece beside them that comes from elsewhere", []string{first, second,
			`c journalism;published = "2025-03-02"`}, "use", []string{"a", "b", `c origin = "court"`}, ""},
		{"one has no date", []string{first, "b journalism"}, "use", []string{"a", "b"}, ""},
		{"one paper alone", []string{first}, "use", []string{"a"}, ""},
		{"a proven record beside them", []string{first, second, `c finding;published = "2025-03-02"`}, "use",
			[]string{"a", "b", "c " + quoted}, ""},
		{"a source that isn't there", []string{first, second}, "use", []string{"a", "b", "nobody"}, "one-announcement"},
	} {
		got, ds := warned(t, sources(v.sources...)+claim(v.kind, "reported", v.pieces...))
		if got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
		if got == "" || v.want == "" {
			continue
		}
		if len(ds[0].Notes) != 1 || ds[0].Notes[0].At == ds[0].At || !strings.Contains(ds[0].Message, "a, b") {
			t.Errorf("%s: it doesn't point at the first and the last report: %v", v.name, ds[0])
		}
	}
	// What stands first in the dossier isn't the first that was printed.
	_, ds := warned(t, sources(second, first)+claim("use", "reported", "b", "a"))
	if ds[0].Notes[0].At.Line != ds[0].At.Line+1 {
		t.Errorf("the first report is that of line %d, want the line behind %d", ds[0].Notes[0].At.Line, ds[0].At.Line)
	}
}
