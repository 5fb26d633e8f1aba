package audit

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/filing"
)

// Address is a web address in a note or in the text.
type Address struct {
	Raw    string // as it stands, without what is broken off
	At     diag.Span
	Scheme bool   // it begins with http:// or https://
	Fault  string // what is wrong with it; "" where nothing is
	Hint   string
	Doubt  string // what looks as if it might be wrong
}

// Document is what the address leads to, written as all addresses of one document are; "" where it can't be told.
func (a *Address) Document() string {
	if !a.Scheme {
		return dossier.DocumentAddress("https://" + a.Raw)
	}
	return dossier.DocumentAddress(a.Raw)
}

// host is the name of the host, in small letters and without www.
func (a *Address) host() string {
	return strings.TrimPrefix(strings.ToLower(a.rawHost()), "www.")
}

func (a *Address) rawHost() string {
	rest := a.Raw
	if _, after, ok := strings.Cut(rest, "://"); ok {
		rest = after
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

var (
	// address matches how one begins.
	address = regexp.MustCompile(`(?i)^(?:https?:|www\.)`)
	whole   = regexp.MustCompile(`(?i)^https?://`)
	// halfScheme matches what was meant to be one.
	halfScheme = regexp.MustCompile(`(?i)^(?:https?(?::/?|//|;//|:\\\\)|h?tt?ps?://|hxxps?://|http:://)`)
	suffix     = regexp.MustCompile(`(?i)\.(?:pdf|html?|aspx?|php|docx?)$`)
	escapes    = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
	onlyDate   = regexp.MustCompile(`^[0-9/.,;-]+$`)
)

// token is a word of a note, and where it stands.
type token struct {
	s     string
	at    diag.Span
	first bool // of its line
}

func tokensOf(lines []doc.Text) []token {
	var out []token
	for k, line := range lines {
		col, from := line.At.Col, -1
		start, first := 0, k > 0
		end := func(to int) {
			if from < 0 {
				return
			}
			at := line.At
			at.Col, at.EndCol = start, col
			out = append(out, token{line.S[from:to], at, first})
			from, first = -1, false
		}
		for i, r := range line.S {
			switch {
			case unicode.IsSpace(r):
				end(i)
			case from < 0:
				from, start = i, col
			}
			col++
		}
		end(len(line.S))
	}
	return out
}

// bare is an address without the punctuation around it.
func bare(s string) string {
	s = strings.TrimLeft(s, "(<[{“‘\"'")
	for {
		short := strings.TrimRight(s, ".,;:>]}”’\"'!")
		if strings.HasSuffix(short, ")") && strings.Count(short, "(") < strings.Count(short, ")") {
			short = strings.TrimSuffix(short, ")")
		}
		if short == s {
			return s
		}
		s = short
	}
}

// addresses are those of a note, in their order, each with what is wrong with it.
func addresses(n *Note) []*Address { return addressesIn(tokensOf(n.lines)) }

func addressesIn(tokens []token) []*Address {
	var out []*Address
	for i := 0; i < len(tokens); i++ {
		for _, t := range apart(tokens[i]) {
			a := addressOf(t)
			if a == nil {
				continue
			}
			out = append(out, a)
			if a.Fault != "" {
				if i+1 < len(tokens) && strings.HasSuffix(a.Raw, "/") && filing.IsAddress(bare(tokens[i+1].s)) {
					i++ // its host, behind a space
				}
				continue
			}
			open := t
			for i+1 < len(tokens) && continues(open.s, tokens[i+1]) {
				i++
				a.broken(tokens[i])
				open = tokens[i]
			}
			if a.Fault == "" {
				a.look()
			}
		}
	}
	return out
}

// apart parts addresses that stand in one word: "https://a.org;https://b.org". One that an archive keeps, or that is
// handed on behind a sign, belongs to the address before it.
func apart(t token) []token {
	var out []token
	lower := strings.ToLower(t.s)
	from := 0
	for at := 1; ; {
		i := strings.Index(lower[at:], "http")
		if i < 0 || len(lower) != len(t.s) {
			break
		}
		at += i
		if whole.MatchString(t.s[at:min(len(t.s), at+10)]) && strings.ContainsRune(";,|", rune(t.s[at-1])) {
			out = append(out, token{t.s[from:at], shift(t, from, at), t.first && from == 0})
			from = at
		}
		at += 4
	}
	return append(out, token{t.s[from:], shift(t, from, len(t.s)), t.first && from == 0})
}

// shift is the place of a part of a word.
func shift(t token, from, to int) diag.Span {
	at := t.at
	at.Col += utf8.RuneCountInString(t.s[:from])
	at.EndCol = at.Col + utf8.RuneCountInString(t.s[from:to])
	return at
}

// addressOf reads a word as an address; nil where it is none.
func addressOf(t token) *Address {
	lead := len(t.s) - len(strings.TrimLeft(t.s, "(<[{“‘\"'"))
	s := bare(t.s)
	a := &Address{Raw: s, Scheme: whole.MatchString(s)}
	a.At = shift(t, lead, min(len(t.s), lead+len(s)))
	switch {
	case a.Scheme && len(s) > len("https://"):
		return a
	case a.Scheme || halfScheme.MatchString(s):
		a.Fault = fmt.Sprintf("%q is not a whole address", s)
		a.Hint = "an address begins with https:// and the name of its host, without a space: " +
			"https://www.example.org/page"
		return a
	case strings.HasPrefix(strings.ToLower(s), "www.") && len(s) > 6, filing.IsAddress(s) && !strings.Contains(s, "@"):
		return a
	}
	return nil
}

// continues tells whether a word is most likely the rest of the address before it, which a space or the end of a line
// parted from it.
func continues(before string, t token) bool {
	s := bare(t.s)
	if s == "" || address.MatchString(s) || strings.Contains(s, "://") || onlyDate.MatchString(s) {
		return false
	}
	last := before[len(before)-1]
	r, _ := utf8.DecodeRuneInString(t.s)
	signs := strings.ContainsAny(s, "/_#=?&%")
	_, host, _ := strings.Cut(before, "://")
	switch {
	case host != "" && !strings.ContainsAny(host, "./;,)"): // broken within the host
		return strings.Contains(s, ".") && (unicode.IsLower(r) || r == '.')
	case strings.ContainsRune(";,.)>]", rune(last)):
		return false
	case strings.ContainsRune("/-_=&?%", rune(last)):
		small := unicode.IsLower(r) || unicode.IsDigit(r) || r == '%'
		return small && (signs || strings.Contains(s, "-") || suffix.MatchString(s)) && t.s != "&"
	case escapes.MatchString(s), r == '/' && len(s) > 1, r == '#' || r == '?':
		return true
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return strings.Contains(s, "_") || suffix.MatchString(s) && !filing.IsAddress(s) ||
			t.first && strings.Count(s, "/")+strings.Count(s, "-") > 1
	}
	return false
}

// broken notes that an address goes on behind a space or the end of its line.
func (a *Address) broken(rest token) {
	where := "a space"
	if rest.first {
		where = "the end of a line"
	}
	tail := bare(rest.s)
	a.Fault = fmt.Sprintf("the address is broken by %s: %q stands behind it", where, tail)
	a.Hint = "open the page, and copy its address anew; the parts joined are " + a.Raw + tail
	if strings.HasSuffix(a.Raw, "-") {
		a.Hint += ", where the hyphen may come from the end of a line"
	}
	a.Raw += tail
	if !rest.first {
		a.At.EndLine, a.At.EndCol = rest.at.EndLine, rest.at.Col+utf8.RuneCountInString(
			strings.TrimRight(rest.s, ".,;"),
		)
	}
}

// look says what is wrong with an address that stands in one piece.
func (a *Address) look() {
	host := a.rawHost()
	fault := func(hint, format string, args ...any) { a.Fault, a.Hint = fmt.Sprintf(format, args...), hint }
	const anew = "open the page, and copy its address anew"
	if r, like := lookalike(host); r != 0 {
		fault("write the letter that is meant, and open the page to see that it is the right one",
			"the host %q has %s, which looks like %s", host, letter(r), like)
		return
	}
	if r, like := mixed(a.Raw); r != 0 {
		fault(anew, "the address has %s, which looks like %s", letter(r), like)
		return
	}
	if strings.Contains(a.Raw, "..") && !strings.Contains(a.Raw, "../") && !strings.Contains(a.Raw, "...") {
		fault(anew+", with one full stop", "the address has two full stops one behind the other")
		return
	}
	if strings.Contains(host, "…") || strings.Contains(a.Raw, "...") {
		fault(anew, "a part of the address was left out")
		return
	}
	full := a.Raw
	if !a.Scheme {
		full = "https://" + full
	}
	if what, _, hint := dossier.AddressFault(full); what != "" {
		fault(hint, "%s", what)
		return
	}
	if name := strings.TrimSuffix(host, "."); !strings.Contains(name, ".") && !strings.HasPrefix(name, "[") &&
		!strings.Contains(name, ":") {
		fault(anew, "%q names no host that anybody can reach: it has no full stop", host)
		return
	}
	a.doubt(host)
}

var (
	twoHyphens  = regexp.MustCompile(`[A-Za-z0-9]--[A-Za-z0-9]`)
	slugWord    = regexp.MustCompile(`[A-Za-z0-9]+`)
	digitWithin = regexp.MustCompile(`^[a-z]{2,}[01][a-z]+$|^a11$`)
)

// doubt notes what may be damage and may be meant: two hyphens where the end of a line was, a figure in a word that
// looks like a letter.
func (a *Address) doubt(host string) {
	path := strings.TrimPrefix(a.Raw[strings.Index(a.Raw, host):], host)
	if m := twoHyphens.FindString(path); m != "" {
		a.Doubt = "it has two hyphens one behind the other, as the end of a line leaves them"
		return
	}
	for _, w := range slugWord.FindAllString(host+strings.SplitN(path, "?", 2)[0], -1) {
		if digitWithin.MatchString(w) && (w == "a11" || strings.Trim(w, "abcdef01") != "" && len(w) > 4) {
			a.Doubt = fmt.Sprintf("in %q a figure may stand for a letter", w)
			return
		}
	}
}

// lookalike finds a capital I among the small letters of a host, which is read as an l.
func lookalike(host string) (r rune, like string) {
	upper := strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return r
		}
		return -1
	}, host)
	if upper == "" || strings.Trim(upper, "I") != "" {
		return 0, ""
	}
	i := strings.IndexByte(host, 'I')
	small := func(k int) bool { return k >= 0 && k < len(host) && host[k] >= 'a' && host[k] <= 'z' }
	if small(i-1) || small(i+1) {
		return 'I', "a small l"
	}
	return 0, ""
}

// others are letters of other scripts that look like Latin ones, with those.
var others = strings.NewReplacer(
	"а",
	"a",
	"е",
	"e",
	"о",
	"o",
	"р",
	"p",
	"с",
	"c",
	"у",
	"y",
	"х",
	"x",
	"і",
	"i",
	"ѕ",
	"s",
	"ј",
	"j",
	"һ",
	"h",
	"ԁ",
	"d",
	"ԛ",
	"q",
	"ԝ",
	"w",
	"ɡ",
	"g",
	"А",
	"A",
	"В",
	"B",
	"Е",
	"E",
	"К",
	"K",
	"М",
	"M",
	"Н",
	"H",
	"О",
	"O",
	"Р",
	"P",
	"С",
	"C",
	"Т",
	"T",
	"Х",
	"X",
	"І",
	"I",
	"Ѕ",
	"S",
	"Ј",
	"J",
	"ο",
	"o",
	"α",
	"a",
	"ρ",
	"p",
	"ν",
	"v",
	"Α",
	"A",
	"Β",
	"B",
	"Ε",
	"E",
	"Ζ",
	"Z",
	"Η",
	"H",
	"Ι",
	"I",
	"Κ",
	"K",
	"Μ",
	"M",
	"Ν",
	"N",
	"Ο",
	"O",
	"Ρ",
	"P",
	"Τ",
	"T",
	"Υ",
	"Y",
	"Χ",
	"X",
	"\u2044",
	"/",
	"\u2215",
	"/",
)

// mixed finds a letter of another script in a word that has Latin letters too.
func mixed(s string) (rune, string) {
	var found rune
	latin := false
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.Greek, r), r == 0x2044, r == 0x2215:
			if found == 0 && others.Replace(string(r)) != string(r) {
				found = r
			}
		}
	}
	if found == 0 || !latin {
		return 0, ""
	}
	if !unicode.IsLetter(found) {
		return found, "the sign " + others.Replace(string(found))
	}
	return found, "the Latin " + others.Replace(string(found))
}

// misspelt finds hosts of which one is most likely another, misspelt: they differ by one letter, or by two that
// changed places. By the misspelt one: the other. Where neither stands more often, it is the later one.
func misspelt(all []*Address) map[*Address]string {
	const most = 200
	times := map[string]int{}
	var hosts []string
	for _, a := range all {
		if h := a.host(); a.Fault == "" {
			if times[h]++; times[h] == 1 {
				hosts = append(hosts, h)
			}
		}
	}
	out := map[*Address]string{}
	if len(hosts) > most {
		return out
	}
	for i, h := range hosts {
		for _, g := range hosts[i+1:] {
			if !oneLetter(h, g) {
				continue
			}
			wrong, right := g, h
			if times[h] < times[g] {
				wrong, right = h, g
			}
			k := slices.IndexFunc(all, func(a *Address) bool { return a.Fault == "" && a.host() == wrong })
			out[all[k]] = right
		}
	}
	return out
}

// oneLetter tells whether two hosts differ by one letter, in a name of six or more.
func oneLetter(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 8 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	x, y := a[i:], b[i:]
	letters := func(s string) bool { return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" }
	switch {
	case x == "":
		return false // .co and .com are hosts of their own
	case len(a) < len(b):
		return x == y[1:] && letters(y[:1]) && strings.Contains(y, ".")
	case x[1:] == y[1:]:
		return letters(x[:1]+y[:1]) && strings.Contains(x, ".")
	case len(x) > 1 && x[0] == y[1] && x[1] == y[0]:
		return x[2:] == y[2:] && letters(x[:2]) && strings.Contains(x[2:], ".")
	}
	return false
}

// letter names a letter that looks like another, with its number.
func letter(r rune) string {
	if r == 'I' {
		return "a capital I"
	}
	if !unicode.IsLetter(r) {
		return fmt.Sprintf("the sign %c (U+%04X)", r, r)
	}
	return fmt.Sprintf("the letter %c (U+%04X)", r, r)
}
