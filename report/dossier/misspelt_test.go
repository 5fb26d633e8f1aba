package dossier

import "testing"

// A hint names a type of source only where nothing else can be meant: one that is taken unread must not make a document
// believed more than it is.
func TestMisspeltSourceTypes(t *testing.T) {
	for word, meant := range map[string]string{
		"company-stament": "company-statement", "jounalism": "journalism", "standards": "standard", "patents": "patent",
		"research-unstatd": "research-unstated", "vendor-documentatio": "vendor-documentation",
	} {
		if !misspelt(word, meant) {
			t.Errorf("%q is %q, misspelt", word, meant)
		}
	}
	for word, like := range map[string]string{
		"filing": "finding", "funding": "finding", "binding": "finding", "hearing": "pleading", "leading": "pleading",
		"statement": "patent", "inquest": "inquiry", "report": "", "testament": "testimony",
	} {
		if misspelt(word, like) {
			t.Errorf("%q may be something else than %q", word, like)
		}
	}
}
