// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/edge"
)

// named is an origin that says its name and what it was asked for.
func named(t *testing.T, name string) string {
	t.Helper()
	return httpOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		if status := r.Header.Get("X-Want-" + name); status != "" {
			n := 0
			_, _ = fmt.Sscan(status, &n)
			w.WriteHeader(n)
		}
		fmt.Fprintf(w, "%s %s host=%s a=%s b=%s", name, r.URL.RequestURI(), r.Host, r.Header.Get("X-A"), r.Header.Get("X-B"))
	})
}

func portOf(t *testing.T, address string) (port string) {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// TestOriginHelpers: what functions ask for with the helpers is what happens on the wire. Source: helpers.md sections
// 3 to 5. The assigned origin is "first" with a path and a custom header.
func TestOriginHelpers(t *testing.T) {
	first, second := named(t, "first"), named(t, "second")
	refused := func() string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		return l.Addr().String()
	}()
	port := portOf(t, second)
	custom := "customOriginConfig: {port: " + port + ", protocol: 'http', sslProtocols: ['TLSv1.2']}"
	const invalid = "The CloudFront function returned an invalid value for origin rewrite."
	group := func(codes, more string) string {
		return "cf.createRequestOriginGroup({originIds: ['o', 'second'], failoverCriteria: {statusCodes: [" + codes + "]}" + more + "});"
	}
	tests := []struct {
		name, code, request string
		status              int
		want                string // body
	}{
		{"no helper", "", "GET /x HTTP/1.1\n\n", 200, "first /p/x host=" + first + " a=1 b="},
		{"another server", "cf.updateRequestOrigin({domainName: 'localhost', " + custom + "});", "GET /x?q=1 HTTP/1.1\n\n",
			200, "second /p/x?q=1 host=localhost:" + port + " a=1 b="},
		{"host header", "cf.updateRequestOrigin({domainName: 'localhost', hostHeader: 'www.example.com', " + custom + "});",
			"GET /x HTTP/1.1\n\n", 200, "second /p/x host=www.example.com a=1 b="},
		{"host header of the assigned origin", "cf.updateRequestOrigin({hostHeader: 'www.example.com'});",
			"GET /x HTTP/1.1\n\n", 200, "first /p/x host=www.example.com a=1 b="},
		{"path and custom headers", "cf.updateRequestOrigin({originPath: '/v2', customHeaders: {'x-b': '2'}});",
			"GET /x HTTP/1.1\n\n", 200, "first /v2/x host=" + first + " a= b=2"},
		{"custom headers cleared", "cf.updateRequestOrigin({customHeaders: {}});", "GET / HTTP/1.1\n\n",
			200, "first /p/ host=" + first + " a= b="},
		{"uri and origin", "request.uri = '/y'; cf.updateRequestOrigin({originPath: ''});", "GET /x HTTP/1.1\n\n",
			200, "first /y host=" + first + " a=1 b="},
		{"nobody there", "cf.updateRequestOrigin({domainName: 'localhost', customOriginConfig: {port: " + portOf(t, refused) +
			", protocol: 'http', sslProtocols: ['TLSv1.2']}});", "GET / HTTP/1.1\n\n", 502, "connection to the origin"},
		{"by id", "cf.selectRequestOriginById('second');", "GET /x HTTP/1.1\n\n", 200, "second /x host=" + second + " a= b="},
		{"by id with overrides", "cf.selectRequestOriginById('second', {hostHeader: 'www.example.com'});", "GET /x HTTP/1.1\n\n",
			200, "second /x host=www.example.com a= b="},
		{"group, primary is fine", group("404", ""), "GET /x HTTP/1.1\n\n", 200, "first /p/x host=" + first + " a=1 b="},
		{"group, listed status", group("404, 500", ""), "GET /x HTTP/1.1\nX-Want-First: 500\n\n", 200, "second /x host=" + second + " a= b="},
		{"group, other status", group("404", ""), "GET /x HTTP/1.1\nX-Want-First: 500\n\n", 500, "first /p/x host=" + first + " a=1 b="},
		{"group, both fail", group("500", ""), "GET /x HTTP/1.1\nX-Want-First: 500\nX-Want-Second: 404\n\n", 404, "second /x"},
		{"group, HEAD", group("404", ""), "HEAD /x HTTP/1.1\nX-Want-First: 404\n\n", 200, ""},
		{"group, POST", group("404", ""), "POST /x HTTP/1.1\nX-Want-First: 404\nContent-Length: 1\n\nx", 404, "first /p/x"},
		{"group, no connection", "cf.createRequestOriginGroup({originIds: ['gone', {originId: 'second', originOverrides: " +
			"{hostHeader: 'www.example.com'}}], failoverCriteria: {statusCodes: [503]}});",
			"GET /x HTTP/1.1\n\n", 200, "second /x host=www.example.com a= b="},
		{"unknown id", "cf.selectRequestOriginById('third');", "GET / HTTP/1.1\n\n", 502, invalid},
		{"unknown id in a group", "cf.createRequestOriginGroup({originIds: ['o', 'third'], failoverCriteria: {statusCodes: [404]}});",
			"GET / HTTP/1.1\n\n", 502, invalid},
		{"address as domain name", "cf.updateRequestOrigin({domainName: '127.0.0.1'});", "GET / HTTP/1.1\n\n", 502, invalid},
		{"header of the request", "cf.updateRequestOrigin({customHeaders: {'x-c': '1'}});", "GET / HTTP/1.1\nX-C: 2\n\n", 502, invalid},
	}
	r := start(t, first, options{request: handler("return request;"), distribution: func(d *selvedge.Distribution) {
		d.Config.Origins.Items[0].OriginPath = "/p"
		d.Config.Origins.Items[0].CustomHeaders.Items = []selvedge.OriginCustomHeader{{HeaderName: "X-A", HeaderValue: "1"}}
		for id, address := range map[string]string{"second": second, "gone": refused} {
			o := distribution(t, address).Config.Origins.Items[0]
			o.Id, o.ConnectionAttempts = id, &[]int{1}[0]
			d.Config.Origins.Items = append(d.Config.Origins.Items, o)
		}
	}})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r.publish(selvedge.EventViewerRequest, handler("%s return request;", tt.code))
			a := r.ask(tt.request)
			if a.StatusCode != tt.status || !strings.Contains(a.body, tt.want) {
				t.Errorf("%d %q, want %d with %q", a.StatusCode, a.body, tt.status, tt.want)
			}
			if tt.want == invalid {
				a.expect(t, 502, edge.OutcomeValidationError)
			}
		})
	}
	if n := r.edge.Stats().Panics; n != 0 {
		t.Errorf("%d panics", n)
	}
}

// TestConfiguredGroup: origin groups of the configuration fail over, and an update changes the primary member only.
// Source: AWS developer guide, "Optimize high availability with CloudFront origin failover"; helpers.md section 3.
func TestConfiguredGroup(t *testing.T) {
	first, second := named(t, "first"), named(t, "second")
	r := start(t, first, options{request: handler("return request;"), distribution: func(d *selvedge.Distribution) {
		o := distribution(t, second).Config.Origins.Items[0]
		o.Id = "second"
		d.Config.Origins.Items = append(d.Config.Origins.Items, o)
		d.Config.OriginGroups.Items = []selvedge.OriginGroup{{Id: "both", Members: selvedge.OriginGroupMembers{
			Items: []selvedge.OriginGroupMember{{OriginId: "o"}, {OriginId: "second"}},
		}, FailoverCriteria: selvedge.OriginGroupFailoverCriteria{StatusCodes: selvedge.StatusCodes{Items: []int{503}}}}}
		d.Config.DefaultCacheBehavior.TargetOriginId = "both"
	}})
	for _, tt := range []struct{ request, want string }{
		{"GET / HTTP/1.1\n\n", "first / "},
		{"GET / HTTP/1.1\nX-Want-First: 503\n\n", "second / "},
		{"GET / HTTP/1.1\nX-Want-First: 404\n\n", "first / "},
	} {
		if a := r.ask(tt.request); !strings.HasPrefix(a.body, tt.want) {
			t.Errorf("%q: %q, want %q", tt.request, a.body, tt.want)
		}
	}
	r.publish(selvedge.EventViewerRequest, handler("cf.updateRequestOrigin({originPath: '/new'}); return request;"))
	if a := r.ask("GET / HTTP/1.1\n\n"); !strings.HasPrefix(a.body, "first /new/ ") {
		t.Errorf("updated: %q", a.body)
	}
	if a := r.ask("GET / HTTP/1.1\nX-Want-First: 503\n\n"); !strings.HasPrefix(a.body, "second / ") {
		t.Errorf("updated, failed over: %q", a.body)
	}
}

// TestOriginTimeouts: the timeouts of an update hold. Source: helpers.md section 3.
func TestOriginTimeouts(t *testing.T) {
	var asked atomic.Int64
	address := rawOrigin(t, func(c net.Conn, _ string) {
		asked.Add(1)
		_, _ = io.Copy(io.Discard, c) // until the edge gives up
	})
	r := start(t, address, options{
		request: handler("cf.updateRequestOrigin({timeouts: {readTimeout: 1}, connectionAttempts: 2}); return request;"),
	})
	began := time.Now()
	r.ask("GET / HTTP/1.1\n\n").expect(t, 504, edge.OutcomeError)
	if took := time.Since(began); took < 2*time.Second || took > bound || asked.Load() != 2 {
		t.Errorf("%d attempts took %s, want 2 of a second each", asked.Load(), took)
	}
}

// TestInventedHosts: a function that makes up a host for each request leaves a bounded number of connections.
func TestInventedHosts(t *testing.T) {
	var open, most atomic.Int64
	s := &http.Server{ReadHeaderTimeout: bound, Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}),
		ConnState: func(_ net.Conn, state http.ConnState) {
			switch state {
			case http.StateNew:
				most.Store(max(most.Load(), open.Add(1)))
			case http.StateClosed:
				open.Add(-1)
			}
		}}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close(); <-served })
	r := start(t, l.Addr().String(), options{request: handler(
		"cf.updateRequestOrigin({sni: 'h' + request.uri.slice(1) + '.example', timeouts: {keepAliveTimeout: 120}}); return request;")})
	v := r.dial()
	const requests = 300
	for i := range requests {
		v.send(fmt.Sprintf("GET /%d HTTP/1.1\n\n", i))
		v.receive("GET").expect(t, 200, edge.OutcomeMiss)
	}
	if n := most.Load(); n > 64 {
		t.Errorf("%d connections were open at once after %d hosts", n, requests)
	}
}

// TestGuardedOrigins: without leave, neither the configuration nor a function leads to a special address. Viewers learn
// nothing of why; operators do.
func TestGuardedOrigins(t *testing.T) {
	r := start(t, named(t, "o"), options{request: handler("if (request.uri === '/own') " +
		"cf.updateRequestOrigin({domainName: 'localhost'}); return request;"), guarded: true})
	for _, path := range []string{"/", "/own"} {
		a := r.ask("GET " + path + " HTTP/1.1\n\n")
		a.expect(t, 502, edge.OutcomeError)
		if strings.Contains(a.body, "127.0.0.1") || strings.Contains(a.body, "private") {
			t.Errorf("the page tells viewers of the address: %s", a.body)
		}
	}
	log := r.log.String()
	if n := strings.Count(log, "level=WARN"); n != 1 {
		t.Errorf("%d warnings for two requests within a moment, want 1", n)
	}
	if !strings.Contains(log, "is a loopback address: origins there need --allow-private-origins") {
		t.Errorf("log = %s, want the cause", log)
	}
}
