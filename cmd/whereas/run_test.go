package main

import "testing"

// The limit of memory grows with whichever phase takes more: writing the workbook, or looking for quotes in captures. It
// is no limit where whoever started the program set one.
func TestMemoryFor(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "")
	const mib = 1 << 20
	for _, v := range []struct{ files, captures, want int64 }{
		{0, 0, 64 * mib}, {10 * mib, 0, 130 * mib}, {10 * mib, 1 * mib, 130 * mib}, {10 * mib, 10 * mib, 178 * mib},
	} {
		if got := memoryFor(v.files, v.captures); got != v.want {
			t.Errorf("%d bytes, %d of captures: %d MiB, want %d", v.files, v.captures, got/mib, v.want/mib)
		}
	}
	t.Setenv("GOMEMLIMIT", "1GiB")
	if got := memoryFor(10*mib, 0); got >= 0 {
		t.Errorf("the limit of whoever started the program is set to %d", got)
	}
}
