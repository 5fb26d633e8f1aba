package book

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"whereas/report/cells"
	"whereas/report/diag"
	"whereas/report/source"
)

// Places is where each value of a dossier's TOML stands in the workbook that it was read from.
type Places struct {
	name string                // of the workbook, as it is shown
	own  bool                  // it is a table of somebody's own
	text map[string]string     // of cells
	rows map[string]*rowPlaces // by the cell that names a row
	maps map[string][]mapped   // by file, sorted
	docs map[string]*source.Tree
	line map[string][]lineCell // of prose, by file
}

// rowPlaces is where the keys of a row stand.
type rowPlaces struct {
	sheet string
	row   int
	cols  map[string]int
	cells map[string]string // of rows in the sheet Start, each key of which has a row of its own
}

// cell is the cell of a column in the row; of a table without sheets it has no sheet's name.
func (r *rowPlaces) cell(col int) string {
	if r.sheet == "" {
		return cells.Name(col, r.row)
	}
	return r.sheet + "!" + cells.Name(col, r.row)
}

// mapped is a stretch of a file, in bytes, and the cell that it is from.
type mapped struct {
	from, to int
	cell     string
}

type lineCell struct{ cell, text string }

// Prefix is what stands before the names of files where a dossier is read from the workbook.
func (p *Places) Prefix() string { return p.name + "/" }

// add notes what the things of a file are from.
func (p *Places) add(file string, data []byte, items []*item) {
	tree := source.ParseTree(file, data, &diag.List{})
	if p.docs == nil {
		p.docs = map[string]*source.Tree{}
	}
	p.docs[file] = tree
	seen := map[string]int{}
	for _, it := range items {
		var at *source.Value
		if it.id == "" {
			at = tree.Root.Get(it.section)
		} else {
			at = tree.Root.Get(it.section, it.id)
		}
		if seen[it.key()]++; at == nil || seen[it.key()] > 1 {
			continue
		}
		p.walk(file, it.v, at)
	}
	p.sort(file)
}

func (p *Places) sort(file string) {
	slices.SortStableFunc(p.maps[file], func(a, b mapped) int { return cmp.Compare(a.from, b.from) })
}

func (p *Places) walk(file string, v, at *source.Value) {
	if v.Cell != "" {
		from, to := at.Extent()
		p.maps[file] = append(p.maps[file], mapped{from, to, v.Cell})
		if vf, vt := at.ValueExtent(); vf < from || vt > to {
			p.maps[file] = append(p.maps[file], mapped{vf, vt, v.Cell})
		}
	}
	for i, in := range v.In {
		var to *source.Value
		switch {
		case v.Kind == source.TableOf:
			to = at.Get(in.Key)
		case i < len(at.In):
			to = at.In[i]
		}
		if to != nil {
			p.walk(file, in, to)
		}
	}
}

func (p *Places) addProofs(file string, data []byte, proofs []*item) {
	head := []byte("\n[[proof]]\n")
	from := bytes.Index(data, head) + 1
	for _, it := range proofs {
		if from == 0 { // there are no more
			break
		}
		to, next := len(data), bytes.Index(data[from:], head)+1
		if next > 0 {
			next += from
			to = next
		}
		p.maps[file] = append(p.maps[file], mapped{from, to, it.v.Cell})
		from = next
	}
	if p.docs == nil {
		p.docs = map[string]*source.Tree{}
	}
	p.docs[file] = source.ParseTree(file, data, &diag.List{})
	p.sort(file)
}

func (p *Places) lines(file string, cells, texts []string) {
	if p.line == nil {
		p.line = map[string][]lineCell{}
	}
	for i, c := range cells {
		p.line[file] = append(p.line[file], lineCell{c, texts[i]})
		if c != "" && p.text[c] == "" {
			p.text[c] = texts[i]
		}
	}
}

// cell is the innermost cell that holds a byte of a file.
func (p *Places) cell(file string, at int) string {
	best, size := "", 0
	for _, m := range p.maps[file] {
		if m.from > at {
			break
		}
		if at < m.to && (best == "" || m.to-m.from <= size) {
			best, size = m.cell, m.to-m.from
		}
	}
	return best
}

// Translate puts the cells of the workbook into diagnostics of the dossier that was read from it, in place of the lines
// of files that nobody sees.
func (p *Places) Translate(ds []diag.Diagnostic) []diag.Diagnostic {
	if p == nil {
		return ds
	}
	out := make([]diag.Diagnostic, len(ds))
	for i, d := range ds {
		out[i] = d
		out[i].At = p.span(d.At, d.Lacks())
		out[i].Notes = slices.Clone(d.Notes)
		for j, n := range d.Notes {
			out[i].Notes[j].At = p.span(n.At, nil)
		}
		if out[i].At != d.At || d.Code == diag.EmptyDossier {
			out[i].Hint = p.hint(d)
		}
		if d.Code == diag.EmptyDossier {
			out[i].Message = "the workbook holds no dossier: nothing is filled in"
		}
	}
	return out
}

// span is the cell of a place; the workbook as a whole where no cell is known.
func (p *Places) span(at diag.Span, lacks []string) diag.Span {
	file, ours := strings.CutPrefix(at.File, p.Prefix())
	if at.File == p.name && at.Cell != "" {
		return at
	}
	if !ours {
		if at.File == p.name {
			return diag.Span{File: p.name}
		}
		return at
	}
	whole := diag.Span{File: p.name}
	if at.Line == 0 {
		return whole
	}
	if all := p.line[file]; all != nil {
		if at.Line > len(all) {
			return whole
		}
		l := all[at.Line-1]
		if l.cell == "" {
			return whole
		}
		return diag.Span{File: p.name, Cell: l.cell, Line: 1, Col: at.Col, EndLine: 1,
			EndCol: max(at.Col, min(at.EndCol, len([]rune(l.text))+1))}
	}
	doc := p.docs[file]
	if doc == nil {
		return whole
	}
	from, to := doc.Offset(at.Line, at.Col), doc.Offset(at.EndLine, at.EndCol)
	cell := p.cell(file, from)
	if cell == "" {
		return whole
	}
	row := p.rows[cell]
	for _, key := range lacks {
		if row != nil && row.cells[key] != "" {
			return p.mark(row.cells[key], "")
		}
		if row != nil && row.cols[key] > 0 {
			return p.mark(row.cell(row.cols[key]), "")
		}
	}
	part := ""
	if from < to && to <= len(doc.Text()) {
		part = strings.Trim(doc.Text()[from:to], `"'`)
	}
	if row != nil && part != "" && !strings.Contains(p.text[cell], part) { // a word of a link
		for _, col := range row.cols {
			if c := row.cell(col); trimmed(p.text[c]) == part {
				return p.mark(c, part)
			}
		}
	}
	return p.mark(cell, part)
}

// mark is a cell, with a part of its text marked where that stands in it.
func (p *Places) mark(cell, part string) diag.Span {
	text := p.text[cell]
	at := diag.Span{File: p.name, Cell: cell}
	if text == "" {
		return at
	}
	i := strings.Index(text, part)
	if i < 0 {
		i, part = 0, ""
	}
	line := text[:i][strings.LastIndexByte(text[:i], '\n')+1:]
	at.Line = 1 + strings.Count(text[:i], "\n")
	at.Col = 1 + len([]rune(line))
	first, _, _ := strings.Cut(part, "\n")
	if part == "" {
		first, _, _ = strings.Cut(text, "\n")
	}
	at.EndLine, at.EndCol = at.Line, at.Col+len([]rune(first))
	return at
}

// Texts are the texts of cells, as diagnostics point into them.
func (p *Places) Texts() diag.Texts {
	out := diag.Texts{}
	if p == nil {
		return out
	}
	for cell, s := range p.text {
		out[p.name+":"+cell] = s
	}
	return out
}

// hints are those of diagnostics that speak of TOML, in words of a workbook.
var hints = map[diag.Code]string{
	diag.ClaimWithoutEvidence: "add a row to the sheet Evidence, with this claim in its first column",
	diag.AbsenceWithoutSearch: "name a search in the column Search, and describe it in the sheet Searches",
	diag.PartWithoutEvidence:  "name the part in the column Part of a row of the sheet Evidence",
	diag.MissingMeeting:       "fill in meeting.rules (us-sec-14a-8) and meeting.year in the sheet Start",
	diag.MissingInterest: `fill in the column Interest: "none known", or what it is: "campaigns for …", ` +
		`"paid by the company"`,
	diag.BadDate: "write it as text, 2024, 2024-12 or 2024-12-03; or format the cell as a date in your spreadsheet " +
		"program",
	diag.BadLink:      "fill in subject, verb and object: two ids of the sheet Entities and a verb of the list",
	diag.EmptyDossier: "fill in the sheet Start; an empty workbook is made with: whereas new --workbook FILE.xlsx",
}

// ownHints are those in words of a table of one's own and its map.
var ownHints = map[diag.Code]string{
	diag.ClaimWithoutEvidence: "fill in the columns of its source: title, publisher, address",
	diag.MissingInterest: `say it in a column, and name that in the map under "source.interest": "none known", ` +
		`or what it is: "campaigns for …"`,
	diag.MissingMeeting: `say it in the map: under [meeting] rules = "us-sec-14a-8" and year = 2027`,
	diag.BadDate:        hints[diag.BadDate],
	diag.UnlikeSays: "if each supports another half, make two findings of it; if both support the same, say so " +
		"under what they say",
	diag.QuoteUnproven: "make a dossier of the table (whereas import), and take the document in: whereas capture " +
		"FILE --into DIR",
}

// hint is the hint of a diagnostic in words of a workbook, where it speaks of TOML.
func (p *Places) hint(d diag.Diagnostic) string {
	if s, ok := ownHints[d.Code]; ok && p.own {
		return s
	}
	if s, ok := hints[d.Code]; ok && !p.own {
		return s
	}
	if p.own && d.Code == diag.MissingKey && d.Hint == "" {
		return "say it in a column that the map names, or for every row under [always] in the map"
	}
	if p.own && d.Code == diag.MissingKey && strings.Contains(d.Message+" "+d.Hint, `as_of = "`) {
		return "say when the fact held, as exactly as it is known: 2024, 2024-12 or 2024-12-03"
	}
	for _, k := range []struct {
		code      diag.Code
		has, hint string // in the message or the hint
	}{
		{diag.UnknownPart, "leave part out",
			"leave the column Part empty; or say in the sheet Parts which things the claim says"},
		{diag.WrongType, "not true or false", "write yes or no"},
		{diag.WrongType, "not a number", "write a number, without words"},
		{diag.MissingKey, "add:\n", "fill in the rows of the sheet Start"},
		{diag.MissingKey, "heading", "fill in the rows of the sheet Start"},
		{diag.MissingKey, `as_of = "`,
			"say when the fact held, as exactly as it is known, in one of the columns As of, Since, Until: 2024"},
		{diag.MissingKey, " = ", "fill in the cell"},
		{diag.CodingNeeds, " = ", "fill in the cell"},
	} {
		if d.Code == k.code && strings.Contains(d.Message+" "+d.Hint, k.has) {
			return k.hint
		}
	}
	return d.Hint
}
