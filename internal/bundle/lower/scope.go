// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"slices"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/token"
)

// symbolKind is how a symbol was declared.
type symbolKind int

const (
	symbolVar symbolKind = iota // var, parameter, function at the top of a function
	symbolLet                   // let, class
	symbolConst
	symbolFunction // function declaration
	symbolParam
	symbolCatch
	symbolSelf // own name of a function expression
)

// symbol is a variable.
type symbol struct {
	name  string
	kind  symbolKind
	scope *scope
	uses  []*ast.Identifier // all places where the name stands, with that of its declaration

	assigned bool // written after its declaration
	captured bool // used in a function inside of the one that declares it
}

// scope is a region of names: the program, a function with its parameters, or a block.
type scope struct {
	outer   *scope
	fn      *scope // the innermost scope of a function or the program; itself for those
	loop    *scope // the body of the innermost loop of the function around, nil outside of loops
	symbols map[string]*symbol
	order   []*symbol
}

// resolved says what the names of a program mean. It is for programs without patterns, classes, for-of and short properties.
type resolved struct {
	top     *scope
	all     []*symbol
	of      map[*ast.Identifier]*symbol
	scopes  map[any]*scope // by node: function, block, loop, switch, catch
	free    []*ast.Identifier
	freeSet map[string]bool

	current *scope
	guarded map[string]bool // names whose type the program asks for
}

func resolve(body []ast.Statement) *resolved {
	r := &resolved{
		of: map[*ast.Identifier]*symbol{}, scopes: map[any]*scope{}, freeSet: map[string]bool{},
		guarded: map[string]bool{},
	}
	r.top = &scope{symbols: map[string]*symbol{}}
	r.top.fn = r.top
	r.current = r.top
	r.declareList(body)
	r.hoist(body)
	r.mapper().stmts(body)
	return r
}

func (r *resolved) mapper() mapper { return mapper{expr: r.expr, stmt: r.stmt} }

// enter opens a scope for a node; the function that it returns closes it.
func (r *resolved) enter(node any, isFunction bool) func() {
	s := &scope{outer: r.current, symbols: map[string]*symbol{}}
	if isFunction {
		s.fn = s
	} else {
		s.fn, s.loop = r.current.fn, r.current.loop
	}
	r.current = s
	r.scopes[node] = s
	return func() { r.current = s.outer }
}

func (r *resolved) declare(s *scope, id *ast.Identifier, kind symbolKind) {
	name := nameOf(id)
	sym := s.symbols[name]
	if sym == nil {
		sym = &symbol{name: name, kind: kind, scope: s}
		s.symbols[name] = sym
		s.order = append(s.order, sym)
		r.all = append(r.all, sym)
	} else if kind == symbolVar || kind == symbolFunction {
		sym.assigned = true // declared again
	}
	r.note(sym, id)
}

// forget takes a symbol out of the lists of all that are.
func (r *resolved) forget(sym *symbol) {
	is := func(other *symbol) bool { return other == sym }
	r.all = slices.DeleteFunc(r.all, is)
	sym.scope.order = slices.DeleteFunc(sym.scope.order, is)
}

func (r *resolved) note(sym *symbol, id *ast.Identifier) {
	if r.of[id] == nil {
		r.of[id] = sym
		sym.uses = append(sym.uses, id)
	}
}

// declareList declares what the statements of a block declare for the block.
func (r *resolved) declareList(list []ast.Statement) {
	for _, s := range list {
		for label, ok := s.(*ast.LabelledStatement); ok; label, ok = s.(*ast.LabelledStatement) {
			s = label.Statement
		}
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			r.declareLexical(s)
		case *ast.FunctionDeclaration:
			r.declare(r.current, s.Function.Name, symbolFunction)
		}
	}
}

func (r *resolved) declareLexical(d *ast.LexicalDeclaration) {
	kind := symbolLet
	if d.Token == token.CONST {
		kind = symbolConst
	}
	for _, b := range d.List {
		r.declare(r.current, b.Target.(*ast.Identifier), kind)
	}
}

// hoist declares the var of the statements of a function.
func (r *resolved) hoist(list []ast.Statement) {
	add := func(list []*ast.Binding) {
		for _, b := range list {
			r.declare(r.current, b.Target.(*ast.Identifier), symbolVar)
		}
	}
	v := visitor{
		expr: func(ast.Expression) bool { return false },
		stmt: func(s ast.Statement) bool {
			switch s := s.(type) {
			case *ast.VariableStatement:
				add(s.List)
			case *ast.ForStatement:
				if init, ok := s.Initializer.(*ast.ForLoopInitializerVarDeclList); ok {
					add(init.List)
				}
			case *ast.ForInStatement:
				if into, ok := s.Into.(*ast.ForIntoVar); ok {
					add([]*ast.Binding{into.Binding})
				}
			}
			return true
		},
	}
	for _, s := range list {
		v.visitStmt(s)
	}
}

func (r *resolved) stmt(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.BlockStatement:
		defer r.enter(s, false)()
		r.declareList(s.List)
		r.mapper().stmts(s.List)
	case *ast.FunctionDeclaration:
		r.function(s.Function, s.Function.ParameterList, s.Function.Body.List)
	case *ast.SwitchStatement:
		s.Discriminant = r.expr(s.Discriminant)
		defer r.enter(s, false)()
		for _, c := range s.Body {
			r.declareList(c.Consequent)
		}
		for _, c := range s.Body {
			r.mapper().mapExpr(c.Test)
			r.mapper().stmts(c.Consequent)
		}
	case *ast.TryStatement:
		r.stmt(s.Body)
		if s.Catch != nil {
			r.catch(s.Catch)
		}
		if s.Finally != nil {
			r.stmt(s.Finally)
		}
	case *ast.ForStatement, *ast.ForInStatement, *ast.WhileStatement, *ast.DoWhileStatement:
		r.loop(s)
	default:
		r.mapper().eachStmt(s)
	}
	return s
}

func (r *resolved) catch(c *ast.CatchStatement) {
	defer r.enter(c, false)()
	id := c.Parameter.(*ast.Identifier)
	if sym := r.current.fn.symbols[nameOf(id)]; sym != nil && sym.kind == symbolVar {
		// catch (e) { var e = 1; } sets the parameter: the two keep one name.
		r.current.symbols[nameOf(id)] = sym
		sym.assigned = true
		r.note(sym, id)
	} else {
		r.declare(r.current, id, symbolCatch)
	}
	r.declareList(c.Body.List)
	r.mapper().stmts(c.Body.List)
}

// loop resolves a loop. Its scope holds what the head declares.
func (r *resolved) loop(s ast.Statement) {
	defer r.enter(s, false)()
	r.current.loop = r.current
	switch s := s.(type) {
	case *ast.ForStatement:
		if init, ok := s.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
			r.declareLexical(&init.LexicalDeclaration)
		}
	case *ast.ForInStatement:
		switch into := s.Into.(type) {
		case *ast.ForDeclaration:
			kind := symbolLet
			if into.IsConst {
				kind = symbolConst
			}
			r.declare(r.current, into.Target.(*ast.Identifier), kind)
		case *ast.ForIntoExpression:
			r.write(into.Expression)
		case *ast.ForIntoVar:
			r.write(into.Binding.Target)
		}
	}
	r.mapper().eachStmt(s)
}

// function resolves a function; f is its node.
func (r *resolved) function(f any, params *ast.ParameterList, body []ast.Statement) {
	defer r.enter(f, true)()
	for _, b := range params.List {
		r.declare(r.current, b.Target.(*ast.Identifier), symbolParam)
	}
	if params.Rest != nil {
		r.declare(r.current, params.Rest.(*ast.Identifier), symbolParam)
	}
	r.hoist(body)
	r.declareList(body)
	r.mapper().stmts(body)
}

func (r *resolved) expr(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.Identifier:
		r.reference(e)
	case *ast.FunctionLiteral:
		if e.Name != nil {
			// The own name lives in a scope around the function.
			type selfScope struct{ *ast.FunctionLiteral }
			leave := r.enter(selfScope{e}, false)
			r.declare(r.current, e.Name, symbolSelf)
			defer leave()
		}
		r.function(e, e.ParameterList, e.Body.List)
	case *ast.ArrowFunctionLiteral:
		if body, ok := e.Body.(*ast.BlockStatement); ok {
			r.function(e, e.ParameterList, body.List)
		} else {
			r.function(e, e.ParameterList, []ast.Statement{statement(e.Body.(*ast.ExpressionBody).Expression)})
		}
	case *ast.AssignExpression:
		r.write(e.Left)
		r.mapper().eachExpr(e)
	case *ast.UnaryExpression:
		switch e.Operator {
		case token.INCREMENT, token.DECREMENT:
			r.write(e.Operand)
		case token.TYPEOF:
			if id, ok := e.Operand.(*ast.Identifier); ok {
				r.guarded[nameOf(id)] = true
			}
		}
		r.mapper().eachExpr(e)
	case *ast.BinaryExpression:
		r.chain(e)
	default:
		r.mapper().eachExpr(e)
	}
	return e
}

// chain resolves a chain of operators that groups to the left without going deep.
func (r *resolved) chain(e *ast.BinaryExpression) {
	var parts []ast.Expression
	for {
		parts = append(parts, e.Right)
		left, ok := e.Left.(*ast.BinaryExpression)
		if !ok {
			parts = append(parts, e.Left)
			break
		}
		e = left
	}
	for _, part := range slices.Backward(parts) {
		r.expr(part)
	}
}

// write notes that a variable is assigned to.
func (r *resolved) write(target ast.Expression) {
	if id, ok := target.(*ast.Identifier); ok {
		if sym := r.lookup(nameOf(id)); sym != nil {
			sym.assigned = true
		}
	}
}

func (r *resolved) lookup(name string) *symbol {
	for s := r.current; s != nil; s = s.outer {
		if sym := s.symbols[name]; sym != nil {
			return sym
		}
	}
	return nil
}

func (r *resolved) reference(id *ast.Identifier) {
	name := nameOf(id)
	sym := r.lookup(name)
	if sym == nil {
		if name != "arguments" && name != "undefined" {
			r.free = append(r.free, id)
			r.freeSet[name] = true
		}
		return
	}
	r.note(sym, id)
	if sym.scope.fn != r.current.fn {
		sym.captured = true
	}
}

// rename gives a symbol another name.
func (sym *symbol) rename(name string) {
	sym.name = name
	for _, id := range sym.uses {
		id.Name = ident(name, 0).Name
	}
}
