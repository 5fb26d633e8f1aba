package grade

import (
	"testing"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/source"
	"whereas/report/vocab"
)

// A claim is due so many days after somebody looked at it, and stale from the day behind that on.
func TestDue(t *testing.T) {
	set := &Set{Authority: &authority.Authority{StaleDays: 60}}
	day := func(y, m, d int) source.Date { return source.Date{Date: civil.Date{Year: y, Month: m, Day: d}} }
	for _, v := range []struct {
		name  string
		claim dossier.Claim
		due   string
		grows bool
	}{
		{"looked at", dossier.Claim{Kind: vocab.Act, Checked: day(2025, 10, 29)}, "2025-12-28", true},
		{"never looked at", dossier.Claim{Kind: vocab.Act}, "", true},
		{"over", dossier.Claim{Kind: vocab.Act, Checked: day(2025, 10, 29), Until: day(2025, 1, 1)}, "", false},
		{"a vote", dossier.Claim{Kind: vocab.History}, "", false},
		{"a norm", dossier.Claim{Kind: vocab.Norm}, "", false},
	} {
		c := &Claim{Claim: &v.claim}
		due, ok := set.Due(c)
		if due.String() != v.due || ok != v.grows {
			t.Errorf("%s: due %q, %v; want %q, %v", v.name, due, ok, v.due, v.grows)
		}
		if !ok || due.IsZero() {
			if got := set.Stale(c, civil.Date{Year: 2000}); got != ok {
				t.Errorf("%s: stale %v", v.name, got)
			}
			continue
		}
		if set.Stale(c, due) || !set.Stale(c, due.AddDays(1)) {
			t.Errorf("%s: stale on %s %v, and a day later %v", v.name, due, set.Stale(c, due), set.Stale(c, due.AddDays(1)))
		}
	}
}
