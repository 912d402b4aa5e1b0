// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"cmp"
	"slices"
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

// builtin adds a call of a built-in.
func (t *tracer) builtin(b *Builtin) {
	if b != nil && b.shown != unseen {
		t.add(cmp.Or(b.shown, b.Path, "native"), "native")
	}
}

// trace returns the lines of a stack trace for err and where the run is, innermost first: built-ins that err has come through,
// calls of the program, of built-ins, and, as in njs, of built-ins whose arguments are being evaluated.
func (m *Machine) trace(err error) string {
	t := tracer{}
	calls := &m.realm.calls
	if calls.err == err {
		for _, b := range calls.left {
			t.builtin(b)
		}
	}
	native := calls.depth
	for i := m.depth - 1; i >= 0; i-- {
		fr := m.frames[i]
		active := calls.calls[fr.native:max(native, int(fr.native))]
		for _, c := range slices.Backward(active) {
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

// failure is the last thing that was thrown, or that a limit has ended the run, and where.
type failure struct {
	thrown       Value
	ended        bool
	line, column int
}

// where returns the place that the innermost call is at.
func (m *Machine) where() (line, column int) {
	fr := m.top()
	return fr.fn.code.fn.PlaceAt(int(fr.pc) - 1)
}

// Failed returns the place where a limit has ended the run; line is 0 when that has not happened. Columns are in bytes,
// from 1; 0 is unknown.
func (m *Machine) Failed() (line, column int) {
	if !m.failed.ended {
		return 0, 0
	}
	return m.failed.line, m.failed.column
}

// Thrown returns the place where v was thrown, if that was the last exception; otherwise line is 0. For columns see Failed.
func (m *Machine) Thrown(v Value) (line, column int) {
	if m.failed.thrown != v {
		return 0, 0
	}
	return m.failed.line, m.failed.column
}
