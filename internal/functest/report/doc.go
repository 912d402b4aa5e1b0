// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package report writes the outcome of functest runs: Text for people, TAP, JUnit and JSON for programs, and LCOV for the
// lines that have run. Only JUnit has durations, so that everything else is the same in every run.
//
// What functions and cases say is not trusted: control characters are escaped, in XML those that XML cannot hold too.
//
// Start reading at text.go.
package report
