package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var when = time.Date(2026, 11, 29, 4, 5, 6, 0, time.UTC)

const want = "whereas-v1/README.md -rw-r--r-- 2026-11-29T04:05:06Z read me\n" +
	"whereas-v1/completions/_whereas -rw-r--r-- 2026-11-29T04:05:06Z complete\n" +
	"whereas-v1/whereas -rwxr-xr-x 2026-11-29T04:05:06Z program\n"

// What is in an archive: names in order below one folder, the time given, and who may run what.
func TestPack(t *testing.T) {
	folder := fstest.MapFS{
		"whereas":              {Data: []byte("program"), Mode: 0o750, ModTime: time.Unix(7, 0)},
		"README.md":            {Data: []byte("read me"), Mode: 0o600, ModTime: time.Unix(8, 0)},
		"completions/_whereas": {Data: []byte("complete"), Mode: 0o644},
	}
	for name, list := range map[string]func([]byte) (string, error){"a.tar.gz": listTar, "a.zip": listZip} {
		data, err := pack(folder, "whereas-v1", name, when)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := list(data); err != nil || got != want {
			t.Errorf("%s: %v\n%swant:\n%s", name, err, got, want)
		}
	}
}

// The same files give the same bytes, whenever and wherever they were put there.
func TestPackHangsOnTheFilesAlone(t *testing.T) {
	t.Setenv("TZ", "Asia/Tokyo")
	for _, name := range []string{"a.tar.gz", "a.zip"} {
		var first []byte
		for i, day := range []int64{1, 1e9} {
			dir := filepath.Join(t.TempDir(), "whereas-v1")
			for _, f := range []string{"b", "a"} {
				if err := os.MkdirAll(dir, 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, f), []byte(f), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := os.Chtimes(filepath.Join(dir, f), time.Unix(day, 0), time.Unix(day, 0)); err != nil {
					t.Fatal(err)
				}
			}
			out := filepath.Join(t.TempDir(), name)
			if err := run([]string{dir, out, "1796098000"}); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				first = data
			} else if !bytes.Equal(first, data) {
				t.Errorf("%s: other bytes for the same files", name)
			}
		}
	}
}

func TestPackRefuses(t *testing.T) {
	for _, c := range []struct {
		folder        fs.FS
		archive, want string
	}{
		{fstest.MapFS{}, "a.zip", "no files"},
		{fstest.MapFS{"a": {Data: []byte("a")}}, "a.rar", "ends in .tar.gz or .zip"},
		{fstest.MapFS{"a": {Mode: fs.ModeSymlink}}, "a.zip", "is no file"},
	} {
		if _, err := pack(c.folder, "x", c.archive, when); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	if err := run([]string{"a", "a.zip", "yesterday"}); err == nil || !strings.Contains(err.Error(), "is no time") {
		t.Errorf("%v", err)
	}
}

func listTar(data []byte) (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return b.String(), nil
		} else if err != nil {
			return "", err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s %s %s %s\n", h.Name, h.FileInfo().Mode(), h.ModTime.UTC().Format(time.RFC3339), text)
	}
}

func listZip(data []byte) (string, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return "", err
		}
		text, err := io.ReadAll(in)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s %s %s %s\n", f.Name, f.Mode(), f.Modified.UTC().Format(time.RFC3339), text)
	}
	return b.String(), nil
}
