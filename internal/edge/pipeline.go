// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"log/slog"
	"runtime/debug"

	"selvedge"
	"selvedge/internal/cff"
)

// Handle answers x: afterwards Response is complete, or Aborted is set. A step returns false when it has answered,
// and the steps after it are skipped. Source of the order and of what is skipped: event.md section 1.
func (e *Edge) Handle(x *Exchange) {
	if e.route(x) && e.viewerRequest(x) && e.askOrigin(x) {
		e.viewerResponse(x)
	}
	if !x.Aborted {
		e.complete(x)
	}
}

// Refuse answers a request that the transport could not read. What it knows of the request is in x.
func (e *Edge) Refuse(x *Exchange, status int, sentence string) {
	x.CloseConn = true
	e.fail(x, status, OutcomeError, sentence)
	e.complete(x)
}

// Recovered answers for a request in which a panic with value v was recovered; transports call it in place of
// continuing. What the request held is given back.
func (e *Edge) Recovered(x *Exchange, v any) {
	e.panics.Add(1)
	e.config.Logger.LogAttrs(x.ctx, slog.LevelError, "panic in a request", slog.String(selvedge.LogRequestID, x.ID),
		slog.Any("panic", v), slog.String("stack", string(debug.Stack())))
	x.release()
	x.Aborted, x.CloseConn = false, true
	e.Refuse(x, 502, "The request could not be completed.")
}

// invoke runs a function and reports what it printed.
func (e *Edge) invoke(x *Exchange, name string, program cff.Invoker, kind selvedge.EventType) cff.Result {
	x.event = cff.Event{
		Type:                   kind,
		DistributionDomainName: x.Distribution.DomainName,
		DistributionID:         x.Distribution.ID,
		RequestID:              x.ID,
		ViewerIP:               x.ViewerIP,
		Request:                x.Request,
		Response:               x.Response,
	}
	result := program.Invoke(x.ctx, &x.event, cff.ChecksEdge)
	if len(result.Logs) > 0 {
		e.config.FunctionLog(x.Distribution.ID, name, x.ID, result.Logs)
	}
	if f := result.Failure; f != nil {
		e.logFailure(x, name, kind, f)
	}
	return result
}

// logFailure tells operators of a function that failed: at level debug, as it is the author's business, unless the
// runtime itself went wrong.
func (e *Edge) logFailure(x *Exchange, name string, kind selvedge.EventType, f *cff.Failure) {
	level, err := slog.LevelDebug, slog.String("detail", f.Detail)
	if f.Err != nil {
		level, err = slog.LevelError, slog.Any(selvedge.LogErr, f.Err)
	}
	e.config.Logger.LogAttrs(x.ctx, level, "function failed", slog.String(selvedge.LogFunction, name),
		slog.String(selvedge.LogEventType, string(kind)), slog.String(selvedge.LogDistributionID, x.Distribution.ID),
		slog.String(selvedge.LogRequestID, x.ID), err)
}

// failFunction answers with the page for a failed function. Source: event.md section 8.
func (e *Edge) failFunction(x *Exchange, f *cff.Failure) {
	if f.Class == cff.ValidationError {
		e.fail(x, 502, OutcomeValidationError, f.Sentence)
		return
	}
	e.fail(x, 503, OutcomeExecutionError, f.Sentence)
}
