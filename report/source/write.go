package source

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Literal is a value as TOML has it on one line.
func Literal(v *Value) string {
	var b strings.Builder
	switch v.Kind {
	case Scalar:
		switch s := v.Scalar.(type) {
		case string:
			return quoted(s)
		case float64:
			if s == float64(int64(s)) {
				return strconv.FormatInt(int64(s), 10) + ".0"
			}
			return strconv.FormatFloat(s, 'g', -1, 64)
		default:
			return fmt.Sprint(s)
		}
	case List:
		b.WriteByte('[')
		for i, in := range v.In {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(Literal(in))
		}
		b.WriteByte(']')
	case TableOf:
		b.WriteString("{ ")
		for i, in := range v.In {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(assignmentInline(in))
		}
		b.WriteString(" }")
	}
	return b.String()
}

// Heading is a table with its heading, as a block of lines: [name], keys with their equals signs below each other,
// lists of tables with a table on each line. What it holds by the names of below gets a heading of its own behind it.
func Heading(name string, v *Value, below ...string) string {
	inner := &Value{Kind: TableOf}
	var rest []*Value
	for _, k := range v.In {
		if k.Kind == TableOf && contains(below, k.Key) {
			rest = append(rest, k)
		} else {
			inner.In = append(inner.In, k)
		}
	}
	s := "[" + name + "]\n" + lines(inner)
	for _, k := range rest {
		s += "[" + name + "." + keyName(k.Key) + "]\n" + lines(k)
	}
	return s
}

// HeadingItem is a table of a list as a block of lines: [[name]].
func HeadingItem(name string, v *Value) string { return "[[" + name + "]]\n" + lines(v) }

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// lines are the keys of a table, each on a line of its own.
func lines(v *Value) string {
	wide := 0
	for _, k := range v.In {
		wide = max(wide, utf8.RuneCountInString(keyName(k.Key)))
	}
	var b strings.Builder
	for _, k := range v.In {
		if k.Kind == TableOf && len(k.In) > 0 && k.In[0].OfTables() { // level.2 = [ … ]
			for _, in := range k.In {
				b.WriteString(keyName(k.Key) + "." + assignment(in, 0))
			}
			continue
		}
		b.WriteString(assignment(k, wide))
	}
	return b.String()
}

// Assignments are the keys of a table, each with its value on a line of its own, without a heading.
func Assignments(v *Value) string { return lines(v) }

// assignment is a key with its value on a line of its own, the name as wide as said.
func assignment(v *Value, wide int) string {
	s := fmt.Sprintf("%-*s = ", wide, keyName(v.Key))
	if !v.OfTables() {
		return s + Literal(v) + "\n"
	}
	s += "[\n"
	for _, in := range v.In {
		s += "  " + Literal(in) + ",\n"
	}
	return s + "]\n"
}

func assignmentInline(v *Value) string { return keyName(v.Key) + " = " + Literal(v) }

// keyName is a key as it is written: dotted where its parts are parted by dots, each in quotes where it must be.
func keyName(key string) string {
	for i := range len(key) {
		if !wordByte(key[i]) {
			return quoted(key)
		}
	}
	if key == "" {
		return `""`
	}
	return key
}

// KeyName is a key as it is written, in quotes where it must be.
func KeyName(key string) string { return keyName(key) }

// quoted writes a text between double quotes; one of several lines between three.
func quoted(s string) string {
	var b strings.Builder
	several := strings.Contains(s, "\n")
	mark := `"`
	if several {
		mark = `"""`
	}
	b.WriteString(mark)
	if several {
		b.WriteByte('\n')
	}
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n' && several:
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7F:
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString(mark)
	return b.String()
}
