// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"encoding/json"
	"errors"
	"fmt"
)

// expectJSON is the expectation of a case as it is written.
type expectJSON struct {
	Request  json.RawMessage `json:"request"`
	Response json.RawMessage `json:"response"`
	Contains struct {
		Request  json.RawMessage `json:"request"`
		Response json.RawMessage `json:"response"`
	} `json:"contains"`
	Error          json.RawMessage   `json:"error"`
	Missed         json.RawMessage   `json:"missed"`
	Logs           []json.RawMessage `json:"logs"`
	MaxUtilization *int              `json:"maxUtilization"`
	Origin         json.RawMessage   `json:"origin"`
	LogData        json.RawMessage   `json:"logData"`
}

// UnmarshalJSON reads an expectation.
func (e *expectJSON) UnmarshalJSON(text []byte) error {
	type plain expectJSON
	return strictly(text, (*plain)(e))
}

// expectation reads what must come of a case.
func (c *Case) expectation(j *expectJSON) (err error) {
	e := &c.Expect
	for _, m := range []struct {
		name string
		raw  json.RawMessage
		to   *any
	}{
		{"request", j.Request, &e.Request}, {"response", j.Response, &e.Response},
		{"request", j.Contains.Request, &e.Contains.Request}, {"response", j.Contains.Response, &e.Contains.Response},
	} {
		if *m.to, err = expectedMessage(m.name, m.raw); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	for _, t := range []struct {
		name  string
		raw   json.RawMessage
		exact bool
		to    **Text
	}{
		{"error", j.Error, false, &e.Error}, {"missed", j.Missed, false, &e.Missed}, {"logData", j.LogData, true, &e.LogData},
	} {
		if *t.to, err = expectedText(t.raw, t.exact); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	if j.Logs != nil {
		e.Logs = []Text{}
	}
	for i, raw := range j.Logs {
		t, err := expectedText(raw, true)
		if err != nil {
			return fmt.Errorf("logs[%d]: %w", i, err)
		}
		e.Logs = append(e.Logs, *t)
	}
	e.MaxUtilization = j.MaxUtilization
	if len(j.Origin) > 0 {
		origin, err := decode(j.Origin)
		if err != nil {
			return err
		}
		e.Origin = &origin
	}
	if e.Error != nil && (e.Request != nil || e.Response != nil || e.Contains.Request != nil || e.Contains.Response != nil) {
		return errors.New("a function that fails returns neither a request nor a response")
	}
	return nil
}

// expectedMessage reads a message: an object, HTTP text, or the lines of one. It is nil when there is none.
func expectedMessage(kind string, raw json.RawMessage) (any, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	if raw[0] == '{' {
		return decode(raw)
	}
	var text textJSON
	if err := json.Unmarshal(raw, &text); err != nil || raw[0] != '"' && raw[0] != '[' {
		return nil, errors.New("it is neither an object nor HTTP text")
	}
	if kind == "request" {
		r, err := ParseRequest(string(text))
		if err != nil {
			return nil, err
		}
		return requestValue(r)
	}
	r, body, err := ParseResponse(string(text))
	if err != nil {
		return nil, err
	}
	return responseValue(r, body)
}

// expectedText reads a condition on a text: a string, {"contains": string}, {"match": regular expression} or null. A string
// is the whole text, or part of it unless exact.
func expectedText(raw json.RawMessage, exact bool) (*Text, error) {
	switch {
	case len(raw) == 0:
		return nil, nil
	case string(raw) == "null":
		t := noText()
		return &t, nil
	case raw[0] == '"':
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, err
		}
		t := equalText(s)
		if !exact {
			t = containsText(s)
		}
		if s == "" && !exact {
			return nil, errors.New("it is empty")
		}
		return &t, nil
	}
	var object struct {
		Contains string `json:"contains"`
		Match    string `json:"match"`
	}
	if err := strictly(raw, &object); err != nil || (object.Contains == "") == (object.Match == "") {
		return nil, errors.New(`it is none of "text", {"contains": "text"}, {"match": "expression"} and null`)
	}
	t := containsText(object.Contains)
	if object.Match != "" {
		var err error
		if t, err = matchText(object.Match); err != nil {
			return nil, err
		}
	}
	return &t, nil
}
