package vocab_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/grade"
	"whereas/report/vocab"
	"whereas/rubrics"
)

func shipped(t *testing.T) vocab.Vocabulary {
	t.Helper()
	b, err := rubrics.Files.ReadFile("vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	v := vocab.Parse("vocabulary.toml", b, &l)
	if l.Count(diag.Error) > 0 {
		t.Fatal(l.Sorted())
	}
	return v
}

// A word that has an effect is a constant, and each constant is a word that people can look up.
func TestConstantsAreTheShippedLists(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "words.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string][]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
			word, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			of := v.Type.(*ast.Ident).Name
			constants[of] = append(constants[of], word)
		}
		return true
	})
	lists := map[string]string{"Kind": "kind", "Status": "status", "Stance": "stance", "Handling": "handling",
		"Reading": "read", "Telling": "tell", "ReplyState": "reply-state", "ReplyAnswer": "reply-answer",
		"ElementAnswer": "element-answer", "State": "state", "Involvement": "involvement"}
	if len(constants) != len(lists) {
		t.Errorf("%d types have constants, and %d lists are compared", len(constants), len(lists))
	}
	v := shipped(t)
	for of, words := range constants {
		want := v.IDs(lists[of])
		slices.Sort(want)
		slices.Sort(words)
		if !slices.Equal(words, want) {
			t.Errorf("the constants of %s are %q, the list %q is %q", of, words, lists[of], want)
		}
	}
}

// Every rule that makes a grade has its words, and no words are of a rule that isn't there.
func TestEveryRuleHasItsWords(t *testing.T) {
	var rules []string
	for _, r := range grade.Rules() {
		rules = append(rules, string(r))
	}
	if words := shipped(t).IDs(grade.List); !slices.Equal(rules, words) {
		t.Errorf("rules %q, words for %q", rules, words)
	}
}

// docs/scoring.md says the rules in the words that stand behind each claim.
func TestScoringSaysTheRulesInTheirWords(t *testing.T) {
	page, err := os.ReadFile("../../docs/scoring.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, term := range shipped(t)[grade.List] {
		text := cmp.Or(term.Rule, term.Word)
		if strings.HasPrefix(term.ID, "absence-") && term.Rule == "" {
			continue // told in a sentence over all of them
		}
		if !strings.Contains(string(page), text) {
			t.Errorf("docs/scoring.md doesn't say %q (%s)", text, term.ID)
		}
	}
}
