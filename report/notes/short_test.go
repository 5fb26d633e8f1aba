package notes

import (
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Of pieces of equal strength a note names the one that a reader can follow; and first of all what its sentence names.
func TestWhatANoteNames(t *testing.T) {
	all := []string{`paper "journalism"; publisher = "The Herald"; url = "https://example.org/1"`,
		`bare "journalism"`, `copy "journalism"; url = "https://example.org/2"; repost_of = "The Times"`,
		`german "journalism"; url = "https://example.org/3"; language = "de"`,
		`english "journalism"; url = "https://example.org/4"; language = "en"`,
		`agency "agency-publication"; url = "https://example.org/5"`,
		`study "research"; method = "https://example.org/m"; url = "https://example.org/6"`,
		`deal "procurement"`, `post "advocacy"; publisher = "Campaign"`, `machine "aggregator"; publisher = "Robot"`,
		`echo "journalism"; cluster = "paper"; publisher = "Echo"; url = "https://example.org/7"`, `read "company-filing"`}
	for _, v := range []struct {
		name, sentence string
		pieces         []string
		want           string
	}{
		{"one that it names", "The Herald reported it.", []string{"deal", "english", "paper"}, "paper deal"},
		{"by any capitals", "As the HERALD wrote.", []string{"deal", "paper"}, "paper deal"},
		{"two that it names", "Campaign and The Herald say so.", []string{"deal", "paper", "post"}, "paper post"},
		{"a weak one that it names", "Campaign says so.", []string{"deal", "post"}, "post deal"},
		{"one that bears nothing isn't named", "Robot says so.", []string{"deal", "machine"}, "deal"},
		{"of one voice the one that it names", "Echo reported it.", []string{"paper", "echo"}, "echo"},
		{"the official one", "x", []string{"study", "agency"}, "agency study"},
		{"strength before office", "x", []string{"agency distance = 2", "study"}, "study agency"},
		{"the original", "x", []string{"copy", "bare"}, "bare copy"},
		{"one with an address", "x", []string{"bare", "english"}, "english bare"},
		{"in the language of the text", "x", []string{"german", "english"}, "english german"},
		{"of unknown language as good as the text's", "x", []string{"paper", "english"}, "paper english"},
	} {
		var pieces []string
		for _, p := range v.pieces {
			id, more, _ := strings.Cut(p, " ")
			if more != "" {
				more = " , " + more
			}
			pieces = append(pieces, id+more)
		}
		set := graded(t, "act", all, pieces...)
		var got []string
		for _, c := range cited(set, set.Claim("c"), v.sentence) {
			got = append(got, c.ID.S)
		}
		if s := strings.Join(got, " "); s != v.want {
			t.Errorf("%s: %q, want %q", v.name, s, v.want)
		}
	}
	set := graded(t, "relationship", all, "deal", "paper")
	set.Dossier.Resolution = []byte("Resolved: that it ask.\n\nIt was so. The Herald reported it.[^c]\n")
	if ins, _ := Short(set)("c"); !strings.HasPrefix(doc.Plain(ins), "https://example.org/1") {
		t.Errorf("what one's own sentence names isn't first: %q", doc.Plain(ins))
	}
}

// Places are printed as shortly as a reader can use them, and only where they have a number.
func TestPages(t *testing.T) {
	for _, v := range []struct {
		locators []string
		want     string
	}{
		{[]string{"p. 42"}, "p. 42"},
		{[]string{"page 42, second column"}, "p. 42"},
		{[]string{"Page 42"}, "p. 42"},
		{[]string{"pp. 3-5"}, "pp. 3–5"},
		{[]string{"pages 3 – 5"}, "pp. 3–5"},
		{[]string{"p. 38", "p. 41", "p. 38"}, "pp. 38, 41"},
		{[]string{"paragraph 12"}, "para. 12"},
		{[]string{"paras. 12", "para. 14"}, "paras. 12, 14"},
		{[]string{"p. 38", "para. 4"}, "p. 38, para. 4"},
		{[]string{"second paragraph"}, ""},
		{[]string{"Item 6"}, ""},
		{[]string{"p. 4b"}, ""},
		{[]string{"p. x"}, ""},
		{nil, ""},
	} {
		var pages []string
		for _, l := range v.locators {
			pages = appendPage(pages, l)
		}
		if got := places(pages); got != v.want {
			t.Errorf("%q: %q, want %q", v.locators, got, v.want)
		}
	}
}

// A note of an absence names what was read, and the part of it.
func TestNoteOfAnAbsence(t *testing.T) {
	set := graded(t, "absence", []string{`read "company-filing"; ref = "2024 proxy statement"`, `paper "journalism"`}, "paper")
	set.Dossier.Search("log").Documents[0].Locator = "Item 6"
	ins, ok := Short(set)("c")
	if got := doc.Plain(ins); got != "Read: 2024 proxy statement, Item 6; the site" || !ok {
		t.Errorf("the note is %q", got)
	}
}

// What a note says of its source besides, and what is warned of.
func TestHardToFollow(t *testing.T) {
	const url = `url = "https://example.org"; `
	const dated = `published = "2024"`
	for _, v := range []struct{ name, keys, interest, note, want string }{
		{"an address and a date", url + dated, "", "https://example.org, p. 1", ""},
		{"no address", dated, "", "“The s”, 2024, p. 1", "no address"},
		{"a reference", `ref = "No. 5"`, "", "No. 5, p. 1", ""},
		{"no date", url, "", "https://example.org, p. 1", "no date"},
		{"a day on which it was read", url + `accessed = "2024"`, "", "https://example.org, p. 1", ""},
		{"a repost", url + dated + `; repost_of = "X"`, "", "https://example.org, p. 1 (repost)", "repost"},
		{"a repost with a reference to the original", `ref = "X, May 1"; ` + url + dated + `; repost_of = "X"`, "",
			"X, May 1, p. 1 (repost)", ""},
		{"a reference to the original of a repost without an address", `ref = "X, May 1"; ` + dated + `; repost_of = "X"`, "",
			"X, May 1, p. 1", ""},
		{"another language", url + dated + `; language = "de"`, "", "https://example.org, p. 1 (German)",
			"another language (German)"},
		{"another kind of the same language", url + dated + `; language = "en-GB"`, "", "https://example.org, p. 1", ""},
		{"a reference without an address", `ref = "No. 5"; ` + dated + `; language = "de"`, "", "No. 5, p. 1 (German)",
			"another language (German)"},
		{"a language that begins like one", url + dated + `; language = "de-unreadable-x"`, "", "https://example.org, p. 1", ""},
		{"an interest that begins with its mark", url + dated + `; interest = ": a party"`, "note", "https://example.org, p. 1",
			"too many words"},
		{"in four, where it isn't asked for", url + dated + `; interest = "campaigns against the company"`, "",
			"https://example.org, p. 1", ""},
		{"an unreadable language", url + dated + `; language = "?"`, "", "https://example.org, p. 1", ""},
		{"a repost in another language", url + dated + `; repost_of = "X"; language = "fr"`, "",
			"https://example.org, p. 1 (French, repost)", "language repost"},
		{"an interest, where it isn't asked for", url + dated + `; interest = "party: to the suit"`, "",
			"https://example.org, p. 1", ""},
		{"an interest", url + dated + `; interest = "party: to the suit"`, "note", "https://example.org, p. 1 (party)", ""},
		{"in three words", url + dated + `; interest = "campaigns for privacy"`, "note",
			"https://example.org, p. 1 (campaigns for privacy)", ""},
		{"in four", url + dated + `; interest = "campaigns against the company"`, "note", "https://example.org, p. 1",
			"too many words"},
		{"none known", url + dated + `; interest = "none known"`, "note", "https://example.org, p. 1", ""},
		{"none said", url + dated, "note", "https://example.org, p. 1", ""},
	} {
		set := graded(t, "use", []string{`s "journalism"; ` + v.keys, `read "company-filing"`}, "s")
		set.Dossier.Language, set.Dossier.Notes = "en-US", dossier.Notes{Interest: v.interest == "note"}
		ins, _ := Short(set)("c")
		if got := doc.Plain(ins); got != v.note {
			t.Errorf("%s: the note is %q, want %q", v.name, got, v.note)
		}
		if link, ok := ins[0].(doc.Link); ok && link.URL == "" {
			t.Errorf("%s: a link that leads nowhere", v.name)
		}
		var l diag.List
		d := prose.Parse("x.md", []byte("It did.[^c] Again.[^c]"), Short(set), &l)
		Check(d, set, &l)
		want := strings.Fields(v.want)
		if strings.Contains(v.want, "(") || v.want == "no address" || v.want == "no date" || v.want == "too many words" {
			want = []string{v.want}
		}
		if l.Len() != len(want) {
			t.Errorf("%s: %v", v.name, l.Sorted())
			continue
		}
		for i, x := range l.Sorted() {
			if !strings.Contains(x.Message, want[i]) || len(x.Notes) != 1 || x.Hint == "" {
				t.Errorf("%s: %v", v.name, x)
			}
		}
	}
	set := graded(t, "absence", []string{`read "company-filing"`})
	var l diag.List
	Check(prose.Parse("x.md", []byte("Nothing.[^c] More.[^source:read] Other.[^source:none]"), Short(set), &diag.List{}), set, &l)
	if l.Len() != 2 { // of what was read: no address, no date
		t.Error(l.Sorted())
	}
	for _, v := range []struct{ name, kind, log, text string }{
		{"a source by itself", "use", "log", "Other.[^source:read]"},
		{"what was read for an absence", "absence", "log", "Nothing.[^c]"},
		{"an absence without its log", "absence", "none", "Nothing.[^c]"},
	} {
		set := graded(t, vocab.Kind(v.kind), []string{`read "company-filing"`}, "read")
		set.Claim("c").Search.S = v.log
		var l diag.List
		if Check(prose.Parse("x.md", []byte(v.text), Short(set), &diag.List{}), set, &l); l.Len() != 2 {
			t.Errorf("%s: %v", v.name, l.Sorted())
		}
	}
	if got := foreign(&dossier.Source{Language: "de"}, "?"); got != "" {
		t.Errorf("beside a text of unknown language one in German is %q", got)
	}
	if reposted(&dossier.Source{RepostOf: source.Text{S: "x"}, Ref: "r"}) {
		t.Error("with a reference the reader isn't sent to the repost")
	}
}
