// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"slices"

	"selvedge/internal/js/vm"
)

// DataView is in 2.0 only. runtime.md 6.11.
var dataViewTemplates = func() []vm.Template {
	rows := []vm.Row{
		toStringTag("DataView"),
		vm.Accessor("buffer", typedArrayBuffer, nil),
		vm.Accessor("byteLength", typedArrayByteLength, nil),
		vm.Accessor("byteOffset", typedArrayByteOffset, nil),
	}
	for i := range elementKinds {
		k := &elementKinds[i]
		if k.name == "Uint8ClampedArray" {
			continue
		}
		name := k.name[:len(k.name)-len("Array")]
		rows = append(rows, vm.Method("get"+name, 1, dataViewGet(k)), vm.Method("set"+name, 2, dataViewSet(k)))
	}
	return []vm.Template{
		since(constructor(vm.DataViewConstructor, vm.DataViewPrototype, "DataView", 1, dataViewConstructor), vm.V2),
		since(prototype(vm.DataViewPrototype, vm.DataViewConstructor, "DataView", rows...), vm.V2),
	}
}()

// dataView is the internal data of DataView objects. It does not change; its buffer does.
type dataView struct {
	holder         *vm.Object
	buffer         *arrayBuffer
	offset, length int
}

func (d *dataView) bytes() []byte { return d.buffer.data[d.offset : d.offset+d.length] }

// dataViewConstructor is DataView(buffer, offset, length). ECMA-262 25.3.2.1.
func dataViewConstructor(c *vm.Call) (vm.Value, error) {
	if !c.IsConstruct() {
		return vm.Undefined, c.TypeError("Constructor of DataView requires 'new'")
	}
	holder := c.Arg(0).Object()
	if !c.Arg(0).Is(vm.ClassArrayBuffer) {
		return vm.Undefined, c.TypeError("buffer is not an ArrayBuffer")
	}
	b, ok := holder.Internal().(*arrayBuffer)
	if !ok {
		return vm.Undefined, c.TypeError("buffer is not an ArrayBuffer")
	}
	offset, err := toIndex(c.Realm, c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	whole := int64(len(b.data))
	n := whole - offset
	switch {
	case !c.Arg(2).IsUndefined():
		if n, err = toIndex(c.Realm, c.Arg(2)); err != nil {
			return vm.Undefined, err
		}
		if offset+n > whole {
			return vm.Undefined, c.RangeError("Invalid DataView length: %d", n)
		}
	case n < 0:
		return vm.Undefined, c.RangeError("byteOffset %d is outside the bound of the buffer", offset)
	}
	if err := c.Alloc(typedArrayBytes); err != nil {
		return vm.Undefined, err
	}
	view := &dataView{holder, b, int(offset), int(n)}
	return c.NewObjectOf(vm.ClassDataView, c.Intrinsic(vm.DataViewPrototype), view).Value(), nil
}

func thisDataView(c *vm.Call) (*dataView, error) {
	if o := c.This.Object(); o != nil {
		if d, ok := o.Internal().(*dataView); ok {
			return d, nil
		}
	}
	return nil, c.TypeError("this is not a DataView")
}

// element returns the bytes of an element at an index.
func (d *dataView) element(c *vm.Call, index int64, size int) ([]byte, error) {
	if index+int64(size) > int64(d.length) {
		return nil, c.RangeError("index %d is outside the bound of the buffer", index)
	}
	return d.bytes()[index : index+int64(size)], nil
}

// dataViewGet makes the methods that read. ECMA-262 25.3.4.5.
func dataViewGet(k *elementKind) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		d, err := thisDataView(c)
		if err != nil {
			return vm.Undefined, err
		}
		index, err := toIndex(c.Realm, c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		b, err := d.element(c, index, k.size)
		if err != nil {
			return vm.Undefined, err
		}
		return vm.Number(k.read(b, vm.ToBoolean(c.Arg(1)))), nil
	}
}

// dataViewSet makes the methods that write. ECMA-262 25.3.4.15.
func dataViewSet(k *elementKind) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		d, err := thisDataView(c)
		if err != nil {
			return vm.Undefined, err
		}
		index, err := toIndex(c.Realm, c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		f, err := c.ToNumber(c.Arg(1))
		if err != nil {
			return vm.Undefined, err
		}
		b, err := d.element(c, index, k.size)
		if err != nil {
			return vm.Undefined, err
		}
		c.Touch(d.holder)
		k.store(b, f, vm.ToBoolean(c.Arg(2)))
		return vm.Undefined, nil
	}
}

// read returns the element in b, in either order of bytes.
func (k *elementKind) read(b []byte, little bool) float64 {
	if little {
		return k.get(b)
	}
	var reversed [8]byte
	copy(reversed[:], b[:k.size])
	slices.Reverse(reversed[:k.size])
	return k.get(reversed[:])
}

// store writes an element to b, in either order of bytes.
func (k *elementKind) store(b []byte, f float64, little bool) {
	k.set(b, f)
	if !little {
		slices.Reverse(b[:k.size])
	}
}
