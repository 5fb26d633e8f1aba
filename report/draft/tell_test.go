package draft

import (
	"io/fs"
	"strings"
	"sync"
	"testing"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
	"whereas/templates"
)

// shipped reads words and figures once: whoever runs these tests a thousand times over waits for it.
var shipped = sync.OnceValues(func() (Wording, *authority.Authority) {
	var l diag.List
	read := func(files fs.ReadFileFS, name string) []byte {
		b, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		return b
	}
	vocabulary := vocab.Parse("vocabulary.toml", read(rubrics.Files, "vocabulary.toml"), &l)
	figures := authority.Parse("authority.toml", read(rubrics.Files, "authority.toml"), vocabulary, &l)
	return ParseWording("wording.toml", read(templates.Files, "wording.toml"), &l), figures
})

// spanish are the shipped words in Spanish.
func spanish(t *testing.T) Wording {
	t.Helper()
	b, err := templates.Files.ReadFile("es/wording.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	w := ParseWording("es/wording.toml", b, &l)
	for _, fault := range l.Sorted() {
		t.Fatalf("%s: %s", fault.At, fault.Message)
	}
	return w
}

// tellerOf tells claims with the shipped words and figures.
func tellerOf(t *testing.T, d *dossier.Dossier) Teller {
	t.Helper()
	wording, figures := shipped()
	d.Language = "en-US"
	d.Index()
	return Teller{Set: grade.Of(d, figures), Wording: wording}
}

// What is not well supported is told as reported, unless the sentence names who says it.
func TestAttribution(t *testing.T) {
	s := func(id, typ, publisher, short, method string) *dossier.Source {
		return &dossier.Source{ID: source.Text{S: id}, Type: source.Text{S: typ}, Publisher: publisher, Short: short,
			Method: method}
	}
	sources := []*dossier.Source{s("paper", "journalism", "Example Press", "The Press", ""),
		s("named", "journalism", "The Herald", "The Herald", ""),
		s("weak", "advocacy", "Blog", "Blog", ""), s("machine", "aggregator", "Machine", "Machine", ""),
		s("court", "finding", "Court", "Court", ""),
		s("study", "research", "Institute", "An Institute", "stated"), s("mute", "journalism", "", "", "")}
	for _, v := range []struct {
		name   string
		kind   vocab.Kind
		text   string
		pieces []string
		want   string
	}{
		{"one report", "use", "The agency used it in 2024.", []string{"paper"},
			"Reportedly, the agency used it in 2024."},
		{"a first word that stays great", "use", "Exemplar used it in 2024.", []string{"paper"},
			"Reportedly, Exemplar used it in 2024."},
		{"one report, and its time", "use", "The agency used it.", []string{"paper"},
			"Reportedly, in 2024, the agency used it."},
		{"a blog and a report", "use", "The agency used it in 2024.", []string{"weak", "paper"},
			"Reportedly, the agency used it in 2024."},
		{"the sentence names it", "use", "The Press found that the agency used it in 2024.", []string{"paper"},
			"The Press found that the agency used it in 2024."},
		{"who is named behind a semicolon says what stands there", "use",
			"The agency used it in 2024; the Press calls it new.", []string{"paper"},
			"Reportedly, the agency used it in 2024; the Press calls it new."},
		{"and who is named before it, all", "use", "The Press says so in 2024; the agency used it.", []string{"paper"},
			"The Press says so in 2024; the agency used it."},
		{"by its longer name", "use", "Example Press says so in 2024.", []string{"paper"},
			"Example Press says so in 2024."},
		{"the sentence names the weaker one", "use", "The Blog says so in 2024.", []string{"paper", "weak"},
			"The Blog says so in 2024."},
		{"the sentence names what can bear nothing", "use", "The Machine says so in 2024.",
			[]string{"machine", "paper"}, "Reportedly, the Machine says so in 2024."},
		{"well supported", "use", "The agency used it in 2024.", []string{"court"}, "The agency used it in 2024."},
		{"two reports", "use", "The agency used it in 2024.", []string{"paper", "named"},
			"The agency used it in 2024."},
		{"a study and a report that something qualifies", "use", "The agency used it in 2024.",
			[]string{"study", "paper", "?named"}, "Reportedly, the agency used it in 2024."},
		{"two reports that something qualifies", "use", "The agency used it in 2024.",
			[]string{"paper", "named", "?court"}, "The agency used it in 2024."},
		{"nobody has a name", "use", "The agency used it in 2024.", []string{"mute"},
			"Reportedly, the agency used it in 2024."},
		{"a norm says itself where it stands", vocab.Norm, "The guide asks for it.", []string{"paper"},
			"The guide asks for it."},
	} {
		c := &dossier.Claim{ID: source.Text{S: "c"}, Kind: v.kind, Status: "reported",
			AsOf: source.Date{Date: civil.Date{Year: 2024}}}
		d := &dossier.Dossier{Sources: sources, Claims: []*dossier.Claim{c}}
		for _, p := range v.pieces {
			id, qualifies := strings.CutPrefix(p, "?")
			e := &dossier.Evidence{Source: source.Text{S: id}, Stance: vocab.Supports, Distance: -1,
				Quote: source.Text{S: "q"}}
			if qualifies {
				e.Stance = vocab.Qualifies
			}
			c.Evidence = append(c.Evidence, e)
			d.Proofs = append(d.Proofs, &dossier.Proof{Source: id, Quote: "q"})
		}
		teller := tellerOf(t, d)
		if got := string(teller.Sentence(teller.Set.Claim("c"), v.text)); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// What is told as a fact, and what as reported, by its grade, its kind, and what qualifies it.
func TestFlat(t *testing.T) {
	supports, byMethod := grade.Piece{Stance: vocab.Supports}, grade.Piece{Stance: vocab.Supports, Method: true}
	qualifies, doubts := grade.Piece{Stance: vocab.Qualifies}, grade.Piece{Stance: vocab.Qualifies, Method: true}
	for _, v := range []struct {
		name   string
		grade  int
		kind   vocab.Kind
		pieces []grade.Piece
		want   bool
	}{
		{"on record", 4, vocab.Use, nil, true},
		{"on record, by a method, and qualified", 4, vocab.Use, []grade.Piece{byMethod, qualifies}, true},
		{"well supported", 3, vocab.Use, []grade.Piece{supports}, true},
		{"well supported, and qualified", 3, vocab.Use, []grade.Piece{supports, qualifies}, true},
		{"well supported, by a method", 3, vocab.Use, []grade.Piece{byMethod, supports}, true},
		{"by a method, and qualified", 3, vocab.Use, []grade.Piece{byMethod, qualifies}, false},
		{"qualified, and by a method", 3, vocab.Use, []grade.Piece{qualifies, byMethod, supports}, false},
		{"qualified by a method", 3, vocab.Use, []grade.Piece{supports, doubts}, true},
		{"reported", 2, vocab.Use, []grade.Piece{supports}, false},
		{"weak", 1, vocab.Use, nil, false},
		{"an absence", 2, vocab.Absence, nil, true},
		{"a norm", 1, vocab.Norm, nil, true},
	} {
		g := &grade.Claim{Claim: &dossier.Claim{Kind: v.kind}, Grade: v.grade, Pieces: v.pieces}
		if got := flat(g); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
}

// The company's name is none of a publisher's: "Exemplar Press had contracts" doesn't name the Press that says so.
func TestCompanyIsNotItsNamesake(t *testing.T) {
	for company, want := range map[string]string{
		"Example Press":  "Reportedly, the Press and Example Press had contracts.", // all that names it is the company's own
		"Somebody, Inc.": "The Press and Example Press had contracts.",
		"":               "The Press and Example Press had contracts.",
	} {
		c := &dossier.Claim{ID: source.Text{S: "c"}, Kind: vocab.Policy, Evidence: []*dossier.Evidence{
			{Source: source.Text{S: "paper"}, Stance: vocab.Supports, Distance: -1, Quote: source.Text{S: "q"}}}}
		d := &dossier.Dossier{Company: dossier.Company{Name: company, Short: "The Press"}, Claims: []*dossier.Claim{c},
			Sources: []*dossier.Source{{ID: source.Text{S: "paper"}, Type: source.Text{S: "journalism"},
				Publisher: "Example Press", Short: "The Press"}}}
		if company != "Example Press" {
			d.Company.Short = ""
		}
		teller := tellerOf(t, d)
		if got := string(teller.Sentence(teller.Set.Claim("c"), "The Press and Example Press had contracts.")); got != want {
			t.Errorf("%q: %q, want %q", company, got, want)
		}
	}
}

// A sentence that says no year is told with its claim's time.
func TestDatesInSentences(t *testing.T) {
	at := func(y int) source.Date { return source.Date{Date: civil.Date{Year: y}} }
	day := source.Date{Date: civil.Date{Year: 2024, Month: 4, Day: 2}}
	first := source.Date{Date: civil.Date{Year: 2020, Month: 5, Day: 1}}
	for _, v := range []struct {
		name  string
		claim dossier.Claim
		text  string
		want  string
	}{
		{"as of a year", dossier.Claim{AsOf: at(2024)}, "The army uses it.", "As of 2024, the army uses it."},
		{"a name stays great", dossier.Claim{AsOf: at(2024)}, "Verus is used.", "As of 2024, Verus is used."},
		{"what happened", dossier.Claim{Kind: vocab.Act, AsOf: at(2024)}, "The army bought it.",
			"In 2024, the army bought it."},
		{"on a day", dossier.Claim{Kind: vocab.Act, AsOf: day}, "The army bought it.",
			"On April 2, 2024, the army bought it."},
		{"since a day", dossier.Claim{Since: first}, "It is used.", "Since May 1, 2020, it is used."},
		{"until a day", dossier.Claim{Until: first}, "It was used.", "It was used; this ended on May 1, 2020."},
		{"as of a year, and since another", dossier.Claim{AsOf: at(2024), Since: at(2020)}, "It is used.", "As of 2024, it is used."},
		{"on the first of a month", dossier.Claim{Kind: vocab.Act, AsOf: first}, "The army bought it.",
			"On May 1, 2020, the army bought it."},
		{"since a year", dossier.Claim{Since: at(2020)}, "It is used.", "Since 2020, it is used."},
		{"until a year", dossier.Claim{Since: at(2020), Until: at(2023)}, "It was used.",
			"It was used; this ended in 2023."},
		{"until a year, and another one said", dossier.Claim{Since: at(2020), Until: at(2023)},
			"Since 2020 it was used.", "Since 2020 it was used; this ended in 2023."},
		{"until a year that is said", dossier.Claim{Since: at(2020), Until: at(2023)}, "It was used until 2023.",
			"It was used until 2023."},
		{"a year that is said", dossier.Claim{AsOf: at(2024)}, "In 2023 it was used.", "In 2023 it was used."},
		{"a number that is no year", dossier.Claim{AsOf: at(2024)}, "It has 12024 users.",
			"As of 2024, it has 12024 users."},
		{"a norm", dossier.Claim{Kind: vocab.Norm, AsOf: at(2011)}, "It is asked", "It is asked."},
		{"no time", dossier.Claim{}, "It was used", "It was used."},
	} {
		teller := tellerOf(t, &dossier.Dossier{})
		c := v.claim
		if got := string(teller.dated(&grade.Claim{Claim: &c}, prose.Markdown(v.text))); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// Behind "Yet" and "Reportedly," a sentence goes on small, unless it begins with a name.
func TestLowerFirst(t *testing.T) {
	w := tellerOf(t, &dossier.Dossier{}).Wording
	for s, want := range map[string]string{
		"No passage says it.": "no passage says it.", "Nothing was found.": "nothing was found.",
		"Neither page says it.": "neither page says it.", "Its page is silent.": "its page is silent.",
		"Our search found none.": "our search found none.", "Not one page says it.": "not one page says it.",
		"The page is silent.":      "the page is silent.",
		"Amazon's page is silent.": "Amazon's page is silent.", "ICE is not named.": "ICE is not named.",
	} {
		if got := string(w.lowerFirst(prose.Markdown(s))); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}
