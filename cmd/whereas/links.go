package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"path"
	"strings"
	"sync"
	"syscall"
	"time"

	"whereas/report"
	"whereas/report/diag"
)

// How addresses are asked: few at a time, one at a time of a host and with a pause, and never for long.
const (
	linksAtATime  = 4
	linkPause     = time.Second
	linkPatience  = 20 * time.Second
	linkRedirects = 5
	linkBytes     = 16 << 20
	mostLinks     = 2000
)

// asker asks addresses over HTTP.
type asker struct {
	client *http.Client
	pause  time.Duration
	// setup reads what they give; PDFs are left, which would take too long.
	setup *report.Setup
}

// newAsker asks public addresses alone: a dossier from a stranger may name those of the reader's own network. allow
// says which others; nil none.
func newAsker(setup *report.Setup, pause time.Duration, allow func(netip.Addr) bool) *asker {
	dialer := &net.Dialer{Timeout: linkPatience, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return errPrivate
		}
		ip := at.Addr().Unmap()
		if allow != nil && allow(ip) {
			return nil
		}
		if !ip.IsGlobalUnicast() || ip.IsPrivate() || cgnat.Contains(ip) {
			return errPrivate
		}
		return nil
	}}
	return &asker{setup: setup, pause: pause, client: &http.Client{
		Timeout:   linkPatience,
		Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > linkRedirects {
				return errRedirects
			}
			return nil
		},
	}}
}

var (
	errPrivate   = errors.New("it is an address of a private network, which isn't asked")
	errRedirects = errors.New("it leads on and on")
	cgnat        = netip.MustParsePrefix("100.64.0.0/10")
)

// checkLinks asks the address of each source, and tells what became of it. Where there are too many, the first are
// asked, and the others told.
func (s *session) checkLinks(ctx context.Context, ask *asker) {
	hosts, left := s.setup.Captures.Answers(s.company.Dossier, mostLinks)
	if len(left) > 0 {
		s.list.Warnf(left[0].URL.At, diag.LinkUnknown, "only the first %d addresses were asked; this one and those "+
			"behind it weren't", mostLinks)
	}
	var running sync.WaitGroup
	slots := make(chan struct{}, linksAtATime)
	for _, host := range hosts {
		slots <- struct{}{}
		running.Go(func() {
			defer func() { <-slots }()
			for i, a := range host {
				if i > 0 {
					select {
					case <-time.After(ask.pause):
					case <-ctx.Done():
					}
				}
				to, doc := "", (*report.Captured)(nil)
				if a.Gone, a.Failed, to, doc = ask.ask(ctx, a.Source.URL.S); to != "" {
					a.LeadsTo(to)
				}
				a.Doc = doc
			}
		})
	}
	running.Wait()
	for _, host := range hosts {
		for _, a := range host {
			a.Tell(s.company.Dossier, &s.list)
		}
	}
}

// ask asks one address: why nothing stands there any more, why nothing is known, where it leads for good, and what it
// gave; each is empty where there is nothing to say.
func (k *asker) ask(ctx context.Context, address string) (gone, failed, leadsTo string, doc *report.Captured) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", "it isn't one that can be asked", "", nil
	}
	req.Header.Set("User-Agent", "whereas (looks whether sources still stand)")
	req.Header.Set("Accept", "text/html,application/pdf,text/plain,*/*")
	resp, err := k.client.Do(req)
	if err != nil {
		return "", whyNot(err), "", nil
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound, http.StatusGone:
		return fmt.Sprintf("it answers %d", resp.StatusCode), "", "", nil
	default:
		return "", fmt.Sprintf("it answers %d", resp.StatusCode), "", nil
	}
	if forGood(resp) {
		leadsTo = resp.Request.URL.String()
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, linkBytes+1))
	if err != nil || len(body) > linkBytes {
		return "", "it didn't give the whole document", leadsTo, nil
	}
	name := path.Base(resp.Request.URL.Path)
	if strings.Contains(resp.Header.Get("Content-Type"), "html") {
		name = "page.html"
	}
	noPDF := func([]byte) (*report.Captured, error) { return nil, errors.New("a PDF") }
	if doc, err = k.setup.Captures.Read(name, body, nil, noPDF); err != nil {
		doc = nil // nothing can be said of what it gave
	}
	return "", "", leadsTo, doc
}

// forGood tells whether all that led to an answer leads there for good.
func forGood(resp *http.Response) bool {
	for req := resp.Request; req.Response != nil; req = req.Response.Request {
		if c := req.Response.StatusCode; c != http.StatusMovedPermanently && c != http.StatusPermanentRedirect {
			return false
		}
	}
	return true
}

// whyNot says why an address gave nothing, so that nothing is known.
func whyNot(err error) string {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound: // of the document, or of this machine's network: nobody knows
		return "no network knows its host, or this machine has none"
	case errors.Is(err, errPrivate):
		return errPrivate.Error()
	case errors.Is(err, errRedirects):
		return errRedirects.Error()
	case errors.Is(err, context.Canceled):
		return "the run was ended"
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return "it doesn't answer in time"
	}
	return "its host can't be reached"
}
