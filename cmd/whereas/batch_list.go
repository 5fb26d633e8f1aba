package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"whereas/report/diag"
)

// company is one dossier of a batch.
type company struct {
	slug string
	dir  string
	at   diag.Span  // where the folder is named: the line of a list, or the folder itself
	text diag.Texts // the list that the place points into
}

// where is the place as it is told to people.
func (co company) where() string {
	if co.at.Line == 0 {
		return filepath.ToSlash(co.dir)
	}
	return fmt.Sprintf("%s (%s:%d)", filepath.ToSlash(co.dir), co.at.File, co.at.Line)
}

// gather lists the companies that a command line names: folders, patterns and a list file, in their order, each
// folder once. Notes are for people: what a pattern matched and isn't a dossier.
func gather(args []string, list, out string, stdin io.Reader, notes io.Writer) ([]company, error) {
	var found []company
	for _, arg := range args {
		dirs, err := expand(arg, wantedDossiers(), notes)
		if err != nil {
			return nil, err
		}
		for _, dir := range dirs {
			found = append(found, company{dir: dir, at: diag.Span{File: filepath.ToSlash(filepath.Clean(dir))}})
		}
	}
	if list != "" {
		listed, err := readList(list, stdin)
		if err != nil {
			return nil, err
		}
		found = append(found, listed...)
	}
	return distinct(found, out)
}

// expand is what an argument means. Not every shell expands patterns, so it is done here too: what a pattern matches
// and isn't wanted is passed over, since nobody named it.
func expand(arg string, want wanted, notes io.Writer) ([]string, error) {
	if !strings.ContainsAny(arg, "*?[") {
		return []string{arg}, nil
	}
	if _, err := os.Lstat(arg); err == nil {
		return []string{arg}, nil // it may be called so
	}
	matches, err := filepath.Glob(arg)
	if err != nil {
		return nil, usagef("* stands for any letters, ? for one, [ab] for one of these", "the pattern %q can't be read",
			arg)
	}
	var names []string
	for _, m := range matches {
		if want.is(m) {
			names = append(names, m)
		} else {
			fmt.Fprintf(notes, "note: passed over %s: %s\n", diag.Visible(filepath.ToSlash(m)), want.no)
		}
	}
	if len(names) == 0 {
		return nil, usagef(want.hint, "the pattern %q matches %s", arg, want.nouns)
	}
	return names, nil
}

func isDossier(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "dossier.toml"))
	return err == nil && !info.IsDir()
}

// maxList bounds a list file: 16 MiB.
const maxList = 16 << 20

// readList reads a list file: a folder on each line, # before a comment, folders as seen from the list. "-" is
// standard input, seen from the working folder.
func readList(name string, stdin io.Reader) ([]company, error) {
	base, shown := filepath.Dir(name), filepath.ToSlash(filepath.Clean(name))
	r := stdin
	if name == "-" {
		base, shown = "", "standard input"
	} else {
		info, err := os.Stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, usagef("one folder on each line", "there is no list %q", name)
		} else if err == nil && info.IsDir() {
			return nil, usagef(fmt.Sprintf("whereas batch %s", name), "--list wants a file, and %q is a folder", name)
		} else if err == nil && !info.Mode().IsRegular() { // who opens a pipe may wait for ever
			return nil, usagef("--list - reads from standard input", "--list wants a file, and %q is none", name)
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("read the list: %w", err)
		}
		defer f.Close()
		r = f
	}
	text, err := io.ReadAll(io.LimitReader(r, maxList+1))
	if err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	if len(text) > maxList {
		return nil, usagef("split it", "the list %q is longer than 16 MiB", shown)
	}
	if wrong := unreadable(text); wrong != "" {
		return nil, usagef("save it as UTF-8 text, one folder on each line", "the list %q can't be read: %s", shown,
			wrong)
	}
	var found []company
	texts := diag.Texts{shown: string(text)}
	lines := bufio.NewScanner(strings.NewReader(strings.TrimPrefix(texts[shown], "\ufeff")))
	lines.Buffer(nil, maxList+1)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		dir := filepath.FromSlash(line)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(base, dir)
		}
		from := strings.Index(lines.Text(), line)
		at := diag.Span{File: shown, Line: n, Col: len([]rune(lines.Text()[:from])) + 1, EndLine: n}
		at.EndCol = at.Col + len([]rune(line))
		found = append(found, company{dir: dir, at: at, text: texts})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	if len(found) == 0 {
		return nil, usagef("one folder on each line", "the list %q names no folder", shown)
	}
	return found, nil
}

// unreadable says what makes a list other than text with lines, "" where nothing does. The names of folders may be in
// any coding that a file system takes, so no more is asked of them.
func unreadable(text []byte) string {
	switch s := string(text); {
	case strings.HasPrefix(s, "\xff\xfe"), strings.HasPrefix(s, "\xfe\xff"):
		return "it is in UTF-16"
	case strings.Contains(s, "\x00"):
		return "there are zero bytes in it"
	case strings.Contains(strings.ReplaceAll(s, "\r\n", "\n"), "\r"):
		return "its lines end as on old Macs, in a bare carriage return"
	}
	return ""
}

// maxSlug is how long a company's name may be, in bytes. No file system takes more than 255 for a name, and a temporary
// file (.whereas-<name>.json-1234567890) needs 25 more than the company's.
const maxSlug = 255 - 25

// reserved are the folders of the batch itself and of a comparison, beside those of the companies.
var reserved = []string{errorsFolder, recordsFolder, comparisonFolder}

// distinct gives each company its slug and refuses two of one name: the second would be written over the first.
// Names that differ in the case or the coding of their letters are one name to the file systems of Windows and macOS.
func distinct(found []company, out string) ([]company, error) {
	var kept []company
	first := map[string]company{}
	folder := map[string]string{} // of a slug, whole and with links followed
	for _, co := range found {
		abs, err := filepath.Abs(co.dir)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", co.dir, err)
		}
		if real, err := filepath.EvalSymlinks(abs); err == nil && filepath.Base(real) == filepath.Base(abs) {
			abs = real
		}
		co.slug = slugOf(abs)
		key := foldedName(co.slug)
		if old, ok := first[key]; ok {
			if folder[key] == abs {
				continue // the same folder, named twice
			}
			return nil, usagef("results go by the folder's name: rename one of the two, or run them with another --out",
				"two companies are called %q: %s and %s", co.slug, old.where(), co.where())
		}
		if slices.Contains(reserved, key) || co.slug == string(filepath.Separator) {
			return nil, usagef("rename the folder", "a company can't be called %q: %s", co.slug, co.where())
		}
		if len(co.slug) > maxSlug {
			return nil, usagef("shorten the folder's name",
				"the folder's name has %d bytes; at most %d leave room for the names of what is made: %s", len(co.slug),
				maxSlug, co.where())
		}
		if err := checkOut(out, co.dir, co.slug); err != nil {
			return nil, err
		}
		first[key], folder[key] = co, abs
		kept = append(kept, co)
	}
	return kept, nil
}
