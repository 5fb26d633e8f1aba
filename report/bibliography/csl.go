package bibliography

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"whereas/report/diag"
)

// dateNames are the variables of CSL-JSON that are dates.
func dateNames() []string {
	return []string{"issued", "accessed", "original-date", "submitted", "event-date", "available-date"}
}

// add takes an object of CSL-JSON in as an entry.
func (r *reader) add(out []*entry, v *value) []*entry {
	at := r.span(v.from, v.from+1)
	if v.kind != 'o' {
		r.list.Errorf(at, diag.BadLibrary, "an entry is an object in braces, and this isn't").
			WithHint(`{ "id": "…", "type": "article-newspaper", "title": "…" }`)
		return out
	}
	if v.get("type") == nil && v.get("itemType") != nil {
		if !r.native {
			r.native = true
			r.list.Errorf(r.span(v.get("itemType").keyAt[0], v.get("itemType").keyAt[1]), diag.BadLibrary,
				"the file is in a format of Zotero's own, and not in CSL JSON").
				WithHint("export it once more, as CSL JSON or Better CSL JSON")
		}
		return out
	}
	if len(v.in) > maxFields {
		r.list.Errorf(at, diag.BadLibrary, "an entry has more than %d fields", maxFields)
		return out
	}
	e := newEntry(at)
	own := v.get("custom").get("whereas")
	if own != nil && own.kind == 'o' {
		e.own = own
	}
	seen := map[string]bool{}
	for _, f := range v.in {
		fieldAt := r.span(f.keyAt[0], f.keyAt[1])
		if seen[f.key] {
			r.list.Errorf(fieldAt, diag.LibrarySyntax, "the field %q stands twice", f.key).
				WithHint("keep one of the two")
			continue
		}
		seen[f.key] = true
		switch {
		case f.key == "id":
			if e.key = f.str(); e.key != "" {
				e.at = r.span(f.from, f.to)
			}
		case f.key == "citation-key":
		case f.key == "type":
			e.csl, e.kind = f.str(), f.str()
		case f.key == "custom":
			r.custom(f)
		case slices.Contains(dateNames(), f.key):
			r.cslDate(e, f)
		default:
			r.cslField(e, f)
		}
	}
	if k := v.get("citation-key").str(); k != "" {
		e.key = k
	}
	return append(out, e)
}

// custom tells of what stands under "custom" and isn't a dossier's.
func (r *reader) custom(f *value) {
	if f.kind == 'o' {
		for _, in := range f.in {
			if in.key != "whereas" {
				r.left["custom"]++
				return
			}
		}
		return
	}
	r.left["custom"]++
}

// cslField takes a field in: names, a text, a list of texts.
func (r *reader) cslField(e *entry, f *value) {
	at := r.span(f.from, f.to)
	put := func(s string) {
		if e.own == nil {
			s = withoutMarkup(s)
		}
		if s = oneLine(s); s != "" {
			e.texts[f.key] = said{s, at}
		}
	}
	switch f.kind {
	case 's', 'n':
		put(f.s)
	case 'a':
		var texts, names []string
		for _, in := range f.in {
			if in.kind == 'o' {
				if n := cslName(in); n != "" {
					names = append(names, n)
				}
			} else if s := in.str(); s != "" {
				texts = append(texts, s)
			}
		}
		switch {
		case len(names) > 0:
			e.names[f.key] = names
		case len(texts) > 0:
			put(strings.Join(texts, "; "))
		case len(f.in) > 0:
			r.left[f.key]++
		}
	case 'o', 'b':
		r.left[f.key]++
	}
}

// cslName is a name as it is printed; "" where an object isn't one.
func cslName(v *value) string {
	if s := v.get("literal").str(); s != "" {
		return oneLine(withoutMarkup(s))
	}
	if s := v.get("name").str(); s != "" { // as Crossref has names of bodies
		return oneLine(withoutMarkup(s))
	}
	var parts []string
	for _, k := range []string{"given", "dropping-particle", "non-dropping-particle", "family", "suffix"} {
		if s := v.get(k).str(); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.ReplaceAll(oneLine(withoutMarkup(strings.Join(parts, " "))), "’ ", "’")
}

// cslDate takes a date in: parts, or a text.
func (r *reader) cslDate(e *entry, f *value) {
	at := r.span(f.from, f.to)
	if f.kind == 's' || f.kind == 'n' {
		r.dated(e, f.key, f.s, at)
		return
	}
	if f.kind != 'o' {
		if f.kind != '0' {
			r.undated(e, f.key, string(r.b[f.from:f.to]), at)
		}
		return
	}
	if parts := f.get("date-parts"); parts != nil && len(parts.in) > 0 && len(parts.in[0].in) > 0 {
		var n []string
		for _, p := range parts.in[0].in {
			if s := strings.TrimSpace(p.str()); s != "" && s != "0" {
				n = append(n, s)
			}
		}
		if len(n) > 0 {
			r.cslParts(e, f, n, len(parts.in) > 1, at)
			return
		}
	}
	for _, k := range []string{"raw", "literal", "edtf", "date"} {
		if s := strings.TrimSpace(f.get(k).str()); s != "" {
			r.dated(e, f.key, s, at)
			return
		}
	}
	if s := f.get("season").str(); s != "" { // older versions of Zotero put a date there
		r.dated(e, f.key, s, at)
	}
}

// cslParts takes the parts of a date in: year, month, day, or what stands in place of one.
func (r *reader) cslParts(e *entry, f *value, n []string, ranged bool, at diag.Span) {
	s := n[0]
	for _, p := range n[1:min(3, len(n))] {
		if i, err := strconv.Atoi(p); err == nil && i > 0 && i < 10 {
			p = "0" + strconv.Itoa(i)
		}
		s += "-" + p
	}
	r.dated(e, f.key, s, at)
	if ranged {
		r.undated(e, f.key, s+" to "+joinParts(f.get("date-parts").in[1]), at)
	}
	if season := f.get("season").str(); season != "" && len(n) == 1 {
		r.undated(e, f.key, s+", season "+season, at)
	}
	if c := f.get("circa"); c != nil && c.s != "" && c.s != "false" && c.s != "0" {
		r.undated(e, f.key, "about "+s, at)
	}
}

func joinParts(v *value) string {
	var n []string
	for _, p := range v.in {
		n = append(n, p.str())
	}
	return strings.Join(n, "-")
}

var (
	markup = regexp.MustCompile(`(?i)</?(?:i|b|u|em|strong|sup|sub|sc|tt|p|br|span|jats:[a-z-]+|mml:[a-z-]+)` +
		`(?:\s[^<>]*)?/?>`)
	entity = regexp.MustCompile(`&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});`)
)

// withoutMarkup is a text without the tags that programs write into titles: <i>, <span class="nocase">.
func withoutMarkup(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		s = markup.ReplaceAllString(s, "")
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = entity.ReplaceAllStringFunc(s, html.UnescapeString)
	}
	return s
}

// oneLine is a text with single spaces, and without what isn't seen in it.
func oneLine(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < 0x7F && (s[i] != ' ' || i > 0 && s[i-1] != ' ')
	}
	if plain {
		return strings.TrimSuffix(s, " ")
	}
	return strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		switch {
		case diag.IsOddSpace(c) || c == '\n' || c == '\t' || c == '\r':
			return ' '
		case c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || c < ' ' || c == 0x7F:
			return -1
		}
		return c
	}, s)), " ")
}
