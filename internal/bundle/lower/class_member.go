// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"maps"
	"slices"
	"strconv"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
)

// This file rewrites what is special inside of classes: super, private names, new.target.

// enclosingClass returns the class around the current code, nil if there is none.
func (l *lowerer) enclosingClass() *classState {
	for f := l.fn; f != nil; f = f.outer {
		if f.class != nil {
			return f.class
		}
	}
	return nil
}

// countPrivate counts in how many classes each private name is declared.
func (l *lowerer) countPrivate(body []ast.Statement) {
	l.private = map[string]int{}
	v := visitor{expr: func(e ast.Expression) bool {
		if c, ok := e.(*ast.ClassLiteral); ok {
			for name := range privateKeys(c) {
				l.private[name]++
			}
		}
		return true
	}}
	for _, s := range body {
		v.visitStmt(s)
	}
}

func privateKeys(c *ast.ClassLiteral) map[string]bool {
	names := map[string]bool{}
	for _, element := range c.Body {
		var key ast.Expression
		switch el := element.(type) {
		case *ast.MethodDefinition:
			key = el.Key
		case *ast.FieldDefinition:
			key = el.Key
		}
		if p, ok := key.(*ast.PrivateIdentifier); ok {
			names[nameOf(&p.Identifier)] = true
		}
	}
	return names
}

// privateNames chooses the properties for the private names of a class.
func (l *lowerer) privateNames(c *ast.ClassLiteral) map[string]string {
	names := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(privateKeys(c))) {
		names[name] = "#" + name
		if l.private[name] > 1 {
			names[name] += strconv.Itoa(l.names.next())
		}
	}
	return names
}

// privateKey returns the property of a private name.
func (l *lowerer) privateKey(p *ast.PrivateIdentifier) string {
	name := nameOf(&p.Identifier)
	for c := l.enclosingClass(); c != nil; c = c.outer {
		if key, ok := c.private[name]; ok {
			return key
		}
	}
	l.refuse(p.Idx, "private name", "declare #"+name+" in the class")
	return name
}

// property rewrites private and inherited properties.
func (l *lowerer) property(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.PrivateDotExpression:
		return index(l.expr(e.Left), text(l.privateKey(&e.Identifier), e.Identifier.Idx))
	case *ast.SuperExpression:
		l.refuse(e.Idx, "super", remedySuper)
		return e
	}
	found, receiver := l.superMember(e)
	if found == nil {
		l.mapper().eachExpr(e)
		return e
	}
	place, _ := receiverOf(found)
	return call(l.helper("__get", e.Idx0()), *place, keyOf(found), receiver)
}

// superSet rewrites super.name = value: a setter of the base sees this, and a new property becomes one of this.
func (l *lowerer) superSet(e *ast.AssignExpression, found, receiver ast.Expression) ast.Expression {
	at := found.Idx0()
	place, _ := receiverOf(found)
	value := l.expr(e.Right)
	if e.Operator != token.ASSIGN {
		if _, computed := found.(*ast.BracketExpression); computed {
			l.refuse(at, "assignment to super[…] with an operator", "read it, then write it")
		}
		value = &ast.BinaryExpression{
			Operator: e.Operator, Left: call(l.helper("__get", at), *place, keyOf(found), receiver), Right: value,
		}
	}
	return call(l.helper("__set", at), *place, keyOf(found), receiver, value)
}

// keyOf is the key of a property access, as a value.
func keyOf(e ast.Expression) ast.Expression {
	if dot, ok := e.(*ast.DotExpression); ok {
		return text(nameOf(&dot.Identifier), dot.Identifier.Idx)
	}
	return e.(*ast.BracketExpression).Member
}

const remedySuper = "call the function by name: Base.prototype.method.call(this)"

// superMember returns what super.name stands for, and the object of a call of it. It is nil for other expressions.
func (l *lowerer) superMember(e ast.Expression) (found, receiver ast.Expression) {
	place, ok := receiverOf(e)
	if !ok {
		return nil, nil
	}
	super, ok := (*place).(*ast.SuperExpression)
	if !ok {
		return nil, nil
	}
	f := l.fn.owner()
	if f.class == nil {
		l.refuse(super.Idx, "super in an object literal", remedySuper)
		return e, void(super.Idx)
	}
	base := ident("Object", super.Idx)
	if f.class.base != "" {
		base = ident(f.class.base, super.Idx)
	}
	*place = base
	if !f.static {
		*place = member(base, "prototype", super.Idx)
	}
	if b, ok := e.(*ast.BracketExpression); ok {
		b.Member = l.expr(b.Member)
	}
	return e, l.expr(&ast.ThisExpression{Idx: super.Idx})
}

// superCall rewrites super(…). used says whether its value matters.
func (l *lowerer) superCall(e *ast.CallExpression, used bool) ast.Expression {
	at := e.LeftParenthesis
	f := l.fn.owner()
	if f.class == nil || !f.derived {
		l.refuse(e.Callee.Idx0(), "super", "call it in the constructor of a class that extends another")
		return e
	}
	var args ast.Expression
	if hasSpread(e.ArgumentList) {
		args = l.list(e.ArgumentList, at, false)
	} else {
		l.mapper().exprs(e.ArgumentList)
		args = array(at, e.ArgumentList...)
	}
	return l.superApply(args, at, used)
}

// superApply runs the constructor of the base on this, and sets the fields.
func (l *lowerer) superApply(args ast.Expression, at file.Idx, used bool) ast.Expression {
	f := l.fn.owner()
	this := func(at file.Idx) ast.Expression { return ident(f.this, at) }
	made := call(l.helper("__super", at), ident(f.class.base, at), &ast.ThisExpression{Idx: at}, args)
	list := append([]ast.Expression{assign(this(at), made)}, l.fieldValues(f.class, this)...)
	if used && len(list) > 1 {
		list = append(list, this(at))
	}
	return sequence(list...)
}

// returns rewrites a return statement: a constructor that extends another class returns its own this.
func (l *lowerer) returns(s *ast.ReturnStatement) ast.Statement {
	if s.Argument != nil {
		s.Argument = l.expr(s.Argument)
	} else if l.fn.derived {
		s.Argument = ident(l.fn.this, s.Return)
	}
	return s
}

// newTarget rewrites new.target in constructors.
func (l *lowerer) newTarget(e *ast.MetaProperty) ast.Expression {
	if !l.fn.owner().constructs {
		l.refuse(e.Meta.Idx, "new.target", "use instanceof")
		return e
	}
	if l.fn.arrow && l.fn.owner().derived {
		return member(ident(l.fn.owner().this, e.Idx), "constructor", e.Idx)
	}
	return member(&ast.ThisExpression{Idx: e.Idx}, "constructor", e.Idx)
}
