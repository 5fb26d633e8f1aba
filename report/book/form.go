package book

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
	"whereas/report/xlsx"
)

// writer makes the form of a dossier's workbook.
type writer struct {
	vocab vocab.Vocabulary
	from  map[string][2]int // of each list of words: its rows in the sheet Words
}

const startNote = "What the dossier is about as a whole, a row for each key. Sources, claims and all else have " +
	"sheets of their own: a row for each, below the heads. What a column is for stands in the note on its head; " +
	"words that can be chosen stand in a list, and in the sheet Words."

const fileNote = "the file of the dossier that it stands in; may be left empty"

// form lays the sheets out.
func (w *writer) form(sheets []*sheet, files Files) xlsx.Form {
	list := w.words(sheets)
	count := map[string]int{}
	for _, s := range sheets {
		count[s.name] = len(s.rows)
	}
	var out xlsx.Form
	for _, s := range sheets {
		fs := xlsx.FormSheet{Name: s.name, Rows: s.rows, Hidden: s.name == baseSheet}
		if s.name == startSheet {
			fs.Columns = []xlsx.FormColumn{
				{Title: "Key", Width: 30, Note: startNote},
				{Title: "Value", Width: wide, Note: "Fill in what is known, and leave empty what isn't."},
				{Title: "What it is", Width: wide},
			}
			out.Sheets = append(out.Sheets, fs)
			continue
		}
		for _, c := range s.columns {
			fs.Columns = append(fs.Columns, w.column(c, count))
		}
		if s.file {
			fs.Columns = append(fs.Columns, xlsx.FormColumn{Title: "File", Note: fileNote, Width: 24})
		}
		if len(fs.Columns) > 0 && s.about != "" {
			fs.Columns[0].Note = strings.ToUpper(s.about[:1]) + s.about[1:] + ".\n" + fs.Columns[0].Note
		}
		if s.name == proofSheet {
			fs.Columns[0].Note = "Which quotes were found in which saved texts, as whereas check --record wrote it " +
				"down. Nothing is to be changed here."
		}
		out.Sheets = append(out.Sheets, fs)
	}
	texts := xlsx.FormSheet{Name: textsSheet, Columns: []xlsx.FormColumn{
		{
			Title: "File",
			Width: narrow,
			Note: "Texts of your own: resolution.md takes the place of the drafted resolution, " +
				"briefing.md that of the summary of the briefing. A row for each line.",
		},
		{Title: "Text", Width: 120, Note: "A line of the text: Markdown, with [^claim] behind each sentence."},
	}}
	for _, name := range proseFiles() {
		if b, ok := files[name]; ok {
			for line := range strings.SplitSeq(proseText(name, b), "\n") {
				texts.Rows = append(texts.Rows, []string{name, line})
			}
		}
	}
	if i := slices.IndexFunc(out.Sheets, func(s xlsx.FormSheet) bool { return s.Hidden }); i >= 0 { // hidden ones last
		out.Sheets = append(slices.Delete(slices.Clone(out.Sheets), i, i+1), texts, list, out.Sheets[i])
	} else {
		out.Sheets = append(out.Sheets, texts, list)
	}
	return out
}

// proseText is a text of a person's own, with the ends of lines that all have.
func proseText(name string, b []byte) string {
	return strings.ReplaceAll(string(source.Lines(name, b, &diag.List{})), "\r\n", "\n")
}

func (w *writer) column(c column, count map[string]int) xlsx.FormColumn {
	fc := xlsx.FormColumn{Title: c.title(), Note: meanings(c, w.vocab), Width: c.width}
	switch rows, ok := w.from[c.list]; {
	case ok:
		fc.Choices, fc.Only = fmt.Sprintf("%s!$B$%d:$B$%d", wordsSheet, rows[0], rows[1]), c.kind != words
		if c.kind == words {
			fc.Choices = ""
		}
	case c.kind == yes:
		fc.Choices, fc.Only = fmt.Sprintf("%s!$B$%d:$B$%d", wordsSheet, w.from["yes"][0], w.from["yes"][1]), true
	case c.of != "" && c.kind == word:
		fc.Choices = fmt.Sprintf("%s!$A$2:$A$%d", c.of, count[c.of]+201)
	}
	return fc
}

// words is the sheet of all words that can be chosen, with what they mean.
func (w *writer) words(sheets []*sheet) xlsx.FormSheet {
	s := xlsx.FormSheet{Name: wordsSheet, Columns: []xlsx.FormColumn{
		{
			Title: "List",
			Width: narrow,
			Note:  "The words that can be chosen, and what they mean. Nothing is read from here.",
		},
		{Title: "Word", Width: medium},
		{Title: "Meaning", Width: 100},
	}}
	w.from = map[string][2]int{}
	add := func(list string, terms []vocab.Term) {
		first := len(s.Rows) + 2
		for _, t := range terms {
			s.Rows = append(s.Rows, []string{list, t.ID, t.Meaning})
		}
		w.from[list] = [2]int{first, len(s.Rows) + 1}
	}
	var lists []string
	for _, sh := range sheets {
		for _, c := range sh.columns {
			if c.list != "" && !slices.Contains(lists, c.list) && len(w.vocab[c.list]) > 0 {
				lists = append(lists, c.list)
				add(c.list, w.vocab[c.list])
			}
		}
	}
	add("yes", []vocab.Term{{ID: "yes", Meaning: "It is so."}, {ID: "no", Meaning: "It isn't so."}})
	return s
}
