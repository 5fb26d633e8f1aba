package letters

import (
	"strings"
	"testing"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/replies"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
	"whereas/templates"
)

// writer is a maker with the words that are shipped.
func writer(t *testing.T) *maker {
	t.Helper()
	var l diag.List
	words, err := rubrics.Files.ReadFile("vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	wording, err := templates.Files.ReadFile("letters.toml")
	if err != nil {
		t.Fatal(err)
	}
	m := &maker{Input: Input{Vocabulary: vocab.Parse("vocabulary.toml", words, &l),
		Wording: ParseWording("letters.toml", wording, &l)}}
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	return m
}

// Who gets a letter, and why the others get none: what was heard, what waits, and a reason of their own. One of the
// whole dossier keeps nobody from asking.
func TestWhoGetsALetter(t *testing.T) {
	waiting := func(until civil.Date) *dossier.Reply {
		r := &dossier.Reply{State: vocab.Sent}
		r.Deadline.Date = until
		return r
	}
	reason := func(of, why string) dossier.NotAsked {
		return dossier.NotAsked{Organisation: source.Text{S: of}, Reason: source.Text{S: why}}
	}
	unheard := []*grade.Claim{{}}
	for _, v := range []struct {
		name  string
		party replies.Party
		want  string // how the reason begins; "" where it gets a letter
	}{
		{"nobody asked it", replies.Party{Unheard: unheard}, ""},
		{"it was heard", replies.Party{}, "it has answered"},
		{"it was heard, and has a reason", replies.Party{Reason: reason("border", "defunct")}, "it has answered"},
		{"it may still answer", replies.Party{Unheard: unheard, Waiting: waiting(civil.Date{Year: 2026, Month: 6, Day: 30})},
			"it was asked, and has until June 30, 2026"},
		{"it was asked without a day", replies.Party{Unheard: unheard, Waiting: waiting(civil.Date{})},
			"it was asked, and the record doesn't say"},
		{"it may still answer, and has a reason",
			replies.Party{Unheard: unheard, Waiting: waiting(civil.Date{Year: 2026}), Reason: reason("border", "defunct")},
			"it was asked, and has until 2026"},
		{"a reason of its own", replies.Party{Unheard: unheard, Reason: reason("border", "security")},
			"asking could have put people at risk (the dossier's reason)"},
		{"a reason of who speaks for it", replies.Party{Unheard: unheard, Reason: reason("ministry", "security")},
			"asking could have put people at risk (the dossier's reason)"},
		{"a reason of the whole dossier", replies.Party{Unheard: unheard, Reason: reason(dossier.AllOrganisations, "illustration")}, ""},
	} {
		got := string(writer(t).left(&v.party))
		if (got == "") != (v.want == "") || !strings.HasPrefix(got, v.want) {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// What is to be read with care says so in a letter too.
func TestFlags(t *testing.T) {
	for _, v := range []struct {
		name  string
		claim grade.Claim
		want  string
	}{
		{"well supported", grade.Claim{Grade: 3}, ""},
		{"reported", grade.Claim{Grade: 2}, ""},
		{"weak", grade.Claim{Grade: 1}, "uncorroborated so far"},
		{"nothing", grade.Claim{Grade: 0}, "uncorroborated so far"},
		{"contested", grade.Claim{Grade: 3, Contested: true}, "there is evidence against it"},
		{"both", grade.Claim{Grade: 1, Contested: true}, "there is evidence against it; uncorroborated so far"},
		{"a norm", grade.Claim{Grade: 1, Claim: &dossier.Claim{Kind: vocab.Norm}}, ""},
	} {
		if v.claim.Claim == nil {
			v.claim.Claim = &dossier.Claim{Kind: vocab.Use}
		}
		if got := string(writer(t).flags(&v.claim)); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// A person is written to by name and office.
func TestWho(t *testing.T) {
	for _, v := range []struct {
		entity dossier.Entity
		want   string
	}{
		{dossier.Entity{Name: "Ministry of the Interior", Short: "Interior"}, "Ministry of the Interior"},
		{dossier.Entity{Name: "Jo Public", Short: "Jo", Office: "Sheriff of Example County"}, "Jo Public, Sheriff of Example County"},
	} {
		if got := who(&v.entity); got != v.want {
			t.Errorf("%q, want %q", got, v.want)
		}
	}
}
