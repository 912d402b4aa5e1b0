// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package origin sends requests to the origins of distributions over HTTP/1.1, plain or TLS.
//
// A Client holds the connections; Client.Origin compiles the settings of one origin; Origin.Fetch sends one request.
// Bodies stream in both directions. Origins with the same timeouts and TLS settings share a pool, so that ten
// thousand distributions cost one; within a pool, connections are kept per host and port.
//
// Invariants: what comes from an origin is never trusted: headers and waits are bounded, redirects are not followed,
// nothing is decompressed, no proxy is taken from the environment. A cut-off body ends in an error, never in EOF.
// Every failure is an *Error whose Kind says what the viewer has to know.
//
// Everything here is safe for concurrent use. The package knows nothing of distributions, caching, failover or of
// the headers that the edge adds (Via, X-Forwarded-For, X-Amz-Cf-Id): callers add them.
//
// Start reading at origin.go.
package origin
