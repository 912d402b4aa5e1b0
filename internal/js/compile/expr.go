// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"math"

	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// expr compiles an expression and returns the register that has its value. That may be the register of a variable: it must
// be read before anything else is evaluated. See stable.
func (f *function) expr(e syntax.Expr) int {
	switch e := e.(type) {
	case *syntax.Ident:
		if b := f.region.lookup(e.Name); b != nil {
			f.at(e)
			return f.read(b, -1)
		}
	case *syntax.ThisExpr:
		return f.this(-1)
	case *syntax.AssignExpr:
		return f.assign(e)
	case *syntax.CommaExpr:
		last := len(e.Exprs) - 1
		for _, x := range e.Exprs[:last] {
			f.effect(x)
		}
		return f.expr(e.Exprs[last])
	}
	dst := f.reg(1)
	f.exprTo(e, dst)
	return dst
}

// stable is expr for an operand that is used after others have been evaluated, which must not change it: a variable that
// one of them may assign to is copied first. When effects is false nothing can change.
func (f *function) stable(e syntax.Expr, effects bool, others ...syntax.Expr) int {
	mark := f.next
	r := f.expr(e)
	if r >= mark || r == 0 || !effects {
		return r
	}
	if id, ok := e.(*syntax.Ident); ok && len(others) > 0 && !assigns(id.Name, others...) {
		return r
	}
	dst := f.reg(1)
	f.move(dst, r)
	return dst
}

// effect compiles an expression whose value nobody needs.
func (f *function) effect(e syntax.Expr) {
	mark := f.next
	switch e := e.(type) {
	case *syntax.UpdateExpr:
		f.update(e, -1)
	case *syntax.AssignExpr:
		f.assign(e)
	case *syntax.CommaExpr:
		for _, x := range e.Exprs {
			f.effect(x)
		}
	case *syntax.LogicalExpr:
		if e.Op == syntax.OpCoalesce {
			f.expr(e)
			break
		}
		var end label
		f.condition(e.L, e.Op == syntax.OpOr, &end)
		f.effect(e.R)
		f.mark(&end)
	default:
		f.expr(e)
	}
	f.next = mark
}

// exprTo compiles an expression and puts its value into dst. It may write to dst before the end only when writesOnce says
// no.
func (f *function) exprTo(e syntax.Expr, dst int) {
	mark := f.next
	switch e := e.(type) {
	case *syntax.Ident:
		f.identTo(e, dst)
	case *syntax.ThisExpr:
		f.move(dst, f.this(dst))
	case *syntax.NullLit, *syntax.BoolLit, *syntax.NumberLit, *syntax.StringLit:
		f.at(e)
		k, _ := f.literal(e)
		f.emit(bytecode.OpConst, dst, 0, k)
	case *syntax.RegExpLit:
		f.regexp(e, dst)
	case *syntax.TemplateLit:
		f.template(e, dst)
	case *syntax.TaggedTemplate:
		f.taggedTemplate(e, dst)
	case *syntax.ArrayLit:
		f.array(e.Elems, dst)
	case *syntax.ObjectLit:
		f.object(e, dst)
	case *syntax.FuncExpr:
		f.at(e)
		f.closure(e.Func, e.Func.Name, dst)
	case *syntax.MemberExpr:
		f.member(f.expr(e.Object), e, dst)
	case *syntax.IndexExpr:
		f.index(e, dst)
	case *syntax.CallExpr:
		f.call(e, dst)
	case *syntax.NewExpr:
		f.construct(e, dst)
	case *syntax.UnaryExpr:
		f.unary(e, dst)
	case *syntax.UpdateExpr:
		f.update(e, dst)
	case *syntax.BinaryExpr:
		f.binary(e, dst)
	case *syntax.LogicalExpr:
		f.logical(e, dst)
	case *syntax.CondExpr:
		f.cond(e, dst)
	case *syntax.AssignExpr, *syntax.CommaExpr:
		f.move(dst, f.expr(e))
	case *syntax.AwaitExpr:
		x := f.expr(e.X)
		f.at(e)
		f.emit(bytecode.OpAwait, dst, x, 0)
	}
	f.next = mark
}

// writesOnce says whether exprTo writes to its register with the last instruction only, so that it may be that of a variable
// in use.
func writesOnce(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.LogicalExpr, *syntax.ObjectLit:
		return false
	case *syntax.ArrayLit:
		return len(e.Elems) <= maxRun
	case *syntax.CondExpr:
		return writesOnce(e.Then) && writesOnce(e.Else)
	}
	return true
}

func (f *function) identTo(e *syntax.Ident, dst int) {
	f.at(e)
	if b := f.region.lookup(e.Name); b != nil {
		f.move(dst, f.read(b, dst))
		return
	}
	switch e.Name { // these properties of the global object cannot change
	case "undefined":
		f.undefined(dst)
	case "NaN":
		f.loadNumber(dst, math.NaN())
	case "Infinity":
		f.loadNumber(dst, math.Inf(1))
	default:
		f.emit(bytecode.OpLookupGet, dst, 0, f.site(e.Name))
	}
}

// this returns the register with the value of this.
func (f *function) this(dst int) int {
	b := f.unit.withThis().this
	if b.owner == f.unit {
		return 0
	}
	if dst < 0 {
		dst = f.reg(1)
	}
	f.emit(bytecode.OpCapturedGet, dst, 0, f.capture(b))
	return dst
}

func (f *function) member(object int, e *syntax.MemberExpr, dst int) {
	f.at(e)
	op := bytecode.OpGet
	if e.Name == "length" {
		op = bytecode.OpGetLength
	}
	f.emit(op, dst, object, f.site(e.Name))
}

// index compiles e.Object[e.Index].
func (f *function) index(e *syntax.IndexExpr, dst int) {
	object := f.stable(e.Object, !inert(e.Index), e.Index)
	if name, ok := nameOf(e.Index); ok {
		f.at(e)
		f.emit(bytecode.OpGet, dst, object, f.site(name))
		return
	}
	key := f.expr(e.Index)
	f.at(e)
	f.emit(bytecode.OpGetIndex, dst, object, key)
}

// nameOf returns the property name that an index is, when it is a string and no array index.
func nameOf(e syntax.Expr) (name string, ok bool) {
	s, ok := e.(*syntax.StringLit)
	if !ok || looksNumeric(s.Value) {
		return "", false
	}
	return s.Value, true
}

// looksNumeric says whether a string may be an array index.
func looksNumeric(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func (f *function) unary(e *syntax.UnaryExpr, dst int) {
	op := bytecode.OpNot
	switch e.Op {
	case syntax.OpDelete:
		f.delete(e, dst)
		return
	case syntax.OpVoid:
		f.effect(e.X)
		f.undefined(dst)
		return
	case syntax.OpTypeof:
		if id, ok := e.X.(*syntax.Ident); ok && f.region.lookup(id.Name) == nil {
			f.at(e)
			f.emit(bytecode.OpLookupTypeof, dst, 0, f.site(id.Name))
			return
		}
		op = bytecode.OpTypeof
	case syntax.OpPlus:
		op = bytecode.OpPlus
	case syntax.OpNegate:
		op = bytecode.OpNeg
	case syntax.OpBitNot:
		op = bytecode.OpBitNot
	}
	x := f.expr(e.X)
	f.at(e)
	f.emit(op, dst, x, 0)
}

func (f *function) delete(e *syntax.UnaryExpr, dst int) {
	switch x := e.X.(type) {
	case *syntax.MemberExpr:
		object := f.expr(x.Object)
		f.at(e)
		f.emit(bytecode.OpDelete, dst, object, f.site(x.Name))
	case *syntax.IndexExpr:
		object := f.stable(x.Object, !inert(x.Index), x.Index)
		key := f.expr(x.Index)
		f.at(e)
		f.emit(bytecode.OpDeleteIndex, dst, object, key)
	default:
		f.effect(e.X)
		f.loadConst(dst, bytecode.ConstTrue)
	}
}

// operation is the instruction of a binary operator, and the one with a number on the right, if there is one.
type operation struct {
	op, k bytecode.Op
	hasK  bool
}

var operations = map[syntax.BinaryOp]operation{
	syntax.OpAdd:        {bytecode.OpAdd, bytecode.OpAddK, true},
	syntax.OpSub:        {bytecode.OpSub, bytecode.OpSubK, true},
	syntax.OpMul:        {bytecode.OpMul, bytecode.OpMulK, true},
	syntax.OpDiv:        {bytecode.OpDiv, bytecode.OpDivK, true},
	syntax.OpRem:        {bytecode.OpRem, bytecode.OpRemK, true},
	syntax.OpPow:        {op: bytecode.OpPow},
	syntax.OpShl:        {bytecode.OpShl, bytecode.OpShlK, true},
	syntax.OpShr:        {bytecode.OpShr, bytecode.OpShrK, true},
	syntax.OpUshr:       {bytecode.OpUshr, bytecode.OpUshrK, true},
	syntax.OpBitAnd:     {bytecode.OpAnd, bytecode.OpAndK, true},
	syntax.OpBitOr:      {bytecode.OpOr, bytecode.OpOrK, true},
	syntax.OpBitXor:     {bytecode.OpXor, bytecode.OpXorK, true},
	syntax.OpEq:         {op: bytecode.OpEq},
	syntax.OpNe:         {op: bytecode.OpNe},
	syntax.OpStrictEq:   {op: bytecode.OpStrictEq},
	syntax.OpStrictNe:   {op: bytecode.OpStrictNe},
	syntax.OpLt:         {op: bytecode.OpLess},
	syntax.OpLe:         {op: bytecode.OpLessEq},
	syntax.OpGt:         {op: bytecode.OpGreater},
	syntax.OpGe:         {op: bytecode.OpGreaterEq},
	syntax.OpIn:         {op: bytecode.OpIn},
	syntax.OpInstanceof: {op: bytecode.OpInstanceof},
}

func (f *function) binary(e *syntax.BinaryExpr, dst int) {
	left := f.stable(e.L, !inert(e.R), e.R)
	f.operate(e.Op, dst, left, e.R, e)
}

// operate emits an operator with its right operand.
func (f *function) operate(op syntax.BinaryOp, dst, left int, right syntax.Expr, at syntax.Node) {
	o := operations[op]
	if o.hasK {
		if k, ok := f.literal(right); ok && (isNumber(right) || op == syntax.OpAdd) {
			f.at(at)
			f.emit(o.k, dst, left, k)
			return
		}
	}
	r := f.expr(right)
	f.at(at)
	f.emit(o.op, dst, left, r)
}

func (f *function) logical(e *syntax.LogicalExpr, dst int) {
	op := bytecode.OpJumpFalse
	switch e.Op {
	case syntax.OpOr:
		op = bytecode.OpJumpTrue
	case syntax.OpCoalesce:
		op = bytecode.OpJumpNotNullish
	}
	var end label
	f.exprTo(e.L, dst)
	f.jump(op, dst, 0, &end)
	f.exprTo(e.R, dst)
	f.mark(&end)
}

func (f *function) cond(e *syntax.CondExpr, dst int) {
	var otherwise, end label
	f.condition(e.Test, false, &otherwise)
	f.exprTo(e.Then, dst)
	f.jump(bytecode.OpJump, 0, 0, &end)
	f.mark(&otherwise)
	f.exprTo(e.Else, dst)
	f.mark(&end)
}
