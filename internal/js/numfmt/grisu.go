// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import "math/bits"

// This file makes decimal digits: the shortest that read back as the number (Grisu2), and a given count of them.

// maxDigits bounds what grisu and grisuPrecision write: 10 digits of a 32 bit integer part, and 19 of a fraction
// before its error, ten times greater with each, is greater than 2^60.
const maxDigits = 10 + 19

// digitBuffer holds the significant digits of a number, 0.d1d2d3... * 10^point.
type digitBuffer struct {
	digits [maxDigits]byte
	n      int
	point  int
}

var pow10 = [...]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}

// grisu sets b to digits that lie between the neighbours of f, nearly always the fewest. f is finite and positive.
func (b *digitBuffer) grisu(f float64) {
	v := newDiyFP(f)
	high := diyFP{v.significand<<1 + 1, v.exponent - 1}.normal()
	low := diyFP{v.significand<<1 - 1, v.exponent - 1}
	if v.significand == hiddenBit {
		// The neighbour below a power of two is only half as far away.
		low = diyFP{v.significand<<2 - 1, v.exponent - 2}
	}
	low.significand <<= low.exponent - high.exponent
	low.exponent = high.exponent
	ten, point := powerForBinary(high.exponent)
	v, low, high = v.normal().mul(ten), low.mul(ten), high.mul(ten)
	// One unit inside, because the product may be wrong by one.
	low.significand++
	high.significand--
	b.shortest(v, high, high.significand-low.significand, point)
}

// shortest writes digits of high until what is left is within delta, then moves the last one towards v.
func (b *digitBuffer) shortest(v, high diyFP, delta uint64, point int) {
	shift := uint(-high.exponent)
	one := uint64(1) << shift
	integer, fraction := high.significand>>shift, high.significand&(one-1)
	margin := high.significand - v.significand
	b.n = 0
	kappa := decimalLength(integer)
	for kappa > 0 {
		kappa--
		digit := integer / pow10[kappa]
		integer %= pow10[kappa]
		b.put(digit)
		if rest := integer<<shift + fraction; rest < delta {
			b.towards(margin, delta, rest, pow10[kappa]<<shift)
			b.point = b.n + point + kappa
			return
		}
	}
	for {
		fraction *= 10
		delta *= 10
		b.put(fraction >> shift)
		fraction &= one - 1
		kappa--
		if fraction >= delta {
			continue
		}
		if -kappa < len(pow10) {
			margin *= pow10[-kappa]
		} else {
			margin = 0
		}
		b.towards(margin, delta, fraction, one)
		b.point = b.n + point + kappa
		return
	}
}

// put appends a digit, without leading zeros.
func (b *digitBuffer) put(digit uint64) {
	if digit != 0 || b.n != 0 {
		b.digits[b.n] = '0' + byte(digit)
		b.n++
	}
}

// towards lowers the last digit while that brings the text, which is rest below the upper boundary, closer to the
// number, which is margin below it. unit is the weight of the last digit.
func (b *digitBuffer) towards(margin, delta, rest, unit uint64) {
	for rest < margin && delta-rest >= unit &&
		(rest+unit < margin || margin-rest > rest+unit-margin) {
		b.digits[b.n-1]--
		rest += unit
	}
}

// grisuPrecision sets b to at most count digits of f, rounded; fewer when 64 bits have no more to tell. f is finite
// and positive, count at least 1.
func (b *digitBuffer) grisuPrecision(f float64, count int) {
	v := newDiyFP(f).normal()
	ten, point := powerForBinary(v.exponent)
	v = v.mul(ten)
	shift := uint(-v.exponent)
	one := uint64(1) << shift
	integer, fraction := v.significand>>shift, v.significand&(one-1)
	failure := uint64(1) // of fraction, in its last place
	b.n = 0
	kappa := decimalLength(integer)
	for kappa > 0 {
		kappa--
		b.append(integer / pow10[kappa])
		integer %= pow10[kappa]
		if count--; count == 0 {
			kappa += b.round(integer<<shift+fraction, pow10[kappa]<<shift, failure)
			b.point = b.n + point + kappa
			return
		}
	}
	for ; count > 0 && fraction > failure; count-- {
		fraction *= 10
		failure *= 10
		b.append(fraction >> shift)
		fraction &= one - 1
		kappa--
	}
	kappa += b.round(fraction, one, failure)
	b.point = b.n + point + kappa
}

func (b *digitBuffer) append(digit uint64) {
	b.digits[b.n] = '0' + byte(digit)
	b.n++
}

// round rounds the last digit up when rest, which may be wrong by failure, is surely more than half of unit. It
// returns 1 when the carry made the number a digit longer, else 0.
func (b *digitBuffer) round(rest, unit, failure uint64) int {
	if failure >= unit || unit-failure <= failure {
		return 0
	}
	if unit-rest > rest && unit-2*rest >= 2*failure {
		return 0
	}
	if rest <= failure || unit-(rest-failure) > rest-failure {
		return 0
	}
	i := b.n - 1
	for ; i > 0 && b.digits[i] == '9'; i-- {
		b.digits[i] = '0'
	}
	if b.digits[i] != '9' {
		b.digits[i]++
		return 0
	}
	b.digits[0] = '1'
	return 1
}

// decimalLength returns the number of decimal digits of n < 1e10, 1 for 0.
func decimalLength(n uint64) int {
	// 1233/4096 approximates log10(2) well enough for 34 bits.
	guess := (bits.Len64(n|1) * 1233) >> 12
	if guess < len(pow10) && n >= pow10[guess] {
		return guess + 1
	}
	return max(guess, 1)
}
