// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"

	"selvedge"
)

// lowerer rewrites what came after ES5 and the runtimes do not have: patterns, default parameters, spread, for-of and
// classes. let, const, arrows, async functions and template literals stay.
type lowerer struct {
	runtime selvedge.Runtime
	names   *names
	helpers map[string]string // runtime helper -> its name in the program
	fn      *functionState
	private map[string]int // in how many classes each private name is declared
	errors  []*Error
}

// functionState is what is known of the function that is being rewritten.
type functionState struct {
	outer *functionState
	arrow bool
	temps []string // variables to be declared at its top

	// this replaces this, "" to keep it. Arrow functions look outwards.
	this string
	// class is the class whose member the function is, nil for others; static says which kind of member.
	class  *classState
	static bool
	// constructs says that it is the constructor, and derived that the class extends another.
	constructs, derived bool
}

// owner is the innermost function that is not an arrow.
func (f *functionState) owner() *functionState {
	for f.arrow && f.outer != nil {
		f = f.outer
	}
	return f
}

// temp makes a variable of the current function.
func (l *lowerer) temp(at file.Idx) *ast.Identifier {
	name := l.names.fresh("_t")
	l.fn.temps = append(l.fn.temps, name)
	return ident(name, at)
}

func (l *lowerer) program(body []ast.Statement) []ast.Statement {
	l.fn = &functionState{}
	l.mapper().stmts(body)
	return l.withTemps(body)
}

// withTemps puts the declaration of the temporary variables in front of a body.
func (l *lowerer) withTemps(body []ast.Statement) []ast.Statement {
	return declareTemps(l.fn.temps, body)
}

func declareTemps(temps []string, body []ast.Statement) []ast.Statement {
	if len(temps) == 0 {
		return body
	}
	var list []*ast.Binding
	for _, name := range temps {
		list = append(list, binding(ident(name, 0), nil))
	}
	if len(body) > 0 {
		if first, ok := body[0].(*ast.VariableStatement); ok {
			first.List = append(list, first.List...)
			return body
		}
	}
	return append([]ast.Statement{variables(0, list...)}, body...)
}

func (l *lowerer) mapper() mapper { return mapper{expr: l.expr, stmt: l.stmt} }

// expr rewrites an expression whose value is used.
func (l *lowerer) expr(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.FunctionLiteral:
		l.function(e, &functionState{})
		return e
	case *ast.ArrowFunctionLiteral:
		l.arrow(e)
		return e
	case *ast.ClassLiteral:
		return l.class(e, false)
	case *ast.ThisExpression:
		if this := l.fn.owner().this; this != "" {
			return ident(this, e.Idx)
		}
		return e
	case *ast.AssignExpression:
		return l.assignment(e, true)
	case *ast.ArrayLiteral:
		return l.array(e)
	case *ast.ObjectLiteral:
		return l.object(e)
	case *ast.CallExpression:
		return l.call(e)
	case *ast.NewExpression:
		return l.construct(e)
	case *ast.BinaryExpression:
		return l.binary(e)
	case *ast.MetaProperty:
		return l.newTarget(e)
	case *ast.DotExpression, *ast.BracketExpression, *ast.PrivateDotExpression, *ast.SuperExpression:
		return l.property(e)
	case *ast.PrivateIdentifier:
		l.refuse(e.Idx, "private name", "it stands behind a dot, or before in")
	case *ast.OptionalChain, *ast.Optional:
		l.refuse(e.Idx0(), "optional chaining", "compare with null before the access")
	case *ast.UnaryExpression:
		l.checkUpdate(e)
	case *ast.NumberLiteral:
		if n := len(e.Literal); e.Literal[n-1] == 'n' {
			l.refuse(e.Idx, "BigInt", "use a number, or a string for what is larger than 2^53")
		}
	}
	l.mapper().eachExpr(e)
	return e
}

// checkUpdate refuses super.x++.
func (l *lowerer) checkUpdate(e *ast.UnaryExpression) {
	place, ok := receiverOf(e.Operand)
	if !ok || e.Operator != token.INCREMENT && e.Operator != token.DECREMENT {
		return
	}
	if super, ok := (*place).(*ast.SuperExpression); ok {
		l.refuse(super.Idx, "super with "+e.Operator.String(), "write super.x = super.x + 1")
	}
}

// unused rewrites an expression whose value is not used.
func (l *lowerer) unused(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.AssignExpression:
		return l.assignment(e, false)
	case *ast.CallExpression:
		if _, ok := e.Callee.(*ast.SuperExpression); ok {
			return l.superCall(e, false)
		}
	case *ast.SequenceExpression:
		for i, part := range e.Sequence {
			e.Sequence[i] = l.unused(part)
		}
		return sequence(e.Sequence...)
	}
	return l.expr(e)
}

// stmt rewrites a statement.
func (l *lowerer) stmt(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.ExpressionStatement:
		s.Expression = l.unused(s.Expression)
		return s
	case *ast.VariableStatement:
		s.List = l.declarations(s.List)
		return s
	case *ast.LexicalDeclaration:
		s.List = l.declarations(s.List)
		return s
	case *ast.ClassDeclaration:
		name := ident(nameOf(s.Class.Name), s.Class.Name.Idx)
		return &ast.LexicalDeclaration{
			Idx: s.Class.Class, Token: token.LET, List: []*ast.Binding{binding(name, l.class(s.Class, true))},
		}
	case *ast.ForStatement:
		return l.forStatement(s)
	case *ast.ForInStatement:
		return l.forIn(s)
	case *ast.ForOfStatement:
		return l.forOf(s)
	case *ast.TryStatement:
		l.catch(s.Catch)
	case *ast.ReturnStatement:
		return l.returns(s)
	case *ast.WithStatement:
		l.refuse(s.With, "with", "name the object")
	case *ast.DebuggerStatement:
		return &ast.EmptyStatement{Semicolon: s.Debugger}
	}
	l.mapper().eachStmt(s)
	return s
}

// function rewrites a function that is no arrow.
func (l *lowerer) function(f *ast.FunctionLiteral, state *functionState) {
	l.checkKind(f.Function, f.Async, f.Generator)
	state.outer, l.fn = l.fn, state
	defer func() { l.fn = state.outer }()
	prologue := l.parameters(f.ParameterList)
	body := l.body(f.Body.List)
	f.Body.List = l.withTemps(append(prologue, body...))
}

// body rewrites the statements of a function.
func (l *lowerer) body(list []ast.Statement) []ast.Statement {
	for len(list) > 0 && isDirective(list[0]) {
		list = list[1:]
	}
	l.mapper().stmts(list)
	return list
}

// isDirective says whether s is "use strict" or the like, which the runtimes need not be told.
func isDirective(s ast.Statement) bool {
	e, ok := s.(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = e.Expression.(*ast.StringLiteral)
	return ok
}

func (l *lowerer) arrow(f *ast.ArrowFunctionLiteral) {
	l.checkKind(f.Start, f.Async, false)
	state := &functionState{outer: l.fn, arrow: true}
	l.fn = state
	defer func() { l.fn = state.outer }()
	prologue := l.parameters(f.ParameterList)
	switch body := f.Body.(type) {
	case *ast.BlockStatement:
		body.List = l.withTemps(append(prologue, l.body(body.List)...))
	case *ast.ExpressionBody:
		body.Expression = l.expr(body.Expression)
		if list := l.withTemps(prologue); len(list) > 0 {
			f.Body = blockBody(body, list)
		}
	}
}

// blockBody makes a block of the body of an arrow function, behind some statements.
func blockBody(body *ast.ExpressionBody, before []ast.Statement) *ast.BlockStatement {
	at := body.Expression.Idx0()
	return block(at, append(before, returns(body.Expression, at))...)
}

func (l *lowerer) checkKind(at file.Idx, async, generator bool) {
	switch {
	case generator:
		l.refuse(at, "generator function", "collect the values in an array and return it")
	case async && l.runtime == selvedge.Runtime1:
		l.refuse(at, "async function", "handlers of cloudfront-js-1.0 are synchronous: write a plain function, or use --runtime cloudfront-js-2.0")
	}
}

// parameters replaces patterns and defaults of parameters, and returns the statements that do their work.
func (l *lowerer) parameters(p *ast.ParameterList) []ast.Statement {
	var prologue []ast.Statement
	for _, b := range p.List {
		name, plain := b.Target.(*ast.Identifier)
		if !plain {
			name = ident(l.names.fresh("_p"), b.Target.Idx0())
		}
		if b.Initializer != nil {
			set := assign(copyIdent(name), l.expr(b.Initializer))
			prologue = append(prologue, &ast.IfStatement{
				If: b.Target.Idx0(), Test: isVoid(copyIdent(name)), Consequent: statement(set),
			})
			b.Initializer = nil
		}
		if !plain {
			prologue = append(prologue, l.unpack(b.Target, name))
			b.Target = name
		}
	}
	if p.Rest == nil {
		return prologue
	}
	if _, plain := p.Rest.(*ast.Identifier); !plain {
		name := ident(l.names.fresh("_p"), p.Rest.Idx0())
		prologue = append(prologue, l.unpack(p.Rest, name))
		p.Rest = name
	}
	return prologue
}

// unpack declares what pattern takes from a variable.
func (l *lowerer) unpack(pattern ast.Expression, from *ast.Identifier) ast.Statement {
	list := l.declarations([]*ast.Binding{binding(pattern.(ast.BindingTarget), copyIdent(from))})
	return variables(pattern.Idx0(), list...)
}

// catch replaces the pattern of a catch clause.
func (l *lowerer) catch(c *ast.CatchStatement) {
	if c == nil {
		return
	}
	if _, plain := c.Parameter.(*ast.Identifier); plain {
		return
	}
	at, list := c.Catch, c.Body.List
	name := ident(l.names.fresh("_e"), at)
	if c.Parameter != nil {
		// The pattern stays a pattern here: the statements of the body are rewritten afterwards, and this one with them.
		unpack := &ast.LexicalDeclaration{Idx: at, Token: token.LET, List: []*ast.Binding{
			binding(c.Parameter, copyIdent(name)),
		}}
		list = append([]ast.Statement{unpack}, list...)
	}
	c.Parameter, c.Body.List = name, list
}

func copyIdent(id *ast.Identifier) *ast.Identifier {
	return &ast.Identifier{Name: id.Name, Idx: id.Idx}
}
