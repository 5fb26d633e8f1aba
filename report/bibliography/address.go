package bibliography

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/dossier"
)

var (
	webAddress = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"{}\\^` + "`" + `|]+`)
	accessedOn = regexp.MustCompile(
		`(?i)\b(?:last\s+)?(?:accessed|retrieved|visited|abgerufen|consulted)\b[:,]?\s*(?:on\s+)?` + `([^\];)]+)`)
	bareAddress = regexp.MustCompile(`^(?i:www\.[a-z0-9.-]+\.[a-z]{2,}|[a-z0-9-]+(?:\.[a-z0-9-]+)+/)\S*$`)
)

// gleaned takes an address and a day of access out of a field that people write them into.
func (w *writer) gleaned(name string) {
	e := w.e
	s := e.text(name)
	if s == "" || e.own != nil {
		return
	}
	if a := webAddress.FindString(s); a != "" && e.text("URL") == "" {
		a = strings.TrimRight(a, ".,;:)]")
		e.texts["URL"] = said{a, e.texts[name].at}
		s = strings.Replace(s, a, "", 1)
	}
	if m := accessedOn.FindStringSubmatch(s); m != nil && e.dates["accessed"].s == "" {
		if d, whole := w.rules.readDate(m[1]); d != "" && whole {
			e.dates["accessed"] = said{d, e.texts[name].at}
			s = strings.Replace(s, m[0], "", 1)
		}
	}
	if s == e.text(name) {
		return
	}
	s = strings.Trim(s, " .,;:()[]")
	for _, empty := range []string{"online", "url", "available at", "available from", "web"} {
		if strings.EqualFold(s, empty) {
			s = ""
		}
	}
	e.texts[name] = said{s, e.texts[name].at}
}

// addressed takes the web address: the one that the entry has, else its DOI's or its number at arXiv.
func (w *writer) addressed(f *Found) {
	e := w.e
	f.DOI = fieldDOI(w.take("DOI"))
	if s := e.text("DOI"); f.DOI == "" && s != "" {
		w.extra = append(w.extra, "DOI: "+s)
		w.list.Warnf(e.texts["DOI"].at, diag.BadAddress, "%q isn't a DOI", s).
			WithHint("one begins with 10. and has a slash: 10.1234/abcd; what was read stands in the note")
	}
	a := w.take("URL")
	if i := strings.IndexAny(a, " \t"); i > 0 { // several
		w.extra = append(w.extra, "more addresses: "+strings.TrimSpace(a[i:]))
		a = strings.TrimRight(a[:i], ",;")
	}
	if bareAddress.MatchString(a) {
		a = "https://" + a
	}
	switch {
	case a != "":
		if d := DOI(a); d != "" && e.own == nil {
			a = "https://doi.org/" + d
			if f.DOI == "" {
				f.DOI = d
			}
		}
	case f.DOI != "":
		a = "https://doi.org/" + f.DOI
	case strings.EqualFold(e.text("eprinttype"), "arxiv") && e.text("eprint") != "":
		w.used["eprinttype"] = true
		a = "https://arxiv.org/abs/" + strings.TrimPrefix(strings.ToLower(w.take("eprint")), "arxiv:")
	}
	if a == "" {
		return
	}
	what, _, hint := dossier.AddressFault(a)
	if what == "" && utf8.RuneCountInString(a) > dossier.MaxAddress {
		what, hint = "the address is longer than any that is read", "look what is wrong with it"
	}
	if what != "" {
		w.list.Warnf(e.texts["URL"].at, diag.BadAddress, "%s", what).
			WithHint("%s; what was read stands in the note of the source", hint)
		w.extra = append(w.extra, "address: "+a)
		return
	}
	if kept, ok := dossier.KeptAddress(a); ok && e.own == nil {
		w.set("url", kept)
		w.set("archived", a)
		return
	}
	w.set("url", a)
	w.archived()
}

// archived takes the address of an archived copy, where one stands in the field of the archive.
func (w *writer) archived() {
	for _, name := range []string{"archive_location", "archive"} {
		a := w.e.text(name)
		if what, _, _ := dossier.AddressFault(a); what == "" && a != "" {
			w.used[name] = true
			w.set("archived", a)
			return
		}
	}
}

// referred takes the number of a report or a docket, else the DOI where the address is another one.
func (w *writer) referred(f *Found) {
	e := w.e
	number := w.take("number")
	if g := e.text("genre"); g != "" && number != "" && !strings.Contains(strings.ToLower(number), strings.ToLower(g)) {
		number = w.take("genre") + " " + number
	}
	doi := ""
	if f.DOI != "" && DOI(w.v.Get("url").Text()) == "" {
		doi = "doi:" + f.DOI
	}
	if number == "" {
		w.put("ref", doi, dossier.MaxName)
		return
	}
	w.put("ref", number, dossier.MaxName)
	if doi != "" {
		w.extra = append(w.extra, doi)
	}
}
