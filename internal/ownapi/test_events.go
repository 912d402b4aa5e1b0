// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"selvedge"
	"selvedge/internal/ownwire"
)

func (a *API) listTestEvents(c *call) (any, error) {
	events, err := a.TestEvents.TestEvents(c.ctx, c.labels["Function"])
	if err != nil {
		return nil, err
	}
	list := ownwire.TestEventList{Items: make([]ownwire.TestEvent, len(events))}
	for i, e := range events {
		list.Items[i] = ownwire.TestEvent{Name: e.Name, Event: e.Event}
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
