// Package proof looks for quotes in captures, the texts of sources as somebody saved them, and keeps the
// record of what was found. A grade reads only the record, so captures needn't travel with a dossier.
package proof

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/source"
)

// MaxCapture bounds one capture: 64 MiB.
const MaxCapture = 64 << 20

// Record tells which quotes are proven: a source's id and a quote, to the proof.
type Record map[[2]string]*dossier.Proof

// Of is the record that lies in the dossier.
func Of(d *dossier.Dossier) Record {
	r := make(Record, len(d.Proofs))
	for _, p := range d.Proofs {
		r[[2]string{p.Source, p.Quote}] = p
	}
	return r
}

// Proof is the proof of a quote, under the source and the capture that it now names; nil where there is none. A quote
// that was changed, or moved to another capture, has to be proven again.
func (r Record) Proof(s *dossier.Source, quote string) *dossier.Proof {
	if p := r[[2]string{s.ID.S, quote}]; p != nil && quote != "" && p.Capture == s.Capture.S {
		return p
	}
	return nil
}

// Counts of quotes, as check prints them. Failed ones stand in no capture that is at hand, or their
// capture isn't the one recorded.
type Counts struct {
	Total    int `json:"total"`
	Proven   int `json:"proven"`
	Unproven int `json:"unproven"`
	Failed   int `json:"failed"`
	// Of those proven, how many by the record alone: their captures weren't at hand.
	ByRecord int `json:"by_record"`
}

// quoted is one quote of the dossier.
type quoted struct {
	source *dossier.Source
	quote  source.Text
	owner  string
	at     []string // where it stands by each piece of evidence that has it
}

func quotes(d *dossier.Dossier) []quoted {
	var out []quoted
	seen := make(map[[2]string]int, len(d.Proofs)) // as many as are proven, most often; from 1
	add := func(id string, q source.Text, owner, at string) {
		s := d.Source(id)
		if s == nil || q.S == "" {
			return
		}
		i := seen[[2]string{id, q.S}]
		if i == 0 {
			out = append(out, quoted{source: s, quote: q, owner: owner})
			i = len(out)
			seen[[2]string{id, q.S}] = i
		}
		if at != "" && !slices.Contains(out[i-1].at, at) {
			out[i-1].at = append(out[i-1].at, at)
		}
	}
	for _, c := range d.Claims {
		for _, e := range c.Evidence {
			add(e.Source.S, e.Quote, "claim "+c.ID.S, e.Locator)
		}
	}
	for _, r := range d.Replies {
		for _, a := range r.Answers {
			add(r.Source.S, a.Quote, "reply "+r.ID.S, a.Locator)
		}
	}
	return out
}

// State is how it stands with the proof of one quote.
type State string

// The states, the worst first.
const (
	Failed     State = "failed"     // it isn't in its capture, or the capture isn't the recorded one
	Unproven   State = "unproven"   // no capture is at hand, and there is no record
	Unrecorded State = "unrecorded" // it was found, and its proof isn't recorded
	ByRecord   State = "by-record"  // it is proven by the record, whose capture isn't at hand
	Proven     State = "proven"     // it is recorded, and was found again
)

// Quote names a quote: a source's id and its words.
type Quote [2]string

// Checked is what became of the quotes of a dossier.
type Checked struct {
	Counts Counts
	// What is now proven, for --record: quotes found in captures at hand, and records whose captures aren't.
	Proven []*dossier.Proof // those of the record are the dossier's own
	States map[Quote]State
}

// Check compares the quotes with the record and, where captures are at hand, with the captures themselves:
// a quote that isn't in its capture, a capture that isn't the recorded one, a record that nobody needs.
// Captures are folders; the first that has the file counts.
func Check(d *dossier.Dossier, captures []fs.FS, stamp Stamp, l *diag.List) (Checked, error) {
	record := Of(d)
	var counts Counts
	var proven []*dossier.Proof
	states := make(map[Quote]State, len(d.Proofs))
	texts := map[string]*capture{}
	used := make(map[[2]string]bool, len(d.Proofs))
	captureless := map[*dossier.Source]int{} // quotes from sources that name no capture
	for _, q := range quotes(d) {
		counts.Total++
		key := Quote{q.source.ID.S, q.quote.S}
		old := record.Proof(q.source, q.quote.S)
		recorded := old != nil
		used[key] = recorded
		c, err := open(captures, q.source, texts, l)
		if err != nil {
			return Checked{Counts: counts, States: states}, err
		}
		if c == nil {
			if states[key] = Unproven; recorded {
				states[key] = ByRecord
				counts.Proven++
				counts.ByRecord++
				proven = append(proven, old)
			} else {
				counts.Unproven++
				if q.source.Capture.S == "" {
					captureless[q.source]++
				} else {
					unproven(q, len(captures) > 0, l)
				}
			}
			continue
		}
		at, ok := c.find(q.quote.S)
		switch {
		case !ok:
			states[key] = Failed
			counts.Failed++
			dg := l.Errorf(q.quote.At, diag.QuoteNotFound, "the quote isn't in %q", q.source.Capture.S)
			if near, line := c.closest(q.quote.S); near != "" {
				dg.WithNote(diag.Span{File: q.source.Capture.S, Line: line, Col: 1, EndLine: line, EndCol: 1},
					"the closest passage: %q", near)
			}
			if why := c.unreadable(); why != "" {
				dg.WithHint("%s", why)
				break
			}
			dg.WithHint("quote letter for letter, leave nothing out; shorten the quote rather than join two places")
		case recorded && old.SHA256 != c.sum && !stamp.Record:
			states[key] = Failed
			counts.Failed++
			l.Errorf(q.quote.At, diag.CaptureChanged, "capture %q isn't the one that the quote was proven against",
				q.source.Capture.S).
				WithNote(old.At, "recorded with digest %s…, now %s…", short(old.SHA256), short(c.sum)).
				WithHint("if the new capture is the right one, record it again: whereas check --record, with the " +
					"same --captures if any")
		default:
			for _, locator := range q.at {
				c.checkPage(locator, q, l)
			}
			if recorded && old.SHA256 == c.sum && old.Offset == at {
				proven = append(proven, old)
			} else {
				proven = append(proven, &dossier.Proof{Source: key[0], Quote: key[1], Capture: q.source.Capture.S,
					SHA256: c.sum, Offset: at, Date: source.Date{Date: stamp.Date}, By: stamp.By})
			}
			if states[key] = Proven; recorded || stamp.Record {
				counts.Proven++
			} else {
				states[key] = Unrecorded
				counts.Unproven++
				l.Warnf(q.quote.At, diag.QuoteNotRecorded, "the quote was found, but its proof isn't recorded").
					WithHint("record it: whereas check --record, with the same --captures if any")
			}
		}
	}
	for _, s := range d.Sources {
		if n := captureless[s]; n > 0 && !d.Damaged { // else the name may stand where the file couldn't be read
			l.Warnf(s.ID.At, diag.QuoteUnproven, "source %q names no capture, so no quote from it can be proven (%d)",
				s.ID.S, n).
				WithHint("take the document in, with its text: whereas capture FILE --into DIR --source %s; that "+
					`writes capture = "…" for it`, s.ID.S)
		}
	}
	for _, p := range d.Proofs {
		key := [2]string{p.Source, p.Quote}
		if !used[key] && !stamp.Record && !d.Damaged { // a quote that can't be read isn't gone
			l.Warnf(p.At, diag.StaleProof, "the record proves a quote that the dossier doesn't have: %q",
				shorten(p.Quote)).
				WithHint("bring the record up to date: whereas check --captures DIR --record")
		}
	}
	return Checked{counts, proven, states}, nil
}

// Stamp is who records proofs and when.
type Stamp struct {
	Record bool
	By     string
	Date   civil.Date
}

func unproven(q quoted, looked bool, l *diag.List) {
	if looked {
		l.Warnf(q.quote.At, diag.QuoteUnproven, "the quote isn't proven: capture %q is in none of the folders given",
			q.source.Capture.S)
		return
	}
	l.Warnf(q.quote.At, diag.QuoteUnproven, "the quote isn't proven").
		WithHint("prove it: whereas check --captures DIR --record, with the folder that holds %q", q.source.Capture.S)
}

func short(sum string) string { return sum[:min(12, len(sum))] }

func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// open reads the capture of a source, nil where no folder has it. A name that leads out of its folder,
// by a link too, is a diagnostic.
func open(captures []fs.FS, s *dossier.Source, texts map[string]*capture, l *diag.List) (*capture, error) {
	name := s.Capture.S
	if name == "" {
		return nil, nil
	}
	if c, ok := texts[name]; ok {
		return c, nil
	}
	for _, dir := range captures {
		info, err := fs.Stat(dir, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("read capture %s: %w", name, err)
		}
		if err != nil || !info.Mode().IsRegular() {
			l.Errorf(s.Capture.At, diag.CaptureOutside,
				"capture %q leads out of the folder of captures, or isn't a file", name).
				WithHint("put the file itself into the folder: links that lead out of it aren't followed")
			texts[name] = nil
			return nil, nil
		}
		if info.Size() > MaxCapture {
			l.Errorf(s.Capture.At, diag.FileTooLarge, "capture %q has %d bytes; at most %d are read", name, info.Size(),
				MaxCapture)
			texts[name] = nil
			return nil, nil
		}
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, fmt.Errorf("read capture %s: %w", name, err)
		}
		texts[name] = newCapture(data)
		return texts[name], nil
	}
	texts[name] = nil
	return nil, nil
}
