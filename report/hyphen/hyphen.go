// Package hyphen says where a word may be divided, by patterns of letters with digits between them: F. M. Liang,
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
	values      map[string]string // the digit before each letter of a pattern and behind the last; "." is a word's end
	exceptions  map[string]string // a digit behind each letter of a word
	longest     int               // bytes of the longest pattern
}

// Parse reads patterns, separated by white space: "hy3ph", ".un5d"; "=ta-ble" and "=present" are words
// divided so, whatever the patterns say. A line that begins with % is a comment, but "%margins 2 3" says how many
// letters stay together at the beginning and at the end of a word. What is none of these is an error, with its line.
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
	var letters, digits []byte
	digit := byte('0')
	for _, r := range word {
		if r >= '0' && r <= '9' {
			digit = byte(r)
			continue
		}
		if r != '.' && !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' {
			return fmt.Errorf("%s in pattern %q is neither a letter nor a digit", strconv.QuoteRune(r), word)
		}
		letters = append(letters, string(r)...)
		digits = append(digits, digit)
		digit = '0'
	}
	if len(letters) == 0 {
		return fmt.Errorf("pattern %q has no letters", word)
	}
	p.values[string(letters)] = string(append(digits, digit))
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

// points is Points for a word in small letters.
func (p *Patterns) points(word string) []int {
	n := 0
	for range word {
		n++
	}
	if n < p.left+p.right {
		return nil
	}
	strength, ok := p.exceptions[word]
	if !ok {
		strength = p.strength(word, n)
	}
	var out []int
	for i := p.left; i <= n-p.right; i++ {
		if digit := strength[i-1]; digit > '0' && (digit-'0')%2 == 1 {
			out = append(out, i)
		}
	}
	return out
}

// strength is the highest digit that a pattern has behind each of the n letters of a word.
func (p *Patterns) strength(word string, n int) string {
	s := "." + word + "."
	strength := make([]byte, n+3) // before each character of s, and behind the last
	from := 0                     // the character that begins at byte i
	for i := range s {
		for j, r := range s[i:] {
			end := i + j + len(string(r))
			if end-i > p.longest {
				break
			}
			digits := p.values[s[i:end]]
			for k := range digits {
				strength[from+k] = max(strength[from+k], digits[k])
			}
		}
		from++
	}
	return string(strength[2:])
}
