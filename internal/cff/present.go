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
	endpoint               string // of distribution tenants
	requestID              string
	viewerIP               string
	request                requestModel
	response               *responseModel // nil for viewer-request events

	presented responseModel // memory for response
}

// section is a map of value objects in a message. Those of a message are made when somebody asks for them.
type section int

const (
	sectionQuery section = iota
	sectionHeaders
	sectionCookies
	sections
)

// requestModel is the content of a request object.
type requestModel struct {
	method, uri string
	query       queryModel
	headers     table
	cookies     table

	source *httpmsg.Request // of an event: what the sections that are pending are made of
	state  [sections]sectionState
}

// sectionState says where a section is.
type sectionState uint8

const (
	sectionMade    sectionState = iota
	sectionPending              // of an event: to be made of the source
	sectionSame                 // of a result: the function left it as it was given
)

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

	source *httpmsg.Response // as in requestModel
	state  [sections]sectionState
}

// bodyModel is a body that a function gave.
type bodyModel struct {
	encoding string // text or base64
	data     string // as the function gave it
	bytes    []byte
}

// present makes m what the function is shown of ev. It uses the memory of what m was before.
func (m *eventModel) present(ev *Event) {
	m.eventType, m.requestID, m.viewerIP = ev.Type, ev.RequestID, ev.ViewerIP
	m.distributionDomainName, m.distributionID, m.endpoint = ev.DistributionDomainName, ev.DistributionID, ""
	if ev.Tenant != nil { // event.md section 2.1
		m.distributionDomainName, m.endpoint = "", ev.Tenant.Endpoint
	}
	m.request.present(ev.Request)
	m.response = nil
	if ev.Type == selvedge.EventViewerResponse {
		m.response = &m.presented
		m.response.present(ev.Response)
	}
}

// forget drops what the sections are made of. The rest is overwritten by the next event.
func (m *eventModel) forget() {
	m.request.forget()
	if m.response != nil {
		m.response.forget()
	}
}

func (m *requestModel) present(r *httpmsg.Request) {
	m.method, m.uri, m.source = r.Method, toUTF8(r.Path), r
	m.query.text, m.query.present = toUTF8(r.Query), r.HasQuery
	m.state = [sections]sectionState{sectionPending, sectionPending, sectionPending}
}

// forget empties the sections and keeps their memory.
func (m *requestModel) forget() {
	m.query.table.reset()
	m.headers.reset()
	m.cookies.reset()
	m.source = nil
	m.state = [sections]sectionState{}
}

// section returns the table of a section, which is made when it is pending.
func (m *requestModel) section(s section) *table {
	t := [...]*table{&m.query.table, &m.headers, &m.cookies}[s]
	if m.state[s] != sectionPending {
		return t
	}
	m.state[s] = sectionMade
	switch s {
	case sectionQuery:
		addPairs(t, m.query.text, '&')
	case sectionHeaders:
		for _, l := range m.source.Headers {
			name, ok := shownRequestHeader(l)
			value := toUTF8(l.Value)
			if name == "host" {
				value = canonicalHost(value)
			}
			t.addLine(name, item{value: value}, ok)
		}
	case sectionCookies:
		for _, l := range m.source.Headers {
			if l.Name == "cookie" {
				addPairs(t, toUTF8(l.Value), ';')
			}
		}
	}
	t.arrange()
	return t
}

// settle finds out which sections of a result are what was given.
func (m *requestModel) settle(given *requestModel) {
	if m.query.isText {
		if m.query.text == given.query.text && (m.query.text != "" || !given.query.present) {
			m.state[sectionQuery] = sectionSame
		}
	} else if m.state[sectionQuery] != sectionSame && m.query.table.unchanged(given.section(sectionQuery)) {
		m.state[sectionQuery] = sectionSame
	}
	if m.state[sectionHeaders] != sectionSame && m.headers.unchanged(given.section(sectionHeaders)) {
		m.state[sectionHeaders] = sectionSame
	}
	if m.state[sectionCookies] != sectionSame && m.cookies.unchanged(given.section(sectionCookies)) {
		m.state[sectionCookies] = sectionSame
	}
}

// same says whether a section of a result is what was given.
func (m *requestModel) same(s section) bool { return m.state[s] == sectionSame }

// resolved returns the table of a section of a result.
func (m *requestModel) resolved(s section, given *requestModel) *table {
	if m.state[s] == sectionSame {
		return given.section(s)
	}
	return m.section(s)
}

func (m *responseModel) present(r *httpmsg.Response) {
	m.status, m.description, m.described, m.source = r.Status, toUTF8(r.Reason), true, r
	if r.Reason == "" {
		m.description = http.StatusText(r.Status)
	}
	m.state = [sections]sectionState{sectionHeaders: sectionPending, sectionCookies: sectionPending}
}

// forget empties the sections and keeps their memory.
func (m *responseModel) forget() {
	m.headers.reset()
	m.cookies.reset()
	m.source, m.body = nil, nil
	m.state = [sections]sectionState{}
}

// section returns the table of a section, which is made when it is pending.
func (m *responseModel) section(s section) *table {
	t := &m.headers
	if s == sectionCookies {
		t = &m.cookies
	}
	if m.state[s] != sectionPending {
		return t
	}
	m.state[s] = sectionMade
	for _, l := range m.source.Headers {
		if s == sectionHeaders {
			name, ok := shownResponseHeader(l)
			t.addLine(name, item{value: toUTF8(l.Value)}, ok)
			if isFraming(l.Name) {
				t.lines[len(t.lines)-1] = -1 // what a function does to it has no effect
			}
		} else if name, ok := shownSetCookie(l); ok {
			t.addLine(name, parseSetCookie(l.Value), true)
		} else {
			t.addLine("", item{}, false)
		}
	}
	t.arrange()
	return t
}

// settle finds out which sections of a result are what was given; given is nil for a response that was generated.
func (m *responseModel) settle(given *responseModel) {
	if given == nil {
		return
	}
	for _, s := range [...]section{sectionHeaders, sectionCookies} {
		if m.state[s] != sectionSame && m.section(s).unchanged(given.section(s)) {
			m.state[s] = sectionSame
		}
	}
}

// same says whether a section of a result is what was given.
func (m *responseModel) same(s section) bool { return m.state[s] == sectionSame }

// resolved returns the table of a section of a result; given is nil for a response that was generated.
func (m *responseModel) resolved(s section, given *responseModel) *table {
	if m.state[s] == sectionSame {
		return given.section(s)
	}
	return m.section(s)
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

// addPairs adds the name=value parts of s to t; nothing is percent-decoded. Empty parts are skipped, blanks around the
// parts of a Cookie header too.
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

// pairsSize returns the length of joinPairs.
func pairsSize(t *table, separator string) int {
	n := 0
	for i := range t.entries {
		for _, it := range t.entries[i].items {
			if n > 0 {
				n += len(separator)
			}
			n += len(t.entries[i].name)
			if !it.bare {
				n += len("=") + len(it.value)
			}
		}
	}
	return n
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
