// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// leave is a statement that break and continue can leave, or a finally block that they have to run on their way.
type leave struct {
	outer     *leave
	stmt      syntax.Stmt
	breaks    label
	continues label
	finally   *finalizer // of try statements with a finally block
}

// finalizer is the way through a finally block: what comes after it is a number in register kind.
type finalizer struct {
	kind  int
	value int // what is thrown or returned
	entry label
	exits []exit // exit i has the number firstExit+i
}

// Numbers of the ways out of a finally block.
const (
	exitNormal = 0
	exitThrow  = 1
	firstExit  = 2
)

// exit is a jump out of statements.
type exit struct {
	stmt    syntax.Stmt
	next    bool // continue
	returns bool
	value   int // register of the value that is returned
}

func (f *function) push(s syntax.Stmt) *leave {
	f.leaves = &leave{outer: f.leaves, stmt: s}
	return f.leaves
}

// finalizer returns the innermost finally block around the place that is compiled.
func (f *function) finalizer() *finalizer {
	for l := f.leaves; l != nil; l = l.outer {
		if l.finally != nil {
			return l.finally
		}
	}
	return nil
}

// leaveTo emits a jump out, by way of the first finally block.
func (f *function) leaveTo(x exit) {
	for l := f.leaves; l != nil; l = l.outer {
		switch {
		case l.finally != nil:
			f.leaveThrough(l.finally, x)
			return
		case x.returns || l.stmt != x.stmt:
		case x.next:
			f.jump(bytecode.OpJump, 0, 0, &l.continues)
			return
		default:
			f.jump(bytecode.OpJump, 0, 0, &l.breaks)
			return
		}
	}
	f.emit(bytecode.OpReturn, x.value, 0, 0)
}

func (f *function) leaveThrough(t *finalizer, x exit) {
	if x.returns {
		f.move(t.value, x.value)
		x.value = t.value
	}
	number := -1
	for i := range t.exits {
		if t.exits[i] == x {
			number = firstExit + i
		}
	}
	if number < 0 {
		number = firstExit + len(t.exits)
		t.exits = append(t.exits, x)
	}
	f.loadNumber(t.kind, float64(number))
	f.jump(bytecode.OpJump, 0, 0, &t.entry)
}

func (f *function) try(s *syntax.TryStmt) {
	if s.Finally == nil {
		f.tryCatch(s)
		return
	}
	t := &finalizer{kind: f.reg(1), value: f.reg(1)}
	f.push(nil).finally = t
	start := f.pc()
	if s.Catch != nil {
		start = f.tryCatch(s)
	} else {
		f.stmt(s.Block)
	}
	end := f.pc()
	f.leaves = f.leaves.outer
	f.loadNumber(t.kind, exitNormal)
	f.jump(bytecode.OpJump, 0, 0, &t.entry)
	f.handler(start, end, t.value)
	f.loadNumber(t.kind, exitThrow)
	f.mark(&t.entry)
	f.stmt(s.Finally)
	f.atPos(s.Finally.End)
	f.dispatch(t)
}

// dispatch goes on after a finally block.
func (f *function) dispatch(t *finalizer) {
	var end label
	f.jump(bytecode.OpJumpStrictEqK, t.kind, f.number(exitNormal), &end)
	for i, x := range t.exits {
		var other label
		f.jump(bytecode.OpJumpStrictNeK, t.kind, f.number(float64(firstExit+i)), &other)
		f.leaveTo(x)
		f.mark(&other)
	}
	f.emit(bytecode.OpThrow, t.value, 0, 0)
	f.mark(&end)
}

// handler makes the next instruction the one that instructions start to end-1 go to when they throw.
func (f *function) handler(start, end, register int) {
	if start < end {
		f.out.Handlers = append(f.out.Handlers, bytecode.Handler{Start: start, End: end, Target: f.pc(), Register: register})
	}
}

// tryCatch compiles the first two blocks and returns where the second begins.
func (f *function) tryCatch(s *syntax.TryStmt) (caught int) {
	var after label
	start := f.pc()
	f.stmt(s.Block)
	end := f.pc()
	f.jump(bytecode.OpJump, 0, 0, &after)
	caught = f.pc()
	region, next := f.region, f.next
	f.region = f.c.regions[s.Catch.Scope]
	value := f.reg(1)
	f.handler(start, end, value)
	for _, b := range f.region.bindings {
		switch {
		case b.decl.Kind == syntax.DeclCatch && b.storage == inRegister:
			b.index = value
		case b.decl.Kind == syntax.DeclCatch:
			b.index = f.cell()
			f.emit(bytecode.OpCellInit, value, 0, b.index) // one variable for all exceptions, as in njs
		case b.decl.Kind == syntax.DeclVar:
			f.place(b, f.undefined)
		}
	}
	f.lexicals(f.region)
	f.functions(f.region)
	f.stmts(s.Catch.Body)
	f.region, f.next = region, next
	f.mark(&after)
	return caught
}
