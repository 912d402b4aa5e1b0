// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/edge"
)

// generator makes things up, the same ones for the same seed.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 1))} }

func (g generator) of(choices ...string) string { return choices[g.IntN(len(choices))] }

// expression returns an expression of JavaScript for any value: mostly things that have no business where a function
// puts them.
func (g generator) expression(depth int) string {
	if depth > 0 {
		switch g.IntN(6) {
		case 0:
			return "[" + g.expression(depth-1) + ", " + g.expression(depth-1) + "]"
		case 1, 2, 3:
			return g.object(depth - 1)
		}
	}
	return g.of("undefined", "null", "true", "NaN", "-0", "1e400", "200", "404", "99", "600", "1.5", "'200'", "''", "'x'", "'/x'",
		"'\\u0000'", "'a\\r\\nb'", "'\\ud800'", "'ä€'", "'x'.repeat(9000)", "'x'.repeat(100000)", "Symbol('s')", "function () {}", "new Date(0)",
		"/x/", "new Error('e')", "Promise.reject(1)", "Promise.resolve({})", "new Promise(function () {})", "new Uint8Array(3)",
		"Buffer.from('x')", "Object.create(null)", "event", "request", "response", "request.headers", "cyclic", "deep", "wide", "throwing", "frozen",
		"Object.prototype", "globalThis", "event.context", "JSON", "new String('GET')", "new Number(200)", "new Array(1e9)")
}

// object returns an object with names that mean something, and others.
func (g generator) object(depth int) string {
	var b strings.Builder
	b.WriteString("({")
	for range g.IntN(5) {
		name := g.of("method", "uri", "querystring", "headers", "cookies", "statusCode", "statusDescription", "body", "value", "multiValue",
			"attributes", "encoding", "data", "host", "x-a", "X-A", "'a b'", "''", "'\\n'", "via", "'ä'", "0", "__proto__", "length", "toString", "set-cookie", "content-length",
			"transfer-encoding")
		if !strings.HasPrefix(name, "'") {
			name = strconv.Quote(name)
		}
		if g.IntN(12) == 0 {
			fmt.Fprintf(&b, "get %s() { return %s }, ", name, g.expression(depth))
		} else {
			fmt.Fprintf(&b, "%s: %s, ", name, g.expression(depth))
		}
	}
	b.WriteString("})")
	return b.String()
}

// statement puts something where it may or may not belong.
func (g generator) statement(message string) string {
	member := g.of("", ".headers", ".cookies", ".querystring", ".headers.host", ".headers['x-a']", ".cookies.a", ".querystring.a")
	name := g.of(".value", ".multiValue", ".uri", ".method", ".statusCode", ".headers", ".cookies", ".querystring", ".body", "['x-b']", "['a b']", ".host", "['']",
		".statusDescription", "['ä']", ".attributes")
	if g.IntN(8) == 0 {
		return "delete " + message + member + name + ";"
	}
	return message + member + name + " = " + g.expression(2) + ";"
}

const oddities = "var cyclic = {}; cyclic.headers = cyclic; cyclic.value = cyclic; var deep = {}; for (var i = 0; i < 500; i++) { deep = {headers: deep, value: deep} }" +
	"var wide = {}; for (i = 0; i < 500; i++) { wide['x-' + i] = {value: 'x'.repeat(100)} }" +
	"var throwing = {get value() { throw 1 }, get headers() { throw new Error('x') }, toString: function () { throw 2 }};" +
	"var frozen = Object.freeze({value: 'x'});"

// TestAnyResultIsAnswered: whatever a function returns or does to its event, viewers get an answer: what the function
// made, or the page for 502 or 503. Nothing panics, and the connection and the function work afterwards.
// Source: event.md sections 5, 6 and 8.
func TestAnyResultIsAnswered(t *testing.T) {
	r := start(t, answers(t, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nVia: 1.1 o\r\nX-A: 1\r\nSet-Cookie: a=1\r\n\r\nhello"), options{
		request: handler("return request"), response: handler("return response"),
	})
	seen := map[string]int{}
	v := r.dial()
	rounds := uint64(1000)
	if raceEnabled {
		rounds = 300
	}
	for seed := range rounds {
		g := newGenerator(seed)
		kind, message, other := selvedge.EventViewerRequest, "request", selvedge.EventViewerResponse
		if seed%2 == 1 {
			kind, message, other = selvedge.EventViewerResponse, "response", selvedge.EventViewerRequest
		}
		source := "return " + g.expression(3)
		switch g.IntN(4) {
		case 0:
			source = fmt.Sprintf("return {statusCode: %s, headers: {'x-a': {value: %s}}, body: %s}", g.of("200", "404", "599", "204"),
				g.of("'1'", "'ä'", "''", g.expression(0)), g.of("'text'", "''", "{encoding: 'base64', data: 'AAAA'}", g.expression(1)))
		case 1, 2:
			source = "try { " + g.statement(message) + "} catch (e) {} return " + message
		}
		r.publish(other, handler("return response || request"))
		r.publish(kind, handler("%s%s", oddities, source))
		v.send("GET /a?a=1&a=2 HTTP/1.1\nX-A: 1\nCookie: a=1\n\n")
		a := v.receive("GET")
		word := edge.Outcome(a.Header.Get("X-Cache")).Word()
		seen[word]++
		ok := false
		switch word {
		case "FunctionValidationError":
			ok = a.StatusCode == 502 && strings.Contains(a.body, "The CloudFront function ")
		case "FunctionExecutionError":
			ok = a.StatusCode == 503 && strings.Contains(a.body, couldNotRun)
		case "FunctionGeneratedResponse":
			ok = kind == selvedge.EventViewerRequest && a.StatusCode >= 200 && a.StatusCode < 600
		case "Miss":
			ok = a.StatusCode >= 200 && a.StatusCode < 600
		}
		if !ok || a.err != nil {
			t.Errorf("seed %d: %d, X-Cache %q, %v for\n%s", seed, a.StatusCode, a.Header.Get("X-Cache"), a.err, source)
		}
		if a.Close {
			t.Errorf("seed %d: the connection ends with\n%s", seed, source)
			v = r.dial()
		}
	}
	r.publish(selvedge.EventViewerRequest, handler("return request"))
	r.publish(selvedge.EventViewerResponse, handler("return response"))
	v.send("GET / HTTP/1.1\n\n")
	v.receive("GET").expect(t, 200, edge.OutcomeMiss)
	for _, word := range []string{"FunctionValidationError", "FunctionExecutionError", "FunctionGeneratedResponse", "Miss"} {
		if seen[word] < 10 {
			t.Errorf("only %d answers are %s; the generator has become one-sided: %v", seen[word], word, seen)
		}
	}
	if n := r.edge.Stats().Panics; n != 0 || strings.Contains(r.log.String(), "level=ERROR") {
		t.Errorf("%d panics, or the runtime failed", n)
	}
}

// request returns a request that a viewer might send, with odd but legal lines.
func (g generator) request() string {
	var b strings.Builder
	fmt.Fprintf(&b, "GET /%s", g.of("", "a", "a%2Fb", "a//b", "%zz", "ä", "a'b", "a;b=c", strings.Repeat("x", 300)))
	if g.IntN(4) > 0 {
		b.WriteString("?")
		for range g.IntN(6) {
			b.WriteString(g.of("a=1", "a=2", "&", "&&", "b", "b=", "=", "=c", "a=1=2", "%20=%41", "+=+", "&x=ü", "&10=1&2=2", "?", "/"))
		}
	}
	b.WriteString(" HTTP/1.1\n")
	for range g.IntN(8) {
		fmt.Fprintf(&b, "%s:%s%s\n", g.of("Accept", "x-odd", "X-ODD", "X-1", "1", "a_b", "Cookie", "cookie", "Content-Type", "X-Forwarded-For", "Authorization", "!#$%&'*+"),
			g.of("", " ", "\t"), g.of("", "a", "a, b", "a=1; b=2", "a=1;b", "a=1; a=2", "=", "\"q\"", "a;b;;c", "ü", "  x  y  ", "1", strings.Repeat("y", 200)))
	}
	return b.String() + "\n"
}

// TestUntouchedIsUnchanged: a function that returns its event as it was changes no byte of what the origin or the viewer
// gets. Source: event.md section 3.2.
func TestUntouchedIsUnchanged(t *testing.T) {
	var answer string
	heads := make(chan string, 1)
	address := rawOrigin(t, func(c net.Conn, head string) {
		heads <- head
		_, _ = io.WriteString(c, answer)
	})
	standing := func(c *edge.Config) { // the second is in the answers, as Age
		c.Now = func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }
	}
	plain := start(t, address, options{config: standing})
	with := start(t, address, options{config: standing, request: handler("return request"), response: handler("return response")})
	read := start(t, address, options{ // what was looked at is not changed either
		config:  standing,
		request: handler("JSON.stringify(request); return request"), response: handler("JSON.stringify(response); return response"),
	})
	for seed := range uint64(300) {
		g := newGenerator(seed)
		request := g.request()
		answer = "HTTP/1.1 " + g.of("200 OK", "201 Made", "302 Found", "399 Odd") + "\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 2\r\n"
		for range g.IntN(6) {
			answer += g.of("X-A", "x-a", "Set-Cookie", "Warning", "Via", "ETag", "X-1", "Vary") + ": " +
				g.of("", "a", "a=1", "a=1; Path=/;  Secure", "=; ;", "a", "\"x\"", "ü", "1, 2") + "\r\n"
		}
		answer += "\r\nok"
		var toOrigin, toViewer []string
		for _, r := range []*rig{plain, with, read} {
			v := r.dial()
			v.send(strings.TrimSuffix(request, "\n") + "Connection: close\n\n")
			raw, err := io.ReadAll(v)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			toViewer = append(toViewer, withoutID(string(raw)))
			toOrigin = append(toOrigin, withoutID(within(t, heads, "request at the origin")))
		}
		for i, name := range []string{"", "untouched", "looked at"} {
			if diff := cmp.Diff(toOrigin[0], toOrigin[i]); diff != "" {
				t.Errorf("seed %d, %s: request to the origin (-without +with):\n%s", seed, name, diff)
			}
			if diff := cmp.Diff(toViewer[0], toViewer[i]); diff != "" {
				t.Errorf("seed %d, %s: answer to the viewer (-without +with):\n%s", seed, name, diff)
			}
		}
	}
}

// withoutID takes out the lines that are different for every request.
func withoutID(message string) string {
	lines := strings.Split(message, "\r\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "X-Amz-Cf-Id:") }), "\r\n")
}
