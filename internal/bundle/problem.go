// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"selvedge/internal/bundle/lower"
	"selvedge/internal/bundle/sourcemap"
)

const (
	maxProblems = 20  // how many are reported
	maxFrame    = 160 // bytes of a source line in a code frame
)

// Problem is something about the source, at a place.
type Problem struct {
	Text   string
	File   string // from the working folder; "" when the problem has no place
	Line   int    // from 1
	Column int    // from 1, in characters
	Frame  string // the source line with a mark below, two lines; "" if not known
	Notes  []string
}

// Error is why a bundle could not be made.
type Error struct{ Problems []Problem }

// Error returns the texts of the problems, one a line.
func (e *Error) Error() string {
	list := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		list[i] = p.place() + p.Text
	}
	return strings.Join(list, "\n")
}

func (p Problem) place() string {
	if p.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d: ", p.File, p.Line, p.Column)
}

// String returns the problem as a text of several lines; kind is "error" or "warning".
func (p Problem) String(kind string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s: %s\n%s", p.place(), kind, p.Text, p.Frame)
	for _, note := range p.Notes {
		fmt.Fprintf(&b, "  note: %s\n", note)
	}
	return b.String()
}

// frame shows a source line with a mark below a column, from 0 in bytes.
func frame(number int, line string, column int) string {
	line = strings.TrimRight(line, "\r\n")
	column = min(max(column, 0), len(line))
	if len(line) > maxFrame {
		from := max(0, min(column-maxFrame/2, len(line)-maxFrame))
		line, column = line[from:from+maxFrame], column-from
	}
	before := strings.ToValidUTF8(line[:column], "")
	after := strings.ToValidUTF8(line[column:], "")
	blank := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, before)
	label := fmt.Sprintf("%5d", number)
	return fmt.Sprintf("%s | %s%s\n%s | %s^\n", label, before, after, strings.Repeat(" ", len(label)), blank)
}

// problems translates messages of esbuild.
func (b *build) problems(list []api.Message) []Problem {
	var out []Problem
	for _, m := range list {
		p := Problem{Text: m.Text}
		if l := m.Location; l != nil && l.File != "" {
			p.File, p.Line, p.Column = filepath.ToSlash(l.File), l.Line, len([]rune(l.LineText[:min(l.Column, len(l.LineText))]))+1
			p.Frame = frame(l.Line, l.LineText, l.Column)
		}
		for _, n := range m.Notes {
			p.Notes = append(p.Notes, n.Text)
		}
		out = append(out, b.explain(p))
	}
	return out
}

// explain says in terms of the runtime what esbuild says in its own.
func (b *build) explain(p Problem) Problem {
	p.Text = strings.ReplaceAll(p.Text, runtimeSpace+":", "")
	text := p.Text
	switch {
	case strings.HasPrefix(text, `Could not resolve ".`), strings.HasPrefix(text, `Could not resolve "/`):
		p.Notes = nil
	case strings.HasPrefix(text, "Could not resolve"):
		p.Notes = []string{"the runtime has the modules cloudfront, crypto and querystring only; packages must be in node_modules"}
	case strings.Contains(text, "Top-level await"):
		p.Text = "top-level await cannot be lowered: wait in the handler"
	case strings.HasPrefix(text, "Big integer literals"):
		p.Text = "BigInt cannot be lowered: use a number, or a string for what is larger than 2^53"
	case strings.Contains(text, `"import.meta" is not available`):
		p.Text = "import.meta cannot be lowered: there are no modules at run time"
	}
	return p
}

// buildError is the failure of a run of esbuild.
func (b *build) buildError(list []api.Message, how entryPoint) error {
	e := &Error{}
	for _, p := range b.problems(list) {
		if how.appends && (p.Text == `"handler" is not declared in this file` || p.File == wrapperName) {
			p = Problem{Text: b.display(b.entry) + " has no handler: export a function named handler, or a default export"}
			if len(how.exports) > 0 {
				p.Notes = []string{"it exports " + strings.Join(how.exports, ", ")}
			}
		}
		e.Problems = append(e.Problems, p)
	}
	return e
}

// display returns a path from the working folder.
func (b *build) display(path string) string {
	if rel, err := filepath.Rel(b.o.Dir, path); err == nil {
		path = rel
	}
	return filepath.ToSlash(path)
}

// lowerError is the failure of package lower.
func (b *build) lowerError(err error) error {
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	e := &Error{}
	for _, err := range list {
		l, ok := errors.AsType[*lower.Error](err)
		if !ok {
			return err
		}
		p := b.at(l.Offset)
		p.Text = l.Error()
		e.Problems = append(e.Problems, p)
	}
	return e
}

// at is a problem at an offset of the bundle.
func (b *build) at(offset int) Problem {
	place, ok := b.find(offset)
	if !ok {
		return Problem{}
	}
	return b.problemAt(place)
}

// problemAt is a problem at a place in a source.
func (b *build) problemAt(place sourcemap.Place) Problem {
	file := b.source.Sources[place.Source]
	if file == wrapperName || strings.HasPrefix(file, runtimeSpace+":") {
		return Problem{}
	}
	content := newLines(b.source.Contents[place.Source])
	column := content.bytes(place.Line, place.Column)
	line := content.line(place.Line)
	return Problem{
		File:   b.display(filepath.Join(filepath.Dir(b.output), filepath.FromSlash(file))),
		Line:   place.Line + 1,
		Column: len([]rune(line[:column])) + 1,
		Frame:  frame(place.Line+1, line, column),
	}
}
