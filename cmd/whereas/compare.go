package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
)

// comparisonFolder is where a comparison goes, beside the folders of the companies.
const comparisonFolder = "comparison"

func compareCommand() *cli.Command {
	return &cli.Command{
		Name:      "compare",
		Usage:     "set companies side by side, from the cards that draft or batch left",
		ArgsUsage: "OUT…",
		Flags: []cli.Flag{outFlag, dateFlag, formatFlag, forceFlag,
			&cli.StringSliceFlag{
				Name:  "since",
				Usage: "`DIR` of an earlier run, to tell what changed; may be given several times",
			},
			&cli.StringFlag{
				Name:  "as",
				Value: joined(report.CompareFormats(), ","),
				Usage: "forms of the comparison, separated by commas",
			}},
		Action: func(c *cli.Context) error {
			if c.NArg() == 0 {
				return usagef("whereas compare out", "compare needs a folder of results")
			}
			format := c.String("format")
			if format != "text" && format != "json" {
				return usagef("formats: text, json", "unknown format %q", format)
			}
			as, err := forms(c.String("as"), report.CompareFormats())
			if err != nil {
				return err
			}
			return compareAll(c, as, format)
		},
	}
}

func compareAll(c *cli.Context, as []report.Format, format string) error {
	st := &settings{stderr: c.App.ErrWriter, out: c.String("out")}
	date, _, err := dates(c)
	if err != nil {
		return err
	}
	if st.out == "" {
		return usagef("", "--out needs a folder")
	}
	if info, err := os.Stat(st.out); err == nil && !info.IsDir() {
		return usagef("give a folder", "%q is a file, not a folder", st.out)
	}
	if err := st.loadRubric(report.DefaultRubric); err != nil { // for the vocabulary: the cards hold their own
		return err
	}
	given, err := expandAll(c.Args().Slice(), wantedResults(), c.App.ErrWriter)
	if err != nil {
		return err
	}
	now, err := findCards(given)
	if err != nil {
		return err
	}
	defer now.close()
	earlier, err := findCards(c.StringSlice("since"))
	if err != nil {
		return err
	}
	defer earlier.close()
	var list diag.List
	sides := report.Sides{Before: c.IsSet("since")}
	var without cardless
	sides.Now, without = now.chosen(&list)
	sides.Faults, sides.NoCard = without.faults, without.made
	sides.Since, without = earlier.chosen(&list)
	sides.SinceLeft = slices.Concat(without.faults, without.made, without.internal)
	for _, side := range []struct {
		given []string
		cards []report.Card
	}{{given, sides.Now}, {c.StringSlice("since"), sides.Since}} {
		if len(side.given) > 0 && len(side.cards) == 0 {
			return usagef("make them first: whereas batch DIR DIR", "there is no card.json in %s",
				strings.Join(side.given, ", "))
		}
	}
	if slices.Contains(as, report.PDF) {
		if err := st.setup.Typeset.LoadFaces(); err != nil {
			return err
		}
	}
	opts := report.CompareOptions{
		Date:    date,
		As:      as,
		Out:     filepath.ToSlash(filepath.Join(st.out, comparisonFolder)) + "/",
		Workers: runtime.GOMAXPROCS(0),
	}
	comparison, files, err := st.setup.Compare(sides, opts, &list)
	if err != nil {
		return fmt.Errorf("compare: %w", err)
	}
	var names []string
	if files != nil {
		dir := outFolder(st.out, comparisonFolder, comparison.Edition)
		_, written, err := writeResult(filepath.FromSlash(dir), files, c.Bool("force"), &list)
		if err != nil {
			return err
		} else if !written {
			files = nil
		}
		for _, f := range files {
			names = append(names, diag.Visible(dir+"/"+f.Name))
		}
	}
	if err := diag.Print(c.App.ErrWriter, list.Sorted(), st.setup.Texts(nil), styleOf(c.App.ErrWriter)); err != nil {
		return fmt.Errorf("print the diagnostics: %w", err)
	}
	if files != nil {
		text := strings.Join(names, "\n") + "\n"
		if format == "json" {
			b, err := comparison.JSON(names)
			if err != nil {
				return fmt.Errorf("write the comparison: %w", err)
			}
			text = string(b)
		}
		if _, err := fmt.Fprint(c.App.Writer, text); err != nil {
			return err
		}
	}
	if list.Failed(false) {
		return errInput
	}
	return nil
}

// found are the cards of one side of a comparison.
type found struct {
	roots    []*os.Root
	public   []report.Card // and whatever was named itself
	internal []report.Card // of companies that have no other
	without  [2]cardless   // of the public edition, of the internal one
}

// cardless are companies that a batch speaks of and that have no card to compare.
type cardless struct {
	faults   []string // nothing was made of them
	made     []string // made without a card
	internal []string // with one of the internal edition only
}

func (f *found) close() {
	for _, r := range f.roots {
		r.Close()
	}
}

// chosen are the cards to compare: those of the internal edition only where there are no others.
func (f *found) chosen(l *diag.List) ([]report.Card, cardless) {
	if len(f.public) == 0 {
		return f.internal, f.without[1]
	}
	without := f.without[0]
	for _, card := range f.internal {
		without.internal = append(without.internal, path.Base(path.Dir(path.Dir(card.Shown))))
		l.Noticef(diag.Span{File: card.Shown}, diag.InternalOnly,
			"of this company there is only a card of the internal edition: it isn't compared").
			WithHint("draft it with --edition public as well")
	}
	return f.public, without
}

// findCards looks for cards: in a folder of results, in a company's own folder, or a card itself.
func findCards(args []string) (*found, error) {
	f := &found{}
	for _, arg := range args {
		if err := f.look(arg); err != nil {
			f.close()
			return nil, err
		}
	}
	return f, nil
}

// Names of cards in a folder of results, and in its private/.
const (
	cardName     = "card.json"
	internalCard = "card-internal.json"
)

func (f *found) look(arg string) error {
	shown := strings.TrimPrefix(filepath.ToSlash(filepath.Clean(arg)), "./")
	if info, err := os.Stat(arg); err == nil && !info.IsDir() {
		if !info.Mode().IsRegular() {
			return usagef("give a folder of results, or a card.json", "%q isn't a file", arg)
		}
		root, err := openFolder(filepath.Dir(arg))
		if err != nil {
			return err
		}
		f.roots = append(f.roots, root)
		card := report.Card{Shown: shown, FS: root.FS(), Name: filepath.Base(arg)}
		if info, err := fs.Stat(card.FS, report.ManifestName); err == nil && info.Mode().IsRegular() {
			card.Manifest = report.ManifestName
		}
		f.public = append(f.public, card)
		return nil
	}
	root, err := openFolder(arg)
	if err != nil {
		return err
	}
	f.roots = append(f.roots, root)
	fsys := root.FS()
	card := func(name string) (report.Card, bool) {
		info, err := fs.Stat(fsys, name)
		return report.Card{Shown: path.Join(shown, name), FS: fsys, Name: name,
			Manifest: path.Join(path.Dir(name), report.ManifestName)}, err == nil && info.Mode().IsRegular()
	}
	for _, name := range []string{cardName, internalCard} {
		if own, ok := card(name); ok {
			f.public = append(f.public, own)
			return nil
		}
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return fmt.Errorf("look into %s: %w", arg, err)
	}
	made, madeInternal := map[string]bool{}, map[string]bool{}
	for _, e := range entries {
		if slices.Contains(reserved, e.Name()) {
			continue
		}
		inner, hasInternal := card(path.Join(e.Name(), "private", internalCard))
		madeInternal[e.Name()] = hasInternal
		if public, ok := card(path.Join(e.Name(), cardName)); ok {
			made[e.Name()] = true
			f.public = append(f.public, public)
		} else if hasInternal {
			f.internal = append(f.internal, inner)
		}
	}
	for i, inner := range []string{"", string(report.InternalEdition)} {
		done := [2]map[string]bool{made, madeInternal}[i]
		faulty, err := names(fsys, path.Join(errorsFolder, inner), ".txt")
		if err != nil {
			return fmt.Errorf("look into %s: %w", shown, err)
		}
		recorded, err := names(fsys, path.Join(recordsFolder, inner), ".json")
		if err != nil {
			return fmt.Errorf("look into %s: %w", shown, err)
		}
		known := slices.Concat(faulty, recorded)
		slices.Sort(known)
		for _, slug := range slices.Compact(known) {
			if done[slug] {
				continue
			}
			// What a company's file in errors/ holds may be warnings: with a manifest, it was made.
			manifest := path.Join(slug, report.ManifestName)
			if i == 1 {
				manifest = path.Join(slug, "private", report.ManifestName)
			}
			if _, err := fs.Stat(fsys, manifest); err == nil {
				f.without[i].made = append(f.without[i].made, slug)
			} else if slices.Contains(faulty, slug) {
				f.without[i].faults = append(f.without[i].faults, slug)
			}
		}
	}
	return nil
}

// names are the companies of which a folder of the batch's own holds a file.
func names(fsys fs.FS, dir, ext string) ([]string, error) {
	if info, err := fs.Stat(fsys, dir); err == nil && !info.IsDir() { // who opens a pipe may wait for ever
		return nil, nil
	}
	entries, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []string
	for _, e := range entries {
		if slug, ok := strings.CutSuffix(e.Name(), ext); ok && !e.IsDir() && unfinished(e.Name()) == "" {
			out = append(out, slug)
		}
	}
	return out, err
}
