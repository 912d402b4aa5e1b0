// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpmsg_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/httpmsg"
)

func TestAppendEndToEnd(t *testing.T) {
	tests := []struct {
		name     string
		in, want httpmsg.Headers
	}{
		{"nothing to remove", httpmsg.Headers{{"host", "h"}, {"a", "1"}}, httpmsg.Headers{{"host", "h"}, {"a", "1"}}},
		// RFC 9110 7.6.1
		{"standard fields", httpmsg.Headers{
			{"connection", "close"}, {"keep-alive", "x"}, {"te", "trailers"}, {"trailer", "a"},
			{"transfer-encoding", "chunked"}, {"upgrade", "h2c"}, {"proxy-connection", "x"},
			{"proxy-authenticate", "x"}, {"proxy-authorization", "x"}, {"expect", "100-continue"}, {"b", "2"},
		}, httpmsg.Headers{{"b", "2"}}},
		{"named in Connection, any case and blanks", httpmsg.Headers{
			{"x-private", "1"}, {"connection", " X-Private ,, keep-alive"}, {"x-other", "2"}, {"x-private", "3"},
		}, httpmsg.Headers{{"x-other", "2"}}},
		{"several Connection lines", httpmsg.Headers{
			{"connection", "a"}, {"connection", "b"}, {"a", "1"}, {"b", "2"}, {"c", "3"},
		}, httpmsg.Headers{{"c", "3"}}},
		{"essential fields stay", httpmsg.Headers{
			{"connection", "host, cookie, authorization"}, {"host", "h"}, {"cookie", "c"}, {"authorization", "a"},
		}, httpmsg.Headers{{"host", "h"}, {"cookie", "c"}, {"authorization", "a"}}},
		{"names beyond the bound are ignored", httpmsg.Headers{
			{"connection", strings.Repeat("z,", 32) + "late"}, {"late", "1"},
		}, httpmsg.Headers{{"late", "1"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := httpmsg.AppendEndToEnd(nil, tt.in)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("AppendEndToEnd (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHeadersSetAndDel(t *testing.T) {
	h := httpmsg.Headers{{"a", "1"}, {"b", "2"}, {"a", "3"}}
	h.Set("a", "x")
	h.Set("c", "y")
	if diff := cmp.Diff(httpmsg.Headers{{"a", "x"}, {"b", "2"}, {"c", "y"}}, h); diff != "" {
		t.Errorf("after Set (-want +got):\n%s", diff)
	}
	h.Del("b")
	if h.Has("b") || !h.Has("a") || h.Get("c") != "y" || h.Get("b") != "" {
		t.Errorf("after Del: %v", h)
	}
}

func TestBytes(t *testing.T) {
	b := httpmsg.NewBytes([]byte("hello"))
	two := make([]byte, 2)
	if n, err := b.Read(two); n != 2 || err != nil || string(two) != "he" {
		t.Errorf("Read = %d, %v, %q", n, err, two)
	}
	if got := string(b.Unread()); got != "llo" {
		t.Errorf("Unread = %q, want %q", got, "llo")
	}
	rest, err := io.ReadAll(b)
	if err != nil || string(rest) != "llo" || len(b.Unread()) != 0 {
		t.Errorf("rest = %q, %v; unread %q", rest, err, b.Unread())
	}
}

func TestRequestTarget(t *testing.T) {
	tests := []struct {
		name string
		in   httpmsg.Request
		want string
	}{
		{"path", httpmsg.Request{Path: "/a"}, "/a"},
		{"query", httpmsg.Request{Path: "/a", Query: "b=1", HasQuery: true}, "/a?b=1"},
		{"bare question mark", httpmsg.Request{Path: "/a", HasQuery: true}, "/a?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.in.Target(); got != tt.want {
				t.Errorf("Target() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestResponseCloseBody(t *testing.T) {
	closed := 0
	r := httpmsg.Response{Body: closer{&closed}}
	r.CloseBody()
	r.CloseBody()
	if closed != 1 || r.Body != nil {
		t.Errorf("closed %d times, body %v; want once and nil", closed, r.Body)
	}
}

type closer struct{ n *int }

func (closer) Read([]byte) (int, error) { return 0, io.EOF }
func (c closer) Close() error           { *c.n++; return nil }
