// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package libm

import (
	"math"
	"math/big"
)

// double is a number with about 106 bits: the sum of hi and lo, where lo is at most half a unit in the last place of
// hi. T. J. Dekker, "A floating-point technique for extending the available precision", 1971.
//
// Products are written with explicit conversions where the compiler could fuse them with a sum: fusing would make
// results differ between processors.
type double struct{ hi, lo float64 }

func single(f float64) double { return double{hi: f} }

// quickSum returns a + b; |a| >= |b|.
func quickSum(a, b float64) double {
	s := a + b
	return double{s, b - (s - a)}
}

// twoSum returns a + b exactly.
func twoSum(a, b float64) double {
	s := a + b
	t := s - a
	return double{s, (a - (s - t)) + (b - t)}
}

// twoProduct returns a * b exactly, unless that underflows.
func twoProduct(a, b float64) double {
	p := float64(a * b)
	return double{p, math.FMA(a, b, -p)}
}

func (x double) add(y double) double {
	s, t := twoSum(x.hi, y.hi), twoSum(x.lo, y.lo)
	s = quickSum(s.hi, s.lo+t.hi)
	return quickSum(s.hi, s.lo+t.lo)
}

func (x double) addFloat(f float64) double {
	s := twoSum(x.hi, f)
	return quickSum(s.hi, s.lo+x.lo)
}

func (x double) neg() double { return double{-x.hi, -x.lo} }

func (x double) mul(y double) double {
	p := twoProduct(x.hi, y.hi)
	return quickSum(p.hi, p.lo+float64(x.hi*y.lo)+float64(x.lo*y.hi))
}

func (x double) mulFloat(f float64) double {
	p := twoProduct(x.hi, f)
	return quickSum(p.hi, p.lo+float64(x.lo*f))
}

func (x double) div(y double) double {
	q := x.hi / y.hi
	r := x.add(y.mulFloat(q).neg())
	q2 := r.hi / y.hi
	r = r.add(y.mulFloat(q2).neg())
	return quickSum(q, q2).addFloat(r.hi / y.hi)
}

func (x double) sqrt() double {
	if x.hi <= 0 {
		return double{}
	}
	s := math.Sqrt(x.hi)
	r := x.add(twoProduct(s, s).neg())
	return quickSum(s, r.hi/(2*s))
}

// tie is how close to the middle between two floats a result counts as being there. Of the functions here pow, hypot
// and cbrt have such results.
const tie = 0x1p-82

// round returns the nearest float. A result in the middle goes to the even neighbour, although lo is not exact.
func (x double) round() float64 {
	if x.lo == 0 || math.IsInf(x.hi, 0) || math.IsNaN(x.lo) {
		return x.hi
	}
	next := math.Nextafter(x.hi, math.Copysign(math.Inf(1), x.lo))
	half := (next - x.hi) / 2
	if math.Abs(x.lo-half) <= math.Abs(x.hi)*tie && math.Float64bits(x.hi)&1 != 0 {
		return next
	}
	return x.hi
}

// ldexp returns x * 2^n, rounded once also where the result is subnormal.
func (x double) ldexp(n int) float64 {
	const smallestNormal = -1022
	if _, exponent := math.Frexp(x.hi); exponent-1+n >= smallestNormal {
		return math.Ldexp(x.round(), n)
	}
	sum := new(big.Float).SetPrec(128).SetFloat64(x.hi)
	sum.Add(sum, big.NewFloat(x.lo))
	f, _ := sum.SetMantExp(sum, n).Float64()
	return f
}

// Constants, each the nearest double of the mathematical one.
var (
	ln2    = double{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}
	halfPi = double{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54}
)
