// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The methods of arrays that look for a value.

package builtin

import "selvedge/internal/js/vm"

// arrayIndexOf is Array.prototype.indexOf. ECMA-262 23.1.3.17.
func arrayIndexOf(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	from, err := c.RelativeIndex(c.Arg(1), n, 0)
	if err != nil {
		return vm.Undefined, err
	}
	at := int64(-1)
	err = walk(c, o, from, n, func(v vm.Value, i int64) (bool, error) {
		equal, err := isEqual(c, v, c.Arg(0))
		if equal {
			at = i
		}
		return equal, err
	})
	return vm.Number(float64(at)), err
}

// isEqual is the operator === for an element, which may be a hole.
func isEqual(c *vm.Call, element, v vm.Value) (bool, error) {
	if element.IsString() && v.IsString() {
		return c.StrictEquals(element, v)
	}
	return vm.StrictEquals(element, v), nil
}

// arrayIncludes is Array.prototype.includes. ECMA-262 23.1.3.16.
func arrayIncludes(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil || n == 0 {
		return vm.False, err
	}
	from, err := c.RelativeIndex(c.Arg(1), n, 0)
	if err != nil {
		return vm.Undefined, err
	}
	found := false
	err = walk(c, o, from, n, func(v vm.Value, _ int64) (bool, error) {
		equal, err := isEqual(c, presentElement(v), c.Arg(0))
		found = equal || err == nil && v.IsNumber() && vm.SameValueZero(v, c.Arg(0))
		return found, err
	})
	return vm.Bool(found), err
}

// arrayLastIndexOf is Array.prototype.lastIndexOf. ECMA-262 23.1.3.20.
func arrayLastIndexOf(c *vm.Call) (vm.Value, error) {
	o, n, err := thisArrayLike(c)
	if err != nil {
		return vm.Undefined, err
	}
	if n == 0 {
		return vm.Int(-1), nil
	}
	from := n - 1
	if c.NArgs() > 1 {
		if from, err = toInteger(c, c.Arg(1)); err != nil {
			return vm.Undefined, err
		}
		if from < 0 {
			from += n
			if from == 0 && c.Version() == vm.V1 {
				return vm.Int(-1), nil // njs 0.4.3 does not look at the first element then
			}
		}
		from = min(from, n-1)
	}
	at := int64(-1)
	err = walkBack(c, o, from, 0, func(v vm.Value, i int64) (bool, error) {
		equal, err := isEqual(c, v, c.Arg(0))
		if equal {
			at = i
		}
		return equal, err
	})
	return vm.Number(float64(at)), err
}
