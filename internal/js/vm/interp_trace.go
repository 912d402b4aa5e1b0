// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"strconv"
	"strings"
)

// maxTrace bounds the text of a stack trace in bytes.
const maxTrace = 16 << 10

// tracer writes a stack trace, in which equal lines after one another are counted.
type tracer struct {
	text     strings.Builder
	last     string
	repeated int
	v1       bool
}

func (t *tracer) add(name, place string) {
	line := "    at " + name + " (" + place + ")\n"
	if line == t.last {
		t.repeated++
		return
	}
	t.flush()
	t.last = line
	if t.text.Len() < maxTrace {
		t.text.WriteString(line)
	}
}

func (t *tracer) flush() {
	if t.repeated > 0 && t.text.Len() < maxTrace {
		t.text.WriteString("      repeats " + strconv.Itoa(t.repeated) + " times\n")
	}
	t.repeated = 0
}

// builtin adds a call of a built-in. njs 0.4.3 has no name for those that are no methods.
func (t *tracer) builtin(b *Builtin) {
	switch {
	case b == nil:
	case b.Path == "", b.Name == "" && t.v1:
		t.add("native", "native")
	default:
		t.add(b.Path, "native")
	}
}

// trace returns the lines of a stack trace for where the run is when err is thrown, innermost first: calls of the program, of
// built-ins, and, as in njs, of built-ins whose arguments are being evaluated.
func (m *Machine) trace(err error) string {
	t := tracer{v1: m.realm.version == V1}
	if stack := &m.realm.calls; stack.failure == err {
		for _, b := range stack.failed {
			t.builtin(b)
		}
	}
	t.builtin(m.thrower)
	native := m.realm.calls.depth
	for i := m.depth - 1; i >= 0; i-- {
		fr := m.frames[i]
		for _, c := range m.realm.calls.calls[fr.native:max(native, int(fr.native))] {
			t.builtin(c.Callee.Builtin())
		}
		native = int(fr.native)
		m.traceFrame(&t, fr)
	}
	t.flush()
	return t.text.String()
}

func (m *Machine) traceFrame(t *tracer, fr *frame) {
	pc := int(fr.pc) - 1
	fn := fr.fn.code.fn
	for _, p := range fn.Pending {
		if p.Start <= pc && pc < p.End {
			if callee := fr.regs[p.Register].Object(); callee != nil {
				t.builtin(callee.Builtin())
			}
		}
	}
	name := fn.CallName
	if name == "" {
		name = "anonymous"
	}
	t.add(name, ":"+strconv.Itoa(fn.LineAt(pc)))
}
