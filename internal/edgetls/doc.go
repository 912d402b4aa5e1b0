// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package edgetls chooses the certificate that the edge shows to a viewer.
//
// A Source asks, in this order: certificate files (Files), which are read again when they change; an ACME authority
// (ACME), for names that are aliases of stored distributions; and a certification authority of its own (CA), which is
// made in the data folder on first start and signs certificates on demand, for names that the edge serves, localhost
// and connections that name no host. Whoever trusts that authority, see 'selvedge ca', can use every distribution
// over TLS without further ado.
//
// Invariants: keys have mode 0600 and never leave the process; no certificate is made for a name that nobody
// serves; the number of certificates in memory is bounded; a file that cannot be read leaves the last good
// certificate in use.
//
// Everything is safe for concurrent use. Start reading at source.go.
package edgetls
