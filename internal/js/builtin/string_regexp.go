// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of strings that take regular expressions.

package builtin

import (
	"selvedge/internal/js/regex"
	"selvedge/internal/js/vm"
)

// stringSearch is String.prototype.search(pattern). It looks from the beginning on, whatever lastIndex is.
// ECMA-262 22.1.3.21.
func stringSearch(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	var program *regex.Program
	if e := asRegExp(c.Arg(0)); e != nil {
		program = e.program
	} else {
		pattern := ""
		if !c.Arg(0).IsUndefined() {
			if pattern, err = c.ToText(c.Arg(0)); err != nil {
				return vm.Undefined, err
			}
		}
		if pattern == "" {
			return vm.Int(0), nil
		}
		if program, err = compilePattern(c.Realm, pattern, 0); err != nil {
			return vm.Undefined, err
		}
	}
	captures, err := match(c.Realm, program, s.Text(), 0, modeOf(s))
	if err != nil || captures == nil {
		return vm.Int(-1), err
	}
	return vm.Int(s.Position(captures[0])), nil
}

// stringMatch is String.prototype.match(pattern). ECMA-262 22.1.3.13.
func stringMatch(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	if e := asRegExp(c.Arg(0)); e != nil {
		if e.has(regex.Global) {
			return matchAll(c, s, e)
		}
		return builtinExec(c.Realm, c.Arg(0).Object(), e, s)
	}
	if c.NArgs() == 0 {
		s = c.NewString("undefined") // njs then looks at its argument, which is not there
	}
	pattern := ""
	if !c.Arg(0).IsUndefined() {
		if pattern, err = c.ToText(c.Arg(0)); err != nil {
			return vm.Undefined, err
		}
	}
	program, err := compilePattern(c.Realm, pattern, 0)
	if err != nil {
		return vm.Undefined, err
	}
	o := NewRegExp(c.Realm, program)
	return builtinExec(c.Realm, o, o.Internal().(*regExp), s)
}

// matchAll returns the texts of all matches. As in njs, that is an empty array when there is none, and each match is
// looked for in what is left as if it were a text of its own: ^ matches at its beginning, and lookbehind sees nothing
// before it.
func matchAll(c *vm.Call, s *vm.String, e *regExp) (vm.Value, error) {
	if err := setLastIndex(c.Realm, c.Arg(0).Object(), vm.Int(0)); err != nil && !isThrown(err) {
		return vm.Undefined, err
	}
	parts := splitParts{r: c.Realm, array: c.NewArray(), s: s, limit: 1<<32 - 1}
	text, mode := s.Text(), modeOf(s)
	for start := 0; start <= len(text); {
		captures, err := match(c.Realm, e.program, text[start:], 0, mode)
		if err != nil {
			return vm.Undefined, err
		}
		if captures == nil {
			break
		}
		from, to := start+captures[0], start+captures[1]
		switch {
		case to > start:
			start = to
		case start < len(text):
			start += characterSize(s, start)
		default:
			start++
		}
		if _, err := parts.add(from, to); err != nil {
			return vm.Undefined, err
		}
	}
	return parts.array.Value(), nil
}
