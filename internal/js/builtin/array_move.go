// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The methods of arrays that copy, fill and reverse.

package builtin

import (
	"slices"

	"selvedge/internal/js/vm"
)

// arraySlice is Array.prototype.slice. ECMA-262 23.1.3.28.
func arraySlice(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	from, err := c.RelativeIndex(c.Arg(0), n, 0)
	if err != nil {
		return vm.Undefined, err
	}
	to := n
	if from < n { // else njs does not look at the end
		if to, err = c.RelativeIndex(c.Arg(1), n, n); err != nil {
			return vm.Undefined, err
		}
	}
	a, err := slice(c, o, from, max(from, to))
	if err != nil {
		return vm.Undefined, err
	}
	return a.Value(), nil
}

// slice returns an array of the elements from..to-1, 0 <= from <= to.
func slice(c *vm.Call, o *vm.Object, from, to int64) (*vm.Object, error) {
	if to-from > maxArrayIndex+1 {
		return nil, c.RangeError("Invalid array length")
	}
	if elems, ok := o.Dense(); ok && to <= int64(len(elems)) {
		if err := fits(c, to-from); err != nil {
			return nil, err
		}
		if err := chargeLength(c, to-from); err != nil {
			return nil, err
		}
		return c.NewArray(elems[from:to]...), nil
	}
	b := newBuilder(c)
	if err := walk(c, o, from, to, func(v vm.Value, i int64) (bool, error) { return false, b.put(i-from, v) }); err != nil {
		return nil, err
	}
	return b.array, b.reach(to - from)
}

// arrayConcat is Array.prototype.concat. ECMA-262 23.1.3.2.
func arrayConcat(c *vm.Call) (vm.Value, error) {
	this, err := c.ToObject(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	b := newBuilder(c)
	n, err := concatItem(c, b, 0, this.Value())
	for i := 0; err == nil && i < c.NArgs(); i++ {
		n, err = concatItem(c, b, n, c.Arg(i))
	}
	if err == nil {
		err = setLength(c, b.array, n)
	}
	return b.array.Value(), err
}

// concatItem adds an argument of concat to a result of n elements, and returns how many there are then.
func concatItem(c *vm.Call, b *builder, n int64, v vm.Value) (int64, error) {
	spread, err := isConcatSpreadable(c, v)
	if err != nil {
		return n, err
	}
	if !spread {
		if n >= maxLength {
			return n, c.TypeError("Invalid length")
		}
		return n + 1, b.put(n, v)
	}
	o := v.Object()
	more, err := c.LengthOf(o)
	if err != nil {
		return n, err
	}
	if n+more > maxLength {
		return n, c.TypeError("Invalid length")
	}
	if elems, ok := o.Dense(); ok && n == b.array.ArrayLength() {
		return n + more, b.extend(elems)
	}
	err = walk(c, o, 0, more, func(v vm.Value, i int64) (bool, error) {
		if v.IsHole() {
			return false, nil
		}
		return false, b.put(n+i, v)
	})
	if err == nil && n+more <= maxArrayIndex+1 {
		err = b.reach(n + more)
	}
	return n + more, err
}

// isConcatSpreadable is IsConcatSpreadable. ECMA-262 23.1.3.2.1.
func isConcatSpreadable(c *vm.Call, v vm.Value) (bool, error) {
	o := v.Object()
	if o == nil {
		return false, nil
	}
	spread, err := c.Get(o, vm.SymbolIsConcatSpreadable.Key())
	if err != nil || !spread.IsUndefined() {
		return vm.ToBoolean(spread), err
	}
	return o.IsArray(), nil
}

// arrayFill is Array.prototype.fill. ECMA-262 23.1.3.7.
func arrayFill(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	from, err := c.RelativeIndex(c.Arg(1), n, 0)
	if err != nil {
		return vm.Undefined, err
	}
	to, err := c.RelativeIndex(c.Arg(2), n, n)
	if err != nil {
		return vm.Undefined, err
	}
	if o.IsArray() { // the conversions may have shortened it
		to = min(to, o.ArrayLength())
	}
	if err := chargeLength(c, max(0, to-from)); err != nil {
		return vm.Undefined, err
	}
	if elems, ok := c.DenseForWrite(o); ok {
		for i := from; i < to; i++ {
			elems[i] = c.Arg(0)
		}
		return o.Value(), nil
	}
	for i := from; i < to; i++ {
		if err := setElement(c, o, i, c.Arg(0)); err != nil {
			return vm.Undefined, err
		}
		if err := c.Charge(0); err != nil { // memory of elements that are far apart
			return vm.Undefined, err
		}
	}
	return o.Value(), nil
}

// arrayReverse is Array.prototype.reverse. ECMA-262 23.1.3.26.
func arrayReverse(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil || n < 2 {
		return o.Value(), err
	}
	if err := chargeLength(c, n); err != nil {
		return vm.Undefined, err
	}
	if elems, ok := c.DenseForWrite(o); ok {
		slices.Reverse(elems)
		return o.Value(), nil
	}
	for lo, hi := int64(0), n-1; lo < hi; lo, hi = lo+1, hi-1 {
		if err := swapElements(c, o, lo, hi); err != nil {
			return vm.Undefined, err
		}
	}
	return o.Value(), nil
}

func swapElements(c *vm.Call, o *vm.Object, lo, hi int64) error {
	low, err := element(c, o, lo)
	if err != nil {
		return err
	}
	high, err := element(c, o, hi)
	if err != nil || low.IsHole() && high.IsHole() {
		return err
	}
	if low.IsHole() {
		if err := setElement(c, o, lo, high); err != nil {
			return err
		}
		return deleteElement(c, o, hi)
	}
	if err := setElement(c, o, hi, low); err != nil {
		return err
	}
	return moveElement(c, o, lo, high)
}

// arrayCopyWithin is Array.prototype.copyWithin. ECMA-262 23.1.3.4.
func arrayCopyWithin(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	to, err := c.RelativeIndex(c.Arg(0), n, 0)
	if err != nil {
		return vm.Undefined, err
	}
	from, err := c.RelativeIndex(c.Arg(1), n, 0)
	if err != nil {
		return vm.Undefined, err
	}
	end, err := c.RelativeIndex(c.Arg(2), n, n)
	if err != nil {
		return vm.Undefined, err
	}
	return o.Value(), copyRange(c, o, to, from, min(end-from, n-to))
}

// copyRange copies n elements, holes included, to another place of the same object; the places may overlap.
func copyRange(c *vm.Call, o *vm.Object, to, from, n int64) error {
	if n <= 0 {
		return nil
	}
	if err := chargeLength(c, n); err != nil {
		return err
	}
	if elems, ok := c.DenseForWrite(o); ok && max(to, from)+n <= int64(len(elems)) {
		copy(elems[to:to+n], elems[from:from+n])
		return nil
	}
	step := int64(1)
	if from < to { // from the end, so that nothing is overwritten before it is copied
		step, from, to = -1, from+n-1, to+n-1
	}
	for ; n > 0; n-- {
		v, err := element(c, o, from)
		if err != nil {
			return err
		}
		if err := moveElement(c, o, to, v); err != nil {
			return err
		}
		if err := c.Charge(0); err != nil {
			return err
		}
		from, to = from+step, to+step
	}
	return nil
}
