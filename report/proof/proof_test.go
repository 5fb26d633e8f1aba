package proof

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	const text = "The agency’s   data-\nbase — “HART” — costs $6.8\u00A0billion… and it is misused.\nCafe\u0301 re\u00ADsumes. 外洩的紀錄多為假的。"
	c := newCapture([]byte(text))
	for _, v := range []struct {
		quote string
		found bool
	}{
		{"agency's data", true}, {"\"HART\" - costs", true}, {"$6.8 billion...", true}, {"$6.8 billion…", true},
		{"used", false}, {"misused", true}, {"Café resumes", true}, {"The Agency", false}, {"紀錄多為假", true},
		{"agency's data base", false}, {"", false}, {"   ", false},
	} {
		at, ok := c.find(v.quote)
		if ok != v.found {
			t.Errorf("%q: found %v, want %v", v.quote, ok, v.found)
		}
		if ok && (at < 0 || at >= len(text)) {
			t.Errorf("%q: offset %d outside the file", v.quote, at)
		}
	}
	if at, _ := c.find("misused"); !strings.HasPrefix(text[at:], "misused") {
		t.Errorf("the offset of %q is wrong: %d", "misused", at)
	}
	if near, line := c.closest("the agency's big database HART costs billions"); line != 1 || !strings.Contains(near, "HART") {
		t.Errorf("closest: %q, line %d", near, line)
	}
	if near, _ := c.closest("nothing of the kind anywhere"); near != "" {
		t.Errorf("closest of nothing: %q", near)
	}
}

// Any capture and any quote: no panic; a quote that is found lies inside the file; a part of a text is found in it.
func FuzzFind(f *testing.F) {
	f.Add("a b  c", "b c")
	f.Add("“x”\u00ad…", "\"x\"...")
	f.Fuzz(func(t *testing.T, text, quote string) {
		c := newCapture([]byte(text))
		if len(c.text) != len(c.from) {
			t.Fatal("not every byte knows where it came from")
		}
		if at, ok := c.find(quote); ok && (at < 0 || at > len(text)) {
			t.Fatalf("offset %d of %d", at, len(text))
		}
		c.closest(quote)
		if n := Normal(text); n != "" {
			if _, ok := c.find(text); !ok {
				t.Fatalf("a text isn't found in itself: %q, %q", text, c.text)
			}
		}
	})
}
