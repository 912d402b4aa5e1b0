// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

// PowerExponents returns the decimal exponents of the table of powers.
func PowerExponents() []int {
	exponents := make([]int, len(powers))
	for i := range exponents {
		exponents[i] = firstPower + i*powerStep
	}
	return exponents
}

// Power returns a row of the table of powers.
func Power(i int) (significand uint64, exponent int) {
	return powers[i].significand, int(powers[i].exponent)
}
