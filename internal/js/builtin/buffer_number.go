// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of Buffers that read and write a number.

package builtin

import (
	"math"
	"slices"

	"selvedge/internal/js/vm"
)

// maxIntegerSize is the largest number of bytes of an integer.
const maxIntegerSize = 6

// integerFormat says how an integer is stored.
type integerFormat struct {
	size   int // 0 when an argument says it
	signed bool
	little bool
}

// bufferNumberRows returns the rows for readInt8 to writeDoubleBE.
func bufferNumberRows() []vm.Row {
	var rows []vm.Row
	for _, sign := range [...]string{"Int", "UInt"} {
		signed := sign == "Int"
		f := integerFormat{1, signed, true}
		rows = append(rows, vm.Method("read"+sign+"8", 1, bufferReadInteger(f)),
			vm.Method("write"+sign+"8", 1, bufferWriteInteger(f)))
		for _, order := range [...]string{"LE", "BE"} {
			for _, width := range [...]struct {
				name string
				size int
			}{{"16", 2}, {"32", 4}, {"", 0}} {
				f := integerFormat{width.size, signed, order == "LE"}
				length := 1
				if width.size == 0 {
					length = 2
				}
				rows = append(rows, vm.Method("read"+sign+width.name+order, length, bufferReadInteger(f)),
					vm.Method("write"+sign+width.name+order, 1, bufferWriteInteger(f)))
			}
		}
	}
	for _, kind := range [...]struct {
		name string
		kind *elementKind
	}{{"Float", &elementKinds[7]}, {"Double", &elementKinds[8]}} {
		for _, order := range [...]string{"LE", "BE"} {
			rows = append(rows, vm.Method("read"+kind.name+order, 1, bufferReadFloat(kind.kind, order == "LE")),
				vm.Method("write"+kind.name+order, 1, bufferWriteFloat(kind.kind, order == "LE")))
		}
	}
	return rows
}

// numberBytes returns the bytes of a number at an index.
func numberBytes(c *vm.Call, t *typedArray, index int64, size int) ([]byte, error) {
	if index+int64(size) > int64(t.length) {
		return nil, c.RangeError("index %d is outside the bound of the buffer", index)
	}
	return t.bytes()[index : index+int64(size)], nil
}

// sizeOf returns the number of bytes of an integer, which may be an argument.
func (f integerFormat) sizeOf(c *vm.Call, argument int) (int, error) {
	if f.size != 0 {
		return f.size, nil
	}
	v := c.Arg(argument)
	if !v.IsNumber() {
		return 0, c.TypeError("\"byteLength\" is not a number")
	}
	if !(v.Float() > -1 && v.Float() < maxIntegerSize+1) {
		return 0, c.TypeError("\"byteLength\" must be <= 6")
	}
	if size := int(v.Float()); size > 0 {
		return size, nil
	}
	return maxIntegerSize, nil // as in njs
}

// bufferReadInteger makes the methods (offset) and (offset, byteLength).
func bufferReadInteger(f integerFormat) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		t, err := thisBuffer(c)
		if err != nil {
			return vm.Undefined, err
		}
		index, err := toIndex(c.Realm, c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		size, err := f.sizeOf(c, 1)
		if err != nil {
			return vm.Undefined, err
		}
		b, err := numberBytes(c, t, index, size)
		if err != nil {
			return vm.Undefined, err
		}
		bits := uint64(0)
		for i := range b {
			if f.little {
				i = size - 1 - i
			}
			bits = bits<<8 | uint64(b[i])
		}
		if unused := 64 - 8*size; f.signed {
			return vm.Number(float64(int64(bits<<unused) >> unused)), nil
		}
		return vm.Number(float64(bits)), nil
	}
}

// bufferWriteInteger makes the methods (value, offset) and (value, offset, byteLength), which return where the number
// ends. Values out of range are cut off.
func bufferWriteInteger(f integerFormat) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		t, err := thisBuffer(c)
		if err != nil {
			return vm.Undefined, err
		}
		value, err := c.ToIntegerOrInfinity(c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		index, err := toIndex(c.Realm, c.Arg(1))
		if err != nil {
			return vm.Undefined, err
		}
		size, err := f.sizeOf(c, 2)
		if err != nil {
			return vm.Undefined, err
		}
		b, err := numberBytes(c, t, index, size)
		if err != nil {
			return vm.Undefined, err
		}
		t.write(c.Realm)
		bits := saturated(value)
		for i := range b {
			b[i] = byte(bits >> (8 * i))
		}
		if !f.little {
			slices.Reverse(b)
		}
		return vm.Number(float64(index + int64(size))), nil
	}
}

// saturated converts to 64 bits; what does not fit becomes the nearest that does.
func saturated(f float64) int64 {
	switch {
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	}
	return int64(f)
}

// bufferReadFloat makes the methods (offset).
func bufferReadFloat(k *elementKind, little bool) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		t, err := thisBuffer(c)
		if err != nil {
			return vm.Undefined, err
		}
		index, err := toIndex(c.Realm, c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		b, err := numberBytes(c, t, index, k.size)
		if err != nil {
			return vm.Undefined, err
		}
		return vm.Number(k.read(b, little)), nil
	}
}

// bufferWriteFloat makes the methods (value, offset), which return where the number ends, as AWS says; those of njs
// 0.7.12 return nothing.
func bufferWriteFloat(k *elementKind, little bool) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		t, err := thisBuffer(c)
		if err != nil {
			return vm.Undefined, err
		}
		f, err := c.ToNumber(c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		index, err := toIndex(c.Realm, c.Arg(1))
		if err != nil {
			return vm.Undefined, err
		}
		b, err := numberBytes(c, t, index, k.size)
		if err != nil {
			return vm.Undefined, err
		}
		t.write(c.Realm)
		k.store(b, f, little)
		return vm.Number(float64(index + int64(k.size))), nil
	}
}
