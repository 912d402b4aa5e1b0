// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package proxyproto reads the header with which a load balancer says whose connection it passes on: the PROXY protocol,
// versions 1 and 2, as HAProxy describes it (proxy-protocol.txt).
//
// Read takes exactly the header from a connection and not a byte more, so that what follows is the viewer's. It is
// strict: a header that is not of one of the two forms is an error, and whoever trusts the sender closes the connection.
// Headers are bounded: 107 bytes of version 1, 16 bytes and 1,024 of version 2, of which extensions are skipped.
//
// Who may send such a header is not decided here. Start reading at proxyproto.go.
package proxyproto
