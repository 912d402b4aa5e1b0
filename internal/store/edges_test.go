// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/store"
)

// testEdge is an edge that keeps what it is told.
type testEdge struct {
	stop func() // ends the edge and waits for it

	mu sync.Mutex

	updates []selvedge.EdgeUpdate
	state   selvedge.EdgeUpdate // all updates together
	gate    chan struct{}       // apply receives from it before it returns, unless nil
}

// runEdge runs an edge for the time of the test.
func runEdge(t *testing.T, s *store.Store, id string) *testEdge {
	t.Helper()
	e := &testEdge{}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := s.RunEdge(ctx, selvedge.EdgeInfo{ID: id, Address: "127.0.0.1:1", Version: "1"}, e.apply); err != nil {
			t.Errorf("RunEdge(%s) = %v", id, err)
		}
	}()
	e.stop = func() {
		cancel()
		<-ended
	}
	t.Cleanup(e.stop)
	return e
}

func (e *testEdge) apply(u selvedge.EdgeUpdate) {
	e.mu.Lock()
	e.updates = append(e.updates, u)
	if u.Full {
		e.state = selvedge.EdgeUpdate{
			Functions: maps.Clone(u.Functions), Distributions: maps.Clone(u.Distributions), KeyValues: map[string]selvedge.KeyValues{},
		}
	}
	for id, v := range u.KeyValues {
		if e.state.KeyValues[id] = v; v == nil {
			delete(e.state.KeyValues, id)
		}
	}
	for name, f := range u.Functions {
		if e.state.Functions[name] = f; f == nil {
			delete(e.state.Functions, name)
		}
	}
	for id, d := range u.Distributions {
		if e.state.Distributions[id] = d; d == nil {
			delete(e.state.Distributions, id)
		}
	}
	e.state.Revision = u.Revision
	gate := e.gate
	e.mu.Unlock()
	if gate != nil {
		<-gate
	}
}

// block makes apply wait for each update until it is let through.
func (e *testEdge) block() (let func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	gate := make(chan struct{})
	e.gate = gate
	return sync.OnceFunc(func() {
		e.mu.Lock()
		e.gate = nil
		e.mu.Unlock()
		close(gate)
	})
}

func (e *testEdge) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.updates)
}

func (e *testEdge) update(i int) selvedge.EdgeUpdate {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.updates[i]
}

// serves waits until the edge serves what the store holds.
func (e *testEdge) serves(t *testing.T, s *store.Store) {
	t.Helper()
	want := expected(t, s)
	eventually(t, "edge serves "+want, func() bool {
		e.mu.Lock()
		defer e.mu.Unlock()
		return describe(e.state.Functions, e.state.Distributions) == want
	})
}

// expected describes what an edge should serve, as the services tell it.
func expected(t *testing.T, s *store.Store) string {
	t.Helper()
	functions, _, err := s.Functions(t.Context(), selvedge.Page{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	live := map[string]*selvedge.Function{}
	for _, f := range functions {
		if f.Live != nil {
			live[f.Name] = f
		}
	}
	list, _, err := s.Distributions(t.Context(), selvedge.Page{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	distributions := map[string]*selvedge.Distribution{}
	for _, d := range list {
		distributions[d.ID] = d
	}
	return describe(live, distributions)
}

func describe(functions map[string]*selvedge.Function, distributions map[string]*selvedge.Distribution) string {
	var lines []string
	for name, f := range functions {
		lines = append(lines, fmt.Sprintf("%s v%d %q", name, f.Live.Version, f.Live.Code))
	}
	for id, d := range distributions {
		lines = append(lines, fmt.Sprintf("%s %v %v %v", id, d.Hosts(), d.Config.Enabled, d.Config.FunctionARNs()))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestRunEdge(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f", "g")
		f.mustCreate(t, "draft")
		d := f.mustDistribute(t, newConfig("r", "f"))
		e := runEdge(t, f.Store, "e")
		e.serves(t, f.Store)
		first := e.update(0)
		wantEqual(t, "first update", []any{first.Full, len(first.Functions), len(first.Distributions), first.Revision > 1},
			[]any{true, 2, 1, true})
		// Of a function LIVE alone is there.
		live := must(t)(f.Function(t.Context(), "f")).Live
		wantEqual(t, "function", first.Functions["f"], &selvedge.Function{Name: "f", Live: live})
		stored := mustD(t)(f.Distribution(t.Context(), d.ID))
		stored.Deployed = false
		wantEqual(t, "distribution", first.Distributions[d.ID], stored)

		// Changes that edges do not serve do not reach them.
		draft := must(t)(f.UpdateFunction(t.Context(), "f", selvedge.ETag(1), newFunction("f").Config, []byte("new")))
		f.mustCreate(t, "draft2")
		if err := f.Tag(t.Context(), selvedge.DistributionARN(account, d.ID), []selvedge.Tag{{Key: "k"}}); err != nil {
			t.Fatal(err)
		}
		if err := f.DeleteFunction(t.Context(), "draft", selvedge.ETag(1)); err != nil {
			t.Fatal(err)
		}
		must(t)(f.PublishFunction(t.Context(), "f", draft.Development.ETag()))
		e.serves(t, f.Store)
		if second := e.update(1); second.Full || len(second.Functions) != 1 || len(second.Distributions) != 0 ||
			string(second.Functions["f"].Live.Code) != "new" || second.Revision <= first.Revision {
			t.Errorf("second update = %+v, want f alone", second)
		}

		mustD(t)(f.UpdateDistribution(t.Context(), d.ID, selvedge.ETag(2), disabled(newConfig("r"))))
		e.serves(t, f.Store)
		if err := f.DeleteFunction(t.Context(), "f", draft.Development.ETag()); err != nil {
			t.Fatal(err)
		}
		f.mustCreatePublished(t, "f") // the same version as before, but other code
		e.serves(t, f.Store)
		eventually(t, "deployed", func() bool { return mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed })
		if err := f.DeleteDistribution(t.Context(), d.ID, selvedge.ETag(3)); err != nil {
			t.Fatal(err)
		}
		e.serves(t, f.Store)
		for i := range e.count() - 1 {
			if a, b := e.update(i), e.update(i+1); b.Full || b.Revision <= a.Revision {
				t.Errorf("update %d (full %v, revision %d) after revision %d", i+1, b.Full, b.Revision, a.Revision)
			}
		}
	})
}

func TestRunEdgeEmptyStore(t *testing.T) {
	f := open(t, store.Config{})
	e := runEdge(t, f.Store, "e")
	eventually(t, "first update", func() bool { return e.count() > 0 })
	if u := e.update(0); !u.Full || len(u.Functions)+len(u.Distributions) != 0 {
		t.Errorf("first update = %+v, want an empty full one", u)
	}
	for _, id := range []string{"", "a/b", strings.Repeat("x", 129)} {
		if err := f.RunEdge(t.Context(), selvedge.EdgeInfo{ID: id}, nil); err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("RunEdge(%q) = %v", id, err)
		}
	}
}

// TestRunEdgeClose checks that closing the store ends its edges.
func TestRunEdgeClose(t *testing.T) {
	c := store.Config{DataDir: t.TempDir(), AccountID: account, Domain: "example.net"}
	s, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	served, ended := make(chan struct{}), make(chan error)
	go func() {
		ended <- s.RunEdge(t.Context(), selvedge.EdgeInfo{ID: "e"}, func(selvedge.EdgeUpdate) { close(served) })
	}()
	<-served
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	if err := <-ended; err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("RunEdge() = %v, want that the store is closed", err)
	}
	if err := <-closed; err != nil {
		t.Errorf("Close() = %v", err)
	}
}

// TestDeployed follows Deployed through 0, 1 and 3 edges (architecture: Deployed is real).
func TestDeployed(t *testing.T) {
	for _, edges := range []int{0, 1, 3} {
		t.Run(fmt.Sprint(edges), func(t *testing.T) {
			eachMode(t, store.Config{}, func(t *testing.T, f fixture) { testDeployed(t, f, edges) })
		})
	}
}

func testDeployed(t *testing.T, f fixture, n int) {
	f.mustCreatePublished(t, "f", "free")
	d := f.mustDistribute(t, newConfig("r", "f"))
	edges := make([]*testEdge, n)
	for i := range edges {
		edges[i] = runEdge(t, f.Store, fmt.Sprint("e", i))
	}
	eventually(t, "all edges registered", func() bool {
		resp, err := f.Client().Get(t.Context(), store.Root+"edges/", clientv3.WithPrefix(), clientv3.WithCountOnly())
		return err == nil && resp.Count == int64(n)
	})
	deployed := func() bool { return mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed }
	eventually(t, "deployed at first", deployed)
	changes := map[string]func(){
		"update": func() {
			tag := mustD(t)(f.Distribution(t.Context(), d.ID)).ETag()
			mustD(t)(f.UpdateDistribution(t.Context(), d.ID, tag, newConfig("r", "f")))
		},
		"publish": func() { f.mustPublish(t, "f") },
	}
	for name, change := range changes {
		lets := make([]func(), n)
		for i, e := range edges {
			lets[i] = e.block()
		}
		change()
		for i, let := range lets { // one edge that has not applied the change holds deployment back
			eventually(t, "edge has the change", func() bool { return len(edges[i].gateUsed()) > 0 })
			if deployed() {
				t.Errorf("%s: deployed while edge %d of %d applies", name, i, n)
			}
			function := must(t)(f.Function(t.Context(), "f"))
			wantEqual(t, name+": function", function.Status(selvedge.StageLive, true), selvedge.StatusInProgress)
			let()
		}
		eventually(t, name+": deployed", deployed)
		function := must(t)(f.Function(t.Context(), "f"))
		wantEqual(t, name+": function", function.Status(selvedge.StageLive, true), selvedge.StatusDeployed)
	}
	if n == 0 {
		return
	}
	// An edge that stops takes itself off at once.
	let := edges[0].block()
	defer let()
	changes["update"]()
	eventually(t, "edge has the change", func() bool { return len(edges[0].gateUsed()) > 0 })
	if deployed() {
		t.Error("deployed while an edge applies")
	}
	go let()
	edges[0].stop()
	eventually(t, "deployed without the edge", deployed)
}

// gateUsed returns the updates that came since the edge was blocked.
func (e *testEdge) gateUsed() []selvedge.EdgeUpdate {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gate == nil {
		return nil
	}
	return e.updates[len(e.updates)-1:]
}

// TestEdgeLost checks that an edge that dies holds deployment back until its lease expires and no longer.
func TestEdgeLost(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		d := f.mustDistribute(t, disabled(newConfig("r")))
		resp, err := f.Client().Get(t.Context(), store.Root+"distributions/"+d.ID)
		if err != nil {
			t.Fatal(err)
		}
		// An edge that applied all but the last revision holds deployment back, one that applied that does not.
		for id, revision := range map[string]int64{"dead": resp.Header.Revision - 1, "dead too": resp.Header.Revision} {
			if err := f.RegisterEdge(t.Context(), id, 1, revision); err != nil {
				t.Fatal(err)
			}
		}
		if mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed {
			t.Error("deployed while an edge has not applied the distribution")
		}
		err = f.DeleteDistribution(t.Context(), d.ID, d.ETag())
		wantError(t, err, selvedge.CodeDistributionNotDisabled, "not yet deployed")
		eventually(t, "deployed", func() bool { return mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed })
		if err := f.DeleteDistribution(t.Context(), d.ID, d.ETag()); err != nil {
			t.Error(err)
		}
	})
}

// TestLeaseLost checks that an edge whose lease is gone registers again, with what it serves.
func TestLeaseLost(t *testing.T) {
	eachMode(t, store.Config{EdgeTTL: time.Second}, func(t *testing.T, f fixture) {
		d := f.mustDistribute(t, newConfig("r"))
		e := runEdge(t, f.Store, "e")
		key := store.Root + "applied/e"
		registration := func() (lease int64, value string) {
			resp, err := f.Client().Get(t.Context(), key)
			if err != nil || len(resp.Kvs) == 0 {
				return 0, ""
			}
			return resp.Kvs[0].Lease, string(resp.Kvs[0].Value)
		}
		deployed := func() bool {
			lease, _ := registration()
			return lease != 0 && mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed
		}
		eventually(t, "registered and deployed", deployed)
		lost, value := registration()
		if _, err := f.Client().Revoke(t.Context(), clientv3.LeaseID(lost)); err != nil {
			t.Fatal(err)
		}
		eventually(t, "registered again", func() bool {
			lease, again := registration()
			return lease != 0 && lease != lost && again == value
		})
		eventually(t, "deployed", deployed)
		e.stop()
		if lease, _ := registration(); lease != 0 {
			t.Error("the edge is registered after it stopped")
		}
	})
}

// TestEdgeReports checks that functions that no distribution uses cost no report.
func TestEdgeReports(t *testing.T) {
	f := open(t, store.Config{})
	e := runEdge(t, f.Store, "e")
	version := func() int64 { // how often the edge reported
		resp, err := f.Client().Get(t.Context(), store.Root+"applied/e")
		if err != nil || len(resp.Kvs) == 0 {
			return 0
		}
		return resp.Kvs[0].Version
	}
	d := f.mustDistribute(t, newConfig("r"))
	eventually(t, "deployed", func() bool {
		return version() > 0 && e.count() > 0 && mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed
	})
	before := version()
	for i := range 20 {
		f.mustCreatePublished(t, fmt.Sprint("f", i))
	}
	e.serves(t, f.Store)
	if got := version(); got > before+1 { // one that was still to come
		t.Errorf("%d reports for functions that are not used", got-before)
	}
}

// TestEdgeBehind checks that an edge that is further behind than history goes loads everything again.
func TestEdgeBehind(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f")
		f.mustDistribute(t, newConfig("r", "f"))
		resp, err := f.Client().Get(t.Context(), store.Root)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Client().Compact(t.Context(), resp.Header.Revision); err != nil {
			t.Fatal(err)
		}
		e := &testEdge{}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			f.RunEdgeFrom(ctx, 2, e.apply)
		}()
		e.serves(t, f.Store)
		cancel()
		<-ended
		if !e.update(0).Full {
			t.Errorf("first update = %+v, want a full one", e.update(0))
		}
	})
}

// TestEdgeCoalesces checks that what happens while an edge applies arrives as one update.
func TestEdgeCoalesces(t *testing.T) {
	f := open(t, store.Config{})
	e := runEdge(t, f.Store, "e")
	eventually(t, "first update", func() bool { return e.count() == 1 })
	let := e.block()
	f.mustCreatePublished(t, "first")
	eventually(t, "second update", func() bool { return e.count() == 2 })
	for i := range 50 {
		f.mustCreatePublished(t, fmt.Sprint("f", i))
	}
	if err := f.DeleteFunction(t.Context(), "first", selvedge.ETag(1)); err != nil {
		t.Fatal(err)
	}
	other := newFunction("first") // whose LIVE stage has the version that the edge serves
	other.Code = []byte("other")
	must(t)(f.CreateFunction(t.Context(), other))
	f.mustPublish(t, "first")
	d := f.mustDistribute(t, newConfig("r", "f0"))
	if mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed {
		t.Error("deployed while the edge applies an older change")
	}
	let()
	e.serves(t, f.Store)
	if n := e.count(); n > 20 { // of 54; the watch may not have delivered all when the edge was let go
		t.Errorf("%d updates, want the changes in a few", n)
	}
}

func TestCoalesced(t *testing.T) {
	live := func(version int) string { return fmt.Sprintf(`{"Name":"f","Live":{"Version":%d}}`, version) }
	tests := []struct {
		name  string
		steps []map[string]string
		want  []string // functions and distributions in the update, with versions
		err   string
	}{
		{"everything", []map[string]string{{"functions/f": live(1), "distributions/d": `{"Version":1}`}},
			[]string{"d 1", "f 1"}, ""},
		{"the newest counts", []map[string]string{{"functions/f": live(1)}, {"functions/f": live(3)}},
			[]string{"f 3"}, ""},
		{"deleted before it was served", []map[string]string{{"functions/f": live(1), "distributions/d": `{"Version":1}`},
			{"functions/f": "", "distributions/d": ""}}, nil, ""},
		{"created anew", []map[string]string{{"distributions/d": `{"Version":1}`}, {"distributions/d": ""},
			{"distributions/d": `{"Version":7}`}}, []string{"d 7"}, ""},
		{"no LIVE stage", []map[string]string{{"functions/f": `{"Name":"f"}`}}, nil, ""},
		{"damaged records", []map[string]string{{"functions/f": "x", "functions/g": live(1), "distributions/d": "x"}},
			[]string{"g 1"}, "functions/f"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u, err := store.Coalesced(tt.steps...)
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Errorf("error = %v, want %q", err, tt.err)
			}
			var got []string
			for name, f := range u.Functions {
				got = append(got, fmt.Sprint(name, " ", f.Live.Version))
			}
			for id, d := range u.Distributions {
				if d == nil {
					t.Errorf("a full update has the deleted %s", id)
					continue
				}
				got = append(got, fmt.Sprint(id, " ", d.Version))
			}
			slices.Sort(got)
			wantEqual(t, "update", got, tt.want)
			if !u.Full || u.Revision != int64(len(tt.steps)) {
				t.Errorf("full %v, revision %d", u.Full, u.Revision)
			}
		})
	}
}

// TestEdgeSurvivesRestart cuts the connection to etcd under an edge and a store, and starts etcd anew.
func TestEdgeSurvivesRestart(t *testing.T) {
	dir := t.TempDir()
	server := startEtcd(t, dir, externalOps)
	t.Cleanup(func() { server.stop() })
	p := startProxy(t, server.endpoint)
	f := open(t, store.Config{Endpoints: []string{p.endpoint}, EdgeTTL: time.Second})
	e := runEdge(t, f.Store, "e")
	f.mustCreatePublished(t, "f")
	d := f.mustDistribute(t, newConfig("r", "f"))
	works := func() {
		t.Helper()
		eventually(t, "store answers", func() bool { return f.Ping(t.Context()) == nil })
		f.mustPublish(t, "f")
		e.serves(t, f.Store)
		eventually(t, "registered and deployed", func() bool {
			resp, err := f.Client().Get(t.Context(), store.Root+"applied/e")
			return err == nil && len(resp.Kvs) == 1 && mustD(t)(f.Distribution(t.Context(), d.ID)).Deployed
		})
	}
	works()
	p.cut()
	works()
	p.cut()
	server.stop()
	server = startEtcd(t, dir, externalOps)
	p.target.Store(strings.TrimPrefix(server.endpoint, "http://"))
	p.cut()
	works()
}

// proxy forwards connections to an etcd, until it cuts them.
type proxy struct {
	endpoint string
	target   atomic.Value // host:port

	mu sync.Mutex

	conns []net.Conn
}

func startProxy(t *testing.T, endpoint string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{endpoint: "http://" + l.Addr().String()}
	p.target.Store(strings.TrimPrefix(endpoint, "http://"))
	var wg sync.WaitGroup
	t.Cleanup(func() {
		l.Close()
		p.cut()
		wg.Wait()
	})
	wg.Go(func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("tcp", p.target.Load().(string))
			if err != nil {
				from.Close()
				continue
			}
			p.mu.Lock()
			p.conns = append(p.conns, from, to)
			p.mu.Unlock()
			wg.Go(func() { forward(to, from) })
			wg.Go(func() { forward(from, to) })
		}
	})
	return p
}

// forward copies what comes from one connection to the other until one of them ends, and closes both.
func forward(to, from net.Conn) {
	io.Copy(to, from)
	to.Close()
	from.Close()
}

// cut closes all connections.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.Close()
	}
	p.conns = nil
}
