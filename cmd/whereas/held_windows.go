package main

import (
	"os"
	"syscall"
)

// openedElsewhere asks for the right to remove a file, which is what replacing it needs, and gives it back at once.
func openedElsewhere(name string) error {
	const toDelete = 0x00010000
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return err
	}
	h, err := syscall.CreateFile(p, toDelete, syscall.FILE_SHARE_READ|syscall.FILE_SHARE_WRITE|syscall.FILE_SHARE_DELETE,
		nil, syscall.OPEN_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return err
	}
	return syscall.CloseHandle(h)
}

// understandsEscapes has a console take escape sequences for colours, and tells whether it does: old ones print them.
func understandsEscapes(f *os.File) bool {
	const virtualTerminal = 0x0004
	var mode uint32
	h := syscall.Handle(f.Fd())
	if err := syscall.GetConsoleMode(h, &mode); err != nil {
		return false
	}
	set := syscall.NewLazyDLL("kernel32.dll").NewProc("SetConsoleMode")
	ok, _, _ := set.Call(uintptr(h), uintptr(mode|virtualTerminal))
	return ok != 0
}
