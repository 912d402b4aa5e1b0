// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Trigonometric functions and their inverses.

package libm

import (
	"math"
	"math/bits"
)

// negligible is how small x is where sin x, tan x, asin x and atan x are x.
const negligible = 0x1p-60

// halfPiParts is pi/2 in three parts.
var halfPiParts = [...]float64{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110}

// twoOverPi has the bits of 2/pi, after 64 bits before the point.
var twoOverPi = [...]uint64{
	0,
	0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
	0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
	0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
	0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
	0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
	0xa9e391615ee61b08, 0x6599855f14a06840,
}

// reduce returns r and n such that x is r + n*pi/2 without whole turns, |r| at most pi/4 and 0 <= n < 4.
func reduce(x float64) (r double, n int) {
	if math.Abs(x) >= 0x1p27 {
		return reduceLarge(x)
	}
	k := math.RoundToEven(x / (math.Pi / 2))
	r = single(x)
	for _, part := range halfPiParts {
		r = r.add(twoProduct(-k, part))
	}
	return r, int(int64(k) & 3)
}

// reduceLarge is reduce for large numbers. M. Payne and R. Hanek, "Radian reduction for trigonometric functions",
// 1983: only those bits of 2/pi matter that are not multiplied to whole turns, and enough behind them.
func reduceLarge(x float64) (r double, n int) {
	m, exponent := math.Frexp(math.Abs(x))
	mantissa := uint64(math.Ldexp(m, 53))
	offset := uint(exponent - 53 + 62)
	var product [4]uint64 // mantissa times 256 bits of 2/pi, modulo 2^256; the first is the most significant
	var carry uint64
	for i := 3; i >= 0; i-- {
		at := offset/64 + uint(i)
		word := twoOverPi[at]<<(offset%64) | twoOverPi[at+1]>>(63-offset%64)>>1
		high, low := bits.Mul64(mantissa, word)
		var c uint64
		product[i], c = bits.Add64(low, carry, 0)
		carry = high + c
	}
	n = int(product[0] >> 62)
	for i := range 3 {
		product[i] = product[i]<<2 | product[i+1]>>62
	}
	product[3] <<= 2
	negative := product[0]>>63 != 0 // the next quarter is nearer
	if negative {
		n++
		var borrow uint64
		for i := 3; i >= 0; i-- {
			product[i], borrow = bits.Sub64(0, product[i], borrow)
		}
	}
	r = fraction(product).mul(halfPi)
	if negative != (x < 0) {
		r = r.neg()
	}
	if x < 0 {
		n = -n
	}
	return r, n & 3
}

// fraction returns 0.bits as a number.
func fraction(b [4]uint64) double {
	zeros := 0
	for b[0] == 0 && zeros < 128 {
		b = [4]uint64{b[1], b[2], b[3], 0}
		zeros += 64
	}
	shift := bits.LeadingZeros64(b[0])
	zeros += shift
	high := b[0]<<shift | b[1]>>(63-shift)>>1
	low := b[1]<<shift | b[2]>>(63-shift)>>1
	hi := math.Ldexp(float64(high>>11), -53-zeros)
	lo := math.Ldexp(float64(high&(1<<11-1)<<42|low>>22), -106-zeros)
	return quickSum(hi, lo)
}

// sinCos returns sine and cosine of r, |r| at most pi/4 or little more.
func sinCos(r double) (sin, cos double) {
	square := r.mul(r).neg()
	last := len(inverseFactorials) - 1
	sin, cos = inverseFactorials[last], inverseFactorials[last-1]
	for i := last - 2; i > 0; i -= 2 {
		sin = sin.mul(square).add(inverseFactorials[i])
		cos = cos.mul(square).add(inverseFactorials[i-1])
	}
	return sin.mul(r), cos
}

// sinCosOf returns sine and cosine of any finite number.
func sinCosOf(x float64) (sin, cos double) {
	r, n := reduce(x)
	sin, cos = sinCos(r)
	switch n {
	case 1:
		return cos, sin.neg()
	case 2:
		return sin.neg(), cos.neg()
	case 3:
		return cos.neg(), sin
	}
	return sin, cos
}

func isSpecial(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// Sin returns the sine.
func Sin(x float64) float64 {
	switch {
	case isSpecial(x):
		return math.NaN()
	case math.Abs(x) < negligible:
		return x
	}
	sin, _ := sinCosOf(x)
	return sin.round()
}

// Cos returns the cosine.
func Cos(x float64) float64 {
	switch {
	case isSpecial(x):
		return math.NaN()
	case math.Abs(x) < negligible:
		return 1
	}
	_, cos := sinCosOf(x)
	return cos.round()
}

// Tan returns the tangent.
func Tan(x float64) float64 {
	switch {
	case isSpecial(x):
		return math.NaN()
	case math.Abs(x) < negligible:
		return x
	}
	sin, cos := sinCosOf(x)
	return sin.div(cos).round()
}

// angle returns the direction of the point (x, y); neither coordinate is much smaller than the other. A guess is
// turned back from the point, and what is left is its own tangent.
func angle(y, x double) double {
	guess := math.Atan2(y.hi, x.hi)
	sin, cos := sinCosOf(guess)
	rest := y.mul(cos).add(x.mul(sin).neg()).div(x.mul(cos).add(y.mul(sin)))
	return rest.addFloat(guess)
}

// Atan2 returns the direction of the point (x, y).
func Atan2(y, x float64) float64 {
	if isSpecial(x) || isSpecial(y) || x == 0 || y == 0 {
		return math.Atan2(y, x) // multiples of pi/4
	}
	_, ex := math.Frexp(x)
	_, ey := math.Frexp(y)
	switch {
	case ey-ex < -60 && x > 0:
		return y / x
	case ey-ex < -60:
		return math.Copysign(math.Pi, y)
	case ey-ex > 60:
		return math.Copysign(math.Pi/2, y)
	}
	return angle(single(math.Ldexp(y, -ex)), single(math.Ldexp(x, -ex))).round()
}

// Atan returns the inverse tangent.
func Atan(x float64) float64 {
	if math.Abs(x) < negligible || math.IsNaN(x) {
		return x
	}
	return Atan2(x, 1)
}

// cathetus returns the square root of 1 - x².
func cathetus(x float64) double { return twoSum(1, -x).mul(twoSum(1, x)).sqrt() }

// Asin returns the inverse sine.
func Asin(x float64) float64 {
	switch {
	case !(math.Abs(x) <= 1):
		return math.NaN()
	case math.Abs(x) < negligible:
		return x
	}
	return angle(single(x), cathetus(x)).round()
}

// Acos returns the inverse cosine.
func Acos(x float64) float64 {
	switch {
	case !(math.Abs(x) <= 1):
		return math.NaN()
	case math.Abs(x) < negligible:
		return math.Pi / 2
	case x == 1:
		return 0
	}
	return angle(cathetus(x), single(x)).round()
}
