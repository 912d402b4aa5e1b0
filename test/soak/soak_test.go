// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package soak_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/httpcache"
	"selvedge/internal/origin"
	"selvedge/internal/snapshot"
)

const (
	host  = "d111111abcdef8.cloudfront.net"
	short = 4 * time.Second // without SOAK
	crowd = 24              // viewers at a time

	cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"
)

// TestSoak is described in doc.go.
func TestSoak(t *testing.T) {
	long := short
	if text := os.Getenv("SOAK"); text != "" {
		d, err := time.ParseDuration(text)
		if err != nil {
			t.Fatalf("SOAK: %v", err)
		}
		long = d
	}
	before := measure()
	r := newRig(t)
	v := &viewers{edge: r.address, problems: make(chan string, 20), client: &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: crowd, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}}
	half := r.load(t, v, long)
	v.client.CloseIdleConnections()
	atEnd := measure()
	stats := r.edge.Stats()
	r.stop(t)

	t.Logf("%d requests: %d of 2xx, %d of 3xx, %d of 4xx, %d of 5xx, %d from the cache, %d broke off; %d faults of origins",
		stats.Requests, v.statuses[2].Load(), v.statuses[3].Load(), v.statuses[4].Load(), v.statuses[5].Load(), v.hits.Load(),
		v.broken.Load(), r.faults.done.Load())
	if stats.Panics > 0 {
		t.Errorf("%d panics", stats.Panics)
	}
	if v.statuses[2].Load() == 0 || v.hits.Load() == 0 || v.broken.Load() == 0 || r.faults.done.Load() == 0 {
		t.Error("not everything that this is about has happened")
	}
	close(v.problems)
	for p := range v.problems {
		t.Error(p)
	}
	if grown := atEnd.heap - half.heap; long > time.Minute && grown > 16<<20 {
		t.Errorf("the heap grew by %d bytes in the second half", grown)
	}
	after := settle(before)
	t.Logf("before %+v, at half time %+v, at the end %+v, afterwards %+v", before, half, atEnd, after)
	if after.goroutines > before.goroutines || after.files > before.files {
		buf := make([]byte, 1<<20)
		t.Errorf("goroutines or descriptors are left: before %+v, after %+v\n%s", before, after, buf[:runtime.Stack(buf, true)])
	}
}

// load lets viewers ask for as long as it is told, while everything else happens, and measures at half time.
func (r *rig) load(t *testing.T, v *viewers, long time.Duration) (half resources) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	var running sync.WaitGroup
	for n := range crowd {
		running.Go(func() {
			random := rand.New(rand.NewPCG(uint64(n), 1))
			for ctx.Err() == nil {
				v.one(ctx, random)
			}
		})
	}
	running.Go(func() { r.faults.run(ctx) })
	running.Go(func() { r.change(ctx) })
	running.Go(func() {
		select {
		case <-ctx.Done():
		case <-time.After(long / 2):
			half = measure()
		}
	})
	running.Wait()
	return half
}

// resources are what may leak.
type resources struct {
	goroutines, files int
	heap              int64
}

func measure() (r resources) {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	r.goroutines, r.heap = runtime.NumGoroutine(), int64(m.HeapAlloc)
	if entries, err := os.ReadDir("/proc/self/fd"); err == nil {
		r.files = len(entries)
	}
	return r
}

// settle waits until nothing more is there than before; connections end on their own.
func settle(before resources) (after resources) {
	for deadline := time.Now().Add(10 * time.Second); ; {
		after = measure()
		if after.goroutines <= before.goroutines && after.files <= before.files || time.Now().After(deadline) {
			return after
		}
		runtime.Gosched()
	}
}

// rig is an edge with its origins.
type rig struct {
	edge    *edge.Edge
	address string
	builder *snapshot.Builder
	cache   *httpcache.Store
	client  *origin.Client
	faults  *faults
	record  *selvedge.Distribution
	servers []*httptest.Server

	stopResolver func()

	end     context.CancelFunc
	stopped chan error
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{faults: &faults{}, stopped: make(chan error, 1)}
	for _, h := range []http.HandlerFunc{healthy, r.faults.faulty} {
		r.servers = append(r.servers, httptest.NewServer(h))
	}
	resolver, stop := r.faults.resolver(t)
	r.stopResolver = stop
	r.client = origin.New(origin.Config{AllowPrivate: true, Resolver: resolver})
	var err error
	if r.cache, err = httpcache.Open(httpcache.Config{MemoryBytes: 4 << 20, DiskBytes: 16 << 20, Dir: t.TempDir()}); err != nil {
		t.Fatal(err)
	}
	config := snapshot.Config{Compile: func(name string, code []byte, rt selvedge.Runtime) cff.Invoker { return cff.Lazy(name, code, rt) }}
	edge.Connect(&config, r.client)
	r.builder = snapshot.NewBuilder(config)
	r.record = r.distribution(t)
	r.apply(1)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.address = listener.Addr().String()
	r.edge, err = edge.New(edge.Config{
		Listener: listener, Snapshots: r.builder.Current, Cache: r.cache, CoolAfter: 200 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	r.end = end
	go func() { r.stopped <- r.edge.Run(ctx) }()
	return r
}

// stop ends everything.
func (r *rig) stop(t *testing.T) {
	t.Helper()
	r.end()
	select {
	case err := <-r.stopped:
		if err != nil {
			t.Errorf("Run = %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the edge does not stop")
	}
	r.cache.Close()
	r.client.Close()
	for _, s := range r.servers {
		s.Close()
	}
	r.stopResolver()
}

// distribution returns one with a behaviour for each kind of origin.
func (r *rig) distribution(t *testing.T) *selvedge.Distribution {
	t.Helper()
	d := &selvedge.Distribution{ID: "EDFDVBD6EXAMPLE", DomainName: host}
	d.Config.Enabled = true
	settings := func(target string) selvedge.CacheBehaviorSettings {
		return selvedge.CacheBehaviorSettings{
			TargetOriginId: target, CachePolicyId: cachingOptimized,
			AllowedMethods: &selvedge.AllowedMethods{Items: []string{"GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "DELETE"}},
			FunctionAssociations: selvedge.FunctionAssociations{Items: []selvedge.FunctionAssociation{
				{FunctionARN: selvedge.FunctionARN("123456789012", "request"), EventType: selvedge.EventViewerRequest},
				{FunctionARN: selvedge.FunctionARN("123456789012", "response"), EventType: selvedge.EventViewerResponse},
			}},
		}
	}
	for id, at := range map[string]int{"healthy": 0, "faulty": 1, "named": 1} {
		address, ok := r.servers[at].Listener.Addr().(*net.TCPAddr)
		if !ok {
			t.Fatal("no TCP")
		}
		o := selvedge.Origin{Id: id, DomainName: "127.0.0.1", ConnectionAttempts: new(1), CustomOriginConfig: &selvedge.CustomOriginConfig{
			HTTPPort: address.Port, OriginProtocolPolicy: selvedge.OriginHTTPOnly, OriginReadTimeout: new(2), OriginKeepaliveTimeout: new(1),
		}}
		if id == "named" {
			o.DomainName = "origin.soak.example"
		}
		d.Config.Origins.Items = append(d.Config.Origins.Items, o)
	}
	d.Config.DefaultCacheBehavior = settings("healthy")
	d.Config.CacheBehaviors.Items = []selvedge.CacheBehavior{
		{PathPattern: "/?f/*", CacheBehaviorSettings: settings("faulty")},
		{PathPattern: "/?d/*", CacheBehaviorSettings: settings("named")},
	}
	return d
}

// apply publishes new versions of the functions and a new one of the distribution.
func (r *rig) apply(revision int64) {
	published := func(code string) *selvedge.Function {
		return &selvedge.Function{Live: &selvedge.FunctionCopy{
			Code: []byte(code), Version: uint64(revision), Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2},
		}}
	}
	changed := *r.record
	changed.Config.Comment = strconv.FormatInt(revision, 10)
	r.builder.Apply(selvedge.EdgeUpdate{
		Revision: revision,
		Functions: map[string]*selvedge.Function{
			"request": published(fmt.Sprintf("function handler(event) { event.request.headers['x-version'] = {value: '%d'}; return event.request; }", revision)),
			"response": published(fmt.Sprintf("function handler(event) { event.response.headers['x-response-function'] = {value: '%d'}; return event.response; }",
				revision)),
		},
		Distributions: map[string]*selvedge.Distribution{changed.ID: &changed},
	})
}

// change changes the configuration and forgets what is cached, again and again.
func (r *rig) change(ctx context.Context) {
	for revision := int64(2); ctx.Err() == nil; revision++ {
		r.apply(revision)
		if revision%5 == 0 {
			r.cache.Invalidate(r.record.ID, []string{"/*", "/ch/*", "/cf/1/100"}[revision%3], time.Now())
		}
		select {
		case <-ctx.Done():
		case <-time.After(50 * time.Millisecond):
		}
	}
}
