// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax_test

import (
	"os"
	"strings"
	"testing"

	"selvedge/internal/js/syntax"
)

// BenchmarkParse parses a function of the largest size that can be stored.
func BenchmarkParse(b *testing.B) {
	source := largestFunction(b)
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := syntax.Parse(source, syntax.V2, syntax.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// largestFunction repeats the body of a sample up to 10 KiB.
func largestFunction(tb testing.TB) string {
	tb.Helper()
	sample, err := os.ReadFile("testdata/sample.js")
	if err != nil {
		tb.Fatal(err)
	}
	const limit = 10 * 1024
	text := string(sample)
	return strings.Repeat(text, limit/len(text))
}
