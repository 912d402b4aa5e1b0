// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"fmt"
	"regexp"
	"strings"

	"selvedge/internal/bundle/lower"
	"selvedge/internal/cff"
)

// check runs step 5: the engine compiles the lowered program, whose places are the most exact, and then the result itself.
// Imports are left out: what can be imported was settled when the modules were resolved.
func (b *build) check(p *lower.Result) error {
	if e := cff.CheckSource(p.Code, b.o.Runtime); e != nil {
		problem := b.refused(p, e)
		problem.Text = lineInText.ReplaceAllString(e.Text, "")
		if remedy := remedy(e); remedy != "" {
			problem.Notes = append(problem.Notes, remedy)
		}
		return &Error{Problems: []Problem{problem}}
	}
	body := string(b.result.Code)
	if b.o.Minify && p.Head != "" {
		_, body, _ = strings.Cut(body, "\n")
	}
	if e := cff.CheckSource(strings.TrimPrefix(body, p.Head), b.o.Runtime); e != nil {
		return fmt.Errorf("BUG: the minified program does not compile: %s", e.Text)
	}
	b.missing(p.Globals)
	return nil
}

// lineInText is where the reference names a line: that of the lowered program.
var lineInText = regexp.MustCompile(` in \d+$`)

// refused is a problem at the place of an error in the lowered program.
func (b *build) refused(p *lower.Result, e *cff.SourceError) Problem {
	best := -1
	for _, m := range p.Mappings {
		if m.Line != e.Line-1 {
			continue
		}
		if best < 0 || m.Column <= e.Column-1 {
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

// missing warns of global variables and members that the runtime does not have.
func (b *build) missing(globals []lower.Global) {
	var names []string
	var asked []lower.Global
	for _, g := range globals {
		if g.Name == "globalThis" || !plainName(g.Name) || g.Member != "" && !plainName(g.Member) {
			continue
		}
		name := g.Name
		if g.Member != "" {
			name += "." + g.Member
		}
		names, asked = append(names, name), append(asked, g)
	}
	for i, there := range cff.Defined(names, b.o.Runtime) {
		g := asked[i]
		problem := b.at(g.Offset)
		if there || problem.File == "" {
			continue
		}
		problem.Text = fmt.Sprintf("%s is not defined in %s", names[i], b.o.Runtime)
		b.result.Warnings = append(b.result.Warnings, problem)
	}
}

// plainName says whether a name can be asked for as it is.
func plainName(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || r == '\\' }) < 0
}
