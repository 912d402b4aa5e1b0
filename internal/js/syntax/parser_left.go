// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Left-hand side expressions: member access, calls, new, and the primary expressions they start with.

package syntax

// leftHandSide parses what an assignment or an update can have on its left, and calls.
func (p *parser) leftHandSide() (Expr, bool) {
	switch p.at() {
	case tokSuper, tokImport:
		p.scan.peek(false)
	case tokNew:
		if p.scan.peek(false).kind != tokNew {
			break
		}
		p.scan.consume()
		x, ok := p.newChain()
		if !ok {
			return nil, false
		}
		return p.callTail(x)
	}
	x, ok := p.member()
	if !ok {
		return nil, false
	}
	return p.callTail(x)
}

// newChain parses from the second of several new operators on. No property access may follow them in the reference.
func (p *parser) newChain() (Expr, bool) {
	t := p.scan.current()
	if t.kind != tokNew {
		p.last = nil
		return p.newExpression(t)
	}
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	p.scan.consume()
	x, ok := p.newChain()
	if !ok {
		return nil, false
	}
	return p.newTail(t, x)
}

// newExpression parses what follows new.
func (p *parser) newExpression(t token) (Expr, bool) {
	if p.at() == tokDot {
		p.fail("new.target")
		return p.newTarget(t)
	}
	x, ok := p.primary()
	if ok {
		x, ok = p.properties(x)
	}
	if !ok {
		return nil, false
	}
	return p.newTail(t, x)
}

// newTail parses the arguments of new, which may be missing.
func (p *parser) newTail(t token, callee Expr) (Expr, bool) {
	if p.at() == tokParenOpen {
		t = p.scan.current()
	}
	e := &NewExpr{exprNode: newExpr(t), Callee: callee}
	p.last = e
	if !p.accept(tokParenOpen) {
		return e, true
	}
	args, ok := p.arguments()
	if !ok {
		return nil, false
	}
	e.Args = args
	return p.done(e)
}

// member parses a primary expression or new, and the properties behind it.
func (p *parser) member() (Expr, bool) {
	t := p.scan.current()
	if t.kind == tokNew {
		p.scan.consume()
		x, ok := p.newExpression(t)
		if !ok {
			return nil, false
		}
		return p.properties(x)
	}
	x, ok := p.primary()
	if !ok {
		return nil, false
	}
	return p.properties(x)
}

// properties parses any number of .name, [index] and `template` behind x.
func (p *parser) properties(x Expr) (Expr, bool) {
	for {
		next, more, ok := p.property(x)
		if !ok || !more {
			return x, ok
		}
		x = next
	}
}

// property parses one of them; more is false if there is none.
func (p *parser) property(x Expr) (e Expr, more, ok bool) {
	t := p.scan.current()
	switch t.kind {
	case tokBracketOpen:
		p.scan.consume()
		p.last = nil
		index, ok := p.expression()
		if !ok {
			return nil, true, false
		}
		if !p.expect(tokBracketClose) {
			return nil, true, false
		}
		e, ok = p.done(&IndexExpr{exprNode: newExpr(t), Object: x, Index: index})
		return e, true, ok
	case tokDot:
		name := p.scan.peek(false)
		p.scan.consume()
		if !name.isPropertyName() {
			private, ok := p.privateName()
			if !ok {
				return nil, true, p.unexpected()
			}
			e, ok = p.done(&MemberExpr{exprNode: newExpr(t), Object: x, Name: private})
			return e, true, ok
		}
		p.scan.consume()
		e, ok = p.done(&MemberExpr{exprNode: newExpr(t), Object: x, Name: p.text(name)})
		return e, true, ok
	case tokGrave:
		tagged := &TaggedTemplate{exprNode: newExpr(t), Tag: x}
		p.last = tagged
		if tagged.Strings, tagged.Exprs, ok = p.template(); !ok {
			return nil, true, false
		}
		e, ok = p.done(tagged)
		return e, true, ok
	default:
		return x, false, true
	}
}

// callTail parses the calls behind x. Behind the first call, calls and properties follow one another freely.
func (p *parser) callTail(x Expr) (Expr, bool) {
	if p.lenient {
		return p.looseCallTail(x)
	}
	if p.at() == tokQuestion {
		return p.chaining(x)
	}
	for first := true; ; first = false {
		t := p.scan.current()
		if t.kind == tokParenOpen {
			call := &CallExpr{exprNode: newExpr(t), Callee: x}
			p.scan.consume()
			p.last = call
			args, ok := p.arguments()
			if !ok {
				return nil, false
			}
			call.Args = args
			x, _ = p.done(call)
			if first && p.at() == tokQuestion {
				return p.chaining(x)
			}
			continue
		}
		if first {
			return x, true
		}
		next, more, ok := p.property(x)
		if !ok || !more {
			return x, ok
		}
		x = next
	}
}

// chaining looks at a question mark. The reference knows half of optional chaining: a name behind "?." is read, and then
// nothing but another "?." can follow, so that it is always an error in the end.
func (p *parser) chaining(x Expr) (Expr, bool) {
	for chained := false; ; chained = true {
		question := p.scan.current()
		if question.kind != tokQuestion || p.scan.peek(false).kind != tokDot {
			if chained {
				return nil, p.fail(constructChaining)
			}
			return x, true
		}
		p.scan.consume()
		p.scan.consume()
		if !p.scan.current().isPropertyName() {
			return nil, p.fail(constructChaining)
		}
		p.scan.consume()
	}
}

// arguments parses an argument list and its closing parenthesis; the scanner is behind the opening one.
func (p *parser) arguments() ([]Expr, bool) {
	if p.accept(tokParenClose) {
		return nil, true
	}
	p.scope.inArgs = true
	var args []Expr
	for {
		if t := p.scan.current(); t.kind == tokEllipsis {
			p.hintAt(t, constructSpreadCall)
			if p.version.has(featSpreadIgnored) {
				p.misread(t, constructSpreadCall)
				p.scan.consume()
			} else if p.lenient {
				p.unexpected()
				p.tolerate(t)
				p.scan.consume()
			}
		}
		arg, ok := p.assignment()
		if !ok {
			return nil, false
		}
		args = append(args, arg)
		p.last = nil
		if p.at() != tokComma {
			break
		}
		p.scan.consume()
		if p.at() == tokParenClose {
			break
		}
	}
	p.scope.inArgs = false
	return args, p.expect(tokParenClose)
}

// primary parses a primary expression.
func (p *parser) primary() (Expr, bool) {
	t := p.scan.current()
	switch t.kind {
	case tokTrue, tokFalse:
		p.scan.consume()
		return p.done(&BoolLit{exprNode: newExpr(t), Value: t.kind == tokTrue})
	case tokNumber:
		p.scan.consume()
		n, ok := p.done(&NumberLit{exprNode: newExpr(t), Value: t.num})
		if p.lenient {
			p.numberTail(t)
		}
		return n, ok
	case tokString, tokEscapeString:
		text, ok := p.stringValue(t)
		if !ok {
			return nil, false
		}
		p.scan.consume()
		return p.done(&StringLit{exprNode: newExpr(t), Value: text})
	case tokUnterminated:
		return nil, p.syntaxError("", `Unterminated string "%s"`, p.text(t))
	case tokBracketOpen:
		return p.arrayLiteral(t)
	case tokBraceOpen:
		return p.objectLiteral(t)
	case tokFunction:
		return p.functionOrGenerator(t)
	case tokAsync:
		return p.asyncFunction(t)
	case tokClass:
		p.unsupported(t, constructClass)
		return p.classExpression(t)
	case tokSuper:
		return p.superExpression(t)
	case tokImport:
		return p.importExpression(t)
	case tokDiv, tokDivAssign:
		return p.regExp(t)
	case tokGrave:
		return p.templateLiteral(t)
	case tokParenOpen:
		return p.parenthesized()
	default:
		return p.reference(t)
	}
}

// reference parses this, null and names. Everything else is rejected.
func (p *parser) reference(t token) (Expr, bool) {
	var e Expr
	switch {
	case t.kind == tokThis:
		p.useThis()
		e = &ThisExpr{newExpr(t)}
	case t.kind == tokNull:
		e = &NullLit{newExpr(t)}
	case !t.isName():
		return p.privateReference(t)
	case t.kind == tokYield && p.scope.function().generator:
		return p.yield(t)
	case t.kind == tokArguments && !p.useArguments(t):
		return nil, false
	default:
		e = &Ident{exprNode: newExpr(t), Name: p.text(t)}
	}
	p.scan.consume()
	return p.done(e)
}

func (p *parser) parenthesized() (Expr, bool) {
	if p.lenient {
		return p.cover()
	}
	p.scan.consume()
	p.last = nil
	e, ok := p.expression()
	if !ok {
		return nil, p.unexpected()
	}
	return e, p.expect(tokParenClose)
}

// arrayLiteral parses an array literal; the current token is its bracket.
func (p *parser) arrayLiteral(t token) (Expr, bool) {
	p.scan.consume()
	p.last = nil
	array := &ArrayLit{exprNode: newExpr(t)}
	for {
		t := p.scan.current()
		switch t.kind {
		case tokBracketClose:
			p.scan.consume()
			return p.done(array)
		case tokComma:
			p.scan.consume()
			array.Elems = append(array.Elems, nil)
			continue
		case tokEllipsis:
			p.hintAt(t, constructSpreadArray)
			if !p.version.has(featSpreadIgnored) {
				p.unexpected()
				if !p.tolerate(t) {
					return nil, false
				}
				p.scan.consume()
				break
			}
			if e, done, ok := p.ignoredSpread(t, array); done || !ok {
				return e, ok
			}
			continue
		}
		e, ok := p.assignment()
		if !ok {
			return nil, p.unexpected()
		}
		array.Elems = append(array.Elems, e)
		if p.at() != tokBracketClose && !p.accept(tokComma) {
			return nil, p.unexpected()
		}
	}
}

// ignoredSpread parses a spread element, which must be the last, and leaves it out: njs 0.4.3 has no code for it. In an
// inspection others may follow; done is false then.
func (p *parser) ignoredSpread(t token, array *ArrayLit) (e Expr, done, ok bool) {
	p.scan.consume()
	x, ok := p.assignment()
	if !ok {
		return nil, true, p.unexpected()
	}
	if p.lenient {
		array.Elems = append(array.Elems, x)
	}
	next := p.scan.current()
	p.hintAt(next, constructSpreadArray)
	if next.kind == tokComma && p.lenient {
		p.unexpected()
		p.tolerate(t)
		p.scan.consume()
		return nil, false, true
	}
	if !p.expect(tokBracketClose) {
		return nil, true, false
	}
	p.misread(t, constructSpreadArray)
	e, ok = p.done(array)
	return e, true, ok
}
