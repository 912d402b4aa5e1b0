// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import "math"

const digits36 = "0123456789abcdefghijklmnopqrstuvwxyz"

// In radix 2 a number has at most 1,024 digits before the point and 1,075 after it.
const (
	maxRadixInteger  = 1 + 1024
	maxRadixFraction = 1 + 1075
)

// FormatRadix returns f in radix 2..36: as many digits after the point as tell it from its neighbours, the last one
// rounded. Radix 10, NaN, infinities and zero give Format(f). ECMA-262 21.1.3.6, which leaves the digits open.
func FormatRadix(f float64, radix int) string {
	if radix == 10 || f == 0 || specialText(f) != "" {
		return Format(f)
	}
	n := math.Abs(f)
	integer := math.Floor(n)
	var fractionBuf [maxRadixFraction]byte
	fraction, carry := appendRadixFraction(fractionBuf[:0], n, float64(radix))
	if carry {
		integer++
	}
	var buf [maxRadixInteger + maxRadixFraction]byte
	i := maxRadixInteger
	// What is beyond 53 bits has no digits of its own.
	for integer/float64(radix) >= 1<<53 {
		integer /= float64(radix)
		i--
		buf[i] = '0'
	}
	for {
		remainder := math.Mod(integer, float64(radix))
		i--
		buf[i] = digits36[int(remainder)]
		if integer = (integer - remainder) / float64(radix); integer <= 0 {
			break
		}
	}
	if f < 0 {
		i--
		buf[i] = '-'
	}
	return string(append(buf[i:maxRadixInteger], fraction...))
}

// appendRadixFraction appends the point and the digits of the fraction of n >= 0, or nothing where there are none.
// carry says that rounding reached the integer part.
func appendRadixFraction(dst []byte, n, radix float64) (digits []byte, carry bool) {
	fraction := n - math.Floor(n)
	delta := 0.5 * (math.Nextafter(n, math.Inf(1)) - n)
	delta = math.Max(math.SmallestNonzeroFloat64, delta)
	if fraction < delta {
		return dst, false
	}
	dst = append(dst, '.')
	for {
		fraction *= radix
		delta *= radix
		digit := int(fraction)
		dst = append(dst, digits36[digit])
		fraction -= float64(digit)
		if (fraction > 0.5 || fraction == 0.5 && digit&1 != 0) && fraction+delta > 1 {
			return roundRadix(dst, int(radix))
		}
		if fraction < delta {
			return dst, false
		}
	}
}

// roundRadix adds one to the last digit; digits that become zero are dropped, and the point with the last of them.
func roundRadix(dst []byte, radix int) (digits []byte, carry bool) {
	for i := len(dst) - 1; i > 0; i-- {
		digit := int(dst[i] - '0')
		if dst[i] > '9' {
			digit = int(dst[i]-'a') + 10
		}
		if digit+1 < radix {
			dst[i] = digits36[digit+1]
			return dst[:i+1], false
		}
	}
	return dst[:0], true
}
