package report_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"text/template"
	"text/template/parse"

	"github.com/BurntSushi/toml"

	"whereas/report"
	"whereas/report/diag"
	"whereas/rubrics"
	"whereas/templates"
)

// spanishDossier is the invented company of testdata/spanish with its dossier's language changed.
func spanishDossier(t *testing.T, language string) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("testdata/spanish"), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path.Join("testdata/spanish", name))
		if name == "dossier.toml" {
			b = []byte(strings.Replace(string(b), `language = "es"`, `language = "`+language+`"`, 1))
		}
		folder[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil || folder["dossier.toml"] == nil {
		t.Fatal(err)
	}
	return folder
}

// texts are the briefing, the record, the one page and the web page of a dossier, as words.
func texts(t *testing.T, folder fs.FS) map[string]string {
	t.Helper()
	s := loaded(t)
	var l diag.List
	opts := report.Options{Prefix: "x/", Edition: report.PublicEdition, OnePage: true,
		Make: []report.Kind{report.KindBriefing, report.KindWorkbook}, As: []report.Format{"txt", "html"}}
	c := scored(t, s, folder, "x", opts, &l)
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	made, err := s.Make(c, opts, &l)
	if err != nil || made == nil {
		t.Fatal(err, l.Sorted())
	}
	out := map[string]string{}
	for _, f := range made.Files {
		switch path.Ext(f.Name) {
		case ".txt":
			out[f.Name] = string(f.Data)
		case ".html":
			out[f.Name] = pageWords(string(f.Data))
		}
	}
	if len(out) != 4 {
		t.Fatalf("made %v", slices.Sorted(maps.Keys(out)))
	}
	return out
}

var (
	style = regexp.MustCompile(`(?s)<style>.*?</style>|<script>.*?</script>`)
	label = regexp.MustCompile(`(?:aria-label|alt|title|content)="([^"]*)"`)
	tag   = regexp.MustCompile(`<[^>]*>`)
)

// pageWords is what a reader of a page, or a screen reader, is told: its text and its labels.
func pageWords(page string) string {
	page = style.ReplaceAllString(page, "")
	var out strings.Builder
	for _, m := range label.FindAllStringSubmatch(page, -1) {
		if !strings.Contains(m[1], "default-src") && !strings.Contains(m[1], "device-width") {
			out.WriteString(m[1] + "\n")
		}
	}
	return out.String() + tag.ReplaceAllString(page, " ")
}

// english are words that no sentence of the English templates does without, and that no Spanish one has.
var english = []string{"the", "and", "of", "to", "is", "are", "was", "were", "isn", "aren", "wasn", "doesn", "what", "which", "who",
	"where", "when", "with", "without", "not", "nothing", "nobody", "from", "by", "at", "on", "in", "for", "it", "its", "that",
	"this", "these", "here", "there", "one", "two", "more", "other", "others", "all", "each", "how", "why", "than", "as", "or",
	"if", "an", "has", "have", "had", "be", "been", "may", "can", "page", "back", "note", "notes", "see", "claim", "claims",
	"level", "levels", "source", "sources", "supported", "reported", "unknown", "excluded", "found", "searched", "asked", "read",
	"answer", "vote", "votes", "support", "low", "guarded", "elevated", "high", "severe", "since", "until", "figure", "table",
	"contents", "record", "briefing", "company", "uses", "sells", "hosts", "owns", "operates", "develops", "police", "prison",
	"technology", "border", "journalism", "research", "finding", "whole", "part", "full", "scored", "undetermined", "assessed"}

// No word of an English sentence remains around what the dossier says, in whatever country Spanish is spoken.
func TestBriefingInSpanish(t *testing.T) {
	words := regexp.MustCompile(`\pL+`)
	addresses := regexp.MustCompile(`https?://\S+|\S+@\S+|\b\w+\.(pdf|xlsx)\b|\(proxy statements\)`)
	ids := regexp.MustCompile(`\b[a-z0-9]+(-[a-z0-9]+)+\b`)
	for _, language := range []string{"es", "es-MX"} {
		for name, text := range texts(t, spanishDossier(t, language)) {
			text = ids.ReplaceAllString(addresses.ReplaceAllString(text, ""), "")
			for line := range strings.Lines(text) {
				for _, w := range words.FindAllString(line, -1) {
					if slices.Contains(english, strings.ToLower(w)) {
						t.Errorf("%s, %s: %q in %q", language, name, w, strings.TrimSpace(line))
						break
					}
				}
			}
		}
	}
}

// What the Spanish papers hold: each kind of part, dates, numbers and quotation marks as Spanish writes them.
func TestSpanishPapers(t *testing.T) {
	made := texts(t, spanishDossier(t, "es"))
	for name, wants := range map[string][]string{
		"briefing.txt": {"HALLAZGOS PRINCIPALES", "QUÉ DICE NUBE BOREAL", "QUÉ NO SE SABE", "PREGUNTAS PARA NUBE BOREAL",
			"QUÉ GRADO DE CERTEZA HAY", "MÉTODO", "FUENTES", "\u00a0% del peso", "3 de junio de 2024", "«Qué ve Vista»",
			"«Contrato de suministro del sistema “Vista”»", "16,79 %", "Vista Boreal",
			"Interior (1 de febrero de 2026) lo niega, sin documento:", "esto terminó el 4 de octubre de 2025",
			"Según se informa, el 3 de junio de 2024, Nube Boreal amplió", "«Preguntas para Nube Boreal»",
			"No se preguntó a Sistemas Intermedios: ya no existe", "Búsqueda (5 de mayo de 2026)", "Sin dirección disponible"},
		"record.txt": {"REGISTRO DOCUMENTAL", "QUÉ DICEN LAS ORGANIZACIONES", "QUÉ DEBE LEERSE CON CAUTELA", "VOTACIONES ANTERIORES",
			"QUÉ SE BUSCÓ", "CÓMO SE ELABORÓ", "lo niega, con un documento:", "ni acepta ni niega (1)", "con pruebas en contra",
			"Consulta a la empresa: 10 de mayo de 2026, correo electrónico", "«uso “final”»", "tratado, sin respuesta",
			"buscado, no hallado", "consultada, sin respuesta", "declinó hacer comentarios", "Interés: ninguno conocido.",
			"Afirmación", "No demostrado, nivel 2", "pero véase El Instituto", "en contra: La nota del Ministerio"},
		"one-page.txt": {"HALLAZGOS PRINCIPALES", "QUÉ SE PIDE"},
		"briefing.html": {"Ir al texto", "Notas", "Volver a la llamada", "registro documental", "empresa inventada",
			"con respaldo sólido", "desconocido"},
	} {
		for _, want := range wants {
			if !strings.Contains(strings.ReplaceAll(made[name], "\n", " "), want) {
				t.Errorf("%s: %q isn't there", name, want)
			}
		}
	}
	if strings.Contains(made["briefing.txt"], "ninguno conocido") {
		t.Error("the list of sources tells of an interest that nobody knows")
	}
}

// A language without a folder is printed in English, whatever else is called so.
func TestOtherLanguagesStayEnglish(t *testing.T) {
	for _, language := range []string{"fr", "briefing", "est"} {
		if text := texts(t, spanishDossier(t, language))["briefing.txt"]; !strings.Contains(text, "KEY FINDINGS") {
			t.Errorf("%s: the briefing isn't English", language)
		}
	}
}

// Each template of a language sees the same values as the English one and asks for the same figures and parts.
func TestTemplatesOfLanguagesAreTheSame(t *testing.T) {
	names, err := fs.Glob(templates.Files, "briefing/*.md")
	parts, err2 := fs.Glob(templates.Files, "briefing/parts/*.md")
	if err != nil || err2 != nil || len(parts) == 0 {
		t.Fatal(err, err2)
	}
	for _, name := range append(names, parts...) {
		want, got := asks(t, name), asks(t, "es/"+name)
		if !slices.Equal(got, want) {
			t.Errorf("es/%s asks for\n%v, and the English one for\n%v", name, got, want)
		}
	}
	own, _ := fs.Glob(templates.Files, "es/briefing/parts/*.md")
	if len(own) != len(parts) {
		t.Errorf("%d parts in Spanish, %d in English", len(own), len(parts))
	}
}

// asks are the fields, templates and braces of a template, each once.
func asks(t *testing.T, name string) []string {
	t.Helper()
	b, err := fs.ReadFile(templates.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	all, err := template.New(name).Parse(string(b))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, one := range all.Templates() {
		actions, texts := actions(one.Tree)
		for _, field := range regexp.MustCompile(`\$?\w*\.[A-Z]\w*|template "[^"]*"`).FindAllString(actions, -1) {
			found[field] = true
		}
		for _, brace := range regexp.MustCompile(`\{[.a-z][^{}]*`).FindAllString(texts, -1) {
			found[brace] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// actions are those of a template as its tree prints them, and its texts, which hold no comments.
func actions(tree *parse.Tree) (actions, texts string) {
	var out, text strings.Builder
	var walk func(n parse.Node)
	branch := func(b *parse.BranchNode) {
		out.WriteString(b.Pipe.String() + "\n")
		walk(b.List)
		if b.ElseList != nil {
			walk(b.ElseList)
		}
	}
	walk = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ListNode:
			for _, one := range n.Nodes {
				walk(one)
			}
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		case *parse.TextNode:
			text.Write(n.Text)
		default:
			out.WriteString(n.String() + "\n")
		}
	}
	walk(tree.Root)
	return out.String(), text.String()
}

// Figures and lists of ids say how much is told and what is drawn: they are the same in every language.
func TestFiguresOfLanguagesAreTheSame(t *testing.T) {
	type file struct {
		Summary, OnePage map[string][]int
		Map              struct {
			Own, Belongs, Between, Users, Verbs []string
			Most                                int
		}
		Timeline map[string]int
	}
	var en, es file
	for name, into := range map[string]*file{"briefing.toml": &en, "es/briefing.toml": &es} {
		b, err := fs.ReadFile(templates.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := toml.Unmarshal(b, into); err != nil {
			t.Fatal(err)
		}
	}
	lists := func(f file) [][]string {
		return [][]string{f.Map.Own, f.Map.Belongs, f.Map.Between, f.Map.Users, f.Map.Verbs}
	}
	if !slices.EqualFunc(lists(en), lists(es), slices.Equal) || en.Map.Most != es.Map.Most {
		t.Errorf("the map of the Spanish briefing shows %v, that of the English one %v", es.Map, en.Map)
	}
	if !maps.EqualFunc(en.Summary, es.Summary, slices.Equal) || !maps.Equal(en.Timeline, es.Timeline) {
		t.Errorf("the Spanish summary and timeline tell %v %v, the English ones %v %v", es.Summary, es.Timeline, en.Summary,
			en.Timeline)
	}
}

// The folder of a language is no rubric.
func TestLanguagesAreNoRubrics(t *testing.T) {
	if got := report.RubricNames(rubrics.Files); !slices.Equal(got, []string{report.DefaultRubric}) {
		t.Errorf("rubrics: %v", got)
	}
}
