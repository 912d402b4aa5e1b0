// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file keeps the audit records. The record of a change is written in the transaction of the change. What was refused
// has a range and a bound of its own, so that whoever may do nothing cannot push out the records of what was done.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// Defaults of how much is kept.
const (
	DefaultAuditKeep = 50_000
	DefaultAuditAge  = 90 * 24 * time.Hour // AWS CloudTrail user guide, "event history"
)

const (
	auditPage = 500         // records that are read at once
	trimEvery = time.Minute // at the latest
	trimChunk = 1000        // records that are deleted in one revision at most, and that make the trimmer look
)

// controlPlane begins the names of operations that change a key value store itself; others change its content.
const controlPlane = "cloudfront:"

// changed is what a transaction tells about the call that it belongs to.
type changed struct {
	resource string // as in selvedge.AuditRecord
	etag     string // after the change
	content  string // the same of the content of a key value store
}

// see takes from a record that is written what it is and its entity tag.
func (c *changed) see(record any) {
	switch r := record.(type) {
	case *selvedge.Function:
		c.resource, c.etag = typeFunction+"/"+r.Name, r.Development.ETag()
	case *selvedge.Distribution:
		c.resource, c.etag = typeDistribution+"/"+r.ID, r.ETag()
	case *selvedge.KeyValueStore:
		c.resource, c.etag, c.content = typeStore+"/"+r.Name, r.ETag(), r.DataETag()
	case interface{ ETag() string }:
		c.etag = r.ETag()
	}
}

// auditKeyOf returns where a record is.
func auditKeyOf(r *selvedge.AuditRecord) string {
	if r.Outcome == selvedge.AuditOK {
		return auditMadePrefix + r.ID
	}
	return auditNotPrefix + r.ID
}

// putAudit writes the record of the call, when there is a call. A call of several transactions writes it again.
func (t *txn) putAudit(audit *selvedge.Audit) (*selvedge.AuditRecord, error) {
	r, running := audit.Current()
	if !running {
		return nil, nil
	}
	if t.audit.resource != "" {
		r.Resource = t.audit.resource
	}
	r.ETagAfter = t.audit.etag
	if t.audit.content != "" && !strings.HasPrefix(r.Operation, controlPlane) {
		r.ETagAfter = t.audit.content
	}
	value, err := encode(auditKeyOf(&r), &r)
	if err == nil {
		t.stm.Put(auditKeyOf(&r), value)
	}
	return &r, err
}

// audited says that the record is stored.
func (s *Store) audited(audit *selvedge.Audit, r *selvedge.AuditRecord) {
	if r != nil {
		audit.Stored(*r)
		s.trimmer.wrote()
	}
}

// PutAudit is described by selvedge.AuditService.
func (s *Store) PutAudit(ctx context.Context, r selvedge.AuditRecord) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	value, err := encode(auditKeyOf(&r), &r)
	if err != nil {
		return err
	}
	resp, err := s.client.Put(ctx, auditKeyOf(&r), value)
	if err != nil {
		return storeError(err)
	}
	s.compactor.committed(resp.Header.Revision)
	s.trimmer.wrote()
	return nil
}

// AuditRecords is described by selvedge.AuditService. It reads both ranges in order of time and keeps the last that match.
func (s *Store) AuditRecords(ctx context.Context, q selvedge.AuditQuery) ([]selvedge.AuditRecord, error) {
	if q.Limit < 1 || q.Limit > selvedge.MaxAuditRecords {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument,
			"The limit %d of audit records is not between 1 and %d.", q.Limit, selvedge.MaxAuditRecords)
	}
	made, refused := &auditReader{store: s, query: &q, prefix: auditMadePrefix}, &auditReader{store: s, query: &q, prefix: auditNotPrefix}
	kept := make([]selvedge.AuditRecord, 0, q.Limit) // a ring
	n := 0
	for {
		first, err := made.peek(ctx)
		if err != nil {
			return nil, err
		}
		other, err := refused.peek(ctx)
		if err != nil {
			return nil, err
		}
		from := made
		switch {
		case first == nil && other == nil:
			oldest := n % q.Limit
			return slices.Concat(kept[oldest:], kept[:oldest]), nil
		case first == nil || other != nil && other.ID < first.ID:
			from, first = refused, other
		}
		from.next()
		if len(kept) < q.Limit {
			kept = append(kept, *first)
			continue
		}
		kept[n%q.Limit] = *first
		n++
	}
}

// auditReader reads the records of a range that match, in order.
type auditReader struct {
	store  *Store
	query  *selvedge.AuditQuery
	prefix string
	after  string // key that was read last
	found  []selvedge.AuditRecord
	ended  bool
}

// peek returns the record that next goes past, or nil at the end.
func (a *auditReader) peek(ctx context.Context) (*selvedge.AuditRecord, error) {
	for len(a.found) == 0 && !a.ended {
		if err := a.read(ctx); err != nil {
			return nil, err
		}
	}
	if len(a.found) == 0 {
		return nil, nil
	}
	return &a.found[0], nil
}

func (a *auditReader) next() { a.found = a.found[1:] }

func (a *auditReader) read(ctx context.Context) error {
	from, end := a.prefix+auditID(a.query.Since), clientv3.GetPrefixRangeEnd(a.prefix)
	if a.after != "" {
		from = a.after + "\x00"
	}
	if !a.query.Until.IsZero() {
		end = a.prefix + auditID(a.query.Until)
	}
	if from >= end {
		a.ended = true
		return nil
	}
	resp, err := a.store.read(ctx, clientv3.OpGet(from, clientv3.WithRange(end), clientv3.WithLimit(auditPage)))
	if err != nil {
		return err
	}
	kvs := resp.Responses[0].GetResponseRange().GetKvs()
	a.ended = len(kvs) < auditPage
	for _, kv := range kvs {
		a.after = string(kv.Key)
		var r selvedge.AuditRecord
		if err := decode(a.after, kv.Value, &r); err != nil {
			return err
		}
		if matches(a.query, &r) {
			a.found = append(a.found, r)
		}
	}
	return nil
}

// auditID returns what the ids of all records from t on are not less than.
func auditID(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%016d", max(t.UnixMicro(), 0))
}

func matches(q *selvedge.AuditQuery, r *selvedge.AuditRecord) bool {
	_, operation, _ := strings.Cut(r.Operation, ":")
	return (q.Operation == "" || q.Operation == r.Operation || q.Operation == operation) &&
		(q.Key == "" || q.Key == r.AccessKeyID || q.Key == r.Name) &&
		(q.Resource == "" || q.Resource == r.Resource || strings.HasPrefix(r.Resource, q.Resource+"/"))
}

// trimmer deletes the audit records that are too many or too old.
type trimmer struct {
	store  *Store
	cancel context.CancelFunc
	wg     sync.WaitGroup
	wake   chan struct{}

	mu sync.Mutex

	writes int // since the last look
}

func startTrimmer(s *Store) *trimmer {
	ctx, cancel := context.WithCancel(s.client.Ctx())
	t := &trimmer{store: s, cancel: cancel, wake: make(chan struct{}, 1)}
	t.wg.Go(func() { t.run(ctx) })
	return t
}

func (t *trimmer) stop() {
	t.cancel()
	t.wg.Wait()
}

// wrote counts a record; every so many the trimmer looks.
func (t *trimmer) wrote() {
	t.mu.Lock()
	defer t.mu.Unlock()

	if t.writes++; t.writes < trimChunk {
		return
	}
	t.writes = 0
	select {
	case t.wake <- struct{}{}:
	default: // it is about to look
	}
}

func (t *trimmer) run(ctx context.Context) {
	tick := time.NewTicker(trimEvery)
	defer tick.Stop()
	for {
		if err := t.trim(ctx); err != nil && ctx.Err() == nil {
			t.store.config.Logger.Warn("audit records not trimmed", selvedge.LogErr, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-t.wake:
		}
	}
}

// trim deletes what is too old and too many now.
func (t *trimmer) trim(ctx context.Context) error {
	oldest := auditID(t.store.now().Add(-t.store.config.AuditAge))
	return errors.Join(t.trimRange(ctx, auditMadePrefix, oldest), t.trimRange(ctx, auditNotPrefix, oldest))
}

// trimRange looks at one revision of the range at a time: when another process trims, too, what both have seen is deleted
// once, and nothing else.
func (t *trimmer) trimRange(ctx context.Context, prefix, oldest string) error {
	for {
		n, revision, err := t.count(ctx, prefix, clientv3.GetPrefixRangeEnd(prefix), 0)
		if err != nil {
			return err
		}
		old, _, err := t.count(ctx, prefix, prefix+oldest, revision)
		if err != nil {
			return err
		}
		surplus := min(max(n-int64(t.store.config.AuditKeep), old), trimChunk)
		if surplus <= 0 {
			return nil
		}
		if err := t.remove(ctx, prefix, surplus, revision); err != nil {
			return err
		}
	}
}

// count returns how many keys a range has at a revision, or with 0 at the newest, which it returns.
func (t *trimmer) count(ctx context.Context, from, end string, revision int64) (n, at int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	resp, err := t.store.client.Get(ctx, from, clientv3.WithRange(end), clientv3.WithCountOnly(), clientv3.WithRev(revision))
	if err != nil {
		return 0, 0, err
	}
	return resp.Count, resp.Header.Revision, nil
}

// remove deletes the first n records that a range had at a revision.
func (t *trimmer) remove(ctx context.Context, prefix string, n, revision int64) error {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	resp, err := t.store.client.Get(ctx, prefix, clientv3.WithPrefix(), clientv3.WithKeysOnly(), clientv3.WithLimit(n),
		clientv3.WithRev(revision))
	if err != nil || len(resp.Kvs) == 0 {
		return err
	}
	last := string(resp.Kvs[len(resp.Kvs)-1].Key)
	_, err = t.store.client.Delete(ctx, prefix, clientv3.WithRange(last+"\x00"))
	return err
}

var _ selvedge.AuditService = (*Store)(nil)
