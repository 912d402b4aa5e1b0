// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import "strings"

// Pattern is a compiled path pattern: "*" stands for any run of bytes, "?" for exactly one byte, everything else
// for itself, in the same case. Matching takes time linear in the path. A Pattern is immutable.
// Source: AWS CloudFront API, data type CacheBehavior, PathPattern.
type Pattern struct {
	text   string // with the leading slash
	prefix string // what the path begins with
	suffix string // what it ends with, when there is a "*"
	middle []search
	open   bool // there is a "*"
	min    int  // length of the shortest match
}

// CompilePattern compiles text. A leading slash may be left out. Every text is a pattern.
func CompilePattern(text string) Pattern {
	if !strings.HasPrefix(text, "/") {
		text = "/" + text
	}
	p := Pattern{text: text}
	parts := strings.Split(text, "*")
	last := len(parts) - 1
	p.prefix, p.open = parts[0], last > 0
	p.min = len(text) - last
	if !p.open {
		return p
	}
	p.suffix = parts[last]
	for _, part := range parts[1:last] {
		if part != "" {
			p.middle = append(p.middle, newSearch(part))
		}
	}
	return p
}

// String returns the pattern with its leading slash.
func (p *Pattern) String() string { return p.text }

// Match says whether the whole of path matches.
func (p *Pattern) Match(path string) bool {
	if len(path) < p.min || !p.open && len(path) != p.min {
		return false
	}
	if !equalWild(path[:len(p.prefix)], p.prefix) {
		return false
	}
	rest := path[len(p.prefix):]
	if !equalWild(rest[len(rest)-len(p.suffix):], p.suffix) {
		return false
	}
	rest = rest[:len(rest)-len(p.suffix)]
	for i := range p.middle { // the leftmost match of each part leaves the most for the others
		end := p.middle[i].end(rest)
		if end < 0 {
			return false
		}
		rest = rest[end:]
	}
	return true
}

// equalWild compares s with part of the same length, in which "?" stands for any byte.
func equalWild(s, part string) bool {
	for i := range len(part) {
		if part[i] != s[i] && part[i] != '?' {
			return false
		}
	}
	return true
}

// search finds the leftmost occurrence of a part between two "*".
type search struct {
	part string
	// masks is nil when part has no "?". Else it holds, for every byte and every position of part, one bit that
	// says whether the byte may stand there: byte b's words are masks[b*words : (b+1)*words].
	masks []uint64
	words int
}

func newSearch(part string) search {
	s := search{part: part}
	if !strings.Contains(part, "?") {
		return s
	}
	s.words = (len(part) + 63) / 64
	s.masks = make([]uint64, 256*s.words)
	for i := range len(part) {
		bit := uint64(1) << (i % 64)
		if part[i] != '?' {
			s.masks[int(part[i])*s.words+i/64] |= bit
			continue
		}
		for b := range 256 {
			s.masks[b*s.words+i/64] |= bit
		}
	}
	return s
}

// end returns the index behind the leftmost occurrence in text, or -1.
func (s *search) end(text string) int {
	if s.masks == nil {
		if i := strings.Index(text, s.part); i >= 0 {
			return i + len(s.part)
		}
		return -1
	}
	return s.endWild(text)
}

// endWild is the shift-and algorithm: bit i of state says that the first i+1 bytes of the part match the text that
// ends here. A part has at most 255 bytes, hence the size of state; longer parts are cut by the API's limit.
func (s *search) endWild(text string) int {
	var state [maxPatternWords]uint64
	if s.words > maxPatternWords {
		return -1
	}
	final := uint64(1) << ((len(s.part) - 1) % 64)
	for i := range len(text) {
		row := s.masks[int(text[i])*s.words:][:s.words]
		carry := uint64(1)
		for w, mask := range row {
			next := state[w] >> 63
			state[w] = (state[w]<<1 | carry) & mask
			carry = next
		}
		if state[s.words-1]&final != 0 {
			return i + 1
		}
	}
	return -1
}

// maxPatternWords is enough for patterns of 255 characters, the limit of the API (api.md section 4.3).
const maxPatternWords = 4
