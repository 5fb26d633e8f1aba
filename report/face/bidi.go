package face

import "golang.org/x/text/unicode/bidi"

// The order of letters that run from right to left among others that don't: the Unicode Bidirectional Algorithm
// (Unicode Standard Annex 9), rules P2 to N2 and I1 to I2. Control characters that embed or isolate text are
// taken for neutral ones: claims and titles have none that mean anything once quoted. Instead, quotation marks pair as
// brackets do, which the annex leaves to those control characters: a title in quotes keeps both of them.

// RightToLeft tells whether a character runs from right to left.
func RightToLeft(r rune) bool {
	if r < 0x590 {
		return false
	}
	switch p, _ := bidi.LookupRune(r); p.Class() {
	case bidi.R, bidi.AL, bidi.AN:
		return true
	}
	return false
}

// Levels is the embedding level of each character of a paragraph: even ones run from left to right. The
// paragraph's own level is 1 where its first letter runs from right to left.
func Levels(text []rune) (levels []uint8, base uint8) {
	n := len(text)
	classes := make([]bidi.Class, n)
	props := make([]bidi.Properties, n)
	for i, r := range text {
		props[i], _ = bidi.LookupRune(r)
		classes[i] = props[i].Class()
		switch classes[i] {
		case bidi.LRO,
			bidi.RLO,
			bidi.LRE,
			bidi.RLE,
			bidi.PDF,
			bidi.LRI,
			bidi.RLI,
			bidi.FSI,
			bidi.PDI,
			bidi.BN,
			bidi.Control:
			classes[i] = bidi.ON
		}
	}
	sides := map[bidi.Class]bool{bidi.L: true, bidi.R: true, bidi.AL: true}
	for _, c := range classes { // P2, P3
		if sides[c] {
			if c != bidi.L {
				base = 1
			}
			break
		}
	}
	sor := bidi.L
	if base == 1 {
		sor = bidi.R
	}
	original := append([]bidi.Class(nil), classes...)

	// W1 to W3: marks take the class of what they stand on; figures after Arabic letters are Arabic ones.
	before, strong := sor, sor
	for i, c := range classes {
		if c == bidi.NSM {
			c = before
		}
		switch {
		case sides[c]:
			strong = c
		case c == bidi.EN && strong == bidi.AL:
			c = bidi.AN
		}
		before = c
		if c == bidi.AL {
			c = bidi.R
		}
		classes[i] = c
	}
	// W4: one separator between figures of a kind.
	for i := 1; i+1 < n; i++ {
		a, b := classes[i-1], classes[i+1]
		if a == b &&
			(classes[i] == bidi.CS && (a == bidi.EN || a == bidi.AN) || classes[i] == bidi.ES && a == bidi.EN) {
			classes[i] = a
		}
	}
	// W5: what stands at a figure and belongs to it, as a percent sign does.
	for i := 0; i < n; i++ {
		if classes[i] != bidi.ET {
			continue
		}
		j := i
		for j < n && classes[j] == bidi.ET {
			j++
		}
		if i > 0 && classes[i-1] == bidi.EN || j < n && classes[j] == bidi.EN {
			for k := i; k < j; k++ {
				classes[k] = bidi.EN
			}
		}
		i = j - 1
	}
	// W6 and W7: other separators are neutral; figures among letters from left to right run with them.
	strong = sor
	for i, c := range classes {
		switch c {
		case bidi.ES, bidi.ET, bidi.CS:
			classes[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				classes[i] = bidi.L
			}
		}
	}
	pairBrackets(text, props, original, classes, sor)
	// N1 and N2: neutrals between two of a kind go with them, others with the paragraph.
	side := func(i int) bidi.Class {
		switch {
		case i < 0 || i >= n:
			return sor
		case classes[i] == bidi.EN || classes[i] == bidi.AN:
			return bidi.R
		}
		return classes[i]
	}
	neutral := func(c bidi.Class) bool { return c != bidi.L && c != bidi.R && c != bidi.EN && c != bidi.AN }
	for i := 0; i < n; i++ {
		if !neutral(classes[i]) {
			continue
		}
		j := i
		for j < n && neutral(classes[j]) {
			j++
		}
		to := sor
		if a := side(i - 1); a == side(j) {
			to = a
		}
		for k := i; k < j; k++ {
			classes[k] = to
		}
		i = j - 1
	}
	levels = make([]uint8, n)
	for i, c := range classes { // I1, I2
		levels[i] = base
		switch {
		case base == 0 && c == bidi.R, base == 1 && c != bidi.R:
			levels[i]++
		case base == 0 && c != bidi.L:
			levels[i] += 2
		}
	}
	return levels, base
}

// pairBrackets is rule N0: brackets that belong together go the same way, and here quotation marks too.
func pairBrackets(text []rune, props []bidi.Properties, original, classes []bidi.Class, sor bidi.Class) {
	type pair struct{ open, close int }
	var pairs []pair
	var open []int
	for i := range text {
		quote := text[i] == '“' || text[i] == '”' || text[i] == '«' || text[i] == '»'
		if classes[i] != bidi.ON || !props[i].IsBracket() && !quote {
			continue
		}
		if props[i].IsOpeningBracket() || text[i] == '“' || text[i] == '«' {
			open = append(open, i)
			continue
		}
		for k := len(open) - 1; k >= 0; k-- {
			if closing(text[open[k]]) == text[i] {
				pairs = append(pairs, pair{open[k], i})
				open = open[:k]
				break
			}
		}
	}
	side := func(i int) (bidi.Class, bool) {
		switch classes[i] {
		case bidi.L:
			return bidi.L, true
		case bidi.R, bidi.EN, bidi.AN:
			return bidi.R, true
		}
		return 0, false
	}
	// In the order of their opening brackets.
	for at := range text {
		for _, p := range pairs {
			if p.open != at {
				continue
			}
			with, against := false, false
			for i := p.open + 1; i < p.close; i++ {
				if s, ok := side(i); ok {
					with, against = with || s == sor, against || s != sor
				}
			}
			to := sor
			switch {
			case with:
			case against:
				before := sor
				for i := p.open - 1; i >= 0; i-- {
					if s, ok := side(i); ok {
						before = s
						break
					}
				}
				to = before
			default:
				continue
			}
			for _, i := range []int{p.open, p.close} {
				classes[i] = to
				for k := i + 1; k < len(text) && original[k] == bidi.NSM; k++ {
					classes[k] = to
				}
			}
		}
	}
}

// closing is the bracket that closes another.
func closing(r rune) rune {
	switch r {
	case '(':
		return ')'
	case '«':
		return '»'
	case '<':
		return '>'
	case '〈':
		return '〉'
	}
	// In nearly all pairs the closing bracket is the next character; [ and { leave one out.
	if r == '[' || r == '{' {
		return r + 2
	}
	return r + 1
}

// Visual is the order in which stretches of text with these levels stand from left to right (rule L2).
func Visual(levels []uint8) []int {
	order := make([]int, len(levels))
	highest := uint8(0)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(order); i++ {
			if levels[order[i]] < level {
				continue
			}
			j := i
			for j < len(order) && levels[order[j]] >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	return order
}
