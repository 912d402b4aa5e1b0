// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"bytes"

	"selvedge/internal/js/vm"
)

// bufferIndexOf is Buffer.prototype.indexOf(value, byteOffset, encoding).
func bufferIndexOf(c *vm.Call) (vm.Value, error) {
	i, err := indexInBuffer(c, false)
	return vm.Int(i), err
}

// bufferLastIndexOf is Buffer.prototype.lastIndexOf(value, byteOffset, encoding).
func bufferLastIndexOf(c *vm.Call) (vm.Value, error) {
	i, err := indexInBuffer(c, true)
	return vm.Int(i), err
}

// bufferIncludes is Buffer.prototype.includes(value, byteOffset, encoding).
func bufferIncludes(c *vm.Call) (vm.Value, error) {
	i, err := indexInBuffer(c, false)
	return vm.Bool(i >= 0), err
}

func indexInBuffer(c *vm.Call, last bool) (int, error) {
	t, err := thisBuffer(c)
	if err != nil || t.length == 0 {
		return -1, err
	}
	value, name := c.Arg(0), c.Arg(2)
	from := 0
	if last {
		from = t.length - 1
	}
	switch position := c.Arg(1); {
	case position.IsUndefined():
	case position.IsString() && value.IsString():
		name = position
	default:
		var outside bool
		if from, outside, err = searchStart(c, position, t.length, last); err != nil || outside {
			return -1, err
		}
	}
	e, err := bufferEncoding(c, name)
	if err != nil {
		return -1, err
	}
	pattern, err := searchedBytes(c, e, value)
	if err != nil {
		return -1, err
	}
	if err := c.Charge(1 + t.length/16); err != nil {
		return -1, err
	}
	return searchBytes(t.bytes(), pattern, from, last), nil
}

// searchStart converts the position where to begin. outside says that there is nothing to be found from there.
func searchStart(c *vm.Call, position vm.Value, length int, last bool) (from int, outside bool, err error) {
	f, err := c.ToIntegerOrInfinity(position)
	if err != nil {
		return 0, false, err
	}
	n := float64(length)
	if f < 0 {
		f += n
	}
	if last {
		f = min(f, n-1)
		return int(max(f, -1)), f < 0, nil
	}
	f = max(f, 0)
	return int(min(f, n)), f >= n, nil
}

// searchedBytes returns what is looked for: the bytes of a text or of a Uint8Array, or a number as a byte.
func searchedBytes(c *vm.Call, e *encoding, v vm.Value) ([]byte, error) {
	switch t := asTypedArray(v); {
	case v.IsString():
		return textBytes(c, e, v)
	case v.IsNumber():
		return []byte{byte(vm.ToUint32(v.Float()))}, nil
	case t != nil && t.kind == uint8Kind:
		return t.bytes(), nil
	}
	return nil, c.TypeError("\"value\" argument %s is not a string or Buffer-like object", c.TypeName(v))
}

// searchBytes returns where the pattern is. Backwards the position is where the pattern has to end at the latest, as
// in njs, not where it begins.
func searchBytes(data, pattern []byte, from int, last bool) int {
	switch {
	case len(pattern) == 0 && last:
		return len(data)
	case len(pattern) == 0:
		return 0
	case last:
		return bytes.LastIndex(data[:from+1], pattern)
	}
	if i := bytes.Index(data[from:], pattern); i >= 0 {
		return from + i
	}
	return -1
}
