package diag

// JSON is a diagnostic as `check --format json` prints it.
type JSON struct {
	File      string     `json:"file"`
	Cell      string     `json:"cell,omitempty"` // of a workbook: lines and columns count within its text
	Line      int        `json:"line"`
	Column    int        `json:"column"`
	EndLine   int        `json:"end_line"`
	EndColumn int        `json:"end_column"`
	Severity  string     `json:"severity"`
	Code      string     `json:"code"`
	Message   string     `json:"message"`
	Hint      string     `json:"hint"`
	Notes     []JSONNote `json:"notes"`
}

// JSONNote is a note of a JSON diagnostic.
type JSONNote struct {
	File   string `json:"file"`
	Cell   string `json:"cell,omitempty"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Text   string `json:"text"`
}

// ToJSON gives the diagnostics in the shape that is printed; never nil, so that none is [].
func ToJSON(ds []Diagnostic) []JSON {
	out := make([]JSON, 0, len(ds))
	for _, d := range ds {
		j := JSON{
			File:      d.At.File,
			Cell:      d.At.Cell,
			Line:      d.At.Line,
			Column:    d.At.Col,
			EndLine:   d.At.EndLine,
			EndColumn: d.At.EndCol,
			Severity:  d.Severity.String(),
			Code:      string(d.Code),
			Message:   d.Message,
			Hint:      d.Hint,
			Notes:     []JSONNote{},
		}
		for _, n := range d.Notes {
			j.Notes = append(j.Notes, JSONNote{n.At.File, n.At.Cell, n.At.Line, n.At.Col, n.Text})
		}
		out = append(out, j)
	}
	return out
}
