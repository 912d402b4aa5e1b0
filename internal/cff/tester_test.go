// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
	"selvedge/internal/kvsfile"
)

const goodEvent = `{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"1.2.3.4"},` +
	`"request":{"method":"GET","uri":"/","querystring":{},"headers":{"host":{"value":"a"}},"cookies":{}}}`

func testFunction(ctx context.Context, code, event string) (*selvedge.TestResult, error) {
	return (&cff.Tester{}).TestFunction(ctx, []byte(code), selvedge.FunctionConfig{Runtime: selvedge.Runtime2}, []byte(event))
}

// Events that are none. Source: api.md 2.7; the texts are ours.
func TestInvalidEvents(t *testing.T) {
	with := func(old, now string) string {
		if !strings.Contains(goodEvent, old) {
			t.Fatalf("%s is not in the event", old)
		}
		return strings.Replace(goodEvent, old, now, 1)
	}
	response := func(r string) string {
		return strings.Replace(with("viewer-request", "viewer-response"), `,"viewer":`, `,"response":`+r+`,"viewer":`, 1)
	}
	tests := []struct{ name, event, want string }{
		{"empty", "", "line 1, column 0: unexpected end of JSON input"},
		{"text", "hello", "line 1, column 1: invalid character 'h'"},
		{"unfinished", "{\n  \"version\": ", "line 2, column 13: unexpected end of JSON input"},
		{"second line", "{\n  \"a\" 1}", "line 2, column"},
		{"more text", "{} {}", "more text behind the value"},
		{"garbage behind", goodEvent + "x", "invalid character 'x'"},
		{"not UTF-8", "{\"a\":\"\xff\"}", "not valid UTF-8"},
		{"too large", goodEvent + strings.Repeat(" ", selvedge.MaxEventObject), "the maximum is 40960"},
		{"too deep", strings.Repeat("[", 5000), "more than 32 nested"},
		{"array", "[]", "it is an array; it must be an object"},
		{"null", "null", "it is null; it must be an object"},
		{"version number", with(`"1.0"`, `1.0`), "version is a number; it must be a string"},
		{"other version", with(`"1.0"`, `"2.0"`), `version is "2.0"; it must be "1.0"`},
		{"no context", with(`"context":{"eventType":"viewer-request"},`, ""), "context is missing"},
		{"no event type", with(`"eventType":"viewer-request"`, ""), "context.eventType is missing"},
		{"other event type", with("viewer-request", "origin-request"), `context.eventType is "origin-request"`},
		{"request id", with(`"eventType"`, `"requestId":1,"eventType"`), "context.requestId is a number"},
		{"viewer ip", with(`"1.2.3.4"`, "null"), "viewer.ip is null"},
		{"no method", with(`"method":"GET",`, ""), "request.method is missing"},
		{"no uri", with(`"uri":"/",`, ""), "request.uri is missing"},
		{"query string", with(`"querystring":{}`, `"querystring":"a=1"`), "request.querystring is a string; it must be an object"},
		{"headers array", with(`{"host":{"value":"a"}}`, "[]"), "request.headers is an array; it must be an object"},
		{"header string", with(`{"value":"a"}`, `"a"`), `request.headers["host"] is a string; it must be an object`},
		{"header value", with(`{"value":"a"}`, `{"value":1}`), `request.headers["host"].value is a number; it must be a string`},
		{"no value", with(`{"value":"a"}`, `{}`), `request.headers["host"].value is missing`},
		{"upper case", with(`"host"`, `"Host"`), `request.headers["Host"]: header names must be in lower case`},
		{"multiValue", with(`{"value":"a"}`, `{"value":"a","multiValue":{}}`), `request.headers["host"].multiValue is an object; it must be an array`},
		{"multiValue item", with(`{"value":"a"}`, `{"value":"a","multiValue":["a"]}`), `request.headers["host"].multiValue[0] is a string; it must be an object`},
		{"no response", with("viewer-request", "viewer-response"), "response is missing"},
		{"no status", response(`{}`), "response.statusCode is missing"},
		{"status text", response(`{"statusCode":"200"}`), "response.statusCode is a string; it must be a number"},
		{"status fraction", response(`{"statusCode":200.5}`), `response.statusCode is "200.5"; it must be an integer`},
		{"status huge", response(`{"statusCode":1e99}`), `response.statusCode is "1e99"; it must be an integer`},
		{"cookie attributes", response(`{"statusCode":200,"cookies":{"a":{"value":"","attributes":1}}}`), `response.cookies["a"].attributes is a number`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := testFunction(t.Context(), handler(""), tt.event)
			if selvedge.ErrorCode(err) != selvedge.CodeInvalidArgument || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("TestFunction() = %+v, %v, want InvalidArgument with %q", r, err, tt.want)
			}
		})
	}
}

// What a test event may leave out or have too much of. Source: event.md 2.1, api.md 2.7.
func TestLenientEvents(t *testing.T) {
	tests := []struct{ name, event, want string }{
		{"least", `{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"::1"},"request":{"method":"GET","uri":"/"}}`,
			`{"request":{"headers":{},"method":"GET","querystring":{},"uri":"/","cookies":{}}}`},
		{"least response", `{"version":"1.0","context":{"eventType":"viewer-response"},"viewer":{"ip":"::1"},"request":{"method":"GET","uri":"/"},"response":{"statusCode":404}}`,
			`{"response":{"headers":{},"statusDescription":"Not Found","cookies":{},"statusCode":404}}`},
		{"unknown members", strings.Replace(goodEvent, `"uri"`, `"body":[1,{"a":null}],"x":true,"uri"`, 1),
			`{"request":{"headers":{"host":{"value":"a"}},"method":"GET","querystring":{},"uri":"/","cookies":{}}}`},
		{"last of two", strings.Replace(goodEvent, `"uri":"/"`, `"uri":"/a","uri":"/b"`, 1),
			`{"request":{"headers":{"host":{"value":"a"}},"method":"GET","querystring":{},"uri":"/b","cookies":{}}}`},
		{"no HTML escapes", strings.Replace(goodEvent, `"uri":"/"`, `"uri":"/<&>é\u0001"`, 1),
			`{"request":{"headers":{"host":{"value":"a"}},"method":"GET","querystring":{},"uri":"/<&>é\u0001","cookies":{}}}`},
		{"name twice", strings.Replace(goodEvent, `"cookies":{}`, `"cookies":{"a":{"value":"1"},"a":{"value":"2"}}`, 1),
			`{"request":{"headers":{"host":{"value":"a"}},"method":"GET","querystring":{},"uri":"/","cookies":{"a":{"value":"2"}}}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := testFunction(t.Context(), handler(""), tt.event)
			if err != nil || r.Output != tt.want || r.ErrorMessage != "" {
				t.Errorf("TestFunction() = %+v, %v, want %s", r, err, tt.want)
			}
		})
	}
}

// Source: limits.md 4, api.md 2.7.
func TestComputeUtilization(t *testing.T) {
	r, err := testFunction(t.Context(), handler("console.log('a'); for (;;) {}"), goodEvent)
	if err != nil || r.ComputeUtilization != 100 || r.Output != "" || len(r.Logs) != 1 || !strings.HasPrefix(r.ErrorMessage, execution+" ") {
		t.Errorf("an endless function = %+v, %v", r, err)
	}
	r, err = testFunction(t.Context(), handler(""), goodEvent)
	if err != nil || r.ComputeUtilization < 1 || r.ComputeUtilization > 100 {
		t.Errorf("a small function = %+v, %v, want 1 to 100", r, err)
	}
}

func TestTestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := testFunction(ctx, handler(""), goodEvent); selvedge.ErrorCode(err) != selvedge.CodeTestFunctionFailed {
		t.Errorf("TestFunction() = %+v, %v, want TestFunctionFailed", r, err)
	}
}

// TestTestReadsStore: the function under test reads the store that its configuration names.
func TestTestReadsStore(t *testing.T) {
	const arn = "arn:aws:cloudfront::123456789012:key-value-store/0d7b9c2e-6f0a-4c34-9d57-1f5f2a6f4a10"
	tester := &cff.Tester{KeyValues: func(_ context.Context, asked string) (selvedge.KeyValues, error) {
		if asked != arn {
			return nil, errors.New("no such store")
		}
		return kvsfile.Data{{Key: "k", Value: "read"}}.View("id", time.Time{}), nil
	}}
	config := selvedge.FunctionConfig{Runtime: selvedge.Runtime2, KeyValueStoreAssociations: &selvedge.KeyValueStoreAssociations{
		Quantity: 1, Items: []selvedge.KeyValueStoreAssociation{{KeyValueStoreARN: arn}},
	}}
	code := []byte("import cf from 'cloudfront'; async function handler(e) { e.request.uri = '/' + await cf.kvs().get('k'); return e.request; }")
	r, err := tester.TestFunction(t.Context(), code, config, []byte(goodEvent))
	if err != nil || !strings.Contains(r.Output, `"/read"`) {
		t.Errorf("TestFunction() = %+v, %v", r, err)
	}
	config.KeyValueStoreAssociations.Items[0].KeyValueStoreARN = "other"
	if r, err := tester.TestFunction(t.Context(), code, config, []byte(goodEvent)); selvedge.ErrorCode(err) != selvedge.CodeTestFunctionFailed {
		t.Errorf("TestFunction() with a store that cannot be read = %+v, %v", r, err)
	}
}

// TestShortEvents: what a function seldom reads may be left out of a test event.
func TestShortEvents(t *testing.T) {
	for name, left := range map[string]string{"version": `"version":"1.0",`, "viewer": `"viewer":{"ip":"1.2.3.4"},`} {
		event := strings.Replace(goodEvent, left, "", 1)
		if r, err := testFunction(t.Context(), handler(""), event); err != nil || r.Output == "" || event == goodEvent {
			t.Errorf("without %s: TestFunction() = %+v, %v, want an output", name, r, err)
		}
	}
}

// FuzzEvent: any text is an invalid event or gives a result.
func FuzzEvent(f *testing.F) {
	f.Add([]byte(goodEvent))
	f.Add([]byte(`{"version":"1.0","context":{"eventType":"viewer-response"},"viewer":{"ip":"::1"},"request":{"method":"GET","uri":"/",` +
		`"querystring":{"1":{"value":"","multiValue":[{"value":"a"},{"value":"b"}]}}},"response":{"statusCode":200,` +
		`"cookies":{"a":{"value":"b","attributes":"c"}}}}`))
	f.Add([]byte(`[[[[{"a":`))
	code := []byte(handler("console.log(event); h.x = {value: 'y'}; r.uri += 'z';"))
	config := selvedge.FunctionConfig{Runtime: selvedge.Runtime2}
	f.Fuzz(func(t *testing.T, event []byte) {
		r, err := (&cff.Tester{}).TestFunction(t.Context(), code, config, event)
		if err != nil {
			if selvedge.ErrorCode(err) != selvedge.CodeInvalidArgument {
				t.Errorf("TestFunction() = %v, want InvalidArgument", err)
			}
			return
		}
		if !json.Valid([]byte(r.Output)) && r.ErrorMessage == "" {
			t.Errorf("the output is no JSON: %q", r.Output)
		}
	})
}

// TestCover: the lines that run are counted, and nothing else is different.
func TestCover(t *testing.T) {
	code := "function handler(event) {\nif (event.request.uri == '/a') {\nreturn {statusCode: 200};\n}\nreturn event.request;\n}\n"
	test := cff.Test{Code: []byte(code), Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2}, Event: []byte(goodEvent)}
	plain, err := cff.RunTest(t.Context(), &test)
	if err != nil {
		t.Fatal(err)
	}
	test.Cover = true
	covered, err := cff.RunTest(t.Context(), &test)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[int]uint32{2: 1, 3: 0, 5: 1}, covered.Covered); diff != "" || plain.Covered != nil {
		t.Errorf("Covered differs (-want +got):\n%s\nwithout: %v", diff, plain.Covered)
	}
	if covered.Fuel != plain.Fuel || covered.Output != plain.Output {
		t.Errorf("with coverage %+v, without %+v", covered, plain)
	}
}

// TestMessage: a message is shown as at the edge, not as a test event.
func TestMessage(t *testing.T) {
	test := cff.Test{
		Code:   []byte("function handler(e) { return {statusCode: 200, body: JSON.stringify([e.request.rawQueryString(), e.request])}; }"),
		Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2},
		Message: &cff.Event{Type: selvedge.EventViewerRequest, Request: &httpmsg.Request{
			Method: "GET", Path: "/a", HasQuery: true,
			Headers: httpmsg.Headers{{Name: "host", Value: "WWW.example.com:80"}, {Name: "connection", Value: "close"}, {Name: "cookie", Value: "b=c"}},
		}},
	}
	r, err := cff.RunTest(t.Context(), &test)
	want := `["",{\"method\":\"GET\",\"uri\":\"/a\",\"querystring\":{},\"headers\":{\"host\":{\"value\":\"www.example.com\"}},\"cookies\":{\"b\":{\"value\":\"c\"}}}]`
	if err != nil || !strings.Contains(strings.ReplaceAll(r.Output, `\"\"`, `""`), want) {
		t.Errorf("RunTest() = %+v, %v, want %s", r, err, want)
	}
	test.Message.Type = selvedge.EventViewerResponse
	if r, err := cff.RunTest(t.Context(), &test); selvedge.ErrorCode(err) != selvedge.CodeInvalidArgument {
		t.Errorf("RunTest() without a response = %+v, %v, want InvalidArgument", r, err)
	}
}

// TestEventObject: a message as an event object is a test event that says the same.
func TestEventObject(t *testing.T) {
	ev := &cff.Event{
		Type: selvedge.EventViewerResponse, RequestID: "id", DistributionID: "E1", ViewerIP: "::1",
		Request: &httpmsg.Request{Method: "GET", Path: "/a", HasQuery: true, Query: "b=1&b=%20&c", Headers: httpmsg.Headers{
			{Name: "host", Value: "a"}, {Name: "cookie", Value: "x=1; y=2"}, {Name: "upgrade", Value: "h2c"},
		}},
		Response: &httpmsg.Response{Status: 200, Headers: httpmsg.Headers{
			{Name: "set-cookie", Value: "s=1; Path=/"}, {Name: "content-type", Value: "text/html"},
		}},
	}
	want := `{"version":"1.0","context":{"distributionId":"E1","requestId":"id","eventType":"viewer-response"},"viewer":{"ip":"::1"},` +
		`"request":{"headers":{"host":{"value":"a"}},"method":"GET","querystring":{"b":{"value":"1","multiValue":[{"value":"1"},` +
		`{"value":"%20"}]},"c":{"value":""}},"uri":"/a","cookies":{"x":{"value":"1"},"y":{"value":"2"}}},` +
		`"response":{"headers":{"content-type":{"value":"text/html"}},"statusDescription":"OK",` +
		`"cookies":{"s":{"attributes":"Path=/","value":"1"}},"statusCode":200}}`
	got := cff.EventObject(ev)
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("EventObject() differs (-want +got):\n%s", diff)
	}
	r, err := testFunction(t.Context(), "function handler(e) { return e.response; }", string(got))
	if err != nil || !strings.Contains(want, strings.Trim(r.Output, "{}")) {
		t.Errorf("TestFunction() = %+v, %v, want the response", r, err)
	}
}
