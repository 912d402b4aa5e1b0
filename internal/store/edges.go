// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file keeps an edge registered and reports what it has applied. feed.go brings it the changes.

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

const (
	revokeTimeout = 2 * time.Second // to take an edge off that stops; after that its lease expires
	firstBackoff  = 50 * time.Millisecond
	lastBackoff   = 2 * time.Second
)

var edgeID = regexp.MustCompile(`^[a-zA-Z0-9._:-]{1,128}$`)

// edgeRun is one call of RunEdge. Three goroutines share it: one follows etcd, one applies and one is in touch
// with the control plane.
type edgeRun struct {
	store *Store
	info  selvedge.EdgeInfo
	inbox inbox

	applied atomic.Int64  // revision that the edge serves
	report  chan struct{} // has an element when applied should be told
}

// RunEdge is described by selvedge.EdgeFeed. It returns nil when ctx is done, and an error only when edge cannot be
// registered or the store is closed.
func (s *Store) RunEdge(ctx context.Context, edge selvedge.EdgeInfo, apply func(selvedge.EdgeUpdate)) error {
	if !edgeID.MatchString(edge.ID) {
		return fmt.Errorf("store: edge id %q is not 1 to 128 letters, digits or . _ : -", edge.ID)
	}
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	r := &edgeRun{store: s, info: edge, inbox: newInbox(), report: make(chan struct{}, 1)}
	running, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() {
		select {
		case <-s.done:
			cancel()
		case <-running.Done():
		}
	})
	wg.Go(func() { r.follow(running, 0) })
	wg.Go(func() { r.stayRegistered(running) })
	r.applyChanges(running, apply)
	if ctx.Err() == nil {
		return errors.New("store: closed")
	}
	return nil
}

// applyChanges calls apply with what arrives in the inbox until ctx is done.
func (r *edgeRun) applyChanges(ctx context.Context, apply func(selvedge.EdgeUpdate)) {
	state := newEdgeState()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.inbox.ready:
		}
		c := r.inbox.take()
		if c == nil { // taken together with the one before
			continue
		}
		update, err := state.update(c)
		if err != nil { // a record that this version cannot read; the rest of the update is good
			r.store.config.Logger.Error("edge update incomplete", selvedge.LogRevision, c.revision, selvedge.LogErr, err)
		}
		if tells(&update) {
			apply(update)
		}
		r.applied.Store(c.revision)
		if c.deploys {
			r.wantReport()
		}
	}
}

// tells says whether an edge has something to do with u.
func tells(u *selvedge.EdgeUpdate) bool {
	return u.Full || len(u.Functions)+len(u.Distributions)+len(u.KeyValues)+len(u.CachePolicies)+len(u.OriginRequestPolicies)+
		len(u.ResponseHeadersPolicies)+len(u.OriginAccessControls)+len(u.Invalidations) > 0
}

// stayRegistered keeps the edge registered until ctx is done and takes it off then.
func (r *edgeRun) stayRegistered(ctx context.Context) {
	retry := newBackoff(r.store, "edge not registered")
	for ctx.Err() == nil {
		lease, err := r.register(ctx)
		if err == nil {
			retry.reset()
			err = r.keep(ctx, lease)
		}
		if lease != 0 {
			r.revoke(ctx, lease)
		}
		retry.wait(ctx, err)
	}
}

// register writes the edge under a new lease, with the revision that it serves already. It returns the lease also
// when only the writing failed.
func (r *edgeRun) register(ctx context.Context) (clientv3.LeaseID, error) {
	key := edgePrefix + r.info.ID
	record, err := encode(key, &edge{Address: r.info.Address, Version: r.info.Version, Since: r.store.now()})
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, r.store.config.EdgeTTL)
	defer cancel()
	grant, err := r.store.client.Grant(ctx, int64(math.Ceil(r.store.config.EdgeTTL.Seconds())))
	if err != nil {
		return 0, err
	}
	_, err = r.store.client.Txn(ctx).Then(
		clientv3.OpPut(key, record, clientv3.WithLease(grant.ID)), r.appliedPut(grant.ID)).Commit()
	return grant.ID, err
}

// keep keeps the lease alive and reports until ctx is done or the lease is lost. One report is under way at a time;
// those that come meanwhile become one.
func (r *edgeRun) keep(ctx context.Context, lease clientv3.LeaseID) error {
	alive, err := r.store.client.KeepAlive(ctx, lease)
	if err != nil {
		return err
	}
	retry := newBackoff(r.store, "edge report failed")
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, ok := <-alive:
			if !ok {
				return rpctypes.ErrLeaseNotFound
			}
		case <-r.report:
			err := r.sendReport(ctx, lease)
			switch {
			case err == nil:
				retry.reset()
			case errors.Is(err, rpctypes.ErrLeaseNotFound):
				return err
			default:
				retry.wait(ctx, err)
				r.wantReport()
			}
		}
	}
}

func (r *edgeRun) sendReport(ctx context.Context, lease clientv3.LeaseID) error {
	ctx, cancel := context.WithTimeout(ctx, r.store.config.EdgeTTL)
	defer cancel()
	_, err := r.store.client.Do(ctx, r.appliedPut(lease))
	return err
}

// wantReport asks for a report; one that is still to come tells the newest revision too.
func (r *edgeRun) wantReport() {
	select {
	case r.report <- struct{}{}:
	default:
	}
}

// revoke takes the edge off, also when ctx is done: an edge that has stopped should not hold deployment back.
func (r *edgeRun) revoke(ctx context.Context, lease clientv3.LeaseID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeTimeout)
	defer cancel()
	_, err := r.store.client.Revoke(ctx, lease)
	if err != nil && !errors.Is(err, rpctypes.ErrLeaseNotFound) {
		r.store.config.Logger.Warn("edge lease not revoked", selvedge.LogAddress, r.info.Address, selvedge.LogErr, err)
	}
}

// appliedPut returns the operation that reports the revision that the edge serves now.
func (r *edgeRun) appliedPut(lease clientv3.LeaseID) clientv3.Op {
	value := fmt.Sprintf(`{"Revision":%d}`, r.applied.Load())
	return clientv3.OpPut(appliedPrefix+r.info.ID, value, clientv3.WithLease(lease))
}
