package legal

import (
	"strconv"
	"strings"

	"whereas/report/xlsx"
)

// Workbook is the copy as a table with a row for each text, claim and piece of evidence.
func Workbook(in Input, rows []Row) ([]byte, error) {
	sheet := xlsx.FormSheet{Name: "Legal copy", Columns: heads()}
	for _, r := range rows {
		sheet.Rows = append(sheet.Rows, cellsOf(r)...)
	}
	form := xlsx.Form{Title: "LEGAL COPY, not to be mailed: " + in.Set.Dossier.Company.Name,
		Stamp: in.Set.Dossier.AsOf.Date.AddDays(0).String() + "T00:00:00Z", Sheets: []xlsx.FormSheet{sheet}}
	return form.Write()
}

// heads are the columns of the workbook.
func heads() (out []xlsx.FormColumn) {
	const narrow, medium, wide = 12, 22, 40
	for _, c := range []struct {
		title string
		width float64
	}{
		{"Paper", narrow}, {"No.", narrow / 2}, {"What it is", narrow}, {"As it is told", wide}, {"Claim", medium},
		{"Kind", narrow}, {"Status", narrow}, {"Grade", medium}, {"Why this grade", wide}, {"Stance", narrow},
		{"Source", wide}, {"Type of source", medium}, {"Place", medium}, {"In the saved copy", medium},
		{"Words before", wide}, {"Quote", wide}, {"Words after", wide}, {"What it says", wide},
		{"How far it bears", medium}, {"Quote found", medium}, {"Restricted", narrow}, {"Replies", wide},
		{"Last looked at", narrow}, {"Coded by", medium}, {"Cites besides", wide},
	} {
		out = append(out, xlsx.FormColumn{Title: c.title, Width: c.width})
	}
	return out
}

// cellsOf is a text as rows, one for each piece of evidence of each claim that it cites.
func cellsOf(r Row) (out [][]string) {
	head := []string{r.Paper, strconv.Itoa(r.Number), string(r.Kind), clipped(r.Text)}
	other := clipped(strings.Join(r.Other, "\n"))
	if len(r.Claims) == 0 {
		return [][]string{append(append(head, make([]string, len(heads())-len(head)-1)...), other)}
	}
	for _, c := range r.Claims {
		claim := []string{c.ID, c.Kind, c.Status, c.Grade, clipped(strings.Join(c.Why, "\n"))}
		tail := []string{clipped(strings.Join(c.Replies, "\n")), c.Looked, clipped(strings.Join(c.Coded, "\n")), other}
		pieces := c.Pieces
		if len(pieces) == 0 {
			pieces = []Piece{{}}
		}
		for _, p := range pieces {
			row := append([]string{}, head...)
			row = append(row, claim...)
			row = append(row, string(p.Stance), p.Source, p.Type, p.Place, p.At, p.Before, p.Quote, p.After)
			row = append(row, p.Says, p.Bears, p.Proof, yes(c.Restricted || p.Restricted))
			out = append(out, append(row, tail...))
		}
	}
	return out
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// clipped is a text as long as a cell takes it, at most, with what shows that it was cut.
func clipped(s string) string {
	const most = 8000 // characters: a cell takes 32,767, a row shows no more
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + " …"
	}
	return s
}
