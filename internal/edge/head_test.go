// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
)

func TestReadHead(t *testing.T) {
	tests := []struct {
		name, target, raw string
		want              httpmsg.Request
		host              string
	}{
		{"plain", "/a%2F?b=1", "Host: H.example\r\nX-A:1\r\nx-a: \t2 \r\n\r\n", httpmsg.Request{Path: "/a%2F", Query: "b=1", HasQuery: true,
			Headers: lines("host", "H.example", "x-a", "1", "x-a", "2")}, "H.example"},
		{"empty query", "/?", "Host: h\r\n\r\n", httpmsg.Request{Path: "/", HasQuery: true, Headers: lines("host", "h")}, "h"},
		{"second question mark", "/?a?b", "Host: h\r\n\r\n", httpmsg.Request{Path: "/", Query: "a?b", HasQuery: true, Headers: lines("host", "h")}, "h"},
		{"whole URL", "http://u.example:80/p?q", "Host: h\r\n\r\n", httpmsg.Request{Path: "/p", Query: "q", HasQuery: true,
			Headers: lines("host", "u.example:80")}, "u.example:80"},
		{"whole URL without path", "https://u.example", "", httpmsg.Request{Path: "/", Headers: lines("host", "u.example")}, "u.example"},
		{"colon and blanks in a value", "/", "A:  b: c  d\r\n\r\n", httpmsg.Request{Path: "/", Headers: lines("a", "b: c  d")}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPipeline(t, nil, nil, nil)
			x := p.Acquire(t.Context())
			defer p.Finish(x)
			if err := x.ReadHead([]byte(tt.target), []byte(tt.raw)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tt.want, x.Request); diff != "" || x.Host != tt.host {
				t.Errorf("host %q, want %q; request (-want +got):\n%s", x.Host, tt.host, diff)
			}
		})
	}
}

// Whatever is accepted has one meaning: names are tokens in lower case, values have no line ends, the path begins with
// a slash and holds neither query nor fragment.
func FuzzReadHead(f *testing.F) {
	f.Add("/a?b", "Host: h\r\nA: 1\r\n\r\n")
	f.Add("http://h/", "Host: h\r\n 2\r\n\r\n")
	f.Add("http://\n", "Host4: h\rost: h\r") // a line end in the authority became the value of Host
	f.Add("*", "A : 1\n\n:x\r\n")
	p := newPipeline(f, nil, nil, nil)
	f.Fuzz(func(t *testing.T, target, raw string) {
		x := p.Acquire(t.Context())
		defer p.Finish(x)
		if x.ReadHead([]byte(target), []byte(raw)) != nil {
			return
		}
		checkPath(t, x)
		for _, l := range x.Request.Headers {
			if l.Name == "" || strings.ContainsAny(l.Name, " \t\r\n:ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
				t.Errorf("name %q in %q", l.Name, raw)
			}
			if strings.Contains(l.Value, "\n") {
				t.Errorf("value %q in %q", l.Value, raw)
			}
		}
	})
}

func checkPath(t *testing.T, x *edge.Exchange) {
	t.Helper()
	if path := x.Request.Path; !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?#") {
		t.Errorf("path %q", path)
	}
}
