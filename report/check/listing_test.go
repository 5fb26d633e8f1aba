package check

import (
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/filing"
)

// A company without a listing gets no draft by rules for listed companies without a word; where the rules ask for none,
// nothing is said.
func TestListing(t *testing.T) {
	for _, v := range []struct {
		exchanges []string
		exchange  string
		want      string
	}{
		{[]string{"NYSE", "Nasdaq"}, "Nasdaq", ""},
		{[]string{"NYSE", "Nasdaq"}, "NASDAQ", ""},
		{[]string{"NYSE", "Nasdaq"}, "", "names no exchange for Exemplar"},
		{[]string{"NYSE", "Nasdaq"}, "  ", "names no exchange for Exemplar"},
		{[]string{"NYSE", "Nasdaq"}, "none", "Exemplar isn't listed"},
		{[]string{"NYSE", "Nasdaq"}, "None", "Exemplar isn't listed"},
		{[]string{"NYSE", "Nasdaq"}, "TSX", `"TSX" isn't among`},
		{nil, "", ""},
		{nil, "none", ""},
	} {
		var l diag.List
		Listing(&filing.Rules{Name: "Rule X", Exchanges: v.exchanges},
			dossier.Company{Name: "Exemplar Cloud, Inc.", Short: "Exemplar", Exchange: v.exchange}, &l)
		ds, severity := l.Sorted(), diag.Warning
		if strings.TrimSpace(v.exchange) == "" { // it isn't known
			severity = diag.Notice
		}
		if v.want == "" && len(ds) > 0 || v.want != "" && (len(ds) != 1 || ds[0].Severity != severity ||
			ds[0].Code != diag.UnlistedCompany || !strings.Contains(ds[0].Message, v.want) || ds[0].Hint == "") {
			t.Errorf("%v, exchange %q: %v", v.exchanges, v.exchange, ds)
		}
	}
}
