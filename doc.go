// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package selvedge is the domain of Selvedge, a self-hosted implementation of the system that AWS documents as
// CloudFront Functions: functions with a DEVELOPMENT and a LIVE stage, the distributions whose cache behaviours
// use them, the rules that hold between them, and the service interfaces through which every adapter (the API,
// the edge, the command line) reaches them.
//
// Invariants: nothing here does I/O; values returned by a service belong to the caller, who does not modify
// what several goroutines share. An ETag is a function of a version counter (etag.go). Every error meant for a
// caller is an *Error (errors.go).
//
// Start reading at function.go, then distribution.go.
package selvedge
