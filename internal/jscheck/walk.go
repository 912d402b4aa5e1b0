// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import (
	"strings"

	"selvedge/internal/js/syntax"
)

func (u *uses) list(list []syntax.Stmt) {
	for _, s := range list {
		u.stmt(s)
	}
}

func (u *uses) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		u.expr(s.X, usageRead)
	case *syntax.VarStmt:
		u.variables(s)
	case *syntax.FuncDecl:
		u.function(s.Func)
	case *syntax.BlockStmt:
		u.enter(s.Scope)
		u.list(s.Body)
		u.leave(s.Scope)
	case *syntax.IfStmt:
		u.ifs(s)
	case *syntax.WhileStmt:
		u.expr(s.Test, usageTest)
		u.stmt(s.Body)
	case *syntax.DoWhileStmt:
		u.stmt(s.Body)
		u.expr(s.Test, usageTest)
	case *syntax.ForStmt:
		u.enter(s.Scope)
		u.stmt(s.Init)
		u.expr(s.Test, usageTest)
		u.expr(s.Update, usageRead)
		u.stmt(s.Body)
		u.leave(s.Scope)
	case *syntax.ForInStmt:
		u.enter(s.Scope)
		u.expr(s.Target, usageAssign)
		u.expr(s.Object, usageRead)
		u.stmt(s.Body)
		u.leave(s.Scope)
	case *syntax.ReturnStmt:
		u.expr(s.Value, usageRead)
	case *syntax.ThrowStmt:
		u.expr(s.Value, usageRead)
	case *syntax.LabeledStmt:
		u.stmt(s.Body)
	case *syntax.SwitchStmt:
		u.switches(s)
	case *syntax.TryStmt:
		u.try(s)
	case *syntax.ImportStmt:
		u.modules[u.lookup(s.Name.Name)] = s.Module
	}
}

// ifs walks a chain of else-if in a loop.
func (u *uses) ifs(s *syntax.IfStmt) {
	for {
		u.expr(s.Test, usageTest)
		u.stmt(s.Then)
		next, ok := s.Else.(*syntax.IfStmt)
		if !ok {
			u.stmt(s.Else)
			return
		}
		s = next
	}
}

func (u *uses) switches(s *syntax.SwitchStmt) {
	u.expr(s.Value, usageRead)
	u.enter(s.Scope)
	for _, c := range s.Cases {
		u.expr(c.Test, usageRead)
		u.list(c.Body)
	}
	u.leave(s.Scope)
}

func (u *uses) try(s *syntax.TryStmt) {
	u.stmt(s.Block)
	if s.Catch != nil {
		u.enter(s.Catch.Scope)
		u.list(s.Catch.Body)
		u.leave(s.Catch.Scope)
	}
	if s.Finally != nil {
		u.stmt(s.Finally)
	}
}

// variables walks a declaration. A variable that is given a module holds it from then on.
func (u *uses) variables(s *syntax.VarStmt) {
	for _, d := range s.Decls {
		v := u.expr(d.Init, usageRead)
		if u.gather && d.Name.Name != "" && v.whole && u.catalogue.modules[v.path] == v.object && v.object != nil {
			if decl := u.lookup(d.Name.Name); decl != nil {
				u.modules[decl] = v.path
			}
		}
	}
}

func (u *uses) function(fn *syntax.Function) {
	u.enter(fn.Scope)
	u.list(fn.Body)
	u.leave(fn.Scope)
}

// expr walks an expression and returns what is known of its value. Operators that group to the left are walked in a loop.
func (u *uses) expr(e syntax.Expr, use usage) value {
	var chain []syntax.Expr
	for {
		left := leftOf(e)
		if left == nil {
			break
		}
		chain = append(chain, e)
		e = left
	}
	if len(chain) == 0 {
		return u.simple(e, use)
	}
	start := e
	v := u.simple(e, useBy(chain[len(chain)-1]))
	for i := len(chain) - 1; i >= 0; i-- {
		outer := use
		if i > 0 {
			outer = useBy(chain[i-1])
		}
		v = u.link(chain[i], v, outer, start)
	}
	return v
}

// leftOf returns the operand of e that can be as long as the source, nil if there is none.
func leftOf(e syntax.Expr) syntax.Expr {
	switch e := e.(type) {
	case *syntax.MemberExpr:
		return e.Object
	case *syntax.IndexExpr:
		return e.Object
	case *syntax.CallExpr:
		return e.Callee
	case *syntax.TaggedTemplate:
		return e.Tag
	case *syntax.BinaryExpr:
		return e.L
	case *syntax.LogicalExpr:
		return e.L
	default:
		return nil
	}
}

// useBy says what e does with its left operand.
func useBy(e syntax.Expr) usage {
	switch e := e.(type) {
	case *syntax.MemberExpr, *syntax.IndexExpr:
		return usageMember
	case *syntax.CallExpr, *syntax.TaggedTemplate:
		return usageCall
	case *syntax.LogicalExpr:
		return usageTest
	case *syntax.BinaryExpr:
		switch e.Op {
		case syntax.OpEq, syntax.OpNe, syntax.OpStrictEq, syntax.OpStrictNe:
			return usageTest
		}
	}
	return usageRead
}

// link walks an expression of a chain whose left operand has the value v. start is where the chain begins.
func (u *uses) link(e syntax.Expr, v value, use usage, start syntax.Expr) value {
	switch e := e.(type) {
	case *syntax.MemberExpr:
		return u.member(v, e.Name, u.memberSpan(e, start), use)
	case *syntax.IndexExpr:
		u.expr(e.Index, usageRead)
		if name, ok := e.Index.(*syntax.StringLit); ok {
			from := name.Pos().Offset
			return u.member(v, name.Value, span{from, int32(literalEnd(u.source, from))}, use)
		}
	case *syntax.CallExpr:
		u.exprs(e.Args)
		if id, ok := e.Callee.(*syntax.Ident); ok && u.lookup(id.Name) == nil {
			if id.Name == "require" {
				return u.require(e)
			}
			if id.Name == "String" || id.Name == "Array" || id.Name == "Date" || id.Name == "RegExp" {
				return u.called(id.Name)
			}
		}
	case *syntax.TaggedTemplate:
		u.exprs(e.Exprs)
	case *syntax.BinaryExpr:
		u.expr(e.R, useBy(e))
	case *syntax.LogicalExpr:
		u.expr(e.R, use)
	}
	return value{}
}

// called returns the value of a constructor that is called without new.
func (u *uses) called(name string) value {
	if name == "Date" {
		name = "String"
	}
	return u.instance(name)
}

// memberSpan returns the place of a.b when the chain begins with a name, or of b.
func (u *uses) memberSpan(e *syntax.MemberExpr, start syntax.Expr) span {
	from := e.Pos().Offset
	end := int(from) + 1
	if i := strings.Index(u.source[end:min(len(u.source), end+nameDistance)], e.Name); i >= 0 {
		end += i
		from = int32(end)
	}
	s := span{from, int32(end + len(e.Name))}
	if e.Object == start && s.from > start.Pos().Offset {
		if _, ok := start.(*syntax.Ident); ok {
			s.from = start.Pos().Offset
		}
	}
	return s
}

// nameDistance is how far behind the dot a name is looked for: there may be a comment or a line end.
const nameDistance = 200

func (u *uses) exprs(list []syntax.Expr) {
	for _, e := range list {
		u.expr(e, usageRead)
	}
}

// simple walks an expression that does not begin with another.
func (u *uses) simple(e syntax.Expr, use usage) value {
	switch e := e.(type) {
	case *syntax.Ident:
		return u.name(e, use)
	case *syntax.StringLit:
		return u.instance("String")
	case *syntax.TemplateLit:
		u.exprs(e.Exprs)
		return u.instance("String")
	case *syntax.NumberLit:
		return u.instance("Number")
	case *syntax.RegExpLit:
		return u.instance("RegExp")
	case *syntax.ArrayLit:
		u.exprs(e.Elems)
		return u.instance("Array")
	case *syntax.ObjectLit:
		u.object(e)
	case *syntax.FuncExpr:
		u.function(e.Func)
		return u.instance("Function")
	case *syntax.NewExpr:
		return u.construct(e)
	case *syntax.UnaryExpr:
		u.unary(e)
	case *syntax.UpdateExpr:
		u.expr(e.X, usageRead)
	case *syntax.CondExpr:
		u.expr(e.Test, usageTest)
		u.expr(e.Then, use)
		u.expr(e.Else, use)
	case *syntax.AssignExpr:
		u.expr(e.Target, usageAssign)
		return u.expr(e.Value, usageRead)
	case *syntax.CommaExpr:
		var last value
		for _, part := range e.Exprs {
			last = u.expr(part, usageRead)
		}
		return last
	case *syntax.AwaitExpr:
		u.expr(e.X, usageRead)
	}
	return value{}
}

func (u *uses) unary(e *syntax.UnaryExpr) {
	use := usageRead
	switch e.Op {
	case syntax.OpTypeof:
		use = usageType
	case syntax.OpNot:
		use = usageTest
	case syntax.OpDelete:
		use = usageAssign
	}
	u.expr(e.X, use)
}

// object walks an object literal, whose names the function defines.
func (u *uses) object(e *syntax.ObjectLit) {
	for _, prop := range e.Props {
		if u.gather && prop.Key != "" {
			u.defined["."+prop.Key] = true
		}
		u.expr(prop.KeyExpr, usageRead)
		u.expr(prop.Value, usageRead)
	}
}

// construct walks new, and returns the value that a built-in constructor makes.
func (u *uses) construct(e *syntax.NewExpr) value {
	u.expr(e.Callee, usageNew)
	u.exprs(e.Args)
	if id, ok := e.Callee.(*syntax.Ident); ok && u.lookup(id.Name) == nil {
		return u.instance(id.Name)
	}
	return value{}
}
