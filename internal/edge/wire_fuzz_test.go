// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
	"selvedge/internal/snapshot"
	"selvedge/internal/usage"
)

// seen is what one reader took for a request.
type seen struct{ Method, Target, Host, Body string }

// recorder is an origin that keeps the requests that have come to it whole.
type recorder struct {
	mu sync.Mutex

	all []seen
}

// Fetch implements snapshot.Origin.
func (r *recorder) Fetch(_ context.Context, req *httpmsg.Request, _ bool) (*httpmsg.Response, error) {
	s := seen{Method: req.Method, Target: req.Target(), Host: req.Headers.Get("host")}
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, &origin.Error{Kind: origin.BadRequest, Err: err}
		}
		s.Body = string(body)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, s)
	return &httpmsg.Response{Status: 200}, nil
}

func (r *recorder) take() []seen {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.all
	r.all = nil
	return all
}

// FuzzWireAgrees sends bytes on a connection and compares what the edge takes for requests, bodies included, with what
// net/http does: the edge may refuse some, but never take other ones. A difference is what request smuggling is made of.
func FuzzWireAgrees(f *testing.F) {
	for _, c := range wireCases(f) {
		if len(c.bytes) < 2000 {
			f.Add([]byte(c.bytes))
		}
	}
	for _, cutOff := range []string{"Content-Length: 2\r\n\r\n0", "Transfer-Encoding: chunked\r\n\r\n",
		"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n", "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"} { // were taken for whole
		f.Add([]byte("POST / HTTP/1.1\r\nHost: " + domain + "\r\n" + cutOff))
	}
	l, r := newScriptListener(), &recorder{}
	runOn(f, l, r)
	f.Fuzz(func(t *testing.T, data []byte) {
		if !l.exchange(data) {
			t.Fatalf("the connection does not end after %q", data)
		}
		edges, library := r.take(), readByLibrary(data)
		rest := library
		for _, e := range edges {
			at := slices.Index(rest, e)
			if at < 0 {
				t.Fatalf("the edge took %q\nafter all of its requests %q\nnet/http: %q\nbytes: %q", e, edges, library, data)
			}
			rest = rest[at+1:]
		}
	})
}

// readByLibrary returns the requests that net/http finds.
func readByLibrary(data []byte) (all []seen) {
	reader := bufio.NewReader(bytes.NewReader(data))
	for len(all) < 100 {
		for next, _ := reader.Peek(2); string(next) == "\r\n"; next, _ = reader.Peek(2) { // net/http does not skip empty lines
			_, _ = reader.Discard(2)
		}
		req, err := http.ReadRequest(reader)
		if err != nil {
			return all
		}
		target := req.RequestURI
		if _, rest, absolute := strings.Cut(target, "://"); absolute && !strings.HasPrefix(target, "/") {
			target = rest[max(0, strings.IndexAny(rest+"/", "/?")):]
			if !strings.HasPrefix(target, "/") {
				target = "/" + target
			}
		}
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return all
		}
		all = append(all, seen{req.Method, target, req.Host, string(body)})
		if strings.EqualFold(req.Header.Get("Upgrade"), "websocket") {
			return all
		}
	}
	return all
}

// runOn runs an edge before an origin until the end of the test.
func runOn(t testing.TB, l net.Listener, o snapshot.Origin) {
	t.Helper()
	r := &rig{t: t, programs: map[string]cff.Invoker{}, record: distribution(t, "192.0.2.1:80")}
	r.builder = snapshot.NewBuilder(snapshot.Config{
		Compile: func(name string, _ []byte, _ selvedge.Runtime) cff.Invoker { return r.programs[name] },
		Connect: func(*selvedge.Origin) snapshot.Origin { return o },
		Usage:   usage.NewRegistry(usage.Config{}),
	})
	r.apply()
	e, err := edge.New(edge.Config{Listener: l, Snapshots: r.builder.Current})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = e.Run(ctx) })
	t.Cleanup(func() {
		stop()
		running.Wait()
	})
}

// scriptListener hands out connections on which everything that a viewer says is known.
type scriptListener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newScriptListener() *scriptListener {
	return &scriptListener{conns: make(chan net.Conn), done: make(chan struct{})}
}

func (l *scriptListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *scriptListener) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

func (*scriptListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// exchange says data and waits until the edge has closed the connection; it returns false when that takes too long.
func (l *scriptListener) exchange(data []byte) bool {
	c := &scriptConn{Reader: bytes.NewReader(data), closed: make(chan struct{})}
	l.conns <- c
	select {
	case <-c.closed:
		return true
	case <-time.After(bound):
		return false
	}
}

// scriptConn is a connection whose other side has said everything; the answers are dropped.
type scriptConn struct {
	*bytes.Reader
	once   sync.Once
	closed chan struct{}
}

func (*scriptConn) Write(p []byte) (int, error)      { return len(p), nil }
func (*scriptConn) WriteTo(io.Writer) (int64, error) { return 0, errors.ErrUnsupported }
func (*scriptConn) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (*scriptConn) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (*scriptConn) SetDeadline(time.Time) error      { return nil }
func (*scriptConn) SetReadDeadline(time.Time) error  { return nil }
func (*scriptConn) SetWriteDeadline(time.Time) error { return nil }
func (c *scriptConn) Close() error                   { c.once.Do(func() { close(c.closed) }); return nil }
