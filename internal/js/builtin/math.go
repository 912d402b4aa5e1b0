// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"
	"math/bits"

	"selvedge/internal/js/libm"
	"selvedge/internal/js/vm"
)

var mathTemplates = []vm.Template{{
	ID:     vm.MathObject,
	Path:   "Math",
	Global: "Math",
	Rows: []vm.Row{
		toStringTag("Math"),
		protoProperty(vm.V1),
		vm.Constant("prototype", vm.Undefined, vm.V2), // njs has it
		vm.Constant("E", vm.Number(math.E)),
		vm.Constant("LN10", vm.Number(math.Ln10)),
		vm.Constant("LN2", vm.Number(math.Ln2)),
		vm.Constant("LOG10E", vm.Number(math.Log10E)),
		vm.Constant("LOG2E", vm.Number(math.Log2E)),
		vm.Constant("PI", vm.Number(math.Pi)),
		vm.Constant("SQRT1_2", vm.Number(1/math.Sqrt2)),
		vm.Constant("SQRT2", vm.Number(math.Sqrt2)),
		mathFunction("abs", math.Abs),
		mathFunction("acos", libm.Acos),
		mathFunction("acosh", libm.Acosh),
		mathFunction("asin", libm.Asin),
		mathFunction("asinh", libm.Asinh),
		mathFunction("atan", libm.Atan),
		vm.Method("atan2", 2, mathAtan2),
		mathFunction("atanh", libm.Atanh),
		mathFunction("cbrt", libm.Cbrt),
		mathFunction("ceil", math.Ceil),
		mathFunction("clz32", func(x float64) float64 { return float64(bits.LeadingZeros32(vm.ToUint32(x))) }),
		mathFunction("cos", libm.Cos),
		mathFunction("cosh", libm.Cosh),
		mathFunction("exp", libm.Exp),
		mathFunction("expm1", libm.Expm1),
		mathFunction("floor", math.Floor),
		mathFunction("fround", func(x float64) float64 { return float64(float32(x)) }),
		vm.Method("hypot", 2, mathHypot),
		vm.Method("imul", 2, mathImul),
		mathFunction("log", libm.Log),
		mathFunction("log10", libm.Log10),
		mathFunction("log1p", libm.Log1p),
		mathFunction("log2", libm.Log2),
		vm.Method("max", 2, mathMax),
		vm.Method("min", 2, mathMin),
		vm.Method("pow", 2, mathPow),
		vm.Method("random", 0, mathRandom),
		mathFunction("round", roundHalfUp),
		mathFunction("sign", sign),
		mathFunction("sin", libm.Sin),
		mathFunction("sinh", libm.Sinh),
		mathFunction("sqrt", math.Sqrt),
		mathFunction("tan", libm.Tan),
		mathFunction("tanh", libm.Tanh),
		mathFunction("trunc", math.Trunc),
	},
}}

// mathFunction is a row for a function of one number. ECMA-262 21.3.2.
func mathFunction(name string, f func(float64) float64) vm.Row {
	return vm.Method(name, 1, func(c *vm.Call) (vm.Value, error) {
		x, err := c.ToNumber(c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		return vm.Number(f(x)), nil
	})
}

// mathNumbers converts the first two arguments.
func mathNumbers(c *vm.Call) (x, y float64, err error) {
	if x, err = c.ToNumber(c.Arg(0)); err != nil {
		return 0, 0, err
	}
	y, err = c.ToNumber(c.Arg(1))
	return x, y, err
}

// mathAtan2 is Math.atan2(y, x). ECMA-262 21.3.2.8.
func mathAtan2(c *vm.Call) (vm.Value, error) {
	y, x, err := mathNumbers(c)
	return vm.Number(libm.Atan2(y, x)), err
}

// mathPow is Math.pow(base, exponent). ECMA-262 21.3.2.26.
func mathPow(c *vm.Call) (vm.Value, error) {
	x, y, err := mathNumbers(c)
	return vm.Number(libm.Pow(x, y)), err
}

// mathImul is Math.imul(x, y). ECMA-262 21.3.2.19.
func mathImul(c *vm.Call) (vm.Value, error) {
	x, y, err := mathNumbers(c)
	return vm.Int(int(int32(vm.ToUint32(x) * vm.ToUint32(y)))), err
}

// mathHypot is Math.hypot(...values). As in njs, pairs are taken from the left, and what follows an infinite result
// is not converted. ECMA-262 21.3.2.18.
func mathHypot(c *vm.Call) (vm.Value, error) {
	sum := 0.0
	for i, v := range c.Args() {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		x, err := c.ToNumber(v)
		if err != nil {
			return vm.Undefined, err
		}
		if i == 0 {
			sum = math.Abs(x)
		} else if sum = libm.Hypot(sum, x); math.IsInf(sum, 0) {
			break
		}
	}
	return vm.Number(sum), nil
}

// mathMax is Math.max(...values). As in njs, what follows a NaN is not converted. ECMA-262 21.3.2.24.
func mathMax(c *vm.Call) (vm.Value, error) { return extreme(c, math.Inf(-1), math.Max) }

// mathMin is Math.min(...values), see mathMax. ECMA-262 21.3.2.25.
func mathMin(c *vm.Call) (vm.Value, error) { return extreme(c, math.Inf(1), math.Min) }

func extreme(c *vm.Call, result float64, choose func(x, y float64) float64) (vm.Value, error) {
	for _, v := range c.Args() {
		if err := c.Charge(1); err != nil {
			return vm.Undefined, err
		}
		x, err := c.ToNumber(v)
		if err != nil {
			return vm.Undefined, err
		}
		if math.IsNaN(x) {
			return vm.NaN, nil
		}
		result = choose(result, x)
	}
	return vm.Number(result), nil
}

// mathRandom is Math.random(). ECMA-262 21.3.2.27.
func mathRandom(c *vm.Call) (vm.Value, error) { return vm.Number(c.Random()), nil }

// roundHalfUp rounds to the nearest integer, halves upwards. ECMA-262 21.3.2.28.
func roundHalfUp(x float64) float64 {
	f := math.Floor(x)
	if x-f >= 0.5 {
		f++
	}
	return math.Copysign(f, x)
}

// sign returns the sign of a number: -1, 1, or a zero or NaN as it is. ECMA-262 21.3.2.29.
func sign(x float64) float64 {
	if x == 0 || math.IsNaN(x) {
		return x
	}
	return math.Copysign(1, x)
}
