// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
	"selvedge/internal/snapshot"
	"selvedge/internal/usage"
)

// scriptedOrigin answers fetches in memory and remembers them.
type scriptedOrigin struct {
	response httpmsg.Response
	err      error
	got      []httpmsg.Request
}

func (o *scriptedOrigin) Fetch(_ context.Context, req *httpmsg.Request, _ bool) (*httpmsg.Response, error) {
	seen := *req
	seen.Headers = append(httpmsg.Headers(nil), req.Headers...)
	o.got = append(o.got, seen)
	if o.err != nil {
		return nil, o.err
	}
	r := o.response
	return &r, nil
}

// tracked is a body that tells whether it was closed.
type tracked struct {
	io.Reader
	closed bool
}

func (b *tracked) Close() error { b.closed = true; return nil }

// pipeline is an edge without a transport.
type pipeline struct {
	*edge.Edge
	origin *scriptedOrigin
	body   *tracked
	logs   []string
}

func newPipeline(t testing.TB, request, response invoker, change func(*selvedge.Distribution)) *pipeline {
	t.Helper()
	return buildPipeline(t, usage.Config{}, request, response, change)
}

// newPipelineWith is newPipeline with a viewer-request function and what decides about throttling.
func newPipelineWith(t testing.TB, config usage.Config, request invoker) *pipeline {
	t.Helper()
	return buildPipeline(t, config, request, nil, nil)
}

func buildPipeline(t testing.TB, config usage.Config, request, response invoker, change func(*selvedge.Distribution)) *pipeline {
	t.Helper()
	p := &pipeline{body: &tracked{Reader: strings.NewReader("from the origin")}}
	p.origin = &scriptedOrigin{response: httpmsg.Response{
		Status: 200, ContentLength: 15, Body: p.body, Headers: lines("content-type", "text/plain"),
	}}
	r := &rig{t: t, programs: map[string]cff.Invoker{}, record: distribution(t, "192.0.2.1:80")}
	r.builder = snapshot.NewBuilder(snapshot.Config{
		Compile: func(name string, _ []byte, _ selvedge.Runtime) cff.Invoker { return r.programs[name] },
		Connect: func(*selvedge.Origin) snapshot.Origin { return p.origin },
		Usage:   usage.NewRegistry(config),
	})
	if change != nil {
		change(r.record)
	}
	r.attach(selvedge.EventViewerRequest, request)
	r.attach(selvedge.EventViewerResponse, response)
	r.apply()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	p.Edge, err = edge.New(edge.Config{
		Listener: listener, Snapshots: r.builder.Current,
		FunctionLog: func(id, function, requestID string, lines []string) {
			p.logs = append(p.logs, id, function, strings.Join(lines, "|"))
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lines makes header lines of names and values in turn.
func lines(pairs ...string) httpmsg.Headers {
	h := httpmsg.Headers{}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Add(pairs[i], pairs[i+1])
	}
	return h
}

// get makes an exchange for a GET request.
func (p *pipeline) get(t testing.TB, path string, headers ...string) *edge.Exchange {
	t.Helper()
	x := p.Acquire(t.Context())
	x.ViewerIP, x.Host = "192.0.2.7", domain
	*x.Request = httpmsg.Request{Method: "GET", Path: path, Headers: append(lines("host", domain), lines(headers...)...)}
	return x
}

func TestHandleOrderAndSkips(t *testing.T) {
	generated := func(context.Context, *cff.Event) cff.Result {
		return cff.Result{Response: &httpmsg.Response{Status: 401, Reason: "Unauthorized"}}
	}
	tests := []struct {
		name         string
		request      func(ran *[]string) invoker
		originStatus int
		originErr    error
		change       func(*selvedge.Distribution)
		wantRan      string // who took part, in order
		status       int
		outcome      edge.Outcome
	}{
		{"everything", nil, 200, nil, nil, "request origin response", 200, edge.OutcomeMiss},
		{"redirect of the origin", nil, 302, nil, nil, "request origin response", 302, edge.OutcomeMiss},
		// event.md section 1: viewer-response is skipped for origin status >= 400 and generated responses
		{"origin 400", nil, 400, nil, nil, "request origin", 400, edge.OutcomeError},
		{"origin 404", nil, 404, nil, nil, "request origin", 404, edge.OutcomeError},
		{"origin 503", nil, 503, nil, nil, "request origin", 503, edge.OutcomeError},
		{"generated", func(ran *[]string) invoker { return runs(ran, "request", generated) }, 200, nil, nil,
			"request", 401, edge.OutcomeGenerated},
		{"execution error", func(ran *[]string) invoker {
			return runs(ran, "request", func(context.Context, *cff.Event) cff.Result { return fails(cff.ExecutionError, "x") })
		}, 200, nil, nil, "request", 503, edge.OutcomeExecutionError},
		{"validation error", func(ran *[]string) invoker {
			return runs(ran, "request", func(context.Context, *cff.Event) cff.Result { return fails(cff.ValidationError, "x") })
		}, 200, nil, nil, "request", 502, edge.OutcomeValidationError},
		{"origin unreachable", nil, 0, &origin.Error{Kind: origin.Unreachable, Err: io.EOF}, nil, "request origin", 502, edge.OutcomeError},
		{"origin too slow", nil, 0, &origin.Error{Kind: origin.TimedOut, Err: io.EOF}, nil, "request origin", 504, edge.OutcomeError},
		{"origin broken", nil, 0, &origin.Error{Kind: origin.BadAnswer, Err: io.EOF}, nil, "request origin", 502, edge.OutcomeError},
		{"request body broken", nil, 0, &origin.Error{Kind: origin.BadRequest, Err: io.EOF}, nil, "request origin", 400, edge.OutcomeError},
		{"unexpected error", nil, 0, errors.New("x"), nil, "request origin", 502, edge.OutcomeError},
		{"method not allowed", nil, 200, nil, func(d *selvedge.Distribution) {
			d.Config.DefaultCacheBehavior.AllowedMethods = &selvedge.AllowedMethods{Items: []string{"HEAD"}}
		}, "", 403, edge.OutcomeError},
		{"signers, which are not checked yet", nil, 200, nil, func(d *selvedge.Distribution) {
			d.Config.DefaultCacheBehavior.TrustedSigners.Enabled = true
		}, "", 403, edge.OutcomeError},
		{"key groups, which are not checked yet", nil, 200, nil, func(d *selvedge.Distribution) {
			d.Config.DefaultCacheBehavior.TrustedKeyGroups.Enabled = true
		}, "", 403, edge.OutcomeError},
		{"unknown origin", nil, 200, nil, func(d *selvedge.Distribution) {
			d.Config.DefaultCacheBehavior.TargetOriginId = "nowhere"
		}, "request", 502, edge.OutcomeError},
		{"disabled", nil, 200, nil, func(d *selvedge.Distribution) { d.Config.Enabled = false }, "", 403, edge.OutcomeError},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var ran []string
			request := runs(&ran, "request", passes)
			if tt.request != nil {
				request = tt.request(&ran)
			}
			var p *pipeline
			response := func(ctx context.Context, ev *cff.Event) cff.Result {
				if len(p.origin.got) == 1 {
					ran = append(ran, "origin")
				}
				ran = append(ran, "response")
				return passes(ctx, ev)
			}
			p = newPipeline(t, request, response, tt.change)
			p.origin.response.Status, p.origin.err = tt.originStatus, tt.originErr
			x := p.get(t, "/")
			p.Handle(x)
			if len(p.origin.got) == 1 && (len(ran) == 1 || ran[len(ran)-1] != "response") {
				ran = append(ran, "origin")
			}
			if got := strings.Join(ran, " "); got != tt.wantRan {
				t.Errorf("took part: %q, want %q", got, tt.wantRan)
			}
			if x.Response.Status != tt.status || x.Outcome != tt.outcome || x.Response.Headers.Get("x-cache") != string(tt.outcome) {
				t.Errorf("status %d, outcome %q, want %d, %q", x.Response.Status, x.Outcome, tt.status, tt.outcome)
			}
			p.Finish(x)
			if len(p.origin.got) == 1 && tt.originErr == nil && !p.body.closed {
				t.Error("the origin's body was not closed")
			}
		})
	}
}

func runs(ran *[]string, name string, f invoker) invoker {
	return func(ctx context.Context, ev *cff.Event) cff.Result {
		*ran = append(*ran, name)
		return f(ctx, ev)
	}
}

func TestHandleEvents(t *testing.T) {
	var first, second cff.Event
	rewrite := func(_ context.Context, ev *cff.Event) cff.Result {
		first = *ev
		changed := *ev.Request
		changed.Path = "/other/x"
		changed.Headers = append(append(httpmsg.Headers(nil), ev.Request.Headers...), httpmsg.Header{Name: "x-added", Value: "1"})
		return cff.Result{Request: &changed, Logs: []string{"a", "b"}}
	}
	inspect := func(ctx context.Context, ev *cff.Event) cff.Result {
		second = *ev
		return passes(ctx, ev)
	}
	p := newPipeline(t, rewrite, inspect, func(d *selvedge.Distribution) {
		d.Config.CacheBehaviors.Items = []selvedge.CacheBehavior{{PathPattern: "/other/*", CacheBehaviorSettings: selvedge.CacheBehaviorSettings{
			TargetOriginId: "nowhere", // a request that is routed again would end in 502
		}}}
	})
	x := p.get(t, "/start", "cookie", "a=1")
	id := x.ID
	p.Handle(x)
	if x.Response.Status != 200 {
		t.Errorf("status %d: changing the path must not select another behaviour", x.Response.Status) // event.md section 3
	}
	if len(id) != 56 || !strings.HasSuffix(id, "==") { // event.md section 2.1
		t.Errorf("request id %q does not have the shape of AWS's", id)
	}
	want := cff.Event{Type: selvedge.EventViewerRequest, DistributionDomainName: domain, DistributionID: "EDFDVBD6EXAMPLE",
		RequestID: id, ViewerIP: "192.0.2.7", Surroundings: cff.Surroundings{
			Location: &cff.EdgeLocation{Name: "SVG", ServerIP: "127.0.0.1", Region: edge.DefaultRegion}, // helpers.md section 6
		}}
	if _, ok := first.Origins.Lookup("o"); !ok {
		t.Error("the function does not learn of the distribution's origin")
	}
	first.Request, first.Origins = nil, nil
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("viewer-request event (-want +got):\n%s", diff)
	}
	if second.Request.Path != "/other/x" || second.Request.Headers.Get("x-added") != "1" || second.Request.Headers.Has("via") {
		t.Errorf("viewer-response sees the request %+v; want it as the function left it", second.Request)
	}
	if second.Response.Headers.Has("x-cache") || second.Response.Headers.Has("via") {
		t.Error("viewer-response sees headers that the edge adds")
	}
	if p.origin.got[0].Path != "/other/x" || p.origin.got[0].Headers.Get("x-added") != "1" {
		t.Errorf("the origin got %+v", p.origin.got[0])
	}
	if got := strings.Join(p.logs, ","); got != "EDFDVBD6EXAMPLE,viewer-request,a|b" {
		t.Errorf("function log: %q", got)
	}
	p.Finish(x)
}

func TestHandleOriginHeaders(t *testing.T) {
	p := newPipeline(t, nil, nil, nil)
	x := p.get(t, "/a", "x-forwarded-for", "198.51.100.1", "via", "1.0 proxy", "x-forwarded-proto", "https",
		"x-real-ip", "9.9.9.9", "x-amz-cf-id", "fake", "x-edge-location", "fake", "accept", "*/*", "x-forwarded-for", "198.51.100.2")
	id := x.ID
	p.Handle(x)
	via := x.Distribution.Via
	if ok := strings.HasPrefix(via, "1.1 ") && strings.HasSuffix(via, ".cloudfront.net (CloudFront)") && len(via) == 4+32+28; !ok {
		t.Errorf("Via %q does not have the form of AWS's", via) // event.md section 7
	}
	want := lines("host", domain, "accept", "*/*", "via", "1.0 proxy, "+via,
		"x-forwarded-for", "198.51.100.1, 198.51.100.2, 192.0.2.7", "x-amz-cf-id", id)
	if diff := cmp.Diff(want, p.origin.got[0].Headers); diff != "" {
		t.Errorf("headers to the origin (-want +got):\n%s", diff)
	}
	p.Finish(x)

	loop := p.get(t, "/a", "via", "1.1 x, "+via)
	p.Handle(loop)
	if loop.Response.Status != 403 || len(p.origin.got) != 1 {
		t.Errorf("a request that comes back gets %d and reaches the origin %d times; want 403 and not again", loop.Response.Status, len(p.origin.got)-1)
	}
	p.Finish(loop)
}

func TestHandleDefaultRootObject(t *testing.T) {
	toRoot := func(_ context.Context, ev *cff.Event) cff.Result {
		changed := *ev.Request
		if changed.Path == "/to-root" {
			changed.Path = "/"
		} else if changed.Path == "/" {
			changed.Path = "/by-function"
		}
		return cff.Result{Request: &changed}
	}
	for _, tt := range []struct {
		name, path, want string
		function         invoker
	}{
		{"root", "/", "/index.html", nil},
		{"another path", "/a/", "/a/", nil},
		{"after the function", "/to-root", "/index.html", toRoot}, // event.md section 1
		{"not when the function chose", "/", "/by-function", toRoot},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPipeline(t, tt.function, nil, func(d *selvedge.Distribution) { d.Config.DefaultRootObject = "index.html" })
			x := p.get(t, tt.path)
			p.Handle(x)
			if got := p.origin.got[0].Path; got != tt.want {
				t.Errorf("the origin is asked for %q, want %q", got, tt.want)
			}
			p.Finish(x)
		})
	}
}

func TestHandleViewerResponseBody(t *testing.T) {
	replaced := httpmsg.NewBytes([]byte("new"))
	tests := []struct {
		name     string
		function invoker
		body     string
		length   int64
		closed   bool // the origin's body, before it is read
	}{
		{"kept", passes, "from the origin", 15, false},
		{"replaced", func(context.Context, *cff.Event) cff.Result {
			return cff.Result{Response: &httpmsg.Response{Status: 200, Body: replaced, ContentLength: 3}, BodyReplaced: true}
		}, "new", 3, true},
		{"removed", func(context.Context, *cff.Event) cff.Result {
			return cff.Result{Response: &httpmsg.Response{Status: 200}, BodyReplaced: true}
		}, "", 0, true},
		{"failed", func(context.Context, *cff.Event) cff.Result { return fails(cff.ExecutionError, "sorry") }, "sorry", 0, true},
		{"status without body", func(context.Context, *cff.Event) cff.Result {
			return cff.Result{Response: &httpmsg.Response{Status: 304}}
		}, "", 15, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPipeline(t, nil, tt.function, nil)
			x := p.get(t, "/")
			p.Handle(x)
			if p.body.closed != tt.closed {
				t.Errorf("origin's body closed: %v, want %v", p.body.closed, tt.closed)
			}
			body := ""
			if x.Response.Body != nil {
				b, err := io.ReadAll(x.Response.Body)
				if err != nil {
					t.Error(err)
				}
				body = string(b)
			}
			if tt.name == "failed" {
				if x.Response.Status != 503 || !strings.Contains(body, tt.body) || strings.Contains(body, "secret") {
					t.Errorf("status %d, page %s", x.Response.Status, body)
				}
			} else if body != tt.body || x.Response.ContentLength != tt.length {
				t.Errorf("body %q of %d bytes, want %q of %d", body, x.Response.ContentLength, tt.body, tt.length)
			}
			p.Finish(x)
		})
	}
}

func TestHandleCanceled(t *testing.T) {
	p := newPipeline(t, nil, nil, nil)
	p.origin.err = &origin.Error{Kind: origin.Canceled, Err: context.Canceled}
	x := p.get(t, "/")
	p.Handle(x)
	if !x.Aborted {
		t.Error("a viewer that went away must be answered by nothing")
	}
	p.Finish(x)
}

func TestHandleAddedHeaders(t *testing.T) {
	p := newPipeline(t, nil, nil, nil)
	p.origin.response.Headers = lines("via", "1.1 a", "via", "1.1 b", "x-cache", "Hit", "server", "nginx", "x-amz-cf-id", "fake",
		"date", "then", "connection", "close", "bad name", "x", "set-cookie", "a=1", "set-cookie", "b=2")
	x := p.get(t, "/")
	p.Handle(x)
	want := lines("server", "nginx", "date", "then", "set-cookie", "a=1", "set-cookie", "b=2",
		"x-cache", "Miss from cloudfront", "via", "1.1 a, 1.1 b, "+x.Distribution.Via,
		"x-amz-cf-pop", edge.DefaultPop, "x-amz-cf-id", x.ID)
	if diff := cmp.Diff(want, x.Response.Headers); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	p.Finish(x)
}

func TestExchangeIsReusedClean(t *testing.T) {
	p := newPipeline(t, func(context.Context, *cff.Event) cff.Result { return fails(cff.ExecutionError, "x") }, nil, nil)
	x := p.get(t, "/old", "x-old", "1")
	x.Secure, x.CloseConn, x.Aborted = true, true, true
	p.Handle(x)
	p.Finish(x)
	for range 100 { // the pool may give another one at times
		if again := p.Acquire(t.Context()); again == x {
			if again.Host != "" || again.Secure || again.CloseConn || again.Aborted || again.Distribution != nil || again.Behavior != nil ||
				again.Response != nil || again.Outcome != "" || again.Viewer != nil || again.Request.Path != "" || again.Request.Headers != nil {
				t.Errorf("a used exchange is not clean: %+v", again)
			}
			return
		}
	}
	t.Skip("the pool did not give the exchange back")
}

func TestNewValidates(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	snapshots := func() *snapshot.Snapshot { return nil }
	for name, config := range map[string]edge.Config{
		"no listener":      {Snapshots: snapshots},
		"no snapshots":     {Listener: l},
		"negative limit":   {Listener: l, Snapshots: snapshots, MaxBody: -1},
		"negative timeout": {Listener: l, Snapshots: snapshots, Drain: -1},
	} {
		if _, err := edge.New(config); err == nil {
			t.Errorf("%s: New gives no error", name)
		}
	}
}
