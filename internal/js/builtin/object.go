// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

var objectTemplates = []vm.Template{
	constructor(vm.ObjectConstructor, vm.ObjectPrototype, "Object", 1, objectConstructor,
		vm.Method("create", 2, objectCreate),
		vm.Method("keys", 1, objectKeys),
		vm.Method("values", 1, objectValues),
		vm.Method("entries", 1, objectEntries),
		vm.Method("defineProperty", 3, objectDefineProperty),
		vm.Method("defineProperties", 2, objectDefineProperties),
		vm.Method("getOwnPropertyDescriptor", 2, objectGetOwnPropertyDescriptor),
		vm.Method("getOwnPropertyDescriptors", 1, objectGetOwnPropertyDescriptors),
		vm.Method("getOwnPropertyNames", 1, objectGetOwnPropertyNames),
		vm.Method("getOwnPropertySymbols", 1, objectGetOwnPropertySymbols),
		vm.Method("getPrototypeOf", 1, objectGetPrototypeOf),
		vm.Method("setPrototypeOf", 2, objectSetPrototypeOf),
		vm.Method("freeze", 1, objectFreeze),
		vm.Method("isFrozen", 1, objectIsFrozen),
		vm.Method("seal", 1, objectSeal),
		vm.Method("isSealed", 1, objectIsSealed),
		vm.Method("preventExtensions", 1, objectPreventExtensions),
		vm.Method("isExtensible", 1, objectIsExtensible),
		vm.Method("assign", 2, objectAssign),
		vm.Method("is", 2, objectIs),
	),
	prototype(vm.ObjectPrototype, vm.ObjectConstructor, "Object",
		protoProperty(),
		vm.Method("valueOf", 0, objectValueOf),
		vm.Method("toString", 0, objectToString),
		vm.Method("hasOwnProperty", 1, objectHasOwnProperty),
		vm.Method("propertyIsEnumerable", 1, objectPropertyIsEnumerable),
		vm.Method("isPrototypeOf", 1, objectIsPrototypeOf),
	),
}

// objectConstructor is Object(value). ECMA-262 20.1.1.1.
func objectConstructor(c *vm.Call) (vm.Value, error) {
	if c.Arg(0).IsNullish() {
		return c.NewObject().Value(), nil
	}
	o, err := c.ToObject(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return o.Value(), nil
}

// argToObject converts an argument for the functions of Object, which name the type in their message.
func argToObject(c *vm.Call, v vm.Value) (*vm.Object, error) {
	if v.IsNullish() {
		return nil, c.TypeError("cannot convert %s argument to object", c.TypeName(v))
	}
	return c.ToObject(v)
}

// objectValueOf is Object.prototype.valueOf. ECMA-262 20.1.3.7.
func objectValueOf(c *vm.Call) (vm.Value, error) {
	o, err := c.ToObject(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	return o.Value(), nil
}

// objectToString is Object.prototype.toString. ECMA-262 20.1.3.6. Functions have no toString of their own in njs, so
// it is what they are converted with, too.
func objectToString(c *vm.Call) (vm.Value, error) {
	switch {
	case c.This.IsUndefined():
		return c.NewString("[object Undefined]").Value(), nil
	case c.This.IsNull():
		return c.NewString("[object Null]").Value(), nil
	}
	o, err := c.ToObject(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	tag, err := c.Get(o, vm.SymbolToStringTag.Key())
	if err != nil {
		return vm.Undefined, err
	}
	s := tag.Str()
	if s == nil {
		return c.NewString("[object " + classTag(o.Class()) + "]").Value(), nil
	}
	if err := c.Flatten(s); err != nil {
		return vm.Undefined, err
	}
	if err := c.Fits(s.Size()); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(s.Size() / 16); err != nil {
		return vm.Undefined, err
	}
	return newStringLike(c, "[object "+s.Text()+"]", s.IsBytes()).Value(), nil
}

// newStringLike returns a string of a text, a byte string when bytes is set: what is made with a byte string is one.
func newStringLike(c *vm.Call, text string, bytes bool) *vm.String {
	if bytes {
		return c.NewByteString(text)
	}
	return c.NewString(text)
}

// classTag returns the word that Object.prototype.toString has for a class without Symbol.toStringTag.
func classTag(class vm.Class) string {
	switch class {
	case vm.ClassArray:
		return "Array"
	case vm.ClassFunction:
		return "Function"
	case vm.ClassError:
		return "Error"
	case vm.ClassBoolean:
		return "Boolean"
	case vm.ClassNumber:
		return "Number"
	case vm.ClassString:
		return "String"
	case vm.ClassDate:
		return "Date"
	case vm.ClassRegExp:
		return "RegExp"
	case vm.ClassArguments:
		return "Arguments"
	}
	return "Object"
}

// thisAndKey converts the receiver, and then the first argument to a key.
func thisAndKey(c *vm.Call) (o *vm.Object, k vm.Key, err error) {
	if o, err = holder(c, c.This); err != nil {
		return nil, k, err
	}
	k, err = c.ToPropertyKey(c.Arg(0))
	return o, k, err
}

// holder returns the object that has the own properties of a value: of a number, a boolean or a symbol njs takes the
// prototype.
func holder(c *vm.Call, v vm.Value) (*vm.Object, error) {
	switch v.Kind() {
	case vm.KindNumber:
		return c.Intrinsic(vm.NumberPrototype), nil
	case vm.KindBoolean:
		return c.Intrinsic(vm.BooleanPrototype), nil
	case vm.KindSymbol:
		return c.Intrinsic(vm.SymbolPrototype), nil
	}
	return argToObject(c, v)
}

// objectHasOwnProperty is Object.prototype.hasOwnProperty. ECMA-262 20.1.3.2; njs converts the receiver first.
func objectHasOwnProperty(c *vm.Call) (vm.Value, error) {
	o, k, err := thisAndKey(c)
	if err != nil {
		return vm.Undefined, err
	}
	return vm.Bool(c.HasOwn(o, k)), nil
}

// objectPropertyIsEnumerable is Object.prototype.propertyIsEnumerable. ECMA-262 20.1.3.4.
func objectPropertyIsEnumerable(c *vm.Call) (vm.Value, error) {
	o, k, err := thisAndKey(c)
	if err != nil {
		return vm.Undefined, err
	}
	p, ok := c.OrdinaryGetOwnProperty(o, k)
	return vm.Bool(ok && p.Attr&vm.AttrEnumerable != 0), nil
}

// objectIsPrototypeOf is Object.prototype.isPrototypeOf. ECMA-262 20.1.3.3; njs looks at the receiver first.
func objectIsPrototypeOf(c *vm.Call) (vm.Value, error) {
	if c.This.IsNullish() {
		return vm.Undefined, c.TypeError("cannot convert undefined to object")
	}
	this, o := c.This.Object(), c.Arg(0).Object()
	if this == nil || o == nil {
		return vm.False, nil
	}
	for p := o.Proto(); p != nil; p = p.Proto() {
		if p == this {
			return vm.True, nil
		}
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
	}
	return vm.False, nil
}

// protoProperty is a row for __proto__. njs has it in the prototypes of the primitive types, too. In njs it is not an
// accessor but a value that is computed.
func protoProperty(v ...vm.Version) vm.Row {
	return vm.Computed("__proto__", vm.AttrHidden, protoGet, protoSet, v...)
}

// primitiveProtoProperty is protoProperty for the prototypes of primitive types and of dates: an object without a prototype
// has undefined there.
func primitiveProtoProperty(v ...vm.Version) vm.Row {
	return vm.Computed("__proto__", vm.AttrHidden, primitiveProtoGet, protoSet, v...)
}

func primitiveProtoGet(c *vm.Call) (vm.Value, error) {
	v, err := protoGet(c)
	if v.IsNull() {
		v = vm.Undefined
	}
	return v, err
}

// protoGet reads __proto__. ECMA-262 B.2.2.1.1.
func protoGet(c *vm.Call) (vm.Value, error) {
	switch c.This.Kind() {
	case vm.KindObject:
		return c.This.Object().Proto().Value(), nil
	case vm.KindUndefined, vm.KindNull:
		return c.This, nil
	}
	o, err := c.ToObject(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	return o.Proto().Value(), nil
}

// protoSet writes __proto__. ECMA-262 B.2.2.1.2, but njs passes over what is not extensible.
func protoSet(c *vm.Call) (vm.Value, error) {
	o, proto := c.This.Object(), c.Arg(0)
	if o == nil || !proto.IsObject() && !proto.IsNull() || !o.IsExtensible() {
		return vm.Undefined, nil
	}
	return vm.Undefined, c.SetPrototypeOf(o, proto.Object())
}
