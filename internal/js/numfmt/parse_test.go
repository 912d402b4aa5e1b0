// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt_test

import (
	"math"
	"strings"
	"testing"

	"selvedge/internal/js/numfmt"
)

// same compares as Object.is does.
func same(a, b float64) bool {
	return a == b && math.Signbit(a) == math.Signbit(b) || a != a && b != b
}

// Source of the tables: outputs of njs 0.4.3 (v1) and 0.7.12 (v2).

func TestParse(t *testing.T) {
	nan, inf, zero := math.NaN(), math.Inf(1), math.Copysign(0, -1)
	tests := []struct {
		s      string
		v1, v2 float64
	}{
		{"", 0, 0},
		{" \t\n", 0, 0},
		{"\u00a0\ufeff\u2003", 0, 0},
		{"12", 12, 12},
		{" 12 ", 12, 12},
		{"12\t", 12, 12},
		{"12\n", nan, 12},
		{"\u30001", 1, 1},
		{"1\u00a0", nan, nan}, // ECMA-262: 1
		{"-0", zero, zero},
		{"+5", 5, 5},
		{"+-5", nan, nan},
		{"-", nan, nan},
		{".", nan, nan},
		{"5.", 5, 5},
		{".5", 0.5, 0.5},
		{"-.5e1", -5, -5},
		{"1e", nan, nan},
		{"1e+", nan, nan},
		{"1e-", nan, nan},
		{"1E3", 1000, 1000},
		{"1e1000", inf, inf},
		{"1e-1000", 0, 0},
		{"1e99999999999999999999", inf, inf},
		{"1e-99999999999999999999", 0, 0},
		{"1_0", nan, nan},
		{"12px", nan, nan},
		{"Infinity", inf, inf},
		{"-Infinity ", -inf, -inf},
		{"infinity", nan, nan},
		{"Infinit", nan, nan},
		{"0x1F", 31, 31},
		{"0XfF", 255, 255},
		{"-0x10", -16, nan}, // ECMA-262: NaN
		{"0x", nan, nan},
		{"0x ", 0, 0}, // ECMA-262: NaN
		{"0xg", nan, nan},
		{"0b11", nan, 3},
		{"0o17", nan, 15},
		{"0b2", nan, nan},
		{"0o8", nan, nan},
		{"0x1ffffffffffffffff", math.MaxUint64, 0x1p65}, // 64 bits
		{"\x00", nan, nan},
		{"\xff1", nan, nan},
		{"123456789012345678901234567890", 123456789012345678901234567890, 123456789012345678901234567890},
		{strings.Repeat("0", 127) + "12", 10, 10}, // 128 digits count, leading zeros too
		{"0." + strings.Repeat("0", 200) + "1e201", 0, 0},
		{"1" + strings.Repeat("0", 400) + "e-400", 1, 1},
		{"4.9406564584124654e-324", 5e-324, 5e-324},
		{"2.4e-324", 0, 0},
		{"1.7976931348623159e308", inf, inf},
		{"9007199254740993", 9007199254740992, 9007199254740992},
		{"9007199254740992.99999999999999999", 9007199254740992, 9007199254740992},
	}
	for _, tt := range tests {
		if got := numfmt.ParseV1(tt.s); !same(got, tt.v1) {
			t.Errorf("ParseV1(%q) = %v, want %v", tt.s, got, tt.v1)
		}
		if got := numfmt.Parse(tt.s); !same(got, tt.v2) {
			t.Errorf("Parse(%q) = %v, want %v", tt.s, got, tt.v2)
		}
	}
}

func TestParseFloat(t *testing.T) {
	tests := []struct {
		s    string
		want float64
	}{
		{"", math.NaN()},
		{"  3.14abc", 3.14},
		{"\u00a01.5x", 1.5},
		{"-.5", -0.5},
		{"+", math.NaN()},
		{"-Infinityx", math.Inf(-1)},
		{"1e5e5", 1e5},
		{"1e+x", 1},
		{"0x10", 0},
		{"-0", math.Copysign(0, -1)},
		{"1_000", 1},
		{"abc", math.NaN()},
	}
	for _, tt := range tests {
		if got := numfmt.ParseFloat(tt.s); !same(got, tt.want) {
			t.Errorf("ParseFloat(%q) = %v, want %v", tt.s, got, tt.want)
		}
	}
}

func TestParseInt(t *testing.T) {
	nan := math.NaN()
	tests := []struct {
		s      string
		radix  int32
		v1, v2 float64
	}{
		{"", 0, nan, nan},
		{"-", 0, nan, nan},
		{" 42abc", 0, 42, 42},
		{"\t42", 0, nan, 42},
		{"\u00a042", 0, nan, 42},
		{"-42.9", 0, -42, -42},
		{"-0", 0, math.Copysign(0, -1), math.Copysign(0, -1)},
		{"+7", 0, 7, 7},
		{"0x1f", 0, 31, 31},
		{"-0X1f", 16, -31, -31},
		{"0x1f", 10, 0, 0},
		{"0x", 0, nan, nan},
		{"0x", 36, 33, 33},
		{"0b1", 0, 0, 0},
		{"010", 0, 10, 10},
		{"z", 36, 35, 35},
		{"Z", 35, nan, nan},
		{"12", 2, 1, 1},
		{"2", 2, nan, nan},
		{"1", 1, nan, nan},
		{"1", 37, nan, nan},
		{"1", -1, nan, nan},
		{"ffffffffffffffff", 16, nan, 0x1p64},
		{"1ffffffffffffffff", 16, nan, 0x1p65},
		{"10000000000000001", 16, 1, 0x1p64}, // 64 bits
		{"9007199254740993", 10, 9007199254740992, 9007199254740992},
	}
	for _, tt := range tests {
		if got := numfmt.ParseIntV1(tt.s, tt.radix); !same(got, tt.v1) {
			t.Errorf("ParseIntV1(%q, %d) = %v, want %v", tt.s, tt.radix, got, tt.v1)
		}
		if got := numfmt.ParseInt(tt.s, tt.radix); !same(got, tt.v2) {
			t.Errorf("ParseInt(%q, %d) = %v, want %v", tt.s, tt.radix, got, tt.v2)
		}
	}
}

func TestArrayIndex(t *testing.T) {
	tests := []struct {
		s    string
		want uint32
		ok   bool
	}{
		{"0", 0, true},
		{"7", 7, true},
		{"4294967294", 4294967294, true},
		{"4294967295", 0, false},
		{"9999999999", 0, false},
		{"42949672940", 0, false},
		{"", 0, false},
		{"00", 0, false},
		{"01", 0, false},
		{"-1", 0, false},
		{"+1", 0, false},
		{"1.0", 0, false},
		{"1e3", 0, false},
		{" 1", 0, false},
		{"١", 0, false},
	}
	for _, tt := range tests {
		got, ok := numfmt.ArrayIndex(tt.s)
		if got != tt.want || ok != tt.ok {
			t.Errorf("ArrayIndex(%q) = %d, %v, want %d, %v", tt.s, got, ok, tt.want, tt.ok)
		}
	}
}

// ECMA-262 7.1.21, without NaN (njs 0.7.12).
func TestCanonicalNumber(t *testing.T) {
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 1.5, 1e21, -1e-7, math.Inf(1), math.Inf(-1)} {
		s := numfmt.Format(f)
		if f == 0 && math.Signbit(f) {
			s = "-0"
		}
		if got, ok := numfmt.CanonicalNumber(s); !ok || !same(got, f) {
			t.Errorf("CanonicalNumber(%q) = %v, %v, want %v", s, got, ok, f)
		}
	}
	for _, s := range []string{"", "NaN", "00", "1.0", "1e3", "+1", "0x1", " 1", "-", "Infinit", "length", "1px"} {
		if got, ok := numfmt.CanonicalNumber(s); ok {
			t.Errorf("CanonicalNumber(%q) = %v, want none", s, got)
		}
	}
}
