// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Programs made ready for realms of one version.

package vm

import (
	"selvedge/internal/invariant"
	"selvedge/internal/js/bytecode"
)

// Code is a program that realms with the built-ins of one Registry can run. It is immutable and shared by all of them.
type Code struct {
	program   *bytecode.Program
	registry  *Registry
	names     *NameTable
	consts    []Value
	keys      []Key // of the places that look for a property
	shapes    []*Shape
	functions []*funcCode
	globals   map[*Name]int // those that the global object shows
	regexp    RegExpMaker
}

// RegExpMaker makes the object for regular expression literal i of a program.
type RegExpMaker func(r *Realm, i int) (*Object, error)

// funcCode is a function of a program.
type funcCode struct {
	code      []bytecode.Instr
	fn        *bytecode.Function
	shape     *Shape
	slots     []Value // of all its closures, until one of them is written to
	flags     bytecode.FuncFlags
	special   bool // push has more to do than to clear variables
	params    int
	cleared   int // registers below are this, parameters and variables
	registers int
	cells     int
	arguments int
}

// Link makes a program ready. regexp is called for the regular expression literals; it may be nil when there are none.
func Link(p *bytecode.Program, g *Registry, regexp RegExpMaker) *Code {
	if invariant.Enabled {
		err := bytecode.Verify(p)
		invariant.Check(err == nil, "a program that cannot be run is linked")
	}
	c := &Code{program: p, registry: g, names: NewNameTable(g.names), globals: map[*Name]int{}, regexp: regexp}
	for _, k := range p.Consts {
		c.consts = append(c.consts, c.constant(k))
	}
	for _, s := range p.Sites {
		c.keys = append(c.keys, c.names.Key(s.Name))
	}
	for _, list := range p.Shapes {
		keys := make([]Key, len(list))
		for i, text := range list {
			keys[i] = c.names.Key(text)
		}
		c.shapes = append(c.shapes, NewShape(AttrAll, keys...))
	}
	for _, fn := range p.Functions {
		c.functions = append(c.functions, c.function(fn))
	}
	for i, v := range p.Globals {
		if v.Property {
			c.globals[c.names.Intern(v.Name)] = i
		}
	}
	return c
}

// Names returns the names of the program, for Config.
func (c *Code) Names() *NameTable { return c.names }

// Program returns what was linked.
func (c *Code) Program() *bytecode.Program { return c.program }

func (c *Code) constant(k bytecode.Constant) Value {
	switch k.Kind {
	case bytecode.ConstNull:
		return Null
	case bytecode.ConstFalse:
		return False
	case bytecode.ConstTrue:
		return True
	case bytecode.ConstNumber:
		return Number(k.Number)
	case bytecode.ConstString:
		return c.text(k.String).Value()
	case bytecode.ConstHole:
		return Hole
	}
	return Undefined
}

// text returns a string of the program. It knows its name, so that using it as a key costs nothing.
func (c *Code) text(s string) *String {
	if key := c.names.Key(s); !key.IsIndex() {
		return &key.name.str
	}
	return newShared(s)
}

func (c *Code) function(fn *bytecode.Function) *funcCode {
	f := &funcCode{
		code: fn.Code, fn: fn, flags: fn.Flags, params: fn.Params, cleared: 1 + fn.Params + fn.Vars,
		registers: fn.Registers, cells: fn.Cells, arguments: fn.Arguments,
	}
	f.special = fn.Cells > 0 || fn.Flags&^(bytecode.Constructor|bytecode.NoName) != 0
	constructor := fn.Flags&bytecode.Constructor != 0
	f.slots = []Value{Int(fn.Length)}
	switch {
	case c.registry.version == V1 && constructor:
		f.shape = closureShapes.v1Constructor
	case c.registry.version == V1:
		f.shape = closureShapes.v1
	case constructor:
		f.shape = closureShapes.constructor
	default:
		f.shape = closureShapes.plain
	}
	switch {
	case c.registry.version == V1:
	case fn.Flags&bytecode.NoName != 0:
		f.slots = append(f.slots, Null)
	default:
		f.slots = append(f.slots, c.text(fn.Name).Value())
	}
	if constructor {
		f.slots = append(f.slots, LazyPrototype())
	}
	return f
}

// closureShapes are what functions of programs begin with. In njs 0.4.3 they have no names.
var closureShapes = func() (s struct{ v1, v1Constructor, plain, constructor *Shape }) {
	length, name := propertyEntry{Keys.Length.name, AttrConfigurable}, propertyEntry{Keys.Name.name, AttrConfigurable}
	prototype := propertyEntry{Keys.Prototype.name, AttrWritable}
	s.v1 = emptyShape.derive(length).seal()
	s.v1Constructor = s.v1.derive(prototype).seal()
	s.plain = s.v1.derive(name).seal()
	s.constructor = s.plain.derive(prototype).seal()
	return s
}()

// newClosure returns a function object.
func (m *Machine) newClosure(f *frame, index int) *Object {
	r, fc := m.realm, m.code.functions[index]
	proto := FunctionPrototype
	if fc.flags&bytecode.Async != 0 && r.HasIntrinsic(AsyncFunctionPrototype) {
		proto = AsyncFunctionPrototype
	}
	captures := fc.fn.Captures
	r.took(valueBytes * (2 + len(captures)))
	h := &m.imageHeap
	if r.sealed {
		h = &m.runHeap
	}
	closure := h.closures.alloc()
	closure.machine, closure.code = m, fc
	if len(captures) > 0 {
		closure.captured = h.captures.alloc(len(captures), firstCaptures, largestCaptures)
		for i, c := range captures {
			if c.Cell {
				closure.captured[i] = m.cellOf(f, c.Index)
				if f.flags&frameAsync != 0 && !f.task.awaited {
					f.task.capture(c.Index, f.cells[c.Index])
				}
			} else {
				closure.captured[i] = f.fn.captured[c.Index]
			}
		}
	}
	o := r.newObject(ClassFunction, r.Intrinsic(proto), fc.shape)
	o.internal = closure
	o.slots = fc.slots
	o.flags |= flagSharedSlots
	if fc.flags&bytecode.Constructor != 0 {
		o.flags |= flagConstructor
	}
	return o
}

// cellOf returns a cell of a call. One that has not been made yet is made now, and is dead.
func (m *Machine) cellOf(f *frame, index int) *Cell {
	if f.cells[index] == nil {
		f.cells[index] = m.realm.NewCell(Uninitialized)
	}
	return f.cells[index]
}
