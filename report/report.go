// Package report is the whole run, read top to bottom: load, check, grade, score, draft, lay out, write. Each
// step is a function from value to value; nothing here touches a disk, a clock or the network. What comes
// in comes through fs.FS, what goes out is a set of files in memory.
package report

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"whereas/report/brief"
	"whereas/report/deflate"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/face"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/pages"
	"whereas/report/proof"
	"whereas/report/rubric"
	"whereas/report/score"
	"whereas/report/terms"
)

// Data is what judgement and documents are made from: the embedded files, or a user's own in their place.
type Data struct {
	Rubrics   fs.FS // rubrics/
	Templates fs.FS // templates/
}

// Setup is the data of a run, read once: any number of companies share it.
type Setup struct {
	Vocabulary terms.Vocabulary
	Authority  *terms.Authority
	Rubric     *rubric.Rubric
	Wording    draft.Wording
	Briefing   brief.Wording
	Styles     *pages.Styles
	Faces      *face.Set
	divisions  divisions
	deflate    deflate.Pool
	data       Data
	texts      diag.Texts
}

// DefaultRubric is the rubric of a run that names none.
const DefaultRubric = "customer-due-diligence"

// Load reads the data of a run. own is the bytes of a user's rubric, and name what it is shown as; where own is
// nil, the embedded rubric of that name is read. Faults of a rubric go to l.
func Load(data Data, name string, own []byte, l *diag.List) (*Setup, error) {
	s := &Setup{data: data, texts: diag.Texts{}}
	read := func(fsys fs.FS, file string) ([]byte, error) {
		b, err := fs.ReadFile(fsys, file)
		s.texts[file] = b
		return b, err
	}
	b, err := read(data.Rubrics, "vocabulary.toml")
	if err != nil {
		return nil, fmt.Errorf("read the vocabulary: %w", err)
	}
	s.Vocabulary = rubric.ParseVocabulary("vocabulary.toml", b, l)
	if b, err = read(data.Rubrics, "authority.toml"); err != nil {
		return nil, fmt.Errorf("read the authority of sources: %w", err)
	}
	s.Authority = rubric.ParseAuthority("authority.toml", b, s.Vocabulary, l)
	if own == nil {
		if own, err = fs.ReadFile(data.Rubrics, name+".toml"); err != nil {
			return nil, fmt.Errorf("read rubric %q: %w", name, err)
		}
		name += ".toml"
	}
	s.texts[name] = own
	s.Rubric = rubric.Parse(name, own, s.Vocabulary, l)
	if b, err = read(data.Templates, "wording.toml"); err != nil {
		return nil, fmt.Errorf("read the wording: %w", err)
	}
	s.Wording = draft.ParseWording("wording.toml", b, l)
	if b, err = read(data.Templates, "briefing.toml"); err != nil {
		return nil, fmt.Errorf("read the wording of briefings: %w", err)
	}
	s.Briefing = brief.ParseWording("briefing.toml", b, l)
	if b, err = read(data.Templates, "style.toml"); err != nil {
		return nil, fmt.Errorf("read the style: %w", err)
	}
	s.Styles = pages.ParseStyle("style.toml", b, l)
	return s, nil
}

// LoadFaces reads the embedded faces: only drafts need them.
func (s *Setup) LoadFaces() error {
	var files [4][]byte
	for i, style := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		b, err := fs.ReadFile(s.data.Templates, "fonts/STIXTwoText_"+style+".ttf")
		if err != nil {
			return fmt.Errorf("read the faces: %w", err)
		}
		files[i] = b
	}
	var helpers []func() ([]byte, error) // Hebrew, Arabic, Han, in the order of face.Load
	for _, name := range []string{"NotoSerifHebrew_400Regular", "Amiri_400Regular", "DroidSansFallbackFull"} {
		helpers = append(helpers, func() ([]byte, error) { return fs.ReadFile(s.data.Templates, "fonts/"+name+".ttf") })
	}
	set, err := face.Load(files, helpers...)
	if err != nil {
		return fmt.Errorf("read the faces: %w", err)
	}
	s.Faces = set
	s.divisions = loadDivisions(s.data.Templates)
	return nil
}

// Texts are the files that diagnostics of a run can point into.
func (s *Setup) Texts(d *dossier.Dossier) diag.Texts {
	all := diag.Texts{}
	for k, v := range s.texts {
		all[k] = v
	}
	if d != nil {
		for k, v := range d.Texts {
			all[k] = v
		}
	}
	return all
}

// Options of one company's run.
type Options struct {
	Prefix   string     // shown before the dossier's file names
	Out      string     // shown before the names of what is made
	Edition  string     // score.PublicEdition or score.InternalEdition
	Make     []string   // kinds of things to make; all where empty
	Attach   bool       // the workbook and the card travel within the briefing's PDF
	Date     terms.Date // of the documents; the dossier's as_of where zero
	Today    terms.Date // for notices, and for what a final text may not do
	Final    bool       // no stamp, and no claim told that wasn't looked at lately
	Captures []fs.FS
	Stamp    proof.Stamp
}

// Company is one dossier on its way through the run.
type Company struct {
	Whole   *dossier.Dossier // as it lies in the folder
	Dossier *dossier.Dossier // the edition
	Counts  proof.Counts
	Proven  []dossier.Proof // for the record
}

// Read loads and checks a dossier: everything that is wrong with it is in l.
func (s *Setup) Read(fsys fs.FS, slug string, opts Options, l *diag.List) (*Company, error) {
	d, err := dossier.Load(
		fsys,
		slug,
		s.Vocabulary,
		dossier.Options{Prefix: opts.Prefix, Internal: opts.Edition == score.InternalEdition},
		l,
	)
	if err != nil {
		return nil, err
	}
	c := &Company{Whole: d}
	if c.Counts, c.Proven, err = proof.Check(d, opts.Captures, opts.Stamp, l); err != nil {
		return nil, err
	}
	graded := grade.Claims(d, s.Authority)
	grade.CheckClusters(graded, l)
	score.Check(d, s.Rubric, s.Authority, s.Vocabulary, l)
	if d.Meeting.Rules.S != "" {
		if _, ok := s.rules(d.Meeting.Rules.S); !ok {
			dg := l.Errorf(d.Meeting.Rules.At, diag.UnknownRules, "there are no filing rules %q", d.Meeting.Rules.S)
			known := s.ruleNames()
			if near := diag.Nearest(d.Meeting.Rules.S, known); near != "" {
				dg.WithHint("did you mean %q?", near)
			} else {
				dg.WithHint("known: %s", strings.Join(known, ", "))
			}
		}
	}
	c.Dossier = d
	if opts.Edition != score.InternalEdition {
		c.Dossier = d.Public()
		if l.Count(diag.Error) == 0 {
			s.guarded(graded, c.Dossier, l)
		}
	}
	return c, nil
}

// guarded refuses a public edition in which a claim looks stronger than it is, because what speaks against it
// is restricted.
func (s *Setup) guarded(graded []*grade.Claim, public *dossier.Dossier, l *diag.List) {
	whole := map[string]int{}
	for _, g := range graded {
		whole[g.ID.S] = g.Grade
	}
	for _, g := range grade.Claims(public, s.Authority) {
		if g.Grade > whole[g.ID.S] {
			l.Errorf(
				g.ID.At,
				diag.GuardedWeakness,
				"without what is restricted, claim %q would be shown at grade %d; it is of grade %d",
				g.ID.S,
				g.Grade,
				whole[g.ID.S],
			).
				WithHint(
					"restrict the claim as well, or make public what speaks against it",
				)
		}
	}
}

func (s *Setup) ruleNames() []string {
	entries, _ := fs.ReadDir(s.data.Rubrics, "filing")
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".toml"))
	}
	return out
}

func (s *Setup) rules(id string) ([]byte, bool) {
	if !fs.ValidPath(id) || strings.ContainsAny(id, `/\`) {
		return nil, false
	}
	b, err := fs.ReadFile(s.data.Rubrics, path.Join("filing", id+".toml"))
	return b, err == nil
}

// Rules are the filing rules of a dossier's meeting.
func (s *Setup) Rules(d *dossier.Dossier, l *diag.List) (*filing.Rules, error) {
	b, ok := s.rules(d.Meeting.Rules.S)
	if !ok {
		return nil, fmt.Errorf("read filing rules %q: there are none", d.Meeting.Rules.S)
	}
	return filing.Parse(d.Meeting.Rules.S+".toml", b, l), nil
}

// Card scores a company.
func (s *Setup) Card(c *Company, opts Options) *score.Card {
	return score.Make(c.Dossier, s.Rubric, s.Authority, s.Vocabulary, opts.Edition)
}

// Graded are the claims of a company's edition with their grades.
func (s *Setup) Graded(c *Company) []*grade.Claim { return grade.Claims(c.Dossier, s.Authority) }
