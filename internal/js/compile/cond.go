// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// branch is the instructions that jump on a comparison, and on its opposite; with a constant on the right when k is set.
type branch struct {
	yes, no   bytecode.Op
	yesK, noK bytecode.Op
	k         bool
	numbers   bool // the constant must be a number
}

// branches has the comparisons that jump. The opposite of < is not >=, because of NaN.
var branches = map[syntax.BinaryOp]branch{
	syntax.OpEq: {yes: bytecode.OpJumpEq, no: bytecode.OpJumpNe},
	syntax.OpNe: {yes: bytecode.OpJumpNe, no: bytecode.OpJumpEq},
	syntax.OpStrictEq: {bytecode.OpJumpStrictEq, bytecode.OpJumpStrictNe, bytecode.OpJumpStrictEqK,
		bytecode.OpJumpStrictNeK, true, false},
	syntax.OpStrictNe: {bytecode.OpJumpStrictNe, bytecode.OpJumpStrictEq, bytecode.OpJumpStrictNeK,
		bytecode.OpJumpStrictEqK, true, false},
	syntax.OpLt: {bytecode.OpJumpLess, bytecode.OpJumpNotLess, bytecode.OpJumpLessK, bytecode.OpJumpNotLessK, true, true},
	syntax.OpLe: {bytecode.OpJumpLessEq, bytecode.OpJumpNotLessEq, bytecode.OpJumpLessEqK, bytecode.OpJumpNotLessEqK,
		true, true},
	syntax.OpGt: {bytecode.OpJumpGreater, bytecode.OpJumpNotGreater, bytecode.OpJumpGreaterK,
		bytecode.OpJumpNotGreaterK, true, true},
	syntax.OpGe: {bytecode.OpJumpGreaterEq, bytecode.OpJumpNotGreaterEq, bytecode.OpJumpGreaterEqK,
		bytecode.OpJumpNotGreaterEqK, true, true},
}

// condition emits a jump to l that is taken when the truth of e is sense. Registers are free again afterwards.
func (f *function) condition(e syntax.Expr, sense bool, l *label) {
	mark := f.next
	defer func() { f.next = mark }()
	switch e := e.(type) {
	case *syntax.UnaryExpr:
		if e.Op == syntax.OpNot {
			f.condition(e.X, !sense, l)
			return
		}
	case *syntax.LogicalExpr:
		if e.Op != syntax.OpCoalesce {
			f.shortCircuit(e, sense, l)
			return
		}
	case *syntax.BinaryExpr:
		if f.comparison(e, sense, l) {
			return
		}
	case *syntax.BoolLit:
		if e.Value == sense {
			f.jump(bytecode.OpJump, 0, 0, l)
		}
		return
	}
	op := bytecode.OpJumpFalse
	if sense {
		op = bytecode.OpJumpTrue
	}
	f.jump(op, f.expr(e), 0, l)
}

// shortCircuit is condition for && and ||.
func (f *function) shortCircuit(e *syntax.LogicalExpr, sense bool, l *label) {
	if sense == (e.Op == syntax.OpOr) { // either operand decides alone
		f.condition(e.L, sense, l)
		f.condition(e.R, sense, l)
		return
	}
	var past label
	f.condition(e.L, !sense, &past)
	f.condition(e.R, sense, l)
	f.mark(&past)
}

// comparison is condition for operators that have jumps of their own.
func (f *function) comparison(e *syntax.BinaryExpr, sense bool, l *label) bool {
	b, ok := branches[e.Op]
	if !ok {
		return false
	}
	if (e.Op == syntax.OpEq || e.Op == syntax.OpNe) && f.nullish(e.R) {
		op := bytecode.OpJumpNullish
		if sense != (e.Op == syntax.OpEq) {
			op = bytecode.OpJumpNotNullish
		}
		f.jump(op, f.expr(e.L), 0, l)
		return true
	}
	op, opK := b.yes, b.yesK
	if !sense {
		op, opK = b.no, b.noK
	}
	if b.k {
		if k, ok := f.literal(e.R); ok && (!b.numbers || isNumber(e.R)) {
			left := f.expr(e.L)
			f.at(e)
			f.jump(opK, left, k, l)
			return true
		}
	}
	left := f.stable(e.L, !inert(e.R), e.R)
	right := f.expr(e.R)
	f.at(e)
	f.jump(op, left, right, l)
	return true
}

// nullish says whether e is null or undefined, written as such.
func (f *function) nullish(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.NullLit:
		return true
	case *syntax.Ident:
		return e.Name == "undefined" && f.region.lookup(e.Name) == nil
	}
	return false
}

func isNumber(e syntax.Expr) bool {
	_, ok := e.(*syntax.NumberLit)
	return ok
}

// literal returns the constant that e is.
func (f *function) literal(e syntax.Expr) (k int, ok bool) {
	switch e := e.(type) {
	case *syntax.NullLit:
		return f.constant(bytecode.Constant{Kind: bytecode.ConstNull}), true
	case *syntax.BoolLit:
		kind := bytecode.ConstFalse
		if e.Value {
			kind = bytecode.ConstTrue
		}
		return f.constant(bytecode.Constant{Kind: kind}), true
	case *syntax.NumberLit:
		return f.number(e.Value), true
	case *syntax.StringLit:
		return f.constant(bytecode.Constant{Kind: bytecode.ConstString, String: e.Value}), true
	case *syntax.Ident:
		if f.nullish(e) {
			return f.constant(bytecode.Constant{}), true
		}
	}
	return 0, false
}

// inert says whether the evaluation of e neither has effects nor can throw.
func inert(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.NullLit, *syntax.BoolLit, *syntax.NumberLit, *syntax.StringLit, *syntax.ThisExpr, *syntax.FuncExpr,
		*syntax.RegExpLit:
		return true
	}
	return false
}
