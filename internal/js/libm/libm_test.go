// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package libm_test

import (
	"math"
	"testing"

	"selvedge/internal/js/libm"
)

// rounded has results computed with 400 digits and rounded once.
var rounded = []struct {
	name string
	f    func(float64) float64
	x    float64
	want float64
}{
	{"Exp", libm.Exp, 0x1.0000000000000p+0, 0x1.5bf0a8b145769p+1},
	{"Exp", libm.Exp, -0x1.0000000000000p+0, 0x1.78b56362cef38p-2},
	{"Exp", libm.Exp, 0x1.0000000000000p-1, 0x1.a61298e1e069cp+0},
	{"Exp", libm.Exp, 0x1.4f8b588e368f1p-17, 0x1.0000a7c5e340ep+0},
	{"Exp", libm.Exp, -0x1.6240000000000p+9, 0x0.e6cf6d08897acp-1022},
	{"Exp", libm.Exp, -0x1.7480000000000p+9, 0x0.0000000000001p-1022},
	{"Exp", libm.Exp, 0x1.62d999999999ap+9, 0x1.d75ae7a50ee14p+1023},
	{"Exp", libm.Exp, 0x1.3333333333333p-2, 0x1.599058c8c1a96p+0},
	{"Exp", libm.Exp, 0x1.4400000000000p+4, 0x1.290d76d1966a9p+29},
	{"Exp", libm.Exp, -0x1.7226666666666p+9, 0x0.000000000003fp-1022},
	{"Log", libm.Log, 0x1.0000000000000p+1, 0x1.62e42fefa39efp-1},
	{"Log", libm.Log, 0x1.fffffca501acbp-1, -0x1.ad7f2b1049b9fp-24},
	{"Log", libm.Log, 0x1.000001ad7f29bp+0, 0x1.ad7f2847b6492p-24},
	{"Log", libm.Log, 0x1.4000000000000p+3, 0x1.26bb1bbb55516p+1},
	{"Log", libm.Log, 0x0.012688b70e62bp-1022, -0x1.64e69394d9508p+9},
	{"Log", libm.Log, 0x1.7e43c8800759cp+996, 0x1.5963447f87fb5p+9},
	{"Log", libm.Log, 0x1.6666666666666p-1, -0x1.6d3c324e13f50p-2},
	{"Log", libm.Log, 0x1.4cccccccccccdp+0, 0x1.0ca937be1b9dcp-2},
	{"Log", libm.Log, 0x1.8000000000000p+1, 0x1.193ea7aad030bp+0},
	{"Log2", libm.Log2, 0x1.8000000000000p+1, 0x1.95c01a39fbd68p+0},
	{"Log2", libm.Log2, 0x1.f400000000000p+9, 0x1.3ee7b471b3a95p+3},
	{"Log2", libm.Log2, 0x1.999999999999ap-4, -0x1.a934f0979a371p+1},
	{"Log2", libm.Log2, 0x0.012688b70e62bp-1022, -0x1.01730dabca5f6p+10},
	{"Sin", libm.Sin, 0x1.0000000000000p+0, 0x1.aed548f090ceep-1},
	{"Cos", libm.Cos, 0x1.0000000000000p+0, 0x1.14a280fb5068cp-1},
	{"Tan", libm.Tan, 0x1.0000000000000p+0, 0x1.8eb245cbee3a6p+0},
	{"Sin", libm.Sin, -0x1.4000000000000p+1, -0x1.326af0dcfcab1p-1},
	{"Cos", libm.Cos, -0x1.4000000000000p+1, -0x1.9a2f7ef858b7dp-1},
	{"Tan", libm.Tan, -0x1.4000000000000p+1, 0x1.7e79b4e00bb15p-1},
	{"Sin", libm.Sin, 0x1.86a0000000000p+16, 0x1.24daa9c527e96p-5},
	{"Cos", libm.Cos, 0x1.86a0000000000p+16, -0x1.ffac3841b3da7p-1},
	{"Tan", libm.Tan, 0x1.86a0000000000p+16, -0x1.250a9d503313dp-5},
	{"Sin", libm.Sin, 0x1.0f0cf064dd592p+73, -0x1.b453ab76bf397p-1},
	{"Cos", libm.Cos, 0x1.0f0cf064dd592p+73, 0x1.0be2cef01c8f4p-1},
	{"Tan", libm.Tan, 0x1.0f0cf064dd592p+73, -0x1.a0f79c1b6b257p+0},
	{"Sin", libm.Sin, -0x1.7e43c8800759cp+996, 0x1.a2c16b010e385p-1},
	{"Cos", libm.Cos, -0x1.7e43c8800759cp+996, -0x1.2699022adc4c1p-1},
	{"Tan", libm.Tan, -0x1.7e43c8800759cp+996, -0x1.6be411f37ac77p+0},
	{"Sin", libm.Sin, 0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53},
	{"Cos", libm.Cos, 0x1.921fb54442d18p+1, -0x1.0000000000000p+0},
	{"Tan", libm.Tan, 0x1.921fb54442d18p+1, -0x1.1a62633145c07p-53},
	{"Sin", libm.Sin, 0x1.12e0be826d695p-30, 0x1.12e0be826d695p-30},
	{"Cos", libm.Cos, 0x1.12e0be826d695p-30, 0x1.0000000000000p+0},
	{"Tan", libm.Tan, 0x1.12e0be826d695p-30, 0x1.12e0be826d695p-30},
	{"Sin", libm.Sin, 0x1.6300000000000p+9, 0x1.f9bd0303f6fafp-15},
	{"Cos", libm.Cos, 0x1.6300000000000p+9, 0x1.fffffff063930p-1},
	{"Tan", libm.Tan, 0x1.6300000000000p+9, 0x1.f9bd03136287dp-15},
	{"Sin", libm.Sin, 0x1.6ac5b262ca1ffp+849, 0x1.0000000000000p+0},
	{"Cos", libm.Cos, 0x1.6ac5b262ca1ffp+849, -0x1.14ae72e6ba22fp-61},
	{"Tan", libm.Tan, 0x1.6ac5b262ca1ffp+849, -0x1.d9ba9a7975636p+60},
}

func TestRounded(t *testing.T) {
	for _, test := range rounded {
		if got := test.f(test.x); got != test.want {
			t.Errorf("%s(%v) = %x, want %x", test.name, test.x, got, test.want)
		}
	}
}

func TestPow(t *testing.T) {
	for _, test := range []struct{ x, y, want float64 }{
		{0x1.4000000000000p+3, -0x1.4000000000000p+2, 0x1.4f8b588e368f1p-17},
		{0x1.4000000000000p+3, 0x1.6000000000000p+4, 0x1.0f0cf064dd592p+73},
		{0x1.4000000000000p+3, 0x1.2c00000000000p+8, 0x1.7e43c8800759cp+996},
		{0x1.4000000000000p+3, -0x1.4000000000000p+8, 0x0.00000000007e8p-1022},
		{0x1.0000000000000p+1, 0x1.0000000000000p-1, 0x1.6a09e667f3bcdp+0},
		{0x1.199999999999ap+0, 0x1.9000000000000p+6, 0x1.aea4e6126bb95p+13},
		{0x1.3333333333333p-2, 0x1.e000000000000p+2, 0x1.f66c3ac3622b4p-14},
		{0x1.8000000000000p+1, 0x1.1000000000000p+5, 0x1.d9fe779881944p+53},
		{0x1.000001ad7f29bp+0, 0x1.7d78400000000p+26, 0x1.5829d1d3f9926p+14},
		{0x1.4000000000000p+2, -0x1.9000000000000p+8, 0x1.2bfcfc0f923dfp-929},
		{0x1.edd2f1a9fbe77p+6, -0x1.8000000000000p+1, 0x1.1d5218e6c760ep-21},
		{0x1.0000000000000p+1, -0x1.0c80000000000p+10, 0x0.0000000000001p-1022},
		{2, -1075, 0},
		{0x1.8000000000000p+0, 0x1.b540000000000p+10, 0x1.124335a45f790p+1023},
	} {
		if got := libm.Pow(test.x, test.y); got != test.want {
			t.Errorf("Pow(%v, %v) = %x, want %x", test.x, test.y, got, test.want)
		}
	}
}

// TestPowSpecial has the cases of ECMA-262 6.1.6.1.3.
func TestPowSpecial(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, test := range []struct{ x, y, want float64 }{
		{nan, 0, 1}, {1, nan, nan}, {1, inf, nan}, {-1, -inf, nan}, {2, inf, inf}, {0.5, inf, 0}, {2, -inf, 0},
		{0, -1, inf}, {math.Copysign(0, -1), -1, -inf}, {math.Copysign(0, -1), -2, inf}, {0, 3, 0},
		{-8, 1.0 / 3, nan}, {-2, 3, -8}, {-2, 2, 4}, {-10, 309, -inf}, {-10, -401, math.Copysign(0, -1)},
		{inf, -1, 0}, {-inf, 3, -inf}, {10, 1e300, inf}, {10, -1e300, 0}, {1 + 0x1p-52, 0x1p-60, 1}, {-3, 35, -50031545098999707},
	} {
		got := libm.Pow(test.x, test.y)
		same := got == test.want && math.Signbit(got) == math.Signbit(test.want)
		if !same && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("Pow(%v, %v) = %v, want %v", test.x, test.y, got, test.want)
		}
	}
}

func TestSpecial(t *testing.T) {
	nan, inf, zero := math.NaN(), math.Inf(1), math.Copysign(0, -1)
	for _, test := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"Exp", libm.Exp, inf, inf}, {"Exp", libm.Exp, -inf, 0}, {"Exp", libm.Exp, nan, nan}, {"Exp", libm.Exp, 710, inf},
		{"Log", libm.Log, 0, -inf}, {"Log", libm.Log, -1, nan}, {"Log", libm.Log, inf, inf}, {"Log", libm.Log, 1, 0},
		{"Log2", libm.Log2, 0x1p-1074, -1074}, {"Log2", libm.Log2, 8, 3}, {"Log10", libm.Log10, 1e15, 15},
		{"Log10", libm.Log10, 1e-7, -7}, {"Log10", libm.Log10, -1, nan}, {"Log10", libm.Log10, 0, -inf},
		{"Sin", libm.Sin, zero, zero}, {"Sin", libm.Sin, inf, nan}, {"Cos", libm.Cos, -inf, nan}, {"Cos", libm.Cos, 0, 1},
		{"Tan", libm.Tan, zero, zero}, {"Asin", libm.Asin, 1, math.Pi / 2}, {"Asin", libm.Asin, 1.1, nan},
		{"Asin", libm.Asin, zero, zero}, {"Acos", libm.Acos, 1, 0}, {"Acos", libm.Acos, -1, math.Pi},
		{"Acos", libm.Acos, 0, math.Pi / 2}, {"Acos", libm.Acos, nan, nan}, {"Atan", libm.Atan, inf, math.Pi / 2},
		{"Atan", libm.Atan, zero, zero}, {"Atan", libm.Atan, 1, math.Pi / 4}, {"Cbrt", libm.Cbrt, 27, 3},
		{"Cbrt", libm.Cbrt, -8, -2}, {"Cbrt", libm.Cbrt, zero, zero}, {"Cbrt", libm.Cbrt, 0x1p-1074, 0x1p-358},
		{"Sinh", libm.Sinh, inf, inf}, {"Sinh", libm.Sinh, -inf, -inf}, {"Sinh", libm.Sinh, zero, zero},
		{"Cosh", libm.Cosh, -inf, inf}, {"Cosh", libm.Cosh, 0, 1}, {"Cosh", libm.Cosh, nan, nan},
		{"Cosh", libm.Cosh, 710.4, 1.6663642832806496e308}, {"Tanh", libm.Tanh, inf, 1}, {"Tanh", libm.Tanh, zero, zero},
		{"Asinh", libm.Asinh, -inf, -inf}, {"Asinh", libm.Asinh, zero, zero}, {"Acosh", libm.Acosh, 0.9, nan},
		{"Acosh", libm.Acosh, 1, 0}, {"Atanh", libm.Atanh, 1, inf}, {"Atanh", libm.Atanh, -2, nan},
		{"Expm1", libm.Expm1, -inf, -1}, {"Log1p", libm.Log1p, -1, -inf},
	} {
		got := test.f(test.x)
		same := got == test.want && math.Signbit(got) == math.Signbit(test.want)
		if !same && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("%s(%v) = %v, want %v", test.name, test.x, got, test.want)
		}
	}
}

func TestTwoArguments(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, test := range []struct {
		name       string
		f          func(x, y float64) float64
		x, y, want float64
	}{
		{"Hypot", libm.Hypot, 3, 4, 5}, {"Hypot", libm.Hypot, nan, -inf, inf}, {"Hypot", libm.Hypot, nan, 1, nan},
		{"Hypot", libm.Hypot, 0, 0, 0}, {"Hypot", libm.Hypot, 1e300, 1e300, 1.4142135623730952e300},
		{"Hypot", libm.Hypot, 0x3p-1074, 0x4p-1074, 0x5p-1074}, {"Hypot", libm.Hypot, -7, 1e-200, 7},
		{"Atan2", libm.Atan2, 1, 1, math.Pi / 4}, {"Atan2", libm.Atan2, 0, -1, math.Pi}, {"Atan2", libm.Atan2, -1, 0, -math.Pi / 2},
		{"Atan2", libm.Atan2, 1e-300, -1, math.Pi}, {"Atan2", libm.Atan2, 1e300, 1e-300, math.Pi / 2},
		{"Atan2", libm.Atan2, 0x1p-1074, 4, 0}, {"Atan2", libm.Atan2, -inf, inf, -math.Pi / 4}, {"Atan2", libm.Atan2, nan, 1, nan},
	} {
		got := test.f(test.x, test.y)
		if got != test.want && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("%s(%v, %v) = %v, want %v", test.name, test.x, test.y, got, test.want)
		}
	}
}

// FuzzPow compares with package math, which is never far away.
func FuzzPow(f *testing.F) {
	f.Add(10.0, 22.0)
	f.Add(0.3, -700.5)
	f.Fuzz(func(t *testing.T, x, y float64) {
		got, want := libm.Pow(x, y), math.Pow(x, y)
		if math.Abs(x) == 1 && (math.IsInf(y, 0) || math.IsNaN(y)) {
			want = math.NaN()
		}
		if math.IsNaN(got) && math.IsNaN(want) || got == want {
			return
		}
		if !(math.Abs(got-want) <= 1e-9*math.Abs(want)+0x1p-1060) && !math.IsInf(got, 0) {
			t.Errorf("Pow(%v, %v) = %v, far from %v", x, y, got, want)
		}
	})
}

func BenchmarkPow(b *testing.B) {
	for b.Loop() {
		libm.Pow(1.5, 2.7)
	}
}

func BenchmarkPowInteger(b *testing.B) {
	for b.Loop() {
		libm.Pow(10, 3)
	}
}

func BenchmarkSin(b *testing.B) {
	for b.Loop() {
		libm.Sin(1.5)
	}
}
