package packet

import (
	"io/fs"
	"slices"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/docx"
	"whereas/report/grade"
	"whereas/report/letters"
)

// LettersManifest says of what letters were made, and when they are to be answered.
type LettersManifest struct {
	Schema   string         `json:"schema"`
	Company  string         `json:"company"` // by the name of its folder
	Name     string         `json:"name"`    // as the dossier has it
	AsOf     civil.Date     `json:"as_of"`
	Date     civil.Date     `json:"date"`
	Deadline civil.Date     `json:"deadline"`
	Files    []ManifestFile `json:"files"`
}

// Letters puts what resolution and briefing tell of organisations to them: letters, all questions in one text, and last
// the manifest. Faults of the texts go to l. No letters and no error mean that a text was refused.
func (t *Tools) Letters(c Company, opts Options, deadline civil.Date, l *diag.List) (*letters.Letters, []File, error) {
	m := t.maker(c, opts, l)
	told, err := m.told()
	if err != nil || told == nil {
		return nil, nil, err
	}
	templates, err := fs.Sub(t.Templates, "letters")
	if err != nil {
		return nil, nil, err
	}
	made, err := letters.Make(letters.Input{Set: c.Claims, Parties: t.Replies.Of(m.dossier).Parties(told, m.day),
		Vocabulary: t.Vocabulary, Telling: t.Telling, Notes: t.Briefing.Notes, Wording: t.Asking,
		Templates: templates, Date: m.day, Deadline: deadline})
	if err != nil {
		return nil, nil, err
	}
	files := []File{{Name: "questions.md", Data: made.Questions.Markdown}}
	for _, letter := range made.Each {
		b, err := docx.Write(letter.Document, docx.Meta{Date: m.day.String(), Deflate: &m.Deflate})
		if err != nil {
			return nil, nil, err
		}
		name := "letter-" + letter.Organisation
		files = append(files, File{Name: name + ".md", Data: letter.Markdown},
			File{Name: name + ".docx", Data: b})
	}
	last, err := ManifestOf(LettersManifest{Schema: "whereas/letters-manifest/1", Company: m.dossier.Slug,
		Name: m.dossier.Company.Name, AsOf: m.dossier.AsOf.Date, Date: m.day, Deadline: deadline, Files: Listed(files)})
	if err != nil {
		return nil, nil, err
	}
	return made, append(files, last), nil
}

// told are the claims that the briefing and the resolution tell; nil where a text is refused.
func (m *maker) told() ([]*grade.Claim, error) {
	var told []*grade.Claim
	if m.Makes(Resolution) {
		res, _, err := m.resolution()
		if err != nil || res == nil {
			return nil, err
		}
		for _, mark := range doc.Marks(res.Document.Blocks) {
			if g := m.Claims.Claim(mark.ID); g != nil && !slices.Contains(told, g) {
				told = append(told, g)
			}
		}
	}
	b, _, err := m.briefing(nil)
	if err != nil || b == nil {
		return nil, err
	}
	for _, g := range told {
		if !slices.Contains(b.Told, g) {
			b.Told = append(b.Told, g)
		}
	}
	return append([]*grade.Claim{}, b.Told...), nil
}
