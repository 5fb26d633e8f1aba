// Package deflate keeps compressors for the next document. A new one is up to a megabyte to allocate and to clear,
// which costs more than most of what a document has to compress.
package deflate

import (
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
)

// Pool is compressors that are at rest, by level. The zero Pool is ready, any number of goroutines may share one, and
// what comes out doesn't hang on what a compressor did before.
type Pool struct {
	raw    shelf[*flate.Writer]
	framed shelf[*zlib.Writer]
}

// shelf is the compressors of one kind. A sync.Pool would keep one for each processor and drop them when it likes.
type shelf[W interface{ Reset(io.Writer) }] struct {
	mutex sync.Mutex
	idle  [flate.BestCompression + 1][]W
}

// take is a compressor that writes to out: one at rest, or a new one.
func (s *shelf[W]) take(out io.Writer, level int, fresh func(io.Writer, int) (W, error)) W {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if rest := s.idle[level]; len(rest) > 0 {
		w := rest[len(rest)-1]
		s.idle[level] = rest[:len(rest)-1]
		w.Reset(out)
		return w
	}
	w, err := fresh(out, level)
	if err != nil {
		panic(err) // a level is a constant, and one that there is
	}
	return w
}

// kept bounds how many rest at a level: as many as documents are made at a time, but for very large machines.
const kept = 16

func (s *shelf[W]) put(w W, level int) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.idle[level]) < kept {
		s.idle[level] = append(s.idle[level], w)
	}
}

// Writer compresses until it is closed. It may not be used after that: the pool has it again.
type Writer struct {
	*flate.Writer
	pool  *Pool
	level int
}

// Writer is a compressor of a level, 1 to 9, that writes to out without a frame.
func (p *Pool) Writer(out io.Writer, level int) *Writer {
	return &Writer{p.raw.take(out, level, flate.NewWriter), p, level}
}

// Close writes what is left, and gives the compressor back.
func (w *Writer) Close() error {
	err := w.Writer.Close()
	w.pool.raw.put(w.Writer, w.level)
	return err
}

// Zlib is data, one part after the other, in the format that a PDF wants.
func (p *Pool) Zlib(level int, data ...[]byte) ([]byte, error) {
	var b bytes.Buffer
	w := p.framed.take(&b, level, zlib.NewWriterLevel)
	defer p.framed.put(w, level)
	for _, d := range data {
		if _, err := w.Write(d); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
