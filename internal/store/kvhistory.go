// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file keeps the history of the content of key value stores. The record of a version says who made it and how, and
// how to get from it to the version before: the values that the keys it touched had there. What is too much for a record
// is in pieces beside it.

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// How much history a store has by default. The newest version is kept in any case.
const (
	historyVersions = 1000
	historyBytes    = 16 << 20 // of records and pieces; three times a full store, as a rule much less
)

const (
	maxForgotten  = 100       // versions that one change lets go of
	pieceSize     = 512 << 10 // bytes
	maxUndo       = 256 << 20 // bytes of JSON; far more than two full stores are
	historyChunk  = 100       // records of one request
	historyMaxAsk = 1000      // versions of one list
)

// versionRecord describes a version and how to undo it.
type versionRecord struct {
	selvedge.KeyValueVersion
	Undo []undo `json:",omitempty"` // nil when there are pieces

	Generation uint64 `json:",omitempty"` // names the pieces
	Pieces     int    `json:",omitempty"`
	PieceBytes int64  `json:",omitempty"`
}

// undo is a key and the value that it had before; nil when it was not there.
type undo struct {
	Key string
	Old *string `json:",omitempty"`
}

// newVersion begins the record of a version that the caller of ctx makes.
func newVersion(ctx context.Context, change selvedge.KeyValueChange) *versionRecord {
	principal, _ := selvedge.PrincipalOf(ctx)
	return &versionRecord{KeyValueVersion: selvedge.KeyValueVersion{Change: change, AccessKeyID: principal.AccessKeyID}}
}

// add takes a key that is put or, when value is nil, deleted; old is what it had, nil when it was not there.
func (r *versionRecord) add(key string, old, value *string) {
	r.Undo = append(r.Undo, undo{key, old})
	switch {
	case value == nil:
		r.Removed++
	case old == nil:
		r.Added++
	default:
		r.Changed++
	}
}

// commitVersion makes what was done to the content of kvs its next version, which r describes.
func (s *Store) commitVersion(t *txn, kvs *selvedge.KeyValueStore, r *versionRecord) error {
	kvs.Content.Version++
	kvs.Content.ModifiedTime = s.now()
	if err := s.remember(t, kvs, r); err != nil {
		return err
	}
	return t.put(storeKey(kvs.ID), kvs)
}

// remember writes the record of the current version of kvs and lets go of the oldest ones when there are too many. The
// caller writes the record of kvs.
func (s *Store) remember(t *txn, kvs *selvedge.KeyValueStore, r *versionRecord) error {
	content := &kvs.Content
	r.Version, r.Time, r.ItemCount, r.Size = content.Version, content.ModifiedTime, content.ItemCount, content.Size
	key := historyKey(kvs.ID, r.Version)
	value, err := encode(key, r)
	if err != nil {
		return err
	}
	t.stm.Put(key, value)
	history := &content.History
	if history.Oldest == 0 {
		history.Oldest = r.Version
	}
	history.Bytes += r.cost(key, value)
	for range maxForgotten {
		if !s.tooOld(content) {
			break
		}
		if err := t.forget(kvs); err != nil {
			return err
		}
	}
	return nil
}

// tooOld says whether the oldest version that is kept has to go.
func (s *Store) tooOld(c *selvedge.KeyValueContent) bool {
	h := c.History
	return h.Oldest < c.Version && (c.Version-h.Oldest >= uint64(s.config.historyVersions) || h.Bytes > s.config.historyBytes)
}

// forget removes the oldest version of kvs.
func (t *txn) forget(kvs *selvedge.KeyValueStore) error {
	history := &kvs.Content.History
	key := historyKey(kvs.ID, history.Oldest)
	r, err := get[versionRecord](t, key)
	switch {
	case err != nil:
		return err
	case r == nil:
		return fmt.Errorf("record %q is missing", key)
	}
	history.Bytes -= r.cost(key, t.stm.Get(key))
	t.remove(key)
	for i := range r.Pieces {
		t.remove(pieceKey(kvs.ID, r.Generation, i))
	}
	history.Oldest++
	return nil
}

// cost is what the record counts in KeyValueHistoryRange.Bytes.
func (r *versionRecord) cost(key, value string) int64 {
	return int64(len(key)) + int64(len(value)) + r.PieceBytes
}

// pack turns how to undo a version into pieces.
func pack(list []undo) (pieces [][]byte, err error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(json.NewEncoder(w).Encode(list), w.Close()); err != nil {
		return nil, err
	}
	return slices.Collect(slices.Chunk(b.Bytes(), pieceSize)), nil
}

// unpack is the opposite of pack.
func unpack(pieces []byte) (list []undo, err error) {
	r := flate.NewReader(bytes.NewReader(pieces))
	if err := json.NewDecoder(io.LimitReader(r, maxUndo)).Decode(&list); err != nil {
		return nil, err
	}
	return list, nil
}

// kvSnapshot is a key value store as it was at one revision.
type kvSnapshot struct {
	record   *selvedge.KeyValueStore // as stored
	values   map[string]string
	revision int64
}

// snapshot returns the store id as it is now.
func (s *Store) snapshot(ctx context.Context, id string) (*kvSnapshot, error) {
	resp, err := s.read(ctx, clientv3.OpGet(storeKey(id)))
	if err != nil {
		return nil, err
	}
	kvs, _, err := recordOf[selvedge.KeyValueStore](resp, 0)
	if err != nil {
		return nil, err
	}
	if kvs == nil {
		return nil, noSuchStoreID()
	}
	snap := &kvSnapshot{record: kvs, revision: resp.Header.Revision, values: make(map[string]string, kvs.Content.ItemCount)}
	pairs, err := s.allKeys(ctx, generationKey(id, kvs.Content.Generation), snap.revision)
	for _, p := range pairs {
		snap.values[p.Key] = p.Value
	}
	return snap, err
}

// current returns what is known of the version of the snapshot without its record.
func (snap *kvSnapshot) current() *selvedge.KeyValueVersion {
	c := snap.record.Content
	return &selvedge.KeyValueVersion{Version: c.Version, Time: c.ModifiedTime, ItemCount: c.ItemCount, Size: c.Size}
}

// rewind turns the values of the snapshot into those that an earlier version had, and describes that version. 0 is the
// version of the snapshot.
func (s *Store) rewind(ctx context.Context, snap *kvSnapshot, version uint64) (*selvedge.KeyValueVersion, error) {
	content := &snap.record.Content
	if version == 0 {
		version = content.Version
	}
	if version > content.Version || version != content.Version && (content.History.Oldest == 0 || version < content.History.Oldest) {
		return nil, noSuchVersion(version, content)
	}
	records, err := s.versionRecords(ctx, snap, version)
	if err != nil {
		return nil, err
	}
	if len(records) == 0 || records[0].Version != version { // the store is older than its history
		if version == content.Version {
			return snap.current(), nil
		}
		return nil, fmt.Errorf("record %q is missing", historyKey(snap.record.ID, version))
	}
	for i := len(records) - 1; i > 0; i-- {
		if records[i].Version != version+uint64(i) {
			return nil, fmt.Errorf("record %q is missing", historyKey(snap.record.ID, version+uint64(i)))
		}
		list, err := s.undoOf(ctx, snap, records[i])
		if err != nil {
			return nil, err
		}
		for _, u := range list {
			if u.Old == nil {
				delete(snap.values, u.Key)
			} else {
				snap.values[u.Key] = *u.Old
			}
		}
	}
	found := &records[0].KeyValueVersion
	if len(snap.values) != found.ItemCount || sizeOf(snap.values) != found.Size {
		return nil, fmt.Errorf("history of the key value store %s: version %d does not come to %d keys with %d bytes",
			snap.record.ID, version, found.ItemCount, found.Size)
	}
	return found, nil
}

func sizeOf(values map[string]string) (size int64) {
	for k, v := range values {
		size += selvedge.PairSize(k, v)
	}
	return size
}

// versionRecords returns the records of the versions from first to that of the snapshot.
func (s *Store) versionRecords(ctx context.Context, snap *kvSnapshot, first uint64) (list []*versionRecord, err error) {
	from, to := historyKey(snap.record.ID, first), historyKey(snap.record.ID, snap.record.Content.Version+1)
	for more := true; more; {
		resp, err := s.read(ctx, clientv3.OpGet(from, clientv3.WithRange(to), clientv3.WithLimit(historyChunk),
			clientv3.WithRev(snap.revision)))
		if err != nil {
			return nil, err
		}
		found := resp.Responses[0].GetResponseRange()
		for _, kv := range found.Kvs {
			r := new(versionRecord)
			if err := decode(string(kv.Key), kv.Value, r); err != nil {
				return nil, err
			}
			list = append(list, r)
			from = string(kv.Key) + "\x00"
		}
		more = found.More
	}
	return list, nil
}

// undoOf returns how to undo r, which the snapshot has.
func (s *Store) undoOf(ctx context.Context, snap *kvSnapshot, r *versionRecord) ([]undo, error) {
	if r.Pieces == 0 {
		return r.Undo, nil
	}
	var all []byte
	for i := range r.Pieces {
		key := pieceKey(snap.record.ID, r.Generation, i)
		resp, err := s.read(ctx, clientv3.OpGet(key, clientv3.WithRev(snap.revision)))
		if err != nil {
			return nil, err
		}
		kvs := resp.Responses[0].GetResponseRange().GetKvs()
		if len(kvs) == 0 {
			return nil, fmt.Errorf("record %q is missing", key)
		}
		all = append(all, kvs[0].Value...)
	}
	list, err := unpack(all)
	if err != nil {
		return nil, fmt.Errorf("record %q: %w", pieceKey(snap.record.ID, r.Generation, 0), err)
	}
	return list, nil
}

// KeyValuesAt is described by selvedge.KeyValueHistoryService.
func (s *Store) KeyValuesAt(ctx context.Context, id string, version uint64) (map[string]string, *selvedge.KeyValueVersion, error) {
	for range maxAttempts {
		snap, err := s.snapshot(ctx, id)
		var found *selvedge.KeyValueVersion
		if err == nil {
			err = checkReady(snap.record)
		}
		if err == nil {
			found, err = s.rewind(ctx, snap, version)
		}
		if errors.Is(err, rpctypes.ErrCompacted) { // the revision it read from is gone, it took that long
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		return snap.values, found, nil
	}
	return nil, nil, unavailable(nil)
}

// KeyValueVersions is described by selvedge.KeyValueHistoryService.
func (s *Store) KeyValueVersions(ctx context.Context, id string, before uint64, limit int) ([]selvedge.KeyValueVersion, bool, error) {
	if limit < 1 || limit > historyMaxAsk {
		return nil, false, selvedge.Errorf(selvedge.CodeValidation, "The limit is %d; it must be from 1 to %d.", limit, historyMaxAsk)
	}
	if _, err := s.KeyValueStoreByID(ctx, id); err != nil {
		return nil, false, err
	}
	from, to := historyKey(id, 0), piecesPrefix(id) // which sort behind all versions
	if before != 0 {
		to = historyKey(id, before)
	}
	list := []selvedge.KeyValueVersion{}
	for {
		resp, err := s.read(ctx, clientv3.OpGet(from, clientv3.WithRange(to), clientv3.WithLimit(historyChunk),
			clientv3.WithSort(clientv3.SortByKey, clientv3.SortDescend)))
		if err != nil {
			return nil, false, err
		}
		found := resp.Responses[0].GetResponseRange()
		for i, kv := range found.Kvs {
			if len(list) == limit {
				return list, true, nil
			}
			var r selvedge.KeyValueVersion
			if err := decode(string(kv.Key), kv.Value, &r); err != nil {
				return nil, false, err
			}
			list = append(list, r)
			to = string(found.Kvs[i].Key)
		}
		if !found.More {
			return list, false, nil
		}
	}
}

func noSuchVersion(version uint64, c *selvedge.KeyValueContent) error {
	oldest := c.History.Oldest
	if oldest == 0 {
		oldest = c.Version
	}
	return selvedge.Errorf(selvedge.CodeResourceNotFound,
		"There is no version %d of the key value store; versions %d to %d are kept.", version, oldest, c.Version)
}

var _ selvedge.KeyValueHistoryService = (*Store)(nil)
