// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

//go:build !invariant

package invariant

// Enabled says whether the assertions are compiled in.
const Enabled = false

// Check does nothing in this build; with the build tag "invariant" it panics unless its argument is true.
func Check(bool, string) {}
