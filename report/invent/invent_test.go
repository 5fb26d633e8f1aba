package invent_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/invent"
	"whereas/rubrics"
	"whereas/templates"
)

func setUp(t *testing.T) *report.Setup {
	t.Helper()
	var l diag.List
	s, err := report.Load(report.Data{Rubrics: rubrics.Files, Templates: templates.Files}, report.DefaultRubric, nil,
		&l)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Typeset.LoadFaces(); err != nil {
		t.Fatal(err)
	}
	return s
}

func folder(files map[string][]byte) fstest.MapFS {
	dir := fstest.MapFS{}
	for name, b := range files {
		dir[name] = &fstest.MapFile{Data: b}
	}
	return dir
}

// Invented dossiers have no errors, in both editions, and their quotes stand in their captures; nearly all give a
// draft without a problem. Between them they have every strength of claim, every state of an indicator, every reply.
func TestInventedDossiersAreSound(t *testing.T) {
	s := setUp(t)
	seen := map[string]int{}
	var sizes []int
	problems := 0
	const n = 30
	for i := 1; i <= n; i++ {
		dir := folder(invent.Dossier(s.Rubric, 9, i))
		captures, err := fs.Sub(dir, "captures")
		if err != nil {
			t.Fatal(err)
		}
		for _, edition := range []report.Edition{report.PublicEdition, report.InternalEdition} {
			var l diag.List
			opts := report.Options{
				Edition:  edition,
				Captures: []fs.FS{captures},
				Make:     []report.Kind{report.KindResolution, report.KindBriefing, report.KindCard},
			}
			read, err := s.Read(dir, invent.Slug(i), opts, &l)
			if err != nil {
				t.Fatal(err)
			}
			c := s.Score(s.Grade(read, &l))
			for _, d := range l.Sorted() {
				byChance := d.Code == diag.QuoteNotRecorded || d.Code == diag.OneAnnouncement // days fall near each other
				if d.Severity == diag.Error || d.Severity == diag.Warning && !byChance {
					t.Errorf("%s, %s edition: %s: %s", invent.Slug(i), edition, d.At, d.Message)
				}
			}
			if edition == report.InternalEdition {
				continue
			}
			var draft diag.List
			opts.As = []report.Format{"md"}
			made, err := s.Make(c, opts, &draft)
			if err != nil {
				t.Fatal(err)
			}
			if draft.Failed(true) {
				problems++
			}
			sizes = append(sizes, len(c.Dossier.Claims))
			for _, r := range c.Dossier.Replies {
				seen["reply "+string(r.State)]++
			}
			for _, f := range made.Files {
				if f.Name == "card.json" {
					count(t, f.Data, seen)
				}
				if !bytes.Contains(f.Data, []byte("nvented")) && f.Name != report.ManifestName {
					t.Errorf("%s of %s doesn't say that it is invented", f.Name, invent.Slug(i))
				}
			}
		}
	}
	if problems > n/20 {
		t.Errorf("%d of %d drafts have problems", problems, n)
	}
	few, many := 0, 0
	for _, x := range sizes {
		if x < 10 || x > 400 {
			t.Errorf("a dossier of %d claims", x)
		}
		if x < 60 {
			few++
		}
		if x > 200 {
			many++
		}
	}
	if few < n/3 || few > 2*n/3 || many == 0 {
		t.Errorf("sizes: %v", sizes)
	}
	for _, want := range []string{"state scored", "state searched_none", "state undetermined", "state not_assessed",
		"state not_applicable", "grade 1", "grade 2", "grade 3", "grade 4", "contested",
		"reply stated", "reply replied", "reply no_reply", "reply declined", "reply sent", "reply not_sent"} {
		if seen[want] == 0 {
			t.Errorf("none has %q: %v", want, seen)
		}
	}
}

func count(t *testing.T, card []byte, seen map[string]int) {
	t.Helper()
	var c struct {
		Categories []struct {
			Indicators []struct{ State string }
		}
		Claims []struct {
			Grade     int
			Contested bool
		}
	}
	if err := json.Unmarshal(card, &c); err != nil {
		t.Fatal(err)
	}
	for _, cat := range c.Categories {
		for _, in := range cat.Indicators {
			seen["state "+in.State]++
		}
	}
	for _, cl := range c.Claims {
		seen[fmt.Sprintf("grade %d", cl.Grade)]++
		if cl.Contested {
			seen["contested"]++
		}
	}
}

// The same seed and number give the same bytes, others give others, and every file says that it is invented.
func TestInventedDossiersRepeat(t *testing.T) {
	s := setUp(t)
	for i := 1; i <= 10; i++ {
		a, b := invent.Dossier(s.Rubric, 1, i), invent.Dossier(s.Rubric, 1, i)
		if !maps.EqualFunc(a, b, bytes.Equal) {
			t.Errorf("company %d isn't the same twice", i)
		}
		if maps.EqualFunc(a, invent.Dossier(s.Rubric, 2, i), bytes.Equal) {
			t.Errorf("company %d is the same for two seeds", i)
		}
		for name, text := range a {
			if first, _, _ := strings.Cut(string(text), "\n"); !strings.Contains(first, "nvented") &&
				!strings.HasPrefix(name, "proofs") {
				t.Errorf("%s begins with %q", name, first)
			}
		}
	}
}
