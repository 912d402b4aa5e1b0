// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/origin"
)

// askOrigin sends the request to the origin, which is the behaviour's unless a function has chosen, and takes its answer. It returns false when there is none.
func (e *Edge) askOrigin(x *Exchange) bool {
	if x.origin == nil {
		e.fail(x, 502, OutcomeError, "The distribution names an origin that it does not have.")
		return false
	}
	x.prepareFetch()
	ctx, cancel := context.WithCancel(x.ctx)
	x.cancel = cancel
	if x.Viewer != nil {
		x.Viewer.Watch(cancel)
	}
	asked := time.Now()
	response, err := x.origin.Fetch(ctx, &x.fetch, x.Secure)
	x.fetched = time.Since(asked)
	if err != nil {
		e.originFailed(x, err)
		return false
	}
	x.Response, x.Outcome = response, OutcomeMiss
	if response.Status >= 400 {
		x.Outcome = OutcomeError
	}
	return true
}

// prepareFetch makes the request for the origin. The one that functions see stays as it is.
func (x *Exchange) prepareFetch() {
	x.fetch = *x.Request
	if x.fetch.Path == "/" && x.Distribution.DefaultRootObject != "" {
		x.fetch.Path = "/" + x.Distribution.DefaultRootObject
	}
	lines := x.fetchHeaders[:0]
	changed := x.Request != &x.request // viewers send tokens only, functions may add what no header can be called
	var via, forwarded string
	for _, l := range x.Request.Headers {
		switch {
		case l.Name == "via":
			via = joined(via, l.Value)
		case l.Name == "x-forwarded-for":
			forwarded = joined(forwarded, l.Value)
		case !edgeOwned(l.Name) && (!changed || isToken(l.Name)):
			lines = append(lines, l)
		}
	}
	lines.Add("via", joined(via, x.Distribution.Via))
	lines.Add("x-forwarded-for", joined(forwarded, x.ViewerIP))
	lines.Add("x-amz-cf-id", x.ID)
	x.fetch.Headers, x.fetchHeaders = lines, lines
}

// edgeOwned says whether a header is the edge's to set, so that a viewer's is not forwarded.
// Source: AWS developer guide, "HTTP request headers and CloudFront behavior".
func edgeOwned(name string) bool {
	return name == "x-forwarded-proto" || name == "x-real-ip" ||
		strings.HasPrefix(name, "x-amz-cf-") || strings.HasPrefix(name, "x-edge-")
}

func joined(list, value string) string {
	if list == "" {
		return value
	}
	return list + ", " + value
}

// originFailed answers for a fetch that gave no response: 504 for an origin that took too long, 502 otherwise.
// Source: AWS developer guide, "Troubleshooting error responses from your distribution", 502 and 504.
func (e *Edge) originFailed(x *Exchange, err error) {
	kind := origin.BadAnswer
	if f, ok := errors.AsType[*origin.Error](err); ok {
		kind = f.Kind
	}
	switch kind {
	case origin.Canceled:
		x.Aborted = true
		return
	case origin.TimedOut:
		e.fail(x, 504, OutcomeError, "The origin did not answer in time.")
	case origin.Unreachable:
		e.fail(x, 502, OutcomeError, "The connection to the origin could not be made.")
	case origin.BadRequest:
		e.uploadFailed(x, err)
	default:
		e.fail(x, 502, OutcomeError, "The origin closed the connection or sent an answer that is not valid.")
	}
	e.config.Logger.LogAttrs(x.ctx, slog.LevelDebug, "origin failed", slog.String(selvedge.LogRequestID, x.ID),
		slog.String(selvedge.LogDistributionID, x.Distribution.ID), slog.Any(selvedge.LogErr, err))
}

// uploadFailed answers for a request whose body could not be read to its end.
func (e *Edge) uploadFailed(x *Exchange, err error) {
	x.CloseConn = true
	if errors.Is(err, errBodyTooLarge) {
		e.fail(x, 413, OutcomeError, "The body of this request is too large.")
		return
	}
	e.fail(x, 400, OutcomeError, "The body of this request is not valid or did not arrive.")
}
