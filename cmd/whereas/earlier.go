package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

// publishedFlag names folders of results that were handed out.
var publishedFlag = &cli.StringSliceFlag{
	Name: "published",
	Usage: "`DIR` with results that were handed out: which of them told what the dossier corrects; may be given " +
		"several times",
}

// earlierResult is a result that a manifest tells of.
type earlierResult struct {
	Shown            string `json:"-"` // the folder, as it was named
	Company, Date    string
	Edition          report.Edition
	Files, Earlier   []report.ManifestFile
	Corrections      []string
	withoutAnyClaims bool // it was made before manifests named claims
}

// tellCarried says for each correction of the dossier which earlier results told the claims that it corrects: those in
// the folder of results, and those that were named. A result of a dossier that knew the correction isn't told of, nor
// one that was made after its notice ended.
func (s *session) tellCarried(published []string) error {
	d := s.company.Claims.Dossier
	if len(d.Corrections) == 0 {
		return nil
	}
	out := s.out
	if out == "" {
		out = "out" // of check, as draft names it
	}
	results, err := resultsIn(outFolder(out, d.Slug, s.opts.Edition), 0)
	if err != nil {
		return err
	}
	for _, dir := range published {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return usagef("give a folder of results", "there is no folder %q", dir)
		}
		more, err := resultsIn(dir, mostDeep)
		if err != nil {
			return err
		}
		results = append(results, more...)
	}
	for _, e := range d.Corrections {
		last := e.Last()
		var claims []string
		for _, c := range e.Claims {
			claims = append(claims, c.S)
		}
		for _, r := range results {
			made, err := report.ParseDay(r.Date)
			if r.Company != d.Slug || slices.Contains(r.Corrections, e.ID.S) || err != nil || made.After(last) {
				continue
			}
			s.tellResult(e.ID.At, e.ID.S, claims, &r)
		}
	}
	return nil
}

// tellResult says which files of a result told the claims of a correction.
func (s *session) tellResult(at diag.Span, id string, claims []string, r *earlierResult) {
	if r.withoutAnyClaims {
		s.late.Noticef(at, diag.CarriedBefore, "%s was made on %s by an earlier version, and doesn't say whether it "+
			"told what correction %q corrects", r.Shown, r.Date, id)
		return
	}
	for _, c := range claims {
		if names := r.telling(c); len(names) > 0 {
			s.late.Noticef(at, diag.CarriedBefore, "claim %q was told on %s in %s: %s", c, r.Date, r.Shown,
				strings.Join(names, ", ")).
				WithHint("whoever has them should have the correction too")
		}
	}
}

// telling are the files of a result that tell a claim.
func (r *earlierResult) telling(claim string) (names []string) {
	for _, f := range slices.Concat(r.Files, r.Earlier) {
		if slices.Contains(f.Claims, claim) {
			names = append(names, f.Name)
		}
	}
	return names
}

// mostDeep is how far below a folder that was named results are looked for: company, year, private/.
const mostDeep = 4

// resultsIn are the results in a folder and so many folders below it. What is no manifest of a result is passed over.
func resultsIn(dir string, deep int) (out []earlierResult, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("look into %s: %w", filepath.ToSlash(dir), cause(err))
	}
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		switch {
		case e.IsDir() && deep > 0 && !strings.HasPrefix(e.Name(), "."):
			more, err := resultsIn(name, deep-1)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		case e.Name() == report.ManifestName:
			if r, ok := readOutcome(name); ok {
				out = append(out, r)
			}
		}
	}
	return out, nil
}

func readOutcome(name string) (earlierResult, bool) {
	var r earlierResult
	b, err := readRegular(name)
	if err != nil || json.Unmarshal(b, &r) != nil || r.Company == "" {
		return r, false
	}
	r.Shown = filepath.ToSlash(filepath.Dir(name))
	r.withoutAnyClaims = !slices.ContainsFunc(slices.Concat(r.Files, r.Earlier),
		func(f report.ManifestFile) bool { return len(f.Claims) > 0 })
	return r, true
}
