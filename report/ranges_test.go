package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/doc"
)

// One range an indicator: what the figure draws and says, what the text tells, what the terminal prints, what stands in
// the workbook's cells and in card.json is the same, for every indicator of every example and of invented companies.
func TestOneRangeEverywhere(t *testing.T) {
	everyCompany(t, func(t *testing.T, s *report.Setup, c *report.Scored, opts report.Options) {
		opts.Make = []report.Kind{report.KindBriefing, report.KindWorkbook, report.KindCard}
		opts.As = []report.Format{"md"}
		var l diag.List
		made, err := s.Make(c, opts, &l)
		if err != nil || made == nil {
			t.Fatal(err, l.Sorted())
		}
		files := map[string][]byte{}
		for _, f := range made.Files {
			files[f.Name] = f.Data
		}
		want := ofCard(t, files["card.json"])
		if len(want) == 0 {
			t.Fatal("no indicators")
		}
		all := map[string]map[string]string{
			"workbook":  ofWorkbook(t, files["evidence.xlsx"]),
			"terminal":  ofTerminal(s.Explaining(c).CardText()),
			"drawing":   ofDrawing(t, made.Briefing.Document, want),
			"alt":       ofAlt(made.Briefing.Document),
			"statement": ofText(made.Briefing.Record),
		}
		for where, got := range all {
			for id, r := range want {
				if got[id] != r {
					t.Errorf("%s: the %s says %q, the card %q", id, where, got[id], r)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s has %d indicators, the card %d", where, len(got), len(want))
			}
		}
	})
}

// ofCard reads "lo to hi" of each indicator that applies.
func ofCard(t *testing.T, b []byte) map[string]string {
	t.Helper()
	var card struct {
		Categories []struct {
			Indicators []struct {
				ID, State string
				Lo, Hi    *float64
			}
		}
	}
	if err := json.Unmarshal(b, &card); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, cat := range card.Categories {
		for _, in := range cat.Indicators {
			if in.State != "not_applicable" {
				out[in.ID] = fmt.Sprintf("%.0f to %.0f", *in.Lo, *in.Hi)
			}
		}
	}
	return out
}

func ofWorkbook(t *testing.T, b []byte) map[string]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Scorecard", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	id, low, high := -1, 0, 0
	for _, row := range rows {
		if at := slices.Index(row, "Indicator"); at >= 0 {
			id, low, high = at, slices.Index(row, "Proven level"), slices.Index(row, "Highest not excluded")
			continue
		}
		if id >= 0 && len(row) > high && row[id] != "" && row[low] != "" {
			out[row[id]] = row[low] + " to " + row[high]
		}
	}
	return out
}

func ofTerminal(text string) map[string]string {
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^  ([A-Z]+\d+) .* (\d+ to \d+) `).FindAllStringSubmatch(text, -1) {
		out[m[1]] = m[2]
	}
	return out
}

// ofText reads the range from the sentence below an indicator's heading.
func ofText(d *doc.Document) map[string]string {
	out := map[string]string{}
	id := ""
	first := func(pattern, text string) string {
		if m := regexp.MustCompile(pattern).FindStringSubmatch(text); m != nil {
			return m[1]
		}
		return ""
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if id = ""; b.Level == 3 {
				id = first(`\(([A-Z]+\d+)\)$`, doc.Plain(b.Text))
			}
		case *doc.Para:
			strong, ok := b.Text[0].(doc.Strong)
			if id == "" || !ok || out[id] != "" {
				continue
			}
			says := strings.ToLower(doc.Plain(strong.Text))
			low, high := first(`level (\d+) to \d+ of`, says), first(`level \d+ to (\d+) of`, says)
			if low == "" {
				best := first(`level (\d+) of`, says)
				if low = first(`well supported to level (\d+)`, says); low == "" {
					low = first(`at least level (\d+)`, says)
				}
				switch {
				case strings.Contains(says, "no level well supported"):
					low = "0"
				case low == "":
					low = best
				}
				if high = first(`not excluded up to level (\d+)`, says); high == "" {
					high = best
				}
			}
			if low != "" {
				out[id] = low + " to " + high
			}
		}
	}
	return out
}

// indicatorFigures are the figures of a briefing that show indicators.
func indicatorFigures(d *doc.Document) []*doc.Figure {
	var out []*doc.Figure
	for _, b := range d.Blocks {
		if f, ok := b.(*doc.Figure); ok && regexp.MustCompile(`^[A-Z]+\d+ `).MatchString(f.Alt) {
			out = append(out, f)
		}
	}
	return out
}

func ofAlt(d *doc.Document) map[string]string {
	out := map[string]string{}
	for _, f := range indicatorFigures(d) {
		for _, m := range regexp.MustCompile(`([A-Z]+\d+) [^:]*: level (\d+)(?: to (\d+))? of`).FindAllStringSubmatch(f.Alt, -1) {
			if m[3] == "" {
				m[3] = m[2]
			}
			out[m[1]] = m[2] + " to " + m[3]
		}
	}
	return out
}

// ofDrawing reads what stands below each bar, on paper and on a narrow screen, and holds the bar to it: solid as far as
// the first level, and not excluded as far as the second, of levels that have the same distance.
func ofDrawing(t *testing.T, d *doc.Document, want map[string]string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, f := range indicatorFigures(d) {
		for _, s := range []*doc.Scene{&f.Scene, f.Narrow} {
			id := ""
			for _, l := range s.Labels {
				if m := regexp.MustCompile(`^([A-Z]+\d+)( |$)`).FindStringSubmatch(l.Text); m != nil {
					id = m[1]
				}
				m := regexp.MustCompile(`^level (\d+)(?: to (\d+))? of (\d+)$`).FindStringSubmatch(l.Text)
				if m == nil {
					continue
				}
				if m[2] == "" {
					m[2] = m[1]
				}
				said := m[1] + " to " + m[2]
				if out[id] != "" && out[id] != said {
					t.Errorf("%s: %q on a narrow screen, else %q", id, said, out[id])
				}
				out[id] = said
				if drawn := drawn(s, l, m[3]); drawn != said {
					t.Errorf("%s: the bar shows %s, and below it stands %s", id, drawn, said)
				}
			}
		}
	}
	return out
}

// drawn is the range that the bar above a label shows, in levels.
func drawn(s *doc.Scene, label doc.Label, levels string) string {
	var of float64
	fmt.Sscan(levels, &of)
	low, high, wide := label.X, label.X, s.Width-label.X
	for _, sh := range s.Shapes {
		if sh.Stroke == nil && (sh.Height != 7_000 || sh.Y > label.Y || sh.Y < label.Y-18_000 || sh.X < label.X) {
			continue
		}
		switch {
		case sh.Stroke != nil:
			from, to := sh.Stroke.Points[0], sh.Stroke.Points[1]
			if sh.Stroke.Width == 7_000 && from.Y < label.Y && from.Y > label.Y-18_000 && from.X >= label.X {
				high = max(high, to.X)
			}
		case sh.Fill == (doc.Colour{R: 28, G: 58, B: 94}):
			low, high = max(low, sh.X+sh.Width), max(high, sh.X+sh.Width)
		case sh.Fill == (doc.Colour{R: 143, G: 170, B: 200}):
			high = max(high, sh.X+sh.Width)
		}
	}
	level := func(x int) float64 { return float64(x-label.X) / float64(wide) * of }
	return fmt.Sprintf("%.0f to %.0f", level(low), level(high))
}
