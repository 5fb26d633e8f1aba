package grade

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/rubrics"
)

// vocabulary are the shipped words, with the source types of the shipped authority: read once for all tests.
func vocabulary(testing.TB) (vocab.Vocabulary, *authority.Authority) { return shippedWords() }

var shippedWords = sync.OnceValues(func() (vocab.Vocabulary, *authority.Authority) {
	var l diag.List
	read := func(name string) []byte {
		b, err := rubrics.Files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		return b
	}
	words := vocab.Parse("vocabulary.toml", read("vocabulary.toml"), &l)
	return words, authority.Parse("authority.toml", read("authority.toml"), words, &l)
})

// graded loads a dossier and grades it. Every quote counts as proven, but for those that begin with "unproven".
func graded(t testing.TB, toml string) *Set {
	t.Helper()
	words, figures := vocabulary(t)
	var l diag.List
	d, err := dossier.Load(fstest.MapFS{"a.toml": {Data: []byte(toml)}}, "x", words, dossier.Options{}, &l)
	if err != nil {
		t.Fatal(err)
	}
	if d.Damaged {
		t.Fatalf("the test's own TOML is damaged: %v", l.Sorted())
	}
	for _, c := range d.Claims {
		for _, e := range c.Evidence {
			if s := d.Source(e.Source.S); s != nil && e.Quote.S != "" && !strings.HasPrefix(e.Quote.S, "unproven") {
				d.Proofs = append(d.Proofs, &dossier.Proof{Source: e.Source.S, Quote: e.Quote.S, Capture: s.Capture.S})
			}
		}
	}
	return Of(d, figures)
}

// sources are tables of sources: each "id type" with further keys behind it, by semicolons.
func sources(specs ...string) string {
	var b strings.Builder
	for _, spec := range specs {
		head, more, _ := strings.Cut(spec, ";")
		id, typ, _ := strings.Cut(head, " ")
		fmt.Fprintf(&b, "[source.%s]\ntype = %q\ntitle = %q\n%s\n", id, typ, "title of "+id,
			strings.ReplaceAll(more, ";", "\n"))
	}
	return b.String()
}

// claim is a claim "c" with pieces of evidence, each "source" with further keys behind it.
func claim(kind vocab.Kind, status vocab.Status, pieces ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[claim.c]\ntext = \"c\"\nkind = %q\nstatus = %q\nas_of = \"2024\"\nabout = "+
		"[\"company\"]\nevidence = [\n", kind, status)
	for _, p := range pieces {
		id, more, _ := strings.Cut(p, " ")
		if more != "" {
			more = ", " + more
		}
		if !strings.Contains(more, "says =") {
			more += `, says = "x"`
		}
		fmt.Fprintf(&b, "  { source = %q, at = \"p. 1\"%s },\n", id, more)
	}
	return b.String() + "]\n"
}

const quoted = `quote = "its words"`

func TestContestCosts(t *testing.T) {
	for grade := range 5 {
		for contrary := range 5 {
			want := 0
			if contrary >= 2 {
				want = 1
			}
			if contrary == 4 && grade < 4 {
				want = 2
			}
			if got := Contest(grade, contrary); got != want {
				t.Errorf("a claim of grade %d against contrary evidence on rung %d loses %d, want %d", grade, contrary,
					got, want)
			}
		}
	}
}

// A claim whose status couldn't be read has no ceiling: the status is an error of its own.
func TestNoStatusNoCeiling(t *testing.T) {
	if g := Of(build("relationship", "", []pieceSpec{{typ: "procurement", distance: -1}}),
		figures(t)).Claims[0]; g.Grade != 4 || len(g.Reasons) != 1 {
		t.Errorf("grade %d: %v", g.Grade, g.Reasons)
	}
}

// What a record says against a record costs one grade, and not two: both are on rung 4.
func TestRecordAgainstRecordLosesOne(t *testing.T) {
	s := graded(t, sources("a procurement", "b finding")+
		claim("relationship", "recorded", "a "+quoted, `b quote = "others", stance = "contradicts"`))
	if g := s.Claim("c"); g.BeforeContest != 4 || g.Grade != 3 || !g.Contested {
		t.Errorf("grade %d before and %d after the contest, want 4 and 3", g.BeforeContest, g.Grade)
	}
}

// Of which voice a piece is. The rules stand in docs/scoring.md; each row is one.
func TestVoices(t *testing.T) {
	const report = "journalism"
	for _, v := range []struct {
		name     string
		sources  []string
		pieces   []string
		clusters string
		grade    int
	}{
		{"two sources of two publishers are two",
			[]string{`a journalism;publisher = "One"`, `b journalism;publisher = "Two"`}, []string{"a", "b"}, "a b", 3},
		{"sources without a publisher are each its own", []string{"a " + report, "b " + report}, []string{"a", "b"},
			"a b", 3},
		{"two papers of one publisher are one", []string{`a journalism;publisher = "The Press"`,
			`b journalism;publisher = "Press."`}, []string{"a", "b"}, "press", 2},
		{"a publisher's only paper goes by its id",
			[]string{`a journalism;publisher = "One Press"`, `b journalism;publisher = "Two"`}, []string{"a"}, "a", 2},
		{"a publisher's name is a label without blanks", []string{`a journalism;publisher = "One Big Press"`,
			`b journalism;publisher = "One big press"`}, []string{"a", "b"}, "one-big-press", 2},
		{"a publisher's paper that no claim cites moves nothing", []string{`a journalism;publisher = "P"`,
			`b journalism;publisher = "P";cluster = "wire"`, `c journalism;cluster = "wire"`},
			[]string{"a", "c"}, "a wire", 3},
		{"a paper that says why is independent of its publisher",
			[]string{`a journalism;publisher = "P"`, `b journalism;publisher = "P";independent = "another desk"`},
			[]string{"a", "b"}, "a b", 3},
		{"two that say why are two", []string{`a journalism;publisher = "P";independent = "x"`,
			`b journalism;publisher = "P";independent = "y"`}, []string{"a", "b"}, "a b", 3},
		{"a named cluster is the publisher's other papers' too",
			[]string{`a journalism;publisher = "P";cluster = "wire"`, `b journalism;publisher = "P"`},
			[]string{"a", "b"}, "wire", 2},
		{"of two named clusters the others are neither", []string{`a journalism;publisher = "P";cluster = "x"`,
			`b journalism;publisher = "P";cluster = "y"`, `c journalism;publisher = "P"`},
			[]string{"a", "b", "c"}, "c x y", 3},
		{"two papers beside two named clusters are one",
			[]string{`a journalism;publisher = "P";cluster = "x"`, `b journalism;publisher = "P";cluster = "y"`,
				`c journalism;publisher = "P"`, `d journalism;publisher = "P"`}, []string{"c", "d"}, "p", 2},
		{"one cluster named twice is one", []string{`a journalism;publisher = "P";cluster = "x"`,
			`b journalism;publisher = "P";cluster = "x"`, `c journalism;publisher = "P"`},
			[]string{"a", "b", "c"}, "x", 2},
		{"an unknown cluster says nothing of the publisher's others",
			[]string{`a journalism;publisher = "P";cluster = "unknown"`, `b journalism;publisher = "P"`},
			[]string{"a", "b"}, "b", 2},
		{"one cluster over two publishers is one", []string{`a journalism;publisher = "One";cluster = "wire"`,
			`b journalism;publisher = "Two";cluster = "wire"`},
			[]string{"a", "b"}, "wire", 2},
		{"an origin goes before a cluster", []string{`a journalism;cluster = "one"`, `b journalism;cluster = "one"`},
			[]string{`a origin = "x"`, "b"}, "one x", 3},
		{"one origin is one voice", []string{"a " + report, "b " + report},
			[]string{`a origin = "x"`, `b origin = "x"`}, "x", 2},
		{"an unknown origin is no voice", []string{"a " + report, "b " + report}, []string{"a", `b origin = "unknown"`},
			"a", 2},
		{"the company's papers are one, whatever they come from", []string{"a company-filing", "b company-filing"},
			[]string{`a origin = "x", distance = 1`, `b origin = "y", distance = 1`}, "company", 2},
		{"an origin that names a source is of that source's voice",
			[]string{"a company-filing", "b journalism", "c journalism"},
			[]string{"a distance = 1", `b origin = "a"`}, "company", 2},
		{"and of its cluster", []string{`a journalism;cluster = "wire"`, "b journalism",
			`c journalism;cluster = "wire"`}, []string{`b origin = "a"`, "c"}, "wire", 2},
		{"a cluster that names a source is of that source's voice",
			[]string{`a journalism;cluster = "b"`, `b journalism;cluster = "wire"`, `c journalism;cluster = "wire"`},
			[]string{"a", "c"}, "wire", 2},
		{"two clusters that name each other are one voice",
			[]string{`a journalism;cluster = "b"`, `b journalism;cluster = "a"`}, []string{"a", "b"}, "a", 2},
		{"a cluster that names its own source", []string{`a journalism;cluster = "a"`, "b journalism"},
			[]string{"a", "b"}, "a b", 3},
		{"who repeats is one voice with whom it repeats", []string{"a journalism", `b journalism;rests_on = ["a"]`},
			[]string{"a", "b"}, "a", 2},
		{"however far back", []string{"a journalism", `b journalism;rests_on = ["a"]`, `c journalism;rests_on = ["b"]`},
			[]string{"a", "c"}, "a", 2},
		{"two that repeat a third", []string{"a journalism", `b journalism;rests_on = ["a"]`,
			`c journalism;rests_on = ["a"]`}, []string{"b", "c"}, "a", 2},
		{"whatever it says that its cluster is",
			[]string{"a journalism", `b journalism;rests_on = ["a"];cluster = "x"`}, []string{"a", "b"}, "a", 2},
		{"unless the piece says where it comes from", []string{"a journalism", `b journalism;rests_on = ["a"]`},
			[]string{"a", `b origin = "b-own"`}, "a b-own", 3},
		{"who repeats two is one voice with the one that speaks",
			[]string{"a journalism", "b journalism", `c journalism;rests_on = ["a", "b"]`}, []string{"b", "c"}, "b", 2},
		{"and adds nothing to both", []string{"a journalism", "b journalism", `c journalism;rests_on = ["a", "b"]`},
			[]string{"c", "b", "a"}, "a b", 3},
		{"and is the first's where neither speaks",
			[]string{"a journalism", "b journalism", `c journalism;rests_on = ["b", "a"]`}, []string{"c"}, "a", 2},
		{"editions of one page are one document",
			[]string{`a journalism;url = "https://example.org/a";published = "2024-01-02";archived = ` +
				`"https://web.archive.org/web/20240102/https://example.org/a"`,
				`b journalism;url = "https://example.org/a";published = "2025-01-02";archived = ` +
					`"https://web.archive.org/web/20250102/https://example.org/a"`}, []string{"a", "b"}, "a", 2},
		{"another page is another document", []string{`a journalism;url = "https://example.org/a"`,
			`b journalism;url = "https://example.org/b"`}, []string{"a", "b"}, "a b", 3},
		{"who repeats the company is the company's voice",
			[]string{"a company-filing", `b journalism;rests_on = ["a"]`, "c company-filing"},
			[]string{"b", "c distance = 1"}, "company", 2},
		{"an unknown cluster is no voice, whatever it rests on",
			[]string{"a journalism", `b journalism;rests_on = ["a"];cluster = "unknown"`, "c journalism"},
			[]string{"b", "c"}, "c", 2},
		{"who repeats a paper is one voice with its publisher",
			[]string{`a journalism;publisher = "P"`, `b journalism;rests_on = ["a"]`, `c journalism;publisher = "P"`},
			[]string{"b", "c"}, "p", 2},
		{"a cluster that names a paper is its publisher's voice",
			[]string{`a journalism;publisher = "P"`, `b journalism;cluster = "a"`, `c journalism;publisher = "P"`},
			[]string{"b", "c"}, "p", 2},
		{"an origin that names a paper is its publisher's voice",
			[]string{`a journalism;publisher = "P"`, "b journalism", `c journalism;publisher = "P"`},
			[]string{`b origin = "a"`, "c"}, "p", 2},
		{"two that name each other go by the first, in whatever order they are cited",
			[]string{`a journalism;cluster = "b"`, `b journalism;cluster = "a"`}, []string{"b", "a"}, "a", 2},
		{"capitals and blanks don't make another voice", []string{`a journalism;cluster = "Big Wire"`,
			`b journalism;cluster = "big-wire"`}, []string{"a", "b"}, "big-wire", 2},
		{"nor in an origin", []string{"a journalism", "b journalism"},
			[]string{`a origin = "Reuters"`, `b origin = "reuters "`}, "reuters", 2},
		{"an Unknown with a capital is unknown", []string{`a journalism;cluster = "Unknown"`, "b journalism"},
			[]string{"a", `b`}, "b", 2},
		{"who rests on the company's paper is the company's voice", []string{`a journalism;rests_on = ["f"]`,
			"f company-filing"}, []string{"a", "f distance = 1"}, "company", 2},
		{"what an unknown voice rests on says nothing of it",
			[]string{`a journalism;cluster = "unknown";rests_on = ["b"]`, "b journalism", "c journalism"},
			[]string{"a", "c"}, "c", 2},
		{"two entries of one address are one witness",
			[]string{`a journalism;cluster = "x";url = "https://example.org/a"`,
				`b journalism;cluster = "y";url = "http://example.org/a"`},
			[]string{"a", "b"}, "x", 2},
		{"two addresses are two", []string{`a journalism;cluster = "x";url = "https://example.org/a"`,
			`b journalism;cluster = "y";url = "http://example.org/b"`},
			[]string{"a", "b"}, "x y", 3},
		{"a publisher's paper that another rests on names its cluster", []string{`a journalism;publisher = "P"`,
			`b journalism;publisher = "P";cluster = "wire"`, `c journalism;rests_on = ["b"]`},
			[]string{"a", "c"}, "wire", 2},
		{"so does one that another is a part of", []string{`a journalism;publisher = "P"`,
			`b journalism;publisher = "P";cluster = "wire"`, `c journalism;part_of = "b"`},
			[]string{"a", "c"}, "c wire", 3},
		{"and one that another names as its cluster", []string{`a journalism;publisher = "P"`,
			`b journalism;publisher = "P";cluster = "wire"`, `c journalism;cluster = "b"`},
			[]string{"a", "c"}, "wire", 2},
		{"and one that a piece names as its origin",
			[]string{`a journalism;publisher = "P"`, `b journalism;publisher = "P";cluster = "wire"`, "c journalism"},
			[]string{"a", `c origin = "b"`}, "wire", 2},
		{"but not one that nothing leads to", []string{`a journalism;publisher = "P"`,
			`b journalism;publisher = "P";cluster = "wire"`}, []string{"a"}, "a", 2},
		{"a company paper of unknown origin is no voice", []string{"a company-filing", "b journalism"},
			[]string{`a origin = "unknown", distance = 1`, "b"}, "b", 2},
	} {
		s := graded(t, sources(v.sources...)+claim("relationship", "reported", v.pieces...))
		g := s.Claim("c")
		if got := strings.Join(g.Clusters, " "); got != v.clusters || g.Grade != v.grade {
			t.Errorf("%s: clusters %q of grade %d, want %q of %d", v.name, got, g.Grade, v.clusters, v.grade)
		}
	}
}

// What the company publishes is the company's voice, whatever the type of the source.
func TestTheCompanyAsPublisher(t *testing.T) {
	for publisher, want := range map[string]string{"Example Works, Inc.": "company", "example works": "company",
		"Example Works Press": "a company", "": "a company"} {
		s := graded(t, "[company]\nname = \"Example Works Inc.\"\nshort = \"Example Works\"\n"+
			sources(`a journalism;publisher = "`+publisher+`"`, "b company-filing")+claim("relationship", "reported",
			"a", "b distance = 1"))
		if got := strings.Join(s.Claim("c").Clusters, " "); got != want {
			t.Errorf("published by %q: clusters %q, want %q", publisher, got, want)
		}
	}
}

// An article and the company's words that it quotes are one witness, in whatever order they are cited.
func TestPartsOfOneDocumentAreOneVoice(t *testing.T) {
	docs := []string{"article journalism", `quoted company-filing;part_of = "article"`,
		`other research;method = "m";part_of = "article"`,
		"paper journalism", "filing company-filing", "story journalism", `said company-filing;part_of = "story"`}
	for _, v := range []struct {
		name   string
		pieces []string
		want   string
	}{
		{"an article and what it quotes", []string{"article", "quoted distance = 1"}, "article"},
		{"the other way round", []string{"quoted distance = 1", "article"}, "article"},
		{"two parts of an article that isn't cited itself", []string{"quoted distance = 1", "other"}, "company"},
		{"the other way round, too", []string{"other", "quoted distance = 1"}, "company"},
		{"three pieces of one article", []string{"other", "quoted distance = 1", "article"}, "article"},
		{"another paper is another voice", []string{"article", "quoted distance = 1", "paper"}, "article paper"},
		{"the company's own filing is another document",
			[]string{"quoted distance = 1", "article", "filing distance = 1"}, "article company"},
		{"two origins in one document are one witness", []string{"article", `other origin = "x"`}, "article"},
		{"in one source, too", []string{`article origin = "x"`, `article origin = "y"`}, "x"},
		{"of three pieces, too", []string{`article origin = "x"`, "other", "quoted distance = 1"}, "company"},
		{"one origin in two documents is one", []string{`article origin = "x"`, `paper origin = "x"`}, "x"},
		{"two origins in two documents are two",
			[]string{`article origin = "x"`, `article origin = "y"`, `paper origin = "x"`}, "x y"},
		{"words that don't count lend their label to nobody",
			[]string{"quoted distance = 2", "filing distance = 1", `paper origin = "company"`}, "company"},
		{"what the company says in two papers is one voice",
			[]string{"quoted distance = 1", "said distance = 1", "filing distance = 1"}, "company"},
		{"what speaks against the claim is apart from what supports it",
			[]string{"article", `quoted distance = 1, stance = "contradicts"`}, "article"},
	} {
		s := graded(t, sources(docs...)+claim("act", "reported", v.pieces...))
		if got := strings.Join(s.Claim("c").Clusters, " "); got != v.want {
			t.Errorf("%s: clusters %q, want %q", v.name, got, v.want)
		}
	}
	s := graded(t, sources(docs...)+claim("act", "reported", "article", `quoted distance = 1, stance = "contradicts"`))
	if got := s.Claim("c").Pieces[1].Cluster; got != "company" {
		t.Errorf("a part that contradicts is of %q", got)
	}
}

// What a piece can bear: base, distance, method.
func TestPieces(t *testing.T) {
	for _, v := range []struct {
		name, source, piece string
		kind                vocab.Kind
		base, distance      int
		method              bool
	}{
		{"the type's own figures", "a procurement", "a", "relationship", 4, 0, false},
		{"the piece's own distance", "a procurement", "a distance = 2", "relationship", 4, 2, false},
		{"a piece may be the record itself", "a journalism", "a distance = 0", "use", 3, 0, false},
		{"research with a method", `a research;method = "m"`, "a", "use", 3, 1, true},
		{"research without one", "a research", "a", "use", 3, 2, false},
		{"research that says its distance", `a research;method = "m"`, "a distance = 1", "use", 3, 1, false},
		{"a method moves no other type", `a journalism;method = "m"`, "a", "use", 3, 1, false},
		{"against interest, a company paper", "a company-statement", `a against_interest = "why"`, "use", 4, 0, false},
		{"against interest, another's paper", "a journalism", `a against_interest = "why"`, "use", 3, 1, false},
		{"authenticated on request", "a foia;authenticated = true", "a", "use", 3, 0, false},
		{"not authenticated", "a foia;authenticated = false", "a", "use", 2, 0, false},
		{"a source that isn't there", "a journalism", "b", "use", 0, 2, false},
	} {
		p := graded(t, sources(v.source)+claim(v.kind, "reported", v.piece)).Claim("c").Pieces[0]
		if p.Base != v.base || p.Distance != v.distance || p.Method != v.method {
			t.Errorf("%s: base %d, distance %d, method %v; want %d, %d, %v", v.name, p.Base, p.Distance, p.Method,
				v.base, v.distance, v.method)
		}
	}
}

// Nothing goes under base 0, and a distance of 0 without a method is one like the others.
func TestFiguresOfOnesOwn(t *testing.T) {
	_, figures := vocabulary(t)
	for i := range figures.Types {
		switch st := &figures.Types[i]; st.ID {
		case "foia":
			st.Unauthenticated = -4
		case "research":
			st.Distance, st.DistanceWithoutMethod = 1, 0
		case "commissioned":
			st.DistanceWithoutMethod = st.Distance
		}
	}
	s := graded(t, sources("a foia;authenticated = false", "b research", `c commissioned;method = "m"`)+claim("use",
		"reported", "a", "b", "c"))
	g := Of(s.Dossier, figures).Claim("c")
	if g.Pieces[0].Base != 0 || g.Pieces[1].Distance != 0 || g.Pieces[1].Method || g.Pieces[2].Method {
		t.Errorf("%+v", g.Pieces)
	}
}

// A chain of sources that rest on each other is as strong as its weakest link.
func TestWeakestLink(t *testing.T) {
	for _, v := range []struct {
		name    string
		sources []string
		want    int
	}{
		{"alone", []string{"a finding"}, 4},
		{"on a stronger one", []string{`a journalism;rests_on = ["b"]`, "b finding"}, 3},
		{"on a weaker one", []string{`a finding;rests_on = ["b"]`, "b advocacy"}, 1},
		{"two steps back", []string{`a finding;rests_on = ["b"]`, `b finding;rests_on = ["c"]`, "c journalism-unnamed"},
			2},
		{"the weaker of two", []string{`a finding;rests_on = ["b", "c"]`, "b journalism", "c advocacy"}, 1},
		{"the weaker of two, named first", []string{`a finding;rests_on = ["b", "c"]`, "b advocacy", "c journalism"},
			1},
		{"one that isn't declared", []string{`a finding;rests_on = ["nobody"]`}, 4},
		{"a circle ends", []string{`a finding;rests_on = ["b"]`, `b journalism;rests_on = ["a"]`}, 3},
	} {
		for i, p := range graded(t, sources(v.sources...)+claim("use", "reported", "a", "a")).Claim("c").Pieces {
			if p.Base != v.want {
				t.Errorf("%s: base %d of piece %d, want %d", v.name, p.Base, i, v.want)
			}
		}
	}
	// A source is asked for each kind by itself.
	s := graded(t, sources("a procurement")+claim("use", "reported",
		"a")+strings.Replace(claim("relationship", "recorded", "a"), "claim.c", "claim.d", 1))
	if c, d := s.Claim("c").Pieces[0].Base, s.Claim("d").Pieces[0].Base; c != 1 || d != 4 {
		t.Errorf("a contract has base %d for a use and %d for a relationship, want 1 and 4", c, d)
	}
}

// A source that thousands of pieces lead to is looked at once.
func TestChainsAreWalkedOnce(t *testing.T) {
	var specs []string
	for i := range 40 { // 2^40 ways from the first to the last
		specs = append(specs, fmt.Sprintf(`s%d finding;rests_on = ["s%d", "t%d"]`, i, i+1, i),
			fmt.Sprintf(`t%d finding;rests_on = ["s%d"]`, i, i+1))
	}
	specs = append(specs, "s40 journalism")
	if got := graded(t, sources(specs...)+claim("use", "reported", "s0")).Claim("c").Pieces[0].Base; got != 3 {
		t.Errorf("base %d", got)
	}
}

// The rungs of the ladder, at their edges, and by which rule they are reached.
func TestLadder(t *testing.T) {
	proven := &dossier.Proof{}
	p := func(base, distance int, proof *dossier.Proof, cluster string) Piece {
		return Piece{Stance: vocab.Supports, Base: base, Distance: distance, Proof: proof, Cluster: cluster,
			Document: cluster}
	}
	for _, v := range []struct {
		name   string
		pieces []Piece
		want   Rule
	}{
		{"nothing", nil, Nothing},
		{"base 0", []Piece{p(0, 0, proven, "a")}, Nothing},
		{"base 1", []Piece{p(1, 0, proven, "a")}, Weak},
		{"base 2, two steps away", []Piece{p(2, 2, proven, "a")}, Weak},
		{"base 2, one step away", []Piece{p(2, 1, nil, "a")}, OneStep},
		{"base 2, the record, proven", []Piece{p(2, 0, proven, "a")}, OneStep},
		{"base 3, the record, not proven", []Piece{p(3, 0, nil, "a")}, OneStep},
		{"base 3, one step away, proven", []Piece{p(3, 1, proven, "a")}, OneStep},
		{"base 3, the record, proven", []Piece{p(3, 0, proven, "a")}, FirstHand},
		{"base 4, not proven", []Piece{p(4, 0, nil, "a")}, OneStep},
		{"base 4, one step away", []Piece{p(4, 1, proven, "a")}, OneStep},
		{"base 4, the record, proven", []Piece{p(4, 0, proven, "a")}, Record},
		{"two clusters", []Piece{p(3, 1, nil, "a"), p(3, 1, nil, "b")}, Independent},
		{"two of one cluster", []Piece{p(3, 1, nil, "a"), p(4, 1, nil, "a")}, OneStep},
		{"two clusters, one of base 2", []Piece{p(3, 1, nil, "a"), p(2, 1, nil, "b")}, OneStep},
		{"two clusters, one two steps away", []Piece{p(3, 1, nil, "a"), p(3, 2, nil, "b")}, OneStep},
		{"one cluster and one of unknown origin", []Piece{p(3, 1, nil, "a"), p(3, 1, nil, "")}, OneStep},
		{"two clusters beside a record at first hand", []Piece{p(3, 0, proven, "a"), p(3, 1, nil, "b")}, FirstHand},
		{"two clusters beside a record", []Piece{p(4, 0, proven, "a"), p(3, 1, nil, "b")}, Record},
		{"the strongest decides, wherever it stands",
			[]Piece{p(1, 2, nil, "a"), p(4, 0, proven, "b"), p(2, 1, nil, "c")}, Record},
	} {
		got := Ladder(v.pieces, vocab.Supports)
		if got.Rule != v.want || got.Rung != v.want.Rung() {
			t.Errorf("%s: %s on rung %d, want %s on %d", v.name, got.Rule, got.Rung, v.want, v.want.Rung())
		}
		if other := Ladder(v.pieces, vocab.Contradicts); other.Rule != Nothing {
			t.Errorf("%s: what supports a claim speaks against it: %s", v.name, other.Rule)
		}
	}
	both := []Piece{p(3, 1, nil, "z"), p(3, 1, nil, "a"), p(3, 1, nil, "z")}
	if got := Ladder(both, vocab.Supports).Names; !slices.Equal(got, []string{"a", "z"}) {
		t.Errorf("the clusters are told as %v, want them once and sorted", got)
	}
	for rule, rung := range map[Rule]int{Record: 4, FirstHand: 3, Independent: 3, AbsenceReadTwice: 3, OneStep: 2,
		AbsenceReadOnce: 2,
		Weak:            1, Nothing: 0, AbsenceNotWhole: 0, AbsenceWithoutLog: 0, AbsenceContradicted: 0, Ceiling: -1,
		ContestHeld: -1, ContestLost: -1} {
		if rule.Rung() != rung {
			t.Errorf("%s reaches %d, want %d", rule, rule.Rung(), rung)
		}
	}
}

// An absence is graded by its search log.
func TestAbsence(t *testing.T) {
	const log = "[search.log]\ndate = \"2025\"\nterms = [\"x\"]\nlanguages = [\"en\"]\nfound = \"nothing\"\n"
	absent := func(pieces ...string) string {
		return strings.Replace(claim("absence", "recorded", pieces...), "evidence", "search = \"log\"\nevidence", 1)
	}
	for _, v := range []struct {
		name, by, read, asked string
		pieces                []string
		want                  int
		rule                  Rule
		contested             bool
	}{
		{"read whole by two, the company asked", `"a", "b"`, "whole", "true", nil, 3, AbsenceReadTwice, false},
		{"read by three", `"a", "b", "c"`, "whole", "true", nil, 3, AbsenceReadTwice, false},
		{"read whole by two, nobody asked", `"a", "b"`, "whole", "false", nil, 2, AbsenceReadOnce, false},
		{"read whole by one, the company asked", `"a"`, "whole", "true", nil, 2, AbsenceReadOnce, false},
		{"an excerpt isn't a search", `"a", "b"`, "excerpt", "true", nil, 0, AbsenceNotWhole, false},
		{"what a piece supports adds nothing", `"a"`, "whole", "true", []string{"s " + quoted}, 2, AbsenceReadOnce,
			false},
		{"a passage that does what was missing", `"a", "b"`, "whole", "true", []string{"s", `s stance = "contradicts"`},
			0, AbsenceContradicted, true},
	} {
		text := log + fmt.Sprintf("by = [%s]\nasked = %s\ndocuments = [ { name = \"d\", read = %q } ]\n", v.by, v.asked,
			v.read)
		g := graded(t, text+sources("s finding")+absent(v.pieces...)).Claim("c")
		if g.Grade != v.want || g.Deciding().Rule != v.rule || g.Contested != v.contested {
			t.Errorf("%s: grade %d by %s, contested %v; want %d by %s", v.name, g.Grade, g.Deciding().Rule, g.Contested,
				v.want, v.rule)
		}
		if v.contested && !slices.Equal(g.Deciding().Names, []string{"s"}) {
			t.Errorf("%s: it names %v", v.name, g.Deciding().Names)
		}
	}
	if g := graded(t, absent()).Claim("c"); g.Grade != 0 || g.BeforeContest != 0 ||
		g.Deciding().Rule != AbsenceWithoutLog {
		t.Errorf("without a log: grade %d by %s", g.Grade, g.Deciding().Rule)
	}
}

// Each step on the way to a grade, in words, and what would raise the claim.
func TestReasons(t *testing.T) {
	words, _ := vocabulary(t)
	for _, v := range []struct {
		name    string
		status  vocab.Status
		pieces  []string
		why     []string
		decides Rule
	}{
		{"a record", "recorded", []string{"deal " + quoted},
			[]string{"rung 4: the record itself, of the highest authority for this kind of claim, its quote proven"},
			Record},
		{"two reports under their ceiling", "reported", []string{"one", "two"},
			[]string{"rung 3: 2 independent clusters (one, two)"}, Independent},
		{"a record that is only alleged", "alleged", []string{"deal " + quoted},
			[]string{"rung 4: the record itself, of the highest authority for this kind of claim, its quote proven",
				`ceiling: status "alleged" allows at most 2`}, Ceiling},
		{"a contest that is lost", "recorded", []string{"deal " + quoted, `one stance = "contradicts"`},
			[]string{"rung 4: the record itself, of the highest authority for this kind of claim, its quote proven",
				"contest: -1, the contrary evidence reaches 2 (a source with authority for this kind of claim, at " +
					"most one step from the record)"}, ContestLost},
		{"a contest that costs nothing", "recorded", []string{"deal " + quoted, `post stance = "contradicts"`},
			[]string{"rung 4: the record itself, of the highest authority for this kind of claim, its quote proven",
				"contest: none lost, the contrary evidence reaches only 1 (only sources of little authority for this " +
					"kind of claim, or that repeat others)"}, Record},
		{"a ceiling and a contest that costs nothing", "alleged", []string{"one", "two", `post stance = "contradicts"`},
			[]string{"rung 3: 2 independent clusters (one, two)", `ceiling: status "alleged" allows at most 2`,
				"contest: none lost, the contrary evidence reaches only 1 (only sources of little authority for this " +
					"kind of claim, or that repeat others)"}, Ceiling},
	} {
		g := graded(t, sources("deal procurement", "one journalism", "two journalism", "post advocacy")+
			claim("relationship", v.status, v.pieces...)).Claim("c")
		if got := g.Why(words); !slices.Equal(got, v.why) {
			t.Errorf("%s: %q", v.name, got)
		}
		if got := g.Deciding().Rule; got != v.decides {
			t.Errorf("%s: it is held by %s, want %s", v.name, got, v.decides)
		}
		for _, w := range words[List] {
			if w.ID == string(v.decides) && g.Raise(words) != w.Meaning {
				t.Errorf("%s: raised by %q, want %q", v.name, g.Raise(words), w.Meaning)
			}
		}
	}
	if got := (&Claim{Reasons: []Reason{{Rule: "none"}}}).Raise(words); got != "" {
		t.Errorf("a rule without words is raised by %q", got)
	}
	for _, rule := range Rules() {
		if (Reason{Rule: rule}).Words(words) == "" {
			t.Errorf("rule %s has no words", rule)
		}
	}
}

// Who chooses among pieces takes the strongest: authority first, then nearness to the record, then proof.
func TestStrengthOfACitation(t *testing.T) {
	proven := &dossier.Proof{}
	order := []Piece{{Base: 4, Distance: 2}, {Base: 3, Distance: 0, Proof: proven}, {Base: 3, Distance: 0},
		{Base: 3, Distance: 1, Proof: proven}, {Base: 3, Distance: 1}, {Base: 3, Distance: 2, Proof: proven},
		{Base: 3, Distance: 2},
		{Base: 2, Distance: 0, Proof: proven}, {Base: 0, Distance: 0}, {Base: 0, Distance: 2}}
	for i := 1; i < len(order); i++ {
		if a, b := order[i-1].Strength(), order[i].Strength(); a <= b {
			t.Errorf("%+v is of strength %d, and %+v of %d", order[i-1], a, order[i], b)
		}
	}
	s := graded(t, sources("post advocacy", "paper journalism", "deal procurement", "other journalism")+
		claim("relationship", "recorded", "post", "paper", "nobody", `other stance = "silent"`, "deal "+quoted,
			"other"))
	var got []string
	for _, p := range s.Supports(s.Claim("c")) {
		got = append(got, p.Source.ID.S)
	}
	if want := []string{"deal", "paper", "other", "post"}; !slices.Equal(got, want) {
		t.Errorf("the pieces are told in the order %v, want %v", got, want)
	}
}

// A set holds each claim once, the first of two with one id.
func TestSets(t *testing.T) {
	d := build("use", "reported", []pieceSpec{{typ: "finding", distance: -1}})
	d.Claims = append(d.Claims, &dossier.Claim{ID: source.Text{S: "c"}, Kind: "use", Status: "reported"},
		&dossier.Claim{ID: source.Text{S: "other"}, Kind: "use", Status: "reported"})
	d.Index()
	s := Of(d, figures(t))
	if s.Claim("c").Grade != 3 || s.Claim("other") == nil || s.Claim("none") != nil {
		t.Error("a claim is found that isn't the first of its id")
	}
	only := s.Only(func(c *Claim) bool { return c.ID.S == "other" })
	if len(only.Claims) != 1 || only.Claim("other") == nil || only.Claim("c") != nil {
		t.Errorf("of three claims one was to be kept: %v", only.Claims)
	}
}

// What is told in the present tense must have been looked at within 60 days.
func TestStale(t *testing.T) {
	date := func(s string) civil.Date {
		d, err := civil.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	s := &Set{Authority: figures(t)}
	for _, v := range []struct {
		name, checked, until string
		kind                 vocab.Kind
		want                 bool
	}{
		{"looked at 60 days before", "2025-11-02", "", "use", false},
		{"looked at 61 days before", "2025-11-01", "", "use", true},
		{"never looked at", "", "", "use", true},
		{"what is over", "2020-01-01", "2024", "use", false},
		{"a vote", "2020-01-01", "", vocab.History, false},
		{"a norm", "2020-01-01", "", vocab.Norm, false},
	} {
		c := &dossier.Claim{Kind: v.kind}
		if v.checked != "" {
			c.Checked.Date = date(v.checked)
		}
		if v.until != "" {
			c.Until.Date = date(v.until)
		}
		if got := s.Stale(&Claim{Claim: c}, date("2026-01-01")); got != v.want {
			t.Errorf("%s: %v", v.name, got)
		}
	}
}
