// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"slices"

	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

func (f *function) stmts(list []syntax.Stmt) {
	for _, s := range list {
		f.stmt(s)
	}
}

// stmt compiles a statement. Registers and scope are afterwards as before.
func (f *function) stmt(s syntax.Stmt) {
	region, next := f.region, f.next
	if f.c.cover {
		f.cover(s)
	}
	switch s := s.(type) {
	case nil, *syntax.FuncDecl, *syntax.EmptyStmt, *syntax.DebuggerStmt:
	case *syntax.ImportStmt:
		f.importStmt(s)
	case *syntax.ExprStmt:
		f.effect(s.X)
	case *syntax.VarStmt:
		f.variables(s)
	case *syntax.BlockStmt:
		f.enter(s.Scope)
		f.stmts(s.Body)
	case *syntax.IfStmt:
		f.ifStmt(s)
	case *syntax.WhileStmt:
		f.while(s)
	case *syntax.DoWhileStmt:
		f.doWhile(s)
	case *syntax.ForStmt:
		f.forStmt(s)
	case *syntax.ForInStmt:
		f.forIn(s)
	case *syntax.ContinueStmt:
		f.at(s)
		f.leaveTo(exit{stmt: s.Target, next: true})
	case *syntax.BreakStmt:
		f.at(s)
		f.leaveTo(exit{stmt: s.Target})
	case *syntax.ReturnStmt:
		f.returnStmt(s)
	case *syntax.SwitchStmt:
		f.switchStmt(s)
	case *syntax.LabeledStmt:
		f.labeled(s)
	case *syntax.ThrowStmt:
		value := f.expr(s.Value)
		f.at(s)
		f.emit(bytecode.OpThrow, value, 0, 0)
	case *syntax.TryStmt:
		f.try(s)
	}
	f.region, f.next = region, next
}

// cover emits the counting of a statement that does something itself. The line of the code around it stays, so that errors
// are reported as without it.
func (f *function) cover(s syntax.Stmt) {
	switch s := s.(type) {
	case nil, *syntax.FuncDecl, *syntax.EmptyStmt, *syntax.DebuggerStmt, *syntax.ImportStmt, *syntax.BlockStmt, *syntax.LabeledStmt:
		return
	case *syntax.VarStmt:
		if !slices.ContainsFunc(s.Decls, func(d syntax.VarDecl) bool { return d.Init != nil }) {
			return
		}
	}
	p := f.c.program
	p.Cover = append(p.Cover, int(s.Pos().Line))
	f.emit(bytecode.OpCover, 0, 0, f.within(len(p.Cover)-1, "statements"))
}

// importStmt is at the beginning of a program, wherever it stands in the source, except in njs 0.4.3.
func (f *function) importStmt(s *syntax.ImportStmt) {
	f.at(s)
	p := f.c.program
	p.Imports = append(p.Imports, bytecode.Import{Module: s.Module, Line: f.line})
	dst := f.reg(1)
	f.emit(bytecode.OpImport, dst, 0, f.within(len(p.Imports)-1, "imports"))
	f.initialise(f.region.lookup(s.Name.Name), dst)
}

func (f *function) variables(s *syntax.VarStmt) {
	for _, d := range s.Decls {
		b := f.region.lookup(d.Name.Name)
		if d.Init == nil {
			if b.lexical() {
				f.at(d.Name)
				f.declare(b)
				b.declared = true
			}
			continue
		}
		mark := f.next
		dst := b.index
		// A variable that closures see, or that may already be in use, keeps its value until the new one is complete.
		if b.storage != inRegister || !b.lexical() && !writesOnce(d.Init) {
			dst = f.reg(1)
		}
		f.named(d.Init, d.Name.Name, dst)
		f.initialise(b, dst)
		f.next = mark
		b.declared = true
	}
}

// declare makes a variable without an initial value undefined.
func (f *function) declare(b *binding) {
	if b.storage == inRegister {
		f.undefined(b.index)
		return
	}
	dst := f.reg(1)
	f.undefined(dst)
	f.initialise(b, dst)
	f.next = dst
}

// named compiles an initial value; a function without a name gets that of what it is assigned to.
func (f *function) named(e syntax.Expr, name string, dst int) {
	if fn, ok := e.(*syntax.FuncExpr); ok && fn.Func.Name == "" {
		f.at(fn)
		f.closure(fn.Func, name, dst)
		return
	}
	f.exprTo(e, dst)
}

func (f *function) ifStmt(s *syntax.IfStmt) {
	var otherwise, end label
	f.condition(s.Test, false, &otherwise)
	f.stmt(s.Then)
	if s.Else == nil {
		f.mark(&otherwise)
		return
	}
	f.jump(bytecode.OpJump, 0, 0, &end)
	f.mark(&otherwise)
	f.stmt(s.Else)
	f.mark(&end)
}

func (f *function) returnStmt(s *syntax.ReturnStmt) {
	if s.Value == nil {
		f.at(s)
		if f.finalizer() == nil {
			f.emit(bytecode.OpReturnUndefined, 0, 0, 0)
			return
		}
		value := f.reg(1)
		f.undefined(value)
		f.leaveTo(exit{value: value, returns: true})
		return
	}
	f.at(s)
	value := f.expr(s.Value)
	f.leaveTo(exit{value: value, returns: true})
}

func (f *function) switchStmt(s *syntax.SwitchStmt) {
	value := f.stable(s.Value, true)
	f.enter(s.Scope)
	l := f.push(s)
	labels := make([]label, len(s.Cases))
	otherwise := &l.breaks
	for i, c := range s.Cases {
		if c.Test == nil {
			otherwise = &labels[i]
			continue
		}
		mark := f.next
		f.at(c)
		if k, ok := f.literal(c.Test); ok {
			f.jump(bytecode.OpJumpStrictEqK, value, k, &labels[i])
		} else {
			f.jump(bytecode.OpJumpStrictEq, value, f.expr(c.Test), &labels[i])
		}
		f.next = mark
	}
	f.jump(bytecode.OpJump, 0, 0, otherwise)
	for i, c := range s.Cases {
		f.mark(&labels[i])
		f.stmts(c.Body)
	}
	f.mark(&l.breaks)
	f.leaves = l.outer
}

// labeled compiles a statement with labels. Loops and switches are ready to be left anyway.
func (f *function) labeled(s *syntax.LabeledStmt) {
	body := s.Body
	for {
		inner, ok := body.(*syntax.LabeledStmt)
		if !ok {
			break
		}
		body = inner.Body
	}
	switch body.(type) {
	case *syntax.BlockStmt, *syntax.IfStmt:
		l := f.push(body)
		f.stmt(body)
		f.mark(&l.breaks)
		f.leaves = l.outer
	default:
		f.stmt(body)
	}
}
