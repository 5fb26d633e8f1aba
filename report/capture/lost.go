package capture

import (
	"net/url"
	"strings"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/proof"
	"whereas/report/source"
)

// Answer is what the address of a source gave when it was asked.
type Answer struct {
	Source *dossier.Source
	Gone   string    // why nothing stands there any more; "" otherwise
	Moved  string    // the address that it leads to for good; "" otherwise
	Failed string    // why nothing is known; "" otherwise
	Doc    *Document // what stands there; nil where it wasn't given, or can't be read
}

// Answers are the sources of a dossier whose addresses can be asked, by their hosts, in the dossier's order: most of
// them at most. left are those beyond it.
func (Desk) Answers(d *dossier.Dossier, most int) (hosts [][]*Answer, left []*dossier.Source) {
	at := map[string]int{}
	n := 0
	for _, s := range d.Sources {
		u, err := url.Parse(s.URL.S)
		if err != nil || u.Host == "" {
			continue
		}
		if n == most {
			left = append(left, s)
			continue
		}
		n++
		host := strings.ToLower(u.Hostname())
		i, ok := at[host]
		if !ok {
			i = len(hosts)
			at[host] = i
			hosts = append(hosts, nil)
		}
		hosts[i] = append(hosts[i], &Answer{Source: s})
	}
	return hosts, left
}

// LeadsTo says where the address leads for good. Another form of the same address is no other one.
func (a *Answer) LeadsTo(address string) {
	if dossier.DocumentAddress(address) != dossier.DocumentAddress(a.Source.URL.S) {
		a.Moved = address
	}
}

// Tell says what became of the address of a source: gone, moved, changed. What couldn't be asked is told as not known.
func (a *Answer) Tell(d *dossier.Dossier, l *diag.List) {
	s := a.Source
	switch {
	case a.Gone != "":
		l.Warnf(s.URL.At, diag.LinkGone, "nothing stands at the address of source %q any more: %s",
			s.ID.S, a.Gone).
			WithHint("find it elsewhere, or an archive's copy (archived); its capture still proves what stood there")
		return
	case a.Failed != "":
		l.Noticef(s.URL.At, diag.LinkUnknown, "the address of source %q couldn't be asked: %s", s.ID.S, a.Failed).
			WithHint("look yourself: this says nothing of the document")
		return
	case a.Moved != "":
		l.Noticef(s.URL.At, diag.LinkMoved, "the address of source %q leads to another one now: %s", s.ID.S, a.Moved).
			WithHint("look whether the same document stands there, and put that address in")
	}
	if a.Doc == nil {
		return
	}
	quotes, lost := a.quotes(d)
	switch {
	case len(lost) == 0:
	case len(lost) == quotes:
		l.Noticef(s.URL.At, diag.LinkUnknown, "none of the quotes from source %q is in what its address gives to a "+
			"program (%d)", s.ID.S, quotes).
			WithHint("look yourself: some pages show their text to people alone")
	default:
		for _, q := range lost {
			l.Warnf(q.At, diag.LinkChanged, "the page was changed: this quote isn't in what the address of source %q "+
				"gives now, and others are", s.ID.S).
				WithHint("look whether it was corrected; the capture proves what stood there when it was taken")
		}
	}
}

// quotes are how many quotes there are from the source, and those that aren't in the document.
func (a *Answer) quotes(d *dossier.Dossier) (n int, lost []source.Text) {
	seen := map[string]bool{}
	in := proof.In([]byte(a.Doc.Text))
	look := func(from string, quote source.Text) {
		if from != a.Source.ID.S || quote.S == "" || seen[quote.S] {
			return
		}
		seen[quote.S] = true
		if n++; !in(quote.S) {
			lost = append(lost, quote)
		}
	}
	for _, c := range d.Claims {
		for _, e := range c.Evidence {
			look(e.Source.S, e.Quote)
		}
	}
	for _, r := range d.Replies {
		for _, answer := range r.Answers {
			look(r.Source.S, answer.Quote)
		}
	}
	return n, lost
}
