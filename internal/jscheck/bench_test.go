// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck_test

import (
	"testing"

	"selvedge"
	"selvedge/internal/jscheck"
)

// BenchmarkCheck checks a source with findings of all kinds.
func BenchmarkCheck(b *testing.B) {
	for _, f := range sources(b) {
		b.Run(f.Name, func(b *testing.B) {
			b.SetBytes(int64(len(f.Code)))
			b.ReportAllocs()
			for b.Loop() {
				jscheck.Check(f.Code, selvedge.Runtime2)
			}
		})
	}
}
