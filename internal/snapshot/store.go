// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"strings"
	"sync/atomic"
	"time"

	"selvedge"
	"selvedge/internal/kvview"
)

// Store is a key value store that functions read. Its content changes while the snapshots that lead to it stay, so that
// a write of keys costs neither a new snapshot nor a new link; whoever reads takes one version and stays with it.
type Store struct {
	current atomic.Pointer[selvedge.KeyValues]
}

// Current returns the newest version of the content; nil when there is no store.
func (s *Store) Current() selvedge.KeyValues {
	if s == nil {
		return nil
	}
	return *s.current.Load()
}

// applyStores brings new versions of key value stores into effect. One that is deleted keeps its last version for
// invocations that are under way; no function reads it any more.
func (b *Builder) applyStores(changed map[string]selvedge.KeyValues) {
	for id, content := range changed {
		switch s := b.stores[id]; {
		case content == nil:
			delete(b.stores, id)
		case s == nil:
			b.stores[id] = newStore(content)
		default:
			s.current.Store(&content)
		}
	}
}

func newStore(content selvedge.KeyValues) *Store {
	s := &Store{}
	s.current.Store(&content)
	return s
}

// store returns the store that a function with this configuration reads, or nil. One that is not known, as its record
// could not be read, is empty: the function was compiled for a store.
func (b *Builder) store(config *selvedge.FunctionConfig) *Store {
	id := storeID(config)
	if id == "" {
		return nil
	}
	s := b.stores[id]
	if s == nil {
		s = newStore(kvview.New(id, time.Time{}))
		b.stores[id] = s
	}
	return s
}

// storeID returns the id at the end of the ARN of the store that a function reads, or "".
func storeID(config *selvedge.FunctionConfig) string {
	a := config.KeyValueStoreAssociations
	if a == nil || len(a.Items) == 0 {
		return ""
	}
	arn := a.Items[0].KeyValueStoreARN
	return arn[strings.LastIndexByte(arn, '/')+1:]
}
