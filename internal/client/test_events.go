// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"net/http"
	"net/url"

	"selvedge/internal/ownwire"
)

// TestEvents returns the events that are kept with a function, in order of name.
func (c *Client) TestEvents(ctx context.Context, function string) ([]ownwire.TestEvent, error) {
	list, err := own[ownwire.TestEventList](ctx, c, Request{Method: http.MethodGet, Path: testEventsPath(function)})
	if err != nil {
		return nil, err
	}
	return list.Items, nil
}

// PutTestEvent keeps an event with a function, in place of one with that name.
func (c *Client) PutTestEvent(ctx context.Context, function string, event ownwire.TestEvent) error {
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

func testEventsPath(function string) string {
	return "/selvedge/v1/functions/" + url.PathEscape(function) + "/test-events"
}
