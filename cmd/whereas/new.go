package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"whereas/report"
	"whereas/report/diag"
	"whereas/templates"
)

func newCommand() *cli.Command {
	return &cli.Command{
		Name:      "new",
		Usage:     "lay out a dossier to begin with",
		ArgsUsage: "DIR",
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			return newDossier(c, dir)
		},
	}
}

// newDossier refuses a folder that holds anything: nothing of a user's is written over.
func newDossier(c *cli.Context, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return usagef("give a folder that doesn't exist yet", "%q is a file, not a folder", dir)
		}
		return fmt.Errorf("look into %s: %w", dir, err)
	}
	if len(entries) > 0 {
		return usagef("give a folder that doesn't exist yet, or an empty one", "the folder %q isn't empty", dir)
	}
	for _, f := range []struct{ from, to string }{
		{"dossier/dossier.toml", "dossier.toml"},
		{"dossier/assessment.toml", "assessments/" + report.DefaultRubric + ".toml"},
		{"dossier/gitignore", ".gitignore"},
	} {
		b, err := fs.ReadFile(templates.Files, f.from)
		if err != nil {
			return fmt.Errorf("read the skeleton: %w", err)
		}
		to := filepath.Join(dir, filepath.FromSlash(f.to))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("make the folder: %w", err)
		}
		if err := writeFile(to, b); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(c.App.Writer, diag.Visible(filepath.ToSlash(to))); err != nil {
			return err
		}
	}
	return nil
}
