package book

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
)

// item is one thing of a dossier: a source, a claim, the table [company], the judgement of one indicator.
type item struct {
	section string // source, claim, company, indicator …
	id      string // "" of a table that stands once
	file    string // that it stands in, or is to; "" where nothing says it
	v       *source.Value
	made    bool   // its id was made from its title
	cell    string // of a workbook, that names it

	// Of an entry of a library: whether a dossier's own export says its id, and the keys that fill what is empty and
	// stand against nothing.
	own     bool
	guessed []string
	at      diag.Span
}

// key tells things apart: those of a judgement by its file.
func (it *item) key() string {
	if judged(it.section) {
		return strings.TrimSpace(it.file + " " + it.section + " " + it.id)
	}
	return strings.TrimSpace(it.section + " " + it.id)
}

// name is the thing as people call it.
func (it *item) name() string {
	s := it.section
	if it.id != "" {
		s += " " + it.id
	}
	if judged(it.section) && it.section != "assessment" {
		s += " of " + assessmentName(it.file)
	}
	return s
}

func judged(section string) bool {
	return slices.Contains([]string{"assessment", "indicator", "severity", "involvement"}, section)
}

// unasked is the section that says why organisations weren't asked; its keys are ids, as those of allow are rules.
const unasked = "no-reply-asked"

// freeKeys tells whether the keys of a section that stands once are free: each is a row of the sheet Start.
func freeKeys(section string) bool { return section == "allow" || section == unasked }

// single tells whether a section is a table that stands once.
func single(section string) bool {
	once := []string{"dossier", "company", "meeting", "ask", "author", "notes", "allow", unasked, "assessment"}
	return slices.Contains(once, section)
}

// sections are all that a dossier can hold, in the order in which a new file has them.
func sections() []string {
	return []string{"dossier", "company", "meeting", "ask", "author", "notes", "allow", unasked, "prior-vote", "source",
		"entity", "claim", "reply", "correction", "search", "assessment", "indicator", "severity", "involvement"}
}

const (
	assessments = "assessments/"
	private     = "private/"
	proofFile   = "proofs.lock.toml"
)

// proseFiles are the texts of a person's own.
func proseFiles() []string { return []string{"resolution.md", "briefing.md"} }

func assessmentName(file string) string {
	return strings.TrimSuffix(strings.TrimPrefix(file, assessments), ".toml")
}

// Files are the files of a dossier in memory: names, with slashes, and bytes.
type Files map[string][]byte

// ReadFiles reads the files of a dossier that a workbook can hold, those of private/ only where they are asked for.
// left are those that can't be read as they lie there: links that lead out, pipes, files that are too large.
func ReadFiles(fsys fs.FS, internal bool) (files Files, left []string, err error) {
	files = Files{}
	dirs := []string{".", "assessments"}
	if internal {
		dirs = append(dirs, "private")
	}
	for _, dir := range dirs {
		if info, err := fs.Stat(fsys, dir); dir != "." && (err != nil || !info.IsDir()) {
			if err == nil { // a pipe, which who opens it may wait for ever, or a file
				left = append(left, dir)
			}
			continue
		}
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			return nil, nil, fmt.Errorf("list the dossier: %w", err)
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			toml := strings.HasSuffix(strings.ToLower(name), ".toml") && !strings.HasPrefix(e.Name(), ".")
			if !toml && !slices.Contains(proseFiles(), name) {
				continue
			}
			if info, err := fs.Stat(fsys, name); err != nil || !info.Mode().IsRegular() ||
				info.Size() > source.MaxFileSize {
				left = append(left, name)
				continue
			}
			b, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, nil, fmt.Errorf("read %s: %w", name, err)
			}
			files[name] = b
		}
	}
	return files, left, nil
}

// trees are the TOML files of a dossier, and the things in them.
type trees struct {
	files map[string]*source.Tree
	items []*item
	byKey map[string]*item
	in    map[*item]*source.Tree
}

// open reads all TOML files; prefix is shown before their names. Faults of their syntax go to l.
func open(files Files, prefix string, l *diag.List) *trees {
	t := &trees{files: map[string]*source.Tree{}, byKey: map[string]*item{}, in: map[*item]*source.Tree{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(strings.ToLower(name)) != ".toml" {
			continue
		}
		tree := source.ParseTree(prefix+name, files[name], l)
		t.files[name] = tree
		if path.Base(name) == proofFile {
			continue
		}
		for _, it := range itemsOf(name, tree.Root) {
			t.items, t.in[it] = append(t.items, it), tree
			if t.byKey[it.key()] == nil {
				t.byKey[it.key()] = it
			}
		}
	}
	return t
}

// itemsOf are the things that stand in a file. What isn't one is left to who reads it for a workbook.
func itemsOf(file string, root *source.Value) []*item {
	var out []*item
	for _, top := range root.In {
		switch {
		case !slices.Contains(sections(), top.Key) || top.Kind != source.TableOf:
			out = append(out, &item{section: top.Key, file: file, v: top})
		case single(top.Key):
			out = append(out, &item{section: top.Key, file: file, v: top})
		default:
			for _, v := range top.In {
				out = append(out, &item{section: top.Key, id: v.Key, file: file, v: v})
			}
		}
	}
	return out
}

// write is the text of a new file of things.
func write(items []*item) []byte {
	var b strings.Builder
	gap := func() {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
	}
	for _, section := range sections() {
		entities := false
		for _, it := range items {
			if it.section != section {
				continue
			}
			if section == "entity" {
				if !entities {
					gap()
					b.WriteString("[entity]\n")
				}
				entities = true
				b.WriteString(source.KeyName(it.id) + " = " + source.Literal(it.v) + "\n")
				continue
			}
			gap()
			b.WriteString(block(it))
		}
	}
	return []byte(b.String())
}

// block is a thing as lines of TOML, below its heading.
func block(it *item) string {
	name := it.section
	if it.id != "" {
		name += "." + source.KeyName(it.id)
	}
	return source.Heading(name, it.v, "parts")
}
