package doc

import (
	"reflect"
	"testing"
)

// Three or more notes that follow each other are a range, whatever the order in which they are named.
func TestNoteRefs(t *testing.T) {
	for _, v := range []struct {
		in   []int
		want []NoteRef
	}{
		{nil, nil},
		{[]int{7}, []NoteRef{{From: 7, To: 7}}},
		{[]int{8, 7}, []NoteRef{{From: 7, To: 7}, {From: 8, To: 8}}}, // two are no range
		{[]int{9, 7, 8, 7}, []NoteRef{{From: 7, To: 9}}},
		{[]int{21, 12, 13, 14, 15}, []NoteRef{{From: 12, To: 15}, {From: 21, To: 21}}},
		{[]int{1, 2, 4, 5, 6, 9, 10}, []NoteRef{
			{From: 1, To: 1}, {From: 2, To: 2}, {From: 4, To: 6}, {From: 9, To: 9}, {From: 10, To: 10},
		}},
	} {
		if got := NoteRefs(v.in); !reflect.DeepEqual(got, v.want) {
			t.Errorf("%v: %v, want %v", v.in, got, v.want)
		}
	}
}
