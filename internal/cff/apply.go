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
	if !out.same(sectionQuery) {
		changed.Query = out.query.String()
		changed.HasQuery = changed.Query != ""
	}
	changed.Headers = req.Headers
	if !out.same(sectionCookies) {
		changed.Headers = replaceCookies(changed.Headers, joinPairs(&out.cookies, "; "))
	}
	if out.same(sectionHeaders) {
		changed.Headers = slices.Clone(changed.Headers)
	} else {
		w := weaver{given.section(sectionHeaders), &out.headers, shownRequestHeader, headerLine}
		changed.Headers = w.weave(changed.Headers, out.same(sectionCookies))
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
	r.Headers = res.Headers
	if !out.same(sectionCookies) {
		w := weaver{given.section(sectionCookies), &out.cookies, shownSetCookie, setCookieLine}
		r.Headers = w.weave(r.Headers, true)
	}
	if out.same(sectionHeaders) {
		r.Headers = slices.Clone(r.Headers)
	} else {
		w := weaver{given.section(sectionHeaders), &out.headers, wovenResponseHeader, headerLine}
		r.Headers = w.weave(r.Headers, out.same(sectionCookies))
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

// weaver puts a table back into the lines of a message.
type weaver struct {
	given, out *table
	key        func(httpmsg.Header) (name string, ok bool) // the name of a line in the tables, if it has one
	format     func(name string, it item) httpmsg.Header   // the reverse
}

// weave returns lines with the table given, which was made of them, replaced by out; untouched says that the lines are
// those of the message. Changed values stay where the old ones were, further values of a name follow its last one, new
// names come at the end.
func (w weaver) weave(lines httpmsg.Headers, untouched bool) httpmsg.Headers {
	var few [scanLimit]progress
	names := few[:]
	if len(w.given.entries) > len(few) {
		names = make([]progress, len(w.given.entries))
	}
	more := 0
	for i := range w.out.entries {
		e := &w.out.entries[i]
		if e.origin > 0 {
			names[e.origin-1].now = e
		}
		if !e.same {
			more += len(e.items)
		}
	}
	woven := make(httpmsg.Headers, 0, len(lines)+more)
	untouched = untouched && len(w.given.lines) == len(lines)
	for i, l := range lines {
		g := -1
		if untouched {
			g = int(w.given.lines[i])
		} else if name, ok := w.key(l); ok {
			g = w.given.find(name)
		}
		if g < 0 {
			woven = append(woven, l)
			continue
		}
		woven = w.replace(woven, l, w.given.entries[g].items, &names[g])
	}
	for i := range w.out.entries {
		e := &w.out.entries[i]
		if e.origin > 0 {
			continue
		}
		for _, it := range e.items {
			if l := w.format(e.name, it); !isFraming(l.Name) {
				woven = append(woven, l)
			}
		}
	}
	return slices.Clip(woven)
}

// progress is how far the lines of a name have been woven.
type progress struct {
	now  *entry // what the name has now; nil when it is gone
	seen int    // lines so far
}

// replace appends what becomes of the line l, which is the next one of a name that had the values old.
func (w weaver) replace(woven httpmsg.Headers, l httpmsg.Header, old []item, p *progress) httpmsg.Headers {
	i := p.seen
	p.seen++
	if p.now == nil {
		return woven
	}
	now := p.now.items
	if i < len(now) {
		if !p.now.same && now[i] != old[i] {
			l = w.format(p.now.name, now[i])
		}
		woven = append(woven, l)
	}
	if i == len(old)-1 && len(now) > len(old) {
		for _, it := range now[len(old):] {
			woven = append(woven, w.format(p.now.name, it))
		}
	}
	return woven
}
