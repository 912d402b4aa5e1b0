// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"io"
	"net/http"
	"strings"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

// This file makes answers of what is stored, and of what is on its way into the store.

// serveObject answers with a stored object. It owns o.
func (e *Edge) serveObject(x *Exchange, o *httpcache.Object, outcome Outcome) {
	x.begin(o, outcome)
	if x.notModified(o) {
		o.Close()
		return
	}
	size := o.Size()
	x.response.ContentLength = size
	if x.Request.Method == "HEAD" {
		o.Close()
		return
	}
	parts, whole := o.Ranges(x.Request.Headers, size)
	switch {
	case whole:
		if data, ok := o.Bytes(); ok {
			x.bytes.Reset(data)
			x.response.Body = &x.bytes
		} else {
			x.response.Body = o.Body(0, size)
		}
	case len(parts) == 0:
		o.Close()
		x.unsatisfied(size)
	case len(parts) == 1:
		x.partial(parts[0], size)
		x.response.Body = o.Body(parts[0].Start, parts[0].Length)
	default:
		x.multipart(o, parts, size)
	}
}

// serveFill answers with an object whose body is on its way. It returns false when the body cannot be had any more.
func (e *Edge) serveFill(x *Exchange, m *httpcache.Member, o *httpcache.Object, f *httpcache.Fill, outcome Outcome) bool {
	x.begin(o, outcome)
	size := f.Length()
	x.response.ContentLength = size
	if x.notModified(o) || x.Request.Method == "HEAD" {
		m.Flight.Keep()
		return true
	}
	parts, whole := []httpcache.Range(nil), true
	if size >= 0 {
		parts, whole = o.Ranges(x.Request.Headers, size)
	}
	offset, length := int64(0), int64(-1)
	switch {
	case whole || len(parts) > 1: // several parts would need the body more than once
	case len(parts) == 0:
		m.Flight.Keep()
		x.unsatisfied(size)
		return true
	default:
		offset, length = parts[0].Start, parts[0].Length
		x.partial(parts[0], size)
	}
	r, ok := m.Read(f, offset, length)
	if ok {
		x.response.Body = r
	}
	return ok
}

// begin takes status and headers of o. The lines are copied, as later steps change them.
func (x *Exchange) begin(o *httpcache.Object, outcome Outcome) {
	x.responseHeaders = append(x.responseHeaders[:0], o.Headers...)
	x.response = httpmsg.Response{Status: o.Status, Reason: o.Reason, Headers: x.responseHeaders}
	if o.Status >= 400 {
		outcome = OutcomeError
	}
	x.Response, x.Outcome = &x.response, outcome
	if outcome == OutcomeMiss {
		if o.Age > 0 && o.HasAge {
			x.age, _ = o.AgeAt(o.Received)
		}
		return
	}
	x.fromCache(o)
}

// fromCache notes the age of what the answer is made of.
func (x *Exchange) fromCache(o *httpcache.Object) { x.age, x.cacheStatus = o.AgeAt(x.started) }

// What Cache-Status says of requests that went on to the origin. Source: RFC 9211 sections 2.2, 2.4 and 2.6.
const (
	forwardedFor = "Selvedge; fwd="
	storedToo    = "; stored"
	collapsedToo = "; collapsed"
	validated    = "; fwd-status=304"
)

// forwarded notes why the origin is asked: what is stored is stale, is for other requests, or there is nothing.
func (x *Exchange) forwarded(stale *httpcache.Object, more string) {
	switch {
	case stale != nil:
		x.cacheStatus = forwardedFor + "stale" + more
	case len(x.key) > x.baseKey:
		x.cacheStatus = forwardedFor + "vary-miss" + more
	default:
		x.cacheStatus = forwardedFor + "uri-miss" + more
	}
}

// notModified answers 304 when the viewer has the object. Source: RFC 9110 section 15.4.5.
func (x *Exchange) notModified(o *httpcache.Object) bool {
	if !o.Unchanged(x.Request.Headers) {
		return false
	}
	kept := x.response.Headers[:0]
	for _, l := range x.response.Headers {
		if !strings.HasPrefix(l.Name, "content-") || l.Name == "content-location" {
			kept = append(kept, l)
		}
	}
	x.response.Status, x.response.Reason, x.response.Headers = http.StatusNotModified, "", kept
	return true
}

// partial turns the answer into one with a part.
func (x *Exchange) partial(r httpcache.Range, size int64) {
	x.response.Status, x.response.Reason = http.StatusPartialContent, ""
	x.response.ContentLength = r.Length
	x.response.Headers.Set("content-range", r.ContentRange(size))
}

// unsatisfied answers that nothing is there of what was asked for. Source: RFC 9110 section 15.5.17.
func (x *Exchange) unsatisfied(size int64) {
	x.response.Headers.Del("content-type")
	x.response.Headers.Set("content-range", httpcache.Unsatisfied(size))
	x.response.Status, x.response.Reason, x.response.ContentLength = http.StatusRequestedRangeNotSatisfiable, "", 0
	x.Outcome = OutcomeError
}

// multipart answers with several parts of an object.
func (x *Exchange) multipart(o *httpcache.Object, parts []httpcache.Range, size int64) {
	media, before, end := httpcache.Multipart(parts, size, o.Header("content-type"), x.ID[:24])
	body := &partsBody{object: o}
	length := int64(len(end))
	for i, r := range parts {
		length += int64(len(before[i])) + r.Length
		body.readers = append(body.readers, strings.NewReader(before[i]), o.Body(r.Start, r.Length))
	}
	body.readers = append(body.readers, strings.NewReader(end))
	body.Reader = io.MultiReader(body.readers...)
	x.response.Status, x.response.Reason, x.response.ContentLength = http.StatusPartialContent, "", length
	x.response.Headers.Set("content-type", media)
	x.response.Body = body
}

// partsBody is a body of several parts.
type partsBody struct {
	io.Reader
	object  *httpcache.Object
	readers []io.Reader
}

// Close implements io.Closer.
func (b *partsBody) Close() error {
	b.object.Close()
	return nil
}
