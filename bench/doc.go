// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package bench measures Selvedge: from outside, on the built binary, and its JavaScript engine beside goja and njs. It
// has its own module, so that what it compares with never becomes a dependency of the product. Figures and how they
// were taken are in RESULTS.md.
//
// Start reading at process_test.go for the binary and at engine_test.go for the engine; peers/ compares the edge with
// nginx.
package bench
