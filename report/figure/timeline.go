package figure

import (
	"fmt"

	"whereas/report/doc"
)

// Lane is a theme of a timeline with its events, in the order in which they are drawn.
type Lane struct {
	Name   string
	Events []Event
}

// Event is something that was so from a day to a day. Days are counts from any one day on. Where its beginning or its
// end is known to a month or a year only, Sure is what lies between the last day on which it can have begun and the
// first on which it can have ended.
type Event struct {
	Label      string
	From, To   int // first and last day that it can have been so
	SureFrom   int
	SureTo     int    // before SureFrom where no day is sure
	Open       bool   // it goes on, as far as is known, at To
	Ended      bool   // it has an end
	Superseded bool   // something later stands in its place
	Weak       bool   // nobody confirms it
	Note       string // what else is said of it, in a word
}

// Year is a mark of a timeline's scale.
type Year struct {
	Day  int // its first
	Name string
}

// TimeKey is the words for the parts of a timeline.
type TimeKey struct{ Sure, Span, Weak, Ended, Open string }

// Measures of a timeline.
const (
	timeBar     = 6_000 // height of a bar
	timeRow     = 12_500
	laneHead    = 15_000
	timeLeast   = 3_000 // width of a day
	timeHatched = 7_000 // what is narrower can't be seen as hatched
	timeRoom    = 6_000 // behind the scale, for what goes on
)

// Timeline draws lanes of events on one scale of years: a bar is as wide as what is known, solid where it was surely so
// and hatched where only month or year are known. Weak and superseded ones are white. Years are the marks of the scale,
// of which the first is its beginning and the last its end; there are two at least, of different days, or nothing is
// drawn.
func Timeline(years []Year, lanes []Lane, key TimeKey) doc.Scene {
	c := &canvas{doc.Scene{Width: width}}
	if len(years) < 2 || years[len(years)-1].Day <= years[0].Day {
		return c.scene
	}
	first, last := years[0].Day, years[len(years)-1].Day
	at := func(day int) int {
		return int(int64(min(max(day, first), last)-first) * int64(width-timeRoom) / int64(last-first))
	}
	top := lineHeight + 3_000
	grid := len(c.scene.Shapes)
	for _, l := range lanes {
		top = c.lane(l, top, at)
	}
	c.years(years, grid, top, at)
	c.timeKey(key, top+3_000)
	return c.scene
}

// years draws the scale: a mark for each year, and a word for as many as have room. The lines go below all else.
func (c *canvas) years(years []Year, grid, bottom int, at func(int) int) {
	bars := c.scene.Shapes
	c.scene.Shapes = nil
	end := -1
	for i, y := range years {
		x := at(y.Day)
		c.box(x, lineHeight, 250, bottom-lineHeight, rule)
		wide := wideOf(y.Name) + 6_000
		if room := x - wide/2; i+1 < len(years) && room >= end && x+wide <= width || i == 0 {
			c.label(x, lineHeight-2_500, doc.Left, false, y.Name)
			end = x + wide
		}
	}
	c.scene.Shapes = append(c.scene.Shapes, bars[grid:]...)
}

// lane draws a lane below top and gives where it ends.
func (c *canvas) lane(l Lane, top int, at func(int) int) int {
	c.label(0, top+lineHeight, doc.Left, true, cut(l.Name, width*20/21))
	c.box(0, top+laneHead-1_500, width, frameWidth, frame)
	top += laneHead
	for _, e := range l.Events {
		top = c.event(e, top, at)
	}
	return top + 3_000
}

// event draws a bar with its words behind it, before it, or where neither has room above it.
func (c *canvas) event(e Event, top int, at func(int) int) int {
	const gap = 4_000
	text := e.Label
	if e.Note != "" {
		text = fmt.Sprintf("%s (%s)", e.Label, e.Note)
	}
	left, right := at(e.From), min(max(at(e.To+1), at(e.From)+timeLeast), width)
	behind, before := right+gap, left-gap
	if e.Open {
		behind += gap
	}
	wide := wideOf(text)
	y := top + (timeRow-timeBar)/2
	switch {
	case behind+wide <= width:
		c.ground(behind, top, wide)
		c.label(behind, y+timeBar-200, doc.Left, false, text)
	case wide <= before:
		c.ground(before-wide, top, wide)
		c.label(before, y+timeBar-200, doc.Right, false, text)
	default:
		text = cut(text, width)
		wide = wideOf(text)
		x := min(left, width-wide)
		c.ground(x, top, wide)
		c.label(x, top+lineHeight-2_200, doc.Left, false, text)
		top += lineHeight
		y += lineHeight
	}
	c.timeBar(e, left, right, y, at)
	return top + timeRow
}

// ground keeps the lines of the scale from a text.
func (c *canvas) ground(x, top, wide int) { c.box(x, top, wide, timeRow, white) }

func (c *canvas) timeBar(e Event, left, right, y int, at func(int) int) {
	c.box(left, y, right-left, timeBar, white)
	switch {
	case e.Superseded || e.Weak:
	case e.SureFrom <= e.SureTo:
		from, to := max(at(e.SureFrom), left), min(max(at(e.SureTo+1), at(e.SureFrom)+timeLeast), right)
		c.hatch(left, y, from-left, timeBar)
		c.hatch(to, y, right-to, timeBar)
		c.box(from, y, to-from, timeBar, proof)
	case right-left < timeHatched: // too narrow to be seen as hatched
		c.box(left, y, right-left, timeBar, proof)
	default:
		c.hatch(left, y, right-left, timeBar)
	}
	c.frame(left, y, right-left, timeBar)
	if e.Ended {
		c.box(right-1_200, y-2_000, 1_200, timeBar+4_000, ink)
	}
	if e.Open && right+4_000 <= width {
		c.stroke(ink, 700, nil, doc.Point{X: right + 800, Y: y}, doc.Point{X: right + 3_400, Y: y + timeBar/2},
			doc.Point{X: right + 800, Y: y + timeBar})
	}
}

// timeKey explains the bars, and ends the picture.
func (c *canvas) timeKey(key TimeKey, top int) {
	const sample, gap = 16_000, 12_000
	same := func(d int) int { return d }
	x, y := 0, top
	c.scene.Height = top
	for _, k := range []struct {
		word  string
		event Event
	}{
		{key.Sure, Event{SureTo: 1}},
		{key.Span, Event{SureFrom: 1}},
		{key.Weak, Event{Weak: true}},
		{key.Ended, Event{SureTo: 1, Ended: true}},
		{key.Open, Event{SureTo: 1, Open: true}},
	} {
		if k.word == "" {
			continue
		}
		word := cut(k.word, width-sample-8_000)
		if x > 0 && x+sample+8_000+wideOf(word) > width {
			x, y = 0, y+timeRow
		}
		e := k.event
		if e.SureFrom <= e.SureTo {
			e.SureFrom, e.SureTo = x, x+sample
		}
		c.timeBar(e, x, x+sample, y+3_000, same)
		c.label(x+sample+6_000, y+timeRow-3_500, doc.Left, false, word)
		x += sample + 6_000 + wideOf(word) + gap
		c.scene.Height = y + timeRow
	}
}
