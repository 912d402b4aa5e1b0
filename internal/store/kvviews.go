// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file keeps the views of key value stores that were asked for last, for tests of functions: to read a full store
// takes up to a third of a second.

import (
	"slices"
	"sync"

	"selvedge/internal/kvview"
)

// maxViews is how many views are kept. One may take some 50 MB, when its pairs are very small.
const maxViews = 4

// viewCache is safe for concurrent use.
type viewCache struct {
	mu sync.Mutex

	views []cachedView // the last one asked for is the last
}

// cachedView is the content of a store at a revision of its record, with which each change of the content comes.
type cachedView struct {
	id       string
	revision int64
	view     *kvview.View
}

// get returns the view of the store id at this revision of its record, or nil.
func (c *viewCache) get(id string, revision int64) *kvview.View {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, v := range c.views {
		if v.id == id && v.revision == revision {
			c.views = append(slices.Delete(c.views, i, i+1), v)
			return v.view
		}
	}
	return nil
}

// put keeps a view instead of an older one of the store.
func (c *viewCache) put(v cachedView) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.views = slices.DeleteFunc(c.views, func(old cachedView) bool { return old.id == v.id })
	if len(c.views) >= maxViews {
		c.views = slices.Delete(c.views, 0, 1)
	}
	c.views = append(c.views, v)
}
