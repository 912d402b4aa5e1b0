// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"slices"

	"selvedge/internal/js/vm"
)

// NewRegistry returns the built-ins of one runtime version. What the host adds are templates with ids from
// vm.FirstModule on; modules names those of them that import and require find. It panics when templates contradict
// each other, so it is called with what is known when the program is built.
func NewRegistry(v vm.Version, host []vm.Template, modules map[string]vm.Intrinsic) *vm.Registry {
	return vm.NewRegistry(v, append(Templates(), host...), modules)
}

// Templates returns the built-ins of the language, those of all versions.
func Templates() []vm.Template {
	global := vm.Template{
		ID:    vm.GlobalObject,
		Class: vm.ClassGlobal,
		Rows:  slices.Concat(globalRows, dataRows()),
	}
	return slices.Concat(
		[]vm.Template{global},
		objectTemplates, functionTemplates, arrayTemplates, iteratorTemplates, booleanTemplates, symbolTemplates,
		errorTemplates, promiseTemplates,
		dataTemplates(),
	)
}

// constructor describes a constructor that is a property of the global object. Rows are its static members.
func constructor(id, proto vm.Intrinsic, name string, length int, f vm.Func, rows ...vm.Row) vm.Template {
	return vm.Template{
		ID:          id,
		Path:        name,
		Func:        f,
		Name:        name,
		Length:      length,
		Constructor: true,
		Global:      name,
		Rows:        append([]vm.Row{vm.Ref("prototype", proto).With(vm.AttrNone)}, rows...),
	}
}

// prototype describes the object that the instances of a constructor inherit from. It is an ordinary object that
// inherits from Object.prototype; where njs has something else, the caller changes the result.
func prototype(id, constructor vm.Intrinsic, name string, rows ...vm.Row) vm.Template {
	return vm.Template{
		ID:   id,
		Path: name + ".prototype",
		Rows: append([]vm.Row{vm.Ref("constructor", constructor)}, rows...),
	}
}

// since returns the template for the given versions only.
func since(t vm.Template, v vm.Version) vm.Template {
	t.Versions = v
	return t
}

// toStringTag is a row that Object.prototype.toString looks at. ECMA-262 20.1.3.6.
func toStringTag(text string) vm.Row {
	tag := vm.Constant("[Symbol.toStringTag]", vm.SharedString(text).Value())
	return tag.For(vm.SymbolToStringTag).With(vm.AttrConfigurable)
}

// symbolMethod is a method whose key is a symbol: vm.Method("[Symbol.iterator]", ...).For(vm.SymbolIterator) in short.
func symbolMethod(s *vm.Symbol, length int, f vm.Func, v ...vm.Version) vm.Row {
	description, _ := s.Description()
	return vm.Method("["+description.Text()+"]", length, f, v...).For(s)
}
