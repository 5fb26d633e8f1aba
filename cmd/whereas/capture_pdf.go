package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"whereas/report"
)

// pdfTool is the program of the machine that takes text out of PDFs; where it is none, the library does it.
type pdfTool struct {
	text, info, version string
	library             func(data []byte) (*report.Captured, error)
	end                 func() // of the library
}

// How long the program may take over one document.
const pdfPatience = 2 * time.Minute

// pdfReader is what was asked for: "auto", "pdftotext" or "library".
func pdfReader(name string) (pdfTool, error) {
	lib := (&report.Setup{}).Captures.Library()
	library := pdfTool{library: lib.Extract, end: lib.Close}
	switch name {
	case "library":
		return library, nil
	case "auto", "pdftotext":
		t := pdfTool{}
		var err, errInfo error
		t.text, err = exec.LookPath("pdftotext")
		t.info, errInfo = exec.LookPath("pdfinfo")
		if err != nil || errInfo != nil {
			if name == "auto" {
				return library, nil
			}
			return t, usagef("install it (poppler-utils), or leave --pdf away", "pdftotext isn't installed")
		}
		said, _ := exec.Command(t.text, "-v").CombinedOutput() // some versions end with 99
		if m := regexp.MustCompile(`version (\S+)`).FindSubmatch(said); m != nil {
			t.version = string(m[1])
		}
		return t, nil
	}
	return pdfTool{}, usagef("--pdf auto, pdftotext or library", "unknown reader of PDFs %q", name)
}

// close ends what was started.
func (t pdfTool) close() {
	if t.end != nil {
		t.end()
	}
}

// extract takes a document's text out.
func (t pdfTool) extract(data []byte) (*report.Captured, error) {
	if t.library != nil {
		return t.library(data)
	}
	dir, err := os.MkdirTemp("", "whereas-capture-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the text: %w", cause(err))
	}
	defer func() { _ = os.RemoveAll(dir) }()
	name := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return nil, fmt.Errorf("write the document: %w", cause(err))
	}
	// -raw keeps the hyphens at the ends of lines: without it "well-known" over two lines becomes "wellknown", and a
	// word that nobody wrote would be proven.
	text, err := t.run(t.text, "-raw", "-enc", "UTF-8", "-eol", "unix", name, "-")
	if err != nil {
		return nil, err
	}
	info, err := t.run(t.info, "-isodates", "-enc", "UTF-8", name)
	if err != nil {
		return nil, err
	}
	d := &report.Captured{Text: strings.TrimSuffix(string(text), "\f"), Tool: "pdftotext " + t.version}
	d.Pages = 1 + strings.Count(d.Text, "\f")
	readInfo(string(info), d)
	return d, nil
}

// run runs the program; its fault is told in plain words.
func (t pdfTool) run(program string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), pdfPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s took longer than %s over it", filepath.Base(program), pdfPatience)
	case err != nil && strings.Contains(errs.String(), "assword"):
		return nil, errors.New("it is encrypted: open it with its password, and print it as a PDF without one")
	case err != nil:
		return nil, errors.New("it is a damaged PDF")
	}
	return out.Bytes(), nil
}

// readInfo reads what pdfinfo prints.
func readInfo(info string, d *report.Captured) {
	said := map[string]string{}
	for line := range strings.SplitSeq(info, "\n") {
		if key, value, ok := strings.Cut(line, ":"); ok && said[key] == "" {
			said[key] = strings.Join(strings.Fields(strings.ToValidUTF8(value, "")), " ")
		}
	}
	date := func(key string) report.Day {
		day, _ := report.ParseDay(said[key][:min(10, len(said[key]))])
		return day
	}
	d.About.Title, d.About.Author = said["Title"], said["Author"]
	d.About.Published, d.About.Changed, d.About.FileDates = date("CreationDate"), date("ModDate"), true
	d.About.MadeBy = strings.TrimSpace(said["Creator"] + " " + said["Producer"])
}
