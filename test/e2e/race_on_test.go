// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

//go:build race

package e2e_test

// raceDetector says whether the tests, and so the processes that they run, are built with the race detector.
const raceDetector = true
