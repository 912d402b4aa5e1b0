// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of strings that return a part of them.

package builtin

import "selvedge/internal/js/vm"

// stringSlice is String.prototype.slice(start, end). ECMA-262 22.1.3.22.
func stringSlice(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	start, end, err := stringRange(c, s.Len())
	if err != nil {
		return vm.Undefined, err
	}
	return c.Substring(s, start, end).Value(), nil
}

// stringRange resolves the arguments start and end of slice and its like. The end is not converted when the start
// is beyond the string.
func stringRange(c *vm.Call, length int) (start, end int, err error) {
	from, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return 0, 0, err
	}
	if from < 0 {
		from = max(from+float64(length), 0)
	}
	if from >= float64(length) {
		return 0, 0, nil
	}
	to, err := c.RelativeIndex(c.Arg(1), int64(length), int64(length))
	return int(from), max(int(to), int(from)), err
}

// stringSubstring is String.prototype.substring(start, end). An end of undefined is 0, as in njs, unless it is
// absent. ECMA-262 22.1.3.25.
func stringSubstring(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	length := float64(s.Len())
	start, end := 0.0, length
	for i, bound := range [...]*float64{&start, &end} {
		if c.NArgs() <= i {
			break
		}
		f, err := c.ToIntegerOrInfinity(c.Arg(i))
		if err != nil {
			return vm.Undefined, err
		}
		*bound = min(max(f, 0), length)
	}
	return c.Substring(s, int(min(start, end)), int(max(start, end))).Value(), nil
}

// stringSubstr is String.prototype.substr(start, length). A length of undefined is 0, as in njs, unless it is
// absent; it is not converted when the start is beyond the string. ECMA-262 B.2.2.1.
func stringSubstr(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	length := float64(s.Len())
	start, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if start >= length {
		return c.NewString("").Value(), nil
	}
	if start < 0 {
		start = max(start+length, 0)
	}
	n := length - start
	if c.NArgs() > 1 {
		f, err := c.ToIntegerOrInfinity(c.Arg(1))
		if err != nil {
			return vm.Undefined, err
		}
		n = min(max(f, 0), n)
	}
	return c.Substring(s, int(start), int(start+n)).Value(), nil
}

// stringCharAt is String.prototype.charAt(position). ECMA-262 22.1.3.2.
func stringCharAt(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	i, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if i < 0 || i >= float64(s.Len()) {
		return c.NewString("").Value(), nil
	}
	return c.CharAt(s, int(i)).Value(), nil
}

// stringCharCodeAt is String.prototype.charCodeAt(position), and codePointAt, which is the same in njs: the code
// point, or NaN beyond the string. ECMA-262 22.1.3.3.
func stringCharCodeAt(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	i, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if i < 0 || i >= float64(s.Len()) {
		return vm.NaN, nil
	}
	return vm.Int(int(s.At(int(i)))), nil
}

// stringIterator is String.prototype[Symbol.iterator]. ECMA-262 22.1.3.36.
func stringIterator(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	o, err := c.ToObject(s.Value())
	if err != nil {
		return vm.Undefined, err
	}
	return newArrayIterator(c, o, iteratedValues)
}
