package capture

import (
	"bytes"
	"strings"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/source"
)

// Words are the words that captures are looked through for (rubrics/phrasing/captures.toml).
type Words struct {
	Corrections []string // with which the notice of a correction begins
	Scanners    []string // by which a program that reads text off pictures is known
}

// ParseWords reads that file. Faults go to l.
func ParseWords(name string, b []byte, l *diag.List) Words {
	var w Words
	root := source.Parse(name, b, l)
	if t := root.Table("captures"); t != nil {
		t.NeedInt("format", 1, 1)
		for key, to := range map[string]*[]string{"corrections": &w.Corrections, "scanners": &w.Scanners} {
			for _, s := range t.NeedTexts(key) {
				*to = append(*to, s.S)
			}
		}
		t.Close()
	}
	root.Close()
	return w
}

// scanned is the mark of a program that reads text off pictures, in a file or in what made it; "" where there is none.
func (w Words) scanned(data []byte, madeBy string) string {
	for _, s := range w.Scanners {
		if strings.Contains(strings.ToLower(madeBy), strings.ToLower(s)) || bytes.HasPrefix(data, []byte("%PDF")) &&
			bytes.Contains(data, []byte(s)) {
			return "it was made by " + s
		}
	}
	return ""
}

// Notice is a passage of a document that tells of a correction.
type Notice struct {
	Text string     // the passage, at most 300 characters
	Line int        // of the text, from 1
	Date civil.Date // that it names; the zero date where it names none
}

// The longest passage that is taken over, in characters.
const longestNotice = 300

// notices are the lines of a text that begin with a word of correction, and what stands with them to the next empty
// line: "Correction, March 3, 2024: an earlier version …".
func (w Words) notices(text string) []Notice {
	lines := strings.Split(text, "\n")
	var out []Notice
	for i := 0; i < len(lines); i++ {
		if !w.begins(lines[i]) {
			continue
		}
		n := Notice{Line: i + 1}
		for n.Text = tidy(lines[i]); i+1 < len(lines) && strings.TrimFunc(lines[i+1], blank) != ""; i++ {
			if len(n.Text) > longestNotice {
				break
			}
			n.Text += " " + tidy(lines[i+1])
		}
		n.Date = dateIn(n.Text)
		if r := []rune(n.Text); len(r) > longestNotice {
			n.Text = string(r[:longestNotice-1]) + "…"
		}
		out = append(out, n)
	}
	return out
}

// begins tells whether a line begins with a word of correction that stands by itself: "Correction:", "Updated on May
// 3", "CORRECTION – …". A sentence that goes on with a small letter, "Corrections officers said", is none.
func (w Words) begins(line string) bool {
	line = strings.TrimLeftFunc(line, func(r rune) bool { return blank(r) || strings.ContainsRune("*[(_†", r) })
	for _, word := range w.Corrections {
		if len(line) < len(word) || !strings.EqualFold(line[:len(word)], word) {
			continue
		}
		rest := line[len(word):]
		if rest == "" || strings.HasPrefix(strings.TrimLeft(rest, " "), ":") ||
			strings.ContainsAny(rest[:1], ",.–—(") || dash(rest) || onADay(rest) {
			return true
		}
	}
	return false
}

func dash(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "- ") ||
		strings.HasPrefix(rest, "|")
}

// onADay tells whether what follows is a day: "Updated May 3, 2024", "Updated on 3 May 2024".
func onADay(rest string) bool {
	if !strings.HasPrefix(rest, " ") {
		return false
	}
	words := strings.Fields(rest)
	return len(words) > 0 && !dateIn(strings.Join(words[:min(5, len(words))], " ")).IsZero()
}
