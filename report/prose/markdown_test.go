package prose

import (
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
)

// Words of a dossier are read back as they are, whatever they look like.
func TestEscapeLineReadsBack(t *testing.T) {
	for _, text := range []string{"• a bullet", "– a dash", "· a dot", "(a) a letter", "a) a letter", "1) a number", "2024. a year",
		"1. a number", "- a sign", "+ a sign", "# a sign", "> 5", ">5", "[1] and [^a] and [a]: x", "\\newpage and C:\\data",
		"{{x}} {.opinion} {figure:x}", "<b> <!-- x -->", "a **b __c", "| a | b |", "&amp; &#xE000;", "^[x] ![^a]", "~~~", "===",
		"a --- b"} {
		var l diag.List
		d := Parse("r.md", []byte(EscapeLine(text)), notes, &l)
		if ds := l.Sorted(); len(ds) > 0 {
			t.Errorf("%s: %v", text, ds)
		}
		if len(d.Blocks) != 1 {
			t.Errorf("%s: %d blocks", text, len(d.Blocks))
			continue
		}
		p, ok := d.Blocks[0].(*doc.Para)
		if !ok || doc.Plain(p.Text) != text {
			t.Errorf("%s: %#v", text, d.Blocks[0])
		}
	}
}
