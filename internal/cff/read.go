// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"encoding/base64"
	"fmt"
	"math"
	"strings"

	"selvedge"
	"selvedge/internal/js/vm"
)

// This file reads the object that a function returned and checks its shape. Every event and both sets of checks
// need that; the rules of production are in check.go. Source: event.md sections 5 and 6.

// Bounds of what is read of a result, whatever the rules say. They are far above what a message may hold
// (limits.md section 2), and hold for test runs too, which check no sizes.
const (
	maxResultItems = 8 << 10 // names and values of headers, cookies and query parameters in all
	maxResultText  = 1 << 20 // bytes of names and values in all
	maxResultBody  = 2 << 20 // bytes; the memory of a function (limits.md section 1)
)

// resultModel is what a function returned. Its texts outlive the invocation.
type resultModel struct {
	isRequest bool
	request   requestModel
	response  responseModel
}

// forget drops what was returned, but not the memory.
func (m *resultModel) forget() {
	if m.isRequest {
		m.isRequest = false
		m.request.forget()
		m.request.query.isText = false
		return
	}
	m.response.forget()
	m.response.described, m.response.description = false, ""
}

// readResult reads the value v that a function returned into out, which is empty. s is what the function was shown.
func readResult(out *resultModel, v value, s *shown, checks Checks) error {
	in := s.model
	if v.kind() != kindObject {
		return wrongResult(v, in, checks)
	}
	status, err := v.get(keyStatusCode)
	if err != nil {
		return err
	}
	if status.kind() != kindUndefined {
		rd := reader{root: "response", own: s.responseMade, shown: &s.response, items: maxResultItems, bytes: maxResultText}
		return rd.response(&out.response, v, status, in.response)
	}
	if in.eventType != selvedge.EventViewerRequest {
		return invalid("response.statusCode must be an integer.",
			"response.statusCode is missing: a %s function must return a response", in.eventType)
	}
	for _, k := range [...]vm.Key{keyURI, keyMethod} {
		member, err := v.get(k)
		if err != nil {
			return err
		}
		if member.kind() != kindUndefined {
			out.isRequest = true
			rd := reader{root: "request", own: s.requestMade, shown: &s.request, items: maxResultItems, bytes: maxResultText}
			return rd.request(&out.request, v, &in.request)
		}
	}
	return invalid("the function must return a request or a response.",
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
	root  string     // "request" or "response"
	own   *vm.Object // what the function was shown of such a message; nil when it did not look
	shown *[sections]shownSection
	items int
	bytes int
}

func (rd *reader) request(m *requestModel, v value, given *requestModel) (err error) {
	if m.method, err = rd.requiredText(v, keyMethod, given.method); err != nil {
		return err
	}
	if m.uri, err = rd.requiredText(v, keyURI, given.uri); err != nil {
		return err
	}
	q, same, err := rd.member(v, sectionQuery, queryTable)
	switch {
	case err != nil:
		return err
	case same:
		m.state[sectionQuery] = sectionSame
	case q.kind() == kindString:
		m.query.isText = true
		m.query.text, err = rd.text(q, place{root: rd.root, section: "querystring"}, given.query.text)
	default:
		err = rd.table(&m.query.table, q, queryTable, given.section(sectionQuery))
	}
	if err != nil {
		return err
	}
	if m.state[sectionHeaders], err = rd.section(&m.headers, v, headerTable, given); err != nil {
		return err
	}
	m.state[sectionCookies], err = rd.section(&m.cookies, v, cookieTable, given)
	return err
}

// member returns the member of v that is a section. same says that the function has not touched it, and nothing else
// is set then.
func (rd *reader) member(v value, s section, k tableKind) (member value, same bool, err error) {
	if o := v.v.Object(); o == rd.own && o.Untouched(k.key()) {
		return value{}, true, nil
	}
	if member, err = v.get(k.key()); err != nil {
		return value{}, false, err
	}
	return member, rd.shown[s].unchanged(member), nil
}

// giver is a message that was given to a function; its sections are made when they are needed.
type giver interface{ section(s section) *table }

// section reads a section into t, unless the function left it as it was.
func (rd *reader) section(t *table, v value, k tableKind, given giver) (sectionState, error) {
	s := k.section()
	member, same, err := rd.member(v, s, k)
	if err != nil || same {
		return sectionSame, err
	}
	return sectionMade, rd.table(t, member, k, given.section(s))
}

// response reads a response whose statusCode is status. given is nil for a generated one.
func (rd *reader) response(m *responseModel, v, status value, given *responseModel) error {
	code := status.number()
	if status.kind() != kindNumber || code != math.Trunc(code) || code < 200 || code > 599 {
		return invalid("response.statusCode must be an integer from 200 to 599.",
			"response.statusCode is %s; it must be an integer from 200 to 599", show(status))
	}
	m.status = int(code)
	if given == nil {
		given = &responseModel{}
	}
	description, err := v.get(keyStatusDescription)
	if err != nil {
		return err
	}
	if description.kind() != kindUndefined {
		m.described = true
		p := place{root: rd.root, section: "statusDescription"}
		if m.description, err = rd.text(description, p, given.description); err != nil {
			return err
		}
	}
	if m.state[sectionHeaders], err = rd.section(&m.headers, v, headerTable, given); err != nil {
		return err
	}
	if m.state[sectionCookies], err = rd.section(&m.cookies, v, setCookieTable, given); err != nil {
		return err
	}
	m.body, err = rd.body(v)
	return err
}

// body reads response.body: a string, or an object with encoding and data. Source: event.md section 4.
func (rd *reader) body(v value) (*bodyModel, error) {
	b, err := v.get(keyBody)
	if err != nil || b.kind() == kindUndefined || b.kind() == kindNull {
		return nil, err
	}
	data, encoding := b, "text"
	if b.kind() == kindObject {
		if data, err = b.get(keyData); err != nil {
			return nil, err
		}
		given, err := b.get(keyEncoding)
		if err != nil {
			return nil, err
		}
		if given.kind() != kindUndefined {
			if encoding, err = rd.text(given, place{root: rd.root, section: "body", member: "encoding"}, ""); err != nil {
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
	return decodeBody(encoding, strings.Clone(text))
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

func (rd *reader) requiredText(v value, k vm.Key, given string) (string, error) {
	member, err := v.get(k)
	if err != nil {
		return "", err
	}
	return rd.text(member, place{root: rd.root, section: k.Text()}, given)
}

// text reads a string, and refuses characters that end a line of HTTP. The result is given itself, or a copy.
func (rd *reader) text(v value, p place, given string) (string, error) {
	if v.kind() != kindString {
		return "", invalid(p.rule()+" must be a string.", "%s is %s; it must be a string", p, show(v))
	}
	s, err := v.text()
	if err != nil {
		return "", err
	}
	if i := lineBreak(s); i >= 0 {
		return "", invalid(p.rule()+" must not contain line breaks or NUL.",
			"%s: a line break or NUL stands at byte %d", p, i)
	}
	if s == given {
		return given, rd.spend(len(s))
	}
	return strings.Clone(s), rd.spend(len(s))
}

// lineBreak returns where the first line break or NUL stands, or -1.
func lineBreak(s string) int {
	for i := range len(s) {
		if c := s[i]; c <= '\r' && (c == '\r' || c == '\n' || c == 0) {
			return i
		}
	}
	return -1
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
