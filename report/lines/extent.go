package lines

// Extent is the width of a paragraph's longest word and of its longest line if nothing breaks. A word wider than long
// counts as its longest part.
func (par *Paragraph) Extent(long Length) (word, whole Length) {
	var w, part, widest, all Length // of the word, of its part, of the widest of its parts, of the line
	end := func() {
		if widest = max(widest, part); w > long {
			w = widest
		}
		word = max(word, w)
		w, part, widest = 0, 0, 0
	}
	for i, it := range par.items {
		switch {
		case it.kind == box, par.spaceThatTies(i):
			w, part, all = w+it.width, part+it.width, all+it.width
		case it.kind == glue:
			end()
			all += it.width
		case it.divides:
			widest, part = max(widest, part+it.width), 0
		case it.cost < never:
			end()
			if it.cost <= always {
				all = 0
			}
		}
		whole = max(whole, all)
	}
	end()
	return word, whole
}

// spaceThatTies reports whether item i is a space at which no line may end.
func (par *Paragraph) spaceThatTies(i int) bool {
	return par.items[i].kind == glue && i > 0 && par.items[i-1].kind == penalty && par.items[i-1].cost >= never
}
