// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"maps"
	"strings"

	"selvedge/internal/js/vm"
)

var symbolTemplates = []vm.Template{
	constructor(vm.SymbolConstructor, vm.SymbolPrototype, "Symbol", 0, symbolConstructor,
		vm.Method("for", 1, symbolFor),
		vm.Method("keyFor", 1, symbolKeyFor),
		wellKnown("asyncIterator", vm.SymbolAsyncIterator),
		wellKnown("hasInstance", vm.SymbolHasInstance),
		wellKnown("isConcatSpreadable", vm.SymbolIsConcatSpreadable),
		wellKnown("iterator", vm.SymbolIterator),
		wellKnown("match", vm.SymbolMatch),
		wellKnown("matchAll", vm.SymbolMatchAll),
		wellKnown("replace", vm.SymbolReplace),
		wellKnown("search", vm.SymbolSearch),
		wellKnown("species", vm.SymbolSpecies),
		wellKnown("split", vm.SymbolSplit),
		wellKnown("toPrimitive", vm.SymbolToPrimitive),
		wellKnown("toStringTag", vm.SymbolToStringTag),
		wellKnown("unscopables", vm.SymbolUnscopables),
	),
	symbolPrototype(
		primitiveProtoProperty(),
		toStringTag("Symbol"),
		vm.Method("valueOf", 0, symbolValueOf),
		vm.Method("toString", 0, symbolToString),
		vm.Accessor("description", symbolDescription, nil),
	),
}

func wellKnown(name string, s *vm.Symbol) vm.Row { return vm.Constant(name, s.Value()) }

// symbolPrototype describes Symbol.prototype, which keeps the symbols of Symbol.for out of the program's sight.
func symbolPrototype(rows ...vm.Row) vm.Template {
	t := prototype(vm.SymbolPrototype, vm.SymbolConstructor, "Symbol", rows...)
	t.Internal = func(*vm.Realm) any { return &symbolRegistry{} }
	return t
}

// symbolRegistry has the symbols of Symbol.for. ECMA-262 20.4.2.2.
type symbolRegistry struct {
	symbols map[string]*vm.Symbol
}

// Snapshot keeps the symbols there are. See vm.Snapshotter.
func (g *symbolRegistry) Snapshot() (restore func()) {
	was := maps.Clone(g.symbols)
	return func() { g.symbols = was }
}

// symbolConstructor is Symbol(description). ECMA-262 20.4.1.1.
func symbolConstructor(c *vm.Call) (vm.Value, error) {
	if c.IsConstruct() {
		return vm.Undefined, c.TypeError("Symbol is not a constructor")
	}
	if c.Arg(0).IsUndefined() {
		return c.NewSymbol(nil).Value(), nil
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Fits(s.Size()); err != nil {
		return vm.Undefined, err
	}
	if s.IsBytes() { // a description is text
		s = c.NewString(strings.ToValidUTF8(s.Text(), "\ufffd"))
	}
	return c.NewSymbol(s).Value(), nil
}

// symbolFor is Symbol.for. ECMA-262 20.4.2.2; njs 0.4.3 has the function but nothing behind it.
func symbolFor(c *vm.Call) (vm.Value, error) {
	if c.Version() == vm.V1 {
		return vm.Undefined, c.InternalError("not implemented")
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + s.Size()/16); err != nil {
		return vm.Undefined, err
	}
	holder, registry := symbolsOf(c)
	if symbol := registry.symbols[s.Text()]; symbol != nil {
		return symbol.Value(), nil
	}
	if err := c.Fits(s.Size()); err != nil {
		return vm.Undefined, err
	}
	symbol := c.NewSymbol(s)
	c.Touch(holder)
	if registry.symbols == nil {
		registry.symbols = make(map[string]*vm.Symbol)
	}
	description, _ := symbol.Description()
	registry.symbols[description.Text()] = symbol
	return symbol.Value(), nil
}

func symbolsOf(c *vm.Call) (holder *vm.Object, registry *symbolRegistry) {
	holder = c.Intrinsic(vm.SymbolPrototype)
	return holder, holder.Internal().(*symbolRegistry)
}

// symbolKeyFor is Symbol.keyFor. ECMA-262 20.4.2.6.
func symbolKeyFor(c *vm.Call) (vm.Value, error) {
	if c.Version() == vm.V1 {
		return vm.Undefined, c.InternalError("not implemented")
	}
	symbol := c.Arg(0).Symbol()
	if symbol == nil {
		return vm.Undefined, c.TypeError("is not a symbol")
	}
	description, _ := symbol.Description()
	if _, registry := symbolsOf(c); registry.symbols[description.Text()] != symbol {
		return vm.Undefined, nil
	}
	return description.Value(), nil
}

func thisSymbol(c *vm.Call) (*vm.Symbol, error) {
	if s := c.This.Symbol(); s != nil {
		return s, nil
	}
	if c.This.Is(vm.ClassSymbol) {
		v, _ := c.This.Object().PrimitiveOf()
		return v.Symbol(), nil
	}
	return nil, c.TypeError("unexpected value type:%s", c.TypeName(c.This))
}

// symbolValueOf is Symbol.prototype.valueOf. ECMA-262 20.4.3.4.
func symbolValueOf(c *vm.Call) (vm.Value, error) {
	s, err := thisSymbol(c)
	if err != nil {
		return vm.Undefined, err
	}
	return s.Value(), nil
}

// symbolToString is Symbol.prototype.toString. ECMA-262 20.4.3.3.
func symbolToString(c *vm.Call) (vm.Value, error) {
	s, err := thisSymbol(c)
	if err != nil {
		return vm.Undefined, err
	}
	description, _ := s.Description()
	if err := c.Fits(description.Size()); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(description.Size() / 16); err != nil {
		return vm.Undefined, err
	}
	return symbolText(c.Realm, s).Value(), nil
}

// symbolDescription is the getter of Symbol.prototype.description. ECMA-262 20.4.3.2.
func symbolDescription(c *vm.Call) (vm.Value, error) {
	s, err := thisSymbol(c)
	if err != nil {
		return vm.Undefined, err
	}
	description, ok := s.Description()
	if !ok {
		return vm.Undefined, nil
	}
	return description.Value(), nil
}

var _ vm.Snapshotter = (*symbolRegistry)(nil)
