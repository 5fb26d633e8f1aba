package report

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every code that the program can print is explained in docs/diagnostics.md, and nothing is explained that
// it can't.
func TestEveryCodeIsExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	explained := map[string]bool{}
	for _, line := range strings.Split(string(page), "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, m := range regexp.MustCompile("`([a-z0-9-]+)`").FindAllStringSubmatch(cells[1], -1) {
				explained[m[1]] = true
			}
		}
	}
	printed := map[string]bool{}
	call := regexp.MustCompile(`(?:Errorf|Warnf|Noticef)\([^\n]*?, "([a-z][a-z0-9-]+)", "`)
	word := regexp.MustCompile(`ld\.word\([^\n]*?, "[a-z-]+", "([a-z -]+)"\)`)
	for _, dir := range []string{".", "../cmd"} {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			src, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for _, m := range call.FindAllStringSubmatch(string(src), -1) {
				printed[m[1]] = true
			}
			for _, m := range word.FindAllStringSubmatch(string(src), -1) {
				printed["unknown-"+strings.ReplaceAll(m[1], " ", "-")] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	// Codes that are put together: what a reference leads to, what a rubric's word is of.
	for _, c := range []string{"unknown-source", "unknown-entity", "unknown-claim", "unknown-reply", "unknown-search", "unknown-stage", "unknown-search-field", "unknown-kind", "unknown-status",
		"smart-quotes", "duplicate-key", "duplicate-id", "bad-indicator"} {
		printed[c] = true
	}
	var missing, idle []string
	for c := range printed {
		if !explained[c] {
			missing = append(missing, c)
		}
	}
	for c := range explained {
		if !printed[c] {
			idle = append(idle, c)
		}
	}
	slices.Sort(missing)
	slices.Sort(idle)
	if len(missing) > 0 || len(idle) > 0 {
		t.Errorf("not explained in docs/diagnostics.md: %q; explained and never printed: %q", missing, idle)
	}
}
