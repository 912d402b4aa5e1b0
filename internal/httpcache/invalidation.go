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

// maxInvalidations bounds the list of those that what is on its way is compared with. When it is full, the oldest
// ones are made into one that covers all of their distributions: more is fetched again then than need be.
const maxInvalidations = 4096

// covers says whether an object must not be used any more. Source: api.md section 5; AWS developer guide, "Invalidate
// files to remove content": a * at the end stands for any text, elsewhere it is itself; the query is part of the path;
// cookies and headers do not matter.
func (i *invalidation) covers(distribution, uri string, requested time.Time) bool {
	return !requested.After(i.before) && (i.distribution == distribution || i.distribution == "") && matchesPath(i.pattern, uri)
}

func matchesPath(pattern, uri string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(uri, prefix)
	}
	return pattern == uri
}

// invalidations are those that may concern what is on its way. The zero value is ready; the owner guards it.
type invalidations struct{ list []invalidation }

// add appends one, and forgets those that concern nothing any more: every fetch that is under way began after oldest.
func (l *invalidations) add(one invalidation, oldest time.Time) {
	kept := l.list[:0]
	for i := range l.list {
		if !l.list[i].before.Before(oldest) {
			kept = append(kept, l.list[i])
		}
	}
	l.list = kept
	if len(l.list) >= maxInvalidations {
		half := len(l.list) / 2
		all := invalidation{pattern: "*"}
		for i := range l.list[:half] {
			if l.list[i].before.After(all.before) {
				all.before = l.list[i].before
			}
		}
		l.list = append([]invalidation{all}, l.list[half:]...)
	}
	l.list = append(l.list, one)
}

func (l *invalidations) covers(distribution, uri string, requested time.Time) bool {
	for i := range l.list {
		if l.list[i].covers(distribution, uri, requested) {
			return true
		}
	}
	return false
}
