package report_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/rubrics"
	"whereas/templates"
)

var examples = []string{"amazon", "alphabet", "microsoft", "thomson-reuters"}

// resolutionOf is the resolution of a dossier, and the graded claims that it is made from.
func resolutionOf(t *testing.T, s *report.Setup, folder fs.FS, slug string) (*report.Result, *report.Scored) {
	t.Helper()
	var l diag.List
	opts := report.Options{Edition: report.PublicEdition, Make: []report.Kind{report.KindResolution},
		As: []report.Format{"md"}}
	c := scored(t, s, folder, slug, opts, &l)
	made, err := s.Make(c, opts, &l)
	if err != nil || made == nil {
		t.Fatal(err, l.Sorted())
	}
	return made, c
}

// Every printed sentence of the recitals is a claim's own, with nothing before it but its time, that it is reported, a
// connective of the plan or the name of its list, with acronyms written out; and the comment above its paragraph names
// it. Of sentences that begin with the same words only the first has them.
func TestEverySentenceIsAClaims(t *testing.T) {
	s := loaded(t)
	lead := regexp.MustCompile(`^(?:- |Yet |By comparison, |We believe that not knowing is a risk to shareholders\. )?` +
		`(?:[Rr]eportedly,? )?(?:(?:[Aa]s of|[Ii]n|[Oo]n|[Ss]ince) [\w, ]*?\d{4}, )?`)
	tail := regexp.MustCompile(`; this ended in [\w, ]+$`)
	for _, slug := range examples {
		made, c := resolutionOf(t, s, os.DirFS("../examples/"+slug), slug)
		// Both are compared in full words, small, without the marks between and behind sentences.
		plain := func(text string) string {
			text = strings.ReplaceAll(text, `\`, "")
			for _, e := range c.Dossier.Entities {
				if len(e.Short) > 1 && strings.ToUpper(e.Short) == e.Short {
					text = strings.ReplaceAll(text, " ("+e.Short+")", "")
					text = regexp.MustCompile(`\b`+regexp.QuoteMeta(e.Short)+`\b`).ReplaceAllLiteralString(text, e.Name)
				}
			}
			text = strings.ReplaceAll(strings.ToLower(strings.TrimRight(text, ".,")), "the ", "")
			return text
		}
		_, body, _ := strings.Cut(string(made.Resolution.Markdown), "## Whereas\n")
		body, _, _ = strings.Cut(body, "## Supporting Statement")
		var named []string
		told := 0
		for _, p := range strings.Split(strings.TrimSpace(body), "\n\n") {
			if strings.HasPrefix(p, "<!-- ") {
				named = regexp.MustCompile(`[a-z0-9]+(?:-[a-z0-9]+)*`).FindAllString(p, -1)
				continue
			}
			if strings.HasPrefix(p, "**") {
				continue // the name of a list
			}
			for _, part := range strings.SplitAfter(p, "]") {
				text, id, ok := strings.Cut(part, "[^")
				if !ok && strings.TrimSpace(text) == "" {
					continue
				}
				id = strings.TrimSuffix(id, "]")
				claim := c.Claims.Claim(id)
				if claim == nil || !slices.Contains(named, id) {
					t.Errorf("%s: %q has the mark %q, and the comment names %v", slug, text, id, named)
					continue
				}
				told++
				text = strings.TrimSpace(text)
				want := plain(claim.Sentence())
				whole := plain(strings.TrimPrefix(text, "- "))
				bare := tail.ReplaceAllString(plain(text[len(lead.FindString(text)):]), "")
				rest := strings.TrimPrefix(whole, "and ")
				joined := strings.HasSuffix(want, rest) && len(want)-len(rest) < 60
				if bare != want && whole != want && !joined {
					t.Errorf("%s: %s\nis told as\n%s", slug, claim.Sentence(), text)
				}
			}
		}
		if told < 8 {
			t.Errorf("%s: only %d sentences were found", slug, told)
		}
	}
}

// What is told hangs neither on tags nor on the order of files and claims, nor on their ids.
func TestOrderTagsAndIDsChangeNothing(t *testing.T) {
	s := loaded(t)
	for _, slug := range examples {
		dir := os.DirFS("../examples/" + slug)
		made, c := resolutionOf(t, s, dir, slug)
		bare := func(r *report.Result) string { // without the ids
			return regexp.MustCompile(`\[\^[^\]]+\]|<!--.*-->`).ReplaceAllString(string(r.Resolution.Markdown), "")
		}
		want := bare(made)
		other := fstest.MapFS{}
		id := regexp.MustCompile(`[\w/-]+`)
		renamed := func(text []byte) []byte {
			return id.ReplaceAllFunc(text, func(m []byte) []byte {
				if c.Private.Claim(string(m)) == nil || !bytes.Contains(m, []byte("-")) {
					return m
				}
				m = bytes.Clone(m)
				slices.Reverse(m)
				return append([]byte("x-"), m...)
			})
		}
		err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasPrefix(name, "want/") {
				return err
			}
			b, err := fs.ReadFile(dir, name)
			if err != nil {
				return err
			}
			if strings.HasPrefix(name, "claims-") {
				b = regexp.MustCompile(`(?m)^tags +=.*\n`).ReplaceAll(b, nil)
				parts := strings.Split(string(b), "\n[claim.")
				head := parts[0]
				rest := parts[1:]
				if first, ok := strings.CutPrefix(head, "[claim."); ok {
					head, rest = "", append([]string{first}, rest...)
				}
				slices.Reverse(rest)
				b = []byte(head)
				for _, p := range rest {
					b = append(b, "\n[claim."+p...)
				}
				name = "a-" + fmt.Sprint(999-len(name)) + name
			}
			other[name] = &fstest.MapFile{Data: renamed(b)}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if made, _ := resolutionOf(t, s, other, slug); bare(made) != want {
			t.Errorf("%s: in another order, without tags, by other ids:\n%s\nwant\n%s", slug, bare(made), want)
		}
	}
}

// At other limits the draft keeps within them, makes the same argument, and uses what room it has.
func TestArgumentAtOtherLimits(t *testing.T) {
	for _, limit := range []int{300, 500, 1000} {
		rules := map[string][]byte{}
		for _, name := range []string{"filing/us-sec-14a-8.toml", "filing/ca-on-obca.toml"} {
			b, err := rubrics.Files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			b = regexp.MustCompile(`(?m)^limit = 500`).ReplaceAll(b, fmt.Appendf(nil, "limit = %d", limit))
			rules[name] = regexp.MustCompile(`(?m)^warn  = \d+`).ReplaceAll(b, fmt.Appendf(nil, "warn  = %d", limit))
		}
		var l diag.List
		s, err := report.Load(report.Data{Rubrics: overlay{rubrics.Files, rules},
			Templates: templates.Files}, report.DefaultRubric, nil, &l)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Typeset.LoadFaces(); err != nil {
			t.Fatal(err)
		}
		for _, slug := range examples {
			made, _ := resolutionOf(t, s, os.DirFS("../examples/"+slug), slug)
			r := made.Resolution
			if r.Limit != limit || r.Counted > limit || r.Counted < limit*8/10 {
				t.Errorf("%s: %d words of %d", slug, r.Counted, limit)
			}
			for _, move := range []string{"scale: ", "record: ", "says: "} {
				if !strings.Contains(string(r.Markdown), move) {
					t.Errorf("%s at %d words: nothing is told as %s\n%s", slug, limit, move, r.Markdown)
				}
			}
		}
	}
}
