// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Statements, without loops and declarations of functions.

package syntax

func newStmt(t token) stmtNode { return stmtNode{node{t.pos()}} }

// listEnd says how a list of statements ended.
type listEnd uint8

const (
	listClosed   listEnd = iota // before a closing brace, or at the end of the program
	listStopped                 // before a token that starts no statement
	listRejected                // the first statement was rejected
)

// program parses the statements of the top level.
func (p *parser) program() []Stmt {
	var list []Stmt
	for p.at() != tokEnd {
		s, ok := p.item()
		if !ok || p.at() == tokBraceClose {
			p.unexpected()
			return nil
		}
		if s != nil {
			list = append(list, s)
		}
	}
	return list
}

// statements parses statements up to a closing brace. A statement but the first that is rejected ends the list, and what
// was consumed of it is forgotten.
func (p *parser) statements() ([]Stmt, listEnd) {
	var list []Stmt
	for first := true; ; first = false {
		if !first && p.at() == tokBraceClose {
			return list, listClosed
		}
		s, ok := p.item()
		switch {
		case !ok && (first || p.err != nil):
			return nil, listRejected
		case !ok && p.at() == tokBraceClose:
			p.unexpected()
			return nil, listRejected
		case !ok:
			return list, listStopped
		case s != nil:
			list = append(list, s)
		}
	}
}

// item parses a statement or declaration of a list. An empty statement is nil.
func (p *parser) item() (Stmt, bool) {
	t := p.scan.current()
	switch t.kind {
	case tokEnd:
		return nil, false
	case tokFunction:
		p.scan.consume()
		return p.functionDeclaration(t, false)
	case tokAsync:
		if function := p.scan.peek(true); function.kind == tokFunction {
			if !p.missing(featAsync, t, constructAsync) {
				return nil, false
			}
			p.scan.consume()
			p.scan.consume()
			return p.functionDeclaration(function, true)
		}
	case tokClass:
		p.unsupported(t, constructClass)
		return p.classDeclaration(t)
	case tokLet, tokConst:
		if s, declares, ok := p.lexicalDeclaration(t); declares {
			return s, ok
		}
	case tokExport:
		p.scan.consume()
		p.syntaxError("export", "Illegal export statement")
		return p.exportRest(t)
	case tokImport:
		p.scan.consume()
		return p.importDeclaration(t)
	}
	return p.statement()
}

// lexicalDeclaration parses let or const if a declaration follows.
func (p *parser) lexicalDeclaration(t token) (s Stmt, declares, ok bool) {
	next := p.scan.peek(false)
	pattern := next.kind == tokBraceOpen || next.kind == tokBracketOpen
	if !p.version.has(featLexical) {
		if !pattern && !next.isName() {
			return nil, false, false
		}
		if !p.missing(featLexical, t, constructLexical) {
			return nil, true, false
		}
	}
	switch {
	case pattern, next.isName() && !next.reserved:
		p.scan.consume()
		s, ok = p.variableStatement(t)
		return s, true, ok
	case next.reserved:
		p.scan.consume()
		return nil, true, p.unexpected()
	default:
		return nil, false, false
	}
}

// statement parses what can stand alone as the body of another statement. An empty statement is nil.
func (p *parser) statement() (Stmt, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	t := p.scan.current()
	switch t.kind {
	case tokEnd:
		return nil, p.unexpected()
	case tokSemicolon:
		p.scan.consume()
		return nil, true
	case tokBraceOpen:
		return p.block()
	case tokVar, tokIf, tokDo, tokWhile, tokFor, tokSwitch, tokContinue, tokBreak, tokReturn, tokWith, tokThrow, tokTry,
		tokDebugger:
		p.scan.consume()
		return p.keywordStatement(t)
	}
	if t.isName() && p.scan.peek(false).kind == tokColon {
		return p.labeled(t)
	}
	return p.expressionStatement(t)
}

// keywordStatement parses a statement whose first word t has been consumed.
func (p *parser) keywordStatement(t token) (Stmt, bool) {
	switch t.kind {
	case tokVar:
		return p.variableStatement(t)
	case tokIf:
		return p.ifStatement(t)
	case tokDo:
		return p.doWhileStatement(t)
	case tokWhile:
		return p.whileStatement(t)
	case tokFor:
		return p.forStatement(t)
	case tokSwitch:
		return p.switchStatement(t)
	case tokContinue, tokBreak:
		return p.jump(t)
	case tokReturn:
		return p.returnStatement(t)
	case tokWith:
		p.unsupported(p.scan.current(), "with statement")
		return p.withStatement(t)
	case tokThrow:
		return p.throwStatement(t)
	case tokTry:
		return p.tryStatement(t)
	default:
		return p.debuggerStatement(t)
	}
}

// body parses a statement that is part of another one; an empty statement gets a node.
func (p *parser) body() (Stmt, bool) {
	t := p.scan.current()
	s, ok := p.statement()
	if ok && s == nil {
		s = &EmptyStmt{newStmt(t)}
	}
	return s, ok
}

// expressionStatement parses an expression, after refusing declarations that cannot stand alone.
func (p *parser) expressionStatement(t token) (Stmt, bool) {
	switch t.kind {
	case tokFunction:
		return nil, p.syntaxError("", "Functions can only be declared at top level or inside a block")
	case tokClass:
		return nil, p.syntaxError(constructClass, "Class can only be declared at top level or inside a block")
	case tokAsync:
		if p.scan.peek(true).kind == tokFunction {
			construct := ""
			if !p.version.has(featAsync) {
				construct = constructAsync
			}
			return nil, p.unsupported(t, construct)
		}
	case tokLet, tokConst:
		if t.kind == tokConst && !p.version.has(featLexical) {
			break
		}
		next := p.scan.peek(false)
		if next.kind == tokName && p.version.has(featLexical) {
			return nil, p.syntaxError("", "%s declaration cannot appear in a single-statement context", p.text(t))
		}
		if next.kind == tokBracketOpen {
			return nil, p.unexpected()
		}
	}
	p.last = nil
	x, ok := p.expression()
	if !ok || !p.semicolon() {
		return nil, false
	}
	return &ExprStmt{newStmt(t), x}, true
}

// variableStatement parses the declarations of var, let or const, and the semicolon.
func (p *parser) variableStatement(t token) (Stmt, bool) {
	s, ok := p.variables(t)
	if !ok || !p.semicolon() {
		return nil, false
	}
	return s, true
}

// variables parses a list of declarations.
func (p *parser) variables(t token) (*VarStmt, bool) {
	kind := DeclVar
	switch t.kind {
	case tokLet:
		kind = DeclLet
	case tokConst:
		kind = DeclConst
	}
	p.declKind = kind
	s := &VarStmt{stmtNode: newStmt(t), Kind: kind}
	for {
		d, ok := p.variable()
		if !ok {
			return nil, false
		}
		s.Decls = append(s.Decls, d)
		if !p.accept(tokComma) {
			return s, true
		}
		p.last = nil
	}
}

// variable parses one name and its initialiser.
func (p *parser) variable() (VarDecl, bool) {
	t := p.scan.current()
	if t.kind == tokBraceOpen || t.kind == tokBracketOpen {
		p.scan.consume()
		p.unsupported(p.scan.current(), constructDestructuring)
		return p.patternVariable(t)
	}
	if !t.isName() {
		return VarDecl{}, p.unexpected()
	}
	if t.restricted() {
		return VarDecl{}, p.syntaxError("", `Identifier "%s" is forbidden in var declaration`, p.text(t))
	}
	if !p.declareTaken(t, p.declKind) {
		return VarDecl{}, false
	}
	d := VarDecl{Name: &Ident{exprNode: newExpr(t), Name: p.text(t)}, Kind: p.declKind}
	p.scan.consume()
	if !p.accept(tokAssign) {
		if p.version.has(featLexical) {
			p.bare = append(p.bare, bareName{t, p.scope})
		}
		return d, true
	}
	p.last = nil
	var ok bool
	d.Init, ok = p.assignment()
	return d, ok
}

func (p *parser) ifStatement(t token) (Stmt, bool) {
	s := &IfStmt{stmtNode: newStmt(t)}
	if !p.expect(tokParenOpen) {
		return nil, false
	}
	p.last = nil
	var ok bool
	if s.Test, ok = p.expression(); !ok {
		return nil, false
	}
	if !p.expect(tokParenClose) {
		return nil, false
	}
	if s.Then, ok = p.body(); !ok {
		return nil, false
	}
	if p.accept(tokElse) {
		if s.Else, ok = p.body(); !ok {
			return nil, false
		}
	}
	return s, true
}

// condition parses an expression in parentheses.
func (p *parser) condition() (Expr, bool) {
	if p.at() != tokParenOpen {
		return nil, p.unexpected()
	}
	return p.parenthesized()
}

// block parses statements in braces with a scope of their own; the current token should be the opening brace.
func (p *parser) block() (*BlockStmt, bool) {
	t := p.scan.current()
	if !p.expect(tokBraceOpen) || !p.beginScope(ScopeBlock, nil) {
		return nil, false
	}
	b := &BlockStmt{stmtNode: newStmt(t)}
	var ok bool
	if b.Body, b.End, ok = p.blockRest(); !ok {
		return nil, false
	}
	b.Scope = p.endScope()
	return b, true
}

// blockRest parses statements and the closing brace.
func (p *parser) blockRest() ([]Stmt, Pos, bool) {
	p.last = nil
	var list []Stmt
	if p.at() != tokBraceClose {
		var end listEnd
		if list, end = p.statements(); end != listClosed {
			return nil, Pos{}, p.unexpected()
		}
	}
	end := p.scan.current().pos()
	p.scan.consume()
	return list, end, true
}
