// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// Loops have their condition at the end, so that one jump is taken for each turn.

func (f *function) while(s *syntax.WhileStmt) {
	l := f.push(s)
	var body label
	f.jump(bytecode.OpJump, 0, 0, &l.continues)
	f.mark(&body)
	f.stmt(s.Body)
	f.mark(&l.continues)
	f.at(s)
	f.condition(s.Test, true, &body)
	f.mark(&l.breaks)
	f.leaves = l.outer
}

func (f *function) doWhile(s *syntax.DoWhileStmt) {
	l := f.push(s)
	var body label
	f.mark(&body)
	f.stmt(s.Body)
	f.mark(&l.continues)
	f.at(s)
	f.condition(s.Test, true, &body)
	f.mark(&l.breaks)
	f.leaves = l.outer
}

func (f *function) forStmt(s *syntax.ForStmt) {
	f.enter(s.Scope)
	f.stmt(s.Init)
	l := f.push(s)
	var body, test label
	if s.Test != nil {
		f.jump(bytecode.OpJump, 0, 0, &test)
	}
	f.mark(&body)
	f.stmt(s.Body)
	f.atPos(s.Pos())
	f.nextTurn(s.Scope)
	f.mark(&l.continues)
	if s.Update != nil {
		mark := f.next
		f.effect(s.Update)
		f.next = mark
	}
	f.mark(&test)
	if s.Test != nil {
		f.condition(s.Test, true, &body)
	} else {
		f.jump(bytecode.OpJump, 0, 0, &body)
	}
	f.mark(&l.breaks)
	f.leaves = l.outer
}

// nextTurn gives the next turn of a loop variables of its own, when closures see them. ECMA-262 14.7.4.4. In njs the turn
// after a continue shares them with the one before.
func (f *function) nextTurn(s *syntax.Scope) {
	if s == nil {
		return
	}
	for _, b := range f.c.regions[s].bindings {
		if b.storage == inCell && b.lexical() {
			f.emit(bytecode.OpCellCopy, 0, 0, b.index)
		}
	}
}

func (f *function) forIn(s *syntax.ForInStmt) {
	f.enter(s.Scope)
	keys := f.reg(2)
	mark := f.next
	object := f.expr(s.Object)
	f.at(s)
	f.emit(bytecode.OpForIn, keys, object, 0)
	f.next = mark
	l := f.push(s)
	key, assign := f.forTarget(s)
	var body label
	f.jump(bytecode.OpJump, 0, 0, &l.continues)
	f.mark(&body)
	mark = f.next
	assign()
	f.next = mark
	f.stmt(s.Body)
	f.atPos(s.Pos())
	f.nextTurn(s.Scope)
	f.mark(&l.continues)
	f.jump(bytecode.OpForInNext, keys, key, &body)
	f.mark(&l.breaks)
	f.leaves = l.outer
}

// forTarget returns the register for the keys of for-in, and what emits their assignment to the target. As in njs, that is
// no error for a constant.
func (f *function) forTarget(s *syntax.ForInStmt) (key int, assign func()) {
	id, ok := s.Target.(*syntax.Ident)
	if !ok {
		key = f.reg(1)
		return key, func() { f.store(s.Target, key) }
	}
	b := f.region.lookup(id.Name)
	switch {
	case b == nil:
		key = f.reg(1)
		if f.c.v1 {
			f.exprTo(id, key) // njs 0.4.3 reads the variable before the loop, which tells that it is not defined
		}
		return key, func() { f.storeGlobal(id, key) }
	case b.storage == inRegister:
		return b.index, func() {}
	case b.storage == inCell && b.owner == f.unit:
		key = f.reg(1)
		return key, func() { f.emit(bytecode.OpCellInit, key, 0, b.index) }
	}
	key = f.reg(1)
	return key, func() { f.initialise(b, key) }
}
