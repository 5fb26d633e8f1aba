package score

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
)

// stream is uniform numbers by count: each hangs on the stream's key and on its own number, and on nothing that was
// drawn before. So the draws of one company don't know of the others, nor of the order of the work.
type stream uint64

// newStream has its key from texts, each with its length, so that no two lists of texts are one.
func newStream(parts ...string) stream {
	sum := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(sum, "%d:%s", len(p), p)
	}
	return stream(binary.BigEndian.Uint64(sum.Sum(nil)))
}

// at is number n, from 0 to just under 1.
func (s stream) at(n int) float64 {
	return float64(rand.NewPCG(uint64(s), uint64(n)).Uint64()>>11) / (1 << 53)
}

// among is one of count things, equally likely, for a number of a stream.
func among(x float64, count int) int { return min(count-1, int(float64(x*float64(count)))) }
