// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt_test

import (
	"math"
	"testing"

	"selvedge/internal/js/numfmt"
)

// Source of the tables here: outputs of njs 0.4.3 and 0.7.12, which agree; njs 0.7.12 src/test/njs_unit_test.c.

func TestFormat(t *testing.T) {
	tests := []struct {
		f    float64
		want string
	}{
		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{math.NaN(), "NaN"},
		{math.Inf(1), "Infinity"},
		{math.Inf(-1), "-Infinity"},
		{-1, "-1"},
		{0.1, "0.1"},
		{math.Nextafter(0.8, 0), "0.7999999999999999"},
		{-0.000001, "-0.000001"},
		{0.0000001, "1e-7"},
		{123456.789, "123456.789"},
		{1e20, "100000000000000000000"},
		{1e21, "1e+21"},
		{-1.5e300, "-1.5e+300"},
		{1 << 53, "9007199254740992"},
		{-(1<<53 - 1), "-9007199254740991"},
		{math.MaxFloat64, "1.7976931348623157e+308"},
		{math.SmallestNonzeroFloat64, "5e-324"},
		{2.2250738585072014e-308, "2.2250738585072014e-308"},
		{1 << 63, "9223372036854776000"},
		{1 << 62, "4611686018427388000"},
		{math.MaxUint64, "18446744073709552000"},
	}
	for _, tt := range tests {
		if got := numfmt.Format(tt.f); got != tt.want {
			t.Errorf("Format(%g) = %q, want %q", tt.f, got, tt.want)
		}
	}
}

func TestFormatRadix(t *testing.T) {
	tests := []struct {
		f     float64
		radix int
		want  string
	}{
		{255, 16, "ff"},
		{-255, 2, "-11111111"},
		{0, 2, "0"},
		{math.NaN(), 2, "NaN"},
		{math.Inf(-1), 36, "-Infinity"},
		{0.5, 10, "0.5"},
		{0.5, 2, "0.1"},
		{0.1, 3, "0.0022002200220022002200220022002201"},
		{35.5, 36, "z.i"},
		{123.456, 36, "3f.gez4w97ry"},
		{math.Nextafter(1, 0), 3, "0.222222222222222222222222222222222"},
		{1 << 53, 36, "2gosa7pa2gw"},
		{1e21, 36, "5v1j4f4ds7c000"},
		{1e21, 7, "5135235413265003022600000"},
	}
	for _, tt := range tests {
		if got := numfmt.FormatRadix(tt.f, tt.radix); got != tt.want {
			t.Errorf("FormatRadix(%g, %d) = %q, want %q", tt.f, tt.radix, got, tt.want)
		}
	}
	if got := len(numfmt.FormatRadix(-math.MaxFloat64, 2)); got != 1025 {
		t.Errorf("FormatRadix(-MaxFloat64, 2) has %d characters, want 1025", got)
	}
	if got := len(numfmt.FormatRadix(-math.SmallestNonzeroFloat64, 2)); got != 1077 {
		t.Errorf("FormatRadix(-SmallestNonzeroFloat64, 2) has %d characters, want 1077", got)
	}
}

func TestDigits(t *testing.T) {
	fixed, exponential, precision := numfmt.ToFixed, numfmt.ToExponential, numfmt.ToPrecision
	tests := []struct {
		name   string
		call   func(float64, int) string
		f      float64
		digits int
		want   string
	}{
		{"fixed half", fixed, 0.5, 0, "1"},
		{"fixed half of even", fixed, 2.5, 0, "3"},
		{"fixed half negative", fixed, -2.5, 0, "-3"},
		{"fixed half with carry", fixed, 9.5, 0, "10"},
		{"fixed carry over the point", fixed, -99.96875, 4, "-99.9688"},
		{"fixed carry over all", fixed, 9.96875, 1, "10.0"},
		{"fixed not quite half", fixed, 1.005, 2, "1.00"},
		{"fixed zero", fixed, 0, 2, "0.00"},
		{"fixed minus zero", fixed, math.Copysign(0, -1), 2, "0.00"},
		{"fixed sign of what is rounded away", fixed, -1e-9, 2, "-0.00"},
		{"fixed large", fixed, 1e21, 2, "1e+21"},
		{"fixed below large", fixed, 123456789012345680000, 1, "123456789012345683968.0"},
		{"fixed NaN", fixed, math.NaN(), 2, "NaN"},
		{"fixed infinite", fixed, math.Inf(-1), 2, "-Infinity"},
		{"fixed small", fixed, 1e-22, 24, "0.000000000000000000000100"},
		{"fixed too small", fixed, 1e-23, 24, "0.000000000000000000000000"},
		{"fixed many", fixed, 0.1, 60, "0.100000000000000005551115123125782702118158340454101562500000"},
		{"exponential shortest", exponential, 123456, -1, "1.23456e+5"},
		{"exponential none", exponential, -123456, 0, "-1e+5"},
		{"exponential rounded", exponential, 123456, 3, "1.235e+5"},
		{"exponential filled", exponential, 1.5e-7, 4, "1.5000e-7"},
		{"exponential zero", exponential, 0, 2, "0.00e+0"},
		{"exponential zero shortest", exponential, 0, -1, "0e+0"},
		{"exponential NaN", exponential, math.NaN(), 2, "NaN"},
		{"exponential carry", exponential, 9.99, 1, "1.0e+1"},
		{"precision rounded", precision, 123.456, 4, "123.5"},
		{"precision carry", precision, 99.99, 3, "100"},
		{"precision integer", precision, 123, 3, "123"},
		{"precision filled", precision, 123, 5, "123.00"},
		{"precision exponent", precision, 123456, 2, "1.2e+5"},
		{"precision one", precision, 0.00001, 1, "0.00001"},
		{"precision small", precision, 0.0000001, 2, "1.0e-7"},
		{"precision zero", precision, 0, 3, "0.00"},
		{"precision negative", precision, -1.25, 2, "-1.2"}, // ECMA-262: -1.3
		{"precision infinite", precision, math.Inf(1), 3, "Infinity"},
		// 64 bits have no more digits; ECMA-262 would give 0.100000000000000005551115123126.
		{"precision many", precision, 0.1, 30, "0.100000000000000005550000000000"},
		{"precision of an integer", precision, 445219, 40, "445218.9999999999999900000000000000000000"},
		{"precision large", precision, 1e21, 25, "1000000000000000000000.000"},
	}
	for _, tt := range tests {
		if got := tt.call(tt.f, tt.digits); got != tt.want {
			t.Errorf("%s: (%g, %d) = %q, want %q", tt.name, tt.f, tt.digits, got, tt.want)
		}
	}
}

func TestAllocs(t *testing.T) {
	buf := make([]byte, 0, 128)
	appends := map[string]func(float64) []byte{
		"Append":            func(f float64) []byte { return numfmt.Append(buf, f) },
		"AppendFixed":       func(f float64) []byte { return numfmt.AppendFixed(buf, f, 20) },
		"AppendExponential": func(f float64) []byte { return numfmt.AppendExponential(buf, f, -1) },
		"AppendPrecision":   func(f float64) []byte { return numfmt.AppendPrecision(buf, f, 100) },
	}
	for name, call := range appends {
		n := testing.AllocsPerRun(10, func() {
			for _, f := range []float64{-1, 1.5, 0.1 + 0.2, 5e-324, math.MaxFloat64, math.NaN()} {
				call(f)
			}
		})
		if n != 0 {
			t.Errorf("%s allocates %v times, want 0", name, n)
		}
	}
	if n := testing.AllocsPerRun(10, func() {
		_ = numfmt.Parse(" 123.456e7 ")
		_, _ = numfmt.ArrayIndex("12")
	}); n != 0 {
		t.Errorf("Parse and ArrayIndex allocate %v times, want 0", n)
	}
}

func BenchmarkFormat(b *testing.B) {
	for name, f := range map[string]float64{"integer": 12345, "fraction": 0.1 + 0.2, "exponent": 1.7976931348623157e+308} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var buf [32]byte
			for b.Loop() {
				numfmt.Append(buf[:0], f)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for name, s := range map[string]string{"integer": "12345", "fraction": "0.30000000000000004", "hex": "0xff"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				numfmt.Parse(s)
			}
		})
	}
}
