// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"strings"

	"selvedge/internal/snapshot"
)

// route finds the distribution by host and the behaviour by path, and refuses what the behaviour does not allow.
// A function that changes the path later does not change the choice (event.md section 3).
func (e *Edge) route(x *Exchange) bool {
	if x.Host == "" {
		e.fail(x, 400, OutcomeError, "The request names no host.")
		return false
	}
	current := e.config.Snapshots()
	x.Distribution = current.Lookup(x.Host)
	if x.Distribution == nil {
		e.fail(x, 403, OutcomeError, "No distribution is configured for the host name of this request.")
		return false
	}
	if x.TLS != nil && misdirected(x, current) {
		e.fail(x, 421, OutcomeError, "This connection is for another distribution than the request.")
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

// misdirected says whether a request should not have come on its connection: the name that the viewer asked for in the
// handshake is of another distribution, or the distribution does not speak this version of HTTP.
// Source: AWS developer guide, "Using alternate domain names and HTTPS": 421 when the certificate is for another one.
func misdirected(x *Exchange, current *snapshot.Snapshot) bool {
	if name := x.TLS.ServerName; name != "" {
		if d := current.Lookup(name); d != nil && d != x.Distribution {
			return true
		}
	}
	switch x.Protocol {
	case http20:
		return !allowsHTTP2(x.Distribution)
	case http30:
		return !allowsHTTP3(x.Distribution)
	}
	return false
}

// visited says whether the request comes from an origin that is this distribution again. Without the check, such a
// distribution would ask itself until no connection is left.
func visited(x *Exchange) bool {
	for _, l := range x.Request.Headers {
		if l.Name == "via" && strings.Contains(l.Value, x.Distribution.Via[len("1.1 "):]) {
			return true
		}
	}
	return false
}
