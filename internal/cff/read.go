// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"encoding/base64"
	"fmt"
	"math"
	"strings"

	"selvedge"
)

// This file reads the object that a function returned and checks its shape. Every event and both sets of checks
// need that; the rules of production are in check.go. Source: event.md sections 5 and 6.

// Bounds of what is read of a result, whatever the rules say. They are far above what a message may hold
// (limits.md section 2), and hold for test runs too, which check no sizes.
const (
	maxResultItems = 16 << 10 // names and values of headers, cookies and query parameters in all
	maxResultText  = 1 << 20  // bytes of names and values in all
	maxResultBody  = 2 << 20  // bytes; the memory of a function (limits.md section 1)
)

// resultModel is what a function returned; one of the two is set.
type resultModel struct {
	request  *requestModel
	response *responseModel
}

// readResult reads the returned value v of a function that was shown in.
func readResult(v value, in *eventModel, checks Checks) (*resultModel, error) {
	if v.kind() != kindObject {
		return nil, wrongResult(v, in, checks)
	}
	status, err := v.get("statusCode")
	if err != nil {
		return nil, err
	}
	if status.kind() != kindUndefined {
		rd := reader{root: "response", items: maxResultItems, bytes: maxResultText}
		m, err := rd.response(v, status, in.response)
		return &resultModel{response: m}, err
	}
	if in.eventType != selvedge.EventViewerRequest {
		return nil, invalid("response.statusCode must be an integer.",
			"response.statusCode is missing: a %s function must return a response", in.eventType)
	}
	for _, name := range [...]string{"uri", "method"} {
		member, err := v.get(name)
		if err != nil {
			return nil, err
		}
		if member.kind() != kindUndefined {
			rd := reader{root: "request", items: maxResultItems, bytes: maxResultText}
			m, err := rd.request(v, &in.request)
			return &resultModel{request: m}, err
		}
	}
	return nil, invalid("the function must return a request or a response.",
		"the returned object has neither statusCode nor uri and method")
}

// wrongResult is the failure of a returned value that is no object. AWS treats a missing one like an object from
// which everything was deleted, read-only headers included, which a test does not show.
// Source: aws-samples/amazon-cloudfront-functions issue 27 (event.md section 5).
func wrongResult(v value, in *eventModel, checks Checks) error {
	names := map[kind]string{
		kindUndefined: "undefined", kindNull: "null", kindBoolean: "a boolean", kindNumber: "a number",
		kindString: "a string", kindOther: "a primitive", kindFunction: "a function", kindArray: "an array",
		kindError: "an error object",
	}
	what := "a response"
	if in.eventType == selvedge.EventViewerRequest {
		what = "a request or a response"
	}
	missing := v.kind() == kindUndefined || v.kind() == kindNull
	if missing && checks == ChecksEdge {
		return forbidden(sentenceReadOnly, "the function returned %s in place of %s", names[v.kind()], what)
	}
	return invalid("the function must return a request or a response.", "the function returned %s in place of %s",
		names[v.kind()], what)
}

// reader reads one result. items and bytes are what is left of the bounds.
type reader struct {
	root  string // "request" or "response"
	items int
	bytes int
}

func (rd *reader) request(v value, given *requestModel) (*requestModel, error) {
	m := &requestModel{}
	var err error
	if m.method, err = rd.requiredText(v, "method"); err != nil {
		return nil, err
	}
	if m.uri, err = rd.requiredText(v, "uri"); err != nil {
		return nil, err
	}
	if m.query, err = rd.query(v, &given.query); err != nil {
		return nil, err
	}
	if m.headers, err = rd.table(v, headerTable, &given.headers); err != nil {
		return nil, err
	}
	m.cookies, err = rd.table(v, cookieTable, &given.cookies)
	return m, err
}

func (rd *reader) query(v value, given *queryModel) (queryModel, error) {
	q, err := v.get("querystring")
	if err != nil {
		return queryModel{}, err
	}
	if q.kind() == kindString {
		text, err := rd.text(q, place{root: rd.root, section: "querystring"})
		return queryModel{isText: true, text: text}, err
	}
	t, err := rd.table(v, queryTable, &given.table)
	return queryModel{table: t}, err
}

// response reads a response whose statusCode is status. given is nil for a generated one.
func (rd *reader) response(v, status value, given *responseModel) (*responseModel, error) {
	m := &responseModel{}
	code := status.number()
	if status.kind() != kindNumber || code != math.Trunc(code) || code < 200 || code > 599 {
		return nil, invalid("response.statusCode must be an integer from 200 to 599.",
			"response.statusCode is %s; it must be an integer from 200 to 599", show(status))
	}
	m.status = int(code)
	description, err := v.get("statusDescription")
	if err != nil {
		return nil, err
	}
	if description.kind() != kindUndefined {
		m.described = true
		if m.description, err = rd.text(description, place{root: rd.root, section: "statusDescription"}); err != nil {
			return nil, err
		}
	}
	if given == nil {
		given = &responseModel{}
	}
	if m.headers, err = rd.table(v, headerTable, &given.headers); err != nil {
		return nil, err
	}
	if m.cookies, err = rd.table(v, setCookieTable, &given.cookies); err != nil {
		return nil, err
	}
	m.body, err = rd.body(v)
	return m, err
}

// body reads response.body: a string, or an object with encoding and data. Source: event.md section 4.
func (rd *reader) body(v value) (*bodyModel, error) {
	b, err := v.get("body")
	if err != nil || b.kind() == kindUndefined || b.kind() == kindNull {
		return nil, err
	}
	data, encoding := b, "text"
	if b.kind() == kindObject {
		if data, err = b.get("data"); err != nil {
			return nil, err
		}
		given, err := b.get("encoding")
		if err != nil {
			return nil, err
		}
		if given.kind() != kindUndefined {
			if encoding, err = rd.text(given, place{root: rd.root, section: "body", member: "encoding"}); err != nil {
				return nil, err
			}
		}
	}
	if data.kind() != kindString {
		return nil, invalid("response.body must be a string or an object with encoding and data.",
			"response.body is neither a string nor an object with a string data")
	}
	text, err := data.text()
	if err != nil {
		return nil, err
	}
	if len(text) > maxResultBody {
		return nil, execution("MemoryError: response.body has more bytes than a function has memory")
	}
	return decodeBody(encoding, text)
}

func decodeBody(encoding, data string) (*bodyModel, error) {
	m := &bodyModel{encoding: encoding, data: data}
	switch encoding {
	case "text":
		m.bytes = []byte(data)
	case "base64":
		var err error
		if m.bytes, err = base64.StdEncoding.DecodeString(data); err != nil {
			return nil, invalid("response.body must be valid base64.", "response.body.data: %v", err)
		}
	default:
		return nil, invalid("response.body.encoding must be text or base64.",
			"response.body.encoding is %s; it must be text or base64", quote(encoding))
	}
	return m, nil
}

func (rd *reader) requiredText(v value, name string) (string, error) {
	member, err := v.get(name)
	if err != nil {
		return "", err
	}
	return rd.text(member, place{root: rd.root, section: name})
}

// text reads a string, and refuses characters that end a line of HTTP.
func (rd *reader) text(v value, p place) (string, error) {
	if v.kind() != kindString {
		return "", invalid(p.rule()+" must be a string.", "%s is %s; it must be a string", p, show(v))
	}
	s, err := v.text()
	if err != nil {
		return "", err
	}
	if i := strings.IndexAny(s, "\r\n\x00"); i >= 0 {
		return "", invalid(p.rule()+" must not contain line breaks or NUL.",
			"%s: a line break or NUL stands at byte %d", p, i)
	}
	return s, rd.spend(len(s))
}

// spend takes a name or a value of n bytes off the bounds.
func (rd *reader) spend(n int) error {
	if rd.items--; rd.items < 0 {
		return invalid(rd.root+" has too many headers, cookies or query parameters.",
			"%s has more than %d names and values", rd.root, maxResultItems)
	}
	if rd.bytes -= n; rd.bytes < 0 {
		return invalid(rd.root+" is too large.", "the names and values in %s have more than %d bytes", rd.root, maxResultText)
	}
	return nil
}

// show describes a value of a wrong type or range in a few words.
func show(v value) string {
	switch v.kind() {
	case kindUndefined:
		return "undefined"
	case kindNull:
		return "null"
	case kindString:
		if s, err := v.text(); err == nil {
			return "the string " + quote(s)
		}
		return "a long string"
	case kindBoolean, kindNumber:
		if s, err := v.text(); err == nil {
			return s
		}
	case kindFunction:
		return "a function"
	case kindArray:
		return "an array"
	case kindObject, kindError:
		return "an object"
	case kindOther:
	}
	return "a value of another type"
}

// place says where in a result something is.
type place struct {
	root, section string
	name          string // of the entry
	inEntry       bool
	member        string // value, multiValue, …
	index         int    // in multiValue, from 1; 0 when it is not in there
}

// String returns the place as a JavaScript expression.
func (p place) String() string {
	s := p.root + "." + p.section
	if p.inEntry {
		s += "[" + quote(p.name) + "]"
	}
	if p.index > 0 {
		s += fmt.Sprintf(".multiValue[%d]", p.index-1)
	}
	if p.member != "" {
		s += "." + p.member
	}
	return s
}

// rule returns the place without anything that the function chose.
func (p place) rule() string {
	s := p.root + "." + p.section
	if p.member != "" {
		s += "." + p.member
	}
	return s
}
