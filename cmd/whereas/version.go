package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

func versionCommand() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "say which version this is",
		Action: func(c *cli.Context) error {
			return printText(c.App.Writer, tellBuild(readBuild()))
		},
	}
}

// build is what the Go tool wrote into the program when it was built.
type build struct {
	version  string // of the module: v1.2.0 where the commit has that tag; (devel) where nothing is known
	revision string // the commit; "" where it was built without its history
	time     string // of the commit, RFC 3339 in UTC; "" where it isn't known
	dirty    bool   // files differed from the commit
	goes     string // the version of Go
	system   string // linux/amd64
}

func readBuild() build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return buildOf(info)
}

// buildOf reads it.
func buildOf(info *debug.BuildInfo) build {
	b := build{version: info.Main.Version, goes: info.GoVersion, system: runtime.GOOS + "/" + runtime.GOARCH}
	if b.version == "" {
		b.version = "(devel)"
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.revision = s.Value
		case "vcs.time":
			b.time = s.Value
		case "vcs.modified":
			b.dirty = s.Value == "true"
		}
	}
	return b
}

// tellBuild says it in three lines: whoever reports a fault copies them.
func tellBuild(b build) string {
	commit := "not known: built without the project's history"
	if b.revision != "" {
		day, _, _ := strings.Cut(b.time, "T")
		commit = strings.TrimSpace(b.revision + " " + day)
		if b.dirty {
			commit += ", with changes that aren't committed"
		}
	}
	return fmt.Sprintf("whereas %s\ncommit  %s\nbuilt   with %s for %s\n", b.version, commit, b.goes, b.system)
}

// version is the module's version and the revision that it was built from, as far as the build knows them.
func version() string {
	b := readBuild()
	return strings.TrimSpace(b.version + " " + b.revision)
}
