// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package invariant_test

import (
	"testing"

	"selvedge/internal/invariant"
)

// TestCheck runs in both builds: go test, and go test -tags invariant.
func TestCheck(t *testing.T) {
	var want any
	if invariant.Enabled {
		want = "BUG: key is empty"
	}
	if got := recovered(func() { invariant.Check(false, "key is empty") }); got != want {
		t.Errorf("Check(false) panicked with %v, want %v", got, want)
	}
	if got := recovered(func() { invariant.Check(true, "key is empty") }); got != nil {
		t.Errorf("Check(true) panicked with %v", got)
	}
}

func recovered(f func()) (value any) {
	defer func() { value = recover() }()
	f()
	return nil
}

func TestCheckCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { invariant.Check(true, "never") }); n != 0 {
		t.Errorf("Check allocates %v times a call, want 0", n)
	}
}
