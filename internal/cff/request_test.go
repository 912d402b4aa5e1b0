// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
)

// lines makes header lines of "name: value" texts.
func lines(texts ...string) httpmsg.Headers {
	var h httpmsg.Headers
	for _, t := range texts {
		name, value, _ := strings.Cut(t, ": ")
		h.Add(name, value)
	}
	return h
}

func viewerRequest(target string, header ...string) *cff.Event {
	path, query, has := strings.Cut(target, "?")
	return &cff.Event{
		Type: selvedge.EventViewerRequest, ViewerIP: "198.51.100.11",
		DistributionDomainName: "d111111abcdef8.cloudfront.net", DistributionID: "EDFDVBD6EXAMPLE", RequestID: "id==",
		Request: &httpmsg.Request{
			Method: "GET", Path: path, Query: query, HasQuery: has, Headers: lines(header...),
			Body: strings.NewReader("body"), ContentLength: 4,
		},
	}
}

// handler is the code of a handler with the given body; r is the request or the response of the event.
func handler(body string) string {
	return "function handler(event) { var r = event.response || event.request, h = r.headers, c = r.cookies, q = r.querystring;\n" +
		body + "\nreturn r; }"
}

func invoke(t *testing.T, code string, ev *cff.Event) cff.Result {
	t.Helper()
	return cff.Compile("test", []byte(code), selvedge.Runtime2).Invoke(t.Context(), ev, cff.ChecksEdge)
}

// What was not touched comes back as it was. Source: event.md 3.2, 5.
func TestUntouchedRequest(t *testing.T) {
	targets := []string{"/", "/?", "/a%20b?x=1&&2=b&a&a=&x=2", "/\xe9?q=\xe9", "/?__proto__=1&10=a&9=b&constructor",
		"/?" + strings.Repeat("a=1&b&30=2&20=3&c=4&d&e&f&g&h&i&j&k&l&m&n&o&p&q&r&s&", 3)}
	for _, target := range targets {
		t.Run(target, func(t *testing.T) {
			ev := viewerRequest(target, "host: WWW.Example.COM:443", "accept: a", "x-b: \xe9", "accept: b", "5: n",
				"connection: close", "x-amz-cf-id: 1", "cookie: b=2; a; =x;; b=1", "cookie: c=\xe9", "via: 1.1 x")
			r := invoke(t, handler(""), ev)
			if r.Failure != nil || r.Request != ev.Request {
				t.Errorf("Invoke() = %+v, %v, want the request itself", r.Request, r.Failure)
			}
			rebuilt := "r.cookies = Object.assign({}, c); r.headers = JSON.parse(JSON.stringify(h));"
			if r := invoke(t, handler(rebuilt), ev); r.Failure != nil || r.Request != ev.Request {
				t.Errorf("rebuilding the maps = %+v, %v, want the request itself", r.Request, r.Failure)
			}
		})
	}
}

// What a function sees of a request. Source: event.md 2, 3.
func TestShownRequest(t *testing.T) {
	tests := []struct {
		name, expression string
		ev               *cff.Event
		want             string
	}{
		{"context", "JSON.stringify(event.context)", viewerRequest("/"),
			`{"distributionDomainName":"d111111abcdef8.cloudfront.net","distributionId":"EDFDVBD6EXAMPLE","eventType":"viewer-request","requestId":"id=="}`},
		{"no response", "'response' in event", viewerRequest("/"), "false"},
		{"host", "h.host.value", viewerRequest("/", "host: D1.CloudFront.NET:443"), "d1.cloudfront.net"},
		{"host with dot", "h.host.value", viewerRequest("/", "host: a.example."), "a.example"},
		{"host with dot and port", "h.host.value", viewerRequest("/", "host: a.example.:80"), "a.example"},
		{"IPv6 host", "h.host.value", viewerRequest("/", "host: [2001:DB8::1]:80"), "[2001:db8::1]"},
		{"several lines", "JSON.stringify(h)", viewerRequest("/", "accept: a, b", "accept: c"),
			`{"accept":{"value":"a, b","multiValue":[{"value":"a, b"},{"value":"c"}]}}`},
		{"ISO-8859-1", "h.x.value + r.uri + q.q.value", viewerRequest("/\xe9?q=\xfc", "x: \xe4"), "ä/éü"},
		{"UTF-8", "h.x.value", viewerRequest("/", "x: ä"), "ä"},
		{"cookies", "JSON.stringify(c) + Object.keys(h)", viewerRequest("/", "cookie: A=1; b=x=y", "cookie: A=2; n"),
			`{"A":{"value":"1","multiValue":[{"value":"1"},{"value":"2"}]},"b":{"value":"x=y"},"n":{"value":""}}`},
		{"query", "JSON.stringify(q)", viewerRequest("/?ID=42&n=&b&mv=1&mv=2,3&p=%E5+x"),
			`{"ID":{"value":"42"},"n":{"value":""},"b":{"value":""},"mv":{"value":"1","multiValue":[{"value":"1"},{"value":"2,3"}]},"p":{"value":"%E5+x"}}`},
		{"raw query", "r.rawQueryString()", viewerRequest("/p?name=John&age=25"), "name=John&age=25"},
		{"raw query after change", "(r.querystring = 'x', r.rawQueryString())", viewerRequest("/p?a=1"), "a=1"},
		{"empty raw query", "JSON.stringify(r.rawQueryString())", viewerRequest("/p?"), `""`},
		{"no raw query", "r.rawQueryString()", viewerRequest("/p"), "undefined"},
		{"body hidden", "r.body", viewerRequest("/p"), "undefined"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := invoke(t, handler("console.log(String("+tt.expression+"));"), tt.ev)
			if diff := cmp.Diff([]string{tt.want}, r.Logs); diff != "" {
				t.Errorf("%s (-want +got):\n%s%v", tt.expression, diff, r.Failure)
			}
		})
	}
}

// Changes to a request. Source: event.md 3.2, 5, 7; examples.md 20.
func TestChangedRequest(t *testing.T) {
	head := []string{"host: A.Example:80", "accept: a", "x-keep: \xe9", "accept: b", "upgrade: h2c", "cookie: i=1; j=2", "z: 1"}
	tests := []struct {
		name, code, target string
		wantTarget         string
		want               []string // header lines; nil: as they were
	}{
		{"uri", "r.uri = '/x';", "/y?a=1", "/x?a=1", nil},
		{"value of several", "h.accept.value = 'x';", "/", "/",
			[]string{head[0], "accept: x", head[2], "accept: b", head[4], head[5], head[6]}},
		{"second value", "h.accept.multiValue[1].value = 'y';", "/", "/",
			[]string{head[0], "accept: a", head[2], "accept: y", head[4], head[5], head[6]}},
		{"multiValue wins", "h.accept.value = 'x'; h.accept.multiValue.push({value: 'z'});", "/", "/",
			[]string{head[0], "accept: a", head[2], "accept: b", "accept: z", head[4], head[5], head[6]}},
		{"fewer values", "h.accept.multiValue.pop();", "/", "/",
			[]string{head[0], "accept: a", head[2], head[4], head[5], head[6]}},
		{"delete", "delete h.accept;", "/", "/", []string{head[0], head[2], head[4], head[5], head[6]}},
		{"new object", "h.accept = {value: 'q'};", "/", "/",
			[]string{head[0], "accept: q", head[2], head[4], head[5], head[6]}},
		{"empty multiValue", "h.accept.multiValue = [];", "/", "/",
			[]string{head[0], "accept: a", head[2], head[4], head[5], head[6]}},
		{"new names", "h['x-n'] = {value: '1'}; h.m = {multiValue: [{value: '1'}, {value: 'ü'}]};", "/", "/",
			append(append([]string{}, head...), "x-n: 1", "m: 1", "m: ü")},
		{"cookie changed", "c.j.value = '3'; c.n = {value: 'x', multiValue: [{value: '1'}, {value: '2'}]};", "/", "/",
			[]string{head[0], head[1], head[2], head[3], head[4], "cookie: i=1; j=3; n=1; n=2", head[6]}},
		{"cookies removed", "r.cookies = {};", "/", "/", []string{head[0], head[1], head[2], head[3], head[4], head[6]}},
		{"cookies omitted", "delete r.cookies;", "/", "/", []string{head[0], head[1], head[2], head[3], head[4], head[6]}},
		{"cookie header", "h.cookie = {value: 'k=v'};", "/", "/", append(append([]string{}, head...), "cookie: k=v")},
		{"query member", "q.b.value = '2';", "/?z&b=1&a&b=9&m=", "/?z&b=2&b=9&a&m=", nil},
		{"query new and gone", "delete q.a; q.c = {value: '%20'};", "/?a=1&b=2", "/?b=2&c=%20", nil},
		{"query reordered", "r.querystring = {b: q.b, a: q.a};", "/?a=1&b=2", "/?b=2&a=1", nil},
		{"query string", "r.querystring = 'b=2&a=1';", "/?x", "/?b=2&a=1", nil},
		{"query string the same", "r.querystring = 'x'; r.uri = '/n'", "/?x", "/n?x", nil},
		{"query emptied", "r.querystring = {};", "/?x=1", "/", nil},
		{"query string empty", "r.querystring = '';", "/?", "/", nil},
		{"query omitted", "delete r.querystring;", "/?x=1", "/", nil},
		{"bare question mark stays", "r.uri = '/n'", "/?", "/n?", nil},
		{"UTF-8 form", "q.b = {value: '1'};", "/?a=\xe9", "/?a=é&b=1", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ev := viewerRequest(tt.target, head...)
			r := invoke(t, handler(tt.code), ev)
			if r.Failure != nil {
				t.Fatalf("Invoke() = %v, want a request", r.Failure)
			}
			want := tt.want
			if want == nil {
				want = head
			}
			if diff := cmp.Diff(lines(want...), r.Request.Headers); diff != "" {
				t.Errorf("headers (-want +got):\n%s", diff)
			}
			if got := r.Request.Target(); got != tt.wantTarget {
				t.Errorf("target = %q, want %q", got, tt.wantTarget)
			}
			if r.Request == ev.Request || r.Request.Body != ev.Request.Body || r.Request.ContentLength != 4 {
				t.Errorf("the request is not a new one with the same body: %+v", r.Request)
			}
			if diff := cmp.Diff(lines(head...), ev.Request.Headers); diff != "" {
				t.Errorf("the request of the event was changed:\n%s", diff)
			}
		})
	}
}

const (
	readOnly   = "The CloudFront function tried to add, delete, or change a read-only header."
	disallowed = "The CloudFront function tried to add a disallowed header."
	invalid    = "The CloudFront function returned an invalid value: "
)

// checkFailure compares class and sentence, and looks for part in the detail.
func checkFailure(t *testing.T, r cff.Result, class cff.FailureClass, sentence, part string) {
	t.Helper()
	f := r.Failure
	if f == nil || r.Request != nil || r.Response != nil {
		t.Fatalf("Invoke() = %+v, want only a failure", r)
	}
	if f.Class != class || f.Sentence != sentence || !strings.Contains(f.Detail, part) || f.Err != nil {
		t.Errorf("failure = %d %q %q (%v),\nwant %d %q with %q", f.Class, f.Sentence, f.Detail, f.Err, class, sentence, part)
	}
}

// Rules about values of a returned request. Source: event.md 6.3 to 6.5.
func TestInvalidRequest(t *testing.T) {
	long := strings.Repeat("x", 8000)
	tests := []struct{ name, code, sentence, detail string }{
		{"method", "r.method = 'PUT';", invalid + "request.method must not be changed.", `from "GET" to "PUT"`},
		{"no method", "delete r.method;", invalid + "request.method must be a string.", "undefined"},
		{"relative uri", "r.uri = 'foo';", invalid + "request.uri must begin with a slash.", `"foo"`},
		{"empty uri", "r.uri = '';", invalid + "request.uri must begin with a slash.", `""`},
		{"query in uri", "r.uri = '/a?b=1';", invalid + "request.uri must not contain spaces, control characters, ? or #.", "byte 2"},
		{"space in uri", "r.uri = '/a b';", invalid + "request.uri must not contain spaces, control characters, ? or #.", "byte 2"},
		{"line break in uri", "r.uri = '/a\\r\\nx: y';", invalid + "request.uri must not contain line breaks or NUL.", "byte 2"},
		{"space in query", "q.a = {value: 'b c'};", invalid + "request.querystring must not contain spaces, control characters or #.", "byte 3"},
		{"hash in query", "r.querystring = 'a#';", invalid + "request.querystring must not contain spaces, control characters or #.", "byte 1"},
		{"control in query name", "q['\\t'] = {value: 'b'};", invalid + "request.querystring must not contain spaces, control characters or #.", "byte 0"},
		{"query number", "r.querystring = 1;", invalid + "request.querystring must be an object or a string.", "is 1"},
		{"target too long", "r.uri += '" + long + "'; r.querystring = '" + long[:191] + "';",
			invalid + "request.uri and request.querystring are too long.", "8192 characters"},
		{"header name with blank", "h['a b'] = {value: ''};", invalid + "request.headers must have valid header names.", "' '"},
		{"header name with line break", "h['a\\n'] = {value: ''};", invalid + "request.headers must have names without line breaks.", "in the name"},
		{"empty header name", "h[''] = {value: ''};", invalid + "request.headers must have valid header names.", "empty"},
		{"cookie line break", "c.a = {value: 'x\\ny'};", invalid + "request.cookies.value must not contain line breaks or NUL.", "byte 1"},
		{"multiValue of strings", "h.a = {multiValue: ['x']};", invalid + "request.headers must have objects with a value.", `request.headers["a"].multiValue[0]`},
		{"multiValue without value", "h.a = {multiValue: [{}]};", invalid + "request.headers.value must be a string.", `request.headers["a"].multiValue[0].value is missing`},
		{"too large", "for (var i = 0; i < 5; i++) { h['x' + i] = {value: 'y'.repeat(8000)}; }",
			invalid + "request headers must not exceed 32768 bytes.", "at most 32768"},
		{"null headers", "r.headers = null;", invalid + "request.headers must be an object.", "null"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := invoke(t, handler(tt.code), viewerRequest("/", "host: a"))
			checkFailure(t, r, cff.ValidationError, tt.sentence, tt.detail)
		})
	}
}

var disallowedNames = []string{"connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization",
	"proxy-connection", "trailer", "upgrade", "x-accel-buffering", "x-accel-charset", "x-accel-limit-rate",
	"x-accel-redirect", "x-amz-cf-anything", "x-amz-cf-id", "x-amzn-auth", "x-amzn-cf-billing", "x-amzn-cf-id",
	"x-amzn-cf-xff", "x-amzn-errortype", "x-amzn-fle-profile", "x-amzn-header-count", "x-amzn-header-order",
	"x-amzn-lambda-integration-tag", "x-amzn-requestid", "x-cache", "x-edge-anything", "x-forwarded-proto", "x-real-ip"}

// Disallowed headers are hidden, stay, and cannot be added to any kind of result. Source: event.md 6.1.
func TestDisallowedHeaders(t *testing.T) {
	for _, name := range disallowedNames {
		t.Run(name, func(t *testing.T) {
			set := "h['" + name + "'] = {value: '1'};"
			checkFailure(t, invoke(t, handler(set), viewerRequest("/", "host: a", name+": 1")), cff.ValidationError, disallowed, name)
			checkFailure(t, invoke(t, handler(set), viewerResponse(200)), cff.ValidationError, disallowed, name)
			generate := "function handler(e) { return {statusCode: 200, headers: {'" + name + "': {value: '1'}}}; }"
			checkFailure(t, invoke(t, generate, viewerRequest("/")), cff.ValidationError, disallowed, name)

			r := invoke(t, handler("console.log(Object.keys(h).join()); r.uri = '/n';"), viewerRequest("/", name+": 1", "host: a"))
			if diff := cmp.Diff([]string{"host"}, r.Logs); diff != "" {
				t.Errorf("headers shown (-want +got):\n%s", diff)
			}
			if r.Request == nil || r.Request.Headers.Get(name) != "1" {
				t.Errorf("request = %+v, want it to keep %s", r.Request, name)
			}
		})
	}
	for _, name := range []string{"x-forwarded-host", "x-forwarded-for", "true-client-ip", "x-edgy", "x-amz-meta-a"} {
		r := invoke(t, handler("h['"+name+"'] = {value: '1'};"), viewerRequest("/", "host: a"))
		if r.Failure != nil || r.Request.Headers.Get(name) != "1" {
			t.Errorf("setting %s = %v, want success", name, r.Failure)
		}
	}
}

// Read-only headers cannot be added, changed or deleted; the same value is no change. Source: event.md 6.2.
func TestReadOnlyHeaders(t *testing.T) {
	events := map[string]func(...string) *cff.Event{
		"viewer-request":  func(h ...string) *cff.Event { return viewerRequest("/", h...) },
		"viewer-response": func(h ...string) *cff.Event { return viewerResponse(200, h...) },
	}
	names := map[string][]string{
		"viewer-request":  {"cdn-loop", "content-length", "host", "transfer-encoding", "via"},
		"viewer-response": {"warning", "via"},
	}
	for eventType, event := range events {
		for _, name := range names[eventType] {
			t.Run(eventType+" "+name, func(t *testing.T) {
				set, line := "h['"+name+"'] = {value: 'x'};", name+": 1"
				checkFailure(t, invoke(t, handler(set), event("a: 1")), cff.ValidationError, readOnly, "added or changed")
				checkFailure(t, invoke(t, handler(set), event(line)), cff.ValidationError, readOnly, "added or changed")
				checkFailure(t, invoke(t, handler("delete h['"+name+"'];"), event(line)), cff.ValidationError, readOnly, "deleted")
				if r := invoke(t, handler("h['"+name+"'] = {value: '1'};"), event(line)); r.Failure != nil {
					t.Errorf("setting the same value = %v, want success", r.Failure)
				}
				r := cff.Compile("test", []byte(handler(set)), selvedge.Runtime2).Invoke(context.Background(), event(line), cff.ChecksTest)
				if r.Failure != nil { // event.md 6.8
					t.Errorf("changing it in a test = %v, want success", r.Failure)
				}
			})
		}
	}
	// Source: event.md 6.2 (read-only for Lambda@Edge only), 6.2 (generated responses).
	free := "h['content-encoding'] = {value: 'br'}; h['cdn-loop'] = {value: 'x'};"
	if r := invoke(t, handler(free), viewerResponse(200, "content-encoding: gzip")); r.Failure != nil {
		t.Errorf("content-encoding and cdn-loop of a response = %v, want success", r.Failure)
	}
	generate := "function handler(e) { return {statusCode: 200, headers: {via: {value: 'x'}}}; }"
	if r := invoke(t, generate, viewerRequest("/", "via: 1.1 a")); r.Failure != nil {
		t.Errorf("via of a generated response = %v, want success", r.Failure)
	}
}
