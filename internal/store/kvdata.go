// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file reads and changes the keys of key value stores.

import (
	"context"
	"errors"
	"strings"

	"go.etcd.io/etcd/api/v3/mvccpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/kvview"
)

// KeyValueStoreByID is described by selvedge.KeyValueService.
func (s *Store) KeyValueStoreByID(ctx context.Context, id string) (*selvedge.KeyValueStore, error) {
	kvs, err := s.storeByID(ctx, id)
	if err == nil && kvs == nil {
		err = noSuchStoreID()
	}
	return kvs, err
}

// KeyValue is described by selvedge.KeyValueService. The generation is part of the key, so it is read first; a record
// that names another one afterwards means to look again.
func (s *Store) KeyValue(ctx context.Context, id, key string) (string, *selvedge.KeyValueStore, error) {
	if err := selvedge.ValidateKey(key); err != nil {
		return "", nil, err
	}
	kvs, err := s.KeyValueStoreByID(ctx, id)
	for range maxAttempts {
		if err != nil {
			return "", nil, err
		}
		generation := kvs.Content.Generation
		resp, err := s.read(ctx, append(opsOfStore(id), clientv3.OpGet(generationKey(id, generation)+key))...)
		if err != nil {
			return "", nil, err
		}
		kvs, err = storeOf(resp.Responses)
		switch {
		case err != nil:
			return "", nil, err
		case kvs == nil:
			return "", nil, noSuchStoreID()
		case kvs.Content.Generation != generation:
			continue
		}
		value, _, err := recordOf[string](resp, opsPerStore)
		if err != nil {
			return "", nil, err
		}
		if value == nil {
			return "", nil, noSuchKey()
		}
		return *value, kvs, nil
	}
	return "", nil, unavailable(nil)
}

// KeyValues is described by selvedge.KeyValueService.
func (s *Store) KeyValues(ctx context.Context, id string, page selvedge.Page) ([]selvedge.KeyValue, bool, error) {
	limit, err := pageLimit(page)
	if err != nil {
		return nil, false, err
	}
	kvs, err := s.KeyValueStoreByID(ctx, id)
	for range maxAttempts {
		if err != nil {
			return nil, false, err
		}
		generation := kvs.Content.Generation
		prefix := generationKey(id, generation)
		from := prefix + page.After
		if page.After != "" {
			from += "\x00" // the key behind
		}
		resp, err := s.read(ctx, append(opsOfStore(id), clientv3.OpGet(from,
			clientv3.WithRange(clientv3.GetPrefixRangeEnd(prefix)), clientv3.WithLimit(int64(limit)+1)))...)
		if err != nil {
			return nil, false, err
		}
		kvs, err = storeOf(resp.Responses)
		switch {
		case err != nil:
			return nil, false, err
		case kvs == nil:
			return nil, false, noSuchStoreID()
		case kvs.Content.Generation != generation: // as in KeyValue
			continue
		}
		found := resp.Responses[opsPerStore].GetResponseRange().GetKvs()
		list, err := pairsOf(found[:min(limit, len(found))], prefix)
		return list, len(found) > limit, err
	}
	return nil, false, unavailable(nil)
}

func pairsOf(found []*mvccpb.KeyValue, prefix string) ([]selvedge.KeyValue, error) {
	list := make([]selvedge.KeyValue, 0, len(found))
	for _, kv := range found {
		p, err := pairOf(kv, prefix)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

func pairOf(kv *mvccpb.KeyValue, prefix string) (p selvedge.KeyValue, err error) {
	p.Key = strings.TrimPrefix(string(kv.Key), prefix)
	return p, decode(string(kv.Key), kv.Value, &p.Value)
}

// ChangeKeyValues is described by selvedge.KeyValueService.
func (s *Store) ChangeKeyValues(
	ctx context.Context, id, ifMatch string, changes selvedge.KeyChanges,
) (kvs *selvedge.KeyValueStore, err error) {
	if err := changes.Validate(); err != nil {
		return nil, err
	}
	if _, ok := selvedge.KeyValueStoreIDOf("", selvedge.KeyValueStoreARN("", id)); !ok {
		return nil, noSuchStoreID()
	}
	err = s.update(ctx, []string{storeKey(id)}, func(t *txn) error {
		if kvs, err = t.content(id, ifMatch); err != nil {
			return err
		}
		r := newVersion(ctx, kindOf(changes))
		var keys []string
		next := kvs.Content
		if next.Version++; s.tooOld(&next) { // so that it need not be read alone
			keys = append(keys, historyKey(id, kvs.Content.History.Oldest))
		}
		if err := t.changeKeys(kvs, changes, r, keys); err != nil {
			return err
		}
		return s.commitVersion(t, kvs, r)
	})
	if err != nil {
		return nil, err
	}
	return kvs, nil
}

// kindOf says what a change is in the history.
func kindOf(c selvedge.KeyChanges) selvedge.KeyValueChange {
	switch {
	case len(c.Deletes) == 0:
		return selvedge.KeysPut
	case len(c.Puts) == 0:
		return selvedge.KeysDeleted
	}
	return selvedge.KeysUpdated
}

// content returns the record of the store id, which must be ready, checked against the entity tag of its content.
func (t *txn) content(id, ifMatch string) (*selvedge.KeyValueStore, error) {
	kvs, err := get[selvedge.KeyValueStore](t, storeKey(id))
	switch {
	case err != nil:
		return nil, err
	case kvs == nil:
		return nil, noSuchStoreID()
	}
	if err := checkReady(kvs); err != nil {
		return nil, err
	}
	return kvs, selvedge.CheckDataIfMatch(ifMatch, kvs.Content.Version)
}

// checkReady refuses to change a store that is not READY.
func checkReady(kvs *selvedge.KeyValueStore) error {
	if kvs.Status != selvedge.StoreReady {
		return selvedge.Errorf(selvedge.CodeConflict,
			"Key-Value-Store was not in expected state: it is %s and not READY.", kvs.Status)
	}
	return nil
}

// changeKeys makes changes in the store kvs, brings its figures up to date and notes in r what was before. keys are read
// with those of the changes.
func (t *txn) changeKeys(kvs *selvedge.KeyValueStore, changes selvedge.KeyChanges, r *versionRecord, keys []string) error {
	prefix := generationKey(kvs.ID, kvs.Content.Generation)
	for _, p := range changes.Puts {
		keys = append(keys, prefix+p.Key)
	}
	for _, k := range changes.Deletes {
		keys = append(keys, prefix+k)
	}
	t.fetch(keys...)
	content := &kvs.Content
	for _, p := range changes.Puts {
		old, err := get[string](t, prefix+p.Key)
		if err != nil {
			return err
		}
		if old != nil {
			content.ItemCount--
			content.Size -= selvedge.PairSize(p.Key, *old)
		}
		r.add(p.Key, old, &p.Value)
		content.ItemCount++
		content.Size += selvedge.PairSize(p.Key, p.Value)
		if err := t.put(prefix+p.Key, p.Value); err != nil {
			return err
		}
	}
	for _, k := range changes.Deletes {
		old, err := get[string](t, prefix+k)
		if err != nil {
			return err
		}
		if old == nil {
			return noSuchKey()
		}
		r.add(k, old, nil)
		content.ItemCount--
		content.Size -= selvedge.PairSize(k, *old)
		t.remove(prefix + k)
	}
	return selvedge.CheckKeyValueSize(content.Size)
}

// KeyValueView is described by selvedge.KeyValueService. All keys are of the revision at which the record was read.
func (s *Store) KeyValueView(ctx context.Context, id string) (selvedge.KeyValues, error) {
	for range maxAttempts {
		resp, err := s.read(ctx, clientv3.OpGet(storeKey(id)))
		if err != nil {
			return nil, err
		}
		kvs, changed, err := recordOf[selvedge.KeyValueStore](resp, 0)
		if err != nil {
			return nil, err
		}
		if kvs == nil {
			return nil, noSuchStoreID()
		}
		if v := s.views.get(id, changed); v != nil {
			return v, nil
		}
		changes, err := s.allKeys(ctx, generationKey(id, kvs.Content.Generation), resp.Header.Revision)
		if errors.Is(err, rpctypes.ErrCompacted) {
			continue
		}
		if err != nil {
			return nil, err
		}
		view := kvview.New(id, kvs.CreatedTime).With(changes, kvs.Content.ModifiedTime)
		if kvs.Status == selvedge.StoreReady { // else values may come that do not change the record
			s.views.put(cachedView{id, changed, view})
		}
		return view, nil
	}
	return nil, unavailable(nil)
}

// wholePage is how many values are read at once when all are read. etcd walks over all keys that are left for each page,
// to count them; a page cannot be larger than a store.
const wholePage = 20_000

// allKeys returns what is under prefix at a revision, as changes of nothing.
func (s *Store) allKeys(ctx context.Context, prefix string, revision int64) ([]kvview.Change, error) {
	var changes []kvview.Change
	end := clientv3.GetPrefixRangeEnd(prefix)
	for from, more := prefix, true; more; {
		resp, err := s.read(ctx, clientv3.OpGet(from, clientv3.WithRange(end), clientv3.WithLimit(wholePage), clientv3.WithRev(revision)))
		if err != nil {
			return nil, err
		}
		found := resp.Responses[0].GetResponseRange()
		for _, kv := range found.Kvs {
			p, err := pairOf(kv, prefix)
			if err != nil {
				return nil, err
			}
			changes = append(changes, kvview.Change{Key: p.Key, Value: p.Value})
			from = string(kv.Key) + "\x00"
		}
		more = found.More
	}
	return changes, nil
}

func noSuchStoreID() error {
	return selvedge.Errorf(selvedge.CodeResourceNotFound, "The key value store does not exist.")
}

func noSuchKey() error {
	return selvedge.Errorf(selvedge.CodeResourceNotFound, "The resource Key was not found.")
}
