// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
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
	if out.request != nil {
		return checkRequest(out.request, &in.request)
	}
	return checkResponse(out.response, in.response)
}

func checkRequest(out, given *requestModel) error {
	if out.method != given.method {
		return invalid("request.method must not be changed.", "request.method was changed from %s to %s",
			quote(given.method), quote(out.method))
	}
	if err := checkTarget(out, given); err != nil {
		return err
	}
	if err := checkHeaders(&out.headers, &given.headers, "request", headerReadOnlyRequest); err != nil {
		return err
	}
	if sameRequest(out, given) {
		return nil
	}
	size := len(out.method) + len(out.uri) + len(out.query.String()) + tableSize(&out.headers) +
		len(joinPairs(&out.cookies, "; "))
	return checkSize("request", size)
}

func checkTarget(out, given *requestModel) error {
	query := out.query.String()
	sameQuery := out.query.unchanged(&given.query)
	if out.uri == given.uri && sameQuery {
		return nil
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
	if err := checkHeaders(&out.headers, &given.headers, "response", readOnly); err != nil {
		return err
	}
	if out.headers.equal(&given.headers) && out.cookies.equal(&given.cookies) && out.description == given.description {
		return nil
	}
	size := len(out.description) + tableSize(&out.headers)
	for i := range out.cookies.entries {
		for _, it := range out.cookies.entries[i].items {
			size += len("set-cookie: \r\n") + len(setCookieLine(out.cookies.entries[i].name, it).Value)
		}
	}
	return checkSize("response", size)
}

// checkHeaders enforces the lists of disallowed and of read-only names.
func checkHeaders(out, given *table, root string, readOnly headerRule) error {
	for i := range out.entries {
		name := out.entries[i].name
		if isDisallowed(name) {
			return forbidden(sentenceDisallowed, "%s.headers[%s]: functions must not add this header", root, quote(name))
		}
		if headerRules[name]&readOnly != 0 && !slices.Equal(out.entries[i].items, given.items(name)) {
			return forbidden(sentenceReadOnly, "%s.headers[%s] was added or changed", root, quote(name))
		}
	}
	for i := range given.entries {
		name := given.entries[i].name
		if headerRules[name]&readOnly != 0 && out.find(name) < 0 {
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
	return out.uri == given.uri && out.query.unchanged(&given.query) &&
		out.headers.equal(&given.headers) && out.cookies.equal(&given.cookies)
}

// String returns the query string without "?".
func (q *queryModel) String() string {
	if q.isText {
		return q.text
	}
	return joinPairs(&q.table, "&")
}

// unchanged says whether q, as returned, is the query string that was given.
func (q *queryModel) unchanged(given *queryModel) bool {
	if q.isText {
		return q.text == given.text && (q.text != "" || !given.present)
	}
	return q.table.equal(&given.table)
}
