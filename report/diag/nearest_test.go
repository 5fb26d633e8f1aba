package diag

import "testing"

// What is nothing is like nothing.
func TestNearestOfNothing(t *testing.T) {
	if got := Nearest("", []string{"o", "home"}); got != "" {
		t.Errorf("it is like %q", got)
	}
}
