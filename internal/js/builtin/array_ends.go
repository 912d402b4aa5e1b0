// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The methods of arrays that add and remove elements at the ends, or in the middle.

package builtin

import "selvedge/internal/js/vm"

// arrayPush is Array.prototype.push. ECMA-262 23.1.3.23.
func arrayPush(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	args := c.Args()
	if n+int64(len(args)) > maxLength {
		return vm.Undefined, c.TypeError("Invalid length")
	}
	if err := c.Charge(len(args)); err != nil {
		return vm.Undefined, err
	}
	if o.IsArray() && o.IsExtensible() && !o.HasFixedLength() {
		return pushArray(c, o, args)
	}
	if _, ok := c.DenseForWrite(o); ok && len(args) > 0 { // njs does not ask whether a dense array is extensible
		appendDense(c, o, args)
		return vm.Number(float64(o.ArrayLength())), nil
	}
	for _, v := range args {
		if err := setElement(c, o, n, v); err != nil {
			return vm.Undefined, err
		}
		n++
	}
	return vm.Number(float64(n)), setLength(c, o, n)
}

// pushArray adds elements to an ordinary array.
func pushArray(c *vm.Call, o *vm.Object, args []vm.Value) (vm.Value, error) {
	n := o.ArrayLength()
	for _, v := range args {
		if !c.Push(o, v) {
			if err := setElement(c, o, n, v); err != nil {
				return vm.Undefined, err
			}
		}
		n++
	}
	if n > maxArrayIndex+1 {
		return vm.Undefined, setLength(c, o, n)
	}
	return vm.Number(float64(n)), nil
}

// appendDense adds elements to an array that DenseForWrite has let pass.
func appendDense(c *vm.Call, o *vm.Object, values []vm.Value) {
	for _, v := range values {
		c.Append(o, v)
	}
}

// arrayPop is Array.prototype.pop. ECMA-262 23.1.3.22.
func arrayPop(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	if n == 0 {
		return vm.Undefined, setLength(c, o, 0)
	}
	n--
	v, err := element(c, o, n)
	if err != nil {
		return vm.Undefined, err
	}
	if !o.IsArray() || !o.IsExtensible() || o.HasFixedLength() { // else setting the length deletes
		if err := deleteElement(c, o, n); err != nil {
			return vm.Undefined, err
		}
	}
	return presentElement(v), setLength(c, o, n)
}

// arrayShift is Array.prototype.shift. ECMA-262 23.1.3.27; as in njs, each element is deleted where it was before it
// is stored where it will be.
func arrayShift(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	if n == 0 {
		return vm.Undefined, setLength(c, o, 0)
	}
	if elems, ok := c.DenseForWrite(o); ok {
		if err := c.Charge(len(elems)/8 + 1); err != nil {
			return vm.Undefined, err
		}
		v := elems[0]
		copy(elems, elems[1:])
		return v, setLength(c, o, n-1)
	}
	first, err := takeElement(c, o, 0)
	if err != nil {
		return vm.Undefined, err
	}
	if err := moveRange(c, o, 1, n, -1); err != nil {
		return vm.Undefined, err
	}
	return presentElement(first), setLength(c, o, n-1)
}

// takeElement reads an element and deletes it.
func takeElement(c *vm.Call, o *vm.Object, i int64) (vm.Value, error) {
	v, err := element(c, o, i)
	if err != nil {
		return vm.Undefined, err
	}
	return v, deleteElement(c, o, i)
}

// moveRange moves the elements from..to-1 by a distance: those that exist, from the end when the distance is positive.
func moveRange(c *vm.Call, o *vm.Object, from, to, by int64) error {
	move := func(v vm.Value, i int64) (bool, error) {
		if v.IsHole() {
			return false, nil
		}
		if err := deleteElement(c, o, i); err != nil {
			return false, err
		}
		return false, setElement(c, o, i+by, v)
	}
	if by > 0 {
		return walkBack(c, o, to-1, from, move)
	}
	return walk(c, o, from, to, move)
}

// arrayUnshift is Array.prototype.unshift. ECMA-262 23.1.3.34.
func arrayUnshift(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	args := c.Args()
	added := int64(len(args))
	if n+added > maxLength {
		return vm.Undefined, c.TypeError("Invalid length")
	}
	if added > 0 {
		if err := c.Charge(len(args)); err != nil {
			return vm.Undefined, err
		}
		if err := insertFront(c, o, n, args); err != nil {
			return vm.Undefined, err
		}
	}
	return vm.Number(float64(n + added)), setLength(c, o, n+added)
}

func insertFront(c *vm.Call, o *vm.Object, n int64, args []vm.Value) error {
	if _, ok := c.DenseForWrite(o); ok {
		return insertDense(c, o, 0, args)
	}
	if err := moveRange(c, o, 0, n, int64(len(args))); err != nil {
		return err
	}
	for i, v := range args {
		if err := setElement(c, o, int64(i), v); err != nil {
			return err
		}
	}
	return nil
}

// insertDense inserts values before position at of an array that DenseForWrite has let pass.
func insertDense(c *vm.Call, o *vm.Object, at int, values []vm.Value) error {
	n := int(o.ArrayLength()) // dense, so it is in memory
	if err := fits(c, int64(len(values))); err != nil {
		return err
	}
	if err := c.Charge((n-at)/8 + len(values)); err != nil {
		return err
	}
	appendDense(c, o, values) // to make room
	elems, _ := c.DenseForWrite(o)
	copy(elems[at+len(values):], elems[at:n])
	copy(elems[at:], values)
	return nil
}

// splice is a call of Array.prototype.splice: delete elements from start on, and insert items there.
type splice struct {
	start, deleted, length int64
	items                  []vm.Value
}

// arraySplice is Array.prototype.splice. ECMA-262 23.1.3.31.
func arraySplice(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	s := splice{length: n}
	if s.start, err = c.RelativeIndex(c.Arg(0), n, 0); err != nil {
		return vm.Undefined, err
	}
	switch c.NArgs() {
	case 0:
	case 1:
		s.deleted = n - s.start
	default:
		s.items = c.Args()[2:]
		if s.deleted, err = toInteger(c, c.Arg(1)); err != nil {
			return vm.Undefined, err
		}
		s.deleted = min(max(s.deleted, 0), n-s.start)
	}
	if n+int64(len(s.items))-s.deleted > maxLength {
		return vm.Undefined, c.TypeError("Invalid length")
	}
	removed, err := slice(c, o, s.start, s.start+s.deleted)
	if err != nil {
		return vm.Undefined, err
	}
	return removed.Value(), s.apply(c, o)
}

// apply changes the object.
func (s splice) apply(c *vm.Call, o *vm.Object) error {
	items := int64(len(s.items))
	by := items - s.deleted
	growable := by <= 0 || o.IsExtensible() || c.Version() == vm.V1
	if elems, ok := c.DenseForWrite(o); ok && growable && int64(len(elems)) == s.length {
		return s.applyDense(c, o, elems)
	}
	if by != 0 {
		if err := copyRange(c, o, s.start+items, s.start+s.deleted, s.length-s.start-s.deleted); err != nil {
			return err
		}
		if err := deleteRange(c, o, s.length+by, s.length); err != nil {
			return err
		}
	}
	for i, v := range s.items {
		if err := setElement(c, o, s.start+int64(i), v); err != nil {
			return err
		}
	}
	return setLength(c, o, s.length+by)
}

func (s splice) applyDense(c *vm.Call, o *vm.Object, elems []vm.Value) error {
	start, deleted := int(s.start), int(s.deleted)
	if err := c.Charge((len(elems)-start)/8 + len(s.items)); err != nil {
		return err
	}
	if more := len(s.items) - deleted; more > 0 {
		copy(elems[start:], s.items[:deleted])
		if err := insertDense(c, o, start+deleted, s.items[deleted:]); err != nil {
			return err
		}
		return setLength(c, o, o.ArrayLength())
	}
	copy(elems[start:], s.items)
	copy(elems[start+len(s.items):], elems[start+deleted:])
	return setLength(c, o, int64(len(elems)-deleted+len(s.items)))
}

// deleteRange deletes the elements from..to-1, the last first.
func deleteRange(c *vm.Call, o *vm.Object, from, to int64) error {
	return walkBack(c, o, to-1, from, func(_ vm.Value, i int64) (bool, error) { return false, deleteElement(c, o, i) })
}
