// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package httpcache is a shared HTTP cache (RFC 9111) with the rules of CloudFront: what requests share an object
// (key.go), what may be stored and for how long (freshness.go), what viewers get of it (conditional.go, ranges.go), and
// where it is kept. It knows neither the edge nor origins.
//
// A Policy is compiled from a cache policy or ForwardedValues; it makes keys. An Object is a stored response. A Store
// keeps objects in a tier in memory, whose library decides what is worth keeping, and in a tier on disk, which survives
// restarts. Flights are fetches under way that several requests share; a Fill is a body on its way to all of them and
// into the store. Decisions are pure functions that take the time; only Store has a clock.
//
// Invariants: an object is found complete or not at all (bodyfile.go has the form of files). Neither tier is ever larger
// than it may be. What was stored last under a key is what is found. What was asked for before an invalidation is not
// found after it. A key is compared as a whole, never by its hash alone.
//
// Objects are immutable and shared; a Store, its Flights and a Fill are safe for concurrent use; a Member and its reader
// belong to one request. Goroutines: one writes files, one makes the index after the start, both end with Close.
//
// Not done: storing parts (206), combining them, and answers to HEAD and POST.
//
// Start reading at store.go, then DESIGN.md for why.
package httpcache
