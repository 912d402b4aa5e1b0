// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Switch and try statements, import and export.

package syntax

import "strings"

func (p *parser) switchStatement(keyword token) (Stmt, bool) {
	s := &SwitchStmt{stmtNode: newStmt(keyword)}
	var ok bool
	if s.Value, ok = p.condition(); !ok {
		return nil, false
	}
	if !p.expect(tokBraceOpen) {
		return nil, false
	}
	scoped := p.version.has(featForScopes)
	if scoped && !p.beginScope(ScopeBlock, nil) {
		return nil, false
	}
	inside, byDefault := p.scope, false
	for {
		t := p.scan.current()
		switch {
		case t.kind == tokBraceClose:
			p.scan.consume()
			if scoped {
				s.Scope = p.endScope()
			}
			return s, true
		case t.kind == tokDefault && byDefault:
			return nil, p.syntaxError("", "More than one default clause in switch statement")
		case t.kind != tokDefault && t.kind != tokCase:
			return nil, p.unexpected()
		}
		byDefault = byDefault || t.kind == tokDefault
		clause, ok := p.switchCase(t, inside)
		if !ok {
			return nil, false
		}
		s.Cases = append(s.Cases, clause)
	}
}

// switchCase parses a clause that starts with t; inside is the scope of the switch.
func (p *parser) switchCase(t token, inside *scope) (*SwitchCase, bool) {
	c := &SwitchCase{node: node{t.pos()}}
	p.scan.consume()
	p.last = nil
	var ok bool
	if t.kind == tokCase {
		if c.Test, ok = p.expression(); !ok {
			return nil, false
		}
	}
	if !p.expect(tokColon) {
		return nil, false
	}
	p.last = nil
	switch p.at() {
	case tokCase, tokDefault, tokBraceClose:
		return c, true
	}
	body, end := p.statements()
	if end == listRejected {
		return nil, false
	}
	if end == listStopped && p.scope != inside {
		return nil, p.unexpected()
	}
	c.Body = body
	return c, true
}

func (p *parser) tryStatement(keyword token) (Stmt, bool) {
	s := &TryStmt{stmtNode: newStmt(keyword)}
	var ok bool
	if s.Block, ok = p.block(); !ok {
		return nil, false
	}
	t := p.scan.current()
	switch t.kind {
	case tokCatch:
		p.scan.consume()
		if s.Catch, ok = p.catchClause(t); !ok {
			return nil, false
		}
		if p.at() != tokFinally {
			return s, true
		}
	case tokFinally:
	default:
		return nil, p.syntaxError("", "Missing catch or finally after try")
	}
	p.scan.consume()
	s.Finally, ok = p.block()
	return s, ok
}

// catchClause parses what follows the word catch.
func (p *parser) catchClause(keyword token) (*CatchClause, bool) {
	t := p.scan.current()
	if !p.beginScope(ScopeBlock, nil) {
		return nil, false
	}
	if t.kind != tokParenOpen {
		construct := ""
		if t.kind == tokBraceOpen {
			construct = "optional catch binding"
		}
		p.unsupported(t, construct)
		if construct == "" || !p.tolerate(keyword) {
			return nil, false
		}
		return p.catchBody(&CatchClause{node: node{keyword.pos()}, Param: nameless(t)})
	}
	p.scan.consume()
	c := &CatchClause{node: node{keyword.pos()}}
	if !p.catchParameter(c) || !p.expect(tokParenClose) {
		return nil, false
	}
	return p.catchBody(c)
}

func (p *parser) catchParameter(c *CatchClause) bool {
	t := p.scan.current()
	switch {
	case t.kind == tokBraceOpen:
		p.unsupported(t, constructDestructuring)
		return p.catchPattern(c, t)
	case t.kind == tokBracketOpen:
		p.fail(constructDestructuring)
		return p.catchPattern(c, t)
	case !t.isName():
		return p.unexpected()
	}
	if p.declare(t, DeclCatch) == nil {
		return false
	}
	c.Param = &Ident{exprNode: newExpr(t), Name: p.text(t)}
	p.scan.consume()
	return true
}

// catchBody parses the block of a clause, and leaves its scope.
func (p *parser) catchBody(c *CatchClause) (*CatchClause, bool) {
	if !p.version.has(featCatchScope) {
		b, ok := p.block()
		if !ok {
			return nil, false
		}
		c.Body = []Stmt{b}
	} else {
		if !p.expect(tokBraceOpen) {
			return nil, false
		}
		var ok bool
		if c.Body, _, ok = p.blockRest(); !ok {
			return nil, false
		}
	}
	c.Scope = p.endScope()
	return c, true
}

// importDeclaration parses what follows the word import at t. Only the default import of the top level exists.
func (p *parser) importDeclaration(t token) (Stmt, bool) {
	name := p.scan.current()
	if p.scope.parent != nil {
		if p.syntaxError("", "Illegal import statement"); !p.tolerate(t) {
			return nil, false
		}
	}
	if name.kind != tokName {
		p.syntaxError(importConstruct(name.kind), "Non-default import is not supported")
		return nil, importConstruct(name.kind) != "" && p.importRest(t)
	}
	kind := DeclVar
	if p.version.has(featImportsFirst) {
		kind = DeclImport
	}
	if p.declare(name, kind) == nil {
		return nil, false
	}
	p.scan.consume()
	p.hintAdjacent(name, tokComma, constructNamedImport)
	if p.lenient && p.at() == tokComma {
		p.unexpected()
		return nil, p.importRest(p.scan.current())
	}
	if !p.expect(tokFrom) {
		return nil, false
	}
	module := p.scan.current()
	if module.kind != tokString {
		return nil, p.unexpected()
	}
	if !p.checkModule(module) {
		return nil, false
	}
	p.scan.consume()
	s := &ImportStmt{
		stmtNode: newStmt(t), Name: &Ident{exprNode: newExpr(name), Name: p.text(name)}, Module: p.text(module),
	}
	if kind == DeclVar {
		return s, p.semicolon()
	}
	p.imports = append(p.imports, s)
	return nil, p.semicolon()
}

// importConstruct names what starts with k behind import.
func importConstruct(k kind) string {
	switch k {
	case tokBraceOpen:
		return constructNamedImport
	case tokMul:
		return "namespace import"
	case tokString:
		return "import without a name"
	case tokParenOpen:
		return "dynamic import"
	case tokDot:
		return "import.meta"
	default:
		return ""
	}
}

// importExpression refuses import inside an expression.
func (p *parser) importExpression(t token) (Expr, bool) {
	construct := ""
	switch rest := strings.TrimLeft(p.scan.src[t.end:], " \t\r\n"); {
	case strings.HasPrefix(rest, "("):
		construct = importConstruct(tokParenOpen)
	case strings.HasPrefix(rest, "."):
		construct = importConstruct(tokDot)
	}
	if p.unsupported(t, construct); construct == "" || !p.lenient {
		return nil, false
	}
	p.scan.consume()
	return p.importCall(t)
}
