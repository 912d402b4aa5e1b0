// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"

	"selvedge"
	"selvedge/internal/httpmsg"
)

// Event is what a function is called with. Request is set always, Response for viewer-response events.
type Event struct {
	Type                   selvedge.EventType
	DistributionDomainName string
	DistributionID         string
	RequestID              string
	ViewerIP               string
	Request                *httpmsg.Request
	Response               *httpmsg.Response
	Surroundings
}

// Checks says how much of the result is validated.
type Checks int

// The sets of checks. Source: event.md section 6.8.
const (
	// ChecksEdge is everything that production validates.
	ChecksEdge Checks = iota
	// ChecksTest is what TestFunction validates: the structure, but neither the header lists nor sizes.
	ChecksTest
)

// Result is what an invocation came to. Exactly one of Request, Response and Failure is set.
type Result struct {
	// Request is the request to go on with (viewer-request events). It is the event's request itself when the
	// function changed nothing; else a new one with the same Body.
	Request *httpmsg.Request
	// Response is the answer to the viewer: generated (viewer-request) or changed (viewer-response). Its Body is
	// what the function gave when BodyReplaced is true (nil when that is empty), and nil otherwise. Its
	// ContentLength fits, and a replaced body has no Content-Length line.
	Response     *httpmsg.Response
	BodyReplaced bool
	Failure      *Failure

	// Origin is what an origin helper has asked for; nil when none was called. It is set with Request only.
	Origin *OriginChange
	// LogData is what cf.logCustomData was called with last, URL-encoded and at most 800 bytes; nil when it was not.
	LogData *string
	// KeyValueReads counts the reads of the key value store.
	KeyValueReads StoreReads

	Logs               []string // one element a console.log call; at most 10 KB in all
	ComputeUtilization int      // percent of the allowed compute, 0 to 100
}

// FailureClass is the kind of a failed invocation; it decides status and X-Cache (event.md section 8).
type FailureClass int

// The failure classes.
const (
	ExecutionError  FailureClass = iota + 1 // exception, syntax error, no handler, limit: 503
	ValidationError                         // the returned value breaks a rule: 502
)

// Failure is why an invocation gave no usable result.
type Failure struct {
	Class FailureClass
	// Sentence is AWS's text for viewers; it holds nothing from the function.
	Sentence string
	// Detail is for the author of the function: the JavaScript error, or the rule that was broken and where.
	Detail string
	// Position is where in the code it happened; nil when that is not known, and at the edge.
	Position     *selvedge.CodePosition
	line, column int // what Position is made of

	// Err is for operators. It is set when the runtime itself went wrong, and nil otherwise.
	Err error
}

// Invoker runs a compiled function. *Program is the implementation.
type Invoker interface {
	// Invoke runs handler on ev in a fresh state. It never panics and always ends: within the time limit, or
	// soon after ctx is done.
	Invoke(ctx context.Context, ev *Event, checks Checks) Result
}
