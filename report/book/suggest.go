package book

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/bibliography"
	"whereas/report/cells"
	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Suggest drafts a map for a table of a researcher's own, from its heads and its first rows. Nothing of it is certain:
// a person looks it through. It is nil where the file can't be read.
func Suggest(name string, data []byte, v vocab.Vocabulary, l *diag.List) []byte {
	_, sheet := openOwn(name, data, "", l)
	if sheet == nil {
		return nil
	}
	d := newDrafted(sheet, v)
	columns, taken, values, head := d.columns, d.taken, d.values, d.head
	var b strings.Builder
	fmt.Fprintf(
		&b,
		"# How the columns of %s become claims, sources and evidence: drafted from its heads, to be looked through.\n"+
			"# Then: whereas import %s --map THIS-FILE --into DIR\n\n[map]\nformat = 1\n",
		diag.Visible(name),
		diag.Visible(name),
	)
	if sheet.Name != "" {
		fmt.Fprintf(&b, "sheet = %s\n", source.Literal(source.NewText("", sheet.Name)))
	}
	if head.N > 1 {
		fmt.Fprintf(&b, "head = %d   # the row of the heads\n", head.N)
	}
	about := "\n[dossier]\nformat = 1\nas_of = \"\"   # the day that the dossier speaks of: 2026-01-31\n\n" +
		"[company]\nname = \"\"    # as it is registered\nshort = \"\"   # as a sentence calls it\n\n" +
		"[meeting]\nrules = \"us-sec-14a-8\"\n# year = 2027   # of the meeting that votes on it: it must be there\n"
	b.WriteString("# dates = \"dmy\"   # where 3/12/2024 is a day in December; \"mdy\" where it is one in March\n\n" +
		"[column]   # key of the dossier = head of your column\n")
	for _, k := range ownKeys() {
		if columns[k.key] != "" {
			fmt.Fprintf(&b, "%q = %s\n", k.key, source.Literal(source.NewText("", columns[k.key])))
		}
	}
	if columns["claim.text"] == "" {
		b.WriteString("\"claim.text\" = \"\"   # which column tells the finding?\n")
	}
	if columns["claim.as_of"]+columns["claim.since"]+columns["claim.until"] == "" {
		b.WriteString("\"claim.as_of\" = \"\"   # which column tells when it held? or say it for every row under " +
			"[always]\n")
	}
	if columns["evidence.says"] == "" {
		b.WriteString("\"evidence.says\" = \"\"   # which column tells what the passage says? every piece of " +
			"evidence needs it\n")
	}
	for _, c := range head.Cells {
		if taken[c.Col] == "" {
			fmt.Fprintf(&b, "# %q isn't taken in; keys: docs/from-a-spreadsheet.md\n", diag.Visible(folded(c.Text)))
		}
	}
	b.WriteString("\n[always]   # what holds for every row, where no column says otherwise\n")
	for _, key := range []string{"claim.kind", "claim.status", "source.type", "evidence.at", "entity.type"} {
		if columns[key] == "" && (key != "entity.type" || columns["entity.name"] != "") {
			fmt.Fprintf(&b, "%q = \"\"", key)
			if c := columnOf(key); len(v[c.list]) > 0 {
				fmt.Fprintf(&b, "   # one of: %s", strings.Join(v.IDs(c.list), ", "))
			} else {
				b.WriteString("   # where in the source: heading, page, paragraph")
			}
			b.WriteByte('\n')
		}
	}
	for _, key := range []string{"claim.kind", "claim.status", "source.type", "evidence.stance", "entity.type"} {
		c := columnOf(key)
		var strange []string
		for col, k := range taken {
			if k != key {
				continue
			}
			for _, s := range values[col] {
				if s != "" && !v.Has(c.list, s) && !slices.Contains(strange, s) && len(strange) < 40 {
					strange = append(strange, s)
				}
			}
		}
		if len(strange) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n[words.%q]   # what the table says = one of: %s\n", key, strings.Join(v.IDs(c.list), ", "))
		for _, s := range strange {
			meant := ""
			if id := strings.ReplaceAll(folded(s), " ", "-"); v.Has(c.list, id) {
				meant = id
			}
			fmt.Fprintf(
				&b,
				"%s = %q\n",
				source.Literal(source.NewText("", strings.Join(strings.Fields(s), " "))),
				meant,
			)
		}
	}
	b.WriteString(about)
	return []byte(b.String())
}

// drafted is what a table's columns most likely are.
type drafted struct {
	head    cells.Row
	values  map[int][]string  // what stands in the first rows, by column
	columns map[string]string // heads, by key
	taken   map[int]string    // keys, by column
}

func newDrafted(sheet *cells.Sheet, v vocab.Vocabulary) *drafted {
	const look, above = 200, 10
	d := &drafted{head: sheet.Rows[0], values: map[int][]string{}, columns: map[string]string{},
		taken: map[int]string{}}
	for _, row := range sheet.Rows[:min(len(sheet.Rows), above)] { // titles may stand above it: the widest row
		if len(row.Cells) > len(d.head.Cells) {
			d.head = row
		}
	}
	for _, row := range sheet.Rows {
		for _, c := range row.Cells {
			if row.N > d.head.N && len(d.values[c.Col]) < look {
				d.values[c.Col] = append(d.values[c.Col], trimmed(c.Text))
			}
		}
	}
	alike := func(head, word string) bool { return head == word }
	holds := func(head, word string) bool { return len(word) > 3 && strings.Contains(" "+head+" ", " "+word+" ") }
	d.byHeads(v, alike)
	for _, c := range d.head.Cells {
		if key := byValues(d.values[c.Col], v); key != "" {
			d.take(key, c)
		}
	}
	d.byHeads(v, holds)
	return d
}

func (d *drafted) take(key string, c cells.Cell) {
	if d.columns[key] == "" && d.taken[c.Col] == "" {
		d.columns[key], d.taken[c.Col] = strings.Join(strings.Fields(c.Text), " "), key
	}
}

// byHeads takes columns by the words of their heads. A column "type" is that of the sources, unless kinds of claims
// stand below it.
func (d *drafted) byHeads(v vocab.Vocabulary, is func(head, word string) bool) {
	for _, c := range d.head.Cells {
		kinds := anyOf(d.values[c.Col], v, "kind") && !anyOf(d.values[c.Col], v, "source-type")
		for _, k := range ownKeys() {
			for _, word := range strings.Split(k.heads, "|") {
				switch {
				case !is(folded(c.Text), word):
				case word == "type" && kinds:
					d.take("claim.kind", c)
				default:
					d.take(k.key, c)
				}
			}
		}
	}
}

// anyOf tells whether one of some values is a word of a list.
func anyOf(values []string, v vocab.Vocabulary, list string) bool {
	return slices.ContainsFunc(
		values,
		func(s string) bool { return v.Has(list, strings.ReplaceAll(folded(s), " ", "-")) },
	)
}

// byValues is the key that a column most likely is by what stands in it.
func byValues(values []string, v vocab.Vocabulary) string {
	if len(values) == 0 {
		return ""
	}
	most := func(is func(string) bool) bool {
		n := 0
		for _, s := range values {
			if is(s) {
				n++
			}
		}
		return n*5 >= len(values)*4
	}
	switch {
	case most(func(s string) bool { return bibliography.DOI(s) != "" }):
		return "source.doi"
	case most(func(s string) bool { return strings.HasPrefix(s, "https://web.archive.org/") }):
		return "source.archived"
	case most(func(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }):
		return "source.url"
	}
	for _, key := range []string{"claim.kind", "claim.status", "source.type", "evidence.stance"} {
		if most(func(s string) bool { return v.Has(columnOf(key).list, strings.ReplaceAll(folded(s), " ", "-")) }) {
			return key
		}
	}
	return ""
}
