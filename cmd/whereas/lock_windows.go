package main

import (
	"fmt"
	"path/filepath"
	"syscall"
	"time"
)

// lockPatience is how long a run waits for another one that writes into the same folder.
const lockPatience = 30 * time.Second

// lockFolder keeps other runs from writing into a folder until release is called or the process ends, however it ends:
// the file that it opens can't be opened twice, and goes when it is closed.
func lockFolder(dir string) (release func(), err error) {
	const deleteOnClose = 0x04000000
	name, err := syscall.UTF16PtrFromString(filepath.Join(dir, ".whereas-lock"))
	if err != nil {
		return nil, fmt.Errorf("lock the folder %s: %w", filepath.ToSlash(dir), err)
	}
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		h, err := syscall.CreateFile(name, syscall.GENERIC_WRITE, 0, nil, syscall.CREATE_ALWAYS, deleteOnClose, 0)
		if err == nil {
			return func() { syscall.CloseHandle(h) }, nil
		}
		switch wait := lockWait(err); {
		case time.Since(began) <= wait:
		case wait == lockPatience:
			return nil, fmt.Errorf("write into %s: another run has been writing there for %s", filepath.ToSlash(dir),
				lockPatience)
		default:
			return nil, fmt.Errorf("write into %s: %w", filepath.ToSlash(dir), err)
		}
	}
}

// syncFolder does nothing: Windows keeps names by itself.
func syncFolder(string) error { return nil }
