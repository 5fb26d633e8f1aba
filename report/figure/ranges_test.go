package figure

import (
	"strings"
	"testing"
)

// A name stands whole on one line or two, as far as it can; its mark is never lost.
func TestNames(t *testing.T) {
	for _, v := range []struct{ name, mark, want string }{
		{"Amazon", "", "Amazon"},
		{"Thomson Reuters Corporation", "", "Thomson Reuters/Corporation"},
		{"Invented Company 0016", "(invented)", "Invented Company/0016 (invented)"},
		{"Åland Ångström Ærø Přerov Łódź Žižkov Øresund", "(invented)", ""},
		{"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "(invented)", ""},
		{"株式会社あいうえおかきくけこさしすせそたちつてと", "", ""},
	} {
		lines := nameLines(v.name, v.mark, nameWidth)
		got := strings.Join(lines, "/")
		if v.want != "" && got != v.want {
			t.Errorf("%s: %s", v.name, got)
		}
		if len(lines) > 2 || !strings.HasSuffix(got, v.mark) || v.want == "" && !strings.Contains(got, "…") {
			t.Errorf("%s: %s", v.name, got)
		}
		for _, l := range lines {
			if w := measure(l) * nameSize / 1000; w > nameWidth-6_000 {
				t.Errorf("%q is %d wide", l, w)
			}
		}
	}
}

// Every bar lies within its panel, an empty range can be seen, and without a range there is none.
func TestBars(t *testing.T) {
	s := Ranges([]string{"One", "A title that is far too long for its panel"}, []Row{
		{
			Name:  "X",
			Cells: []Cell{{Ranged: true, Low: 0, High: 0, Left: "0 to 0", Right: "0 % unknown"}, {Left: "no score"}},
		},
		{
			Name: "Y",
			Cells: []Cell{
				{Ranged: true, Low: 100, High: 100, Left: "100 to 100", Right: "100 % unknown"},
				{Ranged: true, Low: 20, High: 60, Left: "20 to 60", Right: "5 % unknown"},
			},
		},
	})
	bars := 0
	for _, sh := range s.Shapes {
		if sh.X < 0 || sh.X+sh.Width > s.Width+300 || sh.Y < 0 || sh.Y+sh.Height > s.Height {
			t.Errorf("%+v lies outside", sh)
		}
		if sh.Fill == bar {
			bars++
			if sh.Width < 300 {
				t.Errorf("%+v can't be seen", sh)
			}
		}
	}
	if bars != 3 {
		t.Errorf("%d bars", bars)
	}
}

// A name that would be cut could be another's: what tells them apart is shown instead.
func TestInstead(t *testing.T) {
	for _, v := range []struct {
		row  Row
		want string
	}{
		{Row{Name: "Acme [acme-2]", Instead: "acme-2"}, "Acme [acme-2]"},
		{Row{Name: "The Very Long International Acme Company of Companies [acme-2]", Instead: "acme-2",
			Mark: "(invented)"}, "acme-2 (invented)"},
	} {
		if got := strings.Join(v.row.nameLines(nameWidth), "/"); got != v.want {
			t.Errorf("%q, want %q", got, v.want)
		}
	}
}
