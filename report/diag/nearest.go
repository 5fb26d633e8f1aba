package diag

// Nearest is the candidate that word was most likely meant to be, or "" where none is near enough:
// at most one edit for each three letters, and always one. Ties go to the first.
func Nearest(word string, candidates []string) string {
	w := []rune(word)
	if len(w) == 0 || len(w) > longest {
		return ""
	}
	best, bestDist := "", max(2, len(w)/3+1)
	for _, c := range candidates {
		if c == word || len(c) > 4*(len(w)+bestDist) || len(c) < len(w)-bestDist { // bytes: four a letter at most
			continue
		}
		if d := editDistance(w, []rune(c), bestDist); d < bestDist ||
			d == bestDist && best == "" && d < len(w) {
			best, bestDist = c, d
		}
	}
	return best
}

// Within tells whether one word becomes another by at most so many edits.
func Within(a, b string, edits int) bool {
	x, y := []rune(a), []rune(b)
	return max(len(x), len(y)) <= longest && editDistance(x, y, edits) <= edits
}

// longest is from where on a word isn't taken for a misspelt one.
const longest = 100

// Guesses is how many candidates are still compared in "did you mean" of one run: thousands of misspelt ids among
// thousands of known ones would take minutes, and whoever reads the messages mends the first.
type Guesses int

// ManyGuesses is for the ids of one dossier.
const ManyGuesses Guesses = 2_000_000

// Nearest is Nearest while there are guesses left; "" behind that.
func (g *Guesses) Nearest(word string, candidates []string) string {
	if *g < Guesses(len(candidates)) {
		return ""
	}
	*g -= Guesses(len(candidates))
	return Nearest(word, candidates)
}

// editDistance is the optimal string alignment distance: insert, delete, replace, swap two neighbours. It is more than
// most where it lies above that; how far isn't told.
func editDistance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	prev2 := make([]int, len(b)+1)
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
			least = min(least, cur[j])
		}
		if least > most+1 { // a swap reaches back two lines, and costs one
			return most + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
