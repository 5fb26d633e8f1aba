package figure

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"whereas/report/doc"
)

var heads = []string{"Company", "Products and affiliates", "Contractors and systems", "Agencies and other users"}

var lineKey = MapKey{"well supported", "reported", "ended", "uncorroborated"}

// random is a map of n nodes whose names are long, short, of one word that has no room, or in other letters.
func random(seed uint64, n int) ([]Node, []Edge) {
	r := rand.New(rand.NewPCG(seed, 1))
	names := []string{"ICE", "Ministry of the Interior of the Republic of Borealis", "وزارة الداخلية للجمهورية", "国家移民管理局和边境管理局办公室",
		"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "Acme Cloud", "WWWWWWWWWWWW MMMMMMMM", "A"}
	verbs := []string{"hosts, since 2018", "uses", "shares data with, 2019 to 2024", "contracts, until December 2021", "的使用，自二〇一八年起"}
	nodes := []Node{{Name: "Borealis Cloud"}}
	for i := 1; i < n; i++ {
		nodes = append(nodes, Node{fmt.Sprintf("%s %d", names[r.IntN(len(names))], i), 1 + r.IntN(3)})
	}
	var edges []Edge
	for i := 1; i < n; i++ {
		for range 1 + r.IntN(2) {
			e := Edge{i, r.IntN(n), verbs[r.IntN(len(verbs))], Line(r.IntN(4))}
			if r.IntN(2) == 0 {
				e.From, e.To = e.To, e.From
			}
			edges = append(edges, e)
		}
	}
	return nodes, edges
}

// Whatever is to be drawn: nothing lies outside of the frame, no label over another, no line runs through a box, and
// the same comes out twice.
func TestMaps(t *testing.T) {
	for seed := range uint64(60) {
		nodes, edges := random(seed, 2+int(seed))
		s := Map(heads, nodes, edges, lineKey)
		within(t, s)
		apart(t, s)
		throughNoBox(t, s)
		if again := Map(heads, nodes, edges, lineKey); !reflect.DeepEqual(s, again) {
			t.Errorf("%d: another picture the second time", seed)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// throughNoBox holds lines to not running through a box: each lies left of it, right of it, above it or below it.
func throughNoBox(t *testing.T, s doc.Scene) {
	t.Helper()
	for _, b := range s.Shapes {
		if b.Stroke != nil || b.Fill != white {
			continue
		}
		for _, sh := range s.Shapes {
			if sh.Stroke == nil || len(sh.Stroke.Points) != 2 {
				continue
			}
			e := extent(sh)
			e.w, e.h = max(e.w, 1), max(e.h, 1)
			if overlap(rectangle{b.X + 100, b.Y + 100, b.Width - 200, b.Height - 200}, e) {
				t.Errorf("the line %v runs through the box %+v", sh.Stroke.Points, b)
			}
		}
	}
}

// An edge between neighbours leads from the one to the other, its head at who it is done to, its label in the box of
// the farther one.
func TestEdges(t *testing.T) {
	nodes := []Node{{"Borealis", 0}, {"Cloud", 1}, {"Police", 2}}
	s := Map(heads[:3], nodes, []Edge{{0, 1, "sells", Solid}, {2, 1, "uses, since 2018", Dotted}, {7, 1, "", Solid},
		{1, 1, "", Solid}}, MapKey{})
	var heads []string
	for _, sh := range s.Shapes {
		if sh.Stroke != nil && len(sh.Stroke.Points) == 3 {
			p := sh.Stroke.Points
			heads = append(heads, fmt.Sprintf("%v to the right: %v", p[1].X, p[0].X < p[1].X))
		}
	}
	m := &mapping{}
	m.setColumns([]string{"", "", ""}, nodes)
	cloud, wide := m.columns[1].x, m.columns[1].wide
	if want := []string{fmt.Sprintf("%d to the right: true", cloud), fmt.Sprintf("%d to the right: false", cloud+wide)}; !reflect.DeepEqual(heads, want) {
		t.Errorf("%v, want %v", heads, want)
	}
	var texts []string
	for _, l := range s.Labels {
		texts = append(texts, l.Text)
	}
	if got := strings.Join(texts[len(texts)-5:], "/"); got != "Borealis/Cloud/sells/Police/uses, since 2018" {
		t.Error(got)
	}
}

// Two nodes that could stand so that no line crosses do.
func TestFewCrossings(t *testing.T) {
	nodes := []Node{{"C", 0}, {"P1", 1}, {"P2", 1}, {"P3", 1}, {"S1", 2}, {"S2", 2}, {"S3", 2}}
	m := &mapping{}
	m.setColumns(heads[:3], nil)
	m.setNodes(nodes)
	m.setEdges([]Edge{{0, 1, "", 0}, {0, 2, "", 0}, {0, 3, "", 0}, {1, 6, "", 0}, {2, 5, "", 0}, {3, 4, "", 0}})
	m.setItems()
	if m.crossings() == 0 {
		t.Fatal("nothing crosses to begin with")
	}
	if m.order(); m.crossings() != 0 {
		t.Errorf("%d crossings", m.crossings())
	}
}

func BenchmarkMap(b *testing.B) {
	nodes, edges := random(1, 200)
	for b.Loop() {
		Map(heads, nodes, edges, lineKey)
	}
}
