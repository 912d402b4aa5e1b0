// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// assign compiles an assignment and returns the register with its value, see expr.
func (f *function) assign(e *syntax.AssignExpr) int {
	switch target := e.Target.(type) {
	case *syntax.Ident:
		b := f.region.lookup(target.Name)
		switch {
		case b == nil:
			return f.assignGlobal(e, target)
		case f.constantBinding(b):
			return f.assignConstant(b, e)
		case e.Op != syntax.OpNone:
			return f.assignCompound(b, e)
		}
		return f.assignVariable(b, e.Value, e)
	case *syntax.MemberExpr:
		return f.assignMember(e, target)
	default:
		return f.assignIndex(e, target.(*syntax.IndexExpr))
	}
}

// constantBinding says whether assignments to a variable throw. The own name of a function expression is a variable in
// njs 0.4.3.
func (f *function) constantBinding(b *binding) bool {
	switch b.decl.Kind {
	case syntax.DeclConst:
		return true
	case syntax.DeclSelf:
		return !f.c.v1
	}
	return false
}

// assignConstant throws before the right side is evaluated, as in njs.
func (f *function) assignConstant(b *binding, e syntax.Node) int {
	f.at(e)
	r := f.read(b, -1)
	f.emit(bytecode.OpThrowConstant, 0, 0, 0)
	return r
}

func (f *function) assignVariable(b *binding, value syntax.Expr, at syntax.Node) int {
	if b.lexical() && b.owner == f.unit && !b.declared {
		f.at(at)
		f.emit(bytecode.OpThrowDead, 0, 0, 0) // before the right side is evaluated, as in njs
	}
	if b.storage == inRegister && writesOnce(value) {
		f.exprTo(value, b.index)
		return b.index
	}
	src := f.expr(value)
	f.at(at)
	f.write(b, src)
	return src
}

func (f *function) assignCompound(b *binding, e *syntax.AssignExpr) int {
	f.at(e)
	left := f.read(b, -1)
	dst := left
	if b.storage == inRegister && assigns(b.decl.Name, e.Value) {
		left = f.reg(1)
		f.move(left, b.index)
	}
	f.operate(e.Op, dst, left, e.Value, e)
	if b.storage != inRegister {
		f.write(b, dst)
	}
	return dst
}

// assignGlobal assigns to a name that is not declared. Whether it exists is checked first, as in njs; 0.4.3 knows no such
// assignment.
func (f *function) assignGlobal(e *syntax.AssignExpr, target *syntax.Ident) int {
	f.at(target)
	if f.c.v1 {
		f.emit(bytecode.OpLookupFail, 0, 0, f.site(target.Name))
		return f.reg(1)
	}
	if e.Op == syntax.OpNone {
		f.emit(bytecode.OpLookupCheck, 0, 0, f.site(target.Name))
		src := f.stable(e.Value, false)
		f.at(e)
		f.emit(bytecode.OpLookupSet, src, 0, f.site(target.Name))
		return src
	}
	dst := f.reg(1)
	f.emit(bytecode.OpLookupGet, dst, 0, f.site(target.Name))
	f.operate(e.Op, dst, dst, e.Value, e)
	f.emit(bytecode.OpLookupSet, dst, 0, f.site(target.Name))
	return dst
}

func (f *function) assignMember(e *syntax.AssignExpr, target *syntax.MemberExpr) int {
	object := f.stable(target.Object, !inert(e.Value), e.Value)
	if e.Op == syntax.OpNone {
		src := f.expr(e.Value)
		f.at(target)
		f.emit(bytecode.OpSet, object, src, f.site(target.Name))
		return src
	}
	dst := f.reg(1)
	f.member(object, target, dst)
	f.operate(e.Op, dst, dst, e.Value, e)
	f.emit(bytecode.OpSet, object, dst, f.site(target.Name))
	return dst
}

func (f *function) assignIndex(e *syntax.AssignExpr, target *syntax.IndexExpr) int {
	object := f.stable(target.Object, !inert(target.Index) || !inert(e.Value), target.Index, e.Value)
	name, named := nameOf(target.Index)
	key := 0
	if !named {
		key = f.stable(target.Index, !inert(e.Value), e.Value)
	}
	if e.Op == syntax.OpNone {
		src := f.expr(e.Value)
		f.at(target)
		if named {
			f.emit(bytecode.OpSet, object, src, f.site(name))
		} else {
			f.emit(bytecode.OpSetIndex, object, key, src)
		}
		return src
	}
	dst := f.reg(1)
	f.at(target)
	if named {
		f.emit(bytecode.OpGet, dst, object, f.site(name))
		f.operate(e.Op, dst, dst, e.Value, e)
		f.emit(bytecode.OpSet, object, dst, f.site(name))
		return dst
	}
	key = f.convertedKey(object, key, target)
	f.emit(bytecode.OpGetIndex, dst, object, key)
	f.operate(e.Op, dst, dst, e.Value, e)
	f.emit(bytecode.OpSetIndex, object, key, dst)
	return dst
}

// convertedKey emits the conversion of a key that is used for reading and for writing. njs 0.4.3 converts it twice.
func (f *function) convertedKey(object, key int, e *syntax.IndexExpr) int {
	if f.c.v1 || isNumber(e.Index) {
		return key
	}
	converted := f.reg(1)
	f.emit(bytecode.OpPropertyKey, converted, object, key)
	return converted
}

// store emits the assignment of a register to the target of for-in.
func (f *function) store(target syntax.Expr, src int) {
	switch t := target.(type) {
	case *syntax.MemberExpr:
		object := f.expr(t.Object)
		f.at(t)
		f.emit(bytecode.OpSet, object, src, f.site(t.Name))
	case *syntax.IndexExpr:
		object := f.stable(t.Object, !inert(t.Index), t.Index)
		key := f.expr(t.Index)
		f.at(t)
		f.emit(bytecode.OpSetIndex, object, key, src)
	}
}

// storeGlobal is store for a name that is not declared.
func (f *function) storeGlobal(id *syntax.Ident, src int) {
	f.at(id)
	if f.c.v1 {
		f.emit(bytecode.OpLookupFail, 0, 0, f.site(id.Name))
		return
	}
	f.emit(bytecode.OpLookupCheck, 0, 0, f.site(id.Name))
	f.emit(bytecode.OpLookupSet, src, 0, f.site(id.Name))
}

// update compiles ++ and --. A negative dst means that nobody needs the value.
func (f *function) update(e *syntax.UpdateExpr, dst int) {
	op := bytecode.OpInc
	if e.Decrement {
		op = bytecode.OpDec
	}
	switch x := e.X.(type) {
	case *syntax.Ident:
		f.updateVariable(e, x, op, dst)
	case *syntax.MemberExpr:
		object := f.expr(x.Object)
		old := f.reg(1)
		f.member(object, x, old)
		value, result := f.step(e, op, old, dst >= 0)
		f.emit(bytecode.OpSet, object, value, f.site(x.Name))
		f.result(dst, result)
	case *syntax.IndexExpr:
		object := f.stable(x.Object, !inert(x.Index), x.Index)
		key := f.expr(x.Index)
		old := f.reg(1)
		f.at(x)
		key = f.convertedKey(object, key, x)
		f.emit(bytecode.OpGetIndex, old, object, key)
		value, result := f.step(e, op, old, dst >= 0)
		f.emit(bytecode.OpSetIndex, object, key, value)
		f.result(dst, result)
	}
}

// step emits the operation on a value that has been read, and returns the registers of the new value and of that of the
// expression.
func (f *function) step(e *syntax.UpdateExpr, op bytecode.Op, old int, needed bool) (value, result int) {
	f.at(e)
	value = f.reg(1)
	if !needed || e.Prefix {
		f.emit(op, value, old, 0)
		return value, value
	}
	result = f.reg(1)
	f.emit(bytecode.OpPlus, result, old, 0)
	f.emit(op, value, result, 0)
	return value, result
}

func (f *function) updateVariable(e *syntax.UpdateExpr, x *syntax.Ident, op bytecode.Op, dst int) {
	b := f.region.lookup(x.Name)
	f.at(e)
	switch {
	case b == nil:
		f.updateGlobal(e, x, op, dst)
		return
	case f.constantBinding(b):
		f.assignConstant(b, e)
		return
	}
	old := f.read(b, -1)
	value := old
	if dst >= 0 && !e.Prefix {
		result := f.reg(1)
		f.emit(bytecode.OpPlus, result, old, 0)
		f.emit(op, value, result, 0)
		if b.storage != inRegister {
			f.write(b, value)
		}
		f.move(dst, result)
		return
	}
	f.emit(op, value, old, 0)
	if b.storage != inRegister {
		f.write(b, value)
	}
	f.result(dst, value)
}

// result is move, unless nobody needs the value.
func (f *function) result(dst, src int) {
	if dst >= 0 {
		f.move(dst, src)
	}
}

func (f *function) updateGlobal(e *syntax.UpdateExpr, x *syntax.Ident, op bytecode.Op, dst int) {
	if f.c.v1 {
		f.emit(bytecode.OpLookupFail, 0, 0, f.site(x.Name))
		return
	}
	old := f.reg(1)
	f.emit(bytecode.OpLookupGet, old, 0, f.site(x.Name))
	value, result := f.step(e, op, old, dst >= 0)
	f.emit(bytecode.OpLookupSet, value, 0, f.site(x.Name))
	f.result(dst, result)
}

// assigns says whether one of the expressions, functions in them aside, may assign to a name.
func assigns(name string, list ...syntax.Expr) bool {
	for _, e := range list {
		if assignsIn(name, e) {
			return true
		}
	}
	return false
}

func assignsIn(name string, e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.TemplateLit:
		return assigns(name, e.Exprs...)
	case *syntax.TaggedTemplate:
		return assignsIn(name, e.Tag) || assigns(name, e.Exprs...)
	case *syntax.ArrayLit:
		return assigns(name, e.Elems...)
	case *syntax.ObjectLit:
		for _, p := range e.Props {
			if assigns(name, p.KeyExpr, p.Value) {
				return true
			}
		}
	case *syntax.MemberExpr:
		return assignsIn(name, e.Object)
	case *syntax.IndexExpr:
		return assigns(name, e.Object, e.Index)
	case *syntax.CallExpr:
		return assignsIn(name, e.Callee) || assigns(name, e.Args...)
	case *syntax.NewExpr:
		return assignsIn(name, e.Callee) || assigns(name, e.Args...)
	case *syntax.UnaryExpr:
		return assignsIn(name, e.X)
	case *syntax.UpdateExpr:
		return isName(name, e.X) || assignsIn(name, e.X)
	case *syntax.BinaryExpr:
		return assigns(name, e.L, e.R)
	case *syntax.LogicalExpr:
		return assigns(name, e.L, e.R)
	case *syntax.CondExpr:
		return assigns(name, e.Test, e.Then, e.Else)
	case *syntax.AssignExpr:
		return isName(name, e.Target) || assigns(name, e.Target, e.Value)
	case *syntax.CommaExpr:
		return assigns(name, e.Exprs...)
	case *syntax.AwaitExpr:
		return assignsIn(name, e.X)
	}
	return false
}

func isName(name string, e syntax.Expr) bool {
	id, ok := e.(*syntax.Ident)
	return ok && id.Name == name
}
