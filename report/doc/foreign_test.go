package doc

import (
	"fmt"
	"strings"
	"testing"
)

// What is in another language is found: what is known to be quoted, whole words of it, and other letters than Latin ones.
func TestTongues(t *testing.T) {
	d := &Document{Lang: "en-US", Foreign: []Foreign{
		{"Vorschlag des Investors, die Wolke's Ende", "de"}, {"Wolke", "de"}, {"外洩", "zh-TW"},
	}}
	for text, want := range map[string]string{
		"plain English, naïve café, 5 € – “so”":             "",
		"“Vorschlag des Investors, die Wolke’s Ende”, 2026": "Vorschlag des Investors, die Wolke’s Ende de",
		"Wolkenkratzer and Wolke and Wolke.":                "Wolke de|Wolke de",
		"said 外洩 36,000 筆受 in it":                           "外洩 zh-TW|筆受 zh",
		"the unit יחידה 8200 and المحكمة العليا, in court":  "יחידה he|المحكمة العليا ar",
		"ヒューマンライツ・ナウ and 人権ナウ":                              "ヒューマンライツ・ナウ ja|人権ナウ ja",
		"Права человека; ἄνδρα":                             "Права человека und-Cyrl|ἄνδρα el",
	} {
		var got []string
		for _, f := range d.Tongues(text) {
			got = append(got, fmt.Sprintf("%s %s", text[f.From:f.To], f.Lang))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := (&Document{Lang: "ru"}).Tongues("Права человека"); got != nil {
		t.Errorf("a document's own letters are foreign to it: %v", got)
	}
}

// A title that stands in a document in part can't be marked.
func TestMarksForeign(t *testing.T) {
	const title = "Vorschlag des Investors der Wolke scheitert knapp"
	for text, want := range map[string]bool{
		"as “" + title + "” says":                 true,
		"nothing of it":                           true,
		"as “Vorschlag des Investors der …” says": false,
	} {
		d := &Document{Lang: "en-US", Foreign: []Foreign{{title, "de"}},
			Blocks: []Block{&Para{Text: []Inline{Text{S: text}}}}}
		if got := d.MarksForeign(); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
