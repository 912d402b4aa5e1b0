// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import "strings"

// route finds the distribution by host and the behaviour by path, and refuses what the behaviour does not allow.
// A function that changes the path later does not change the choice (event.md section 3).
func (e *Edge) route(x *Exchange) bool {
	if x.Host == "" {
		e.fail(x, 400, OutcomeError, "The request names no host.")
		return false
	}
	x.Distribution = e.config.Snapshots().Lookup(x.Host)
	if x.Distribution == nil {
		e.fail(x, 403, OutcomeError, "No distribution is configured for the host name of this request.")
		return false
	}
	if visited(x) {
		e.fail(x, 403, OutcomeError, "This request has passed through this distribution before.")
		return false
	}
	x.Behavior = x.Distribution.Behavior(x.Request.Path)
	x.origin = x.Behavior.Origin
	if !e.viewerProtocol(x) {
		return false
	}
	switch {
	case !x.Behavior.Methods.Allows(x.Request.Method):
		e.fail(x, 403, OutcomeError, "This distribution does not allow the HTTP method of this request.")
	case x.Behavior.Settings.TrustedSigners.Enabled, x.Behavior.Settings.TrustedKeyGroups.Enabled:
		// Signatures are not checked yet. What is meant for a few must not be open to everybody until they are.
		e.fail(x, 403, OutcomeError, "This content needs a signed URL or cookie, which this server does not check yet.")
	case x.Request.Method == "GET" && x.Request.Body != nil:
		// Source: AWS developer guide, "Request and response behavior for custom origins", GET requests with a body.
		e.fail(x, 403, OutcomeError, "A GET request must not have a body.")
	case x.Request.ContentLength > e.config.MaxBody:
		e.fail(x, 413, OutcomeError, "The body of this request is too large.")
	default:
		return true
	}
	return false
}

// visited says whether the request comes from an origin that is this distribution again. Without the check, such a
// distribution would ask itself until no connection is left.
func visited(x *Exchange) bool {
	for _, l := range x.Request.Headers {
		if l.Name == "via" && strings.Contains(l.Value, x.Distribution.Via) {
			return true
		}
	}
	return false
}
