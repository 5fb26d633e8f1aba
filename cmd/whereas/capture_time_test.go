package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
)

// authority is an authority for time on this machine. bend may change what it vouches for.
func authority(t *testing.T, when time.Time, bend func(*timestamp.Timestamp)) *httptest.Server {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test authority"},
		NotBefore: when.AddDate(-1, 0, 0), NotAfter: when.AddDate(20, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}}}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
			t.Errorf("%v, %s", err, r.Header.Get("Content-Type"))
		}
		q, err := timestamp.ParseRequest(body)
		if err != nil {
			t.Error(err)
			return
		}
		token := &timestamp.Timestamp{HashAlgorithm: q.HashAlgorithm, HashedMessage: q.HashedMessage, Time: when,
			SerialNumber: big.NewInt(7), Policy: asn1.ObjectIdentifier{1, 2, 3, 4}, Nonce: q.Nonce,
			AddTSACertificate: q.Certificates}
		bend(token)
		answer, err := token.CreateResponseWithOpts(cert, key, crypto.SHA256)
		if err != nil {
			t.Error(err)
		}
		if _, err := w.Write(answer); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// A token is kept where it vouches for what was asked; what doesn't is refused, and nothing is written.
func TestTimestamps(t *testing.T) {
	when := time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC)
	good := authority(t, when, func(*timestamp.Timestamp) {})
	answer, got, err := stamp(good.URL, []byte("a document"))
	if err != nil || !got.Equal(when) {
		t.Fatal(got, err)
	}
	if token, err := timestamp.ParseResponse(answer); err != nil || !token.Time.Equal(when) {
		t.Fatal(token, err)
	}
	status := func(code int, body string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			_, _ = io.WriteString(w, body)
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	for name, c := range map[string]struct{ url, want string }{
		"another document": {authority(t, when, func(x *timestamp.Timestamp) { x.HashedMessage = make([]byte, 32) }).URL,
			"vouches for something else"},
		"another question": {authority(t, when, func(x *timestamp.Timestamp) { x.Nonce = big.NewInt(5) }).URL,
			"vouches for something else"},
		"nobody signs": {authority(t, when, func(x *timestamp.Timestamp) { x.AddTSACertificate = false }).URL, "token"},
		"no token":     {status(http.StatusOK, "hello"), "it gives no token"},
		"a fault":      {status(http.StatusInternalServerError, ""), "it answers 500"},
		"no address":   {"file:///etc/passwd", "isn't an address"},
	} {
		if _, _, err := stamp(c.url, []byte("a document")); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}

	// As a user meets it: the token lies beside the document, and is named in the record.
	dir := filepath.Join(t.TempDir(), "d")
	doc := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(doc, []byte("a document"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	run := func(args ...string) int { out.Reset(); errs.Reset(); return Main(args, &out, &errs) }
	if code := run("new", dir); code != exitFine {
		t.Fatal(errs.String())
	}
	if code := run("capture", doc, "--into", dir, "--timestamp", status(http.StatusOK, "no")); code != exitMachine {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "captures")); err == nil {
		t.Error("something was written without its token")
	}
	if code := run("capture", doc, "--into", dir, "--timestamp", good.URL); code != exitFine ||
		!strings.Contains(out.String(), "its time is vouched for: 2026-11-29T10:00:00Z (a.txt.tsr)") {
		t.Errorf("exit code %d: %s%s", code, out.String(), errs.String())
	}
	kept, err := os.ReadFile(filepath.Join(dir, "captures", "a.txt.tsr"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := timestamp.ParseResponse(kept); err != nil {
		t.Error(err)
	}
}
