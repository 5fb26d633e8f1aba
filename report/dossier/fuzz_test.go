package dossier_test

import (
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"whereas/report/authority"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/vocab"
	"whereas/rubrics"
	"whereas/templates"
)

func vocabulary(t testing.TB) vocab.Vocabulary {
	t.Helper()
	var l diag.List
	b, err := rubrics.Files.ReadFile("vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	v := vocab.Parse("vocabulary.toml", b, &l)
	if b, err = rubrics.Files.ReadFile("authority.toml"); err != nil {
		t.Fatal(err)
	}
	authority.Parse("authority.toml", b, v, &l)
	return v
}

// Any bytes as dossier, assessment and record: no panic, every diagnostic inside its file, the public edition
// can be made.
func FuzzLoad(f *testing.F) {
	vocab := vocabulary(f)
	skeleton, err := templates.Files.ReadFile("dossier/dossier.toml")
	if err != nil {
		f.Fatal(err)
	}
	judged, err := templates.Files.ReadFile("dossier/assessment.toml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(skeleton, judged, []byte("[proofs]\nformat = 1\n[[proof]]\nsource = \"x\"\n"))
	f.Add([]byte("[source.a]\nrests_on = [\"b\"]\n[source.b]\nrests_on = [\"a\"]\n"),
		[]byte("[indicator.X]\npair = [\"a\"]\nlevel.1 = [{}]\n"), []byte("x"))
	f.Add([]byte("claim = 5\nsource = [1]\nentity = \"x\"\n"), []byte("indicator = [[]]\n"), []byte(""))
	f.Fuzz(func(t *testing.T, a, b, c []byte) {
		var l diag.List
		fsys := fstest.MapFS{"a.toml": {Data: a}, "assessments/x.toml": {Data: b}, dossier.ProofFile: {Data: c}}
		d, err := dossier.Load(fsys, "x", vocab, dossier.Options{}, &l)
		if err != nil {
			t.Fatal(err)
		}
		d.Public()
		for _, x := range l.Sorted() {
			text, known := d.Texts[x.At.File]
			if x.At.Line > 0 && known && x.At.Line > 1+strings.Count(text, "\n") {
				t.Fatalf("a diagnostic outside its file: %v", x.At)
			}
		}
		if err := diag.Print(io.Discard, l.Sorted(), d.Texts, diag.Style{}); err != nil {
			t.Fatal(err)
		}
		dossier.FormatProofs(d.Proofs)
	})
}

// What the record writes it reads back.
func TestProofsRoundTrip(t *testing.T) {
	p := []*dossier.Proof{
		{
			Source:  "s",
			Quote:   "a \"quoted\" \\ phrase – with\ttab",
			Capture: "c.txt",
			SHA256:  "9e10000938d3c324f04b9cefcbd43fddfc0579105d697318d5f65cb8a244569c",
			Offset:  12,
			By:      "me",
		},
	}
	p[0].Date.Date = civil.Date{Year: 2026, Month: 5, Day: 1}
	var l diag.List
	fsys := fstest.MapFS{
		"a.toml":          {Data: []byte("[dossier]\nformat=1\nas_of=\"2026-06\"\n[company]\nname=\"X\"\n")},
		dossier.ProofFile: {Data: dossier.FormatProofs(p)},
	}
	d, err := dossier.Load(fsys, "x", vocabulary(t), dossier.Options{}, &l)
	if err != nil {
		t.Fatal(err)
	}
	if l.Count(diag.Error) > 0 || len(d.Proofs) != 1 || d.Proofs[0].Quote != p[0].Quote || d.Proofs[0].Offset != 12 ||
		d.Proofs[0].Date.Date != p[0].Date.Date {
		t.Errorf("%+v\n%v", d.Proofs, l.Sorted())
	}
}
