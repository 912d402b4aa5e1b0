// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"fmt"

	"selvedge/internal/invariant"
	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// Options say what is compiled beside what the source says.
type Options struct {
	Cover bool // count the runs of statements: bytecode.Program.Cover
}

// Program compiles a syntax tree. The error is an *Error. The result has been verified in builds with the tag invariant.
func Program(tree *syntax.Program) (*bytecode.Program, error) { return ProgramWith(tree, Options{}) }

// ProgramWith is Program with options.
func ProgramWith(tree *syntax.Program, o Options) (*bytecode.Program, error) {
	c := &compiler{
		analysis: &analysis{regions: map[*syntax.Scope]*region{}, units: map[*syntax.Function]*unit{}},
		v1:       tree.Version == syntax.V1,
		cover:    o.Cover,
		program:  &bytecode.Program{Version: uint8(tree.Version)},
		consts:   map[constKey]int{},
	}
	top := c.analysis.program(tree)
	c.analysis.forget()
	c.topLevel(tree, top)
	if c.err != nil {
		return nil, c.err
	}
	if invariant.Enabled {
		if err := bytecode.Verify(c.program); err != nil {
			panic(fmt.Sprintf("BUG: %v", err))
		}
	}
	return c.program, nil
}

func (c *compiler) newFunction(u *unit, outer *function) *function {
	f := &function{c: c, outer: outer, unit: u, out: &bytecode.Function{Registers: 1}, next: 1, captures: map[*binding]int{}}
	c.program.Functions = append(c.program.Functions, f.out)
	return f
}

// topLevel compiles the code at the top level, which is function 0.
func (c *compiler) topLevel(tree *syntax.Program, top *unit) {
	f := c.newFunction(top, nil)
	f.out.Name, f.out.CallName, f.out.Line, f.line = "main", "main", 1, 1
	f.region = c.regions[tree.Scope]
	for i, b := range f.region.bindings {
		kind := b.decl.Kind
		b.index = f.within(i, "global variables")
		c.program.Globals = append(c.program.Globals, bytecode.Global{
			Name:     b.decl.Name,
			Property: kind == syntax.DeclVar || kind == syntax.DeclFunction,
			Dead:     b.lexical(),
		})
	}
	f.captureThis()
	f.functions(f.region)
	f.stmts(tree.Body)
	f.atPos(tree.End)
	f.emit(bytecode.OpReturnUndefined, 0, 0, 0)
	f.finish()
}

// finish checks the limits of a function.
func (f *function) finish() {
	f.out.Cells = f.within(f.cells, "captured variables")
	if len(f.out.Code) >= bytecode.MaxOperand {
		f.c.fail("function is too large", f.out.Line)
	}
}

// closure compiles a function and emits the making of its closure. name is its property name; the name in stack traces is that
// of the source.
func (f *function) closure(fn *syntax.Function, name string, dst int) {
	g := f.c.newFunction(f.c.units[fn], f)
	index := f.within(len(f.c.program.Functions)-1, "functions")
	g.describe(fn, name)
	g.prologue(fn)
	g.stmts(fn.Body)
	g.atPos(fn.End)
	g.emit(bytecode.OpReturnUndefined, 0, 0, 0)
	g.finish()
	f.emit(bytecode.OpClosure, dst, 0, index)
}

// describe sets what is known without looking at the body.
func (f *function) describe(fn *syntax.Function, name string) {
	out := f.out
	out.Name = name
	if fn.Kind == syntax.FuncDeclaration || fn.Kind == syntax.FuncExpression && !f.c.v1 {
		out.CallName = fn.Name // njs 0.4.3 knows the names of declarations only
	}
	out.Line = int(fn.Pos().Line)
	f.line, f.column = out.Line, 0
	out.Params = len(fn.Params)
	out.Length = out.Params
	if fn.Rest {
		out.Flags |= bytecode.Rest
		out.Length--
	}
	if fn.Kind == syntax.FuncGetter || fn.Kind == syntax.FuncSetter {
		out.Flags |= bytecode.NoName
	}
	switch {
	case fn.Async:
		out.Flags |= bytecode.Async
	case fn.Kind == syntax.FuncDeclaration || fn.Kind == syntax.FuncExpression:
		out.Flags |= bytecode.Constructor
	}
}

// prologue assigns places to parameters and variables, and emits what makes them ready.
func (f *function) prologue(fn *syntax.Function) {
	r := f.c.regions[fn.Scope]
	f.region = r
	for i, p := range fn.Params {
		if b := r.find(p.Name); b != nil && b.storage == inRegister {
			b.index = 1 + i
		}
	}
	f.reg(len(fn.Params))
	for _, b := range r.bindings {
		if b.decl.Kind == syntax.DeclVar && b.storage == inRegister {
			b.index = f.reg(1)
			f.out.Vars++
		}
	}
	f.captureThis()
	f.parameterCells(fn, r)
	for _, b := range r.bindings { // first: the call has filled the register, so nothing may use it in passing
		if b.decl.Kind == syntax.DeclArguments {
			f.arguments(b)
		}
	}
	for _, b := range r.bindings {
		switch b.decl.Kind {
		case syntax.DeclSelf:
			f.place(b, func(dst int) { f.emit(bytecode.OpCallee, dst, 0, 0) })
		case syntax.DeclVar:
			if b.storage == inCell {
				f.place(b, f.undefined)
			}
		}
	}
	f.lexicals(r)
	f.functions(r)
}

func (f *function) undefined(dst int) { f.emit(bytecode.OpUndefined, dst, 0, 0) }

// captureThis moves this to a cell when an arrow function uses it.
func (f *function) captureThis() {
	if b := f.unit.this; b != nil && b.storage == inCell {
		b.index = f.cell()
		f.emit(bytecode.OpCellNew, 0, 0, b.index)
	}
}

func (f *function) cell() int {
	f.cells++
	return f.within(f.cells-1, "captured variables")
}

// parameterCells moves parameters that closures see to cells.
func (f *function) parameterCells(fn *syntax.Function, r *region) {
	for i, p := range fn.Params {
		if b := r.find(p.Name); b != nil && b.storage == inCell && b.decl.Kind == syntax.DeclParam {
			b.index = f.cell()
			f.emit(bytecode.OpCellNew, 1+i, 0, b.index)
		}
	}
}

func (f *function) arguments(b *binding) {
	f.out.Flags |= bytecode.HasArguments
	f.out.Arguments = f.reg(1)
	if b.storage == inRegister {
		b.index = f.out.Arguments
		return
	}
	b.index = f.cell()
	f.emit(bytecode.OpCellNew, f.out.Arguments, 0, b.index)
}

// place gives a variable its register or cell, and the value that load puts into a register.
func (f *function) place(b *binding, load func(dst int)) {
	f.reserve(b)
	if b.storage == inRegister {
		load(b.index)
		return
	}
	dst := f.reg(1)
	load(dst)
	f.emit(bytecode.OpCellNew, dst, 0, b.index)
	f.next = dst
}

// enter begins the scope of a block.
func (f *function) enter(s *syntax.Scope) {
	if s == nil {
		return
	}
	f.region = f.c.regions[s]
	for _, b := range f.region.bindings {
		if b.decl.Kind == syntax.DeclVar { // let and const of njs that a var has taken the place of
			f.place(b, f.undefined)
		}
	}
	f.lexicals(f.region)
	f.functions(f.region)
}

// lexicals gives let and const their places.
func (f *function) lexicals(r *region) {
	for _, b := range r.bindings {
		if b.lexical() {
			f.reserve(b)
		}
	}
}

// reserve gives a variable its place.
func (f *function) reserve(b *binding) {
	if b.storage == inCell {
		b.index = f.cell()
	} else {
		b.index = f.reg(1)
	}
}

// functions instantiates the functions that a scope declares. Places come first, since they may refer to each other.
func (f *function) functions(r *region) {
	for _, b := range r.bindings {
		if b.decl.Kind == syntax.DeclFunction && b.storage != inGlobal {
			f.reserve(b)
		}
	}
	for _, b := range r.bindings {
		fn := b.decl.Func
		if fn == nil || b.decl.Kind == syntax.DeclParam && f.c.v1 { // njs 0.4.3: the parameter stays
			continue
		}
		line, column := f.line, f.column
		mark := f.next
		dst := b.index
		if b.storage != inRegister {
			dst = f.reg(1)
		}
		f.closure(fn, fn.Name, dst)
		f.initialise(b, dst)
		f.next = mark
		f.line, f.column = line, column
	}
}
