//go:build external

package book

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"whereas/report/diag"
)

// A workbook that LibreOffice saved anew, as .xlsx and as .ods, says what it said.
func TestExternalLibreOffice(t *testing.T) {
	for name, files := range examples(t) {
		for _, form := range []string{"xlsx", "ods"} {
			dir := t.TempDir()
			from := filepath.Join(dir, "in.xlsx")
			if err := os.WriteFile(from, export(t, files), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
				"--convert-to", form, "--outdir", filepath.Join(dir, "out"), from)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("soffice: %v\n%s", err, out)
			}
			data, err := os.ReadFile(filepath.Join(dir, "out", "in."+form))
			if err != nil {
				t.Fatal(err)
			}
			unchanged(t, name+"."+form, data, files)
		}
	}
}

// unchanged looks whether a workbook says what a dossier says.
func unchanged(t *testing.T, name string, data []byte, files Files) {
	t.Helper()
	var l diag.List
	b := Read(name, data, &l)
	if b == nil || l.Failed(false) {
		t.Fatalf("%s: %s", name, printed(&l, nil))
	}
	if out, changes := b.Merge(files, "", true, false, &l); len(out) > 0 || len(changes) > 0 {
		t.Errorf("%s: %d changes, the first %+v", name, len(changes), changes[0])
	}
}

// python runs a script with a module that may not be there.
func python(t *testing.T, module, script string, args ...string) {
	t.Helper()
	if err := exec.Command("python3", "-c", "import "+module).Run(); err != nil {
		t.Fatalf("python3 has no %s", module)
	}
	if out, err := exec.Command("python3", append([]string{"-c", script}, args...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// A workbook that openpyxl saved anew says what it said; what it changed is changed, and nothing else.
func TestExternalOpenpyxl(t *testing.T) {
	for name, files := range examples(t) {
		dir := t.TempDir()
		from, to := filepath.Join(dir, "in.xlsx"), filepath.Join(dir, "out.xlsx")
		if err := os.WriteFile(from, export(t, files), 0o644); err != nil {
			t.Fatal(err)
		}
		python(t, "openpyxl", "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])", from, to)
		data, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		unchanged(t, name, data, files)
	}
}

// A workbook that was made from nothing, by another program, is read.
func TestExternalXlsxWriter(t *testing.T) {
	to := filepath.Join(t.TempDir(), "made.xlsx")
	python(t, "xlsxwriter", `
import sys, datetime, xlsxwriter
wb = xlsxwriter.Workbook(sys.argv[1])
day = wb.add_format({"num_format": "yyyy-mm-dd"})
def sheet(name, rows):
    ws = wb.add_worksheet(name)
    for i, row in enumerate(rows):
        for j, v in enumerate(row):
            if isinstance(v, datetime.date): ws.write_datetime(i, j, datetime.datetime(v.year, v.month, v.day), day)
            else: ws.write(i, j, v)
sheet("Start", [["Key", "Value"], ["dossier.format", 1], ["dossier.as_of", datetime.date(2026, 1, 31)],
    ["company.name", "Exemplar"], ["company.invented", True], ["meeting.year", 2027]])
sheet("Sources", [["Title", "Type", "Published"], ["A contract", "procurement", datetime.date(2025, 3, 1)]])
sheet("Claims", [["Text", "Kind", "Status", "Since"], ["The ministry bought it.", "relationship", "recorded", 2025]])
sheet("Evidence", [["Claim", "Source", "At", "Says"], ["The ministry bought it.", "a contract", "p. 1", "it did"]])
wb.close()
`, to)
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	b := read(t, data)
	all := ""
	for _, f := range b.Files {
		all += string(f)
	}
	for _, want := range []string{`as_of  = "2026-01-31"`, "invented = true", "year = 2027", "[source.a-contract]",
		`published = "2025-03-01"`, "[claim.the-ministry-bought-it]", `since    = "2025"`, `source = "a-contract", at = "p. 1"`} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
}
