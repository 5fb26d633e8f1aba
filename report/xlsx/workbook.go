// Package xlsx writes the evidence workbook.
package xlsx

import (
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/score"
	"whereas/report/terms"
)

// Input is what the workbook shows: the edition's dossier, its card and its graded claims.
type Input struct {
	Dossier    *dossier.Dossier
	Card       *score.Card
	Graded     []*grade.Claim
	Vocabulary terms.Vocabulary
	Authority  *terms.Authority
}

// Workbook writes evidence.xlsx.
func Workbook(in Input) ([]byte, error) { return nil, nil }
