package packet

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"whereas/report/brief"
	"whereas/report/diag"
	"whereas/report/draft"
	"whereas/report/rubric"
	"whereas/report/vocab"
)

// Language is what is printed in one language: how claims are told, the briefing's words and templates, the words of
// closed lists, the rubric's texts.
type Language struct {
	Vocabulary vocab.Vocabulary
	Telling    draft.Wording
	Briefing   brief.Wording
	Templates  fs.FS // of the briefing
	Rubric     rubric.Texts
}

// languages are those of templates/ and rubrics/ that have a folder of their own there, each read when a dossier first
// needs it.
type languages struct {
	mu   sync.Mutex
	read map[string]*Language
}

// briefingWords is a file that the folder of each language has.
const briefingWords = "briefing.toml"

// Language is what is printed in the language of a dossier (BCP 47): that of its first part, "es" for es-MX. Where
// there is no folder of that name it is English.
func (t *Tools) Language(tag string, r *rubric.Rubric) (*Language, error) {
	name, _, _ := strings.Cut(strings.ToLower(tag), "-")
	words := path.Join(name, briefingWords)
	if _, err := fs.Stat(t.Templates, words); name == "" || !fs.ValidPath(words) || errors.Is(err, fs.ErrNotExist) {
		name = ""
	}
	t.languages.mu.Lock()
	defer t.languages.mu.Unlock()
	if lang := t.languages.read[name]; lang != nil {
		return lang, nil
	}
	lang, err := t.readLanguage(name, r)
	if err != nil {
		return nil, fmt.Errorf("read the words of the language %q: %w", name, err)
	}
	if t.languages.read == nil {
		t.languages.read = map[string]*Language{}
	}
	t.languages.read[name] = lang
	return lang, nil
}

func (t *Tools) readLanguage(name string, r *rubric.Rubric) (*Language, error) {
	briefing, err := fs.Sub(t.Templates, path.Join(name, "briefing"))
	if err != nil {
		return nil, err
	}
	lang := &Language{Vocabulary: t.Vocabulary, Telling: t.Telling, Briefing: t.Briefing, Templates: briefing}
	if name == "" {
		return lang, nil
	}
	var l diag.List
	read := func(fsys fs.FS, file string) (string, []byte, *diag.List) {
		b, failed := fs.ReadFile(fsys, path.Join(name, file))
		if err == nil {
			err = failed
		}
		return path.Join(name, file), b, &l
	}
	lang.Vocabulary = vocab.Parse(read(t.Rubrics, "vocabulary.toml"))
	lang.Telling = draft.ParseWording(read(t.Templates, "wording.toml"))
	lang.Briefing = brief.ParseWording(read(t.Templates, briefingWords))
	if err != nil {
		return nil, err
	}
	file, b, _ := read(t.Rubrics, r.ID+".toml") // a rubric of one's own may have none: then it speaks its own language
	if err == nil {
		lang.Rubric = rubric.ParseTexts(file, b, r, &l)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if lacks := lang.Vocabulary.Lacks(t.Vocabulary); len(lacks) > 0 {
		return nil, fmt.Errorf("%s/vocabulary.toml: no word for %s", name, strings.Join(lacks, ", "))
	}
	for _, fault := range l.Sorted() {
		return nil, fmt.Errorf("%s: %s", fault.At, fault.Message)
	}
	return lang, nil
}
