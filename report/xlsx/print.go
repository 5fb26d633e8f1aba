package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// perPage is how many characters of ten points stand side by side on a page, Letter in landscape with margins of 0.4
// inches, where they are printed in letters of 7 points or more: 10.2 inches of 72 points, a character being 5.25 wide
// in Excel and 5.8 in LibreOffice.
const perPage = 180.0

// rowsPerPage is how many rows of the usual height stand on such a page, of 7.3 inches.
const rowsPerPage = 50

// printedColumns is how many columns are printed: all, or the first ones that stand on a page in legible letters.
func (s sheet) printedColumns() int {
	if s.whole {
		return len(s.cols)
	}
	total := 0.0
	for i, c := range s.cols {
		if total += c.width; total > perPage && i > 0 {
			return i
		}
	}
	return len(s.cols)
}

// across is on how many pages side by side the columns stand in legible letters; the first one is on each.
func across(cols []column) int {
	pages, used := 1, 0.0
	for i, c := range cols {
		if used > 0 && used+c.width > perPage {
			pages, used = pages+1, min(cols[0].width, perPage/2)
		}
		if used += c.width; i == 0 {
			used = c.width
		}
	}
	return pages
}

// printed sets how the sheet is printed: in landscape, with page numbers, no smaller than can be read.
func (b *book) printed(s sheet, last int) error {
	n := s.printedColumns()
	tall := 0 // as many pages as it takes
	if s.onePage {
		tall = 1
	}
	if err := b.paper(s.name, across(s.cols[:n]), tall); err != nil {
		return err
	}
	if err := b.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: ptr(0.4), Right: ptr(0.4),
		Top: ptr(0.6), Bottom: ptr(0.6)}); err != nil {
		return err
	}
	if n < len(s.cols) {
		if err := b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.name,
			RefersTo: fmt.Sprintf("%s!$A$1:$%s$%d", quoted(s.name), columnName(n), last)}); err != nil {
			return err
		}
	}
	return b.f.SetHeaderFooter(
		s.name,
		&excelize.HeaderFooterOptions{
			OddHeader: "&L" + strings.ReplaceAll(shorten(b.company, 80), "&", "&&") + "&R&A",
			OddFooter: "&C&P / &N",
		},
	)
}

// paper lays the pages out: in landscape, so many side by side, and so many one below the other, 0 for any number.
func (b *book) paper(name string, across, tall int) error {
	if err := b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: ptr("landscape"), Size: ptr(1),
		FitToWidth: &across, FitToHeight: &tall}); err != nil {
		return err
	}
	return b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: ptr(true)})
}

// printTitles repeats the first column and the row of heads on each page.
func (b *book) printTitles(sheet string, head int) error {
	name := quoted(sheet)
	return b.f.SetDefinedName(&excelize.DefinedName{
		Name:     "_xlnm.Print_Titles",
		RefersTo: fmt.Sprintf("%s!$A:$A,%s!$%d:$%d", name, name, head, head),
		Scope:    sheet,
	})
}

// quoted is the name of a sheet as formulas and names take it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
