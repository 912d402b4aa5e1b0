// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import (
	"math"
	"strings"
	"unicode/utf8"
)

const infinity = "Infinity"

// Parse returns s as StringToNumber does (ECMA-262 7.1.4.1.1): white space around, a sign, decimal, 0x, 0o and 0b
// literals, Infinity; NaN for everything else, 0 when there is nothing. As in njs 0.7.12, a sign before a prefix is
// NaN, a prefix followed by a space only is 0, and white space after the number is that of ASCII.
func Parse(s string) float64 {
	s = trimSpace(s)
	if s == "" {
		return 0
	}
	if len(s) > 2 && s[0] == '0' {
		if radix := prefixRadix(s[1]); radix != 0 {
			value, size := radixPrefix(s[2:], radix)
			return onlySpace(value, s[2+size:], isSpace)
		}
	}
	value, size := signedPrefix(s)
	return onlySpace(value, s[size:], isSpace)
}

// ParseV1 is Parse for 1.0: no 0o and 0b, a sign may stand before 0x, whose digits wrap around at 64 bits, and only
// spaces and tabs may follow.
func ParseV1(s string) float64 {
	s = trimSpace(s)
	if s == "" {
		return 0
	}
	body, minus := cutSign(s)
	if len(body) > 2 && body[0] == '0' && body[1]|0x20 == 'x' {
		value, size := wrappingPrefix(body[2:], 16)
		return onlySpace(signed(float64(value), minus), body[2+size:], isBlank)
	}
	value, size := signedPrefix(s)
	return onlySpace(value, s[size:], isBlank)
}

// ParseFloat returns the number at the start of s, NaN where there is none. ECMA-262 19.2.4. The same in both
// versions.
func ParseFloat(s string) float64 {
	value, _ := signedPrefix(trimSpace(s))
	return value
}

// ParseInt returns the integer at the start of s; radix 0 means 10, or 16 after 0x, and a radix outside 2..36 gives
// NaN. Digits are summed in float64, which loses exactness from 2^53. ECMA-262 19.2.5.
func ParseInt(s string, radix int32) float64 {
	l, ok := startInteger(trimSpace(s), radix)
	if !ok {
		return math.NaN()
	}
	value, size := radixPrefix(l.digits, float64(l.radix))
	if size == 0 {
		return math.NaN()
	}
	return signed(value, l.minus)
}

// ParseIntV1 is ParseInt for 1.0: only spaces are skipped, and digits wrap around at 64 bits; a result that does not
// fit int64 is NaN.
func ParseIntV1(s string, radix int32) float64 {
	l, ok := startInteger(strings.TrimLeft(s, " "), radix)
	if !ok {
		return math.NaN()
	}
	value, size := wrappingPrefix(l.digits, uint64(l.radix))
	if size == 0 || int64(value) < 0 {
		return math.NaN()
	}
	return signed(float64(int64(value)), l.minus)
}

// integer is text that begins with an integer, taken apart.
type integer struct {
	digits string // and what follows them
	minus  bool
	radix  int32
}

// startInteger takes the sign and the 0x prefix off s; false where s is empty or the radix is none.
func startInteger(s string, radix int32) (integer, bool) {
	if s == "" || radix != 0 && (radix < 2 || radix > 36) {
		return integer{}, false
	}
	body, minus := cutSign(s)
	if (radix == 0 || radix == 16) && len(body) > 1 && body[0] == '0' && body[1]|0x20 == 'x' {
		return integer{body[2:], minus, 16}, true
	}
	if radix == 0 {
		radix = 10
	}
	return integer{body, minus, radix}, true
}

// signedPrefix reads a sign and a decimal literal or Infinity; NaN and 0 bytes where there is neither.
func signedPrefix(s string) (value float64, size int) {
	body, minus := cutSign(s)
	value, size = decimalPrefix(body)
	if size == 0 {
		if !strings.HasPrefix(body, infinity) {
			return math.NaN(), 0
		}
		value, size = math.Inf(1), len(infinity)
	}
	return signed(value, minus), len(s) - len(body) + size
}

func cutSign(s string) (body string, minus bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:], s[0] == '-'
	}
	return s, false
}

func signed(f float64, minus bool) float64 {
	if minus {
		return -f
	}
	return f
}

// prefixRadix returns the radix that 0x, 0o or 0b stands for, 0 for other letters.
func prefixRadix(c byte) float64 {
	switch c | 0x20 {
	case 'x':
		return 16
	case 'o':
		return 8
	case 'b':
		return 2
	}
	return 0
}

// radixPrefix reads digits of the radix at the start of s, summing in float64.
func radixPrefix(s string, radix float64) (value float64, size int) {
	for ; size < len(s); size++ {
		digit := digitOf(s[size])
		if float64(digit) >= radix {
			break
		}
		value = value*radix + float64(digit)
	}
	return value, size
}

// wrappingPrefix reads digits of the radix at the start of s, summing in 64 bits.
func wrappingPrefix(s string, radix uint64) (value uint64, size int) {
	for ; size < len(s); size++ {
		digit := uint64(digitOf(s[size]))
		if digit >= radix {
			break
		}
		value = value*radix + digit
	}
	return value, size
}

// notDigit is above every radix.
const notDigit = 255

func digitOf(c byte) byte {
	switch {
	case isDigit(c):
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return c | 0x20 - 'a' + 10
	}
	return notDigit
}

// onlySpace returns value, or NaN when something else than space is in rest.
func onlySpace(value float64, rest string, space func(byte) bool) float64 {
	for i := range len(rest) {
		if !space(rest[i]) {
			return math.NaN()
		}
	}
	return value
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// trimSpace takes white space and line ends off the start of s.
func trimSpace(s string) string {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if !IsSpace(r) {
			break
		}
		s = s[size:]
	}
	return s
}

// IsSpace says whether r is white space or a line end to String.prototype.trim and to the conversions of this
// package. ECMA-262 12.2 and 12.3.
func IsSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}
