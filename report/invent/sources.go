package invent

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/dossier"
	dated "whereas/report/source"
)

// source is a document that nobody wrote.
type source struct {
	id, kind, publisher string
	number              int
	restsOn             string
	restricted          bool
	searched            bool // a search log names it
}

// sourceOf is a source of a type: one that is there already as often as not, but none of those named.
func (v *inventor) sourceOf(kind string, but ...string) *source {
	if v.n(20) < 17 {
		for _, i := range v.chance.Perm(len(v.sources)) {
			if s := v.sources[i]; s.kind == kind && !s.restricted && !slices.Contains(but, s.id) {
				return s
			}
		}
	}
	n := len(v.sources) + 1
	s := &source{
		id:     fmt.Sprintf("invented-%s-%d", kind, n),
		kind:   kind,
		number: n,
		// Each its own voice.
		publisher: fmt.Sprintf("Invented %s of %s %d", pick(v, publishers), pick(v, placeNames), n),
	}
	// What rests on something else is as strong as that: so do only those that bear little anyway.
	if (kind == "advocacy" || kind == "aggregator") && n > 2 && v.oneIn(3) {
		s.restsOn = v.sources[v.n(n-1)].id
	}
	v.sources = append(v.sources, s)
	return s
}

func (v *inventor) writeSources() []byte {
	var b strings.Builder
	b.WriteString("# Invented sources: nobody published them.\n")
	for _, s := range v.sources {
		fmt.Fprintf(
			&b,
			"\n[source.%s]\ntype = %q\ntitle = %s\npublisher = %s\nref = %q\nurl = %q\ncapture = %q\n",
			s.id,
			s.kind,
			text(
				fmt.Sprintf("Invented %s no. %d on the affairs of %s", strings.ReplaceAll(s.kind, "-", " "), s.number,
					v.short),
			),
			text(s.publisher),
			fmt.Sprintf("Invented ref. %d", s.number),
			fmt.Sprintf("https://example.invalid/%04d/%d", v.index, s.number),
			v.capture(),
		)
		if !v.oneIn(5) {
			fmt.Fprintf(&b, "published = %q\n", v.date(2014, 2025))
		}
		read := pick(v, []string{"whole", "whole", "excerpt"})
		if s.searched { // the log says whole
			read = "whole"
		}
		fmt.Fprintf(&b, "accessed = \"2026-06-%02d\"\nread = %q\n", 1+v.n(20), read)
		switch s.kind {
		case "research", "research-unstated", "advocacy", "commissioned":
			fmt.Fprintf(&b, "interest = %q\n",
				pick(v, []string{"none known", "campaigns for what it invented", "paid by an invented company"}))
			b.WriteString("method = \"https://example.invalid/method\"\n")
		}
		if s.restsOn != "" {
			fmt.Fprintf(&b, "rests_on = [%q]\n", s.restsOn)
		}
		if v.oneIn(20) {
			b.WriteString(
				"correction = { date = \"2026-01\", text = \"An invented correction of an invented figure.\" }\n")
		}
		if s.restricted {
			b.WriteString("handling = \"restricted\"\n")
		}
	}
	return []byte(b.String())
}

// capture is the one file with the texts of all sources.
func (v *inventor) capture() string { return fmt.Sprintf("%s.txt", Slug(v.index)) }

// quote is a phrase of a source. It stands in the capture, and as a rule its proof is recorded.
func (v *inventor) quote(s *source) string {
	if v.captured.Len() == 0 {
		v.captured.WriteString("Invented texts of invented sources. Nobody published any of it.\n\n")
	}
	q := v.phrase(5 + v.n(5))
	v.captured.WriteString(v.phrase(6) + ". ")
	at := v.captured.Len()
	v.captured.WriteString(q + ". " + v.phrase(12) + ".\n")
	v.proofs = append(
		v.proofs,
		&dossier.Proof{
			Source:  s.id,
			Quote:   q,
			Capture: v.capture(),
			Offset:  at,
			Date:    dated.Date{Date: civil.Date{Year: 2026, Month: 6, Day: 20}},
			By:      "invented coder",
		},
	)
	return q
}

// phrase is so many entries of the list of words, the first of them a number that no other phrase begins with.
func (v *inventor) phrase(n int) string {
	words := []string{fmt.Sprintf("Passage %d", v.captured.Len())}
	for range n {
		words = append(words, pick(v, small))
	}
	words = strings.Fields(strings.Join(words, " "))
	return strings.Join(words[:min(len(words), 14)], " ")
}

// writeProofs records the quotes; of one company in ten a few were never proven.
func (v *inventor) writeProofs() []byte {
	sum := sha256.Sum256([]byte(v.captured.String()))
	for i := range v.proofs {
		v.proofs[i].SHA256 = hex.EncodeToString(sum[:])
	}
	if v.oneIn(10) && len(v.proofs) > 6 {
		v.proofs = v.proofs[:len(v.proofs)-3]
	}
	return dossier.FormatProofs(v.proofs)
}
