// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"fmt"
	"math"

	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// Error says that a source is too large in some way to be compiled. No source of the size that CloudFront accepts is.
type Error struct {
	Message string
	Line    int
}

// Error returns the message and the line.
func (e *Error) Error() string { return fmt.Sprintf("%s in %d", e.Message, e.Line) }

// constKey tells constants apart by their bits: 0 from -0.
type constKey struct {
	kind bytecode.ConstKind
	bits uint64
	text string
}

// compiler is the second pass: the tables that all functions share.
type compiler struct {
	*analysis

	v1      bool
	cover   bool
	program *bytecode.Program
	consts  map[constKey]int
	err     *Error
}

func (c *compiler) fail(message string, line int) {
	if c.err == nil {
		c.err = &Error{message, line}
	}
}

// within returns an index that an operand can hold, or 0 after an error.
func (f *function) within(i int, what string) int {
	if i > bytecode.MaxOperand {
		f.c.fail("too many "+what, f.line)
		return 0
	}
	return i
}

func (f *function) constant(k bytecode.Constant) int {
	key := constKey{k.Kind, math.Float64bits(k.Number), k.String}
	i, ok := f.c.consts[key]
	if !ok {
		i = len(f.c.program.Consts)
		f.c.program.Consts = append(f.c.program.Consts, k)
		f.c.consts[key] = i
	}
	return f.within(i, "constants")
}

func (f *function) number(n float64) int {
	return f.constant(bytecode.Constant{Kind: bytecode.ConstNumber, Number: n})
}

// site makes a place for a property access; each has a cache of its own.
func (f *function) site(name string) int {
	p := f.c.program
	p.Sites = append(p.Sites, bytecode.Site{Name: name})
	return f.within(len(p.Sites)-1, "property accesses")
}

// function is the second pass over one function.
type function struct {
	c     *compiler
	outer *function
	unit  *unit
	out   *bytecode.Function

	region   *region
	next     int // first free register
	line     int // of the code that is emitted
	column   int // 0 when it is not known
	captures map[*binding]int
	leaves   *leave
	cells    int
}

func (f *function) at(n syntax.Node) { f.atPos(n.Pos()) }

func (f *function) atPos(p syntax.Pos) { f.line, f.column = int(p.Line), int(p.Column) }

func (f *function) emit(op bytecode.Op, a, b, c int) int {
	pc := len(f.out.Code)
	if n := len(f.out.Lines); n == 0 || f.out.Lines[n-1].Line != f.line || f.out.Lines[n-1].Column != f.column {
		f.out.Lines = append(f.out.Lines, bytecode.Line{PC: pc, Line: f.line, Column: f.column})
	}
	f.out.Code = append(f.out.Code, bytecode.Encode(op, a, b, c))
	return pc
}

func (f *function) pc() int { return len(f.out.Code) }

// reg takes n consecutive registers and returns the first.
func (f *function) reg(n int) int {
	first := f.next
	f.next += n
	f.out.Registers = max(f.out.Registers, f.next)
	if f.next >= bytecode.MaxOperand {
		f.c.fail("too many variables or operands", f.line)
		f.next = first
		return 0
	}
	return first
}

// label is a place in the code that jumps lead to before it is known.
type label struct {
	pc    int
	known bool
	jumps []int // instructions to patch
}

// jump emits an instruction whose C is a label.
func (f *function) jump(op bytecode.Op, a, b int, l *label) {
	pc := f.emit(op, a, b, l.pc)
	if !l.known {
		l.jumps = append(l.jumps, pc)
	}
}

// mark sets a label to the next instruction.
func (f *function) mark(l *label) {
	l.pc, l.known = f.pc(), true
	for _, pc := range l.jumps {
		f.out.Code[pc] = f.out.Code[pc].WithC(l.pc)
	}
	l.jumps = nil
}

func (f *function) move(dst, src int) {
	if dst != src {
		f.emit(bytecode.OpMove, dst, src, 0)
	}
}

func (f *function) loadNumber(dst int, n float64) { f.emit(bytecode.OpConst, dst, 0, f.number(n)) }

func (f *function) loadConst(dst int, kind bytecode.ConstKind) {
	f.emit(bytecode.OpConst, dst, 0, f.constant(bytecode.Constant{Kind: kind}))
}

func (f *function) loadString(dst int, s string) {
	f.emit(bytecode.OpConst, dst, 0, f.constant(bytecode.Constant{Kind: bytecode.ConstString, String: s}))
}

// capture returns the number of a variable of an outer function among those that f captures.
func (f *function) capture(b *binding) int {
	if i, ok := f.captures[b]; ok {
		return i
	}
	c := bytecode.Capture{Cell: true, Index: b.index}
	if f.outer.unit != b.owner {
		c = bytecode.Capture{Index: f.outer.capture(b)}
	}
	i := f.within(len(f.out.Captures), "captured variables")
	f.out.Captures = append(f.out.Captures, c)
	f.captures[b] = i
	return i
}

// read emits the reading of a variable and returns the register that has it: dst, or the one where the variable lives. A
// negative dst stands for a new register.
func (f *function) read(b *binding, dst int) int {
	if b.storage == inRegister {
		return b.index
	}
	if dst < 0 {
		dst = f.reg(1)
	}
	switch {
	case b.storage == inGlobal:
		f.emit(bytecode.OpGlobalGet, dst, 0, b.index)
	case b.owner == f.unit:
		f.emit(bytecode.OpCellGet, dst, 0, b.index)
	default:
		f.emit(bytecode.OpCapturedGet, dst, 0, f.capture(b))
	}
	return dst
}

// write emits the assignment to a variable, which is known to be none or not to be constant.
func (f *function) write(b *binding, src int) {
	switch {
	case b.storage == inGlobal:
		f.emit(bytecode.OpGlobalSet, src, 0, b.index)
	case b.storage == inRegister:
		f.move(b.index, src)
	case b.owner == f.unit:
		f.emit(bytecode.OpCellSet, src, 0, b.index)
	default:
		f.emit(bytecode.OpCapturedSet, src, 0, f.capture(b))
	}
}

// initialise emits the first assignment to a variable of f, without a look at what it was. As in njs a variable of a block is
// a new one whenever its declaration runs, but is dead only until that has happened for the first time in a call.
func (f *function) initialise(b *binding, src int) {
	switch {
	case b.storage == inCell && b.lexical() && b.owner == f.unit:
		f.emit(bytecode.OpCellLet, src, 0, b.index)
	case b.storage == inGlobal:
		f.emit(bytecode.OpGlobalInit, src, 0, b.index)
	case b.storage == inRegister:
		f.move(b.index, src)
	case b.owner == f.unit:
		f.emit(bytecode.OpCellInit, src, 0, b.index)
	default: // a binding of for-in that njs assigns to without a check
		f.emit(bytecode.OpCapturedSet, src, 0, f.capture(b))
	}
}
