package book

import (
	"runtime"
	"strings"
	"testing"

	"whereas/report/dossier"
	"whereas/report/source"
)

// Each proof of a record stands in its row, and a record four times as long costs four times as much.
func TestPlacesOfProofs(t *testing.T) {
	var p Places
	cost := func(n int) uint64 {
		var proofs []*dossier.Proof
		var rows []*item
		for range n {
			proofs = append(proofs, &dossier.Proof{Source: "s", Quote: strings.Repeat("word ", 9), Capture: "c.txt"})
			rows = append(rows, &item{v: &source.Value{Cell: columnOfRow(len(rows))}})
		}
		data := dossier.FormatProofs(proofs)
		p = Places{maps: map[string][]mapped{}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p.addProofs("proofs.lock.toml", data, append(rows, &item{v: &source.Value{Cell: "one too many"}}))
		runtime.ReadMemStats(&after)
		if n > 3 {
			return after.TotalAlloc - before.TotalAlloc
		}
		for i := range n {
			at := strings.Index(string(data), "[[proof]]")
			for range i {
				at += strings.Index(string(data[at+1:]), "[[proof]]") + 1
			}
			for _, inside := range []int{at, at + len("[[proof]]\nsource")} {
				if got := p.cell("proofs.lock.toml", inside); got != columnOfRow(i) {
					t.Errorf("of %d proofs, number %d at byte %d is in %q", n, i, inside, got)
				}
			}
		}
		if got := p.cell("proofs.lock.toml", 3); got != "" {
			t.Errorf("the head is in %q", got)
		}
		return 0
	}
	for n := range 4 {
		cost(n)
	}
	if few, many := cost(500), cost(2000); many > 6*few {
		t.Errorf("four times as many proofs turn over %.1f times the memory", float64(many)/float64(few))
	}
}

func columnOfRow(i int) string { return "Proofs!A" + string(rune('2'+i%8)) }
