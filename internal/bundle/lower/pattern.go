// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"slices"

	"github.com/grafana/sobek/ast"
)

// destructuring turns a pattern into single bindings or assignments.
type destructuring struct {
	l *lowerer
	// emit takes a target that is no pattern, and what it becomes.
	emit func(target, value ast.Expression)
	// hold keeps a value in a new variable.
	hold func(value ast.Expression) *ast.Identifier
	// targets are the names that the pattern writes: a value in one of them would be lost on the way.
	targets []string
}

// declarations replaces the patterns in a list of bindings, and rewrites their values.
func (l *lowerer) declarations(list []*ast.Binding) []*ast.Binding {
	var out []*ast.Binding
	add := func(target, value ast.Expression) {
		out = append(out, binding(target.(ast.BindingTarget), value))
	}
	for _, b := range list {
		b.Initializer = settle(b.Target, l.value(b.Initializer))
		if _, pattern := b.Target.(ast.Pattern); !pattern || b.Initializer == nil {
			out = append(out, b)
			continue
		}
		before := len(out)
		d := &destructuring{l: l, emit: add, targets: targetNames(b.Target), hold: func(value ast.Expression) *ast.Identifier {
			name := ident(l.names.fresh("_t"), value.Idx0())
			add(name, value)
			return copyIdent(name)
		}}
		d.unpack(b.Target, b.Initializer)
		if len(out) == before { // an empty pattern
			d.hold(b.Initializer)
		}
	}
	return out
}

func (l *lowerer) value(e ast.Expression) ast.Expression {
	if e == nil {
		return nil
	}
	return l.expr(e)
}

// assignment rewrites an assignment. used says whether its value matters.
func (l *lowerer) assignment(e *ast.AssignExpression, used bool) ast.Expression {
	e.Right = settle(e.Left, e.Right)
	if _, pattern := e.Left.(ast.Pattern); !pattern {
		if found, receiver := l.superMember(e.Left); found != nil {
			return l.superSet(e, found, receiver)
		}
		l.mapper().eachExpr(e)
		return e
	}
	var parts []ast.Expression
	d := &destructuring{l: l, targets: targetNames(e.Left)}
	d.emit = func(target, value ast.Expression) { parts = append(parts, assign(l.expr(target), value)) }
	d.hold = func(value ast.Expression) *ast.Identifier {
		t := l.temp(value.Idx0())
		parts = append(parts, assign(t, value))
		return copyIdent(t)
	}
	value := l.expr(e.Right)
	if used {
		value = d.hold(value)
	}
	d.unpack(e.Left, value)
	if used || len(parts) == 0 {
		parts = append(parts, value)
	}
	return sequence(parts...)
}

// targetNames returns the variables that a pattern writes.
func targetNames(pattern ast.Expression) []string {
	var names []string
	visitor{expr: func(e ast.Expression) bool {
		switch e := e.(type) {
		case *ast.Identifier:
			names = append(names, nameOf(e))
		case *ast.ObjectPattern:
			for _, p := range e.Properties {
				if short, ok := p.(*ast.PropertyShort); ok {
					names = append(names, nameOf(&short.Name))
				}
			}
		}
		return !isFunction(e)
	}}.visitExpr(pattern)
	return names
}

// unpack splits target, which may be a pattern or have a default, for a value that has been rewritten.
func (d *destructuring) unpack(target, value ast.Expression) {
	switch t := target.(type) {
	case *ast.AssignExpression: // target = default
		d.unpackDefault(t.Left, value, t.Right)
	case *ast.ObjectPattern:
		d.object(t, value)
	case *ast.ArrayPattern:
		d.array(t, value)
	case *ast.Binding:
		if t.Initializer != nil {
			d.unpackDefault(t.Target, value, t.Initializer)
			return
		}
		d.unpack(t.Target, value)
	default:
		d.emit(target, value)
	}
}

func (d *destructuring) unpackDefault(target, value, otherwise ast.Expression) {
	held := d.hold(value)
	d.unpack(target, &ast.ConditionalExpression{
		Test: isVoid(held), Consequent: d.l.expr(otherwise), Alternate: copyIdent(held),
	})
}

// keep makes a value that can be named several times.
func (d *destructuring) keep(value ast.Expression, uses int) func() ast.Expression {
	if this, ok := value.(*ast.ThisExpression); ok {
		return func() ast.Expression { return &ast.ThisExpression{Idx: this.Idx} }
	}
	id, plain := value.(*ast.Identifier)
	if uses == 1 && !plain {
		return func() ast.Expression { return value }
	}
	if !plain || slices.Contains(d.targets, nameOf(id)) {
		id = d.hold(value)
	}
	return func() ast.Expression { return copyIdent(id) }
}

func (d *destructuring) object(p *ast.ObjectPattern, value ast.Expression) {
	uses := len(p.Properties)
	if p.Rest != nil {
		uses += 2
	}
	if uses == 0 {
		d.hold(value)
		return
	}
	from := d.keep(value, uses)
	var taken []ast.Expression // keys that the rest does not get
	for _, property := range p.Properties {
		switch property := property.(type) {
		case *ast.PropertyShort:
			name := nameOf(&property.Name)
			taken = append(taken, text(name, property.Name.Idx))
			got := member(from(), name, property.Name.Idx)
			if property.Initializer != nil {
				d.unpackDefault(copyIdent(&property.Name), got, property.Initializer)
			} else {
				d.unpack(copyIdent(&property.Name), got)
			}
		case *ast.PropertyKeyed:
			key := d.key(property, p.Rest != nil)
			taken = append(taken, key)
			d.unpack(property.Value, keyed(from(), key))
		}
	}
	if p.Rest != nil {
		at := p.Rest.Idx0()
		d.unpack(p.Rest, call(d.l.helper("__rest", at), from(), array(at, taken...)))
	}
}

// key returns the key of a property of a pattern; again says that it is needed twice.
func (d *destructuring) key(p *ast.PropertyKeyed, again bool) ast.Expression {
	if !p.Computed {
		return p.Key
	}
	key := d.l.expr(p.Key)
	if _, constant := key.(*ast.StringLiteral); again && !constant {
		return d.hold(key)
	}
	return key
}

// keyed is object[key], in the shortest form.
func keyed(object, key ast.Expression) ast.Expression {
	switch k := key.(type) {
	case *ast.StringLiteral:
		return member(object, k.Value.String(), k.Idx)
	case *ast.Identifier:
		return index(object, copyIdent(k))
	}
	return index(object, key)
}

func (d *destructuring) array(p *ast.ArrayPattern, value ast.Expression) {
	uses := len(p.Elements)
	if p.Rest != nil {
		uses++
	}
	from := d.keep(d.l.toArray(value), max(uses, 1))
	if uses == 0 {
		d.hold(from())
		return
	}
	for i, element := range p.Elements {
		if element != nil {
			d.unpack(element, index(from(), number(i, element.Idx0())))
		}
	}
	if p.Rest != nil {
		at := p.Rest.Idx0()
		d.unpack(p.Rest, callMethod(from(), "slice", number(len(p.Elements), at)))
	}
}

// toArray is value as an array, as iteration would give it.
func (l *lowerer) toArray(value ast.Expression) ast.Expression {
	if known, ok := value.(*entry); ok {
		return known.Expression
	}
	if isArray(value) {
		return value
	}
	return call(l.helper("__array", value.Idx0()), value)
}

// entry marks an expression that gives an array. It does not outlive the rewriting of its pattern.
type entry struct{ ast.Expression }

// settle takes the mark away when no array is wanted.
func settle(target, value ast.Expression) ast.Expression {
	known, marked := value.(*entry)
	if _, list := target.(*ast.ArrayPattern); marked && !list {
		return known.Expression
	}
	return value
}

// isArray says whether an expression certainly gives an array.
func isArray(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.ArrayLiteral:
		return true
	case *ast.CallExpression:
		dot, ok := e.Callee.(*ast.DotExpression)
		if !ok {
			return false
		}
		method := nameOf(&dot.Identifier)
		if of, ok := dot.Left.(*ast.Identifier); ok && of.Name == "Object" {
			return method == "keys" || method == "values" || method == "entries"
		}
		return method == "split"
	}
	return false
}

// isEntries says whether an expression gives an array of arrays: Object.entries(…).
func isEntries(e ast.Expression) bool {
	c, ok := e.(*ast.CallExpression)
	if !ok || !isArray(e) {
		return false
	}
	return c.Callee.(*ast.DotExpression).Identifier.Name == "entries"
}
