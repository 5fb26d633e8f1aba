package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

// What version says of a build with a tag, one of changed files, and one that nothing is known of.
func TestVersionTellsTheBuild(t *testing.T) {
	setting := func(kv ...string) (out []debug.BuildSetting) {
		for i := 0; i < len(kv); i += 2 {
			out = append(out, debug.BuildSetting{Key: kv[i], Value: kv[i+1]})
		}
		return out
	}
	for _, c := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.0"}, Settings: setting(
			"vcs.revision", "0a1b2c", "vcs.time", "2026-11-29T04:05:06Z", "vcs.modified", "false")},
			"whereas v1.2.0\ncommit  0a1b2c 2026-11-29\nbuilt   with go1.26.8 for SYSTEM\n"},
		{debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.0+dirty"}, Settings: setting(
			"vcs.revision", "0a1b2c", "vcs.time", "2026-11-29T04:05:06Z", "vcs.modified", "true")},
			"whereas v1.2.0+dirty\ncommit  0a1b2c 2026-11-29, with changes that aren't committed\n" +
				"built   with go1.26.8 for SYSTEM\n"},
		{debug.BuildInfo{GoVersion: "go1.26.8"},
			"whereas (devel)\ncommit  not known: built without the project's history\n" +
				"built   with go1.26.8 for SYSTEM\n"},
	} {
		b := buildOf(&c.info)
		b.system = "SYSTEM"
		if got := tellBuild(b); got != c.want {
			t.Errorf("got:\n%swant:\n%s", got, c.want)
		}
	}
	if s := version(); s == "" || strings.ContainsAny(s, "\n") {
		t.Errorf("version() = %q", s)
	}
}
