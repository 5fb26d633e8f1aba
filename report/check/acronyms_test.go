package check

import (
	"fmt"
	"slices"
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
[company]
name = "QXZ Holdings"
short = "QXH"
[entity]
bureau = { name = "Bureau of Customs", short = "XYZ", type = "agency" }
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
		{"a name that its letters aren't of", "The Bureau of Customs paid. XYZ paid.", "XYZ!"},
		{"the company's name", "QXZ pays.", ""},
		{"the company's short name", "QXH pays.", ""},
		{"in a heading", "## About ICE\n\nIt paid.", "ICE!"},
		{"in a table", "| Paid by | ICE |\n|---|---|\n| paid by | DHS too |", "DHS!"},
		{"behind a figure", "By 3DES and @ICE and x_ICE and ICE2.", ""},
		{"two letters", "The XQ unit.", "XQ!"},
		{"an address behind it", "ICE said so at https://example.org/a.", "ICE!"},
		{"an address without its beginning", "See www.ICE.example for more.", ""},
		{"the number of a paper at the end", "It stands in A/HRC/56/26", ""},
		{"a figure behind it", "Sales to ICE(2024) went on.", "ICE!"},
		{"in a bracket with more", "Investigative Case Management (ICM, since 2018) ran. ICM ran.", ""},
		{"a bracket that ends before its words do", "ICM (a system) Is Case Management.", "ICM!"},
		{"words that follow without a mark", "ICM Is Case Management.", "ICM!"},
		{"words joined by a stroke", "ICM (Investigative-Case Management) ran. ICM ran.", ""},
		{"a letter short", "ICM (Investigative Case system) ran.", "ICM!"},
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
	l = diag.List{}
	TellAcronyms(parsed("A PIA was read."), shippedCapitals(t), d, wording, &l)
	if h := l.Sorted()[0].Hint; !strings.HasPrefix(h, "write out what it stands for") {
		t.Error(h)
	}
	if got := Acronyms(parsed("ICE and ICE and ICE."), nil, nil, wording); got[0].Uses != 3 {
		t.Error(got)
	}
	if got := Acronyms(parsed("Sales to ICE."), nil, nil, wording); len(got) != 1 || got[0].Defined || got[0].Uses != 1 {
		t.Error(got)
	}
}

// A file of capitals that doesn't hold together is told.
func TestFaultsOfCapitals(t *testing.T) {
	const whole = "[acronyms]\nformat = 1\nknown = [\"US\"]\nwords = [\"FOR\"]\n"
	for _, v := range []struct{ name, old, now, want string }{
		{"a whole one", "", "", ""},
		{"an older format", "format = 1", "format = 0", "out-of-range"},
		{"a newer format", "format = 1", "format = 2", "out-of-range"},
		{"a key that isn't known", "format", "more = 1\nformat", "unknown-key"},
		{"a table that isn't known", "[acronyms]", "[more]\n[acronyms]", "unknown-key"},
		{"no words", "words = [\"FOR\"]\n", "", "missing-key"},
	} {
		var l diag.List
		ParseCapitals("x.toml", []byte(strings.Replace(whole, v.old, v.now, 1)), &l)
		if got := codes(&l); got != v.want {
			t.Errorf("%s: %q, want %q: %v", v.name, got, v.want, l.Sorted())
		}
	}
}

// What a sentence of the tool's own writes out, by the dossier: the longest names first, and of two entities with one
// short name the first that isn't called so in full.
func TestSpelling(t *testing.T) {
	d := &dossier.Dossier{}
	for _, e := range []struct{ name, short, of string }{
		{"Immigration and Customs Enforcement", "ICE", "agency"}, {"QQ", "QQ", "vendor"}, {"Quiet Quarters", "QQ", "vendor"},
		{"Department of Homeland Security", "DHS", "agency"}, {"Federal Bureau of Investigation", "FBI", "agency"},
		{"Consolidated Lead Evaluation", "CLEAR", "product"}, {"Acme Bureau", "Acme", "agency"}, {"A nameless one", "", "agency"},
		{"Other Interests Consulted Everywhere", "ICE", "agency"}, {"Zeds of Mars", "MM", "agency"}, {"Apes of Nice", "NN", "agency"},
	} {
		d.Entities = append(d.Entities, &dossier.Entity{Name: e.name, Short: e.short, Type: e.of})
	}
	s := NewSpelling(Capitals{"FBI": true}, d)
	var all []string
	for _, a := range s.All() {
		all = append(all, a[0]+" "+a[1])
	}
	if got, want := strings.Join(all, "; "), "ICE Immigration and Customs Enforcement; DHS Department of Homeland "+
		"Security; QQ Quiet Quarters; MM Zeds of Mars; NN Apes of Nice"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if long := spelt("QQ", d); long != "Quiet Quarters" {
		t.Error(long)
	}
	for _, v := range []struct{ name, text, want string }{
		{"one", "Sales to ICE went on.", "9 12 ICE"},
		{"twice", "ICE and ICE.", "0 3 ICE, 8 11 ICE"},
		{"two", "To DHS and ICE.", "3 6 DHS, 11 14 ICE"},
		{"known to everybody", "To FBI and ICE.", "11 14 ICE"},
		{"a product", "CLEAR is sold to ICE.", "17 20 ICE"},
		{"part of a word", "An iPHONE of ICE.", "13 16 ICE"},
		{"of which the dossier has no words", "GAO told ICE.", "9 12 ICE"},
		{"explained, and used again", "Immigration and Customs Enforcement (ICE) is ICE.", ""},
		{"explained behind it", "ICE (Immigration and Customs Enforcement) is ICE.", ""},
		{"said in full before", "Immigration and Customs Enforcement is ICE.", ""},
		{"said to be known so", "The agency known as ICE is ICE.", ""},
		{"in quotation marks", `They said "ICE and DHS" to ICE.`, "27 30 ICE"},
		{"in curved ones", "They said “ICE” to ICE.", "23 26 ICE"},
		{"in curved ones that aren't closed", "They said “ICE or ICE", ""},
		{"behind two quotations", "“a” and “b” of ICE", "23 26 ICE"},
		{"behind two straight ones", `"a" and "b" of ICE`, "15 18 ICE"},
		{"in the second quotation", `He said "no" and "ICE".`, ""},
	} {
		var got []string
		for _, u := range s.Unexplained(v.text) {
			got = append(got, fmt.Sprint(u.From, u.To, u.Short))
			if u.Long != s.longs[u.Short] || v.text[u.From:u.To] != u.Short {
				t.Errorf("%s: %+v", v.name, u)
			}
		}
		var want []string
		for w := range strings.SplitSeq(v.want, ", ") {
			if f := strings.Fields(w); len(f) == 3 {
				want = append(want, f[0]+" "+f[1]+f[2])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", v.name, got, want)
		}
	}
}
