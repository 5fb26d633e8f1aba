package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

// workbookName is the name of a dossier's workbook.
const workbookName = "dossier.xlsx"

// isWorkbook tells whether a dossier is named by a file of a spreadsheet program, in place of a folder.
func isWorkbook(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods":
		info, err := os.Stat(name)
		return err == nil && info.Mode().IsRegular()
	}
	return false
}

// isTable tells whether a name is that of a table of one's own, which needs a map to be read as a dossier.
func isTable(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".tab":
		info, err := os.Stat(name)
		return err == nil && info.Mode().IsRegular()
	}
	return false
}

// slugOf is what a dossier is called: its folder's name; of a workbook its own, or its folder's where it is called
// dossier.xlsx, as export calls all of them.
func slugOf(abs string) string {
	if !isWorkbook(abs) && !isTable(abs) {
		return filepath.Base(abs)
	}
	if strings.EqualFold(filepath.Base(abs), workbookName) {
		return filepath.Base(filepath.Dir(abs))
	}
	return strings.TrimSuffix(filepath.Base(abs), filepath.Ext(abs))
}

// readWorkbook reads a workbook that a person named; nil without an error where it can't be read as a dossier, which l
// says.
func (st *settings) readWorkbook(name string, l *diag.List) (*report.Workbook, error) {
	if st.tableMap != "" || isTable(name) {
		return st.readTable(name, st.tableMap, l)
	}
	data, err := readRegular(name)
	var usage usageError
	if errors.As(err, &usage) {
		return nil, err
	} else if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	}
	return st.setup.Books().Read(shownName(name), data, l), nil
}

// readTable reads a table of one's own by a map of its columns; nil without an error where it can't be, which l says.
func (st *settings) readTable(name, mapName string, l *diag.List) (*report.Workbook, error) {
	if mapName == "" {
		return nil, usagef("whereas import "+name+" --suggest-map drafts one; give it with --map MAP.toml",
			"a table needs a map that says what its columns are")
	}
	text, err := readMap(mapName, name)
	if err != nil {
		return nil, err
	}
	data, err := readRegular(name)
	var usage usageError
	if errors.As(err, &usage) {
		return nil, err
	} else if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, cause(err))
	}
	st.mapText = diag.Texts{shownName(mapName): string(text)}
	return st.setup.Books().ReadTable(shownName(name), data, shownName(mapName), text, l), nil
}

func shownName(name string) string { return filepath.ToSlash(filepath.Clean(name)) }

// sorted are diagnostics as they are printed: those of a workbook by its cells.
func (s *session) sorted(l *diag.List) []diag.Diagnostic {
	if s.book == nil {
		return l.Sorted()
	}
	return s.book.Places.Translate(l.Sorted())
}

func exportCommand() *cli.Command {
	return &cli.Command{
		Name: "export",
		Usage: "write a dossier as a workbook, to be filled in and taken back in by import, or its sources as a " +
			"library of references",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{editionFlag, outFlag, forceFlag, todayFlag, &cli.StringFlag{Name: "as", Value: "xlsx",
			Usage: "a workbook, or the sources as CSL-JSON for Zotero and its like: xlsx or csl"}},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			switch as := c.String("as"); as {
			case "xlsx":
				return export(c, st, dir)
			case "csl":
				return exportCSL(c, st, dir)
			default:
				return usagef("--as xlsx, or --as csl", "unknown form %q of an export", as)
			}
		},
	}
}

// export refuses to write over a workbook that somebody changed.
func export(c *cli.Context, st *settings, dir string) error {
	named, err := distinct(folders([]string{dir}), st.out)
	if err != nil {
		return err
	}
	root, err := openFolder(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	s := &session{settings: st, dir: dir, made: diag.Texts{}}
	prefix := folderPrefix(dir)
	files, left, err := st.setup.Books().Files(root.FS(), st.opts.Edition == report.InternalEdition)
	if err != nil {
		return fmt.Errorf("export %s: %w", dir, err)
	}
	for _, name := range left {
		s.list.Errorf(diag.Span{File: prefix + name}, diag.NoFile, "the file can't be read as it lies there, so the "+
			"workbook would lack what it holds").
			WithHint("whereas check %s says why", strings.TrimSuffix(prefix, "/"))
	}
	if len(left) > 0 {
		return s.report()
	}
	for name, b := range files {
		s.made[prefix+name] = string(b)
	}
	if len(files) == 0 {
		s.list.Errorf(diag.Span{File: strings.TrimSuffix(prefix, "/")}, diag.EmptyDossier,
			"the folder holds no dossier: there is no *.toml in it").
			WithHint("an empty workbook to begin with is made with: whereas new --workbook FILE.xlsx")
		return s.report()
	}
	data, err := st.setup.Books().Export(files, prefix, false, &s.list)
	if err != nil {
		return fmt.Errorf("export %s: %w", dir, err)
	}
	if data == nil {
		return s.report()
	}
	name := filepath.Join(st.out, named[0].slug, workbookName)
	if !st.force && s.wouldLose(name, data) {
		return s.report()
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(filepath.Dir(name)), cause(err))
	}
	if err := writeFile(name, data); err != nil {
		return err
	}
	if err := printText(c.App.Writer, diag.Visible(filepath.ToSlash(name))+"\n"); err != nil {
		return err
	}
	for _, b := range files {
		if bytes.Contains(b, []byte(`"restricted"`)) || bytes.Contains(b, []byte(`"redactable"`)) {
			fmt.Fprintln(s.stderr,
				"note: the workbook holds the whole dossier, also what is restricted: mail the papers, not this")
			break
		}
	}
	return nil
}

// wouldLose adds an error where a workbook lies in a place that somebody changed since it was written, or that is none
// of ours.
func (s *session) wouldLose(name string, data []byte) bool {
	old, err := readRegular(name)
	if err != nil || bytes.Equal(old, data) {
		return false
	}
	var faults diag.List
	books := s.setup.Books()
	b := books.Read(name, old, &faults)
	if b != nil && !faults.Failed(false) && !b.Edited() && !books.Saved(old) {
		return refuseOther(filepath.Dir(name), b.Company(), books.Read(name, data, &diag.List{}).Company(), &s.list)
	}
	s.list.Errorf(diag.Span{File: filepath.ToSlash(name)}, diag.EditedResult,
		"the workbook was changed since it was written, and isn't written over").
		WithHint("take its changes in first: whereas import %s --into %s; or write over it with --force",
			filepath.ToSlash(name), filepath.ToSlash(s.dir))
	return true
}

// folderPrefix is what stands before the names of a dossier's files when they are shown.
func folderPrefix(dir string) string {
	return strings.TrimPrefix(filepath.ToSlash(filepath.Clean(dir))+"/", "./")
}

func importCommand() *cli.Command {
	return &cli.Command{
		Name: "import",
		Usage: "take what stands elsewhere into a dossier: a workbook, a table, a library of references " +
			"(CSL-JSON, BibTeX), or a resolution from a word processor",
		ArgsUsage: "FILE --into DIR",
		Flags: []cli.Flag{rubricFlag, capturesFlag, editionFlag, todayFlag,
			&cli.StringFlag{Name: "into", Usage: "`DIR` of the dossier, which is made where it isn't there"},
			&cli.StringFlag{
				Name:  "map",
				Usage: "`MAP.toml` that says what the columns of a table of your own are, or the entries of a library",
			},
			&cli.BoolFlag{
				Name: "suggest-map",
				Usage: "print such a map, drafted from the table's heads, or the one that libraries are read by, and " +
					"do nothing else",
			},
			&cli.BoolFlag{Name: "dry-run", Usage: "say what would be changed, and change nothing"},
			&cli.BoolFlag{Name: "delete", Usage: "what the workbook hasn't any more is taken out of the dossier, too"},
			&cli.BoolFlag{
				Name: "force",
				Usage: "where both were changed since the workbook was written, the workbook's counts; of a library: " +
					"where it says something else than the dossier, the library counts",
			},
			&cli.StringFlag{
				Name:  "accept",
				Usage: "which tracked changes of a .docx are made; ask goes through them: all, none or ask",
			},
		},
		Action: func(c *cli.Context) error {
			name, err := importedFile(c)
			if err != nil {
				return err
			}
			if strings.EqualFold(filepath.Ext(name), ".docx") {
				return importWord(c, name)
			}
			st := &settings{stderr: c.App.ErrWriter}
			if err := st.loadRubric(report.DefaultRubric); err != nil {
				return err
			}
			return importFile(c, st, name)
		},
	}
}

// importedFile is the single file that import is given.
func importedFile(c *cli.Context) (string, error) {
	switch c.NArg() {
	case 0:
		return "", usagef("whereas import FILE.xlsx --into DIR", "import needs a file")
	case 1:
	default:
		return "", usagef("", "import takes one file, not %d", c.NArg())
	}
	name := c.Args().First()
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", usagef("", "there is no file %q", name)
	case err == nil && info.IsDir():
		return "", usagef("give the workbook that lies in it", "%q is a folder, not a file", name)
	}
	return name, nil
}

func importFile(c *cli.Context, st *settings, name string) error {
	if err := libraryUsage(c, st, name); err != nil {
		return err
	}
	if c.Bool("suggest-map") {
		return suggestMap(c, st, name)
	}
	dir := c.String("into")
	if dir == "" {
		return usagef(
			"whereas import "+name+" --into DIR",
			"import needs to know the dossier that it is to take the file into",
		)
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return usagef("give the dossier's folder", "%q is a file, not a folder", dir)
	}
	s := &session{settings: st, dir: dir, made: diag.Texts{}}
	b, err := readImported(c, s, name)
	if err != nil {
		return err
	}
	if !st.isLibrary(name) {
		s.book = b // places are put into its cells
	}
	if b == nil || s.list.Failed(false) {
		return s.report()
	}
	old, err := st.readDossierFiles(dir)
	if err != nil {
		return err
	}
	prefix := folderPrefix(dir)
	for name, text := range old {
		s.made[prefix+name] = string(text)
	}
	out, changes := b.Merge(old, prefix, c.Bool("delete"), c.Bool("force"), &s.list)
	if s.list.Failed(false) {
		return s.report()
	}
	if err := whole(name, b, old, out, c); err != nil {
		return err
	}
	if err := s.report(); err != nil {
		return err
	}
	if err := printText(c.App.Writer, tellChanges(prefix, changes, b.Made, c.Bool("dry-run"))); err != nil {
		return err
	}
	if c.Bool("dry-run") || len(out) == 0 {
		return nil
	}
	return writeDossier(dir, old, out)
}

// readImported reads a dossier's workbook or, with a map, a table.
func readImported(c *cli.Context, s *session, name string) (*report.Workbook, error) {
	mapName := c.String("map")
	if s.isLibrary(name) {
		return readLibrary(s, name, mapName)
	}
	if mapName == "" && !isTable(name) && !strings.EqualFold(filepath.Ext(name), ".txt") {
		return s.readWorkbook(name, &s.list)
	}
	b, err := s.readTable(name, mapName, &s.list)
	maps.Copy(s.made, s.mapText)
	return b, err
}

// readMap reads a map that a person named.
func readMap(mapName, name string) ([]byte, error) {
	text, err := readRegular(mapName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("whereas import "+name+" --suggest-map drafts one", "there is no map %q", mapName)
	} else if err != nil {
		return nil, fmt.Errorf("read the map: %w", err)
	}
	return text, nil
}

// suggestMap prints a map that is drafted from a table; of a library the rules that it is read by.
func suggestMap(c *cli.Context, st *settings, name string) error {
	if st.isLibrary(name) {
		return printRules(c, st)
	}
	data, err := readRegular(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, cause(err))
	}
	s := &session{settings: st}
	text := st.setup.Books().SuggestMap(shownName(name), data, &s.list)
	if err := s.report(); err != nil || text == nil {
		return err
	}
	return printText(c.App.Writer, string(text))
}

// whole reads what is to be written once more: where it doesn't say what the workbook says, the program has a fault,
// and nothing is written.
func whole(name string, b *report.Workbook, old, out report.Files, c *cli.Context) error {
	now := report.Files{}
	for n, text := range old {
		now[n] = text
	}
	for n, text := range out {
		if now[n] = text; text == nil {
			delete(now, n)
		}
	}
	var l diag.List
	if _, again := b.Merge(now, "", c.Bool("delete"), b.Text() == nil || c.Bool("force"), &l); l.Failed(false) ||
		slices.ContainsFunc(again, func(ch report.Change) bool { return ch.What != "kept" }) {
		return fmt.Errorf(
			"take %s in: the dossier can't be changed where it stands without a loss; nothing was written",
			name,
		)
	}
	return nil
}

// readDossierFiles are the files of a dossier, none where its folder isn't there.
func (st *settings) readDossierFiles(dir string) (report.Files, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return report.Files{}, nil
	}
	root, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	files, left, err := st.setup.Books().Files(root.FS(), true)
	if err != nil {
		return nil, fmt.Errorf("read the dossier %s: %w", dir, err)
	}
	if len(left) > 0 { // else what they hold would look as if it had been taken out
		return nil, usagef("whereas check "+shownName(dir)+" says why",
			"%s of the dossier can't be read as it lies there", left[0])
	}
	return files, nil
}

// tellChanges is what an import does, field by field.
func tellChanges(prefix string, changes []report.Change, made []string, dry bool) string {
	var b strings.Builder
	counts := map[string]int{}
	for _, ch := range changes {
		counts[ch.What]++
		fmt.Fprintf(&b, "%s %s", ch.What, ch.Name)
		if ch.File != "" {
			fmt.Fprintf(&b, " (%s)", prefix+ch.File)
		}
		if ch.Why != "" {
			fmt.Fprintf(&b, ": %s", ch.Why)
		}
		b.WriteByte('\n')
		for _, f := range ch.Fields {
			switch {
			case f.Key == "" && f.Old+f.New != "":
				fmt.Fprintf(&b, "    %s\n", clip(f.Old+f.New))
			case f.Key == "":
			case f.Kept && f.New != "":
				fmt.Fprintf(
					&b,
					"    %s: %s stays; the library has %s (--force takes it)\n",
					f.Key,
					clip(f.Old),
					clip(f.New),
				)
			case f.Kept:
				fmt.Fprintf(&b, "    %s: %s stays, though the workbook hasn't it\n", f.Key, clip(f.Old))
			case f.Old == "":
				fmt.Fprintf(&b, "    %s: + %s\n", f.Key, clip(f.New))
			case f.New == "":
				fmt.Fprintf(&b, "    %s: - %s\n", f.Key, clip(f.Old))
			default:
				fmt.Fprintf(&b, "    %s: %s → %s\n", f.Key, clip(f.Old), clip(f.New))
			}
		}
	}
	if len(made) > 0 {
		fmt.Fprintf(
			&b,
			"%s made, since there were none: %s\n",
			plural(len(made), "id was", "ids were"),
			clip(strings.Join(made, ", ")),
		)
	}
	fmt.Fprintf(&b, "%s: %d added, %d changed, %d removed, %d kept\n",
		map[bool]string{true: "nothing was written (--dry-run)", false: strings.TrimSuffix(prefix, "/")}[dry],
		counts["added"], counts["changed"], counts["removed"], counts["kept"])
	var lines []string
	for line := range strings.SplitSeq(b.String(), "\n") {
		lines = append(lines, diag.Visible(line))
	}
	return strings.Join(lines, "\n")
}

// clip is a text as it fits into a line of changes.
func clip(s string) string {
	const most = 160
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// writeDossier writes files of a dossier, under its lock: all of them beside their places first, then each into its
// place. Where one of them was changed since it was read, nothing is written.
func writeDossier(dir string, old, out report.Files) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(dir), cause(err))
	}
	release, err := lockFolder(dir)
	if err != nil {
		return err
	}
	defer release()
	for _, within := range []string{".", "assessments", "private"} { // what an import left that was killed
		err := sweepTemporaries(filepath.Join(dir, within))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	var names []string
	for name := range out {
		names = append(names, name)
		b, err := readRegular(filepath.Join(dir, filepath.FromSlash(name)))
		was, had := old[name]
		if had != (err == nil) || !bytes.Equal(b, was) {
			return fmt.Errorf(
				"write %s: it was changed meanwhile; nothing was written, run again",
				shownName(filepath.Join(dir, name)),
			)
		}
	}
	slices.Sort(names)
	temporaries := map[string]string{}
	defer func() {
		for _, tmp := range temporaries { // what didn't get into its place
			os.Remove(tmp)
		}
	}()
	for _, name := range names {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if out[name] == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("make the folder %s: %w", filepath.ToSlash(filepath.Dir(to)), cause(err))
		}
		if temporaries[name], err = writeTemporary(to, out[name]); err != nil {
			delete(temporaries, name)
			return err
		}
	}
	if err := refuseHeld(runtime.GOOS, existing(dir, names), openedElsewhere); err != nil {
		return err
	}
	for _, name := range names {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if out[name] == nil {
			if err := remove(to); err != nil {
				return err
			}
			continue
		}
		tmp := temporaries[name]
		delete(temporaries, name)
		if err := putInPlace(tmp, to); err != nil {
			return err
		}
	}
	return syncFolder(dir)
}
