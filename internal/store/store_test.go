// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/embed"
	"go.uber.org/zap"

	"selvedge"
	"selvedge/internal/store"
)

const (
	account = "123456789012"
	waitFor = 10 * time.Second // what a test waits for a state at most

	externalOps = 2048 // --max-txn-ops of an external etcd, as DESIGN.md tells operators
)

// start is the time that test clocks begin at.
var start = time.Date(2026, 1, 2, 3, 4, 5, 678_900_000, time.UTC)

// clock is a time that tests set.
type clock struct{ offset atomic.Int64 }

func (c *clock) now() time.Time          { return start.Add(time.Duration(c.offset.Load())) }
func (c *clock) advance(d time.Duration) { c.offset.Add(int64(d)) }

// at returns the time that records made after the clock was advanced by d hold.
func at(d time.Duration) time.Time { return start.Truncate(time.Millisecond).Add(d) }

// fixture is a store under test and its clock.
type fixture struct {
	*store.Store
	clock *clock
}

// eachMode runs test on an embedded and on an external etcd, and checks the indexes at the end.
func eachMode(t *testing.T, config store.Config, test func(t *testing.T, f fixture)) {
	t.Helper()
	t.Run("embedded", func(t *testing.T) { test(t, open(t, config)) })
	t.Run("external", func(t *testing.T) {
		if testing.Short() {
			t.Skip("the embedded etcd runs the same code")
		}
		server := startEtcd(t, t.TempDir(), externalOps)
		t.Cleanup(server.stop)
		config.Endpoints = []string{server.endpoint}
		test(t, open(t, config))
	})
}

// open opens a store for the time of the test, whose records are checked at the end.
func open(t *testing.T, config store.Config) fixture {
	t.Helper()
	c := &clock{}
	config.AccountID, config.Domain, config.Now = account, "example.net", c.now
	if len(config.Endpoints) == 0 && config.DataDir == "" {
		config.DataDir = t.TempDir()
	}
	config.NoSync() // TestCrash and the benchmarks wait for the disk
	s, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		check(t, s)
		if err := s.Close(); err != nil {
			t.Errorf("Close() = %v", err)
		}
	})
	return fixture{Store: s, clock: c}
}

// etcd is an etcd with a loopback listener.
type etcd struct {
	stop     func()
	endpoint string
}

func startEtcd(t *testing.T, dir string, maxTxnOps uint) *etcd {
	t.Helper()
	store.SetSegmentSize()
	c := embed.NewConfig()
	c.Dir, c.UnsafeNoFsync = dir, true
	c.TickMs, c.ElectionMs = 10, 50
	c.Name, c.InitialCluster = "test", "test=http://127.0.0.1:1"
	c.ListenPeerUrls, c.AdvertisePeerUrls = nil, []url.URL{{Scheme: "http", Host: "127.0.0.1:1"}}
	c.ListenClientUrls = []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}
	c.AdvertiseClientUrls = c.ListenClientUrls
	c.MaxTxnOps = maxTxnOps
	c.ZapLoggerBuilder = embed.NewZapLoggerBuilder(zap.NewNop())
	server, err := embed.StartEtcd(c)
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-server.Server.ReadyNotify():
	case <-time.After(waitFor):
		t.Fatal("etcd is not ready")
	}
	return &etcd{stop: server.Close, endpoint: "http://" + server.Clients[0].Addr().String()}
}

// check computes the counters and the indexes anew from the records and compares them with those stored.
func check(t *testing.T, s *store.Store) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), waitFor)
	defer cancel()
	resp, err := s.Client().Get(ctx, store.Root, clientv3.WithPrefix())
	if err != nil {
		t.Errorf("reading all records: %v", err)
		return
	}
	got, want := map[string]string{}, map[string]string{}
	functions, distributions, accessKeys := 0, 0, 0
	using, reading := map[string][]string{}, map[string][]string{}
	resources, usable := map[string]int{}, map[string]bool{}
	for _, kv := range resp.Kvs {
		key, _ := strings.CutPrefix(string(kv.Key), store.Root)
		kind, id, _ := strings.Cut(key, "/")
		switch kind {
		case "functions":
			functions++
			for _, store := range storesRead(t, kv.Value) {
				reading[store] = append(reading[store], id)
			}
		case "distributions":
			distributions++
			var d selvedge.Distribution
			if err := json.Unmarshal(kv.Value, &d); err != nil || d.ID != id {
				t.Errorf("record %s = %s: %v", key, kv.Value, err)
			}
			want[store.CallerKey(d.Config.CallerReference)] = quote(id)
			for _, h := range d.Hosts() {
				want[store.AliasKey(h)] = quote(id)
			}
			for _, arn := range d.Config.FunctionARNs() {
				name, _ := selvedge.FunctionNameOf(account, arn)
				using[name] = append(using[name], id)
			}
			want[store.Root+"redeploys/"+id] = ""
			lists, singles := store.ResourceUse(&d.Config, id)
			for _, key := range lists {
				using[key] = append(using[key], id)
			}
			for _, key := range singles {
				want[key] = "{}"
			}
		case "policies", "oac", "oai", "public-keys", "key-groups":
			entry, ok := store.ResourceIndex(key, kv.Value)
			if !ok {
				t.Errorf("record %s = %s: no resource", key, kv.Value)
			}
			id := id[strings.LastIndexByte(id, '/')+1:]
			for _, name := range entry.NameKeys {
				if want[name] != "" {
					t.Errorf("record %s: another one has the name %s", key, name)
				}
				want[name] = quote(id)
			}
			resources[entry.Counter]++
			usable[entry.Users] = true
			for _, used := range entry.Uses {
				using[used] = append(using[used], id)
			}
		case "access-keys":
			accessKeys++
			var k struct{ Name string }
			if err := json.Unmarshal(kv.Value, &k); err != nil {
				t.Errorf("record %s: %v", key, err)
			}
			want[store.Root+"access-key-names/"+k.Name] = quote(id)
		case "access-key-names", "aliases", "caller-references", "counters", "associations", "store-names", "store-users",
			"resource-names", "resource-users":
			got[string(kv.Key)] = string(kv.Value)
		case "redeploys":
			got[string(kv.Key)] = ""
		}
	}
	checkOwners(t, resp)
	stores := checkStores(t, resp)
	checkHistory(t, resp)
	for id, name := range stores {
		want[store.Root+"store-names/"+name] = quote(id)
	}
	for id, names := range reading {
		slices.Sort(names)
		want[store.Root+"store-users/"+id] = marshal(t, map[string]any{"Functions": names})
		if stores[id] == "" {
			t.Errorf("the functions %v read the store %s, which does not exist", names, id)
		}
	}
	for name, ids := range using {
		slices.Sort(ids)
		key := store.Root + "associations/" + name
		if strings.HasPrefix(name, store.Root) {
			if key = name; !usable[key] {
				t.Errorf("the distributions %v use %s, which does not exist", ids, key)
			}
		}
		want[key] = marshal(t, map[string]any{"Distributions": ids})
	}
	for key := range got {
		if _, ok := resources[key]; !ok && strings.Contains(key, "counters/") && strings.Count(key, "-") > 0 && got[key] == `{"Count":0}` {
			want[key] = `{"Count":0}`
		}
	}
	for key, n := range resources {
		want[key] = fmt.Sprintf(`{"Count":%d}`, n)
	}
	for kind, n := range map[string]int{"functions": functions, "distributions": distributions, "key-value-stores": len(stores), "access-keys": accessKeys} {
		key := store.Root + "counters/" + kind
		if want[key] = fmt.Sprintf(`{"Count":%d}`, n); n == 0 && got[key] == "" {
			delete(want, key)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("indexes (-computed from the records, +stored):\n%s", diff)
	}
}

// checkOwners reports associations and tags of what does not exist, and functions in use without LIVE.
func checkOwners(t *testing.T, all *clientv3.GetResponse) {
	t.Helper()
	values := map[string]string{}
	for _, kv := range all.Kvs {
		values[strings.TrimPrefix(string(kv.Key), store.Root)] = string(kv.Value)
	}
	for key := range values {
		kind, id, _ := strings.Cut(key, "/")
		switch kind {
		case "associations":
			var f selvedge.Function
			if json.Unmarshal([]byte(values["functions/"+id]), &f) != nil || f.Live == nil {
				t.Errorf("record %s of a function without LIVE: %s", key, values["functions/"+id])
			}
		case "tags":
			if values[strings.Replace(id, "/", "s/", 1)] == "" &&
				values[strings.Replace(id, "key-value-store/", "kvs/", 1)+"/meta"] == "" {
				t.Errorf("record %s of nothing", key)
			}
		}
	}
}

func quote(s string) string { return `"` + s + `"` }

func marshal(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// newFunction returns the input for a function with some code.
func newFunction(name string) selvedge.NewFunction {
	return selvedge.NewFunction{
		Name:   name,
		Config: selvedge.FunctionConfig{Comment: "c", Runtime: selvedge.Runtime2},
		Code:   []byte("function handler(event) { return event.request; }"),
	}
}

// newConfig returns the configuration of a distribution whose default behaviour uses functions, one or two.
func newConfig(reference string, functions ...string) selvedge.DistributionConfig {
	c := selvedge.DistributionConfig{
		CallerReference: reference,
		Origins: selvedge.Origins{Quantity: 1, Items: []selvedge.Origin{{
			Id: "o", DomainName: "origin.example.com",
			CustomOriginConfig: &selvedge.CustomOriginConfig{
				HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: selvedge.OriginHTTPOnly,
			},
		}}},
		DefaultCacheBehavior: selvedge.CacheBehaviorSettings{
			TargetOriginId: "o", ViewerProtocolPolicy: selvedge.ViewerAllowAll,
			CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
		},
		Enabled: true,
	}
	events := []selvedge.EventType{selvedge.EventViewerRequest, selvedge.EventViewerResponse}
	for i, name := range functions {
		c.DefaultCacheBehavior.FunctionAssociations.Items = append(c.DefaultCacheBehavior.FunctionAssociations.Items,
			selvedge.FunctionAssociation{FunctionARN: selvedge.FunctionARN(account, name), EventType: events[i]})
	}
	c.DefaultCacheBehavior.FunctionAssociations.Quantity = len(functions)
	return c
}

func withAliases(c selvedge.DistributionConfig, aliases ...string) selvedge.DistributionConfig {
	c.Aliases = selvedge.Aliases{Quantity: len(aliases), Items: aliases}
	c.ViewerCertificate = &selvedge.ViewerCertificate{
		ACMCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0d7b9c2e-6f0a-4c34-9d57-1f5f2a6f4a10",
		SSLSupportMethod:  "sni-only", MinimumProtocolVersion: "TLSv1.2_2021",
	}
	return c
}

func disabled(c selvedge.DistributionConfig) selvedge.DistributionConfig {
	c.Enabled = false
	return c
}

// The must helpers end the test when what they do fails.

func (f fixture) mustCreate(t *testing.T, name string) *selvedge.Function {
	t.Helper()
	return must(t)(f.CreateFunction(t.Context(), newFunction(name)))
}

func (f fixture) mustPublish(t *testing.T, name string) *selvedge.Function {
	t.Helper()
	old := must(t)(f.Function(t.Context(), name))
	return must(t)(f.PublishFunction(t.Context(), name, old.Development.ETag()))
}

func (f fixture) mustCreatePublished(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		f.mustCreate(t, name)
		f.mustPublish(t, name)
	}
}

func (f fixture) mustDistribute(t *testing.T, c selvedge.DistributionConfig) *selvedge.Distribution {
	t.Helper()
	return mustD(t)(f.CreateDistribution(t.Context(), c, nil))
}

func must(t *testing.T) func(*selvedge.Function, error) *selvedge.Function {
	return func(f *selvedge.Function, err error) *selvedge.Function {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}

func mustD(t *testing.T) func(*selvedge.Distribution, error) *selvedge.Distribution {
	return func(d *selvedge.Distribution, err error) *selvedge.Distribution {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// wantError checks the code of err and that its message contains text.
func wantError(t *testing.T, err error, code selvedge.Code, text string) {
	t.Helper()
	if selvedge.ErrorCode(err) != code || err != nil && !strings.Contains(err.Error(), text) {
		t.Errorf("error = %v, want %s with %q", err, code, text)
	}
}

// wantEqual compares; nil and empty lists are equal.
func wantEqual(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want, +got):\n%s", what, diff)
	}
}

// eventually waits until done returns true.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	timeout := time.After(waitFor)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-timeout:
			t.Fatalf("%s: not within %v", what, waitFor)
		}
	}
}

func TestConfigValidate(t *testing.T) {
	valid := store.Config{DataDir: "d", AccountID: account, Domain: "example.net"}
	tests := []struct {
		name   string
		change func(*store.Config)
		want   string // part of the error; empty means valid
	}{
		{"valid", func(*store.Config) {}, ""},
		{"external", func(c *store.Config) { c.DataDir, c.Endpoints = "", []string{"https://etcd:2379"} }, ""},
		{"no place", func(c *store.Config) { c.DataDir = "" }, "neither a data folder nor endpoints"},
		{"short account", func(c *store.Config) { c.AccountID = "12" }, `account id "12" is not 12 digits`},
		{"domain with slash", func(c *store.Config) { c.Domain = "a/b" }, `domain "a/b"`},
		{"upper case domain", func(c *store.Config) { c.Domain = "Example.net" }, `domain "Example.net"`},
		{"endpoint without scheme", func(c *store.Config) { c.Endpoints = []string{"etcd:2379"} }, `endpoint "etcd:2379"`},
		{"negative functions", func(c *store.Config) { c.MaxFunctions = -1 }, "-1 functions"},
		{"negative stores", func(c *store.Config) { c.MaxStores = -1 }, "-1 key value stores"},
		{"negative distributions", func(c *store.Config) { c.MaxDistributions = -1 }, "-1 distributions"},
		{"negative delay", func(c *store.Config) { c.DeploymentDelay = -1 }, "negative deployment delay"},
		{"short TTL", func(c *store.Config) { c.EdgeTTL = time.Millisecond }, "edge TTL 1ms"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := valid
			tt.change(&c)
			err := c.Validate()
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("Validate() = %v, want %q", err, tt.want)
			}
			if tt.want == "" {
				return
			}
			if _, openErr := store.Open(t.Context(), c); fmt.Sprint(openErr) != fmt.Sprint(err) {
				t.Errorf("Open() = %v, want %v", openErr, err)
			}
		})
	}
}

func TestClosedStore(t *testing.T) {
	c := &clock{}
	config := store.Config{DataDir: t.TempDir(), AccountID: account, Domain: "example.net", Now: c.now}
	s, err := store.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping() = %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close() = %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("second Close() = %v", err)
	}
	wantError(t, s.Ping(t.Context()), selvedge.CodeServiceUnavailable, "closed")
	_, err = s.CreateFunction(t.Context(), newFunction("f"))
	wantError(t, err, selvedge.CodeServiceUnavailable, "closed")
	err = s.RunEdge(t.Context(), selvedge.EdgeInfo{ID: "e"}, func(selvedge.EdgeUpdate) {})
	wantError(t, err, selvedge.CodeServiceUnavailable, "closed")
}

// TestStoreErrors checks what callers see of what etcd says.
func TestStoreErrors(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // nothing listens there now
	down, err := store.Open(t.Context(), store.Config{
		Endpoints: []string{"http://" + l.Addr().String()}, AccountID: account, Domain: "example.net",
	})
	if err != nil {
		t.Fatalf("Open() with an etcd that is down = %v", err)
	}
	defer down.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	wantError(t, down.Ping(ctx), selvedge.CodeServiceUnavailable, "The store is not available; try again.")
	_, err = down.CreateFunction(ctx, newFunction("f"))
	wantError(t, err, selvedge.CodeServiceUnavailable, "")

	f := open(t, store.Config{})
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.CreateFunction(canceled, newFunction("f")); !errors.Is(err, context.Canceled) {
		t.Errorf("CreateFunction() with a cancelled context = %v", err)
	}
	if _, err := f.Function(canceled, "f"); !errors.Is(err, context.Canceled) {
		t.Errorf("Function() with a cancelled context = %v", err)
	}
	large := newConfig("large")
	origin := large.Origins.Items[0]
	for i := range 30 {
		origin.CustomHeaders.Items = append(origin.CustomHeaders.Items,
			selvedge.OriginCustomHeader{HeaderName: fmt.Sprint("x-", i), HeaderValue: strings.Repeat("x", 335)})
	}
	origin.CustomHeaders.Quantity = 30
	for i := range 99 {
		origin.Id = fmt.Sprint(i)
		large.Origins.Items = append(large.Origins.Items, origin)
	}
	large.Origins.Quantity = 100
	_, err = f.CreateDistribution(t.Context(), large, nil)
	wantError(t, err, selvedge.CodeInvalidArgument, "The configuration is too large")

	server := startEtcd(t, t.TempDir(), embed.DefaultMaxTxnOps)
	t.Cleanup(server.stop)
	small := open(t, store.Config{Endpoints: []string{server.endpoint}})
	aliases := make([]string, 100)
	for i := range aliases {
		aliases[i] = fmt.Sprintf("a%d.example.com", i)
	}
	_, err = small.CreateDistribution(t.Context(), withAliases(newConfig("r"), aliases...), nil)
	wantError(t, err, selvedge.CodeInvalidArgument, "The change is larger than the store takes")
}
