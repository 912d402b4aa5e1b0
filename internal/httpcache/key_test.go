// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache_test

import (
	"fmt"
	"strings"
	"testing"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

func get(path, query string, pairs ...string) *httpmsg.Request {
	return &httpmsg.Request{Method: "GET", Path: path, Query: query, HasQuery: query != "", Headers: lines(pairs...)}
}

// TestAppendKey: AWS developer guide, "Understand the cache key", and the pages on query strings, cookies, headers and
// compression.
func TestAppendKey(t *testing.T) {
	sel := httpcache.Select
	all, none := sel(httpcache.All, nil, false), httpcache.Selection{}
	a := sel(httpcache.Whitelist, []string{"a"}, false)
	notA := sel(httpcache.AllExcept, []string{"a"}, false)
	tests := []struct {
		name   string
		policy httpcache.Policy
		x, y   *httpmsg.Request
		same   bool
	}{
		{"path", httpcache.Policy{}, get("/a", ""), get("/b", ""), false},
		{"case of the path", httpcache.Policy{}, get("/a", ""), get("/A", ""), false},
		{"HEAD has the key of GET", httpcache.Policy{}, get("/a", ""), &httpmsg.Request{Method: "HEAD", Path: "/a"}, true},
		{"OPTIONS has its own", httpcache.Policy{}, get("/a", ""), &httpmsg.Request{Method: "OPTIONS", Path: "/a"}, false},
		{"query not selected", httpcache.Policy{Queries: none}, get("/a", "a=1"), get("/a", ""), true},
		{"query", httpcache.Policy{Queries: all}, get("/a", "a=1"), get("/a", "a=2"), false},
		{"order of parameters", httpcache.Policy{Queries: all}, get("/a", "a=1&b=2"), get("/a", "b=2&a=1"), false},
		{"one parameter", httpcache.Policy{Queries: a}, get("/a", "a=1&b=2"), get("/a", "c=3&a=1"), true},
		{"one parameter, other value", httpcache.Policy{Queries: a}, get("/a", "a=1&b=2"), get("/a", "a=2&b=2"), false},
		{"one parameter, other case", httpcache.Policy{Queries: a}, get("/a", "a=1"), get("/a", "A=1"), false},
		{"all but one parameter", httpcache.Policy{Queries: notA}, get("/a", "a=1&b=2"), get("/a", "a=5&b=2"), true},
		{"all but one, another differs", httpcache.Policy{Queries: notA}, get("/a", "b=1"), get("/a", "b=2"), false},
		{"query is not path", httpcache.Policy{Queries: all}, get("/a", "b"), get("/a?b", ""), false},
		{"header not selected", httpcache.Policy{}, get("/", "", "x", "1"), get("/", "", "x", "2"), true},
		{"header", httpcache.Policy{Headers: []string{"x"}}, get("/", "", "x", "1"), get("/", "", "x", "2"), false},
		{"no header and an empty one", httpcache.Policy{Headers: []string{"x"}}, get("/", "", "x", ""), get("/", ""), false},
		{"two lines and one", httpcache.Policy{Headers: []string{"x"}}, get("/", "", "x", "1", "x", "2"), get("/", "", "x", "1, 2"), false},
		{"value moved to another header", httpcache.Policy{Headers: []string{"x", "y"}}, get("/", "", "x", "1"), get("/", "", "y", "1"), false},
		{"cookies not selected", httpcache.Policy{}, get("/", "", "cookie", "a=1"), get("/", ""), true},
		{"cookies are sorted", httpcache.Policy{Cookies: all}, get("/", "", "cookie", "b=2; a=1"), get("/", "", "cookie", "a=1;b=2"), true},
		{"cookies in two lines", httpcache.Policy{Cookies: all}, get("/", "", "cookie", "b=2", "cookie", "a=1"), get("/", "", "cookie", "a=1; b=2"), true},
		{"one cookie", httpcache.Policy{Cookies: a}, get("/", "", "cookie", "a=1; b=2"), get("/", "", "cookie", "a=1; b=3"), true},
		{"one cookie differs", httpcache.Policy{Cookies: a}, get("/", "", "cookie", "a=1"), get("/", "", "cookie", "a=2"), false},
		{"all but one cookie", httpcache.Policy{Cookies: notA}, get("/", "", "cookie", "a=1; b=2"), get("/", "", "cookie", "b=2"), true},
		{"wildcards in cookie names", httpcache.Policy{Cookies: sel(httpcache.Whitelist, []string{"s*_?"}, true)},
			get("/", "", "cookie", "session_1=x; t=1"), get("/", "", "cookie", "session_1=x"), true},
		{"wildcard cookie differs", httpcache.Policy{Cookies: sel(httpcache.Whitelist, []string{"s*_?"}, true)},
			get("/", "", "cookie", "session_1=x"), get("/", "", "cookie", "session_1=y"), false},
		{"encodings off", httpcache.Policy{}, get("/", "", "accept-encoding", "gzip"), get("/", ""), true},
		{"encodings normalised", httpcache.Policy{Gzip: true, Brotli: true},
			get("/", "", "accept-encoding", "gzip, deflate, br"), get("/", "", "accept-encoding", "BR;q=0.5,x,gzip"), true},
		{"encodings differ", httpcache.Policy{Gzip: true, Brotli: true},
			get("/", "", "accept-encoding", "gzip, br"), get("/", "", "accept-encoding", "gzip"), false},
		{"an encoding that is off", httpcache.Policy{Gzip: true},
			get("/", "", "accept-encoding", "gzip, br"), get("/", "", "accept-encoding", "gzip"), true},
		{"an encoding of weight 0", httpcache.Policy{Gzip: true},
			get("/", "", "accept-encoding", "gzip;q=0.0"), get("/", "", "accept-encoding", "identity"), true},
		{"none and identity", httpcache.Policy{Gzip: true}, get("/", ""), get("/", "", "accept-encoding", "identity"), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, y := tt.policy.AppendKey(nil, "E1", tt.x), tt.policy.AppendKey(nil, "E1", tt.y)
			if (string(x) == string(y)) != tt.same {
				t.Errorf("keys %q and %q, same = %t, want %t", x, y, !tt.same, tt.same)
			}
			if other := tt.policy.AppendKey(nil, "E2", tt.x); string(other) == string(x) {
				t.Errorf("another distribution has the key %q", x)
			}
		})
	}
}

// TestAppendCookies: AWS developer guide, "Cache content based on cookies": sorted by name.
func TestAppendCookies(t *testing.T) {
	all, a := httpcache.Select(httpcache.All, nil, false), httpcache.Select(httpcache.Whitelist, []string{"a"}, false)
	b := httpcache.Select(httpcache.Whitelist, []string{"b"}, false)
	var many, sorted []string
	for i := range 100 {
		many = append(many, fmt.Sprintf("n%02d=%d", 99-i, i))
		sorted = append(sorted, fmt.Sprintf("n%02d=%d", i, 99-i))
	}
	tests := []struct {
		name, cookies string
		a, b          *httpcache.Selection
		want          string
	}{
		{"sorted, same names in order", "b=1; a=2; b=0;;c", &all, nil, "a=2; b=1; b=0; c"},
		{"of two selections", "c=3; b=2; a=1", &a, &b, "a=1; b=2"},
		{"none", "c=3", &a, nil, ""},
		{"64 at most are sorted", strings.Join(many, "; "), &all, nil,
			strings.Join(append(sorted[36:100:100], sorted[:36]...), "; ")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(httpcache.AppendCookies(nil, lines("cookie", tt.cookies), tt.a, tt.b)); got != tt.want {
				t.Errorf("AppendCookies = %q, want %q", got, tt.want)
			}
		})
	}
}

// TestEncodings: AWS developer guide, "Control the cache key", compression support.
func TestEncodings(t *testing.T) {
	for _, tt := range []struct {
		policy      httpcache.Policy
		given, want string
	}{
		{httpcache.Policy{Gzip: true, Brotli: true}, "gzip, br", "br,gzip"},
		{httpcache.Policy{Gzip: true, Brotli: true}, "deflate", "identity"},
		{httpcache.Policy{Gzip: true}, "br", "identity"},
		{httpcache.Policy{Brotli: true}, "br,gzip", "br"},
		{httpcache.Policy{Gzip: true}, "x-gzip", "identity"},
	} {
		if got := tt.policy.Encodings(lines("accept-encoding", tt.given)); got != tt.want {
			t.Errorf("Encodings(%q) = %q, want %q", tt.given, got, tt.want)
		}
	}
	if got := (&httpcache.Policy{Gzip: true}).Encodings(nil); got != "" {
		t.Errorf("Encodings without a line = %q, want none", got)
	}
}

// TestVaryNames: RFC 9111 section 4.1; what the key has, and what cannot reach the origin, does not make variants.
func TestVaryNames(t *testing.T) {
	p := httpcache.Policy{Gzip: true, Headers: []string{"origin"}, Forward: httpcache.Forwarding{
		Headers: httpcache.Select(httpcache.All, nil, false),
	}}
	got, ok := p.VaryNames(lines("vary", "Origin, Accept-Encoding , X-B", "vary", "x-a,,x-b,cookie, *"))
	if fmt.Sprint(got) != "[x-a x-b]" || !ok {
		t.Errorf("VaryNames = %v, %t; want [x-a x-b]", got, ok)
	}
	var names []string
	for i := range 17 {
		names = append(names, fmt.Sprint("x", i))
	}
	if _, ok := p.VaryNames(lines("vary", strings.Join(names, ","))); ok {
		t.Error("17 names are not too many")
	}
	key := []byte("k")
	one := httpcache.AppendVariant(key, []string{"x-a"}, lines("x-a", "1"))
	two := httpcache.AppendVariant(key, []string{"x-a"}, lines("x-a", "2"))
	if string(one) == string(two) || string(one) == "k" {
		t.Errorf("variants %q and %q", one, two)
	}
}

func TestAllocsAppendKey(t *testing.T) {
	p := httpcache.Policy{
		Gzip: true, Brotli: true, Headers: []string{"host", "origin"},
		Queries: httpcache.Select(httpcache.AllExcept, []string{"utm"}, false), Cookies: httpcache.Select(httpcache.All, nil, false),
	}
	req := get("/images/a.png", "x=1&y=2&utm=3", "host", "d.example", "cookie", "b=1; a=2", "accept-encoding", "gzip, br")
	buf := make([]byte, 0, 512)
	if n := testing.AllocsPerRun(100, func() { buf = p.AppendKey(buf[:0], "EDFDVBD6EXAMPLE", req) }); n != 0 {
		t.Errorf("a key costs %v allocations, want none", n)
	}
}

func BenchmarkAppendKey(b *testing.B) {
	p := httpcache.Policy{Gzip: true, Brotli: true}
	req := get("/images/a.png", "x=1&y=2&z=3", "host", "d.example", "user-agent", "x", "accept", "*/*", "accept-encoding", "gzip, br")
	buf := make([]byte, 0, 512)
	b.ReportAllocs()
	for b.Loop() {
		buf = p.AppendKey(buf[:0], "EDFDVBD6EXAMPLE", req)
	}
}
