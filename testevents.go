// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"encoding/json"
	"regexp"
)

// MaxTestEvents is how many test events are kept with a function, as in the console of CloudFront. Source: console.md
// section 3.2.
const MaxTestEvents = 10

// TestEvent is an event object that is kept with a function under a name, to test it with.
type TestEvent struct {
	Name  string
	Event []byte // JSON
}

// TestEventService keeps test events. AWS's API has no such thing: its console keeps them. They go with their function
// when it is deleted. Implementations are safe for concurrent use.
type TestEventService interface {
	// TestEvents returns the events of a function in order of name.
	TestEvents(ctx context.Context, function string) ([]TestEvent, error)
	// PutTestEvent stores an event, in place of one with that name.
	PutTestEvent(ctx context.Context, function string, event TestEvent) error
	// DeleteTestEvent removes an event; NoSuchResource when there is none with that name.
	DeleteTestEvent(ctx context.Context, function, name string) error
}

var testEventName = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9 ._-]{0,63}$`)

// Validate checks name, size and form. Whether the JSON is an event shows when a function is tested with it.
func (e *TestEvent) Validate() error {
	if !testEventName.MatchString(e.Name) {
		return Errorf(CodeInvalidArgument,
			"The name %q of the test event is not 1 to 64 letters, digits, blanks, dots, hyphens and underscores that begin with a letter or digit.", e.Name)
	}
	if len(e.Event) > MaxEventObject {
		return Errorf(CodeInvalidArgument, "The test event has %d bytes; the maximum is %d.", len(e.Event), MaxEventObject)
	}
	if !json.Valid(e.Event) {
		return Errorf(CodeInvalidArgument, "The test event is not JSON.")
	}
	return nil
}
