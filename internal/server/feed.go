// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"selvedge"
	"selvedge/internal/datadir"
	"selvedge/internal/snapfile"
	"selvedge/internal/store"
)

// This file brings the configuration to the edge: from the store and, when that cannot be reached at the start, from the
// file of what the store said last. An embedded store is reached whenever the process runs, so that there is no file.

const (
	patience     = time.Second     // with the store at the start, when there is a file
	pingInterval = 5 * time.Second // between looks at whether the store answers
	pingTimeout  = 3 * time.Second
)

// Where the configuration that is served came from.
const (
	sourceNone = iota
	sourceFile
	sourceStore
)

// feed applies updates to an edge, in order.
type feed struct {
	parts  *edgeParts
	store  *store.Store
	info   selvedge.EdgeInfo
	path   string           // of the file; empty: there is none
	file   *snapfile.Writer // nil without a file
	logger *slog.Logger

	first     chan struct{} // closed when something is served
	source    atomic.Int32
	reachable atomic.Bool // the store answered last

	mu sync.Mutex // held while an update is applied
}

// newFeed returns the feed of an edge that is at address.
func (s *Server) newFeed(st *store.Store, p *edgeParts, address string) (*feed, error) {
	id, err := datadir.EdgeID(s.config.DataDir)
	if err != nil {
		return nil, err
	}
	f := &feed{
		parts: p, store: st, logger: s.config.Logger, first: make(chan struct{}),
		info: selvedge.EdgeInfo{ID: id, Address: address, Version: s.config.Version},
	}
	f.reachable.Store(true)
	if len(s.config.EtcdEndpoints) > 0 {
		f.path = filepath.Join(s.config.DataDir, "edge.snapshot")
		f.file = snapfile.NewWriter(snapfile.Config{Path: f.path, Logger: s.config.Logger})
	}
	return f, nil
}

// run returns when ctx is done and everything has stopped.
func (f *feed) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		return f.store.RunEdge(ctx, f.info, func(u selvedge.EdgeUpdate) {
			f.apply(u, sourceStore)
			if f.file != nil {
				f.file.Add(u)
			}
		})
	})
	if f.file != nil {
		group.Go(func() error { f.file.Run(ctx); return nil })
		group.Go(func() error { f.startFromFile(ctx); return nil })
		group.Go(func() error { f.watchStore(ctx); return nil })
	}
	return group.Wait()
}

// wait waits until something is served; it returns false when ctx is done before. Without an edge there is nothing to
// wait for.
func (f *feed) wait(ctx context.Context) bool {
	if f == nil {
		return ctx.Err() == nil
	}
	select {
	case <-f.first:
		return true
	case <-ctx.Done():
		return false
	}
}

// apply brings an update into effect. One from the file comes too late when there was one from the store.
func (f *feed) apply(u selvedge.EdgeUpdate, source int32) (applied bool) {
	f.mu.Lock()
	defer f.mu.Unlock()

	before := f.source.Load()
	if source == sourceFile && before != sourceNone {
		return false
	}
	f.parts.builder.Apply(u)
	f.source.Store(source)
	if before == sourceNone {
		close(f.first)
	}
	if before == sourceFile && source == sourceStore {
		f.logger.Info("the edge has caught up with etcd", selvedge.LogRevision, u.Revision)
	}
	return true
}

// startFromFile serves what is in the file when the store lets the edge wait.
func (f *feed) startFromFile(ctx context.Context) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	result, err := snapfile.Read(f.path) // meanwhile
	select {
	case <-ctx.Done():
		return
	case <-f.first:
		return
	case <-timer.C:
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.logger.Warn("etcd cannot be reached, and there is no snapshot to start from", selvedge.LogEtcd, f.store.Location())
	case err != nil:
		f.logger.Error("etcd cannot be reached, and the snapshot cannot be read",
			selvedge.LogEtcd, f.store.Location(), selvedge.LogErr, err)
	case f.apply(result.Update, sourceFile):
		f.logger.Warn("etcd cannot be reached: the edge serves its last snapshot",
			selvedge.LogEtcd, f.store.Location(), selvedge.LogRevision, result.Update.Revision)
		if result.Damage != nil {
			f.logger.Warn("the end of the snapshot is missing", selvedge.LogErr, result.Damage)
		}
	}
}

// watchStore keeps an eye on whether the store answers.
func (f *feed) watchStore(ctx context.Context) {
	ticker := time.NewTicker(pingInterval)
	defer ticker.Stop()
	for {
		ping, cancel := context.WithTimeout(ctx, pingTimeout)
		err := f.store.Ping(ping)
		cancel()
		if ctx.Err() != nil {
			return
		}
		if was := f.reachable.Swap(err == nil); was != (err == nil) {
			if err != nil {
				f.logger.Warn("etcd does not answer; the edge goes on with the configuration that it has",
					selvedge.LogEtcd, f.store.Location(), selvedge.LogRevision, f.revision(), selvedge.LogErr, err)
			} else {
				f.logger.Info("etcd answers again", selvedge.LogEtcd, f.store.Location())
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (f *feed) revision() int64 { return f.parts.builder.Current().Revision }

// health is the answer of /healthz.
type health struct {
	Status        string `json:"status"`        // ok, degraded, or unavailable
	Configuration string `json:"configuration"` // where it came from: store, snapshot, or none
	Store         string `json:"store"`         // reachable, or unreachable
	Revision      int64  `json:"revision"`      // of the store, that is served
}

func (f *feed) health() health {
	h := health{Status: "ok", Store: "reachable", Revision: f.revision()}
	if !f.reachable.Load() {
		h.Status, h.Store = "degraded", "unreachable"
	}
	switch f.source.Load() {
	case sourceNone:
		h.Status, h.Configuration = "unavailable", "none"
	case sourceFile:
		h.Status, h.Configuration = "degraded", "snapshot"
	default:
		h.Configuration = "store"
	}
	return h
}

// serveHealth answers GET /healthz: 200 while the edge serves a configuration, be it an old one, and 503 before.
func (f *feed) serveHealth(w http.ResponseWriter, _ *http.Request) {
	h := f.health()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if h.Status == "unavailable" {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(h) // the client may have gone
}
