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

// isToken says whether name can be the name of a header. Source: RFC 9110 section 5.6.2.
func isToken(name string) bool {
	for i := range len(name) {
		if !tokenByte[name[i]] {
			return false
		}
	}
	return name != ""
}

// tokenByte says which bytes may stand in the name of a header.
var tokenByte = [256]bool{
	'!': true, '#': true, '$': true, '%': true, '&': true, '\'': true, '*': true, '+': true, '-': true, '.': true,
	'^': true, '_': true, '`': true, '|': true, '~': true,
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true,
	'a': true, 'b': true, 'c': true, 'd': true, 'e': true, 'f': true, 'g': true, 'h': true, 'i': true, 'j': true,
	'k': true, 'l': true, 'm': true, 'n': true, 'o': true, 'p': true, 'q': true, 'r': true, 's': true, 't': true,
	'u': true, 'v': true, 'w': true, 'x': true, 'y': true, 'z': true,
	'A': true, 'B': true, 'C': true, 'D': true, 'E': true, 'F': true, 'G': true, 'H': true, 'I': true, 'J': true,
	'K': true, 'L': true, 'M': true, 'N': true, 'O': true, 'P': true, 'Q': true, 'R': true, 'S': true, 'T': true,
	'U': true, 'V': true, 'W': true, 'X': true, 'Y': true, 'Z': true,
}
