// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import "selvedge/internal/js/syntax"

// storage says where a variable lives.
type storage uint8

const (
	inRegister storage = iota
	inCell
	inGlobal
)

// binding is a variable.
type binding struct {
	decl     *syntax.Decl
	owner    *unit
	storage  storage
	index    int  // of the register, cell or global; a register or cell is assigned when the scope begins
	declared bool // the declaration has been passed, by the first pass and then again by the second
}

// lexical says whether the variable is dead at first.
func (b *binding) lexical() bool {
	return b.decl != nil && (b.decl.Kind == syntax.DeclLet || b.decl.Kind == syntax.DeclConst)
}

// region is a scope of the tree with what the first pass has found out about it.
type region struct {
	outer    *region
	unit     *unit
	bindings []*binding
	byName   map[string]*binding // from mapBindings bindings on
}

const mapBindings = 8

func (r *region) add(b *binding) {
	r.bindings = append(r.bindings, b)
	if r.byName == nil && len(r.bindings) > mapBindings {
		r.byName = make(map[string]*binding)
		for _, b := range r.bindings {
			r.byName[b.decl.Name] = b
		}
	} else if r.byName != nil {
		r.byName[b.decl.Name] = b
	}
}

func (r *region) find(name string) *binding {
	if r.byName != nil {
		return r.byName[name]
	}
	for i := len(r.bindings) - 1; i >= 0; i-- {
		if r.bindings[i].decl.Name == name {
			return r.bindings[i]
		}
	}
	return nil
}

// lookup finds the variable that a name means, or nil.
func (r *region) lookup(name string) *binding {
	for ; r != nil; r = r.outer {
		if b := r.find(name); b != nil {
			return b
		}
	}
	return nil
}

// unit is a function, or the top level, with what the first pass has found out about it.
type unit struct {
	fn    *syntax.Function // nil for the top level
	outer *unit
	this  *binding // nil in arrow functions
}

// withThis returns the function whose this is meant in u.
func (u *unit) withThis() *unit {
	for u.this == nil {
		u = u.outer
	}
	return u
}

// analysis is the first pass.
type analysis struct {
	regions map[*syntax.Scope]*region
	units   map[*syntax.Function]*unit

	unit   *unit
	region *region
}

// begin enters a scope, which may be nil. The caller sets a.region back.
func (a *analysis) begin(s *syntax.Scope) {
	if s == nil {
		return
	}
	r := &region{outer: a.region, unit: a.unit}
	for _, d := range s.Decls {
		b := &binding{decl: d, owner: a.unit}
		if s.Kind == syntax.ScopeGlobal {
			b.storage = inGlobal
		}
		r.add(b)
	}
	a.regions[s] = r
	a.region = r
	for _, d := range s.Decls {
		if d.Func != nil {
			a.function(d.Func)
		}
	}
}

func (a *analysis) program(p *syntax.Program) *unit {
	a.unit = &unit{}
	a.unit.this = &binding{owner: a.unit}
	top := a.unit
	a.begin(p.Scope)
	a.stmts(p.Body)
	return top
}

// forget prepares for the second pass.
func (a *analysis) forget() {
	for _, r := range a.regions {
		for _, b := range r.bindings {
			b.declared = false
		}
	}
}

func (a *analysis) function(fn *syntax.Function) {
	if a.units[fn] != nil {
		return // a declaration is met twice: by its scope and in its place
	}
	u := &unit{fn: fn, outer: a.unit}
	if fn.Kind != syntax.FuncArrow {
		u.this = &binding{owner: u}
	}
	a.units[fn] = u
	unit, region := a.unit, a.region
	a.unit = u
	a.begin(fn.Scope)
	a.stmts(fn.Body)
	a.unit, a.region = unit, region
}

func (a *analysis) reference(name string) {
	b := a.region.lookup(name)
	if b == nil || b.storage == inGlobal {
		return
	}
	if b.owner != a.unit || b.lexical() && !b.declared { // cells know when they are dead
		b.storage = inCell
	}
}

func (a *analysis) declared(name string) {
	if b := a.region.lookup(name); b != nil {
		b.declared = true
	}
}

func (a *analysis) stmts(list []syntax.Stmt) {
	for _, s := range list {
		a.stmt(s)
	}
}

func (a *analysis) stmt(s syntax.Stmt) {
	region := a.region
	switch s := s.(type) {
	case nil, *syntax.FuncDecl, *syntax.EmptyStmt, *syntax.ContinueStmt, *syntax.BreakStmt, *syntax.DebuggerStmt,
		*syntax.ImportStmt:
	case *syntax.ExprStmt:
		a.expr(s.X)
	case *syntax.VarStmt:
		for _, d := range s.Decls {
			a.expr(d.Init)
			a.declared(d.Name.Name)
		}
	case *syntax.BlockStmt:
		a.begin(s.Scope)
		a.stmts(s.Body)
	case *syntax.IfStmt:
		a.expr(s.Test)
		a.stmt(s.Then)
		a.stmt(s.Else)
	case *syntax.WhileStmt:
		a.expr(s.Test)
		a.stmt(s.Body)
	case *syntax.DoWhileStmt:
		a.stmt(s.Body)
		a.expr(s.Test)
	case *syntax.ForStmt:
		a.begin(s.Scope)
		a.stmt(s.Init)
		a.expr(s.Test)
		a.expr(s.Update)
		a.stmt(s.Body)
	case *syntax.ForInStmt:
		a.begin(s.Scope)
		a.expr(s.Object)
		if id, ok := s.Target.(*syntax.Ident); ok && s.Declares {
			a.declared(id.Name)
		}
		a.expr(s.Target)
		a.stmt(s.Body)
	case *syntax.ReturnStmt:
		a.expr(s.Value)
	case *syntax.SwitchStmt:
		a.expr(s.Value)
		a.begin(s.Scope)
		a.cases(s)
	case *syntax.LabeledStmt:
		a.stmt(s.Body)
	case *syntax.ThrowStmt:
		a.expr(s.Value)
	case *syntax.TryStmt:
		a.try(s)
	}
	a.region = region
}

// cases leaves the declarations of a switch undeclared: another case may be entered past them.
func (a *analysis) cases(s *syntax.SwitchStmt) {
	for _, c := range s.Cases {
		a.expr(c.Test)
		a.stmts(c.Body)
		if s.Scope == nil {
			continue
		}
		for _, b := range a.region.bindings {
			b.declared = false
		}
	}
}

func (a *analysis) try(s *syntax.TryStmt) {
	region := a.region
	a.stmt(s.Block)
	if s.Catch != nil {
		a.begin(s.Catch.Scope)
		a.stmts(s.Catch.Body)
		a.region = region
	}
	if s.Finally != nil {
		a.stmt(s.Finally)
	}
}

func (a *analysis) exprs(list []syntax.Expr) {
	for _, e := range list {
		a.expr(e)
	}
}

func (a *analysis) expr(e syntax.Expr) {
	switch e := e.(type) {
	case nil, *syntax.NullLit, *syntax.BoolLit, *syntax.NumberLit, *syntax.StringLit, *syntax.RegExpLit:
	case *syntax.Ident:
		a.reference(e.Name)
	case *syntax.ThisExpr:
		if u := a.unit.withThis(); u != a.unit {
			u.this.storage = inCell
		}
	case *syntax.TemplateLit:
		a.exprs(e.Exprs)
	case *syntax.TaggedTemplate:
		a.expr(e.Tag)
		a.exprs(e.Exprs)
	case *syntax.ArrayLit:
		a.exprs(e.Elems)
	case *syntax.ObjectLit:
		for _, p := range e.Props {
			a.expr(p.KeyExpr)
			a.expr(p.Value)
		}
	case *syntax.FuncExpr:
		a.function(e.Func)
	case *syntax.MemberExpr:
		a.expr(e.Object)
	case *syntax.IndexExpr:
		a.expr(e.Object)
		a.expr(e.Index)
	case *syntax.CallExpr:
		a.expr(e.Callee)
		a.exprs(e.Args)
	case *syntax.NewExpr:
		a.expr(e.Callee)
		a.exprs(e.Args)
	case *syntax.UnaryExpr:
		a.expr(e.X)
	case *syntax.UpdateExpr:
		a.expr(e.X)
	case *syntax.BinaryExpr:
		a.expr(e.L)
		a.expr(e.R)
	case *syntax.LogicalExpr:
		a.expr(e.L)
		a.expr(e.R)
	case *syntax.CondExpr:
		a.expr(e.Test)
		a.expr(e.Then)
		a.expr(e.Else)
	case *syntax.AssignExpr:
		a.expr(e.Target)
		a.expr(e.Value)
	case *syntax.CommaExpr:
		a.exprs(e.Exprs)
	case *syntax.AwaitExpr:
		a.expr(e.X)
	}
}
