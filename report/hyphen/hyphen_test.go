package hyphen

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

func load(t testing.TB, lang string) *Patterns {
	t.Helper()
	b, err := os.ReadFile("../../templates/hyphenation/" + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func divided(p *Patterns, word string) string {
	letters := []rune(word)
	var b strings.Builder
	last := 0
	for _, at := range p.Points(word) {
		b.WriteString(string(letters[last:at]) + "-")
		last = at
	}
	return b.String() + string(letters[last:])
}

// The divisions are those that TeX prints for the same patterns (\showhyphens).
func TestPoints(t *testing.T) {
	for lang, words := range map[string]string{
		"en-US": "hy-phen-ation con-cate-na-tion su-per-cal-ifrag-ilis-tic-ex-pi-ali-do-cious " +
			"share-hold-ers gov-ern-ment " +
			"ta-ble project present as-so-ciate dili-gence rights a the Sur-veil-lance",
		"en-GB": "hy-phen-a-tion con-cat-en-a-tion share-hold-ers gov-ern-ment di-li-gence rights",
		"es":    "de-re-chos hu-ma-nos em-pre-sa ac-cio-nis-tas vi-gi-lan-cia in-for-ma-ción año",
	} {
		p := load(t, lang)
		for want := range strings.FieldsSeq(words) {
			if got := divided(p, strings.ReplaceAll(want, "-", "")); got != want {
				t.Errorf("%s: %s, want %s", lang, got, want)
			}
		}
	}
}

// The worked example of Liang's thesis.
func TestLiang(t *testing.T) {
	p, err := Parse([]byte("%margins 1 1\nhy3ph he2n hena4 hen5at 1na n2at 1tio 2io o2n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := divided(p, "hyphenation"); got != "hy-phen-ation" {
		t.Errorf("got %s", got)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{"a1b\n%margins 0 2", "%margins two", "a1?b", "123", "a-b", "="} {
		if _, err := Parse([]byte(bad)); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}

func FuzzPoints(f *testing.F) {
	f.Add("hy3ph he2n", "hyphenation")
	f.Add("a1é", "aéaé")
	f.Fuzz(func(t *testing.T, file, word string) {
		p, err := Parse([]byte(file))
		if err != nil {
			return
		}
		last := 0
		for _, at := range p.Points(word) {
			if at <= last || at >= utf8.RuneCountInString(strings.ToLower(word)) {
				t.Errorf("%q is divided behind %d and %d", word, last, at)
			}
			last = at
		}
	})
}

func BenchmarkParse(b *testing.B) {
	file, err := os.ReadFile("../../templates/hyphenation/en-US.txt")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(file); err != nil {
			b.Fatal(err)
		}
	}
}
