package figure

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/doc"
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
			if w := wideOf(l); w > nameWidth-6_000 {
				t.Errorf("%q is %d wide", l, w)
			}
		}
	}
}

// Every part of a bar lies within its panel: solid up to what is well supported, pale up to what is reported, hatched up
// to what isn't excluded, white beyond.
func TestBars(t *testing.T) {
	rows := []Row{
		{
			Name:  "X",
			Cells: []Cell{{Ranged: true, Low: 0, High: 0, Left: "0 to 0", Right: "0 % unknown"}, {Left: "no score"}},
		},
		{
			Name: "Y",
			Cells: []Cell{
				{Ranged: true, Low: 0, High: 100, Left: "0 to 100", Right: "100 % unknown"},
				{Ranged: true, Low: 20, Best: 40, High: 60, Left: "20 to 60", Right: "5 % unknown"},
			},
		},
	}
	s := Ranges([]string{"One", "A title that is far too long for its panel"}, rows,
		Key{"well supported", "reported", "unknown", "excluded"})
	within(t, s)
	apart(t, s)
	wide := (width - nameWidth - panelGap) / 2
	var parts []string
	for _, sh := range s.Shapes {
		x, w, what := sh.X, sh.Width, ""
		switch {
		case sh.Stroke != nil && sh.Stroke.Width == barHeight:
			x, w, what = sh.Stroke.Points[0].X, sh.Stroke.Points[1].X-sh.Stroke.Points[0].X, "hatched"
		case sh.Fill == proof:
			what = "solid"
		case sh.Fill == reported:
			what = "pale"
		}
		if what != "" && w != 16_000 { // a sample of the key
			parts = append(parts, fmt.Sprintf("%s %d+%d", what, (x-nameWidth)*100/(wide+panelGap), w*100/wide))
		}
	}
	if got := strings.Join(parts, ", "); got != "hatched 0+100, pale 118+20, solid 100+20, hatched 136+20" {
		t.Error(got)
	}
	rows[0].Cells = rows[0].Cells[:1]
	for _, narrow := range []doc.Scene{NarrowRanges("One", rows[:1], Key{Open: "unknown"}), Ranges(nil, nil, Key{})} {
		within(t, narrow)
		apart(t, narrow)
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
