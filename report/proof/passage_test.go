package proof

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/dossier"
)

// A passage is the capture's own words: before, quoted and after, put together, are a stretch of the file.
func TestPassage(t *testing.T) {
	before, after := strings.Repeat("wordage ", 100), strings.Repeat(" wordage", 100)
	full := strings.Repeat(" wordage", 49) + " wordag " // as much as is shown
	for _, v := range []struct {
		name, capture, quote  string
		before, quoted, after string
		line                  int
		ok                    bool
	}{
		{"plain", "It says: the agency keeps a register. More.", "keeps a register", "It says: the agency ",
			"keeps a register", ". More.", 1, true},
		{"over the end of a line", "One.\nIt keeps\n   a register, they say", "keeps a register", "One.\nIt ",
			"keeps\n   a register", ", they say", 2, true},
		{"other quotation marks", "a\n\nthe agency’s own “register” is kept", `agency's own "register"`, "a\n\nthe ",
			"agency’s own “register”", " is kept", 3, true},
		{"a divided word", "the infor-\nmation is kept", "information is", "the ", "infor-\nmation is", " kept", 1, true},
		{"the whole", "keeps it", "keeps it", "", "keeps it", "", 1, true},
		{"spaces at its end", "keeps it  \n", "keeps it", "", "keeps it", "  \n", 1, true},
		{"a long text is cut between words", before + "here it is" + after, "here it is", before[:392], "here it is",
			after[:392], 1, true},
		{"one that needn't be cut", full + "here it is" + full, "here it is", full, "here it is", full, 1, true},
		{"one byte more", "x" + full + "here it is" + full + "x", "here it is", full[1:], "here it is", full[:399], 1, true},
		{"without words", strings.Repeat("語", 200) + "here it is" + strings.Repeat("語", 200), "here it is",
			strings.Repeat("語", 133), "here it is", strings.Repeat("語", 133), 1, true},
		{"not there", "nothing", "keeps it", "", "", "", 0, false},
		{"no quote", "nothing", "", "", "", "", 0, false},
	} {
		s := one("one: x").Source("one")
		got, ok, err := FindPassage([]fs.FS{fstest.MapFS{"one.txt": {Data: []byte(v.capture)}}}, s, v.quote)
		if err != nil || ok != v.ok {
			t.Errorf("%s: %v, %v", v.name, ok, err)
			continue
		}
		want := Passage{Line: v.line, Before: v.before, Quoted: v.quoted, After: v.after}
		if want.File = "one.txt"; !v.ok {
			want.File = ""
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", v.name, got, want)
		}
	}
	if _, ok, err := FindPassage(nil, one("one: x").Source("one"), "x"); ok || err != nil {
		t.Errorf("no folder, and found: %v, %v", ok, err)
	}
}

// Each quote has a state of its own.
func TestStates(t *testing.T) {
	for _, v := range []struct {
		name    string
		capture string // "" for none at hand
		record  bool
		want    State
	}{
		{"neither record nor capture", "", false, Unproven},
		{"a record alone", "", true, ByRecord},
		{"found", "its words", false, Unrecorded},
		{"found and recorded", "its words", true, Proven},
		{"not in its capture", "others", true, Failed},
		{"another capture than the recorded one", "of its words", true, Failed},
	} {
		d := one("one: its words")
		sum := newCapture([]byte("its words")).sum
		if v.record {
			d.Proofs = []*dossier.Proof{{Source: "one", Quote: "its words", Capture: "one.txt", SHA256: sum}}
		}
		var captures []fs.FS
		if v.capture != "" {
			captures = append(captures, fstest.MapFS{"one.txt": {Data: []byte(v.capture)}})
		}
		checked, err := Check(d, captures, Stamp{}, &diag.List{})
		if got := checked.States[Quote{"one", "its words"}]; err != nil || got != v.want {
			t.Errorf("%s: %q, %v; want %q", v.name, got, err, v.want)
		}
	}
}
