// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The iterators of arrays, which cloudfront-js-2.0 has although none of its syntax uses them. ECMA-262 23.1.5.

package builtin

import "selvedge/internal/js/vm"

var iteratorTemplates = []vm.Template{
	{
		ID:       vm.IteratorPrototype,
		Versions: vm.V2,
		Path:     "Iterator.prototype",
		Rows:     []vm.Row{symbolMethod(vm.SymbolIterator, 0, iteratorThis)},
	},
	{
		ID:       vm.ArrayIteratorPrototype,
		Versions: vm.V2,
		Path:     "ArrayIterator.prototype",
		Proto:    vm.IteratorPrototype,
		Rows:     []vm.Row{vm.Method("next", 0, arrayIteratorNext), toStringTag("Array Iterator")},
	},
}

// iterated is what an iterator returns of each element.
type iterated uint8

const (
	iteratedKeys iterated = iota
	iteratedValues
	iteratedEntries
)

// arrayIterator is the internal data of an iterator over an array or something like one.
type arrayIterator struct {
	target *vm.Object // nil at the end
	next   int64
	kind   iterated
}

// arrayIteratorBytes is what one is charged at.
const arrayIteratorBytes = 32

// Snapshot keeps the position. See vm.Snapshotter.
func (it *arrayIterator) Snapshot() (restore func()) {
	was := *it
	return func() { *it = was }
}

// newArrayIterator returns an iterator over the elements of an object. ECMA-262 23.1.5.1.
func newArrayIterator(c *vm.Call, target *vm.Object, kind iterated) (vm.Value, error) {
	if err := c.Alloc(arrayIteratorBytes); err != nil {
		return vm.Undefined, err
	}
	it := &arrayIterator{target: target, kind: kind}
	return c.NewObjectOf(vm.ClassIterator, c.Intrinsic(vm.ArrayIteratorPrototype), it).Value(), nil
}

func iterateThis(c *vm.Call, kind iterated) (vm.Value, error) {
	o, err := c.ToObject(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	return newArrayIterator(c, o, kind)
}

// arrayKeys is Array.prototype.keys. ECMA-262 23.1.3.19.
func arrayKeys(c *vm.Call) (vm.Value, error) { return iterateThis(c, iteratedKeys) }

// arrayValues is Array.prototype.values. ECMA-262 23.1.3.35.
func arrayValues(c *vm.Call) (vm.Value, error) { return iterateThis(c, iteratedValues) }

// arrayEntries is Array.prototype.entries. ECMA-262 23.1.3.5.
func arrayEntries(c *vm.Call) (vm.Value, error) { return iterateThis(c, iteratedEntries) }

// iteratorThis is %IteratorPrototype%[Symbol.iterator]. ECMA-262 27.1.2.1.
func iteratorThis(c *vm.Call) (vm.Value, error) { return c.This, nil }

// arrayIteratorNext is %ArrayIteratorPrototype%.next. ECMA-262 23.1.5.2.1.
func arrayIteratorNext(c *vm.Call) (vm.Value, error) {
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, notArrayIterator(c)
	}
	it, ok := o.Internal().(*arrayIterator)
	if !ok {
		return vm.Undefined, notArrayIterator(c)
	}
	v, done, err := it.step(c, o)
	if err != nil {
		return vm.Undefined, err
	}
	return iteratorResult(c, v, done), nil
}

func notArrayIterator(c *vm.Call) error {
	return c.TypeError("Method [Array Iterator].prototype.next called on incompatible receiver")
}

// step returns the next result of the iterator that is the internal data of o.
func (it *arrayIterator) step(c *vm.Call, o *vm.Object) (v vm.Value, done bool, err error) {
	if it.target == nil {
		return vm.Undefined, true, nil
	}
	n, err := c.LengthOf(it.target)
	if err != nil {
		return vm.Undefined, false, err
	}
	i := it.next
	if i >= n {
		c.Touch(o)
		it.target = nil
		return vm.Undefined, true, nil
	}
	if it.kind != iteratedKeys {
		if v, err = element(c, it.target, i); err != nil {
			return vm.Undefined, false, err
		}
		v = presentElement(v)
	}
	c.Touch(o)
	it.next = i + 1
	switch it.kind {
	case iteratedKeys:
		v = vm.Number(float64(i))
	case iteratedEntries:
		v = c.NewArray(vm.Number(float64(i)), v).Value()
	}
	return v, false, nil
}

var resultShape = func() *vm.Shape { return vm.NewShape(vm.AttrAll, vm.Keys.Value, vm.Keys.Done) }()

// iteratorResult is CreateIterResultObject. ECMA-262 7.4.12.
func iteratorResult(c *vm.Call, v vm.Value, done bool) vm.Value {
	return c.NewShaped(resultShape, v, vm.Bool(done)).Value()
}

var _ vm.Snapshotter = (*arrayIterator)(nil)
