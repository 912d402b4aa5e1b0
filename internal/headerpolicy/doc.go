// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package headerpolicy does what a response headers policy says to the headers of an answer: it removes some, and adds
// those for cross-origin requests, for security, the custom ones and Server-Timing, in this order.
//
// Compile makes a Policy of the configuration, once; Policy.Apply works on the headers of one answer. A Policy is
// immutable and safe for concurrent use. The package knows no clock, no random numbers and no connections: what it needs
// of them is an argument.
//
// Source: AWS developer guide, "Understand response headers policies"; where that is silent, Fetch Standard, "CORS
// protocol".
//
// Start reading at policy.go; cors.go and timing.go are on their own.
package headerpolicy
