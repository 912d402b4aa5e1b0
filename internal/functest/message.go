// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
)

// This file reads HTTP/1.1 messages as text. Lines end with LF or CRLF. It is more lenient than the edge, so that cases can
// show functions what would not get so far.

// ParseRequest reads a request. A body is left out: functions do not see it.
func ParseRequest(text string) (*httpmsg.Request, error) {
	m, err := parseMessage(text)
	if err != nil {
		return nil, err
	}
	fields := strings.Split(m.start, " ")
	if len(fields) < 2 || len(fields) > 3 || fields[0] == "" || len(fields) == 3 && !strings.HasPrefix(fields[2], "HTTP/") {
		return nil, fmt.Errorf("line 1: %q is not a request line such as GET /path HTTP/1.1", m.start)
	}
	if !strings.HasPrefix(fields[1], "/") {
		return nil, fmt.Errorf("line 1: the target %q does not begin with a slash", fields[1])
	}
	r := &httpmsg.Request{Method: fields[0], Headers: m.headers}
	r.Path, r.Query, r.HasQuery = strings.Cut(fields[1], "?")
	return r, nil
}

// ParseResponse reads a response. The body is nil when there is no empty line behind the headers.
func ParseResponse(text string) (r *httpmsg.Response, body *string, err error) {
	m, err := parseMessage(text)
	if err != nil {
		return nil, nil, err
	}
	version, rest, _ := strings.Cut(m.start, " ")
	code, reason, _ := strings.Cut(rest, " ")
	status, err := strconv.Atoi(code)
	if !strings.HasPrefix(version, "HTTP/") || err != nil || status < 100 || status > 999 {
		return nil, nil, fmt.Errorf("line 1: %q is not a status line such as HTTP/1.1 200 OK", m.start)
	}
	return &httpmsg.Response{Status: status, Reason: reason, Headers: m.headers}, m.body, nil
}

// message is what requests and responses have in common.
type message struct {
	start   string // the first line
	headers httpmsg.Headers
	body    *string // what is behind an empty line; nil when there is none
}

// parseMessage reads a message. The last line break of a text without a body may be missing.
func parseMessage(text string) (m message, err error) {
	var rest string
	if m.start, rest = cutLine(text); m.start == "" {
		return m, errors.New("line 1 is empty")
	}
	for n := 2; rest != ""; n++ {
		var line string
		if line, rest = cutLine(rest); line == "" {
			m.body = &rest
			return m, nil
		}
		name, value, found := strings.Cut(line, ":")
		if !found || name == "" || strings.ContainsAny(name, " \t") {
			return m, fmt.Errorf("line %d: %q is not a header line", n, line)
		}
		m.headers.Add(strings.ToLower(name), strings.Trim(value, " \t"))
	}
	return m, nil
}

func cutLine(text string) (line, rest string) {
	line, rest, _ = strings.Cut(text, "\n")
	return strings.TrimSuffix(line, "\r"), rest
}

// requestValue returns a request as functions see it, as JSON.
func requestValue(r *httpmsg.Request) (any, error) {
	event, err := decode(cff.EventObject(&cff.Event{Type: selvedge.EventViewerRequest, Request: r}))
	if err != nil {
		return nil, err
	}
	return event.(map[string]any)["request"], nil
}

// responseValue returns a response as functions return it, as JSON. body may be nil.
func responseValue(r *httpmsg.Response, body *string) (any, error) {
	event, err := decode(cff.EventObject(&cff.Event{
		Type: selvedge.EventViewerResponse, Request: &httpmsg.Request{Method: "GET", Path: "/"}, Response: r,
	}))
	if err != nil {
		return nil, err
	}
	response := event.(map[string]any)["response"].(map[string]any)
	if body != nil {
		response["body"] = *body
	}
	return response, nil
}
