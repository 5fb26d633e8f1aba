package dossier

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// sameDocuments refuses two sources that are one document: one address, or one publisher, title and date. Cited side by
// side they would count as two witnesses.
func (ld *loader) sameDocuments() {
	addresses := map[string]*Source{}
	titles := map[string][]*Source{}
	for _, s := range ld.d.Sources {
		byAddress, at := ld.sameAddress(addresses, s)
		byTitle := ld.sameTitle(titles, s)
		if byAddress != nil {
			ld.sameDocument(s, byAddress, at, "the same address, but for what doesn't tell documents apart")
		} else if byTitle != nil {
			ld.sameDocument(s, byTitle, s.ID.At, "the same publisher, title and date")
		}
	}
}

// sameAddress is a source before s that has one of its addresses and isn't said to be one voice with it, and the place of
// that address in s; nil where none is. Each address stays that of the first source that has it.
func (ld *loader) sameAddress(seen map[string]*Source, s *Source) (other *Source, at diag.Span) {
	for _, a := range []source.Text{s.URL, s.Archived} {
		key := documentAddress(a.S)
		if key == "" {
			continue
		}
		if first := seen[key]; first == nil {
			seen[key] = s
		} else if other == nil && !ld.oneVoice(s, first) {
			other, at = first, a.At
		}
	}
	return other, at
}

// sameTitle is a source before s of the same publisher, title and date that isn't said to be one voice with it; nil where
// none is.
func (ld *loader) sameTitle(seen map[string][]*Source, s *Source) *Source {
	if s.Publisher == "" || s.Title == "" {
		return nil
	}
	key := plainName(s.Publisher) + "\n" + plainName(s.Title)
	before := seen[key]
	seen[key] = append(before, s)
	for _, t := range before {
		if couldBeOneDay(s.Published, t.Published) && !ld.oneVoice(s, t) {
			return t
		}
	}
	return nil
}

// oneVoice tells whether two sources are said to be one voice: of one cluster, or parts of one document. An id that stands
// twice is reported as such.
func (ld *loader) oneVoice(a, b *Source) bool {
	return a.ID.S == b.ID.S || a.Cluster != "" && a.Cluster != "unknown" && a.Cluster == b.Cluster || ld.d.Whole(a) == ld.d.Whole(b)
}

func (ld *loader) sameDocument(s, other *Source, at diag.Span, why string) {
	ld.list.Errorf(at, diag.SameDocument, "sources %q and %q are one document: %s", other.ID.S, s.ID.S, why).
		WithNote(other.ID.At, "source %q stands here", other.ID.S).
		WithHint(`keep one of the two, and have all evidence cite it; where one is a part of the other or quoted in it: part_of = %q; `+
			"editions of different days have each its date and its own address", other.ID.S)
}

// couldBeOneDay tells whether two dates can mean the same day: "2025" and "2025-03-01" can. No date can mean any.
func couldBeOneDay(a, b source.Date) bool {
	return a.IsZero() || b.IsZero() || !a.After(b.Date) && !b.After(a.Date)
}

// plainName is a name without what different hands write differently: capitals, spaces, punctuation, a leading article.
func plainName(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \t\u00a0.,;:'\"“”‘’–—-/()[]&", r) })
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// PublisherName is a publisher as two sources of one are told: capitals, punctuation and a leading article aside.
func PublisherName(s *Source) string { return plainName(s.Publisher) }

// Whole is the document that a source is a part of, or that quotes it; the source itself where there is none. What is
// cited of one document is one witness. Of sources in a circle it is the first by its id.
func (d *Dossier) Whole(s *Source) *Source {
	path := []*Source{s}
	for {
		next := d.Source(s.PartOf.S)
		if next == nil {
			return s
		}
		if i := slices.Index(path, next); i >= 0 {
			return slices.MinFunc(path[i:], func(a, b *Source) int { return strings.Compare(a.ID.S, b.ID.S) })
		}
		path, s = append(path, next), next
	}
}

// archive matches the part of an archive's address that stands before the one it keeps.
var archive = regexp.MustCompile(`^(?:web\.archive\.org/(?:web/)?[0-9]{4,14}[a-z_]*|archive\.(?:ph|today|is|li|md|vn|fo)/(?:o/[A-Za-z0-9]+|newest|[0-9.-]{8,})|webcache\.googleusercontent\.com/search\?q=cache:[^:]*:?)/?`)

// lostSlash matches a scheme as some archives write it in their own addresses.
var lostSlash = regexp.MustCompile(`^(https?):/+`)

// tracking matches the names of parameters that say where a reader came from, and not which document it is.
var tracking = regexp.MustCompile(`^(?i:utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid|yclid|twclid|ref|ref_src|ref_url|referrer|cmpid|icid|smid|smtyp|s_cid|ocid|ncid|` +
	`amp|outputtype|__twitter_impression|guccounter|guce_.*|_ga|spm|trk)$`)

// documentAddress is an address without what doesn't tell documents apart: scheme, www, capitals of the host, port,
// fragment, tracking parameters, the order of the others, a slash at the end, and an archive's address before it. It is ""
// for no address.
func documentAddress(address string) string {
	a := strings.TrimSpace(address)
	for { // an archive may keep a page of another
		_, rest, _ := strings.Cut(a, "://")
		at := archive.FindStringIndex(strings.ToLower(rest))
		if at == nil || at[1] == len(rest) {
			break
		}
		a = lostSlash.ReplaceAllString(rest[at[1]:], "$1://")
		if !strings.Contains(a, "://") {
			a = "https://" + a
		}
	}
	u, err := url.Parse(a)
	if err != nil || u.Host == "" {
		return strings.ToLower(a)
	}
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "mobile.", "amp.", "dx."} {
		host = strings.TrimPrefix(host, prefix)
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	for _, suffix := range []string{"/amp", "/index.html", "/index.htm", "/index.php"} {
		path = strings.TrimSuffix(path, suffix)
	}
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	if host == "doi.org" {
		path = strings.ToLower(path) // a DOI knows no capitals
	}
	query := u.Query()
	for name := range query {
		if tracking.MatchString(name) {
			query.Del(name)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode() // sorted by name
	}
	return host + path
}

// readings refuses a search log that says of a source that it was read whole where the source says that only an excerpt
// was: on that log an absence would rest.
func (ld *loader) readings() {
	for _, s := range ld.d.Searches {
		for _, doc := range s.Documents {
			src := ld.d.source[doc.Source.S]
			if src != nil && src.Read == vocab.Excerpt && doc.Read == vocab.Whole {
				ld.list.Errorf(doc.Source.At, diag.ReadingsDisagree,
					"search %q says that source %q was read whole, and the source says that only an excerpt was", s.ID.S, src.ID.S).
					WithNote(src.ID.At, "the source stands here").
					WithHint("put right whichever is wrong")
			}
		}
	}
}
