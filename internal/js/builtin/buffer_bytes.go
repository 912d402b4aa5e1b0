// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of Buffers for many bytes.

package builtin

import (
	"bytes"
	"slices"

	"selvedge/internal/js/vm"
)

// bufferLength is Buffer.prototype.length, which objects have, too, that inherit from a Buffer.
func bufferLength(c *vm.Call) (vm.Value, error) {
	if t := bufferSlot(c.This); t != nil {
		return vm.Int(t.length), nil
	}
	return vm.Undefined, nil
}

// bufferWrite is Buffer.prototype.write(text, offset, length, encoding). It returns how many bytes were written, as
// AWS says; njs 0.7.12 returns how many there was room for.
func bufferWrite(c *vm.Call) (vm.Value, error) {
	t, err := thisBuffer(c)
	if err != nil {
		return vm.Undefined, err
	}
	if !c.Arg(0).IsString() {
		return vm.Undefined, c.TypeError("first argument must be a string")
	}
	bounds := [2]int64{0, int64(t.length)}
	name := c.Arg(3)
	for i := range bounds {
		v := c.Arg(i + 1)
		if v.IsString() {
			name = v
			break
		}
		if v.IsUndefined() {
			continue
		}
		if bounds[i], err = toIndex(c.Realm, v); err != nil {
			return vm.Undefined, err
		}
	}
	e, err := bufferEncoding(c, name)
	if err != nil {
		return vm.Undefined, err
	}
	offset, length := bounds[0], bounds[1]
	if offset >= int64(t.length) {
		return vm.Undefined, c.RangeError("\"offset\" is out of range")
	}
	data, err := textBytes(c, e, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	t.write(c.Realm)
	n := copy(t.bytes()[offset:], data[:min(int64(len(data)), length)])
	return vm.Int(n), nil
}

// textBytes returns the bytes that a string stands for. A text without even one byte's worth of digits stands for
// itself: njs 0.7.12 does not put the empty result in its place.
func textBytes(c *vm.Call, e *encoding, v vm.Value) ([]byte, error) {
	s, err := c.ToString(v)
	if err != nil {
		return nil, err
	}
	if e.decoded(s.Text()) == 0 {
		e = utf8Encoding
	}
	return decodeText(c.Realm, e, s)
}

// bufferFill is Buffer.prototype.fill(value, offset, end, encoding).
func bufferFill(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return c.This, nil
	}
	t, err := thisBuffer(c)
	if err != nil {
		return vm.Undefined, err
	}
	bounds := [2]int64{0, int64(t.length)}
	name := c.Arg(3)
	for i := range bounds {
		v := c.Arg(i + 1)
		if v.IsString() && c.Arg(0).IsString() {
			name = v
			break
		}
		if v.IsUndefined() {
			continue
		}
		if bounds[i], err = toIndex(c.Realm, v); err != nil {
			return vm.Undefined, err
		}
	}
	offset, end := bounds[0], bounds[1]
	switch {
	case offset > int64(t.length):
		return vm.Undefined, c.RangeError("\"offset\" is out of range")
	case end > int64(t.length):
		return vm.Undefined, c.RangeError("\"end\" is out of range")
	case offset >= end:
		return c.This, nil
	}
	return c.This, fillBytes(c, t, t.bytes()[offset:end], c.Arg(0), name)
}

// fillBytes repeats a text, the bytes of a typed array or a number in a part of t.
func fillBytes(c *vm.Call, t *typedArray, part []byte, v, encodingName vm.Value) error {
	if len(part) == 0 {
		return nil
	}
	pattern := []byte{0}
	switch source := asTypedArray(v); {
	case v.IsString():
		e, err := bufferEncoding(c, encodingName)
		if err != nil {
			return err
		}
		data, err := textBytes(c, e, v)
		if err != nil {
			return err
		}
		if len(data) > 0 {
			pattern = data
		}
	case source != nil:
		pattern = source.bytes()
	default:
		f, err := c.ToNumber(v)
		if err != nil {
			return err
		}
		pattern[0] = byte(vm.ToUint32(f))
	}
	if len(pattern) == 0 {
		return nil // njs would never come to an end
	}
	if err := c.Charge(1 + len(part)/16 + len(part)/len(pattern)/4); err != nil {
		return err
	}
	t.write(c.Realm)
	for len(part) > 0 {
		part = part[copy(part, pattern):]
	}
	return nil
}

// bufferToString is Buffer.prototype.toString(encoding, start, end).
func bufferToString(c *vm.Call) (vm.Value, error) {
	t, err := thisBuffer(c)
	if err != nil {
		return vm.Undefined, err
	}
	e, err := bufferEncoding(c, c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	bounds := [2]int64{0, int64(t.length)}
	for i := range bounds {
		if v := c.Arg(i + 1); !v.IsUndefined() {
			at, err := toIndex(c.Realm, v)
			if err != nil {
				return vm.Undefined, err
			}
			bounds[i] = min(at, int64(t.length))
		}
	}
	if bounds[0] >= bounds[1] {
		return c.NewString("").Value(), nil
	}
	part := t.bytes()[bounds[0]:bounds[1]]
	if err := c.Fits(len(part)); err != nil {
		return vm.Undefined, err
	}
	return encodeText(c.Realm, e, string(part))
}

// bufferRange resolves the arguments start and end that belong to an array called name.
func bufferRange(c *vm.Call, t *typedArray, start, end vm.Value, name string) ([]byte, error) {
	bounds := [2]int64{0, int64(t.length)}
	for i, v := range [2]vm.Value{start, end} {
		if !v.IsUndefined() {
			var err error
			if bounds[i], err = toIndex(c.Realm, v); err != nil {
				return nil, err
			}
		}
		if bounds[i] > int64(t.length) {
			return nil, c.RangeError("\"%s%s\" is out of range: %d", name, [2]string{"Start", "End"}[i], bounds[i])
		}
	}
	return t.bytes()[bounds[0]:max(bounds[1], bounds[0])], nil
}

// compareBuffers compares parts of two arrays: -1 when the source comes first.
func compareBuffers(c *vm.Call, source, target vm.Value, bounds [4]vm.Value) (int, error) {
	s, err := bufferArgument(c, source, "source")
	if err != nil {
		return 0, err
	}
	t, err := bufferArgument(c, target, "target")
	if err != nil {
		return 0, err
	}
	second, err := bufferRange(c, t, bounds[0], bounds[1], "target")
	if err != nil {
		return 0, err
	}
	first, err := bufferRange(c, s, bounds[2], bounds[3], "source")
	if err != nil {
		return 0, err
	}
	return bytes.Compare(first, second), c.Charge(1 + min(len(first), len(second))/16)
}

// bufferCompareTwo is Buffer.compare(first, second).
func bufferCompareTwo(c *vm.Call) (vm.Value, error) {
	order, err := compareBuffers(c, c.Arg(0), c.Arg(1), [4]vm.Value{})
	return vm.Int(order), err
}

// bufferCompare is Buffer.prototype.compare(target, targetStart, targetEnd, sourceStart, sourceEnd).
func bufferCompare(c *vm.Call) (vm.Value, error) {
	order, err := compareBuffers(c, c.This, c.Arg(0), [4]vm.Value{c.Arg(1), c.Arg(2), c.Arg(3), c.Arg(4)})
	return vm.Int(order), err
}

// bufferEquals is Buffer.prototype.equals(other).
func bufferEquals(c *vm.Call) (vm.Value, error) {
	order, err := compareBuffers(c, c.This, c.Arg(0), [4]vm.Value{})
	return vm.Bool(order == 0), err
}

// bufferCopy is Buffer.prototype.copy(target, targetStart, sourceStart, sourceEnd).
func bufferCopy(c *vm.Call) (vm.Value, error) {
	s, err := bufferArgument(c, c.This, "source")
	if err != nil {
		return vm.Undefined, err
	}
	t, err := bufferArgument(c, c.Arg(0), "target")
	if err != nil {
		return vm.Undefined, err
	}
	to, err := bufferRange(c, t, c.Arg(1), vm.Undefined, "target")
	if err != nil {
		return vm.Undefined, err
	}
	from, err := bufferRange(c, s, c.Arg(2), c.Arg(3), "source")
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + min(len(from), len(to))/16); err != nil {
		return vm.Undefined, err
	}
	t.write(c.Realm)
	return vm.Int(copy(to, from)), nil
}

// bufferSlice is Buffer.prototype.slice(start, end) and subarray, which show a part of the same bytes. AWS's page
// calls subarray a copy; it is a view in njs and Node.
func bufferSlice(c *vm.Call) (vm.Value, error) {
	v, err := typedArraySubarray(c)
	if err != nil {
		return vm.Undefined, err
	}
	return v, c.SetPrototypeOf(v.Object(), c.Intrinsic(vm.BufferPrototype))
}

// bufferSwap makes the methods that reverse groups of size bytes.
func bufferSwap(size int) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		t, err := thisBuffer(c)
		if err != nil {
			return vm.Undefined, err
		}
		if t.length%size != 0 {
			return vm.Undefined, c.RangeError("Buffer size must be a multiple of %d-bits", size*8)
		}
		if err := c.Charge(1 + t.length/4); err != nil {
			return vm.Undefined, err
		}
		t.write(c.Realm)
		for group := range slices.Chunk(t.bytes(), size) {
			slices.Reverse(group)
		}
		return c.This, nil
	}
}

// bufferToJSON is Buffer.prototype.toJSON.
func bufferToJSON(c *vm.Call) (vm.Value, error) {
	t, err := thisBuffer(c)
	if err != nil {
		return vm.Undefined, err
	}
	const valueBytes = 16
	if err := c.Fits(t.length * valueBytes); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(t.length); err != nil {
		return vm.Undefined, err
	}
	list := c.NewArrayOf(t.length)
	for i, b := range t.bytes() {
		if err := c.SetElement(list, uint32(i), vm.Int(int(b))); err != nil {
			return vm.Undefined, err
		}
	}
	o := c.NewObject()
	if err := c.CreateDataProperty(o, keyType, c.NewString("Buffer").Value()); err != nil {
		return vm.Undefined, err
	}
	return o.Value(), c.CreateDataProperty(o, keyData, list.Value())
}
