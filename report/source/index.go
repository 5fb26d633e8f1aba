package source

import "strings"

// node is the place of one value, beside the library's decoded one: where its key and its value stand,
// and the nodes inside it. A node that can't be found is replaced by its parent's place.
type node struct {
	key, val extent
	name     string
	kids     []*node          // as they stand in the file
	named    map[string]*node // where there are many
	items    []*node
}

// few is how many kids are looked through one by one: most tables have no more, and a map for each takes longer.
const few = 16

// kid is the node of a key, nil where it has none.
func (n *node) kid(key string) *node {
	if n.named != nil {
		return n.named[key]
	}
	for _, k := range n.kids {
		if k.name == key {
			return k
		}
	}
	return nil
}

// grow is the node of a key, made where it has none.
func (n *node) grow(key string, at extent) *node {
	if k := n.kid(key); k != nil {
		return k
	}
	k := &node{key: at, val: at, name: key}
	n.kids = append(n.kids, k)
	switch {
	case n.named != nil:
		n.named[key] = k
	case len(n.kids) > few:
		n.named = map[string]*node{}
		for _, k := range n.kids {
			n.named[k.name] = k
		}
	}
	return k
}

// scanner walks text that the library has accepted. It is total all the same: the library accepts a few
// texts that TOML forbids, so every step is bounds-checked and every loop moves on.
type scanner struct {
	s    string
	i    int
	path []string // the parts of the key that was read last
	ats  []extent // and their places
}

// index finds the place of every key and value of a TOML text.
func index(text string) *node {
	sc := &scanner{s: text}
	root := &node{val: extent{0, len(text)}}
	cur := root
	var open *node // the table whose header was read last
	for sc.i < len(sc.s) {
		start := sc.i
		sc.skipBlank(true)
		if sc.i >= len(sc.s) {
			break
		}
		if sc.s[sc.i] == '[' {
			if open != nil {
				open.val.to = sc.i
			}
			cur = sc.header(root)
			open = cur
			sc.restOfLine()
		} else {
			sc.pair(cur, 0)
			sc.restOfLine()
		}
		if sc.i <= start {
			sc.i = start + 1
		}
	}
	if open != nil {
		open.val.to = len(text)
	}
	return root
}

func (sc *scanner) header(root *node) *node {
	from := sc.i
	array := strings.HasPrefix(sc.s[sc.i:], "[[")
	sc.i++
	if array {
		sc.i++
	}
	sc.key(']')
	n, keys, ats := root, sc.path, sc.ats
	for j, k := range keys {
		n = n.grow(k, ats[j])
		if array && j == len(keys)-1 {
			n.items = append(n.items, &node{key: ats[j], val: extent{from, from}})
		}
		if len(n.items) > 0 {
			n = n.items[len(n.items)-1]
		}
	}
	if n != root {
		if len(keys) > 0 {
			n.key = ats[len(keys)-1]
		}
		n.val = extent{from, from}
	}
	for sc.i < len(sc.s) && sc.s[sc.i] == ']' {
		sc.i++
	}
	return n
}

// key reads a dotted key up to the byte end (']' or '='), which it doesn't take.
func (sc *scanner) key(end byte) {
	sc.path, sc.ats = sc.path[:0], sc.ats[:0]
	for sc.i < len(sc.s) {
		sc.skipBlank(false)
		if sc.i >= len(sc.s) || sc.s[sc.i] == end || sc.s[sc.i] == '\n' {
			return
		}
		from := sc.i
		switch sc.s[sc.i] {
		case '.':
			sc.i++
			continue
		case '"', '\'':
			sc.path = append(sc.path, sc.str())
		default:
			for sc.i < len(sc.s) && !strings.ContainsRune(" \t\r\n.=]\"'", rune(sc.s[sc.i])) {
				sc.i++
			}
			if sc.i == from {
				return
			}
			sc.path = append(sc.path, sc.s[from:sc.i])
		}
		sc.ats = append(sc.ats, extent{from, sc.i})
	}
}

func (sc *scanner) pair(t *node, depth int) {
	sc.key('=')
	keys, ats := sc.path, sc.ats
	if sc.i < len(sc.s) && sc.s[sc.i] == '=' {
		sc.i++
	}
	if len(keys) == 0 {
		return
	}
	for j, k := range keys {
		t = t.grow(k, ats[j])
	}
	sc.skipBlank(false)
	t.key = extent{ats[0].from, ats[len(ats)-1].to}
	sc.value(t, depth)
	// An intermediate table of a dotted key reaches as far as what it holds.
}

func (sc *scanner) value(n *node, depth int) {
	n.val = extent{sc.i, sc.i}
	if sc.i >= len(sc.s) || depth > maxNesting {
		return
	}
	switch sc.s[sc.i] {
	case '"', '\'':
		sc.str()
	case '[':
		sc.i++
		for sc.i < len(sc.s) {
			start := sc.i
			sc.skipBlank(true)
			if sc.i >= len(sc.s) {
				break
			}
			if sc.s[sc.i] == ']' {
				sc.i++
				break
			}
			if sc.s[sc.i] == ',' {
				sc.i++
				continue
			}
			item := &node{}
			n.items = append(n.items, item)
			sc.value(item, depth+1)
			item.key = item.val
			if sc.i <= start {
				sc.i = start + 1
			}
		}
	case '{':
		sc.i++
		for sc.i < len(sc.s) {
			start := sc.i
			sc.skipBlank(true)
			if sc.i >= len(sc.s) {
				break
			}
			if sc.s[sc.i] == '}' {
				sc.i++
				break
			}
			if sc.s[sc.i] == ',' {
				sc.i++
				continue
			}
			sc.pair(n, depth+1)
			if sc.i <= start {
				sc.i = start + 1
			}
		}
	default:
		for sc.i < len(sc.s) && !strings.ContainsRune(",]}\n#", rune(sc.s[sc.i])) {
			sc.i++
		}
		for sc.i > n.val.from && strings.ContainsRune(" \t\r", rune(sc.s[sc.i-1])) {
			sc.i--
		}
	}
	n.val.to = sc.i
}

// str takes a string of any of the four kinds and returns its inside, escapes left as they are.
func (sc *scanner) str() string {
	q := sc.s[sc.i]
	triple := `"""`
	if q == '\'' {
		triple = "'''"
	}
	if strings.HasPrefix(sc.s[sc.i:], triple) {
		from := sc.i + 3
		for sc.i = from; sc.i < len(sc.s); sc.i++ {
			if q == '"' && sc.s[sc.i] == '\\' {
				sc.i++
				continue
			}
			if strings.HasPrefix(sc.s[sc.i:], triple) {
				end := sc.i
				sc.i += 3
				for range 2 { // up to two quote marks may stand before the closing three
					if sc.i < len(sc.s) && sc.s[sc.i] == q {
						sc.i++
					}
				}
				return sc.s[from:end]
			}
		}
		sc.i = len(sc.s)
		return sc.s[min(from, len(sc.s)):]
	}
	sc.i++
	from := sc.i
	for sc.i < len(sc.s) && sc.s[sc.i] != q && sc.s[sc.i] != '\n' {
		if q == '"' && sc.s[sc.i] == '\\' {
			sc.i++
		}
		sc.i++
	}
	sc.i = min(sc.i, len(sc.s))
	inside := sc.s[min(from, sc.i):sc.i]
	if sc.i < len(sc.s) && sc.s[sc.i] == q {
		sc.i++
	}
	return inside
}

func (sc *scanner) skipBlank(newlines bool) {
	for sc.i < len(sc.s) {
		switch b := sc.s[sc.i]; {
		case b == ' ' || b == '\t' || b == '\r' || newlines && b == '\n':
			sc.i++
		case b == '#':
			for sc.i < len(sc.s) && sc.s[sc.i] != '\n' {
				sc.i++
			}
		default:
			return
		}
	}
}

func (sc *scanner) restOfLine() {
	for sc.i < len(sc.s) && sc.s[sc.i] != '\n' {
		sc.i++
	}
}
