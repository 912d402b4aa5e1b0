// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"encoding/json"

	"selvedge"
)

// TestEvent is a test event on the wire.
type TestEvent struct {
	Name  string
	Event json.RawMessage
}

// TestEventList is the answer of ListTestEvents, in order of name.
type TestEventList struct{ Items []TestEvent }

func (a *API) listTestEvents(c *call) (any, error) {
	events, err := a.TestEvents.TestEvents(c.ctx, c.labels["Function"])
	if err != nil {
		return nil, err
	}
	list := TestEventList{Items: make([]TestEvent, len(events))}
	for i, e := range events {
		list.Items[i] = TestEvent{e.Name, e.Event}
	}
	return list, nil
}

// putTestEvent stores the body, which is the event object, under the name in the path.
func (a *API) putTestEvent(c *call) (any, error) {
	event := selvedge.TestEvent{Name: c.labels["Name"], Event: c.body}
	return nil, a.TestEvents.PutTestEvent(c.ctx, c.labels["Function"], event)
}

func (a *API) deleteTestEvent(c *call) (any, error) {
	return nil, a.TestEvents.DeleteTestEvent(c.ctx, c.labels["Function"], c.labels["Name"])
}
