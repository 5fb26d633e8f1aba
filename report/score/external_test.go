//go:build external

package score

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/rubric"
	"whereas/report/source"
	"whereas/report/vocab"
)

// The published index that is replayed lies beside the checkout (its README names publisher and licence).
const replayDir = "../../../shared/replay/"

func table(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(replayDir + name)
	if err != nil {
		t.Fatalf("the material to replay isn't beside the checkout: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A published index from its indicator scores: 22 companies, three categories and a total each.
func TestExternalReplayTotals(t *testing.T) {
	rows := table(t, "01-rdr-2018-indicator-scores.csv")
	head := rows[0]
	groups := map[string][]int{}
	want := map[string]int{}
	for i, h := range head {
		switch {
		case h == "Governance" || h == "Freedom of Expression" || h == "Privacy" || h == "Total":
			want[h] = i
		case h[0] == 'G' && len(h) < 4:
			groups["Governance"] = append(groups["Governance"], i)
		case h[0] == 'F' && len(h) < 4:
			groups["Freedom of Expression"] = append(groups["Freedom of Expression"], i)
		case h[0] == 'P' && len(h) < 4:
			groups["Privacy"] = append(groups["Privacy"], i)
		}
	}
	for _, g := range []string{"Governance", "Freedom of Expression", "Privacy"} {
		groups["Total"] = append(groups["Total"], groups[g]...)
	}
	compared := 0
	for _, row := range rows[1:] {
		for name, cols := range groups {
			var ts []Term
			for _, c := range cols {
				if v, err := strconv.ParseFloat(row[c], 64); err == nil {
					ts = append(ts, Term{1, v})
				}
			}
			got, ok := Mean(1, ts)
			published, err := strconv.ParseFloat(row[want[name]], 64)
			if err != nil || !ok {
				t.Fatalf("%s %s: %v", row[0], name, err)
			}
			compared++
			if math.Abs(got-published) > 1e-9 {
				t.Errorf("%s %s: %v, published %v", row[0], name, got, published)
			}
		}
	}
	if compared != 88 {
		t.Errorf("compared %d figures, want 88", compared)
	}
}

// The same index from its elements, through the whole of scoring: 2,472 level scores, of which 17 are the
// publisher's own slips.
func TestExternalReplayElements(t *testing.T) {
	s := ship(t)
	rows := table(t, "03-rdr-2018-elements.csv")[1:]
	type level struct {
		in        *rubric.Indicator
		j         *dossier.Judgement
		published float64
		na        bool
	}
	levels := map[string]*level{}
	var order []string
	for _, r := range rows {
		key := strings.Join([]string{r[0], r[1], r[2]}, "|")
		lv := levels[key]
		if lv == nil {
			id := fmt.Sprintf("i%d", len(order))
			lv = &level{
				in: &rubric.Indicator{ID: id, Category: "k", Kind: rubric.Disclosure, Weight: 1, Continuous: true},
				j:  &dossier.Judgement{ID: text(id)},
			}
			p, err := strconv.ParseFloat(r[6], 64)
			lv.published, lv.na = p, err != nil
			levels[key] = lv
			order = append(order, key)
		}
		e := fmt.Sprintf("e%d", len(lv.in.Elements))
		lv.in.Elements = append(lv.in.Elements, rubric.Element{ID: e, Ask: r[3]})
		a := &dossier.ElementAnswer{Element: text(e), Claims: []source.Text{text("c")}, Search: text("log")}
		switch points, err := strconv.ParseFloat(r[5], 64); { // what an answer is worth: "no" is good news for a few
		case err != nil:
			a.Answer = "not_applicable"
		case points == 100:
			a.Answer = "full"
		case points == 50:
			a.Answer = "partial"
		case r[4] == "no disclosure found":
			a.Answer = "searched_none"
		default:
			a.Answer = "none"
		}
		lv.j.Answers = append(lv.j.Answers, a)
	}
	d := &dossier.Dossier{Slug: "x"}
	d.Sources = []*dossier.Source{{ID: text("s"), Type: text("company-filing"), Capture: text("s")}}
	d.Proofs = []*dossier.Proof{{Source: "s", Quote: "q", Capture: "s"}}
	d.Claims = []*dossier.Claim{
		{
			ID:       text("c"),
			Kind:     "policy",
			Status:   "recorded",
			Evidence: []*dossier.Evidence{{Source: text("s"), Quote: text("q"), Stance: vocab.Supports, Distance: -1}},
		},
	}
	d.Searches = []*dossier.Search{
		{
			ID:        text("log"),
			By:        []string{"the publisher"},
			Documents: []dossier.Document{{Name: "what the publisher read", Read: "whole"}},
		},
	}
	r := &rubric.Rubric{
		ID:           "rdr",
		Power:        1,
		CoverageGate: 0.65,
		AnswerGate:   0.65,
		Shares:       []float64{0.9, 0.65, 0.4, 0.15},
		Bands:        s.rubric.Bands,
		Categories:   []rubric.Category{{ID: "k"}},
	}
	as := &dossier.Assessment{File: "assessments/rdr.toml", Rubric: text("rdr"), Coder: "x"}
	for _, k := range order {
		r.Indicators = append(r.Indicators, levels[k].in)
		as.Indicators = append(as.Indicators, levels[k].j)
	}
	d.Assessments = []*dossier.Assessment{as}
	d.Index()
	card := Make(grade.Of(d, s.authority), r, s.vocab, dossier.InternalEdition)
	same, differ := 0, 0
	for i, k := range order {
		lv, got := levels[k], card.Categories[0].Indicators[i]
		if lv.na {
			continue
		}
		if got.Value != nil && math.Abs(100-*got.Value-lv.published) < 1e-6 {
			same++
			continue
		}
		differ++
		t.Logf("%s: published %v, its elements give a gap of %v", k, lv.published, show(got.Value))
	}
	if same != 2455 || differ != 17 {
		t.Errorf("%d level scores the same, %d not; want 2455 and the publisher's 17 slips", same, differ)
	}
}
