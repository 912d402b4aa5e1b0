// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"selvedge"
	"selvedge/internal/httpmsg"
)

// This file makes of an HTTP message what a function is shown of it. Source: event.md sections 2 to 4.

// eventModel is the content of an event object.
type eventModel struct {
	eventType              selvedge.EventType
	distributionDomainName string
	distributionID         string
	requestID              string
	viewerIP               string
	request                requestModel
	response               *responseModel // nil for viewer-request events
}

// requestModel is the content of a request object.
type requestModel struct {
	method, uri string
	query       queryModel
	headers     table
	cookies     table
}

// queryModel is a query string, as a table or as a text.
type queryModel struct {
	table   table
	isText  bool   // a function gave it as a text
	text    string // without "?"; of an event: what rawQueryString returns
	present bool   // of an event: there was a "?"
}

// responseModel is the content of a response object.
type responseModel struct {
	status      int
	description string
	described   bool // false when a function gave no description
	headers     table
	cookies     table
	body        *bodyModel // nil when a function gave none, and in events
}

// bodyModel is a body that a function gave.
type bodyModel struct {
	encoding string // text or base64
	data     string // as the function gave it
	bytes    []byte
}

// present returns what the function is shown of ev.
func present(ev *Event) *eventModel {
	m := &eventModel{
		eventType: ev.Type, distributionDomainName: ev.DistributionDomainName, distributionID: ev.DistributionID,
		requestID: ev.RequestID, viewerIP: ev.ViewerIP, request: presentRequest(ev.Request),
	}
	if ev.Type == selvedge.EventViewerResponse {
		m.response = presentResponse(ev.Response)
	}
	return m
}

func presentRequest(r *httpmsg.Request) requestModel {
	m := requestModel{method: r.Method, uri: toUTF8(r.Path)}
	m.query = queryModel{text: toUTF8(r.Query), present: r.HasQuery}
	m.query.table = parsePairs(m.query.text, '&')
	for _, l := range r.Headers {
		if l.Name == "cookie" {
			addPairs(&m.cookies, toUTF8(l.Value), ';')
			continue
		}
		if name, ok := shownRequestHeader(l); ok {
			value := toUTF8(l.Value)
			if name == "host" {
				value = canonicalHost(value)
			}
			m.headers.add(name, item{value: value})
		}
	}
	m.cookies.arrange()
	m.headers.arrange()
	return m
}

func presentResponse(r *httpmsg.Response) *responseModel {
	m := &responseModel{status: r.Status, description: toUTF8(r.Reason), described: true}
	if r.Reason == "" {
		m.description = http.StatusText(r.Status)
	}
	for _, l := range r.Headers {
		if name, ok := shownSetCookie(l); ok {
			m.cookies.add(name, parseSetCookie(l.Value))
		} else if name, ok := shownResponseHeader(l); ok {
			m.headers.add(name, item{value: toUTF8(l.Value)})
		}
	}
	m.cookies.arrange()
	m.headers.arrange()
	return m
}

// shownRequestHeader returns the name under which a function sees a line in request.headers.
func shownRequestHeader(l httpmsg.Header) (name string, ok bool) {
	return toUTF8(l.Name), l.Name != "cookie" && !isDisallowed(l.Name)
}

// shownResponseHeader returns the name under which a function sees a line in response.headers.
func shownResponseHeader(l httpmsg.Header) (name string, ok bool) {
	return toUTF8(l.Name), l.Name != "set-cookie" && !isDisallowed(l.Name)
}

// shownSetCookie returns the name under which a function sees a line in response.cookies.
func shownSetCookie(l httpmsg.Header) (name string, ok bool) {
	if l.Name != "set-cookie" {
		return "", false
	}
	pair, _, _ := strings.Cut(toUTF8(l.Value), ";")
	name, _, _ = strings.Cut(strings.Trim(pair, " \t"), "=")
	return name, true
}

func parseSetCookie(line string) item {
	pair, attributes, _ := strings.Cut(toUTF8(line), ";")
	_, value, found := strings.Cut(strings.Trim(pair, " \t"), "=")
	return item{value: value, attributes: strings.Trim(attributes, " \t"), bare: !found}
}

// parsePairs splits a query string. Nothing is percent-decoded.
func parsePairs(s string, separator byte) table {
	var t table
	addPairs(&t, s, separator)
	t.arrange()
	return t
}

// addPairs adds the name=value parts of s to t. Empty parts are skipped, blanks around the parts of a Cookie
// header too.
func addPairs(t *table, s string, separator byte) {
	for s != "" {
		part := s
		if i := strings.IndexByte(s, separator); i >= 0 {
			part, s = s[:i], s[i+1:]
		} else {
			s = ""
		}
		if separator == ';' {
			part = strings.Trim(part, " \t")
		}
		if part == "" {
			continue
		}
		name, value, found := strings.Cut(part, "=")
		t.add(name, item{value: value, bare: !found})
	}
}

// joinPairs is the reverse of addPairs for a table as a whole.
func joinPairs(t *table, separator string) string {
	var b strings.Builder
	for i := range t.entries {
		for _, it := range t.entries[i].items {
			if b.Len() > 0 {
				b.WriteString(separator)
			}
			b.WriteString(t.entries[i].name)
			if !it.bare {
				b.WriteByte('=')
				b.WriteString(it.value)
			}
		}
	}
	return b.String()
}

// canonicalHost returns a Host header in lower case, without port and without trailing dot.
// Source: event.md section 3.4.
func canonicalHost(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && i > strings.LastIndexByte(host, ']') {
		host = host[:i]
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// toUTF8 returns s when it is valid UTF-8, and s read as ISO-8859-1 otherwise: functions see nothing else.
func toUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/2)
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
