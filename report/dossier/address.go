package dossier

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// archive matches the part of an archive's address that stands before the one it keeps.
var archive = regexp.MustCompile(`^(?:` +
	`web\.archive\.org/(?:web/)?(?:[0-9]{4,14}\*?(?:[a-z]{2}_)?|\*)/` +
	`|archive\.(?:ph|today|is|li|md|vn|fo)/(?:o/[a-z0-9]+|newest|latest|oldest|[0-9.-]{8,})/` +
	`|webcache\.googleusercontent\.com/search\?q=cache:[^:]*:)`)

// archiveOfAddress matches the same where it says no day: then what follows must be an address with its scheme.
var archiveOfAddress = regexp.MustCompile(
	`^(?:web\.archive\.org/(?:web/|save/)?|archive\.(?:ph|today|is|li|md|vn|fo)/)(https?(?::|%3a))`)

// scheme matches one as archives write it in their own addresses, in which a slash may be lost.
var scheme = regexp.MustCompile(`^(?i:(https?)):/+`)

// tracking matches the names of parameters that say where a reader came from, and not which document it is. A name that
// some site gives to a document isn't among them.
var tracking = regexp.MustCompile(
	`^(?i:utm_.*|fbclid|gclid|dclid|gbraid|wbraid|gad_source|msclkid|ttclid|twclid|yclid|` +
		`srsltid|mc_cid|mc_eid|_hsenc|_hsmi|igshid|ref_src|ref_url|referrer|cmp|cmpid|icid|mod|mbid|xtor|at_.*|` +
		`smtyp|s_cid|ncid|__twitter_impression|guccounter|guce_.*|_ga)$|^amp=(?:1|true)?$|^(?i:outputtype)=amp$`)

// DocumentAddress is an address without what doesn't tell documents apart: scheme, www, capitals of the host, its usual
// port, fragment, tracking parameters, the order of the others, a slash at the end, how letters are encoded, in a host
// too, and an archive's address before it. It is "" for no address.
func DocumentAddress(address string) string {
	a := withoutArchive(strings.TrimSpace(address))
	if a == "" {
		return ""
	}
	u, err := url.Parse(a)
	if err != nil || u.Host == "" {
		return strings.ToLower(a)
	}
	host := strings.TrimRight(norm.NFC.String(strings.ToLower(u.Hostname())), ".")
	if ascii, err := asciiHost(host); err == nil {
		host = ascii
	}
	for _, prefix := range []string{"www.", "m.", "mobile.", "amp.", "dx."} {
		host = strings.TrimPrefix(host, prefix)
	}
	page := strings.TrimRight(path.Clean("/"+decoded(u.EscapedPath())), "/")
	for _, suffix := range []string{"/amp", "/index.html", "/index.htm", "/index.php"} {
		page = strings.TrimSuffix(page, suffix)
	}
	if host == "doi.org" {
		page = strings.ToLower(page) // a DOI knows no capitals
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	if q := query(u.RawQuery); q != "" {
		page += "?" + q
	}
	if f := decoded(u.EscapedFragment()); f != "" && strings.ContainsRune("/!{", rune(f[0])) {
		page += "#" + f // a page that a script makes out of its fragment
	}
	return host + page
}

// KeptAddress is the address that an archive's keeps, as it stands in it; ok is false of any other address.
func KeptAddress(address string) (kept string, ok bool) {
	kept = withoutArchive(strings.TrimSpace(address))
	what, _, _ := AddressFault(kept)
	return kept, kept != strings.TrimSpace(address) && what == ""
}

// withoutArchive is the address that an archive keeps; the address itself where no archive's stands before it.
func withoutArchive(a string) string {
	for { // an archive may keep a page of another; what is kept is shorter each time
		_, rest, ok := strings.Cut(a, "://")
		if !ok {
			return a
		}
		lower := strings.ToLower(rest)
		var kept string
		if at := archive.FindStringIndex(lower); at != nil && len(lower) == len(rest) {
			kept = rest[at[1]:]
		} else if at := archiveOfAddress.FindStringSubmatchIndex(lower); at != nil && len(lower) == len(rest) {
			kept = rest[at[2]:]
		}
		if kept == "" {
			return a
		}
		if l := strings.ToLower(kept); strings.HasPrefix(l, "http%3a") || strings.HasPrefix(l, "https%3a") {
			if plain, err := url.PathUnescape(kept); err == nil {
				kept = plain
			}
		}
		if a = scheme.ReplaceAllString(kept, "$1://"); !strings.Contains(a, "://") {
			a = "https://" + a
		}
	}
}

// query is a query without its tracking parameters, the others sorted. It is split by hand: a semicolon or a broken
// escape must tell two documents apart like anything else.
func query(raw string) string {
	var kept []string
	for _, p := range strings.Split(strings.ReplaceAll(raw, "+", "%20"), "&") {
		name, _, _ := strings.Cut(p, "=")
		if p == "" || tracking.MatchString(name) || tracking.MatchString(p) {
			continue
		}
		kept = append(kept, decoded(p))
	}
	slices.Sort(kept)
	return strings.Join(kept, "&")
}

// escape matches a letter that is told by its number.
var escape = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// decoded is a part of an address in which only those letters are told by their number that mean something else when
// they stand for themselves (RFC 3986, 6.2.2).
func decoded(s string) string {
	s = escape.ReplaceAllStringFunc(s, func(e string) string {
		c, err := url.PathUnescape(e)
		if err == nil && (c[0] >= 0x80 || c[0] >= '0' && c[0] <= '9' || c[0] >= 'A' && c[0] <= 'Z' || c[0] >= 'a' &&
			c[0] <= 'z' ||
			strings.Contains("-._~", c)) {
			return c
		}
		return strings.ToUpper(e)
	})
	return norm.NFC.String(s)
}
