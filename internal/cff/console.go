// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"strconv"
	"strings"
)

// maxLogBytes is what console.log keeps of an invocation. Source: limits.md section 7.
const maxLogBytes = 10 * 1024

// Bounds of what is shown of a nested value.
const (
	maxInspectDepth = 8
	maxInspectItems = 100
)

// logSink collects the lines of console.log. An empty line counts as one byte, so that their number is bounded.
type logSink struct {
	lines []string
	left  int
}

// call is console.log: the arguments as text, joined by spaces, make one line.
func (s *logSink) call(args []value) (value, error) {
	if s.left == 0 {
		return nil, nil
	}
	in := inspector{left: s.left}
	for i, a := range args {
		if i > 0 {
			in.write(" ")
		}
		var err error
		if a.kind() == kindString {
			var text string
			text, err = a.text()
			in.write(text)
		} else {
			err = in.value(a, 0)
		}
		if err != nil {
			return nil, err
		}
	}
	line := in.b.String()
	s.lines = append(s.lines, line)
	s.left -= min(max(len(line), 1), s.left)
	return nil, nil
}

// inspector writes values in the manner of njs: {a:1,b:'x'}. Source: runtime.md section 9.
type inspector struct {
	b    strings.Builder
	left int // bytes
}

func (in *inspector) write(s string) {
	kept := clip(s, in.left)
	in.b.WriteString(kept)
	in.left -= len(kept)
	if len(kept) < len(s) {
		in.left = 0
	}
}

// value writes v. Cycles end at maxInspectDepth, and everything ends when the line is full.
func (in *inspector) value(v value, depth int) error {
	if in.left == 0 {
		return nil
	}
	switch v.kind() {
	case kindString:
		s, err := v.text()
		in.write("'" + s + "'")
		return err
	case kindFunction:
		in.write("[Function]")
	case kindArray:
		if depth == maxInspectDepth {
			in.write("[Array]")
			return nil
		}
		return in.array(v, depth)
	case kindObject:
		if depth == maxInspectDepth {
			in.write("[Object]")
			return nil
		}
		return in.object(v, depth)
	default:
		s, err := v.text()
		in.write(s)
		return err
	}
	return nil
}

func (in *inspector) array(v value, depth int) error {
	n, err := v.length()
	if err != nil {
		return err
	}
	in.write("[")
	for i := range min(n, maxInspectItems) {
		element, err := v.at(i)
		if err != nil {
			return err
		}
		if i > 0 {
			in.write(",")
		}
		if err := in.value(element, depth+1); err != nil {
			return err
		}
	}
	in.more(n)
	in.write("]")
	return nil
}

func (in *inspector) object(v value, depth int) error {
	names, err := v.keys()
	if err != nil {
		return err
	}
	in.write("{")
	for i, name := range names[:min(len(names), maxInspectItems)] {
		member, err := v.get(name)
		if err != nil {
			return err
		}
		if i > 0 {
			in.write(",")
		}
		in.write(name + ":")
		if err := in.value(member, depth+1); err != nil {
			return err
		}
	}
	in.more(len(names))
	in.write("}")
	return nil
}

func (in *inspector) more(n int) {
	if n > maxInspectItems {
		in.write(",... " + strconv.Itoa(n-maxInspectItems) + " more")
	}
}
