// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
)

// refused returns an address that nobody listens at.
func refused(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// availability with CloudFront origin failover".
func TestGroup(t *testing.T) {
	answers := func(status int, body string) string {
		return serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}).Listener.Addr().String()
	}
	fine, missing, second := answers(200, "first"), answers(404, "missing"), answers(200, "second")
	slow := scripted(t, func(c net.Conn, _ string) { _, _ = io.Copy(io.Discard, c) })
	broken := scripted(t, func(c net.Conn, _ string) { _, _ = io.WriteString(c, "no HTTP\r\n\r\n") })
	nobody := refused(t)
	tests := []struct {
		name, primary, method string
		codes                 []int
		want                  string // body
		kind                  origin.Kind
	}{
		{"fine", fine, "GET", []int{404, 500}, "first", 0},
		{"listed status", missing, "GET", []int{500, 404}, "second", 0},
		{"HEAD", missing, "HEAD", []int{404}, "", 0},
		{"OPTIONS", missing, "OPTIONS", []int{404}, "second", 0},
		{"POST", missing, "POST", []int{404}, "missing", 0},
		{"DELETE", missing, "DELETE", []int{404}, "missing", 0},
		{"status not listed", missing, "GET", []int{403, 503, 504}, "missing", 0},
		{"no connection, 503 listed", nobody, "GET", []int{503}, "second", 0},
		{"no connection, others listed", nobody, "GET", []int{500, 502, 504}, "", origin.Unreachable},
		{"no connection, PUT", nobody, "PUT", []int{503}, "", origin.Unreachable},
		{"no answer, 504 listed", slow, "GET", []int{504}, "second", 0},
		{"no answer, others listed", slow, "GET", []int{500, 502, 503}, "", origin.TimedOut},
		{"no HTTP", broken, "GET", []int{500, 502, 503, 504}, "", origin.BadAnswer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := origin.New(origin.Config{AllowPrivate: true})
			t.Cleanup(c.Close)
			first := settings(t, tt.primary)
			first.ConnectionAttempts, first.CustomOriginConfig.OriginReadTimeout = one(1), one(1)
			group := origin.NewGroup(c.Origin(first), c.Origin(settings(t, second)), tt.codes)
			req := get("/")
			req.Method = tt.method
			resp, err := group.Fetch(t.Context(), req, false)
			if kindOf(err) != tt.kind {
				t.Fatalf("Fetch = %v, want kind %d", err, tt.kind)
			}
			if err != nil {
				return
			}
			if got := readAll(t, resp); got != tt.want {
				t.Errorf("body %q, want %q", got, tt.want)
			}
			if tt.method == "HEAD" && resp.Status != 200 {
				t.Errorf("status %d, want that of the secondary origin", resp.Status)
			}
		})
	}
}

func TestGroupIsFinal(t *testing.T) {
	bad := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }).Listener.Addr().String()
	c := origin.New(origin.Config{AllowPrivate: true})
	defer c.Close()
	both := origin.NewGroup(c.Origin(settings(t, bad)), c.Origin(settings(t, bad)), []int{500})
	resp, err := both.Fetch(t.Context(), get("/"), false)
	if err != nil || resp.Status != 500 {
		t.Errorf("both fail: %v, %v; want the answer of the secondary origin", resp, err)
	} else {
		readAll(t, resp)
	}
	// A body can be sent only once, whatever the method.
	withBody := &httpmsg.Request{Method: "OPTIONS", Path: "/", Body: strings.NewReader("x"), ContentLength: 1}
	gone := settings(t, refused(t))
	group := origin.NewGroup(c.Origin(gone), c.Origin(settings(t, bad)), []int{503})
	if _, err := group.Fetch(t.Context(), withBody, false); kindOf(err) != origin.Unreachable {
		t.Errorf("OPTIONS with a body: %v, want Unreachable", err)
	}
}

// TestGroupHandshake: an origin whose certificate is not trusted is one that cannot be connected to.
func TestGroupHandshake(t *testing.T) {
	second := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "second") })
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	c := origin.New(origin.Config{AllowPrivate: true})
	defer c.Close()
	first := settings(t, plain.Listener.Addr().String())
	first.CustomOriginConfig.OriginProtocolPolicy = selvedge.OriginHTTPSOnly // at a server that speaks no TLS
	group := origin.NewGroup(c.Origin(first), c.Origin(settings(t, second.Listener.Addr().String())), []int{503})
	resp, err := group.Fetch(t.Context(), get("/"), false)
	if err != nil {
		t.Fatal(err)
	}
	if got := readAll(t, resp); got != "second" {
		t.Errorf("body %q, want second", got)
	}
}
