package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

func captureCommand() *cli.Command {
	return &cli.Command{
		Name:      "capture",
		Usage:     "take documents into the dossier, with their text, so that quotes can be proven",
		ArgsUsage: "FILE…",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "into", Usage: "`DIR` of the dossier"},
			&cli.StringFlag{Name: "source", Usage: "`ID` of the source that the document is; a new one gets this id"},
			&cli.BoolFlag{Name: "accept", Usage: "put what the document says of itself into the dossier"},
			&cli.BoolFlag{Name: "check", Usage: "say what was changed, is gone or unused: whereas capture --check DIR"},
			&cli.StringFlag{
				Name:  "timestamp",
				Usage: "have the authority for time at `URL` vouch for the day (RFC 3161)",
			},
			&cli.StringFlag{
				Name:  "pdf",
				Value: "auto",
				Usage: "what reads PDFs, where auto is pdftotext if it is installed: auto, pdftotext or library",
			},
			strictFlag, todayFlag,
		},
		Action: func(c *cli.Context) error {
			if c.Bool("check") {
				return checkCaptures(c)
			}
			if c.NArg() == 0 || !c.IsSet("into") {
				return usagef(
					"whereas capture FILE --into DIR",
					"capture needs files, and the dossier to take them into",
				)
			}
			return captureFiles(c)
		},
	}
}

// captureFiles takes files in, one after the other: each whole or not at all. What is wrong with one stops none of the
// others.
func captureFiles(c *cli.Context) error {
	pdf, err := pdfReader(c.String("pdf"))
	if err != nil {
		return err
	}
	defer pdf.close()
	st, err := readSettings(c)
	if err != nil {
		return err
	}
	defer st.close()
	dir := c.String("into")
	if isWorkbook(dir) || isTable(dir) {
		return usagef("take it into a folder first: whereas import "+dir+" --into DIR",
			"captures lie in a folder, and %q is a workbook", dir)
	}
	if err := capturesFolder(dir); err != nil {
		return err
	}
	names, err := expandAll(c.Args().Slice(), wantedFiles(), c.App.ErrWriter)
	if err != nil {
		return err
	}
	if c.IsSet("source") && len(names) > 1 {
		return usagef("give one file with each --source", "--source names one source, and there are %d files",
			len(names))
	}
	failed := false
	for _, name := range names {
		switch err := st.capture(c, dir, name, pdf); {
		case err == errInput:
			failed = true
		case err != nil:
			return err
		}
	}
	if failed {
		return errInput
	}
	return nil
}

// capturesFolder refuses captures that aren't a folder of the dossier.
func capturesFolder(dir string) error {
	name := filepath.Join(dir, report.Captures)
	if info, err := os.Lstat(name); err == nil && !info.IsDir() {
		return usagef("put the folder itself there; captures that lie elsewhere are given with --captures",
			"%q isn't a folder of the dossier", shownName(name))
	}
	return nil
}

// capture takes one document in.
func (st *settings) capture(c *cli.Context, dir, name string, pdf pdfTool) error {
	s, err := st.openOrReport(dir)
	if s == nil {
		return err
	}
	defer s.close()
	in := report.Intake{Name: shownName(name), Dossier: s.company.Dossier, Folder: s.root.FS(), Prefix: s.opts.Prefix,
		Source: c.String("source"), Accept: c.Bool("accept"), Today: st.opts.Today, Taken: moment(c, st)}
	if url := c.String("timestamp"); url != "" {
		in.Stamp = func(data []byte) ([]byte, string, error) {
			token, when, err := stamp(url, data)
			return token, when.Format(time.RFC3339), err
		}
	}
	if !st.setup.Captures.IsID(in.Source) && in.Source != "" {
		return usagef("ids are made of the letters a–z, digits and single hyphens", "%q can't be an id", in.Source)
	}
	var l diag.List
	tell := func(texts diag.Texts) error {
		if err := diag.Print(st.stderr, l.Sorted(), texts, styleOf(st.stderr)); err != nil {
			return fmt.Errorf("print the diagnostics: %w", err)
		}
		if l.Failed(st.strict) {
			return errInput
		}
		return nil
	}
	if !st.readDocument(name, &in, pdf, &l) {
		return tell(nil)
	}
	out, err := st.setup.Captures.Take(in, &l)
	if err != nil {
		return err
	}
	if err := tell(out.Texts); err != nil {
		return err
	}
	if err := writeDossier(dir, out.Old, out.New); err != nil {
		return err
	}
	return printText(c.App.Writer, out.Said)
}

// moment is when documents are taken in: now, or the day of --today for a repeatable run.
func moment(c *cli.Context, st *settings) string {
	now := time.Now().UTC()
	if c.IsSet("today") {
		d := st.opts.Today
		now = time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	}
	return now.Format(time.RFC3339)
}

// readDocument reads a document and its text; false where it can't be taken in, which the list says.
func (st *settings) readDocument(name string, in *report.Intake, pdf pdfTool, l *diag.List) bool {
	at := diag.Span{File: in.Name}
	data, err := readRegular(name)
	if err != nil {
		l.Errorf(at, diag.NotCaptured, "the file can't be read: %v", plainly(err))
		return false
	}
	var text []byte
	ext := filepath.Ext(name)
	for _, beside := range []string{strings.TrimSuffix(name, ext) + ".txt", name + ".txt"} {
		if b, err := readRegular(beside); err == nil && beside != name {
			text = b
			break
		}
	}
	if in.Doc, err = st.setup.Captures.Read(filepath.Base(name), data, text, pdf.extract); err != nil {
		l.Errorf(at, diag.NotCaptured, "nothing was taken in: %v", err)
		return false
	}
	in.Data = data
	return true
}

// plainly is a fault of reading a file without its name.
func plainly(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("there is no such file")
	}
	return cause(err)
}

// checkCaptures says of each dossier what became of its captures.
func checkCaptures(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("whereas capture --check DIR", "capture --check needs a folder")
	}
	st, err := readSettings(c)
	if err != nil {
		return err
	}
	defer st.close()
	failed := false
	dirs, err := expandAll(c.Args().Slice(), wantedDossiers(), c.App.ErrWriter)
	if err != nil {
		return err
	}
	for _, dir := range dirs {
		bad, err := st.checkCaptures(c, dir)
		if err != nil {
			return err
		}
		failed = failed || bad
	}
	if failed {
		return errInput
	}
	return nil
}

func (st *settings) checkCaptures(c *cli.Context, dir string) (failed bool, err error) {
	s, err := st.openOrReport(dir)
	if s == nil {
		return err == nil, err
	}
	defer s.close()
	if err := capturesFolder(dir); err != nil {
		return false, err
	}
	own := ownCaptures(dir)
	if own == nil {
		return false, printText(c.App.Writer, diag.Visible(shownName(dir))+": no captures\n")
	}
	prefix := shownName(dir)
	if s.book != nil {
		prefix = shownName(filepath.Dir(dir))
	}
	prefix += "/" + report.Captures + "/"
	var l diag.List
	recorded, texts, err := st.setup.Captures.Check(s.company.Dossier, own, prefix, &l)
	if err != nil {
		return false, fmt.Errorf("look at the captures of %s: %w", shownName(dir), err)
	}
	for name, b := range s.setup.Texts(s.company.Dossier) {
		if texts == nil {
			texts = diag.Texts{}
		}
		texts[name] = b
	}
	if err := diag.Print(st.stderr, l.Sorted(), texts, styleOf(st.stderr)); err != nil {
		return false, fmt.Errorf("print the diagnostics: %w", err)
	}
	return l.Failed(st.strict), printText(c.App.Writer, fmt.Sprintf("%s: %s recorded, %s, %s\n",
		diag.Visible(shownName(dir)), count(recorded, "capture"), count(l.Count(diag.Error), "error"),
		count(l.Count(diag.Warning), "warning")))
}
