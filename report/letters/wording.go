package letters

import (
	"fmt"

	"whereas/report/diag"
	"whereas/report/prose"
	"whereas/report/source"
)

// Wording is the words of letters that their templates don't hold (templates/letters.toml).
type Wording struct{ words map[string]string }

// ParseWording reads it. Faults go to l.
func ParseWording(name string, b []byte, l *diag.List) Wording {
	w := Wording{words: map[string]string{}}
	root := source.Parse(name, b, l)
	if t := root.Table("letters"); t != nil {
		t.NeedInt("format", 1, 1)
		t.Close()
	}
	if t := root.Table("words"); t != nil {
		for _, p := range [][2]string{{"contested", ""}, {"uncorroborated", ""}, {"heard", ""}, {"waiting", "%s"},
			{"asked", ""}, {"reason", "%s"}} {
			w.words[p[0]] = t.NeedPhrase(p[0], p[1])
		}
		t.Close()
	}
	root.Close()
	return w
}

func (w Wording) md(key string, args ...any) prose.Markdown {
	return prose.Markdown(fmt.Sprintf(w.words[key], args...))
}
