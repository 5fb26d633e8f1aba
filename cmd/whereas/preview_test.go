//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/urfave/cli/v2"
)

// previewed is a preview that runs.
type previewed struct {
	*previewServer
	dir  string
	stop func() error
}

// startPreview lays out a new dossier and previews it, with further flags. name is what is previewed of it.
func startPreview(t *testing.T, name string, flags ...string) *previewed {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "acme")
	if code := Main([]string{"new", dir}, io.Discard, io.Discard); code != exitFine {
		t.Fatal("new fails")
	}
	return previewOf(t, filepath.Join(dir, name), flags...)
}

func previewOf(t *testing.T, dir string, flags ...string) *previewed {
	t.Helper()
	var st *settings
	app := &cli.App{Writer: io.Discard, ErrWriter: io.Discard, Commands: []*cli.Command{{Name: "preview",
		Flags: previewCommand().Flags, Action: func(c *cli.Context) (err error) {
			st, err = readSettings(c)
			return err
		}}}}
	if err := app.Run(append([]string{"whereas", "preview"}, flags...)); err != nil {
		t.Fatal(err)
	}
	if err := st.setup.Typeset.LoadFaces(); err != nil {
		t.Fatal(err)
	}
	w, err := newWatch(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &previewing{settings: st, dir: dir, changed: newBell()}
	if err := p.look(); err != nil {
		t.Fatal(err)
	}
	server, err := newPreviewServer(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	followed, ran := make(chan struct{}), make(chan error, 1)
	go func() { w.follow(ctx, p.lookAgain); close(followed) }()
	go func() { ran <- server.run(ctx) }()
	stop := func() error {
		cancel()
		<-followed
		return <-ran
	}
	t.Cleanup(func() { cancel(); <-followed; w.close(); st.close() })
	return &previewed{server, dir, stop}
}

// get asks for something behind the token, and gives what is answered.
func (p *previewed) get(t *testing.T, name string) string {
	t.Helper()
	res, err := http.Get(p.address() + name)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", name, res.Status, err)
	}
	return string(b)
}

// look is what is shown now.
func (p *previewed) look(t *testing.T) shownJSON {
	t.Helper()
	var s shownJSON
	if err := json.Unmarshal([]byte(p.get(t, "state")), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// until looks until something is shown, for some seconds.
func (p *previewed) until(t *testing.T, what string, is func(shownJSON) bool) shownJSON {
	t.Helper()
	for range 200 {
		if s := p.look(t); is(s) {
			return s
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s: it isn't shown; what is: %s", what, p.get(t, "state"))
	return shownJSON{}
}

type shownJSON struct {
	Version, Errors int
	Older           bool
	Problems        []struct{ At, Code, Message string }
	View            *struct {
		Company struct{ Name string }
		Texts   []struct {
			Kind  string
			Older bool
			Pages []struct{ ID string }
		}
		Claims []struct{ ID, Text, Proof string }
		Told   []struct{ ID, Text string }
	}
}

// page is all text of a text's pages.
func (p *previewed) pages(t *testing.T, s shownJSON, kind string) string {
	t.Helper()
	var b strings.Builder
	for _, text := range s.View.Texts {
		for _, page := range text.Pages {
			if text.Kind == kind {
				b.WriteString(p.get(t, "page/"+page.ID))
			}
		}
	}
	return b.String()
}

// What doesn't come from the page itself is refused, whatever it asks for.
func TestPreviewRefuses(t *testing.T) {
	p := startPreview(t, "")
	for _, v := range []struct {
		name, method, path, host string
		header                   [2]string
		want                     int
	}{
		{"the page", "GET", "", "", [2]string{}, 200},
		{"its head", "HEAD", "", "", [2]string{}, 200},
		{"from itself", "GET", "state", "", [2]string{"Origin", "http://" + p.host}, 200},
		{"a link that leads here", "GET", "", "", [2]string{"Sec-Fetch-Mode", "navigate"}, 200},
		{"another host", "GET", "", "evil.example", [2]string{}, 403},
		{"another host with our port", "GET", "", "evil.example" + p.host[strings.Index(p.host, ":"):], [2]string{}, 403},
		{"localhost", "GET", "", "localhost" + p.host[strings.Index(p.host, ":"):], [2]string{}, 403},
		{"the host without its port", "GET", "", "127.0.0.1", [2]string{}, 403},
		{"another origin", "GET", "state", "", [2]string{"Origin", "http://evil.example"}, 403},
		{"another port's origin", "GET", "state", "", [2]string{"Origin", "http://127.0.0.1:1"}, 403},
		{"an origin that hides", "GET", "state", "", [2]string{"Origin", "null"}, 403},
		{"an empty origin", "GET", "state", "", [2]string{"Origin", ""}, 403},
		{"another site's script", "GET", "state", "", [2]string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another port's script", "GET", "state", "", [2]string{"Sec-Fetch-Site", "same-site"}, 403},
		{"no token", "GET", "/", "", [2]string{}, 404},
		{"no token, something behind it", "GET", "/state", "", [2]string{}, 404},
		{"the token without its slash", "GET", "/" + p.token, "", [2]string{}, 404},
		{"half a token", "GET", "/" + p.token[:20] + "/state", "", [2]string{}, 404},
		{"another token", "GET", "/" + strings.Repeat("0", len(p.token)) + "/state", "", [2]string{}, 404},
		{"POST", "POST", "state", "", [2]string{}, 405},
		{"PUT", "PUT", "state", "", [2]string{}, 405},
		{"DELETE", "DELETE", "", "", [2]string{}, 405},
		{"OPTIONS", "OPTIONS", "state", "", [2]string{}, 405},
		{"a file of the dossier", "GET", "dossier.toml", "", [2]string{}, 404},
		{"out of it", "GET", "../../etc/passwd", "", [2]string{}, 404},
		{"out of it, written otherwise", "GET", "%2e%2e/%2e%2e/etc/passwd", "", [2]string{}, 404},
		{"out of its pages", "GET", "page/../../dossier.toml", "", [2]string{}, 404},
		{"a page that isn't there", "GET", "page/0000.svg", "", [2]string{}, 404},
		{"a claim that isn't there", "GET", "claim?id=none", "", [2]string{}, 404},
		{"a source that isn't there", "GET", "source?id=../../dossier.toml", "", [2]string{}, 404},
	} {
		path := v.path
		if !strings.HasPrefix(path, "/") {
			path = "/" + p.token + "/" + path
		}
		req, err := http.NewRequest(v.method, "http://"+p.host+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if v.host != "" {
			req.Host = v.host
		}
		if v.header[0] != "" {
			req.Header.Set(v.header[0], v.header[1])
		}
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != v.want {
			t.Errorf("%s: %s", v.name, res.Status)
		}
		if v.want != 200 && (bytes.Contains(body, []byte("acme")) || bytes.Contains(body, []byte(p.token))) {
			t.Errorf("%s: it tells %q", v.name, body)
		}
		h := res.Header
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self';") ||
			h.Get("X-Frame-Options") != "DENY" || h.Get("Cache-Control") != "no-store" ||
			h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Content-Type-Options") != "nosniff" ||
			h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: headers %v", v.name, h)
		}
	}
	if !regexp.MustCompile(`^127\.0\.0\.1:\d+$`).MatchString(p.host) || len(p.token) != 2*tokenBytes {
		t.Errorf("it listens on %s with token %q", p.host, p.token)
	}
	if other := startPreview(t, ""); other.token == p.token {
		t.Error("two previews have one token")
	}
}

// The page asks for nothing that isn't served beside it.
func TestPreviewPageIsWhole(t *testing.T) {
	p := startPreview(t, "")
	page := p.get(t, "")
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"#]+)"`).FindAllStringSubmatch(page, -1) {
		if p.get(t, m[1]) == "" {
			t.Errorf("%s is empty", m[1])
		}
	}
	for name, kind := range assets {
		for _, forbidden := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
			"http:", "https:"} {
			if kind == javascript && strings.Contains(p.get(t, name), forbidden) {
				t.Errorf("%s has %s: texts of a dossier go in as text, and nothing is fetched", name, forbidden)
			}
		}
	}
	if strings.Contains(page, "<style") || strings.Contains(page, " style=") || strings.Contains(page, " onclick=") {
		t.Error("the page has styles or scripts within it, which its policy forbids")
	}
}

// A save is shown; faults leave the last pages; mended, they go. Nothing is written into the dossier.
func TestPreviewFollows(t *testing.T) {
	p := startPreview(t, "")
	first := p.until(t, "both texts", func(s shownJSON) bool { return s.View != nil && len(s.View.Texts) == 2 && !s.View.Texts[1].Older })
	if len(first.View.Claims) == 0 || first.Errors > 0 || first.Older {
		t.Fatalf("%+v", first)
	}
	for _, text := range first.View.Texts {
		for _, page := range text.Pages {
			if err := xml.Unmarshal([]byte(p.get(t, "page/"+page.ID+".svg")), new(struct{})); err != nil {
				t.Errorf("%s: %v", text.Kind, err)
			}
		}
	}
	name := filepath.Join(p.dir, "dossier.toml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	company := regexp.MustCompile(`(?m)^name *= *"([^"]+)"`).FindSubmatch(text)
	if company == nil {
		t.Fatalf("no name in %s", text)
	}
	save := func(with []byte) {
		if err := os.WriteFile(name+".new", with, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(name+".new", name); err != nil {
			t.Fatal(err)
		}
	}
	save(bytes.ReplaceAll(text, company[1], []byte("Borealis <script>Cloud</script>")))
	second := p.until(t, "a save", func(s shownJSON) bool {
		return s.View != nil && strings.Contains(p.pages(t, s, "resolution"), `\u003cscript\u003eCloud`)
	})
	if second.Version <= first.Version {
		t.Errorf("version %d follows %d", second.Version, first.Version)
	}
	save([]byte("[dossier"))
	broken := p.until(t, "a fault", func(s shownJSON) bool { return s.Errors > 0 })
	if !broken.Older || broken.View == nil || !strings.Contains(p.pages(t, broken, "resolution"), "Borealis") {
		t.Errorf("with a fault: %+v", broken)
	}
	if !slices.ContainsFunc(broken.Problems, func(d struct{ At, Code, Message string }) bool { return strings.Contains(d.At, "dossier.toml:1:") }) {
		t.Errorf("with a fault: %+v", broken.Problems)
	}
	save(text)
	p.until(t, "mended", func(s shownJSON) bool {
		return !s.Older && s.Errors == 0 && s.View.Company.Name == string(company[1])
	})

	// A folder that goes away and comes back.
	if err := os.Rename(p.dir, p.dir+".away"); err != nil {
		t.Fatal(err)
	}
	gone := p.until(t, "gone", func(s shownJSON) bool { return s.Errors > 0 })
	if !gone.Older || len(gone.Problems) != 1 || !strings.Contains(gone.Problems[0].Message, "there is no folder") {
		t.Errorf("gone: %+v", gone.Problems)
	}
	if err := os.Rename(p.dir+".away", p.dir); err != nil {
		t.Fatal(err)
	}
	p.until(t, "back", func(s shownJSON) bool { return !s.Older && s.Errors == 0 })
	before := tree(t, p.dir)
	if err := p.stop(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	if after := tree(t, p.dir); !maps.Equal(after, before) || len(after) != 3 {
		t.Errorf("something was written: %v, was %v", after, before)
	}
}

// A workbook is followed as a folder is, and tells cells.
func TestPreviewOfWorkbook(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "acme")
	out := filepath.Join(t.TempDir(), "out")
	if Main([]string{"new", dir}, io.Discard, io.Discard) != exitFine ||
		Main([]string{"export", dir, "--out", out}, io.Discard, io.Discard) != exitFine {
		t.Fatal("export fails")
	}
	p := previewOf(t, filepath.Join(out, "acme", workbookName))
	s := p.until(t, "a workbook", func(s shownJSON) bool { return s.View != nil && len(s.View.Texts) == 2 })
	card := p.get(t, "claim?id="+s.View.Claims[0].ID)
	if !strings.Contains(card, workbookName+":Claims!") {
		t.Errorf("no cell is told: %s", card)
	}
	if err := os.WriteFile(p.dir, []byte("half a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.until(t, "a workbook that can't be read", func(s shownJSON) bool { return s.Errors > 0 && s.Older })
}

// The page is told of each change, and of the end.
func TestPreviewTells(t *testing.T) {
	p := startPreview(t, "")
	res, err := http.Get(p.address() + "events")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	next := func() string {
		for lines.Scan() {
			if s, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return s
			}
		}
		return "the end"
	}
	version := p.look(t).Version
	if got := next(); got != fmt.Sprint(version) {
		t.Errorf("at first it tells %s, not %d", got, version)
	}
	if err := os.WriteFile(filepath.Join(p.dir, "more.toml"), []byte("# nothing\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := next(); got == fmt.Sprint(version) || got == "the end" {
		t.Errorf("after a save it tells %s", got)
	}
	begin := time.Now()
	if err := p.stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("it takes %v to end", took)
	}
	for got := next(); got != "the end"; got = next() {
	}
}

// Ctrl-C ends it well, within a second; a port that is taken is told.
func TestPreviewEnds(t *testing.T) {
	dir := t.TempDir()
	if code := Main([]string{"new", filepath.Join(dir, "acme")}, io.Discard, io.Discard); code != exitFine {
		t.Fatal("new fails")
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		whereas := command(t, dir, "preview", "acme")
		var said bytes.Buffer
		whereas.Stderr = &said
		out, err := whereas.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := whereas.Start(); err != nil {
			t.Fatal(err)
		}
		address, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatal(err, said.String())
		}
		m := regexp.MustCompile(`^http://127\.0\.0\.1:(\d+)/[0-9a-f]{48}/\n$`).FindStringSubmatch(address)
		if m == nil {
			t.Fatalf("it prints %q", address)
		}
		events, err := http.Get(strings.TrimSpace(address) + "events") // a page is open
		if err != nil {
			t.Fatal(err)
		}
		again, err := command(t, dir, "preview", "acme", "--port", m[1]).CombinedOutput()
		if err == nil || !strings.Contains(string(again), "error: listen on 127.0.0.1") {
			t.Errorf("on a port that is taken: %v, %s", err, again)
		}
		begin := time.Now()
		if err := whereas.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := whereas.Wait(); err != nil || time.Since(begin) > 2*time.Second {
			t.Errorf("%v: it ends with %v after %v", signal, err, time.Since(begin))
		}
		events.Body.Close()
		if said.String() != "note: acme is shown there until you press Ctrl-C; whoever has the address can read it on this "+
			"machine\n" {
			t.Errorf("it says %q", said.String())
		}
	}
	if names := slices.Sorted(maps.Keys(tree(t, dir))); len(names) != 3 {
		t.Errorf("it has written: %v", names)
	}
}
