package xlsx

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// styleNames are the names under which a spreadsheet program lists the styles, in the order in which makeStyles makes
// them: whoever wants larger letters changes a style once, not each cell.
func styleNames() []string {
	return []string{"Text", "Wrapped text", "Whole number", "One decimal", "Percentage", "Day", "Link", "Weight",
		"Figure", "Sheet title", "Caption", "Headline", "Table head"}
}

func (b *book) makeStyles() error {
	font := &excelize.Font{Family: "Calibri", Size: 10}
	// Texts keep a little room before them, or a figure in the column to the left would touch them.
	top := func(wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: wrap}
	}
	figures := &excelize.Alignment{Vertical: "top", Horizontal: "right"}
	ymd := "yyyy-mm-dd"
	for f, s := range []*excelize.Style{ // in order: the numbers of styles go into the file
		plainText: {Font: font, Alignment: top(false), NumFmt: 49},
		wrapped:   {Font: font, Alignment: top(true), NumFmt: 49},
		whole:     {Font: font, Alignment: figures, NumFmt: 1},
		decimal:   {Font: font, Alignment: figures, CustomNumFmt: ptr("0.0")},
		fraction:  {Font: font, Alignment: figures, NumFmt: 9},
		day: {Font: font, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1},
			CustomNumFmt: &ymd},
		address: {Font: &excelize.Font{Family: "Calibri", Size: 10, Color: "1F4E79", Underline: "single"},
			Alignment: top(true), NumFmt: 49},
		input: {Font: &excelize.Font{Family: "Calibri", Size: 10, Bold: true}, Alignment: figures,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF7DC"}}},
		level: {Font: font, Alignment: figures},
	} {
		id, err := b.f.NewStyle(s)
		if err != nil {
			return err
		}
		b.styles[format(f)] = id
	}
	var err error
	if b.title, err = b.f.NewStyle(
		&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 14, Bold: true}}); err != nil {
		return err
	}
	if b.note, err = b.f.NewStyle(
		&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Italic: true, Color: "595959"}}); err != nil {
		return err
	}
	if b.strong, err = b.f.NewStyle(
		&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true}}); err != nil {
		return err
	}
	b.head, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 10, Bold: true},
		Alignment: &excelize.Alignment{
			Vertical:   "top",
			Horizontal: "left",
			Indent:     1,
			WrapText:   true,
		}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E9EC"}},
		Border: []excelize.Border{{Type: "bottom", Color: "7F7F7F", Style: 1}}})
	return err
}

// named gives each style its name. The library knows no named styles: it writes all cells as Normal with what differs.
func named(styles []byte) ([]byte, error) {
	before, rest, ok1 := bytes.Cut(styles, []byte("<cellStyleXfs"))
	_, rest, ok2 := bytes.Cut(rest, []byte("<cellXfs"))
	own, rest, ok3 := bytes.Cut(rest, []byte("</cellXfs>"))
	_, behind, ok4 := bytes.Cut(rest, []byte("</cellStyles>"))
	xfs := bytes.SplitAfter(own[bytes.IndexByte(own, '>')+1:], []byte("</xf>"))
	names := styleNames()
	if n := len(xfs) - 2; !ok1 || !ok2 || !ok3 || !ok4 || n != len(names) { // the first is Normal, the last is empty
		return nil, errors.New("its styles aren't those that were made")
	}
	list := func(b []byte, element string, write func(b []byte, i int) []byte) []byte {
		b = fmt.Appendf(b, `<%s count="%d">`, element, len(names)+1)
		for i := range len(names) + 1 {
			b = write(b, i)
		}
		return fmt.Appendf(b, "</%s>", element)
	}
	none := []byte(` xfId="0"`)
	out := list(bytes.Clone(before), "cellStyleXfs",
		func(b []byte, i int) []byte { return append(b, bytes.Replace(xfs[i], none, nil, 1)...) })
	out = list(out, "cellXfs", func(b []byte, i int) []byte {
		return append(b, bytes.Replace(xfs[i], none, fmt.Appendf(nil, ` xfId="%d"`, i), 1)...)
	})
	out = list(out, "cellStyles", func(b []byte, i int) []byte {
		if i == 0 {
			return append(b, `<cellStyle name="Normal" xfId="0" builtinId="0"/>`...)
		}
		return fmt.Appendf(b, `<cellStyle name="%s" xfId="%d"/>`, names[i-1], i)
	})
	return append(out, behind...), nil
}
