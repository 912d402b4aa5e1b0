// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package invariant holds assertions about our own code, which cost nothing unless the build tag "invariant" is
// set. They are for what only a bug of ours can break, never for input.
//
// Check is enough where the condition is cheap. Where computing it is not, guard it with the constant:
//
//	if invariant.Enabled {
//		invariant.Check(tree.sorted(), "tree is not sorted")
//	}
//
// It imports nothing and keeps no state; every function is safe for concurrent use.
package invariant
