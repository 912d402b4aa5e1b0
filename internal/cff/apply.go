// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"slices"

	"selvedge/internal/httpmsg"
)

// This file puts what a function returned back into HTTP messages. What was not changed keeps its place and its
// bytes. Source: event.md sections 3.2, 4 and 7.

// applyRequest returns req itself when the function changed nothing.
func applyRequest(req *httpmsg.Request, out, given *requestModel) *httpmsg.Request {
	if sameRequest(out, given) {
		return req
	}
	changed := *req
	if out.uri != given.uri {
		changed.Path = out.uri
	}
	if !out.sameQuery(given) {
		changed.Query = out.query.String()
		changed.HasQuery = changed.Query != ""
	}
	sameHeaders, sameCookies := out.sameTable(given, sectionHeaders), out.sameTable(given, sectionCookies)
	switch {
	case !sameHeaders:
		lines := req.Headers
		if !sameCookies {
			lines = replaceCookies(lines, joinPairs(&out.cookies, "; "))
		}
		changed.Headers = weave(lines, given.section(sectionHeaders), &out.headers, shownRequestHeader, headerLine)
	case !sameCookies:
		changed.Headers = replaceCookies(req.Headers, joinPairs(&out.cookies, "; "))
	default:
		changed.Headers = slices.Clone(req.Headers)
	}
	return &changed
}

// replaceCookies puts one Cookie line in the place of all.
func replaceCookies(lines httpmsg.Headers, cookie string) httpmsg.Headers {
	kept := make(httpmsg.Headers, 0, len(lines)+1)
	for _, l := range lines {
		if l.Name != "cookie" {
			kept = append(kept, l)
		} else if cookie != "" {
			kept.Add("cookie", cookie)
			cookie = ""
		}
	}
	if cookie != "" {
		kept.Add("cookie", cookie)
	}
	return kept
}

// applyResponse returns a new response without body, or with the body that the function gave. res is nil for a
// generated response.
func applyResponse(res *httpmsg.Response, out, given *responseModel) (r *httpmsg.Response, bodyReplaced bool) {
	r = &httpmsg.Response{Status: out.status, Reason: out.description}
	if res == nil {
		res, given = &httpmsg.Response{}, &responseModel{}
	} else {
		r.ContentLength = res.ContentLength
		if out.status == given.status && out.description == given.description {
			r.Reason = res.Reason
		}
	}
	r.Headers = slices.Clone(res.Headers)
	if !out.sameTable(given, sectionCookies) {
		r.Headers = weave(r.Headers, given.section(sectionCookies), &out.cookies, shownSetCookie, setCookieLine)
	}
	if !out.sameTable(given, sectionHeaders) {
		r.Headers = weave(r.Headers, given.section(sectionHeaders), &out.headers, wovenResponseHeader, headerLine)
	}
	if out.body == nil {
		return r, false
	}
	r.Headers.Del("content-length")
	r.Headers.Del("transfer-encoding")
	r.ContentLength = int64(len(out.body.bytes))
	if len(out.body.bytes) > 0 {
		r.Body = httpmsg.NewBytes(out.body.bytes)
	}
	return r, true
}

// wovenResponseHeader is shownResponseHeader for those lines on which a function has an effect.
func wovenResponseHeader(l httpmsg.Header) (name string, ok bool) {
	name, ok = shownResponseHeader(l)
	return name, ok && !isFraming(l.Name)
}

func headerLine(name string, it item) httpmsg.Header {
	return httpmsg.Header{Name: name, Value: it.value}
}

func setCookieLine(name string, it item) httpmsg.Header {
	value := name
	if !it.bare {
		value += "=" + it.value
	}
	if it.attributes != "" {
		value += "; " + it.attributes
	}
	return httpmsg.Header{Name: "set-cookie", Value: value}
}

// weave returns lines with the table given, which was made of them, replaced by out. key tells the name of a line
// in the tables, and whether it has one; format is the reverse. Changed values stay where the old ones were, further
// values of a name follow its last one, new names come at the end.
func weave(lines httpmsg.Headers, given, out *table, key func(httpmsg.Header) (string, bool),
	format func(string, item) httpmsg.Header) httpmsg.Headers {
	woven := make(httpmsg.Headers, 0, len(lines)+len(out.entries))
	var few [scanLimit]int
	seen := few[:] // lines of each name so far
	if len(given.entries) > len(few) {
		seen = make([]int, len(given.entries))
	}
	for _, l := range lines {
		name, ok := key(l)
		g := -1
		if ok {
			g = given.find(name)
		}
		if g < 0 {
			woven = append(woven, l)
			continue
		}
		old, now := given.entries[g].items, out.items(name)
		i := seen[g]
		seen[g]++
		if i < len(now) {
			if now[i] != old[i] {
				l = format(name, now[i])
			}
			woven = append(woven, l)
		}
		if i == len(old)-1 && len(now) > len(old) {
			for _, it := range now[len(old):] {
				woven = append(woven, format(name, it))
			}
		}
	}
	for i := range out.entries {
		e := &out.entries[i]
		if given.find(e.name) >= 0 {
			continue
		}
		for _, it := range e.items {
			if l := format(e.name, it); !isFraming(l.Name) {
				woven = append(woven, l)
			}
		}
	}
	return slices.Clip(woven)
}
