// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"strings"
	"time"
)

// invalidation is an order to use nothing any more that was asked for at or before a moment.
type invalidation struct {
	distribution, pattern string
	before                time.Time
}

// maxInvalidations bounds, for each distribution, the list of those that what is on its way is compared with. When it
// is full, the older half is made into one that covers the whole distribution: more is fetched again then than need be.
const maxInvalidations = 4096

// covers says whether an object must not be used any more. Source: api.md section 5; AWS developer guide, "Invalidate
// files to remove content": a * at the end stands for any text, elsewhere it is itself; the query is part of the path;
// cookies and headers do not matter.
func (i *invalidation) covers(distribution, uri string, requested time.Time) bool {
	return !requested.After(i.before) && i.distribution == distribution && matchesPath(i.pattern, uri)
}

func matchesPath(pattern, uri string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(uri, prefix)
	}
	return pattern == uri
}

// invalidations are those that may concern what is on its way, by distribution. The zero value is ready; the owner
// guards it.
type invalidations struct{ lists map[string][]invalidation }

// add appends one, and forgets those of its distribution that concern nothing any more: everything that is on its way
// was asked for at oldest or later.
func (l *invalidations) add(one invalidation, oldest time.Time) {
	if l.lists == nil {
		l.lists = map[string][]invalidation{}
	}
	var list []invalidation
	for _, i := range l.lists[one.distribution] {
		if !i.before.Before(oldest) {
			list = append(list, i)
		}
	}
	if len(list) >= maxInvalidations {
		half := len(list) / 2
		all := invalidation{distribution: one.distribution, pattern: "*"}
		for _, i := range list[:half] {
			if i.before.After(all.before) {
				all.before = i.before
			}
		}
		list = append([]invalidation{all}, list[half:]...)
	}
	l.lists[one.distribution] = append(list, one)
}

func (l *invalidations) covers(distribution, uri string, requested time.Time) bool {
	list := l.lists[distribution]
	for i := range list {
		if list[i].covers(distribution, uri, requested) {
			return true
		}
	}
	return false
}
