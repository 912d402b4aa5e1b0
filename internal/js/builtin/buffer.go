// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Buffer, which is in 2.0 only: a Uint8Array with another prototype. runtime.md 7. Where njs 0.7.12 differs from what
// AWS documents, AWS's page wins; such places say so.

package builtin

import (
	"math"
	"slices"

	"selvedge/internal/js/vm"
)

var bufferTemplates = []vm.Template{
	since(constructor(vm.BufferConstructor, vm.BufferPrototype, "Buffer", 0, bufferConstructor,
		vm.Method("alloc", 0, bufferAlloc),
		vm.Method("allocUnsafe", 0, bufferAllocUnsafe),
		vm.Method("allocUnsafeSlow", 1, bufferAllocUnsafe),
		vm.Method("byteLength", 1, bufferByteLength),
		vm.Method("compare", 2, bufferCompareTwo),
		vm.Method("concat", 1, bufferConcat),
		vm.Method("from", 3, bufferFrom),
		vm.Method("isBuffer", 1, bufferIsBuffer),
		vm.Method("isEncoding", 1, bufferIsEncoding),
	), vm.V2),
	bufferPrototype(slices.Concat([]vm.Row{
		toStringTag("Buffer"),
		vm.Computed("length", vm.AttrNone, bufferLength, readOnly("length")),
		vm.Method("write", 1, bufferWrite),
		vm.Method("fill", 1, bufferFill),
		vm.Method("toString", 0, bufferToString),
		vm.Method("compare", 1, bufferCompare),
		vm.Method("copy", 1, bufferCopy),
		vm.Method("equals", 1, bufferEquals),
		vm.Method("indexOf", 1, bufferIndexOf),
		vm.Method("lastIndexOf", 1, bufferLastIndexOf),
		vm.Method("includes", 1, bufferIncludes),
		vm.Method("subarray", 2, bufferSlice),
		vm.Method("slice", 2, bufferSlice),
		vm.Method("swap16", 0, bufferSwap(2)),
		vm.Method("swap32", 0, bufferSwap(4)),
		vm.Method("swap64", 0, bufferSwap(8)),
		vm.Method("toJSON", 0, bufferToJSON),
	}, bufferNumberRows())...),
}

func bufferPrototype(rows ...vm.Row) vm.Template {
	t := since(prototype(vm.BufferPrototype, vm.BufferConstructor, "Buffer", rows...), vm.V2)
	t.Proto = vm.Uint8ArrayPrototype
	return t
}

var (
	keyData = func() vm.Key { return vm.StaticKey("data") }()
	keyType = func() vm.Key { return vm.StaticKey("type") }()
)

// newBuffer returns a Buffer of n zeros.
func newBuffer(r *vm.Realm, n int64) (*vm.Object, *typedArray, error) {
	if n > math.MaxUint32 {
		return nil, nil, r.RangeError("invalid index")
	}
	holder, b, err := newArrayBuffer(r, n)
	if err != nil {
		return nil, nil, err
	}
	return bufferOver(r, typedArray{holder, b, uint8Kind, 0, int(n)})
}

// bufferOver returns a Buffer that shows a part of an ArrayBuffer.
func bufferOver(r *vm.Realm, t typedArray) (*vm.Object, *typedArray, error) {
	o, err := newView(r, r.Intrinsic(vm.BufferPrototype), t)
	if err != nil {
		return nil, nil, err
	}
	return o, o.Internal().(*typedArray), nil
}

// NewBuffer returns a Buffer with a copy of data. Only realms of 2.0 have Buffers.
func NewBuffer(r *vm.Realm, data []byte) (*vm.Object, error) {
	o, t, err := newBuffer(r, int64(len(data)))
	if err != nil {
		return nil, err
	}
	copy(t.buffer.data, data)
	return o, nil
}

// bufferSlot returns the Uint8Array that a value is or inherits from.
func bufferSlot(v vm.Value) *typedArray {
	for o := v.Object(); o != nil; o = o.Proto() {
		if t := asTypedArray(o.Value()); t != nil {
			if t.kind == uint8Kind {
				return t
			}
			return nil
		}
	}
	return nil
}

// bufferArgument is bufferSlot with an error that names the argument.
func bufferArgument(c *vm.Call, v vm.Value, name string) (*typedArray, error) {
	if t := bufferSlot(v); t != nil {
		return t, nil
	}
	return nil, c.TypeError("\"%s\" argument must be an instance of Buffer or Uint8Array", name)
}

func thisBuffer(c *vm.Call) (*typedArray, error) { return bufferArgument(c, c.This, "this") }

// bufferEncoding returns the encoding that an argument names; undefined is UTF-8.
func bufferEncoding(c *vm.Call, v vm.Value) (*encoding, error) {
	if v.IsUndefined() {
		return utf8Encoding, nil
	}
	if !v.IsString() {
		return nil, c.TypeError("encoding must be a string")
	}
	name, err := c.ToText(v)
	if err != nil {
		return nil, err
	}
	if e := binaryEncoding(name); e != nil {
		return e, nil
	}
	return nil, c.TypeError("\"%s\" encoding is not supported", name)
}

// bufferConstructor is Buffer(), which cannot be called.
func bufferConstructor(c *vm.Call) (vm.Value, error) {
	return vm.Undefined, c.TypeError("Buffer is not a constructor")
}

// bufferAlloc is Buffer.alloc(size, fill, encoding).
func bufferAlloc(c *vm.Call) (vm.Value, error) {
	o, t, err := allocatedBuffer(c)
	if err != nil || c.Arg(1).IsUndefined() {
		return o.Value(), err
	}
	return o.Value(), fillBytes(c, t, t.bytes(), c.Arg(1), c.Arg(2))
}

// bufferAllocUnsafe is Buffer.allocUnsafe(size). The bytes are zero all the same.
func bufferAllocUnsafe(c *vm.Call) (vm.Value, error) {
	o, _, err := allocatedBuffer(c)
	return o.Value(), err
}

func allocatedBuffer(c *vm.Call) (*vm.Object, *typedArray, error) {
	if !c.Arg(0).IsNumber() {
		return nil, nil, c.TypeError("\"size\" argument must be of type number")
	}
	size := c.Arg(0).Float()
	if size < 0 || size > math.MaxInt32 {
		return nil, nil, c.RangeError("invalid size")
	}
	if math.IsNaN(size) {
		return nil, nil, c.RangeError("invalid index")
	}
	return newBuffer(c.Realm, int64(size))
}

// notBuffer is the error about an argument that is no bytes.
func notBuffer(c *vm.Call, v vm.Value) error {
	return c.TypeError("first argument %s is not a string or Buffer-like object", c.TypeName(v))
}

// bufferFrom is Buffer.from(value, ...).
func bufferFrom(c *vm.Call) (vm.Value, error) {
	v := c.Arg(0)
	for {
		o := v.Object()
		switch {
		case v.IsString():
			return bufferFromText(c, v)
		case o == nil:
			return vm.Undefined, notBuffer(c, v)
		}
		switch internal := o.Internal().(type) {
		case *typedArray:
			return bufferFromTypedArray(c, internal)
		case *arrayBuffer:
			return bufferFromArrayBuffer(c, o, internal)
		}
		inner, err := bufferValueOf(c, o)
		if err != nil {
			return vm.Undefined, err
		}
		if inner.IsNull() || inner.Object() == o {
			return bufferFromObject(c, o)
		}
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		v = inner
	}
}

// bufferValueOf returns what valueOf makes of an object; the object itself when there is no such method.
func bufferValueOf(c *vm.Call, o *vm.Object) (vm.Value, error) {
	method, err := c.Get(o, vm.Keys.ValueOf)
	if err != nil || !method.IsCallable() {
		return o.Value(), err
	}
	return c.Invoke(method, o.Value())
}

func bufferFromText(c *vm.Call, v vm.Value) (vm.Value, error) {
	e, err := bufferEncoding(c, c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	data, err := textBytes(c, e, v)
	if err != nil {
		return vm.Undefined, err
	}
	o, err := NewBuffer(c.Realm, data)
	return o.Value(), err
}

// bufferFromTypedArray copies elements, not bytes.
func bufferFromTypedArray(c *vm.Call, from *typedArray) (vm.Value, error) {
	o, t, err := newBuffer(c.Realm, int64(from.length))
	if err != nil {
		return vm.Undefined, err
	}
	return o.Value(), setElements(c.Realm, t, 0, from)
}

// bufferFromArrayBuffer returns a view of the second and third argument.
func bufferFromArrayBuffer(c *vm.Call, holder *vm.Object, b *arrayBuffer) (vm.Value, error) {
	offset, err := toIndex(c.Realm, c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	whole := int64(len(b.data))
	if offset > whole {
		return vm.Undefined, c.RangeError("\"offset\" is outside of buffer bounds")
	}
	n := whole - offset
	if !c.Arg(2).IsUndefined() {
		if n, err = c.ToLength(c.Arg(2)); err != nil {
			return vm.Undefined, err
		}
	}
	if offset+n > whole {
		return vm.Undefined, c.RangeError("\"length\" is outside of buffer bounds")
	}
	o, _, err := bufferOver(c.Realm, typedArray{holder, b, uint8Kind, int(offset), int(n)})
	return o.Value(), err
}

// bufferFromObject takes array-like objects, and those that toJSON of Buffers returns.
func bufferFromObject(c *vm.Call, o *vm.Object) (vm.Value, error) {
	list := o
	for !c.HasProperty(list, vm.Keys.Length) {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		if !c.HasProperty(list, keyType) {
			return vm.Undefined, notBuffer(c, o.Value())
		}
		kind, err := c.Get(list, keyType)
		if err != nil {
			return vm.Undefined, err
		}
		name, err := c.ToText(kind)
		if err != nil {
			return vm.Undefined, err
		}
		data, err := c.Get(list, keyData)
		if err != nil {
			return vm.Undefined, err
		}
		if name != "Buffer" || !data.IsObject() {
			return vm.Undefined, notBuffer(c, o.Value())
		}
		list = data.Object()
	}
	n, err := c.LengthOf(list)
	if err != nil {
		return vm.Undefined, err
	}
	buffer, t, err := newBuffer(c.Realm, n)
	if err != nil {
		return vm.Undefined, err
	}
	return buffer.Value(), fillFromList(c.Realm, t, 0, list, int(n))
}

// bufferByteLength is Buffer.byteLength(value, encoding).
func bufferByteLength(c *vm.Call) (vm.Value, error) {
	v := c.Arg(0)
	if data, ok := Bytes(v); ok {
		return vm.Int(len(data)), nil
	}
	if !v.IsString() {
		return vm.Undefined, notBuffer(c, v)
	}
	e, err := bufferEncoding(c, c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	s, err := c.ToString(v)
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + s.Size()/16); err != nil {
		return vm.Undefined, err
	}
	return vm.Int(e.decoded(s.Text())), nil
}

// bufferConcat is Buffer.concat(list, totalLength).
func bufferConcat(c *vm.Call) (vm.Value, error) {
	list := c.Arg(0).Object()
	if list == nil || !list.IsArray() {
		return vm.Undefined, c.TypeError("\"list\" argument must be an instance of Array")
	}
	count, err := c.LengthOf(list)
	if err != nil {
		return vm.Undefined, err
	}
	var parts [][]byte
	total := int64(0)
	for i := range count {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		v, err := c.Get(list, vm.IndexKey(uint32(i)))
		if err != nil {
			return vm.Undefined, err
		}
		t := asTypedArray(v)
		if t == nil || t.kind != uint8Kind {
			return vm.Undefined, c.TypeError("\"list[%d]\" argument must be an instance of Buffer or Uint8Array", i)
		}
		parts = append(parts, t.bytes())
		total += int64(t.length)
	}
	if length := c.Arg(1); !length.IsUndefined() {
		if !length.IsNumber() {
			return vm.Undefined, c.TypeError("\"length\" argument must be of type number")
		}
		if !(length.Float() > -1 && length.Float() < 1<<63) {
			return vm.Undefined, c.RangeError("\"length\" is out of range")
		}
		total = int64(min(length.Float(), 1<<40))
	}
	o, t, err := newBuffer(c.Realm, total)
	if err != nil {
		return vm.Undefined, err
	}
	at := 0
	for _, part := range parts {
		at += copy(t.buffer.data[at:], part)
	}
	return o.Value(), nil
}

// bufferIsBuffer is Buffer.isBuffer(value).
func bufferIsBuffer(c *vm.Call) (vm.Value, error) {
	prototype := c.Intrinsic(vm.BufferPrototype)
	for o := c.Arg(0).Object(); o != nil; o = o.Proto() {
		if t := asTypedArray(o.Value()); t != nil {
			return vm.Bool(t.kind == uint8Kind && o.Proto() == prototype), nil
		}
	}
	return vm.False, nil
}

// bufferIsEncoding is Buffer.isEncoding(name).
func bufferIsEncoding(c *vm.Call) (vm.Value, error) {
	if !c.Arg(0).IsString() {
		return vm.False, nil
	}
	name, err := c.ToText(c.Arg(0))
	return vm.Bool(err == nil && binaryEncoding(name) != nil), err
}
