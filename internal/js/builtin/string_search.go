// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of strings that look for another string.

package builtin

import (
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

// find returns the position of the first occurrence of t in s at or after position from, or -1. An empty t is found
// at from, or at the end when that is beyond.
func find(c *vm.Realm, s, t *vm.String, from int) (int, error) {
	if t.Size() == 0 || from >= s.Len() {
		if t.Size() == 0 {
			return min(from, s.Len()), nil
		}
		return -1, nil
	}
	offset := s.Offset(from)
	if err := c.Charge(1 + (s.Size()-offset)/16); err != nil {
		return 0, err
	}
	text := s.Text()
	for {
		i := strings.Index(text[offset:], t.Text())
		if i < 0 {
			return -1, nil
		}
		offset += i
		if s.IsBytes() || utf8.RuneStart(text[offset]) {
			return s.Position(offset), nil
		}
		offset++ // octets of a byte string inside of a character
	}
}

// stringIndexOf is String.prototype.indexOf(search, position). ECMA-262 22.1.3.9.
func stringIndexOf(c *vm.Call) (vm.Value, error) {
	s, err := coercibleThis(c)
	if err != nil {
		return vm.Undefined, err
	}
	t, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	from, err := c.ToIntegerOrInfinity(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	limit := s.Len()
	if s.IsBytes() {
		limit = 0 // njs 0.4.3 looks at byte strings from their beginning, whatever is asked for
	}
	i, err := find(c.Realm, s, t, int(min(max(from, 0), float64(limit))))
	return vm.Int(i), err
}

// stringLastIndexOf is String.prototype.lastIndexOf(search, position). ECMA-262 22.1.3.11.
func stringLastIndexOf(c *vm.Call) (vm.Value, error) {
	receiver := coercibleThis
	if c.Version() == vm.V1 {
		receiver = thisString
	}
	s, err := receiver(c)
	if err != nil {
		return vm.Undefined, err
	}
	t, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	position, err := c.ToNumber(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	start := s.Len()
	if position == position {
		start = int(min(max(position, 0), float64(start)))
	}
	start = min(start, s.Len()-t.Len())
	if start < 0 {
		return vm.Int(-1), nil
	}
	offset := s.Offset(start)
	if err := c.Charge(1 + offset/16); err != nil {
		return vm.Undefined, err
	}
	i := strings.LastIndex(s.Text()[:min(offset+t.Size(), s.Size())], t.Text())
	if i < 0 {
		return vm.Int(-1), nil
	}
	return vm.Int(s.Position(i)), nil
}

// stringIncludes is String.prototype.includes(search, position). Without arguments it is false, as in njs.
// ECMA-262 22.1.3.8.
func stringIncludes(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil || c.NArgs() == 0 {
		return vm.False, err
	}
	t, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	from, err := c.ToIntegerOrInfinity(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	i, err := find(c.Realm, s, t, int(min(max(from, 0), float64(s.Len()))))
	return vm.Bool(i >= 0), err
}

// stringStartsWith is String.prototype.startsWith(search, position). ECMA-262 22.1.3.24.
func stringStartsWith(c *vm.Call) (vm.Value, error) {
	s, t, position, err := affixArguments(c)
	if err != nil || t.Size() == 0 || c.NArgs() == 0 {
		return vm.Bool(err == nil && t.Size() == 0), err
	}
	start := max(position, 0)
	if start > float64(s.Len()-t.Len()) {
		return vm.False, nil
	}
	return vm.Bool(strings.HasPrefix(s.Text()[s.Offset(int(start)):], t.Text())), nil
}

// stringEndsWith is String.prototype.endsWith(search, end). A negative end is the end of the string, as in njs.
// ECMA-262 22.1.3.7.
func stringEndsWith(c *vm.Call) (vm.Value, error) {
	s, t, end, err := affixArguments(c)
	if err != nil || t.Size() == 0 || c.NArgs() == 0 {
		return vm.Bool(err == nil && t.Size() == 0), err
	}
	if length := float64(s.Len()); end < 0 || end > length {
		end = length
	}
	start := int(end) - t.Len()
	if start < 0 {
		return vm.False, nil
	}
	return vm.Bool(strings.HasPrefix(s.Text()[s.Offset(start):], t.Text())), nil
}

// affixArguments converts the receiver and the arguments of startsWith and endsWith. A position of undefined is -1.
// Unlike in ECMA-262 a regular expression is converted like anything else.
func affixArguments(c *vm.Call) (s, t *vm.String, position float64, err error) {
	if s, err = thisString(c); err != nil {
		return nil, nil, 0, err
	}
	if t, err = c.ToString(c.Arg(0)); err != nil {
		return nil, nil, 0, err
	}
	position = -1
	if !c.Arg(1).IsUndefined() {
		if position, err = c.ToIntegerOrInfinity(c.Arg(1)); err != nil {
			return nil, nil, 0, err
		}
	}
	return s, t, position, c.Charge(1 + t.Size()/16)
}
