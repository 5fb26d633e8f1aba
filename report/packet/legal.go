package packet

import (
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/legal"
	"whereas/report/proof"
)

// LegalManifest says of which papers a legal copy is.
type LegalManifest struct {
	Schema  string          `json:"schema"`
	Company string          `json:"company"` // by the name of its folder
	Name    string          `json:"name"`    // as the dossier has it
	Edition dossier.Edition `json:"edition"` // of the papers
	AsOf    civil.Date      `json:"as_of"`
	Date    civil.Date      `json:"date"`
	Text    string          `json:"text_sha256,omitempty"` // of the resolution and the briefing as they are told
	Summary string          `json:"summary_sha256,omitempty"`
	Files   []ManifestFile  `json:"files"`
}

// LegalCopy is the papers of a result, sentence by sentence with what stands behind each: as PDF, as a workbook, and
// last the manifest. It holds what is restricted, so it may not be mailed.
func (t *Tools) LegalCopy(c Company, opts Options, made *Result, l *diag.List) ([]File, error) {
	m := t.maker(c, opts, l)
	manifest := LegalManifest{Schema: "whereas/legal-copy-manifest/1", Company: m.dossier.Slug,
		Name: m.dossier.Company.Name, Edition: opts.Edition, AsOf: m.dossier.AsOf.Date, Date: m.day}
	in := legal.Input{Set: c.Private, Vocabulary: t.Vocabulary, Splitting: t.Telling.Words.Sentences, Date: m.day,
		Passage: func(s *dossier.Source, quote string) (proof.Passage, bool, error) {
			return proof.FindPassage(opts.Captures, s, quote)
		}}
	if res := made.Resolution; res != nil {
		in.Papers = append(in.Papers, legal.Paper{Name: string(Resolution), Document: res.Document})
		manifest.Text = Digest(res.Markdown)
	}
	if b := made.Briefing; b != nil {
		in.Papers = append(in.Papers, legal.Paper{Name: string(Briefing), Document: b.Document})
		if b.OnePage != nil {
			in.Papers = append(in.Papers, legal.Paper{Name: "one page", Document: b.OnePage})
		}
		manifest.Summary = Digest(b.Markdown)
	}
	rows, err := legal.Rows(in)
	if err != nil {
		return nil, err
	}
	d := legal.Document(in, rows)
	m.glyphs(d, &diag.List{}) // the papers themselves tell of what no face can print
	page, err := t.Typeset.PDF(d, "legal-copy",
		m.meta(d),
		&diag.List{})
	if err != nil {
		return nil, err
	}
	book, err := legal.Workbook(in, rows)
	if err != nil {
		return nil, err
	}
	files := []File{{Name: "legal-copy.pdf", Data: page}, {Name: "legal-copy.xlsx", Data: book}}
	manifest.Files = Listed(files)
	last, err := ManifestOf(manifest)
	if err != nil {
		return nil, err
	}
	return append(files, last), nil
}
