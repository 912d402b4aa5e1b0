// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Exponential functions and logarithms.

package libm

import "math"

// inverseFactorials has 1/n!.
var inverseFactorials = func() (table [28]double) {
	table[0] = single(1)
	for n := 1; n < len(table); n++ {
		table[n] = table[n-1].div(single(float64(n)))
	}
	return table
}()

// Beyond these exponents exp is infinite, or 0.
const (
	maxExponent = 710
	minExponent = -746
)

// expReduced returns e^x / 2^k for a k that it chooses; |x| is at most 750.
func expReduced(x double) (m double, k int) {
	n := math.RoundToEven(x.hi / math.Ln2)
	r := x.add(ln2.mulFloat(n).neg())
	const halvings = 6
	r.hi, r.lo = r.hi/(1<<halvings), r.lo/(1<<halvings)
	const terms = 11
	sum := inverseFactorials[terms]
	for i := terms - 1; i > 0; i-- {
		sum = sum.mul(r).add(inverseFactorials[i])
	}
	sum = sum.mul(r) // e^r - 1, of which less is lost by squaring than of e^r
	for range halvings {
		sum = sum.mul(sum).add(sum).add(sum)
	}
	return sum.addFloat(1), int(n)
}

// Exp returns e^x.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > maxExponent:
		return math.Inf(1)
	case x < minExponent:
		return 0
	}
	m, k := expReduced(single(x))
	return m.ldexp(k)
}

// Expm1 returns e^x - 1.
func Expm1(x float64) float64 { return math.Expm1(x) }

// logOf returns the natural logarithm of x > 0, x finite.
func logOf(x float64) double {
	m, exponent := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		exponent--
	}
	return ln2.mulFloat(float64(exponent)).add(logNearOne(m))
}

// logNearOne returns the logarithm of m, which is between 0.7 and 1.5.
func logNearOne(m float64) double {
	if math.Abs(m-1) > 0.02 {
		guess := math.Log(m)
		e, k := expReduced(single(-guess)) // k is 0 or 1 or -1
		f := math.Ldexp(1, k)
		t := double{e.hi * f, e.lo * f}.mulFloat(m).addFloat(-1)
		square := t.mul(t)
		return t.add(double{square.hi / -2, square.lo / -2}).addFloat(guess)
	}
	s := single(m - 1).div(twoSum(m, 1)) // log m = 2 artanh s
	square := s.mul(s)
	const terms = 9
	sum := double{}
	for i := terms; i >= 0; i-- {
		sum = sum.mul(square).add(single(1).div(single(float64(2*i + 1))))
	}
	return sum.mul(s).mulFloat(2)
}

// logarithm returns a function of log x, which is exact for powers of two.
func logarithm(x float64, result func(log double) double) float64 {
	switch {
	case math.IsNaN(x) || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	return result(logOf(x)).round()
}

// Log returns the natural logarithm.
func Log(x float64) float64 { return logarithm(x, func(log double) double { return log }) }

// Log10 returns the decimal logarithm.
func Log10(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return Log(x)
	}
	const (
		log10Of2High = 0x1.34413509f6p-2 // the product with an exponent is exact
		log10Of2Low  = 0x1.9fef311f12b36p-42
	)
	m, exponent := math.Frexp(x) // fdlibm has m in 1..2, and in 0.5..1 of numbers below one
	if exponent > 0 {
		m *= 2
		exponent--
	}
	n := float64(exponent)
	return float64(float64(n*log10Of2Low)+float64(math.Log10E*Log(m))) + float64(n*log10Of2High)
}

// Log2 returns the binary logarithm.
func Log2(x float64) float64 { return logarithm(x, func(log double) double { return log.div(ln2) }) }

// Log1p returns log(1 + x).
func Log1p(x float64) float64 { return math.Log1p(x) }

// maxExact is the largest integer below which all are floats.
const maxExact = 1 << 53

// Pow returns x^y as the operator ** has it: where |x| is 1 and y infinite it is NaN, unlike in C.
// ECMA-262 6.1.6.1.3.
func Pow(x, y float64) float64 {
	switch {
	case y == 0:
		return 1
	case math.IsNaN(x) || math.IsNaN(y) || math.Abs(x) == 1 && math.IsInf(y, 0):
		return math.NaN()
	case x == 0 || math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Pow(x, y) // exact
	case x < 0 && y != math.Trunc(y):
		return math.NaN()
	}
	if p, ok := smallPower(x, y); ok {
		return p
	}
	sign := 1.0
	if x < 0 && math.Mod(y, 2) != 0 {
		sign = -1
	}
	log := logOf(math.Abs(x))
	switch estimate := log.hi * y; {
	case estimate > maxExponent:
		return sign * math.Inf(1)
	case estimate < minExponent:
		return sign * 0
	case math.Abs(estimate) < 0x1p-60:
		return sign
	}
	m, k := expReduced(log.mulFloat(y))
	return sign * m.ldexp(k)
}

// smallPower multiplies where everything is exact.
func smallPower(x, y float64) (p float64, ok bool) {
	if x != math.Trunc(x) || y != math.Trunc(y) || y < 0 || y > 64 {
		return 0, false
	}
	p = 1
	for range int(y) {
		if p *= x; math.Abs(p) > maxExact {
			return 0, false
		}
	}
	return p, true
}

// Cosh returns the hyperbolic cosine.
func Cosh(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 0.5*math.Ln2:
		t := Expm1(x)
		w := 1 + t
		return 1 + float64(t*t)/(w+w)
	case x < 22:
		t := Exp(x)
		return float64(0.5*t) + 0.5/t
	}
	return halfExp(x)
}

// Sinh returns the hyperbolic sine.
func Sinh(x float64) float64 {
	half := math.Copysign(0.5, x)
	a := math.Abs(x)
	switch {
	case a < 0x1p-28 || math.IsNaN(x):
		return x
	case a < 1:
		t := Expm1(a)
		return half * (float64(2*t) - float64(t*t)/(t+1))
	case a < 22:
		t := Expm1(a)
		return half * (t + t/(t+1))
	}
	return 2 * half * halfExp(a)
}

// halfExp returns e^x / 2 also where e^x would be infinite.
func halfExp(x float64) float64 {
	if x > maxExponent+1 || math.IsNaN(x) {
		return math.Abs(x) * math.Inf(1)
	}
	m, k := expReduced(single(x))
	return m.ldexp(k - 1)
}

// Tanh returns the hyperbolic tangent.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	var z float64
	switch {
	case a < 0x1p-55 || math.IsNaN(x):
		return x
	case a < 1:
		t := Expm1(-2 * a)
		z = -t / (t + 2)
	case a < 22:
		z = 1 - 2/(Expm1(2*a)+2)
	default:
		z = 1
	}
	return math.Copysign(z, x)
}

// Asinh returns the inverse hyperbolic sine.
func Asinh(x float64) float64 {
	a := math.Abs(x)
	var z float64
	switch {
	case a < 0x1p-28 || math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case a > 0x1p28:
		z = Log(a) + math.Ln2
	case a > 2:
		z = Log(float64(2*a) + 1/(math.Sqrt(float64(a*a)+1)+a))
	default:
		square := float64(a * a)
		z = Log1p(a + square/(1+math.Sqrt(1+square)))
	}
	return math.Copysign(z, x)
}

// Acosh returns the inverse hyperbolic cosine.
func Acosh(x float64) float64 {
	switch {
	case !(x >= 1):
		return math.NaN()
	case x > 0x1p28:
		return Log(x) + math.Ln2
	case x > 2:
		return Log(float64(2*x) - 1/(x+math.Sqrt(float64(x*x)-1)))
	}
	t := x - 1
	return Log1p(t + math.Sqrt(float64(2*t)+float64(t*t)))
}

// Atanh returns the inverse hyperbolic tangent.
func Atanh(x float64) float64 { return math.Atanh(x) }

// Cbrt returns the cube root.
func Cbrt(x float64) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	m, exponent := math.Frexp(x)
	for exponent%3 != 0 {
		m /= 2
		exponent++
	}
	guess := math.Cbrt(m)
	cube := twoProduct(guess, guess).mulFloat(guess)
	step := single(m).add(cube.neg()).div(twoProduct(guess, guess).mulFloat(3))
	return math.Ldexp(step.addFloat(guess).round(), exponent/3)
}

// Hypot returns the square root of x² + y². It is infinite when either is, even beside NaN.
func Hypot(x, y float64) float64 {
	switch {
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Inf(1)
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	}
	x, y = math.Abs(x), math.Abs(y)
	if x < y {
		x, y = y, x
	}
	if y < x*0x1p-60 || x == 0 {
		return x
	}
	_, exponent := math.Frexp(x)
	x, y = math.Ldexp(x, -exponent), math.Ldexp(y, -exponent)
	return twoProduct(x, x).add(twoProduct(y, y)).sqrt().ldexp(exponent)
}
