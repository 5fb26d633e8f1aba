package diag

// Nearest is the candidate that word was most likely meant to be, or "" where none is near enough:
// at most one edit for each three letters, and always one. Ties go to the first.
func Nearest(word string, candidates []string) string {
	best, bestDist := "", len([]rune(word))/3+1
	if bestDist < 2 {
		bestDist = 2
	}
	for _, c := range candidates {
		if c == word {
			continue
		}
		if d := editDistance([]rune(word), []rune(c)); d < bestDist ||
			d == bestDist && best == "" && d < len([]rune(word)) {
			best, bestDist = c, d
		}
	}
	return best
}

// editDistance is the optimal string alignment distance: insert, delete, replace, swap two neighbours.
func editDistance(a, b []rune) int {
	prev2 := make([]int, len(b)+1)
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
