package report

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"whereas/report/hyphen"
)

// divisions are the patterns of the languages that words can be divided in, each read when a document first needs it.
type divisions map[string]func() (*hyphen.Patterns, error)

func loadDivisions(templates fs.FS) divisions {
	d := divisions{}
	for _, lang := range []string{"en-US", "en-GB", "es"} {
		d[lang] = sync.OnceValues(func() (*hyphen.Patterns, error) {
			b, err := fs.ReadFile(templates, "hyphenation/"+lang+".txt")
			if err != nil {
				return nil, err
			}
			return hyphen.Parse(b)
		})
	}
	return d
}

// Hyphens is the patterns of a document's language (BCP 47); nil for one that has none, whose words stay whole.
func (s *Setup) Hyphens(lang string) (*hyphen.Patterns, error) {
	base, _, _ := strings.Cut(lang, "-")
	for _, name := range []string{lang, base, map[string]string{"en": "en-US"}[base]} {
		if read, ok := s.divisions[name]; ok {
			p, err := read()
			if err != nil {
				return nil, fmt.Errorf("read the hyphenation of %s: %w", name, err)
			}
			return p, nil
		}
	}
	return nil, nil
}
