// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"selvedge/internal/js/numfmt"
)

// FuzzNumber compares the texts of a number with strconv's and with each other, and everything that parses with what
// must hold for any text.
func FuzzNumber(f *testing.F) {
	for _, n := range []float64{0, -0.1, 0.5, 123456.789, 1e21, 1e-7, 5e-324, math.MaxFloat64, 1 << 63} {
		f.Add(math.Float64bits(n), "0x1F", uint8(2))
	}
	for _, s := range []string{"", " 1 ", "-1e400", "Infinity", "0b1", "1_0", strings.Repeat("9", 200) + ".5e-200"} {
		f.Add(math.Float64bits(1.5), s, uint8(36))
	}
	f.Fuzz(func(t *testing.T, b uint64, s string, n uint8) {
		checkNumber(t, math.Float64frombits(b), int(n))
		checkText(t, s, int32(n))
	})
}

func checkNumber(t *testing.T, f float64, n int) {
	t.Helper()
	text := numfmt.Format(f)
	if f == 0 {
		f = 0 // without its sign, which texts do not show
	}
	if got := numfmt.Parse(text); !near(got, f) {
		t.Errorf("Parse(Format(%g)) = %v", f, got)
	}
	if got, _ := strconv.ParseFloat(text, 64); !same(got, f) {
		t.Errorf("Format(%v) = %q, which is another number", f, text)
	}
	digits := n % 101
	if got, _ := strconv.ParseFloat(numfmt.ToExponential(f, max(17, digits)), 64); !near(got, f) {
		t.Errorf("ToExponential(%v, %d) = %v", f, max(17, digits), got)
	}
	if got, _ := strconv.ParseFloat(numfmt.ToPrecision(f, max(17, digits)), 64); !near(got, f) {
		t.Errorf("ToPrecision(%v, %d) = %v", f, max(17, digits), got)
	}
	if f == f && math.Abs(f) < 1e21 {
		got, _ := strconv.ParseFloat(numfmt.ToFixed(f, digits), 64)
		if limit := 0.5*math.Pow10(-digits) + 1e-15*math.Abs(f) + 1e-22; math.Abs(got-f) > limit {
			t.Errorf("ToFixed(%v, %d) = %v", f, digits, got)
		}
	}
	if len(numfmt.FormatRadix(f, 2+n%35)) > 2102 {
		t.Errorf("FormatRadix(%v, %d) is too long", f, 2+n%35)
	}
}

// near allows what the arithmetic of the reference is off by: one unit in the last place.
func near(a, b float64) bool {
	return same(a, b) || a == math.Nextafter(b, math.Inf(1)) || a == math.Nextafter(b, math.Inf(-1))
}

func checkText(t *testing.T, s string, radix int32) {
	t.Helper()
	if want, err := strconv.ParseFloat(s, 64); err == nil && plainDecimal(s) && !near(numfmt.Parse(s), want) {
		t.Errorf("Parse(%q) = %v, want %v", s, numfmt.Parse(s), want)
	}
	bare := s != "" && s[0] != '0' && strings.TrimSpace(s) == s
	if v := numfmt.Parse(s); v == v && bare && !same(v, numfmt.ParseFloat(s)) {
		t.Errorf("Parse(%q) = %v, ParseFloat %v", s, v, numfmt.ParseFloat(s))
	}
	i, err := strconv.ParseInt(s, 10, 54)
	if got := numfmt.ParseInt(s, 10); err == nil && got != float64(i) {
		t.Errorf("ParseInt(%q, 10) = %v, want %v", s, got, i)
	}
	if got := numfmt.ParseIntV1(s, 10); err == nil && got != float64(i) {
		t.Errorf("ParseIntV1(%q, 10) = %v, want %v", s, got, i)
	}
	if i, ok := numfmt.ArrayIndex(s); ok && strconv.FormatUint(uint64(i), 10) != s {
		t.Errorf("ArrayIndex(%q) = %d", s, i)
	}
	if f, ok := numfmt.CanonicalNumber(s); ok && numfmt.Format(f) != s && s != "-0" {
		t.Errorf("CanonicalNumber(%q) = %v", s, f)
	}
	numfmt.ParseV1(s)
	numfmt.ParseIntV1(s, radix)
	numfmt.ParseInt(s, radix)
}

// plainDecimal says whether s is of the form that all parsers read alike, within the 128 digits that count.
func plainDecimal(s string) bool {
	return s != "" && len(s) < 128 && strings.Trim(s, "0123456789.eE+-") == ""
}

// TestShortest measures how often a text is longer than the shortest; the literature says 0.1 to 0.2 percent.
func TestShortest(t *testing.T) {
	const runs = 20000
	random, longer := rand.New(rand.NewPCG(1, 2)), 0
	for range runs {
		f := math.Float64frombits(random.Uint64())
		if f != f || math.IsInf(f, 0) {
			continue
		}
		got, shortest := numfmt.ToExponential(f, -1), strconv.FormatFloat(f, 'e', -1, 64)
		if len(got) > len(shortest)+1 {
			longer++
		}
		checkNumber(t, f, 17)
	}
	if longer > runs/200 {
		t.Errorf("%d of %d texts are longer than necessary", longer, runs)
	}
}

// The fast path for integers must give what the digits algorithm gives.
func TestIntegers(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		n := random.Int64N(1<<53)>>random.IntN(53) + 1
		digits, _, _ := strings.Cut(numfmt.ToExponential(float64(n), -1), "e")
		digits = strings.Replace(digits, ".", "", 1)
		got := numfmt.Format(float64(n))
		if want := digits + strings.Repeat("0", max(0, len(got)-len(digits))); got != want {
			t.Errorf("Format(%d) = %s, want %s", n, got, want)
		}
	}
}

// TestPowers computes the table of powers.go again.
func TestPowers(t *testing.T) {
	for i, decimal := range numfmt.PowerExponents() {
		magnitude := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(decimal, -decimal))), nil)
		ten := new(big.Float).SetPrec(2000).SetInt(magnitude)
		if decimal < 0 {
			ten.Quo(new(big.Float).SetPrec(2000).SetInt64(1), ten)
		}
		rounded := new(big.Float).SetPrec(64).Set(ten)
		exponent := rounded.MantExp(nil) - 64
		significand, _ := new(big.Float).SetMantExp(rounded, -exponent).Uint64()
		if s, e := numfmt.Power(i); s != significand || e != exponent {
			t.Errorf("10^%d is %#x, %d, want %#x, %d", decimal, s, e, significand, exponent)
		}
	}
}
