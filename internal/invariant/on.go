// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

//go:build invariant

package invariant

// Enabled says whether the assertions are compiled in.
const Enabled = true

// Check panics with "BUG: " and msg unless ok.
func Check(ok bool, msg string) {
	if !ok {
		panic("BUG: " + msg)
	}
}
