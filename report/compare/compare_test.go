package compare

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/score"
	"whereas/report/vocab"
)

func writer(t testing.TB, in Input) Writer {
	w := shipped(t)
	in.Method = w.Method
	return Writer{Comparison: Make(in), Wording: w, Vocabulary: vocab.Vocabulary{
		"grade": {
			{ID: "3", Word: "well supported"},
		}, "state": {{ID: string(vocab.NotAssessed), Word: "not assessed"},
			{ID: string(vocab.Scored), Word: "scored"}}}}
}

// text is everything that a document prints.
func text(d *doc.Document) string {
	var b strings.Builder
	for _, t := range doc.Texts(d) {
		b.WriteString(t.S + "\n")
	}
	return b.String()
}

// Another rubric, another version and another text of the same one are named and not mixed in; so is every company
// without a card. Unknown is told as not known, an invented company as invented, and nobody has a rank.
func TestDocument(t *testing.T) {
	r := two()
	other, version, changed := made(r, "Other", 1, 1), made(r, "Version", 1, 1), made(r, "Changed", 1, 1)
	other.Ref = score.RubricRef{ID: "another", Version: "1", SHA256: "x"}
	version.Ref.Version, version.Ref.SHA256 = "2", "y"
	changed.Ref.SHA256 = "z"
	fable := made(r, "Fable", 4, 4)
	fable.Invented = true
	none := made(r, "Nothing applies", 0, 0)
	for i := range none.Categories[0].Indicators {
		none.Categories[0].Indicators[i] = score.IndicatorCard{
			ID:     r.Indicators[i].ID,
			Kind:   "conduct",
			State:  vocab.NotApplicable,
			Levels: 4,
			Weight: 1,
		}
	}
	none.Categories[0].Low, none.Categories[0].High, none.Categories[0].Coverage = nil, nil, nil
	w := writer(
		t,
		Input{
			Rubric: r,
			Companies: []*Company{other, version, changed, fable, none, made(r, "Quiet", unknown, 0),
				made(r, "Zeal", 1, 1)},
			Left: []Left{{Name: "faulty-co", Reason: Faults}, {Name: "broken-co", Reason: Damaged},
				{Name: "late-co", Reason: Newer}},
		},
	)
	if len(w.Companies) != 4 {
		t.Fatalf("%d companies are compared", len(w.Companies))
	}
	d := w.Document()
	got := text(d)
	for _, want := range []string{
		"Fable (invented)", "another 1", "r 2", "another text of the same version (r 1)", "faulty-co",
		"run whereas check", "broken-co", "late-co", "newer version of the program",
		"Kept: 2 groups, the gravest first", "not known: Quiet", "level 4 of 4, well supported: Fable (invented)",
		"searched, nothing found: Quiet", "doesn’t apply: Nothing applies",
		"No score here, since none of the indicators applies: Nothing applies",
		"Companies marked as invented stand for nobody", "0 to 71", "50 % unknown", "no score",
	} {
		if !strings.Contains(strings.ReplaceAll(strings.ToLower(got), "\n", " "), strings.ToLower(want)) {
			t.Errorf("it doesn't say %q", want)
		}
	}
	if ranks := regexp.MustCompile(`(?m)^\d+\. |(?i)rank(ed)? (first|no|\d)`).FindString(got); ranks != "" {
		t.Errorf("somebody is ranked: %q", ranks)
	}
	doc.Walk(d.Blocks, func(b doc.Block) {
		if l, ok := b.(*doc.List); ok && l.Ordered {
			t.Error("a list is numbered")
		}
	})
	if !strings.Contains(d.RunFoot.Left, "100: the gravest") || !strings.Contains(d.RunHead.Left, "nvented") {
		t.Errorf("foot and head: %+v %+v", d.RunFoot, d.RunHead)
	}
}

// A change of the rubric is named, and not told as the company's.
func TestChanges(t *testing.T) {
	r := two()
	before := []*Company{made(r, "Same", 1, 1), made(r, "Moved", 1, unknown), made(r, "Gone", 1, 1),
		made(r, "Rejudged", 1, 1)}
	before[3].Ref.Version, before[3].Ref.SHA256 = "0.9", "old"
	w := writer(
		t,
		Input{
			Rubric:  r,
			Since:   true,
			Earlier: before,
			Companies: []*Company{made(r, "Same", 1, 1), made(r, "Moved", 3, 0), made(r, "New", 1, 1),
				made(r, "Rejudged", 4, 4)},
		},
	)
	var got []string
	for _, ch := range w.Changes {
		got = append(
			got,
			strings.TrimSpace(
				strings.Join([]string{w.Who(ch), w.What(ch), w.Told(ch.Before), w.Told(ch.After)}, " | ")),
		)
	}
	want := []string{
		"Moved | Kept, range | 18 to 73, 50 % unknown | 53 to 53, 0 % unknown",
		"Moved | A Indicator A | scored, level 1 of 4 | scored, level 3 of 4",
		"Moved | B Indicator B | not assessed | searched_none, level 0 of 4",
		"New | new in this run |  |",
		"Rejudged | scored by another rubric then | r 0.9 | r 1",
		"Gone | not compared any more |  |",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the changes are\n%s", strings.Join(got, "\n"))
	}
	page := text(w.Document())
	if !strings.Contains(page, "rubric’s doing: Rejudged.") {
		t.Error("the rubric's change isn't told apart")
	}
}

// Two companies of one short name are told apart by their folders, wherever they are named.
func TestSameNames(t *testing.T) {
	r := two()
	a, b, c := made(r, "acme-east", 4, 4), made(r, "acme-west", 1, 1), made(r, "Zeal", 1, 1)
	a.Name, a.Short, b.Name, b.Short = "Acme East Inc.", "Acme", "Acme West Inc.", "ACME"
	b.Invented = true
	w := writer(t, Input{Rubric: r, Companies: []*Company{a, b, c}})
	for _, v := range []struct{ got, want string }{{a.Label(w.Wording), "Acme [acme-east]"}, {b.Label(w.Wording),
		"ACME [acme-west] (invented)"}, {c.Label(w.Wording), "Zeal"}, {a.Full(w.Wording), "Acme East Inc."}} {
		if v.got != v.want {
			t.Errorf("%q, want %q", v.got, v.want)
		}
	}
	if got := text(w.Document()); !strings.Contains(got, "Acme [acme-east]\n") ||
		!strings.Contains(got, "A group of several holds") {
		t.Errorf("the page says %s", got)
	}
}

// Companies stand where a reader looks for them, accents and capitals aside, whatever order they come in.
func TestAlphabet(t *testing.T) {
	r := two()
	names := []string{"alpha", "Área 2", "Area 10", "Élan", "Elan", "Eland", "Zeta", "Ωmega"}
	var in Input
	in.Rubric = r
	for _, i := range []int{6, 3, 1, 7, 0, 5, 2, 4} {
		in.Companies = append(in.Companies, made(r, names[i], 1, 1))
	}
	var got []string
	for _, c := range writer(t, in).Companies {
		got = append(got, c.Name)
	}
	want := []string{"alpha", "Área 2", "Area 10", "Elan", "Élan", "Eland", "Zeta", "Ωmega"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// What no face can print is spelt before a picture's names are cut to their room.
func TestSpeltNamesAreCut(t *testing.T) {
	r := two()
	co := made(r, "x", 1, 1)
	co.Short = strings.Repeat("\uD55C", 12)
	w := writer(t, Input{Rubric: r, Companies: []*Company{co}})
	w.Spell = func(s string) string { return strings.ReplaceAll(s, "\uD55C", "[U+D55C]") }
	got := ""
	doc.Walk(w.Document().Blocks, func(b doc.Block) {
		if f, ok := b.(*doc.Figure); ok {
			for _, l := range f.Scene.Labels {
				if strings.Contains(l.Text, "D55C") {
					got = l.Text
				}
			}
		}
	})
	if n := len([]rune(got)); n == 0 || n > 36 || !strings.HasSuffix(got, "…") {
		t.Errorf("the name is %q", got)
	}
}

// Versions are compared as numbers: 1.10 comes after 1.9.
func TestMajorityByVersion(t *testing.T) {
	r := two()
	a, b := made(r, "a", 1, 1), made(r, "b", 1, 1)
	a.Ref.Version, b.Ref.Version = "1.9", "1.10"
	if got := Majority([]*Company{a, b}); got != b.Ref {
		t.Errorf("it is %v", got)
	}
}

// The most frequent rubric counts; of two as frequent, the later version: the order of the files doesn't matter.
func TestMajority(t *testing.T) {
	r := two()
	a, b, c := made(r, "a", 1, 1), made(r, "b", 1, 1), made(r, "c", 1, 1)
	b.Ref.Version = "2"
	if got := Majority([]*Company{a, b}); got != b.Ref || Majority([]*Company{b, a}) != got {
		t.Errorf("of two it is %v", got)
	}
	if got := Majority([]*Company{b, a, c}); got != a.Ref {
		t.Errorf("of three it is %v", got)
	}
}

// Words of a user's own keep their verbs; a figure of the draws that can't be is told with its place.
func TestWordingFaults(t *testing.T) {
	b, err := os.ReadFile("../../templates/comparison.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct{ old, new, code string }{
		{`title = "Companies side by side"`, `title = "100 % sure"`, "bad-wording"},
		{`and_more = "%s and %d more"`, `and_more = "%d more than %s"`, "bad-wording"},
		{`values = [1, 2, 4]`, `values = [1, 3]`, "out-of-range"},
		{`words = ["equal", "convex"]`, `words = ["even"]`, "out-of-range"},
		{`[method]`, `[methods]`, "missing-key"},
		{`chart_rows = 15`, `chart_rows = 0`, "out-of-range"},
	} {
		var l diag.List
		ParseWording("comparison.toml", bytes.Replace(b, []byte(v.old), []byte(v.new), 1), &l)
		found := false
		for _, d := range l.Sorted() {
			found = found || string(d.Code) == v.code && d.At.Line > 0
		}
		if !found {
			t.Errorf("%s: %v", v.new, l.Sorted())
		}
	}
}
