// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package console is the browser console of Selvedge: pages rendered on the server from html/template, with htmx and
// small ES modules for what moves. Everything that it needs is embedded in the binary.
//
// A Console works on the same services as the API and has no state of its own but sessions, the last hour of the counters
// and what it has shown: all bounded, in memory, and not missed for long. Whoever mounts it serves it under Path, behind a
// guard against cross-origin posts.
//
// The files: console.go routes, page.go renders and reports errors, session.go signs in, assets.go serves what is in
// static/, seen.go remembers what conflicts are about and fields.go compares it; then one file for each page.
//
// Invariants: no page has inline script or style, and the content security policy forbids both; every body is bounded;
// every change names the version that the user saw, and a conflict shows what changed meanwhile.
//
// Start reading at console.go.
package console
