// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"errors"
	"log/slog"
	"os"
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
	asked := time.Now()
	response, err := x.origin.Fetch(x.watched(), &x.fetch, x.Secure)
	x.fetched = time.Since(asked)
	if err != nil {
		e.originFailed(x, err)
		return false
	}
	x.dropCookies(response)
	x.Response, x.Outcome = response, OutcomeMiss
	if response.Status >= 400 {
		x.Outcome = OutcomeError
	}
	return true
}

// watched returns the context of fetches, which ends when the viewer goes away.
func (x *Exchange) watched() context.Context {
	if x.cancel == nil {
		x.fetchCtx, x.cancel = context.WithCancel(x.ctx)
		if x.Viewer != nil {
			x.Viewer.Watch(x.cancel)
		}
	}
	return x.fetchCtx
}

// prepareFetch makes the request for the origin. The one that functions see stays as it is.
func (x *Exchange) prepareFetch() {
	x.fetch = *x.Request
	x.passOn(&x.fetch)
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
		case !edgeOwned(l.Name) && (!changed || isToken(l.Name)) && x.forwards(l.Name):
			lines = append(lines, l)
		}
	}
	x.fetch.Host = x.forwardedHost()
	x.selectQuery()
	lines = x.appendSelected(lines)
	lines.Add("via", joined(via, x.via()))
	lines.Add("x-forwarded-for", joined(forwarded, x.ViewerIP))
	lines.Add("x-amz-cf-id", x.ID)
	x.fetch.Headers, x.fetchHeaders = lines, lines
}

// via is what the edge adds to Via on the way to the origin: it begins with the version that the viewer speaks.
// Source: RFC 9110 section 7.6.3.
func (x *Exchange) via() string {
	switch x.Protocol {
	case http20, http30:
		return x.Protocol[len("HTTP/"):] + x.Distribution.Via[len("1.1"):]
	}
	return x.Distribution.Via
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
	level := slog.LevelDebug
	if isType[*origin.AddressError](err) && e.warns(x) {
		level = slog.LevelWarn // somebody must change a name or allow the address
	}
	e.config.Logger.LogAttrs(x.ctx, level, "origin failed", slog.String(selvedge.LogRequestID, x.ID),
		slog.String(selvedge.LogDistributionID, x.Distribution.ID), slog.Any(selvedge.LogErr, err))
}

// warns says whether it is time for another warning that a request has caused: at most one in a while, as viewers could
// fill the log otherwise.
func (e *Edge) warns(x *Exchange) bool {
	const pause = 10 * time.Second
	last := e.warned.Load()
	return x.started.Unix()-last >= int64(pause/time.Second) && e.warned.CompareAndSwap(last, x.started.Unix())
}

// uploadFailed answers for a request whose body could not be read to its end.
func (e *Edge) uploadFailed(x *Exchange, err error) {
	x.CloseConn = true
	if errors.Is(err, errBodyTooLarge) {
		e.fail(x, 413, OutcomeError, "The body of this request is too large.")
		return
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		e.fail(x, 408, OutcomeError, "The body of this request did not arrive in time.")
		return
	}
	e.fail(x, 400, OutcomeError, "The body of this request is not valid or did not arrive.")
}
