// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file changes many keys of a key value store at once. What has changed is compared with one version of the store,
// and the change commits when that is still the current one. A change of some keys is one transaction. A larger one writes
// a new generation, which nobody reads until the change of the record that makes it the current one.

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

const (
	replaceAttempts = 5         // of a change that others get in the way of
	inPlaceKeys     = 500       // that one transaction changes at the most; more make a new generation
	inPlaceBytes    = 512 << 10 // of values, old and new
)

// errMoved means that the store is not the version any more that a change was made for.
var errMoved = errors.New("the key value store was changed meanwhile")

// ReplaceKeyValues is described by selvedge.KeyValueHistoryService.
func (s *Store) ReplaceKeyValues(
	ctx context.Context, id, ifMatch string, values map[string]string, merge bool,
) (*selvedge.KeyValueVersion, error) {
	if _, err := selvedge.ValidateKeyValues(values); err != nil {
		return nil, err
	}
	word := selvedge.KeysReplaced
	if merge {
		word = selvedge.KeysMerged
	}
	return s.replaceKeys(ctx, id, ifMatch, func(snap *kvSnapshot) (map[string]string, *versionRecord, error) {
		target := values
		if merge {
			target = maps.Clone(snap.values)
			maps.Copy(target, values)
		}
		return target, newVersion(ctx, word), nil
	})
}

// RollBackKeyValues is described by selvedge.KeyValueHistoryService.
func (s *Store) RollBackKeyValues(ctx context.Context, id, ifMatch string, version uint64) (*selvedge.KeyValueVersion, error) {
	return s.replaceKeys(ctx, id, ifMatch, func(snap *kvSnapshot) (map[string]string, *versionRecord, error) {
		if version == 0 {
			return nil, nil, noSuchVersion(version, &snap.record.Content)
		}
		then := *snap
		then.values = maps.Clone(snap.values)
		if _, err := s.rewind(ctx, &then, version); err != nil {
			return nil, nil, err
		}
		r := newVersion(ctx, selvedge.KeysRolledBack)
		r.From = version
		return then.values, r, nil
	})
}

// replaceKeys makes the content of the store id what target makes of it, as one version, which the record that target returns
// begins to describe.
func (s *Store) replaceKeys(
	ctx context.Context, id, ifMatch string, target func(*kvSnapshot) (map[string]string, *versionRecord, error),
) (*selvedge.KeyValueVersion, error) {
	ctx, cancel := context.WithTimeout(ctx, importTimeout)
	defer cancel()
	for range replaceAttempts {
		v, err := s.replaceKeysOnce(ctx, id, ifMatch, target)
		if errors.Is(err, errMoved) || errors.Is(err, rpctypes.ErrCompacted) {
			continue
		}
		return v, err
	}
	return nil, selvedge.Errorf(selvedge.CodeConflict, "The key value store is changed by others all the time; try again.")
}

func (s *Store) replaceKeysOnce(
	ctx context.Context, id, ifMatch string, target func(*kvSnapshot) (map[string]string, *versionRecord, error),
) (*selvedge.KeyValueVersion, error) {
	snap, err := s.snapshot(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := checkReady(snap.record); err != nil {
		return nil, err
	}
	if ifMatch != "" {
		if err := selvedge.CheckDataIfMatch(ifMatch, snap.record.Content.Version); err != nil {
			return nil, err
		}
	}
	values, r, err := target(snap)
	if err != nil {
		return nil, err
	}
	change := &replacement{store: s, snap: snap, values: values, size: sizeOf(values), record: r}
	if err := selvedge.CheckKeyValueSize(change.size); err != nil {
		return nil, err
	}
	bytes := change.compare()
	switch {
	case len(r.Undo) == 0:
		now, err := s.rewind(ctx, snap, 0)
		if err != nil {
			return nil, err
		}
		now.Unchanged = true
		return now, nil
	case len(r.Undo) <= s.config.inPlaceKeys && bytes <= inPlaceBytes:
		err = change.inPlace(ctx)
	default:
		err = change.newGeneration(ctx)
	}
	if err != nil {
		return nil, err
	}
	return &r.KeyValueVersion, nil
}

// replacement is a change of a snapshot to other values.
type replacement struct {
	store  *Store
	snap   *kvSnapshot
	values map[string]string
	size   int64
	record *versionRecord
}

// compare notes in the record what is different, in order of key, and returns the bytes of old and new values.
func (c *replacement) compare() (bytes int) {
	old := c.snap.values
	for _, k := range slices.Sorted(maps.Keys(old)) {
		before := old[k]
		after, stays := c.values[k]
		switch {
		case !stays:
			c.record.add(k, &before, nil)
			bytes += len(k) + len(before)
		case before != after:
			c.record.add(k, &before, &after)
			bytes += len(k) + len(before) + len(after)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(c.values)) {
		if _, was := old[k]; !was {
			after := c.values[k]
			c.record.add(k, nil, &after)
			bytes += len(k) + len(after)
		}
	}
	return bytes
}

// begin returns the record of the store in t, or errMoved.
func (c *replacement) begin(t *txn) (*selvedge.KeyValueStore, error) {
	kvs, err := get[selvedge.KeyValueStore](t, storeKey(c.snap.record.ID))
	switch {
	case err != nil:
		return nil, err
	case kvs == nil:
		return nil, noSuchStoreID()
	case kvs.Content.Version != c.snap.record.Content.Version:
		return nil, errMoved
	}
	return kvs, nil
}

// finish makes the replacement the next version of kvs.
func (c *replacement) finish(t *txn, kvs *selvedge.KeyValueStore) error {
	kvs.Content.ItemCount, kvs.Content.Size = len(c.values), c.size
	return c.store.commitVersion(t, kvs, c.record)
}

// inPlace changes keys of the current generation. Their values need not be read: they are those of the version.
func (c *replacement) inPlace(ctx context.Context) error {
	return c.store.update(ctx, []string{storeKey(c.snap.record.ID)}, func(t *txn) error {
		kvs, err := c.begin(t)
		if err != nil {
			return err
		}
		prefix := generationKey(kvs.ID, kvs.Content.Generation)
		for _, u := range c.record.Undo {
			value, stays := c.values[u.Key]
			if !stays {
				t.remove(prefix + u.Key)
			} else if err := t.put(prefix+u.Key, value); err != nil {
				return err
			}
		}
		return c.finish(t, kvs)
	})
}

// newGeneration writes all values anew. While that lasts the generation is trash that somebody still needs: a key with a
// lease says so, and whoever finds the trash without it may delete it.
func (c *replacement) newGeneration(ctx context.Context) error {
	s, id := c.store, c.snap.record.ID
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	var wg sync.WaitGroup
	ctx, cancel := context.WithCancel(ctx)
	defer s.collector.wake()
	defer wg.Wait()
	defer cancel()
	wg.Go(func() {
		select {
		case <-s.done:
			cancel()
		case <-ctx.Done():
		}
	})
	grant, err := s.client.Grant(ctx, importTTL)
	if err != nil {
		return storeError(err)
	}
	defer s.revoke(ctx, grant.ID)
	alive, err := s.client.KeepAlive(ctx, grant.ID)
	if err != nil {
		return storeError(err)
	}
	wg.Go(func() {
		for range alive { // until the change has ended
			continue
		}
	})
	generation, err := c.reserve(ctx, grant.ID)
	if err != nil {
		return err
	}
	if err := c.write(ctx, generation); err != nil {
		return err
	}
	return s.update(ctx, []string{storeKey(id), fillKey(id, generation)}, func(t *txn) error {
		kvs, err := c.begin(t)
		if err != nil {
			return err
		}
		if !t.has(fillKey(id, generation)) {
			return unavailable(nil) // the lease has ended, so that the values may be deleted already
		}
		t.remove(trashKey(id, generation), fillKey(id, generation))
		if err := t.discard(id, kvs.Content.Generation); err != nil {
			return err
		}
		kvs.Content.Generation = generation
		return c.finish(t, kvs)
	})
}

// reserve gives the new generation a number that no other has.
func (c *replacement) reserve(ctx context.Context, lease clientv3.LeaseID) (generation uint64, err error) {
	id := c.snap.record.ID
	unaudited := selvedge.WithAudit(ctx, nil) // this is not the change yet
	err = c.store.update(unaudited, []string{storeKey(id)}, func(t *txn) error {
		kvs, err := c.begin(t)
		if err != nil {
			return err
		}
		generation = max(kvs.Content.LastGeneration, kvs.Content.Generation) + 1
		kvs.Content.LastGeneration = generation
		if err := t.put(trashKey(id, generation), trash{Pieces: true}); err != nil {
			return err
		}
		t.stm.Put(fillKey(id, generation), "{}", clientv3.WithLease(lease))
		return t.put(storeKey(id), kvs)
	})
	return generation, err
}

// write writes the values of a generation, and how to undo it.
func (c *replacement) write(ctx context.Context, generation uint64) error {
	id, r := c.snap.record.ID, c.record
	pieces, err := pack(r.Undo)
	if err != nil {
		return err
	}
	r.Undo, r.Generation, r.Pieces = nil, generation, len(pieces)
	for i, p := range pieces {
		r.PieceBytes += int64(len(p))
		if err := c.commit(ctx, generation, clientv3.OpPut(pieceKey(id, generation, i), string(p))); err != nil {
			return err
		}
	}
	prefix := generationKey(id, generation)
	for chunk := range slices.Chunk(slices.Sorted(maps.Keys(c.values)), importChunk) {
		ops := make([]clientv3.Op, len(chunk))
		for i, k := range chunk {
			value, err := encode(prefix, c.values[k])
			if err != nil {
				return err
			}
			ops[i] = clientv3.OpPut(prefix+k, value)
		}
		if err := c.commit(ctx, generation, ops...); err != nil {
			return err
		}
	}
	return nil
}

// commit writes a part of a generation, unless it is trash by now.
func (c *replacement) commit(ctx context.Context, generation uint64, ops ...clientv3.Op) error {
	id := c.snap.record.ID
	resp, err := c.store.client.Txn(ctx).If(isThere(storeKey(id)), isThere(fillKey(id, generation))).Then(ops...).Commit()
	switch {
	case err != nil:
		return storeError(err)
	case !resp.Succeeded:
		return unavailable(nil)
	}
	c.store.compactor.committed(resp.Header.Revision)
	return nil
}
