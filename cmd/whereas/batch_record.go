package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"whereas/report"
)

// Folders of the batch itself, beside those of the companies. What lies in them may speak of restricted items and
// is nobody else's: a company's own folder can be mailed without them.
const (
	errorsFolder  = "errors" // what is wrong with a company, as draft would print it
	recordsFolder = ".batch" // what a company was made from
)

// batchRecord is what a batch remembers of a company, so that the next one does only what is missing or changed.
type batchRecord struct {
	Schema      string         `json:"schema"`
	Company     string         `json:"company"`
	Edition     report.Edition `json:"edition"`
	Inputs      inputs         `json:"inputs"`
	Captures    []string       `json:"captures,omitempty"` // that its sources name
	Manifest    string         `json:"manifest_sha256"`
	Diagnostics string         `json:"diagnostics_sha256,omitempty"` // of its file in errors/
	Counts      counts         `json:"counts"`
}

const recordSchema = "whereas/batch-record/2"

// counts are the figures of a company that a batch tells.
type counts struct {
	Claims   int `json:"claims"`
	Sources  int `json:"sources"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Problems int `json:"problems"` // of the draft, as it is stamped
	Exit     int `json:"exit"`
}

// places are where a batch writes what belongs to one company.
type places struct {
	result string // folder
	report string // file in errors/
	record string // file in .batch/
}

func placesOf(out, slug string, edition report.Edition) places {
	p := places{result: filepath.FromSlash(outFolder(out, slug, edition))}
	inner := ""
	if edition == report.InternalEdition {
		inner = string(report.InternalEdition)
	}
	p.report = filepath.Join(out, errorsFolder, inner, slug+".txt")
	p.record = filepath.Join(out, recordsFolder, inner, slug+".json")
	return p
}

// readRecord is what is remembered; nil where nothing is, or nothing that can be read.
func readRecord(name string) *batchRecord {
	b, err := readRegular(name)
	if err != nil {
		return nil
	}
	var r batchRecord
	if json.Unmarshal(b, &r) != nil || r.Schema != recordSchema {
		return nil
	}
	return &r
}

func writeRecord(name string, r *batchRecord) error {
	b, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return fmt.Errorf("write the record: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(filepath.Dir(name)), cause(err))
	}
	return writeFile(name, append(b, '\n'))
}

// whole tells whether the result that a record speaks of still lies there: manifest, files and diagnostics, each
// with its digest.
func (r *batchRecord) whole(at places) bool {
	b, err := readRegular(filepath.Join(at.result, report.ManifestName))
	if err != nil || sha(b) != r.Manifest {
		return false
	}
	var m struct {
		Files []report.ManifestFile `json:"files"`
	}
	if json.Unmarshal(b, &m) != nil {
		return false
	}
	for _, f := range m.Files {
		b, err := readRegular(filepath.Join(at.result, f.Name))
		if err != nil || len(b) != f.Bytes || sha(b) != f.SHA256 {
			return false
		}
	}
	b, err = readRegular(at.report)
	if errors.Is(err, fs.ErrNotExist) {
		return r.Diagnostics == ""
	}
	return err == nil && sha(b) == r.Diagnostics
}

func sha(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// writeReport leaves a company's diagnostics in errors/, and nothing where there are none.
func writeReport(name string, text []byte) error {
	if len(bytes.TrimSpace(text)) == 0 {
		return remove(name)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(filepath.Dir(name)), cause(err))
	}
	return writeFile(name, text)
}

// sweep removes what killed runs left half-written in the folders that all companies share, as far as it belongs
// to these companies: another share of the work may be writing beside this one.
func sweep(out string, edition report.Edition, companies []company) error {
	ours := map[string]bool{}
	for _, co := range companies {
		at := placesOf(out, co.slug, edition)
		ours[at.report], ours[at.record] = true, true
	}
	at := placesOf(out, "x", edition)
	for _, dir := range []string{filepath.Dir(at.report), filepath.Dir(at.record)} {
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("look into %s: %w", filepath.ToSlash(dir), cause(err))
		}
		for _, e := range entries {
			if to := unfinished(e.Name()); to != "" && ours[filepath.Join(dir, to)] {
				if err := remove(filepath.Join(dir, e.Name())); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
