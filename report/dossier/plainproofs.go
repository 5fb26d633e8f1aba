package dossier

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/source"
)

// plainProofs reads a record of proofs that is as FormatProofs writes it, with no escape and no fault in it, and of
// texts that are read as they stand; ok is false where it isn't. The record is the longest file of a dossier, and the
// TOML library takes ten times as long.
func plainProofs(file, data string) (out []*Proof, ok bool) {
	head, text, _ := strings.Cut(data, "\nformat = 1\n")
	if !strings.HasSuffix(head, "\n[proofs]") || strings.Trim(head, "\n[]") == "" || strings.Count(head, "\n") != 1 ||
		head[0] != '#' ||
		!utf8.ValidString(data) || source.Plain(text) != text ||
		strings.ContainsFunc(data, unplain) {
		return nil, false
	}
	out = slices.Grow(out, strings.Count(text, "\n[[proof]]\n"))
	n := 3 // lines that were read
	for text != "" {
		var values [7]string
		if text, ok = strings.CutPrefix(text, "\n[[proof]]\n"); !ok {
			return nil, false
		}
		for i, key := range []string{"source  = ", "quote   = ", "capture = ", "sha256  = ", "offset  = ", "date    = ",
			"by      = "} {
			var line string
			line, text, _ = strings.Cut(text, "\n")
			value, ok := strings.CutPrefix(line, key)
			if i != 4 { // all but the offset are texts
				if len(value) < 3 || value[0] != '"' || value[len(value)-1] != '"' {
					return nil, false
				}
				value = value[1 : len(value)-1]
			}
			if !ok || strings.TrimSpace(value) == "" || strings.ContainsRune(value, '"') {
				return nil, false
			}
			values[i] = value
		}
		offset, err := strconv.Atoi(values[4])
		date, wrong := civil.Parse(values[5])
		if err != nil || wrong != nil || offset < 0 || offset > 1<<40 || strconv.Itoa(offset) != values[4] ||
			!isDigest(values[3]) {
			return nil, false
		}
		out = append(
			out,
			&Proof{
				Source:  values[0],
				Quote:   values[1],
				Capture: values[2],
				SHA256:  values[3],
				Offset:  offset,
				By:      values[6],
				Date: source.Date{
					Date: date,
					At:   diag.Span{File: file, Line: n + 8, Col: 11, EndLine: n + 8, EndCol: 13 + len(values[5])},
				},
				At: diag.Span{File: file, Line: n + 2, Col: 1, EndLine: n + 2, EndCol: 2},
			},
		)
		n += 9
	}
	return slices.Clip(out), true
}

// unplain is a character that is written with an escape, or mayn't stand in a dossier.
func unplain(r rune) bool {
	return r == '\\' || r < 0x20 && r != '\n' || r >= 0x7F && r < 0xA0 || diag.IsDirectional(r)
}

// isDigest tells whether a text is a SHA-256 digest.
func isDigest(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }
