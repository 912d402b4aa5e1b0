// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Inspection of statements: import and export, loops, catch, with.

package syntax

// importRest reads an import of another form than the default one, from t, the word import, on; its error has been
// reported. The reference has consumed the name of a default import before a comma.
func (p *parser) importRest(t token) bool {
	switch p.at() {
	case tokParenOpen, tokDot:
		return p.importStatement(t)
	}
	if !p.tolerate(t) {
		return false
	}
	if p.at() != tokString && (!p.importNames() || !p.expect(tokFrom)) {
		return false
	}
	return p.importModule() && p.semicolon()
}

// importStatement reads an expression statement that begins with import(...) or import.meta.
func (p *parser) importStatement(t token) bool {
	x, ok := p.importCall(t)
	if !ok {
		return false
	}
	if x, ok = p.properties(x); !ok {
		return false
	}
	if x, ok = p.looseCallTail(x); !ok {
		return false
	}
	p.last, p.leftDone = x, true
	_, ok = p.expression()
	return ok && p.semicolon()
}

// importNames reads what stands between import and from.
func (p *parser) importNames() bool {
	p.accept(tokComma)
	if p.accept(tokMul) {
		return p.acceptWord("as") && p.importName()
	}
	if !p.expect(tokBraceOpen) {
		return false
	}
	for !p.accept(tokBraceClose) {
		if next := p.scan.peek(false); next.kind == tokName && p.text(next) == "as" {
			p.scan.consume()
			p.scan.consume()
		}
		if !p.importName() || p.at() != tokBraceClose && !p.expect(tokComma) {
			return p.unexpected()
		}
	}
	return true
}

func (p *parser) importName() bool {
	t := p.scan.current()
	if !t.isName() {
		return p.unexpected()
	}
	if p.declare(t, DeclImport) == nil {
		return false
	}
	p.scan.consume()
	return true
}

// importModule reads the name of a module.
func (p *parser) importModule() bool {
	module := p.scan.current()
	if module.kind != tokString {
		return p.unexpected()
	}
	if !p.checkModule(module) {
		return false
	}
	p.scan.consume()
	return true
}

// checkModule reports a module that does not exist.
func (p *parser) checkModule(module token) bool {
	text := p.text(module)
	if text == "" || p.options.Module != nil && !p.options.Module(text) {
		p.syntaxError("", `Cannot find module "%s"`, text)
		module.end++
		return p.tolerate(module)
	}
	return true
}

// exportRest reads an export from behind that word, at t, on; its error has been reported.
func (p *parser) exportRest(t token) (Stmt, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	next := p.scan.current()
	switch next.kind {
	case tokDefault:
		p.scan.consume()
		return p.exportDefault()
	case tokMul:
		p.scan.consume()
		if p.acceptWord("as") {
			p.scan.consume()
		}
		return nil, p.expect(tokFrom) && p.importModule() && p.semicolon()
	case tokBraceOpen:
		return p.exportList(next)
	}
	return p.item()
}

// exportDefault reads what follows export default.
func (p *parser) exportDefault() (Stmt, bool) {
	t := p.scan.current()
	switch next := p.scan.peek(false); {
	case t.kind == tokFunction && next.isName(), t.kind == tokClass && next.isName() && next.kind != tokExtends:
		return p.item()
	}
	p.last = nil
	x, ok := p.assignment()
	if !ok {
		return nil, p.unexpected()
	}
	if _, function := x.(*FuncExpr); !function {
		ok = p.semicolon()
	}
	return &ExprStmt{newStmt(t), x}, ok
}

// exportList reads the names of an export, which are those of bindings unless they come from a module.
func (p *parser) exportList(t token) (Stmt, bool) {
	p.scan.consume()
	var names []Expr
	for !p.accept(tokBraceClose) {
		name := p.scan.current()
		if !name.isPropertyName() {
			return nil, p.unexpected()
		}
		names = append(names, &Ident{exprNode: newExpr(name), Name: p.text(name)})
		p.scan.consume()
		if p.acceptWord("as") {
			p.scan.consume()
		}
		if p.at() != tokBraceClose && !p.expect(tokComma) {
			return nil, false
		}
	}
	if p.accept(tokFrom) {
		return nil, p.importModule() && p.semicolon()
	}
	if len(names) == 0 {
		return nil, p.semicolon()
	}
	return &ExprStmt{newStmt(t), sequence(t, names)}, p.semicolon()
}

// forOf reads a loop from the word of at t on, which has been reported.
func (p *parser) forOf(keyword, t token, init Stmt) (Stmt, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	if p.version.has(featForScopes) {
		p.scan.refuseIn(false)
	}
	// No constant has a value here.
	for n := len(p.bare) - 1; n >= 0 && p.bare[n].token.off > keyword.off; n-- {
		p.bare = p.bare[:n]
	}
	p.scan.consume()
	p.last = nil
	object, ok := p.assignment()
	if !ok || !p.expect(tokParenClose) {
		return nil, p.unexpected()
	}
	s := &ForStmt{stmtNode: newStmt(keyword), Init: init, Update: object}
	p.last = nil
	s.Body, ok = p.body()
	return s, ok
}

// forPattern reads the head of a loop that declares by a pattern at t, which has been reported.
func (p *parser) forPattern(keyword, word, t token) (Stmt, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	p.scan.consume()
	kind := DeclVar
	switch word.kind {
	case tokLet:
		kind = DeclLet
	case tokConst:
		kind = DeclConst
	}
	inside, ok := p.patternRest(t, kind)
	if !ok {
		return nil, false
	}
	if p.accept(tokAssign) {
		value, ok := p.assignment()
		if !ok {
			return nil, p.unexpected()
		}
		inside = append(inside, value)
	}
	init := &VarStmt{
		stmtNode: newStmt(word), Kind: kind, Decls: []VarDecl{{Name: nameless(t), Kind: kind, Init: sequence(t, inside)}},
	}
	if !p.accept(tokIn) {
		return p.forInit(keyword, init)
	}
	s := &ForStmt{stmtNode: newStmt(keyword), Init: init}
	if s.Update, ok = p.expression(); !ok || !p.expect(tokParenClose) {
		return nil, p.unexpected()
	}
	s.Body, ok = p.body()
	return s, ok
}

// withStatement reads what follows the word with; its error has been reported.
func (p *parser) withStatement(keyword token) (Stmt, bool) {
	if !p.tolerate(keyword) {
		return nil, false
	}
	s := &IfStmt{stmtNode: newStmt(keyword)}
	var ok bool
	if s.Test, ok = p.condition(); !ok {
		return nil, false
	}
	s.Then, ok = p.body()
	return s, ok
}

// catchPattern reads the pattern of a catch clause at t; its error has been reported.
func (p *parser) catchPattern(c *CatchClause, t token) bool {
	if !p.tolerate(t) {
		return false
	}
	c.Param = nameless(t)
	_, ok := p.pattern(t, DeclCatch)
	return ok
}
