// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"

	"selvedge/internal/js/vm"
)

var arrayTemplates = []vm.Template{
	constructor(vm.ArrayConstructor, vm.ArrayPrototype, "Array", 1, arrayConstructor,
		vm.Method("isArray", 1, arrayIsArray),
		vm.Method("of", 0, arrayOf),
	),
	arrayPrototype(
		vm.Method("concat", 1, arrayConcat),
		vm.Method("copyWithin", 2, arrayCopyWithin),
		vm.Method("entries", 0, arrayEntries, vm.V2),
		vm.Method("every", 1, arrayEvery),
		vm.Method("fill", 1, arrayFill),
		vm.Method("filter", 1, arrayFilter),
		vm.Method("find", 1, arrayFind),
		vm.Method("findIndex", 1, arrayFindIndex),
		vm.Method("forEach", 1, arrayForEach),
		vm.Method("includes", 1, arrayIncludes),
		vm.Method("indexOf", 1, arrayIndexOf),
		vm.Method("join", 1, arrayJoin),
		vm.Method("keys", 0, arrayKeys, vm.V2),
		vm.Method("lastIndexOf", 1, arrayLastIndexOf),
		vm.Method("map", 1, arrayMap),
		vm.Method("pop", 0, arrayPop),
		vm.Method("push", 1, arrayPush),
		vm.Method("reduce", 1, arrayReduce),
		vm.Method("reduceRight", 1, arrayReduceRight),
		vm.Method("reverse", 0, arrayReverse),
		vm.Method("shift", 0, arrayShift),
		vm.Method("slice", 2, arraySlice),
		vm.Method("some", 1, arraySome),
		vm.Method("sort", 1, arraySort),
		vm.Method("splice", 2, arraySplice),
		vm.Method("toString", 0, arrayToString),
		vm.Method("unshift", 1, arrayUnshift),
		vm.Method("values", 0, arrayValues, vm.V2),
		symbolMethod(vm.SymbolIterator, 0, arrayValues, vm.V2),
	),
}

// arrayPrototype describes Array.prototype, which is an array. ECMA-262 23.1.3.
func arrayPrototype(rows ...vm.Row) vm.Template {
	t := prototype(vm.ArrayPrototype, vm.ArrayConstructor, "Array", rows...)
	t.Class = vm.ClassArray
	return t
}

const (
	// valueBytes is what vm charges for an element.
	valueBytes = 16
	// maxLength is the largest length of anything, 2^53 - 1.
	maxLength = 1<<53 - 1
	// maxArrayIndex is the largest index of an array, 2^32 - 2.
	maxArrayIndex = 1<<32 - 2

	// Up to denseLength an array-like is walked index by index; of longer ones only the properties there are, as in njs.
	denseLength = 1024
	// The same for arrays, which njs keeps dense for longer.
	denseArrayLength = 32768
	// maxFlat is up to which length new Array(n) takes memory for n elements.
	maxFlat = 1 << 20
)

// arrayConstructor is Array(...values) or Array(length). ECMA-262 23.1.1.1.
func arrayConstructor(c *vm.Call) (vm.Value, error) {
	if c.NArgs() != 1 || !c.Arg(0).IsNumber() {
		return arrayOf(c)
	}
	f := c.Arg(0).Float()
	n := vm.ToUint32(f)
	if float64(n) != f {
		return vm.Undefined, c.RangeError("Invalid array length")
	}
	if n > maxFlat {
		a := c.NewArray()
		return a.Value(), c.SetArrayLength(a, n)
	}
	a, err := newHoles(c, int64(n))
	return a.Value(), err
}

// newHoles returns a dense array of n holes.
func newHoles(c *vm.Call, n int64) (*vm.Object, error) {
	if err := fits(c, n); err != nil {
		return nil, err
	}
	if err := chargeLength(c, n); err != nil {
		return nil, err
	}
	return c.NewArrayOf(int(n)), nil
}

// arrayIsArray is Array.isArray. ECMA-262 23.1.2.2.
func arrayIsArray(c *vm.Call) (vm.Value, error) { return vm.Bool(c.Arg(0).Is(vm.ClassArray)), nil }

// arrayOf is Array.of. ECMA-262 23.1.2.3.
func arrayOf(c *vm.Call) (vm.Value, error) {
	if err := c.Charge(c.NArgs()); err != nil {
		return vm.Undefined, err
	}
	return c.NewArray(c.Args()...).Value(), nil
}

// fits says with an error that n elements take more memory than there is.
func fits(c *vm.Call, n int64) error {
	return c.Fits(int(min(n, math.MaxInt32/valueBytes)) * valueBytes)
}

// chargeLength takes fuel for n steps; a length can be much more than a run may do.
func chargeLength(c *vm.Call, n int64) error { return c.Charge(int(min(n, math.MaxInt32))) }

// thisArrayLike converts the receiver and reads its length, as most methods of arrays begin.
func thisArrayLike(c *vm.Call) (o *vm.Object, n int64, err error) {
	if o, err = c.ToObject(c.This); err != nil {
		return nil, 0, err
	}
	n, err = c.LengthOf(o)
	return o, n, err
}

// indexKey returns the key of a position, which may be beyond the array indexes.
func indexKey(c *vm.Call, i int64) vm.Key {
	if i <= maxArrayIndex {
		return vm.IndexKey(uint32(i))
	}
	return c.KeyOfText(decimal(i))
}

// element returns what is at a position; Hole when neither the object nor a prototype has it.
func element(c *vm.Call, o *vm.Object, i int64) (vm.Value, error) {
	if v, ok := o.At(i); ok {
		return v, nil
	}
	k := indexKey(c, i)
	if !c.HasProperty(o, k) {
		return vm.Hole, nil
	}
	return c.Get(o, k)
}

// setElement assigns to a position.
func setElement(c *vm.Call, o *vm.Object, i int64, v vm.Value) error {
	if o.IsArray() && i <= maxArrayIndex {
		return c.SetElement(o, uint32(i), v)
	}
	return c.Set(o, indexKey(c, i), v)
}

// moveElement assigns v to a position, or deletes what is there when v is a hole.
func moveElement(c *vm.Call, o *vm.Object, i int64, v vm.Value) error {
	if v.IsHole() {
		return deleteElement(c, o, i)
	}
	return setElement(c, o, i, v)
}

func deleteElement(c *vm.Call, o *vm.Object, i int64) error {
	return c.Delete(o.Value(), indexKey(c, i))
}

// setLength assigns to length. In njs 0.4.3 the methods of arrays do not ask whether they may.
func setLength(c *vm.Call, o *vm.Object, n int64) error {
	if c.Version() == vm.V1 && o.IsArray() && o.HasFixedLength() && n <= maxArrayIndex+1 && n < 1<<32 {
		return c.SetArrayLength(o, uint32(n))
	}
	return c.Set(o, vm.Keys.Length, vm.Number(float64(n)))
}

// toInteger converts an argument; what is not finite becomes a very large number.
func toInteger(c *vm.Call, v vm.Value) (int64, error) {
	f, err := c.ToIntegerOrInfinity(v)
	return int64(min(max(f, -1<<62), 1<<62)), err
}

// presentElement is element for results: a hole is undefined.
func presentElement(v vm.Value) vm.Value {
	if v.IsHole() {
		return vm.Undefined
	}
	return v
}
