// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"selvedge/internal/httpmsg"
)

// This file holds the rules that production enforces and TestFunction does not. Source: event.md sections 6.1 to
// 6.5 and 6.8, limits.md section 2. What a function left as it was is not judged.

const (
	// MaxRequestTarget is the number of characters that URI and query string set by a function stay below.
	MaxRequestTarget = 8192
	// MaxMessageHead is the number of bytes that the headers of a request (with URI and query string) or a
	// response may have when a function has changed it.
	MaxMessageHead = 32768
)

// checkResult enforces the rules on what a function that was shown in returned.
func checkResult(out *resultModel, in *eventModel) error {
	if out.isRequest {
		return checkRequest(&out.request, &in.request)
	}
	return checkResponse(&out.response, in.response)
}

func checkRequest(out, given *requestModel) error {
	if out.method != given.method {
		return invalid("request.method must not be changed.", "request.method was changed from %s to %s",
			quote(given.method), quote(out.method))
	}
	if err := checkTarget(out, given); err != nil {
		return err
	}
	if !out.same(sectionHeaders) {
		err := checkHeaders(&out.headers, given.section(sectionHeaders), "request", headerReadOnlyRequest)
		if err != nil {
			return err
		}
	}
	if sameRequest(out, given) {
		return nil
	}
	size := len(out.method) + len(out.uri)
	if out.same(sectionQuery) {
		size += len(given.query.text)
	} else {
		size += len(out.query.String())
	}
	if given.source != nil && out.same(sectionHeaders) && out.same(sectionCookies) &&
		size+headBound(given.source.Headers) <= MaxMessageHead {
		return nil // the tables need not be made
	}
	size += tableSize(out.resolved(sectionHeaders, given)) + pairsSize(out.resolved(sectionCookies, given), "; ")
	return checkSize("request", size)
}

// headBound returns a size that lines do not exceed when they are shown to a function. A byte that is not UTF-8 takes
// two bytes then.
func headBound(lines httpmsg.Headers) int {
	n := 0
	for i := range lines {
		n += 2*(len(lines[i].Name)+len(lines[i].Value)) + len(": \r\n")
	}
	return n
}

func checkTarget(out, given *requestModel) error {
	sameQuery := out.same(sectionQuery)
	if out.uri == given.uri && sameQuery {
		return nil
	}
	query := given.query.text
	if !sameQuery {
		query = out.query.String()
	}
	if out.uri != given.uri {
		if !strings.HasPrefix(out.uri, "/") {
			return invalid("request.uri must begin with a slash.", "request.uri is %s; it must begin with /", quote(out.uri))
		}
		if i := strings.IndexFunc(out.uri, func(r rune) bool { return breaksTarget(r) || r == '?' }); i >= 0 {
			return invalid("request.uri must not contain spaces, control characters, ? or #.",
				"request.uri: the character at byte %d must be percent-encoded", i)
		}
	}
	if !sameQuery {
		if i := strings.IndexFunc(query, breaksTarget); i >= 0 {
			return invalid("request.querystring must not contain spaces, control characters or #.",
				"request.querystring: the character at byte %d of the query string must be percent-encoded", i)
		}
	}
	if n := utf8.RuneCountInString(out.uri) + utf8.RuneCountInString(query); n >= MaxRequestTarget {
		return invalid("request.uri and request.querystring are too long.",
			"request.uri and request.querystring have %d characters; they must have less than %d", n, MaxRequestTarget)
	}
	return nil
}

// breaksTarget says whether r cannot stand in a request line.
func breaksTarget(r rune) bool { return r <= ' ' || r == 0x7f || r == '#' }

// checkResponse checks a response; given is nil when the function generated it.
func checkResponse(out, given *responseModel) error {
	var readOnly headerRule
	if given == nil {
		given = &responseModel{}
	} else {
		readOnly = headerReadOnlyResponse
	}
	if !out.same(sectionHeaders) {
		if err := checkHeaders(&out.headers, given.section(sectionHeaders), "response", readOnly); err != nil {
			return err
		}
	}
	if out.same(sectionHeaders) && out.same(sectionCookies) && out.description == given.description {
		return nil
	}
	size := len(out.description) + tableSize(out.resolved(sectionHeaders, given))
	cookies := out.resolved(sectionCookies, given)
	for i := range cookies.entries {
		for _, it := range cookies.entries[i].items {
			size += len("set-cookie: \r\n") + len(setCookieLine(cookies.entries[i].name, it).Value)
		}
	}
	return checkSize("response", size)
}

// checkHeaders enforces the lists of disallowed and of read-only names.
func checkHeaders(out, given *table, root string, readOnly headerRule) error {
	var few [scanLimit]bool
	kept := few[:] // entries of given that out has
	if len(given.entries) > len(few) {
		kept = make([]bool, len(given.entries))
	}
	for i := range out.entries {
		e := &out.entries[i]
		if e.origin > 0 {
			kept[e.origin-1] = true
		} else if isDisallowed(e.name) { // they are never shown
			return forbidden(sentenceDisallowed, "%s.headers[%s]: functions must not add this header", root, quote(e.name))
		}
		if !e.same && headerRuleOf(e.name)&readOnly != 0 {
			return forbidden(sentenceReadOnly, "%s.headers[%s] was added or changed", root, quote(e.name))
		}
	}
	for i := range given.entries {
		name := given.entries[i].name
		if !kept[i] && headerRuleOf(name)&readOnly != 0 {
			return forbidden(sentenceReadOnly, "%s.headers[%s] was deleted", root, quote(name))
		}
	}
	return nil
}

func checkSize(root string, size int) error {
	if size <= MaxMessageHead {
		return nil
	}
	return invalid(fmt.Sprintf("%s headers must not exceed %d bytes.", root, MaxMessageHead),
		"the %s has headers of %d bytes; at most %d are allowed", root, size, MaxMessageHead)
}

// tableSize returns the bytes that headers need as header lines of an HTTP/1.1 message.
func tableSize(t *table) int {
	n := 0
	for i := range t.entries {
		for _, it := range t.entries[i].items {
			n += len(t.entries[i].name) + len(": ") + len(it.value) + len("\r\n")
		}
	}
	return n
}

// sameRequest says whether nothing that goes into a message was changed.
func sameRequest(out, given *requestModel) bool {
	return out.uri == given.uri && out.same(sectionQuery) && out.same(sectionHeaders) && out.same(sectionCookies)
}

// String returns the query string without "?".
func (q *queryModel) String() string {
	if q.isText {
		return q.text
	}
	return joinPairs(&q.table, "&")
}
