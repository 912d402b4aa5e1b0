// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Percent-encoding of URIs. ECMA-262 19.2.6.

package builtin

import (
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

// byteSet is a set of ASCII characters.
type byteSet [4]uint32

func newByteSet(chars string) (s byteSet) {
	for _, b := range []byte(chars) {
		s[b/32] |= 1 << (b % 32)
	}
	return s
}

func (s *byteSet) has(b byte) bool { return b < utf8.RuneSelf && s[b/32]>>(b%32)&1 != 0 }

const (
	alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	uriMarks     = "-_.!~*'()"
	uriReserved  = ";/?:@&=+$,#"
)

// What is left alone: by encodeURI, by encodeURIComponent, and escaped by decodeURI.
var (
	uriSet          = func() byteSet { return newByteSet(alphanumeric + uriMarks + uriReserved) }()
	uriComponentSet = func() byteSet { return newByteSet(alphanumeric + uriMarks) }()
	uriKeptSet      = func() byteSet { return newByteSet(uriReserved) }()
	emptyByteSet    = byteSet{}
)

// globalEncodeURI is encodeURI(uri). ECMA-262 19.2.6.3.
func globalEncodeURI(c *vm.Call) (vm.Value, error) { return encodeURI(c, &uriSet) }

// globalEncodeURIComponent is encodeURIComponent(component). ECMA-262 19.2.6.4.
func globalEncodeURIComponent(c *vm.Call) (vm.Value, error) { return encodeURI(c, &uriComponentSet) }

// globalDecodeURI is decodeURI(uri). ECMA-262 19.2.6.1.
func globalDecodeURI(c *vm.Call) (vm.Value, error) { return decodeURI(c, &uriKeptSet) }

// globalDecodeURIComponent is decodeURIComponent(component). ECMA-262 19.2.6.2.
func globalDecodeURIComponent(c *vm.Call) (vm.Value, error) { return decodeURI(c, &emptyByteSet) }

// encodeURI is Encode. ECMA-262 19.2.6.5. Octets of byte strings are encoded one by one.
func encodeURI(c *vm.Call, unescaped *byteSet) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(s.Size() / 4); err != nil {
		return vm.Undefined, err
	}
	text, escaped := s.Text(), 0
	for i := range len(text) {
		if !unescaped.has(text[i]) {
			escaped++
		}
	}
	if escaped == 0 {
		return s.Value(), nil
	}
	if err := c.Fits(len(text) + 2*escaped); err != nil {
		return vm.Undefined, err
	}
	const digits = "0123456789ABCDEF"
	encoded := make([]byte, 0, len(text)+2*escaped)
	for i := range len(text) {
		if b := text[i]; unescaped.has(b) {
			encoded = append(encoded, b)
		} else {
			encoded = append(encoded, '%', digits[b>>4], digits[b&15])
		}
	}
	return c.NewString(string(encoded)).Value(), nil
}

// decodeURI is Decode. ECMA-262 19.2.6.6. What is in kept stays encoded.
func decodeURI(c *vm.Call, kept *byteSet) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(s.Size() / 4); err != nil {
		return vm.Undefined, err
	}
	text := s.Text()
	if s.IsBytes() {
		text = strings.ToValidUTF8(text, "\ufffd")
	} else if strings.IndexByte(text, '%') < 0 {
		return s.Value(), nil
	}
	if err := c.Fits(len(text)); err != nil {
		return vm.Undefined, err
	}
	decoded := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if text[i] != '%' {
			decoded = append(decoded, text[i])
			i++
			continue
		}
		n, ok := 0, false
		if decoded, n, ok = decodeEscape(decoded, text[i:], kept); !ok {
			return vm.Undefined, c.ThrowError(vm.URIErrorPrototype, "malformed URI")
		}
		i += n
	}
	return c.NewString(string(decoded)).Value(), nil
}

// escapeSize is the length of %XX.
const escapeSize = 3

// decodeEscape appends the character whose escapes text begins with, and returns their length. ok is false when
// they are not the UTF-8 of a character.
func decodeEscape(dst []byte, text string, kept *byteSet) (_ []byte, n int, ok bool) {
	first, ok := escapedByte(text)
	if !ok {
		return dst, 0, false
	}
	if first < utf8.RuneSelf {
		if kept.has(first) {
			return append(dst, text[:escapeSize]...), escapeSize, true
		}
		return append(dst, first), escapeSize, true
	}
	encoded := append(make([]byte, 0, utf8.UTFMax), first)
	for n = escapeSize; !utf8.FullRune(encoded); n += escapeSize {
		b, ok := escapedByte(text[min(n, len(text)):])
		if !ok {
			return dst, 0, false
		}
		encoded = append(encoded, b)
	}
	if r, size := utf8.DecodeRune(encoded); r == utf8.RuneError && size == 1 {
		return dst, 0, false
	}
	return append(dst, encoded...), n, true
}

// escapedByte returns the octet of the escape that text begins with.
func escapedByte(text string) (b byte, ok bool) {
	if len(text) < escapeSize || text[0] != '%' {
		return 0, false
	}
	high, low := hexDigit(text[1]), hexDigit(text[2])
	return byte(high<<4 | low), high >= 0 && low >= 0
}
