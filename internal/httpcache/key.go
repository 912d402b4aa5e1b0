// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"encoding/binary"
	"strings"

	"selvedge/internal/httpmsg"
)

// This file makes cache keys: texts that are equal exactly when two requests may get the same object. Source: AWS
// developer guide, "Understand the cache key". Parts are preceded by their length, so that no two lists of parts give
// the same text.

// maxCookies bounds how many cookies are sorted; with more, they stay in the viewer's order.
const maxCookies = 64

// AppendKey appends the key of a request under policy p to dst. GET and HEAD share their keys. The distribution is part
// of the key, the origin is not: functions that choose one must make the key differ themselves (helpers.md section 3).
func (p *Policy) AppendKey(dst []byte, distributionID string, req *httpmsg.Request) []byte {
	method := byte('G')
	if req.Method == "OPTIONS" {
		method = 'O'
	}
	dst = append(dst, method)
	dst = appendPart(dst, distributionID)
	dst = appendPart(dst, req.Path)
	dst = p.appendKeyQuery(dst, req.Query)
	for _, name := range p.Headers {
		dst = appendValues(dst, name, req.Headers)
	}
	if p.Cookies.mode != None {
		at := len(dst)
		dst = AppendCookies(append(dst, 0, 0, 0, 0), req.Headers, &p.Cookies, nil)
		binary.LittleEndian.PutUint32(dst[at:], uint32(len(dst)-at-4)) //nolint:gosec // heads have 32 KiB at the most
	}
	if p.Gzip || p.Brotli {
		if e := p.Encodings(req.Headers); e != "identity" {
			dst = append(dst, e...)
		}
	}
	return dst
}

func (p *Policy) appendKeyQuery(dst []byte, query string) []byte {
	if p.Queries.mode == All {
		return appendPart(dst, query)
	}
	at := len(dst)
	dst = append(dst, 0, 0, 0, 0)
	if p.Queries.mode != None {
		dst = AppendQuery(dst, query, &p.Queries, nil)
	}
	binary.LittleEndian.PutUint32(dst[at:], uint32(len(dst)-at-4)) //nolint:gosec // heads have 32 KiB at the most
	return dst
}

// appendPart appends text and its length.
func appendPart(dst []byte, text string) []byte {
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(text))) //nolint:gosec // heads have 32 KiB at the most
	return append(dst, text...)
}

// appendValues appends the values of all lines called name, and their number.
func appendValues(dst []byte, name string, h httpmsg.Headers) []byte {
	at, n := len(dst), uint32(0)
	dst = append(dst, 0, 0, 0, 0)
	for i := range h {
		if h[i].Name == name {
			n++
			dst = appendPart(dst, h[i].Value)
		}
	}
	binary.LittleEndian.PutUint32(dst[at:], n)
	return dst
}

// AppendQuery appends the parameters of query that a or b select, in the order that they have. Source: AWS developer
// guide, "Cache content based on query string parameters". b may be nil.
func AppendQuery(dst []byte, query string, a, b *Selection) []byte {
	start := len(dst)
	for query != "" {
		var parameter string
		parameter, query, _ = strings.Cut(query, "&")
		name, _, _ := strings.Cut(parameter, "=")
		if parameter == "" || !a.Picks(name) && (b == nil || !b.Picks(name)) {
			continue
		}
		if len(dst) > start {
			dst = append(dst, '&')
		}
		dst = append(dst, parameter...)
	}
	return dst
}

// AppendCookies appends the value of a Cookie line with the cookies that a or b select, sorted by name. Source: AWS
// developer guide, "Cache content based on cookies": "CloudFront sorts the cookies". b may be nil.
func AppendCookies(dst []byte, h httpmsg.Headers, a, b *Selection) []byte {
	var list [maxCookies]string
	n, start := 0, len(dst)
	for i := range h {
		if h[i].Name != "cookie" {
			continue
		}
		for rest := h[i].Value; rest != ""; {
			var cookie string
			cookie, rest, _ = strings.Cut(rest, ";")
			cookie = strings.Trim(cookie, " \t")
			if cookie == "" || !a.Picks(cookieName(cookie)) && (b == nil || !b.Picks(cookieName(cookie))) {
				continue
			}
			if n == maxCookies { // too many: the sorted ones go first, and the others follow as they come
				dst = appendCookieList(dst, start, list[:n])
				n = 0
			}
			n = insertCookie(&list, n, cookie)
		}
	}
	return appendCookieList(dst, start, list[:n])
}

// insertCookie puts cookie behind those whose names are not greater.
func insertCookie(list *[maxCookies]string, n int, cookie string) int {
	at := n
	for at > 0 && cookieName(list[at-1]) > cookieName(cookie) {
		list[at] = list[at-1]
		at--
	}
	list[at] = cookie
	return n + 1
}

func appendCookieList(dst []byte, start int, list []string) []byte {
	for _, cookie := range list {
		if len(dst) > start {
			dst = append(dst, "; "...)
		}
		dst = append(dst, cookie...)
	}
	return dst
}

func cookieName(cookie string) string {
	name, _, _ := strings.Cut(cookie, "=")
	return name
}

// Encodings returns what the policy makes of the viewer's Accept-Encoding: "" when there is none, else what is sent to
// the origin. Source: AWS developer guide, "Control the cache key", compression support.
func (p *Policy) Encodings(h httpmsg.Headers) string {
	present, gzip, brotli := false, false, false
	for i := range h {
		if h[i].Name != "accept-encoding" {
			continue
		}
		present = true
		for list := h[i].Value; list != ""; {
			var coding string
			coding, list, _ = strings.Cut(list, ",")
			coding, parameters, _ := strings.Cut(coding, ";")
			switch coding = strings.Trim(coding, " \t"); {
			case strings.EqualFold(coding, "gzip"):
				gzip = !isZero(parameters)
			case strings.EqualFold(coding, "br"):
				brotli = !isZero(parameters)
			}
		}
	}
	gzip, brotli = gzip && p.Gzip, brotli && p.Brotli
	switch {
	case gzip && brotli:
		return "br,gzip"
	case gzip:
		return "gzip"
	case brotli:
		return "br"
	case present:
		return "identity"
	}
	return ""
}

// isZero says whether the parameters of a coding give it the weight 0. Source: RFC 9110 section 12.4.2.
func isZero(parameters string) bool {
	name, weight, _ := strings.Cut(strings.Trim(parameters, " \t"), "=")
	return strings.EqualFold(strings.Trim(name, " \t"), "q") && strings.Trim(weight, " 0.") == "" && weight != ""
}
