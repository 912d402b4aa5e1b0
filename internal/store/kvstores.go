// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file holds the records of key value stores. kvdata.go holds their keys, kvimport.go fills new stores.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// CreateKeyValueStore is described by selvedge.KeyValueStoreService. The record of a store without import is READY, of
// the second version, from the beginning; only the answer is PROVISIONING (api.md section 3).
func (s *Store) CreateKeyValueStore(ctx context.Context, in selvedge.NewKeyValueStore) (*selvedge.KeyValueStore, error) {
	if err := in.Validate(); err != nil {
		return nil, err
	}
	var fill *kvImport
	if in.ImportSource != "" {
		var err error
		if fill, err = s.openImport(ctx, in.ImportSource); err != nil {
			return nil, err
		}
		defer fill.abandon()
	}
	now := s.now()
	kvs := &selvedge.KeyValueStore{
		Name: in.Name, ID: uuid.NewString(), Comment: in.Comment, ImportSource: in.ImportSource,
		Status: selvedge.StoreProvisioning, Version: 1, CreatedTime: now, LastModifiedTime: now,
		Content: selvedge.KeyValueContent{Version: 1, ModifiedTime: now, Generation: 1},
	}
	if fill != nil {
		if err := fill.lease(ctx, kvs.ID); err != nil {
			return nil, err
		}
	}
	tags := mergeTags(nil, in.Tags)
	if err := s.insertStore(ctx, kvs, tags); err != nil {
		return nil, err
	}
	if fill != nil {
		fill.start(*kvs)
	}
	kvs.Tags = tags
	return kvs, nil
}

// insertStore writes the record of a new store, which is ready unless it is to be filled.
func (s *Store) insertStore(ctx context.Context, kvs *selvedge.KeyValueStore, tags []selvedge.Tag) error {
	done, err := s.storeQueue.wait(ctx)
	if err != nil {
		return err
	}
	defer done()
	record := *kvs
	if record.ImportSource == "" {
		record.Status = selvedge.StoreReady
		record.Version++
	}
	return s.update(ctx, []string{storeNameKey(kvs.Name), storeCount}, func(t *txn) error {
		if t.has(storeNameKey(kvs.Name)) {
			return selvedge.Errorf(selvedge.CodeEntityAlreadyExists,
				"A key value store with the name %s already exists.", kvs.Name)
		}
		n, err := t.count(storeCount, 1)
		if err != nil {
			return err
		}
		if n > s.config.MaxStores {
			return selvedge.Errorf(selvedge.CodeEntityLimitExceeded,
				"The account has %d key value stores; the maximum is %d.", n-1, s.config.MaxStores)
		}
		if err := t.putTags(tagKey(typeStore, kvs.ID), tags); err != nil {
			return err
		}
		if err := t.put(storeNameKey(kvs.Name), kvs.ID); err != nil {
			return err
		}
		record.Content.History = selvedge.KeyValueHistoryRange{} // set anew each time
		if err := s.remember(t, &record, newVersion(ctx, selvedge.KeysCreated)); err != nil {
			return err
		}
		return t.put(storeKey(kvs.ID), &record)
	})
}

// KeyValueStore is described by selvedge.KeyValueStoreService.
func (s *Store) KeyValueStore(ctx context.Context, name string) (*selvedge.KeyValueStore, error) {
	for range nameAttempts {
		resp, err := s.read(ctx, clientv3.OpGet(storeNameKey(name)))
		if err != nil {
			return nil, err
		}
		id, _, err := recordOf[string](resp, 0)
		if err != nil {
			return nil, err
		}
		if id == nil {
			return nil, noSuchStore(name)
		}
		kvs, err := s.storeByID(ctx, *id)
		if kvs != nil || err != nil { // else it was deleted between the reads; there may be another of that name
			return kvs, err
		}
	}
	return nil, noSuchStore(name)
}

// storeByID returns the store with this id, or nil.
func (s *Store) storeByID(ctx context.Context, id string) (*selvedge.KeyValueStore, error) {
	if _, ok := selvedge.KeyValueStoreIDOf("", selvedge.KeyValueStoreARN("", id)); !ok {
		return nil, nil
	}
	resp, err := s.read(ctx, opsOfStore(id)...)
	if err != nil {
		return nil, err
	}
	return storeOf(resp.Responses)
}

// opsOfStore returns the operations that read all about the store id but its keys.
func opsOfStore(id string) []clientv3.Op {
	return append(opsGet([]string{storeKey(id), storeUserKey(id), tagKey(typeStore, id)}),
		clientv3.OpGet(importKey(id), clientv3.WithCountOnly()))
}

// opsPerStore is how many operations opsOfStore returns.
const opsPerStore = 4

// storeOf returns the store that the answers to opsOfStore are about, or nil. A store that is provisioned by nobody is
// one whose import was interrupted.
func storeOf(answers []*etcdserverpb.ResponseOp) (*selvedge.KeyValueStore, error) {
	resp := &clientv3.TxnResponse{Responses: answers}
	kvs, _, err := recordOf[selvedge.KeyValueStore](resp, 0)
	if kvs == nil || err != nil {
		return nil, err
	}
	u, _, err := recordOf[users](resp, 1)
	if err != nil {
		return nil, err
	}
	if u != nil {
		kvs.Functions = u.Functions
	}
	tags, _, err := recordOf[[]selvedge.Tag](resp, 2)
	if err != nil {
		return nil, err
	}
	if tags != nil {
		kvs.Tags = *tags
	}
	if kvs.Status == selvedge.StoreProvisioning && answers[3].GetResponseRange().GetCount() == 0 {
		kvs.Status, kvs.FailureReason = selvedge.StoreImportFailed, importInterrupted
	}
	return kvs, nil
}

// UpdateKeyValueStore is described by selvedge.KeyValueStoreService.
func (s *Store) UpdateKeyValueStore(ctx context.Context, name, ifMatch, comment string) (kvs *selvedge.KeyValueStore, err error) {
	invalid := selvedge.ValidateKeyValueStoreComment(comment) // reported after the store and its version were found
	err = s.update(ctx, []string{storeNameKey(name)}, func(t *txn) error {
		if kvs, err = t.store(name, ifMatch); err != nil {
			return err
		}
		if invalid != nil {
			return invalid
		}
		kvs.Comment = &comment
		kvs.Version++
		kvs.LastModifiedTime = s.now()
		return t.put(storeKey(kvs.ID), kvs)
	})
	if err != nil {
		return nil, err
	}
	return s.storeNow(ctx, kvs)
}

// storeNow adds to the record that was just written what it does not hold.
func (s *Store) storeNow(ctx context.Context, kvs *selvedge.KeyValueStore) (*selvedge.KeyValueStore, error) {
	now, err := s.storeByID(ctx, kvs.ID)
	if err != nil {
		return nil, err
	}
	if now != nil { // else it was deleted since
		kvs.Functions, kvs.Tags = now.Functions, now.Tags
	}
	return kvs, nil
}

// DeleteKeyValueStore is described by selvedge.KeyValueStoreService.
func (s *Store) DeleteKeyValueStore(ctx context.Context, name, ifMatch string) error {
	done, err := s.storeQueue.wait(ctx)
	if err != nil {
		return err
	}
	defer done()
	var kvs *selvedge.KeyValueStore
	err = s.update(ctx, []string{storeNameKey(name), storeCount}, func(t *txn) error {
		if kvs, err = t.store(name, ifMatch); err != nil {
			return err
		}
		u, err := get[users](t, storeUserKey(kvs.ID))
		if err != nil {
			return err
		}
		if u != nil {
			return selvedge.Errorf(selvedge.CodeCannotDeleteEntityWhileInUse,
				"Cannot delete the key value store %s, it is in use by %d functions. The functions are: %s.",
				name, len(u.Functions), strings.Join(u.Functions, ", "))
		}
		t.remove(storeKey(kvs.ID), storeNameKey(name))
		if err := t.putTags(tagKey(typeStore, kvs.ID), nil); err != nil {
			return err
		}
		if err := t.discard(kvs.ID, kvs.Content.Generation); err != nil {
			return err
		}
		if err := t.put(trashPrefix+kvs.ID+"/"+historyTrash, trash{}); err != nil {
			return err
		}
		_, err = t.count(storeCount, -1)
		return err
	})
	if err != nil {
		return err
	}
	s.collector.wake()
	return nil
}

// KeyValueStores is described by selvedge.KeyValueStoreService.
func (s *Store) KeyValueStores(ctx context.Context, page selvedge.Page) ([]*selvedge.KeyValueStore, bool, error) {
	limit, err := pageLimit(page)
	if err != nil {
		return nil, false, err
	}
	from := storeNameKey(page.After)
	if page.After != "" {
		from += "\x00" // the key behind
	}
	resp, err := s.read(ctx, clientv3.OpGet(from, clientv3.WithRange(clientv3.GetPrefixRangeEnd(storeNamePrefix)),
		clientv3.WithLimit(int64(limit)+1)))
	if err != nil {
		return nil, false, err
	}
	names := resp.Responses[0].GetResponseRange().GetKvs()
	list := make([]*selvedge.KeyValueStore, 0, min(limit, len(names)))
	for chunk := range slices.Chunk(names[:min(limit, len(names))], deploymentChunk/opsPerStore) {
		var ops []clientv3.Op
		for _, kv := range chunk {
			var id string
			if err := decode(string(kv.Key), kv.Value, &id); err != nil {
				return nil, false, err
			}
			ops = append(ops, opsOfStore(id)...)
		}
		resp, err := s.read(ctx, ops...)
		if err != nil {
			return nil, false, err
		}
		for i := range chunk {
			kvs, err := storeOf(resp.Responses[i*opsPerStore:][:opsPerStore])
			if err != nil {
				return nil, false, err
			}
			if kvs != nil { // else it was deleted since
				list = append(list, kvs)
			}
		}
	}
	return list, len(names) > limit, nil
}

// store returns the record of the store called name, checked against ifMatch.
func (t *txn) store(name, ifMatch string) (*selvedge.KeyValueStore, error) {
	id, err := get[string](t, storeNameKey(name))
	if err != nil {
		return nil, err
	}
	if id == nil {
		return nil, noSuchStore(name)
	}
	kvs, err := get[selvedge.KeyValueStore](t, storeKey(*id))
	if err != nil {
		return nil, err
	}
	if kvs == nil {
		return nil, fmt.Errorf("record %q is missing", storeKey(*id))
	}
	return kvs, selvedge.CheckIfMatch(ifMatch, kvs.Version)
}

// storesOf returns the ids of the key value stores that a stage of f reads, sorted. f may be nil.
func (s *Store) storesOf(f *selvedge.Function) ([]string, error) {
	if f == nil {
		return nil, nil
	}
	var ids []string
	for _, c := range []*selvedge.FunctionCopy{&f.Development, f.Live} {
		if c == nil || c.Config.KeyValueStoreAssociations == nil {
			continue
		}
		for _, a := range c.Config.KeyValueStoreAssociations.Items {
			id, ok := selvedge.KeyValueStoreIDOf(s.config.AccountID, a.KeyValueStoreARN)
			if !ok {
				return nil, selvedge.Errorf(selvedge.CodeInvalidArgument,
					"%q is not the ARN of a key value store of the account %s.", a.KeyValueStoreARN, s.config.AccountID)
			}
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// reassociate keeps the index of who reads which key value store, when the function called name changes from before to
// after, either of which may be nil. It refuses stores that do not exist, are not ready or have too many users.
func (s *Store) reassociate(t *txn, name string, before, after *selvedge.Function) error {
	old, err := s.storesOf(before)
	if err != nil {
		return err
	}
	now, err := s.storesOf(after)
	if err != nil {
		return err
	}
	for _, id := range subtract(now, old) {
		if err := s.checkAssociable(t, id); err != nil {
			return err
		}
		u, err := get[users](t, storeUserKey(id))
		if err != nil {
			return err
		}
		if u == nil {
			u = &users{}
		}
		if n := len(u.Functions); n >= selvedge.MaxFunctionsPerKVS {
			return selvedge.Errorf(selvedge.CodeInvalidArgument, "The key value store %s is associated with %d functions, which is the maximum: %s.",
				selvedge.KeyValueStoreARN(s.config.AccountID, id), n, strings.Join(u.Functions, ", "))
		}
		u.Functions = append(u.Functions, name)
		slices.Sort(u.Functions)
		if err := t.put(storeUserKey(id), u); err != nil {
			return err
		}
	}
	for _, id := range subtract(old, now) {
		if err := t.dissociate(id, name); err != nil {
			return err
		}
	}
	return nil
}

// checkAssociable refuses a store that functions cannot read (api.md section 2.2).
func (s *Store) checkAssociable(t *txn, id string) error {
	kvs, err := get[selvedge.KeyValueStore](t, storeKey(id))
	if err != nil {
		return err
	}
	arn := selvedge.KeyValueStoreARN(s.config.AccountID, id)
	if kvs == nil {
		return selvedge.Errorf(selvedge.CodeInvalidArgument, "The key value store %s does not exist.", arn)
	}
	if kvs.Status != selvedge.StoreReady {
		return selvedge.Errorf(selvedge.CodeInvalidArgument,
			"The key value store %s (%s) is not READY, it is %s.", arn, kvs.Name, kvs.Status)
	}
	return nil
}

// dissociate takes the function called name from the users of the store id.
func (t *txn) dissociate(id, name string) error {
	u, err := get[users](t, storeUserKey(id))
	if err != nil {
		return err
	}
	if u == nil { // the association is older than the rule that the store exists
		return nil
	}
	u.Functions = subtract(u.Functions, []string{name})
	if len(u.Functions) == 0 {
		t.remove(storeUserKey(id))
		return nil
	}
	return t.put(storeUserKey(id), u)
}

func noSuchStore(name string) error {
	return selvedge.Errorf(selvedge.CodeEntityNotFound, "The key value store %s does not exist.", name)
}
