// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file follows the state in etcd and turns it into updates for an edge.

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"go.etcd.io/etcd/api/v3/mvccpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// How many records are loaded in one request.
const (
	loadChunk      = 200
	loadValueChunk = 1000 // of values of key value stores, which are small
)

// change is what changed up to a revision, by name and id. A nil record was deleted.
type change struct {
	full          bool // these are all records
	deploys       bool // distributions wait for it
	revision      int64
	functions     map[string]*mvccpb.KeyValue
	distributions map[string]*mvccpb.KeyValue
	keyValues     map[string]*mvccpb.KeyValue // what is behind keyValuePrefix, by the rest of the key
	resources     map[string]*mvccpb.KeyValue // policies and origin access controls, by key
	invalidations map[string]*mvccpb.KeyValue // by key; they are not taken back, so there is no nil
}

// add takes the record that was put or deleted at key.
func (c *change) add(key string, record *mvccpb.KeyValue) {
	if name, ok := strings.CutPrefix(key, functionPrefix); ok {
		c.functions[name] = record
	} else if id, ok := strings.CutPrefix(key, distributionPrefix); ok {
		c.distributions[id] = record
		c.deploys = true
	} else if rest, ok := strings.CutPrefix(key, keyValuePrefix); ok {
		c.keyValues[rest] = record
	} else if strings.HasPrefix(key, redeployPrefix) {
		c.deploys = true
	} else if strings.HasPrefix(key, policyPrefix) || strings.HasPrefix(key, accessControlPrefix) {
		c.resources[key] = record
	} else if strings.HasPrefix(key, invalidationPrefix) && record != nil {
		c.invalidations[key] = record
		c.deploys = true
	}
}

func newChange() *change {
	return &change{
		functions: map[string]*mvccpb.KeyValue{}, distributions: map[string]*mvccpb.KeyValue{},
		keyValues: map[string]*mvccpb.KeyValue{}, resources: map[string]*mvccpb.KeyValue{},
		invalidations: map[string]*mvccpb.KeyValue{},
	}
}

// inbox holds what an edge has yet to apply. Changes that come faster than they are applied become one, so that an
// inbox never holds more than all records once.
type inbox struct {
	ready chan struct{} // has an element when there is a change to take

	mu *sync.Mutex

	change *change
}

func newInbox() inbox { return inbox{ready: make(chan struct{}, 1), mu: new(sync.Mutex)} }

// put adds a whole number of revisions.
func (b *inbox) put(c *change) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if old := b.change; old != nil && !c.full {
		maps.Copy(old.functions, c.functions)
		maps.Copy(old.distributions, c.distributions)
		maps.Copy(old.keyValues, c.keyValues)
		maps.Copy(old.resources, c.resources)
		maps.Copy(old.invalidations, c.invalidations)
		old.revision, old.deploys = c.revision, old.deploys || c.deploys
	} else {
		b.change = c
	}
	select {
	case b.ready <- struct{}{}:
	default:
	}
}

// take removes and returns the change. It is called once for each element of ready.
func (b *inbox) take() *change {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.change
	b.change = nil
	return c
}

// follow fills the inbox until ctx is done: with everything first and then with the changes. next is the revision
// to go on from; 0 means to load everything.
func (r *edgeRun) follow(ctx context.Context, next int64) {
	retry := newBackoff(r.store, "edge feed interrupted")
	for ctx.Err() == nil {
		var err error
		if next == 0 {
			next, err = r.load(ctx)
		}
		if err == nil {
			next, err = r.watch(ctx, next, retry.reset)
		}
		if errors.Is(err, rpctypes.ErrCompacted) { // too far behind
			next = 0
			continue
		}
		retry.wait(ctx, err)
	}
}

// load puts everything into the inbox, as it is at one revision, and returns the next revision.
func (r *edgeRun) load(ctx context.Context) (next int64, err error) {
	c := newChange()
	c.full, c.deploys = true, true
	for _, part := range []struct {
		prefix string
		chunk  int64
	}{
		{functionPrefix, loadChunk}, {distributionPrefix, loadChunk}, {keyValuePrefix, loadValueChunk},
		{policyPrefix, loadChunk}, {accessControlPrefix, loadChunk}, {invalidationPrefix, loadChunk},
	} {
		end := clientv3.GetPrefixRangeEnd(part.prefix)
		for from, more := part.prefix, true; more; {
			resp, err := r.get(ctx, from, clientv3.WithRange(end), clientv3.WithLimit(part.chunk), clientv3.WithRev(c.revision))
			if err != nil {
				return 0, err
			}
			if c.revision == 0 {
				c.revision = resp.Header.Revision
			}
			for _, kv := range resp.Kvs {
				c.add(string(kv.Key), kv)
				from = string(kv.Key) + "\x00"
			}
			more = resp.More
		}
	}
	r.inbox.put(c)
	return c.revision + 1, nil
}

func (r *edgeRun) get(ctx context.Context, key string, opts ...clientv3.OpOption) (*clientv3.GetResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	return r.store.client.Get(ctx, key, opts...)
}

// watch puts the changes from revision next on into the inbox until that fails, and returns where to go on. It
// calls alive when changes arrive. Answers of a watch hold whole revisions, because it is one and not fragmented.
func (r *edgeRun) watch(ctx context.Context, next int64, alive func()) (int64, error) {
	ctx, cancel := context.WithCancel(clientv3.WithRequireLeader(ctx))
	defer cancel()
	changes := r.store.client.Watch(ctx, distributionPrefix, clientv3.WithRev(next), clientv3.WithCreatedNotify(),
		clientv3.WithRange(clientv3.GetPrefixRangeEnd(redeployPrefix)))
	for resp := range changes {
		if resp.CompactRevision != 0 {
			return 0, rpctypes.ErrCompacted
		}
		if err := resp.Err(); err != nil {
			return next, err
		}
		alive()
		if len(resp.Events) == 0 {
			continue
		}
		c := newChange()
		for _, e := range resp.Events {
			c.revision = e.Kv.ModRevision // not that of the header, which may be ahead of the events
			if e.Type == mvccpb.DELETE {
				c.add(string(e.Kv.Key), nil)
			} else {
				c.add(string(e.Kv.Key), e.Kv)
			}
		}
		next = c.revision + 1
		if c.deploys || len(c.functions)+len(c.keyValues)+len(c.resources) > 0 { // else it is about other edges and the like
			r.inbox.put(c)
		}
	}
	return next, errors.New("store: watch ended")
}

// served tells which LIVE stages an edge serves, by function, so that changes of DEVELOPMENT do not reach it.
type served map[string]liveStage

// liveStage tells LIVE stages of a name from each other, also when the function was created anew.
type liveStage struct {
	created int64 // revision at which the function was created
	version uint64
}

// update returns what c means to the edge. Records that cannot be read are left out and are in the error.
func (s served) update(c *change) (selvedge.EdgeUpdate, error) {
	u := selvedge.EdgeUpdate{
		Revision:      c.revision,
		Full:          c.full,
		Functions:     map[string]*selvedge.Function{},
		Distributions: map[string]*selvedge.Distribution{},
	}
	var errs []error
	if c.full {
		clear(s)
	}
	for name, kv := range c.functions {
		live, err := liveOf(kv)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		was, known := s[name]
		switch {
		case live != nil:
			is := liveStage{created: kv.CreateRevision, version: live.Version}
			if is != was {
				u.Functions[name] = &selvedge.Function{Name: name, Live: live}
				s[name] = is
			}
		case known:
			u.Functions[name] = nil
			delete(s, name)
		}
	}
	for id, kv := range c.distributions {
		var d *selvedge.Distribution
		if kv == nil && c.full { // deleted after it was loaded and before it was applied
			continue
		}
		if kv != nil {
			d = new(selvedge.Distribution)
			if err := decode(string(kv.Key), kv.Value, d); err != nil {
				errs = append(errs, err)
				continue
			}
		}
		u.Distributions[id] = d
	}
	return u, errors.Join(errs...)
}

// liveOf returns the LIVE stage in the record of a function, or nil. It does not decode DEVELOPMENT.
func liveOf(kv *mvccpb.KeyValue) (*selvedge.FunctionCopy, error) {
	if kv == nil {
		return nil, nil
	}
	var f struct{ Live *selvedge.FunctionCopy }
	err := decode(string(kv.Key), kv.Value, &f)
	return f.Live, err
}

// backoff spaces out attempts and logs the first failure of a series.
type backoff struct {
	store   *Store
	message string
	delay   time.Duration
}

func newBackoff(s *Store, message string) *backoff {
	return &backoff{store: s, message: message, delay: firstBackoff}
}

// reset says that an attempt was successful.
func (b *backoff) reset() { b.delay = firstBackoff }

// wait waits after err, longer each time, until ctx is done at the latest.
func (b *backoff) wait(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	if b.delay == firstBackoff {
		b.store.config.Logger.Warn(b.message, selvedge.LogEtcd, b.store.Location(), selvedge.LogErr, err)
	}
	timer := time.NewTimer(b.delay/2 + rand.N(b.delay/2))
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
	b.delay = min(2*b.delay, lastBackoff)
}
