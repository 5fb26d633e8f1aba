//go:build external

package audit

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"whereas/report/diag"
)

// The proposals that were really filed lie beside the checkout (their README says where they are from).
const proposalsDir = "../../../shared/proposals/"

// filed is the text of one, its notes below it, without what was written above them.
func filed(t *testing.T, name string) (head, text string) {
	t.Helper()
	b, err := os.ReadFile(proposalsDir + name + ".txt")
	if err != nil {
		t.Fatalf("the proposals aren't beside the checkout: %v", err)
	}
	head, rest, ok := strings.Cut(string(b), "==================== BODY ====================\n")
	body, notes, more := strings.Cut(rest, "==================== FOOTNOTES ====================\n")
	if !ok || !more {
		t.Fatal("the file has another shape")
	}
	return head, body + strings.TrimPrefix(notes, "(none)\n")
}

// What is to be found in each, by hand: counts, marks, notes, and every finding with its line and column. The only
// error is a clause that directs. Words are those that each file's head says that wc counts.
func TestExternalProposals(t *testing.T) {
	for _, v := range expected {
		head, text := filed(t, v.name)
		r, ds := looked(t, text)
		if r.Counts != v.counts || r.Marks != v.marks || len(r.Text.Notes) != v.notes {
			t.Errorf("%s: %+v, %d marks, %d notes", v.name, r.Counts, r.Marks, len(r.Text.Notes))
		}
		m := regexp.MustCompile(
			`body without footnotes = (\d+) \(without stand-alone bullets/dashes = (\d+)\).*wc -w footnotes = (\d+)`).
			FindStringSubmatch(head)
		got := fmt.Sprint(r.Counts.Word, r.Counts.Lenient, r.Shares.Notes.Word+len(r.Text.Notes))
		if want := fmt.Sprint(number(m[1]), number(m[2]), number(m[3])); got != want {
			t.Errorf("%s: words %s, its head says %s", v.name, got, want)
		}
		var found []string
		for _, d := range ds {
			found = append(found, fmt.Sprintf("%s %s %d:%d", d.Severity, d.Code, d.At.Line, d.At.Col))
			if d.Code != diag.MissingHeading && d.Hint == "" && d.Code != diag.NearlyTooLong {
				t.Errorf("%s: no hint: %v", v.name, d)
			}
		}
		if g, w := strings.Join(found, "\n"), strings.TrimSpace(v.findings); g != w {
			t.Errorf("%s:\n%s\nwant\n%s", v.name, g, w)
		}
	}
}
