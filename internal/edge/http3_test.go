// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"

	"selvedge/internal/cff"
	"selvedge/internal/edge"
)

// This file tests HTTP/3.

// client3 returns a client that speaks HTTP/3 and asks for name in the handshake.
func (r *rig) client3(name string) *http.Client {
	r.t.Helper()
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		r.t.Fatal(err)
	}
	transport := &quic.Transport{Conn: pc}
	h3 := &http3.Transport{
		TLSClientConfig: &tls.Config{RootCAs: r.roots, ServerName: name},
		QUICConfig:      &quic.Config{HandshakeIdleTimeout: bound},
		Dial: func(ctx context.Context, _ string, t *tls.Config, q *quic.Config) (*quic.Conn, error) {
			return transport.DialEarly(ctx, r.udp, t, q)
		},
	}
	r.t.Cleanup(func() {
		_ = h3.Close()
		_ = transport.Close()
		_ = pc.Close()
	})
	return &http.Client{Transport: h3, Timeout: bound}
}

func TestHTTP3(t *testing.T) {
	ips := make(chan string, 8)
	r := start(t, echoOrigin(t), options{tls: true, distribution: httpVersion("http3"), request: func(_ context.Context, ev *cff.Event) cff.Result {
		ips <- ev.ViewerIP
		return cff.Result{Request: ev.Request}
	}})
	c := r.client3(domain)
	for _, tt := range []struct{ method, body string }{
		{"GET", ""}, {"POST", "hello"}, {"POST", strings.Repeat("x", 300_000)}, {"DELETE", ""}, {"PUT", ""},
	} {
		a := get(t, c, request(t, tt.method, "https://"+domain+"/a%2Fb?x&y=1", tt.body))
		a.expect(t, 200, edge.OutcomeMiss)
		if want := tt.method + " /a%2Fb?x&y=1 " + tt.body; a.body != want || a.Proto != "HTTP/3.0" || a.err != nil {
			t.Errorf("%s: %s, %d bytes, %v; want %d bytes", tt.method, a.Proto, len(a.body), a.err, len(want))
		}
		if ip := within(t, ips, "event"); ip != "127.0.0.1" {
			t.Errorf("viewer %s", ip)
		}
	}
	head := get(t, c, request(t, "HEAD", "https://"+domain+"/", ""))
	if head.StatusCode != 200 || head.body != "" {
		t.Errorf("HEAD: %d %q", head.StatusCode, head.body)
	}
}

// A distribution says whether it speaks HTTP/3, and tells viewers that come by TCP. Source: AWS CloudFront API, data type
// DistributionConfig, HttpVersion; RFC 7838.
func TestHTTP3IsAllowedAndAnnounced(t *testing.T) {
	for version, allowed := range map[string]bool{"http1.1": false, "http2": false, "http3": true, "http2and3": true} {
		t.Run(version, func(t *testing.T) {
			r := start(t, echoOrigin(t), options{tls: true, distribution: httpVersion(version)})
			for host, want := range map[string]string{domain: `h3=":443"; ma=86400`, domain + ":8443": `h3=":8443"; ma=86400`} {
				if !allowed {
					want = ""
				}
				if a := get(t, r.client(domain, nil), request(t, "GET", "https://"+host+"/", "")); a.Header.Get("Alt-Svc") != want {
					t.Errorf("Alt-Svc = %q, want %q", a.Header.Get("Alt-Svc"), want)
				}
			}
			if a := r.ask("GET / HTTP/1.1\n\n"); a.Header.Get("Alt-Svc") != "" {
				t.Errorf("Alt-Svc = %q without TLS", a.Header.Get("Alt-Svc"))
			}
			resp, err := r.client3(domain).Do(request(t, "GET", "https://"+domain+"/", ""))
			if err == nil {
				_ = resp.Body.Close()
			}
			if allowed != (err == nil) {
				t.Errorf("a request of HTTP/3: %v", err)
			}
		})
	}
}

func TestBadRequestsOfHTTP3(t *testing.T) {
	r := start(t, answers(t, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"), options{tls: true, distribution: httpVersion("http3"), config: func(c *edge.Config) { c.MaxBody = 1000 }})
	c := r.client3(domain)
	get(t, c, request(t, "GET", "https://"+domain+"/"+strings.Repeat("x", 9000), "")).expect(t, 413, edge.OutcomeError)
	get(t, c, request(t, "POST", "https://"+domain+"/", strings.Repeat("x", 1001))).expect(t, 413, edge.OutcomeError)
	get(t, c, request(t, "GET", "https://"+domain+"/", "x")).expect(t, 403, edge.OutcomeError)
	unknown := request(t, "GET", "https://"+domain+"/", "")
	unknown.Host = "unknown.example"
	get(t, c, unknown).expect(t, 403, edge.OutcomeError)
	resp, err := c.Do(request(t, "GET", "https://"+domain+"/", ""))
	if err != nil {
		return // the reset has overtaken the head
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err == nil {
		t.Errorf("a truncated body arrives as complete: %q", body)
	}
}

func TestDrainOfHTTP3(t *testing.T) {
	reached, release := make(chan struct{}), make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
		close(reached)
		<-release
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")
	}), options{tls: true, distribution: httpVersion("http3")})
	c := r.client3(domain)
	answers := make(chan answer, 1)
	go func() { answers <- get(t, c, request(t, "GET", "https://"+domain+"/", "")) }()
	within(t, reached, "request at the origin")
	r.stop()
	close(release)
	if a := within(t, answers, "answer"); a.body != "done" || a.err != nil {
		t.Errorf("the running request ends with %q, %v", a.body, a.err)
	}
	r.end()
}

func TestAbortOfHTTP3CancelsOrigin(t *testing.T) {
	reached, gone := make(chan struct{}), make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
		close(reached)
		_, _ = io.Copy(io.Discard, c)
		close(gone)
	}), options{tls: true, distribution: httpVersion("http3"), config: func(c *edge.Config) { c.Drain = 50 * time.Millisecond }})
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	client := r.client3(domain)
	go func() {
		_, err := client.Do(request(t, "GET", "https://"+domain+"/", "").WithContext(ctx)) //nolint:bodyclose // fails
		failed <- err
	}()
	within(t, reached, "request at the origin")
	cancel()
	within(t, gone, "end of the origin's connection")
	if within(t, failed, "end of the request") == nil {
		t.Error("the request does not fail")
	}
}
