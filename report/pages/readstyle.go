package pages

import (
	"maps"
	"math"

	"whereas/report/diag"
	"whereas/report/face"
	"whereas/report/lines"
	"whereas/report/source"
)

// StyleFormat is the newest format of a style file that this program reads.
const StyleFormat = 1

// Styles are the looks of one system: the common one, and those of the kinds of documents that differ from it.
type Styles struct {
	common Style
	kinds  map[string]Style
}

// For is the style of a kind of document: "resolution", "comparison".
func (s *Styles) For(kind string) Style {
	if st, ok := s.kinds[kind]; ok {
		return st
	}
	return s.common
}

// ParseStyle reads a style file. What is missing or out of range is a fault in l, each with its place.
func ParseStyle(name string, data []byte, l *diag.List) *Styles {
	s := &Styles{kinds: map[string]Style{}}
	root := source.Parse(name, data, l)
	if t := root.Table("style"); t != nil {
		if n, at, ok := t.NeedInt("format", 1, 1e6); ok && n > StyleFormat {
			l.Errorf(at, diag.NewerFormat, "this style has format %d; this program reads formats up to %d", n,
				StyleFormat)
		}
		t.Close()
	}
	r := styleReader{whole: true}
	r.style(root, &s.common)
	root.Each("for", func(kind source.Text, t *source.Table) {
		st := s.common
		st.Hangs, st.Ties = maps.Clone(st.Hangs), maps.Clone(st.Ties)
		(&styleReader{}).style(t, &st)
		s.kinds[kind.S] = st
	})
	root.Close()
	return s
}

// styleReader reads the common style, which has to be whole, or what a kind of document changes of it.
type styleReader struct{ whole bool }

func (r *styleReader) style(root *source.Table, s *Style) {
	r.table(root, "sheet", func(t *source.Table) { r.sheets(t, s) })
	r.table(root, "type", func(t *source.Table) { r.types(t, s) })
	r.table(root, "heading", func(t *source.Table) { r.headings(t, s) })
	r.table(root, "gap", func(t *source.Table) { r.gaps(t, s) })
	r.table(root, "lines", func(t *source.Table) { r.lines(t, &s.Lines) })
	r.table(root, "pages", func(t *source.Table) { r.pages(t, &s.Pages) })
	if t := root.Table("hang"); t != nil {
		r.hangs(t, s)
		t.Close()
	}
	root.Each("ties", func(lang source.Text, t *source.Table) { r.ties(lang.S, t, s) })
}

func (r *styleReader) sheets(t *source.Table, s *Style) {
	for key, sheet := range map[string]*Sheet{"letter": &s.Letter, "a4": &s.A4} {
		r.table(t, key, func(t *source.Table) {
			r.length(t, "width", &sheet.Width)
			r.length(t, "height", &sheet.Height)
			r.length(t, "top", &sheet.Top)
			r.length(t, "bottom", &sheet.Bottom)
		})
	}
	r.length(t, "measure", &s.Measure)
	r.length(t, "side_margin", &s.SideMargin)
	r.length(t, "head_rise", &s.HeadRise)
	r.length(t, "foot_drop", &s.FootDrop)
	r.length(t, "hairline", &s.Hairline)
}

func (r *styleReader) types(t *source.Table, s *Style) {
	for _, k := range []struct {
		key string
		to  *Type
	}{{"body", &s.Body}, {"notes", &s.Notes}, {"running", &s.Running}, {"table", &s.Table}, {"caption", &s.Caption}} {
		r.table(t, k.key, func(t *source.Table) { r.typeOf(t, k.to) })
	}
}

func (r *styleReader) headings(t *source.Table, s *Style) {
	for i, key := range []string{"1", "2", "3", "4"} {
		h := &s.Headings[i]
		r.table(t, key, func(t *source.Table) {
			r.typeOf(t, &h.Type)
			r.length(t, "before", &h.Before)
			r.length(t, "after", &h.After)
			r.face(t, &h.Face)
		})
	}
}

func (r *styleReader) gaps(t *source.Table, s *Style) {
	for _, k := range []struct {
		key string
		to  *lines.Length
	}{
		{"paragraph", &s.ParaGap}, {"item", &s.ItemGap}, {"list_indent", &s.ListIndent},
		{"quote_indent", &s.QuoteIndent}, {"table", &s.TableGap}, {"column", &s.CellGap}, {"cell", &s.CellPad},
		{"note_indent", &s.NoteIndent}, {"note", &s.NoteGap}, {"note_rule", &s.NoteRule},
		{"note_rule_rise", &s.NoteRuleRise}, {"note_rule_drop", &s.NoteRuleDrop},
	} {
		r.length(t, k.key, k.to)
	}
}

func (r *styleReader) lines(t *source.Table, taste *lines.Taste) {
	for _, k := range []struct {
		key string
		to  *int
	}{
		{"stretch", &taste.Stretch}, {"shrink", &taste.Shrink}, {"expand", &taste.Expand}, {"whole", &taste.Whole},
		{"tolerance", &taste.Tolerance}, {"line", &taste.Line}, {"hyphens", &taste.Hyphens},
		{"contrast", &taste.Contrast}, {"short_end", &taste.ShortEnd}, {"loosest", &taste.Loosest},
	} {
		r.number(t, k.key, k.to)
	}
	r.length(t, "short_end_width", &taste.ShortEndWidth)
	r.length(t, "ragged", &taste.Ragged)
	r.length(t, "unbroken", &taste.Unbroken)
	r.length(t, "sparse", &taste.Sparse)
}

func (r *styleReader) pages(t *source.Table, taste *Taste) {
	for _, k := range []struct {
		key string
		to  *int
	}{
		{"white", &taste.White}, {"feather", &taste.Feather}, {"last_scrap", &taste.LastScrap},
		{"late_figure", &taste.LateFigure}, {"hyphen", &taste.Hyphen}, {"orphan", &taste.Orphan},
		{"widow", &taste.Widow}, {"short_list", &taste.ShortList}, {"split_note", &taste.SplitNote},
		{"split_scrap", &taste.SplitScrap}, {"split_row", &taste.SplitRow}, {"table_scrap", &taste.TableScrap},
		{"after_colon", &taste.AfterColon}, {"late", &taste.Late}, {"before_list", &taste.BeforeList},
		{"opening", &taste.Opening}, {"in_sentence", &taste.InSentence},
	} {
		r.number(t, k.key, k.to)
	}
}

func (r *styleReader) hangs(t *source.Table, s *Style) {
	if s.Hangs == nil {
		s.Hangs = map[string]lines.Hang{}
	}
	for _, key := range t.Keys() {
		at := t.KeyAt(key)
		n := t.Numbers(key, 0, 1000)
		if len(n) != 2 {
			t.Errorf(at, diag.OutOfRange,
				"%q needs two numbers from 0 to 1000: how far it stands out before a line and behind one", key)
			continue
		}
		s.Hangs[key] = lines.Hang{Before: int(n[0].V), After: int(n[1].V)}
	}
}

func (r *styleReader) ties(lang string, t *source.Table, s *Style) {
	if s.Ties == nil {
		s.Ties = map[string]lines.Ties{}
	}
	words := func(key string) []string {
		var out []string
		for _, w := range t.Texts(key) {
			out = append(out, w.S)
		}
		return out
	}
	s.Ties[lang] = lines.Ties{
		BeforeNumber: words("before_number"),
		AfterNumber:  words("after_number"),
		AfterName:    words("after_name"),
	}
}

// table reads a table that has to be there if the style has to be whole.
func (r *styleReader) table(t *source.Table, key string, read func(*source.Table)) {
	if !t.Has(key) {
		if r.whole && !t.Damaged() {
			t.Errorf(t.At, diag.MissingKey, "%q is missing", key)
		}
		return
	}
	if inner := t.Table(key); inner != nil {
		read(inner)
		inner.Close()
	}
}

func (r *styleReader) typeOf(t *source.Table, to *Type) {
	r.length(t, "size", &to.Size)
	r.length(t, "leading", &to.Leading)
}

// length reads points, to a thousandth.
func (r *styleReader) length(t *source.Table, key string, to *lines.Length) {
	if !t.Has(key) {
		if r.whole {
			t.Need(key)
		}
		return
	}
	if n, ok := t.Number(key, 0, 10_000); ok {
		*to = lines.Length(math.Round(n.V*1000)) * lines.Point / 1000
	}
}

func (r *styleReader) number(t *source.Table, key string, to *int) {
	if !t.Has(key) {
		if r.whole {
			t.Need(key)
		}
		return
	}
	if n, _, ok := t.Int(key, 0, 1_000_000); ok {
		*to = n
	}
}

func (r *styleReader) face(t *source.Table, to *face.Style) {
	if !r.whole && !t.Has("face") {
		return
	}
	name := t.Need("face")
	for st := range face.Style(face.Styles) {
		if st.String() == name.S {
			*to = st
			return
		}
	}
	if name.S != "" {
		t.Errorf(name.At, diag.UnknownFace, "there is no face %q", name.S).
			WithHint("known: regular, italic, bold, bold-italic")
	}
}
