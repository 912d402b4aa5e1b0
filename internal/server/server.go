// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"selvedge"
	"selvedge/internal/cfapi"
	"selvedge/internal/cff"
	"selvedge/internal/datadir"
	"selvedge/internal/edge"
	"selvedge/internal/origin"
	"selvedge/internal/sigv4"
	"selvedge/internal/snapshot"
	"selvedge/internal/store"
)

// drain bounds how long running API requests may take once the process is asked to stop. The edge has the same
// bound of its own, and the store needs a fraction of a second, so that all is over within 5 s.
const drain = 3 * time.Second

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
// both listeners answer and the edge serves what is stored.
func (s *Server) Run(ctx context.Context, ready func(datadir.Addresses)) (err error) {
	leave, err := s.config.openDataDir()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, leave()) }()

	api, edges, err := s.listen()
	if err != nil {
		return err
	}
	defer api.Close()   // closed twice after a normal end, which does no harm
	defer edges.Close() // closed twice after a normal end, which does no harm

	st, err := store.Open(ctx, store.Config{
		DataDir: s.config.DataDir, Endpoints: s.config.EtcdEndpoints,
		AccountID: s.config.AccountID, Domain: s.config.Domain,
		DeploymentDelay: s.config.DeploymentDelay, Logger: s.config.Logger,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return s.serve(ctx, st, api, edges, ready)
}

func (s *Server) listen() (api, edges net.Listener, err error) {
	api, err = net.Listen("tcp", s.config.APIAddr)
	if err != nil {
		return nil, nil, fmt.Errorf("api listener: %w", err)
	}
	edges, err = net.Listen("tcp", s.config.EdgeAddr)
	if err != nil {
		_ = api.Close()
		return nil, nil, fmt.Errorf("edge listener: %w", err)
	}
	return api, edges, nil
}

// serve runs the parts until ctx is done or one of them fails.
func (s *Server) serve(ctx context.Context, st *store.Store, api, edges net.Listener, ready func(datadir.Addresses)) error {
	handler, err := s.apiHandler(st)
	if err != nil {
		return err
	}
	origins := origin.New(origin.Config{})
	defer origins.Close()
	builder := snapshot.NewBuilder(snapshot.Config{
		Compile: func(name string, code []byte, runtime selvedge.Runtime) cff.Invoker {
			return cff.Compile(name, code, runtime)
		},
		Connect: func(o *selvedge.Origin) snapshot.Origin { return origins.Origin(o) },
	})
	e, err := edge.New(edge.Config{
		Listener: edges, Snapshots: builder.Current,
		Logger: s.config.Logger, FunctionLog: s.functionLog(),
	})
	if err != nil {
		return err
	}
	addresses := datadir.Addresses{API: "http://" + api.Addr().String(), Edge: "http://" + edges.Addr().String()}
	withdraw, err := addresses.Publish(s.config.DataDir)
	if err != nil {
		return err
	}
	defer withdraw()

	id, err := datadir.EdgeID(s.config.DataDir)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	first := make(chan struct{})
	group.Go(func() error {
		info := selvedge.EdgeInfo{ID: id, Address: edges.Addr().String(), Version: s.config.Version}
		var once sync.Once
		return st.RunEdge(ctx, info, func(u selvedge.EdgeUpdate) {
			builder.Apply(u)
			once.Do(func() { close(first) })
		})
	})
	group.Go(func() error { return e.Run(ctx) })
	group.Go(func() error { return serveAPI(ctx, api, handler) })
	group.Go(func() error {
		select {
		case <-first:
			ready(addresses)
		case <-ctx.Done():
		}
		return nil
	})
	return group.Wait()
}

// apiHandler returns the control plane. Without authentication a web page that the user visits could send requests
// to it, so those that a browser sends for another site are refused.
func (s *Server) apiHandler(st *store.Store) (http.Handler, error) {
	config := cfapi.Config{
		AccountID: s.config.AccountID, Functions: st, Distributions: st, Tags: st, Tester: &cff.Tester{},
		ObservedStatus: s.config.ObservedStatus, Logger: s.config.Logger,
	}
	if !s.config.Dev {
		credentials, err := datadir.EnsureCredentials(s.config.DataDir)
		if err != nil {
			return nil, err
		}
		config.Verify = verifier(s.config.AccountID, credentials).Verify
	}
	api, err := cfapi.New(config)
	if err != nil {
		return nil, err
	}
	return http.NewCrossOriginProtection().Handler(api), nil
}

// verifier returns the signature check for one key pair.
func verifier(account string, c datadir.Credentials) *sigv4.Verifier {
	credential := sigv4.Credential{
		AccessKeyID: c.AccessKeyID,
		Secret:      c.SecretAccessKey,
		Principal:   selvedge.Principal{AccessKeyID: c.AccessKeyID, ARN: "arn:aws:iam::" + account + ":root"},
	}
	return &sigv4.Verifier{
		Services: []string{"cloudfront"},
		Lookup: func(_ context.Context, id string) (sigv4.Credential, bool, error) {
			return credential, id == credential.AccessKeyID, nil
		},
	}
}

// serveAPI answers API requests until ctx is done, then lets the running ones end.
func serveAPI(ctx context.Context, listener net.Listener, handler http.Handler) error {
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
			return fmt.Errorf("api: %w", err)
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

// functionLog returns the sink for what functions print at the edge, in the layout of CloudWatch Logs.
// Source: limits.md section 7.
func (s *Server) functionLog() func(distributionID, function, requestID string, lines []string) {
	var mu sync.Mutex
	return func(distributionID, function, requestID string, lines []string) {
		mu.Lock()
		defer mu.Unlock()
		_ = function // one log group a function at AWS; here one stream
		fmt.Fprintf(s.config.FunctionLog, "%s START DistributionID: %s\n", requestID, distributionID)
		for _, line := range lines {
			fmt.Fprintf(s.config.FunctionLog, "%s %s\n", requestID, line)
		}
		fmt.Fprintf(s.config.FunctionLog, "%s END\n", requestID)
	}
}
