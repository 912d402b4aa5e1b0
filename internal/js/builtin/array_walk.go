// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// How methods of arrays go over elements, and collect their results.

package builtin

import (
	"slices"
	"strconv"

	"selvedge/internal/js/vm"
)

// visitor is called with each element, Hole where there is none, and says whether that was enough.
type visitor func(v vm.Value, i int64) (stop bool, err error)

// walk visits the elements from..to-1 in ascending order. Elements are read when it is their turn. Of objects that are
// long and not dense it visits the properties that exist when it begins, as njs does.
func walk(c *vm.Call, o *vm.Object, from, to int64, visit visitor) error {
	if !walksByIndex(o, from, to) {
		return walkIndexes(c, o, ownIndexes(c, o, from, to), visit)
	}
	for i := from; i < to; i++ {
		if stop, err := visitElement(c, o, i, visit); stop || err != nil {
			return err
		}
	}
	return nil
}

// walkBack visits the elements from..to, both included, in descending order.
func walkBack(c *vm.Call, o *vm.Object, from, to int64, visit visitor) error {
	if !walksByIndex(o, to, from) {
		indexes := ownIndexes(c, o, to, from+1)
		slices.Reverse(indexes)
		return walkIndexes(c, o, indexes, visit)
	}
	for i := from; i >= to; i-- {
		if stop, err := visitElement(c, o, i, visit); stop || err != nil {
			return err
		}
	}
	return nil
}

func walkIndexes(c *vm.Call, o *vm.Object, indexes []int64, visit visitor) error {
	for _, i := range indexes {
		if stop, err := visitElement(c, o, i, visit); stop || err != nil {
			return err
		}
	}
	return nil
}

func visitElement(c *vm.Call, o *vm.Object, i int64, visit visitor) (stop bool, err error) {
	if err := c.Charge(1); err != nil {
		return false, err
	}
	v, err := element(c, o, i)
	if err != nil {
		return false, err
	}
	return visit(v, i)
}

func walksByIndex(o *vm.Object, from, to int64) bool {
	if !o.IsArray() {
		return to-from <= denseLength
	}
	if to-from <= denseArrayLength {
		return true
	}
	_, dense := o.Dense()
	return dense
}

// ownIndexes returns the positions from..to-1 at which o has a property, in ascending order.
func ownIndexes(c *vm.Call, o *vm.Object, from, to int64) []int64 {
	var list []int64
	sorted := true
	for _, k := range c.OwnPropertyKeys(o) {
		i, ok := positionOf(k)
		if !ok || i < from || i >= to {
			continue
		}
		sorted = sorted && k.IsIndex()
		list = append(list, i)
	}
	if !sorted {
		slices.Sort(list)
	}
	return list
}

// maxDecimal is how many digits a position has at most.
const maxDecimal = 16

// positionOf returns the position that a key stands for.
func positionOf(k vm.Key) (i int64, ok bool) {
	if k.IsIndex() {
		return int64(k.Index()), true
	}
	text := k.Text()
	if k.IsSymbol() || len(text) == 0 || len(text) > maxDecimal || text[0] < '1' || text[0] > '9' {
		return 0, false
	}
	i, err := strconv.ParseInt(text, 10, 64)
	return i, err == nil && i < maxLength
}

func decimal(i int64) string { return strconv.FormatInt(i, 10) }

// builder collects the elements of a new array. Elements come in ascending order, with gaps.
type builder struct {
	c      *vm.Call
	array  *vm.Object
	sparse bool // the gaps are too large for appending
}

func newBuilder(c *vm.Call) *builder { return &builder{c: c, array: c.NewArray()} }

// put stores an element; positions before it that were left out are holes.
func (b *builder) put(i int64, v vm.Value) error {
	if i > maxArrayIndex {
		return b.c.RangeError("Invalid array length")
	}
	if err := b.reach(i); err != nil {
		return err
	}
	if b.sparse {
		if v.IsHole() {
			return b.reach(i + 1)
		}
		return b.c.SetElement(b.array, uint32(i), v)
	}
	if err := b.c.Fits(valueBytes); err != nil {
		return err
	}
	b.c.Append(b.array, v)
	return nil
}

// reach makes the array n elements long at least.
func (b *builder) reach(n int64) error {
	gap := n - b.array.ArrayLength()
	switch {
	case gap <= 0:
		return nil
	case n > maxArrayIndex+1:
		return b.c.RangeError("Invalid array length")
	case b.sparse || gap > denseLength:
		b.sparse = true
		return b.c.SetArrayLength(b.array, uint32(n))
	}
	if err := chargeLength(b.c, gap); err != nil {
		return err
	}
	for range gap {
		b.c.Append(b.array, vm.Hole)
	}
	return nil
}

// extend adds all of these elements at the end.
func (b *builder) extend(elems []vm.Value) error {
	if err := fits(b.c, int64(len(elems))); err != nil {
		return err
	}
	if err := chargeLength(b.c, int64(len(elems))); err != nil {
		return err
	}
	at := b.array.ArrayLength()
	for i, v := range elems {
		if err := b.put(at+int64(i), v); err != nil {
			return err
		}
	}
	return nil
}
