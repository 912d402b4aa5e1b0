// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/api/v3/mvccpb"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"

	"selvedge"
)

// Root is the prefix of all keys.
const Root = root

// Client returns the client of s, to look at keys and to play an edge that dies.
func (s *Store) Client() *clientv3.Client { return s.client }

// Keys of single records.
var (
	AliasKey  = aliasKey
	CallerKey = callerKey
)

// KeepBatches is how many completed invalidations of a distribution are remembered.
const KeepBatches = keepBatches

// ResourceEntry is what the indexes over resources should hold of one.
type ResourceEntry struct {
	NameKeys       []string
	Counter, Users string
	Uses           []string // keys of the users of what it refers to
}

// ResourceIndex computes what the indexes should hold of a record, whose key is below Root. ok says whether it is that of
// a resource.
func ResourceIndex(record string, value []byte) (e ResourceEntry, ok bool) {
	for _, k := range resourceKinds {
		id, is := strings.CutPrefix(root+record, k.prefix)
		if !is {
			continue
		}
		var r struct {
			Config struct {
				Name, CallerReference string
				Items                 []string
			}
		}
		if err := json.Unmarshal(value, &r); err != nil {
			return e, false
		}
		e = ResourceEntry{Counter: k.counter(), Users: k.users(id)}
		switch c := r.Config; k {
		case &publicKeyKind:
			e.NameKeys = []string{k.nameKey(c.Name), k.nameKey(callerName + c.CallerReference)}
		case &accessIdentityKind:
			e.NameKeys = []string{k.nameKey(c.CallerReference)}
		default:
			e.NameKeys = []string{k.nameKey(c.Name)}
		}
		if k == &keyGroupKind {
			e.Uses = keysOf(publicKeyKind.users, r.Config.Items...)
		}
		return e, true
	}
	return e, false
}

// ResourceUse returns the keys of the users of what a configuration names, and says which of them belong to one
// distribution.
func ResourceUse(c *selvedge.DistributionConfig, distribution string) (lists, singles []string) {
	for _, r := range referencesOf(c) {
		k, id := r.split()
		if k.managed[id] {
			singles = append(singles, k.users(id)+"/"+distribution)
		} else {
			lists = append(lists, k.users(id))
		}
	}
	return lists, singles
}

// SetSegmentSize sets what all etcd servers of the process share, before the first of them starts.
var SetSegmentSize = setSegmentSize

// EtcdLogger returns the logger that the embedded etcd gets, and the switch that forwards to logger.
func EtcdLogger(logger *slog.Logger) (*zap.Logger, *atomic.Bool) {
	gate := &zapGate{to: logger}
	return gate.logger(), &gate.open
}

// HistoryLimit is the greatest number of revisions that the embedded etcd keeps.
const HistoryLimit = compactEvery + compactKeep

// NoSync makes a store that does not wait for the disk.
func (c *Config) NoSync() { c.noSync = true }

// KeepVersions changes how much history of key value stores is kept, and how many keys are changed in one transaction.
func (c *Config) KeepVersions(versions int, bytes int64, inPlace int) {
	c.historyVersions, c.historyBytes, c.inPlaceKeys = versions, bytes, inPlace
}

// ForgetViews makes KeyValueView read again.
func (s *Store) ForgetViews() { s.views = viewCache{} }

// RunOutOfSpace makes the embedded etcd refuse writes, as it does when its quota is used up.
func (s *Store) RunOutOfSpace(ctx context.Context) error {
	_, err := s.embedded.server.Alarm(ctx, &etcdserverpb.AlarmRequest{
		Action: etcdserverpb.AlarmRequest_ACTIVATE, Alarm: etcdserverpb.AlarmType_NOSPACE,
		MemberID: uint64(s.embedded.server.MemberID()),
	})
	return err
}

// KeepHistory changes how much history s keeps. It is called before the first write.
func (s *Store) KeepHistory(every, keep int64) { s.compactor.every, s.compactor.keep = every, keep }

// RegisterEdge registers an edge that has applied revision and then does nothing more, so that it lives for seconds.
func (s *Store) RegisterEdge(ctx context.Context, id string, seconds, revision int64) error {
	grant, err := s.client.Grant(ctx, seconds)
	if err != nil {
		return err
	}
	value := fmt.Sprintf(`{"Revision":%d}`, revision)
	_, err = s.client.Put(ctx, appliedPrefix+id, value, clientv3.WithLease(grant.ID))
	return err
}

// RunEdgeFrom is RunEdge of an edge that goes on from revision without loading everything first.
func (s *Store) RunEdgeFrom(ctx context.Context, revision int64, apply func(selvedge.EdgeUpdate)) {
	r := &edgeRun{store: s, info: selvedge.EdgeInfo{ID: "from"}, inbox: newInbox(), report: make(chan struct{}, 1)}
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		r.follow(ctx, revision)
	}()
	r.applyChanges(ctx, apply)
	<-followed
}

// Coalesced returns the update that an edge gets when all steps arrive before it takes the first, which holds all
// records. Steps map keys below Root to values; an empty value means deleted.
func Coalesced(steps ...map[string]string) (selvedge.EdgeUpdate, error) {
	b := newInbox()
	for i, step := range steps {
		c := newChange()
		c.full, c.revision = i == 0, int64(i+1)
		for key, value := range step {
			if value == "" {
				c.add(root+key, nil)
			} else {
				c.add(root+key, &mvccpb.KeyValue{Key: []byte(root + key), Value: []byte(value), CreateRevision: 1})
			}
		}
		b.put(c)
	}
	return newEdgeState().update(b.take())
}

// TrimAudit deletes the audit records that are too many or too old now.
func (s *Store) TrimAudit(ctx context.Context) error { return s.trimmer.trim(ctx) }
