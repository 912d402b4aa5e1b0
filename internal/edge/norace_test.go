// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

//go:build !race

package edge_test

// raceEnabled says that the race detector is on, which makes pools forget and so allocations uncertain.
const raceEnabled = false
