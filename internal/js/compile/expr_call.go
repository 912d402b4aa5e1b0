// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// A call takes consecutive registers for the callee, this and the arguments. As in njs, the callee is looked up and found to
// be a function before the arguments are evaluated.

func (f *function) call(e *syntax.CallExpr, dst int) {
	base := f.reg(2)
	op := bytecode.OpCall
	if f.callee(e.Callee, base) {
		op = bytecode.OpCallMethod
	} else if !f.quiet(e.Args) {
		f.at(e)
		f.emit(bytecode.OpCheckCall, base, 0, 0)
	}
	f.invoke(op, base, e.Args, e, dst)
}

func (f *function) construct(e *syntax.NewExpr, dst int) {
	base := f.reg(2)
	f.callee(e.Callee, base)
	if !f.quiet(e.Args) {
		f.at(e)
		f.emit(bytecode.OpCheckNew, base, 0, 0)
	}
	f.invoke(bytecode.OpNew, base, e.Args, e, dst)
}

// callee puts what is called into base, and this into the next register when the callee is a property, which it reports.
func (f *function) callee(e syntax.Expr, base int) (method bool) {
	mark := f.next
	defer func() { f.next = mark }()
	switch e := e.(type) {
	case *syntax.MemberExpr:
		object := f.expr(e.Object)
		f.at(e)
		f.emit(bytecode.OpMethod, base, object, f.site(e.Name))
		return true
	case *syntax.IndexExpr:
		object := f.stable(e.Object, !inert(e.Index), e.Index)
		if name, ok := nameOf(e.Index); ok {
			f.at(e)
			f.emit(bytecode.OpMethod, base, object, f.site(name))
			return true
		}
		key := f.expr(e.Index)
		f.at(e)
		f.emit(bytecode.OpMethodIndex, base, object, key)
		return true
	}
	f.exprTo(e, base)
	return false
}

// quiet says whether the evaluation of arguments neither has effects nor can throw.
func (f *function) quiet(args []syntax.Expr) bool {
	for _, e := range args {
		if id, ok := e.(*syntax.Ident); ok && f.region.lookup(id.Name) != nil {
			continue
		}
		if !inert(e) {
			return false
		}
	}
	return true
}

// invoke emits the arguments and the call.
func (f *function) invoke(op bytecode.Op, base int, args []syntax.Expr, at syntax.Node, dst int) {
	start := f.pc()
	for _, e := range args {
		f.exprTo(e, f.reg(1))
	}
	f.at(at)
	if !f.quiet(args) {
		f.out.Pending = append(f.out.Pending, bytecode.Pending{Start: start, End: f.pc(), Register: base})
	}
	f.emit(op, base, f.within(len(args), "arguments"), dst)
}

// taggedTemplate calls the tag with an array of the strings, and the values.
func (f *function) taggedTemplate(e *syntax.TaggedTemplate, dst int) {
	base := f.reg(2)
	op := bytecode.OpCall
	if f.callee(e.Tag, base) {
		op = bytecode.OpCallMethod
	}
	parts := f.reg(1)
	mark := f.next
	f.at(e)
	list := make([]syntax.Expr, len(e.Strings))
	for i, s := range e.Strings {
		list[i] = &syntax.StringLit{Value: s}
	}
	line, column := f.line, f.column
	f.arrayOf(list, parts, func(e syntax.Expr, dst int) { f.loadString(dst, e.(*syntax.StringLit).Value) })
	f.next = mark
	for _, x := range e.Exprs {
		f.exprTo(x, f.reg(1))
	}
	f.line, f.column = line, column
	f.emit(op, base, f.within(1+len(e.Exprs), "arguments"), dst)
}
