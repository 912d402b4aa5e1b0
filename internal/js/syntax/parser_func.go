// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Functions of all kinds.

package syntax

// functionOrGenerator parses a function expression; the current token is function.
func (p *parser) functionOrGenerator(t token) (Expr, bool) {
	star := p.scan.peek(false)
	p.scan.consume()
	if star.kind == tokMul {
		p.unsupported(star, constructGenerator)
		return p.generatorExpression(t, star, false)
	}
	return p.functionExpression(t, false)
}

// asyncFunction parses an async function expression, or the name async.
func (p *parser) asyncFunction(t token) (Expr, bool) {
	function := p.scan.peek(true)
	if function.kind != tokFunction {
		return p.reference(t)
	}
	_, i := p.scan.currentAt()
	_, i = p.scan.after(i, true)
	star, _ := p.scan.after(i, false)
	if !p.version.has(featAsync) {
		if star.kind == tokMul {
			p.scan.consume()
			p.unsupported(function, constructGenerator)
			if p.tolerate(function) {
				p.scan.consume()
			}
			return p.generatorExpression(t, star, true)
		}
		if p.unsupported(t, constructAsync); !p.tolerate(t) {
			return nil, false
		}
	}
	p.scan.consume()
	p.scan.consume()
	if star.kind == tokMul {
		p.unsupported(star, constructGenerator)
		return p.generatorExpression(t, star, true)
	}
	return p.functionExpression(t, true)
}

// functionExpression parses what follows the word function.
func (p *parser) functionExpression(t token, async bool) (Expr, bool) {
	return p.functionTail(t, async, false)
}

// functionTail is functionExpression, in an inspection of a generator too.
func (p *parser) functionTail(t token, async, generator bool) (Expr, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	fn := &Function{node: node{t.pos()}, Kind: FuncExpression, Async: async}
	name := p.scan.current()
	if name.isName() {
		fn.Name = p.text(name)
		p.scan.consume()
	}
	if !p.expect(tokParenOpen) {
		return nil, false
	}
	if !p.beginScope(ScopeFunction, fn) {
		return nil, false
	}
	s := p.scope
	s.generator = generator
	var self *variable
	if fn.Name != "" && p.version.has(featSelfScope) {
		self = p.declareSelf(fn.Name)
	}
	if !p.functionRest(fn) {
		return nil, false
	}
	switch {
	case self != nil:
		self.publishSelf(name.pos())
	case fn.Name != "" && s.find(fn.Name) == nil:
		self = s.add(&variable{name: fn.Name, self: true})
		self.publishSelf(name.pos())
	}
	return p.done(&FuncExpr{exprNode: exprNode{fn.node}, Func: fn})
}

// functionDeclaration parses a declaration; the current token follows the word function at t.
func (p *parser) functionDeclaration(t token, async bool) (Stmt, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	name := p.scan.current()
	generator := name.kind == tokMul
	if generator {
		if p.fail(constructGenerator); !p.tolerate(name) {
			return nil, false
		}
		p.scan.consume()
		name = p.scan.current()
	}
	if !name.isName() {
		return nil, p.unexpected()
	}
	if name.restricted() {
		return nil, p.syntaxError("", `Identifier "%s" is forbidden in function declaration`, p.text(name))
	}
	p.scan.consume()
	if p.at() != tokParenOpen {
		return nil, p.unexpected()
	}
	p.scan.consume()
	fn := &Function{node: node{t.pos()}, Kind: FuncDeclaration, Async: async, Name: p.text(name)}
	if !p.declareFunction(name, fn) || !p.beginScope(ScopeFunction, fn) {
		return nil, false
	}
	p.scope.generator = generator
	if !p.functionRest(fn) {
		return nil, false
	}
	p.last = nil
	return &FuncDecl{stmtNode{fn.node}, fn}, true
}

// functionRest parses parameters and body of a function whose scope is open; the scanner is behind the parenthesis.
func (p *parser) functionRest(fn *Function) bool {
	p.last = nil
	if !p.parameters(fn) {
		return false
	}
	if p.at() == tokAssign {
		p.hintAt(p.scan.current(), constructDefault)
	}
	s := p.scope
	if !p.expect(tokParenClose) || !p.expect(tokBraceOpen) || !p.functionBody(fn) {
		return false
	}
	takeDefaults(fn, s)
	return true
}

// functionBody parses the statements of a function behind its opening brace, and leaves its scope.
func (p *parser) functionBody(fn *Function) bool {
	p.last = nil
	if p.at() != tokBraceClose {
		body, end := p.statements()
		if end == listRejected || p.err != nil {
			return false
		}
		fn.Body = body
	}
	t := p.scan.current()
	if t.kind != tokBraceClose {
		return p.unexpected()
	}
	fn.End = t.pos()
	p.endFunction(fn)
	p.scan.consume()
	return true
}

func (p *parser) endFunction(fn *Function) {
	p.endScope()
	p.functions = append(p.functions, fn)
}

// parameters parses parameters up to the closing parenthesis, or up to what cannot be a parameter.
func (p *parser) parameters(fn *Function) bool {
	for {
		t := p.scan.current()
		switch {
		case t.kind == tokEllipsis:
			if fn.Rest {
				return p.unexpected()
			}
			p.scan.consume()
			fn.Rest = true
			if !p.version.has(featRestWithoutName) && !p.scan.current().isName() {
				return p.unexpected()
			}
			continue
		case t.kind == tokBraceOpen, t.kind == tokBracketOpen:
			if !p.patternParameter(fn, t) {
				return false
			}
		case !t.isName():
			fn.Rest = fn.Rest && len(fn.Params) > 0
			return true
		default:
			if !p.parameter(fn, t) {
				return false
			}
		}
		if p.lenient && p.at() == tokAssign && !p.defaultValue() {
			return false
		}
		if p.at() != tokComma {
			return true
		}
		if fn.Rest {
			return p.syntaxError("", "Rest parameter must be last formal parameter")
		}
		p.scan.consume()
	}
}

func (p *parser) parameter(fn *Function, t token) bool {
	if v := p.scope.find(p.text(t)); v != nil && !v.self {
		if p.syntaxError("", "Duplicate parameter names"); !p.tolerate(t) {
			return false
		}
	}
	if !p.declareTaken(t, DeclParam) {
		return false
	}
	fn.Params = append(fn.Params, &Ident{exprNode: newExpr(t), Name: p.text(t)})
	p.scan.consume()
	return true
}

// arrowAhead reports whether an arrow function starts at the current token: one name, or names in parentheses, and an arrow
// on the same line. Each token is looked at once for the parenthesis around it and once by itself.
func (p *parser) arrowAhead() bool {
	t, i := p.scan.currentAt()
	if t.kind == tokAsync && p.asyncAhead() {
		t, i = p.scan.after(i, true)
	}
	if !t.isName() {
		if t.kind != tokParenOpen {
			return false
		}
		var ok bool
		if i, ok = p.namesAhead(i); !ok {
			return false
		}
	}
	t, _ = p.scan.after(i, true)
	return t.kind == tokArrow
}

// namesAhead looks for names up to the closing parenthesis, and returns the place of that.
func (p *parser) namesAhead(i int) (int, bool) {
	t, i := p.scan.after(i, false)
	for rest := false; t.kind != tokParenClose; {
		if rest {
			return i, false
		}
		if t.kind == tokEllipsis {
			rest = true
			t, i = p.scan.after(i, false)
		}
		if !t.isName() {
			return i, false
		}
		if t, i = p.scan.after(i, false); t.kind == tokComma {
			t, i = p.scan.after(i, false)
		}
	}
	return i, true
}

// arrowFunction parses an arrow function that arrowAhead has seen.
func (p *parser) arrowFunction() (Expr, bool) {
	t := p.scan.current()
	first := t
	fn := &Function{node: node{t.pos()}, Kind: FuncArrow}
	if t.kind == tokAsync && p.asyncAhead() {
		fn.Async = true
		p.scan.consume()
		t = p.scan.current()
		p.asyncArrow(first, t)
	}
	if !p.beginScope(ScopeFunction, fn) {
		return nil, false
	}
	p.last = nil
	if t.kind == tokParenOpen {
		p.scan.consume()
		if !p.parameters(fn) || !p.expect(tokParenClose) {
			return nil, false
		}
	} else if !p.parameter(fn, t) {
		return nil, false
	}
	if fn.Async && p.lenient && t.kind == tokParenOpen {
		p.asyncArrow(first, p.scan.current())
	}
	if !p.expect(tokArrow) || !p.arrowBody(fn) {
		return nil, false
	}
	return p.done(&FuncExpr{exprNode: newExpr(first), Func: fn})
}

func (p *parser) arrowBody(fn *Function) bool {
	p.last = nil
	if p.accept(tokBraceOpen) {
		return p.functionBody(fn)
	}
	value, ok := p.assignment()
	if !ok {
		return false
	}
	fn.ExprBody = true
	fn.Body = []Stmt{&ReturnStmt{stmtNode{node{value.Pos()}}, value}}
	fn.End = p.scan.current().pos()
	p.endFunction(fn)
	return true
}
