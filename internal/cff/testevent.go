// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"selvedge"
)

// This file reads the event object of a test. Source: event.md section 2, api.md section 2.7. Members that are not
// known are ignored. Of the messages, maps that are absent are empty.

// parseTestEvent returns the event that data is, or an InvalidArgument that names what is wrong and where.
func parseTestEvent(data []byte) (*eventModel, error) {
	if len(data) > selvedge.MaxEventObject {
		return nil, eventError("it has %d bytes, the maximum is %d", len(data), selvedge.MaxEventObject)
	}
	root, err := parseJSON(data)
	if err != nil {
		return nil, eventError("it is not JSON: %v", err)
	}
	p := &eventParser{}
	m := p.event(root)
	if p.err != nil {
		return nil, p.err
	}
	return m, nil
}

func eventError(format string, args ...any) error {
	return selvedge.Errorf(selvedge.CodeInvalidArgument, "The event object is not valid: %s.", fmt.Sprintf(format, args...))
}

// eventParser keeps the first error; what its methods return after that is of no use.
type eventParser struct{ err error }

func (p *eventParser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = eventError(format, args...)
	}
}

// child returns the member of n called name when it is of the kind k. path is where n is, "" for the event.
func (p *eventParser) child(n *node, path, name string, k nodeKind, required bool) *node {
	v := n.member(name)
	if path != "" {
		path += "."
	}
	switch {
	case v == nil:
		if required {
			p.fail("%s is missing", path+name)
		}
	case v.kind != k:
		p.fail("%s is %s; it must be %s", path+name, v.kind, k)
	default:
		return v
	}
	if required {
		return &node{} // the error is kept
	}
	return nil
}

func (p *eventParser) text(n *node, path, name string, required bool) string {
	if v := p.child(n, path, name, nodeString, required); v != nil {
		return v.text
	}
	return ""
}

func (p *eventParser) event(root *node) *eventModel {
	if root.kind != nodeObject {
		p.fail("it is %s; it must be an object", root.kind)
		return nil
	}
	if version := p.text(root, "", "version", false); version != "" && version != "1.0" {
		p.fail(`version is %s; it must be "1.0"`, quote(version))
	}
	c := p.child(root, "", "context", nodeObject, true)
	m := &eventModel{
		eventType:              selvedge.EventType(p.text(c, "context", "eventType", true)),
		distributionDomainName: p.text(c, "context", "distributionDomainName", false),
		distributionID:         p.text(c, "context", "distributionId", false),
		requestID:              p.text(c, "context", "requestId", false),
		endpoint:               p.text(c, "context", "endpoint", false),
	}
	if m.eventType != selvedge.EventViewerRequest && m.eventType != selvedge.EventViewerResponse {
		p.fail("context.eventType is %s; it must be %s or %s", quote(string(m.eventType)),
			selvedge.EventViewerRequest, selvedge.EventViewerResponse)
	}
	if viewer := p.child(root, "", "viewer", nodeObject, false); viewer != nil {
		m.viewerIP = p.text(viewer, "viewer", "ip", false)
	}
	p.request(p.child(root, "", "request", nodeObject, true), &m.request)
	if m.eventType == selvedge.EventViewerResponse {
		m.response = p.response(p.child(root, "", "response", nodeObject, true))
	}
	return m
}

func (p *eventParser) request(n *node, m *requestModel) {
	m.method = p.text(n, "request", "method", true)
	m.uri = p.text(n, "request", "uri", true)
	m.query.table = p.table(n, "request", queryTable)
	m.query.text = joinPairs(&m.query.table, "&")
	m.query.present = m.query.text != ""
	m.headers = p.table(n, "request", headerTable)
	m.cookies = p.table(n, "request", cookieTable)
}

func (p *eventParser) response(n *node) *responseModel {
	m := &responseModel{described: true}
	status := p.child(n, "response", "statusCode", nodeNumber, true)
	var err error
	if m.status, err = strconv.Atoi(status.text); err != nil || m.status < 100 || m.status > 999 {
		p.fail("response.statusCode is %s; it must be an integer of three digits", quote(status.text))
	}
	m.description = http.StatusText(m.status)
	if d := p.child(n, "response", "statusDescription", nodeString, false); d != nil {
		m.description = d.text
	}
	m.headers = p.table(n, "response", headerTable)
	m.cookies = p.table(n, "response", setCookieTable)
	return m
}

// table reads a map of value objects.
func (p *eventParser) table(n *node, path string, k tableKind) table {
	var t table
	maps := p.child(n, path, k.member(), nodeObject, false)
	if maps == nil {
		return t
	}
	for _, m := range maps.members {
		at := path + "." + k.member() + "[" + quote(m.name) + "]"
		if k == headerTable && strings.ContainsFunc(m.name, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
			p.fail("%s: header names must be in lower case", at)
		}
		if m.v.kind != nodeObject {
			p.fail("%s is %s; it must be an object", at, m.v.kind)
		}
		items := p.entry(m.v, at, k == setCookieTable)
		if p.err != nil {
			return t
		}
		if j := t.find(m.name); j >= 0 { // a name that is given twice
			t.entries[j].items = items
			continue
		}
		for _, it := range items {
			t.add(m.name, it)
		}
	}
	t.arrange()
	return t
}

// entry reads a value object; multiValue counts when it is there.
func (p *eventParser) entry(n *node, at string, withAttributes bool) []item {
	multi := p.child(n, at, "multiValue", nodeArray, false)
	own := p.item(n, at, withAttributes, multi == nil || len(multi.items) == 0)
	if multi == nil || len(multi.items) == 0 {
		return []item{own}
	}
	items := make([]item, len(multi.items))
	for i, m := range multi.items {
		at := fmt.Sprintf("%s.multiValue[%d]", at, i)
		if m.kind != nodeObject {
			p.fail("%s is %s; it must be an object", at, m.kind)
		}
		items[i] = p.item(m, at, withAttributes, true)
	}
	return items
}

func (p *eventParser) item(n *node, at string, withAttributes, required bool) item {
	it := item{value: p.text(n, at, "value", required)}
	if withAttributes {
		it.attributes = p.text(n, at, "attributes", false)
	}
	return it
}
