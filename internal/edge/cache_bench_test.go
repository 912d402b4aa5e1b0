// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"testing"
	"time"

	"github.com/valyala/fasthttp/fasthttputil"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/snapshot"
	"selvedge/internal/usage"
)

const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"

// rewriter and security are the functions of performance.md: one rewrites the uri, one adds security headers.
const (
	rewriter = `function handler(event) {
  var request = event.request;
  if (request.uri.endsWith('/')) { request.uri += 'index.html'; } else if (!request.uri.includes('.')) { request.uri += '/index.html'; }
  return request;
}`
	security = `function handler(event) {
  var response = event.response, headers = response.headers;
  headers['strict-transport-security'] = { value: 'max-age=63072000; includeSubdomains; preload' };
  headers['x-content-type-options'] = { value: 'nosniff' };
  headers['x-frame-options'] = { value: 'DENY' };
  return response;
}`
)

// cachedEdge is an edge with a cache, in front of an origin in memory, with a listener in memory.
type cachedEdge struct {
	*edge.Edge
	origin   *scriptedOrigin
	listener *fasthttputil.InmemoryListener
}

func newCachedEdge(t testing.TB, request, response string) *cachedEdge {
	t.Helper()
	e := &cachedEdge{listener: fasthttputil.NewInmemoryListener(), origin: &scriptedOrigin{response: httpmsg.Response{
		Status: 200, ContentLength: 40, Body: httpmsg.NewBytes(generatedBody), Headers: lines("content-type", "text/plain",
			"date", "Mon, 02 Mar 2026 12:00:00 GMT", "etag", `"33a64df5"`, "cache-control", "max-age=86400, public"),
	}}}
	r := &rig{t: t, programs: map[string]cff.Invoker{}, record: distribution(t, "192.0.2.1:80")}
	for kind, code := range map[selvedge.EventType]string{selvedge.EventViewerRequest: request, selvedge.EventViewerResponse: response} {
		if code != "" {
			program := cff.Compile(string(kind), []byte(code), selvedge.Runtime2)
			r.attach(kind, func(ctx context.Context, ev *cff.Event) cff.Result { return program.Invoke(ctx, ev, cff.ChecksEdge) })
		}
	}
	r.record.Config.DefaultCacheBehavior.CachePolicyId = cachingOptimized
	r.builder = snapshot.NewBuilder(snapshot.Config{
		Compile: func(name string, _ []byte, _ selvedge.Runtime) cff.Invoker { return r.programs[name] },
		Connect: func(*selvedge.Origin) snapshot.Origin { return e.origin },
		Usage:   usage.NewRegistry(usage.Config{}),
	})
	r.apply()
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	var err error
	clock := func() time.Time { return now }
	if e.Edge, err = edge.New(edge.Config{
		Listener: e.listener, Snapshots: r.builder.Current, Cache: newCache(t, clock), Now: clock,
	}); err != nil {
		t.Fatal(err)
	}
	return e
}

// run serves until the test ends.
func (e *cachedEdge) run(t testing.TB) {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- e.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-done
	})
}

// handle runs the pipeline once.
func (e *cachedEdge) handle(t testing.TB, raw *httpmsg.Request) edge.Outcome {
	x := e.Acquire(t.Context())
	x.ViewerIP, x.Host = "192.0.2.7", domain
	*x.Request = *raw
	e.Handle(x)
	outcome := x.Outcome
	if x.Response.Body != nil {
		if _, err := io.Copy(io.Discard, x.Response.Body); err != nil {
			t.Error(err)
		}
	}
	e.Finish(x)
	return outcome
}

func benchRaw() *httpmsg.Request {
	return &httpmsg.Request{
		Method: "GET", Path: "/images/a", Query: "x=1&y=2&z=3", HasQuery: true,
		Headers: lines("host", domain, "user-agent", "bench/1.0", "accept", "*/*", "accept-language", "en", "cookie", "a=1; b=2"),
	}
}

// warm stores what is asked for.
func (e *cachedEdge) warm(t testing.TB, raw *httpmsg.Request) {
	t.Helper()
	if got := e.handle(t, raw); got != edge.OutcomeMiss {
		t.Fatalf("at first: %s", got)
	}
	for deadline := time.Now().Add(bound); e.handle(t, raw) != edge.OutcomeHit; {
		if time.Now().After(deadline) {
			t.Fatal("it is not stored")
		}
	}
}

var cacheCases = []struct{ name, request, response string }{
	{"no function", "", ""}, {"viewer-request", rewriter, ""}, {"both", rewriter, security},
}

// BenchmarkCacheHit is the pipeline without a transport.
func BenchmarkCacheHit(b *testing.B) {
	for _, c := range cacheCases {
		b.Run(c.name, func(b *testing.B) {
			e, raw := newCachedEdge(b, c.request, c.response), benchRaw()
			e.warm(b, raw)
			b.ReportAllocs()
			for b.Loop() {
				e.handle(b, raw)
			}
		})
	}
}

// BenchmarkEdgeCacheHit is the whole edge over a connection in memory.
func BenchmarkEdgeCacheHit(b *testing.B) {
	for _, c := range cacheCases {
		b.Run(c.name, func(b *testing.B) {
			e := newCachedEdge(b, c.request, c.response)
			e.run(b)
			conn, err := e.listener.Dial()
			if err != nil {
				b.Fatal(err)
			}
			defer conn.Close()
			request := []byte(benchRequest)
			reader := bufio.NewReader(conn)
			size := exchangeOnce(b, conn, reader, request, 0)
			for i := 0; i < 10; i++ {
				size = exchangeOnce(b, conn, reader, request, 0)
			}
			b.ReportAllocs()
			for b.Loop() {
				exchangeOnce(b, conn, reader, request, size)
			}
		})
	}
}

// exchangeOnce sends a request and reads an answer of size bytes; with 0, it finds out how many there are.
func exchangeOnce(b *testing.B, c net.Conn, r *bufio.Reader, request []byte, size int) int {
	if _, err := c.Write(request); err != nil {
		b.Fatal(err)
	}
	if size > 0 {
		if _, err := r.Discard(size); err != nil {
			b.Fatal(err)
		}
		return size
	}
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			b.Fatal(err)
		}
		size += len(line)
		if len(line) == 2 {
			n, err := r.Discard(len(generatedBody))
			if err != nil {
				b.Fatal(err)
			}
			return size + n
		}
	}
}

// A hit costs the request id and nothing else that is the edge's.
func TestAllocsCacheHit(t *testing.T) {
	e, raw := newCachedEdge(t, "", ""), benchRaw()
	e.warm(t, raw)
	if n := testing.AllocsPerRun(200, func() { e.handle(t, raw) }); n > 1 && !raceEnabled {
		t.Errorf("a hit costs %v allocations, want 1", n)
	}
}
