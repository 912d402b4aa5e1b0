// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Unary operators, await, powers and updates.

package syntax

// unary parses unary operators. In the operand of one, ** is refused instead of parsed.
func (p *parser) unary(operand bool) (Expr, bool) {
	t := p.scan.current()
	var op UnaryOp
	switch t.kind {
	case tokDelete:
		op = OpDelete
	case tokVoid:
		op = OpVoid
	case tokTypeof:
		op = OpTypeof
	case tokAdd:
		op = OpPlus
	case tokSub:
		op = OpNegate
	case tokBitNot:
		op = OpBitNot
	case tokNot:
		op = OpNot
	case tokAwait:
		return p.await(operand)
	default:
		e, ok := p.update()
		if !ok || operand || p.at() != tokPow {
			return e, ok
		}
		return p.power(e)
	}
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	p.scan.consume()
	x, ok := p.unary(true)
	if !ok {
		return nil, false
	}
	return p.unaryTail(t, op, x)
}

// unaryTail checks and makes a unary expression whose operand is complete.
func (p *parser) unaryTail(t token, op UnaryOp, x Expr) (Expr, bool) {
	if p.at() == tokPow {
		return nil, p.syntaxError("", "Either left-hand side or entire exponentiation must be parenthesized")
	}
	if n, ok := x.(*NumberLit); ok {
		switch op {
		case OpPlus:
			return p.done(n)
		case OpNegate:
			return p.done(&NumberLit{exprNode: n.exprNode, Value: -n.Value})
		}
	}
	if _, ok := x.(*Ident); ok && op == OpDelete && assignable(x) {
		if p.syntaxError("", "Delete of an unqualified identifier"); !p.tolerate(t) {
			return nil, false
		}
	}
	return p.done(&UnaryExpr{exprNode: newExpr(t), Op: op, X: x})
}

// power parses from ** on; its right operand may contain another.
func (p *parser) power(left Expr) (Expr, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	t := p.scan.current()
	p.scan.consume()
	right, ok := p.exponent()
	if !ok {
		return nil, false
	}
	return p.done(&BinaryExpr{exprNode: newExpr(t), Op: OpPow, L: left, R: right})
}

// await parses an await expression. Unlike in today's language, the operand of await extends over **.
func (p *parser) await(operand bool) (Expr, bool) {
	t := p.scan.current()
	if !p.awaitAllowed(t) && !p.tolerate(t) || !p.enter() {
		return nil, false
	}
	defer p.leave()
	if fn := p.scope.function().fn; fn != nil {
		fn.HasAwait = true
	}
	p.scan.consume()
	p.last = nil
	x, ok := p.unary(operand)
	if !ok {
		return nil, p.unexpected()
	}
	return p.done(&AwaitExpr{exprNode: newExpr(t), X: x})
}

// awaitAllowed reports an await at t that cannot stand there.
func (p *parser) awaitAllowed(t token) bool {
	if !p.version.has(featAsync) {
		return p.unsupported(t, constructAwait)
	}
	fn := p.scope.function().fn
	switch {
	case fn == nil:
		return p.syntaxError("top-level await", "await is only valid in async functions")
	case !fn.Async:
		return p.syntaxError("", "await is only valid in async functions")
	case p.scope.inArgs:
		return p.syntaxError("await in arguments", "await in arguments not supported")
	default:
		return true
	}
}

// update parses ++ and -- on either side.
func (p *parser) update() (Expr, bool) {
	t := p.scan.current()
	if t.kind != tokIncrement && t.kind != tokDecrement {
		x, ok := p.leftHandSide()
		if !ok {
			return nil, false
		}
		return p.postfix(x)
	}
	p.scan.consume()
	x, ok := p.leftHandSide()
	if !ok {
		return nil, false
	}
	if !assignable(x) {
		return nil, p.referenceError(p.scan.current(), "", "Invalid left-hand side in prefix operation")
	}
	return p.done(&UpdateExpr{exprNode: newExpr(t), Prefix: true, Decrement: t.kind == tokDecrement, X: x})
}

// postfix parses ++ or -- behind x; they cannot stand on a new line.
func (p *parser) postfix(x Expr) (Expr, bool) {
	t := p.scan.current()
	if t.kind != tokIncrement && t.kind != tokDecrement || p.scan.prev == tokLineEnd {
		return x, true
	}
	p.scan.consume()
	if !assignable(x) {
		return nil, p.referenceError(t, "", "Invalid left-hand side in postfix operation")
	}
	return p.done(&UpdateExpr{exprNode: newExpr(t), Decrement: t.kind == tokDecrement, X: x})
}
