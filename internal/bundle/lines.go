// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// lines is a text with an index of its lines, which count from 0.
type lines struct {
	text   string
	starts []int
}

func newLines(text string) *lines {
	l := &lines{text: text, starts: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// line returns a line without its end; "" beyond the text.
func (l *lines) line(n int) string {
	if n < 0 || n >= len(l.starts) {
		return ""
	}
	text, _, _ := strings.Cut(l.text[l.starts[n]:], "\n")
	return text
}

// position returns line and column, in bytes, of an offset.
func (l *lines) position(offset int) (line, column int) {
	offset = min(offset, len(l.text))
	line = sort.SearchInts(l.starts, offset+1) - 1
	return line, offset - l.starts[line]
}

// units turns a column in bytes into one in UTF-16 units, as source maps count.
func (l *lines) units(line, column int) int {
	n := 0
	for _, r := range clipped(l.line(line), column) {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// bytes turns a column in UTF-16 units into one in bytes.
func (l *lines) bytes(line, column int) int {
	text := l.line(line)
	offset := 0
	for column > 0 && offset < len(text) {
		r, size := utf8.DecodeRuneInString(text[offset:])
		offset += size
		column--
		if r > 0xFFFF {
			column--
		}
	}
	return offset
}

func clipped(s string, n int) string { return s[:min(n, len(s))] }
