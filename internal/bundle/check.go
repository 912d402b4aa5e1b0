// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"selvedge/internal/bundle/lower"
	"selvedge/internal/cff"
	"selvedge/internal/jscheck"
)

// check runs step 5: the engine compiles the lowered program, whose places are the most exact, and then the result itself.
// Imports are left out: what can be imported was settled when the modules were resolved.
func (b *build) check(p *lower.Result) error {
	if e := cff.CheckSource(p.Code, b.o.Runtime); e != nil {
		problem := b.nearest(p, e.Line, e.Column)
		problem.Text, problem.Help = lineInText.ReplaceAllString(e.Text, ""), remedy(e)
		return &Error{Problems: []Problem{problem}}
	}
	body := string(b.result.Code)
	if b.o.Minify && p.Head != "" {
		_, body, _ = strings.Cut(body, "\n")
	}
	if e := cff.CheckSource(strings.TrimPrefix(body, p.Head), b.o.Runtime); e != nil {
		return fmt.Errorf("BUG: the minified program does not compile: %s", e.Text)
	}
	b.missing(p)
	return nil
}

// lineInText is where the reference names a line: that of the lowered program.
var lineInText = regexp.MustCompile(` in \d+$`)

// nearest is a problem at a place in the lowered program, line and column from 1.
func (b *build) nearest(p *lower.Result, line, column int) Problem {
	best := -1
	for _, m := range p.Mappings {
		if m.Line == line-1 && (best < 0 || m.Column <= column-1) {
			best = m.Offset
		}
	}
	return b.at(best)
}

// remedy says what to write in place of what the engine refuses.
func remedy(e *cff.SourceError) string {
	switch {
	case strings.Contains(e.Text, "Invalid RegExp flags"):
		return "the flags are g, i and m, in cloudfront-js-2.0 also y; for s write [\\s\\S], and leave out u: strings are code points"
	case strings.Contains(e.Text, "maximum function nesting level"):
		return "move functions to the top level"
	case strings.Contains(e.Text, "from try-catch block"):
		return "leave the try block by one way only: set a variable and test it behind the block"
	}
	return ""
}

// otherRules are rules of jscheck that are not about what the source says.
var otherRules = []string{"no-handler", "size", "encoding"}

// missing warns of what the lowered program uses and the runtime does not have. What has no place in a source is a helper's,
// which knows what it does.
func (b *build) missing(p *lower.Result) {
	shift := strings.Count(p.Head, "\n")
	code := newLines(p.Code)
	report := jscheck.Check([]byte(p.Head+p.Code), b.o.Runtime)
	for _, f := range report.Findings {
		if f.Place.Line <= shift || slices.Contains(otherRules, f.Rule.ID) {
			continue
		}
		line := f.Place.Line - shift
		before := []rune(code.line(line - 1))
		column := len(string(before[:min(f.Place.Column-1, len(before))])) + 1
		problem := b.nearest(p, line, column)
		problem.Text, problem.FailsWith, problem.Help = f.Message, f.FailsWith, f.Help
		if problem.File != "" && !slices.ContainsFunc(b.result.Warnings, problem.same) {
			b.result.Warnings = append(b.result.Warnings, problem)
		}
	}
}
