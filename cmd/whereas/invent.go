package main

import (
	"fmt"
	"os"
	"path/filepath"
	"whereas/report/diag"

	"github.com/urfave/cli/v2"
)

// inventCommand isn't listed: it makes dossiers for tests and measurements.
func inventCommand() *cli.Command {
	return &cli.Command{
		Name:      "invent",
		Usage:     "make dossiers of invented companies, for tests and measurements",
		ArgsUsage: "DIR",
		Hidden:    true,
		Flags: []cli.Flag{rubricFlag,
			&cli.IntFlag{Name: "count", Value: 10, Usage: "how many `COMPANIES`"},
			&cli.IntFlag{Name: "claims", Usage: "how many `CLAIMS` each dossier has, instead of 10 to 400"},
			&cli.Uint64Flag{
				Name:  "seed",
				Value: 1,
				Usage: "`NUMBER` that chance begins with: the same one gives the same dossiers",
			}},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			if c.Int("count") < 1 {
				return usagef("", "--count %d: at least one company is invented", c.Int("count"))
			}
			st, err := readSettings(c)
			if err != nil {
				return err
			}
			defer st.close()
			if entries, _ := os.ReadDir(dir); len(entries) > 0 {
				return usagef("give a folder that doesn't exist yet, or an empty one", "the folder %q isn't empty", dir)
			}
			for i := 1; i <= c.Int("count"); i++ {
				slug, files := st.setup.Invent(c.Uint64("seed"), i, c.Int("claims"))
				if err := writeInvented(filepath.Join(dir, slug), files); err != nil {
					return err
				}
			}
			_, err = fmt.Fprintf(c.App.Writer, "%s: %s\n", diag.Visible(filepath.ToSlash(dir)),
				plural(c.Int("count"), "invented company", "invented companies"))
			return err
		},
	}
}

// writeInvented writes a dossier without the care that results take: it can be made again.
func writeInvented(dir string, files map[string][]byte) error {
	for name, b := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("make the folder: %w", err)
		}
		if err := os.WriteFile(to, b, 0o644); err != nil {
			return fmt.Errorf("write the dossier: %w", err)
		}
	}
	return nil
}
