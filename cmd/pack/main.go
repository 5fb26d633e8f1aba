// Command pack puts a folder into an archive whose bytes hang on the folder's files and the time given alone: names are
// sorted, and owners, clocks and the machine's own times don't enter it. It makes what .ci/release hands out.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "error: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: pack FOLDER ARCHIVE.tar.gz|ARCHIVE.zip SECONDS-SINCE-1970")
	}
	seconds, err := strconv.ParseInt(args[2], 10, 64)
	if err != nil {
		return fmt.Errorf("%q is no time: seconds since 1970 are wanted", args[2])
	}
	data, err := pack(os.DirFS(args[0]), filepath.Base(args[0]), args[1], time.Unix(seconds, 0).UTC())
	if err != nil {
		return fmt.Errorf("pack %s: %w", args[0], err)
	}
	return os.WriteFile(args[1], data, 0o644)
}

// entry is a file of an archive.
type entry struct {
	name string // with the folder that all of them lie in
	mode fs.FileMode
	data []byte
}

// pack puts all files of a folder into an archive, in the order of their names, below top; the archive's name says
// which kind it is. Links and other things that aren't files are refused.
func pack(folder fs.FS, top, archive string, when time.Time) ([]byte, error) {
	entries, err := entriesOf(folder, top)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	switch {
	case strings.HasSuffix(archive, ".tar.gz"):
		err = writeTar(&b, entries, when)
	case strings.HasSuffix(archive, ".zip"):
		err = writeZip(&b, entries, when)
	default:
		err = fmt.Errorf("the name of the archive ends in .tar.gz or .zip, not %q", archive)
	}
	return b.Bytes(), err
}

func entriesOf(folder fs.FS, top string) (out []entry, err error) {
	err = fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is no file", name)
		}
		data, err := fs.ReadFile(folder, name)
		mode := fs.FileMode(0o644)
		if info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		out = append(out, entry{path.Join(top, name), mode, data})
		return err
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("the folder has no files")
	}
	return out, err
}

func writeTar(w io.Writer, entries []entry, when time.Time) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: int64(e.mode), Size: int64(len(e.data)), ModTime: when,
			Format: tar.FormatUSTAR}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(e.data); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return z.Close()
}

func writeZip(w io.Writer, entries []entry, when time.Time) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: when}
		h.SetMode(e.mode)
		f, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := f.Write(e.data); err != nil {
			return err
		}
	}
	return z.Close()
}
