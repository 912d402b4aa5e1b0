// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"strings"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

// This file says what of a request is sent to the origin: what is in the cache key, what the origin request policy
// names, and what CloudFront sends always. Source: AWS developer guide, "HTTP request headers and CloudFront behavior
// (custom and S3 origins)" and "Understand how origin request policies and cache policies work together".

// userAgent is what origins read of the viewer's program unless the policies say otherwise.
const userAgent = "Amazon CloudFront"

// forwards says whether a header line of the viewer is sent as it is. Lines that are made anew are none of these.
func (x *Exchange) forwards(name string) bool {
	p := x.Behavior.Cache
	if p == nil || name == "host" { // the origin's client takes Request.Host
		return true
	}
	switch name {
	case "cookie":
		return false
	case "accept-encoding":
		if p.Gzip || p.Brotli {
			return p.Keys(name)
		}
	}
	if p.Keys(name) || p.Forward.Headers.Picks(name) {
		return true
	}
	if name == "authorization" {
		return x.forwardsAuthorization(p)
	}
	if p.Forward.Legacy {
		return !removedInLegacy(name)
	}
	return sentAlways(name)
}

// forwardedHost returns the Host line for the origin when it is the viewer's.
func (x *Exchange) forwardedHost() string {
	if p := x.Behavior.Cache; p != nil && (p.Keys("host") || p.Forward.Headers.Picks("host")) {
		return x.Request.Headers.Get("host")
	}
	return ""
}

// forwardsAuthorization: it is taken away from requests whose answers are cached.
func (x *Exchange) forwardsAuthorization(p *httpcache.Policy) bool {
	switch x.Request.Method {
	case "GET", "HEAD":
		return false
	case "OPTIONS":
		return !p.CacheOptions
	}
	return true
}

// removedInLegacy says which headers the legacy mode takes away unless they are listed. AWS's table says that Origin is
// sent, its page on CORS that it must be listed; an answer to one site must not be stored for all.
func removedInLegacy(name string) bool {
	switch name {
	case "accept", "accept-charset", "accept-encoding", "accept-language", "origin", "referer", "user-agent",
		"x-http-method-override":
		return true
	}
	return strings.HasPrefix(name, "cloudfront-")
}

// sentAlways says which headers are sent whatever the cache policy says. Those that describe the body go with it.
func sentAlways(name string) bool {
	switch name {
	case "cache-control", "content-encoding", "content-language", "content-length", "content-md5", "content-type", "date",
		"from", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "max-forwards",
		"pragma", "range", "request-range", "warning":
		return true
	}
	return strings.HasPrefix(name, "sec-websocket-") // without which there is no WebSocket
}

// appendSelected appends the lines that are made of the viewer's: cookies, encodings, and the name of the program.
func (x *Exchange) appendSelected(lines httpmsg.Headers) httpmsg.Headers {
	p := x.Behavior.Cache
	if p == nil {
		return lines
	}
	if p.ForwardsCookies() {
		if cookies := httpcache.AppendCookies(nil, x.Request.Headers, &p.Cookies, &p.Forward.Cookies); len(cookies) > 0 {
			lines.Add("cookie", string(cookies))
		}
	}
	if (p.Gzip || p.Brotli) && !p.Keys("accept-encoding") {
		e := p.Encodings(x.Request.Headers)
		if e != "" && (e != "identity" || !p.Forward.Legacy) {
			lines.Add("accept-encoding", e)
		}
	}
	if !p.Keys("user-agent") && !p.Forward.Headers.Picks("user-agent") {
		lines.Add("user-agent", userAgent)
	}
	return lines
}

// selectQuery takes away the query parameters that are not sent.
func (x *Exchange) selectQuery() {
	p := x.Behavior.Cache
	if p == nil || p.Queries.Everything() || p.Forward.Queries.Everything() {
		return
	}
	query := httpcache.AppendQuery(nil, x.fetch.Query, &p.Queries, &p.Forward.Queries)
	x.fetch.Query, x.fetch.HasQuery = string(query), len(query) > 0
}

// dropCookies takes the cookies off an answer when none can have been sent. Source: AWS developer guide, "Cache content
// based on cookies".
func (x *Exchange) dropCookies(response *httpmsg.Response) {
	if p := x.Behavior.Cache; p != nil && !p.ForwardsCookies() {
		response.Headers.Del("set-cookie")
	}
}
