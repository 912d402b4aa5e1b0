// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of typed arrays that look at one element after the other.

package builtin

import (
	"math"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// typedArrayIterator makes entries, keys and values. ECMA-262 23.2.3.7.
func typedArrayIterator(kind iterated) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		if _, err := thisTypedArray(c); err != nil {
			return vm.Undefined, err
		}
		return newArrayIterator(c, c.This.Object(), kind)
	}
}

// typedArrayVisit calls the first argument for each element, and visit with what it returns, until visit says that
// it is enough.
func typedArrayVisit(c *vm.Call, t *typedArray, visit func(i int, f float64, v vm.Value) (enough bool, err error)) error {
	for i := range t.length {
		if err := c.Charge(1); err != nil {
			return err
		}
		f := t.at(i)
		v, err := c.Invoke(c.Arg(0), c.Arg(1), vm.Number(f), vm.Int(i), c.This)
		if err != nil {
			return err
		}
		if enough, err := visit(i, f, v); enough || err != nil {
			return err
		}
	}
	return nil
}

// visitedTypedArray returns the receiver of a method with a callback.
func visitedTypedArray(c *vm.Call) (*typedArray, error) {
	t, err := thisTypedArray(c)
	if err == nil && !c.Arg(0).IsCallable() {
		err = c.TypeError("callback argument is not callable")
	}
	return t, err
}

// searchTypedArray returns the first element for which the callback is truthy, or i = -1.
func searchTypedArray(c *vm.Call, truthy bool) (i int, f float64, err error) {
	t, err := visitedTypedArray(c)
	if err != nil {
		return -1, 0, err
	}
	i = -1
	err = typedArrayVisit(c, t, func(at int, x float64, v vm.Value) (bool, error) {
		if vm.ToBoolean(v) != truthy {
			return false, nil
		}
		i, f = at, x
		return true, nil
	})
	return i, f, err
}

// typedArrayEvery is %TypedArray%.prototype.every(callback, thisArg). ECMA-262 23.2.3.8.
func typedArrayEvery(c *vm.Call) (vm.Value, error) {
	i, _, err := searchTypedArray(c, false)
	return vm.Bool(i < 0), err
}

// typedArraySome is %TypedArray%.prototype.some(callback, thisArg). ECMA-262 23.2.3.28.
func typedArraySome(c *vm.Call) (vm.Value, error) {
	i, _, err := searchTypedArray(c, true)
	return vm.Bool(i >= 0), err
}

// typedArrayFind is %TypedArray%.prototype.find(callback, thisArg). ECMA-262 23.2.3.11.
func typedArrayFind(c *vm.Call) (vm.Value, error) {
	i, f, err := searchTypedArray(c, true)
	if i < 0 {
		return vm.Undefined, err
	}
	return vm.Number(f), err
}

// typedArrayFindIndex is %TypedArray%.prototype.findIndex(callback, thisArg). ECMA-262 23.2.3.12.
func typedArrayFindIndex(c *vm.Call) (vm.Value, error) {
	i, _, err := searchTypedArray(c, true)
	return vm.Int(i), err
}

// typedArrayForEach is %TypedArray%.prototype.forEach(callback, thisArg). ECMA-262 23.2.3.15.
func typedArrayForEach(c *vm.Call) (vm.Value, error) {
	t, err := visitedTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	return vm.Undefined, typedArrayVisit(c, t, func(int, float64, vm.Value) (bool, error) { return false, nil })
}

// typedArrayMap is %TypedArray%.prototype.map(callback, thisArg). ECMA-262 23.2.3.22.
func typedArrayMap(c *vm.Call) (vm.Value, error) {
	t, err := visitedTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	o, err := speciesTypedArray(c, t, int64(t.length), vm.Int(t.length))
	if err != nil {
		return vm.Undefined, err
	}
	to := asTypedArray(o.Value())
	err = typedArrayVisit(c, t, func(i int, _ float64, v vm.Value) (bool, error) {
		f, err := c.ToNumber(v)
		if err == nil {
			to.write(c.Realm)
			to.put(i, f)
		}
		return false, err
	})
	return o.Value(), err
}

// typedArrayFilter is %TypedArray%.prototype.filter(callback, thisArg). ECMA-262 23.2.3.10.
func typedArrayFilter(c *vm.Call) (vm.Value, error) {
	t, err := visitedTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	var kept []float64
	err = typedArrayVisit(c, t, func(_ int, f float64, v vm.Value) (bool, error) {
		if vm.ToBoolean(v) {
			kept = append(kept, f)
		}
		return false, nil
	})
	if err != nil {
		return vm.Undefined, err
	}
	o, err := speciesTypedArray(c, t, int64(len(kept)), vm.Int(len(kept)))
	if err != nil {
		return vm.Undefined, err
	}
	to := asTypedArray(o.Value())
	to.write(c.Realm)
	for i, f := range kept {
		to.put(i, f)
	}
	return o.Value(), nil
}

// typedArrayReduce is %TypedArray%.prototype.reduce(callback, initial). ECMA-262 23.2.3.23.
func typedArrayReduce(c *vm.Call) (vm.Value, error) { return reduceTypedArray(c, false) }

// typedArrayReduceRight is %TypedArray%.prototype.reduceRight(callback, initial). ECMA-262 23.2.3.24.
func typedArrayReduceRight(c *vm.Call) (vm.Value, error) { return reduceTypedArray(c, true) }

func reduceTypedArray(c *vm.Call, right bool) (vm.Value, error) {
	t, err := visitedTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	if t.length == 0 && c.NArgs() < 2 {
		return vm.Undefined, c.TypeError("Reduce of empty object with no initial value")
	}
	sum, n := c.Arg(1), 0
	for ; n < t.length; n++ {
		i := n
		if right {
			i = t.length - 1 - n
		}
		if n == 0 && c.NArgs() < 2 {
			sum = vm.Number(t.at(i))
			continue
		}
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		if sum, err = c.Invoke(c.Arg(0), vm.Undefined, sum, vm.Number(t.at(i)), vm.Int(i), c.This); err != nil {
			return vm.Undefined, err
		}
	}
	return sum, nil
}

// typedArrayIndexOf is %TypedArray%.prototype.indexOf(value, position). ECMA-262 23.2.3.17.
func typedArrayIndexOf(c *vm.Call) (vm.Value, error) {
	i, err := indexInTypedArray(c, false)
	return vm.Int(i), err
}

// typedArrayIncludes is %TypedArray%.prototype.includes(value, position), which finds NaN. ECMA-262 23.2.3.16.
func typedArrayIncludes(c *vm.Call) (vm.Value, error) {
	i, err := indexInTypedArray(c, true)
	return vm.Bool(i >= 0), err
}

func indexInTypedArray(c *vm.Call, nan bool) (int, error) {
	t, err := thisTypedArray(c)
	if err != nil || !c.Arg(0).IsNumber() || t.length == 0 {
		return -1, err
	}
	from, err := c.RelativeIndex(c.Arg(1), int64(t.length), 0)
	if err != nil {
		return -1, err
	}
	f := c.Arg(0).Float()
	if !t.kind.accepts(f) {
		return -1, nil
	}
	if err := c.Charge(1 + (t.length-int(from))/4); err != nil {
		return -1, err
	}
	for i := int(from); i < t.length; i++ {
		if x := t.at(i); x == f || nan && math.IsNaN(f) && math.IsNaN(x) {
			return i, nil
		}
	}
	return -1, nil
}

// typedArrayLastIndexOf is %TypedArray%.prototype.lastIndexOf(value, position). ECMA-262 23.2.3.20.
func typedArrayLastIndexOf(c *vm.Call) (vm.Value, error) {
	t, err := thisTypedArray(c)
	if err != nil || !c.Arg(0).IsNumber() || t.length == 0 {
		return vm.Int(-1), err
	}
	from := float64(t.length - 1)
	if c.NArgs() > 1 {
		f, err := c.ToIntegerOrInfinity(c.Arg(1))
		if err != nil {
			return vm.Undefined, err
		}
		if f < 0 {
			f += float64(t.length)
		}
		from = max(min(f, from), -1)
	}
	f := c.Arg(0).Float()
	if !t.kind.accepts(f) {
		return vm.Int(-1), nil
	}
	if err := c.Charge(1 + (int(from)+1)/4); err != nil {
		return vm.Undefined, err
	}
	for i := int(from); i >= 0; i-- {
		if t.at(i) == f {
			return vm.Int(i), nil
		}
	}
	return vm.Int(-1), nil
}

// typedArrayJoin is %TypedArray%.prototype.join(separator). ECMA-262 23.2.3.18.
func typedArrayJoin(c *vm.Call) (vm.Value, error) {
	t, err := thisTypedArray(c)
	if err != nil {
		return vm.Undefined, err
	}
	separator := c.NewString(",")
	if !c.Arg(0).IsUndefined() {
		if separator, err = c.ToString(c.Arg(0)); err != nil {
			return vm.Undefined, err
		}
	}
	b := textBuilder{r: c.Realm}
	if err := appendElements(&b, t, separator); err != nil {
		return vm.Undefined, err
	}
	return b.done().Value(), nil
}

// appendElements adds the elements as texts with a separator between them.
func appendElements(b *textBuilder, t *typedArray, separator *vm.String) error {
	var digits [32]byte
	for i := range t.length {
		if i > 0 {
			if err := b.addString(separator); err != nil {
				return err
			}
		}
		if err := b.add(string(numfmt.Append(digits[:0], t.at(i)))); err != nil {
			return err
		}
	}
	return nil
}
