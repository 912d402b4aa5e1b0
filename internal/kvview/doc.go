// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package kvview holds what functions see of a key value store: a View is one version of its content.
//
// A View never changes. With returns the next version, which shares with the one before all that is the same, so that a
// change of a large store costs little and an invocation that still reads the old version is not disturbed. Readers need
// no lock and copy nothing.
//
// A View is safe for concurrent use. Start reading at kvview.go.
package kvview
