package book

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"whereas/report/cells"
	"whereas/report/diag"
	"whereas/report/dossier"
)

// oneClaim is a dossier that has nothing wrong with it.
const oneClaim = `[dossier]
format = 1
as_of = "2026-01-31"

[company]
name = "Exemplar Cloud, Inc."
short = "Exemplar"
invented = true

[meeting]
rules = "us-sec-14a-8"
year = 2027

[source.contract]
type = "procurement"
title = "Contract for hosting"
published = "2025-03-01"
read = "whole"

[entity]
host = { name = "Exemplar Hosting", type = "product" }
ministry = { name = "Ministry", type = "agency" }

[claim.hosts]
text = "The ministry keeps its register on Exemplar's servers."
kind = "relationship"
status = "recorded"
since = "2025-03"
links = ["host hosts ministry"]
evidence = [ { source = "contract", at = "section 1", says = "the register is hosted" } ]
`

// parts changes the parts of a workbook.
func parts(t *testing.T, data []byte, change func(name, part string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, change(f.Name, string(b))); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	return out.Bytes()
}

// replaced replaces one text by another in all parts whose name has an ending.
func replaced(t *testing.T, data []byte, part, old, with string) []byte {
	t.Helper()
	found := false
	out := parts(t, data, func(name, s string) string {
		if !strings.HasSuffix(name, part) {
			return s
		}
		found = found || strings.Contains(s, old)
		return strings.ReplaceAll(s, old, with)
	})
	if !found {
		t.Fatalf("no %q in %s", old, part)
	}
	return out
}

// sheetPart is the part of a sheet by its name: sheets are numbered in their order.
func sheetPart(t *testing.T, data []byte, sheet string) string {
	t.Helper()
	var l diag.List
	for i, s := range cells.Read("x", data, &l).Sheets {
		if s.Name == sheet {
			return "sheet" + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10)) + ".xml"
		}
	}
	t.Fatalf("no sheet %q", sheet)
	return ""
}

// cell puts XML in the place of a cell of a sheet.
func cell(t *testing.T, data []byte, sheet, at, xml string) []byte {
	t.Helper()
	part := strings.Replace(sheetPart(t, data, sheet), "sheet0", "sheet", 1)
	return parts(t, data, func(name, s string) string {
		if !strings.HasSuffix(name, "worksheets/"+part) {
			return s
		}
		i := strings.Index(s, `<c r="`+at+`"`)
		if i < 0 {
			t.Fatalf("no cell %s in %s", at, sheet)
		}
		end := strings.Index(s[i:], "</c>") + 4
		if short := strings.Index(s[i:], "/>"); short >= 0 && short < strings.Index(s[i:], ">")+1 {
			end = short + 2
		}
		return s[:i] + strings.ReplaceAll(xml, "@", at) + s[i+end:]
	})
}

// check reads a workbook and the dossier in it, and gives back what is said of them.
func check(t *testing.T, name string, data []byte) string {
	t.Helper()
	var l diag.List
	b := Read(name, data, &l)
	if b == nil || l.Failed(false) {
		if b == nil {
			return printed(&l, nil)
		}
		return printed(&l, b.Places)
	}
	if _, err := dossier.Load(b.Files, "x", vocabulary(t), dossier.Options{Prefix: b.Places.Prefix()}, &l); err != nil {
		t.Fatal(err)
	}
	return printed(&l, b.Places)
}

// compound is the beginning of an old Office file that has a part of a name.
func compound(part string) []byte {
	b := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 1016)...)
	for _, r := range part {
		b = append(b, byte(r), 0)
	}
	return append(b, 0, 0, 0, 0)
}

// Whatever is wrong with a workbook, it is said in plain words, with its cell where it has one.
func TestSpoiltWorkbooks(t *testing.T) {
	good := export(t, Files{"dossier.toml": []byte(oneClaim)})
	if s := check(t, "d.xlsx", good); s != "" {
		t.Fatal(s)
	}
	text := func(s string) string { return `<c r="@" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	bomb := func() []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, n := range []string{"_rels/.rels", "xl/workbook.xml"} {
			to, _ := w.Create(n)
			io.WriteString(to, "<x>")
			zeros := make([]byte, 1<<20)
			for range 300 {
				to.Write(zeros)
			}
		}
		w.Close()
		return out.Bytes()
	}
	for _, c := range []struct {
		name string
		data []byte
		want []string
	}{
		{"old.xls", compound("Workbook"), []string{"old.xls: error: this is an old Excel file (.xls), which isn't read",
			"save it as .xlsx"}},
		{"password.xlsx", compound("EncryptedPackage"), []string{"protected by a password", "take the password away"}},
		{"doc.xls", compound("WordDocument"), []string{"an old Office file, and no workbook"}},
		{"bomb.xlsx", bomb(), []string{"larger than is read", "take out what isn't needed"}},
		{"half.xlsx", good[:len(good)/2], []string{"it is damaged, or only a part of it was copied", "save it anew"}},
		{"broken.xlsx", replaced(t, good, "xl/workbook.xml", "</sheets>", ""), []string{"a part of it is damaged"}},
		{"text.xlsx", []byte("a,b\n1,2\n"), []string{"this is no workbook, whatever its name says", ".csv"}},
		{"pdf.xlsx", []byte("%PDF-1.7\n"), []string{"this is a PDF"}},
		{"empty.xlsx", nil, []string{"the file is empty"}},
		{"other.xlsx", replaced(t, replaced(t, good, "workbook.xml", `name="Start"`, `name="Q1"`), "workbook.xml", `name="Claims"`,
			`name="Clams"`), []string{`other.xlsx:Clams!A1: error: the sheet "Clams" isn't one of a dossier`,
			`did you mean "Claims"?`, `other.xlsx:Q1!A1: warning: the sheet "Q1" isn't one of a dossier`}},
		{"kind.xlsx", cell(t, good, "Claims", "D2", text("relashionship")), []string{
			`kind.xlsx:Claims!D2: error: unknown kind "relashionship"`, "   D2 | relashionship\n", `did you mean "relationship"?`}},
		{"missing.xlsx", cell(t, good, "Claims", "E2", `<c r="@"/>`), []string{
			`missing.xlsx:Claims!E2: error: "status" is missing`}},
		{"source.xlsx", cell(t, good, "Evidence", "B2", text("contrct")), []string{
			`source.xlsx:Evidence!B2: error: evidence cites source "contrct", which is not defined`, `did you mean "contract"?`}},
		{"verb.xlsx", cell(t, good, "Links", "C2", text("hostz")), []string{
			`verb.xlsx:Links!C2: error: unknown link verb "hostz"`, `did you mean "hosts"?`}},
		{"row.xlsx", cell(t, good, "Evidence", "A2", text("hostz")), []string{
			`row.xlsx:Evidence!A2: error: the row belongs to claim "hostz", which no row of the sheet "Claims" has`,
			`did you mean "hosts"?`}},
		{"lost.xlsx", cell(t, good, "Evidence", "A2", `<c r="@"/>`), []string{
			`lost.xlsx:Evidence!A2: error: the row doesn't say which claim it belongs to`}},
		{"column.xlsx", cell(t, good, "Claims", "D1", text("Knid")), []string{
			`column.xlsx:Claims!D1: error: the sheet "Claims" has no column "Knid"`, `did you mean "kind"?`}},
		{"twice.xlsx", cell(t, good, "Claims", "E1", text("Kind")), []string{
			`twice.xlsx:Claims!E1: error: the column "Kind" stands twice`}},
		{"date.xlsx", cell(t, good, "Claims", "G2", text("March 2025")), []string{"date.xlsx:Claims!G2: error: ",
			"format the cell as a date"}},
		{"serial.xlsx", cell(t, good, "Claims", "G2", `<c r="@"><v>45717</v></c>`), []string{
			"serial.xlsx:Claims!G2: error: ", "format the cell as a date"}},
		{"yes.xlsx", cell(t, good, "Start", "B11", text("perhaps")), []string{
			`yes.xlsx:Start!B11: error: "invented" is text, not true or false`, "write yes or no"}},
		{"ref.xlsx", cell(t, good, "Claims", "B2", `<c r="@" t="e"><f>X1</f><v>#REF!</v></c>`), []string{
			"ref.xlsx:Claims!B2: error: the formula of the cell has come to no value: #REF!", "write the value itself"}},
		{"uncounted.xlsx", cell(t, good, "Claims", "B2", `<c r="@"><f>X1</f></c>`), []string{
			"uncounted.xlsx:Claims!B2: error: the cell has a formula, and no value was saved with it"}},
		{"formula.xlsx", cell(t, good, "Claims", "B2", `<c r="@" t="str"><f>X1</f><v>It is so.</v></c>`), []string{
			"formula.xlsx:Claims!B2: notice: 1 cell holds a formula; what it came to when the workbook was saved was read"}},
		{"hidden.xlsx", replaced(t, good, sheetXML(t, good, "Claims"), `<row r="2"`, `<row r="2" hidden="1"`), []string{
			`hidden.xlsx:Claims!A2: notice: 1 row of the sheet "Claims" is hidden`}},
		{"sheet.xlsx", replaced(t, good, "xl/workbook.xml", `name="Claims"`, `name="Claims" state="hidden"`), []string{
			`sheet.xlsx:Claims!A1: notice: the sheet "Claims" is hidden`}},
		{"macro.xlsm", replaced(t, good, "xl/_rels/workbook.xml.rels", "</Relationships>",
			`<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vba.bin"/>`+
				`</Relationships>`), []string{"macro.xlsm: notice: there are macros in the workbook: they aren't run"}},
		{"file.xlsx", cell(t, good, "Entities", "J2", text("../../etc.toml")), []string{
			`file.xlsx:Entities!J2: error: "../../etc.toml" can't be a file of the dossier`}},
		{"device.xlsx", cell(t, good, "Entities", "J2", text("aux.toml")), []string{
			`device.xlsx:Entities!J2: error: "aux.toml" can't be a file of the dossier`}},
		{"nbsp.xlsx", cell(t, good, "Claims", "A2", text("ho\u200bsts")), []string{"nbsp.xlsx:Claims!A2: error: "}},
	} {
		got := check(t, c.name, c.data)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in:\n%s", c.name, want, got)
			}
		}
		if n := strings.Count(got, ": error: "); n > 1 && c.name != "other.xlsx" {
			t.Errorf("%s: %d errors of one cause:\n%s", c.name, n, got)
		}
	}
}

func sheetXML(t *testing.T, data []byte, sheet string) string {
	return "worksheets/" + strings.Replace(sheetPart(t, data, sheet), "sheet0", "sheet", 1)
}

// What spreadsheet programs make of what people type is read as it was meant.
func TestReadAsMeant(t *testing.T) {
	good := export(t, Files{"dossier.toml": []byte(oneClaim)})
	text := func(s string) string {
		return `<c r="@" t="inlineStr"><is><t xml:space="preserve">` + s + `</t></is></c>`
	}
	for _, c := range []struct{ sheet, at, xml, want string }{
		{"Claims", "A2", text(" hosts\u00a0"), "[claim.hosts]"},
		{"Claims", "G2", `<c r="@"><v>2025</v></c>`, `since    = "2025"`},
		{"Sources", "I2", `<c r="@" t="d"><v>2025-03-01T00:00:00</v></c>`, `published = "2025-03-01"`},
		{"Start", "B11", `<c r="@" t="b"><v>1</v></c>`, "invented = true"},
		{"Start", "B13", `<c r="@"><v>2027</v></c>`, "year  = 2027"},
		{"Claims", "B2", text("“Quoted” words’ marks stay."), "“Quoted” words’ marks stay."},
		{"Claims", "K2", text("one; two;three"), `tags     = ["one", "two", "three"]`},
		{"Claims", "J2", text("host, ministry"), `about    = ["host", "ministry"]`},
	} {
		b := read(t, cell(t, good, c.sheet, c.at, c.xml))
		all := ""
		for _, f := range b.Files {
			all += string(f)
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s!%s: no %q in\n%s", c.sheet, c.at, c.want, all)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add(export(f, Files{"dossier.toml": []byte(oneClaim)}))
	f.Add(compound("Workbook"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		if b := Read("d.xlsx", data, &l); b == nil && !l.Failed(false) {
			t.Error("nothing was read, and nothing said")
		}
	})
}

// Whatever stands in a cell, reading it ends, and what is made of it is TOML that says the same.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"host", "a; b", "x\ny\n", "level 2", "2024-12", "–", `C:\new`, `"""`, "\u2066x", "private/a.toml"} {
		f.Add(1, s)
	}
	v := vocabulary(f)
	var l diag.List
	good, err := Export(Files{"dossier.toml": []byte(oneClaim)}, "", v, true, &l)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, n int, s string) {
		s = strings.ToValidUTF8(s, "?") // no workbook holds anything else
		var l diag.List
		file := cells.Read("d.xlsx", good, &l)
		for _, sheet := range file.Sheets { // the same text in each cell of a column of each sheet
			if len(sheet.Rows) > 1 && n > 0 && n < 30 {
				row := &sheet.Rows[1]
				if c := row.Cell(n); c != nil {
					c.Text = s
				}
			}
		}
		b := readBook("d.xlsx", file, &l)
		if b == nil || l.Failed(false) {
			return
		}
		for name, text := range b.Files {
			var faults diag.List
			if !strings.HasSuffix(name, ".toml") {
				continue
			}
			open(Files{name: text}, "", &faults)
			for _, d := range faults.Sorted() {
				if d.Code == diag.Syntax || d.Code == diag.DuplicateKey || d.Code == diag.BadHeading {
					t.Fatalf("%q in column %d: %s\n%s", s, n, d.Message, text)
				}
			}
		}
		out, _ := b.Merge(Files{}, "", false, false, &l)
		if _, changes := b.Merge(out, "", false, true, &l); len(changes) > 0 && !l.Failed(false) {
			t.Fatalf("%q in column %d: taken in twice, it changes %v", s, n, changes)
		}
	})
}
