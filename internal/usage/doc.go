// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package usage keeps what functions do at an edge: the counters that AWS calls metrics, and which functions are
// throttled.
//
// A Registry holds one Usage for each function and distribution that belong together; whoever links the two keeps the
// pointer, so that a request counts with a few atomic additions and no look-up. What throttles a function is shared by
// all its distributions and outlives changes of its code. A pair that is no longer linked is forgotten, counters
// included; so there are never more than links in the configuration.
//
// Everything here is safe for concurrent use. The package reads no clock: times are passed in.
//
// Start reading at registry.go; throttle.go is on its own.
package usage
