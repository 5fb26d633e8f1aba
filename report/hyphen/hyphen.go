// Package hyphen says where a word may be divided, by patterns of letters with figures between them: F. M. Liang,
// "Word Hy-phen-a-tion by Com-put-er" (Stanford, 1983). The patterns of a language are data.
package hyphen

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Patterns are the rules of one language. They never change after Parse: any number of goroutines may ask.
type Patterns struct {
	mutex sync.RWMutex
	known map[string][]int // words that were asked for

	left, right int               // letters that stay together at either end of a word
	values      map[string]string // the letters of a pattern, "." for a word's end, and the figure before each and behind the last
	exceptions  map[string]string // a word, and a figure behind each letter
	longest     int               // bytes of the longest pattern
}

// Parse reads patterns, separated by white space: "hy3ph", ".un5d"; "=ta-ble" and "=present" are words
// divided so, whatever the patterns say. A line that begins with % is a comment, but "%margins 2 3" says how many letters stay together at the beginning
// and at the end of a word. What is none of these is an error, with its line.
func Parse(file []byte) (*Patterns, error) {
	p := &Patterns{left: 2, right: 3, values: make(map[string]string, len(file)/7), exceptions: map[string]string{}}
	lines := bufio.NewScanner(bytes.NewReader(file))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if margins, ok := strings.CutPrefix(line, "%margins "); ok {
			if _, err := fmt.Sscanf(margins, "%d %d", &p.left, &p.right); err != nil || p.left < 1 || p.right < 1 {
				return nil, fmt.Errorf("line %d: margins are two numbers above 0, not %q", n, margins)
			}
			continue
		}
		if strings.HasPrefix(line, "%") {
			continue
		}
		for word := range strings.FieldsSeq(line) {
			if err := p.add(word); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the patterns: %w", err)
	}
	return p, nil
}

func (p *Patterns) add(word string) error {
	if own, ok := strings.CutPrefix(word, "="); ok {
		var at []byte
		for _, r := range own {
			if r != '-' {
				at = append(at, '0')
			} else if len(at) > 0 {
				at[len(at)-1] = '1'
			}
		}
		if len(at) == 0 {
			return fmt.Errorf("%q has no letters", word)
		}
		p.exceptions[strings.ReplaceAll(own, "-", "")] = string(at)
		return nil
	}
	var letters, figures []byte
	figure := byte('0')
	for _, r := range word {
		if r >= '0' && r <= '9' {
			figure = byte(r)
			continue
		}
		if r != '.' && !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' {
			return fmt.Errorf("%s in pattern %q is neither a letter nor a figure", strconv.QuoteRune(r), word)
		}
		letters = append(letters, string(r)...)
		figures = append(figures, figure)
		figure = '0'
	}
	if len(letters) == 0 {
		return fmt.Errorf("pattern %q has no letters", word)
	}
	p.values[string(letters)] = string(append(figures, figure))
	p.longest = max(p.longest, len(letters))
	return nil
}

// Points is the number of letters before each place where a word, given as letters alone, may be divided. Capitals
// count as small letters. The answer is shared with the next caller and must not be changed.
func (p *Patterns) Points(word string) []int {
	p.mutex.RLock()
	out, ok := p.known[word]
	p.mutex.RUnlock()
	if ok {
		return out
	}
	out = p.points(strings.ToLower(word))
	p.mutex.Lock()
	defer p.mutex.Unlock()
	const kept = 30_000 // bounds the memory of a long batch
	if p.known == nil || len(p.known) >= kept {
		p.known = map[string][]int{}
	}
	p.known[strings.Clone(word)] = out
	return out
}

func (p *Patterns) points(word string) []int {
	n := 0
	for range word {
		n++
	}
	if n < p.left+p.right {
		return nil
	}
	var out []int
	if at, ok := p.exceptions[word]; ok {
		for i := 0; i < n-1; i++ {
			if at[i] == '1' && i+1 >= p.left && n-i-1 >= p.right {
				out = append(out, i+1)
			}
		}
		return out
	}
	s := "." + word + "."
	strength := make([]byte, n+3) // before each character of s, and behind the last
	from := 0                     // the character that begins at byte i
	for i := range s {
		chars := 0
		for j, r := range s[i:] {
			chars++
			end := i + j + len(string(r))
			if end-i > p.longest {
				break
			}
			if figures, ok := p.values[s[i:end]]; ok {
				for k := range figures {
					strength[from+k] = max(strength[from+k], figures[k])
				}
			}
		}
		from++
	}
	for i := p.left; i <= n-p.right; i++ {
		if at := strength[i+1]; at > '0' && (at-'0')%2 == 1 { // s begins with a full stop
			out = append(out, i)
		}
	}
	return out
}
