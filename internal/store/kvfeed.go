// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file follows the content of key value stores for an edge.

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.etcd.io/etcd/api/v3/mvccpb"

	"selvedge"
	"selvedge/internal/kvview"
)

// edgeState is what an edge was told.
type edgeState struct {
	stages served
	stores map[string]*followedStore // by id
}

func newEdgeState() *edgeState {
	return &edgeState{stages: make(served), stores: map[string]*followedStore{}}
}

// followedStore is a key value store as an edge knows it. A generation that is not the current one is on its way to be.
type followedStore struct {
	record      *selvedge.KeyValueStore
	generations map[uint64]*kvview.View
}

// update returns what c means to the edge. Records that cannot be read are left out and are in the error.
func (s *edgeState) update(c *change) (selvedge.EdgeUpdate, error) {
	u, err := s.stages.update(c)
	resourceErr := errors.Join(updateResources(&u, c), updateInvalidations(&u, c))
	if c.full {
		clear(s.stores)
	}
	records, values, keyErr := splitKeyValues(c.keyValues)
	u.KeyValues = map[string]selvedge.KeyValues{}
	errs := []error{err, keyErr, resourceErr}
	for id, kv := range records {
		if kv == nil {
			if s.stores[id] != nil {
				u.KeyValues[id] = nil
			}
			delete(s.stores, id)
			continue
		}
		record := new(selvedge.KeyValueStore)
		if err := decode(string(kv.Key), kv.Value, record); err != nil {
			errs = append(errs, err)
			continue
		}
		if s.stores[id] == nil {
			s.stores[id] = &followedStore{generations: map[uint64]*kvview.View{}}
		}
		s.stores[id].record = record
		if values[id] == nil {
			values[id] = map[uint64][]kvview.Change{}
		}
	}
	for id, generations := range values {
		f := s.stores[id]
		if f == nil { // its values are being deleted
			continue
		}
		f.apply(id, generations)
		if records[id] != nil {
			u.KeyValues[id] = f.view(id)
		}
	}
	return u, errors.Join(errs...)
}

// splitKeyValues sorts what is behind keyValuePrefix into records and changes of values, by store.
func splitKeyValues(all map[string]*mvccpb.KeyValue) (
	records map[string]*mvccpb.KeyValue, values map[string]map[uint64][]kvview.Change, err error,
) {
	records, values = map[string]*mvccpb.KeyValue{}, map[string]map[uint64][]kvview.Change{}
	var errs []error
	for rest, kv := range all {
		id, rest, _ := strings.Cut(rest, "/")
		if rest == storeMeta {
			records[id] = kv
			continue
		}
		number, key, ok := strings.Cut(rest, "/")
		generation, numberErr := strconv.ParseUint(number, 10, 64)
		if !ok || numberErr != nil {
			errs = append(errs, fmt.Errorf("record %q: no value of a key value store", keyValuePrefix+id+"/"+rest))
			continue
		}
		change := kvview.Change{Key: key, Deleted: kv == nil}
		if kv != nil {
			if err := decode(string(kv.Key), kv.Value, &change.Value); err != nil {
				errs = append(errs, err)
				continue
			}
		}
		if values[id] == nil {
			values[id] = map[uint64][]kvview.Change{}
		}
		values[id][generation] = append(values[id][generation], change)
	}
	return records, values, errors.Join(errs...)
}

// apply brings changes of the values into effect, by generation. Those before the current one are of no interest.
func (f *followedStore) apply(id string, changes map[uint64][]kvview.Change) {
	current := f.record.Content.Generation
	for generation := range f.generations {
		if generation < current {
			delete(f.generations, generation)
		}
	}
	for generation, list := range changes {
		if generation < current {
			continue
		}
		modified := time.Time{}
		if generation == current {
			modified = f.record.Content.ModifiedTime
		}
		v := f.generations[generation]
		if v == nil {
			v = kvview.New(id, f.record.CreatedTime)
		}
		f.generations[generation] = v.With(list, modified)
	}
}

// view returns the content of the current generation.
func (f *followedStore) view(id string) *kvview.View {
	content := &f.record.Content
	v := f.generations[content.Generation]
	switch {
	case v == nil:
		v = kvview.New(id, f.record.CreatedTime).With(nil, content.ModifiedTime)
	case !v.Modified().Equal(content.ModifiedTime):
		v = v.With(nil, content.ModifiedTime)
	}
	f.generations[content.Generation] = v
	return v
}
