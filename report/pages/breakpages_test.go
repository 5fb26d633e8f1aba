package pages

import (
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/lines"
)

// testLayouter is a first pass that hasn't begun.
func testLayouter(t *testing.T, d *doc.Document, diags *diag.List) *layouter {
	st := testStyle()
	typesetter := lines.New(testFaces(t), "en", testHyphens(t), lines.Style{
		Taste: st.Lines, Hangs: st.Hangs, Ties: st.Ties["en"],
	})
	return &layouter{doc: d, words: d.Words.OrEnglish(), set: testFaces(t), style: st, diags: diags, typesetter: typesetter}
}

// TestPlanBest: no other sequence of page ends costs less, tried out on documents of a few pages.
func TestPlanBest(t *testing.T) {
	tried := 0
	for seed := range uint64(120) {
		d := random(seed)
		if len(d.Blocks) > 12 {
			d.Blocks = d.Blocks[:12]
		}
		var found diag.List
		l := testLayouter(t, d, &found)
		l.lay()
		p := l.newPlanner()
		plan := l.plan(p)
		if len(plan) < 2 || len(plan) > 5 {
			continue
		}
		tried++
		end := pageBreak{len(l.rows), len(p.due), len(l.figures)}
		price := func(steps []pageBreak) int64 {
			total := int64(0)
			var from pageBreak
			for _, to := range steps {
				ok := false
				for _, e := range append([]ending(nil), p.endings(from)...) {
					if e.pageBreak == to {
						total += int64(e.cost)
						ok = true
						break
					}
				}
				if !ok {
					t.Fatalf("seed %d: no page can end at %v", seed, to)
				}
				from = to
			}
			return total
		}
		best := int64(-1)
		var walk func(from pageBreak, cost int64, pages int)
		walk = func(from pageBreak, cost int64, pages int) {
			if best >= 0 && cost >= best || pages > 7 {
				return
			}
			if from == end {
				best = cost
				return
			}
			for _, e := range append([]ending(nil), p.endings(from)...) {
				walk(e.pageBreak, cost+int64(e.cost), pages+1)
			}
		}
		walk(pageBreak{}, 0, 0)
		if got := price(plan); got != best {
			t.Errorf("seed %d: the pages cost %d, the best %d", seed, got, best)
		}
	}
	if tried < 20 {
		t.Errorf("only %d documents were tried", tried)
	}
}

// TestWholeRun: a page may end early where that saves a bad break later, which page by page nobody would see.
func TestWholeRun(t *testing.T) {
	worse := 0
	for n := range 40 {
		d := &doc.Document{Lang: "en-US"}
		for i := range 24 {
			d.Blocks = append(d.Blocks, para(doc.Text{S: prose(30 + (i*31+n*17)%70)}))
		}
		p := lay(t, d)
		var l diag.List
		lr := testLayouter(t, d, &l)
		lr.lay()
		planner := lr.newPlanner()
		// Page by page, the cheapest each time.
		greedy, whole := int64(0), int64(0)
		for at := (pageBreak{}); at.row < len(lr.rows); {
			best := ending{cost: 1 << 40}
			for _, e := range planner.endings(at) {
				if e.cost <= best.cost {
					best = e
				}
			}
			greedy += int64(best.cost)
			at = best.pageBreak
		}
		from := pageBreak{}
		for _, to := range lr.plan(planner) {
			for _, e := range planner.endings(from) {
				if e.pageBreak == to {
					whole += int64(e.cost)
					break
				}
			}
			from = to
		}
		if whole > greedy {
			t.Errorf("document %d: %d pages cost %d over the whole run, %d page by page", n, len(p.Pages), whole,
				greedy)
		}
		if whole < greedy {
			worse++
		}
	}
	if worse == 0 {
		t.Error("looking at the whole run never pays")
	}
}
