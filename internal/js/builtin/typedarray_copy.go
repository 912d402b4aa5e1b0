// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of typed arrays that move elements and make new arrays.

package builtin

import (
	"math"
	"slices"

	"selvedge/internal/js/vm"
)

// createTypedArray calls a constructor, which must return a typed array. n is the length it must have at least, or
// -1. ECMA-262 23.2.4.2.
func createTypedArray(r *vm.Realm, constructor vm.Value, n int64, args ...vm.Value) (*vm.Object, error) {
	v, err := r.Construct(constructor, args...)
	if err != nil {
		return nil, err
	}
	t := asTypedArray(v)
	switch {
	case t == nil:
		return nil, r.TypeError("Derived TypedArray constructor returned not a typed array")
	case int64(t.length) < n:
		return nil, r.TypeError("Derived TypedArray constructor returned too short array")
	}
	return v.Object(), nil
}

// speciesTypedArray makes an array like the receiver. ECMA-262 23.2.4.1.
func speciesTypedArray(c *vm.Call, t *typedArray, n int64, args ...vm.Value) (*vm.Object, error) {
	species, err := speciesOf(c.Realm, c.This.Object(), c.Intrinsic(t.kind.constructor))
	if err != nil {
		return nil, err
	}
	return createTypedArray(c.Realm, species.Value(), n, args...)
}

// thisConstructor returns the receiver of of and from.
func thisConstructor(c *vm.Call) (vm.Value, error) {
	if o := c.This.Object(); o != nil && o.IsConstructor() {
		return c.This, nil
	}
	return vm.Undefined, c.TypeError("%s is not a constructor", c.TypeName(c.This))
}

// typedArrayOf is %TypedArray%.of(...items). ECMA-262 23.2.2.2.
func typedArrayOf(c *vm.Call) (vm.Value, error) {
	constructor, err := thisConstructor(c)
	if err != nil {
		return vm.Undefined, err
	}
	o, err := createTypedArray(c.Realm, constructor, int64(c.NArgs()), vm.Int(c.NArgs()))
	if err != nil {
		return vm.Undefined, err
	}
	t := asTypedArray(o.Value())
	for i, v := range c.Args() {
		f, err := c.ToNumber(v)
		if err != nil {
			return vm.Undefined, err
		}
		t.write(c.Realm)
		t.put(i, f)
	}
	return o.Value(), c.Charge(c.NArgs())
}

// typedArrayFrom is %TypedArray%.from(source, map, thisArg). The source is taken as an array-like object only.
// ECMA-262 23.2.2.1.
func typedArrayFrom(c *vm.Call) (vm.Value, error) {
	constructor, err := thisConstructor(c)
	if err != nil {
		return vm.Undefined, err
	}
	mapping := c.Arg(1)
	if !mapping.IsUndefined() && !mapping.IsCallable() {
		return vm.Undefined, c.TypeError("\"mapfn\" argument is not callable")
	}
	source, err := c.ToObject(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	n, err := c.LengthOf(source)
	if err != nil {
		return vm.Undefined, err
	}
	o, err := createTypedArray(c.Realm, constructor, n, vm.Number(float64(n)))
	if err != nil {
		return vm.Undefined, err
	}
	t := asTypedArray(o.Value())
	for i := range int(n) {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		v, err := c.Get(source, vm.IndexKey(uint32(i)))
		if err == nil && mapping.IsCallable() {
			v, err = c.Invoke(mapping, c.Arg(2), v, vm.Int(i))
		}
		if err != nil {
			return vm.Undefined, err
		}
		f, err := c.ToNumber(v)
		if err != nil {
			return vm.Undefined, err
		}
		t.write(c.Realm)
		t.put(i, f)
	}
	return o.Value(), nil
}

// typedArraySet is %TypedArray%.prototype.set(source, offset). ECMA-262 23.2.3.26.
func typedArraySet(c *vm.Call) (vm.Value, error) {
	t, err := thisTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	offset, err := c.ToIntegerOrInfinity(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	if offset < 0 {
		return vm.Undefined, c.RangeError("offset is out of bounds")
	}
	source := asTypedArray(c.Arg(0))
	if source != nil {
		if offset > float64(t.length-source.length) {
			return vm.Undefined, c.RangeError("source is too large")
		}
		return vm.Undefined, setElements(c.Realm, t, int(offset), source)
	}
	list, err := c.ToObject(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	n, err := c.LengthOf(list)
	if err != nil {
		return vm.Undefined, err
	}
	if offset > float64(t.length)-float64(n) {
		return vm.Undefined, c.RangeError("source is too large")
	}
	return vm.Undefined, fillFromList(c.Realm, t, int(offset), list, int(n))
}

// setElements copies one element after the other, so that overlapping parts of a buffer give what njs has.
func setElements(r *vm.Realm, t *typedArray, offset int, source *typedArray) error {
	if err := r.Charge(source.length); err != nil {
		return err
	}
	t.write(r)
	for i := range source.length {
		t.put(offset+i, source.at(i))
	}
	return nil
}

// typedArrayFill is %TypedArray%.prototype.fill(value, start, end). ECMA-262 23.2.3.9.
func typedArrayFill(c *vm.Call) (vm.Value, error) {
	t, err := thisTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	f, err := c.ToNumber(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	start, end, err := elementRange(c, t, 1)
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + max(end-start, 0)/8); err != nil {
		return vm.Undefined, err
	}
	if start >= end {
		return c.This, nil
	}
	t.write(c.Realm)
	t.put(start, f)
	part := t.bytes()[start*t.kind.size : end*t.kind.size]
	for n := t.kind.size; n < len(part); n *= 2 {
		copy(part[n:], part[:n])
	}
	return c.This, nil
}

// elementRange resolves two arguments that are positions from the beginning or the end.
func elementRange(c *vm.Call, t *typedArray, argument int) (start, end int, err error) {
	from, err := c.RelativeIndex(c.Arg(argument), int64(t.length), 0)
	if err != nil {
		return 0, 0, err
	}
	to, err := c.RelativeIndex(c.Arg(argument+1), int64(t.length), int64(t.length))
	return int(from), int(to), err
}

// typedArraySlice is %TypedArray%.prototype.slice(start, end). ECMA-262 23.2.3.27.
func typedArraySlice(c *vm.Call) (vm.Value, error) {
	t, start, end, err := sliceArguments(c)
	if err != nil {
		return vm.Undefined, err
	}
	n := max(end-start, 0)
	o, err := speciesTypedArray(c, t, int64(n), vm.Int(n))
	if err != nil || n == 0 {
		return o.Value(), err
	}
	if err := c.Charge(n); err != nil {
		return vm.Undefined, err
	}
	to := asTypedArray(o.Value())
	to.write(c.Realm)
	if to.kind == t.kind {
		// njs 0.7.12 counts from the beginning of both buffers, wherever the arrays begin.
		copy(to.buffer.data, t.buffer.data[start*t.kind.size:(start+n)*t.kind.size])
		return o.Value(), nil
	}
	for i := range n {
		to.put(i, t.at(start+i))
	}
	return o.Value(), nil
}

// sliceArguments converts the receiver and the arguments of slice and subarray.
func sliceArguments(c *vm.Call) (t *typedArray, start, end int, err error) {
	if t, err = thisTypedArray(c); err != nil {
		return nil, 0, 0, err
	}
	n := int64(t.length)
	from, err := c.RelativeIndex(c.Arg(0), n, 0)
	if err != nil {
		return nil, 0, 0, invalidBound(c, err, "start")
	}
	to, err := c.RelativeIndex(c.Arg(1), n, n)
	if err != nil {
		return nil, 0, 0, invalidBound(c, err, "end")
	}
	return t, int(from), int(to), nil
}

// invalidBound replaces what a conversion has thrown.
func invalidBound(c *vm.Call, err error, which string) error {
	if isThrown(err) {
		return c.RangeError("invalid %s", which)
	}
	return err
}

// typedArraySubarray is %TypedArray%.prototype.subarray(start, end). ECMA-262 23.2.3.30.
func typedArraySubarray(c *vm.Call) (vm.Value, error) {
	t, start, end, err := sliceArguments(c)
	if err != nil {
		return vm.Undefined, err
	}
	offset := t.offset + start*t.kind.size
	o, err := speciesTypedArray(c, t, -1, t.holder.Value(), vm.Int(offset), vm.Int(max(end-start, 0)))
	return o.Value(), err
}

// typedArrayCopyWithin is %TypedArray%.prototype.copyWithin(target, start, end). ECMA-262 23.2.3.6.
func typedArrayCopyWithin(c *vm.Call) (vm.Value, error) {
	t, err := thisTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	target, err := c.RelativeIndex(c.Arg(0), int64(t.length), 0)
	if err != nil {
		return vm.Undefined, err
	}
	to := int(target)
	from, end, err := elementRange(c, t, 1)
	if err != nil {
		return vm.Undefined, err
	}
	n := min(end-from, t.length-to)
	if n <= 0 {
		return c.This, nil
	}
	size := t.kind.size
	if err := c.Charge(1 + n*size/16); err != nil {
		return vm.Undefined, err
	}
	t.write(c.Realm)
	copy(t.bytes()[to*size:], t.bytes()[from*size:(from+n)*size])
	return c.This, nil
}

// typedArrayReverse is %TypedArray%.prototype.reverse. ECMA-262 23.2.3.25.
func typedArrayReverse(c *vm.Call) (vm.Value, error) {
	t, err := thisTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + t.length/4); err != nil {
		return vm.Undefined, err
	}
	t.write(c.Realm)
	for i, j := 0, t.length-1; i < j; i, j = i+1, j-1 {
		x, y := t.at(i), t.at(j)
		t.put(i, y)
		t.put(j, x)
	}
	return c.This, nil
}

// typedArraySort is %TypedArray%.prototype.sort(compare). ECMA-262 23.2.3.29.
func typedArraySort(c *vm.Call) (vm.Value, error) {
	t, err := thisTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	compare := c.Arg(0)
	if !compare.IsUndefined() && !compare.IsCallable() {
		return vm.Undefined, c.TypeError("comparefn must be callable or undefined")
	}
	if compare.IsCallable() {
		return sortedBy(c, t, compare)
	}
	if err := c.Alloc(8 * t.length); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(4 * t.length); err != nil {
		return vm.Undefined, err
	}
	sorted := make([]float64, t.length)
	for i := range sorted {
		sorted[i] = t.at(i)
	}
	slices.SortFunc(sorted, compareNumbers)
	t.write(c.Realm)
	for i, f := range sorted {
		t.put(i, f)
	}
	return c.This, nil
}

// compareNumbers puts -0 before 0, and NaN last.
func compareNumbers(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	case x == y:
		return btoi(math.Signbit(y)) - btoi(math.Signbit(x))
	}
	return btoi(math.IsNaN(x)) - btoi(math.IsNaN(y))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sortedBy sorts with a function of the program. Equal elements may change places, as in njs.
func sortedBy(c *vm.Call, t *typedArray, compare vm.Value) (vm.Value, error) {
	if err := c.Alloc(sortItemBytes * t.length); err != nil {
		return vm.Undefined, err
	}
	items := make([]sortItem, t.length)
	for i := range items {
		items[i].value = vm.Number(t.at(i))
	}
	err := sortItems(items, func(x, y *sortItem) (int, error) {
		v, err := c.Invoke(compare, vm.Undefined, x.value, y.value)
		if err != nil {
			return 0, err
		}
		f, err := c.ToNumber(v)
		return btoi(f > 0) - btoi(f < 0), err
	})
	if err != nil {
		return vm.Undefined, err
	}
	t.write(c.Realm)
	for i := range items {
		t.put(i, items[i].value.Float())
	}
	return c.This, nil
}
