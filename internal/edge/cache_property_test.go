// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
	"selvedge/internal/snapshot"
	"selvedge/internal/usage"
)

// modelOrigin answers with what it decides at random, and remembers it. A body says what was asked for and which answer it
// is: "PATH KIND #N".
type modelOrigin struct {
	t      *testing.T
	random *rand.Rand
	now    time.Time
	asked  int

	answers []modelAnswer
}

// modelAnswer is what the origin has said once.
type modelAnswer struct {
	path, kind, body string
	at               time.Time
	fresh, stale     time.Duration // may be used for so long without asking; and for so long after that, while asking
	ifError          bool          // may be used when the origin fails
	stored           bool          // may be used at all
	status           int
	etag             string
}

// Fetch implements snapshot.Origin.
func (o *modelOrigin) Fetch(_ context.Context, req *httpmsg.Request, _ bool) (*httpmsg.Response, error) {
	o.asked++
	if o.random.IntN(12) == 0 {
		return nil, io.ErrUnexpectedEOF
	}
	a := modelAnswer{path: req.Path, at: o.now, status: 200, kind: req.Headers.Get("x-kind"), stored: true, ifError: true}
	control := []string{}
	seconds := o.random.IntN(30)
	switch o.random.IntN(8) {
	case 0:
		control, a.stored = append(control, "no-store"), false
	case 1:
		control, a.stored = append(control, "private", "max-age=100"), false
	case 2:
		control, a.ifError = append(control, "no-cache"), false
	default:
		control = append(control, "max-age="+strconv.Itoa(seconds))
		a.fresh = time.Duration(seconds) * time.Second
	}
	if o.random.IntN(4) == 0 {
		control, a.ifError = append(control, "must-revalidate"), false
	} else if o.random.IntN(3) == 0 && a.fresh > 0 {
		control, a.stale = append(control, "stale-while-revalidate=10"), 10*time.Second
	}
	h := lines("cache-control", strings.Join(control, ", "), "vary", "x-kind")
	a.etag = fmt.Sprintf(`"%d"`, o.random.IntN(3))
	switch tag := req.Headers.Get("if-none-match"); {
	case o.random.IntN(8) == 0:
		a.status = []int{404, 500, 503}[o.random.IntN(3)]
		a.fresh, a.stale, a.stored = 10*time.Second, 0, true
		if a.status == 404 {
			a.fresh = max(a.fresh, 0)
		}
		h = lines("cache-control", "no-store")
	case tag != "" && o.random.IntN(2) == 0: // it has not changed: the body is that of the answer with the tag
		for i := len(o.answers) - 1; i >= 0; i-- {
			if p := &o.answers[i]; p.path == a.path && p.kind == a.kind && p.etag == tag && p.status == 200 {
				a.body, a.etag = p.body, tag
				break
			}
		}
		o.answers = append(o.answers, a)
		return &httpmsg.Response{Status: 304, Headers: append(h, httpmsg.Header{Name: "etag", Value: tag})}, nil
	default:
		h.Add("etag", a.etag)
	}
	a.body = fmt.Sprintf("%s %s #%d", a.path, a.kind, o.asked)
	a.etag = h.Get("etag")
	o.answers = append(o.answers, a)
	return &httpmsg.Response{
		Status: a.status, Headers: h, Body: io.NopCloser(strings.NewReader(a.body)), ContentLength: int64(len(a.body)),
	}, nil
}

// allowed says whether a viewer may get body at now: an answer that is fresh, or stale within what it allows, or covers an
// error; asked says that the origin was asked for this request.
func (o *modelOrigin) allowed(path, kind, body string, asked bool) (why string) {
	for i := range o.answers {
		a := &o.answers[i]
		if a.path != path || a.body != body || a.kind != kind && a.status == 200 {
			continue
		}
		age := o.now.Sub(a.at)
		switch {
		case age == 0:
			return "" // just answered
		case !a.stored:
		case age < a.fresh+a.stale:
			return ""
		case a.ifError && a.status == 200:
			return "" // when the origin fails, now or less than 10 s ago
		}
	}
	return "no answer of the origin allows it"
}

// TestCacheModel: random requests, answers and times; a viewer never gets another path's body, another variant's, one
// that may not be stored, or one that is older than it may be.
func TestCacheModel(t *testing.T) {
	for seed := range uint64(30) {
		o := &modelOrigin{t: t, random: rand.New(rand.NewPCG(seed, 1)), now: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)}
		p := modelPipeline(t, o)
		for step := range 400 {
			o.now = o.now.Add(time.Duration(o.random.IntN(4)) * time.Second)
			path, kind := fmt.Sprint("/", o.random.IntN(3)), fmt.Sprint("k", o.random.IntN(2))
			before := o.asked
			x := p.Acquire(t.Context())
			x.ViewerIP, x.Host = "192.0.2.7", domain
			*x.Request = httpmsg.Request{Method: "GET", Path: path, Headers: lines("host", domain, "x-kind", kind)}
			p.Handle(x)
			body, status, outcome := "", x.Response.Status, x.Outcome
			if x.Response.Body != nil {
				raw, err := io.ReadAll(x.Response.Body)
				if err != nil {
					t.Fatalf("seed %d, step %d: %v", seed, step, err)
				}
				body = string(raw)
			}
			p.Finish(x)
			p.WaitBackground()
			if strings.HasPrefix(body, "<!DOCTYPE") {
				if status != 502 {
					t.Errorf("seed %d, step %d: a page with status %d", seed, step, status)
				}
				continue
			}
			if why := o.allowed(path, kind, body, o.asked > before); why != "" {
				t.Fatalf("seed %d, step %d: %s %s got %d %q, %s: %s", seed, step, path, kind, status, body, outcome, why)
			}
			if outcome == edge.OutcomeMiss && o.asked == before {
				t.Errorf("seed %d, step %d: a miss without a question to the origin", seed, step)
			}
		}
	}
}

// modelPipeline returns an edge without a transport in front of o.
func modelPipeline(t *testing.T, o *modelOrigin) *edge.Edge {
	t.Helper()
	r := &rig{t: t, programs: map[string]cff.Invoker{}, record: distribution(t, "192.0.2.1:80")}
	r.record.Config.DefaultCacheBehavior.CachePolicyId = "83da9c7e-98b4-4e11-a168-04f0df8e2c65" // UseOriginCacheControlHeaders
	r.record.Config.DefaultCacheBehavior.OriginRequestPolicyId = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
	r.builder = snapshot.NewBuilder(snapshot.Config{
		Compile: func(string, []byte, selvedge.Runtime) cff.Invoker { return nil },
		Connect: func(*selvedge.Origin) snapshot.Origin { return o },
		Usage:   usage.NewRegistry(usage.Config{}),
	})
	r.apply()
	now := func() time.Time { return o.now }
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	e, err := edge.New(edge.Config{Listener: listener, Snapshots: r.builder.Current, Cache: newCache(t, now), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestCacheTraffic: many viewers over connections, an origin that breaks off, answers errors or slowly; every body that
// ends properly is whole and right, and no goroutine is left. A body is its number, again and again.
func TestCacheTraffic(t *testing.T) {
	var number atomic.Int64
	address := httpOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		n := number.Add(1)
		random := rand.New(rand.NewPCG(uint64(n), 1))
		size, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
		w.Header().Set("Cache-Control", []string{"max-age=1", "no-store", "max-age=60", "max-age=0"}[random.IntN(4)])
		w.Header().Set("ETag", fmt.Sprintf(`"%d"`, n))
		if random.IntN(2) == 0 {
			w.Header().Set("Content-Length", strconv.Itoa(size))
		}
		if random.IntN(10) == 0 {
			w.WriteHeader(503)
		}
		body := trafficBody(r.URL.Path, n, size)
		if random.IntN(6) == 0 {
			_, _ = io.WriteString(w, body[:size/2])
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, body)
	})
	var cache *httpcache.Store
	r := start(t, address, options{
		distribution: func(d *selvedge.Distribution) {
			d.Config.DefaultCacheBehavior.CachePolicyId = "83da9c7e-98b4-4e11-a168-04f0df8e2c65"
		},
		config: func(c *edge.Config) {
			quiet(c)
			var err error
			cache, err = httpcache.Open(httpcache.Config{MemoryBytes: 2 << 20, DiskBytes: 16 << 20, Dir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			c.Cache = cache
		},
	})
	sizes := []int{100, 5_000, 90_000, 700_000}
	var viewers sync.WaitGroup
	var complete, broken atomic.Int64
	for v := range 6 {
		viewers.Go(func() {
			random := rand.New(rand.NewPCG(7, uint64(v)))
			for range 60 {
				path := fmt.Sprint("/", sizes[random.IntN(len(sizes))])
				if random.IntN(15) == 0 {
					cache.Invalidate(r.record.ID, path, time.Now())
				}
				if random.IntN(8) == 0 { // goes away
					c := r.dial()
					c.send("GET " + path + " HTTP/1.1\n\n")
					_, _ = c.Read(make([]byte, 1+random.IntN(2000)))
					_ = c.Close()
					continue
				}
				a := r.ask("GET " + path + " HTTP/1.1\n\n")
				if a.err != nil {
					broken.Add(1)
					continue
				}
				if a.StatusCode == 502 || a.StatusCode == 504 {
					continue
				}
				complete.Add(1)
				checkTraffic(t, path, a.body)
			}
		})
	}
	viewers.Wait()
	r.end()
	cache.Close()
	if n := cache.Flights().Active(); n != 0 {
		t.Errorf("%d flights are left", n)
	}
	t.Logf("%d whole answers, %d broken off, %d questions; %+v", complete.Load(), broken.Load(), number.Load(), cache.Stats())
}

func trafficBody(path string, n int64, size int) string {
	unit := fmt.Sprintf("%s #%d|", path, n)
	return strings.Repeat(unit, size/len(unit)+1)[:size]
}

func checkTraffic(t *testing.T, path, body string) {
	t.Helper()
	size, _ := strconv.Atoi(strings.TrimPrefix(path, "/"))
	var got string
	var n int64
	unit, _, _ := strings.Cut(body, "|")
	if _, err := fmt.Sscanf(unit, "%s #%d", &got, &n); err != nil || got != path || body != trafficBody(path, n, size) {
		t.Errorf("a wrong body of %d bytes for %s begins with %.60q", len(body), path, body)
	}
}
