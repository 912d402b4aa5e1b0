// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/store"
)

func paths(reference string, items ...string) selvedge.InvalidationBatch {
	return selvedge.InvalidationBatch{CallerReference: reference, Paths: selvedge.Paths{Quantity: len(items), Items: items}}
}

func (f fixture) mustInvalidate(t *testing.T, distribution string, batch selvedge.InvalidationBatch) *selvedge.Invalidation {
	t.Helper()
	i, err := f.CreateInvalidation(t.Context(), distribution, batch)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// TestInvalidations: InProgress until every live edge has applied it. Source: api.md section 5.
func TestInvalidations(t *testing.T) {
	eachMode(t, store.Config{EdgeTTL: time.Minute}, func(t *testing.T, f fixture) {
		d := f.mustDistribute(t, newConfig("r"))
		e := runEdge(t, f.Store, "e")
		e.serves(t, f.Store)
		eventually(t, "the edge is live", func() bool {
			resp, err := f.Client().Get(t.Context(), store.Root+"applied/e")
			return err == nil && resp.Count > 0
		})
		let := e.block()
		defer let()
		made := f.mustInvalidate(t, d.ID, paths("one", "/a", "/b/*"))
		if !regexp.MustCompile(`^I[0-9A-Z]{25}$`).MatchString(made.ID) { // api.md 1.9
			t.Errorf("id = %q", made.ID)
		}
		want := &selvedge.Invalidation{
			ID: made.ID, DistributionID: d.ID, Batch: paths("one", "/a", "/b/*"), CreateTime: at(0),
		}
		wantEqual(t, "made", made, want)
		read := func() *selvedge.Invalidation {
			t.Helper()
			i, err := f.Invalidation(t.Context(), d.ID, made.ID)
			if err != nil {
				t.Fatal(err)
			}
			return i
		}
		wantEqual(t, "before the edge has applied it", read(), want)
		wantEqual(t, "in progress", mustD(t)(f.Distribution(t.Context(), d.ID)).InvalidationsInProgress, 1)
		let()
		eventually(t, "completed", func() bool { return read().Completed })
		wantEqual(t, "in progress", mustD(t)(f.Distribution(t.Context(), d.ID)).InvalidationsInProgress, 0)
		wantEqual(t, "version of the distribution", mustD(t)(f.Distribution(t.Context(), d.ID)).Version, uint64(1))
		last := e.update(e.count() - 1)
		wantEqual(t, "what the edge was told", last.Invalidations, []selvedge.EdgeInvalidation{
			{DistributionID: d.ID, Paths: []string{"/a", "/b/*"}, CreateTime: at(0), Revision: last.Revision},
		})

		// The same caller reference: the same invalidation, or none.
		f.clock.advance(time.Minute)
		want.Completed = true
		wantEqual(t, "again", f.mustInvalidate(t, d.ID, paths("one", "/a", "/b/*")), want)
		_, err := f.CreateInvalidation(t.Context(), d.ID, paths("one", "/a"))
		wantError(t, err, selvedge.CodeInvalidArgument, made.ID)
		other := f.mustInvalidate(t, f.mustDistribute(t, newConfig("other")).ID, paths("one", "/a"))

		_, err = f.CreateInvalidation(t.Context(), "x", paths("", "a"))
		wantError(t, err, selvedge.CodeNoSuchDistribution, "")
		_, err = f.CreateInvalidation(t.Context(), d.ID, paths("two", "a"))
		wantError(t, err, selvedge.CodeInvalidArgument, "Paths.Items.1")
		_, err = f.Invalidation(t.Context(), d.ID, other.ID)
		wantError(t, err, selvedge.CodeNoSuchInvalidation, "The specified invalidation does not exist.")
		_, err = f.Invalidation(t.Context(), "x", made.ID)
		wantError(t, err, selvedge.CodeNoSuchDistribution, "")
		_, _, err = f.Invalidations(t.Context(), "x", selvedge.Page{Limit: 1})
		wantError(t, err, selvedge.CodeNoSuchDistribution, "")

		second := f.mustInvalidate(t, d.ID, paths("two", "/*"))
		third := f.mustInvalidate(t, d.ID, paths("three", "/*"))
		list := func(after string, limit int) (ids []string, more bool) {
			t.Helper()
			found, more, err := f.Invalidations(t.Context(), d.ID, selvedge.Page{After: after, Limit: limit})
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range found {
				ids = append(ids, i.ID)
			}
			return ids, more
		}
		ids, more := list("", 2)
		wantEqual(t, "first page", []any{ids, more}, []any{[]string{third.ID, second.ID}, true})
		ids, more = list(second.ID, 2)
		wantEqual(t, "second page", []any{ids, more}, []any{[]string{made.ID}, false})
		_, _, err = f.Invalidations(t.Context(), d.ID, selvedge.Page{After: other.ID, Limit: 1})
		wantError(t, err, selvedge.CodeInvalidArgument, other.ID)

		f.mustDelete(t, d.ID, "r")
		left, err := f.Client().Get(t.Context(), store.Root, clientv3.WithPrefix(), clientv3.WithKeysOnly())
		if err != nil {
			t.Fatal(err)
		}
		for _, kv := range left.Kvs {
			if strings.Contains(string(kv.Key), d.ID) {
				t.Errorf("left of the distribution: %s", kv.Key)
			}
		}
	})
}

// mustDelete disables and deletes a distribution.
func (f fixture) mustDelete(t *testing.T, id, reference string) {
	t.Helper()
	d := mustD(t)(f.Distribution(t.Context(), id))
	d = mustD(t)(f.UpdateDistribution(t.Context(), id, d.ETag(), disabled(newConfig(reference))))
	eventually(t, "deployed", func() bool { return mustD(t)(f.Distribution(t.Context(), id)).Deployed })
	if err := f.DeleteDistribution(t.Context(), id, d.ETag()); err != nil {
		t.Fatal(err)
	}
}

// TestInvalidationLimits: 3000 paths and 15 wildcards in progress. Source: api.md section 5.
func TestInvalidationLimits(t *testing.T) {
	f := open(t, store.Config{})
	d := f.mustDistribute(t, newConfig("r"))
	if err := f.RegisterEdge(t.Context(), "stuck", 60, 1); err != nil {
		t.Fatal(err)
	}
	many := func(n int, end string) []string {
		items := make([]string, n)
		for i := range items {
			items[i] = fmt.Sprint("/", i, end)
		}
		return items
	}
	create := func(reference string, items []string) error {
		_, err := f.CreateInvalidation(t.Context(), d.ID, paths(reference, items...))
		return err
	}
	wantError(t, create("a", many(3001, "")), selvedge.CodeBatchTooLarge, "3000")
	wantError(t, create("a", many(200, strings.Repeat("x", 3900))), selvedge.CodeBatchTooLarge, "bytes")
	wantError(t, create("a", many(16, "*")), selvedge.CodeTooManyInvalidationsInProgress, "15")
	for i := range 15 {
		f.mustInvalidate(t, d.ID, paths(fmt.Sprint(i), "/*"))
	}
	wantError(t, create("a", []string{"/*"}), selvedge.CodeTooManyInvalidationsInProgress, "wildcard")
	f.mustInvalidate(t, d.ID, paths("most", many(2985, "")...))
	wantError(t, create("a", []string{"/a"}), selvedge.CodeTooManyInvalidationsInProgress, "3000")
	wantEqual(t, "in progress", mustD(t)(f.Distribution(t.Context(), d.ID)).InvalidationsInProgress, 16)
	f.mustInvalidate(t, f.mustDistribute(t, newConfig("other")).ID, paths("a", "/*")) // the limits are per distribution
	if _, err := f.Client().Delete(t.Context(), store.Root+"applied/stuck"); err != nil {
		t.Fatal(err)
	}
	if err := create("a", []string{"/*"}); err != nil {
		t.Errorf("after all are completed: %v", err)
	}
}

// TestInvalidationsForgotten: only the newest of those that are completed are remembered, and an edge that loads
// everything forgets what was stored before them.
func TestInvalidationsForgotten(t *testing.T) {
	f := open(t, store.Config{})
	d := f.mustDistribute(t, newConfig("r"))
	first := f.mustInvalidate(t, d.ID, paths("first", "/first"))
	for i := range store.KeepBatches + 1 {
		f.clock.advance(time.Second)
		f.mustInvalidate(t, d.ID, paths(fmt.Sprint(i), fmt.Sprint("/", i)))
	}
	_, err := f.Invalidation(t.Context(), d.ID, first.ID)
	wantError(t, err, selvedge.CodeNoSuchInvalidation, "")
	_, err = f.Invalidation(t.Context(), d.ID, "forgotten") // no invalidation, but a record
	wantError(t, err, selvedge.CodeNoSuchInvalidation, "")
	list, more, err := f.Invalidations(t.Context(), d.ID, selvedge.Page{Limit: 1000})
	if err != nil || more || len(list) != store.KeepBatches+1 { // the newest was not completed when it was counted
		t.Errorf("%d invalidations, %v, %v; want %d", len(list), more, err, store.KeepBatches+1)
	}
	e := runEdge(t, f.Store, "e")
	eventually(t, "first update", func() bool { return e.count() > 0 })
	told := e.update(0).Invalidations
	all := false
	for _, i := range told {
		all = all || i.Paths[0] == "/*" && i.CreateTime.Equal(first.CreateTime)
	}
	if !all || len(told) != store.KeepBatches+2 {
		t.Errorf("the edge was told of %d invalidations, of the forgotten ones: %v", len(told), all)
	}
	f.mustDelete(t, d.ID, "r")
}

// TestConcurrentInvalidations lets all clients invalidate the same and other things; none is lost, and the same caller
// reference is one invalidation.
func TestConcurrentInvalidations(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		d := f.mustDistribute(t, newConfig("r"))
		edges := []*testEdge{runEdge(t, f.Store, "a"), runEdge(t, f.Store, "b")}
		var ids atomic.Pointer[string]
		together(func(client int) {
			same, err := f.CreateInvalidation(t.Context(), d.ID, paths("same", "/same"))
			if err != nil {
				t.Error(err)
				return
			}
			if !ids.CompareAndSwap(nil, &same.ID) && *ids.Load() != same.ID {
				t.Errorf("the same caller reference gave %s and %s", *ids.Load(), same.ID)
			}
			for i := range 5 {
				path := fmt.Sprintf("/%d-%d", client, i)
				if _, err := f.CreateInvalidation(t.Context(), d.ID, paths(path, path)); err != nil {
					t.Error(err)
				}
			}
		})
		eventually(t, "all completed", func() bool {
			return mustD(t)(f.Distribution(t.Context(), d.ID)).InvalidationsInProgress == 0
		})
		for _, e := range edges {
			told := map[string]bool{}
			for i := range e.count() {
				for _, v := range e.update(i).Invalidations {
					told[v.Paths[0]] = true
				}
			}
			if len(told) != 5*clients+1 {
				t.Errorf("an edge was told of %d paths, want %d", len(told), 5*clients+1)
			}
		}
	})
}

// TestCoalescedResources: what becomes one update loses no invalidation, also when its record is gone by then, and has
// the last state of policies.
func TestCoalescedResources(t *testing.T) {
	u, err := store.Coalesced(
		map[string]string{
			"policies/cache/kept": `{"ID":"kept","Version":1}`, "policies/cache/gone": `{"ID":"gone","Version":1}`,
			"oac/E1": `{"ID":"E1"}`, "oai/E2": `{"ID":"E2"}`, "policies/other/x": `{}`,
		},
		map[string]string{
			"invalidations/D/I1": `{"ID":"I1","Batch":{"Paths":{"Items":["/a"]}}}`, "policies/cache/kept": `{"ID":"kept","Version":2}`,
			"policies/origin-request/new": `{"ID":"new"}`, "policies/response-headers/new": `{"ID":"new"}`,
		},
		map[string]string{"invalidations/D/I1": "", "policies/cache/gone": ""},
	)
	if err == nil || !strings.Contains(err.Error(), "policies/other/x") {
		t.Errorf("error = %v, want one that names the record of an unknown kind", err)
	}
	wantEqual(t, "invalidations", u.Invalidations, []selvedge.EdgeInvalidation{{DistributionID: "D", Paths: []string{"/a"}}})
	if len(u.CachePolicies) != 1 || u.CachePolicies["kept"].Version != 2 || u.OriginRequestPolicies["new"] == nil ||
		u.ResponseHeadersPolicies["new"] == nil || u.OriginAccessControls["E1"] == nil {
		t.Errorf("update = %+v", u)
	}
}
