// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"selvedge"
)

// This file shows people where in the code something happened.

// Bounds of a code frame.
const (
	frameLines = 2   // before and after the line
	frameWidth = 120 // characters of a line
)

// position returns a place in the code. The column is in bytes, from 1; 0 is unknown.
func position(code string, line, column int) *selvedge.CodePosition {
	lines := strings.Split(code, "\n")
	if line < 1 || line > len(lines) {
		return nil
	}
	text := lines[line-1]
	p := &selvedge.CodePosition{Line: line}
	if column > 0 && column <= len(text)+1 {
		p.Column = utf8.RuneCountInString(text[:column-1]) + 1
	}
	p.Frame = codeFrame(lines, p)
	return p
}

// codeFrame returns the lines around a place with their numbers. The line itself is marked with > and its column with ^.
func codeFrame(lines []string, p *selvedge.CodePosition) string {
	var b strings.Builder
	last := min(len(lines), p.Line+frameLines)
	digits := len(fmt.Sprint(last))
	for n := max(1, p.Line-frameLines); n <= last; n++ {
		from := 0
		if n == p.Line && p.Column > frameWidth-20 {
			from = p.Column - 1 - frameWidth/2 // of a long line, what is around the column
		}
		mark := " "
		if n == p.Line {
			mark = ">"
		}
		text := window(lines[n-1], from)
		fmt.Fprintf(&b, "%s\n", strings.TrimRight(fmt.Sprintf("%s %*d | %s", mark, digits, n, text), " "))
		if n == p.Line && p.Column > 0 {
			fmt.Fprintf(&b, "  %*s | %*s^\n", digits, "", p.Column-1-from, "")
		}
	}
	return b.String()
}

// window returns the part of a line that is shown, without characters that would move the cursor.
func window(line string, from int) string {
	var b strings.Builder
	at := 0
	for _, r := range line {
		if at >= from+frameWidth {
			b.WriteString("…")
			break
		}
		if at >= from {
			if r < ' ' || r == 0x7f {
				r = ' '
			}
			b.WriteRune(r)
		}
		at++
	}
	return b.String()
}
