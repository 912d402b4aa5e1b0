// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package numfmt

import "math"

const (
	// maxRead is the number of digits, leading zeros included, that count; the reference drops later ones.
	maxRead = 128
	// maxReadExponent keeps exponent arithmetic in int64, whatever was written.
	maxReadExponent = (math.MaxInt32 - 9) / 10

	// Numbers from 10^maxDecimal are infinite, numbers below 10^minDecimal zero.
	maxDecimal = 309
	minDecimal = -324
	// uint64Digits is how many decimal digits always fit a uint64.
	uint64Digits = 19
)

// decimalPrefix reads an unsigned decimal literal at the start of s: digits, a point and digits, an exponent. It
// returns the value and the number of bytes read; 0 bytes when there is no digit.
func decimalPrefix(s string) (value float64, size int) {
	var buf [maxRead]byte
	n, i := 0, 0
	exponent := int64(0)
	for ; i < len(s) && isDigit(s[i]); i++ {
		if n < maxRead {
			buf[n] = s[i]
			n++
		} else {
			exponent++
		}
	}
	if i < len(s) && s[i] == '.' {
		for i++; i < len(s) && isDigit(s[i]); i++ {
			if n < maxRead {
				buf[n] = s[i]
				n++
				exponent--
			}
		}
	}
	if n == 0 {
		return math.NaN(), 0
	}
	written, size := exponentSuffix(s[i:])
	return decimal(buf[:n], exponent+written), i + size
}

// exponentSuffix reads e, E with a sign and digits at the start of s; 0 bytes when there is none.
func exponentSuffix(s string) (exponent int64, size int) {
	if len(s) < 2 || s[0]|0x20 != 'e' {
		return 0, 0
	}
	i := 1
	minus := s[1] == '-'
	if (minus || s[1] == '+') && len(s) > 2 {
		i++
	}
	if !isDigit(s[i]) {
		return 0, 0
	}
	for ; i < len(s) && isDigit(s[i]); i++ {
		if exponent < maxReadExponent {
			exponent = exponent*10 + int64(s[i]-'0')
		}
	}
	if minus {
		return -exponent, i
	}
	return exponent, i
}

// decimal returns digits * 10^exponent.
func decimal(digits []byte, exponent int64) float64 {
	start, end := 0, len(digits)
	for start < end && digits[start] == '0' {
		start++
	}
	if start == end {
		return 0
	}
	for digits[end-1] == '0' {
		end--
		exponent++
	}
	digits = digits[start:end]
	length := int64(len(digits))
	if exponent >= maxDecimal-length+1 {
		return math.Inf(1)
	}
	if exponent <= minDecimal-length {
		return 0
	}
	return scaled(digits, int(exponent))
}

// errorUnit is what the error of scaled is counted in: eighths of the last bit.
const errorUnit = 8

// scaled returns digits * 10^exponent in 64 bit arithmetic, which is the nearest double or, where the error reaches
// over the half way point, the one below.
func scaled(digits []byte, exponent int) float64 {
	significand, read := readUint64(digits)
	failure := uint64(0)
	if read < len(digits) {
		if digits[read] >= '5' {
			significand++
		}
		failure = errorUnit / 2
	}
	exponent += len(digits) - read
	value := diyFP{significand, 0}.normal()
	failure <<= uint(-value.exponent)
	if exponent < firstPower {
		return 0
	}
	i := (exponent - firstPower) / powerStep
	if adjust := (exponent - firstPower) % powerStep; adjust != 0 {
		value = value.mul(diyFP{pow10[adjust], 0}.normal())
		if uint64Digits-len(digits) < adjust {
			failure += errorUnit / 2
		}
	}
	value = value.mul(diyFP{powers[i].significand, int(powers[i].exponent)})
	if failure != 0 {
		failure++
	}
	failure += errorUnit
	before := value.exponent
	value = value.normal()
	failure <<= uint(before - value.exponent)
	return roundBits(value, failure)
}

// roundBits rounds value to the bits that a double of its magnitude has; up only when it is surely above half way.
func roundBits(value diyFP, failure uint64) float64 {
	size := min(max(64+value.exponent-minExponent, 0), 53)
	drop := 64 - size
	if shift := drop + 3 - 64 + 1; shift > 0 {
		// Only the smallest subnormal numbers: make room for the factor errorUnit.
		value = diyFP{value.significand >> shift, value.exponent + shift}
		failure = failure>>shift + 1 + errorUnit
		drop -= shift
	}
	rest := value.significand & (1<<drop - 1) * errorUnit
	half := uint64(1) << (drop - 1) * errorUnit
	value = diyFP{value.significand >> drop, value.exponent + drop}
	if rest >= half+failure {
		value.significand++
	}
	return value.float64()
}

// readUint64 reads as many digits as surely fit.
func readUint64(digits []byte) (value uint64, read int) {
	for read < len(digits) && value <= math.MaxUint64/10-1 {
		value = value*10 + uint64(digits[read]-'0')
		read++
	}
	return value, read
}

func isDigit(c byte) bool { return c-'0' <= 9 }
