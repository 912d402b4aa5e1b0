// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Methods of strings that return longer ones.

package builtin

import (
	"math"
	"strings"

	"selvedge/internal/js/vm"
)

// maxStringLength is what njs allows, in bytes; the memory of a run ends long before.
const maxStringLength = math.MaxInt32

// textBuilder collects the text of a result. What is added is charged at once, so that nothing grows for free; the
// string that comes out is charged for its memory when it is made.
type textBuilder struct {
	r      *vm.Realm
	text   []byte
	octets bool // the result is a byte string
}

// add appends a text. It fails before a result would be longer than memory allows.
func (b *textBuilder) add(text string) error {
	if err := b.r.Fits(len(b.text) + len(text)); err != nil {
		return err
	}
	if err := b.r.Charge(1 + len(text)/16); err != nil {
		return err
	}
	b.text = append(b.text, text...)
	return nil
}

// addString appends a flat string. With a byte string the result becomes one.
func (b *textBuilder) addString(s *vm.String) error {
	b.octets = b.octets || s.IsBytes()
	return b.add(s.Text())
}

// done returns the result. The builder must not be used any more.
func (b *textBuilder) done() *vm.String {
	if b.octets {
		return b.r.NewByteString(string(b.text))
	}
	return b.r.NewStringBytes(b.text)
}

// stringConcat is String.prototype.concat(...strings). ECMA-262 22.1.3.5.
func stringConcat(c *vm.Call) (vm.Value, error) {
	if c.This.IsNullish() {
		return vm.Undefined, c.TypeError("\"this\" argument is null or undefined")
	}
	s, err := c.ToString(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	for _, v := range c.Args() {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		t, err := c.ToString(v)
		if err != nil {
			return vm.Undefined, err
		}
		if s, err = c.Concat(s, t); err != nil {
			return vm.Undefined, err
		}
	}
	return s.Value(), nil
}

// stringRepeat is String.prototype.repeat(count). ECMA-262 22.1.3.18.
func stringRepeat(c *vm.Call) (vm.Value, error) {
	s, err := coercibleThis(c)
	if err != nil {
		return vm.Undefined, err
	}
	n, err := c.ToNumber(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if c.Version() != vm.V1 {
		n = math.Trunc(n) // njs 0.4.3 refuses what rounds to -0, too
	}
	if n < 0 || math.IsInf(n, 1) || c.Version() != vm.V1 && n >= math.MaxInt64 {
		return vm.Undefined, c.RangeError("")
	}
	if n = math.Trunc(n); !(n > 0) || s.Size() == 0 {
		return c.NewString("").Value(), nil
	}
	if n >= float64(maxStringLength/s.Size()) {
		return vm.Undefined, c.RangeError("")
	}
	size := s.Size() * int(n)
	if err := c.Fits(size); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + size/16); err != nil {
		return vm.Undefined, err
	}
	text := strings.Repeat(s.Text(), int(n))
	if s.IsBytes() {
		return c.NewByteString(text).Value(), nil
	}
	return c.NewString(text).Value(), nil
}

// stringPadStart is String.prototype.padStart(length, filler). ECMA-262 22.1.3.17.
func stringPadStart(c *vm.Call) (vm.Value, error) {
	s, padding, err := stringPadding(c)
	if err != nil || padding == nil {
		return s.Value(), err
	}
	s, err = c.Concat(padding, s)
	return s.Value(), err
}

// stringPadEnd is String.prototype.padEnd(length, filler). ECMA-262 22.1.3.16.
func stringPadEnd(c *vm.Call) (vm.Value, error) {
	s, padding, err := stringPadding(c)
	if err != nil || padding == nil {
		return s.Value(), err
	}
	s, err = c.Concat(s, padding)
	return s.Value(), err
}

// stringPadding returns the receiver and what is to be put before or behind it; nil for nothing.
func stringPadding(c *vm.Call) (s, padding *vm.String, err error) {
	if s, err = thisString(c); err != nil {
		return nil, nil, err
	}
	f, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil || f <= float64(s.Len()) {
		return s, nil, err
	}
	if f >= maxStringLength {
		return nil, nil, c.RangeError("")
	}
	filler := c.NewString(" ")
	if !c.Arg(1).IsUndefined() {
		if filler, err = c.ToString(c.Arg(1)); err != nil {
			return nil, nil, err
		}
	}
	if filler.Size() == 0 {
		return s, nil, nil
	}
	n := int(f) - s.Len()
	times, rest := n/filler.Len(), n%filler.Len()
	size := times*filler.Size() + filler.Offset(rest)
	if err := c.Fits(size + s.Size()); err != nil {
		return nil, nil, err
	}
	if err := c.Charge(1 + size/16); err != nil {
		return nil, nil, err
	}
	var text strings.Builder
	text.Grow(size)
	for range times {
		text.WriteString(filler.Text())
	}
	text.WriteString(filler.Text()[:filler.Offset(rest)])
	if filler.IsBytes() {
		return s, c.NewByteString(text.String()), nil
	}
	return s, c.NewString(text.String()), nil
}
