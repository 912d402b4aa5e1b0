// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"slices"

	"selvedge/internal/js/vm"
)

var errorTemplates = func() []vm.Template {
	return slices.Concat(
		[]vm.Template{
			constructor(vm.ErrorConstructor, vm.ErrorPrototype, "Error", 1, newError(vm.ErrorPrototype)),
			prototype(vm.ErrorPrototype, vm.ErrorConstructor, "Error",
				stringProperty("name", "Error"),
				stringProperty("message", ""),
				vm.Method("valueOf", 0, errorValueOf),
				vm.Method("toString", 0, errorToString),
			),
		},
		nativeError(vm.EvalErrorConstructor, vm.EvalErrorPrototype, "EvalError"),
		internalErrorTemplates(),
		nativeError(vm.RangeErrorConstructor, vm.RangeErrorPrototype, "RangeError"),
		nativeError(vm.ReferenceErrorConstructor, vm.ReferenceErrorPrototype, "ReferenceError"),
		nativeError(vm.SyntaxErrorConstructor, vm.SyntaxErrorPrototype, "SyntaxError"),
		nativeError(vm.TypeErrorConstructor, vm.TypeErrorPrototype, "TypeError"),
		nativeError(vm.URIErrorConstructor, vm.URIErrorPrototype, "URIError"),
		aggregateErrorTemplates(),
	)
}()

// nativeError describes an error type and its prototype. ECMA-262 20.5.6.
func nativeError(id, proto vm.Intrinsic, name string) []vm.Template {
	c := constructor(id, proto, name, 1, newError(proto))
	c.Proto = vm.ErrorConstructor
	p := prototype(proto, id, name, stringProperty("name", name), stringProperty("message", ""))
	p.Proto = vm.ErrorPrototype
	return []vm.Template{c, p}
}

// internalErrorTemplates describes the errors that only njs has. InternalError.prototype is that of MemoryError,
// too, and its toString takes whatever cannot be extended for a MemoryError.
func internalErrorTemplates() []vm.Template {
	internal := nativeError(vm.InternalErrorConstructor, vm.InternalErrorPrototype, "InternalError")
	internal[1].Rows = append(internal[1].Rows[1:], vm.Method("toString", 0, internalErrorToString)) // no constructor
	memory := constructor(vm.MemoryErrorConstructor, vm.InternalErrorPrototype, "MemoryError", 1, memoryErrorConstructor)
	memory.Proto = vm.ErrorConstructor
	return append(internal, memory)
}

func aggregateErrorTemplates() []vm.Template {
	all := nativeError(vm.AggregateErrorConstructor, vm.AggregateErrorPrototype, "AggregateError")
	for i := range all {
		all[i] = since(all[i], vm.V2)
	}
	all[0].Func = aggregateErrorConstructor
	return all
}

// stringProperty is a row for a text that can be changed.
func stringProperty(name, text string) vm.Row {
	return vm.Constant(name, vm.SharedString(text).Value()).With(vm.AttrHidden)
}

// newError returns the constructor of an error type, which is the same with and without new. ECMA-262 20.5.1.1.
func newError(proto vm.Intrinsic) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		e, err := errorWith(c, proto, c.Arg(0))
		return e.Value(), err
	}
}

// errorWith returns an error object; it has a message unless that is undefined.
func errorWith(c *vm.Call, proto vm.Intrinsic, message vm.Value) (*vm.Object, error) {
	if message.IsUndefined() {
		return c.NewObjectOf(vm.ClassError, c.Intrinsic(proto), nil), nil
	}
	s, err := c.ToString(message)
	if err != nil {
		return nil, err
	}
	return c.NewError(proto, s), nil
}

// aggregateErrorConstructor is AggregateError(errors, message). ECMA-262 20.5.7.1.1; njs knows no iteration and takes
// strings and everything that has a length.
func aggregateErrorConstructor(c *vm.Call) (vm.Value, error) {
	if !c.Arg(0).IsString() && !c.Arg(0).IsObject() {
		return vm.Undefined, c.TypeError("first argument is not iterable")
	}
	from, err := c.ToObject(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	n, err := c.LengthOf(from)
	if err != nil {
		return vm.Undefined, err
	}
	list := newBuilder(c)
	err = walk(c, from, 0, n, func(v vm.Value, i int64) (bool, error) { return false, list.put(i, v) })
	if err != nil {
		return vm.Undefined, err
	}
	e, err := errorWith(c, vm.AggregateErrorPrototype, c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	return e.Value(), c.DefineOwnProperty(e, vm.Keys.Errors, vm.DataDescriptor(list.array.Value(), vm.AttrHidden))
}

// memoryErrorConstructor is MemoryError(). What it returns has no message and cannot be extended.
func memoryErrorConstructor(c *vm.Call) (vm.Value, error) {
	e := c.NewObjectOf(vm.ClassError, c.Intrinsic(vm.InternalErrorPrototype), nil)
	c.PreventExtensions(e)
	return e.Value(), nil
}

// errorValueOf is Error.prototype.valueOf of njs.
func errorValueOf(c *vm.Call) (vm.Value, error) { return c.This, nil }

// errorToString is Error.prototype.toString. ECMA-262 20.5.3.4, but njs takes a property that is undefined at its
// word.
func errorToString(c *vm.Call) (vm.Value, error) {
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, c.TypeError(`"this" argument is not an object`)
	}
	name, err := stringOr(c, o, vm.Keys.Name, "Error")
	if err != nil {
		return vm.Undefined, err
	}
	message, err := stringOr(c, o, vm.Keys.Message, "")
	switch {
	case err != nil:
		return vm.Undefined, err
	case name.Size() == 0:
		return message.Value(), nil
	case message.Size() == 0:
		return name.Value(), nil
	}
	head, err := c.Concat(name, c.NewString(": "))
	if err != nil {
		return vm.Undefined, err
	}
	text, err := c.Concat(head, message)
	if err != nil {
		return vm.Undefined, err
	}
	return text.Value(), nil
}

func stringOr(c *vm.Call, o *vm.Object, k vm.Key, otherwise string) (*vm.String, error) {
	v, ok, err := field(c, o, k)
	if err != nil {
		return nil, err
	}
	if !ok {
		return c.NewString(otherwise), nil
	}
	return c.ToString(v)
}

// internalErrorToString is InternalError.prototype.toString of njs.
func internalErrorToString(c *vm.Call) (vm.Value, error) {
	if o := c.This.Object(); o != nil && !o.IsExtensible() {
		return c.NewString("MemoryError").Value(), nil
	}
	return errorToString(c)
}
