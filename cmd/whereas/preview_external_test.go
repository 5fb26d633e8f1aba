//go:build external && unix

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The preview in a real browser: headless Chromium, driven by testdata/preview.cjs. It needs chromium, node, and the
// packages playwright-core and axe-core in a folder that NODE_PATH names (.ci/run).
func TestExternalPreview(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	dossier := filepath.Join(dir, "amazon")
	if err := os.CopyFS(dossier, os.DirFS("../../examples/amazon")); err != nil {
		t.Fatal(err)
	}
	args, captures := []string{"preview", dossier}, "../../../shared/seeds"
	if _, err := os.Stat(captures); errors.Is(err, fs.ErrNotExist) {
		captures = ""
		t.Log("NOT TESTED: the captures aren't here, so no quote can be marked in one")
	} else {
		args = append(args, "--captures", captures)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	before := tree(t, dossier)
	whereas := command(t, "", args...)
	out, err := whereas.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := whereas.Start(); err != nil {
		t.Fatal(err)
	}
	defer whereas.Process.Kill()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	drive := exec.CommandContext(ctx, "node", "testdata/preview.cjs", strings.TrimSpace(address),
		filepath.Join(dossier, "claims-israel.toml"))
	drive.Env = append(os.Environ(), "CHROMIUM="+chromium, "CAPTURES="+captures,
		fmt.Sprintf("PID=%d", whereas.Process.Pid))
	drive.Stdout, drive.Stderr = os.Stdout, os.Stderr
	if err := drive.Run(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- whereas.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("it ends with %v", err)
		}
	case <-time.After(2 * time.Second):
		t.Error("it doesn't end")
	}
	if after := tree(t, dossier); !maps.Equal(after, before) {
		t.Errorf("the dossier was changed, or something was written into it: %v", after)
	}
}
