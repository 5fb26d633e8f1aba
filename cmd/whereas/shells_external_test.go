//go:build external

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// typed is what somebody types, a Tab at its end, and what the command line then is. In the folder lie the dossiers
// "acme" and "my company" and the file text.md.
var typed = []struct{ before, after string }{
	{"whereas dr", "draft"},
	{"whereas draft --ed", "draft --edition"},
	{"whereas draft --edition i", "draft --edition internal"},
	{"whereas draft --why x --as d", "draft --why x --as docx"},
	{"whereas draft --as pdf,d", "draft --as pdf,docx"},
	{"whereas batch --make resolution,br", "batch --make resolution,briefing"},
	{"whereas draft ac", "draft acme"},
	{"whereas draft my", "draft my company"},
	{"whereas draft acme --fin", "draft acme --final"},
	{"whereas draft --rubric cust", "draft --rubric customer-due-diligence"},
	{"whereas audit te", "audit text.md"},
	{"whereas audit --rules uk", "audit --rules uk-ca-2006"},
	{"whereas draft --captures ac", "draft --captures acme"},
	{"whereas words kin", "words kind"},
	{"whereas rubric sh", "rubric show"},
	{"whereas rubric show CR1", "rubric show CR1"},
	{"whereas rubric check --str", "rubric check --strict"},
	{"whereas check --rec", "check --record"},
	{"whereas completion po", "completion powershell"},
	{"whereas help comp", "help comp"},     // compare and completion: nothing is chosen
	{"whereas inv", "inv"},                 // a hidden verb
	{"whereas draft --tod", "draft --tod"}, // a hidden flag
}

// Each shell completes what is typed, in a folder with dossiers and a text.
func TestShellsComplete(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"acme", "my company"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(dir, "text.md"), "text\n")
	for _, shell := range shells[:3] {
		t.Run(shell, func(t *testing.T) {
			var script, errs bytes.Buffer
			if code := Main([]string{"completion", shell}, &script, &errs); code != exitFine {
				t.Fatal(errs.String())
			}
			name := filepath.Join(t.TempDir(), "completions")
			put(t, name, script.String())
			got := complete(t, shell, name, dir)
			if len(got) != len(typed) {
				t.Fatalf("%d lines were completed, not %d: %q", len(got), len(typed), got)
			}
			for i, c := range typed {
				if got[i] != c.after {
					t.Errorf("%q becomes %q, want %q", c.before, got[i], c.after)
				}
			}
		})
	}
}

// complete is the words behind the program's name in each line, once Tab was pressed.
func complete(t *testing.T, shell, script, dir string) (out []string) {
	t.Helper()
	if shell == "fish" {
		return completeInFish(t, script, dir)
	}
	start := map[string]string{"bash": "bash --norc --noprofile -i", "zsh": "zsh -f -i"}[shell]
	keys := map[string]string{"bash": "", "zsh": "autoload -Uz compinit; compinit -u -D\n"}[shell]
	keys += "whereas() { echo \"RAN:$*:\"; }; source " + script + "\n"
	for _, c := range typed {
		keys += c.before + "\t\n"
	}
	cmd := exec.Command("script", "-qec", start, "/dev/null") // which gives the shell a terminal
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(keys+"exit\n")
	cmd.Env = append(os.Environ(), "TERM=dumb", "PS1=$ ", "HISTFILE=/dev/null")
	shown, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", shell, err, shown)
	}
	for _, m := range regexp.MustCompile(`RAN:([^$:][^:]*):`).FindAllStringSubmatch(string(shown), -1) {
		out = append(out, strings.TrimRight(m[1], " /"))
	}
	return out
}

// completeInFish asks fish for what it offers: where that is one, it is what Tab puts in.
func completeInFish(t *testing.T, script, dir string) (out []string) {
	t.Helper()
	args := []string{"--no-config", "-c", `source $argv[1]; for line in $argv[2..]; complete -C $line; echo ==; end`, script}
	for _, c := range typed {
		args = append(args, c.before)
	}
	cmd := exec.Command("fish", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "TERM=dumb")
	shown, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("fish: %v\n%s", err, shown)
	}
	for i, offers := range strings.Split(strings.TrimSuffix(string(shown), "==\n"), "==\n") {
		words := strings.TrimPrefix(typed[i].before, "whereas ")
		if offer, rest, _ := strings.Cut(offers, "\n"); offer != "" && rest == "" {
			offer, _, _ = strings.Cut(offer, "\t")
			words = words[:strings.LastIndex(words, " ")+1] + strings.TrimRight(offer, "/")
		}
		out = append(out, words)
	}
	return out
}

// The manual page has no fault that mandoc or groff knows, and shows what is in it.
func TestManualPageIsWellMade(t *testing.T) {
	var page, errs bytes.Buffer
	if code := Main([]string{"man"}, &page, &errs); code != exitFine {
		t.Fatal(errs.String())
	}
	name := filepath.Join(t.TempDir(), "whereas.1")
	// Tests are built without a commit, which has the day.
	put(t, name, strings.Replace(page.String(), `.TH "WHEREAS" "1" ""`, `.TH "WHEREAS" "1" "2026-11-29"`, 1))
	for _, args := range [][]string{{"mandoc", "-Tlint", "-Wwarning", name}, {"groff", "-ww", "-man", "-k", "-Tutf8", "-z", name}} {
		out, err := exec.Command(args[0], args[1:]...).CombinedOutput()
		if err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", args[0], err, out)
		}
	}
	shown, err := exec.Command("groff", "-man", "-k", "-Tutf8", "-P-cbou", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nEXIT STATUS\n", "\n   whereas draft DIR\n", "\n       --edition VALUE\n              public or internal (default: public)\n"} {
		if !strings.Contains(string(shown), want) {
			t.Errorf("the page doesn't show %q:\n%s", want, shown)
		}
	}
}
