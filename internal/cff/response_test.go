// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
)

func viewerResponse(status int, header ...string) *cff.Event {
	ev := viewerRequest("/p?a=1", "host: a")
	ev.Type = selvedge.EventViewerResponse
	ev.Response = &httpmsg.Response{
		Status: status, Headers: lines(header...), Body: io.NopCloser(strings.NewReader("origin")), ContentLength: 6,
	}
	return ev
}

// What a function sees of a response. Source: event.md 4.
func TestShownResponse(t *testing.T) {
	ev := viewerResponse(200, "server: o", "set-cookie: id=a3;  Secure; Path=/ ", "x-cache: Hit", "set-cookie: n=1",
		"set-cookie: id=b", "set-cookie: flag", "content-length: 6")
	code := handler(`console.log(JSON.stringify(r)); console.log(typeof r.statusCode + ' ' + JSON.stringify(event.request));`)
	want := []string{
		`{"statusCode":200,"statusDescription":"OK","headers":{"server":{"value":"o"},"content-length":{"value":"6"}},` +
			`"cookies":{"id":{"value":"a3","attributes":"Secure; Path=/","multiValue":[{"value":"a3","attributes":"Secure; Path=/"},` +
			`{"value":"b","attributes":""}]},"n":{"value":"1","attributes":""},"flag":{"value":"","attributes":""}}}`,
		`number {"method":"GET","uri":"/p","querystring":{"a":{"value":"1"}},"headers":{"host":{"value":"a"}},"cookies":{}}`,
	}
	r := invoke(t, code, ev)
	if diff := cmp.Diff(want, r.Logs); diff != "" {
		t.Errorf("logs (-want +got):\n%s%v", diff, r.Failure)
	}
	if r.Response == nil || r.Response.Body != nil || r.BodyReplaced {
		t.Fatalf("Invoke() = %+v, want a response without body", r)
	}
	wanted := httpmsg.Response{Status: 200, Headers: ev.Response.Headers, ContentLength: 6}
	if diff := cmp.Diff(wanted, *r.Response); diff != "" {
		t.Errorf("an untouched response (-want +got):\n%s", diff)
	}
}

// Changes to a response. Source: event.md 4, 6.6.
func TestChangedResponse(t *testing.T) {
	head := []string{"server: o", "set-cookie: id=a; Path=/", "x: \xe9", "set-cookie: n=1", "set-cookie: id=b", "x-cache: Hit", "content-length: 6"}
	but := func(i int, with ...string) []string {
		return append(append(append([]string{}, head[:i]...), with...), head[i+1:]...)
	}
	tests := []struct {
		name, code string
		want       []string
		status     int
		reason     string
	}{
		{"status", "r.statusCode = 404; r.statusDescription = 'Nope';", head, 404, "Nope"},
		{"status only", "r.statusCode = 404; delete r.statusDescription", head, 404, ""},
		{"header in place", "h.x.value = 'y';", but(2, "x: y"), 200, "Fine"},
		{"header gone", "delete h.server;", but(0), 200, "Fine"},
		{"cookie value", "c.n.value = '2';", but(3, "set-cookie: n=2"), 200, "Fine"},
		{"cookie attributes", "c.n.attributes = 'Secure';", but(3, "set-cookie: n=1; Secure"), 200, "Fine"},
		{"second cookie", "c.id.multiValue[1] = {value: 'z', attributes: 'Path=/z'};", but(4, "set-cookie: id=z; Path=/z"), 200, "Fine"},
		{"cookie gone", "delete c.n;", but(3), 200, "Fine"},
		{"new cookie", "c['x-ab'] = {value: 'a', attributes: 'Path=/; Max-Age=86400'};",
			append(but(0, head[0]), "set-cookie: x-ab=a; Path=/; Max-Age=86400"), 200, "Fine"},
		{"set-cookie header", "h['set-cookie'] = {value: 'k=v'};", append(but(0, head[0]), "set-cookie: k=v"), 200, "Fine"},
		{"request ignored", "event.request.querystring = 'z'; event.request.uri = 'bad';", head, 200, "Fine"},
		{"framing ignored", "h['content-length'].value = '99'; h['transfer-encoding'] = {value: 'chunked'};", head, 200, "Fine"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ev := viewerResponse(200, head...)
			ev.Response.Reason = "Fine"
			r := invoke(t, handler(tt.code), ev)
			if r.Failure != nil {
				t.Fatalf("Invoke() = %v, want a response", r.Failure)
			}
			want := httpmsg.Response{Status: tt.status, Reason: tt.reason, Headers: lines(tt.want...), ContentLength: 6}
			if diff := cmp.Diff(want, *r.Response); diff != "" {
				t.Errorf("response (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(lines(head...), ev.Response.Headers); diff != "" || ev.Response.Body == nil {
				t.Errorf("the response of the event was changed:\n%s", diff)
			}
		})
	}
}

// Bodies. Source: event.md 4; examples.md 18 and 19.
func TestBodies(t *testing.T) {
	tests := []struct {
		name, body   string
		want         string
		wantReplaced bool
	}{
		{"none", "undefined", "", false},
		{"null", "null", "", false},
		{"text", "'<p>hi</p>'", "<p>hi</p>", true},
		{"text object", "{encoding: 'text', data: '<p>hi</p>'}", "<p>hi</p>", true},
		{"no encoding", "{data: 'é'}", "é", true},
		{"base64", "{encoding: 'base64', data: 'PHA+aGk8L3A+'}", "<p>hi</p>", true},
		{"binary", "{encoding: 'base64', data: '/wA='}", "\xff\x00", true},
		{"empty", "''", "", true},
		{"empty data", "{encoding: 'text', data: ''}", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changed := invoke(t, handler("r.body = "+tt.body+";"), viewerResponse(200, "content-length: 6", "content-encoding: gzip"))
			generated := invoke(t, "function handler(e) { return {statusCode: 200, headers: {'content-length': {value: '99'}}, body: "+
				tt.body+"}; }", viewerRequest("/"))
			for _, r := range []cff.Result{changed, generated} {
				if r.Failure != nil || r.BodyReplaced != tt.wantReplaced || r.Response.Body == nil != (tt.want == "") {
					t.Fatalf("Invoke() = %+v (%v)", r, r.Failure)
				}
				if tt.want != "" {
					if b, _ := io.ReadAll(r.Response.Body); string(b) != tt.want || r.Response.ContentLength != int64(len(tt.want)) {
						t.Errorf("body = %q of %d bytes, want %q", b, r.Response.ContentLength, tt.want)
					}
				}
			}
			if got := changed.Response.Headers.Has("content-length"); got == tt.wantReplaced {
				t.Errorf("a changed response has content-length: %v", got)
			}
			if changed.Response.Headers.Get("content-encoding") != "gzip" {
				t.Error("content-encoding was not kept")
			}
			if generated.Response.Headers.Has("content-length") {
				t.Error("a generated response has the content-length of the function")
			}
		})
	}
}

// The order of lines in a generated response is that of the function. Source: event.md 4.
func TestGeneratedResponse(t *testing.T) {
	code := `function handler(event) {
		return {
			statusCode: 302, statusDescription: 'Found',
			headers: {location: {value: '/x'}, vary: {multiValue: [{value: 'a'}, {value: 'b'}]}, 'set-cookie': {value: 'h=1'}},
			cookies: {s: {value: 't', attributes: 'Secure'}, m: {value: '', multiValue: [{value: '1'}, {value: '2', attributes: 'Path=/'}]}},
		};
	}`
	r := invoke(t, code, viewerRequest("/", "host: a"))
	want := &httpmsg.Response{Status: 302, Reason: "Found", Headers: lines("set-cookie: s=t; Secure", "set-cookie: m=1",
		"set-cookie: m=2; Path=/", "location: /x", "vary: a", "vary: b", "set-cookie: h=1")}
	if diff := cmp.Diff(want, r.Response); diff != "" || r.Failure != nil {
		t.Errorf("response (-want +got):\n%s%v", diff, r.Failure)
	}
}

// Rules about values of a returned response. Source: event.md 4, 5, 6.6; limits.md 2.
func TestInvalidResponse(t *testing.T) {
	status := invalid + "response.statusCode must be an integer from 200 to 599."
	tests := []struct{ name, code, sentence, detail string }{
		{"status text", "r.statusCode = '200';", status, `the string "200"`},
		{"status fraction", "r.statusCode = 200.5;", status, "200.5"},
		{"status NaN", "r.statusCode = NaN;", status, "NaN"},
		{"status infinite", "r.statusCode = Infinity;", status, "Infinity"},
		{"status null", "r.statusCode = null;", status, "null"},
		{"status 100", "r.statusCode = 100;", status, "100"},
		{"status 199", "r.statusCode = 199;", status, "199"},
		{"status 600", "r.statusCode = 600;", status, "600"},
		{"status missing", "delete r.statusCode;", invalid + "response.statusCode must be an integer.", "missing"},
		{"description number", "r.statusDescription = 1;", invalid + "response.statusDescription must be a string.", "is 1"},
		{"description line break", "r.statusDescription = 'a\\r\\nb: c';", invalid + "response.statusDescription must not contain line breaks or NUL.", "byte 1"},
		{"attributes line break", "c.a = {value: 'b', attributes: 'x\\ny'};", invalid + "response.cookies.attributes must not contain line breaks or NUL.", "byte 1"},
		{"attributes object", "c.a = {value: 'b', attributes: {}};", invalid + "response.cookies.attributes must be a string.", "an object"},
		{"cookie name", "c['a\\nb'] = {value: 'b'};", invalid + "response.cookies must have names without line breaks.", "in the name"},
		{"headers too large", "for (var i = 0; i < 40; i++) { h['x' + i] = {value: 'y'.repeat(1000)}; }",
			invalid + "response headers must not exceed 32768 bytes.", "at most 32768"},
		{"cookies too large", "for (var i = 0; i < 40; i++) { c['x' + i] = {value: 'y', attributes: 'z'.repeat(1000)}; }",
			invalid + "response headers must not exceed 32768 bytes.", "at most 32768"},
		{"description too large", "r.statusDescription = 'x'.repeat(40000);", invalid + "response headers must not exceed 32768 bytes.", "40000"},
		{"too many names", "for (var i = 0, v = {value: ''}; i < 8200; i++) { h['x' + i] = v; }",
			invalid + "response has too many headers, cookies or query parameters.", "8192"},
		{"too many values", "h.a = {multiValue: []}; h.a.multiValue.length = 8200;",
			invalid + "response has too many headers, cookies or query parameters.", "8192"},
		{"too much text", "for (var i = 0; i < 3; i++) { h['x' + i] = {value: 'y'.repeat(500000)}; }",
			invalid + "response is too large.", "1048576"},
		{"body encoding type", "r.body = {encoding: 1, data: ''};", invalid + "response.body.encoding must be a string.", "is 1"},
		{"body without data", "r.body = {encoding: 'text'};", invalid + "response.body must be a string or an object with encoding and data.", "neither"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkFailure(t, invoke(t, handler(tt.code), viewerResponse(200)), cff.ValidationError, tt.sentence, tt.detail)
		})
	}
	t.Run("accepted status", func(t *testing.T) {
		for _, s := range []string{"200", "204", "304", "404", "599"} {
			if r := invoke(t, handler("r.statusCode = "+s+";"), viewerResponse(200)); r.Failure != nil {
				t.Errorf("status %s = %v, want success", s, r.Failure)
			}
		}
	})
}
