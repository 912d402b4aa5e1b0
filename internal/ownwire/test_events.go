// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownwire

import "encoding/json"

// TestEvent is an event that is kept with a function.
type TestEvent struct {
	Name  string
	Event json.RawMessage
}

// TestEventList is the answer of ListTestEvents, in order of name.
type TestEventList struct{ Items []TestEvent }
