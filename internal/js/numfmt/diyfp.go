// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import (
	"math"
	"math/bits"
)

// diyFP is significand * 2^exponent, the "do it yourself floating point" of the Grisu paper.
type diyFP struct {
	significand uint64
	exponent    int
}

const (
	hiddenBit = 1 << 52
	// minExponent is the exponent of the last bit of a subnormal number, maxExponent the first one that is infinite.
	minExponent = -1074
	maxExponent = 972
)

func newDiyFP(f float64) diyFP {
	b := math.Float64bits(f)
	significand, exponent := b&(hiddenBit-1), int(b>>52&0x7ff)
	if exponent == 0 {
		return diyFP{significand, minExponent}
	}
	return diyFP{significand | hiddenBit, exponent + minExponent - 1}
}

// float64 cuts excess bits off instead of rounding, which is what the reference does.
func (d diyFP) float64() float64 {
	if excess := bits.Len64(d.significand) - 53; excess > 0 {
		d.significand >>= excess
		d.exponent += excess
	}
	if d.exponent >= maxExponent {
		return math.Inf(1)
	}
	if d.exponent < minExponent {
		return 0
	}
	for d.exponent > minExponent && d.significand&hiddenBit == 0 {
		d.significand <<= 1
		d.exponent--
	}
	biased := uint64(d.exponent - minExponent + 1)
	if d.significand&hiddenBit == 0 {
		biased = 0
	}
	return math.Float64frombits(d.significand&(hiddenBit-1) | biased<<52)
}

// normal returns d with its top bit set. The significand must not be zero.
func (d diyFP) normal() diyFP {
	n := bits.LeadingZeros64(d.significand)
	return diyFP{d.significand << n, d.exponent - n}
}

// mul returns the product rounded to 64 bits.
func (d diyFP) mul(e diyFP) diyFP {
	high, low := bits.Mul64(d.significand, e.significand)
	return diyFP{high + low>>63, d.exponent + e.exponent + 64}
}

// powerForBinary returns a power of ten that brings a normal number with the binary exponent into the range where
// its integer part fits 32 bits, and the decimal exponent that takes it back.
func powerForBinary(exponent int) (diyFP, int) {
	const log2 = 0.30102999566398114 // log10(2); the last digits are those of the reference
	k := int(math.Ceil(float64(-61-exponent)*log2)) - firstPower - 1
	i := k>>3 + 1
	return diyFP{powers[i].significand, int(powers[i].exponent)}, -(firstPower + i*powerStep)
}
