// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import (
	"math"
	"strconv"
)

// maxText bounds the texts of Append (25 bytes suffice).
const maxText = 32

// Format returns f as ToString does. ECMA-262 6.1.6.1.20 with the digits of the package comment.
func Format(f float64) string {
	var buf [maxText]byte
	return string(Append(buf[:0], f))
}

// Append appends Format(f) to dst, at most 25 bytes.
func Append(dst []byte, f float64) []byte {
	// Integers of up to 53 bits are the common case and have the same digits in every algorithm.
	if i := int64(f); float64(i) == f && i > -hiddenBit && i < hiddenBit {
		return strconv.AppendInt(dst, i, 10)
	}
	if special := specialText(f); special != "" {
		return append(dst, special...)
	}
	dst, f = appendSign(dst, f)
	var b digitBuffer
	b.grisu(f)
	return appendShortest(dst, b.digits[:b.n], b.point)
}

// specialText returns the text of a number that has no digits, "" for others.
func specialText(f float64) string {
	switch {
	case f != f:
		return "NaN"
	case f > math.MaxFloat64:
		return "Infinity"
	case f < -math.MaxFloat64:
		return "-Infinity"
	}
	return ""
}

// appendSign appends the sign of f and returns its magnitude. The sign of zero is not shown.
func appendSign(dst []byte, f float64) ([]byte, float64) {
	if f < 0 {
		return append(dst, '-'), -f
	}
	return dst, f
}

// appendShortest lays out digits in the way of ToString: plain for point in -5..21, else with an exponent.
func appendShortest(dst, digits []byte, point int) []byte {
	switch {
	case len(digits) <= point && point <= 21:
		return appendZeros(append(dst, digits...), point-len(digits))
	case 0 < point && point <= 21:
		return append(append(append(dst, digits[:point]...), '.'), digits[point:]...)
	case -6 < point && point <= 0:
		return append(appendZeros(append(dst, '0', '.'), -point), digits...)
	}
	return appendScientific(dst, digits, len(digits), point-1)
}

// appendScientific writes count digits, those missing from digits as zeros, and the exponent.
func appendScientific(dst, digits []byte, count, exponent int) []byte {
	dst = append(dst, digits[0])
	if count > 1 {
		dst = append(append(dst, '.'), digits[1:]...)
	}
	dst = append(appendZeros(dst, count-len(digits)), 'e')
	if exponent >= 0 {
		dst = append(dst, '+')
	}
	return strconv.AppendInt(dst, int64(exponent), 10)
}

func appendZeros(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, '0')
	}
	return dst
}

// AppendExponential appends f with one digit before the point and digits (0..100) after it; a negative count asks
// for as many as are needed. NaN and infinities are written as Append does. ECMA-262 21.1.3.2.
func AppendExponential(dst []byte, f float64, digits int) []byte {
	if special := specialText(f); special != "" {
		return append(dst, special...)
	}
	dst, f = appendSign(dst, f)
	var b digitBuffer
	switch {
	case f == 0:
		b.zero()
	case digits < 0:
		b.grisu(f)
	default:
		b.grisuPrecision(f, digits+1)
	}
	if digits < 0 {
		digits = b.n - 1
	}
	return appendScientific(dst, b.digits[:b.n], digits+1, b.point-1)
}

func (b *digitBuffer) zero() { b.digits[0], b.n, b.point = '0', 1, 1 }

// AppendPrecision appends f with precision (1..100) significant digits, of which those after about the 19th are zeros.
// NaN and infinities are written as Append does. ECMA-262 21.1.3.5.
func AppendPrecision(dst []byte, f float64, precision int) []byte {
	if special := specialText(f); special != "" {
		return append(dst, special...)
	}
	dst, f = appendSign(dst, f)
	var b digitBuffer
	if f == 0 {
		b.zero()
	} else {
		b.grisuPrecision(f, precision)
	}
	digits, missing := b.digits[:b.n], precision-b.n
	switch {
	case b.point-1 < -6 || b.point > precision:
		return appendScientific(dst, digits, precision, b.point-1)
	case b.point <= 0:
		dst = append(appendZeros(append(dst, '0', '.'), -b.point), digits...)
		return appendZeros(dst, missing)
	case b.point >= b.n:
		dst = appendZeros(append(dst, digits...), b.point-b.n)
		if b.point < precision {
			dst = appendZeros(append(dst, '.'), precision-b.point)
		}
		return dst
	}
	dst = append(append(append(dst, digits[:b.point]...), '.'), digits[b.point:]...)
	return appendZeros(dst, missing)
}

// ToExponential returns what AppendExponential appends.
func ToExponential(f float64, digits int) string {
	return string(AppendExponential(make([]byte, 0, 128), f, digits))
}

// ToPrecision returns what AppendPrecision appends.
func ToPrecision(f float64, precision int) string {
	return string(AppendPrecision(make([]byte, 0, 128), f, precision))
}
