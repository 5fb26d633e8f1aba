package report_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"whereas/report"
	"whereas/report/doc"
)

// shape is how a drafted resolution is built.
type shape struct {
	slug              string
	words, attributed int
	notes, primary    int            // notes, and those that lead to a record, an official paper or the company's own
	age               int            // median age in years, at the dossier's day, of what is told as scale and record
	moves             map[string]int // words by move, notes aside
	record, young     int            // sentences of what is on record; those of the last three years
}

// official are the types of sources that are the record itself, an official paper or the company's own word.
var official = []string{"procurement", "finding", "inquiry", "agency-publication", "foia", "testimony", "company-filing",
	"company-statement", "standard", "peer-filing", "vote-report", "vendor-documentation"}

func shapeOf(t *testing.T, s *report.Setup, slug string) shape {
	t.Helper()
	made, c := resolutionOf(t, s, os.DirFS("../examples/"+slug), slug)
	md := string(made.Resolution.Markdown)
	sh := shape{slug: slug, words: made.Resolution.Counted, moves: map[string]int{}}
	attribution := regexp.MustCompile(`(?i)\breportedly\b|as reported|also reported`)
	_, body, _ := strings.Cut(md, "## Whereas\n")
	body, _, _ = strings.Cut(body, "## Supporting Statement")
	for _, m := range attribution.FindAllString(body, -1) {
		sh.attributed += len(strings.Fields(m))
	}
	mark := regexp.MustCompile(`\[\^([a-z0-9-]+)\]`)
	year := regexp.MustCompile(`\b20\d\d\b`)
	var ages []int
	var of []string // the moves of a paragraph, and their claims
	for _, p := range strings.Split(body, "\n\n") {
		if head, ok := strings.CutPrefix(strings.TrimSpace(p), "<!-- "); ok {
			of = strings.Split(strings.TrimSuffix(head, " -->"), "; ")
			continue
		}
		for _, part := range of {
			move, ids, _ := strings.Cut(part, ": ")
			for _, sentence := range strings.SplitAfter(p, "]") {
				m := mark.FindStringSubmatch(sentence)
				if m != nil && slices.Contains(strings.Split(ids, ", "), m[1]) {
					sh.moves[move] += len(strings.Fields(mark.ReplaceAllString(sentence, "")))
					g := c.Claims.Claim(m[1])
					if move == "scale" || move == "record" {
						sh.record++
						ages = append(ages, max(0, (c.Dossier.AsOf.First()-g.When().First())*4/1461))
						// A state that began long ago may be told as of a later time: "By 2024 …".
						told, _ := strconv.Atoi(year.FindString(sentence))
						if g.When().Last() >= c.Dossier.AsOf.First()-3*366 || told > c.Dossier.AsOf.Year-3 {
							sh.young++
						}
					}
				}
			}
		}
	}
	sh.notes = len(made.Resolution.Document.Notes)
	leads := map[int]bool{}
	for _, m := range doc.Marks(made.Resolution.Document.Blocks) {
		if g := c.Claims.Claim(m.ID); g != nil && !leads[m.Note] {
			supports := c.Claims.Supports(g)
			leads[m.Note] = g.Search.S != "" ||
				len(supports) > 0 && slices.Contains(official, supports[0].Source.Type.S)
		}
	}
	for _, is := range leads {
		if is {
			sh.primary++
		}
	}
	if slices.Sort(ages); len(ages) > 0 {
		sh.age = ages[len(ages)/2]
	}
	return sh
}

func (s shape) row() string {
	var moves []string
	for _, m := range []string{"scale", "record", "standard", "says", "gap", "elsewhere", "risk", "votes", "peers"} {
		if s.moves[m] > 0 {
			moves = append(moves, fmt.Sprintf("%s %d", m, s.moves[m]))
		}
	}
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %d | %d | %d of %d |", s.slug, strings.Join(moves, ", "), s.words,
		s.attributed, s.notes, s.primary, s.age, s.young, s.record)
}

// The examples' resolutions make their moves, spend at most twenty words on who says it, and tell of the last three
// years where the dossier can; docs/drafting.md has the figures.
func TestHowTheExamplesArgue(t *testing.T) {
	page, err := os.ReadFile("../docs/drafting.md")
	if err != nil {
		t.Fatal(err)
	}
	s := loaded(t)
	text := string(page)
	for _, slug := range examples {
		sh := shapeOf(t, s, slug)
		if sh.attributed > 20 || sh.attributed == 0 {
			t.Errorf("%s: %d words of attribution", slug, sh.attributed)
		}
		if 2*sh.young < sh.record {
			t.Errorf("%s: %d of %d sentences tell of the last three years", slug, sh.young, sh.record)
		}
		for _, m := range []string{"scale", "record", "standard", "says", "peers"} {
			if sh.moves[m] == 0 && !(slug == "microsoft" && m == "peers") { // no peer of Microsoft's is in its dossier
				t.Errorf("%s: nothing is told as %s", slug, m)
			}
		}
		if strings.Contains(text, sh.row()) {
			continue
		}
		if !*update {
			t.Errorf("docs/drafting.md lacks the row %s", sh.row())
		}
		text = regexp.MustCompile(`(?m)^\| `+slug+` \|.*$`).ReplaceAllLiteralString(text, sh.row())
	}
	if *update {
		if err := os.WriteFile("../docs/drafting.md", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
