// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"github.com/grafana/sobek/ast"
)

// lexical turns let and const into var, for runtime 1.0.
type lexical struct {
	names    *names
	resolved *resolved
	temps    []string // variables of the current function that left the body of a loop
	loops    int      // loops around, in the current function
}

func (x *lexical) program(body []ast.Statement) []ast.Statement {
	x.rename()
	x.mapper().stmts(body)
	return declareTemps(x.temps, body)
}

// rename gives the variables of blocks names of their own, because their blocks will not keep them apart any more.
func (x *lexical) rename() {
	count := map[string]int{}
	for _, sym := range x.resolved.all {
		count[sym.name]++
	}
	for _, sym := range x.resolved.all {
		lexical := sym.kind == symbolLet || sym.kind == symbolConst
		if lexical && sym.scope != sym.scope.fn && (count[sym.name] > 1 || x.resolved.freeSet[sym.name]) {
			sym.rename(x.names.fresh(sym.name + "$"))
		}
	}
}

func (x *lexical) mapper() mapper { return mapper{expr: x.expr, stmt: x.stmt} }

func (x *lexical) expr(e ast.Expression) ast.Expression {
	if !isFunction(e) {
		x.mapper().eachExpr(e)
		return e
	}
	temps, loops := x.temps, x.loops
	x.temps, x.loops = nil, 0
	x.mapper().eachExpr(e)
	switch f := e.(type) {
	case *ast.FunctionLiteral:
		f.Body.List = declareTemps(x.temps, f.Body.List)
	case *ast.ArrowFunctionLiteral:
		if body, ok := f.Body.(*ast.BlockStatement); ok {
			body.List = declareTemps(x.temps, body.List)
		}
	}
	x.temps, x.loops = temps, loops
	return e
}

func (x *lexical) stmt(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.LexicalDeclaration:
		x.mapper().bindings(s.List)
		return variables(s.Idx, x.bindings(s.List)...)
	case *ast.ForStatement, *ast.ForInStatement, *ast.WhileStatement, *ast.DoWhileStatement:
		x.loop(s)
		return s
	}
	x.mapper().eachStmt(s)
	return s
}

// bindings are those of a let in a var: in a loop, one without a value is undefined again in each turn.
func (x *lexical) bindings(list []*ast.Binding) []*ast.Binding {
	if x.loops > 0 {
		for _, b := range list {
			if b.Initializer == nil {
				b.Initializer = void(b.Target.Idx0())
			}
		}
	}
	return list
}

func (x *lexical) loop(s ast.Statement) {
	if scope := x.resolved.scopes[s]; scope != nil && x.keeps(scope) {
		w := &wrapping{x: x, scope: scope}
		w.wrap(s)
	}
	switch s := s.(type) {
	case *ast.ForStatement:
		if init, ok := s.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
			s.Initializer = &ast.ForLoopInitializerVarDeclList{
				Var: init.LexicalDeclaration.Idx, List: init.LexicalDeclaration.List,
			}
		}
	case *ast.ForInStatement:
		if into, ok := s.Into.(*ast.ForDeclaration); ok {
			s.Into = &ast.ForIntoVar{Binding: binding(into.Target, nil)}
		}
	}
	x.loops++
	x.mapper().eachStmt(s)
	x.loops--
}

// keeps says whether a function keeps a variable of a turn of the loop with this scope.
func (x *lexical) keeps(loop *scope) bool {
	for _, sym := range x.resolved.all {
		if sym.captured && (sym.kind == symbolLet || sym.kind == symbolConst) && sym.scope.loop == loop {
			return true
		}
	}
	return false
}
