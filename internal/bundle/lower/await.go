// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// awaits moves await out of the arguments of calls, where runtime 2.0 does not know it: f(a, await b) becomes
// (_t1 = a, _t2 = await b, f(_t1, _t2)).
type awaits struct {
	names    *names
	resolved *resolved
	temps    []string // of the current function
}

func (a *awaits) mapper() mapper { return mapper{expr: a.expr, stmt: a.stmt} }

func (a *awaits) program(body []ast.Statement) []ast.Statement {
	a.mapper().stmts(body)
	return declareTemps(a.temps, body)
}

func (a *awaits) stmt(s ast.Statement) ast.Statement {
	a.mapper().eachStmt(s)
	return s
}

func (a *awaits) expr(e ast.Expression) ast.Expression {
	if isFunction(e) {
		a.function(e)
		return e
	}
	if b, ok := e.(*ast.BinaryExpression); ok {
		a.chain(b)
		return e
	}
	a.mapper().eachExpr(e)
	switch e := e.(type) {
	case *ast.CallExpression:
		return a.call(e, &e.Callee, e.ArgumentList)
	case *ast.NewExpression:
		return a.call(e, &e.Callee, e.ArgumentList)
	}
	return e
}

func (a *awaits) chain(e *ast.BinaryExpression) {
	for {
		e.Right = a.expr(e.Right)
		left, ok := e.Left.(*ast.BinaryExpression)
		if !ok {
			e.Left = a.expr(e.Left)
			return
		}
		e = left
	}
}

func (a *awaits) function(e ast.Expression) {
	outer := a.temps
	a.temps = nil
	a.mapper().eachExpr(e)
	switch f := e.(type) {
	case *ast.FunctionLiteral:
		f.Body.List = declareTemps(a.temps, f.Body.List)
	case *ast.ArrowFunctionLiteral:
		switch body := f.Body.(type) {
		case *ast.BlockStatement:
			body.List = declareTemps(a.temps, body.List)
		case *ast.ExpressionBody:
			if len(a.temps) > 0 {
				f.Body = blockBody(body, declareTemps(a.temps, nil))
			}
		}
	}
	a.temps = outer
}

// call rewrites a call with an await in its arguments. What comes before that await is evaluated before it.
func (a *awaits) call(e ast.Expression, callee *ast.Expression, args []ast.Expression) ast.Expression {
	last := -1
	for i, arg := range args {
		if containsAwait(arg) {
			last = i
		}
	}
	if last < 0 {
		return e
	}
	var before []ast.Expression
	before = append(before, a.callee(callee)...)
	for i, arg := range args[:last+1] {
		head, tail := split(arg)
		before = append(before, head...)
		if i == last && len(head) > 0 && !containsAwait(tail) {
			args[i] = tail
			continue
		}
		args[i] = a.hold(tail, &before)
	}
	return sequence(append(before, e)...)
}

// split takes the last expression of a sequence apart from the others.
func split(e ast.Expression) (head []ast.Expression, tail ast.Expression) {
	if s, ok := e.(*ast.SequenceExpression); ok {
		n := len(s.Sequence) - 1
		return s.Sequence[:n:n], s.Sequence[n]
	}
	return nil, e
}

// callee makes what is called safe against changes while arguments are awaited.
func (a *awaits) callee(callee *ast.Expression) []ast.Expression {
	var before []ast.Expression
	switch c := (*callee).(type) {
	case *ast.DotExpression:
		c.Left = a.hold(c.Left, &before)
	case *ast.BracketExpression:
		c.Left = a.hold(c.Left, &before)
		c.Member = a.hold(c.Member, &before)
	default:
		*callee = a.hold(c, &before)
	}
	return before
}

// hold keeps the value of e in a temporary variable, unless it cannot change.
func (a *awaits) hold(e ast.Expression, before *[]ast.Expression) ast.Expression {
	if a.stable(e) {
		return e
	}
	name := a.names.fresh("_t")
	a.temps = append(a.temps, name)
	at := e.Idx0()
	*before = append(*before, assign(ident(name, at), e))
	return ident(name, at)
}

// stable says whether e gives the same whenever it is evaluated.
func (a *awaits) stable(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral, *ast.NullLiteral, *ast.ThisExpression,
		*ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
		return true
	case *ast.UnaryExpression:
		return e.Operator == token.VOID && a.stable(e.Operand)
	case *ast.Identifier:
		sym := a.resolved.of[e]
		if sym == nil {
			return a.resolved.freeSet[nameOf(e)]
		}
		// A var at the top level has its value before a handler runs.
		return !sym.assigned && (sym.kind != symbolVar || sym.scope == a.resolved.top)
	}
	return false
}
