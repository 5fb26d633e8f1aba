package figure

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

var timeWords = TimeKey{"so it was", "within this time", "uncorroborated or superseded", "ended", "goes on"}

func everyYear(first, last int) []Year {
	var out []Year
	for y := first; y <= last; y++ {
		out = append(out, Year{(y - first) * 365, fmt.Sprint(y)})
	}
	return out
}

// Whatever the events: nothing lies outside of the frame, no label over another, and the same comes out twice.
func TestTimelines(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 2))
		years := everyYear(2000, 2001+r.IntN(30))
		last := years[len(years)-1].Day
		var lanes []Lane
		for range r.IntN(6) {
			l := Lane{Name: "القدرات والأنظمة and what they are used for in Borealis and elsewhere, by whom, and since when"}
			for range r.IntN(8) {
				from := r.IntN(last+400) - 200
				e := Event{Label: "The Ministry of the Interior of Borealis hosts 国家移民管理局"[:20+r.IntN(20)], From: from, To: from + r.IntN(last),
					Open: r.IntN(2) == 0, Weak: r.IntN(4) == 0, Ended: r.IntN(3) == 0}
				if r.IntN(3) == 0 {
					e.Note = "superseded, and by something that has a very long name that nobody would think of"
				}
				e.SureFrom, e.SureTo = e.From+r.IntN(300), e.To-r.IntN(300)
				l.Events = append(l.Events, e)
			}
			lanes = append(lanes, l)
		}
		s := Timeline(years, lanes, timeWords)
		within(t, s)
		apart(t, s)
		if !reflect.DeepEqual(s, Timeline(years, lanes, timeWords)) {
			t.Error("another picture the second time")
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if s := Timeline(everyYear(2020, 2020), nil, timeWords); len(s.Shapes) > 0 {
		t.Error("a scale of one day has no length")
	}
}

// What is known to the year is a year wide and hatched; what is known to the day at both ends is solid, and what nobody
// confirms white.
func TestPrecision(t *testing.T) {
	draw := func(e Event, last int) (solid, hatched int) {
		for _, sh := range Timeline(everyYear(2000, last), []Lane{{Events: []Event{e}}}, TimeKey{}).Shapes {
			switch {
			case sh.Stroke != nil && sh.Stroke.Width == timeBar:
				hatched += sh.Stroke.Points[1].X - sh.Stroke.Points[0].X
			case sh.Fill == proof:
				solid += sh.Width
			}
		}
		return solid, hatched
	}
	year := (width - timeRoom) / 10
	for _, v := range []struct {
		name           string
		event          Event
		solid, hatched int // years
	}{
		{"a year", Event{From: 365, To: 729, SureFrom: 730, SureTo: 364}, 0, 1},
		{"two years, sure", Event{From: 365, To: 365*3 - 1, SureFrom: 365, SureTo: 365*3 - 1}, 2, 0},
		{"from one year to another", Event{From: 365, To: 365*4 - 1, SureFrom: 729, SureTo: 365 * 3}, 1, 2},
		{"weak", Event{From: 365, To: 365*3 - 1, SureFrom: 365, SureTo: 365*3 - 1, Weak: true}, 0, 0},
	} {
		solid, hatched := draw(v.event, 2010)
		if (solid+year/2)/year != v.solid || (hatched+year/2)/year != v.hatched {
			t.Errorf("%s: %d solid, %d hatched of %d", v.name, solid, hatched, year)
		}
	}
	// On a scale of eighty years a year is too narrow for its lines to be seen.
	if solid, hatched := draw(Event{From: 365, To: 729, SureFrom: 730, SureTo: 364}, 2080); solid == 0 || hatched > 0 {
		t.Errorf("a narrow year: %d solid, %d hatched", solid, hatched)
	}
}
