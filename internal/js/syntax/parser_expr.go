// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Expressions from the comma operator down to unary operators.

package syntax

func newExpr(t token) exprNode { return exprNode{node{t.pos()}} }

// done notes that e is complete, and returns it.
func (p *parser) done(e Expr) (Expr, bool) {
	p.last = e
	return e, true
}

// expression parses assignment expressions with commas between them.
func (p *parser) expression() (Expr, bool) {
	e, ok := p.assignment()
	if !ok || p.at() != tokComma {
		return e, ok
	}
	return p.comma(e)
}

// comma parses what follows the first expression of a comma expression.
func (p *parser) comma(first Expr) (Expr, bool) {
	list := &CommaExpr{exprNode: newExpr(p.scan.current()), Exprs: []Expr{first}}
	for p.accept(tokComma) {
		e, ok := p.assignment()
		if !ok {
			return nil, false
		}
		list.Exprs = append(list.Exprs, e)
		p.last = list
	}
	return list, true
}

// assignment parses an assignment expression or an arrow function.
func (p *parser) assignment() (Expr, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	if !p.leftDone && p.arrowAhead() {
		return p.arrowFunction()
	}
	left, ok := p.conditional()
	if !ok {
		return nil, false
	}
	return p.assignmentTail(left)
}

// assignmentTail parses an assignment operator and its value, if there is one.
func (p *parser) assignmentTail(left Expr) (Expr, bool) {
	t := p.scan.current()
	if t.kind < tokAssign || t.kind > tokAndAssign {
		if t.kind == tokArrow && p.lenient {
			return p.coverArrow(left)
		}
		return left, true
	}
	if !assignable(left) {
		if name := restrictedName(left); name != "" {
			return nil, p.syntaxError("", `Identifier "%s" is forbidden as left-hand in assignment`, name)
		}
		construct := targetConstruct(left)
		p.referenceError(t, construct, "Invalid left-hand side in assignment")
		if construct == "" || t.kind != tokAssign || !p.assignsPattern(left.Pos().Offset, t.off) {
			return nil, false
		}
	}
	p.scan.consume()
	value, ok := p.assignment()
	if !ok {
		return nil, false
	}
	return p.done(&AssignExpr{exprNode: newExpr(t), Op: assignOps[t.kind-tokAssign], Target: left, Value: value})
}

// assignOps is indexed by the distance from tokAssign.
var assignOps = [...]BinaryOp{
	OpNone, OpAdd, OpSub, OpMul, OpPow, OpDiv, OpRem, OpShl, OpShr, OpUshr, OpBitOr, OpBitXor, OpBitAnd,
}

// assignable reports whether e may be assigned to.
func assignable(e Expr) bool {
	switch e := e.(type) {
	case *Ident:
		return restrictedName(e) == ""
	case *MemberExpr, *IndexExpr:
		return true
	default:
		return false
	}
}

// restrictedName returns the name of e if it is arguments or eval, else "".
func restrictedName(e Expr) string {
	if id, ok := e.(*Ident); ok && (id.Name == "arguments" || id.Name == "eval") {
		return id.Name
	}
	return ""
}

func (p *parser) conditional() (Expr, bool) {
	test, ok := p.coalesce()
	if !ok || p.at() != tokQuestion {
		return test, ok
	}
	return p.conditionalTail(test)
}

// conditionalTail parses from the question mark on.
func (p *parser) conditionalTail(test Expr) (Expr, bool) {
	t := p.scan.current()
	p.scan.consume()
	p.hintAdjacent(t, tokDot, constructChaining)
	p.scan.openBracket()
	then, ok := p.assignment()
	if !ok {
		return nil, false
	}
	if p.at() != tokColon {
		return nil, p.unexpected()
	}
	p.scan.closeBracket()
	p.scan.consume()
	otherwise, ok := p.assignment()
	if !ok {
		return nil, false
	}
	return p.done(&CondExpr{exprNode: newExpr(t), Test: test, Then: then, Else: otherwise})
}

// coalesce parses the ?? operator, which cannot be mixed with || and && unless they are in parentheses.
func (p *parser) coalesce() (Expr, bool) {
	left, ok := p.binary(1)
	if !ok {
		return nil, false
	}
	for operand := left; ; {
		t := p.scan.current()
		if t.kind != tokCoalesce {
			return left, true
		}
		if l, ok := operand.(*LogicalExpr); ok && l.Op != OpCoalesce && p.scan.prev != tokParenClose {
			return nil, p.unexpected()
		}
		p.scan.consume()
		p.hintAdjacent(t, tokAssign, constructLogical)
		if p.lenient && p.adjacent(t, tokAssign) {
			return p.logicalAssign(t, left)
		}
		if operand, ok = p.binary(precedence(tokBitOr)); !ok {
			return nil, false
		}
		left, _ = p.done(&LogicalExpr{exprNode: newExpr(t), Op: OpCoalesce, L: left, R: operand})
	}
}

// precedence returns how strongly a binary operator binds, 0 if k is none.
func precedence(k kind) int {
	switch k {
	case tokOr:
		return 1
	case tokAnd:
		return 2
	case tokBitOr:
		return 3
	case tokBitXor:
		return 4
	case tokBitAnd:
		return 5
	case tokEq, tokNe, tokStrictEq, tokStrictNe:
		return 6
	case tokLt, tokGt, tokLe, tokGe, tokInstanceof, tokIn:
		return 7
	case tokShl, tokShr, tokUshr:
		return 8
	case tokAdd, tokSub:
		return 9
	case tokMul, tokDiv, tokRem:
		return 10
	default:
		return 0
	}
}

// binaryOp is defined for the operators with a precedence above that of &&.
func binaryOp(k kind) BinaryOp {
	switch k {
	case tokBitOr:
		return OpBitOr
	case tokBitXor:
		return OpBitXor
	case tokBitAnd:
		return OpBitAnd
	case tokEq:
		return OpEq
	case tokNe:
		return OpNe
	case tokStrictEq:
		return OpStrictEq
	case tokStrictNe:
		return OpStrictNe
	case tokLt:
		return OpLt
	case tokGt:
		return OpGt
	case tokLe:
		return OpLe
	case tokGe:
		return OpGe
	case tokInstanceof:
		return OpInstanceof
	case tokIn:
		return OpIn
	case tokShl:
		return OpShl
	case tokShr:
		return OpShr
	case tokUshr:
		return OpUshr
	case tokAdd:
		return OpAdd
	case tokSub:
		return OpSub
	case tokMul:
		return OpMul
	case tokDiv:
		return OpDiv
	default:
		return OpRem
	}
}

// binary parses operators that bind at least as strongly as lowest.
func (p *parser) binary(lowest int) (Expr, bool) {
	left, ok := p.exponent()
	if !ok {
		return nil, false
	}
	for {
		t := p.scan.current()
		strength := precedence(t.kind)
		if strength == 0 || strength < lowest {
			return left, true
		}
		if t.kind == tokIn && p.scan.inRefused() {
			return nil, p.syntaxError("", "Invalid left-hand side in for-loop")
		}
		p.scan.consume()
		p.hintAdjacent(t, tokAssign, logicalAssignment(t.kind))
		if p.lenient && logicalAssignment(t.kind) != "" && p.adjacent(t, tokAssign) {
			return p.logicalAssign(t, left)
		}
		right, ok := p.binary(strength + 1)
		if !ok {
			return nil, false
		}
		switch t.kind {
		case tokOr:
			left, _ = p.done(&LogicalExpr{exprNode: newExpr(t), Op: OpOr, L: left, R: right})
		case tokAnd:
			left, _ = p.done(&LogicalExpr{exprNode: newExpr(t), Op: OpAnd, L: left, R: right})
		default:
			left, _ = p.done(&BinaryExpr{exprNode: newExpr(t), Op: binaryOp(t.kind), L: left, R: right})
		}
	}
}

// exponent parses ** and what binds more strongly.
func (p *parser) exponent() (Expr, bool) {
	if p.leftDone {
		p.leftDone = false
		return p.postfix(p.last)
	}
	return p.unary(false)
}
