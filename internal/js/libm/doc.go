// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package libm has the elementary functions that scripts see: Math.exp, Math.pow, the operator ** and so on.
//
// It exists beside math because results must be the same on every machine and should be those of the C library that
// njs is linked with. Package math has assembly and fused operations that differ between processors, and is off by
// up to 50 units in the last place, 10**n included. Here exp, log, log2, log10, pow, sin, cos, tan, asin, acos,
// atan, atan2, cbrt and hypot are computed with twice the precision and rounded once, so that they are correctly
// rounded, unless the exact result lies within 10^-28 of a tie. glibc does the same within 0.55 units, which makes
// the results equal in all but about one case in a hundred. The other functions follow the formulas of fdlibm, as
// glibc does.
//
// Start reading at double.go. The package keeps no state; every function is safe for concurrent use.
package libm
