package grade

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"whereas/report/dossier"
)

func TestSameStem(t *testing.T) {
	for pair, want := range map[string]bool{
		"transcript transcription": true, "transcription transcript": true, "serves serving": true, "used using": false,
		"trained trains": true, "camera cameras": true, "aware unaware": true, "unaware aware": true, "ware aware": false,
		"network networking": true, "police policy": true, "build built": false,
		"officer offices": true, "same same": true, "border boarder": false, "abcde abcdefgh": true, "abcd abcdefgh": false,
		"abcdexy abcdefg": true, "abcdexyz abcdefgh": false, "abcd abcd": true, "camera zamera": false, "cats cat": false,
	} {
		a, b, _ := strings.Cut(pair, " ")
		if got := sameStem(a, b); got != want {
			t.Errorf("%s: %v", pair, got)
		}
	}
}

func TestSubstance(t *testing.T) {
	for text, want := range map[string]string{
		"The cameras were used by 12 officers.":  "12 cameras officers used",
		"Acme's “network”, it says, doesn't run": "network",
		"a 5g net of $1.2bn":                     "1.2bn 5g",
		"the company’s own report on others":     "company",
		"":                                       "",
		"one two six":                            "",
		"four-part (bracketed) words; and half-words!": "bracketed four-part half-words",
	} {
		got := strings.Join(slices.Sorted(maps.Keys(SubstanceOf(text, map[string]bool{"acme": true}))), " ")
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	a := SubstanceOf("cameras network 12 officers", nil)
	for text, want := range map[string]int{"": 0, "camera networks": 2, "12 cameras": 2, "12 camera officers network": 4,
		"another thing": 0} {
		if got := a.Shares(SubstanceOf(text, nil)); got != want {
			t.Errorf("%q: %d in common, want %d", text, got, want)
		}
	}
}

func TestNamesOf(t *testing.T) {
	s := graded(t, sources("a journalism")+claim("use", "reported", "a")+
		"[company]\nname = \"Acme Works, Inc.\"\nshort = \"Acme\"\n[entity]\nlens = { name = \"Lens Two\", type = \"product\" }\n")
	if got := strings.Join(slices.Sorted(maps.Keys(s.NamesOf(s.Claims[0]))), " "); got != "acme inc works" {
		t.Errorf("names %q", got)
	}
	s.Claims[0].Links = []dossier.Link{{Subject: "lens", Verb: "uses", Object: "none"}}
	if got := strings.Join(slices.Sorted(maps.Keys(s.NamesOf(s.Claims[0]))), " "); got != "acme inc lens two works" {
		t.Errorf("names %q", got)
	}
}

// Which claim isn't told that ought to be.
func TestCurrent(t *testing.T) {
	named := func(id, keys string) string {
		return strings.Replace(claim("use", "reported", "a"), "[claim.c]\n", "[claim."+id+"]\n"+keys, 1)
	}
	s := graded(t, sources("a journalism")+named("a", "")+named("b", "overtakes = [\"a\"]\n")+
		named("c", "overtakes = [\"b\", \"none\"]\n")+named("d", "overtakes = [\"a\", \"a\", \"d\"]\n"))
	if a := s.Claim("a"); len(a.OvertakenBy) != 2 || a.OvertakenBy[0].ID.S != "b" || a.OvertakenBy[1].ID.S != "d" ||
		len(s.Claim("d").OvertakenBy) != 0 {
		t.Errorf("overtaken by %v", a.OvertakenBy)
	}
	for told, want := range map[string]string{"": "b", "b": "d", "c": "d", "d": "b", "b d": "", "c d": ""} {
		by, ok := s.Claim("a").Current(func(g *Claim) bool {
			return slices.Contains(strings.Fields(told), g.ID.S)
		})
		got := ""
		if by != nil {
			got = by.ID.S
		}
		if got != want || ok != (want == "") {
			t.Errorf("with %q told: %q, %v, want %q", told, got, ok, want)
		}
	}
	if _, ok := s.Claim("c").Current(func(*Claim) bool { return false }); !ok {
		t.Error("what nothing overtakes is current")
	}
	b, c := s.Claim("b"), s.Claim("c") // a circle, which is an error of its own, ends
	c.OvertakenBy = append(c.OvertakenBy, b)
	if _, ok := b.Current(func(*Claim) bool { return false }); ok {
		t.Error("a circle of which nothing is told")
	}
}

func TestSharePart(t *testing.T) {
	piece := func(parts string) Piece { return Piece{Parts: strings.Fields(parts)} }
	for _, v := range []struct {
		a, b string
		want bool
	}{{"", "", true}, {"x", "", true}, {"", "x", true}, {"x", "x", true}, {"x", "y", false}, {"x y", "y z", true},
		{"x y", "z", false}} {
		if got := sharePart(piece(v.a), piece(v.b)); got != v.want {
			t.Errorf("%q and %q: %v", v.a, v.b, got)
		}
	}
}
