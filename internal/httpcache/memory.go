// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"fmt"
	"hash/maphash"
	"sync"
	"sync/atomic"

	"github.com/maypok86/otter/v2"
)

// memory is the tier in memory. Its library decides what is worth keeping (W-TinyLFU). Objects are found by a hash of
// their key, which is seeded, so that nobody can make keys meet; the key itself is compared, too.
type memory struct {
	seed  maphash.Seed
	cache *otter.Cache[uint64, *Object]
	most  int64 // bytes of one object
	bytes atomic.Int64
	gone  atomic.Uint64 // evicted

	removals atomic.Uint64 // changed with mu held

	mu sync.Mutex // held while something is put, so that no more than one object is above the limit
}

// maxInMemory bounds the objects in memory; larger ones are read from disk block by block.
const maxInMemory = 16 << 20

// memoryShare is the part of the tier that one object may take.
const memoryShare = 16

// newMemory returns a tier that never holds more than limit bytes.
func newMemory(limit int64) (*memory, error) {
	m := &memory{seed: maphash.MakeSeed(), most: min(limit/memoryShare, maxInMemory)}
	var err error
	m.cache, err = otter.New(&otter.Options[uint64, *Object]{
		MaximumWeight: uint64(max(1, limit-m.most)),                          //nolint:gosec // positive
		Weigher:       func(_ uint64, o *Object) uint32 { return o.heavy() }, // at most maxInMemory
		Executor:      func(task func()) { task() },                          // no goroutines of its own
		OnAtomicDeletion: func(e otter.DeletionEvent[uint64, *Object]) {
			m.bytes.Add(-int64(e.Value.heavy()))
			if e.WasEvicted() {
				m.gone.Add(1)
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	return m, nil
}

// heavy is the weight as the library takes it.
func (o *Object) heavy() uint32 { return uint32(min(o.weight(), 1<<31)) } //nolint:gosec // bounded

func (m *memory) hash(key []byte) uint64 { return maphash.Bytes(m.seed, key) }

// get returns the object with a key, or nil.
func (m *memory) get(key []byte) *Object {
	o, ok := m.cache.GetIfPresent(m.hash(key))
	if !ok || o.Key != string(key) {
		return nil
	}
	return o
}

// fits says whether an object may be put.
func (m *memory) fits(o *Object) bool { return o.weight() <= m.most }

func (m *memory) put(o *Object) {
	m.mu.Lock()
	defer m.mu.Unlock()

	m.bytes.Add(int64(o.heavy()))
	m.cache.Set(m.hash([]byte(o.Key)), o)
	m.cache.CleanUp()
}

// promote puts what was found on disk when removals was as given, unless something has been put or removed since.
func (m *memory) promote(o *Object, removals uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()

	if m.removals.Load() != removals {
		return
	}
	m.bytes.Add(int64(o.heavy()))
	if _, ok := m.cache.SetIfAbsent(m.hash([]byte(o.Key)), o); !ok {
		m.bytes.Add(-int64(o.heavy()))
	}
	m.cache.CleanUp()
}

func (m *memory) remove(key []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()

	m.removals.Add(1)
	m.cache.Invalidate(m.hash(key))
}

func (m *memory) removeWhere(condition func(o *Object) bool) {
	m.mu.Lock()
	defer m.mu.Unlock()

	m.removals.Add(1)
	for hash, o := range m.cache.All() {
		if condition(o) {
			m.cache.Invalidate(hash)
		}
	}
}
