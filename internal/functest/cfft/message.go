// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfft

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"selvedge/internal/functest"
	"selvedge/internal/httpmsg"
)

// This file has event objects as cfft knows them. Members that it does not know are dropped, and a message may be HTTP text.

type (
	event struct {
		Version string `json:"version,omitempty"`
		Context *struct {
			DistributionDomainName string `json:"distributionDomainName,omitempty"`
			DistributionID         string `json:"distributionId,omitempty"`
			EventType              string `json:"eventType,omitempty"`
			RequestID              string `json:"requestId,omitempty"`
		} `json:"context,omitempty"`
		Viewer *struct {
			IP string `json:"ip"`
		} `json:"viewer,omitempty"`
		Request  *request  `json:"request,omitempty"`
		Response *response `json:"response,omitempty"`
	}
	request struct {
		Method      string           `json:"method"`
		URI         string           `json:"uri"`
		QueryString map[string]value `json:"querystring"`
		Headers     map[string]value `json:"headers"`
		Cookies     map[string]value `json:"cookies"`
	}
	response struct {
		StatusCode        int              `json:"statusCode,omitempty"`
		StatusDescription string           `json:"statusDescription,omitempty"`
		Headers           map[string]value `json:"headers"`
		Cookies           map[string]value `json:"cookies"`
		Body              *body            `json:"body,omitempty"`
	}
	value struct {
		Value      string  `json:"value"`
		Attributes string  `json:"attributes,omitempty"`
		MultiValue []value `json:"multiValue,omitempty"`
	}
	body struct {
		Encoding string `json:"encoding"`
		Data     string `json:"data"`
	}
)

// UnmarshalJSON reads a request: an object or HTTP text.
func (r *request) UnmarshalJSON(text []byte) error {
	type plain request
	var message string
	var err error
	switch text[0] {
	case '"':
		if err = json.Unmarshal(text, &message); err == nil {
			err = r.parse(message)
		}
	case '{':
		err = json.Unmarshal(text, (*plain)(r))
	default:
		err = errors.New("request is neither an object nor HTTP text")
	}
	r.Headers, r.Cookies, r.QueryString = orEmpty(r.Headers), orEmpty(r.Cookies), orEmpty(r.QueryString)
	return err
}

// UnmarshalJSON reads a response: an object or HTTP text.
func (r *response) UnmarshalJSON(text []byte) error {
	type plain response
	var message string
	var err error
	switch text[0] {
	case '"':
		if err = json.Unmarshal(text, &message); err == nil {
			err = r.parse(message)
		}
	case '{':
		err = json.Unmarshal(text, (*plain)(r))
	default:
		err = errors.New("response is neither an object nor HTTP text")
	}
	r.Headers, r.Cookies = orEmpty(r.Headers), orEmpty(r.Cookies)
	return err
}

// UnmarshalJSON reads a body: an object, or a text.
func (b *body) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		b.Encoding = "text"
		return json.Unmarshal(text, &b.Data)
	}
	type plain body
	return json.Unmarshal(text, (*plain)(b))
}

func orEmpty(m map[string]value) map[string]value {
	if m == nil {
		return map[string]value{}
	}
	return m
}

// parse reads HTTP text. In cfft the uri keeps the query string, and the parameters are decoded.
func (r *request) parse(text string) error {
	m, err := functest.ParseRequest(text)
	if err != nil {
		return fmt.Errorf("request: %w", err)
	}
	target, err := url.Parse(m.Target())
	if err != nil {
		return fmt.Errorf("request: %w", err)
	}
	r.Method, r.URI = m.Method, target.String()
	r.Headers, r.Cookies, r.QueryString = headerValues(m.Headers, "cookie"), map[string]value{}, map[string]value{}
	for _, c := range (&http.Request{Header: lines(m.Headers, "cookie")}).Cookies() {
		add(r.Cookies, c.Name, value{Value: c.Value})
	}
	for name, values := range target.Query() {
		for _, v := range values {
			add(r.QueryString, name, value{Value: v})
		}
	}
	return nil
}

// parse reads HTTP text.
func (r *response) parse(text string) error {
	m, content, err := functest.ParseResponse(text)
	if err != nil {
		return fmt.Errorf("response: %w", err)
	}
	r.StatusCode, r.StatusDescription = m.Status, m.Reason
	r.Headers, r.Cookies = headerValues(m.Headers, "set-cookie"), map[string]value{}
	for _, c := range (&http.Response{Header: lines(m.Headers, "set-cookie")}).Cookies() {
		_, attributes, _ := strings.Cut(c.String(), "; ")
		add(r.Cookies, c.Name, value{Value: c.Value, Attributes: attributes})
	}
	if content != nil {
		r.Body = &body{Encoding: "text", Data: *content}
	}
	return nil
}

// headerValues returns the header lines but for those called cookie.
func headerValues(headers httpmsg.Headers, cookie string) map[string]value {
	m := map[string]value{}
	for _, h := range headers {
		if h.Name != cookie {
			add(m, h.Name, value{Value: h.Value})
		}
	}
	return m
}

// lines returns the lines called name in the form of net/http.
func lines(headers httpmsg.Headers, name string) http.Header {
	selected := http.Header{}
	for _, h := range headers {
		if h.Name == name {
			selected.Add(name, h.Value)
		}
	}
	return selected
}

// add adds a value; the second one of a name makes both multiValue.
func add(m map[string]value, name string, v value) {
	entry, again := m[name]
	switch {
	case !again:
		entry = v
	case entry.MultiValue == nil:
		entry.MultiValue = []value{{Value: entry.Value, Attributes: entry.Attributes}, v}
	default:
		entry.MultiValue = append(entry.MultiValue, v)
	}
	m[name] = entry
}
