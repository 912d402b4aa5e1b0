// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package origin sends requests to the origins of distributions over HTTP/1.1, plain or TLS.
//
// A Client holds the connections; Client.Origin compiles the settings of one origin, Origin.Derive what a function has
// made of them for one request; Fetch sends one request. A Group fails over from one origin to another. Bodies stream in
// both directions. Origins with the same timeouts and TLS settings share a pool, so that ten thousand distributions cost
// one; within a pool, connections are kept by scheme, host and port. Derived origins have pools of their own, of which
// the least used is given up when there are too many.
//
// Invariants: what comes from an origin is never trusted: headers and waits are bounded, redirects are not followed,
// nothing is decompressed, no proxy is taken from the environment. A cut-off body ends in an error, never in EOF.
// Unless Config.AllowPrivate is set, nothing at an address that is not reached globally is connected to (guard.go).
// Every failure is an *Error whose Kind says what the viewer has to know.
//
// Everything here is safe for concurrent use. The package knows nothing of distributions, caching or of the
// headers that the edge adds (Via, X-Forwarded-For, X-Amz-Cf-Id): callers add them.
//
// S3 origins may all be at one endpoint (bucket.go), and requests to them may be signed (sign.go).
//
// Start reading at origin.go; group.go, certificate.go, guard.go and sign.go are on their own.
package origin
