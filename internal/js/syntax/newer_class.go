// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Inspection of classes.

package syntax

// classDeclaration reads a class that stands as a statement; its error has been reported.
func (p *parser) classDeclaration(t token) (Stmt, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	p.scan.consume()
	name := p.scan.current()
	if !name.isName() {
		return nil, p.unexpected()
	}
	if !p.declareTaken(name, DeclLet) {
		return nil, false
	}
	p.scan.consume()
	value, ok := p.classTail(t)
	if !ok {
		return nil, false
	}
	id := &Ident{exprNode: newExpr(name), Name: p.text(name)}
	return &VarStmt{stmtNode: newStmt(t), Kind: DeclLet, Decls: []VarDecl{{Name: id, Kind: DeclLet, Init: value}}}, true
}

// classExpression reads a class inside an expression; its error has been reported.
func (p *parser) classExpression(t token) (Expr, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	p.scan.consume()
	if name := p.scan.current(); name.isName() && name.kind != tokExtends {
		p.scan.consume()
	}
	return p.classTail(t)
}

// classTail reads what follows the name of a class.
func (p *parser) classTail(t token) (Expr, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	p.classes++
	defer func() { p.classes-- }()
	class := &CommaExpr{exprNode: newExpr(t)}
	if p.acceptWord("extends") {
		parent, ok := p.leftHandSide()
		if !ok {
			return nil, p.unexpected()
		}
		class.Exprs = append(class.Exprs, parent)
	}
	if !p.expect(tokBraceOpen) {
		return nil, false
	}
	for !p.accept(tokBraceClose) {
		if p.accept(tokSemicolon) {
			continue
		}
		members, ok := p.classMember()
		if !ok {
			return nil, p.unexpected()
		}
		class.Exprs = append(class.Exprs, members...)
	}
	return p.done(class)
}

// classMember reads a method, a field or a static block.
func (p *parser) classMember() (inside []Expr, ok bool) {
	fn := &Function{node: node{p.scan.current().pos()}, Kind: FuncMethod}
	if p.modifier("static") && p.at() == tokBraceOpen {
		return p.classCode(fn, func() bool {
			b, ok := p.block()
			fn.Body = []Stmt{b}
			return ok
		})
	}
	fn.Async = p.modifier("async")
	generator := p.accept(tokMul)
	if !fn.Async && !generator && !p.modifier("get") {
		p.modifier("set")
	}
	if inside, ok = p.classKey(); !ok {
		return nil, false
	}
	switch p.at() {
	case tokParenOpen:
		p.scan.consume()
		if !p.beginScope(ScopeFunction, fn) {
			return nil, false
		}
		p.scope.generator = generator
		if !p.functionRest(fn) {
			return nil, false
		}
		method, ok := p.done(&FuncExpr{exprNode: exprNode{fn.node}, Func: fn})
		return append(inside, method), ok
	case tokAssign:
		p.scan.consume()
		field, ok := p.classCode(fn, func() bool {
			p.last = nil
			value, ok := p.assignment()
			if ok {
				fn.Body = []Stmt{&ExprStmt{stmtNode{fn.node}, value}}
			}
			return ok
		})
		if !ok {
			return nil, false
		}
		inside = append(inside, field...)
	}
	return inside, p.semicolon()
}

// classCode reads the value of a field or a static block, which is code of its own.
func (p *parser) classCode(fn *Function, read func() bool) ([]Expr, bool) {
	if !p.beginScope(ScopeFunction, fn) || !read() {
		return nil, false
	}
	p.endFunction(fn)
	return []Expr{&FuncExpr{exprNode: exprNode{fn.node}, Func: fn}}, true
}

// modifier consumes a word that stands before the name of a member, and is not that name itself.
func (p *parser) modifier(text string) bool {
	if !p.word(text) {
		return false
	}
	switch p.scan.peek(false).kind {
	case tokParenOpen, tokAssign, tokSemicolon, tokBraceClose:
		return false
	}
	p.scan.consume()
	return true
}

// classKey reads the name of a member; what a computed one contains is returned.
func (p *parser) classKey() (inside []Expr, ok bool) {
	t := p.scan.current()
	switch {
	case t.kind == tokBracketOpen:
		p.scan.consume()
		key, ok := p.assignment()
		return []Expr{key}, ok && p.expect(tokBracketClose)
	case t.kind == tokString, t.kind == tokEscapeString, t.kind == tokNumber, t.isPropertyName():
		p.scan.consume()
		return nil, true
	}
	_, ok = p.privateName()
	return nil, ok
}
