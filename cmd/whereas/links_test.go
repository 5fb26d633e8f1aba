package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"whereas/report/diag"
)

// Addresses are asked one at a time of a host, and what became of each is told; what can't be known is told as that.
func TestLinks(t *testing.T) {
	var mu sync.Mutex
	asked, at, most := 0, 0, 0
	page := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, "<html><body><p>"+text+"</p></body></html>")
		}
	}
	mux := http.NewServeMux()
	mux.Handle("/same", page("The vendor has <b>its words</b> and other words here."))
	mux.Handle("/changed", page("The vendor has other words here."))
	mux.Handle("/other", page("Please accept our cookies."))
	mux.Handle("/gone", http.NotFoundHandler())
	mux.Handle("/refused", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) }))
	mux.Handle("/moved", http.RedirectHandler("/same", http.StatusMovedPermanently))
	mux.Handle("/for-now", http.RedirectHandler("/same", http.StatusFound))
	mux.Handle("/slash", http.RedirectHandler("/slash/", http.StatusMovedPermanently))
	mux.Handle("/slash/", page("The vendor has its words and other words here."))
	mux.Handle("/circle", http.RedirectHandler("/circle", http.StatusFound))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked++
		at++
		most = max(most, at)
		mu.Unlock()
		mux.ServeHTTP(w, r)
		mu.Lock()
		at--
		mu.Unlock()
	}))
	defer server.Close()
	names := []string{"changed", "circle", "for-now", "gone", "moved", "other", "refused", "same", "slash"}
	var b strings.Builder
	b.WriteString("[dossier]\nformat = 1\nas_of = \"2026-11-29\"\n[company]\nname = \"Acme\"\n" +
		"[meeting]\nrules = \"us-sec-14a-8\"\nyear = 2027\n")
	for _, n := range names {
		fmt.Fprintf(
			&b,
			"[source.%s]\ntype = \"journalism\"\ntitle = \"On %s\"\npublisher = \"The %s\"\nurl = \"%s/%s\"\n",
			n,
			n,
			n,
			server.URL,
			n,
		)
		fmt.Fprintf(
			&b,
			"[claim.c-%s]\ntext = \"A sentence on %s.\"\nkind = \"act\"\nstatus = \"reported\"\nas_of = \"2024\"\n"+
				"about = [\"company\"]\nevidence = [ { source = \"%s\", at = \"p. 1\", quote = \"its words\", says = \"x\" },\n"+
				"{ source = \"%s\", at = \"p. 1\", quote = \"other words\", says = \"y\" } ]\n",
			n,
			n,
			n,
			n,
		)
	}
	dir := filepath.Join(t.TempDir(), "d")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "dossier.toml"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	look := func(allow func(netip.Addr) bool) []string {
		st := &settings{stderr: io.Discard}
		if err := st.loadRubric("customer-due-diligence"); err != nil {
			t.Fatal(err)
		}
		s, err := st.open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer s.close()
		s.list = diag.List{}
		s.checkLinks(context.Background(), newAsker(st.setup, time.Millisecond, allow))
		var out []string
		for _, d := range s.list.Sorted() {
			out = append(
				out,
				fmt.Sprintf("%s %s: %s", d.Severity, d.Code, strings.ReplaceAll(d.Message, server.URL, "")),
			)
		}
		slices.Sort(out)
		return out
	}
	want := []string{
		`notice link-moved: the address of source "moved" leads to another one now: /same`,
		`notice link-unknown: none of the quotes from source "other" is in what its address gives to a program (2)`,
		`notice link-unknown: the address of source "circle" couldn't be asked: it leads on and on`,
		`notice link-unknown: the address of source "refused" couldn't be asked: it answers 403`,
		`warning link-changed: the page was changed: this quote isn't in what the address of source "changed" gives now, ` +
			`and others are`,
		`warning link-gone: nothing stands at the address of source "gone" any more: it answers 404`,
	}
	if got := look(func(netip.Addr) bool { return true }); !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	if most != 1 {
		t.Errorf("%d were asked of one host at a time", most)
	}

	// A stranger's dossier may name addresses of the reader's own network: they aren't asked.
	before := asked
	for _, line := range look(nil) {
		if !strings.HasSuffix(line, "it is an address of a private network, which isn't asked") {
			t.Error(line)
		}
	}
	if asked != before {
		t.Error("an address of this machine was asked")
	}
	server.Close()
	for _, line := range look(func(netip.Addr) bool { return true }) {
		if !strings.HasSuffix(line, "couldn't be asked: its host can't be reached") {
			t.Error(line)
		}
	}
}
