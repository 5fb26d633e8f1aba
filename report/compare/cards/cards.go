// Package cards reads the cards of a comparison and says which of them can be compared: those of one edition, by one
// rubric, one for each company. What is wrong with a card is a fault of the input, and the others are compared all the
// same.
package cards

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"whereas/report/compare"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/rubric"
	"whereas/report/score"
)

// File is a card.json where it lies.
type File struct {
	Shown string // as people are told of it
	FS    fs.FS
	Name  string // in FS
	// In FS, the manifest that must name the card's digest; "" where a card is named itself and has none beside it.
	Manifest string
}

// errUnfinished is a card whose folder has no manifest that names it as it is.
var errUnfinished = errors.New("a run ended before it was done, or the card was changed since")

// finished tells whether the manifest of a card's folder names the card with the digest that it has.
func (f File) finished(digest string) (bool, error) {
	if f.Manifest == "" {
		return true, nil
	}
	b, err := fs.ReadFile(f.FS, f.Manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, fmt.Errorf("read the manifest of %s: %w", f.Shown, err)
	}
	var m struct {
		Files []struct{ Name, SHA256 string }
	}
	if json.Unmarshal(b, &m) != nil {
		return false, nil
	}
	for _, file := range m.Files {
		if file.Name == path.Base(f.Name) {
			return file.SHA256 == digest, nil
		}
	}
	return false, nil
}

// Sides are the cards of a comparison.
type Sides struct {
	Now       []File
	Since     []File   // of an earlier run
	Before    bool     // an earlier run is compared with
	Faults    []string // companies, by slug, of which a batch made nothing
	NoCard    []string // of which it made something, and no card
	SinceLeft []string // that the earlier run speaks of without a card that could be compared
}

// Read reads the cards of both sides, several at a time, and chooses those that can be compared; date and method are
// left to the caller. digest gives the digest of a file. It is nil without an error where nothing can be compared.
func Read(in Sides, workers int, digest func([]byte) string, l *diag.List) (*compare.Input, error) {
	now, err := readAll(in.Now, workers, digest, l)
	if err != nil {
		return nil, err
	}
	if !now.keepEdition("", l) || len(now.companies) == 0 {
		return nil, nil
	}
	out := &compare.Input{Since: in.Before, Left: append(now.left, cardless(in, now)...)}
	ref := compare.Majority(now.companies)
	if out.Rubric, err = now.rubric(ref, l); err != nil || out.Rubric == nil {
		return nil, err
	}
	out.Companies, out.Left = shaped(now.companies, out.Rubric, out.Left, l)
	otherRubrics(out.Companies, ref, l)
	if in.Before {
		earlier, err := readAll(in.Since, workers, digest, l)
		if err != nil {
			return nil, err
		}
		out.EarlierLeft = in.SinceLeft
		for _, f := range in.Since { // whatever of them can't be compared, for whatever reason
			out.EarlierLeft = append(out.EarlierLeft, companyOf(f))
		}
		for _, co := range earlier.companies {
			out.EarlierLeft = append(out.EarlierLeft, co.Slug)
		}
		if !earlier.keepEdition(now.companies[0].Edition, l) {
			return nil, nil
		}
		out.Earlier, _ = shaped(earlier.companies, out.Rubric, nil, l)
	}
	return out, nil
}

// cardless are the companies that a batch speaks of and that have no card in any of the folders, each once.
func cardless(in Sides, now *set) []compare.Left {
	told := map[string]bool{}
	for _, f := range now.files {
		told[strings.ToLower(companyOf(f))] = true
	}
	for _, co := range now.companies {
		told[strings.ToLower(co.Slug)] = true
	}
	var out []compare.Left
	add := func(slugs []string, reason compare.LeftReason) {
		for _, slug := range slugs {
			if key := strings.ToLower(slug); !told[key] {
				told[key] = true
				out = append(out, compare.Left{Name: slug, Reason: reason})
			}
		}
	}
	add(in.NoCard, compare.NoCard)
	add(in.Faults, compare.Faults)
	return out
}

// set is what was read of a run's cards.
type set struct {
	files     []File
	companies []*compare.Company
	left      []compare.Left
	twice     bool // a company has two, and nobody knows which is meant
}

// readAll reads cards, several at a time, and keeps of each what a comparison needs. What is wrong with one is a
// fault in l.
func readAll(files []File, workers int, digest func([]byte) string, l *diag.List) (*set, error) {
	type result struct {
		company *compare.Company
		bad     error // of the card
		failed  error // of the machine
		at      diag.Span
	}
	results := make([]result, len(files))
	var reader score.Reader
	var wait sync.WaitGroup
	next := make(chan int)
	for range max(1, workers) {
		wait.Go(func() {
			for i := range next {
				r, f := &results[i], files[i]
				b, err := fs.ReadFile(f.FS, f.Name)
				if err != nil {
					r.failed = fmt.Errorf("read the card %s: %w", f.Shown, err)
					continue
				}
				card, err := reader.Parse(b)
				if err != nil {
					r.bad, r.at = err, placeOf(f.Shown, b, err)
					continue
				}
				sum := digest(b)
				if ok, err := f.finished(sum); err != nil {
					r.failed = err
				} else if !ok {
					r.bad, r.at = errUnfinished, diag.Span{File: f.Shown}
				} else {
					r.company = compare.Of(card, f.Shown, sum)
				}
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wait.Wait()

	c := &set{files: files}
	first := map[string]string{} // file by slug: names that differ in capitals alone are one folder on some systems
	for i, r := range results {
		switch {
		case r.failed != nil:
			return nil, r.failed
		case errors.Is(r.bad, score.ErrNewer):
			l.Errorf(r.at, diag.NewerCard, "this card was %s", r.bad).
				WithHint("get a newer version of the program, or draft the company again with this one")
			c.left = append(c.left, compare.Left{Name: companyOf(files[i]), Reason: compare.Newer})
		case errors.Is(r.bad, score.ErrOlder):
			l.Errorf(r.at, diag.OlderCard, "this card was %s", r.bad).WithHint("draft the company again")
			c.left = append(c.left, compare.Left{Name: companyOf(files[i]), Reason: compare.Older})
		case errors.Is(r.bad, errUnfinished):
			l.Errorf(r.at, diag.UnfinishedResult, "no manifest beside this card names it as it is: %s", r.bad).
				WithHint("draft the company again")
			c.left = append(c.left, compare.Left{Name: companyOf(files[i]), Reason: compare.Unfinished})
		case r.bad != nil:
			l.Errorf(r.at, diag.BadCard, "this card can't be read: %s", r.bad).WithHint("draft the company again")
			c.left = append(c.left, compare.Left{Name: companyOf(files[i]), Reason: compare.Damaged})
		case r.company.Heard.Unheard > 0 && r.company.Heard.Reason == "":
			l.Errorf(diag.Span{File: files[i].Shown}, diag.NoReply,
				"%s had no chance to answer %d of the claims that its card rests on", r.company.Name,
				r.company.Heard.Unheard).
				WithHint("put them to it (whereas letters DIR), or say in its dossier why not (whereas words " +
					"no-reply-reason), and draft it again")
			c.left = append(c.left, compare.Left{Name: r.company.Name, Reason: compare.Unheard})
		default:
			key := strings.ToLower(r.company.Slug)
			if old, ok := first[key]; ok {
				c.twice = true
				l.Errorf(diag.Span{File: files[i].Shown}, diag.CardTwice, "the company %q has two cards",
					r.company.Slug).
					WithNote(diag.Span{File: old}, "the other one is here").
					WithHint("give one of the two; to see what changed, give the earlier one with --since")
				continue
			}
			first[key] = files[i].Shown
			c.companies = append(c.companies, r.company)
		}
	}
	return c, nil
}

// placeOf is where in a card its reader stumbled.
func placeOf(shown string, b []byte, err error) diag.Span {
	at := diag.Span{File: shown}
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) || syntax.Offset < 1 || int(syntax.Offset) > len(b) {
		return at
	}
	before := string(b[:syntax.Offset-1])
	line := before[strings.LastIndexByte(before, '\n')+1:]
	at.Line, at.Col = strings.Count(before, "\n")+1, len([]rune(line))+1
	at.EndLine, at.EndCol = at.Line, at.Col+1
	return at
}

// companyOf is the name of the folder that a card lies in: what a company is called whose card can't be read.
func companyOf(f File) string {
	dir := path.Dir(strings.ReplaceAll(f.Shown, `\`, "/"))
	if path.Base(dir) == "private" {
		dir = path.Dir(dir)
	}
	if name := path.Base(dir); name != "." && name != "/" {
		return name
	}
	return f.Shown
}

// keepEdition refuses the cards of the internal edition, unless all are: what is computed from them may not be
// mailed. With an edition given, all must be of that. It is false where the comparison can't go on.
func (c *set) keepEdition(edition dossier.Edition, l *diag.List) bool {
	if c.twice {
		return false
	}
	if edition == "" {
		edition = dossier.InternalEdition
		for _, co := range c.companies {
			if co.Edition == dossier.PublicEdition {
				edition = dossier.PublicEdition
			}
		}
	}
	c.companies = slices.DeleteFunc(c.companies, func(co *compare.Company) bool {
		if co.Edition == edition {
			return false
		}
		dg := l.Errorf(diag.Span{File: co.File}, diag.OtherEdition,
			"this card is of the %s edition, and the comparison is of the %s one", co.Edition, edition)
		if co.Edition == dossier.InternalEdition {
			dg.WithHint("draft it with --edition public, or compare cards of the internal edition alone: " +
				"the result then goes to private/")
		}
		return true
	})
	return true
}

// rubric is the rubric of the first card that is scored by it.
func (c *set) rubric(ref score.RubricRef, l *diag.List) (*rubric.Rubric, error) {
	for _, co := range c.companies {
		if co.Ref != ref {
			continue
		}
		i := slices.IndexFunc(c.files, func(f File) bool { return f.Shown == co.File })
		b, err := fs.ReadFile(c.files[i].FS, c.files[i].Name)
		if err != nil {
			return nil, fmt.Errorf("read the card %s: %w", co.File, err)
		}
		card, err := score.ParseCard(b)
		if err != nil {
			l.Errorf(diag.Span{File: co.File}, diag.BadCard, "this card can't be read: %s", err).
				WithHint("it changed while it was read: run again")
			return nil, nil
		}
		return card.Rubric, nil
	}
	return nil, nil
}

// shaped keeps the companies whose cards have the indicators that their rubric has: a digest doesn't hinder anybody
// from changing what stands beside it.
func shaped(companies []*compare.Company, r *rubric.Rubric, left []compare.Left,
	l *diag.List) ([]*compare.Company, []compare.Left) {
	var out []*compare.Company
	for _, co := range companies {
		if co.Ref.SHA256 == r.SHA256 && !co.Fits(r) {
			l.Errorf(diag.Span{File: co.File}, diag.BadCard, "this card's rubric isn't the one that its digest names").
				WithHint("draft the company again")
			left = append(left, compare.Left{Name: co.Name, Reason: compare.Damaged, Invented: co.Invented})
			continue
		}
		out = append(out, co)
	}
	return out, left
}

// otherRubrics warns of the companies that aren't compared because another rubric scored them.
func otherRubrics(companies []*compare.Company, ref score.RubricRef, l *diag.List) {
	for _, co := range companies {
		switch {
		case co.Ref == ref:
		case co.Ref.ID == ref.ID && co.Ref.Version == ref.Version:
			l.Warnf(diag.Span{File: co.File}, diag.CardOtherRubric,
				"this card is by another text of rubric %s %s than most: it is named, and not compared", ref.ID,
				ref.Version).
				WithHint("draft all companies by one rubric; a changed rubric should have another version")
		default:
			l.Warnf(diag.Span{File: co.File}, diag.CardOtherRubric,
				"this card is by rubric %s %s, and most are by %s %s: it is named, and not compared", co.Ref.ID,
				co.Ref.Version, ref.ID, ref.Version).
				WithHint("draft all companies by one rubric")
		}
	}
}
