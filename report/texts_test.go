package report_test

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"whereas/report"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

// every is a dossier with every text that one can have, and prose of one's own.
func every(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{
		"resolution.md": "# A request to look\n\n**Whereas:** The Ministry keeps its register on Exemplar's " +
			"servers.[^ministry-hosts]\n\n**Resolved:** Shareholders request that the board report on it.\n",
		"briefing.md": "The Ministry keeps its register on Exemplar's servers.[^ministry-hosts]\n",
	}
	for _, name := range []string{"dossier.toml", "assessments/customer-due-diligence.toml"} {
		b, err := os.ReadFile("dossier/testdata/full/" + name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(b)
	}
	return out
}

// outcome is all that is made of a dossier; faults are its errors, and then nothing is made.
func outcome(t testing.TB, s *report.Setup, files map[string]string) (made []report.File, faults []diag.Diagnostic) {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var l diag.List
	opts := report.Options{Edition: report.PublicEdition, Out: "out/", As: report.Formats()}
	c := scored(t, s, folder, "x", opts, &l)
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error {
			faults = append(faults, d)
		}
	}
	if faults != nil {
		return nil, faults
	}
	result, err := s.Make(c, opts, &l)
	if err != nil || result == nil {
		t.Fatalf("%v: %v", err, l.Sorted())
	}
	return result.Files, nil
}

var quotedText = regexp.MustCompile(`"([^"]*)"`)

// each is a dossier in which change was asked for the n-th text of a file, counted over all files; ok is false where it
// leaves it.
func each(files map[string]string, change func(n int, text string) (string, bool)) map[string]string {
	out, n := map[string]string{}, 0
	for _, name := range []string{"dossier.toml", "assessments/customer-due-diligence.toml"} {
		out[name] = quotedText.ReplaceAllStringFunc(files[name], func(q string) string {
			n++
			if text, ok := change(n, q[1:len(q)-1]); ok {
				return `"` + text + `"`
			}
			return q
		})
	}
	for _, name := range []string{"resolution.md", "briefing.md"} {
		out[name] = files[name]
	}
	return out
}

// What isn't seen in a text is in no output: all that is made is, byte by byte, what is made of the text without it.
func TestAllOutputsAgreeOnWhatIsNotSeen(t *testing.T) {
	s := loaded(t)
	clean := every(t)
	want, faults := outcome(t, s, clean)
	if faults != nil {
		t.Fatal(faults)
	}
	salted := func(text string) (string, bool) {
		if len(text) < 4 {
			return "", false
		}
		text = strings.Replace(text, " ", "\u2003", 1)
		return text[:1] + "\u200B" + text[1:2] + "\u00AD\u2060" + text[2:] + "\u200E\uFE0F\u200C", true
	}
	// Ids, words of lists, dates and addresses take no salt: which they are is asked of the reader.
	takes := map[int]bool{}
	each(clean, func(n int, text string) (string, bool) {
		_, faults := outcome(t, s, each(clean, func(m int, text string) (string, bool) {
			if m != n {
				return "", false
			}
			return salted(text)
		}))
		takes[n] = faults == nil
		return "", false
	})
	taken := 0
	dirty := each(clean, func(n int, text string) (string, bool) {
		if !takes[n] {
			return "", false
		}
		taken++
		return salted(text)
	})
	for _, name := range []string{"resolution.md", "briefing.md"} {
		dirty[name] = strings.ReplaceAll(strings.ReplaceAll(clean[name], "register", "re\u00ADgi\u200Bster"), "\n", "\r")
	}
	if taken < 45 {
		t.Errorf("%d texts take salt", taken)
	}
	got, faults := outcome(t, s, dirty)
	if faults != nil {
		t.Fatal(faults)
	}
	for i, f := range got {
		if string(f.Data) != string(want[i].Data) {
			t.Errorf("%s: %s", f.Name, firstDifference(want[i].Data, f.Data))
		}
	}
	if len(got) < 7 {
		t.Errorf("%d files", len(got))
	}
}

// What changes the word, or forbids that a line ends, is in each output that shows the text.
func TestAllOutputsKeepWhatChangesAWord(t *testing.T) {
	s := loaded(t)
	files := every(t)
	const name = "Exemplar\u00A0Ltd می\u200Cخواهم"
	files["dossier.toml"] = strings.NewReplacer(`"Exemplar Cloud, Inc."`, `"`+name+`"`, `"Exemplar"`, `"`+name+`"`).
		Replace(files["dossier.toml"])
	delete(files, "briefing.md")
	made, faults := outcome(t, s, files)
	if faults != nil {
		t.Fatal(faults)
	}
	for _, f := range made {
		all := allBytes(t, []report.File{f})
		switch {
		case strings.HasSuffix(f.Name, ".pdf"):
			// In a PDF a letter stands for its code, in hexadecimal digits; the joiner goes with the letter before it.
			if !strings.Contains(strings.ToUpper(all), "06CC200C") {
				t.Errorf("%s: the joiner isn't in it", f.Name)
			}
		case f.Name == "manifest.json", strings.HasPrefix(f.Name, "resolution"):
		default:
			if strings.HasSuffix(f.Name, ".docx") { // what is written from the right is a run of its own
				all = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(all, "")
			}
			if !strings.Contains(all, name) {
				t.Errorf("%s doesn't show %q", f.Name, name)
			}
		}
	}
}

var atMost = regexp.MustCompile(`at most ([0-9]+) are allowed`)

// What check passes is made: with every text of a dossier as long as it may be, in words or as one word without a
// space, all files are made, and no text that is longer is taken.
func TestWhatIsCheckedIsMade(t *testing.T) {
	s := loaded(t)
	clean := every(t)
	most := map[int]int{}
	each(clean, func(n int, text string) (string, bool) {
		_, faults := outcome(t, s, each(clean, func(m int, _ string) (string, bool) { return strings.Repeat("x", 100_000), m == n }))
		if faults == nil {
			t.Errorf("%q, 100,000 characters long, is taken", text)
			return "", false
		}
		if m := atMost.FindStringSubmatch(faults[0].Message); m != nil {
			most[n], _ = strconv.Atoi(m[1])
		}
		return "", false
	})
	for name, filler := range map[string]string{"words": "of many words ", "one word": "W", "other letters": "Ж漢א ",
		"signs": "*_[^a]{<&>\u00A0"} {
		parted := strings.ContainsAny(filler, " \u00A0") // and a quote has at most fifteen words
		long := each(clean, func(n int, text string) (string, bool) {
			if most[n] == dossier.MaxAddress {
				return (text + strings.Repeat("x", most[n]))[:most[n]], true
			}
			if most[n] == 0 || most[n] == source.MaxWord || strings.HasSuffix(text, ".txt") || most[n] == dossier.MaxQuoteText && parted {
				return "", false
			}
			filled := text + " " + strings.Repeat(filler, most[n])
			return strings.TrimRight(string([]rune(filled)[:most[n]]), " ^[_*\u00A0"), true
		})
		began := time.Now()
		made, faults := outcome(t, s, long)
		for _, f := range faults {
			t.Errorf("%s: %s %.200s", name, f.At, f.Message)
		}
		if len(made) < 7 {
			t.Errorf("%s: %d files", name, len(made))
		}
		if took := time.Since(began); took > time.Minute { // a second, most often
			t.Errorf("%s took %s", name, took)
		}
	}
	if len(most) < 40 {
		t.Errorf("%d texts are bounded", len(most))
	}
}
