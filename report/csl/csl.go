// Package csl writes the sources of a dossier as CSL-JSON, which programs that keep references read. What a dossier
// says of a source and CSL has no place for, its type, its archived copy, what it can bear, stands under
// custom.whereas.
package csl

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"whereas/report/bibliography"
	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Item is an entry of CSL-JSON.
type Item struct {
	ID             string `json:"id"`
	Type           string `json:"type"`
	Title          string `json:"title,omitempty"`
	ContainerTitle string `json:"container-title,omitempty"`
	Publisher      string `json:"publisher,omitempty"`
	Authority      string `json:"authority,omitempty"`
	Number         string `json:"number,omitempty"`
	URL            string `json:"URL,omitempty"`
	DOI            string `json:"DOI,omitempty"`
	Issued         *Date  `json:"issued,omitempty"`
	Accessed       *Date  `json:"accessed,omitempty"`
	Language       string `json:"language,omitempty"`
	Custom         Custom `json:"custom"`
}

// Date is a date as exactly as it is known: year, month, day.
type Date struct {
	Parts [][]int `json:"date-parts"`
}

// Custom is what isn't CSL's.
type Custom struct {
	Whereas Own `json:"whereas"`
}

// Own is what a dossier says of a source beside what CSL has a place for. Its names are those of the keys of a source,
// but for archive.
type Own struct {
	Type          string            `json:"type,omitempty"`
	Short         string            `json:"short,omitempty"`
	Ref           string            `json:"ref,omitempty"`
	Archive       string            `json:"archive,omitempty"` // the address of an archived copy
	Interest      string            `json:"interest,omitempty"`
	Method        string            `json:"method,omitempty"`
	Authenticated *bool             `json:"authenticated,omitempty"`
	Read          string            `json:"read,omitempty"`
	RestsOn       []string          `json:"rests_on,omitempty"`
	Cluster       string            `json:"cluster,omitempty"`
	Independent   string            `json:"independent,omitempty"`
	RepostOf      string            `json:"repost_of,omitempty"`
	PartOf        string            `json:"part_of,omitempty"`
	Correction    map[string]string `json:"correction,omitempty"`
	Handling      string            `json:"handling,omitempty"`
	Grade         Grade             `json:"grade"`
	// Of the entry without it, so that it shows whether somebody changed the entry.
	Checksum string `json:"checksum"`
}

// Grade is what the program says of a source.
type Grade struct {
	Bears  map[vocab.Kind]int `json:"bears"`            // the highest grade that it lends a claim of each kind, 0–4
	Steps  int                `json:"steps"`            // from the record, 0–2
	Claims map[string]int     `json:"claims,omitempty"` // that cite it, with the grade of each by all its evidence
}

// Write is the sources of an edition, sorted by their ids.
func Write(set *grade.Set, rules *bibliography.Rules) ([]byte, error) {
	claims := map[string]map[string]int{}
	for _, c := range set.Claims {
		for _, e := range c.Evidence {
			if claims[e.Source.S] == nil {
				claims[e.Source.S] = map[string]int{}
			}
			claims[e.Source.S][c.ID.S] = c.Grade
		}
	}
	sources := slices.Clone(set.Dossier.Sources)
	slices.SortStableFunc(sources, func(a, b *dossier.Source) int { return strings.Compare(a.ID.S, b.ID.S) })
	items := []Item{}
	for _, s := range sources {
		it := item(s, rules)
		g := &it.Custom.Whereas.Grade
		g.Bears, g.Steps = set.Bears(s)
		g.Claims = claims[s.ID.S]
		sum, err := checksum(it)
		if err != nil {
			return nil, err
		}
		it.Custom.Whereas.Checksum = sum
		items = append(items, it)
	}
	return encoded(items)
}

func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write the sources as CSL-JSON: %w", err)
	}
	return b.Bytes(), nil
}

func checksum(it Item) (string, error) {
	it.Custom.Whereas.Checksum = ""
	b, err := encoded(it)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8]), err
}

// Edited tells whether somebody changed a file that Write wrote, or whether it isn't one.
func Edited(data []byte) bool {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var items []Item
	if d.Decode(&items) != nil {
		return true
	}
	return slices.ContainsFunc(items, func(it Item) bool {
		sum, err := checksum(it)
		return err != nil || it.Custom.Whereas.Checksum != sum
	})
}

// item is a source as an entry.
func item(s *dossier.Source, rules *bibliography.Rules) Item {
	it := Item{ID: s.ID.S, Type: rules.Out[s.Type.S], Title: s.Title, URL: s.URL.S, Issued: date(s.Published.Date),
		Accessed: date(s.Accessed.Date), Language: s.Language}
	if it.Type == "" {
		it.Type = "document"
	}
	switch rules.PublisherOf(it.Type)[0] {
	case "container-title":
		it.ContainerTitle = s.Publisher
	case "authority":
		it.Authority = s.Publisher
	default:
		it.Publisher = s.Publisher
	}
	if it.DOI = bibliography.DOI(s.URL.S); it.DOI == "" {
		it.DOI = bibliography.DOI(s.Ref)
	}
	if bibliography.DOI(s.Ref) == "" {
		it.Number = s.Ref
	}
	o := &it.Custom.Whereas
	*o = Own{Type: s.Type.S, Ref: s.Ref, Archive: s.Archived.S, Interest: s.Interest, Method: s.Method,
		Read: string(s.Read), RestsOn: texts(s.RestsOn), Cluster: s.Cluster, Independent: s.Independent,
		RepostOf: s.RepostOf.S, PartOf: s.PartOf.S}
	if s.Short != s.Publisher {
		o.Short = s.Short
	}
	if s.Unauthenticated {
		o.Authenticated = new(bool)
	}
	if s.Correction.Text != "" {
		o.Correction = map[string]string{"date": s.Correction.Date.String(), "text": s.Correction.Text}
	}
	if s.Handling != vocab.Public {
		o.Handling = string(s.Handling)
	}
	return it
}

func texts(all []source.Text) []string {
	var out []string
	for _, t := range all {
		out = append(out, t.S)
	}
	return out
}

// date is a date as CSL-JSON has it; nil where none is known.
func date(d civil.Date) *Date {
	if d.IsZero() {
		return nil
	}
	parts := []int{d.Year}
	if d.Month > 0 {
		parts = append(parts, d.Month)
	}
	if d.Month > 0 && d.Day > 0 {
		parts = append(parts, d.Day)
	}
	return &Date{[][]int{parts}}
}
