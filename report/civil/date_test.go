package civil

import "testing"

func TestParseDate(t *testing.T) {
	for _, ok := range []string{"2024", "2024-12", "2024-02-29", "2000-02-29", "1999-12-31"} {
		d, err := Parse(ok)
		if err != nil || d.String() != ok {
			t.Errorf("%q: %v, %v", ok, d, err)
		}
	}
	for _, bad := range []string{"", "24", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "1900-02-29", "2024-1-1",
		"2024-12-03-04", "+024", "2024-+1", "soon", "0999"} {
		if d, err := Parse(bad); err == nil {
			t.Errorf("%q became %v", bad, d)
		}
	}
}

func TestAfter(t *testing.T) {
	at := func(s string) Date {
		d, err := Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, v := range []struct {
		a, b string
		want bool
	}{{"2025", "2024", true}, {"2024", "2024-03", false}, {"2024-04", "2024-03", true},
		{"2024-03-31", "2024-03", false}, {"2024-04-01", "2024-03", true}, {"2024-03", "2024", false}} {
		if got := at(v.a).After(at(v.b)); got != v.want {
			t.Errorf("%s after %s: %v", v.a, v.b, got)
		}
	}
	if d := at("2025-03-01").First() - at("2024-02-28").First(); d != 367 {
		t.Errorf("days between: %d, want 367", d)
	}
}

func TestOverlaps(t *testing.T) {
	year := func(y int) Date { return Date{Year: y} }
	for _, v := range []struct {
		p, q Period
		want bool
	}{
		{Period{year(2018), Date{}}, Period{year(2017), year(2017)}, false},
		{Period{year(2018), Date{}}, Period{year(2018), year(2018)}, true},
		{Period{year(2018), Date{}}, Period{year(2020), Date{}}, true},
		{Period{}, Period{year(2020), year(2021)}, true},
		{Period{year(2010), year(2012)}, Period{year(2013), Date{}}, false},
	} {
		if got := v.p.Overlaps(v.q); got != v.want {
			t.Errorf("%v and %v: %v", v.p, v.q, got)
		}
		if got := v.q.Overlaps(v.p); got != v.want {
			t.Errorf("%v and %v: %v", v.q, v.p, got)
		}
	}
}

func TestWords(t *testing.T) {
	d := Date{2024, 12, 3}
	for lang, want := range map[string]string{"en-US": "December 3, 2024", "en-GB": "3 December 2024",
		"es": "3 de diciembre de 2024", "es-MX": "3 de diciembre de 2024", "est": "3 December 2024"} {
		if got := d.Words(lang); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
	if got := (Date{2024, 12, 0}).Words("es-419"); got != "diciembre de 2024" {
		t.Errorf("%q", got)
	}
	if got := (Date{2024, 12, 0}).Words("en-US"); got != "December 2024" {
		t.Errorf("%q", got)
	}
}

func TestAddDays(t *testing.T) {
	for _, v := range []struct {
		from, want string
		days       int
	}{
		{"2025-01-31", "2025-01-31", 0},
		{"2025-01-31", "2025-02-01", 1},
		{"2024-02-28", "2024-02-29", 1},
		{"2025-02-28", "2025-03-01", 1},
		{"2025-12-31", "2026-01-01", 1},
		{"2025-10-29", "2025-12-28", 60},
		{"2024", "2024-03-01", 60}, // from the first day that it can mean
		{"2024-05", "2024-06-30", 60},
		{"2025-03-01", "2026-03-01", 365},
	} {
		d, err := Parse(v.from)
		if err != nil {
			t.Fatal(err)
		}
		got := d.AddDays(v.days)
		if got.String() != v.want || got.First()-d.First() != v.days {
			t.Errorf("%s and %d days: %s, want %s", v.from, v.days, got, v.want)
		}
	}
}
