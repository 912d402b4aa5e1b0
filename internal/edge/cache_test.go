// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"testing"
	"time"

	"selvedge/internal/httpcache"
)

// newCache returns a cache in memory.
func newCache(t testing.TB, now func() time.Time) *httpcache.Store {
	t.Helper()
	cache, err := httpcache.Open(httpcache.Config{MemoryBytes: 32 << 20, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cache.Close)
	return cache
}
