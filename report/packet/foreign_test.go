package packet

import (
	"testing"

	"whereas/report/doc"
	"whereas/report/dossier"
)

// A document may have words in another language where a source is in one, or where it has letters of another script.
func TestForeign(t *testing.T) {
	for _, c := range []struct {
		name, own, source, text string
		want                    bool
	}{
		{"English", "en-US", "en", "Plain text, naïve café.", false},
		{"nobody says", "", "", "Plain text.", false},
		{"English where nobody says it", "", "en-GB", "Plain text.", false},
		{"a German source", "en-US", "de", "Plain text.", true},
		{"a German source in German", "de", "de-AT", "Text.", false},
		{"Hebrew letters", "en-US", "", "The unit יחידה.", true},
		{"Chinese letters", "en-US", "", "外洩", true},
		{"signs", "en-US", "", "5 € – “so” ₪ →", false},
	} {
		d := &dossier.Dossier{Language: c.own, Sources: []*dossier.Source{{Language: c.source}}}
		if got := foreign(d, &doc.Document{Blocks: []doc.Block{&doc.Para{Text: []doc.Inline{doc.Text{S: c.text}}}}}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
