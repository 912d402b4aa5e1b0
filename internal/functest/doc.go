// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package functest runs cases: functions on events, and what must come of that. It is what `selvedge test PATH` does.
//
// A Loader finds the files of cases and reads them; the format is that of docs/howto/test-functions.md, others are added
// as a Format (internal/functest/cfft has one). A Case has all it needs in memory, or the Problem that keeps it from being
// run, so that one broken case does not hide the others. A Runner runs cases one after another, by cff.RunTest, with the
// functions of a case chained as the edge chains them, and compares. What it returns is written by package report.
//
// The same cases give the same results in every run, but for durations, unless a function looks at a clock or a random
// number that the case does not fix.
//
// Files are bounded in size and number. Paths may lead anywhere: they are those of the user. Cases, loaders and runners
// belong to one goroutine.
//
// Start reading at case.go, then run.go.
package functest
