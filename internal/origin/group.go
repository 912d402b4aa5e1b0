// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"selvedge/internal/httpmsg"
)

// Fetcher is an origin, or several that look like one.
type Fetcher interface {
	// Fetch sends a request and returns the answer. See Origin.
	Fetch(ctx context.Context, req *httpmsg.Request, secure bool) (*httpmsg.Response, error)
}

// Group is an origin group: it asks its second member when the first one fails in one of the ways that its status
// codes name. It is immutable and safe for concurrent use.
type Group struct {
	primary, secondary Fetcher
	codes              []int
}

// NewGroup returns a group. It keeps codes.
func NewGroup(primary, secondary Fetcher, codes []int) *Group {
	return &Group{primary: primary, secondary: secondary, codes: codes}
}

// Fetch implements Fetcher. Errors and answers of the secondary origin are final.
func (g *Group) Fetch(ctx context.Context, req *httpmsg.Request, secure bool) (*httpmsg.Response, error) {
	response, err := g.primary.Fetch(ctx, req, secure)
	if !repeatable(req) || !g.failsOver(response, err) {
		return response, err
	}
	if err == nil {
		response.CloseBody()
	}
	return g.secondary.Fetch(ctx, req, secure)
}

// repeatable says whether a request may go to the secondary origin. One with a body cannot, as the body is gone.
// Source: AWS developer guide, "Optimize high availability with CloudFront origin failover".
func repeatable(req *httpmsg.Request) bool {
	switch req.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return req.Body == nil
	}
	return false
}

// failsOver says whether what the primary origin gave leads to the secondary one: one of the codes, no connection when
// 503 is among them, no answer in time when 504 is. Source: helpers.md section 5.
func (g *Group) failsOver(response *httpmsg.Response, err error) bool {
	if err == nil {
		return slices.Contains(g.codes, response.Status)
	}
	f, ok := errors.AsType[*Error](err)
	switch {
	case !ok:
		return false
	case f.unconnected:
		return slices.Contains(g.codes, http.StatusServiceUnavailable)
	case f.Kind == TimedOut:
		return slices.Contains(g.codes, http.StatusGatewayTimeout)
	}
	return false
}

var (
	_ Fetcher = (*Origin)(nil)
	_ Fetcher = (*Group)(nil)
)
