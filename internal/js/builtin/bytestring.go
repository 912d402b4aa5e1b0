// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Byte strings of cloudfront-js-1.0: strings whose units are octets. runtime.md 6.3.

package builtin

import (
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

// stringBytesFrom is String.bytesFrom(array) and String.bytesFrom(string, encoding).
func stringBytesFrom(c *vm.Call) (vm.Value, error) {
	v := c.Arg(0)
	o := v.Object()
	switch {
	case v.IsString():
		return bytesFromText(c, v)
	case o == nil:
		return vm.Undefined, c.TypeError("value must be a string or array-like object")
	case v.Is(vm.ClassString):
		text, _ := o.PrimitiveOf()
		return bytesFromText(c, text)
	}
	switch internal := o.Internal().(type) {
	case *arrayBuffer:
		return octets(c, internal.data)
	case *typedArray:
		return octets(c, internal.buffer.data) // the whole buffer, as in njs
	}
	return bytesFromList(c, o)
}

// octets returns a byte string with a copy of data.
func octets(c *vm.Call, data []byte) (vm.Value, error) {
	if err := c.Fits(len(data)); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + len(data)/16); err != nil {
		return vm.Undefined, err
	}
	return c.NewByteString(string(data)).Value(), nil
}

func bytesFromText(c *vm.Call, v vm.Value) (vm.Value, error) {
	if !c.Arg(1).IsString() {
		return vm.Undefined, c.TypeError("\"encoding\" must be a string")
	}
	name, err := c.ToText(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	s, err := c.ToString(v)
	if err != nil {
		return vm.Undefined, err
	}
	if len(name) == len("base64url") && strings.HasPrefix(name, "base64") {
		name = "base64url" // njs 0.4.3 compares no further
	}
	e := binaryEncoding(name)
	if e == nil || e.encode == nil {
		return vm.Undefined, c.TypeError("Unknown encoding: \"%s\"", name)
	}
	data, err := decodeText(c.Realm, e, s)
	if err != nil {
		return vm.Undefined, err
	}
	return c.NewByteString(string(data)).Value(), nil
}

// bytesFromList reads an array-like object. njs reads arrays from the front and other objects from the back.
func bytesFromList(c *vm.Call, o *vm.Object) (vm.Value, error) {
	n, err := c.LengthOf(o)
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Fits(int(n)); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(int(n)); err != nil {
		return vm.Undefined, err
	}
	data := make([]byte, n)
	for i := range data {
		at := i
		if !o.IsArray() {
			at = len(data) - 1 - i
		}
		v, err := c.Get(o, vm.IndexKey(uint32(at)))
		if err != nil {
			return vm.Undefined, err
		}
		f, err := c.ToNumber(v)
		if err != nil {
			return vm.Undefined, err
		}
		data[at] = byte(vm.ToUint32(f))
	}
	return c.NewByteString(string(data)).Value(), nil
}

// stringFromUTF8 is String.prototype.fromUTF8(start, end): the text that octets are the UTF-8 encoding of, or null.
func stringFromUTF8(c *vm.Call) (vm.Value, error) {
	part, err := slicedThis(c)
	if err != nil || !part.IsBytes() {
		return part.Value(), err
	}
	if err := c.Charge(1 + part.Size()/16); err != nil {
		return vm.Undefined, err
	}
	if !utf8.ValidString(part.Text()) {
		return vm.Null, nil
	}
	return c.NewString(part.Text()).Value(), nil
}

// stringToUTF8 is String.prototype.toUTF8(start, end): the UTF-8 encoding as a byte string. Start and end count
// octets.
func stringToUTF8(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	start, end, err := stringRange(c, s.Size())
	if err != nil {
		return vm.Undefined, err
	}
	return c.NewByteString(s.Text()[start:end]).Value(), nil
}

// stringFromBytes is String.prototype.fromBytes(start, end): each octet becomes the code point of the same value.
func stringFromBytes(c *vm.Call) (vm.Value, error) {
	part, err := slicedThis(c)
	if err != nil || !part.IsBytes() {
		return part.Value(), err
	}
	if err := c.Fits(2 * part.Size()); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + part.Size()/8); err != nil {
		return vm.Undefined, err
	}
	text := make([]byte, 0, part.Size()*2)
	for i := range part.Size() {
		text = utf8.AppendRune(text, rune(part.Text()[i]))
	}
	return c.NewStringBytes(text).Value(), nil
}

// stringToBytes is String.prototype.toBytes(start, end): the octets with the values of the code points, or null when
// one is above 255.
func stringToBytes(c *vm.Call) (vm.Value, error) {
	part, err := slicedThis(c)
	if err != nil || part.IsBytes() {
		return part.Value(), err
	}
	if err := c.Fits(part.Len()); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + part.Size()/16); err != nil {
		return vm.Undefined, err
	}
	data := make([]byte, 0, part.Len())
	for _, point := range part.Text() {
		if point > 0xff {
			return vm.Null, nil
		}
		data = append(data, byte(point))
	}
	return c.NewByteString(string(data)).Value(), nil
}

// slicedThis returns the part of the receiver between the arguments start and end.
func slicedThis(c *vm.Call) (*vm.String, error) {
	s, err := thisString(c)
	if err != nil {
		return nil, err
	}
	start, end, err := stringRange(c, s.Len())
	if err != nil {
		return nil, err
	}
	return c.Substring(s, start, end), nil
}
