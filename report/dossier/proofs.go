package dossier

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
)

// ProofFile is the record of which quotes were found in which captures.
const ProofFile = "proofs.lock.toml"

// Proof says that a quote was found in a capture.
type Proof struct {
	Source  string
	Quote   string
	Capture string
	SHA256  string // of the capture's bytes
	Offset  int    // byte offset of the quote in the capture
	Date    source.Date
	By      string
	At      diag.Span
}

func readProofs(t *source.Table) []*Proof {
	var out []*Proof
	t.List("proof", func(t *source.Table) {
		p := &Proof{At: t.At, Source: t.NeedWord("source").S, Quote: t.Need("quote").S}
		p.Capture = t.NeedWord("capture").S
		sum := t.NeedWord("sha256")
		p.SHA256 = sum.S
		if sum.S != "" && !isDigest(sum.S) {
			t.Errorf(sum.At, diag.BadDigest, "%q is not a SHA-256 digest", sum.S).
				WithHint("this file is written by: whereas check --captures DIR --record")
		}
		p.Offset, _, _ = t.NeedInt("offset", 0, 1<<40)
		p.Date = t.NeedDate("date")
		p.By = t.Need("by").S
		out = append(out, p)
	})
	return out
}

// FormatProofs writes proofs.lock.toml, sorted by source and quote.
func FormatProofs(ps []*Proof) []byte {
	ps = slices.Clone(ps)
	sort.SliceStable(ps, func(i, j int) bool {
		if ps[i].Source != ps[j].Source {
			return ps[i].Source < ps[j].Source
		}
		return ps[i].Quote < ps[j].Quote
	})
	var b strings.Builder
	b.WriteString(
		"# Written by: whereas check --captures DIR --record. Each quote was found in the capture named, at that " +
			"byte.\n[proofs]\nformat = 1\n",
	)
	for _, p := range ps {
		fmt.Fprintf(
			&b,
			"\n[[proof]]\nsource  = %s\nquote   = %s\ncapture = %s\nsha256  = %s\noffset  = %s\ndate    = %s\nby      "+
				"= %s\n",
			quote(p.Source),
			quote(p.Quote),
			quote(p.Capture),
			quote(p.SHA256),
			strconv.Itoa(p.Offset),
			quote(p.Date.String()),
			quote(p.By),
		)
	}
	return []byte(b.String())
}

// quote writes a TOML basic string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x20 || r == 0x7F:
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
