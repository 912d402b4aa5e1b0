// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The functions of Object that list, copy and protect; object_define.go has those about descriptors.

package builtin

import "selvedge/internal/js/vm"

// objectCreate is Object.create. ECMA-262 20.1.2.2.
func objectCreate(c *vm.Call) (vm.Value, error) {
	proto := c.Arg(0)
	if !proto.IsObject() && !proto.IsNull() {
		return vm.Undefined, c.TypeError("prototype may only be an object or null: %s", c.TypeName(proto))
	}
	o := c.NewObjectOf(vm.ClassObject, proto.Object(), nil)
	if c.Arg(1).IsUndefined() {
		return o.Value(), nil
	}
	return o.Value(), defineProperties(c, o, c.Arg(1))
}

// objectKeys is Object.keys. ECMA-262 20.1.2.19.
func objectKeys(c *vm.Call) (vm.Value, error) {
	return enumerate(c, func(_ *vm.Object, k vm.Key) vm.Value { return c.KeyValue(k) })
}

// objectValues is Object.values. ECMA-262 20.1.2.24, but getters are not called: as in njs, their value is undefined,
// and in 0.4.3 not even there.
func objectValues(c *vm.Call) (vm.Value, error) {
	return enumerate(c, func(o *vm.Object, k vm.Key) vm.Value { return storedValue(c, o, k) })
}

// objectEntries is Object.entries. ECMA-262 20.1.2.6; for getters see objectValues.
func objectEntries(c *vm.Call) (vm.Value, error) {
	return enumerate(c, func(o *vm.Object, k vm.Key) vm.Value {
		return c.NewArray(c.KeyValue(k), storedValue(c, o, k)).Value()
	})
}

func storedValue(c *vm.Call, o *vm.Object, k vm.Key) vm.Value {
	p, _ := c.OrdinaryGetOwnProperty(o, k)
	if p.IsAccessor() && c.Version() == vm.V1 {
		return vm.Hole
	}
	return p.Value
}

// enumerate returns an array of what item makes of the enumerable properties of the first argument.
func enumerate(c *vm.Call, item func(o *vm.Object, k vm.Key) vm.Value) (vm.Value, error) {
	o, err := argToObject(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return arrayOfKeys(c, c.EnumerableOwnKeys(o), func(k vm.Key) vm.Value { return item(o, k) })
}

func arrayOfKeys(c *vm.Call, keys []vm.Key, item func(k vm.Key) vm.Value) (vm.Value, error) {
	if err := c.Fits(len(keys) * valueBytes); err != nil {
		return vm.Undefined, err
	}
	list := c.NewArrayOf(len(keys))
	for i, k := range keys {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		if err := c.SetElement(list, uint32(i), item(k)); err != nil {
			return vm.Undefined, err
		}
	}
	return list.Value(), nil
}

// objectGetOwnPropertyNames is Object.getOwnPropertyNames. ECMA-262 20.1.2.10.
func objectGetOwnPropertyNames(c *vm.Call) (vm.Value, error) { return ownKeys(c, false) }

// objectGetOwnPropertySymbols is Object.getOwnPropertySymbols. ECMA-262 20.1.2.11.
func objectGetOwnPropertySymbols(c *vm.Call) (vm.Value, error) { return ownKeys(c, true) }

func ownKeys(c *vm.Call, symbols bool) (vm.Value, error) {
	o, err := argToObject(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	keys := c.OwnPropertyKeys(o)
	kept := keys[:0]
	for _, k := range keys {
		if k.IsSymbol() == symbols {
			kept = append(kept, k)
		}
	}
	return arrayOfKeys(c, kept, c.KeyValue)
}

// objectGetPrototypeOf is Object.getPrototypeOf. ECMA-262 20.1.2.12.
func objectGetPrototypeOf(c *vm.Call) (vm.Value, error) {
	o, err := argToObject(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return o.Proto().Value(), nil
}

// objectSetPrototypeOf is Object.setPrototypeOf. ECMA-262 20.1.2.23.
func objectSetPrototypeOf(c *vm.Call) (vm.Value, error) {
	target, proto := c.Arg(0), c.Arg(1)
	if target.IsNullish() {
		return vm.Undefined, c.TypeError("cannot convert %s argument to object", c.TypeName(target))
	}
	if !proto.IsObject() && !proto.IsNull() {
		return vm.Undefined, c.TypeError("prototype may only be an object or null: %s", c.TypeName(proto))
	}
	if o := target.Object(); o != nil {
		if err := c.SetPrototypeOf(o, proto.Object()); err != nil {
			return vm.Undefined, err
		}
	}
	return target, nil
}

// objectFreeze is Object.freeze. ECMA-262 20.1.2.7.
func objectFreeze(c *vm.Call) (vm.Value, error) {
	// njs 0.4.3 lets a typed array pass, and goes on to write to it.
	if o := c.Arg(0).Object(); o != nil && c.Version() != vm.V1 && hasBufferElements(o) {
		return vm.Undefined, c.TypeError("Cannot freeze array buffer views with elements")
	}
	return setIntegrity(c, true)
}

// objectSeal is Object.seal. ECMA-262 20.1.2.22.
func objectSeal(c *vm.Call) (vm.Value, error) { return setIntegrity(c, false) }

func setIntegrity(c *vm.Call, frozen bool) (vm.Value, error) {
	o := c.Arg(0).Object()
	switch {
	case o != nil:
		c.SetIntegrityLevel(o, frozen)
	case frozen && c.Version() == vm.V1:
		return vm.Undefined, nil
	}
	return c.Arg(0), nil
}

// hasBufferElements says whether o is a typed array that is not empty.
func hasBufferElements(o *vm.Object) bool {
	if o.Class() != vm.ClassTypedArray {
		return false
	}
	exotic, ok := o.Internal().(vm.Exotic)
	if !ok {
		return false
	}
	n, _ := exotic.OwnIndexes(o)
	return n > 0
}

// objectIsFrozen is Object.isFrozen. ECMA-262 20.1.2.16.
func objectIsFrozen(c *vm.Call) (vm.Value, error) { return testIntegrity(c, true) }

// objectIsSealed is Object.isSealed. ECMA-262 20.1.2.18.
func objectIsSealed(c *vm.Call) (vm.Value, error) { return testIntegrity(c, false) }

// testIntegrity says of no typed array with elements that it is frozen, as njs 0.7.12.
func testIntegrity(c *vm.Call, frozen bool) (vm.Value, error) {
	o := c.Arg(0).Object()
	if o == nil {
		return vm.True, nil
	}
	if t := asTypedArray(o.Value()); t != nil && t.length > 0 && frozen && c.Version() != vm.V1 {
		return vm.False, nil
	}
	return vm.Bool(c.TestIntegrityLevel(o, frozen)), nil
}

// objectPreventExtensions is Object.preventExtensions. ECMA-262 20.1.2.20.
func objectPreventExtensions(c *vm.Call) (vm.Value, error) {
	if o := c.Arg(0).Object(); o != nil {
		c.PreventExtensions(o)
	}
	return c.Arg(0), nil
}

// objectIsExtensible is Object.isExtensible. ECMA-262 20.1.2.15.
func objectIsExtensible(c *vm.Call) (vm.Value, error) {
	o := c.Arg(0).Object()
	return vm.Bool(o != nil && o.IsExtensible()), nil
}

// objectAssign is Object.assign. ECMA-262 20.1.2.1.
func objectAssign(c *vm.Call) (vm.Value, error) {
	target, err := c.ToObject(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	for i := 1; i < c.NArgs(); i++ {
		if c.Arg(i).IsNullish() {
			continue
		}
		source, err := c.ToObject(c.Arg(i))
		if err != nil {
			return vm.Undefined, err
		}
		if err := assignFrom(c, target, source); err != nil {
			return vm.Undefined, err
		}
	}
	return target.Value(), nil
}

func assignFrom(c *vm.Call, target, source *vm.Object) error {
	for _, k := range c.OwnPropertyKeys(source) {
		if err := c.Charge(1); err != nil {
			return err
		}
		p, ok := c.OrdinaryGetOwnProperty(source, k)
		if !ok || p.Attr&vm.AttrEnumerable == 0 {
			continue
		}
		v := p.Value
		if p.IsAccessor() {
			var err error
			if v, err = c.Get(source, k); err != nil {
				return err
			}
		}
		if err := c.Set(target, k, v); err != nil {
			return err
		}
	}
	return nil
}

// objectIs is Object.is. ECMA-262 20.1.2.14.
func objectIs(c *vm.Call) (vm.Value, error) {
	x, y := c.Arg(0), c.Arg(1)
	if x.IsString() && y.IsString() {
		equal, err := c.StrictEquals(x, y)
		return vm.Bool(equal), err
	}
	return vm.Bool(vm.SameValue(x, y)), nil
}
