package bibliography

import (
	"regexp"
	"strings"
)

// entry is an entry of BibTeX under the names that CSL-JSON has for things.
func (b *bibReader) entry(from *bibEntry) *entry {
	e := newEntry(from.at)
	e.key, e.kind = from.key, "@"+from.kind
	e.csl = b.cslType(from)
	for _, name := range from.order {
		f := from.fields[name]
		if name == "entrysubtype" && b.subtype(from) != "" {
			continue
		}
		switch name {
		case "crossref", "xref", "xdata", "date", "year", "month", "day", "origdate", "eventdate", "urldate",
			"lastchecked", "lastaccessed":
			continue
		}
		b.take(e, from, name, f)
	}
	b.bibDates(e, from)
	return e
}

// subtype is the type that the field entrysubtype says; "" where it says none.
func (b *bibReader) subtype(from *bibEntry) string {
	return b.rules.Subtypes[strings.ToLower(plainTeX(from.fields["entrysubtype"].s))]
}

// cslType is the type of an entry as CSL-JSON has it.
func (b *bibReader) cslType(from *bibEntry) string {
	if sub := b.subtype(from); sub != "" {
		return sub
	}
	kind := from.kind
	address := from.fields["url"].s + from.fields["howpublished"].s
	if t := b.rules.BibTeX[kind+"-with-address"]; t != "" && strings.Contains(strings.ToLower(address), "http") {
		return t
	}
	return b.rules.BibTeX[kind]
}

// take takes a field in.
func (b *bibReader) take(e *entry, from *bibEntry, name string, f said) {
	to := b.rules.Fields[name]
	if name == "number" && e.csl == "article-journal" && from.fields["issue"].s == "" {
		to = "issue"
	}
	if name == "author" || name == "editor" || name == "translator" || to == "author" {
		if to == "" {
			to = name
		}
		if names := b.bibNames(f.s); len(names) > 0 {
			e.names[to] = names
		}
		return
	}
	if to == "" {
		to = name
	}
	var s string
	switch to {
	case "URL", "DOI", "eprint", "file":
		s = verbatim(f.s)
	case "keyword", "abstract":
		s = oneLine(f.s) // they are left out
	default:
		s = oneLine(b.plain(f.s))
	}
	if s == "" {
		return
	}
	if to == "genre" && b.rules.Fields["type "+s] != "" { // phdthesis, techreport: words of BibLaTeX
		s = b.rules.Fields["type "+s]
	}
	if old := e.texts[to].s; old != "" && old != s { // two fields of BibTeX are one of CSL-JSON
		if to == "publisher" || to == "container-title" {
			if e.texts["also "+to].s == "" {
				e.texts["also "+to] = said{s, f.at}
			}
			return
		}
		s = old + "; " + s
	}
	e.texts[to] = said{s, f.at}
}

// bibDates takes the dates in: date, or year, month and day.
func (b *bibReader) bibDates(e *entry, from *bibEntry) {
	for _, k := range [][2]string{{"urldate", "accessed"}, {"lastchecked", "accessed"}, {"lastaccessed", "accessed"},
		{"origdate", "original-date"}, {"eventdate", "event-date"}} {
		if f, has := from.fields[k[0]]; has && e.dates[k[1]].s == "" {
			b.dated(e, k[1], b.dateText(f.s), f.at)
		}
	}
	if f, has := from.fields["date"]; has && strings.TrimSpace(f.s) != "" {
		b.dated(e, "issued", b.dateText(f.s), f.at)
		if e.dates["issued"].s != "" {
			return
		}
	}
	year, has := from.fields["year"]
	if !has {
		return
	}
	y := strings.TrimSpace(b.plain(year.s))
	month := strings.TrimSpace(b.plain(from.fields["month"].s))
	day := strings.TrimSpace(b.plain(from.fields["day"].s))
	if m := yearLetter.FindStringSubmatch(y); m != nil { // 2020a, of one who keeps apart what came out in one year
		y = m[1]
	}
	switch {
	case month == "" || !fourDigits.MatchString(y):
		b.dated(e, "issued", y, year.at)
	case oneOrTwo.MatchString(month):
		s := y + "-" + month
		if oneOrTwo.MatchString(day) {
			s += "-" + day
		}
		b.dated(e, "issued", s, year.at)
	default:
		b.dated(e, "issued", strings.TrimSpace(day+" "+month+" "+y), from.fields["month"].at)
	}
	if e.dates["issued"].s == "" && fourDigits.MatchString(y) { // what the month says isn't one
		b.dated(e, "issued", y, year.at)
	}
}

// dateText is the text of a date of BibLaTeX, in which a ~ means "about".
func (b *bibReader) dateText(s string) string {
	if strings.Contains(s, "\\") {
		return b.plain(s)
	}
	return strings.NewReplacer("{", "", "}", "").Replace(s)
}

var (
	yearLetter = regexp.MustCompile(`^(\d{4})[a-z]$`)
	fourDigits = regexp.MustCompile(`^\d{4}$`)
	oneOrTwo   = regexp.MustCompile(`^\d{1,2}$`)
)

// bibNames are the names of a field of them, as they are printed.
func (b *bibReader) bibNames(s string) []string {
	var out []string
	for _, n := range splitTop(oneLineTeX(s), " and ") {
		n = strings.TrimSpace(n)
		switch {
		case n == "":
		case n == "others":
			out = append(out, "others")
		case strings.HasPrefix(n, "{") && strings.HasSuffix(n, "}") && closes(n): // a body, not a person
			out = append(out, oneLine(b.plain(n)))
		default:
			parts := splitTop(n, ",")
			for i := range parts {
				parts[i] = strings.TrimSpace(parts[i])
			}
			switch len(parts) {
			case 2:
				n = parts[1] + " " + parts[0]
			case 3:
				n = parts[2] + " " + parts[0] + " " + parts[1]
			}
			if extended := namedParts(parts); extended != "" {
				n = extended
			}
			if s := oneLine(b.plain(n)); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// namedParts is a name that is told part by part, as BibLaTeX has it: family=Berg, given=Anna, prefix=van.
func namedParts(parts []string) string {
	by := map[string]string{}
	for _, p := range parts {
		k, v, ok := strings.Cut(p, "=")
		if !ok {
			return ""
		}
		by[strings.ToLower(strings.TrimSpace(k))] = strings.Trim(strings.TrimSpace(v), "{}\"")
	}
	if by["family"] == "" {
		return ""
	}
	return strings.Join([]string{by["given"], by["prefix"], by["family"], by["suffix"]}, " ")
}

// closes tells whether the brace that a text begins with is the one that it ends with.
func closes(s string) bool {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 && i < len(s)-1 {
				return false
			}
		}
	}
	return depth == 0
}

// splitTop parts a text where a word stands outside of braces.
func splitTop(s, sep string) []string {
	var out []string
	depth, from := 0, 0
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		lower = s
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		case depth == 0 && strings.HasPrefix(lower[i:], sep):
			out = append(out, s[from:i])
			from = i + len(sep)
			i = from - 1
			if strings.HasPrefix(sep, " ") { // the blank behind one is that before the next
				i--
				from--
			}
		}
	}
	return append(out, s[from:])
}

func oneLineTeX(s string) string { return strings.Join(strings.Fields(s), " ") }
