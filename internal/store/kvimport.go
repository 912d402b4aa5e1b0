// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file fills new key value stores from import files. The file is opened before the store is created, so that what
// is wrong with the source is the error of the operation; it is read and written afterwards. While that lasts, a key
// with a lease says that somebody does it: a store that is PROVISIONING without that key is one whose import was
// interrupted, also when the process was killed.

import (
	"context"
	"errors"
	"io"
	"regexp"
	"slices"
	"sync"
	"time"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/kvsfile"
)

const (
	importTimeout = 2 * time.Minute // of an import as a whole
	importTTL     = 30              // seconds that a dead import counts as running
	importChunk   = 500             // pairs of one transaction

	importInterrupted = "The import was interrupted. Delete the key value store and create it again."
)

// importARN is the form of the ARN of an S3 object. Source: api.md section 3.
var importARN = regexp.MustCompile(`^arn:aws:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.+$`)

// kvImport is an import that is prepared or runs.
type kvImport struct {
	store   *Store
	body    io.ReadCloser
	cancel  context.CancelFunc
	leave   func()
	started bool           // it is the business of its own goroutine
	wg      sync.WaitGroup // of the goroutines that it has beside

	ctx     context.Context //nolint:containedctx // of the import, which outlives the call that begins it
	leaseID clientv3.LeaseID
}

// openImport opens the object that arn names. The caller starts the import or abandons it.
func (s *Store) openImport(ctx context.Context, arn string) (*kvImport, error) {
	if !importARN.MatchString(arn) {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument,
			"The SourceARN %q is not the ARN of an S3 object, arn:aws:s3:::bucket/key.", arn)
	}
	if s.config.OpenImport == nil {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument,
			"This server has no import source for key value stores; its operator can configure an S3 endpoint or a folder.")
	}
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	i := &kvImport{store: s, leave: leave}
	unaudited := selvedge.WithAudit(context.WithoutCancel(ctx), nil) // the call is over when the store is created
	i.ctx, i.cancel = context.WithTimeout(unaudited, importTimeout)
	stop := context.AfterFunc(ctx, i.cancel) // until it is started, the import ends with the call
	i.wg.Go(func() {
		select {
		case <-s.done:
			i.cancel()
		case <-i.ctx.Done():
		}
	})
	i.body, err = s.config.OpenImport(i.ctx, arn)
	if err == nil && !stop() {
		err = ctx.Err()
	}
	if err != nil {
		i.abandon()
		return nil, err
	}
	return i, nil
}

// abandon ends an import that was not started; else it does nothing.
func (i *kvImport) abandon() {
	if !i.started {
		i.end()
	}
}

func (i *kvImport) end() {
	if i.body != nil {
		_ = i.body.Close() // what was read is what counts
	}
	if i.leaseID != 0 {
		i.store.revoke(i.ctx, i.leaseID)
	}
	i.cancel()
	i.wg.Wait()
	i.leave()
}

// revoke ends the lease of an import, also when ctx is done.
func (s *Store) revoke(ctx context.Context, lease clientv3.LeaseID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeTimeout)
	defer cancel()
	if _, err := s.client.Revoke(ctx, lease); err != nil && !errors.Is(err, rpctypes.ErrLeaseNotFound) {
		s.config.Logger.Warn("import lease not revoked", selvedge.LogErr, err)
	}
}

// lease says that the import of the store id runs, until it ends.
func (i *kvImport) lease(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	defer cancel()
	grant, err := i.store.client.Grant(ctx, importTTL)
	if err != nil {
		return storeError(err)
	}
	i.leaseID = grant.ID
	if _, err := i.store.client.Put(ctx, importKey(id), "{}", clientv3.WithLease(grant.ID)); err != nil {
		return storeError(err)
	}
	alive, err := i.store.client.KeepAlive(i.ctx, grant.ID)
	if err != nil {
		return storeError(err)
	}
	i.wg.Go(func() {
		for range alive { // until the import ends
			continue
		}
	})
	return nil
}

// start runs the import of kvs.
func (i *kvImport) start(kvs selvedge.KeyValueStore) {
	i.started = true
	i.store.imports.Go(func() {
		defer i.end()
		content, err := i.fill(&kvs)
		if err := i.conclude(&kvs, content, err); err != nil {
			i.store.config.Logger.Warn("import not concluded", selvedge.LogKeyValueStore, kvs.Name, selvedge.LogErr, err)
		}
	})
}

// fill writes the pairs of the file and returns what they come to.
func (i *kvImport) fill(kvs *selvedge.KeyValueStore) (content selvedge.KeyValueContent, err error) {
	content = kvs.Content
	data, err := kvsfile.Read(i.body)
	if err != nil {
		return content, selvedge.WrapError(selvedge.CodeInvalidArgument, err, "The import file is not valid: %v.", err)
	}
	for _, p := range data {
		content.ItemCount++
		content.Size += selvedge.PairSize(p.Key, p.Value)
	}
	if content.Size > selvedge.MaxKeyValueStore {
		return content, selvedge.Errorf(selvedge.CodeEntitySizeLimitExceeded,
			"The import file has %d bytes of keys and values; the maximum is %d.", content.Size, selvedge.MaxKeyValueStore)
	}
	prefix := generationKey(kvs.ID, content.Generation)
	for chunk := range slices.Chunk(data, importChunk) {
		ops := make([]clientv3.Op, len(chunk))
		for n, p := range chunk {
			value, err := encode(prefix, p.Value)
			if err != nil {
				return content, err
			}
			ops[n] = clientv3.OpPut(prefix+p.Key, value)
		}
		resp, err := i.store.client.Txn(i.ctx).If(isThere(storeKey(kvs.ID)), isThere(importKey(kvs.ID))).Then(ops...).Commit()
		if err != nil {
			return content, storeError(err)
		}
		if !resp.Succeeded {
			return content, selvedge.Errorf(selvedge.CodeConflict, importInterrupted)
		}
	}
	return content, nil
}

func isThere(key string) clientv3.Cmp { return clientv3.Compare(clientv3.CreateRevision(key), ">", 0) }

// conclude makes the store READY or IMPORT_FAILED. A store that was deleted meanwhile has left its values as trash.
func (i *kvImport) conclude(kvs *selvedge.KeyValueStore, content selvedge.KeyValueContent, failure error) error {
	s := i.store
	ctx := context.WithoutCancel(i.ctx)
	err := s.update(ctx, []string{storeKey(kvs.ID), importKey(kvs.ID)}, func(t *txn) error {
		record, err := get[selvedge.KeyValueStore](t, storeKey(kvs.ID))
		if record == nil || err != nil {
			return err
		}
		record.Version++
		if failure == nil && t.has(importKey(kvs.ID)) {
			record.Status = selvedge.StoreReady
			record.Content.ItemCount, record.Content.Size = content.ItemCount, content.Size
			record.Content.History = selvedge.KeyValueHistoryRange{} // the record of its first version is replaced
			first := newVersion(ctx, selvedge.KeysCreated)
			first.Added = content.ItemCount
			if err := s.remember(t, record, first); err != nil {
				return err
			}
			return t.put(storeKey(kvs.ID), record)
		}
		record.Status, record.FailureReason = selvedge.StoreImportFailed, importInterrupted
		if failure != nil {
			record.FailureReason = failureReason(failure)
		}
		if err := t.discard(kvs.ID, record.Content.Generation); err != nil {
			return err
		}
		record.Content.Generation++ // an empty one
		return t.put(storeKey(kvs.ID), record)
	})
	s.collector.wake()
	return err
}

// failureReason returns what clients may read of a failed import.
func failureReason(err error) string {
	if e, ok := errors.AsType[*selvedge.Error](err); ok {
		return e.Message
	}
	return err.Error()
}
