// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"selvedge"
	"selvedge/internal/access"
	"selvedge/internal/cfapi"
	"selvedge/internal/cff"
	"selvedge/internal/console"
	"selvedge/internal/datadir"
	"selvedge/internal/edge"
	"selvedge/internal/funclog"
	"selvedge/internal/httpcache"
	"selvedge/internal/kvsapi"
	"selvedge/internal/origin"
	"selvedge/internal/ownapi"
	"selvedge/internal/seal"
	"selvedge/internal/snapshot"
	"selvedge/internal/store"
	"selvedge/internal/stsapi"
	"selvedge/internal/usage"
)

// drain bounds how long running API requests may take once the process is asked to stop. The edge has the same
// bound of its own, and the store needs a fraction of a second, so that all is over within 5 s.
const drain = 3 * time.Second

// clockDifference is how far the clocks of machines that share an etcd may be apart.
const clockDifference = time.Second

// Server is one Selvedge process. It is used once: New, then Run.
type Server struct {
	config Config
}

// New checks config; it opens nothing.
func New(config Config) (*Server, error) {
	config = config.withDefaults()
	if err := config.Validate(); err != nil {
		return nil, err
	}
	return &Server{config: config}, nil
}

// Run serves until ctx is done, and returns when everything that it started has stopped. It calls ready once, when
// all listeners answer and the edge serves what is stored.
func (s *Server) Run(ctx context.Context, ready func(datadir.Addresses)) (err error) {
	leave, err := s.config.openDataDir()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, leave()) }()

	l, err := s.listen()
	if err != nil {
		return err
	}
	defer l.close() // closed twice after a normal end, which does no harm

	openImport, err := s.config.openImport()
	if err != nil {
		return err
	}
	var masterKey *seal.Key // of access keys, of which an edge knows nothing
	if s.config.hasControl() {
		if masterKey, err = datadir.MasterKey(s.config.DataDir, s.config.MasterKeyFile); err != nil {
			return err
		}
	}
	st, err := store.Open(ctx, store.Config{
		MasterKey: masterKey, AuditKeep: s.config.AuditKeep, AuditAge: s.config.AuditMaxAge,
		DataDir: s.config.DataDir, Endpoints: s.config.EtcdEndpoints,
		AccountID: s.config.AccountID, Domain: s.config.Domain,
		DeploymentDelay: s.config.DeploymentDelay, OpenImport: openImport, Logger: s.config.Logger,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if s.config.hasControl() {
		if err := s.checkMasterKey(ctx, st); err != nil {
			return err
		}
	}
	return s.serve(ctx, st, l, ready)
}

// listeners are what a process listens on.
type listeners struct {
	api, edge net.Listener
	edgeTLS   net.Listener   // nil without TLS
	edgeUDP   net.PacketConn // of the same port, for HTTP/3
	metrics   net.Listener   // nil without metrics
}

func (l *listeners) close() {
	for _, one := range []net.Listener{l.api, l.edge, l.edgeTLS, l.metrics} {
		if one != nil {
			_ = one.Close()
		}
	}
	if l.edgeUDP != nil {
		_ = l.edgeUDP.Close()
	}
}

func (l *listeners) addresses() (a datadir.Addresses) {
	if l.api != nil {
		a.API = "http://" + l.api.Addr().String()
		a.Console = a.API + console.Path
	}
	if l.edge != nil {
		a.Edge = "http://" + l.edge.Addr().String()
	}
	if l.edgeTLS != nil {
		a.EdgeTLS = "https://" + l.edgeTLS.Addr().String()
	}
	if l.metrics != nil {
		a.Metrics = "http://" + l.metrics.Addr().String() + "/metrics"
	}
	return a
}

func (s *Server) listen() (*listeners, error) {
	l := &listeners{}
	for _, one := range []struct {
		name, address string
		listener      *net.Listener
	}{
		{"api", s.config.APIAddr, &l.api}, {"edge", s.config.EdgeAddr, &l.edge},
		{"edge TLS", s.config.EdgeTLSAddr, &l.edgeTLS}, {"metrics", s.config.MetricsAddr, &l.metrics},
	} {
		if one.address == "" {
			continue
		}
		listener, err := net.Listen("tcp", one.address)
		if err != nil {
			l.close()
			return nil, fmt.Errorf("%s listener: %w", one.name, err)
		}
		*one.listener = listener
	}
	if l.edgeTLS != nil {
		if err := l.listenUDP(s.config.EdgeTLSAddr); err != nil {
			l.close()
			return nil, err
		}
	}
	return l, nil
}

// serve runs the parts until ctx is done or one of them fails.
func (s *Server) serve(ctx context.Context, st *store.Store, l *listeners, ready func(datadir.Addresses)) error {
	usages := usage.NewRegistry(usage.Config{Throttle: s.config.ThrottleFunctions})
	addresses := l.addresses()
	group, ctx := errgroup.WithContext(ctx)
	var running []func(context.Context) error
	logged := func(string, string, string, []string) {}
	if s.config.hasControl() {
		pages, handler, err := s.apiHandler(st, usages, addresses.Edge)
		if err != nil {
			return err
		}
		logged = pages.Log
		running = append(running, func(ctx context.Context) error { pages.Run(ctx); return nil },
			func(ctx context.Context) error { return serveHTTP(ctx, "api", l.api, handler) })
	}
	var f *feed // nil without an edge
	if s.config.hasEdge() {
		p, err := s.newEdge(l, usages, logged)
		if err != nil {
			return err
		}
		defer p.close()
		defer p.runLog(ctx)()
		if f, err = s.newFeed(st, &p, l.edge.Addr().String()); err != nil {
			return err
		}
		running = append(running, f.run, p.edge.Run, func(ctx context.Context) error { p.certificates.run(ctx); return nil })
	}
	if l.metrics != nil {
		running = append(running, func(ctx context.Context) error { return serveHTTP(ctx, "metrics", l.metrics, metricsHandler(f)) })
	}
	withdraw, err := addresses.Publish(s.config.DataDir)
	if err != nil {
		return err
	}
	defer withdraw()
	for _, run := range running {
		group.Go(func() error { return run(ctx) })
	}
	group.Go(func() error {
		if f.wait(ctx) {
			ready(addresses)
		}
		return nil
	})
	return group.Wait()
}

// edgeParts are the edge and what it works with.
type edgeParts struct {
	edge    *edge.Edge
	builder *snapshot.Builder
	usage   *usage.Registry
	log     *funclog.Log
	origins *origin.Client
	cache   *httpcache.Store

	certificates certificates
}

// close ends what does not run.
func (p *edgeParts) close() {
	p.cache.Close()
	p.origins.Close()
}

// newEdge makes the edge. What functions print goes to the function log and to logged.
func (s *Server) newEdge(
	l *listeners, usages *usage.Registry, logged func(id, function, request string, lines []string),
) (p edgeParts, err error) {
	p.usage = usages
	p.origins = origin.New(origin.Config{AllowPrivate: s.config.AllowPrivateOrigins || s.config.Dev, S3: s.config.S3})
	p.log, err = funclog.New(funclog.Config{
		Writer: s.config.FunctionLog, Format: s.config.FunctionLogFormat, Logger: s.config.Logger,
	})
	if err != nil {
		return p, err
	}
	if p.cache, err = httpcache.Open(s.config.cacheConfig()); err != nil {
		return p, err
	}
	snapshots := snapshot.Config{
		Compile: func(name string, code []byte, runtime selvedge.Runtime) cff.Invoker {
			return cff.Lazy(name, code, runtime)
		},
		Usage:      p.usage,
		Invalidate: p.cache.Invalidate,
	}
	if len(s.config.EtcdEndpoints) > 0 {
		snapshots.ClockDifference = clockDifference
	}
	edge.Connect(&snapshots, p.origins)
	p.builder = snapshot.NewBuilder(snapshots)
	config := edge.Config{
		Listener: l.edge, Snapshots: p.builder.Current, Logger: s.config.Logger, Drain: s.config.Drain,
		FunctionLog: func(id, function, request string, lines []string) {
			p.log.Write(id, function, request, lines)
			logged(id, function, request, lines)
		},
	}
	if err := s.config.locate(&config); err != nil {
		return p, err
	}
	if err := s.config.addTransports(&config, l, &p); err != nil {
		return p, err
	}
	config.Cache = p.cache
	p.edge, err = edge.New(config)
	return p, err
}

// runLog starts to write the function log. The returned function writes what is left when the edge has stopped; it does
// not wait long for whoever does not read it.
func (p *edgeParts) runLog(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		defer close(done)
		p.log.Run(ctx)
	})
	return func() {
		cancel()
		select {
		case <-done:
		case <-time.After(time.Second):
		}
	}
}

// apiHandler returns the console, and what serves it and the APIs on one listener. Without authentication a web page
// that the user visits could send requests to it, so those that a browser sends for another site are refused.
func (s *Server) apiHandler(st *store.Store, usages *usage.Registry, edge string) (*console.Console, http.Handler, error) {
	keys, err := s.newIdentity(st)
	if err != nil {
		return nil, nil, err
	}
	guard := &access.Guard{AccountID: s.config.AccountID, Open: s.config.Dev, Audit: st, Logger: s.config.Logger}
	tester := &cff.Tester{KeyValues: s.keyValues(st)}
	pages := console.Config{
		AccountID: s.config.AccountID, Tester: tester, Samples: usages.Samples,
		Functions: guard.Functions(st), Distributions: guard.Distributions(st), TestEvents: guard.TestEvents(st),
		Stores: guard.KeyValueStores(st), Values: guard.KeyValues(st),
		Edge: edge, Logger: s.config.Logger,
	}
	control := cfapi.Config{
		AccountID: s.config.AccountID, Functions: st, Distributions: st, Stores: st, Tags: st, Tester: tester,
		Invalidations: st, Monitoring: st, CachePolicies: st.CachePolicies(), OriginRequestPolicies: st.OriginRequestPolicies(),
		ResponseHeadersPolicies: st.ResponseHeadersPolicies(), OriginAccessControls: st.OriginAccessControls(),
		OriginAccessIdentities: st.OriginAccessIdentities(), PublicKeys: st.PublicKeys(), KeyGroups: st.KeyGroups(),
		ObservedStatus: s.config.ObservedStatus, Logger: s.config.Logger,
		Guard: guard, Verify: keys.verifier(cfapi.Service, 0),
	}
	sts := stsapi.Config{AccountID: s.config.AccountID, Logger: s.config.Logger, Verify: keys.verifier("sts", 0)}
	data := kvsapi.Config{
		AccountID: s.config.AccountID, Values: st, Logger: s.config.Logger,
		Guard: guard, Verify: keys.verifier(kvsapi.Service, kvsapi.MaxBody),
	}
	own := ownapi.Config{
		AccountID: s.config.AccountID, TestEvents: st, Stores: st, Values: st, History: st, AccessKeys: keys, Audit: st, Logger: s.config.Logger,
		Guard: guard, Verify: keys.verifier(ownapi.Service, ownapi.MaxBody),
	}
	if !s.config.Dev {
		pages.Authenticate, pages.SignedIn = keys.authenticate, keys.signedIn
	}
	stores, err := kvsapi.New(data)
	if err != nil {
		return nil, nil, err
	}
	api, err := cfapi.New(control)
	if err != nil {
		return nil, nil, err
	}
	identity, err := stsapi.New(sts)
	if err != nil {
		return nil, nil, err
	}
	extra, err := ownapi.New(own)
	if err != nil {
		return nil, nil, err
	}
	browser, err := console.New(pages)
	if err != nil {
		return nil, nil, err
	}
	return browser, withSource(http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; { // no ServeMux, which would clean the paths of the APIs
		case kvsapi.Serves(r):
			stores.ServeHTTP(w, r)
		case ownapi.Serves(r):
			extra.ServeHTTP(w, r)
		case stsapi.Serves(r):
			identity.ServeHTTP(w, r)
		case strings.HasPrefix(path, console.Path):
			browser.ServeHTTP(w, r)
		case path+"/" == console.Path:
			http.Redirect(w, r, console.Path, http.StatusMovedPermanently)
		default:
			api.ServeHTTP(w, r)
		}
	}))), nil
}

// keyValues returns what reads a key value store for tests of functions.
func (s *Server) keyValues(st *store.Store) func(context.Context, string) (selvedge.KeyValues, error) {
	return func(ctx context.Context, arn string) (selvedge.KeyValues, error) {
		id, ok := selvedge.KeyValueStoreIDOf(s.config.AccountID, arn)
		if !ok {
			return nil, fmt.Errorf("%q is not the ARN of a key value store", arn)
		}
		return st.KeyValueView(ctx, id)
	}
}

// serveHTTP answers requests until ctx is done, then lets the running ones end. name is for the error.
func serveHTTP(ctx context.Context, name string, listener net.Listener, handler http.Handler) error {
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    64 << 10,
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
		defer cancel()
		if srv.Shutdown(grace) != nil {
			_ = srv.Close() // what did not end in time is cut off
		}
		return nil
	})
	return group.Wait()
}
