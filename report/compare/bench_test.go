package compare

import "testing"

// Three thousand companies of whom nearly everything is known: the most pairs that must be counted draw by draw.
func BenchmarkMake(b *testing.B) {
	in := Input{Rubric: two(), Method: shipped(b).Method, Workers: 2, Companies: crowd(3000, 5)}
	b.ReportAllocs()
	for b.Loop() {
		Make(in)
	}
}
