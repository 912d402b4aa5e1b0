// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package edge answers viewers: it takes a request, finds distribution and cache behaviour, runs the viewer-request
// function, answers from the cache or asks the origin, runs the viewer-response function and sends the answer.
//
// A transport turns what it read into an Exchange and hands it to Edge.Handle, which runs the steps, one file each
// (step_*.go), in the order of pipeline.go. The steps know no transport, the transports no step. The transports are
// http1.go (on fasthttp) and stream.go (HTTP/2 on net/http, HTTP/3 on quic-go); tunnel.go passes WebSocket and gRPC on.
// Every answer of the edge's own is an error page (errorpage.go).
//
// Invariants: one Exchange belongs to one goroutine at a time, from acquire to finish, and works on one snapshot of
// the configuration, so that an update never shows half-way. Bodies are streamed, never held. A body that the origin
// cut off ends with the connection, so that it cannot pass for complete. A panic is recovered once per request.
// Everything that Run starts has stopped when it returns.
//
// Requests are read strictly: what two readers could take in two ways is refused (testdata/http1), and every wait for a
// viewer is bounded.
//
// Not done here, and by design in steps of their own: signed URLs (behaviours that ask for them answer 403),
// geographic restrictions, compression.
//
// What functions did is counted in the Usage that their snapshot carries; whether they may run is asked there, too.
//
// Start reading at pipeline.go, then exchange.go; run.go, newconn.go, secure.go and viewerconn.go hold the life of
// connections.
package edge
