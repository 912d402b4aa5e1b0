// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"log/slog"
	"runtime/debug"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/snapshot"
)

// Handle answers x: afterwards Response is complete, or Aborted is set. A step returns false when it has answered,
// and the steps after it are skipped. Source of the order and of what is skipped: event.md section 1.
func (e *Edge) Handle(x *Exchange) {
	if e.route(x) {
		if e.viewerRequest(x) {
			if e.answer(x) && x.Response.Status < 400 {
				e.viewerResponse(x)
			} else if !x.Aborted {
				e.customError(x)
			}
		}
		if !x.Aborted {
			e.responseHeadersPolicy(x)
		}
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

// invoke runs a function and reports what it printed. When it returns false, the answer is an error page.
func (e *Edge) invoke(x *Exchange, f *snapshot.Function, kind selvedge.EventType) (result cff.Result, ok bool) {
	if !f.Usage.Start(x.started) {
		x.dropResponse()
		e.fail(x, 503, OutcomeThrottledError, sentenceThrottled)
		return result, false
	}
	x.event = cff.Event{
		Type:                   kind,
		DistributionDomainName: x.Distribution.DomainName,
		DistributionID:         x.Distribution.ID,
		RequestID:              x.ID,
		ViewerIP:               x.ViewerIP,
		Request:                x.Request,
		Response:               x.Response,
		Surroundings: cff.Surroundings{
			KeyValues: f.Store.Current(), Location: e.config.Location, Origins: x.Behavior.Origins,
		},
	}
	result = f.Program.Invoke(x.ctx, &x.event, cff.ChecksEdge)
	f.Usage.End(x.started, &result, result.Failure != nil && f.Broken())
	if len(result.Logs) > 0 {
		e.config.FunctionLog(x.Distribution.ID, f.Name, x.ID, result.Logs)
	}
	if result.Failure != nil {
		e.failFunction(x, f, kind, result.Failure)
		return result, false
	}
	return result, true
}

// sentenceThrottled is what viewers read of a throttled function; AWS's page says the same as for one that could not
// run (event.md section 8).
const sentenceThrottled = "The CloudFront function associated with the CloudFront distribution is invalid or could not run."

// failFunction answers with the page for a failed function. Source: event.md section 8.
func (e *Edge) failFunction(x *Exchange, f *snapshot.Function, kind selvedge.EventType, why *cff.Failure) {
	e.logFailure(x, f.Name, kind, why)
	x.dropResponse()
	if why.Class == cff.ValidationError {
		e.fail(x, 502, OutcomeValidationError, why.Sentence)
		return
	}
	e.fail(x, 503, OutcomeExecutionError, why.Sentence)
}

// dropResponse closes what the origin or the cache has given, when something else is sent in its place.
func (x *Exchange) dropResponse() {
	x.age, x.cacheStatus = "", ""
	if x.Response != nil {
		x.Response.CloseBody()
	}
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
