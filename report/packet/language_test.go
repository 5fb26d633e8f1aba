package packet

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/brief"
	"whereas/report/diag"
	"whereas/report/draft"
	"whereas/report/rubric"
	"whereas/report/vocab"
	"whereas/rubrics"
	"whereas/templates"
)

// speaking are tools with the shipped data, and with the Spanish of it as a second language, xx, in which some text is
// replaced by another: file, old and new.
func speaking(t *testing.T, changes ...[3]string) (*Tools, *rubric.Rubric) {
	t.Helper()
	tools := &Tools{Templates: with(t, templates.Files, changes), Rubrics: with(t, rubrics.Files, changes)}
	var l diag.List
	read := func(fsys fs.FS, name string) (string, []byte, *diag.List) {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		return name, b, &l
	}
	tools.Vocabulary = vocab.Parse(read(tools.Rubrics, "vocabulary.toml"))
	name, b, _ := read(tools.Rubrics, "authority.toml")
	authority.Parse(name, b, tools.Vocabulary, &l)
	name, b, _ = read(tools.Rubrics, "customer-due-diligence.toml")
	r := rubric.Parse(name, b, tools.Vocabulary, &l)
	tools.Telling = draft.ParseWording(read(tools.Templates, "wording.toml"))
	tools.Briefing = brief.ParseWording(read(tools.Templates, "briefing.toml"))
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	return tools, r
}

func with(t *testing.T, files fs.FS, changes [][3]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".toml" && path.Ext(name) != ".md" {
			return err
		}
		b, err := fs.ReadFile(files, name)
		out[name] = &fstest.MapFile{Data: b}
		if rest, ok := strings.CutPrefix(name, "es/"); ok {
			text := string(b)
			for _, c := range changes {
				if c[0] != rest {
					continue
				}
				if !strings.Contains(text, c[1]) {
					t.Fatalf("%s has no %q", rest, c[1])
				}
				text = strings.Replace(text, c[1], c[2], 1)
			}
			out["xx/"+rest] = &fstest.MapFile{Data: []byte(text)}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A language is read once, by the first part of its tag; a name without a folder of its own is English.
func TestLanguage(t *testing.T) {
	tools, r := speaking(t)
	spanish, err := tools.Language("es-MX", r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := tools.Language("ES", r)
	if err != nil || again != spanish {
		t.Errorf("Spanish is read twice: %v", err)
	}
	if got := spanish.Vocabulary.Word(vocab.Grade(3)); got != "con respaldo sólido" {
		t.Errorf("a grade of 3 is %q", got)
	}
	if got := spanish.Briefing.Card() + spanish.Briefing.Workbook(); !strings.Contains(got, "ficha") ||
		!strings.Contains(got, "pruebas") {
		t.Errorf("what is attached is called %q", got)
	}
	for _, tag := range []string{"en-US", "", "fonts", "briefing", "../es", "fr"} {
		lang, err := tools.Language(tag, r)
		if err != nil {
			t.Errorf("%q: %v", tag, err)
		} else if got := lang.Vocabulary.Word(vocab.Grade(3)); got != "well supported" {
			t.Errorf("%q: a grade of 3 is %q", tag, got)
		}
	}
}

// Half a language isn't printed as a whole one.
func TestLanguageIsWhole(t *testing.T) {
	for _, v := range []struct{ file, old, new, want string }{
		{"vocabulary.toml", "[grade.3]\nword = \"con respaldo sólido\"", "[grade.3]", "no word for grade.3"},
		{"vocabulary.toml", "[source-type.patent]", "[source-type.patents]", "no word for source-type.patent"},
		{"customer-due-diligence.toml", "version = \"1.1\"", "version = \"1.0\"", "version 1.0"},
		{"customer-due-diligence.toml", "[indicator.DG9]", "[indicator.DG10]", "DG10"},
		{"briefing.toml", "comma = \", \"", "", "comma"},
		{"wording.toml", "and_before_i = \"e %s\"", "and_before_i = \"e\"", "and_before_i"},
	} {
		tools, r := speaking(t, [3]string{v.file, v.old, v.new})
		if _, err := tools.Language("xx", r); err == nil || !strings.Contains(err.Error(), v.want) {
			t.Errorf("%s without %q: %v", v.file, v.old, err)
		}
	}
}

// A rubric without texts in a language speaks its own.
func TestRubricOfOnesOwnInALanguage(t *testing.T) {
	tools, r := speaking(t)
	own := *r
	own.ID = "my-own"
	lang, err := tools.Language("es", &own)
	if err != nil {
		t.Fatal(err)
	}
	if got := own.With(lang.Rubric).Title; got != r.Title {
		t.Errorf("it is called %q", got)
	}
}
