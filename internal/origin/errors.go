// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"context"
	"errors"
	"net"
)

// Kind says why a fetch failed.
type Kind int

// The kinds of failure.
const (
	Unreachable Kind = iota + 1 // no connection: name not found, refused, TLS handshake failed
	TimedOut                    // the origin accepted no connection or sent nothing for too long
	BadAnswer                   // the connection broke, or what came is no HTTP response within the limits
	BadRequest                  // the request cannot be sent, or reading its body failed
	Canceled                    // the caller's context ended
)

// Error is a failed fetch.
type Error struct {
	Kind   Kind
	Origin string // host and port
	Err    error

	unconnected bool // it happened before there was a connection
}

// Error implements error.
func (e *Error) Error() string { return "origin " + e.Origin + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

var (
	errReadTimeout = errors.New("no data within the origin read timeout")
	errCompletion  = errors.New("the response was not complete within the response completion timeout")
	errUpgrade     = errors.New("the origin switched protocols, which was not asked for")
)

// dialError marks that a connection could not be made.
type dialError struct{ err error }

func (e *dialError) Error() string { return e.err.Error() }
func (e *dialError) Unwrap() error { return e.err }

// uploadError marks that the request body could not be read.
type uploadError struct{ err error }

func (e *uploadError) Error() string { return "request body: " + e.err.Error() }
func (e *uploadError) Unwrap() error { return e.err }

// classify wraps err, which came from the transfer that ctx belongs to.
func (o *Origin) classify(ctx, caller context.Context, t *target, up *upload, err error) error {
	e := &Error{Origin: t.address, Err: err}
	cause := context.Cause(ctx)
	var timeout net.Error
	switch {
	case caller.Err() != nil:
		e.Kind, e.Err = Canceled, context.Cause(caller)
	case errors.Is(cause, errReadTimeout), errors.Is(cause, errCompletion):
		e.Kind, e.Err = TimedOut, cause
	case up != nil && up.failed() != nil:
		e.Kind, e.Err = BadRequest, &uploadError{up.failed()}
	case isType[*dialError](err):
		e.Kind, e.unconnected = Unreachable, true
		if errors.As(err, &timeout) && timeout.Timeout() {
			e.Kind = TimedOut
		}
	case errors.As(err, &timeout) && timeout.Timeout(): // the TLS handshake
		e.Kind, e.unconnected = TimedOut, true
	case isHandshake(err):
		e.Kind, e.unconnected = Unreachable, true
	default:
		e.Kind = BadAnswer
	}
	return e
}

func isType[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
