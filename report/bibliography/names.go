package bibliography

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// doiWithin matches a DOI behind the address of another host than doi.org, and shortDOI one that doi.org made short.
var (
	doiWithin = regexp.MustCompile(`^https?://[^/]+/(?:doi/)?(10\.\d{4,9}/\S+)$`)
	shortDOI  = regexp.MustCompile(`^(?:https?://)?(?:(?:dx\.)?doi\.org/)?(10/[a-z0-9]+)$`)
)

// fieldDOI is the DOI of a field that holds nothing else.
func fieldDOI(s string) string {
	if d := DOI(s); d != "" {
		return d
	}
	s = strings.ToLower(strings.TrimSpace(s))
	for _, m := range [][]string{doiWithin.FindStringSubmatch(s), shortDOI.FindStringSubmatch(s)} {
		if m != nil {
			return m[1]
		}
	}
	return ""
}

// DOI is the DOI in a text, in small letters; "" where there is none.
func DOI(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, p := range []string{"https://", "http://", "www.", "dx.", "doi.org/", "doi:", "doi "} {
		s = strings.TrimSpace(strings.TrimPrefix(s, p))
	}
	s = strings.ReplaceAll(s, "%2f", "/")
	if len(s) > 3 && strings.HasPrefix(s, "10.") && strings.Contains(s, "/") && !strings.ContainsAny(s, " \t\n\"") {
		return s
	}
	return ""
}

// idOf is the key of an entry as an id of a dossier; "" where it is no name that a person gave: a number, an address.
func idOf(key string) string {
	if strings.Contains(key, "://") || strings.Contains(key, "/items/") {
		return ""
	}
	var b strings.Builder
	letters := false
	for _, c := range norm.NFD.String(strings.ToLower(key)) {
		switch {
		case unicode.Is(unicode.Mn, c) || c == '\'' || c == '’':
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			letters = letters || c > '9'
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s := strings.Trim(b.String(), "-")
	if !letters || len(s) < 3 || len(s) > 60 {
		return ""
	}
	return s
}
