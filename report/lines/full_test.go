package lines

import (
	"os"
	"strings"
	"testing"

	"whereas/report/face"
	"whereas/report/hyphen"
)

// set is a text in justified lines, as their texts and the white that each leaves at its end.
func set(t *testing.T, text string, width Length, whole ...string) (texts []string, white []Length) {
	t.Helper()
	b, err := os.ReadFile("../../templates/hyphenation/en-US.txt")
	if err != nil {
		t.Fatal(err)
	}
	patterns, err := hyphen.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	ts := testTypesetter(t)
	ts.hyphens, ts.style.Whole = patterns, map[string]bool{}
	for _, w := range whole {
		ts.style.Whole[w] = true
	}
	builder := ts.Build(11*Point, Justified)
	builder.Text(text, Look{Style: face.Regular})
	for _, ln := range ts.Lines(builder.Paragraph(), width, Justified) {
		var s strings.Builder
		end := Length(0)
		for _, r := range ln.Runs {
			s.WriteString(r.Text())
			if strings.TrimSpace(r.Text()) != "" {
				end = r.X + r.Width(ts.faces)
			}
		}
		texts, white = append(texts, s.String()), append(white, width-end)
	}
	return texts, white
}

// A line of words is full, however hard its paragraph is to set; only an address, and what stands before an address or
// a code, may be short.
func TestLinesAreFull(t *testing.T) {
	texts, white := set(t, "investigation”, September 25, 2025. Journalism, read in part on November 23, 2026. Interest: "+
		"none known. 2 claims here, 2 of 2 quotes found. https://www.example.com/news/borealis-ceases-services-"+
		"military-after-investigation", 348*Point)
	for i, w := range white[:len(white)-1] {
		next := strings.Fields(texts[i+1])[0]
		if address := strings.Contains(texts[i]+next, "https://"); w > Point && !address {
			t.Errorf("line %q is %v short", texts[i], w)
		}
	}
	texts, white = set(t, "The award record says “CONSOLIDATED LEAD EVALUATION AND REPORTING SYSTEM ACCESS, "+
		"SUBSCRIPTION AND MAINTENANCE”, and no more than that is in it.", 300*Point)
	for i, w := range white[:len(white)-1] {
		if w > Point {
			t.Errorf("line %q is %v short", texts[i], w)
		}
	}
	texts, white = set(t, "See the records HSCEMD17F00008 and also 70CDCR18P00000017ABCDEFGH and what else there is of it.",
		270*Point)
	if white[0] < 20*Point {
		t.Errorf("line %q before a code is stretched", texts[0])
	}
}

// A word of a name isn't divided, wherever it would best be.
func TestNamesAreWhole(t *testing.T) {
	const text = "Shareholders request that the Board of Directors of Borealis Corporation commission a report."
	divided := func(texts []string, name string) bool {
		joined := strings.Join(texts, "\n")
		return !strings.Contains(joined, name)
	}
	seen := false
	for width := 120 * Point; width < 240*Point; width += 3 * Point {
		plain, _ := set(t, text, width)
		seen = seen || divided(plain, "Corporation") || divided(plain, "Borealis")
		kept, _ := set(t, text, width, "Borealis", "Corporation")
		if divided(kept, "Corporation") || divided(kept, "Borealis") {
			t.Errorf("a name is divided: %q", kept)
		}
	}
	if !seen {
		t.Error("no width divides the name, so the test shows nothing")
	}
}

// A level stands beside its number.
func TestLevelsKeepTheirNumbers(t *testing.T) {
	for width := 90 * Point; width < 200*Point; width += 2 * Point {
		texts, _ := set(t, "Level 3 is not excluded, nor is it so up to level 4, as p. 12 says.", width)
		for _, s := range texts {
			if s := strings.ToLower(strings.TrimSpace(s)); strings.HasSuffix(s, "level") || strings.HasSuffix(s, "p.") {
				t.Errorf("%q parts a word from its number", texts)
			}
		}
	}
}
