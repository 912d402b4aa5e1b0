// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
	"github.com/grafana/sobek/unistring"
)

// This file makes nodes. Those that stand for something in the source get its place.

func ident(name string, at file.Idx) *ast.Identifier {
	return &ast.Identifier{Name: unistring.NewFromString(name), Idx: at}
}

func nameOf(id *ast.Identifier) string { return id.Name.String() }

func text(s string, at file.Idx) *ast.StringLiteral {
	return &ast.StringLiteral{Idx: at, Literal: quoteText(s), Value: unistring.NewFromString(s)}
}

func number(n int, at file.Idx) *ast.NumberLiteral {
	return &ast.NumberLiteral{Idx: at, Literal: strconv.Itoa(n), Value: int64(n)}
}

// void is the value undefined.
func void(at file.Idx) ast.Expression {
	return &ast.UnaryExpression{Operator: token.VOID, Idx: at, Operand: number(0, at)}
}

func array(at file.Idx, elements ...ast.Expression) *ast.ArrayLiteral {
	return &ast.ArrayLiteral{LeftBracket: at, Value: elements}
}

func object(at file.Idx, properties ...ast.Property) *ast.ObjectLiteral {
	return &ast.ObjectLiteral{LeftBrace: at, Value: properties}
}

// member is object.name, or object["name"] when the name is no identifier.
func member(object ast.Expression, name string, at file.Idx) ast.Expression {
	if isIdentifierName(name) {
		return &ast.DotExpression{Left: object, Identifier: *ident(name, at)}
	}
	return index(object, text(name, at))
}

func index(object, key ast.Expression) ast.Expression {
	return &ast.BracketExpression{Left: object, Member: key, LeftBracket: key.Idx0()}
}

func call(callee ast.Expression, args ...ast.Expression) *ast.CallExpression {
	return &ast.CallExpression{Callee: callee, LeftParenthesis: callee.Idx0(), ArgumentList: args}
}

// callMethod is object.name(args).
func callMethod(object ast.Expression, name string, args ...ast.Expression) *ast.CallExpression {
	return call(member(object, name, object.Idx0()), args...)
}

func assign(left, right ast.Expression) *ast.AssignExpression {
	return &ast.AssignExpression{Operator: token.ASSIGN, Left: left, Right: right}
}

// isVoid is e === undefined.
func isVoid(e ast.Expression) ast.Expression {
	return &ast.BinaryExpression{Operator: token.STRICT_EQUAL, Left: e, Right: void(e.Idx0()), Comparison: true}
}

// sequence is the expressions one after the other, without nesting.
func sequence(list ...ast.Expression) ast.Expression {
	flat := make([]ast.Expression, 0, len(list))
	for _, e := range list {
		if s, ok := e.(*ast.SequenceExpression); ok {
			flat = append(flat, s.Sequence...)
		} else {
			flat = append(flat, e)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return &ast.SequenceExpression{Sequence: flat}
}

func statement(e ast.Expression) ast.Statement { return &ast.ExpressionStatement{Expression: e} }

func returns(e ast.Expression, at file.Idx) ast.Statement {
	return &ast.ReturnStatement{Return: at, Argument: e}
}

func block(at file.Idx, list ...ast.Statement) *ast.BlockStatement {
	return &ast.BlockStatement{LeftBrace: at, List: list, RightBrace: at}
}

func binding(target ast.BindingTarget, init ast.Expression) *ast.Binding {
	return &ast.Binding{Target: target, Initializer: init}
}

func variables(at file.Idx, list ...*ast.Binding) ast.Statement {
	return &ast.VariableStatement{Var: at, List: list}
}

func parameters(at file.Idx, names ...*ast.Identifier) *ast.ParameterList {
	p := &ast.ParameterList{Opening: at}
	for _, name := range names {
		p.List = append(p.List, binding(name, nil))
	}
	return p
}

func function(at file.Idx, name *ast.Identifier, params *ast.ParameterList, body *ast.BlockStatement) *ast.FunctionLiteral {
	return &ast.FunctionLiteral{Function: at, Name: name, ParameterList: params, Body: body}
}

func arrow(at file.Idx, params *ast.ParameterList, body *ast.BlockStatement) *ast.ArrowFunctionLiteral {
	return &ast.ArrowFunctionLiteral{Start: at, ParameterList: params, Body: body}
}

// isIdentifierName says whether s can stand behind a dot. Names beyond ASCII are left out: the runtimes refuse them.
func isIdentifierName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// quoteText returns s as a string literal in double quotes.
func quoteText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x20 || r == 0x2028 || r == 0x2029 || r == utf8.RuneError:
			b.WriteString(`\u`)
			b.WriteString(strconv.FormatInt(int64(r)+0x10000, 16)[1:])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
