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
		if p.scope.find(p.text(name)) == nil && !p.declareTaken(name, DeclLet) {
			return nil, false
		}
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
	members := &ObjectLit{exprNode: newExpr(p.scan.current())}
	class.Exprs = append(class.Exprs, members)
	if !p.expect(tokBraceOpen) {
		return nil, false
	}
	for !p.accept(tokBraceClose) {
		if p.accept(tokSemicolon) {
			continue
		}
		member, ok := p.classMember()
		if !ok {
			return nil, p.unexpected()
		}
		members.Props = append(members.Props, member)
	}
	return p.done(class)
}

// classMember reads a method, a field or a static block.
func (p *parser) classMember() (*Property, bool) {
	t := p.scan.current()
	prop := &Property{node: node{t.pos()}, Value: nameless(t)}
	fn := &Function{node: node{t.pos()}, Kind: FuncMethod}
	if p.modifier("static") && p.at() == tokBraceOpen {
		return prop, p.classCode(prop, fn, func() (Stmt, bool) { return p.block() })
	}
	fn.Async = p.modifier("async")
	generator := p.accept(tokMul)
	if !fn.Async && !generator && !p.modifier("get") {
		p.modifier("set")
	}
	if !p.classKey(prop) {
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
		prop.Value, _ = p.done(&FuncExpr{exprNode: exprNode{fn.node}, Func: fn})
		return prop, true
	case tokAssign:
		p.scan.consume()
		field := p.classCode(prop, fn, func() (Stmt, bool) {
			p.last = nil
			value, ok := p.assignment()
			return &ExprStmt{stmtNode{fn.node}, value}, ok
		})
		if !field {
			return nil, false
		}
	}
	return prop, p.semicolon()
}

// classCode reads the value of a field or a static block, which is code of its own.
func (p *parser) classCode(prop *Property, fn *Function, read func() (Stmt, bool)) bool {
	if !p.beginScope(ScopeFunction, fn) {
		return false
	}
	s, ok := read()
	if !ok {
		return false
	}
	fn.Body = []Stmt{s}
	p.endFunction(fn)
	prop.Value = &FuncExpr{exprNode: exprNode{fn.node}, Func: fn}
	return true
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

// classKey reads the name of a member.
func (p *parser) classKey(prop *Property) bool {
	t := p.scan.current()
	switch {
	case t.kind == tokBracketOpen:
		return p.computedKey(prop)
	case t.kind == tokString, t.kind == tokEscapeString, t.kind == tokNumber, t.isPropertyName():
		ok := p.propertyKey(prop, t)
		p.scan.consume()
		return ok
	}
	var ok bool
	prop.Key, ok = p.privateName()
	return ok
}
