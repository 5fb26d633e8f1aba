package draft

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spelt is a sentence in which the acronyms that it doesn't explain are written out.
func (in Input) spelt(text string) string {
	uses := in.spelling.Unexplained(text)
	for _, u := range slices.Backward(uses) {
		text = text[:u.From] + in.Wording.WithArticle(text[:u.From], u.Long) + text[u.To:]
	}
	return text
}

// WithArticle is a name with "the" before it where its first or last word is that of a body (articled in
// templates/wording.toml) and nothing before it takes the article's place.
func (w Wording) WithArticle(before, name string) string {
	words := strings.Fields(name)
	first := words[0]
	if len(words) > 1 && len(first) == 2 && strings.ToUpper(first) == first { // US Department of State
		first = words[1]
	}
	takes := slices.Contains(w.articled, first) || slices.Contains(w.articled, words[len(words)-1])
	if !takes {
		return name
	}
	at := strings.TrimRightFunc(before, unicode.IsSpace)
	switch last := at[strings.LastIndexFunc(at, unicode.IsSpace)+1:]; {
	case at == "":
		return "The " + name
	case slices.Contains([]string{"the", "The", "a", "A", "an", "its", "US", "federal"}, last) ||
		strings.HasSuffix(last, "'s"):
		return name
	}
	return "the " + name
}

// shortened is the argument in which a name that it writes out several times stands once, with its acronym behind it,
// and after that as the acronym. Names of lists stay.
func (in Input) shortened(argument string) string {
	for _, name := range in.spelling.All() {
		short, long := name[0], name[1]
		first := -1
		n := 0
		eachName(argument, long, func(at int) {
			if n++; first < 0 {
				first = at
			}
		})
		if n < 2 {
			continue
		}
		var b strings.Builder
		from := 0
		eachName(argument, long, func(at int) {
			switch end := at + len(long); {
			case at == first && strings.HasPrefix(argument[end:], " ("+short+")"):
				b.WriteString(argument[from:end])
			case at == first:
				if strings.HasPrefix(argument[end:], "'s ") { // "the Agency's (TA) contract"
					end += len("'s")
				}
				b.WriteString(argument[from:end] + " (" + short + ")")
				from = end
				return
			default:
				head := strings.TrimSuffix(strings.TrimSuffix(argument[from:at], "the "), "The ")
				b.WriteString(head + short)
			}
			from = at + len(long)
		})
		argument = b.String() + argument[from:]
		// What a claim explained again needs no second explanation.
		head, tail, _ := strings.Cut(argument, " ("+short+")")
		argument = head + " (" + short + ")" + strings.ReplaceAll(tail, short+" ("+short+")", short)
	}
	return argument
}

// eachName calls found with the place of each name in the paragraphs of an argument, as whole words; names of lists and
// comments aren't looked into.
func eachName(argument, name string, found func(at int)) {
	start := 0
	for line := range strings.SplitAfterSeq(argument, "\n") {
		if !strings.HasPrefix(line, "**") && !strings.HasPrefix(line, "<!--") {
			for from := 0; ; {
				i := strings.Index(line[from:], name)
				if i < 0 {
					break
				}
				at := from + i
				before, _ := utf8.DecodeLastRuneInString(line[:at])
				after, _ := utf8.DecodeRuneInString(line[at+len(name):])
				if !unicode.IsLetter(before) && !unicode.IsLetter(after) && after != '-' {
					found(start + at)
				}
				from = at + len(name)
			}
		}
		start += len(line)
	}
}
