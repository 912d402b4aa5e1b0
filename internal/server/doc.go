// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package server wires Selvedge together: the store, the control-plane API and the edge in one process. It is the
// only package that knows all the others.
//
// New checks the configuration and opens nothing. Run takes the lock on the data folder, opens the store and the
// listeners, calls ready once the edge serves the stored configuration, and blocks until its context is done and
// everything that it started has stopped.
//
// Start reading at server.go.
package server
