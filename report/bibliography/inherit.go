package bibliography

import (
	"strings"

	"whereas/report/diag"
)

// inherit gives entries what the ones say that they name: crossref and xdata.
func (b *bibReader) inherit() {
	for _, e := range b.entries {
		for _, from := range []string{"crossref", "xdata"} {
			ref, has := e.fields[from]
			if !has {
				continue
			}
			for _, key := range strings.Split(ref.s, ",") {
				other := b.keys[strings.ToLower(strings.TrimSpace(key))]
				if other == nil || other == e {
					b.list.Warnf(ref.at, diag.LibrarySyntax, "the entry %q that it refers to isn't in the file", key).
						WithHint("export both together")
					continue
				}
				b.inheritFrom(e, other, from == "crossref")
			}
		}
	}
}

func (b *bibReader) inheritFrom(e, other *bibEntry, part bool) {
	for _, name := range other.order {
		to := name
		if part {
			switch name {
			case "title":
				to = "booktitle"
			case "subtitle":
				to = "booksubtitle"
			case "crossref", "xref", "xdata", "doi", "url", "urldate", "note", "abstract", "keywords", "file", "ids",
				"label", "author", "shorttitle", "titleaddon":
				continue
			}
		}
		if _, has := e.fields[to]; !has {
			e.fields[to] = other.fields[name]
			e.order = append(e.order, to)
		}
	}
}
