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
	raw, framed [flate.BestCompression + 1]sync.Pool // of *flate.Writer and *zlib.Writer
}

// Writer compresses until it is closed. It may not be used after that: the pool has it again.
type Writer struct {
	*flate.Writer
	rest *sync.Pool
}

// Writer is a compressor of a level, 1 to 9, that writes to out without a frame.
func (p *Pool) Writer(out io.Writer, level int) *Writer {
	rest := &p.raw[level]
	if w, ok := rest.Get().(*flate.Writer); ok {
		w.Reset(out)
		return &Writer{w, rest}
	}
	w, err := flate.NewWriter(out, level)
	if err != nil {
		panic(err) // a level is a constant, and one that there is
	}
	return &Writer{w, rest}
}

// Close writes what is left, and gives the compressor back.
func (w *Writer) Close() error {
	err := w.Writer.Close()
	w.rest.Put(w.Writer)
	return err
}

// Zlib is data, one part after the other, in the format that a PDF wants.
func (p *Pool) Zlib(level int, data ...[]byte) ([]byte, error) {
	var b bytes.Buffer
	w, ok := p.framed[level].Get().(*zlib.Writer)
	if ok {
		w.Reset(&b)
	} else {
		var err error
		if w, err = zlib.NewWriterLevel(&b, level); err != nil {
			return nil, err
		}
	}
	defer p.framed[level].Put(w)
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
