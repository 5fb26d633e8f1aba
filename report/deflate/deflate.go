// Package deflate keeps compressors for the next document. A new one is up to a megabyte to allocate and to clear,
// which costs more than most of what a document has to compress.
package deflate

import (
	"bytes"
	"hash/adler32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Pool is compressors that are at rest, by level. The zero Pool is ready, any number of goroutines may share one, and
// what comes out doesn't hang on what a compressor did before.
type Pool struct {
	mutex sync.Mutex
	idle  [flate.BestCompression + 1][]*flate.Writer
}

// kept bounds how many rest at a level: as many as documents are made at a time, but for very large machines.
const kept = 16

// Writer compresses until it is closed. It may not be used after that: the pool has it again.
type Writer struct {
	*flate.Writer
	pool  *Pool
	level int
}

// Writer is a compressor of a level, 1 to 9, that writes to out.
func (p *Pool) Writer(out io.Writer, level int) *Writer {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if rest := p.idle[level]; len(rest) > 0 {
		w := rest[len(rest)-1]
		p.idle[level] = rest[:len(rest)-1]
		w.Reset(out)
		return &Writer{w, p, level}
	}
	w, err := flate.NewWriter(out, level)
	if err != nil {
		panic(err) // a level is a constant, and one that there is
	}
	return &Writer{w, p, level}
}

// Close writes what is left, and gives the compressor back.
func (w *Writer) Close() error {
	err := w.Writer.Close()
	w.pool.mutex.Lock()
	defer w.pool.mutex.Unlock()
	if len(w.pool.idle[w.level]) < kept {
		w.pool.idle[w.level] = append(w.pool.idle[w.level], w.Writer)
	}
	return err
}

// Zlib is data, one part after the other, in the format that a PDF wants: two bytes of head, a sum at the end.
func (p *Pool) Zlib(level int, data ...[]byte) ([]byte, error) {
	var b bytes.Buffer
	b.Write(head(level))
	w, sum := p.Writer(&b, level), adler32.New()
	for _, d := range data {
		if _, err := w.Write(d); err != nil {
			return nil, err
		}
		sum.Write(d)
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return sum.Sum(b.Bytes()), nil
}

// head says how hard it was tried (RFC 1950): no reader asks.
func head(level int) []byte {
	switch {
	case level < 2:
		return []byte{0x78, 0x01}
	case level < 6:
		return []byte{0x78, 0x5E}
	case level == 6:
		return []byte{0x78, 0x9C}
	}
	return []byte{0x78, 0xDA}
}
