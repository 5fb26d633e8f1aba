package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
	"whereas/rubrics"
	"whereas/templates"
)

// Flags that mean the same everywhere.
var (
	rubricFlag   = &cli.StringFlag{Name: "rubric", Value: report.DefaultRubric, Usage: "`NAME` of a rubric, or a file"}
	capturesFlag = &cli.StringSliceFlag{
		Name:  "captures",
		Usage: "`DIR` with the saved texts of sources; may be given several times",
	}
	dateFlag  = &cli.StringFlag{Name: "date", Usage: "`DAY` of the documents; the dossier's as_of where left out"}
	todayFlag = &cli.StringFlag{
		Name:   "today",
		Usage:  "`DAY` that notices of old facts reckon from, for a repeatable run",
		Hidden: true,
	}
	editionFlag = &cli.StringFlag{Name: "edition", Value: string(report.PublicEdition), Usage: "public or internal"}
	strictFlag  = &cli.BoolFlag{Name: "strict", Usage: "warnings end the run as errors do"}
	outFlag     = &cli.StringFlag{Name: "out", Value: "out", Usage: "`DIR` that results are written into"}
	finalFlag   = &cli.BoolFlag{
		Name:  "final",
		Usage: "no stamp; refused while a claim told is unchecked or the draft has faults",
	}
	mapFlag = &cli.StringFlag{
		Name:  "map",
		Usage: "`MAP.toml` of the columns, where the dossier is a table of your own",
	}
	forceFlag  = &cli.BoolFlag{Name: "force", Usage: "write over results that were changed since they were written"}
	formatFlag = &cli.StringFlag{Name: "format", Value: "text", Usage: "what is printed: text or json"}
)

// asFlag chooses forms of texts.
func asFlag(all []report.Format) *cli.StringFlag {
	// What is edited in a word processor or pasted is made when it is asked for.
	usual := slices.DeleteFunc(slices.Clone(all), func(f report.Format) bool { return f == "docx" || f == "txt" })
	return &cli.StringFlag{Name: "as", Value: joined(usual, ","),
		Usage: "forms of the texts, separated by commas: " + joined(all, ", ")}
}

// settings are what a command line asks for, read once: all companies of a run share them and change nothing.
type settings struct {
	stderr   io.Writer
	setup    *report.Setup
	rubric   diag.List      // faults of the rubric
	opts     report.Options // but for what names one company
	captures []*os.Root
	strict   bool
	tableMap string            // a map of the columns of a table of one's own; "" where dossiers are dossiers
	mapText  diag.Texts        // its text, once it was read
	due      report.Day        // of the filing that check looks ahead to; zero for none
	force    bool              // what a person edited in the results is written over
	out      string            // folder of results; "" for verbs that write none
	seen     map[string]string // digests of the captures that were read, where a batch keeps them; else nil
}

// readSettings reads the flags that verbs share, rubric and captures. A rubric with errors is in the settings'
// list: open refuses to judge by it.
func readSettings(c *cli.Context) (*settings, error) {
	st := &settings{stderr: c.App.ErrWriter, strict: c.Bool("strict"), force: c.Bool("force")}
	var err error
	if st.opts.Date, st.opts.Today, err = dates(c); err != nil {
		return nil, err
	}
	st.opts.Final, st.opts.Attach, st.opts.OnePage = c.Bool("final"), c.Bool("attach"), c.Bool("one-page")
	switch st.opts.Edition = report.Edition(c.String("edition")); st.opts.Edition {
	case report.PublicEdition, report.InternalEdition:
	case "":
		st.opts.Edition = report.PublicEdition
	default:
		return nil, usagef("editions: public, internal", "unknown edition %q", st.opts.Edition)
	}
	if slices.ContainsFunc(c.Command.Flags, func(f cli.Flag) bool { return f.Names()[0] == "out" }) {
		if st.out = c.String("out"); st.out == "" {
			return nil, usagef("", "--out needs a folder")
		}
	}
	st.tableMap = c.String("map") // of verbs that take one
	name := c.String("rubric")
	if name == "" && !c.IsSet("rubric") {
		name = report.DefaultRubric // of verbs that judge nothing, and need the words of a dossier all the same
	}
	if err := st.loadRubric(name); err != nil {
		return nil, err
	}
	for _, dir := range c.StringSlice("captures") {
		r, err := openFolder(dir)
		if err != nil {
			st.close()
			return nil, err
		}
		st.captures = append(st.captures, r)
		st.opts.Captures = append(st.opts.Captures, r.FS())
	}
	day := st.opts.Date
	if day.IsZero() {
		day = st.opts.Today
	}
	st.opts.Stamp = report.Stamp{Record: c.Bool("record"), By: c.String("by"), Date: day}
	return st, nil
}

func (st *settings) close() {
	for _, r := range st.captures {
		r.Close()
	}
}

// session is the way of one dossier through a run.
type session struct {
	*settings
	opts     report.Options
	list     diag.List
	company  *report.Graded
	root     *os.Root
	book     *report.Workbook // in place of a folder; nil where it is one
	ahead    string           // what check says of the days to come
	dir      string           // the dossier, as the command line names it
	late     diag.List        // of what is made; list is what check says
	problems int              // of the draft, as it is stamped
	final    bool             // a text with faults was refused, warnings among them
	scored   *report.Scored
	result   *report.Result
	made     diag.Texts // what the run made and diagnostics can point into
}

func (s *session) close() {
	if s.root != nil {
		s.root.Close()
	}
}

// captureFolders are the folders that quotes of a dossier are looked for in: its own, in its folder or beside its
// workbook, and those given.
func (st *settings) captureFolders(dir string) (folders []fs.FS) {
	if own := ownCaptures(dir); own != nil {
		folders = append(folders, own)
	}
	folders = append(folders, st.opts.Captures...)
	if st.seen != nil {
		for i, f := range folders {
			folders[i] = watched{f, st.seen}
		}
	}
	return folders
}

// ownFolder is the captures of a dossier. Each file is opened through the dossier's folder, so no link leads out of it,
// and nothing stays open between them.
type ownFolder struct{ dossier string }

// ownCaptures is the folder of captures that belongs to a dossier; nil where it has none.
func ownCaptures(dir string) fs.FS {
	own := ownFolder{dir}
	if isWorkbook(dir) || isTable(dir) {
		own.dossier = filepath.Dir(dir)
	}
	if info, err := own.Stat("."); err != nil || !info.IsDir() { // what is wrong with the dossier, reading it says
		return nil
	}
	return own
}

func (o ownFolder) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(o.dossier)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	within := path.Join(report.Captures, name)
	if info, err := fs.Stat(root.FS(), within); err != nil {
		return nil, err
	} else if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: within, Err: errNoFile}
	}
	return root.FS().Open(within)
}

// errNoFile is a pipe, a device or the like in the place of a file.
var errNoFile = errors.New("it is neither a file nor a folder")

// Stat doesn't open the file: who opens a pipe may wait for ever.
func (o ownFolder) Stat(name string) (fs.FileInfo, error) {
	root, err := os.OpenRoot(o.dossier)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return fs.Stat(root.FS(), path.Join(report.Captures, name))
}

// open reads a dossier. The rubric's own faults end the run, since nothing can be judged by it: then the session
// has no company and the error is errInput.
func (st *settings) open(dir string) (*session, error) {
	s := &session{settings: st, opts: st.opts, dir: dir}
	s.list.Append(&st.rubric)
	if s.list.Failed(false) {
		return s, errInput
	}
	named, err := distinct(folders([]string{dir}), st.out)
	if err != nil {
		return nil, err
	}
	slug := named[0].slug
	var files fs.FS
	if isWorkbook(dir) || isTable(dir) {
		if s.book, err = st.readWorkbook(dir, &s.list); err != nil {
			return nil, err
		}
		// What is missing because of that isn't told. A row of a table that tells nothing hides nothing else.
		if s.book == nil || s.list.Failed(false) && st.tableMap == "" {
			return s, errInput
		}
		files, s.opts.Prefix = s.book.Files, s.book.Places.Prefix()
	} else if st.tableMap != "" {
		return nil, usagef("leave --map away, or give the table itself",
			"--map is for a table of your own, and %q is a folder", dir)
	} else {
		if s.root, err = openFolder(dir); err != nil {
			return nil, err
		}
		files, s.opts.Prefix = s.root.FS(), folderPrefix(dir)
	}
	s.opts.Captures = st.captureFolders(dir)
	if err := checkOut(st.out, dir, slug); err != nil {
		s.close()
		return nil, err
	}
	s.opts.Out = outFolder(st.out, slug, s.opts.Edition) + "/"
	if s.root != nil {
		if err := tellNames(files, slug, s.opts.Prefix, s.opts.Edition, &s.list); err != nil {
			s.close()
			return nil, err
		}
	}
	read, err := s.setup.Read(files, slug, s.opts, &s.list)
	if err != nil {
		s.close()
		return nil, fmt.Errorf("read the dossier %s: %w", dir, err)
	}
	s.company = s.setup.Grade(read, &s.list)
	return s, nil
}

// openOrReport is open for verbs that can't go on without a company: a faulty rubric is reported here.
func (st *settings) openOrReport(dir string) (*session, error) {
	st.makeRoom(dir)
	s, err := st.open(dir)
	if err == errInput {
		defer s.close()
		return nil, s.report()
	}
	return s, err
}

// makeRoom has garbage collected as a large dossier needs it, for the rest of the run.
func (st *settings) makeRoom(dir string) {
	size := sizeOf(dir) + sizeOf(filepath.Join(dir, "assessments"))
	if st.opts.Edition == report.InternalEdition {
		size += sizeOf(filepath.Join(dir, "private"))
	}
	if size <= aLarge {
		return
	}
	collect(large)
	if len(st.captures) == 0 { // else nobody knows yet how much of them is read
		debug.SetMemoryLimit(memoryFor(size, sizeOf(filepath.Join(dir, report.Captures))))
	}
}

// sizeOf is how many bytes the files of a folder have, those in its folders left out. What can't be looked at counts
// nothing, and is told of when it is read.
func sizeOf(dir string) (total int64) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
	}
	return total
}

// checkOut refuses to write results into the dossier itself: the next run would take the drafted resolution for
// the user's own.
func checkOut(out, dossier, slug string) error {
	if out == "" {
		return nil
	}
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return usagef("give a folder", "%q is a file, not a folder", out)
	}
	from, err := filepath.Abs(dossier)
	if err != nil {
		return fmt.Errorf("find %s: %w", dossier, err)
	}
	to, err := filepath.Abs(filepath.Join(out, slug))
	if err != nil {
		return fmt.Errorf("find %s: %w", out, err)
	}
	here, errHere := filepath.EvalSymlinks(from)
	there, errThere := filepath.EvalSymlinks(to)
	if to == from || errHere == nil && errThere == nil && here == there {
		return usagef("give another folder, for example --out out", "--out %s would write into the dossier itself", out)
	}
	return nil
}

// outFolder is where a company's results go: what may not be mailed lies in private/, with a manifest of its own.
func outFolder(out, slug string, edition report.Edition) string {
	p := filepath.ToSlash(filepath.Join(out, slug))
	if edition == report.InternalEdition {
		p += "/private"
	}
	return p
}

func openFolder(dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		hint := ""
		if entries, err := os.ReadDir(filepath.Dir(filepath.Clean(dir))); err == nil {
			var names []string
			for _, e := range entries {
				if e.IsDir() {
					names = append(names, e.Name())
				}
			}
			if near := diag.Nearest(filepath.Base(dir), names); near != "" {
				hint = fmt.Sprintf("did you mean %q?",
					filepath.ToSlash(filepath.Join(filepath.Dir(filepath.Clean(dir)), near)))
			}
		}
		return nil, usagef(hint, "there is no folder %q", dir)
	case runtime.GOOS == "windows" && errors.Is(err, winInvalidName):
		return nil, usagef(badPathHint, "there is no folder %q", dir)
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", dir, cause(err))
	case !info.IsDir():
		return nil, usagef("give the folder that the file lies in", "%q is a file, not a folder", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, cause(err))
	}
	return root, nil
}

// readRegular reads a file that a person named. A pipe, a device or a socket is refused: who opens one may wait for
// ever.
func readRegular(name string) ([]byte, error) {
	if info, err := os.Stat(name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, usagef("give a file", "%q isn't a file", name)
	}
	return os.ReadFile(name)
}

// loadRubric reads a rubric: a file where the name looks like one.
func (st *settings) loadRubric(name string) error {
	var own []byte
	if strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".toml") {
		b, err := readRegular(name)
		var usage usageError
		if errors.Is(err, fs.ErrNotExist) {
			return usagef("", "there is no rubric file %q", name)
		} else if errors.As(err, &usage) {
			return err
		} else if err != nil {
			return fmt.Errorf("read the rubric: %w", err)
		}
		own = b
	} else if !slices.Contains(report.RubricNames(rubrics.Files), name) {
		return usagef("a rubric of your own is a file: --rubric ./my-rubric.toml; embedded: "+strings.Join(
			report.RubricNames(rubrics.Files), ", "), "there is no rubric %q", name)
	}
	setup, err := report.Load(report.Data{Rubrics: rubrics.Files, Templates: templates.Files}, name, own, &st.rubric)
	if err != nil {
		return err
	}
	st.setup = setup
	return nil
}

// report prints the diagnostics collected so far; errInput where the run can't go on.
func (s *session) report() error {
	if err := s.print(s.stderr, s.all(), styleOf(s.stderr)); err != nil {
		return err
	}
	if s.failed() {
		return errInput
	}
	return nil
}

// reportMade is report for verbs that make something: of the dossier's own warnings it says only how many there are,
// so that what is said of the thing made is seen. Where the run can't go on it is report.
func (s *session) reportMade() error {
	if s.failed() {
		return s.report()
	}
	shown := s.list.WithoutWarnings()
	shown.Append(&s.late)
	if err := s.print(s.stderr, shown, styleOf(s.stderr)); err != nil {
		return err
	}
	if n := s.list.Count(diag.Warning); n > 0 {
		fmt.Fprintf(s.stderr, "note: the dossier itself has %s: whereas check %s\n", count(n, "warning"),
			diag.Visible(s.dir))
	}
	return nil
}

// failed tells whether what was found ends the run with exit code 1.
func (s *session) failed() bool {
	strict := s.strict || s.final
	return s.list.Failed(strict) || s.late.Failed(strict)
}

// all is what check says and what is said of the thing made.
func (s *session) all() *diag.List {
	all := &diag.List{}
	all.Append(&s.list)
	all.Append(&s.late)
	return all
}

func (s *session) print(w io.Writer, list *diag.List, style diag.Style) error {
	if err := diag.Print(w, s.sorted(list), s.texts(), style); err != nil {
		return fmt.Errorf("print the diagnostics: %w", err)
	}
	return nil
}

// texts are what diagnostics of the run can point into.
func (s *session) texts() diag.Texts {
	texts := s.setup.Texts(nil)
	if s.company != nil {
		texts = s.setup.Texts(s.company.Dossier)
	}
	if s.book != nil {
		maps.Copy(texts, s.book.Places.Texts())
	}
	maps.Copy(texts, s.mapText)
	maps.Copy(texts, s.made)
	return texts
}
