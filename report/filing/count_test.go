package filing

import "testing"

// What each way of counting makes of the forms that companies and proponents have quarrelled over.
func TestCount(t *testing.T) {
	for _, v := range []struct {
		text                            string
		lenient, word, strict, paranoid int
	}{
		{"human rights due diligence", 4, 4, 4, 4},
		{"long-term risk-based approach", 3, 3, 5, 5},
		{"and/or", 1, 1, 2, 2},
		{"$15,000", 1, 1, 2, 2},
		{"45% of suppliers", 3, 3, 4, 4},
		{"a $2.5 million fine, 12% of EBITDA", 7, 7, 9, 9},
		{"2024-2026", 1, 1, 2, 2},
		{"AT&T", 1, 1, 1, 3},
		{"U.S.-based suppliers", 2, 2, 3, 3},
		{"https://www.ohchr.org/en/business-and-human-rights", 1, 1, 1, 1},
		{"See ohchr.org/documents.", 2, 2, 2, 2},
		{"(1) governance; (2) remedy", 4, 4, 4, 4},
		{"RESOLVED: Shareholders request that the Board report", 7, 7, 7, 7},
		{"risk — not reward", 3, 4, 3, 3},
		{"risk—not reward", 2, 2, 3, 3},
		{"company's policy", 2, 2, 2, 2},
		{"• remedy", 1, 2, 1, 1},
		{"ISO/IEC 27001", 2, 2, 3, 3},
		{"§ 1502", 1, 2, 1, 2},
		{"COVID-19", 1, 1, 2, 2},
		{"Q3 2025", 2, 2, 2, 2},
		{"", 0, 0, 0, 0},
		{"gao.gov/products/gao-21-386", 1, 1, 1, 1},
		{"(https://example.org/a-b)", 1, 1, 1, 1},
	} {
		for way, want := range map[Way]int{Lenient: v.lenient, WordLike: v.word, Strict: v.strict,
			Paranoid: v.paranoid} {
			if got := Count(v.text, way); got != want {
				t.Errorf("Count(%q, %s) = %d, want %d", v.text, way, got, want)
			}
		}
	}
}
