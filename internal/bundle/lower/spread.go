// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
)

// This file rewrites spread.

func hasSpread(list []ast.Expression) bool {
	for _, e := range list {
		if _, ok := e.(*ast.SpreadElement); ok {
			return true
		}
	}
	return false
}

// array rewrites [a, ...b] to [a].concat(b).
func (l *lowerer) array(e *ast.ArrayLiteral) ast.Expression {
	if !hasSpread(e.Value) {
		l.mapper().eachExpr(e)
		return e
	}
	return l.list(e.Value, e.LeftBracket, true)
}

// list makes one array of arguments or elements with spread among them. When fresh is set it is a new one, else it may
// be an array that exists.
func (l *lowerer) list(elements []ast.Expression, at file.Idx, fresh bool) ast.Expression {
	var parts []ast.Expression
	var run []ast.Expression
	flush := func() {
		if len(run) > 0 {
			parts = append(parts, array(run[0].Idx0(), run...))
			run = nil
		}
	}
	for _, e := range elements {
		spread, ok := e.(*ast.SpreadElement)
		switch {
		case e == nil:
			run = append(run, void(at))
		case !ok:
			run = append(run, l.expr(e))
		default:
			flush()
			parts = append(parts, l.toArray(l.expr(spread.Expression)))
		}
	}
	flush()
	switch {
	case len(parts) > 1:
		return callMethod(parts[0], "concat", parts[1:]...)
	case fresh && !isNewArray(parts[0]):
		return callMethod(parts[0], "slice")
	}
	return parts[0]
}

// isNewArray says whether nobody else has the array that e gives.
func isNewArray(e ast.Expression) bool { return isArray(e) }

// object rewrites {a, ...b} to Object.assign({a}, b), and short properties to long ones, which can be renamed.
func (l *lowerer) object(e *ast.ObjectLiteral) ast.Expression {
	parts := []ast.Expression{}
	run := object(e.LeftBrace)
	spread := false
	for _, property := range e.Value {
		switch p := property.(type) {
		case *ast.SpreadElement:
			if !spread || len(run.Value) > 0 {
				parts = append(parts, run)
			}
			spread = true
			run = object(p.Idx0())
			parts = append(parts, l.expr(p.Expression))
		case *ast.PropertyShort:
			run.Value = append(run.Value, &ast.PropertyKeyed{
				Key: text(nameOf(&p.Name), p.Name.Idx), Kind: ast.PropertyKindValue, Value: copyIdent(&p.Name),
				Computed: p.Name.Name == "__proto__", // as __proto__: value it would set the prototype
			})
		case *ast.PropertyKeyed:
			if spread && (p.Kind == ast.PropertyKindGet || p.Kind == ast.PropertyKindSet) {
				l.refuse(p.Key.Idx0(), "getter or setter behind spread", "put it in front of the spread, or call Object.defineProperty")
			}
			if p.Computed {
				p.Key = l.expr(p.Key)
			}
			p.Value = l.expr(p.Value)
			run.Value = append(run.Value, p)
		}
	}
	if !spread {
		return run
	}
	if len(run.Value) > 0 {
		parts = append(parts, run)
	}
	return merge(parts)
}

// merge is Object.assign over parts. A part that may run code comes after what is before it has been copied.
func merge(parts []ast.Expression) ast.Expression {
	at := parts[0].Idx0()
	objectAssign := func(args []ast.Expression) ast.Expression { return callMethod(ident("Object", at), "assign", args...) }
	args := parts[:1:1]
	for _, part := range parts[1:] {
		if len(args) > 1 && !isQuiet(part) {
			args = []ast.Expression{objectAssign(args)}
		}
		args = append(args, part)
	}
	return objectAssign(args)
}

// isQuiet says whether evaluating e can change nothing, nor see a change.
func isQuiet(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier, *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral, *ast.NullLiteral, *ast.ThisExpression,
		*ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.RegExpLiteral:
		return true
	case *ast.UnaryExpression:
		return e.Operator != token.INCREMENT && e.Operator != token.DECREMENT && e.Operator != token.DELETE && isQuiet(e.Operand)
	case *ast.ArrayLiteral:
		for _, v := range e.Value {
			if v != nil && !isQuiet(v) {
				return false
			}
		}
		return true
	case *ast.ObjectLiteral:
		for _, p := range e.Value {
			keyed, ok := p.(*ast.PropertyKeyed)
			if !ok || keyed.Computed || !isQuiet(keyed.Value) {
				return false
			}
		}
		return true
	}
	return false
}

// call rewrites f(...a) to f.apply(undefined, a), and calls of super.
func (l *lowerer) call(e *ast.CallExpression) ast.Expression {
	if _, ok := e.Callee.(*ast.SuperExpression); ok {
		return l.superCall(e, true)
	}
	if found, receiver := l.superMember(e.Callee); found != nil {
		return l.callWith(found, receiver, e)
	}
	if !hasSpread(e.ArgumentList) {
		l.mapper().eachExpr(e)
		return e
	}
	at := e.LeftParenthesis
	if name, ok := e.Callee.(*ast.Identifier); ok {
		return callMethod(copyIdent(name), "apply", void(at), l.list(e.ArgumentList, at, false))
	}
	callee := l.expr(e.Callee)
	receiver, ok := receiverOf(callee)
	if !ok {
		return callMethod(callee, "apply", void(at), l.list(e.ArgumentList, at, false))
	}
	switch of := (*receiver).(type) {
	case *ast.Identifier:
		return callMethod(callee, "apply", copyIdent(of), l.list(e.ArgumentList, at, false))
	case *ast.ThisExpression:
		return callMethod(callee, "apply", &ast.ThisExpression{Idx: of.Idx}, l.list(e.ArgumentList, at, false))
	}
	t := l.temp(at)
	*receiver = assign(t, *receiver)
	return callMethod(callee, "apply", copyIdent(t), l.list(e.ArgumentList, at, false))
}

// receiverOf returns the place of the object whose member e is.
func receiverOf(e ast.Expression) (*ast.Expression, bool) {
	switch e := e.(type) {
	case *ast.DotExpression:
		return &e.Left, true
	case *ast.BracketExpression:
		return &e.Left, true
	}
	return nil, false
}

// callWith is callee.call(receiver, args) or, with spread, callee.apply.
func (l *lowerer) callWith(callee, receiver ast.Expression, e *ast.CallExpression) ast.Expression {
	if hasSpread(e.ArgumentList) {
		return callMethod(callee, "apply", receiver, l.list(e.ArgumentList, e.LeftParenthesis, false))
	}
	l.mapper().exprs(e.ArgumentList)
	return callMethod(callee, "call", append([]ast.Expression{receiver}, e.ArgumentList...)...)
}

// construct rewrites new F(...a) to new (F.bind.apply(F, [null].concat(a))).
func (l *lowerer) construct(e *ast.NewExpression) ast.Expression {
	if !hasSpread(e.ArgumentList) {
		l.mapper().eachExpr(e)
		return e
	}
	at := e.New
	args := append([]ast.Expression{&ast.NullLiteral{Idx: at, Literal: "null"}}, e.ArgumentList...)
	bind := member(member(ident("Function", at), "prototype", at), "bind", at)
	bound := callMethod(bind, "apply", l.expr(e.Callee), l.list(args, at, false))
	return &ast.NewExpression{New: at, Callee: bound, LeftParenthesis: at, RightParenthesis: at}
}

func (l *lowerer) binary(e *ast.BinaryExpression) ast.Expression {
	private, ok := e.Left.(*ast.PrivateIdentifier)
	if !ok {
		l.chain(e)
		return e
	}
	key := text(l.privateKey(private), private.Idx)
	return &ast.BinaryExpression{Operator: token.IN, Left: key, Right: l.expr(e.Right), Comparison: true}
}

// chain rewrites a chain of operators that groups to the left, which can be as long as the source.
func (l *lowerer) chain(e *ast.BinaryExpression) {
	for {
		if right, ok := e.Right.(*ast.BinaryExpression); ok && binaryPrec[e.Operator] == precRelational &&
			binaryPrec[right.Operator] == precRelational {
			// The parser groups a < b < c to the right, and does not tell it from a < (b < c).
			l.refuse(right.Left.Idx0(), "comparison of a comparison", "keep the first one in a variable")
		}
		e.Right = l.expr(e.Right)
		left, ok := e.Left.(*ast.BinaryExpression)
		if !ok || isPrivate(left.Left) {
			e.Left = l.expr(e.Left)
			return
		}
		e = left
	}
}

func isPrivate(e ast.Expression) bool {
	_, ok := e.(*ast.PrivateIdentifier)
	return ok
}
