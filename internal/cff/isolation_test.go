// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
)

// isolated are functions that could leave something behind: in objects of the top level, of modules and of the language,
// in what is cached, in the event. Each must do the same whenever it runs. Source: runtime.md 2, "a clean state".
var isolated = map[string]string{
	"hash of the top level": `var h = require('crypto').createHash('sha256').update('a');
		function handler(e) { h.update('b'); console.log(h.digest('hex')); return e.request; }`,
	"digested at the top level": `var h = require('crypto').createHash('md5'); h.digest();
		function handler(e) { try { h.update('b'); } catch (x) { console.log(x.message); } return e.request; }`,
	"hook of a module": `var q = require('querystring');
		function handler(e) { console.log(q.escape(' '), q.n); q.escape = function () { return 'x'; }; q.n = 1; return e.request; }`,
	"imported module": `import q from 'querystring';
		function handler(e) { console.log(q.escape(' '), q.n); q.escape = function () { return 'x'; }; q.n = 1; return e.request; }`,
	"methods of a hash": `var h = require('crypto').createHash('md5');
		function handler(e) { console.log(h.update.n, typeof h.copy); h.update.n = 1; delete h.copy; return e.request; }`,
	"prototype": `function handler(e) { console.log(Object.prototype.seen, [].push.length, ''.trim.seen);
		Object.prototype.seen = 1; ''.trim.seen = 2; Array.prototype.push = undefined; return e.request; }`,
	"promise": `var p = new Promise(function (f) { p = f; }), done = p, n = 0; p = undefined;
		function handler(e) { Promise.resolve().then(function () { n++; console.log(n); }); return e.request; }`,
	"console": `function handler(e) { console.log(typeof console.log, console.seen); console.seen = 1;
		var log = console.log; console.log = undefined; log('x'); return e.request; }`,
	"event": `var last; function handler(e) { console.log(last === undefined); last = e; e.request.headers.a = {value: 'x'};
		e.request.headers.host.value = e.request.headers.host.value; delete e.request.querystring.a; return e.request; }`,
	"thrown":                 `var n = 0; function handler(e) { n++; e.request.uri += n; throw new Error('n is ' + n); }`,
	"result that is refused": `var n = 0; function handler(e) { n++; return {statusCode: 'x' + n, headers: e.request.headers}; }`,
	"getter that throws":     `var n = 0; function handler(e) { return {get statusCode() { n++; throw new Error('n is ' + n); }}; }`,
	"regular expression":     `var x = /a/g; function handler(e) { console.log(x.exec('aa').index, x.lastIndex); x.exec('aa'); return e.request; }`,
	"response": `var n = 0; function handler(e) { n++; return {statusCode: 200 + n, statusDescription: 'n', headers: {n: {value: '' + n}},
		cookies: {c: {value: 'v', attributes: 'Path=/'}}, body: 'text'}; }`,
}

func isolationEvent() *cff.Event {
	return viewerRequest("/x?a=1&b=2&b=3", "host: a", "cookie: c=d; e=f", "x-y: 1", "x-y: 2", "5: z")
}

// outcome is what can be seen of an invocation.
func outcome(r cff.Result) string {
	s := fmt.Sprintf("%v %d %v", r.Logs, r.ComputeUtilization, r.Failure)
	if r.Request != nil {
		s += fmt.Sprintf(" %+v", *r.Request)
	}
	if r.Response != nil {
		s += fmt.Sprintf(" %d %s %v %d", r.Response.Status, r.Response.Reason, r.Response.Headers, r.Response.ContentLength)
	}
	return s
}

func TestIsolation(t *testing.T) {
	for name, code := range isolated {
		t.Run(name, func(t *testing.T) {
			shared := cff.Compile("test", []byte(code), selvedge.Runtime2)
			for i := range 4 {
				ev := isolationEvent()
				fresh := cff.Compile("test", []byte(code), selvedge.Runtime2)
				want := outcome(fresh.Invoke(t.Context(), ev, cff.ChecksEdge))
				got := outcome(shared.Invoke(t.Context(), ev, cff.ChecksEdge))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("invocation %d (-new program +used one):\n%s", i+1, diff)
				}
			}
			if n := shared.Idle(); n != 1 {
				t.Errorf("%d instances are kept, want 1", n)
			}
		})
	}
}

// The compute is the same in a new and in a used instance, to the unit.
func TestFuelIsRepeatable(t *testing.T) {
	for name, code := range isolated {
		p := cff.Compile("test", []byte(code), selvedge.Runtime2)
		first, used := p.FuelUsed(isolationEvent())
		if used {
			t.Fatal("the first invocation found an instance")
		}
		for range 3 {
			if again, used := p.FuelUsed(isolationEvent()); again != first || first >= 0 && !used {
				t.Errorf("%s: fuel %d, then %d (used %v)", name, first, again, used)
			}
		}
	}
}

// Code at the top level that looks at the world runs again for each invocation.
func TestImpure(t *testing.T) {
	codes := map[string]string{
		"clock":   "var t = Date.now(); function handler(e) { console.log(t === Date.now()); return e.request; }",
		"random":  "var x = Math.random(); function handler(e) { console.log(x < 1); return e.request; }",
		"console": "console.log('top'); function handler(e) { return e.request; }",
	}
	for name, code := range codes {
		t.Run(name, func(t *testing.T) {
			p := cff.Compile("test", []byte(code), selvedge.Runtime2)
			first := p.Invoke(t.Context(), isolationEvent(), cff.ChecksEdge)
			second := p.Invoke(t.Context(), isolationEvent(), cff.ChecksEdge)
			if diff := cmp.Diff(first.Logs, second.Logs); diff != "" || len(first.Logs) != 1 || first.Failure != nil {
				t.Errorf("the logs differ, or there are none: %v, %v\n%s", first.Logs, first.Failure, diff)
			}
			if first.Logs[0] == "false" {
				t.Error("the clock or a random number is wrong")
			}
			if n := p.Idle(); n != 0 {
				t.Errorf("%d instances are kept", n)
			}
		})
	}
}

// A function that does next to nothing is at 10 percent; work adds to that, the same each time. Source: limits.md 4.
func TestComputeOfFunctions(t *testing.T) {
	loop := func(n int) string {
		return fmt.Sprintf("function handler(e) { for (var i = 0; i < %d; i++) {} return e.request; }", n)
	}
	tests := []struct {
		name, code string
		want       int
	}{
		{"nothing", "function handler(e) { return e.request; }", 11},
		{"rewrite", handler("if (r.uri.endsWith('/')) { r.uri += 'index.html'; } h.x = {value: r.uri};"), 11},
		{"short loop", loop(100), 11},
		{"loop of 10,000", loop(10_000), 31}, // examples.md 22 has one
		{"loop of 100,000", loop(100_000), 100},
		{"loop of 1,000,000", loop(1_000_000), 100},
		{"top level counts too", "for (var i = 0; i < 10000; i++) {} " + loop(1), 61},
		{"exception", "function handler() { throw 1; }", 11},
		{"exception at the top level", "throw 1;", 11},
		{"memory", "function handler() { return 'x'.repeat(1e9); }", 11},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := cff.Compile("test", []byte(tt.code), selvedge.Runtime2)
			for range 2 {
				if got := p.Invoke(t.Context(), viewerRequest("/a/"), cff.ChecksEdge).ComputeUtilization; got != tt.want {
					t.Errorf("compute utilization = %d, want %d", got, tt.want)
				}
			}
		})
	}
}
