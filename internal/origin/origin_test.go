// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
)

const bound = 10 * time.Second // no wait in a test takes longer

// settings returns an http-only origin at address (host:port).
func settings(t *testing.T, address string) *selvedge.Origin {
	t.Helper()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return &selvedge.Origin{Id: "o", DomainName: host, CustomOriginConfig: &selvedge.CustomOriginConfig{
		HTTPPort: n, HTTPSPort: n, OriginProtocolPolicy: selvedge.OriginHTTPOnly,
	}}
}

// connect makes an Origin whose client is closed at the end of the test.
func connect(t *testing.T, s *selvedge.Origin) *origin.Origin {
	t.Helper()
	c := origin.New(origin.Config{AllowPrivate: true})
	t.Cleanup(c.Close)
	return c.Origin(s)
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// scripted accepts connections and runs script on each, which gets the request's head and writes what it likes.
func scripted(t *testing.T, script func(c net.Conn, head string)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() {
		_ = l.Close()
		<-done
	})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_ = c.SetDeadline(time.Now().Add(bound))
			var head strings.Builder
			for r := bufio.NewReader(c); !strings.HasSuffix(head.String(), "\r\n\r\n"); {
				line, err := r.ReadString('\n')
				if err != nil {
					break
				}
				head.WriteString(line)
			}
			script(c, head.String())
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}

func get(path string, headers ...string) *httpmsg.Request {
	return &httpmsg.Request{Method: "GET", Path: path, Headers: lines(headers...)}
}

// lines makes header lines of names and values in turn.
func lines(pairs ...string) httpmsg.Headers {
	h := httpmsg.Headers{}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

func one(n int) *int { return &n }

func kindOf(err error) origin.Kind {
	if e, ok := errors.AsType[*origin.Error](err); ok {
		return e.Kind
	}
	return 0
}

func readAll(t *testing.T, r *httpmsg.Response) string {
	t.Helper()
	if r.Body == nil {
		return ""
	}
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Errorf("reading the body: %v", err)
	}
	if err := r.Body.Close(); err != nil {
		t.Errorf("closing the body: %v", err)
	}
	return string(b)
}

func TestFetchRequestOnTheWire(t *testing.T) {
	tests := []struct {
		name   string
		change func(*selvedge.Origin)
		req    *httpmsg.Request
		want   []string // lines of the head, without Host
		host   string   // "" means address
	}{
		{"target byte for byte", nil, get("/a%2fb/%zz/ä|\"x"), []string{"GET /a%2fb/%zz/ä|\"x HTTP/1.1"}, ""},
		{"two slashes", nil, get("//evil.example/a%2Fb"), []string{"GET //evil.example/a%2Fb HTTP/1.1"}, ""},
		{"query", nil, &httpmsg.Request{Method: "GET", Path: "/", Query: "b=%20&a", HasQuery: true}, []string{"GET /?b=%20&a HTTP/1.1"}, ""},
		{"bare question mark", nil, &httpmsg.Request{Method: "GET", Path: "/", HasQuery: true}, []string{"GET /? HTTP/1.1"}, ""},
		{"bytes that would end the target", nil, &httpmsg.Request{Method: "GET", Path: "/a b?c#d", Query: "e f", HasQuery: true},
			[]string{"GET /a%20b%3Fc%23d?e%20f HTTP/1.1"}, ""},
		{"origin path", func(o *selvedge.Origin) { o.OriginPath = "/production" }, get("/x"), []string{"GET /production/x HTTP/1.1"}, ""},
		// event.md section 7: first letters upper case
		{"names title-cased, values in order", nil, get("/", "x-a-b", "1", "host", "viewer.example",
			"cookie", "a=1", "x-a-b", "2"),
			[]string{"GET / HTTP/1.1", "Cookie: a=1", "X-A-B: 1", "X-A-B: 2"}, ""},
		{"hop-by-hop fields", nil, get("/", "connection", "x-private", "x-private", "1",
			"te", "trailers", "upgrade", "websocket", "accept", "*/*"),
			[]string{"GET / HTTP/1.1", "Accept: */*"}, ""},
		{"custom headers replace", func(o *selvedge.Origin) {
			o.CustomHeaders.Items = []selvedge.OriginCustomHeader{{HeaderName: "x-secret", HeaderValue: "s"}}
		}, get("/", "x-secret", "guess", "x-secret", "again"), []string{"GET / HTTP/1.1", "X-Secret: s"}, ""},
		{"body without a length of its own", nil, &httpmsg.Request{Method: "POST", Path: "/", Headers: lines("content-length", "7")},
			[]string{"POST / HTTP/1.1", "Content-Length: 0"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			heads := make(chan string, 1)
			address := scripted(t, func(c net.Conn, head string) {
				heads <- head
				_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
			})
			s := settings(t, address)
			if tt.change != nil {
				tt.change(s)
			}
			resp, err := connect(t, s).Fetch(t.Context(), tt.req, false)
			if err != nil {
				t.Fatal(err)
			}
			if got := readAll(t, resp); got != "ok" {
				t.Errorf("body = %q", got)
			}
			lines := strings.Split(strings.TrimSuffix(<-heads, "\r\n\r\n"), "\r\n")
			var got []string
			for _, l := range lines {
				if v, ok := strings.CutPrefix(l, "Host: "); ok {
					if v != address {
						t.Errorf("Host = %q, want %q", v, address)
					}
					continue
				}
				got = append(got, l)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("head (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFetchResponse(t *testing.T) {
	tests := []struct {
		name, method, answer string
		want                 httpmsg.Response // without Body
		body                 string
	}{
		{"lengths and repeated lines", "GET", "HTTP/1.1 200 OK\r\nX-B: 2\r\nSet-Cookie: a=1\r\nX-A: 1\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nok",
			httpmsg.Response{Status: 200, ContentLength: 2, Headers: lines("content-length", "2", "set-cookie", "a=1", "set-cookie", "b=2", "x-a", "1", "x-b", "2")}, "ok"},
		{"chunked, trailer dropped", "GET", "HTTP/1.1 200 OK\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-T: 1\r\n\r\n",
			httpmsg.Response{Status: 200, ContentLength: -1, Headers: httpmsg.Headers{}}, "ok"},
		{"until the connection closes", "GET", "HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nok",
			httpmsg.Response{Status: 200, ContentLength: -1, Headers: httpmsg.Headers{}}, "ok"},
		{"hop-by-hop fields", "GET", "HTTP/1.1 200 OK\r\nConnection: X-P, keep-alive\r\nX-P: 1\r\nKeep-Alive: 5\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n",
			httpmsg.Response{Status: 200, Headers: lines("content-length", "0")}, ""},
		{"a reason of its own", "GET", "HTTP/1.1 404 Gone Fishing\r\nContent-Length: 0\r\n\r\n",
			httpmsg.Response{Status: 404, Reason: "Gone Fishing", Headers: lines("content-length", "0")}, ""},
		{"HEAD", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
			httpmsg.Response{Status: 200, ContentLength: 99, Headers: lines("content-length", "99")}, ""},
		{"not modified", "GET", "HTTP/1.1 304 Not Modified\r\nEtag: \"x\"\r\n\r\n",
			httpmsg.Response{Status: 304, Headers: lines("etag", "\"x\"")}, ""},
		{"a redirect is an answer", "GET", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
			httpmsg.Response{Status: 302, Headers: lines("content-length", "0", "location", "http://127.0.0.1:1/")}, ""},
		{"compressed bodies stay so", "GET", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nxyz",
			httpmsg.Response{Status: 200, ContentLength: 3, Headers: lines("content-encoding", "gzip", "content-length", "3")}, "xyz"},
		{"an interim answer is skipped", "GET", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
			httpmsg.Response{Status: 200, Headers: lines("content-length", "0")}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			address := scripted(t, func(c net.Conn, _ string) { _, _ = io.WriteString(c, tt.answer) })
			resp, err := connect(t, settings(t, address)).Fetch(t.Context(), &httpmsg.Request{Method: tt.method, Path: "/"}, false)
			if err != nil {
				t.Fatal(err)
			}
			if body := readAll(t, resp); body != tt.body {
				t.Errorf("body = %q, want %q", body, tt.body)
			}
			resp.Body = nil
			if diff := cmp.Diff(&tt.want, resp); diff != "" {
				t.Errorf("response (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFetchFailures(t *testing.T) {
	wait := func(c net.Conn, _ string) { _, _ = io.Copy(io.Discard, c) } // until the client gives up
	tests := []struct {
		name   string
		script func(net.Conn, string)
		req    *httpmsg.Request
		want   origin.Kind
		tries  int
	}{
		{"garbage", func(c net.Conn, _ string) { _, _ = io.WriteString(c, "hello\r\n\r\n") }, get("/"), origin.BadAnswer, 1},
		{"closes at once", func(net.Conn, string) {}, get("/"), origin.BadAnswer, 1},
		{"header too large", func(c net.Conn, _ string) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 40<<10)+"\r\n\r\n")
		}, get("/"), origin.BadAnswer, 1},
		{"switches protocols", func(c net.Conn, _ string) {
			_, _ = io.WriteString(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n")
		}, get("/"), origin.BadAnswer, 1},
		{"silent, GET is repeated", wait, get("/"), origin.TimedOut, 2},
		{"silent, POST is not", wait, &httpmsg.Request{Method: "POST", Path: "/"}, origin.TimedOut, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tries := make(chan struct{}, 9)
			s := settings(t, scripted(t, func(c net.Conn, head string) {
				tries <- struct{}{}
				tt.script(c, head)
			}))
			s.ConnectionAttempts, s.CustomOriginConfig.OriginReadTimeout = one(2), one(1)
			_, err := connect(t, s).Fetch(t.Context(), tt.req, false)
			if kindOf(err) != tt.want || len(tries) != tt.tries {
				t.Errorf("Fetch = %v (kind %d) after %d tries, want kind %d after %d", err, kindOf(err), len(tries), tt.want, tt.tries)
			}
		})
	}
}

func TestFetchUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := l.Addr().String()
	_ = l.Close()
	if _, err := connect(t, settings(t, closed)).Fetch(t.Context(), get("/"), false); kindOf(err) != origin.Unreachable {
		t.Errorf("refused: %v, want Unreachable", err)
	}

	plain := settings(t, serve(t, func(http.ResponseWriter, *http.Request) {}).Listener.Addr().String())
	plain.CustomOriginConfig.OriginProtocolPolicy = selvedge.OriginHTTPSOnly
	if _, err := connect(t, plain).Fetch(t.Context(), get("/"), false); kindOf(err) != origin.Unreachable {
		t.Errorf("no TLS there: %v, want Unreachable", err)
	}
}

func TestFetchTruncated(t *testing.T) {
	for name, answer := range map[string]string{
		"shorter than its length": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
		"chunk cut off":           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			address := scripted(t, func(c net.Conn, _ string) { _, _ = io.WriteString(c, answer) })
			resp, err := connect(t, settings(t, address)).Fetch(t.Context(), get("/"), false)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			if string(body) != "short" || kindOf(err) != origin.BadAnswer {
				t.Errorf("body %q, error %v; want short and BadAnswer", body, err)
			}
			resp.CloseBody()
		})
	}
}

func TestFetchBodyTimeouts(t *testing.T) {
	for name, change := range map[string]func(*selvedge.Origin){
		"read timeout":       func(s *selvedge.Origin) { s.CustomOriginConfig.OriginReadTimeout = one(1) },
		"completion timeout": func(s *selvedge.Origin) { s.ResponseCompletionTimeout = one(1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := settings(t, scripted(t, func(c net.Conn, _ string) {
				_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")
				_, _ = io.Copy(io.Discard, c)
			}))
			change(s)
			resp, err := connect(t, s).Fetch(t.Context(), get("/"), false)
			if err != nil {
				t.Fatal(err)
			}
			if body, err := io.ReadAll(resp.Body); string(body) != "short" || kindOf(err) != origin.TimedOut {
				t.Errorf("body %q, error %v; want short and TimedOut", body, err)
			}
			resp.CloseBody()
		})
	}
}

func TestFetchCanceled(t *testing.T) {
	gone := make(chan struct{})
	reached := make(chan struct{})
	address := scripted(t, func(c net.Conn, _ string) {
		close(reached)
		_, _ = io.Copy(io.Discard, c)
		close(gone)
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-reached
		cancel()
	}()
	if _, err := connect(t, settings(t, address)).Fetch(ctx, get("/"), false); kindOf(err) != origin.Canceled || !errors.Is(err, context.Canceled) {
		t.Errorf("Fetch = %v, want Canceled", err)
	}
	select {
	case <-gone:
	case <-time.After(bound):
		t.Error("the connection to the origin is still open")
	}
}

func TestFetchUploadStreams(t *testing.T) {
	for name, length := range map[string]int64{"known length": 10, "chunked": -1} {
		t.Run(name, func(t *testing.T) {
			first := make(chan string, 1)
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.ContentLength != length {
					t.Errorf("ContentLength = %d, want %d", r.ContentLength, length)
				}
				buf := make([]byte, 5)
				_, _ = io.ReadFull(r.Body, buf)
				first <- string(buf)
				rest, _ := io.ReadAll(r.Body)
				_, _ = w.Write(rest)
			})
			pr, pw := io.Pipe()
			go func() {
				_, _ = io.WriteString(pw, "first")
				if got := <-first; got != "first" { // arrived while the rest is not written yet
					t.Errorf("the origin got %q", got)
				}
				_, _ = io.WriteString(pw, "later")
				_ = pw.Close()
			}()
			req := &httpmsg.Request{Method: "POST", Path: "/", Body: pr, ContentLength: length}
			resp, err := connect(t, settings(t, s.Listener.Addr().String())).Fetch(t.Context(), req, false)
			if err != nil {
				t.Fatal(err)
			}
			if got := readAll(t, resp); got != "later" {
				t.Errorf("body = %q, want later", got)
			}
		})
	}
}

func TestFetchUploadFails(t *testing.T) {
	broken := errors.New("viewer went away")
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
	req := &httpmsg.Request{Method: "POST", Path: "/", ContentLength: -1, Body: io.MultiReader(strings.NewReader("x"), failing{broken})}
	_, err := connect(t, settings(t, s.Listener.Addr().String())).Fetch(t.Context(), req, false)
	if kindOf(err) != origin.BadRequest || !errors.Is(err, broken) {
		t.Errorf("Fetch = %v, want BadRequest and the cause", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestFetchReusesConnections(t *testing.T) {
	addresses := map[string]bool{}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { addresses[r.RemoteAddr] = true })
	c := origin.New(origin.Config{AllowPrivate: true})
	defer c.Close()
	for range 3 { // origins of the same kind share a pool
		resp, err := c.Origin(settings(t, s.Listener.Addr().String())).Fetch(t.Context(), get("/"), false)
		if err != nil {
			t.Fatal(err)
		}
		readAll(t, resp)
	}
	s.Close()
	if len(addresses) != 1 {
		t.Errorf("%d connections were made for three requests, want 1", len(addresses))
	}
}

func TestFetchProtocolPolicy(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, strconv.FormatBool(r.TLS != nil))
	}
	plain, secure := serve(t, handler), httptest.NewTLSServer(http.HandlerFunc(handler))
	t.Cleanup(secure.Close)
	roots := x509.NewCertPool()
	roots.AddCert(secure.Certificate())
	c := origin.New(origin.Config{RootCAs: roots, AllowPrivate: true})
	defer c.Close()
	s := settings(t, plain.Listener.Addr().String())
	s.CustomOriginConfig.HTTPSPort = settings(t, secure.Listener.Addr().String()).CustomOriginConfig.HTTPSPort
	tests := []struct {
		policy selvedge.OriginProtocolPolicy
		secure bool
		want   string
	}{
		{selvedge.OriginHTTPOnly, true, "false"},
		{selvedge.OriginHTTPSOnly, false, "true"},
		{selvedge.OriginMatchViewer, false, "false"},
		{selvedge.OriginMatchViewer, true, "true"},
	}
	for _, tt := range tests {
		s.CustomOriginConfig.OriginProtocolPolicy = tt.policy
		resp, err := c.Origin(s).Fetch(t.Context(), get("/"), tt.secure)
		if err != nil {
			t.Fatal(err)
		}
		if got := readAll(t, resp); got != tt.want {
			t.Errorf("%s, viewer secure %v: TLS = %s, want %s", tt.policy, tt.secure, got, tt.want)
		}
	}
	untrusted := origin.New(origin.Config{AllowPrivate: true})
	defer untrusted.Close()
	s.CustomOriginConfig.OriginProtocolPolicy = selvedge.OriginHTTPSOnly
	if _, err := untrusted.Origin(s).Fetch(t.Context(), get("/"), false); kindOf(err) != origin.Unreachable {
		t.Errorf("unknown certificate: %v, want Unreachable", err)
	}
}

// TestFetchHost: a request may ask for another host than the origin's own; by TLS, SNI asks for it, too, and the
// certificate may be for either. Source: AWS developer guide, "Requirements for using SSL/TLS certificates with
// CloudFront", certificates of origins.
func TestFetchHost(t *testing.T) {
	var sni, host atomic.Value
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { host.Store(r.Host) }))
	s.TLS = &tls.Config{GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		sni.Store(hello.ServerName)
		return nil, nil //nolint:nilnil // that is how the library is told to go on
	}}
	s.StartTLS()
	t.Cleanup(s.Close)
	plain := serve(t, func(_ http.ResponseWriter, r *http.Request) { host.Store(r.Host) })
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate()) // for example.com and 127.0.0.1
	at := settings(t, s.Listener.Addr().String())
	at.CustomOriginConfig.OriginProtocolPolicy = selvedge.OriginHTTPSOnly
	elsewhere := *at
	elsewhere.DomainName = "localhost" // for which there is no certificate
	byHTTP := settings(t, plain.Listener.Addr().String())
	for _, tt := range []struct {
		name      string
		settings  *selvedge.Origin
		asked     string
		host, sni string // an empty host means that the origin must not be trusted
	}{
		{"by HTTP", byHTTP, "any.example.net:8080", "any.example.net:8080", ""},
		{"in the certificate", at, "example.com", "example.com", "example.com"},
		{"with a port", at, "example.com:8443", "example.com:8443", "example.com"},
		{"certificate of the domain name", at, "www.example.org", "www.example.org", "www.example.org"},
		{"certificate of the host", &elsewhere, "example.com", "example.com", "example.com"},
		{"certificate of neither", &elsewhere, "example.org", "", "example.org"},
		{"no host", at, "example.com 127.0.0.1", s.Listener.Addr().String(), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := origin.New(origin.Config{RootCAs: roots, AllowPrivate: true})
			defer c.Close()
			sni.Store("")
			request := &httpmsg.Request{Method: "GET", Path: "/", Host: tt.asked}
			resp, err := c.Origin(tt.settings).Fetch(t.Context(), request, true)
			if got := sni.Load(); got != tt.sni {
				t.Errorf("server name %q, want %q", got, tt.sni)
			}
			if tt.host == "" {
				if kindOf(err) != origin.Unreachable {
					t.Errorf("Fetch = %v, want unreachable", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			readAll(t, resp)
			if got := host.Load(); got != tt.host {
				t.Errorf("Host %q, want %q", got, tt.host)
			}
			fixed := c.Origin(tt.settings).Derive(tt.settings, origin.Overrides{HostHeader: "example.com"})
			if resp, err = fixed.Fetch(t.Context(), request, true); err != nil {
				t.Fatal(err)
			}
			readAll(t, resp)
			if got := host.Load(); got != "example.com" {
				t.Errorf("Host %q, want what a function has fixed", got)
			}
		})
	}
}

// TestFetchTLSVersions: the versions of the list are spoken, and TLS 1.3 where TLS 1.2 is.
// Source: AWS CloudFront API, data type OriginSslProtocols.
func TestFetchTLSVersions(t *testing.T) {
	for _, tt := range []struct {
		name           string
		protocols      []string
		lowest, higher uint16 // of the server
		want           uint16 // 0: no connection
	}{
		{"default", nil, tls.VersionTLS10, tls.VersionTLS13, tls.VersionTLS13},
		{"default, old server", nil, tls.VersionTLS10, tls.VersionTLS11, 0},
		{"1.2", []string{"TLSv1.2"}, tls.VersionTLS10, tls.VersionTLS12, tls.VersionTLS12},
		{"1.0 and 1.2, old server", []string{"TLSv1", "TLSv1.2"}, tls.VersionTLS10, tls.VersionTLS10, tls.VersionTLS10},
		{"1.1 alone", []string{"TLSv1.1"}, tls.VersionTLS10, tls.VersionTLS13, tls.VersionTLS11},
		{"1.0 alone, new server", []string{"SSLv3", "TLSv1"}, tls.VersionTLS12, tls.VersionTLS13, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			version := make(chan uint16, 1)
			s := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { version <- r.TLS.Version }))
			s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
			s.TLS = &tls.Config{MinVersion: tt.lowest, MaxVersion: tt.higher}
			s.StartTLS()
			defer s.Close()
			roots := x509.NewCertPool()
			roots.AddCert(s.Certificate())
			c := origin.New(origin.Config{RootCAs: roots, AllowPrivate: true})
			defer c.Close()
			o := settings(t, s.Listener.Addr().String())
			o.CustomOriginConfig.OriginProtocolPolicy = selvedge.OriginHTTPSOnly
			o.CustomOriginConfig.OriginSslProtocols = &selvedge.OriginSslProtocols{Items: tt.protocols}
			resp, err := c.Origin(o).Fetch(t.Context(), get("/"), true)
			if tt.want == 0 {
				if kindOf(err) != origin.Unreachable {
					t.Errorf("Fetch = %v, want unreachable", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			readAll(t, resp)
			if got := <-version; got != tt.want {
				t.Errorf("TLS %x, want %x", got, tt.want)
			}
		})
	}
}
