package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// On Windows a program that shows a file may keep others from writing over it: a PDF in a viewer, a workbook in a
// spreadsheet program. What the system says of that are the numbers below; on other systems they mean something else,
// so whoever asks says which system it is.
const (
	winAccessDenied     = syscall.Errno(5)
	winSharingViolation = syscall.Errno(32)
	winLockViolation    = syscall.Errno(33)
	winInvalidName      = syscall.Errno(123)
)

// heldError is files that can't be written over, since other programs have them open. It is met before anything is
// changed.
type heldError struct{ names []string }

func (e heldError) Error() string {
	return fmt.Sprintf("write %s: open in another program, which lets nobody write over it; nothing was changed",
		strings.Join(e.names, ", "))
}

const heldHint = "close it in the program that shows it, then run the same command again"

// isHeld tells whether an error of a system says that another program has a file open.
func isHeld(goos string, err error) bool {
	return goos == "windows" && (errors.Is(err, winSharingViolation) || errors.Is(err, winLockViolation))
}

// refuseHeld refuses to go on where one of some files can't be written over, and names all of them. opened asks the
// system about one.
func refuseHeld(goos string, names []string, opened func(name string) error) error {
	var held heldError
	for _, name := range names {
		if isHeld(goos, opened(name)) { // any other fault shows when it is written, and is told then
			held.names = append(held.names, filepath.ToSlash(name))
		}
	}
	if held.names != nil {
		return held
	}
	return nil
}

// hintOf is what to do about a failure of the machine; "" where there is nothing to say.
func hintOf(goos string, err error) string {
	var held heldError
	switch {
	case errors.As(err, &held), isHeld(goos, err):
		return heldHint
	case goos == "windows" && errors.Is(err, winInvalidName):
		return badPathHint
	case errors.Is(err, fs.ErrPermission):
		return permissionHint
	}
	return ""
}

// unquotedPaths is a message with the paths in it as they are typed on Windows: %q doubles their backslashes.
func unquotedPaths(goos, message string) string {
	if goos != "windows" {
		return message
	}
	return strings.ReplaceAll(message, `\\`, `\`)
}

// badPathHint is what to do about a path that Windows can't have: most often its shells took the backslash before a
// closing quotation mark for a part of it, and all that follows for the folder's name.
const badPathHint = `on Windows no path has < > : " | ? * in it; between quotation marks leave out the backslash ` +
	`at the end: "C:\my dossiers\acme"`

// How long what passes by itself is waited for: a virus scanner or an indexer looks at a file that was just written.
const (
	passing     = 2 * time.Second
	passingStep = 50 * time.Millisecond
)

// patiently tries again what a scanner may have kept from being done, on Windows alone.
func patiently(goos string, wait func(time.Duration), do func() error) error {
	for waited := time.Duration(0); ; waited += passingStep {
		err := do()
		passes := isHeld(goos, err) || goos == "windows" && errors.Is(err, winAccessDenied)
		if err == nil || !passes || waited >= passing {
			return err
		}
		wait(passingStep)
	}
}

// lockWait is how long a lock on Windows is waited for that can't be had: as long as it takes where another run has it,
// for a moment where it is just going, not at all where it can't be had at all.
func lockWait(err error) time.Duration {
	switch {
	case errors.Is(err, winSharingViolation):
		return lockPatience
	case errors.Is(err, winAccessDenied):
		return passing
	}
	return 0
}

// existing are those of some files of a folder that are there, with the folder.
func existing(dir string, names []string) (out []string) {
	for _, name := range names {
		name = filepath.Join(dir, name)
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
			out = append(out, name)
		}
	}
	return out
}
