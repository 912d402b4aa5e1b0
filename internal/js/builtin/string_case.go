// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Letter case and white space of strings.

package builtin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// stringToLowerCase is String.prototype.toLowerCase. Every code point is converted by itself. ECMA-262 22.1.3.28.
func stringToLowerCase(c *vm.Call) (vm.Value, error) {
	return stringMapped(c, lowerASCII, unicode.ToLower)
}

// stringToUpperCase is String.prototype.toUpperCase. Every code point is converted by itself: German sharp s stays
// what it is. ECMA-262 22.1.3.30.
func stringToUpperCase(c *vm.Call) (vm.Value, error) {
	return stringMapped(c, upperASCII, unicode.ToUpper)
}

func lowerASCII(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

func upperASCII(b byte) byte {
	if b >= 'a' && b <= 'z' {
		b -= 'a' - 'A'
	}
	return b
}

func stringMapped(c *vm.Call, ascii func(byte) byte, mapping func(rune) rune) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + s.Size()/16); err != nil {
		return vm.Undefined, err
	}
	text := s.Text()
	if s.IsASCII() || s.IsBytes() {
		return mappedBytes(c, s, ascii).Value(), nil
	}
	if err := c.Fits(s.Size()); err != nil {
		return vm.Undefined, err
	}
	mapped := make([]byte, 0, len(text))
	for _, point := range text {
		if hasCase(c.Version(), point) {
			point = mapping(point)
		}
		mapped = utf8.AppendRune(mapped, point)
	}
	return c.NewStringBytes(mapped).Value(), nil
}

// mappedBytes converts a string of single bytes; what does not change stays the same string.
func mappedBytes(c *vm.Call, s *vm.String, ascii func(byte) byte) *vm.String {
	text := s.Text()
	for i := range len(text) {
		if ascii(text[i]) == text[i] {
			continue
		}
		mapped := []byte(text)
		for j := i; j < len(mapped); j++ {
			mapped[j] = ascii(mapped[j])
		}
		if s.IsBytes() {
			return c.NewByteString(string(mapped))
		}
		return c.NewStringBytes(mapped)
	}
	return s
}

// hasCase says whether the version knows letter case of the code point: njs 0.4.3 has the tables of Unicode 12.1.
func hasCase(v vm.Version, point rune) bool {
	if v != vm.V1 {
		return true
	}
	switch {
	case point == 0x2c2f, point == 0x2c5f, point == 0xa7f5, point == 0xa7f6: // Unicode 13, 14
		return false
	case point >= 0xa7c7 && point <= 0xa7d9, point == 0xa7c0, point == 0xa7c1: // Unicode 13, 14
		return false
	}
	return point < 0x10570 || point > 0x105bc // Vithkuqi, Unicode 14
}

// stringTrim is String.prototype.trim. ECMA-262 22.1.3.32.
func stringTrim(c *vm.Call) (vm.Value, error) { return stringTrimmed(c, true, true) }

// stringTrimStart is String.prototype.trimStart. ECMA-262 22.1.3.34.
func stringTrimStart(c *vm.Call) (vm.Value, error) { return stringTrimmed(c, true, false) }

// stringTrimEnd is String.prototype.trimEnd. ECMA-262 22.1.3.33.
func stringTrimEnd(c *vm.Call) (vm.Value, error) { return stringTrimmed(c, false, true) }

func stringTrimmed(c *vm.Call, start, end bool) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + s.Size()/16); err != nil {
		return vm.Undefined, err
	}
	text := s.Text()
	isSpace := numfmt.IsSpace
	if s.IsBytes() {
		isSpace = func(r rune) bool { return r < utf8.RuneSelf && numfmt.IsSpace(r) }
	}
	if start {
		text = strings.TrimLeftFunc(text, isSpace)
	}
	from := s.Size() - len(text)
	if end {
		text = strings.TrimRightFunc(text, isSpace)
	}
	return c.Substring(s, s.Position(from), s.Position(from+len(text))).Value(), nil
}
