// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

//go:build !race

package e2e_test

const raceDetector = false
