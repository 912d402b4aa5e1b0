// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package difftest

import (
	"regexp"
	"strings"
)

// Minimize returns a short program that still is one that differs reports, as source is. It takes tokens away, bracketed
// parts first, and asks at most tries times.
func Minimize(source string, tries int, differs func(string) bool) string {
	m := &minimizer{differs: differs, tries: tries}
	tokens := tokenize(source)
	for size := -1; size != len(tokens) && m.tries > 0; {
		size = len(tokens)
		tokens = m.unwrap(m.groups(m.spans(tokens)))
	}
	return strings.TrimSpace(strings.Join(tokens, ""))
}

type minimizer struct {
	differs func(string) bool
	tries   int
}

// token is a text, a number or name, a regular expression, a run of blanks, or one character.
var token = regexp.MustCompile("'(?:[^'\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\n]|\\\\.)*\"|" +
	`/(?:[^/\\\[\n *]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])*/[a-z]*|` +
	`[\p{L}_$0-9][\p{L}_$0-9.]*|=>|[-+*&|<>=!?]+|[ ]+|(?s:.)`)

func tokenize(source string) []string { return token.FindAllString(source, -1) }

// try returns the tokens with those from i to j replaced, and whether that still differs.
func (m *minimizer) try(tokens []string, i, j int, by ...string) ([]string, bool) {
	if m.tries <= 0 {
		return tokens, false
	}
	m.tries--
	shorter := append(append(append([]string{}, tokens[:i]...), by...), tokens[j:]...)
	if !m.differs(strings.Join(shorter, "")) {
		return tokens, false
	}
	return shorter, true
}

// spans takes away runs of tokens, long ones first.
func (m *minimizer) spans(tokens []string) []string {
	for size := len(tokens) / 2; size > 0; size /= 2 {
		for i := 0; i+size <= len(tokens); {
			ok := false
			if tokens, ok = m.try(tokens, i, i+size); !ok {
				i += max(1, size/2)
			}
		}
	}
	return tokens
}

// groups takes away or empties what stands in brackets, and the parts between commas and semicolons.
func (m *minimizer) groups(tokens []string) []string {
	for i := 0; i < len(tokens); i++ {
		end := closing(tokens, i)
		if end < 0 {
			continue
		}
		for _, by := range [][]string{nil, {"0"}, {"''"}, {tokens[i], tokens[end]}} {
			shorter, ok := m.try(tokens, i, end+1, by...)
			if ok && len(shorter) < len(tokens) {
				tokens = shorter
				break
			}
		}
	}
	for i := 0; i < len(tokens); i++ {
		for end := i + 1; end < len(tokens); end++ {
			if e := closing(tokens, end); e > 0 {
				end = e
				continue
			}
			if t := tokens[end]; t == "," || t == ";" || t == "\n" {
				shorter, ok := m.try(tokens, i, end+1)
				if ok {
					tokens = shorter
				}
				break
			}
			if strings.Contains(")]}", tokens[end]) {
				break
			}
		}
	}
	return tokens
}

// unwrap replaces what stands before and after brackets by what is in them, and texts by empty ones.
func (m *minimizer) unwrap(tokens []string) []string {
	for i := 0; i < len(tokens); i++ {
		if end := closing(tokens, i); end > 0 {
			inside := append([]string{}, tokens[i+1:end]...)
			for from := max(0, i-3); from <= i; from++ {
				shorter, ok := m.try(tokens, from, end+1, inside...)
				if ok {
					tokens = shorter
					break
				}
			}
			continue
		}
		if len(tokens[i]) > 2 && strings.ContainsAny(tokens[i][:1], `'"`) {
			tokens = m.shorten(tokens, i)
		}
	}
	return tokens
}

// shorten takes characters out of a text.
func (m *minimizer) shorten(tokens []string, i int) []string {
	for at := 1; at < len(tokens[i])-1; {
		shorter, ok := m.try(tokens, i, i+1, tokens[i][:at]+tokens[i][at+1:])
		if ok {
			tokens = shorter
		} else {
			at++
		}
	}
	return tokens
}

// closing returns where the bracket at i is closed, -1 when there is none.
func closing(tokens []string, i int) int {
	depth := 0
	for j := i; j < len(tokens); j++ {
		switch tokens[j] {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		}
		if depth == 0 {
			if j == i {
				return -1
			}
			return j
		}
	}
	return -1
}
