// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// atob, btoa, and the encodings that Buffer and byte strings know: utf8, hex, base64, base64url.

package builtin

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

var base64Rows = []vm.Row{
	vm.Method("atob", 1, globalAtob, vm.V2),
	vm.Method("btoa", 1, globalBtoa, vm.V2),
}

// encoding converts between text and bytes.
type encoding struct {
	// encode appends the text for data. It is nil for UTF-8, which is not an encoding for byte strings.
	encode func(text, data []byte) []byte
	// encoded returns the length of what encode appends for n bytes.
	encoded func(n int) int
	// decode appends the bytes that a text stands for. It stops at what it does not know.
	decode func(data []byte, text string) []byte
	// decoded returns the length that Buffer.byteLength promises.
	decoded func(text string) int
}

var (
	utf8Encoding = &encoding{
		decode:  func(data []byte, text string) []byte { return append(data, text...) },
		decoded: func(text string) int { return len(text) },
	}
	hexEncoding = &encoding{
		encode:  hex.AppendEncode,
		encoded: hex.EncodedLen,
		decode:  decodeHex,
		decoded: func(text string) int { return len(text) / 2 },
	}
	base64Encoding = &encoding{
		encode:  base64.StdEncoding.AppendEncode,
		encoded: base64.StdEncoding.EncodedLen,
		decode:  func(data []byte, text string) []byte { return decodeBase64(data, text, isBase64) },
		decoded: func(text string) int { return decodedBase64(text, isBase64) },
	}
	base64URLEncoding = &encoding{
		encode:  base64.RawURLEncoding.AppendEncode,
		encoded: base64.RawURLEncoding.EncodedLen,
		decode:  func(data []byte, text string) []byte { return decodeBase64(data, text, isBase64URL) },
		decoded: func(text string) int { return decodedBase64(text, isBase64URL) },
	}
)

// binaryEncoding returns the encoding with a name, or nil.
func binaryEncoding(name string) *encoding {
	switch name {
	case "utf8", "utf-8":
		return utf8Encoding
	case "hex":
		return hexEncoding
	case "base64":
		return base64Encoding
	case "base64url":
		return base64URLEncoding
	}
	return nil
}

// encodeText returns data in an encoding as a string. Bytes that are not UTF-8 become U+FFFD.
func encodeText(r *vm.Realm, e *encoding, data string) (vm.Value, error) {
	size := len(data)
	if e.encode != nil {
		size = e.encoded(len(data))
	}
	if err := r.Fits(size); err != nil {
		return vm.Undefined, err
	}
	if err := r.Charge(1 + size/8); err != nil {
		return vm.Undefined, err
	}
	if e.encode == nil {
		return decodedUTF8(r, data)
	}
	return r.NewStringBytes(e.encode(make([]byte, 0, size), []byte(data))).Value(), nil
}

// decodedUTF8 returns a string of bytes that may not be UTF-8.
func decodedUTF8(r *vm.Realm, data string) (vm.Value, error) {
	if utf8.ValidString(data) {
		return r.NewString(data).Value(), nil
	}
	text, _ := decodeUTF8(nil, data, true)
	if err := r.Fits(len(text)); err != nil {
		return vm.Undefined, err
	}
	return r.NewStringBytes(text).Value(), nil
}

// decodeText returns the bytes that a flat string stands for. They are charged for, and belong to the caller.
func decodeText(r *vm.Realm, e *encoding, s *vm.String) ([]byte, error) {
	if err := r.Alloc(s.Size()); err != nil {
		return nil, err
	}
	if err := r.Charge(1 + s.Size()/8); err != nil {
		return nil, err
	}
	return e.decode(make([]byte, 0, s.Size()), s.Text()), nil
}

// decodeHex takes pairs of digits up to the first character that is none.
func decodeHex(data []byte, text string) []byte {
	for ; len(text) >= 2; text = text[2:] {
		high, low := hexDigit(text[0]), hexDigit(text[1])
		if high < 0 || low < 0 {
			break
		}
		data = append(data, byte(high<<4|low))
	}
	return data
}

// hexDigit returns the value of a hexadecimal digit, or -1.
func hexDigit(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}

// isBase64 says whether a byte is a digit of base64.
func isBase64(b byte) bool { return isAlphanumeric(b) || b == '+' || b == '/' }

// isBase64URL says whether a byte is a digit of base64url.
func isBase64URL(b byte) bool { return isAlphanumeric(b) || b == '-' || b == '_' }

func isAlphanumeric(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// base64Digits returns the beginning of text that is digits, without one that stands alone behind groups of four.
func base64Digits(text string, isDigit func(byte) bool) string {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n%4 == 1 {
		n--
	}
	return text[:n]
}

func decodedBase64(text string, isDigit func(byte) bool) int {
	return len(base64Digits(text, isDigit)) * 6 / 8
}

// decodeBase64 takes the digits up to the first character that is none, padded or not.
func decodeBase64(data []byte, text string, isDigit func(byte) bool) []byte {
	var bits uint32
	for i, n := range []byte(base64Digits(text, isDigit)) {
		bits = bits<<6 | uint32(base64Value(n))
		switch i % 4 {
		case 1:
			data = append(data, byte(bits>>4))
		case 2:
			data = append(data, byte(bits>>2))
		case 3:
			data = append(data, byte(bits))
		}
	}
	return data
}

// base64Value returns the value of a digit of base64 or base64url.
func base64Value(b byte) byte {
	switch {
	case b >= 'A' && b <= 'Z':
		return b - 'A'
	case b >= 'a' && b <= 'z':
		return b - 'a' + 26
	case b >= '0' && b <= '9':
		return b - '0' + 52
	case b == '+' || b == '-':
		return 62
	}
	return 63
}

// globalAtob is atob(text). Spaces are skipped; of a text without padding njs 0.7.12 decodes the complete groups of
// four only. runtime.md 4.
func globalAtob(c *vm.Call) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Fits(2 * s.Size()); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + s.Size()/4); err != nil {
		return vm.Undefined, err
	}
	digits := strings.ReplaceAll(s.Text(), " ", "")
	padding := 0
	if len(digits)%4 == 0 {
		padding = len(digits) - len(strings.TrimSuffix(strings.TrimSuffix(digits, "="), "="))
	}
	digits = digits[:len(digits)-padding]
	if (len(digits)+padding)%4 == 1 || len(digits) != len(base64Digits(digits, isBase64)) {
		return vm.Undefined, c.TypeError("the string to be decoded is not correctly encoded")
	}
	if padding == 0 {
		digits = digits[:len(digits)/4*4]
	}
	text := make([]byte, 0, len(digits)*2)
	for _, b := range decodeBase64(nil, digits, isBase64) {
		text = utf8.AppendRune(text, rune(b))
	}
	return c.NewStringBytes(text).Value(), nil
}

// globalBtoa is btoa(text): base64 of the code points, which must be below 256.
func globalBtoa(c *vm.Call) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Fits(s.Size() * 2); err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(1 + s.Size()/4); err != nil {
		return vm.Undefined, err
	}
	data := make([]byte, 0, s.Len())
	for _, point := range s.Text() {
		if point > 0xff {
			return vm.Undefined, c.TypeError("invalid character (>= U+00FF)")
		}
		data = append(data, byte(point))
	}
	text := base64.StdEncoding.AppendEncode(make([]byte, 0, base64.StdEncoding.EncodedLen(len(data))), data)
	return c.NewStringBytes(text).Value(), nil
}
