package source

import (
	"strings"
	"whereas/report/diag"
)

// NeedPhrase is a text of the tool's own words: it must hold the verbs ("%s %d"), in their order, and no other %. %%
// stands for a percent sign. Where it doesn't, the fault is reported and the bare verbs stand for it.
func (t *Table) NeedPhrase(key, verbs string) string {
	s, want := t.Need(key), strings.Fields(verbs)
	if s.S == "" { // missing, and told so
		return strings.Join(want, " ")
	}
	rest := strings.ReplaceAll(s.S, "%%", "")
	count := strings.Count(rest, "%")
	for _, v := range want {
		_, after, ok := strings.Cut(rest, v)
		if !ok {
			count = -1
			break
		}
		rest = after
	}
	if count != len(want) {
		t.doc.list.Errorf(s.At, diag.BadWording, "%q must hold %s and no other %%, in this order", key,
			strings.Join(want, " "))
		return strings.Join(want, " ")
	}
	return s.S
}
