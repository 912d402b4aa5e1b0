// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import "selvedge/internal/httpmsg"

// complete gives every answer the headers that the edge adds, and takes away what a viewer must not get.
// Source: event.md section 7.
func (e *Edge) complete(x *Exchange) {
	r := x.Response
	via := e.via
	if x.Distribution != nil {
		via = x.Distribution.Via
	}
	lines := x.responseHeaders[:0] // which may be where r.Headers are, too: nothing is written before it was read
	received := ""
	hasServer, hasDate := false, false
	for _, l := range r.Headers {
		switch l.Name {
		case "via":
			received = joined(received, l.Value)
			continue
		case "x-cache", "x-amz-cf-pop", "x-amz-cf-id", "content-length": // set by the edge, or by the transport
			continue
		case "age":
			if x.age != "" {
				continue
			}
		case "server":
			hasServer = true
		case "date":
			hasDate = true
		}
		if isToken(l.Name) && !httpmsg.IsHopByHop(l.Name) {
			lines = append(lines, l)
		}
	}
	if !hasServer {
		lines.Add("server", "CloudFront")
	}
	if !hasDate {
		lines.Add("date", e.date(x.started))
	}
	if x.age != "" {
		lines.Add("age", x.age)
	}
	if x.cacheStatus != "" {
		lines.Add("cache-status", x.cacheStatus)
	}
	lines.Add("x-cache", string(x.Outcome))
	lines.Add("via", joined(received, via))
	if x.Secure && e.config.PacketConn != nil && x.Distribution != nil {
		if alt := alternative(x.Distribution, x.Host); alt != "" {
			lines.Del("alt-svc")
			lines.Add("alt-svc", alt)
		}
	}
	lines.Add("x-amz-cf-pop", e.config.Pop)
	lines.Add("x-amz-cf-id", x.ID)
	r.Headers, x.responseHeaders = lines, lines
	if bodiless(x.Request.Method, r.Status) {
		r.CloseBody()
	}
}

// bodiless says whether an answer never has a body. Source: RFC 9110 sections 6.4.1 and 9.3.2.
func bodiless(method string, status int) bool {
	return method == "HEAD" || status == 204 || status == 304
}
