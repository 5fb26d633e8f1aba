package alphabet

import (
	"strings"
	"testing"
)

func TestSort(t *testing.T) {
	for _, v := range []struct{ name, lang, names, want string }{
		{"accents", "en-US", "Zeta|Élan|Elan|Eland|éa", "éa|Elan|Élan|Eland|Zeta"},
		{"capitals", "", "beta|Alpha|alpha|BETA|Gamma", "alpha|Alpha|beta|BETA|Gamma"},
		{"figures", "", "Area 10|Area 2|Area 1", "Area 1|Area 2|Area 10"},
		{"Swedish puts Ä behind Z", "sv-SE", "Zeta|Ärla|Alfa", "Alfa|Zeta|Ärla"},
		{"German doesn't", "de", "Zeta|Ärla|Alfa", "Alfa|Ärla|Zeta"},
		{"composed or not", "", "E\u0301b|Éa", "Éa|E\u0301b"},
		{"other letters behind Latin", "", "Юкос|Zeta|Ωmega|阿里", "Zeta|Ωmega|Юкос|阿里"},
		{"no such language", "xx-nowhere", "b|a", "a|b"},
		{"no language at all", "not a tag!", "b|a", "a|b"},
		{"nothing", "", "", ""},
	} {
		names := strings.Split(v.names, "|")
		Sort(names, v.lang, func(s string) string { return s }, nil)
		if got := strings.Join(names, "|"); got != v.want {
			t.Errorf("%s: %s, want %s", v.name, got, v.want)
		}
	}
	// Equal names are told apart by tie, whatever order they come in.
	for _, order := range [][][2]string{{{"A", "2"}, {"A", "1"}}, {{"A", "1"}, {"A", "2"}}} {
		Sort(order, "", func(x [2]string) string { return x[0] },
			func(a, b [2]string) int { return strings.Compare(a[1], b[1]) })
		if order[0][1] != "1" {
			t.Errorf("%v", order)
		}
	}
}
