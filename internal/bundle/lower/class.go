// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"slices"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"

	"selvedge"
)

// This file rewrites classes to functions:
//
//	class A extends B { constructor(x) { super(x); } m() {} static s() {} f = 1; }
//
// becomes
//
//	(_s => {
//		let A = __class(function A(x) { let _this; _this = __super(_s, this, [x]), _this.f = 1; return _this; },
//			_s, {m() {}}, {s() {}});
//		return A;
//	})(B)
//
// Fields are assigned, not defined. Private names are properties that are not enumerable, with a # in their name, and
// with a number where several classes use the name.

// classState is a class that is being rewritten.
type classState struct {
	node *ast.ClassLiteral
	name string // of the variable with the class
	base string // of the variable with the class it extends, "" if it extends none

	ctor    *ast.FunctionLiteral
	fields  []*ast.FieldDefinition
	private map[string]string // private name -> name of the property
	outer   *classState
	init    string          // function that sets the fields, "" when they are set in place
	before  []ast.Statement // what runs before the class is made: it computes names of fields
}

// class rewrites a class. declared says that a variable around it has its name.
func (l *lowerer) class(node *ast.ClassLiteral, declared bool) ast.Expression {
	at := node.Class
	c := &classState{node: node, private: l.privateNames(node), outer: l.enclosingClass()}
	named := node.Name != nil
	if named {
		c.name = nameOf(node.Name)
	} else {
		c.name = l.names.fresh("_C")
	}
	var super ast.Expression
	if node.SuperClass != nil {
		if id, ok := node.SuperClass.(*ast.Identifier); ok && id.Name == "Promise" {
			l.refuse(id.Idx, "class that extends Promise", "keep a promise in a property")
		}
		super = l.expr(node.SuperClass)
		c.base = l.names.fresh("_s")
	}
	// What follows runs in an arrow function around the class, if there is one.
	state := &functionState{outer: l.fn, arrow: true}
	l.fn = state
	prototype, statics, after := l.members(c)
	made := l.makeClass(c, named, prototype, statics)
	l.fn = state.outer
	if super == nil && len(after) == 0 && len(state.temps) == 0 && c.init == "" &&
		(!named || declared || !mentions(made, c.name)) {
		return made
	}
	list := append(c.before, variables(at, binding(ident(c.name, at), made)))
	list = append(append(list, after...), returns(ident(c.name, at), at))
	wrap := arrow(at, parameters(at), block(at, declareTemps(state.temps, list)...))
	if super == nil {
		return call(wrap)
	}
	wrap.ParameterList = parameters(at, ident(c.base, at))
	return call(wrap, super)
}

// mentions says whether a class uses its name where that is not the name of the constructor's function.
func mentions(made ast.Expression, name string) bool {
	found := false
	v := visitor{expr: func(e ast.Expression) bool {
		if id, ok := e.(*ast.Identifier); ok && nameOf(id) == name {
			found = true
		}
		f, ok := e.(*ast.FunctionLiteral)
		return !found && (!ok || f.Name == nil || nameOf(f.Name) != name)
	}}
	v.visitExpr(made)
	return found
}

// makeClass is the call of __class, or the constructor alone when there is nothing else.
func (l *lowerer) makeClass(c *classState, named bool, prototype, statics *ast.ObjectLiteral) ast.Expression {
	at := c.node.Class
	ctor := l.constructor(c)
	if named && l.runtime != selvedge.Runtime1 { // there, the own name of a function is another function
		ctor.Name = ident(c.name, c.node.Name.Idx)
	}
	if c.base == "" && len(prototype.Value) == 0 && len(statics.Value) == 0 {
		return ctor
	}
	args := []ast.Expression{ctor, void(at), prototype, statics}
	if c.base != "" {
		args[1] = ident(c.base, at)
	}
	if len(statics.Value) == 0 {
		args = args[:3]
		if len(prototype.Value) == 0 {
			args = args[:2]
		}
	}
	return call(l.helper("__class", at), args...)
}

// members rewrites the methods, and returns those of the prototype, those of the class, and what runs when the class has
// been made. Constructor and fields are kept for constructor.
func (l *lowerer) members(c *classState) (prototype, statics *ast.ObjectLiteral, after []ast.Statement) {
	at := c.node.Class
	prototype, statics = object(at), object(at)
	for _, element := range c.node.Body {
		switch el := element.(type) {
		case *ast.MethodDefinition:
			if isConstructor(el) {
				c.ctor = el.Body
				continue
			}
			into := prototype
			if el.Static {
				into = statics
			}
			into.Value = append(into.Value, l.method(c, el))
		case *ast.FieldDefinition:
			if el.Computed {
				el.Key = l.fieldKey(c, el)
			}
			if el.Static {
				after = append(after, statement(l.inStatic(c, func() ast.Expression {
					return l.field(c, el, ident(c.name, el.Idx))
				})))
				continue
			}
			c.fields = append(c.fields, el)
		case *ast.ClassStaticBlock:
			l.inStatic(c, func() ast.Expression {
				l.mapper().block(el.Block)
				return nil
			})
			after = append(after, el.Block)
		}
	}
	return prototype, statics, append(l.fieldFunction(c), after...)
}

func isConstructor(m *ast.MethodDefinition) bool {
	key, ok := m.Key.(*ast.StringLiteral)
	return ok && !m.Static && !m.Computed && key.Value == "constructor"
}

// fieldKey evaluates the computed name of a field once, in front of the class.
func (l *lowerer) fieldKey(c *classState, f *ast.FieldDefinition) ast.Expression {
	key := l.expr(f.Key)
	if _, constant := key.(*ast.StringLiteral); constant {
		return key
	}
	name := l.temp(f.Idx)
	c.before = append(c.before, statement(assign(name, key)))
	return copyIdent(name)
}

func (l *lowerer) method(c *classState, m *ast.MethodDefinition) ast.Property {
	key := m.Key
	switch k := key.(type) {
	case *ast.PrivateIdentifier:
		key = text(c.private[nameOf(&k.Identifier)], k.Idx)
	default:
		if m.Computed {
			key = l.expr(key)
		}
	}
	l.function(m.Body, &functionState{class: c, static: m.Static})
	return &ast.PropertyKeyed{Key: key, Kind: m.Kind, Value: m.Body, Computed: m.Computed}
}

// inStatic rewrites something in which this is the class.
func (l *lowerer) inStatic(c *classState, rewrite func() ast.Expression) ast.Expression {
	state := &functionState{outer: l.fn, class: c, static: true, this: c.name}
	l.fn = state
	e := rewrite()
	l.fn = state.outer
	l.fn.temps = append(l.fn.temps, state.temps...)
	return e
}

// field is the expression that sets a field of object.
func (l *lowerer) field(c *classState, f *ast.FieldDefinition, object ast.Expression) ast.Expression {
	value := void(f.Idx)
	if f.Initializer != nil {
		value = l.expr(f.Initializer)
	}
	if private, ok := f.Key.(*ast.PrivateIdentifier); ok {
		return call(l.helper("__hide", f.Idx), object, text(c.private[nameOf(&private.Identifier)], f.Idx), value)
	}
	return assign(keyed(object, f.Key), value)
}

// constructor rewrites the constructor, or makes one.
func (l *lowerer) constructor(c *classState) *ast.FunctionLiteral {
	at, derived := c.node.Class, c.base != ""
	state := &functionState{class: c, constructs: true, derived: derived}
	if derived {
		state.this = l.names.fresh("_this")
	}
	f := c.ctor
	if f == nil {
		f = function(at, nil, parameters(at), block(at))
		state.outer, l.fn = l.fn, state
		if derived {
			f.Body.List = []ast.Statement{statement(l.superApply(ident("arguments", at), at, false))}
		}
		l.fn = state.outer
	} else {
		l.function(f, state)
	}
	f.Function, f.Name = at, nil
	if !derived {
		f.Body.List = l.withFields(c, state, f.Body.List)
		return f
	}
	list := append([]ast.Statement{variables(at, binding(ident(state.this, at), nil))}, f.Body.List...)
	f.Body.List = append(list, returns(ident(state.this, at), at))
	return f
}

// withFields puts the fields of a class that extends none in front of its constructor's body.
func (l *lowerer) withFields(c *classState, state *functionState, body []ast.Statement) []ast.Statement {
	var list []ast.Statement
	inner := &functionState{outer: l.fn, class: c}
	l.fn = inner
	for _, e := range l.fieldValues(c, func(at file.Idx) ast.Expression { return &ast.ThisExpression{Idx: at} }) {
		list = append(list, statement(e))
	}
	l.fn = inner.outer
	return append(declareTemps(inner.temps, list), body...)
}

// fieldValues sets the fields of this, in place or through the function for it.
func (l *lowerer) fieldValues(c *classState, this func(file.Idx) ast.Expression) []ast.Expression {
	if c.init != "" {
		at := c.node.Class
		return []ast.Expression{callMethod(ident(c.init, at), "call", this(at))}
	}
	var list []ast.Expression
	for _, f := range c.fields {
		list = append(list, l.field(c, f, this(f.Idx)))
	}
	return list
}

// fieldFunction makes a function that sets the fields, when that cannot be done in the constructor: because super is
// called in several places, or because values use names that the constructor may have declared.
func (l *lowerer) fieldFunction(c *classState) []ast.Statement {
	if c.ctor == nil || len(c.fields) == 0 || !c.shadows() && superCalls(c.ctor) < 2 {
		return nil
	}
	at := c.node.Class
	state := &functionState{outer: l.fn, class: c}
	l.fn = state
	var list []ast.Statement
	for _, f := range c.fields {
		list = append(list, statement(l.field(c, f, &ast.ThisExpression{Idx: f.Idx})))
	}
	l.fn = state.outer
	c.init = l.names.fresh("_init")
	f := function(at, nil, parameters(at), block(at, declareTemps(state.temps, list)...))
	return []ast.Statement{variables(at, binding(ident(c.init, at), f))}
}

// shadows says whether a name in the value of a field also occurs as a name in the constructor.
func (c *classState) shadows() bool {
	var used []string
	for _, f := range c.fields {
		if f.Initializer != nil {
			used = append(used, targetNames(f.Initializer)...)
			if isFunction(f.Initializer) {
				return true
			}
		}
	}
	found := false
	visitor{expr: func(e ast.Expression) bool {
		if id, ok := e.(*ast.Identifier); ok && slices.Contains(used, nameOf(id)) {
			found = true
		}
		return !found
	}}.visitExpr(c.ctor)
	return found
}

func superCalls(f *ast.FunctionLiteral) int {
	n := 0
	visitor{expr: func(e ast.Expression) bool {
		if c, ok := e.(*ast.CallExpression); ok {
			if _, ok := c.Callee.(*ast.SuperExpression); ok {
				n++
			}
		}
		return true
	}}.visitExpr(f)
	return n
}
