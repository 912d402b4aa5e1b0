// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
)

// This file tests what viewers see with TLS: HTTP/1.1 and HTTP/2, names and versions.

// client returns an HTTP client of the rig that asks for name in the handshake, and for any host in requests.
func (r *rig) client(name string, change func(*tls.Config)) *http.Client {
	r.t.Helper()
	config := &tls.Config{RootCAs: r.roots, ServerName: name}
	if change != nil {
		change(config)
	}
	transport := &http.Transport{
		TLSClientConfig:   config,
		ForceAttemptHTTP2: config.NextProtos == nil,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", r.secure)
		},
	}
	r.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: bound}
}

// only11 makes a client speak HTTP/1.1.
func only11(c *tls.Config) { c.NextProtos = []string{"http/1.1"} }

// get reads an answer whole.
func get(t testing.TB, c *http.Client, req *http.Request) answer {
	t.Helper()
	resp, err := c.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", req.Method, req.URL, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return answer{resp, string(body), err}
}

func request(t testing.TB, method, url, body string) *http.Request {
	t.Helper()
	var from io.Reader
	if body != "" {
		from = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, url, from)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func httpVersion(version string) func(*selvedge.Distribution) {
	return func(d *selvedge.Distribution) { d.Config.HttpVersion = version }
}

func TestVersionsOverTLS(t *testing.T) {
	for _, tt := range []struct {
		version, proto string
		change         func(*tls.Config)
	}{
		{"http1.1", "HTTP/1.1", nil},
		{"http2", "HTTP/2.0", nil},
		{"http2", "HTTP/1.1", only11},
		{"http3", "HTTP/1.1", nil},
		{"http2and3", "HTTP/2.0", nil},
	} {
		t.Run(tt.version+" "+tt.proto, func(t *testing.T) {
			r := start(t, echoOrigin(t), options{tls: true, distribution: httpVersion(tt.version)})
			c := r.client(domain, tt.change)
			for _, body := range []string{"hello", ""} {
				a := get(t, c, request(t, "POST", "https://"+domain+"/a%2Fb?x&y=1", body))
				a.expect(t, 200, edge.OutcomeMiss)
				if a.body != "POST /a%2Fb?x&y=1 "+body || a.Proto != tt.proto {
					t.Errorf("%s %q", a.Proto, a.body)
				}
			}
		})
	}
}

// What a function sees of a request of HTTP/2. Source: event.md section 3.
func TestEventOfHTTP2(t *testing.T) {
	events := make(chan *cff.Event, 1)
	r := start(t, "192.0.2.1:80", options{tls: true, distribution: httpVersion("http2"), request: func(_ context.Context, ev *cff.Event) cff.Result {
		copied := *ev
		copied.Request = &httpmsg.Request{Method: ev.Request.Method, Path: ev.Request.Path, Query: ev.Request.Query,
			HasQuery: ev.Request.HasQuery, Headers: append(httpmsg.Headers(nil), ev.Request.Headers...)}
		events <- &copied
		return cff.Result{Response: &httpmsg.Response{Status: 204, Reason: "ignored", Headers: lines("x-a", "1", "x-a", "2")}}
	}})
	req := request(t, "GET", "https://"+domain+"/p?q", "")
	req.Header = http.Header{"X-Odd": {"1", "2"}, "Cookie": {"a=1; b=2"}, "User-Agent": {"test"}, "Accept-Encoding": {"identity"}}
	a := get(t, r.client(domain, nil), req)
	a.expect(t, 204, edge.OutcomeGenerated)
	if diff := cmp.Diff([]string{"1", "2"}, a.Header["X-A"]); diff != "" || a.Header.Get("Connection") != "" {
		t.Errorf("answer %v", a.Header)
	}
	ev := within(t, events, "event")
	want := &httpmsg.Request{Method: "GET", Path: "/p", Query: "q", HasQuery: true, Headers: lines(
		"host", domain, "accept-encoding", "identity", "cookie", "a=1; b=2", "user-agent", "test", "x-odd", "1", "x-odd", "2")}
	if diff := cmp.Diff(want, ev.Request); diff != "" || ev.ViewerIP != "127.0.0.1" {
		t.Errorf("viewer %q, request (-want +got):\n%s", ev.ViewerIP, diff)
	}
}

func TestViaSaysTheVersion(t *testing.T) { // RFC 9110 section 7.6.3
	vias := make(chan string, 1)
	r := start(t, httpOrigin(t, func(_ http.ResponseWriter, req *http.Request) { vias <- req.Header.Get("Via") }),
		options{tls: true, distribution: httpVersion("http2")})
	for want, change := range map[string]func(*tls.Config){"2.0 ": nil, "1.1 ": only11} {
		get(t, r.client(domain, change), request(t, "GET", "https://"+domain+"/", "")).expect(t, 200, edge.OutcomeMiss)
		if via := within(t, vias, "request at the origin"); !strings.HasPrefix(via, want) {
			t.Errorf("Via = %q, want it to begin with %q", via, want)
		}
	}
}

func TestNamesInHandshakes(t *testing.T) {
	r := start(t, echoOrigin(t), options{tls: true, distribution: func(d *selvedge.Distribution) {
		d.Config.HttpVersion = "http2"
		d.Config.Aliases.Items = []string{"www.example.com", "*.example.org"}
	}})
	for name, known := range map[string]bool{
		domain: true, "www.example.com": true, "a.b.example.org": true, "WWW.EXAMPLE.COM": true, "localhost": true,
		"other.example": false,
	} {
		c, err := tls.Dial("tcp", r.secure, &tls.Config{RootCAs: r.roots, ServerName: name})
		if known != (err == nil) {
			t.Errorf("handshake for %s: %v", name, err)
		}
		if err == nil {
			_ = c.Close()
		}
	}
}

func TestVersionsOfTLS(t *testing.T) {
	for _, tt := range []struct {
		least   string
		highest uint16
		ok      bool
	}{
		{"TLSv1", tls.VersionTLS11, false}, // nothing below 1.2, whatever a distribution says
		{"TLSv1", tls.VersionTLS12, true},
		{"TLSv1.2_2021", tls.VersionTLS12, true},
		{"TLSv1.3_2025", tls.VersionTLS12, false},
		{"TLSv1.3_2025", tls.VersionTLS13, true},
	} {
		r := start(t, echoOrigin(t), options{tls: true, distribution: func(d *selvedge.Distribution) {
			d.Config.ViewerCertificate = &selvedge.ViewerCertificate{MinimumProtocolVersion: tt.least}
		}})
		c, err := tls.Dial("tcp", r.secure, &tls.Config{RootCAs: r.roots, ServerName: domain, MinVersion: tls.VersionTLS10, MaxVersion: tt.highest})
		if tt.ok != (err == nil) {
			t.Errorf("least %s, viewer at most %x: %v", tt.least, tt.highest, err)
		}
		if err == nil {
			_ = c.Close()
		}
	}
}

const thirdDomain = "d333333abcdef8.cloudfront.net"

// third is a distribution that speaks HTTP/3.
func third(from *selvedge.Distribution) *selvedge.Distribution {
	d := *from
	d.ID, d.DomainName, d.Config.HttpVersion = "ETHIRD", thirdDomain, "http3"
	return &d
}

// A request for a distribution other than that of the handshake is misdirected (RFC 9110 section 15.5.20).
func TestMisdirected(t *testing.T) {
	r := start(t, echoOrigin(t), options{tls: true, distribution: httpVersion("http2")})
	other := *r.record
	other.ID, other.DomainName = "EOTHER", "d222222abcdef8.cloudfront.net"
	other.Config.HttpVersion = "http1.1"
	r.revision++
	r.builder.Apply(selvedge.EdgeUpdate{Revision: r.revision, Distributions: map[string]*selvedge.Distribution{other.ID: &other}})
	r.builder.Apply(selvedge.EdgeUpdate{Revision: r.revision + 1, Distributions: map[string]*selvedge.Distribution{"ETHIRD": third(r.record)}})
	third := request(t, "GET", "https://"+thirdDomain+"/", "")
	third.Host = domain
	get(t, r.client3(thirdDomain), third).expect(t, 421, edge.OutcomeError)
	for _, tt := range []struct {
		sni, host string
		change    func(*tls.Config)
		status    int
	}{
		{domain, domain, nil, 200},
		{domain, strings.ToUpper(domain) + ":443", nil, 200},
		{domain, other.DomainName, nil, 421},
		{domain, other.DomainName, only11, 421},
		{other.DomainName, other.DomainName, nil, 200},
		{domain, "unknown.example", nil, 403},
		{"localhost", domain, nil, 200},
		{"localhost", other.DomainName, nil, 421}, // HTTP/2, which it does not speak
		{"localhost", other.DomainName, only11, 200},
	} {
		req := request(t, "GET", "https://"+tt.sni+"/", "")
		req.Host = tt.host
		if a := get(t, r.client(tt.sni, tt.change), req); a.StatusCode != tt.status {
			t.Errorf("handshake for %s, request for %s: %d, want %d", tt.sni, tt.host, a.StatusCode, tt.status)
		}
	}
}

func TestBadRequestsOfHTTP2(t *testing.T) {
	r := start(t, echoOrigin(t), options{tls: true, distribution: httpVersion("http2"), config: func(c *edge.Config) { c.MaxBody = 1000 }})
	c := r.client(domain, nil)
	for _, tt := range []struct {
		name   string
		req    *http.Request
		status int
	}{
		{"URL of 9000 bytes", request(t, "GET", "https://"+domain+"/"+strings.Repeat("x", 9000), ""), 413},
		{"bad host", func() *http.Request {
			req := request(t, "GET", "https://"+domain+"/", "")
			req.Host = "a:b"
			return req
		}(), 400},
		{"asterisk", func() *http.Request {
			req := request(t, "OPTIONS", "https://"+domain+"/", "")
			req.URL.Path, req.URL.Opaque = "", "*"
			return req
		}(), 400},
		{"GET with a body", request(t, "GET", "https://"+domain+"/", "x"), 403},
		{"body too large", request(t, "POST", "https://"+domain+"/", strings.Repeat("x", 1001)), 413},
		{"unknown method", request(t, "PURGE", "https://"+domain+"/", ""), 403},
	} {
		t.Run(tt.name, func(t *testing.T) { get(t, c, tt.req).expect(t, tt.status, edge.OutcomeError) })
	}
	many := request(t, "GET", "https://"+domain+"/", "")
	for i := range 2100 {
		many.Header.Add("X", fmt.Sprint(i))
	}
	get(t, c, many).expect(t, 431, edge.OutcomeError)
}

func TestHeadAndTruncationOfHTTP2(t *testing.T) {
	r := start(t, answers(t, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"), options{tls: true, distribution: httpVersion("http2")})
	c := r.client(domain, nil)
	if a := get(t, c, request(t, "HEAD", "https://"+domain+"/", "")); a.ContentLength != 10 || a.err != nil {
		t.Errorf("HEAD: length %d, %v", a.ContentLength, a.err)
	}
	if a := get(t, c, request(t, "GET", "https://"+domain+"/", "")); a.err == nil {
		t.Errorf("a truncated body arrives as complete: %q", a.body)
	}
}

// Both directions of a stream of HTTP/2 move at once.
func TestHTTP2StreamsBothWays(t *testing.T) {
	r := start(t, httpOrigin(t, func(w http.ResponseWriter, req *http.Request) {
		control := http.NewResponseController(w)
		_ = control.EnableFullDuplex()
		buf := make([]byte, 16)
		for {
			n, err := req.Body.Read(buf)
			_, _ = w.Write(buf[:n])
			_ = control.Flush()
			if err != nil {
				return
			}
		}
	}), options{tls: true, distribution: httpVersion("http2")})
	up, feed := io.Pipe()
	req, err := http.NewRequestWithContext(t.Context(), "POST", "https://"+domain+"/", up)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.WriteString(feed, "first") }()
	resp, err := r.client(domain, nil).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	readFull(t, resp.Body, "first")
	_, _ = io.WriteString(feed, "later")
	readFull(t, resp.Body, "later")
	_ = feed.Close()
	if rest, err := io.ReadAll(resp.Body); err != nil || len(rest) > 0 {
		t.Errorf("at the end: %q, %v", rest, err)
	}
}

func TestAbortOfHTTP2CancelsOrigin(t *testing.T) {
	reached, gone := make(chan struct{}), make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
		close(reached)
		_, _ = io.Copy(io.Discard, c)
		close(gone)
	}), options{tls: true, distribution: httpVersion("http2")})
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() {
		_, err := r.client(domain, nil).Do(request(t, "GET", "https://"+domain+"/", "").WithContext(ctx)) //nolint:bodyclose // fails
		failed <- err
	}()
	within(t, reached, "request at the origin")
	cancel()
	within(t, gone, "end of the origin's connection")
	if err := within(t, failed, "end of the request"); !errors.Is(err, context.Canceled) {
		t.Errorf("the request ends with %v", err)
	}
}

func TestDrainOfHTTP2(t *testing.T) {
	reached, release := make(chan struct{}), make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
		close(reached)
		<-release
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")
	}), options{tls: true, distribution: httpVersion("http2")})
	c := r.client(domain, nil)
	answers := make(chan answer, 1)
	go func() { answers <- get(t, c, request(t, "GET", "https://"+domain+"/", "")) }()
	within(t, reached, "request at the origin")
	idle, err := tls.Dial("tcp", r.secure, &tls.Config{RootCAs: r.roots, ServerName: domain})
	if err != nil {
		t.Fatal(err)
	}
	defer idle.Close()
	_ = idle.SetDeadline(time.Now().Add(bound))
	r.stop()
	if _, err := idle.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a connection without a request ends with %v", err)
	}
	close(release)
	if a := within(t, answers, "answer"); a.body != "done" {
		t.Errorf("the running request ends with %q", a.body)
	}
	r.end()
}

func TestHandshakeTimesOut(t *testing.T) {
	r := start(t, echoOrigin(t), options{tls: true, config: func(c *edge.Config) { c.ReadTimeout = 50 * time.Millisecond }})
	c, err := net.Dial("tcp", r.secure)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(bound))
	if rest, err := io.ReadAll(c); err != nil || len(rest) > 0 {
		t.Errorf("a silent connection gets %q, %v", rest, err)
	}
}

// behindBalancer starts an edge that believes balancers in prefix; ips gets the viewers that its function sees.
func behindBalancer(t *testing.T, prefix string) (r *rig, ips chan string) {
	t.Helper()
	ips = make(chan string, 1)
	return start(t, "192.0.2.1:80", options{
		tls: true, distribution: httpVersion("http2"),
		request: func(_ context.Context, ev *cff.Event) cff.Result {
			ips <- ev.ViewerIP
			return cff.Result{Response: &httpmsg.Response{Status: 204}}
		},
		config: func(c *edge.Config) {
			c.ProxyProtocolFrom = []netip.Prefix{netip.MustParsePrefix(prefix)}
			c.ReadTimeout = time.Second
		},
	}), ips
}

const askOnce = "GET / HTTP/1.1\r\nHost: " + domain + "\r\nConnection: close\r\n\r\n"

// Source: HAProxy, proxy-protocol.txt; whom to believe is the operator's to say.
func TestProxyProtocol(t *testing.T) {
	trusting, ips := behindBalancer(t, "127.0.0.0/8")
	const ask = askOnce
	for _, tt := range []struct {
		name, header string
		ip           string
	}{
		{"version 1", "PROXY TCP4 198.51.100.7 127.0.0.1 4711 80\r\n", "198.51.100.7"},
		{"version 2", "\r\n\r\n\x00\r\nQUIT\n\x21\x21\x00\x24" + "\x20\x01\x0d\xb8" + strings.Repeat("\x00", 11) + "\x01" +
			strings.Repeat("\x00", 16) + "\x00\x01\x00\x02", "2001:db8::1"},
		{"local", "\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00", "127.0.0.1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := trusting.dial()
			_, _ = io.WriteString(v, tt.header+ask)
			v.receive("GET").expect(t, 204, edge.OutcomeGenerated)
			if ip := within(t, ips, "event"); ip != tt.ip {
				t.Errorf("without TLS: viewer %s, want %s", ip, tt.ip)
			}
			c, err := net.Dial("tcp", trusting.secure)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.WriteString(c, tt.header)
			secure := tls.Client(c, &tls.Config{RootCAs: trusting.roots, ServerName: domain})
			defer secure.Close()
			_, _ = io.WriteString(secure, ask)
			if resp, err := http.ReadResponse(bufio.NewReader(secure), nil); err != nil || resp.StatusCode != 204 {
				t.Fatalf("with TLS: %v, %v", resp, err)
			}
			if ip := within(t, ips, "event"); ip != tt.ip {
				t.Errorf("with TLS: viewer %s, want %s", ip, tt.ip)
			}
		})
	}
	t.Run("HTTP/2", func(t *testing.T) {
		c := trusting.client(domain, nil)
		c.Transport.(*http.Transport).DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, "tcp", trusting.secure)
			if err == nil {
				_, err = io.WriteString(conn, "PROXY TCP4 198.51.100.7 127.0.0.1 4711 80\r\n")
			}
			return conn, err
		}
		get(t, c, request(t, "GET", "https://"+domain+"/", "")).expect(t, 204, edge.OutcomeGenerated)
		if ip := within(t, ips, "event"); ip != "198.51.100.7" {
			t.Errorf("viewer %s", ip)
		}
	})
	t.Run("no header", func(t *testing.T) {
		v := trusting.dial()
		_, _ = io.WriteString(v, ask)
		rest, _ := io.ReadAll(v) // closed with bytes unread, which is an error for some systems
		if len(rest) > 0 {
			t.Errorf("a connection of a balancer without a header gets %q", rest)
		}
	})
}

func TestProxyProtocolOfNobody(t *testing.T) {
	r, _ := behindBalancer(t, "192.0.2.0/24")
	for _, header := range []string{"PROXY TCP4 198.51.100.7 127.0.0.1 4711 80\r\n", "\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00"} {
		v := r.dial()
		_, _ = io.Copy(v, bytes.NewReader([]byte(header+askOnce)))
		v.receive("GET").expect(t, 400, edge.OutcomeError)
	}
}

// One connection with TLS carries many requests, each of which is watched for the viewer's end while the origin is asked.
func TestKeepAliveOverTLS(t *testing.T) {
	r := start(t, echoOrigin(t), options{tls: true})
	c, err := tls.Dial("tcp", r.secure, &tls.Config{RootCAs: r.roots, ServerName: domain})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	v := &viewer{t, c, bufio.NewReader(c)}
	for i := range 50 {
		body := strings.Repeat("x", i)
		v.send(fmt.Sprintf("POST /%d HTTP/1.1\nContent-Length: %d\n\n%s", i, i, body))
		if a := v.receive("POST"); a.body != fmt.Sprintf("POST /%d %s", i, body) || a.Close {
			t.Fatalf("answer %d: %d %q", i, a.StatusCode, a.body)
		}
	}
	v.send("GET /first HTTP/1.1\nHost: " + domain + "\n\nGET /second HTTP/1.1\r\nHost: " + domain + "\r\n\r\n")
	for _, want := range []string{"GET /first ", "GET /second "} {
		if a := v.receive("GET"); a.body != want {
			t.Errorf("answer %q, want %q", a.body, want)
		}
	}
}

// rawHTTP2 sends one request in frames, as no library would write it, and returns the status, or the code of a reset.
func rawHTTP2(t *testing.T, r *rig, fields ...string) (status string, reset http2.ErrCode) {
	t.Helper()
	c, err := tls.Dial("tcp", r.secure, &tls.Config{RootCAs: r.roots, ServerName: domain, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(bound))
	_, _ = io.WriteString(c, http2.ClientPreface)
	framer := http2.NewFramer(c, c)
	framer.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	_ = framer.WriteSettings()
	var block bytes.Buffer
	encoder := hpack.NewEncoder(&block)
	for i := 0; i+1 < len(fields); i += 2 {
		_ = encoder.WriteField(hpack.HeaderField{Name: fields[i], Value: fields[i+1]})
	}
	_ = framer.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: block.Bytes(), EndHeaders: true, EndStream: true})
	for {
		frame, err := framer.ReadFrame()
		if err != nil {
			t.Fatal(err)
		}
		switch f := frame.(type) {
		case *http2.MetaHeadersFrame:
			return f.PseudoValue("status"), 0
		case *http2.RSTStreamFrame:
			return "", f.ErrCode
		}
	}
}

// Source: RFC 9113 sections 8.2 and 8.3.
func TestFieldsOfHTTP2(t *testing.T) {
	cookies := make(chan []string, 1)
	r := start(t, "192.0.2.1:80", options{tls: true, distribution: httpVersion("http2"), request: func(_ context.Context, ev *cff.Event) cff.Result {
		var all []string
		for _, l := range ev.Request.Headers {
			if l.Name == "cookie" {
				all = append(all, l.Value)
			}
		}
		cookies <- all
		return cff.Result{Response: &httpmsg.Response{Status: 204}}
	}})
	plain := []string{":method", "GET", ":scheme", "https", ":path", "/", ":authority", domain}
	if status, _ := rawHTTP2(t, r, append(plain, "cookie", "a=1", "cookie", "b=2")...); status != "204" {
		t.Fatalf("status %s", status)
	}
	if diff := cmp.Diff([]string{"a=1; b=2"}, within(t, cookies, "event")); diff != "" {
		t.Errorf("cookies (-want +got):\n%s", diff)
	}
	for name, fields := range map[string][]string{
		"a host of another":     append(plain, "host", "other.example"),
		"two hosts":             append(plain, "host", domain, "host", "other.example"),
		"a connection header":   append(plain, "connection", "close"),
		"a transfer coding":     append(plain, "transfer-encoding", "chunked"),
		"a name in capitals":    append(plain, "X-A", "1"),
		"a blank in a name":     append(plain, "a b", "1"),
		"a line end in a value": append(plain, "a", "1\r\nb: 2"),
		"no path":               {":method", "GET", ":scheme", "https", ":authority", domain},
		"an empty path":         {":method", "GET", ":scheme", "https", ":path", "", ":authority", domain},
		"a path without slash":  {":method", "GET", ":scheme", "https", ":path", "x", ":authority", domain},
		"a user":                {":method", "GET", ":scheme", "https", ":path", "/", ":authority", "user@" + domain},
		"no host":               {":method", "GET", ":scheme", "https", ":path", "/"},
		"two paths":             append(plain, ":path", "/x"),
		"trailers expected":     append(plain, "te", "gzip"),
	} {
		t.Run(name, func(t *testing.T) {
			if status, reset := rawHTTP2(t, r, fields...); status != "400" && reset != http2.ErrCodeProtocol {
				t.Errorf("status %q, reset %v; want 400 or PROTOCOL_ERROR", status, reset)
			}
		})
	}
}
