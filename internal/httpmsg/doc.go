// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package httpmsg holds the HTTP messages that the edge, the origin client and the function runtime pass to each
// other. They belong to no HTTP library, so that transports can change behind them.
//
// Header names are lower case, in the order of the wire. A message is owned by one goroutine at a time.
// The package parses and writes nothing; the transports do.
//
// Start reading at httpmsg.go; hop.go says which fields end at a hop, body.go holds bodies in memory.
package httpmsg
