// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

// ReadHead makes the parsing of a request head testable without a connection.
func (x *Exchange) ReadHead(target, raw []byte) error { return x.readHead(target, raw) }

// WaitBackground waits for the fetches that no viewer waits for.
func (e *Edge) WaitBackground() { e.background.Wait() }
