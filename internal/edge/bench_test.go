// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"

	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
)

// benchRequest has the five headers and three query parameters that measurements use.
const benchRequest = "GET /images/a.png?x=1&y=2&z=3 HTTP/1.1\r\nHost: " + domain + "\r\nUser-Agent: bench/1.0\r\n" +
	"Accept: */*\r\nAccept-Language: en\r\nCookie: a=1; b=2\r\n\r\n"

func quiet(c *edge.Config) { c.Logger = slog.New(slog.DiscardHandler) }

// keepAsking sends one request after the other on one connection.
func keepAsking(b *testing.B, r *rig) {
	b.Helper()
	c, err := net.Dial("tcp", r.address)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	reader := bufio.NewReader(c)
	request := []byte(benchRequest)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Write(request); err != nil {
			b.Fatal(err)
		}
		resp, err := http.ReadResponse(reader, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
	}
}

func BenchmarkEdgePassThrough(b *testing.B) {
	address := httpOrigin(b, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "forty bytes of body, or nearly so, here.")
	})
	b.Run("no function", func(b *testing.B) { keepAsking(b, start(b, address, options{config: quiet})) })
	b.Run("both functions", func(b *testing.B) {
		keepAsking(b, start(b, address, options{config: quiet, request: passes, response: passes}))
	})
}

var generatedBody = []byte("forty bytes of body, or nearly so, here.")

func generates(context.Context, *cff.Event) cff.Result {
	return cff.Result{Response: &httpmsg.Response{
		Status: 200, Headers: append(make(httpmsg.Headers, 0, 8), httpmsg.Header{Name: "content-type", Value: "text/plain"}),
		Body: httpmsg.NewBytes(generatedBody), ContentLength: int64(len(generatedBody)),
	}}
}

func BenchmarkEdgeGenerated(b *testing.B) {
	keepAsking(b, start(b, "192.0.2.1:80", options{config: quiet, request: generates}))
}

func BenchmarkHandleGenerated(b *testing.B) {
	p := newPipeline(b, generates, nil, nil)
	b.ReportAllocs()
	for b.Loop() {
		p.handleOnce(b)
	}
}

func (p *pipeline) handleOnce(t testing.TB) {
	x := p.Acquire(t.Context())
	x.ViewerIP, x.Host = "192.0.2.7", domain
	x.Request.Method, x.Request.Path = "GET", "/"
	p.Handle(x)
	p.Finish(x)
}

// The pipeline itself allocates the request id and nothing else; the other three are the function's.
func TestAllocsHandle(t *testing.T) {
	p := newPipeline(t, generates, nil, nil)
	p.handleOnce(t)
	if n := testing.AllocsPerRun(200, func() { p.handleOnce(t) }); n > 4 && !raceEnabled {
		t.Errorf("a generated response costs %v allocations, want at most 4", n)
	}
}
