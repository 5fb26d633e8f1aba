package report_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"whereas/report"
	"whereas/report/diag"
)

// Every ask makes of every example a request of 30 to 60 words that names a product and a customer where its card has
// one on the ask's subject, and at which the
// checks of a draft find nothing.
func TestRequestsFitTheDossier(t *testing.T) {
	s := loaded(t)
	clause := regexp.MustCompile(`(?m)^\*\*Resolved:\*\* (.*)$`)
	for _, slug := range []string{"amazon", "microsoft", "alphabet", "thomson-reuters"} {
		entities, err := os.ReadFile("../examples/" + slug + "/entities.toml")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, ask := range []string{"third-party-report", "impact-assessment", "heightened-diligence", "customer-policy",
			"board-oversight"} {
			folder := overlay{os.DirFS("../examples/" + slug), map[string][]byte{
				"entities.toml": fmt.Appendf(bytes.Clone(entities), "\n[ask]\nuse = %q\n", ask)}}
			var l diag.List
			opts := report.Options{Edition: report.PublicEdition, Make: []report.Kind{report.KindResolution},
				As: []report.Format{"md"}}
			made, err := s.Make(scored(t, s, folder, slug, opts, &l), opts, &l)
			if err != nil || made == nil {
				t.Fatal(err, l.Sorted())
			}
			m := clause.FindSubmatch(made.Resolution.Markdown)
			if m == nil {
				t.Fatalf("%s, %s: no clause in\n%s", slug, ask, made.Resolution.Markdown)
			}
			text := string(m[1])
			if n := len(strings.Fields(text)); n < 30 || n > 60 {
				t.Errorf("%s, %s: %d words: %s", slug, ask, n, text)
			}
			// Its card has nothing on conflict and occupation: police at home aren't told as a conflict-affected area.
			bare := slug == "thomson-reuters" && ask == "heightened-diligence"
			if regexp.MustCompile(`\S \([A-Z][^)]+\)`).MatchString(text) == bare || !strings.Contains(text, "publish") &&
				!strings.Contains(text, "report on") {
				t.Errorf("%s, %s names no product with its customer, or one that it mustn't, or nothing to be "+
					"published: %s", slug, ask, text)
			}
			if seen[text] {
				t.Errorf("%s: two asks say the same: %s", slug, text)
			}
			seen[text] = true
			for _, f := range l.Sorted() {
				if f.Severity != diag.Notice && f.Code != diag.HardToFollow { // which claims are told hangs on the ask
					t.Errorf("%s, %s: %s", slug, ask, f.Message)
				}
			}
		}
	}
}
