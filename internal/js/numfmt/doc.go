// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package numfmt converts between numbers and text exactly as the njs engine does: 2.0 is njs 0.7.12, 1.0 is
// njs 0.4.3, which differ in parsing only.
//
// It exists beside strconv because the results differ. njs prints with Grisu2 (Loitsch, "Printing Floating-Point
// Numbers Quickly and Accurately with Integers", 2010) and parses with 64 bit arithmetic, both without a big number
// behind them: 0.1 + 0.2 is 0.30000000000000007, digits after about the 19th are zeros, and a few long literals read
// as the neighbour of the nearest double. Functions compare and hash such texts, so that "better" would be wrong.
// What Format writes is nearer to its number than to any other.
//
// Append functions allocate nothing beyond dst. The longest results are 25 bytes (Append), 123 bytes (fixed,
// exponential, precision) and 2,102 bytes (radix 2). Range errors of radix and digits are the caller's; each function
// names its range. Functions ending in V1 are the 1.0 variant of the one without.
//
// The package keeps no state; every function is safe for concurrent use. Start reading at format.go and parse.go.
package numfmt
