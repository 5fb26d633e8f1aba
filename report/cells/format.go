package cells

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// format is how a number is shown, as far as it changes what it means.
type format struct {
	year, month, day, hour bool
	percent                bool
	decimals               int
}

// builtIn is the code of a format that every workbook knows by its number.
func builtIn(id int) string {
	switch {
	case id == 9:
		return "0%"
	case id == 10:
		return "0.00%"
	case id == 17:
		return "mmm-yy"
	case id == 22:
		return "m/d/yy h:mm"
	case id >= 14 && id <= 16, id >= 27 && id <= 31, id >= 36 && id <= 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return "d/m/yy"
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id >= 55 && id <= 56:
		return "h:mm"
	}
	return ""
}

// formatOf reads the code of a format: its first section, without what stands in quotes or brackets.
func formatOf(code string) format {
	var f format
	clean := strings.Builder{}
	for i := 0; i < len(code); i++ {
		switch b := code[i]; b {
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '[':
			for i++; i < len(code) && code[i] != ']'; i++ {
			}
		case '\\', '_', '*':
			i++
		case ';':
			i = len(code)
		default:
			clean.WriteByte(b)
		}
	}
	s := strings.ToLower(clean.String())
	if strings.Contains(s, "general") || strings.Contains(s, "@") {
		return f
	}
	f.percent = strings.Contains(s, "%")
	if i := strings.IndexByte(s, '.'); i >= 0 {
		for i++; i < len(s) && (s[i] == '0' || s[i] == '#'); i++ {
			f.decimals++
		}
	}
	f.year, f.day = strings.ContainsAny(s, "ye"), strings.Contains(s, "d")
	if strings.Contains(s, "0") || strings.Contains(s, "#") { // e is an exponent there
		f.year = strings.Contains(s, "y")
	}
	f.hour = strings.ContainsAny(s, "hs")
	f.month = strings.Contains(s, "m") && (f.year || f.day || !f.hour)
	return f
}

// show puts into a cell what a number shows as. A date is told as exactly as its format shows it: one that is shown as
// "Dec 2024" is a month.
func (f format) show(c *Cell, v float64, from1904 bool) {
	c.Kind = Number
	switch {
	case f.percent:
		c.Text = strconv.FormatFloat(v*100, 'f', max(f.decimals, shortest(v*100)), 64) + "%"
		if shortest(v*100) > 6 {
			c.Text = strconv.FormatFloat(v*100, 'f', f.decimals, 64) + "%"
		}
	case (f.year || f.day || f.month) && v >= 1 && v < 2_958_466:
		days := math.Floor(v)
		if from1904 {
			days += 1462
		} else if days < 60 { // Excel believes in a 29 February 1900
			days++
		}
		d := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days))
		c.Kind, c.Rounded = Day, f.hour && v != math.Floor(v)
		switch {
		case f.day || !f.year:
			c.Text = d.Format(time.DateOnly)
		case f.month:
			c.Text = d.Format("2006-01")
		default:
			c.Text = d.Format("2006")
		}
	default:
		c.Text = plainNumber(v)
	}
}

// shortest is how many decimals a number has, of the fifteen digits that a spreadsheet keeps.
func shortest(v float64) int {
	s := plainNumber(v)
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return len(s) - i - 1
	}
	return 0
}

// plainNumber is a number with the fifteen digits that a spreadsheet keeps, without an exponent where it is usual.
func plainNumber(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatInt(int64(v), 10)
	}
	r, err := strconv.ParseFloat(fmt.Sprintf("%.15g", v), 64)
	if err != nil {
		r = v
	}
	if a := math.Abs(r); a >= 1e-6 && a < 1e15 {
		return strconv.FormatFloat(r, 'f', -1, 64)
	}
	return strconv.FormatFloat(r, 'g', -1, 64)
}
