package packet

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"whereas/report/brief"
	"whereas/report/check"
	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/docx"
	"whereas/report/dossier"
	"whereas/report/draft"
	"whereas/report/filing"
	"whereas/report/grade"
	"whereas/report/html"
	"whereas/report/notes"
	"whereas/report/pdf"
	"whereas/report/plain"
)

// resolution drafts the text, has it checked and stamps it; text is the template, or the user's own prose, that it was
// made from. It is nil where the draft is refused.
func (m *maker) resolution() (res *draft.Resolution, text []byte, err error) {
	own := m.dossier.Resolution
	rules, err := filing.Load(m.Filing, m.dossier.Meeting.Rules.S, m.list)
	if err != nil {
		return nil, nil, err
	}
	if m.citesRestricted(own, "resolution.md") {
		return nil, nil, nil
	}
	rubric := m.Card.RubricRef.ID
	text, err = m.template(rubric)
	if errors.Is(err, fs.ErrNotExist) && own == nil {
		m.list.Errorf(diag.Span{File: m.Prefix + "resolution.md"}, diag.NoTemplate,
			"rubric %q has no template of a resolution, and the dossier has no resolution.md", rubric).
			WithHint("write resolution.md yourself; whereas new DIR and draft it to see what one looks like")
		return nil, nil, nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("read the template of rubric %q: %w", rubric, err)
	}
	ask, ok, err := m.ask()
	if err != nil || !ok {
		return nil, nil, err
	}
	plan, err := m.plan(rubric)
	if err != nil {
		return nil, nil, err
	}
	in := draft.Input{Ask: ask, Plan: plan, Capitals: m.Capitals, Set: m.Claims, Card: m.Card, Rules: rules,
		Template: text, Wording: m.Telling, File: m.Out + FileName("resolution.md", m.Edition),
		OwnFile: m.Prefix + "resolution.md"}
	if res, err = draft.Make(in, m.list); err != nil {
		return nil, nil, err
	}
	if strings.HasPrefix(m.dossier.Language, "en") {
		check.Phrases(res.Document, m.Phrasing, m.filing(rules.ID), m.dossier.Allowed, m.Telling.Words, m.list)
		check.TellAcronyms(res.Document, m.Capitals, m.dossier, m.Telling.Words, m.list)
	}
	check.Listing(rules, m.dossier.Company, m.list)
	check.OldRules(rules, m.dossier.Meeting.Rules, m.Claims.Authority.StaleDays, m.Today, m.list)
	check.Stale(res.Document, m.Claims, m.Today, m.Final, m.list)
	m.glyphs(res.Document, m.list)
	in.Stamp(res, m.list.Count(diag.Error)+m.list.Count(diag.Warning), m.Final)
	if own != nil {
		text = own
	}
	return res, text, nil
}

// filing is how the resolution is filed.
func (m *maker) filing(rules string) check.Filing {
	return filed(rules, m.dossier)
}

// filed is what is known of a filing, for the checks of phrases.
func filed(rules string, d *dossier.Dossier) check.Filing {
	f := check.Filing{Rules: rules, Company: d.Company, Votes: d.Votes, Year: d.Meeting.Year}
	for _, e := range d.Entities {
		if e.Type == "affiliate" || e.Type == "subsidiary" {
			f.Group = append(f.Group, e.Name, e.Short)
		}
	}
	return f
}

// ask is what the resolution requests: what the dossier chooses of templates/asks, or says itself.
func (m *maker) ask() (ask draft.Ask, ok bool, err error) {
	names, err := fs.Glob(m.Templates, "asks/*.toml")
	if err != nil {
		return ask, false, fmt.Errorf("look for what can be asked: %w", err)
	}
	var asks draft.Asks
	for _, name := range names {
		b, err := fs.ReadFile(m.Templates, name)
		if err != nil {
			return ask, false, fmt.Errorf("read what can be asked: %w", err)
		}
		asks = append(asks, draft.ParseAsk(name, b, m.list))
	}
	ask, ok = asks.Choose(m.dossier.Ask, m.list)
	return ask, ok, nil
}

// template is the template of a resolution by a rubric; fs.ErrNotExist where a rubric of one's own has none.
func (t *Tools) template(rubric string) ([]byte, error) {
	return fs.ReadFile(t.Templates, "resolution/"+rubric+".md")
}

// plan is how a resolution by a rubric argues; a rubric of one's own has none, and then nothing is preferred.
func (m *maker) plan(rubric string) (draft.Plan, error) {
	name := "resolution/" + rubric + ".toml"
	b, err := fs.ReadFile(m.Templates, name)
	if errors.Is(err, fs.ErrNotExist) {
		return draft.Plan{}, nil
	} else if err != nil {
		return draft.Plan{}, fmt.Errorf("read the plan of rubric %q: %w", rubric, err)
	}
	return draft.ParsePlan(name, b, m.Vocabulary, m.list), nil
}

// LacksResolution tells whether there is nothing that a resolution could be made from: no rules, or no text.
func (t *Tools) LacksResolution(edition *grade.Set, rubric string) bool {
	_, err := t.template(rubric)
	d := edition.Dossier
	return d.Meeting.Rules.S == "" || d.Resolution == nil && errors.Is(err, fs.ErrNotExist)
}

// briefing drafts the briefing, has it checked and stamps it; text is the template of the summary, or the user's own
// prose, that it was made from. It is nil where it is refused. res is the resolution of the same run, whose clause it
// tells; it may be nil.
func (m *maker) briefing(res *draft.Resolution) (b *brief.Briefing, text []byte, err error) {
	own := m.dossier.Briefing
	if m.citesRestricted(own, "briefing.md") {
		return nil, nil, nil
	}
	lang, err := m.Language(m.dossier.Language, m.Card.Rubric)
	if err != nil {
		return nil, nil, err
	}
	const planName = "briefing/plan.toml"
	planText, err := fs.ReadFile(m.Templates, planName)
	if err != nil {
		return nil, nil, fmt.Errorf("read the plan of a briefing: %w", err)
	}
	ask, ok, err := m.ask()
	if err != nil || !ok {
		return nil, nil, err
	}
	in := brief.Input{Plan: draft.ParsePlan(planName, planText, m.Vocabulary, m.list), Request: ask,
		Capitals: m.Capitals, Replies: m.Replies, Pages: m.pages, OnePage: m.OnePage, Set: m.Claims,
		Card:       m.Card.With(lang.Rubric),
		Vocabulary: lang.Vocabulary, Date: m.day,
		Templates: lang.Templates, Telling: lang.Telling, Wording: lang.Briefing, Workbook: m.Makes(Workbook),
		PageSize: "letter",
		Suffix:   FileName("", m.Edition),
		File:     m.Out + FileName("briefing.md", m.Edition), OwnFile: m.Prefix + "briefing.md"}
	if res != nil {
		in.PageSize, in.Ask = res.Document.PageSize, doc.Resolved(res.Document.Blocks)
	} else if id := m.dossier.Meeting.Rules.S; id != "" {
		rules, err := filing.Load(m.Filing, id, m.list)
		if err != nil {
			return nil, nil, err
		}
		in.PageSize = rules.Page
	}
	var faults diag.List // its stamp counts its own faults alone
	defer m.list.Append(&faults)
	if b, err = brief.Make(in, &faults); err != nil || b == nil {
		return nil, nil, err
	}
	if res == nil || m.Final {
		check.Stale(b.Document, m.Claims, m.Today, m.Final, &faults)
	}
	m.glyphs(b.Document, &faults)
	m.glyphs(b.Record, &faults)
	if b.OnePage != nil {
		m.glyphs(b.OnePage, &faults)
	}
	in.Stamp(b, faults.Count(diag.Error)+faults.Count(diag.Warning))
	if own != nil {
		return b, own, nil
	}
	if text, err = fs.ReadFile(lang.Templates, "briefing.md"); err != nil {
		return nil, nil, fmt.Errorf("read the templates of a briefing: %w", err)
	}
	return b, text, nil
}

// pages is how many pages a briefing takes, as far as it is written.
func (m *maker) pages(d *doc.Document, style string) (int, error) {
	laid, err := m.Typeset.Lay(d, style, &diag.List{})
	if err != nil {
		return 0, err
	}
	return len(laid.Pages), nil
}

// citesRestricted refuses a text of the user's own that cites what the edition leaves out.
func (m *maker) citesRestricted(text []byte, name string) bool {
	knows := func(set *grade.Set) func(id string) bool {
		annotator := notes.NewAnnotator(set, m.Vocabulary, notes.Words{})
		return func(id string) bool { _, ok := annotator.Notes(id); return ok }
	}
	return len(text) > 0 && check.CitesRestricted(text, m.Prefix+name, knows(m.Private), knows(m.Claims), m.list)
}

// glyphs finds what no face can print.
func (m *maker) glyphs(d *doc.Document, l *diag.List) {
	own := func(file string) bool {
		_, ok := m.Private.Dossier.Texts[file]
		return ok
	}
	check.Glyphs(d, m.dossier, m.Typeset.Faces.Missing, check.Folders{Dossier: m.Prefix, Out: m.Out}, own, l)
}

// resolutionFiles are the forms of a resolution that were asked for.
func (m *maker) resolutionFiles(res *draft.Resolution) ([]File, error) {
	var files []File
	if slices.Contains(m.As, PDF) {
		b, err := m.Typeset.PDF(res.Document, string(Resolution), m.meta(res.Document), m.list)
		if err != nil {
			return nil, err
		}
		files = append(files, m.text("resolution.pdf", b, res.Document))
	}
	if slices.Contains(m.As, Markdown) {
		files = append(files, m.text("resolution.md", res.Markdown, res.Document))
	}
	return m.words(files, res.Document, string(Resolution), res.Counted)
}

// words adds the forms of a text that are edited and pasted; counted is its words by the count that it is held to, 0
// where it is held to none.
func (m *maker) words(files []File, d *doc.Document, name string, counted int) ([]File, error) {
	if slices.Contains(m.As, Word) {
		b, err := docx.Write(d, docx.Meta{Date: m.day.String(), Words: counted, Deflate: &m.Deflate})
		if err != nil {
			return nil, err
		}
		files = append(files, m.text(name+".docx", b, d))
	}
	if slices.Contains(m.As, Text) {
		files = append(files, m.text(name+".txt", plain.Write(d), d))
	}
	return files, nil
}

// briefingFiles are the forms of a briefing that were asked for; its PDF carries the data, where that is asked for too.
func (m *maker) briefingFiles(b *brief.Briefing, data []File) ([]File, error) {
	var files []File
	texts := []struct {
		name string // of the file and of the style
		doc  *doc.Document
	}{{brief.Handout, b.Document}, {brief.Annex, b.Record}, {brief.Single, b.OnePage}}
	for _, text := range texts {
		if text.doc == nil {
			continue
		}
		if slices.Contains(m.As, PDF) {
			meta := m.meta(text.doc)
			if m.Attach && text.doc == b.Document {
				for _, f := range data {
					a, err := m.attachment(f)
					if err != nil {
						return nil, err
					}
					meta.Attach = append(meta.Attach, a)
				}
			}
			page, err := m.Typeset.PDF(text.doc, text.name, meta, m.list)
			if err != nil {
				return nil, err
			}
			files = append(files, m.text(text.name+".pdf", page, text.doc))
		}
		var err error
		if files, err = m.words(files, text.doc, text.name, 0); err != nil {
			return nil, err
		}
	}
	if slices.Contains(m.As, HTML) {
		css, err := fs.ReadFile(m.Templates, "page.css")
		if err != nil {
			return nil, fmt.Errorf("read the style of pages: %w", err)
		}
		js, err := fs.ReadFile(m.Templates, "page.js")
		if err != nil {
			return nil, fmt.Errorf("read the script of pages: %w", err)
		}
		page := html.Write(
			b.Document,
			html.Meta{CSS: string(css), JS: string(js), Date: m.day.String(), Annex: b.Record},
		)
		files = append(files, m.text("briefing.html", page, b.Document, b.Record))
	}
	if slices.Contains(m.As, Markdown) {
		files = append(files, m.text("briefing.md", b.Markdown, b.Document))
	}
	return files, nil
}

// meta is what the PDF of a document says of itself.
func (m *maker) meta(d *doc.Document) pdf.Meta {
	return pdf.Meta{Date: pdf.Date{Year: m.day.Year, Month: m.day.Month, Day: m.day.Day},
		Foreign: !d.MarksForeign()}
}

// attachment is a file of data as a PDF carries it, with what a reader is told of it.
func (m *maker) attachment(f File) (pdf.Attachment, error) {
	lang, err := m.Language(m.dossier.Language, m.Card.Rubric)
	if err != nil {
		return pdf.Attachment{}, err
	}
	a := pdf.Attachment{Name: f.Name, Data: f.Data, Type: "application/json", Says: lang.Briefing.Card()}
	if path.Ext(f.Name) == path.Ext(workbookName) {
		a.Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		a.Says = lang.Briefing.Workbook()
	}
	return a, nil
}
