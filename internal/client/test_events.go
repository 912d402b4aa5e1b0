// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// TestEvent is an event that is kept with a function.
type TestEvent struct {
	Name  string
	Event json.RawMessage
}

// TestEvents returns the events that are kept with a function, in order of name.
func (c *Client) TestEvents(ctx context.Context, function string) ([]TestEvent, error) {
	var list struct{ Items []TestEvent }
	_, err := c.Do(ctx, Request{Service: ownService, Method: http.MethodGet, Path: testEventsPath(function)}, &list)
	return list.Items, err
}

// PutTestEvent keeps an event with a function, in place of one with that name.
func (c *Client) PutTestEvent(ctx context.Context, function string, event TestEvent) error {
	_, err := c.Do(ctx, Request{
		Service: ownService, Method: http.MethodPut, Path: testEventsPath(function) + "/" + url.PathEscape(event.Name), Body: event.Event,
	}, nil)
	return err
}

// DeleteTestEvent removes an event.
func (c *Client) DeleteTestEvent(ctx context.Context, function, name string) error {
	_, err := c.Do(ctx, Request{
		Service: ownService, Method: http.MethodDelete, Path: testEventsPath(function) + "/" + url.PathEscape(name),
	}, nil)
	return err
}

// ownService is the service that requests to Selvedge's own API are signed for.
const ownService = "selvedge"

func testEventsPath(function string) string {
	return "/selvedge/v1/functions/" + url.PathEscape(function) + "/test-events"
}
