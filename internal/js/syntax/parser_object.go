// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Object literals.

package syntax

import (
	"math"
	"strconv"
)

// objectLiteral parses an object literal; the current token is its brace.
func (p *parser) objectLiteral(t token) (Expr, bool) {
	p.scan.consume()
	p.last = nil
	object := &ObjectLit{exprNode: newExpr(t)}
	proto := false
	for p.at() != tokBraceClose {
		prop, ok := p.propertyDefinition()
		if !ok {
			return nil, false
		}
		if prop.Kind == PropProto {
			if proto {
				return nil, p.syntaxError("", "Duplicate __proto__ fields are not allowed in object literals")
			}
			proto = true
		}
		object.Props = append(object.Props, prop)
		if !p.accept(tokComma) {
			break
		}
	}
	if !p.expect(tokBraceClose) {
		return nil, false
	}
	return p.done(object)
}

// propertyDefinition parses one definition of an object literal.
func (p *parser) propertyDefinition() (*Property, bool) {
	t := p.scan.current()
	prop := &Property{node: node{t.pos()}}
	switch t.kind {
	case tokString, tokEscapeString, tokNumber:
		switch p.scan.peek(false).kind {
		case tokColon:
			return p.plainProperty(prop)
		case tokParenOpen:
			return p.method(prop, false)
		}
		p.scan.consume()
		return nil, p.unexpected()
	case tokBracketOpen:
		return p.computedProperty(prop, false)
	case tokEllipsis:
		p.unsupported(t, constructSpreadObject)
		return p.spreadProperty(prop, t)
	case tokAsync:
		if p.asyncKeyAhead() {
			return p.asyncProperty(prop)
		}
	case tokMul:
		if p.hintAt(t, constructGenerator); !p.lenient {
			return nil, false
		}
		return p.generatorMethod(prop, t, false)
	}
	if !t.isPropertyName() {
		return nil, false
	}
	switch p.scan.peek(false).kind {
	case tokColon:
		return p.plainProperty(prop)
	case tokParenOpen:
		return p.method(prop, false)
	}
	if t.reserved {
		p.scan.consume()
		return nil, p.unexpected()
	}
	if name := p.text(t); name == "get" || name == "set" {
		return p.accessor(prop, name == "get")
	}
	return p.shorthand(prop)
}

// propertyKey decodes the key at t, which is not computed, into prop.
func (p *parser) propertyKey(prop *Property, t token) bool {
	ok := true
	switch t.kind {
	case tokNumber:
		prop.Key = numberKey(t.num)
	case tokString, tokEscapeString:
		prop.Key, ok = p.stringValue(t)
	default:
		prop.Key = p.text(t)
	}
	return ok
}

// numberKey is Number::toString of a literal (ECMA-262 6.1.6.1.20), which is never negative nor NaN.
func numberKey(n float64) string {
	const largestPlain, smallestPlain = 1e21, 1e-6
	switch {
	case math.IsInf(n, 1):
		return "Infinity"
	case n == 0 || n >= smallestPlain && n < largestPlain:
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	text := strconv.FormatFloat(n, 'e', -1, 64)
	// Go writes at least two digits of the exponent.
	if i := len(text) - 2; text[i] == '0' {
		text = text[:i] + text[i+1:]
	}
	return text
}

// plainProperty parses key: value.
func (p *parser) plainProperty(prop *Property) (*Property, bool) {
	if !p.propertyKey(prop, p.scan.current()) {
		return nil, false
	}
	p.scan.consume()
	if prop.Key == "__proto__" {
		prop.Kind = PropProto
	}
	return p.propertyValue(prop)
}

// propertyValue parses the value behind the colon, which is the current token.
func (p *parser) propertyValue(prop *Property) (*Property, bool) {
	p.scan.consume()
	p.last = nil
	var ok bool
	prop.Value, ok = p.assignment()
	return prop, ok
}

// shorthand parses the short form of a property.
func (p *parser) shorthand(prop *Property) (*Property, bool) {
	t := p.scan.current()
	prop.Key = p.text(t)
	value, ok := p.reference(t)
	if !ok {
		return nil, p.unexpected()
	}
	prop.Value = value
	if equals := p.scan.current(); equals.kind == tokAssign {
		p.unsupported(equals, constructDestructuring)
		return p.shorthandDefault(prop, equals)
	}
	return prop, true
}

// asyncProperty parses a definition that starts with async. Only methods and plain properties can: {async} cannot.
func (p *parser) asyncProperty(prop *Property) (*Property, bool) {
	name := p.scan.peek(false)
	switch {
	case name.kind == tokBracketOpen:
		async := p.scan.current()
		p.scan.consume()
		if !p.version.has(featAsync) && !p.asyncMethod(async) {
			return nil, false
		}
		return p.computedProperty(prop, true)
	case name.kind == tokColon:
		return p.plainProperty(prop)
	case !name.isPropertyName():
		construct := "shorthand property async"
		if name.kind == tokMul {
			construct = constructGenerator
			if p.lenient {
				return p.asyncGenerator(prop, name)
			}
		}
		p.fail(construct)
		return p.plainAsync(prop, name)
	}
	_, i := p.scan.currentAt()
	_, i = p.scan.after(i, false)
	next, _ := p.scan.after(i, false)
	async := p.scan.current()
	p.scan.consume()
	if next.kind != tokParenOpen {
		return nil, p.unexpected()
	}
	if !p.version.has(featAsync) && !p.asyncMethod(async) {
		return nil, false
	}
	return p.method(prop, true)
}

// method parses a method; the current token is its name and an opening parenthesis follows.
func (p *parser) method(prop *Property, async bool) (*Property, bool) {
	if !p.propertyKey(prop, p.scan.current()) {
		return nil, false
	}
	p.scan.consume()
	return p.methodBody(prop, FuncMethod, async)
}

// methodBody parses the function of a method or accessor; the current token should be the opening parenthesis.
func (p *parser) methodBody(prop *Property, kind FuncKind, async bool) (*Property, bool) {
	t := p.scan.current()
	if !p.expect(tokParenOpen) {
		return nil, false
	}
	fn := &Function{node: node{t.pos()}, Kind: kind, Async: async}
	if !p.beginScope(ScopeFunction, fn) {
		return nil, false
	}
	p.scope.generator, p.nextGenerator = p.nextGenerator, false
	if !p.functionRest(fn) {
		return nil, false
	}
	prop.Value, _ = p.done(&FuncExpr{exprNode: exprNode{fn.node}, Func: fn})
	return prop, true
}

// computedProperty parses [key]: value and [key]() {}; the current token is the bracket.
func (p *parser) computedProperty(prop *Property, async bool) (*Property, bool) {
	if !p.computedKey(prop) {
		return nil, false
	}
	switch p.at() {
	case tokColon:
		if !async {
			return p.propertyValue(prop)
		}
	case tokParenOpen:
		return p.methodBody(prop, FuncMethod, async)
	}
	return nil, p.unexpected()
}

// computedKey parses a key in brackets.
func (p *parser) computedKey(prop *Property) bool {
	p.scan.consume()
	key, ok := p.assignment()
	if !ok {
		return false
	}
	prop.Computed, prop.KeyExpr = true, key
	return p.expect(tokBracketClose)
}

// accessor parses a getter or a setter, or a property with that name; the current token is get or set.
func (p *parser) accessor(prop *Property, getter bool) (*Property, bool) {
	name := p.scan.peek(false)
	switch {
	case name.kind == tokBracketOpen:
		p.scan.consume()
		if !p.computedKey(prop) {
			return nil, false
		}
	case name.kind == tokString, name.kind == tokEscapeString, name.kind == tokNumber, name.isPropertyName():
		if !p.propertyKey(prop, name) {
			return nil, false
		}
		p.scan.consume()
		p.scan.consume()
	default:
		return p.shorthand(prop)
	}
	kind, params, problem := FuncSetter, 1, "Setter must have exactly one formal parameter"
	prop.Kind = PropSetter
	if getter {
		kind, params, problem = FuncGetter, 0, "Getter must not have any formal parameters"
		prop.Kind = PropGetter
	}
	if _, ok := p.methodBody(prop, kind, false); !ok {
		return nil, false
	}
	if fn, ok := prop.Value.(*FuncExpr); !ok || len(fn.Func.Params) != params {
		return nil, p.syntaxError("", "%s", problem)
	}
	p.last = nil
	return prop, true
}
