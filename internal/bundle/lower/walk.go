// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import "github.com/grafana/sobek/ast"

// mapper replaces the children of a node: each expression by what expr returns, each statement by what stmt returns. A
// nil function keeps the child, but does not go into it.
type mapper struct {
	expr func(ast.Expression) ast.Expression
	stmt func(ast.Statement) ast.Statement
}

func (m mapper) mapExpr(e ast.Expression) ast.Expression {
	if e == nil || m.expr == nil {
		return e
	}
	return m.expr(e)
}

func (m mapper) exprs(list []ast.Expression) {
	for i, e := range list {
		list[i] = m.mapExpr(e)
	}
}

func (m mapper) mapStmt(s ast.Statement) ast.Statement {
	if s == nil || m.stmt == nil {
		return s
	}
	return m.stmt(s)
}

func (m mapper) stmts(list []ast.Statement) {
	for i, s := range list {
		list[i] = m.mapStmt(s)
	}
}

func (m mapper) block(b *ast.BlockStatement) {
	if b != nil {
		m.stmts(b.List)
	}
}

func (m mapper) target(t ast.BindingTarget) ast.BindingTarget {
	if t == nil {
		return nil
	}
	if r, ok := m.mapExpr(t).(ast.BindingTarget); ok {
		return r
	}
	return t
}

func (m mapper) bindings(list []*ast.Binding) {
	for _, b := range list {
		b.Target = m.target(b.Target)
		b.Initializer = m.mapExpr(b.Initializer)
	}
}

func (m mapper) params(p *ast.ParameterList) {
	if p != nil {
		m.bindings(p.List)
		p.Rest = m.mapExpr(p.Rest)
	}
}

// eachExpr maps the children of an expression.
func (m mapper) eachExpr(e ast.Expression) {
	switch e := e.(type) {
	case *ast.AwaitExpression:
		e.Argument = m.mapExpr(e.Argument)
	case *ast.YieldExpression:
		e.Argument = m.mapExpr(e.Argument)
	case *ast.AssignExpression:
		e.Left, e.Right = m.mapExpr(e.Left), m.mapExpr(e.Right)
	case *ast.BinaryExpression:
		e.Left, e.Right = m.mapExpr(e.Left), m.mapExpr(e.Right)
	case *ast.BracketExpression:
		e.Left, e.Member = m.mapExpr(e.Left), m.mapExpr(e.Member)
	case *ast.CallExpression:
		e.Callee = m.mapExpr(e.Callee)
		m.exprs(e.ArgumentList)
	case *ast.NewExpression:
		e.Callee = m.mapExpr(e.Callee)
		m.exprs(e.ArgumentList)
	case *ast.ConditionalExpression:
		e.Test, e.Consequent, e.Alternate = m.mapExpr(e.Test), m.mapExpr(e.Consequent), m.mapExpr(e.Alternate)
	case *ast.DotExpression:
		e.Left = m.mapExpr(e.Left)
	case *ast.PrivateDotExpression:
		e.Left = m.mapExpr(e.Left)
	case *ast.OptionalChain:
		e.Expression = m.mapExpr(e.Expression)
	case *ast.Optional:
		e.Expression = m.mapExpr(e.Expression)
	case *ast.SpreadElement:
		e.Expression = m.mapExpr(e.Expression)
	case *ast.SequenceExpression:
		m.exprs(e.Sequence)
	case *ast.UnaryExpression:
		e.Operand = m.mapExpr(e.Operand)
	case *ast.TemplateLiteral:
		e.Tag = m.mapExpr(e.Tag)
		m.exprs(e.Expressions)
	case *ast.Binding:
		m.bindings([]*ast.Binding{e})
	default:
		m.eachComposite(e)
	}
}

// eachComposite maps the children of literals, patterns, functions and classes.
func (m mapper) eachComposite(e ast.Expression) {
	switch e := e.(type) {
	case *ast.ArrayLiteral:
		m.exprs(e.Value)
	case *ast.ArrayPattern:
		m.exprs(e.Elements)
		e.Rest = m.mapExpr(e.Rest)
	case *ast.ObjectLiteral:
		m.properties(e.Value)
	case *ast.ObjectPattern:
		m.properties(e.Properties)
		e.Rest = m.mapExpr(e.Rest)
	case *ast.FunctionLiteral:
		m.params(e.ParameterList)
		m.block(e.Body)
	case *ast.ArrowFunctionLiteral:
		m.params(e.ParameterList)
		switch body := e.Body.(type) {
		case *ast.BlockStatement:
			m.block(body)
		case *ast.ExpressionBody:
			body.Expression = m.mapExpr(body.Expression)
		}
	case *ast.ClassLiteral:
		m.class(e)
	}
}

// properties maps the parts of an object literal or pattern. The name of a short property is not mapped.
func (m mapper) properties(list []ast.Property) {
	for _, p := range list {
		switch p := p.(type) {
		case *ast.PropertyShort:
			p.Initializer = m.mapExpr(p.Initializer)
		case *ast.PropertyKeyed:
			if p.Computed {
				p.Key = m.mapExpr(p.Key)
			}
			p.Value = m.mapExpr(p.Value)
		case *ast.SpreadElement:
			p.Expression = m.mapExpr(p.Expression)
		}
	}
}

func (m mapper) class(c *ast.ClassLiteral) {
	c.SuperClass = m.mapExpr(c.SuperClass)
	for _, element := range c.Body {
		switch el := element.(type) {
		case *ast.FieldDefinition:
			if el.Computed {
				el.Key = m.mapExpr(el.Key)
			}
			el.Initializer = m.mapExpr(el.Initializer)
		case *ast.MethodDefinition:
			if el.Computed {
				el.Key = m.mapExpr(el.Key)
			}
			m.mapExpr(el.Body)
		case *ast.ClassStaticBlock:
			m.block(el.Block)
		}
	}
}

// eachStmt maps the children of a statement.
func (m mapper) eachStmt(s ast.Statement) {
	switch s := s.(type) {
	case *ast.BlockStatement:
		m.block(s)
	case *ast.ExpressionStatement:
		s.Expression = m.mapExpr(s.Expression)
	case *ast.IfStatement:
		s.Test = m.mapExpr(s.Test)
		s.Consequent, s.Alternate = m.mapStmt(s.Consequent), m.mapStmt(s.Alternate)
	case *ast.LabelledStatement:
		s.Statement = m.mapStmt(s.Statement)
	case *ast.ReturnStatement:
		s.Argument = m.mapExpr(s.Argument)
	case *ast.ThrowStatement:
		s.Argument = m.mapExpr(s.Argument)
	case *ast.SwitchStatement:
		s.Discriminant = m.mapExpr(s.Discriminant)
		for _, c := range s.Body {
			c.Test = m.mapExpr(c.Test)
			m.stmts(c.Consequent)
		}
	case *ast.TryStatement:
		m.block(s.Body)
		if s.Catch != nil {
			s.Catch.Parameter = m.target(s.Catch.Parameter)
			m.block(s.Catch.Body)
		}
		m.block(s.Finally)
	case *ast.VariableStatement:
		m.bindings(s.List)
	case *ast.LexicalDeclaration:
		m.bindings(s.List)
	case *ast.FunctionDeclaration:
		m.mapExpr(s.Function)
	case *ast.ClassDeclaration:
		m.mapExpr(s.Class)
	default:
		m.eachLoop(s)
	}
}

func (m mapper) eachLoop(s ast.Statement) {
	switch s := s.(type) {
	case *ast.DoWhileStatement:
		s.Body, s.Test = m.mapStmt(s.Body), m.mapExpr(s.Test)
	case *ast.WhileStatement:
		s.Test, s.Body = m.mapExpr(s.Test), m.mapStmt(s.Body)
	case *ast.WithStatement:
		s.Object, s.Body = m.mapExpr(s.Object), m.mapStmt(s.Body)
	case *ast.ForInStatement:
		m.into(s.Into)
		s.Source, s.Body = m.mapExpr(s.Source), m.mapStmt(s.Body)
	case *ast.ForOfStatement:
		m.into(s.Into)
		s.Source, s.Body = m.mapExpr(s.Source), m.mapStmt(s.Body)
	case *ast.ForStatement:
		switch init := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			init.Expression = m.mapExpr(init.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			m.bindings(init.List)
		case *ast.ForLoopInitializerLexicalDecl:
			m.bindings(init.LexicalDeclaration.List)
		}
		s.Test, s.Update = m.mapExpr(s.Test), m.mapExpr(s.Update)
		s.Body = m.mapStmt(s.Body)
	}
}

func (m mapper) into(into ast.ForInto) {
	switch t := into.(type) {
	case *ast.ForIntoVar:
		m.bindings([]*ast.Binding{t.Binding})
	case *ast.ForDeclaration:
		t.Target = m.target(t.Target)
	case *ast.ForIntoExpression:
		t.Expression = m.mapExpr(t.Expression)
	}
}

// visitor calls its functions on nodes in depth; a function that returns false keeps it out of the children.
type visitor struct {
	expr func(ast.Expression) bool
	stmt func(ast.Statement) bool
}

func (v visitor) mapper() mapper {
	return mapper{
		expr: func(e ast.Expression) ast.Expression { v.visitExpr(e); return e },
		stmt: func(s ast.Statement) ast.Statement { v.visitStmt(s); return s },
	}
}

func (v visitor) visitExpr(e ast.Expression) {
	if e != nil && (v.expr == nil || v.expr(e)) {
		v.mapper().eachExpr(e)
	}
}

func (v visitor) visitStmt(s ast.Statement) {
	if s != nil && (v.stmt == nil || v.stmt(s)) {
		v.mapper().eachStmt(s)
	}
}

// isFunction says whether e has a scope of its own for this, arguments, await and return; arrows count.
func isFunction(e ast.Expression) bool {
	switch e.(type) {
	case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
		return true
	}
	return false
}

// containsAwait says whether evaluating e waits.
func containsAwait(e ast.Expression) bool {
	found := false
	visitor{expr: func(e ast.Expression) bool {
		if _, ok := e.(*ast.AwaitExpression); ok {
			found = true
		}
		return !found && !isFunction(e)
	}}.visitExpr(e)
	return found
}
