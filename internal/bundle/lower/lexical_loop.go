// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"slices"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/token"
)

// wrapping puts the body of a loop into a function, so that each turn has variables of its own:
//
//	for (let i = 0; i < 3; i++) { if (f(i)) break; list.push(() => i); }
//
// becomes
//
//	for (var i = 0; i < 3; i++) {
//		var _r = (i => { if (f(i)) return 1; list.push(() => i); })(i);
//		if (_r === 1) break;
//	}
type wrapping struct {
	x     *lexical
	scope *scope

	exits []exit
	// While the body is searched: the labels in it, and how many loops and loops or switches are around.
	labels           []string
	loops, breakable int
}

// exit is a way out of the body. The function returns its number, from 1 on, or an array with the value of a return.
type exit struct {
	branch  token.Token // BREAK, CONTINUE or RETURN
	label   string
	isValue bool
}

// wrap wraps the body of a loop. The loops in it have not been wrapped yet: they will be, inside of the function.
func (w *wrapping) wrap(s ast.Statement) {
	body := bodyOf(s)
	at := (*body).Idx0()
	list := []ast.Statement{w.stmt(*body)}
	if b, ok := list[0].(*ast.BlockStatement); ok {
		list = b.List
	}
	params, args, after := w.head(s, at)
	if len(after) > 0 {
		list = []ast.Statement{&ast.TryStatement{Try: at, Body: block(at, list...), Finally: block(at, after...)}}
	}
	run := call(arrow(at, parameters(at, params...), block(at, list...)), args...)
	if len(w.exits) == 0 {
		*body = block(at, statement(run))
		return
	}
	result := ident(w.x.names.fresh("_r"), at)
	turn := []ast.Statement{&ast.LexicalDeclaration{Idx: at, Token: token.LET, List: []*ast.Binding{binding(result, run)}}}
	var last []ast.Statement
	for i, e := range w.exits {
		if e.isValue { // its test is true for the numbers of the others, too
			last = append(last, w.leave(e, i+1, result))
			continue
		}
		turn = append(turn, w.leave(e, i+1, result))
	}
	turn = append(turn, last...)
	*body = block(at, turn...)
}

func bodyOf(s ast.Statement) *ast.Statement {
	switch s := s.(type) {
	case *ast.ForStatement:
		return &s.Body
	case *ast.ForInStatement:
		return &s.Body
	case *ast.WhileStatement:
		return &s.Body
	case *ast.DoWhileStatement:
		return &s.Body
	}
	panic("BUG: no loop")
}

// head returns the parameters and arguments that carry the variables of the head into the function, and what carries
// back those that the body changes.
func (w *wrapping) head(s ast.Statement, at file.Idx) (params []*ast.Identifier, args []ast.Expression, after []ast.Statement) {
	body := *bodyOf(s)
	for _, sym := range w.scope.order {
		inside := usesIn(body, sym.uses)
		if len(inside) == 0 {
			continue
		}
		outer := ident(sym.name, at)
		if _, counting := s.(*ast.ForStatement); counting && writes(body, inside) {
			outer = ident(w.x.names.fresh("_"+sym.name), at)
			for _, id := range sym.uses {
				if !slices.Contains(inside, id) {
					id.Name = outer.Name
				}
			}
			after = append(after, statement(assign(copyIdent(outer), ident(sym.name, at))))
		}
		params = append(params, ident(sym.name, at))
		args = append(args, outer)
	}
	return params, args, after
}

// usesIn returns those of some identifiers that stand in s.
func usesIn(s ast.Statement, uses []*ast.Identifier) []*ast.Identifier {
	var inside []*ast.Identifier
	visitor{expr: func(e ast.Expression) bool {
		if id, ok := e.(*ast.Identifier); ok && slices.Contains(uses, id) {
			inside = append(inside, id)
		}
		return true
	}}.visitStmt(s)
	return inside
}

// writes says whether s assigns to one of the identifiers.
func writes(s ast.Statement, ids []*ast.Identifier) bool {
	found := false
	check := func(e ast.Expression) {
		if id, ok := e.(*ast.Identifier); ok && slices.Contains(ids, id) {
			found = true
		}
	}
	visitor{expr: func(e ast.Expression) bool {
		switch e := e.(type) {
		case *ast.AssignExpression:
			check(e.Left)
		case *ast.UnaryExpression:
			if e.Operator == token.INCREMENT || e.Operator == token.DECREMENT {
				check(e.Operand)
			}
		}
		return !found
	}}.visitStmt(s)
	return found
}

// leave does behind the function what exit number n stands for.
func (w *wrapping) leave(e exit, n int, result *ast.Identifier) ast.Statement {
	at := result.Idx
	if e.isValue {
		return &ast.IfStatement{If: at, Test: copyIdent(result), Consequent: returns(index(copyIdent(result), number(0, at)), at)}
	}
	branch := &ast.BranchStatement{Idx: at, Token: e.branch}
	if e.label != "" {
		branch.Label = ident(e.label, at)
	}
	return &ast.IfStatement{If: at, Consequent: branch, Test: &ast.BinaryExpression{
		Operator: token.STRICT_EQUAL, Left: copyIdent(result), Right: number(n, at), Comparison: true,
	}}
}

// number returns the number of an exit.
func (w *wrapping) number(e exit) int {
	if i := slices.Index(w.exits, e); i >= 0 {
		return i + 1
	}
	w.exits = append(w.exits, e)
	return len(w.exits)
}

// stmt rewrites the ways out of a statement of the body, and takes var declarations out of it.
func (w *wrapping) stmt(s ast.Statement) ast.Statement {
	m := mapper{stmt: w.stmt}
	switch s := s.(type) {
	case *ast.BranchStatement:
		return w.branch(s)
	case *ast.ReturnStatement:
		value := s.Argument
		if value == nil {
			value = void(s.Return)
		}
		w.number(exit{branch: token.RETURN, isValue: true})
		return returns(array(s.Return, value), s.Return)
	case *ast.VariableStatement:
		return w.variable(s.List, s.Var)
	case *ast.LabelledStatement:
		w.labels = append(w.labels, nameOf(s.Label))
		m.eachStmt(s)
		w.labels = w.labels[:len(w.labels)-1]
		return s
	case *ast.SwitchStatement:
		w.breakable++
		m.eachStmt(s)
		w.breakable--
		return s
	case *ast.ForStatement, *ast.ForInStatement, *ast.WhileStatement, *ast.DoWhileStatement:
		w.innerHead(s)
		w.breakable++
		w.loops++
		m.eachStmt(s)
		w.loops--
		w.breakable--
		return s
	case *ast.FunctionDeclaration:
		return s
	}
	m.eachStmt(s)
	return s
}

func (w *wrapping) branch(s *ast.BranchStatement) ast.Statement {
	label := ""
	if s.Label != nil {
		label = nameOf(s.Label)
		if slices.Contains(w.labels, label) {
			return s
		}
	} else if s.Token == token.BREAK && w.breakable > 0 || s.Token == token.CONTINUE && w.loops > 0 {
		return s
	} else if s.Token == token.CONTINUE {
		return returns(nil, s.Idx)
	}
	return returns(number(w.number(exit{branch: s.Token, label: label}), s.Idx), s.Idx)
}

// variable turns var a = 1, b into a = 1 and declares a and b for the function around.
func (w *wrapping) variable(list []*ast.Binding, at file.Idx) ast.Statement {
	if e := w.hoist(list); e != nil {
		return statement(e)
	}
	return &ast.EmptyStatement{Semicolon: at}
}

func (w *wrapping) hoist(list []*ast.Binding) ast.Expression {
	var parts []ast.Expression
	for _, b := range list {
		name := b.Target.(*ast.Identifier)
		if !slices.Contains(w.x.temps, nameOf(name)) {
			w.x.temps = append(w.x.temps, nameOf(name))
		}
		if b.Initializer != nil {
			parts = append(parts, assign(name, b.Initializer))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return sequence(parts...)
}

// innerHead takes var out of the head of a loop in the body.
func (w *wrapping) innerHead(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ForStatement:
		if init, ok := s.Initializer.(*ast.ForLoopInitializerVarDeclList); ok {
			s.Initializer = nil
			if e := w.hoist(init.List); e != nil {
				s.Initializer = &ast.ForLoopInitializerExpression{Expression: e}
			}
		}
	case *ast.ForInStatement:
		if into, ok := s.Into.(*ast.ForIntoVar); ok {
			w.hoist([]*ast.Binding{into.Binding})
			s.Into = &ast.ForIntoExpression{Expression: into.Binding.Target}
		}
	}
}
