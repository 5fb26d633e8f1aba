package figure

import (
	"fmt"
	"testing"
)

// Each bar is as long as what it counts, each part in its place, and nothing lies outside.
func TestGroups(t *testing.T) {
	groups := []Group{
		{Title: "Sources by type", Key: []string{"independent voices", "further papers"}, Rows: []Counts{
			{Name: "journalism", Parts: []int{5, 5}, Text: "10 sources, 5 independent voices"},
			{Name: "filing", Parts: []int{2, 0}, Text: "2 sources"},
			{Name: "a type with a very long name that has no room on two lines of this width, 国家移民管理局", Parts: []int{0, 0}},
		}},
		{Title: "A title that has so many words that it takes more than one line of the width of the text, and even more",
			Key: []string{"a", "b", "c", "d"}, Rows: []Counts{{Name: "all", Parts: []int{1, 2, 3, 4}}}},
		{},
	}
	s := Groups(groups)
	within(t, s)
	apart(t, s)
	wide := width - nameAlone
	var got []string
	for _, sh := range s.Shapes {
		if sh.Stroke == nil && sh.X >= nameAlone && sh.Height == barHeight && (sh.Fill == proof || sh.Fill == reported) {
			got = append(got, fmt.Sprint((sh.Width*10+wide/2)/wide))
		}
	}
	if fmt.Sprint(got) != "[5 5 2 1 2]" {
		t.Error(got)
	}
	small := NarrowGroups(groups)
	within(t, small)
	apart(t, small)
}
