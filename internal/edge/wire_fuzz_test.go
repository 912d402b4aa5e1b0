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
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/snapshot"
	"selvedge/internal/usage"
)

// seen is what one reader took for a request.
type seen struct{ Method, Target, Host string }

// FuzzWireAgrees sends bytes on a connection and compares what the edge takes for requests with what net/http does: the
// edge may take fewer, but never other ones. A difference is what request smuggling is made of.
func FuzzWireAgrees(f *testing.F) {
	for _, c := range wireCases(f) {
		if len(c.bytes) < 2000 {
			f.Add([]byte(c.bytes))
		}
	}
	var mu sync.Mutex
	var edges []seen
	l := newScriptListener()
	runOn(f, l, func(_ context.Context, ev *cff.Event) cff.Result {
		mu.Lock()
		defer mu.Unlock()
		edges = append(edges, seen{ev.Request.Method, ev.Request.Target(), ev.Request.Headers.Get("host")})
		return cff.Result{Response: &httpmsg.Response{Status: 200}}
	})
	f.Fuzz(func(t *testing.T, data []byte) {
		mu.Lock()
		edges = edges[:0]
		mu.Unlock()
		l.exchange(data)
		mu.Lock()
		defer mu.Unlock()
		library := readByLibrary(data)
		for i, e := range edges {
			if i >= len(library) {
				t.Fatalf("the edge took %d requests, net/http %d\nedge: %q\nnet/http: %q\nbytes: %q", len(edges), len(library), edges, library, data)
			}
			if diff := cmp.Diff(library[i], e); diff != "" {
				t.Fatalf("request %d (-net/http +edge):\n%s\nbytes: %q", i, diff, data)
			}
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
		if u, err := url.Parse(target); err == nil && u.IsAbs() { // in absolute form
			target = u.RequestURI()
		}
		all = append(all, seen{req.Method, target, req.Host})
		if _, err := io.Copy(io.Discard, req.Body); err != nil {
			return all
		}
		if strings.EqualFold(req.Header.Get("Upgrade"), "websocket") {
			return all
		}
	}
	return all
}

// runOn runs an edge whose viewer-request function is request until the end of the test.
func runOn(t testing.TB, l net.Listener, request invoker) {
	t.Helper()
	r := &rig{t: t, programs: map[string]cff.Invoker{}, record: distribution(t, "192.0.2.1:80")}
	r.builder = snapshot.NewBuilder(snapshot.Config{
		Compile: func(name string, _ []byte, _ selvedge.Runtime) cff.Invoker { return r.programs[name] },
		Connect: func(*selvedge.Origin) snapshot.Origin { return &scriptedOrigin{} },
		Usage:   usage.NewRegistry(usage.Config{}),
	})
	r.attach(selvedge.EventViewerRequest, request)
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

// exchange says data and waits until the edge has closed the connection.
func (l *scriptListener) exchange(data []byte) {
	c := &scriptConn{Reader: bytes.NewReader(data), closed: make(chan struct{})}
	l.conns <- c
	<-c.closed
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
