// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Inspection of generators and async functions.

package syntax

// generatorExpression reads a generator function whose error has been reported; the star is the current token.
func (p *parser) generatorExpression(t, star token, async bool) (Expr, bool) {
	if p.err != nil && !p.tolerate(star) {
		return nil, false
	}
	p.scan.consume()
	return p.functionTail(t, async, true)
}

// generatorMethod reads a generator method of an object literal from its star at t on.
func (p *parser) generatorMethod(prop *Property, t token, async bool) (*Property, bool) {
	if p.err == nil {
		p.fail(constructGenerator)
	}
	if !p.tolerate(t) {
		return nil, false
	}
	p.scan.consume()
	key := p.scan.current()
	switch {
	case key.kind == tokBracketOpen:
		if !p.computedKey(prop) {
			return nil, false
		}
	case !key.isPropertyName() && key.kind != tokString && key.kind != tokEscapeString && key.kind != tokNumber,
		!p.propertyKey(prop, key):
		return nil, p.unexpected()
	default:
		p.scan.consume()
	}
	p.nextGenerator = true
	return p.methodBody(prop, FuncMethod, async)
}

// asyncAhead reports whether the word async that is the current token can begin an arrow function.
func (p *parser) asyncAhead() bool {
	if p.version.has(featAsync) {
		return true
	}
	if !p.lenient {
		return false
	}
	next := p.scan.peek(true)
	return next.isName() || next.kind == tokParenOpen
}

// asyncArrow reports the async arrow function at t that a version without them notices at sign: the name of the parameter,
// or the arrow behind parentheses.
func (p *parser) asyncArrow(t, sign token) {
	if p.version.has(featAsync) || sign.kind == tokParenOpen {
		return
	}
	p.fail(constructAsync)
	p.tolerate(t)
}

// asyncMethod reports the async method that begins at t, in a version without them; t has been consumed.
func (p *parser) asyncMethod(t token) bool {
	p.fail(constructAsync)
	return p.tolerate(t)
}

// asyncKeyAhead reports whether the word async that is the current token is more than the key of a property.
func (p *parser) asyncKeyAhead() bool {
	if p.version.has(featAsync) {
		return true
	}
	if !p.lenient {
		return false
	}
	switch next := p.scan.peek(false); next.kind {
	case tokMul, tokBracketOpen:
		return true
	default:
		return next.isPropertyName()
	}
}

// asyncGenerator reads an async generator method, in an inspection. The word async is the current token.
func (p *parser) asyncGenerator(prop *Property, star token) (*Property, bool) {
	async := p.scan.current()
	if p.version.has(featAsync) {
		p.fail(constructGenerator)
		p.scan.consume()
		return p.generatorMethod(prop, star, true)
	}
	p.scan.consume()
	p.asyncMethod(async)
	return p.generatorMethod(prop, star, true)
}

// plainAsync reads {async} and {async() {}}, which have been reported; next follows the word.
func (p *parser) plainAsync(prop *Property, next token) (*Property, bool) {
	switch t := p.scan.current(); {
	case next.kind != tokParenOpen && next.kind != tokComma && next.kind != tokBraceClose, !p.tolerate(t):
		return nil, false
	case next.kind == tokParenOpen:
		return p.method(prop, false)
	default:
		return p.shorthand(prop)
	}
}
