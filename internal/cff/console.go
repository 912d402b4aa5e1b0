// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"strings"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// maxLogBytes is what console.log keeps of an invocation. Source: limits.md section 7.
const maxLogBytes = 10 * 1024

// logSink collects the lines of console.log. An empty line counts as one byte, so that their number is bounded.
type logSink struct {
	lines []string
	left  int
}

// line adds a line, or the beginning of it that still fits.
func (s *logSink) line(text string) {
	if s.left == 0 {
		return
	}
	text = strings.ToValidUTF8(text, "\uFFFD") // byte strings of runtime 1.0 may hold anything
	kept := strings.Clone(clip(text, s.left))
	s.lines = append(s.lines, kept)
	s.left -= max(len(kept), 1)
	if len(kept) < len(text) {
		s.left = 0
	}
}

// consoleTemplate describes the console, which has nothing but log. Source: runtime.md section 9.
func consoleTemplate() vm.Template {
	return vm.Template{ID: vm.ConsoleObject, Path: "console", Class: vm.ClassHost, Global: "console", Listed: true, Rows: []vm.Row{
		vm.Method("log", 0, consoleLog).With(vm.AttrAll),
		vm.Constant("[Symbol.toStringTag]", vm.SharedString("Console").Value()).For(vm.SymbolToStringTag),
	}}
}

// consoleLog is console.log: of a function the first argument, of a script all arguments joined by blanks, as njs shows
// them, make one record. Without arguments there is none. Source: runtime.md section 9.
func consoleLog(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return vm.Undefined, nil
	}
	text, err := builtin.Dump(c.Realm, c.Arg(0), 0)
	if err != nil {
		return vm.Undefined, err
	}
	rest := c.Args()[1:]
	if _, ok := c.Host().(*host); ok {
		rest = nil // AWS: "one argument only"
	}
	for _, v := range rest {
		more, err := builtin.Dump(c.Realm, v, 0)
		if err != nil {
			return vm.Undefined, err
		}
		if err := c.Alloc(len(text) + 1 + len(more)); err != nil {
			return vm.Undefined, err
		}
		text += " " + more
	}
	c.ConsoleLog(text)
	return vm.Undefined, nil
}
