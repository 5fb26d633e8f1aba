package dossier

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"whereas/report/diag"
	"whereas/report/source"
)

// address reads a web address. Its scheme is written in small letters from here on; all else stays as it is. What can't
// be one is named, with how a character is written in an address, and then it is empty.
func (ld *loader) address(s source.Text) source.Text {
	if s.S == "" {
		return s
	}
	if n := utf8.RuneCountInString(s.S); n > MaxAddress {
		ld.list.Errorf(s.At, diag.TextTooLong, "the address has %d characters; at most %d are allowed", n, MaxAddress)
		return source.Text{At: s.At}
	}
	what, at, hint := AddressFault(s.S)
	if what == "" {
		scheme, rest, _ := strings.Cut(s.S, "://")
		return source.Text{S: strings.ToLower(scheme) + "://" + rest, At: s.At}
	}
	where := s.At
	if at != "" {
		where = inside(s, at)
	}
	ld.list.Errorf(where, diag.BadAddress, "%s", what).WithHint("%s", hint)
	return source.Text{At: s.At}
}

const startsWith = "addresses begin with https:// or http://, and the name of a host follows: " +
	"https://www.example.org/page"

// AddressFault says what is wrong with an address, at which part of it, and what to do; what is "" where nothing is.
func AddressFault(s string) (what, at, hint string) {
	if r, i := diag.Unseen(s); i >= 0 {
		c := s[i : i+utf8.RuneLen(r)]
		return fmt.Sprintf("the address holds %s, which can't stand in one", diag.AChar(r)), c,
			fmt.Sprintf("delete it, as it most likely came in by copying; where it belongs there, it is written %s",
				escaped(c))
	}
	scheme, rest, _ := strings.Cut(strings.TrimLeft(s, " <\"'([{“‘"), "://")
	if l := strings.ToLower(scheme); l != "https" && l != "http" {
		return fmt.Sprintf("%q is not a web address", s), "", startsWith
	}
	for i, r := range s {
		c := s[i : i+utf8.RuneLen(r)]
		switch {
		case r == '%' && (len(s) < i+3 || !escape.MatchString(s[i:i+3])):
			return "in an address, a % begins the number of a character, and no number follows this one", c,
				"where the sign itself belongs there, it is written %25"
		case isReserved(r):
			return fmt.Sprintf("the address holds %s, which can't stand in one", called(r)), c,
				fmt.Sprintf("where it belongs there, it is written %s, and the whole %s; else delete it", escaped(c),
					mended(s))
		}
	}
	authority := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority = rest[:i]
	}
	if who, _, ok := strings.Cut(authority, "@"); ok {
		return "the address names a user before the @: that would be printed, a password too, and shows a reader " +
			"another host than the one it leads to", who + "@", "leave out what stands before the host, and the @"
	}
	host, port, ok := hostAndPort(authority)
	if n, err := strconv.Atoi(port); ok && port != "" && (err != nil || n < 1 || n > 65535) {
		return fmt.Sprintf("the address has the port %q; ports are numbers from 1 to 65535", port), port,
			"most addresses need none: leave it out, with its colon"
	}
	if wrong := hostFault(host); !ok || wrong != "" {
		if wrong == "" {
			wrong = "the part before the first slash can't be read as a host and a port"
		}
		return fmt.Sprintf("%q is not a web address: %s", s, wrong), "", startsWith
	}
	return "", "", ""
}

// hostAndPort parts what stands before the path; ok is false where a bracket isn't closed, or nothing stands behind a
// colon.
func hostAndPort(authority string) (host, port string, ok bool) {
	if strings.HasPrefix(authority, "[") {
		host, after, closed := strings.Cut(authority, "]")
		port, hasPort := strings.CutPrefix(after, ":")
		return host + "]", port, closed && (after == "" || hasPort && port != "")
	}
	host, port, hasPort := strings.Cut(authority, ":")
	return host, port, !hasPort || port != ""
}

// hostFault says why something isn't the name of a host, in words that stand behind a colon; "" where it is one.
func hostFault(host string) string {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		ip, err := netip.ParseAddr(strings.TrimSuffix(inner, "]"))
		if err != nil || !ip.Is6() || ip.Zone() != "" {
			return "what stands between [ and ] isn't the number of a host"
		}
		return ""
	}
	if host == "" {
		return "it names no host"
	}
	ascii, err := asciiHost(host)
	if err != nil {
		return fmt.Sprintf("no host can be called %q", host)
	}
	ascii = strings.TrimSuffix(ascii, ".")
	labels := strings.Split(ascii, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || strings.Trim(l, "-") != l || strings.ContainsFunc(l, func(r rune) bool {
			return r != '-' && r != '_' && (r > 0x7F || !unicode.IsLetter(r) && !unicode.IsDigit(r))
		}) {
			return fmt.Sprintf("no host can be called %q", host)
		}
	}
	if last := labels[len(labels)-1]; len(ascii) > 253 || strings.Trim(last, "0123456789") == "" && !isIPv4(ascii) {
		return fmt.Sprintf("no host can be called %q", host)
	}
	return ""
}

func isIPv4(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Is4()
}

// called is how a character is named in a message.
func called(r rune) string {
	if r == ' ' {
		return "a space"
	}
	return fmt.Sprintf("the character %c", r)
}

// escaped is how a character is written in an address where it doesn't stand for itself.
func escaped(c string) string {
	var b strings.Builder
	for i := range len(c) {
		fmt.Fprintf(&b, "%%%02X", c[i])
	}
	return b.String()
}

// isReserved tells whether a character doesn't stand for itself in an address (RFC 3987).
func isReserved(r rune) bool {
	return strings.ContainsRune(" \"<>\\^`{|}", r) || r >= 0x80 && !unicode.IsPrint(r)
}

// mended is an address with such characters written as they must be.
func mended(s string) string {
	var b strings.Builder
	for _, r := range s {
		if isReserved(r) {
			b.WriteString(escaped(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hosts says how names of hosts in other letters are looked up (UTS 46, not transitional, as browsers do).
var hosts = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.Transitional(false), idna.StrictDomainName(true),
	idna.VerifyDNSLength(true))

// asciiHost is a host as it is looked up: in small letters, with names in other letters as xn--…, so that both ways of
// writing one are equal.
func asciiHost(host string) (string, error) {
	host = strings.ToLower(host)
	if strings.IndexFunc(host, func(r rune) bool { return r > 0x7F }) < 0 && !strings.Contains(host, "xn--") {
		return host, nil
	}
	return hosts.ToASCII(strings.TrimSuffix(host, "."))
}
