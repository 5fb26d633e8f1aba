package main

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"whereas/templates"
)

// previewServer answers the browser of whoever runs the program, and nobody else: it listens on 127.0.0.1, wants the
// address that it printed, whole, and refuses whatever another page sends. It answers GET and HEAD and writes nothing.
type previewServer struct {
	p        *previewing
	listener net.Listener
	host     string // the only one that it answers to: "127.0.0.1:43210"
	token    string
	reading  sync.Mutex    // one request at a time reads captures, which may be large
	streams  chan struct{} // a place for each browser that listens for changes
}

const (
	tokenBytes = 24 // 192 bits
	mostPages  = 32 // that listen for changes at once
)

func newPreviewServer(p *previewing, port int) (*previewServer, error) {
	l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, fmt.Errorf("listen on 127.0.0.1: %w", err)
	}
	var token [tokenBytes]byte
	rand.Read(token[:]) // never fails
	return &previewServer{p: p, listener: l, host: l.Addr().String(), token: hex.EncodeToString(token[:]),
		streams: make(chan struct{}, mostPages)}, nil
}

func (s *previewServer) address() string { return "http://" + s.host + "/" + s.token + "/" }

// run answers until the context is done, and then ends within a second.
func (s *previewServer) run(ctx context.Context) error {
	server := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute,
		MaxHeaderBytes: 16 << 10, BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog: log.New(io.Discard, "", 0)} // a browser that goes away is no news
	done := make(chan error, 1)
	go func() { done <- server.Serve(s.listener) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve the preview: %w", err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	if server.Shutdown(end) != nil {
		server.Close()
	}
	return nil
}

// policy lets the page load what the server itself gives it, and nothing from elsewhere; no script but the server's
// runs, and no text can become one.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types"

func (s *previewServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if code := s.refuse(r); code != 0 {
		if code == http.StatusMethodNotAllowed {
			h.Set("Allow", "GET, HEAD")
		}
		http.Error(w, http.StatusText(code), code)
		return
	}
	s.answer(w, r, strings.TrimPrefix(r.URL.Path, "/"+s.token+"/"))
}

// refuse is the status that a request is refused with, 0 for one that is answered: any host but the one that was
// printed (another name may have been made to lead here), any origin but this page, and what doesn't know the token.
func (s *previewServer) refuse(r *http.Request) int {
	site, mode := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Sec-Fetch-Mode")
	origins := r.Header.Values("Origin")
	token, _, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch {
	case r.Host != s.host:
		return http.StatusForbidden
	case len(origins) > 1 || len(origins) == 1 && origins[0] != "http://"+s.host:
		return http.StatusForbidden
	case (site == "cross-site" || site == "same-site") && mode != "navigate":
		return http.StatusForbidden
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed
	case !ok || subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 0:
		return http.StatusNotFound
	}
	return 0
}

// answer answers for what stands behind the token. None of it is the name of a file.
func (s *previewServer) answer(w http.ResponseWriter, r *http.Request, name string) {
	if kind := assets[name]; kind != "" {
		asset(w, name, kind)
		return
	}
	switch name {
	case "":
		asset(w, "index.html", "text/html; charset=utf-8")
		return
	case "state":
		s.p.waits.Store(r.URL.Query().Get("text") == "briefing")
		write(w, s.p.shown.Load())
		return
	case "events":
		s.events(w, r)
		return
	}
	if id, ok := strings.CutPrefix(name, "page/"); ok {
		s.page(w, id)
		return
	}
	view := s.p.shown.Load().View
	id := r.URL.Query().Get("id")
	if view != nil && name == "claim" {
		s.reading.Lock()
		card, err := view.Card(id)
		s.reading.Unlock()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		} else if card != nil {
			write(w, card)
			return
		}
	}
	if view != nil && name == "source" {
		if source := view.Source(id); source != nil {
			write(w, source)
			return
		}
	}
	http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
}

// page answers with what stands on a page of a recent view, or, where ".svg" stands behind its id, with its picture.
func (s *previewServer) page(w http.ResponseWriter, name string) {
	id, isPicture := strings.CutSuffix(name, ".svg")
	for _, view := range s.p.shown.Load().recent {
		if !isPicture {
			if blocks := view.Blocks(id); blocks != nil {
				write(w, blocks)
				return
			}
			continue
		}
		picture, err := view.Picture(id)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		} else if picture != nil {
			w.Header().Set("Content-Type", "image/svg+xml")
			w.Write(picture)
			return
		}
	}
	http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
}

// assets are the parts of the page itself, by the names that it asks for them by.
var assets = map[string]string{
	"style.css": "text/css; charset=utf-8",
	"icon.svg":  "image/svg+xml",
	"common.js": javascript, "pages.js": javascript, "beside.js": javascript, "claims.js": javascript,
	"script.js": javascript,
}

const javascript = "text/javascript; charset=utf-8"

// asset answers with a part of the page itself.
func asset(w http.ResponseWriter, name, kind string) {
	b, err := fs.ReadFile(templates.Files, "preview/"+name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Write(b)
}

// write answers with a value.
func write(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		return // the browser has gone away
	}
}

// events tells the page of each change, by the number of what is shown, until the browser goes away or the run ends.
func (s *previewServer) events(w http.ResponseWriter, r *http.Request) {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		http.Error(w, "too many pages are open", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for r.Method == http.MethodGet {
		changed := s.p.changed.wait() // before the look, so that no change falls between
		fmt.Fprintf(w, "data: %d\n\n", s.p.shown.Load().Version)
		if out.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
