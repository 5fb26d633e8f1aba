package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/vocab"
	"whereas/rubrics"
)

func shippedCapitals(t *testing.T) Capitals {
	t.Helper()
	b, err := rubrics.Files.ReadFile("phrasing/acronyms.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	c := ParseCapitals("phrasing/acronyms.toml", b, &l)
	if l.Len() > 0 {
		t.Fatal(l.Sorted())
	}
	return c
}

// Which acronyms a text leaves undefined ("!") or defines for nothing ("0").
func TestAcronyms(t *testing.T) {
	const names = `
[dossier]
as_of = "2024"
[entity]
ice = { name = "Immigration and Customs Enforcement", short = "ICE", type = "agency" }
ice-cloud = { name = "ICE Cloud", type = "system" }
leo = { name = "LEO Technologies", type = "vendor" }
clear = { name = "Consolidated Lead Evaluation", short = "CLEAR", type = "product" }
[source.kuow]
type = "journalism"
title = "T"
publisher = "KUOW"
[source.afsc]
type = "research"
title = "T"
publisher = "American Friends Service Committee"
short = "AFSC"
`
	b, err := rubrics.Files.ReadFile("vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	vocabulary := vocab.Parse("vocabulary.toml", b, &diag.List{})
	d, err := dossier.Load(fstest.MapFS{"d.toml": {Data: []byte(names)}}, "d", vocabulary, dossier.Options{},
		&diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct{ name, text, want string }{
		{"undefined", "Sales to ICE went on.", "ICE!"},
		{"defined, and used", "Sales to Immigration and Customs Enforcement (ICE) went on. ICE paid.", ""},
		{"defined for nothing", "Sales to Immigration and Customs Enforcement (ICE) went on.", "ICE0"},
		{"defined too late", "ICE paid. It is Immigration and Customs Enforcement (ICE).", "ICE!"},
		{"the words behind it", "ICE (Immigration and Customs Enforcement) paid. ICE paid.", ""},
		{"a bracket that says something else", "ICE (since 2018) paid.", "ICE!"},
		{"said in full before", "Immigration and Customs Enforcement buys it. ICE paid.", ""},
		{"said in full in a heading", "**Immigration and Customs Enforcement:**\n\n- ICE paid.", ""},
		{"in apposition", "ICM, or Investigative Case Management, ran. ICM ran.", ""},
		{"in apposition, other words", "ICM, a case system, ran.", "ICM!"},
		{"known as", "A system known as ICM ran. ICM ran.", ""},
		{"two in one bracket", "The agencies (DHS and ICE) paid.", "DHS! ICE!"},
		{"with the", `The case system (the "ICM") ran. ICM ran.`, ""},
		{"more than one", "Many PIAs were read.", "PIA!"},
		{"with points", "The U.S. and the A.C.L.U. met.", "ACLU!"},
		{"known to everybody", "The US and the UN met the CEO about AI.", ""},
		{"in the request", "Resolved: shareholders request a report on ICE.", "ICE!"},
		{"in a list", "- Sales to ICE", "ICE!"},
		{"a heading in capitals", "## SUPPORTING STATEMENT ON ICE", ""},
		{"shouted words", "Please vote FOR this. BE IT RESOLVED that we do.", ""},
		{"a product", "Police use CLEAR.", ""},
		{"a vendor's name", "LEO Technologies sells.", ""},
		{"a publisher's name", "KUOW reported it.", ""},
		{"a publisher's short name", "AFSC reported it.", "AFSC!"},
		{"the name of another thing has it", "The ICE Cloud runs.", "ICE!"},
		{"the number of a paper", "The report A/HRC/56/26 and GAO-21-386 say so.", ""},
		{"an address", "See https://example.org/ICE for more.", ""},
		{"part of a word", "An iPHONE and MacBOOKs.", ""},
		{"joined", "A DHS/ICE office and ICE-led raids.", "DHS! ICE!"},
		{"one letter", "Vitamin C and A B.", ""},
		{"seven letters", "UNCTADS is none.", ""},
	} {
		var l diag.List
		TellAcronyms(parsed(v.text), shippedCapitals(t), d, wording, &l)
		var got []string
		for _, x := range l.Sorted() {
			_, word, _ := strings.Cut(x.Message, `"`)
			word, _, _ = strings.Cut(word, `"`)
			mark := map[diag.Code]string{diag.UndefinedAcronym: "!", diag.UnusedAcronym: "0"}[x.Code]
			got = append(got, word+mark)
		}
		if s := strings.Join(got, " "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
	var l diag.List
	TellAcronyms(parsed("Sales to ICE."), shippedCapitals(t), d, wording, &l)
	if h := l.Sorted()[0].Hint; !strings.Contains(h, "Immigration and Customs Enforcement") {
		t.Error(h)
	}
	if got := Acronyms(parsed("Sales to ICE."), nil, nil, wording); len(got) != 1 || got[0].Defined || got[0].Uses != 1 {
		t.Error(got)
	}
}
