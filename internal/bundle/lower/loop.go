// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"slices"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"

	"selvedge"
)

// This file rewrites the heads of loops.

func (l *lowerer) forStatement(s *ast.ForStatement) ast.Statement {
	switch init := s.Initializer.(type) {
	case *ast.ForLoopInitializerExpression:
		init.Expression = l.unused(init.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		init.List = l.declarations(init.List)
	case *ast.ForLoopInitializerLexicalDecl:
		init.LexicalDeclaration.List = l.declarations(init.LexicalDeclaration.List)
	}
	s.Test = l.value(s.Test)
	if s.Update != nil {
		s.Update = l.unused(s.Update)
	}
	s.Body = l.stmt(s.Body)
	return s
}

// forIn rewrites a for-in loop whose target is a pattern, or what the runtime does not take as one.
func (l *lowerer) forIn(s *ast.ForInStatement) ast.Statement {
	s.Source = l.expr(s.Source)
	pattern := false
	switch into := s.Into.(type) {
	case *ast.ForIntoVar:
		_, pattern = into.Binding.Target.(ast.Pattern)
	case *ast.ForDeclaration:
		_, pattern = into.Target.(ast.Pattern)
	case *ast.ForIntoExpression:
		_, pattern = into.Expression.(ast.Pattern)
		if _, member := receiverOf(into.Expression); member && l.runtime == selvedge.Runtime1 {
			pattern = true // there, only variables can be targets
		}
		if !pattern {
			into.Expression = l.expr(into.Expression)
		}
	}
	if pattern {
		key := ident(l.names.fresh("_k"), s.For)
		s.Body = l.loopBody(l.loopTarget(s.Into, copyIdent(key)), s.Into, s.Body)
		s.Into = &ast.ForDeclaration{Idx: s.For, Target: key}
		return s
	}
	s.Body = l.stmt(s.Body)
	return s
}

// forOf rewrites for (x of list) to a loop that counts.
func (l *lowerer) forOf(s *ast.ForOfStatement) ast.Statement {
	at := s.For
	source := l.expr(s.Source)
	rows := isEntries(source)
	list, i := ident(l.names.fresh("_a"), at), ident(l.names.fresh("_i"), at)
	var element ast.Expression = index(copyIdent(list), copyIdent(i))
	if rows {
		element = &entry{element}
	}
	length := member(copyIdent(list), "length", at)
	body := l.loopBody(l.loopTarget(s.Into, element), s.Into, s.Body)
	return &ast.ForStatement{
		For: at,
		Initializer: &ast.ForLoopInitializerVarDeclList{Var: at, List: []*ast.Binding{
			binding(list, l.toArray(source)), binding(i, number(0, at)),
		}},
		Test:   &ast.BinaryExpression{Operator: token.LESS, Left: copyIdent(i), Right: length, Comparison: true},
		Update: &ast.UnaryExpression{Operator: token.INCREMENT, Operand: copyIdent(i), Postfix: true, Idx: at},
		Body:   body,
	}
}

// loopTarget is the statement that gives the target of a loop its value, rewritten.
func (l *lowerer) loopTarget(into ast.ForInto, value ast.Expression) ast.Statement {
	at := value.Idx0()
	switch into := into.(type) {
	case *ast.ForIntoVar:
		return variables(at, l.bind(into.Binding.Target, value)...)
	case *ast.ForDeclaration:
		kind := token.LET
		if into.IsConst {
			kind = token.CONST
		}
		return &ast.LexicalDeclaration{Idx: at, Token: kind, List: l.bind(into.Target, value)}
	case *ast.ForIntoExpression:
		return statement(l.assignment(&ast.AssignExpression{
			Operator: token.ASSIGN, Left: into.Expression, Right: value,
		}, false))
	}
	panic("BUG: unknown loop target")
}

func (l *lowerer) bind(target ast.BindingTarget, value ast.Expression) []*ast.Binding {
	return l.declarations([]*ast.Binding{binding(target, value)})
}

// loopBody puts a statement in front of the body of a loop, in a block of its own when the body declares its names again.
func (l *lowerer) loopBody(first ast.Statement, into ast.ForInto, body ast.Statement) ast.Statement {
	names := intoNames(into)
	body = l.stmt(body)
	inner, ok := body.(*ast.BlockStatement)
	if !ok {
		return block(body.Idx0(), first, body)
	}
	if declaresAny(inner.List, names) {
		return block(inner.LeftBrace, first, inner)
	}
	inner.List = append([]ast.Statement{first}, inner.List...)
	return inner
}

// intoNames returns the names that the target of a loop declares in each turn.
func intoNames(into ast.ForInto) []string {
	if d, ok := into.(*ast.ForDeclaration); ok {
		return targetNames(d.Target)
	}
	return nil
}

// declaresAny says whether a list of statements declares one of the names for its block.
func declaresAny(list []ast.Statement, names []string) bool {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			for _, b := range s.List {
				if id, ok := b.Target.(*ast.Identifier); ok && slices.Contains(names, nameOf(id)) {
					return true
				}
			}
		case *ast.FunctionDeclaration:
			if slices.Contains(names, nameOf(s.Function.Name)) {
				return true
			}
		}
	}
	return false
}

func (l *lowerer) refuse(at file.Idx, construct, remedy string) {
	if len(l.errors) < maxErrors {
		l.errors = append(l.errors, &Error{Offset: int(at) - 1, Construct: construct, Remedy: remedy})
	}
}
