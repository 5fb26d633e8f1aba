package main

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"strings"
	"time"

	"github.com/digitorus/timestamp"
)

// stamp has an authority for time vouch that the data were there at a moment (RFC 3161): only their digest is sent. It
// gives the answer as it came, once it is seen to be signed and about this digest and question. Whether the authority
// can be trusted is for whoever reads it.
func stamp(url string, data []byte) (answer []byte, when time.Time, err error) {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return nil, when, usagef("give its address: --timestamp https://…", "%q isn't an address", url)
	}
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 64))
	if err != nil {
		return nil, when, fmt.Errorf("make a question: %w", err)
	}
	sum := sha256.Sum256(data)
	question := timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: sum[:], Certificates: true, Nonce: nonce}
	body, err := question.Marshal()
	if err != nil {
		return nil, when, fmt.Errorf("make a question: %w", err)
	}
	const patience, most = 30 * time.Second, 1 << 20
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, when, usagef("give its address: --timestamp https://…", "%q isn't an address", url)
	}
	req.Header.Set("Content-Type", "application/timestamp-query")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, when, fmt.Errorf("ask %s: %w", url, err)
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(resp.Body, most+1))
	switch {
	case err != nil:
		return nil, when, fmt.Errorf("ask %s: %w", url, err)
	case resp.StatusCode != http.StatusOK:
		return nil, when, fmt.Errorf("ask %s: it answers %s", url, resp.Status)
	case len(answer) > most:
		return nil, when, fmt.Errorf("ask %s: its answer is too long", url)
	}
	token, err := timestamp.ParseResponse(answer)
	if err != nil {
		return nil, when, fmt.Errorf("ask %s: it gives no token: %w", url, err)
	}
	if len(token.Certificates) == 0 {
		return nil, when, fmt.Errorf("ask %s: its token is signed by nobody", url)
	}
	if token.HashAlgorithm != crypto.SHA256 || !bytes.Equal(token.HashedMessage, sum[:]) ||
		token.Nonce == nil || token.Nonce.Cmp(nonce) != 0 {
		return nil, when, errors.New("its token vouches for something else than was asked")
	}
	return answer, token.Time.UTC(), nil
}
