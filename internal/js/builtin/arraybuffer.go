// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"
	"slices"

	"selvedge/internal/js/vm"
)

var arrayBufferTemplates = []vm.Template{
	constructor(vm.ArrayBufferConstructor, vm.ArrayBufferPrototype, "ArrayBuffer", 1, arrayBufferConstructor,
		speciesGetter(),
		vm.Method("isView", 1, arrayBufferIsView),
	),
	prototype(vm.ArrayBufferPrototype, vm.ArrayBufferConstructor, "ArrayBuffer",
		vm.Accessor("byteLength", arrayBufferByteLength, nil),
		vm.Method("slice", 2, arrayBufferSlice),
		toStringTag("ArrayBuffer"),
	),
}

// speciesGetter is a row for the accessor Symbol.species, which returns the receiver. ECMA-262 25.1.5.3.
func speciesGetter() vm.Row {
	get := func(c *vm.Call) (vm.Value, error) { return c.This, nil }
	return vm.Accessor("[Symbol.species]", get, nil).For(vm.SymbolSpecies)
}

// arrayBuffer is the internal data of ArrayBuffer objects: bytes that views share. The length never changes. Whoever
// writes calls Touch for the ArrayBuffer object before.
type arrayBuffer struct {
	data []byte
}

// Snapshot keeps the bytes. See vm.Snapshotter.
func (b *arrayBuffer) Snapshot() (restore func()) {
	was := slices.Clone(b.data)
	return func() { copy(b.data, was) }
}

// newArrayBuffer returns an ArrayBuffer with n zero bytes, which are charged before they are allocated.
func newArrayBuffer(r *vm.Realm, n int64) (*vm.Object, *arrayBuffer, error) {
	if n > math.MaxUint32 {
		return nil, nil, r.RangeError("Invalid array length")
	}
	if err := r.Alloc(int(n)); err != nil {
		return nil, nil, err
	}
	if err := r.Charge(1 + int(n/64)); err != nil {
		return nil, nil, err
	}
	b := &arrayBuffer{data: make([]byte, n)}
	return r.NewObjectOf(vm.ClassArrayBuffer, r.Intrinsic(vm.ArrayBufferPrototype), b), b, nil
}

// toIndex converts an argument that says where in a buffer. njs has 32 bits for it. ECMA-262 7.1.22.
func toIndex(r *vm.Realm, v vm.Value) (int64, error) {
	f, err := r.ToIntegerOrInfinity(v)
	if err != nil {
		return 0, err
	}
	if f < 0 || f > math.MaxUint32 {
		return 0, r.RangeError("invalid index")
	}
	return int64(f), nil
}

// arrayBufferConstructor is ArrayBuffer(length). ECMA-262 25.1.4.1.
func arrayBufferConstructor(c *vm.Call) (vm.Value, error) {
	if !c.IsConstruct() {
		return vm.Undefined, c.TypeError("Constructor ArrayBuffer requires 'new'")
	}
	n, err := toIndex(c.Realm, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	o, _, err := newArrayBuffer(c.Realm, n)
	return o.Value(), err
}

// arrayBufferIsView is ArrayBuffer.isView(value). A DataView is none, as in njs. ECMA-262 25.1.5.1.
func arrayBufferIsView(c *vm.Call) (vm.Value, error) {
	return vm.Bool(c.Arg(0).Is(vm.ClassTypedArray)), nil
}

func thisArrayBuffer(c *vm.Call, member string) (*arrayBuffer, error) {
	if o := c.This.Object(); o != nil {
		if b, ok := o.Internal().(*arrayBuffer); ok {
			return b, nil
		}
	}
	return nil, c.TypeError("Method ArrayBuffer.prototype.%s called on incompatible receiver", member)
}

// arrayBufferByteLength is the getter of ArrayBuffer.prototype.byteLength. ECMA-262 25.1.6.1.
func arrayBufferByteLength(c *vm.Call) (vm.Value, error) {
	b, err := thisArrayBuffer(c, "byteLength")
	if err != nil {
		return vm.Undefined, err
	}
	return vm.Int(len(b.data)), nil
}

// arrayBufferSlice is ArrayBuffer.prototype.slice(start, end). ECMA-262 25.1.6.7.
func arrayBufferSlice(c *vm.Call) (vm.Value, error) {
	b, err := thisArrayBuffer(c, "slice")
	if err != nil {
		return vm.Undefined, err
	}
	n := int64(len(b.data))
	start, err := c.RelativeIndex(c.Arg(0), n, 0)
	if err != nil {
		return vm.Undefined, err
	}
	end, err := c.RelativeIndex(c.Arg(1), n, n)
	if err != nil {
		return vm.Undefined, err
	}
	o, part, err := newArrayBuffer(c.Realm, max(end-start, 0))
	if err != nil {
		return vm.Undefined, err
	}
	copy(part.data, b.data[start:])
	return o.Value(), nil
}

// Bytes returns the bytes of a typed array, a Buffer, a DataView or an ArrayBuffer; ok is false for other values. The
// bytes must not be changed, and may change when code of the program runs.
func Bytes(v vm.Value) (data []byte, ok bool) {
	o := v.Object()
	if o == nil {
		return nil, false
	}
	switch internal := o.Internal().(type) {
	case *arrayBuffer:
		return internal.data, true
	case *typedArray:
		return internal.bytes(), true
	case *dataView:
		return internal.bytes(), true
	}
	return nil, false
}
