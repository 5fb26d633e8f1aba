//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// lockPatience is how long a run waits for another one that writes into the same folder.
const lockPatience = 30 * time.Second

// lockFolder keeps other runs from writing into a folder until release is called or the process ends, however it ends.
func lockFolder(dir string) (release func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder %s: %w", filepath.ToSlash(dir), cause(err))
	}
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
		case err == nil:
			return func() { f.Close() }, nil
		case !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR):
			return func() { f.Close() }, nil // a file system that knows no locks
		case time.Since(began) > lockPatience:
			f.Close()
			return nil, fmt.Errorf("write into %s: another run has been writing there for %s", filepath.ToSlash(dir),
				lockPatience)
		}
	}
}

// syncFolder has the names in a folder kept as its files are: a rename that isn't may be undone by a power failure.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("open the folder %s: %w", filepath.ToSlash(dir), cause(err))
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return fmt.Errorf("sync the folder %s: %w", filepath.ToSlash(dir), cause(err))
	}
	return nil
}
