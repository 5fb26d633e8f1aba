package deflate

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
)

// What comes out can be read, and is what a new compressor gives: whatever the one at hand did before, and however
// many use the pool.
func TestZlib(t *testing.T) {
	var p Pool
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			var text strings.Builder
			for j := range i * i * 10 {
				fmt.Fprintf(&text, "line %d of page %d, and %x\n", j, i, j*j*i)
			}
			data := []byte(text.String())
			for level := 1; level <= 9; level++ {
				got, err := p.Zlib(level, data[:len(data)/2], data[len(data)/2:])
				if err != nil {
					t.Error(err)
					return
				}
				alone, err := new(Pool).Zlib(level, data[:len(data)/2], data[len(data)/2:])
				if err != nil || !bytes.Equal(got, alone) {
					t.Errorf("level %d, %d bytes: not what a new compressor gives (%v)", level, len(data), err)
				}
				r, err := zlib.NewReader(bytes.NewReader(got))
				if err != nil {
					t.Error(err)
					return
				}
				if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, data) {
					t.Errorf("level %d, %d bytes: what is read isn't what was written (%v)", level, len(data), err)
				}
			}
		})
	}
	all.Wait()
	for level, rest := range p.framed.idle {
		if len(rest) > kept {
			t.Errorf("level %d keeps %d compressors", level, len(rest))
		}
	}
}

// TestWriter: without a frame too, a compressor that was used before gives what a new one gives.
func TestWriter(t *testing.T) {
	var p Pool
	var first []byte
	for range 3 {
		var b bytes.Buffer
		w := p.Writer(&b, 4)
		if _, err := io.WriteString(w, strings.Repeat("a part of a workbook, ", 500)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		}
		if !bytes.Equal(first, b.Bytes()) {
			t.Error("a compressor that was used gives other bytes")
		}
	}
	if n := len(p.raw.idle[4]); n != 1 {
		t.Errorf("%d compressors rest, not the one that was used", n)
	}
}
