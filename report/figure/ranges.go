// Package figure draws pictures as scenes: shapes and labels on a plane, which layout sets and any writer can read.
package figure

import (
	"slices"
	"strings"
	"unicode"

	"whereas/report/doc"
)

// Row is one company in a picture of ranges.
type Row struct {
	Name, Mark string // a name takes two lines at most and is cut beyond; its mark is never cut
	Instead    string // of a name that would be cut, where a cut one could be another's
	Cells      []Cell // by panel
}

// Cell is one range, 0 to 100, with what stands below it. Without a range only Left is shown. Of one that is unknown
// nothing is known: it is drawn pale.
type Cell struct {
	Ranged, Unknown bool
	Low, High       float64
	Left, Right     string // of one size: the range and what is unknown of it
}

// Measures of a picture of ranges, in thousandths of a point. The width is that of the text on a page.
const (
	width     = 366_000
	nameWidth = 92_000  // of the names at the left
	nameAlone = 138_000 // the same, where there is one panel
	panelGap  = 14_000
	headRoom  = 24_000
	rowHeight = 21_000
	barTop    = 3_500
	barHeight = 5_500
	labelDrop = 17_000
	nameSize  = 8_000
	labelSize = 7_000
	edge      = 1_600
)

var (
	track = doc.Colour{R: 233, G: 236, B: 240}
	tick  = doc.Colour{R: 201, G: 207, B: 215}
	bar   = doc.Colour{R: 143, G: 170, B: 200}
	pale  = doc.Colour{R: 219, G: 227, B: 237}
	proof = doc.Colour{R: 28, G: 58, B: 94}
	line  = doc.Colour{R: 222, G: 225, B: 230}
)

// MostPanels are as many as can stand side by side with their labels.
const MostPanels = 3

// Ranges draws one row for each company and one panel for each category, all on the same scale from 0 to 100.
func Ranges(panels []string, rows []Row) doc.Scene {
	s := doc.Scene{Width: width, Height: headRoom + rowHeight*len(rows)}
	names := nameWidth
	if len(panels) == 1 {
		names = nameAlone
	}
	wide := (width - names - panelGap*(len(panels)-1)) / max(1, len(panels))
	left := func(panel int) int { return names + panel*(wide+panelGap) }
	at := func(panel int, v float64) int { return left(panel) + int(float64(v/100*float64(wide))+0.5) }
	label := func(x, y, size int, how doc.Align, strong bool, text string) {
		s.Labels = append(s.Labels, doc.Label{X: x, Y: y, Size: size, Align: how, Strong: strong, Text: text})
	}
	box := func(x, y, w, h int, fill doc.Colour) {
		s.Shapes = append(s.Shapes, doc.Shape{X: x, Y: y, Width: w, Height: h, Fill: fill})
	}
	for p, title := range panels {
		label(left(p), 9_000, nameSize, doc.Left, true, cut(title, nameSize, wide))
		label(left(p), 20_000, labelSize, doc.Left, false, "0")
		label(left(p)+wide, 20_000, labelSize, doc.Right, false, "100")
	}
	for i, r := range rows {
		top := headRoom + i*rowHeight
		box(0, top, width, 300, line)
		for n, text := range r.nameLines(names) {
			label(0, top+barTop+5_000+n*8_500, nameSize, doc.Left, false, text)
		}
		for p, c := range r.Cells {
			box(left(p), top+barTop, wide, barHeight, track)
			if c.Ranged {
				from, to := at(p, c.Low), at(p, c.High)
				fill := bar
				if c.Unknown {
					fill = pale
				}
				box(from, top+barTop, max(to-from, 300), barHeight, fill)
				if !c.Unknown {
					box(min(max(from-edge/2, left(p)), left(p)+wide-edge), top+barTop-1_000, edge, barHeight+2_000,
						proof)
				}
			}
			for v := 20; v < 100; v += 20 {
				box(at(p, float64(v)), top+barTop+barHeight-1_500, 300, 1_500, tick)
			}
			label(left(p), top+labelDrop, labelSize, doc.Left, false, c.Left)
			if c.Right != "" {
				label(left(p)+wide, top+labelDrop, labelSize, doc.Right, false, c.Right)
			}
		}
	}
	return s
}

func (r Row) nameLines(width int) []string {
	lines := nameLines(r.Name, r.Mark, width)
	if whole := strings.Fields(r.Name + " " + r.Mark); r.Instead != "" &&
		!slices.Equal(strings.Fields(strings.Join(lines, " ")), whole) {
		return nameLines(r.Instead, r.Mark, width)
	}
	return lines
}

// nameLines is a name on one line or two of a width, its mark behind it.
func nameLines(name, mark string, width int) []string {
	room := width - 6_000
	fits := func(text string) bool { return measure(text)*nameSize/1000 <= room }
	divide := func(text string) ([]string, bool) {
		if fits(text) {
			return []string{text}, true
		}
		for i := len(text) - 1; i > 0; i-- {
			if text[i] == ' ' && fits(text[:i]) {
				return []string{text[:i], text[i+1:]}, fits(text[i+1:])
			}
		}
		return []string{text}, false
	}
	lines, ok := divide(strings.TrimSpace(name + " " + mark))
	for rs := []rune(name); !ok && len(rs) > 1; {
		rs = rs[:len(rs)-1]
		lines, ok = divide(strings.TrimSpace(strings.TrimRight(string(rs), " ,.-") + "… " + mark))
		if !ok && !strings.Contains(string(rs), " ") { // a first word that is too long alone
			first := cut(string(rs), nameSize, room)
			return append([]string{first}, strings.Fields(mark)...)
		}
	}
	return lines
}

// cut shortens a text that would be wider than its room.
func cut(text string, size, room int) string {
	if text == "" {
		return ""
	}
	rs := []rune(text)
	for n := len(rs); n > 0; n-- {
		short := string(rs[:n])
		if n < len(rs) {
			short = strings.TrimRight(short, " ,.-") + "…"
		}
		if measure(short)*size/1000 <= room {
			return short
		}
	}
	return "…"
}

// measure is how wide a text may be, in thousandths of its size: an estimate on the safe side, since a picture knows no
// faces.
func measure(text string) int {
	sum := 0
	for _, r := range text {
		sum += estimate(r)
	}
	return sum
}

func estimate(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x2E80:
		return 1000
	case strings.ContainsRune("WMmw@…", r):
		return 900
	case unicode.IsUpper(r):
		return 700
	case strings.ContainsRune("iljtfrI.,;:'’ ()[]|!-", r):
		return 330
	}
	return 540
}
