// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Loops, switch and try.

package syntax

func (p *parser) whileStatement(keyword token) (Stmt, bool) {
	s := &WhileStmt{stmtNode: newStmt(keyword)}
	var ok bool
	if s.Test, ok = p.condition(); !ok {
		return nil, false
	}
	s.Body, ok = p.body()
	return s, ok
}

// doWhileStatement needs no semicolon behind it, and takes none.
func (p *parser) doWhileStatement(keyword token) (Stmt, bool) {
	s := &DoWhileStmt{stmtNode: newStmt(keyword)}
	p.last = nil
	var ok bool
	if s.Body, ok = p.body(); !ok {
		return nil, false
	}
	if !p.expect(tokWhile) {
		return nil, false
	}
	s.Test, ok = p.condition()
	return s, ok
}

// forStatement parses all kinds of for.
func (p *parser) forStatement(keyword token) (Stmt, bool) {
	t := p.scan.current()
	if t.kind == tokAwait {
		if p.unsupported(t, "for await"); !p.tolerate(t) {
			return nil, false
		}
		p.scan.consume()
	}
	if !p.expect(tokParenOpen) {
		return nil, false
	}
	if !p.version.has(featForScopes) {
		return p.forHead(keyword)
	}
	if !p.beginScope(ScopeBlock, nil) {
		return nil, false
	}
	s, ok := p.forHead(keyword)
	if !ok {
		return nil, false
	}
	declared := p.endScope()
	switch s := s.(type) {
	case *ForStmt:
		s.Scope = declared
	case *ForInStmt:
		s.Scope = declared
	}
	return s, true
}

// forHead parses from behind the opening parenthesis on.
func (p *parser) forHead(keyword token) (Stmt, bool) {
	p.last = nil
	t := p.scan.current()
	lexical := t.kind == tokLet || t.kind == tokConst
	switch {
	case t.kind == tokSemicolon:
		return p.forRest(keyword, nil)
	case lexical && !p.missing(featLexical, t, constructLexical):
		return nil, false
	case lexical, t.kind == tokVar:
		return p.forDeclaration(keyword, t)
	case p.version.has(featForScopes) && t.kind != tokAwait && !p.arrowAhead():
		return p.forLeft(keyword, t)
	default:
		return p.forExpression(keyword, t)
	}
}

// forDeclaration parses a head that starts with var, let or const.
func (p *parser) forDeclaration(keyword, t token) (Stmt, bool) {
	name := p.scan.peek(false)
	p.scan.consume()
	switch {
	case name.kind == tokBraceOpen, name.kind == tokBracketOpen:
		p.unsupported(name, constructDestructuring)
		return p.forPattern(keyword, t, name)
	case !name.isName():
		return p.forExpression(keyword, name)
	case name.restricted():
		return nil, p.syntaxError("", `Identifier "%s" is forbidden in var declaration`, p.text(name))
	}
	if p.scan.peek(false).kind == tokIn {
		return p.forInDeclaration(keyword, t, name)
	}
	if p.version.has(featForScopes) {
		p.scan.refuseIn(true)
	}
	init, ok := p.variables(t)
	if !ok {
		return nil, false
	}
	return p.forInit(keyword, init)
}

// forInDeclaration parses for (var name in …; the current token is the name.
func (p *parser) forInDeclaration(keyword, t, name token) (Stmt, bool) {
	kind := DeclVar
	switch t.kind {
	case tokLet:
		kind = DeclLet
	case tokConst:
		kind = DeclConst
	}
	if p.declare(name, kind) == nil {
		return nil, false
	}
	p.scan.consume()
	p.scan.consume()
	s := &ForInStmt{stmtNode: newStmt(keyword), Declares: true, Kind: kind}
	s.Target = &Ident{exprNode: newExpr(name), Name: p.text(name)}
	p.last = nil
	var ok bool
	if s.Object, ok = p.expression(); !ok {
		return nil, false
	}
	return p.forInRest(s)
}

// forInRest parses the closing parenthesis and the body of for-in.
func (p *parser) forInRest(s *ForInStmt) (Stmt, bool) {
	if !p.expect(tokParenClose) {
		return nil, false
	}
	p.last = nil
	var ok bool
	s.Body, ok = p.body()
	return s, ok
}

// forLeft parses a head that starts with an expression, which is first read as far as it could be the target of for-in.
func (p *parser) forLeft(keyword, first token) (Stmt, bool) {
	inside := p.scope
	left, ok := p.leftHandSide()
	if p.err != nil {
		return nil, false
	}
	if !ok {
		// Either it starts with an operator, or what has been read of it counts as the whole.
		p.survive(inside)
		left = p.last
	}
	t := p.scan.current()
	if left != nil && t.kind == tokIn {
		return p.forIn(keyword, first, left)
	}
	p.scan.refuseIn(true)
	switch {
	case left == nil:
		left, ok = p.expression()
	case t.kind == tokQuestion:
		left, ok = p.forConditional(left)
	default:
		p.last, p.leftDone = left, true
		left, ok = p.expression()
	}
	if !ok {
		return nil, false
	}
	return p.forAfter(keyword, first, left)
}

// forConditional continues an expression at the question mark behind left.
func (p *parser) forConditional(left Expr) (Expr, bool) {
	e, ok := p.conditionalTail(left)
	if !ok {
		return nil, p.unexpected()
	}
	if e, ok = p.assignmentTail(e); !ok || p.at() != tokComma {
		return e, ok
	}
	return p.comma(e)
}

// forIn parses for-in from the word in on.
func (p *parser) forIn(keyword, first token, target Expr) (Stmt, bool) {
	if !p.forTarget(first, target) {
		return nil, false
	}
	p.scan.consume()
	object, ok := p.expression()
	if !ok {
		return nil, p.unexpected()
	}
	return p.forInRest(&ForInStmt{stmtNode: newStmt(keyword), Target: target, Object: object})
}

// forTarget checks the target of for-in, whose first token is first.
func (p *parser) forTarget(first token, e Expr) bool {
	_, name := e.(*Ident)
	if assignable(e) && (name || p.version.has(featForScopes)) {
		return true
	}
	return p.referenceError(p.scan.current(), targetConstruct(e),
		`Invalid left-hand side "%s" in for-in statement`, p.text(first))
}

// forExpression parses a head that starts with any expression.
func (p *parser) forExpression(keyword, first token) (Stmt, bool) {
	e, ok := p.expression()
	if !ok {
		return nil, false
	}
	return p.forAfter(keyword, first, e)
}

// forAfter parses what follows the first expression of a head. An expression with the operator in makes it for-in.
func (p *parser) forAfter(keyword, first token, e Expr) (Stmt, bool) {
	in, ok := e.(*BinaryExpr)
	k := p.at()
	if !ok || in.Op != OpIn || p.version.has(featForScopes) && (k == tokSemicolon || k == tokParenClose) {
		return p.forInit(keyword, &ExprStmt{newStmt(first), e})
	}
	if !p.forTarget(first, in.L) {
		return nil, false
	}
	return p.forInRest(&ForInStmt{stmtNode: newStmt(keyword), Target: in.L, Object: in.R})
}

// forInit parses what follows the first part of for (init; …
func (p *parser) forInit(keyword token, init Stmt) (Stmt, bool) {
	switch t := p.scan.current(); t.kind {
	case tokSemicolon:
		if p.version.has(featForScopes) {
			p.scan.refuseIn(false)
		}
		return p.forRest(keyword, init)
	case tokOf:
		p.unsupported(t, "for-of")
		return p.forOf(keyword, t, init)
	default:
		return nil, p.unexpected()
	}
}

// forRest parses from the first semicolon on.
func (p *parser) forRest(keyword token, init Stmt) (Stmt, bool) {
	s := &ForStmt{stmtNode: newStmt(keyword), Init: init}
	test := p.scan.peek(false).kind != tokSemicolon
	p.scan.consume()
	p.last = nil
	var ok bool
	if test {
		if s.Test, ok = p.expression(); !ok {
			return nil, false
		}
	}
	if !p.expect(tokSemicolon) {
		return nil, false
	}
	p.last = nil
	if p.at() != tokParenClose {
		if s.Update, ok = p.expression(); !ok {
			return nil, false
		}
	}
	if !p.expect(tokParenClose) {
		return nil, false
	}
	p.last = nil
	s.Body, ok = p.body()
	return s, ok
}
