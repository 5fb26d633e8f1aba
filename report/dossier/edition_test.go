package dossier_test

import (
	"testing"
	"testing/fstest"

	"whereas/report/diag"
	"whereas/report/dossier"
)

// Pieces of one origin stay one voice when the origin was named for a source that isn't shown.
func TestOriginStaysOneVoice(t *testing.T) {
	const text = `
[source.hidden]
type = "testimony"
title = "H"
handling = "restricted"
[source.also-hidden]
type = "testimony"
title = "A"
handling = "restricted"
cluster = "hidden"
[source.one]
type = "journalism"
title = "1"
[source.two]
type = "journalism"
title = "2"
[claim.c]
text = "c"
kind = "use"
status = "reported"
as_of = "2024"
about = ["company"]
evidence = [
  { source = "one", at = "x", says = "x", origin = "hidden" },
  { source = "two", at = "x", says = "x", origin = "hidden" },
]
`
	var l diag.List
	d, err := dossier.Load(fstest.MapFS{"a.toml": {Data: []byte(text)}}, "x", vocabulary(t), dossier.Options{}, &l)
	if err != nil {
		t.Fatal(err)
	}
	es := d.Public().Claim("c").Evidence
	if len(es) != 2 || es[0].Origin != es[1].Origin || es[0].Origin != "one" {
		t.Errorf("origins %q and %q, want one label that is shown", es[0].Origin, es[1].Origin)
	}
	if d.Claim("c").Evidence[0].Origin != "hidden" {
		t.Error("the dossier itself was changed")
	}
}
