package pages

import (
	"whereas/report/doc"
	"whereas/report/lines"
)

// Role is what a node of the structure tree is, in the words of PDF's standard structure types.
type Role string

const (
	Text       Role = "" // a leaf: a stretch of text, to which runs belong
	Document   Role = "Document"
	Heading1   Role = "H1"
	Heading2   Role = "H2"
	Heading3   Role = "H3"
	Heading4   Role = "H4"
	Paragraph  Role = "P"
	List       Role = "L"
	Item       Role = "LI"
	Label      Role = "Lbl"
	ItemBody   Role = "LBody"
	BlockQuote Role = "BlockQuote"
	Table      Role = "Table"
	TableHead  Role = "THead"
	TableBody  Role = "TBody"
	TableRow   Role = "TR"
	HeadCell   Role = "TH"
	DataCell   Role = "TD"
	Caption    Role = "Caption"
	Figure     Role = "Figure"
	Note       Role = "Note"
	Reference  Role = "Reference"
	LinkText   Role = "Link"
	Span       Role = "Span"
	Contents   Role = "TOC"
	Entry      Role = "TOCI"
)

// Node is one element of the structure tree. Nodes stand in reading order: a node's parent stands before
// it, its kids in order behind it.
type Node struct {
	Role    Role
	Parent  int
	Kids    []int
	Note    int       // of a Note, its number
	Alt     string    // of a Figure, what it shows
	Ordered bool      // of a List
	OfRow   bool      // of a HeadCell: it heads a row, not a column
	Mark    *doc.Mark // of a Reference, what it was made from
	Lang    string    // of a Span, its language where that isn't the document's
	Box     *Box      // of a Figure that stands on a page
}

// Box is where something stands: on which page, counted from 0, and how much of it it takes.
type Box struct {
	Page int
	lines.Rect
}

// add makes a node the last kid of parent.
func (l *layouter) add(parent int, role Role) int {
	l.nodes = append(l.nodes, Node{Role: role, Parent: parent})
	n := len(l.nodes) - 1
	if n > 0 {
		l.nodes[parent].Kids = append(l.nodes[parent].Kids, n)
	}
	return n
}

// leaf is the text leaf that parent ends with, made if it ends with something else.
func (l *layouter) leaf(parent int) int {
	kids := l.nodes[parent].Kids
	if len(kids) > 0 && l.nodes[kids[len(kids)-1]].Role == Text {
		return kids[len(kids)-1]
	}
	return l.add(parent, Text)
}
