package report_test

import (
	"fmt"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
	"whereas/rubrics"
	"whereas/templates"
)

// The whole run: from a folder to the files of a packet. A caller that writes them to a disk has a program.
func Example() {
	folder := fstest.MapFS{"dossier.toml": {Data: []byte(`
[dossier]
format = 1
as_of = "2026-01-31"
[company]
name = "Exemplar Cloud, Inc."
short = "Exemplar"
exchange = "NYSE"
invented = true
[meeting]
rules = "us-sec-14a-8"
year = 2027
[source.contract]
type = "procurement"
title = "Contract for hosting"
publisher = "Ministry of the Interior of Examplia"
ref = "Contract 2025-17"
[entity]
interior = { name = "Ministry of the Interior of Examplia", type = "agency" }
[claim.hosted]
text = "The ministry keeps its register on Exemplar's servers."
recital = "Since 2025 the ministry has kept its register on Exemplar's servers."
kind = "relationship"
status = "recorded"
since = "2025"
links = ["company hosts interior"]
evidence = [ { source = "contract", at = "section 1", says = "the register is hosted by Exemplar" } ]
`)}}
	var faults diag.List
	data := report.Data{Rubrics: rubrics.Files, Templates: templates.Files}
	setup, err := report.Load(data, report.DefaultRubric, nil, &faults)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := setup.Typeset.LoadFaces(); err != nil {
		fmt.Println(err)
		return
	}
	opts := report.Options{Edition: report.PublicEdition, As: report.ResolutionFormats(),
		Make: []report.Kind{report.KindResolution, report.KindWorkbook, report.KindCard}}

	read, err := setup.Read(folder, "exemplar", opts, &faults)
	if err != nil {
		fmt.Println(err)
		return
	}
	graded := setup.Grade(read, &faults)
	scored := setup.Score(graded)
	result, err := setup.Make(scored, opts, &faults)
	if err != nil {
		fmt.Println(err)
		return
	}

	claim := graded.Claims.Claim("hosted")
	fmt.Printf("grade %d: %s\n", claim.Grade, claim.Why(setup.Vocabulary)[0])
	fmt.Println(scored.Card.Headline)
	for _, f := range result.Files {
		fmt.Println(f.Name)
	}
	for _, d := range faults.Sorted() {
		fmt.Printf("%s [%s]\n", d.Severity, d.Code)
	}
	// Output:
	// grade 2: rung 2: a source with authority for this kind of claim, at most one step from the record
	// Customer due diligence process: not searched far enough to say
	// resolution.pdf
	// resolution.md
	// resolution.docx
	// resolution.txt
	// evidence.xlsx
	// card.json
	// manifest.json
	// warning [not-assessed]
}
