// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
)

// These are properties of whatever a function returns: it becomes a message that can go over the wire, or a failure.

// garbage makes values and changes that nobody expects.
type garbage struct{ *rand.Rand }

func (g garbage) pick(from ...string) string { return from[g.IntN(len(from))] }

// value returns an expression.
func (g garbage) value(depth int) string {
	if depth > 0 && g.IntN(3) > 0 {
		outer := g.pick("{value: %s}", "[%s]", "{value: 'a', multiValue: [%s]}", "{value: %s, attributes: 'b'}", "{multiValue: %s}",
			"{x: %s}", "{'X-Up': %s, y: %s}", "{statusCode: 200, headers: %s}", "{statusCode: 200, body: %s}",
			"{statusCode: %s}", "{method: 'GET', uri: '/', querystring: %s}", "{encoding: 'base64', data: %s}", "{get value() { throw %s }}",
			"{get x() { return %s }}", "Object.create(%s)", "Object.freeze({value: %s})", "{value: 'a', multiValue: {length: %s}}")
		return strings.ReplaceAll(outer, "%s", g.value(depth-1))
	}
	return g.pick("undefined", "null", "true", "0", "-1", "NaN", "1e308", "200", "200.5", "'200'", "''", "'a'", "'/b?c#d e'", "'a\\r\\nb: c'",
		"'\\0'", "'\\u00e9\\u4f60'", "'\\ud800'", "'=;,&'", "'!!'", "'x'.repeat(40000)", "[]", "{}", "[1,,2]", "new Date(0)", "new Date(NaN)", "/x/g",
		"new Error('e')", "new String('s')", "new Number(7)", "Object(Symbol.iterator)", "Symbol.iterator", "function () {}", "Math", "JSON",
		"Object.create(null)", "new Uint8Array(3)", "new ArrayBuffer(2)", "String.bytesFrom([255, 200], 'hex')", "Buffer.from([255, 0])",
		"Promise.resolve(r)", "Promise.reject(r)", "event", "r", "h", "c", "q", "this", "handler", "Array(9000).fill({value: 'v'})",
		"Object.defineProperty([], 'length', {writable: false})")
}

// place returns something that can be assigned to.
func (g garbage) place() string {
	return g.pick("r.uri", "r.method", "r.querystring", "r.headers", "r.cookies", "r.statusCode", "r.statusDescription", "r.body", "r.rawQueryString",
		"h.host", "h.via", "h.x", "h.a", "h['X-Up']", "h['']", "h['a b']", "h['a\\r\\nb']", "h['\\u00e9']", "h.cookie", "h['set-cookie']",
		"h['content-length']", "h['transfer-encoding']", "h.connection", "h['x-amz-cf-id']", "h.__proto__", "h.a.value", "h.a.multiValue", "h.a.multiValue[0]",
		"h.a.multiValue[5]", "h.a.multiValue.length", "c.a", "c[' ']", "c.a.value", "c.a.attributes", "c.__proto__", "q.a", "q['']", "q['#']",
		"q.a.value", "q.a.multiValue", "event.request", "event.response", "r", "Object.prototype.value", "Array.prototype[0]")
}

// change returns a statement.
func (g garbage) change() string {
	switch g.IntN(12) {
	case 0:
		return "delete " + g.place()
	case 1:
		return "Object.freeze(" + g.place() + ")"
	case 2:
		return "Object.defineProperty(" + g.pick("r", "h", "h.a", "c", "q") + ", '" + g.pick("value", "multiValue", "uri", "headers", "x", "body", "length") +
			"', {get: function () { return " + g.value(2) + " }, enumerable: true})"
	case 3:
		return g.pick("r", "h", "c", "q", "h.a") + " = Object.assign(" + g.value(1) + ", " + g.place() + ")"
	case 4:
		return "for (var k in h) { " + g.pick("delete h[k]", "h[k] = h.a", "h[k + 'x'] = h[k]", "h[k].value = k") + " }"
	}
	return g.place() + " = " + g.value(3)
}

// function returns the code of a function.
func (g garbage) function() string {
	body := ""
	for range 1 + g.IntN(4) {
		body += "try { " + g.change() + " } catch (e) {}\n"
	}
	if g.IntN(3) == 0 {
		body += "return " + g.value(3)
	}
	return handler(body)
}

func responseOf(t *testing.T, r cff.Result) *httpmsg.Response {
	t.Helper()
	if r.Response == nil || r.Request != nil {
		t.Fatalf("Invoke() = %+v, want a response", r)
	}
	return r.Response
}

// checkWire reports what of a result cannot stand in a message.
func checkWire(t *testing.T, ev *cff.Event, r cff.Result) {
	t.Helper()
	var headers httpmsg.Headers
	if ev.Type == selvedge.EventViewerRequest && r.Request != nil {
		headers = r.Request.Headers
		target := r.Request.Target()
		if r.Request.Method != ev.Request.Method || target[0] != '/' || strings.ContainsAny(target, " \r\n\t#\x00\x7f") || len(target) >= 8192 {
			t.Errorf("the request line is %q %.100q", r.Request.Method, target)
		}
		if r.Request.Headers.Get("host") != ev.Request.Headers.Get("host") {
			t.Errorf("the host is %q", r.Request.Headers.Get("host"))
		}
	} else {
		p := responseOf(t, r)
		headers = p.Headers
		if p.Status < 200 || p.Status > 599 || strings.ContainsAny(p.Reason, "\r\n\x00") {
			t.Errorf("the status is %d %q", p.Status, p.Reason)
		}
		if p.Body != nil {
			if n, err := io.Copy(io.Discard, p.Body); err != nil || n != p.ContentLength {
				t.Errorf("the body has %d bytes (%v), the length is %d", n, err, p.ContentLength)
			}
		}
	}
	for _, h := range headers {
		if h.Name == "" || strings.ContainsAny(h.Name, " \r\n\x00:\t") || strings.ContainsAny(h.Value, "\r\n\x00") {
			t.Errorf("there is a header %q: %.100q", h.Name, h.Value)
		}
	}
}

// TestRandomGarbage: any returned garbage is a failure that says why, or can go over the wire; and a test run says the same.
// Source: event.md sections 5, 6 and 8.
func TestRandomGarbage(t *testing.T) {
	g := garbage{rand.New(rand.NewPCG(4, 4))}
	counts := map[string]int{}
	for range 2000 {
		code := g.function()
		runtime := bothRuntimes[g.IntN(2)]
		ev := viewerRequest("/p?a=1&b=2&a=3", "host: a", "a: 1", "a: 2", "via: 1.1 x", "cookie: a=1; b=2; a=3")
		if g.IntN(2) == 0 {
			ev.Type = selvedge.EventViewerResponse
			ev.Response = &httpmsg.Response{Status: 200, Headers: lines("a: 1", "a: 2", "via: 1.1 y", "set-cookie: a=1; Path=/")}
		}
		p := cff.Compile("garbage", []byte(code), runtime)
		r := p.Invoke(t.Context(), ev, cff.ChecksEdge)
		report, err := cff.RunTest(t.Context(), &cff.Test{
			Code: []byte(code), Config: selvedge.FunctionConfig{Runtime: runtime}, Message: ev, Strict: true,
		})
		if err != nil {
			t.Fatalf("RunTest() = %v for\n%s", err, code)
		}
		if f := r.Failure; f != nil {
			counts[f.Sentence]++
			if f.Err != nil || f.Sentence == "" || f.Class != cff.ExecutionError && f.Class != cff.ValidationError {
				t.Errorf("the failure is %+v", f)
			}
			if report.Failure == nil && report.Missed == nil {
				t.Errorf("the edge fails with %q, the test does not", f.Detail)
			}
		} else {
			counts["none"]++
			checkWire(t, ev, r)
			if report.Failure != nil || report.Missed != nil || report.Output == "" {
				t.Errorf("the test fails with %v, %v, the edge does not", report.Failure, report.Missed)
			}
		}
		if t.Failed() {
			t.Fatalf("%s, %s:\n%.3000s", runtime, ev.Type, code)
		}
	}
	if len(counts) < 5 || counts["none"] < 200 {
		t.Errorf("the garbage is too uniform: %v", counts)
	}
}
