// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package cfapi is the CloudFront control-plane API: REST-XML, version 2020-05-31.
//
// One table (ops.go) lists the operations; each has its own op_*.go file. The dispatcher (dispatch.go) does once
// what all have in common: request id, body limit, signature, routing, decoding, encoding, errors (errors.go).
// An operation gets a decoded call, uses a service of the root package and returns a reply; it sees neither
// http.Request nor http.ResponseWriter.
//
// An API is immutable after New and safe for concurrent use. Rules about functions and distributions are not
// here: the services own them, so that every adapter obeys them.
//
// Start reading at ops.go, then dispatch.go.
package cfapi
