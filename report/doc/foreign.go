package doc

import (
	"slices"
	"strings"
	"unicode"
)

// Foreign is words that a document has in another language than its own: the title of a source, its quoted words.
type Foreign struct{ Text, Lang string }

// Tongue is a stretch of a text, in bytes, that is in another language than the document: Lang (BCP 47) is which.
type Tongue struct {
	From, To int
	Lang     string
}

// scripts are those that a document in Latin letters marks as another language, with the language that is most often
// written so. Where a script serves many, the script alone is named.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Han, "zh"},
	{unicode.Hebrew, "he"}, {unicode.Arabic, "ar"}, {unicode.Greek, "el"}, {unicode.Thai, "th"},
	{unicode.Cyrillic, cyrillic}, {unicode.Devanagari, "und-Deva"},
}

// cyrillic is words in one of the languages that are written so; inCyrillic are those that a document may be in.
const cyrillic = "und-Cyrl"

var inCyrillic = []string{"be", "bg", "mk", "ru", "sr", "uk"}

// Tongues are the stretches of a text that are in another language than the document: what it is known to quote, and
// words in other letters than Latin ones.
func (d *Document) Tongues(s string) []Tongue {
	var out []Tongue
	for _, f := range d.Foreign {
		for from := 0; ; {
			at, size := f.in(s[from:])
			if at < 0 {
				break
			}
			found := Tongue{from + at, from + at + size, f.Lang}
			from = found.To
			if whole(s, found) && !slices.ContainsFunc(out, found.meets) {
				out = append(out, found)
			}
		}
	}
	if !strings.ContainsFunc(s, otherLetter) {
		return out
	}
	slices.SortFunc(out, byPlace)
	from := 0
	for _, known := range append(slices.Clone(out), Tongue{From: len(s)}) {
		for _, t := range otherLetters(s[from:known.From]) {
			if !d.written(t.Lang) {
				out = append(out, Tongue{from + t.From, from + t.To, t.Lang})
			}
		}
		from = known.To
	}
	slices.SortFunc(out, byPlace)
	return out
}

// otherLetter reports whether r is a letter beyond the Latin ones, which end before U+0370 but for a few.
func otherLetter(r rune) bool { return r >= 0x370 && unicode.IsLetter(r) }

func byPlace(a, b Tongue) int { return a.From - b.From }

// written reports whether the document itself is in a language, or in the letters of one.
func (d *Document) written(lang string) bool {
	own, _, _ := strings.Cut(d.Lang, "-")
	return lang == own || lang == cyrillic && slices.Contains(inCyrillic, own)
}

func (t Tongue) meets(other Tongue) bool { return t.From < other.To && other.From < t.To }

// whole reports whether a stretch neither begins nor ends within a word.
func whole(s string, t Tongue) bool {
	before, after := []rune(s[:t.From]), []rune(s[t.To:])
	first, last := []rune(s[t.From:t.To]), []rune(s[t.From:t.To])
	return !(len(before) > 0 && unicode.IsLetter(before[len(before)-1]) && unicode.IsLetter(first[0])) &&
		!(len(after) > 0 && unicode.IsLetter(after[0]) && unicode.IsLetter(last[len(last)-1]))
}

// otherLetters are the runs of words in one script other than Latin, with what stands between them.
func otherLetters(s string) []Tongue {
	var out []Tongue
	open := false // the last one may go on; below U+0370 all letters are Latin ones
	for i, r := range s {
		if r < 0x370 && !open || !unicode.IsLetter(r) || unicode.Is(unicode.Common, r) {
			continue
		}
		lang := ""
		if !unicode.Is(unicode.Latin, r) {
			lang = scriptOf(r)
		}
		end := i + len(string(r))
		switch n := len(out) - 1; {
		case lang == "":
			open = false
			continue
		case open && (out[n].Lang == lang || lang == "zh" && out[n].Lang == "ja"):
			out[n].To = end
		case open && lang == "ja" && out[n].Lang == "zh": // Chinese characters before Japanese ones
			out[n].To, out[n].Lang = end, lang
		default:
			out = append(out, Tongue{i, end, lang})
		}
		open = true
	}
	return out
}

func scriptOf(r rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.lang
		}
	}
	return "und"
}

// in is where a text has the foreign one first, as it was typed or with the apostrophe of print; -1 where it hasn't.
func (f Foreign) in(s string) (at, size int) {
	if len(s) < len(f.Text) || f.Text == "" {
		return -1, 0
	}
	if at := strings.Index(s, f.Text); at >= 0 {
		return at, len(f.Text)
	}
	if !strings.Contains(f.Text, "'") {
		return -1, 0
	}
	form := curly.Replace(f.Text)
	return strings.Index(s, form), len(form)
}

// curly puts the apostrophe of print in place of the typewriter's.
var curly = strings.NewReplacer("'", "’")

// MarksForeign reports whether all that a document has in other languages can be marked: none of its foreign texts
// stands in it in part, or in another form.
func (d *Document) MarksForeign() bool {
	if len(d.Foreign) == 0 {
		return true
	}
	begins := make([]Foreign, len(d.Foreign))
	for i, f := range d.Foreign {
		begins[i].Text = opening(f.Text)
	}
	for _, t := range Texts(d) {
		for i, f := range d.Foreign {
			if at, _ := begins[i].in(t.S); at < 0 {
				continue
			}
			if at, _ := f.in(t.S); at < 0 {
				return false
			}
		}
	}
	return true
}

// opening is the first words of a text, as many as nobody else has by chance.
func opening(s string) string {
	const few = 4
	words := strings.SplitN(s, " ", few+1)
	return strings.Join(words[:min(few, len(words))], " ")
}
