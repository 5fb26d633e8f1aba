package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// panes keep the head in sight, and the columns that say what a row is. Where so much stands over the table that it
// would fill a small screen, only the columns.
func panes(s sheet, first int) *excelize.Panes {
	const most = 10 // rows
	if first > most {
		first = 0
	}
	p := &excelize.Panes{Freeze: true, XSplit: s.frozen, YSplit: first, TopLeftCell: cell(s.frozen+1, first+1)}
	switch {
	case s.frozen == 0:
		p.ActivePane = "bottomLeft"
	case first == 0:
		p.ActivePane = "topRight"
	default:
		p.ActivePane = "bottomRight"
	}
	return p
}

// noted says in the third row, where it is free, what a reader of the sheet couldn't know otherwise: that it goes on in
// another, that not all ids are links, that not all is printed.
func noted(s sheet, linked int, style int) [][]any {
	var notes []string
	if s.goesOn != "" {
		notes = append(notes, s.goesOn)
	}
	if s.count() == 0 {
		notes = append(notes, "There is nothing of this kind: the table has no rows.")
	}
	if linked < s.count() {
		notes = append(notes, fmt.Sprintf("Ids and addresses are links in the first %d rows, as many as Excel takes.",
			linked))
	}
	if n := s.printedColumns(); n < len(s.cols) {
		notes = append(notes, fmt.Sprintf("On paper: columns A to %s.", columnName(n)))
	}
	if len(notes) == 0 || len(s.intro) < 3 || len(s.intro[2]) > 0 {
		return s.intro
	}
	intro := slices.Clone(s.intro)
	intro[2] = []any{titled{strings.Join(notes, " "), style}}
	return intro
}
