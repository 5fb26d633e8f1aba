package report_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report"
	"whereas/report/diag"
)

// spelt is a heading's first word, or a key, where it is given its value; level.1 is one.
var spelt = regexp.MustCompile(`(?m)^\[\[?([a-z_]+)|(?:^|[{,]) *([a-z_]+)(?:\.[0-9]+)? *=`)

// A misspelt key is one fault. What seems to be missing because of it, here or where something names it, isn't told
// beside it: whoever mends the key has mended all.
func TestOneMisspeltKeyIsOneFault(t *testing.T) {
	dir := os.DirFS("../examples/microsoft")
	files := fstest.MapFS{}
	err := fs.WalkDir(dir, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".toml") {
			return err
		}
		b, err := fs.ReadFile(dir, name)
		files[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s := loaded(t)
	faults := func() []diag.Diagnostic {
		var l diag.List
		read, err := s.Read(files, "microsoft", report.Options{Edition: report.PublicEdition}, &l)
		if err != nil {
			t.Fatal(err)
		}
		s.Grade(read, &l)
		return l.Sorted()
	}
	var before []string // which quotes are proven hangs on no key that is tried here
	for _, f := range faults() {
		before = append(before, f.Message)
	}
	tried := 0
	for name, file := range files {
		if name == "proofs.lock.toml" {
			continue
		}
		whole, seen, heading := string(file.Data), map[string]bool{}, ""
		for _, m := range spelt.FindAllStringSubmatchIndex(whole, -1) {
			from, to := max(m[2], m[4]), max(m[3], m[5])
			key := whole[from:to]
			if m[2] >= 0 {
				heading = key
			}
			if heading == "no" && m[2] < 0 { // [no-reply-asked], whose keys are ids
				continue
			}
			if heading == "entity" && whole[m[0]] != '{' && whole[m[0]] != ',' && m[2] < 0 {
				continue // an id, whose misspelling is another fault
			}
			if where := heading + whole[m[0]:m[0]+1] + key; seen[where] {
				continue
			} else {
				seen[where] = true
			}
			misspelt := key + key[len(key)-1:]
			if len(key) > 3 {
				misspelt = key[:1] + key[2:]
			}
			file.Data = []byte(whole[:from] + misspelt + whole[to:])
			var found []diag.Diagnostic
			for _, f := range faults() {
				if !slices.Contains(before, f.Message) {
					found = append(found, f)
				}
			}
			tried++
			if len(found) != 1 || found[0].Code != diag.UnknownKey && found[0].Code != diag.UnknownElement {
				t.Errorf("%s, %q under [%s] written %q gives %d messages", name, key, heading, misspelt, len(found))
				for _, f := range found {
					t.Log("    ", f.Code, f.Message)
				}
			}
		}
		file.Data = []byte(whole)
	}
	if tried < 100 {
		t.Fatalf("only %d keys were tried", tried)
	}
}

// A misspelt id is one fault as well, however many places name it.
func TestOneMisspeltIDIsOneFault(t *testing.T) {
	b, err := os.ReadFile("../examples/microsoft/entities.toml")
	if err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`(?m)^azure( *=)`)
	if !id.Match(b) {
		t.Fatal("the example has no entity azure")
	}
	files := overlay{os.DirFS("../examples/microsoft"), map[string][]byte{
		"entities.toml": id.ReplaceAll(b, []byte("azur$1"))}}
	var l diag.List
	read, err := loaded(t).Read(files, "microsoft", report.Options{Edition: report.PublicEdition}, &l)
	if err != nil {
		t.Fatal(err)
	}
	loaded(t).Grade(read, &l)
	var found []diag.Diagnostic
	for _, f := range l.Sorted() {
		if f.Severity == diag.Error || f.Code == diag.UnusedEntity {
			found = append(found, f)
		}
	}
	if len(found) != 1 || found[0].Code != diag.UnknownEntity || len(found[0].Notes) != 3 ||
		!strings.Contains(found[0].Message, "other places name it too") || found[0].Hint != `did you mean "azur"?` {
		t.Errorf("%+v", found)
	}
}

// overlay is a folder with some files replaced.
type overlay struct {
	fs.FS
	files map[string][]byte
}

func (o overlay) Open(name string) (fs.File, error) {
	if b, ok := o.files[name]; ok {
		return fstest.MapFS{name: {Data: b}}.Open(name)
	}
	return o.FS.Open(name)
}
