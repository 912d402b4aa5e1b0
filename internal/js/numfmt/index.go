// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import "math"

// maxIndex is the greatest array index, 2^32 - 2. ECMA-262 6.1.7.
const maxIndex = math.MaxUint32 - 1

// ArrayIndex returns the array index that s is the canonical text of.
func ArrayIndex(s string) (uint32, bool) {
	const maxLength = len("4294967294")
	if s == "" || len(s) > maxLength || s[0] == '0' && len(s) > 1 {
		return 0, false
	}
	n := uint64(0)
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + uint64(s[i]-'0')
	}
	if n > maxIndex {
		return 0, false
	}
	return uint32(n), true
}

// CanonicalNumber returns the number that s is the canonical text of ("-0" is one, "NaN" is none): a property of
// that name of a typed array is an element or nothing. ECMA-262 7.1.21.
func CanonicalNumber(s string) (float64, bool) {
	switch {
	case s == "" || s[0] > '9' && s[0] != 'I':
		return 0, false
	case s == "-0":
		return math.Copysign(0, -1), true
	}
	f, size := signedPrefix(s)
	if size != len(s) {
		return 0, false
	}
	var buf [maxText]byte
	if string(Append(buf[:0], f)) != s {
		return 0, false
	}
	return f, true
}
