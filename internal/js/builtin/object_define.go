// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The functions of Object about property descriptors.

package builtin

import "selvedge/internal/js/vm"

// objectDefineProperty is Object.defineProperty. ECMA-262 20.1.2.4; njs looks at the descriptor before the key.
func objectDefineProperty(c *vm.Call) (vm.Value, error) {
	o := c.Arg(0).Object()
	if o == nil {
		return vm.Undefined, c.TypeError("Object.defineProperty is called on non-object")
	}
	if !c.Arg(2).IsObject() {
		return vm.Undefined, c.TypeError("descriptor is not an object")
	}
	k, err := c.ToOwnKey(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	return o.Value(), defineFrom(c, o, k, c.Arg(2))
}

// objectDefineProperties is Object.defineProperties. ECMA-262 20.1.2.3.
func objectDefineProperties(c *vm.Call) (vm.Value, error) {
	o := c.Arg(0).Object()
	if o == nil {
		return vm.Undefined, c.TypeError("Object.defineProperties is called on non-object")
	}
	return o.Value(), defineProperties(c, o, c.Arg(1))
}

// defineProperties defines one after the other: what comes before a descriptor that is wrong stays. ECMA-262
// 20.1.2.3.1 reads all of them first, njs does not.
func defineProperties(c *vm.Call, o *vm.Object, properties vm.Value) error {
	from, err := c.ToObject(properties)
	if err != nil {
		return err
	}
	for _, k := range c.OwnPropertyKeys(from) {
		if err := c.Charge(1); err != nil {
			return err
		}
		p, ok := c.OrdinaryGetOwnProperty(from, k)
		if !ok || p.Attr&vm.AttrEnumerable == 0 {
			continue
		}
		v, err := c.Get(from, k)
		if err != nil {
			return err
		}
		if err := defineFrom(c, o, k, v); err != nil {
			return err
		}
	}
	return nil
}

func defineFrom(c *vm.Call, o *vm.Object, k vm.Key, v vm.Value) error {
	d, err := toPropertyDescriptor(c, v)
	if err != nil {
		return err
	}
	return c.DefineOwnProperty(o, k, d)
}

// toPropertyDescriptor reads a descriptor. ECMA-262 6.2.6.5, in the order of njs.
func toPropertyDescriptor(c *vm.Call, v vm.Value) (vm.Descriptor, error) {
	r := descriptorReader{c: c, from: v.Object()}
	d := &r.d
	if r.from == nil {
		return *d, c.TypeError("property descriptor must be an object")
	}
	d.Get = r.accessor(vm.Keys.Get, vm.HasGet, "Getter must be a function")
	d.Set = r.accessor(vm.Keys.Set, vm.HasSet, "Setter must be a function")
	d.Value = r.field(vm.Keys.Value, vm.HasValue)
	r.attr(vm.Keys.Writable, vm.HasWritable, vm.AttrWritable)
	if d.IsAccessor() && d.IsData() {
		r.fail("Cannot both specify accessors and a value or writable attribute")
	}
	r.attr(vm.Keys.Enumerable, vm.HasEnumerable, vm.AttrEnumerable)
	r.attr(vm.Keys.Configurable, vm.HasConfigurable, vm.AttrConfigurable)
	return *d, r.err
}

// descriptorReader reads the fields of a descriptor, until one fails.
type descriptorReader struct {
	c    *vm.Call
	from *vm.Object
	d    vm.Descriptor
	err  error
}

// field returns a field, and notes in the descriptor that it is there.
func (r *descriptorReader) field(k vm.Key, has vm.Has) vm.Value {
	if r.err != nil {
		return vm.Undefined
	}
	v, ok, err := field(r.c, r.from, k)
	r.err = err
	if ok {
		r.d.Has |= has
	}
	return v
}

func (r *descriptorReader) accessor(k vm.Key, has vm.Has, message string) *vm.Object {
	v := r.field(k, has)
	if !v.IsUndefined() && !v.IsCallable() {
		r.fail(message)
		return nil
	}
	return v.Object()
}

func (r *descriptorReader) attr(k vm.Key, has vm.Has, a vm.Attr) {
	if vm.ToBoolean(r.field(k, has)) {
		r.d.Attr |= a
	}
}

func (r *descriptorReader) fail(message string) {
	if r.err == nil {
		r.err = r.c.TypeError("%s", message)
	}
}

// field returns a property of an object; ok is false when it has none.
func field(c *vm.Call, from *vm.Object, k vm.Key) (v vm.Value, ok bool, err error) {
	if !c.HasProperty(from, k) {
		return vm.Undefined, false, nil
	}
	v, err = c.Get(from, k)
	return v, true, err
}

// objectGetOwnPropertyDescriptor is Object.getOwnPropertyDescriptor. ECMA-262 20.1.2.8.
func objectGetOwnPropertyDescriptor(c *vm.Call) (vm.Value, error) {
	o, err := holder(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	k, err := c.ToOwnKey(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	return ownDescriptor(c, o, k)
}

// objectGetOwnPropertyDescriptors is Object.getOwnPropertyDescriptors. ECMA-262 20.1.2.9.
func objectGetOwnPropertyDescriptors(c *vm.Call) (vm.Value, error) {
	o, err := argToObject(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	all := c.NewObject()
	for _, k := range c.OwnPropertyKeys(o) {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		d, err := ownDescriptor(c, o, k)
		if err != nil {
			return vm.Undefined, err
		}
		if err := c.CreateDataProperty(all, k, d); err != nil {
			return vm.Undefined, err
		}
	}
	return all.Value(), nil
}

// The objects that describe properties.
var (
	dataShape = func() *vm.Shape {
		return vm.NewShape(vm.AttrAll, vm.Keys.Value, vm.Keys.Writable, vm.Keys.Enumerable, vm.Keys.Configurable)
	}()
	accessorShape = func() *vm.Shape {
		return vm.NewShape(vm.AttrAll, vm.Keys.Get, vm.Keys.Set, vm.Keys.Enumerable, vm.Keys.Configurable)
	}()
)

// ownDescriptor returns the object that describes an own property, or undefined. ECMA-262 6.2.6.4.
func ownDescriptor(c *vm.Call, o *vm.Object, k vm.Key) (vm.Value, error) {
	p, ok := c.OrdinaryGetOwnProperty(o, k)
	if !ok {
		return vm.Undefined, nil
	}
	if p.Get != nil {
		if b := p.Get.Builtin(); b != nil && b.Computed {
			v, err := c.Invoke(p.Get.Value(), o.Value())
			if err != nil {
				return vm.Undefined, err
			}
			p = vm.Property{Value: v, Attr: b.Shown}
		}
	}
	enumerable, configurable := vm.Bool(p.Attr&vm.AttrEnumerable != 0), vm.Bool(p.Attr&vm.AttrConfigurable != 0)
	if p.IsAccessor() {
		get, set := p.Get.ValueOrUndefined(), p.Set.ValueOrUndefined()
		return c.NewShaped(accessorShape, get, set, enumerable, configurable).Value(), nil
	}
	writable := vm.Bool(p.Attr&vm.AttrWritable != 0)
	return c.NewShaped(dataShape, p.Value, writable, enumerable, configurable).Value(), nil
}
