// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
)

const execution = "The CloudFront function associated with the CloudFront distribution is invalid or could not run."

// Code that tries to go on for ever, or to use up the process, is ended. Source: event.md 8, limits.md 1.
func TestLimits(t *testing.T) {
	compute, memory := "exceeded the allowed compute", "MemoryError"
	tests := []struct{ name, code, detail string }{
		{"endless loop", "function handler() { while (true) {} }", compute},
		{"endless loop at top level", "for (;;) {}", compute},
		{"loop in catch and finally", "function handler() { for (;;) { try { for (;;) {} } catch (e) {} finally { for (;;) {} } } }", compute},
		{"endless promise jobs", "async function handler() { while (true) { await 0; } }", memory}, // nothing is freed: runtime.md 12.6
		{"getter of the result", "function handler() { return {get statusCode() { for (;;) {} }}; }", compute},
		{"text of the exception", "throw {toString: function () { for (;;) {} }};", compute},
		{"text of the rejection", "async function handler() { throw {toString: function () { for (;;) {} }}; }", compute},
		{"getter in console.log", "function handler() { console.log({get [Symbol.toStringTag]() { for (;;) {} }}); }", compute},
		{"backtracking", "function handler() { /^(?=a)(a+)+$/.test('a'.repeat(40) + 'b'); for (;;) {} }", compute},
		{"nested objects to JSON", "function handler() { var o = {}; for (var i = 0; i < 100; i++) { o = {o: o}; } JSON.stringify(o); }",
			"TypeError: Nested too deep or a cyclic structure"}, // runtime.md 6.9
		{"deep recursion", "function handler(e) { handler(e); }", "RangeError: Maximum call stack size exceeded"},
		{"deep recursion of built-ins", "function handler() { var a = []; for (var i = 0; i < 1e3; i++) { a = [a]; } return '' + a; }", "RangeError"},
		{"deep JSON", "function handler() { JSON.parse('['.repeat(1e5)); }", "SyntaxError: Nested too deep at position 31"}, // njs 0.7.12
		{"repeat", "function handler() { return 'x'.repeat(1e9); }", memory},
		{"repeat of this", "function handler() { return String.prototype.repeat.call('x'.repeat(1e6), 10); }", memory},
		{"repeat caught", "function handler(e) { try { 'x'.repeat(1e9); } catch (x) {} return e.request; }", memory},
		{"padStart", "function handler() { return 'x'.padStart(1e9); }", memory},
		{"padEnd", "function handler() { return 'x'.padEnd(1e9, 'yz'); }", memory},
		{"growing list", "function handler() { for (var a = [];;) { a.push(1); } }", memory},
		{"array fill", "function handler() { return new Array(4e9).fill(0); }", compute},
		{"array join", "function handler() { return Array(1e9).join('x'); }", memory},
		{"apply", "function handler() { return Math.max.apply(null, {length: 1e9}); }", "InternalError: argument list is too long"}, // njs 0.7.12
		{"long log", "function handler() { var s = 'x'.repeat(2e6); try { console.log(s + s); } catch (e) {} for (;;) {} }", memory},
		{"long body", "function handler() { var s = 'x'.repeat(2e6); return {statusCode: 200, body: s + s}; }", memory},
		{"hash", "function handler() { var h = require('crypto').createHash('sha256'), s = 'x'.repeat(1e6); for (;;) { h.update(s); } }", compute},
		{"query string", "function handler() { var q = require('querystring'), s = '&'.repeat(1e6); for (;;) { q.parse(s, '&', '=', {}); } }", compute},
		{"escaped text", "function handler() { var q = require('querystring'), s = ' '.repeat(1e6); return q.escape(s); }", memory},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			r := invoke(t, tt.code, viewerRequest("/"))
			checkFailure(t, r, cff.ExecutionError, execution, tt.detail)
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("the run took %v", d)
			}
			if tt.detail == compute && r.ComputeUtilization != 100 { // limits.md 4
				t.Errorf("compute utilization = %d, want 100", r.ComputeUtilization)
			}
		})
	}
}

// An invocation ends with its context, and with the time on the wall that it may take, whatever compute it may use.
func TestCancelled(t *testing.T) {
	endless := func() *cff.Program {
		p := cff.Compile("test", []byte("function handler() { for (;;) {} }"), selvedge.Runtime2)
		p.SetFuel(1 << 50)
		return p
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	checkFailure(t, endless().Invoke(ctx, viewerRequest("/"), cff.ChecksEdge), cff.ExecutionError, execution, "cancelled")

	ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	p := endless()
	checkFailure(t, p.Invoke(ctx, viewerRequest("/"), cff.ChecksEdge), cff.ExecutionError, execution, "cancelled")
	if !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.Error("the run ended before its context")
	}
	start := time.Now()
	r := p.Invoke(t.Context(), viewerRequest("/"), cff.ChecksEdge)
	checkFailure(t, r, cff.ExecutionError, execution, "exceeded the allowed compute")
	if d := time.Since(start); d < 200*time.Millisecond || d > 10*time.Second || r.ComputeUtilization != 100 {
		t.Errorf("the run ended after %v with utilization %d", d, r.ComputeUtilization)
	}
	if n := p.Idle(); n != 0 {
		t.Errorf("%d instances are kept after a limit", n)
	}
}

// Whatever is returned, the answer is a result or a failure of the right class. Source: event.md 5, 8.
func TestGarbage(t *testing.T) {
	missing := invalid + "the function must return a request or a response."
	tests := []struct {
		name, result string
		class        cff.FailureClass
		sentence     string
	}{
		{"undefined", "undefined", cff.ValidationError, readOnly}, // issue 27 in event.md 5
		{"null", "null", cff.ValidationError, readOnly},
		{"number", "1", cff.ValidationError, missing},
		{"NaN", "NaN", cff.ValidationError, missing},
		{"string", "'x'", cff.ValidationError, missing},
		{"boolean", "true", cff.ValidationError, missing},
		{"symbol", "Symbol('x')", cff.ValidationError, missing},
		{"array", "[1]", cff.ValidationError, missing},
		{"function", "handler", cff.ValidationError, missing},
		{"error", "new Error('x')", cff.ValidationError, missing},
		{"date", "new Date()", cff.ValidationError, missing},
		{"regular expression", "/x/", cff.ValidationError, missing},
		{"empty object", "{}", cff.ValidationError, missing},
		{"no prototype", "Object.create(null)", cff.ValidationError, missing},
		{"boxed number as status", "{statusCode: new Number(200)}", cff.ValidationError, invalid + "response.statusCode must be an integer from 200 to 599."},
		{"cycle", "(function () { var o = {statusCode: 200}; o.headers = o.cookies = o; return o; })()", cff.ValidationError,
			invalid + "response.headers must have header names in lower case."},
		{"cycle in lower case", "(function () { var o = {}; o.o = o; return {statusCode: 200, headers: o}; })()", cff.ValidationError,
			invalid + "response.headers.value must be a string."},
		{"getter that throws", "{get statusCode() { throw new Error('x'); }}", cff.ExecutionError, execution},
		{"getter that throws nothing", "{get statusCode() { throw undefined; }}", cff.ExecutionError, execution},
		{"getter in headers", "{statusCode: 200, get headers() { throw 1; }}", cff.ExecutionError, execution},
		{"getter in an entry", "{statusCode: 200, headers: {a: {get value() { return null.x; }}}}", cff.ExecutionError, execution},
		{"getter in multiValue", "{statusCode: 200, headers: {a: {multiValue: [{get value() { throw {}; }}]}}}", cff.ExecutionError, execution},
		{"getter in body", "{statusCode: 200, body: {get data() { throw Symbol('x'); }}}", cff.ExecutionError, execution},
		{"getter of another value each time", "{n: 0, get statusCode() { return this.n++ ? 'x' : 200; }, headers: 1}", cff.ValidationError,
			invalid + "response.headers must be an object."},
		{"proxy", "new Proxy({}, {get: function () { throw 1; }, ownKeys: function () { throw 2; }})", cff.ExecutionError, execution},
		{"holes", "{statusCode: 200, headers: {a: {multiValue: [, {value: 'x'}]}}}", cff.ValidationError, invalid + "response.headers must have objects with a value."},
		{"typed array headers", "{statusCode: 200, headers: new Uint8Array(3)}", cff.ValidationError, invalid + "response.headers must have objects with a value."},
		{"function as entry", "{statusCode: 200, headers: {a: handler}}", cff.ValidationError, invalid + "response.headers must have objects with a value."},
		{"symbol as value", "{statusCode: 200, headers: {a: {value: Symbol('x')}}}", cff.ValidationError, invalid + "response.headers.value must be a string."},
		{"promise in a promise", "new Promise(function (f) { f(Promise.reject(new Error('x'))); })", cff.ExecutionError, execution},
		{"thenable that throws", "Promise.resolve({then: function () { throw 1; }})", cff.ExecutionError, execution},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := invoke(t, "function handler(event) { return "+tt.result+"; }", viewerRequest("/", "host: a"))
			checkFailure(t, r, tt.class, tt.sentence, "")
		})
	}
	t.Run("changed prototypes", func(t *testing.T) {
		code := `Object.defineProperty(Object.prototype, 'host', {set: function () { throw 1; }, get: function () { throw 2; }});
			Array.prototype.push = String = Error = Object = undefined;
			` + handler("r.uri = '/x';")
		if r := invoke(t, code, viewerRequest("/?host=1", "host: a")); r.Failure != nil || r.Request.Path != "/x" {
			t.Errorf("Invoke() = %+v, %v, want a request", r.Request, r.Failure)
		}
	})
}

// console.log keeps 10 KB. Source: limits.md 7.
func TestLogLimit(t *testing.T) {
	tests := []struct {
		name, code string
		want       []string
	}{
		{"one line", "console.log('x'.repeat(20000)); console.log('y');", []string{strings.Repeat("x", 10240)}},
		{"second line cut", "console.log('x'.repeat(10000)); console.log('é'.repeat(1000));",
			[]string{strings.Repeat("x", 10000), strings.Repeat("é", 120)}},
		{"between characters", "console.log('x' + 'é'.repeat(10000));", []string{"x" + strings.Repeat("é", 5119)}},
		{"nothing", "console.log();", nil}, // njs prints no line then
		{"empty", "console.log('');", []string{""}},
		{"cycle", "var o = {}; o.o = o; console.log(o);", []string{"{o:[Circular]}"}},                            // njs
		{"text as is", `console.log('\u0001"'); console.log(['\u0001"']);`, []string{"\x01\"", "['\\u0001\"']"}}, // njs
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := invoke(t, handler(tt.code), viewerRequest("/"))
			if diff := cmp.Diff(tt.want, r.Logs); diff != "" || r.Failure != nil {
				t.Errorf("logs (-want +got):\n%s%v", diff, r.Failure)
			}
		})
	}
	t.Run("empty lines", func(t *testing.T) {
		r := invoke(t, handler("for (var i = 0; i < 11000; i++) { console.log(''); }"), viewerRequest("/"))
		if len(r.Logs) > 10240 {
			t.Errorf("%d lines were kept", len(r.Logs))
		}
	})
	t.Run("wide and deep", func(t *testing.T) {
		r := invoke(t, handler("var b = 1; for (var i = 0; i < 40; i++) { b = [b, b, b]; } console.log(b);"), viewerRequest("/"))
		if len(r.Logs) != 1 || len(r.Logs[0]) > 10240 || r.Failure != nil {
			t.Errorf("%d lines, %v", len(r.Logs), r.Failure)
		}
	})
}

// A program is shared; invocations see nothing of each other. Source: runtime.md 2.
func TestConcurrentInvoke(t *testing.T) {
	code := "var n = 0; var m = {}; " + handler("n++; m[r.uri] = 1; h.n = {value: n + ' ' + Object.keys(m).join()}; r.uri += 'x'; console.log(r.uri);")
	p := cff.Compile("test", []byte(code), selvedge.Runtime2)
	var wg sync.WaitGroup
	for i := range 8 {
		path := "/" + string(rune('a'+i))
		wg.Go(func() {
			for range 20 {
				r := p.Invoke(context.Background(), viewerRequest(path, "host: a"), cff.ChecksEdge)
				if r.Failure != nil || r.Request.Path != path+"x" || r.Request.Headers.Get("n") != "1 "+path || len(r.Logs) != 1 {
					t.Errorf("Invoke(%s) = %+v, %v", path, r.Request, r.Failure)
				}
			}
		})
	}
	wg.Wait()
}

func TestCompile(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"good", "function handler(e) { return e.request; }", ""},
		{"syntax", "function handler(e) {", "SyntaxError: Unexpected end of input in 1"},
		{"import", "import fs from 'fs';", `SyntaxError: Cannot find module "fs" in 1`},
		{"with", "with (a) {}", "SyntaxError"},
		{"too long", strings.Repeat(" ", selvedge.MaxFunctionCode+1), "the code has 10241 bytes"},
		{"nested", strings.Repeat("[", 10000), "SyntaxError"},
		{"not UTF-8", "\xff\xfe", "SyntaxError"},
		{"source map", "//# sourceMappingURL=/etc/passwd\nfunction handler(e) { return e.request; }", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := cff.Compile("test", []byte(tt.code), selvedge.Runtime2)
			switch err := p.Err(); {
			case tt.want == "":
				if err != nil {
					t.Errorf("Err() = %v, want nil", err)
				}
			case err == nil || !strings.Contains(err.Error(), tt.want):
				t.Errorf("Err() = %v, want %q", err, tt.want)
			default:
				checkFailure(t, p.Invoke(t.Context(), viewerRequest("/"), cff.ChecksEdge), cff.ExecutionError, execution, tt.want)
			}
		})
	}
}

// An event without its message is a mistake of the caller, and no panic.
func TestIncompleteEvent(t *testing.T) {
	p := cff.Compile("test", []byte(handler("")), selvedge.Runtime2)
	r := p.Invoke(t.Context(), &cff.Event{Type: selvedge.EventViewerRequest}, cff.ChecksEdge)
	if r.Failure == nil || r.Failure.Err == nil {
		t.Errorf("Invoke() = %+v, want a failure of the runtime", r)
	}
}

func BenchmarkInvoke(b *testing.B) {
	p := cff.Compile("test", []byte(handler("r.uri = '/x';")), selvedge.Runtime2)
	ev := viewerRequest("/?a=1&b=2&c=3", "host: a", "accept: b", "accept-language: c", "user-agent: d", "cookie: e=f")
	b.ReportAllocs()
	for b.Loop() {
		if r := p.Invoke(context.Background(), ev, cff.ChecksEdge); r.Failure != nil {
			b.Fatal(r.Failure)
		}
	}
}
