// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
	"google.golang.org/grpc/codes"

	"selvedge"
)

const (
	operationTimeout = 10 * time.Second // of one operation, retries included
	maxAttempts      = 100              // of one transaction that others get in the way of
)

// txn is one attempt of a transaction. Everything it reads is of one revision.
type txn struct {
	stm   concurrency.STM
	audit changed // of the call that the transaction belongs to
}

// update runs change as one transaction: it commits when nothing that change read or writes was changed by others
// meanwhile, and else runs change again. So change has no effect but on t and on variables that it sets anew each
// time. Reading keys in one go saves round trips.
func (s *Store) update(ctx context.Context, keys []string, change func(t *txn) error) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	attempts := 0
	audit := selvedge.AuditOf(ctx)
	var audited *selvedge.AuditRecord
	attempt := func(stm concurrency.STM) error {
		if attempts++; attempts > maxAttempts {
			return selvedge.Errorf(selvedge.CodeServiceUnavailable,
				"Too many changes are made at the same time; try again.")
		}
		t := &txn{stm: stm}
		t.fetch(keys...)
		if err := change(t); err != nil {
			return err
		}
		audited, err = t.putAudit(audit)
		return err
	}
	for {
		resp, err := concurrency.NewSTM(s.client, attempt,
			concurrency.WithAbortContext(ctx), concurrency.WithIsolation(concurrency.SerializableSnapshot))
		switch {
		case err == nil:
			s.compactor.committed(resp.Header.Revision)
			s.audited(audit, audited)
			return nil
		case errors.Is(err, rpctypes.ErrCompacted): // the revision it read from is gone, it took that long
			continue
		}
		return storeError(err)
	}
}

// fetch reads keys in one request, for get to find.
func (t *txn) fetch(keys ...string) {
	if len(keys) > 0 {
		t.stm.Get(keys...)
	}
}

// get returns the record at key, or nil when there is none.
func get[T any](t *txn, key string) (*T, error) {
	value := t.stm.Get(key)
	if value == "" {
		return nil, nil
	}
	record := new(T)
	return record, decode(key, []byte(value), record)
}

// has reports whether there is a record at key.
func (t *txn) has(key string) bool { return t.stm.Get(key) != "" }

// put writes the record at key.
func (t *txn) put(key string, record any) error {
	t.audit.see(record)
	value, err := encode(key, record)
	if err == nil {
		t.stm.Put(key, value)
	}
	return err
}

// remove deletes the records at keys.
func (t *txn) remove(keys ...string) {
	for _, k := range keys {
		t.stm.Del(k)
	}
}

// count adds delta to the counter at key and returns the new value.
func (t *txn) count(key string, delta int) (int, error) {
	c, err := get[counter](t, key)
	if err != nil {
		return 0, err
	}
	if c == nil {
		c = &counter{}
	}
	c.Count += delta
	return c.Count, t.put(key, c)
}

// read returns the answers to ops, which only read; all are of one revision.
func (s *Store) read(ctx context.Context, ops ...clientv3.Op) (*clientv3.TxnResponse, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	if err := ctx.Err(); err != nil { // the embedded store may be faster than the end of a context
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	resp, err := s.client.Txn(ctx).Then(ops...).Commit()
	return resp, storeError(err)
}

// recordOf returns the record that the answer number i of resp holds and its revision, or nil when there is none.
func recordOf[T any](resp *clientv3.TxnResponse, i int) (record *T, revision int64, err error) {
	kvs := resp.Responses[i].GetResponseRange().GetKvs()
	if len(kvs) == 0 {
		return nil, 0, nil
	}
	record = new(T)
	return record, kvs[0].ModRevision, decode(string(kvs[0].Key), kvs[0].Value, record)
}

// opsGet returns the operations that read keys.
func opsGet(keys []string) []clientv3.Op {
	ops := make([]clientv3.Op, len(keys))
	for i, k := range keys {
		ops[i] = clientv3.OpGet(k)
	}
	return ops
}

// storeError turns what etcd answers into what callers should see.
func storeError(err error) error {
	status, isStatus := errors.AsType[rpctypes.EtcdError](err)
	switch {
	case err == nil, selvedge.ErrorCode(err) != "", errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, rpctypes.ErrRequestTooLarge), errors.Is(err, rpctypes.ErrTooManyOps):
		return selvedge.WrapError(selvedge.CodeInvalidArgument, err, "The change is larger than the store takes.")
	case errors.Is(err, context.DeadlineExceeded):
		return unavailable(err)
	case isStatus:
		switch status.Code() {
		case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
			return unavailable(err)
		}
	}
	return fmt.Errorf("store: %w", err)
}

func unavailable(err error) error {
	return selvedge.WrapError(selvedge.CodeServiceUnavailable, err, "The store is not available; try again.")
}

// queue lets one caller at a time through. It saves those who would conflict on a counter the attempts that they
// would lose; transactions do not need it to be right.
type queue chan struct{}

// wait returns when it is the caller's turn, or with the error of ctx.
func (q queue) wait(ctx context.Context) (done func(), err error) {
	select {
	case q <- struct{}{}:
		return func() { <-q }, nil
	case <-ctx.Done():
		return nil, storeError(ctx.Err())
	}
}
