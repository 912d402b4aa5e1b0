// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Scopes and declarations, with the rules of the reference about declaring a name again.

package syntax

import "slices"

// How many functions may stand inside one another.
const (
	maxFlatNesting = 8   // with featFlatNesting
	maxNesting     = 127 // without
)

// mapScope is the number of variables from which on a scope has an index.
const mapScope = 12

// scope is a region of names while it is parsed.
type scope struct {
	kind      ScopeKind
	parent    *scope
	fn        *Function // the function of a ScopeFunction
	nesting   int       // number of functions around, for featFlatNesting
	inArgs    bool      // an argument list is being parsed; the reference keeps this per scope, and clears it at its end
	generator bool      // in an inspection: of a generator function

	vars   []*variable
	index  map[string]*variable // by name, from mapScope variables on
	labels []string

	public *Scope // made with the first declaration

	defaults []Expr // in an inspection: default values of parameters
}

// variable is a name of a scope.
type variable struct {
	name     string
	kind     DeclKind
	scope    *scope
	original *scope // where the declaration stands
	self     bool   // still only the own name of a function expression
	decl     *Decl
}

func (p *parser) beginScope(kind ScopeKind, fn *Function) bool {
	s := &scope{kind: kind, parent: p.scope, fn: fn, nesting: p.scope.nesting}
	if kind == ScopeFunction {
		s.nesting++
		if s.nesting > maxFlatNesting && p.version.has(featFlatNesting) {
			p.syntaxError("functions nested deeply", `The maximum function nesting level is "%d"`, maxFlatNesting)
			if !p.tolerate(p.scan.current()) {
				return false
			}
		}
		if s.nesting > maxNesting && p.tooDeep == nil {
			p.tooDeep = fn
		}
		s.public = &Scope{Kind: ScopeFunction}
		fn.Scope = s.public
	}
	p.scope = s
	return true
}

// endScope leaves the current scope and returns what was declared in it, nil if nothing.
func (p *parser) endScope() *Scope {
	s := p.scope
	if s.parent != nil {
		p.scope = s.parent
	}
	return s.public
}

// function returns the innermost function scope, or the global scope.
func (s *scope) function() *scope {
	for s.kind == ScopeBlock {
		s = s.parent
	}
	return s
}

func (s *scope) isArrow() bool { return s.fn != nil && s.fn.Kind == FuncArrow }

func (s *scope) find(name string) *variable {
	if s.index != nil {
		return s.index[name]
	}
	for _, v := range s.vars {
		if v.name == name {
			return v
		}
	}
	return nil
}

func (s *scope) add(v *variable) *variable {
	v.scope = s
	s.vars = append(s.vars, v)
	switch {
	case s.index != nil:
		s.index[v.name] = v
	case len(s.vars) == mapScope:
		s.index = make(map[string]*variable, 2*mapScope)
		for _, v := range s.vars {
			s.index[v.name] = v
		}
	}
	return v
}

// publish makes the Decl of a variable.
func (v *variable) publish(kind DeclKind, pos Pos) {
	s := v.scope
	if s.public == nil {
		s.public = &Scope{Kind: s.kind}
	}
	v.decl = &Decl{Name: v.name, Kind: kind, Pos: pos}
	s.public.Decls = append(s.public.Decls, v.decl)
}

// replace makes or changes the Decl of what is the own name of a function expression. The reference does not mind a function
// of that name in between, and after for (var name in …) it still holds the name for the own one.
func (v *variable) replace(kind DeclKind, pos Pos) {
	if v.decl == nil {
		v.publish(kind, pos)
		return
	}
	v.decl.Kind, v.decl.Pos, v.decl.Func = kind, pos, nil
}

// declare declares the name at t in the current scope and returns its variable, nil after an error.
func (p *parser) declare(t token, kind DeclKind) *variable {
	s, name := p.scope, p.text(t)
	root, ok := s, false
	if p.version.has(featLexical) {
		root, ok = p.rootScope(s, name, kind)
	} else {
		root, ok = p.rootScopeFlat(s, name, kind)
	}
	if !ok {
		p.failAt(t, classSyntax, "", `"%s" has already been declared`, name)
		return p.redeclare(t, kind)
	}
	v := root.find(name)
	if v == nil {
		v = root.add(&variable{name: name, kind: kind, original: s})
		v.publish(kind, t.pos())
	}
	if v.self && kind != DeclFunction {
		v.replace(kind, t.pos())
	}
	return v
}

// declareTaken is declare for a parameter or variable, which ends that the name is the own one of the function.
func (p *parser) declareTaken(t token, kind DeclKind) bool {
	v := p.declare(t, kind)
	if v == nil {
		return false
	}
	if v.self {
		v.self, v.kind = false, kind
	}
	return true
}

// declareFunction declares a function in the current scope. The last one of a name is the one that counts.
func (p *parser) declareFunction(t token, fn *Function) bool {
	v := p.declare(t, DeclFunction)
	if v == nil {
		return false
	}
	v.kind = DeclFunction
	if v.self && v.decl == nil {
		v.publish(DeclFunction, t.pos())
	}
	if v.decl.Kind == DeclVar {
		v.decl.Kind = DeclFunction
	}
	v.decl.Func = fn
	return true
}

// rootScope finds the scope in which kind declares name, with let and const. It reports a conflict as false.
func (p *parser) rootScope(s *scope, name string, kind DeclKind) (*scope, bool) {
	root, v := s, (*variable)(nil)
	for {
		if v = root.find(name); v != nil && v.kind == DeclCatch && kind == DeclVar {
			v = nil // var looks through the parameter of a catch clause
		}
		if v != nil || root.kind != ScopeBlock {
			break
		}
		root = root.parent
	}
	switch kind {
	case DeclLet, DeclConst, DeclImport:
		if s.kind == ScopeGlobal && name == "undefined" {
			return nil, false
		}
		return s, root != s || v == nil || v.self
	case DeclVar, DeclFunction:
	default:
		return s, true
	}
	if kind == DeclFunction {
		root = s
	}
	if v == nil {
		return root, true
	}
	if v.kind == DeclLet || v.kind == DeclConst || v.kind == DeclImport {
		return nil, false
	}
	function := kind == DeclFunction || v.kind == DeclFunction
	if function && v.original.kind == ScopeBlock && v.original == root {
		return nil, false
	}
	if !function {
		return v.scope, true
	}
	return root, true
}

// rootScopeFlat does the same without let and const. A var is noted in every block up to its function, because functions
// of those blocks conflict with it.
func (p *parser) rootScopeFlat(s *scope, name string, kind DeclKind) (*scope, bool) {
	for ; ; s = s.parent {
		v := s.find(name)
		if v != nil && s.kind == ScopeBlock && (kind == DeclFunction || v.kind == DeclFunction) {
			return nil, false
		}
		if kind != DeclVar || s.kind != ScopeBlock {
			return s, true
		}
		if v == nil {
			s.add(&variable{name: name, kind: kind, original: s})
		}
	}
}

// declareSelf notes the own name of a function expression. It becomes a binding with publishSelf.
func (p *parser) declareSelf(name string) *variable {
	s := p.scope
	return s.add(&variable{name: name, kind: DeclFunction, original: s, self: true})
}

// publishSelf makes a binding of the own name unless it was declared as something else.
func (v *variable) publishSelf(pos Pos) {
	if v.self && v.decl == nil {
		v.publish(DeclSelf, pos)
	}
}

// bareName is a name declared without a value, from the scope in which the statement stands.
type bareName struct {
	token token
	scope *scope
}

// checkConstants reports a constant without a value. The reference looks at what the name means where the statement stands:
// in { var x; const x = 1 } it finds the constant behind the var.
func (j *jumps) checkConstants() {
	for _, b := range j.p.bare {
		name := j.p.text(b.token)
		s := b.scope
		for s.kind == ScopeBlock && s.find(name) == nil {
			s = s.parent
		}
		if v := s.find(name); v != nil && v.kind == DeclConst {
			j.locate(b.token.pos())
			j.reportPlain(classSyntax, "missing initializer in const declaration")
		}
	}
}

// useArguments notes a reference to the arguments object. It reports false at the top level, where there is none.
func (p *parser) useArguments(t token) bool {
	s := p.scope.function()
	for s.isArrow() {
		s.fn.UsesArguments = true
		s = s.parent.function()
	}
	if s.kind == ScopeGlobal {
		p.syntaxError("", `"%s" object in global scope`, p.text(t))
		return p.tolerate(t)
	}
	s.fn.UsesArguments = true
	if s.find("arguments") == nil {
		s.add(&variable{name: "arguments", kind: DeclVar, original: s}).publish(DeclArguments, t.pos())
	}
	return true
}

// useThis notes a reference to this.
func (p *parser) useThis() {
	s := p.scope.function()
	for s.isArrow() {
		s.fn.UsesThis = true
		s = s.parent.function()
	}
	if s.kind == ScopeGlobal {
		p.usesThis = true
		return
	}
	s.fn.UsesThis = true
}

// hasLabel looks for a label in all scopes, also those around the function, as the reference does.
func (s *scope) hasLabel(name string) bool {
	for ; s != nil; s = s.parent {
		if slices.Contains(s.labels, name) {
			return true
		}
	}
	return false
}

func (s *scope) removeLabel(name string) {
	if i := slices.Index(s.labels, name); i >= 0 {
		s.labels = slices.Delete(s.labels, i, i+1)
	}
}
