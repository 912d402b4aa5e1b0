// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvview

import (
	"hash/maphash"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"time"

	"selvedge"
)

// perShard is how many pairs a shard has on average at the most. A change copies the shards that it touches and the
// list of shards.
const perShard = 32

// View is one version of the content of a key value store. The zero value is not one; see New.
type View struct {
	id                string
	created, modified time.Time
	count             int
	seed              maphash.Seed
	shards            [][]pair // 2^n of them; each in order of key
}

type pair struct{ key, value string }

// Change is a key that gets a value, or that is deleted.
type Change struct {
	Key, Value string
	Deleted    bool
}

// New returns the empty first version of the store id.
func New(id string, created time.Time) *View {
	return &View{id: id, created: created, modified: created, seed: maphash.MakeSeed(), shards: make([][]pair, 1)}
}

// With returns the version that follows v by changes, which was made at modified. Each key is in changes once. To delete
// what is not there changes nothing. The view keeps the strings.
func (v *View) With(changes []Change, modified time.Time) *View {
	next := *v
	next.modified = modified
	puts := 0
	for i := range changes {
		if !changes[i].Deleted {
			puts++
		}
	}
	next.resize(v.count + puts)
	if len(next.shards) == len(v.shards) {
		next.shards = slices.Clone(v.shards)
	}
	byShard := make(map[int][]Change)
	for _, c := range changes {
		i := next.shardOf(c.Key)
		byShard[i] = append(byShard[i], c)
	}
	for i, list := range byShard {
		before := len(next.shards[i])
		next.shards[i] = merge(next.shards[i], list)
		next.count += len(next.shards[i]) - before
	}
	return &next
}

// resize makes the number of shards fit for count pairs. The shards of a view that is not resized are those of the
// version before, not to be written to.
func (v *View) resize(count int) {
	want := 1 << bits.Len(uint(count/perShard))
	if want <= len(v.shards) && want*4 > len(v.shards) {
		return
	}
	old := v.shards
	v.shards = make([][]pair, want)
	for _, shard := range old {
		for _, p := range shard {
			i := v.shardOf(p.key)
			v.shards[i] = append(v.shards[i], p)
		}
	}
	for _, shard := range v.shards {
		slices.SortFunc(shard, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	}
}

func (v *View) shardOf(key string) int {
	return int(maphash.String(v.seed, key) & uint64(len(v.shards)-1))
}

// merge returns a new shard with changes.
func merge(shard []pair, changes []Change) []pair {
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Key, b.Key) })
	merged := make([]pair, 0, len(shard)+len(changes))
	i := 0
	for _, c := range changes {
		for i < len(shard) && shard[i].key < c.Key {
			merged = append(merged, shard[i])
			i++
		}
		if i < len(shard) && shard[i].key == c.Key {
			i++
		}
		if !c.Deleted {
			merged = append(merged, pair{c.Key, c.Value})
		}
	}
	return append(merged, shard[i:]...)
}

// ID implements selvedge.KeyValues.
func (v *View) ID() string { return v.id }

// Lookup implements selvedge.KeyValues.
func (v *View) Lookup(key string) (string, bool) {
	shard := v.shards[v.shardOf(key)]
	i, found := slices.BinarySearchFunc(shard, key, func(p pair, key string) int { return strings.Compare(p.key, key) })
	if !found {
		return "", false
	}
	return shard[i].value, true
}

// All yields the keys with their values, in no order.
func (v *View) All() iter.Seq2[string, string] {
	return func(yield func(key, value string) bool) {
		for _, shard := range v.shards {
			for _, p := range shard {
				if !yield(p.key, p.value) {
					return
				}
			}
		}
	}
}

// Len implements selvedge.KeyValues.
func (v *View) Len() int { return v.count }

// Created implements selvedge.KeyValues.
func (v *View) Created() time.Time { return v.created }

// Modified implements selvedge.KeyValues.
func (v *View) Modified() time.Time { return v.modified }

var _ selvedge.KeyValues = (*View)(nil)
