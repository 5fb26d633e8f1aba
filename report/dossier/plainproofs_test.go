package dossier

import (
	"reflect"
	"strings"
	"testing"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/source"
)

// A record read the short way is what the TOML library makes of it, places and all; one with anything else in it is
// left to the library.
func TestPlainProofs(t *testing.T) {
	sum := strings.Repeat("0a", 32)
	plain := FormatProofs([]*Proof{
		{
			Source:  "a",
			Quote:   "it’s “so”, 漢字 = [x] # no remark",
			Capture: "dir/a.txt",
			SHA256:  sum,
			Offset:  0,
			Date:    source.Date{Date: civil.Date{Year: 2026, Month: 6, Day: 2}},
			By:      "one coder",
		},
		{
			Source:  "b",
			Quote:   "'more'",
			Capture: "b",
			SHA256:  sum,
			Offset:  123456,
			Date:    source.Date{Date: civil.Date{Year: 2026}},
			By:      "two",
		}})
	for _, data := range []string{string(plain), string(FormatProofs(nil))} {
		var l diag.List
		root := source.Parse("p.toml", []byte(data), &l)
		root.Table("proofs")
		want := readProofs(root)
		got, ok := plainProofs("p.toml", data)
		if !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%v: %+v\nwant %+v", ok, got, want)
		}
	}
	s := string(plain)
	for _, other := range []string{"", "x", strings.ReplaceAll(s, "\n", "\r\n"), "\ufeff" + s,
		strings.Replace(s, "so", `s\\o`, 1), strings.Replace(s, "so", `s"o`, 1), strings.Replace(s, "so", "s\x01o", 1),
		strings.Replace(s, "so", "s\u202eo", 1), strings.Replace(s, "so", "s\xffo", 1),
		strings.Replace(s, `"one coder"`, `""`, 1), strings.Replace(s, `"one coder"`, `"one coder" # x`, 1),
		strings.Replace(s, "0a0a", "zz0a", 1),
		strings.Replace(s, "offset  = 0", "offset  = 00", 1), strings.Replace(s, "offset  = 0", "offset  = -1", 1),
		strings.Replace(s, `date    = "2026"`, `date    = "2026-13"`, 1),
		strings.Replace(s, "source  =", "source =", 1),
		strings.Replace(s, "format = 1", "format = 2", 1), s + "more = 1\n",
		strings.TrimSuffix(s, "by      = \"two\"\n"), s[:len(s)-3]} {
		if _, ok := plainProofs("p.toml", other); ok {
			t.Errorf("read as plain: %q", other)
		}
	}
}
