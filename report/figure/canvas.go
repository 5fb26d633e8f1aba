// Package figure draws pictures as scenes: shapes and labels on a plane, which layout sets and any writer can read.
// Its pictures can be told apart without colour, and no text in them is smaller than 8.5 points.
package figure

import "whereas/report/doc"

// canvas is a scene as it grows.
type canvas struct{ scene doc.Scene }

func (c *canvas) label(x, y int, how doc.Align, strong bool, text string) {
	c.scene.Labels = append(c.scene.Labels,
		doc.Label{X: x, Y: y, Size: textSize, Align: how, Strong: strong, Text: text})
}

// box fills a rectangle; one without a width isn't there.
func (c *canvas) box(x, y, w, h int, fill doc.Colour) {
	if w > 0 && h > 0 {
		c.scene.Shapes = append(c.scene.Shapes, doc.Shape{X: x, Y: y, Width: w, Height: h, Fill: fill})
	}
}

// stroke draws a line through points.
func (c *canvas) stroke(colour doc.Colour, width int, dash []int, points ...doc.Point) {
	c.scene.Shapes = append(c.scene.Shapes,
		doc.Shape{Fill: colour, Stroke: &doc.Stroke{Points: points, Width: width, Dash: dash}})
}

const frameWidth = 500

// frame draws the edges of a rectangle, within it.
func (c *canvas) frame(x, y, w, h int) {
	c.box(x, y, w, frameWidth, frame)
	c.box(x, y+h-frameWidth, w, frameWidth, frame)
	c.box(x, y, frameWidth, h, frame)
	c.box(x+w-frameWidth, y, frameWidth, h, frame)
}

// hatch fills a rectangle with upright lines: one line as thick as the rectangle is high, dashed.
func (c *canvas) hatch(x, y, w, h int) {
	if w > 0 {
		c.stroke(frame, h, []int{700, 1_900}, doc.Point{X: x, Y: y + h/2}, doc.Point{X: x + w, Y: y + h/2})
	}
}
