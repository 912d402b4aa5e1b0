// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Inspection of destructuring, default values and the parameters of arrow functions.

package syntax

// pattern reads a destructuring pattern whose error has been reported; the opening bracket t is the current token. The
// names are declared, the expressions inside are returned.
func (p *parser) pattern(t token, kind DeclKind) (inside []Expr, ok bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	p.scan.consume()
	return p.patternRest(t, kind)
}

// patternRest is pattern behind the opening bracket t.
func (p *parser) patternRest(t token, kind DeclKind) (inside []Expr, ok bool) {
	closing, element := tokBracketClose, p.patternTarget
	if t.kind == tokBraceOpen {
		closing, element = tokBraceClose, p.patternProperty
	}
	p.last = nil
	for !p.accept(closing) {
		if closing == tokBracketClose && p.accept(tokComma) {
			continue
		}
		p.accept(tokEllipsis)
		exprs, ok := element(kind)
		if !ok {
			return nil, p.unexpected()
		}
		inside = append(inside, exprs...)
		if p.accept(tokAssign) {
			value, ok := p.assignment()
			if !ok {
				return nil, p.unexpected()
			}
			inside = append(inside, value)
		}
		if p.at() != closing && !p.expect(tokComma) {
			return nil, false
		}
	}
	return inside, true
}

// patternProperty reads a property of an object pattern.
func (p *parser) patternProperty(kind DeclKind) (inside []Expr, ok bool) {
	switch t := p.scan.current(); {
	case t.kind == tokBracketOpen:
		p.scan.consume()
		key, ok := p.assignment()
		if !ok || !p.expect(tokBracketClose) || !p.expect(tokColon) {
			return nil, false
		}
		inside, ok = p.patternTarget(kind)
		return append(inside, key), ok
	case p.scan.peek(false).kind == tokColon:
		p.scan.consume()
		p.scan.consume()
	}
	return p.patternTarget(kind)
}

// patternTarget reads what takes a value: a name or another pattern.
func (p *parser) patternTarget(kind DeclKind) (inside []Expr, ok bool) {
	t := p.scan.current()
	if t.kind == tokBraceOpen || t.kind == tokBracketOpen {
		return p.pattern(t, kind)
	}
	if !t.isName() || !p.declareTaken(t, kind) {
		return nil, p.unexpected()
	}
	p.scan.consume()
	return nil, true
}

// patternVariable reads the rest of a declaration that has a pattern at t, whose error has been reported.
func (p *parser) patternVariable(t token) (VarDecl, bool) {
	if !p.tolerate(t) {
		return VarDecl{}, false
	}
	d := VarDecl{Name: nameless(t), Kind: p.declKind}
	inside, ok := p.patternRest(t, p.declKind)
	if !ok {
		return VarDecl{}, false
	}
	if p.accept(tokAssign) {
		p.last = nil
		value, ok := p.assignment()
		if !ok {
			return VarDecl{}, false
		}
		inside = append(inside, value)
	}
	d.Init = sequence(t, inside)
	return d, true
}

// patternParameter reads a parameter that is a pattern.
func (p *parser) patternParameter(fn *Function, t token) bool {
	p.unsupported(t, constructDestructuring)
	if !p.tolerate(t) {
		return false
	}
	inside, ok := p.pattern(t, DeclParam)
	fn.Params = append(fn.Params, nameless(t))
	p.scope.defaults = append(p.scope.defaults, inside...)
	return ok
}

// defaultValue reads the default value of a parameter in an inspection.
func (p *parser) defaultValue() bool {
	t := p.scan.current()
	p.fail(constructDefault)
	if !p.tolerate(t) {
		return false
	}
	p.scan.consume()
	p.last = nil
	value, ok := p.assignment()
	if !ok {
		return p.unexpected()
	}
	p.scope.defaults = append(p.scope.defaults, value)
	return true
}

// cover parses an expression in parentheses that can be the parameters of an arrow function in today's language.
func (p *parser) cover() (Expr, bool) {
	p.scan.consume()
	p.last = nil
	var list []Expr
	var refused *Error // of what only parameters can have
	refuse := func() {
		p.unexpected()
		if refused == nil {
			refused = p.err
		}
		p.err = nil
	}
	first := p.scan.current()
	for {
		if p.at() == tokEllipsis {
			refuse()
			p.scan.consume()
		}
		e, ok := p.assignment()
		if !ok {
			return nil, p.unexpected()
		}
		if list = append(list, e); len(list) > 1 {
			p.last = &CommaExpr{exprNode: newExpr(first), Exprs: list}
		}
		if !p.accept(tokComma) {
			break
		}
		if p.at() == tokParenClose {
			refuse()
			break
		}
	}
	if !p.expect(tokParenClose) {
		return nil, false
	}
	if p.refused = refused; refused != nil && p.at() != tokArrow {
		p.err = refused
		return nil, false
	}
	return sequence(first, list), true
}

// coverArrow is called at an arrow that does not follow plain names.
func (p *parser) coverArrow(left Expr) (Expr, bool) {
	arrow := p.scan.current()
	newline := p.scan.prev == tokLineEnd
	if p.refused != nil {
		p.err = p.refused
	} else {
		p.unexpected()
	}
	fn := &Function{node: node{left.Pos()}, Kind: FuncArrow, Rest: p.refused != nil}
	params := []Expr{left}
	switch e := left.(type) {
	case *CommaExpr:
		params = e.Exprs
	case *CallExpr:
		if id, ok := e.Callee.(*Ident); ok && id.Name == "async" {
			params, fn.Async = e.Args, true
		}
	}
	p.refused = nil
	if newline || !p.coverProblems(params, arrow) || !p.beginScope(ScopeFunction, fn) {
		return nil, false
	}
	s := p.scope
	for _, e := range params {
		id, plain := e.(*Ident)
		if !plain {
			id = &Ident{exprNode: exprNode{node{e.Pos()}}}
			s.defaults = append(s.defaults, e)
		}
		fn.Params = append(fn.Params, id)
		if !p.coverNames(e) {
			return nil, false
		}
	}
	if !p.expect(tokArrow) || !p.arrowBody(fn) {
		return nil, false
	}
	takeDefaults(fn, s)
	return p.done(&FuncExpr{exprNode: exprNode{fn.node}, Func: fn})
}

// coverProblems makes problems of the parameters that are no plain names, and of nothing else.
func (p *parser) coverProblems(params []Expr, arrow token) bool {
	base, found := p.err, false
	for i, e := range params {
		end := arrow.off
		if i+1 < len(params) {
			end = params[i+1].Pos().Offset
		}
		construct, start := parameterConstruct(e), e.Pos()
		if construct == "" {
			if _, plain := e.(*Ident); !plain {
				return false
			}
			continue
		}
		if a, ok := e.(*AssignExpr); ok && parameterConstruct(a.Target) != "" {
			construct, start = constructDestructuring, a.Target.Pos()
		}
		found = true
		if construct == constructDestructuring && p.partOfPattern(start.Offset, end) {
			continue
		}
		p.err = new(Error)
		*p.err = *base
		p.err.Construct = construct
		p.tolerate(token{off: start.Offset, end: start.Offset + 1})
	}
	if p.err = base; found {
		p.err = nil
	}
	return found
}

// assignsPattern makes one problem of a literal from offset from on that is a target; the error about that has been
// reported.
func (p *parser) assignsPattern(from, to int32) bool {
	if p.lenient && p.partOfPattern(from, to) {
		p.err = nil
		return true
	}
	return p.tolerate(token{off: from, end: from + 1})
}

// partOfPattern makes one problem of those in a literal that has turned out to be a pattern. It reports false when there
// are none.
func (p *parser) partOfPattern(from, to int32) (found bool) {
	first := len(p.problems)
	for first > 0 && p.problems[first-1].From >= from {
		first--
	}
	kept := p.problems[:first]
	for _, q := range p.problems[first:] {
		pattern := q.Construct == constructSpreadArray || q.Construct == constructSpreadObject ||
			q.Construct == constructDestructuring
		switch {
		case !pattern || q.From >= to || q.Message == "":
			kept = append(kept, q)
		case !found:
			found = true
			q.From, q.To, q.Construct = from, from+1, constructDestructuring
			kept = append(kept, q)
		}
	}
	p.problems = kept
	return found
}

// coverNames declares the names of a parameter that was read as an expression.
func (p *parser) coverNames(e Expr) bool {
	switch e := e.(type) {
	case *Ident:
		start, end := e.pos.Offset, e.pos.Offset+int32(len(e.Name))
		t := token{kind: tokName, line: e.pos.Line, col: e.pos.Column, off: start, start: start, end: end}
		return p.declareTaken(t, DeclParam)
	case *AssignExpr:
		return p.coverNames(e.Target)
	case *ArrayLit:
		for _, element := range e.Elems {
			if element != nil && !p.coverNames(element) {
				return false
			}
		}
	case *ObjectLit:
		for _, prop := range e.Props {
			if !p.coverNames(prop.Value) {
				return false
			}
		}
	}
	return true
}

// spreadProperty reads an object spread, which has been reported.
func (p *parser) spreadProperty(prop *Property, t token) (*Property, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	return p.propertyValue(prop)
}

// shorthandDefault reads the default value in {name = value}, which is a pattern and has been reported.
func (p *parser) shorthandDefault(prop *Property, equals token) (*Property, bool) {
	if !p.tolerate(equals) {
		return nil, false
	}
	target := prop.Value
	if _, ok := p.propertyValue(prop); !ok {
		return nil, false
	}
	prop.Value = &AssignExpr{exprNode: newExpr(equals), Target: target, Value: prop.Value}
	return prop, true
}
