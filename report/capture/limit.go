package capture

import (
	"errors"
	"io"
	"strings"
)

var errTooLarge = errors.New("what is packed in it is too large")

// readAll reads no more than MaxBytes.
func readAll(b *strings.Builder, in io.Reader) error {
	n, err := io.Copy(b, io.LimitReader(in, MaxBytes+1))
	if err == nil && n > MaxBytes {
		return errTooLarge
	}
	return err
}
