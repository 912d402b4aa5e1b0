// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/store"
)

// events is a TestEventService for one function called f.
type events map[string][]byte

func (e events) TestEvents(_ context.Context, function string) (list []selvedge.TestEvent, err error) {
	if function != "f" {
		return nil, selvedge.Errorf(selvedge.CodeNoSuchFunctionExists, "no %s", function)
	}
	for name, event := range e {
		list = append(list, selvedge.TestEvent{Name: name, Event: event})
	}
	return list, nil
}

func (e events) PutTestEvent(_ context.Context, _ string, event selvedge.TestEvent) error {
	e[event.Name] = event.Event
	return event.Validate()
}

func (e events) DeleteTestEvent(_ context.Context, _, name string) error {
	if name == "boom" {
		panic("boom")
	}
	delete(e, name)
	return nil
}

// config returns what an API needs.
func config(t *testing.T) Config {
	t.Helper()
	st, err := store.Open(t.Context(), store.Config{DataDir: t.TempDir(), AccountID: account, Domain: "cloudfront.localhost"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return Config{AccountID: account, TestEvents: events{}, Stores: st, Values: st, History: st, AccessKeys: keys{}, Audit: records{}}
}

const account = "111122223333"

func TestAnswers(t *testing.T) {
	a, err := New(config(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"PUT", "/functions/f/test-events/a%2Fb", `{}`, 400, `"Code":"InvalidArgument"`},
		{"PUT", "/functions/f/test-events/one", `{"version":"1.0"}`, 204, ""},
		{"GET", "/functions/f/test-events", "", 200, `{"Name":"one","Event":{"version":"1.0"}}`},
		{"GET", "/functions/g/test-events", "", 404, `"Code":"NoSuchFunctionExists","Message":"no g"`},
		{"DELETE", "/functions/f/test-events/one", "", 204, ""},
		{"DELETE", "/functions/f/test-events/boom", "", 500, `"Code":"InternalError"`},
		{"POST", "/functions/f/test-events", "", 404, `has the method POST and the path`},
		{"GET", "/functions//test-events", "", 404, `"Code":"UnknownOperationException"`},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(c.method, Root+c.path, strings.NewReader(c.body))
		if !Serves(r) {
			t.Fatalf("%s is not for this API", c.path)
		}
		a.ServeHTTP(w, r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s %s: %d %s, want %d with %s", c.method, c.path, w.Code, w.Body, c.status, c.want)
		}
		if w.Body.Len() > 0 && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s %s: %s is not JSON", c.method, c.path, w.Body)
		}
	}
}

func TestLargeBodyIsRefused(t *testing.T) {
	a, err := New(config(t))
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	a.ServeHTTP(w, httptest.NewRequest(http.MethodPut, Root+"/functions/f/test-events/a", bytes.NewReader(make([]byte, MaxBody+1))))
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "more than 12582912 bytes") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
