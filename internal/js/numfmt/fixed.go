// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import (
	"math"
	"math/bits"
	"strconv"
)

// maxFixed is the first magnitude that ToFixed writes as ToString does. ECMA-262 21.1.3.3 step 7.
const maxFixed = 1e21

// tooSmall is the exponent of the last bit below which the reference writes zeros, whatever the number of digits
// (values under about 2^-75); its arithmetic has 128 bits.
const tooSmall = -128

// ToFixed returns what AppendFixed appends.
func ToFixed(f float64, digits int) string {
	return string(AppendFixed(make([]byte, 0, 128), f, digits))
}

// AppendFixed appends f with digits (0..100) after the point, the exact decimal value rounded half away from zero.
// NaN and magnitudes from 1e21 are written as Append does. ECMA-262 21.1.3.3.
func AppendFixed(dst []byte, f float64, digits int) []byte {
	if f != f || math.Abs(f) >= maxFixed {
		return Append(dst, f)
	}
	dst, f = appendSign(dst, f)
	v := newDiyFP(f)
	if f == 0 || v.exponent < tooSmall {
		return strconv.AppendFloat(dst, 0, 'f', digits, 64)
	}
	// The exact value has as many decimals as it has binary ones, and the last is a 5: only with one more than asked
	// for is it half way, where strconv would round to even.
	if -(v.exponent + bits.TrailingZeros64(v.significand)) != digits+1 {
		return strconv.AppendFloat(dst, f, 'f', digits, 64)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', digits+1, 64)
	dst = dst[:len(dst)-1]
	if digits == 0 {
		dst = dst[:len(dst)-1]
	}
	return roundUp(dst, start)
}

// roundUp adds one to the last digit of the number dst[start:].
func roundUp(dst []byte, start int) []byte {
	for i := len(dst) - 1; i >= start; i-- {
		switch dst[i] {
		case '.':
		case '9':
			dst[i] = '0'
		default:
			dst[i]++
			return dst
		}
	}
	dst = append(dst, 0)
	copy(dst[start+1:], dst[start:])
	dst[start] = '1'
	return dst
}
