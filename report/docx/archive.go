package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
)

// MaxBytes bounds a file that is read, and each part of it once it is unpacked: 16 MiB.
const MaxBytes = 16 << 20

// Archive is the file of a word processor (.docx): parts in XML, packed.
type Archive struct{ parts []*zip.File }

// Open opens a file. An error says in plain words why it can't be read.
func Open(data []byte) (*Archive, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("it has more than %d bytes", MaxBytes)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("it is no archive of a word processor (.docx), or a damaged one")
	}
	return &Archive{z.File}, nil
}

// part is the part of a name; nil where there is none.
func (a *Archive) part(name string) *zip.File {
	i := slices.IndexFunc(a.parts, func(f *zip.File) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return a.parts[i]
}

// Has tells whether there is a part of that name.
func (a *Archive) Has(name string) bool { return a.part(name) != nil }

// Tokens gives what a part is made of to a function, in order; a part that isn't there is made of nothing. An error
// says in plain words why the part can't be read.
func (a *Archive) Tokens(name string, each func(d *xml.Decoder, tok xml.Token) error) error {
	f := a.part(name)
	if f == nil {
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return fmt.Errorf("its part %s is damaged", name)
	}
	defer in.Close()
	d := xml.NewDecoder(io.LimitReader(in, MaxBytes+1))
	for {
		tok, err := d.Token()
		if err == nil {
			err = each(d, tok)
		}
		switch {
		case d.InputOffset() > MaxBytes:
			return fmt.Errorf("its part %s has more than %d bytes", name, MaxBytes)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("its part %s is damaged", name)
		}
	}
}
