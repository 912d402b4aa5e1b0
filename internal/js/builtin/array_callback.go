// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The methods of arrays that take a callback.

package builtin

import "selvedge/internal/js/vm"

// loop is a call of one of the methods below.
type loop struct {
	c        *vm.Call
	object   *vm.Object
	length   int64
	callback vm.Value
	this     vm.Value
}

// newLoop converts the receiver, reads the length and then looks at the callback.
func newLoop(c *vm.Call) (l loop, err error) {
	l = loop{c: c, callback: c.Arg(0), this: c.Arg(1)}
	if l.object, l.length, err = thisArrayLike(c); err != nil {
		return l, err
	}
	if l.callback.IsCallable() {
		return l, nil
	}
	if c.Version() == vm.V1 {
		return l, c.TypeError("unexpected iterator arguments")
	}
	return l, c.TypeError("callback argument is not callable")
}

// call calls the callback for an element.
func (l *loop) call(v vm.Value, i int64) (vm.Value, error) {
	return l.c.Invoke(l.callback, l.this, v, vm.Number(float64(i)), l.object.Value())
}

// test calls the callback for an element and says whether it returned something truthy.
func (l *loop) test(v vm.Value, i int64) (bool, error) {
	result, err := l.call(v, i)
	return err == nil && vm.ToBoolean(result), err
}

// present visits the elements that exist.
func (l *loop) present(visit visitor) error {
	return walk(l.c, l.object, 0, l.length, func(v vm.Value, i int64) (bool, error) {
		if v.IsHole() {
			return false, nil
		}
		return visit(v, i)
	})
}

// arrayForEach is Array.prototype.forEach. ECMA-262 23.1.3.15.
func arrayForEach(c *vm.Call) (vm.Value, error) {
	l, err := newLoop(c)
	if err != nil {
		return vm.Undefined, err
	}
	return vm.Undefined, l.present(func(v vm.Value, i int64) (bool, error) {
		_, err := l.call(v, i)
		return false, err
	})
}

// arrayEvery is Array.prototype.every. ECMA-262 23.1.3.6.
func arrayEvery(c *vm.Call) (vm.Value, error) {
	failed, err := until(c, false)
	return vm.Bool(!failed), err
}

// arraySome is Array.prototype.some. ECMA-262 23.1.3.29.
func arraySome(c *vm.Call) (vm.Value, error) {
	found, err := until(c, true)
	return vm.Bool(found), err
}

// until says whether the callback has returned something that is truthy, or falsy, for an element.
func until(c *vm.Call, truthy bool) (met bool, err error) {
	l, err := newLoop(c)
	if err != nil {
		return false, err
	}
	err = l.present(func(v vm.Value, i int64) (bool, error) {
		ok, err := l.test(v, i)
		met = err == nil && ok == truthy
		return met, err
	})
	return met, err
}

// arrayFind is Array.prototype.find. ECMA-262 23.1.3.9.
func arrayFind(c *vm.Call) (vm.Value, error) {
	v, _, err := search(c)
	return v, err
}

// arrayFindIndex is Array.prototype.findIndex. ECMA-262 23.1.3.10.
func arrayFindIndex(c *vm.Call) (vm.Value, error) {
	_, i, err := search(c)
	return vm.Number(float64(i)), err
}

// search returns the first element that the callback accepts, holes included, and its position or -1.
func search(c *vm.Call) (found vm.Value, at int64, err error) {
	l, err := newLoop(c)
	if err != nil {
		return vm.Undefined, -1, err
	}
	at = -1
	err = walk(c, l.object, 0, l.length, func(v vm.Value, i int64) (bool, error) {
		v = presentElement(v)
		ok, err := l.test(v, i)
		if ok {
			found, at = v, i
		}
		return ok, err
	})
	return found, at, err
}

// arrayFilter is Array.prototype.filter. ECMA-262 23.1.3.8.
func arrayFilter(c *vm.Call) (vm.Value, error) {
	l, err := newLoop(c)
	if err != nil {
		return vm.Undefined, err
	}
	kept := c.NewArray()
	err = l.present(func(v vm.Value, i int64) (bool, error) {
		ok, err := l.test(v, i)
		if ok {
			c.Append(kept, v)
		}
		return false, err
	})
	return kept.Value(), err
}

// arrayMap is Array.prototype.map. ECMA-262 23.1.3.21.
func arrayMap(c *vm.Call) (vm.Value, error) {
	l, err := newLoop(c)
	if err != nil {
		return vm.Undefined, err
	}
	mapped, err := arrayOfLength(c, l.object, l.length)
	if err != nil {
		return vm.Undefined, err
	}
	err = l.present(func(v vm.Value, i int64) (bool, error) {
		result, err := l.call(v, i)
		if err != nil {
			return false, err
		}
		return false, setElement(c, mapped, i, result)
	})
	return mapped.Value(), err
}

// arrayOfLength returns an array of n holes, dense when the elements of o that fill it will be.
func arrayOfLength(c *vm.Call, o *vm.Object, n int64) (*vm.Object, error) {
	if n > maxArrayIndex+1 {
		return nil, c.RangeError("Invalid array length")
	}
	if _, dense := o.Dense(); dense || n <= denseArrayLength {
		return newHoles(c, n)
	}
	a := c.NewArray()
	return a, c.SetArrayLength(a, uint32(n))
}

// arrayReduce is Array.prototype.reduce. ECMA-262 23.1.3.24.
func arrayReduce(c *vm.Call) (vm.Value, error) {
	l, err := newLoop(c)
	if err != nil {
		return vm.Undefined, err
	}
	f := newFold(&l)
	return f.result(walk(c, l.object, 0, l.length, f.visit))
}

// arrayReduceRight is Array.prototype.reduceRight. ECMA-262 23.1.3.25.
func arrayReduceRight(c *vm.Call) (vm.Value, error) {
	l, err := newLoop(c)
	if err != nil {
		return vm.Undefined, err
	}
	f := newFold(&l)
	return f.result(walkBack(c, l.object, l.length-1, 0, f.visit))
}

// fold is the state of a reduction: the accumulator is a hole until there is a value.
type fold struct {
	loop        *loop
	accumulator vm.Value
}

func newFold(l *loop) *fold {
	if l.c.NArgs() > 1 {
		return &fold{l, l.c.Arg(1)}
	}
	return &fold{l, vm.Hole}
}

func (f *fold) visit(v vm.Value, i int64) (stop bool, err error) {
	switch {
	case v.IsHole():
	case f.accumulator.IsHole():
		f.accumulator = v
	default:
		l := f.loop
		f.accumulator, err = l.c.Invoke(l.callback, vm.Undefined, f.accumulator, v, vm.Number(float64(i)), l.object.Value())
	}
	return false, err
}

func (f *fold) result(err error) (vm.Value, error) {
	if err == nil && f.accumulator.IsHole() {
		err = f.loop.c.TypeError("Reduce of empty object with no initial value")
	}
	if err != nil {
		return vm.Undefined, err
	}
	return f.accumulator, nil
}
