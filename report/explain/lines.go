package explain

import (
	"fmt"
	"strings"
)

// columns is the width of the terminal that texts are made for.
const columns = 80

// wrap breaks a text at spaces to lines of at most that many characters; later lines begin with indent.
func wrap(s, indent string) string {
	lead := s[:len(s)-len(strings.TrimLeft(s, " "))]
	var b strings.Builder
	line := lead
	n := len([]rune(line))
	empty := true
	for _, w := range strings.Fields(s) {
		wn := len([]rune(w))
		if !empty && n+1+wn > columns {
			b.WriteString(line + "\n")
			line, n, empty = indent, len([]rune(indent)), true
		}
		if !empty {
			line += " "
			n++
		}
		line += w
		n += wn
		empty = false
	}
	if !empty {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// item writes one item of a list; its later lines are indented.
func item(b *strings.Builder, format string, args ...any) {
	b.WriteString(wrap(fmt.Sprintf(format, args...), "  "))
}

// plural is a count with what is counted.
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// spaced is a word of a closed list as a terminal shows it.
func spaced[W ~string](w W) string { return strings.ReplaceAll(string(w), "_", " ") }
