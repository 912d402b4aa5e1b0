// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package snapshot turns the configuration that an edge receives into what serves requests: functions compiled,
// path patterns compiled, every cache behaviour linked to its origin and to its functions.
//
// A Builder applies updates one after the other and publishes a Snapshot after each; readers load the current one
// without a lock and keep it for the life of a request. An update costs what it changes: other functions are not
// compiled again, other distributions stay the same values. A changed function relinks the distributions that use
// it and keeps their origins and patterns.
//
// Invariants: a Snapshot and everything reachable from it is immutable; Apply has returned when Current returns
// the applied state; a behaviour whose function is not there fails closed (it answers 503, it does not skip the
// function).
//
// The package does no I/O, watches nothing and knows neither the store nor the origin client: the compiler of
// functions and the maker of origins are given to it.
//
// Start reading at builder.go, then distribution.go; pattern.go is on its own.
package snapshot
