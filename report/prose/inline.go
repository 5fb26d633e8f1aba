package prose

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// citeNode is a mark: [^claim].
type citeNode struct {
	ast.BaseInline
	id          string
	start, stop int
}

var kindCite = ast.NewNodeKind("Cite")

func (*citeNode) Kind() ast.NodeKind           { return kindCite }
func (n *citeNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type citeParser struct{}

func (citeParser) Trigger() []byte { return []byte{'[', '!', '^'} }

// opinionNode is the mark of opinion: {.opinion}.
type opinionNode struct{ ast.BaseInline }

var kindOpinion = ast.NewNodeKind("Opinion")

func (*opinionNode) Kind() ast.NodeKind           { return kindOpinion }
func (n *opinionNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type opinionParser struct{}

func (opinionParser) Trigger() []byte { return []byte{'{', ' '} }

func (opinionParser) Parse(_ ast.Node, r text.Reader, _ parser.Context) ast.Node {
	line, _ := r.PeekLine()
	trimmed := bytes.TrimLeft(line, " ")
	if !bytes.HasPrefix(trimmed, []byte("{.opinion}")) {
		return nil
	}
	r.Advance(len(line) - len(trimmed) + len("{.opinion}"))
	return &opinionNode{}
}

// addressNode is an address that stands in the text as itself.
type addressNode struct {
	ast.BaseInline
	url   string
	start int
}

var kindAddress = ast.NewNodeKind("Address")

func (*addressNode) Kind() ast.NodeKind           { return kindAddress }
func (n *addressNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type addressParser struct{}

func (addressParser) Trigger() []byte { return []byte{'h'} }

var bareAddress = regexp.MustCompile(`^https?://[^\s<>\[\]"]+`)

func (addressParser) Parse(_ ast.Node, r text.Reader, _ parser.Context) ast.Node {
	line, seg := r.PeekLine()
	m := bareAddress.Find(line)
	if m == nil {
		return nil
	}
	url := strings.TrimRight(string(m), ".,;:!?)'*_")
	if strings.Contains(url, "(") && strings.HasPrefix(string(line[len(url):]), ")") {
		url += ")"
	}
	r.Advance(len(url))
	return &addressNode{url: url, start: seg.Start}
}
