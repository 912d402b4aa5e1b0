// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

var booleanTemplates = []vm.Template{
	constructor(vm.BooleanConstructor, vm.BooleanPrototype, "Boolean", 1, booleanConstructor),
	booleanPrototype(
		primitiveProtoProperty(),
		vm.Method("valueOf", 0, booleanValueOf),
		vm.Method("toString", 0, booleanToString),
	),
}

// booleanPrototype describes Boolean.prototype, which is a Boolean object. ECMA-262 20.3.3.
func booleanPrototype(rows ...vm.Row) vm.Template {
	t := prototype(vm.BooleanPrototype, vm.BooleanConstructor, "Boolean", rows...)
	t.Class = vm.ClassBoolean
	t.Internal = func(*vm.Realm) any { return vm.False }
	return t
}

// booleanConstructor is Boolean(value). ECMA-262 20.3.1.1.
func booleanConstructor(c *vm.Call) (vm.Value, error) {
	v := vm.Bool(vm.ToBoolean(c.Arg(0)))
	if !c.IsConstruct() {
		return v, nil
	}
	return c.NewObjectOf(vm.ClassBoolean, c.Intrinsic(vm.BooleanPrototype), v).Value(), nil
}

// booleanValueOf is Boolean.prototype.valueOf. ECMA-262 20.3.3.3.
func booleanValueOf(c *vm.Call) (vm.Value, error) { return thisBoolean(c) }

// booleanToString is Boolean.prototype.toString. ECMA-262 20.3.3.2.
func booleanToString(c *vm.Call) (vm.Value, error) {
	v, err := thisBoolean(c)
	if err != nil {
		return vm.Undefined, err
	}
	s, err := c.ToString(v)
	return s.Value(), err
}

func thisBoolean(c *vm.Call) (vm.Value, error) {
	if c.This.IsBool() {
		return c.This, nil
	}
	if c.This.Is(vm.ClassBoolean) {
		v, _ := c.This.Object().PrimitiveOf()
		return v, nil
	}
	return vm.Undefined, c.TypeError("unexpected value type:%s", c.TypeName(c.This))
}
