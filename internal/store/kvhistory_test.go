// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/store"
)

// versionRecord is a record of the history as it is stored.
type versionRecord struct {
	Version   uint64
	ItemCount int
	Size      int64
	Undo      []struct {
		Key string
		Old *string
	}
	Generation uint64
	Pieces     int
}

// checkHistory follows the history of all key value stores back from what they hold now: each version has the figures
// that its record says, the bytes are exact, and there is nothing beside.
func checkHistory(t *testing.T, all *clientv3.GetResponse) {
	t.Helper()
	records, left := map[string][]byte{}, map[string]bool{}
	for _, kv := range all.Kvs {
		key := strings.TrimPrefix(string(kv.Key), store.Root)
		records[key] = kv.Value
		if rest, ok := strings.CutPrefix(key, "store-history/"); ok {
			left[rest] = true
		}
	}
	for key, record := range records {
		id, isStore := strings.CutSuffix(key, "/meta")
		if !isStore || !strings.HasPrefix(key, "kvs/") {
			continue
		}
		var s selvedge.KeyValueStore
		if err := json.Unmarshal(record, &s); err != nil {
			t.Errorf("record %s: %v", key, err)
		}
		values := map[string]string{}
		for key, record := range records {
			if k, ok := strings.CutPrefix(key, fmt.Sprintf("%s/%d/", id, s.Content.Generation)); ok {
				var value string
				_ = json.Unmarshal(record, &value) // checkStores reports it
				values[k] = value
			}
		}
		if s.Status == selvedge.StoreReady {
			rewindAll(t, &s, values, records, left)
		}
	}
	for rest := range left {
		id, rest, _ := strings.Cut(rest, "/")
		generation, _, _ := strings.Cut(strings.TrimPrefix(rest, "pieces/"), "/")
		_, isDeleted := records["trash/"+id+"/history"]
		var s selvedge.KeyValueStore
		_ = json.Unmarshal(records["kvs/"+id+"/meta"], &s)
		switch {
		case isDeleted, s.Status != "" && s.Status != selvedge.StoreReady:
		case strings.HasPrefix(rest, "pieces/") && strings.Contains(string(records["trash/"+id+"/"+generation]), `"Pieces":true`):
		default:
			t.Errorf("history %s/%s belongs to nothing", id, rest)
		}
	}
}

// rewindAll turns values from the current version of s into the oldest, and takes from left what belongs to them.
func rewindAll(t *testing.T, s *selvedge.KeyValueStore, values map[string]string, records map[string][]byte, left map[string]bool) {
	t.Helper()
	var sum int64
	for version := s.Content.Version; version >= max(1, s.Content.History.Oldest); version-- {
		rest := fmt.Sprintf("%s/%020d", s.ID, version)
		var r versionRecord
		if err := json.Unmarshal(records["store-history/"+rest], &r); err != nil {
			t.Errorf("version %d of %s: %v", version, s.Name, err)
			return
		}
		delete(left, rest)
		sum += int64(len(store.Root+"store-history/"+rest) + len(records["store-history/"+rest]))
		size := int64(0)
		for k, v := range values {
			size += int64(len(k)+len(v)) + 1
		}
		if r.Version != version || r.ItemCount != len(values) || r.Size != size {
			t.Errorf("version %d of %s is %d keys with %d bytes, its record %+v", version, s.Name, len(values), size, r)
		}
		var packed []byte
		for i := range r.Pieces {
			rest := fmt.Sprintf("%s/pieces/%d/%03d", s.ID, r.Generation, i)
			packed = append(packed, records["store-history/"+rest]...)
			delete(left, rest)
		}
		sum += int64(len(packed))
		if r.Pieces > 0 {
			if err := json.NewDecoder(flate.NewReader(bytes.NewReader(packed))).Decode(&r.Undo); err != nil {
				t.Errorf("pieces of version %d of %s: %v", version, s.Name, err)
			}
		}
		for _, u := range r.Undo {
			if u.Old == nil {
				delete(values, u.Key)
			} else {
				values[u.Key] = *u.Old
			}
		}
	}
	if sum != s.Content.History.Bytes {
		t.Errorf("history of %s has %d bytes, the record says %d", s.Name, sum, s.Content.History.Bytes)
	}
}

// pairs returns n pairs with a value.
func pairs(n int, value string) map[string]string {
	m := map[string]string{}
	for i := range n {
		m["k"+strconv.Itoa(i)] = value
	}
	return m
}

func mustV(t *testing.T) func(*selvedge.KeyValueVersion, error) *selvedge.KeyValueVersion {
	return func(v *selvedge.KeyValueVersion, err error) *selvedge.KeyValueVersion {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestKeyValueHistory takes a store through all kinds of changes and asks for each version.
func TestKeyValueHistory(t *testing.T) {
	config := store.Config{}
	config.KeepVersions(100, 1<<20, 10)
	eachMode(t, config, func(t *testing.T, f fixture) {
		s := f.mustStore(t, "s")
		ctx := selvedge.WithPrincipal(t.Context(), selvedge.Principal{AccessKeyID: "AKIAME"})
		change := func(tag string, c selvedge.KeyChanges) {
			t.Helper()
			f.clock.advance(time.Second)
			mustS(t)(f.ChangeKeyValues(ctx, s.ID, tag, c))
		}
		change(selvedge.DataETag(1), selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "a", Value: "1"}, {Key: "b", Value: "\u2028<"}}})
		change(selvedge.DataETag(2), selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "a", Value: "1"}}})
		change(selvedge.DataETag(3), selvedge.KeyChanges{Deletes: []string{"a"}})
		change(selvedge.DataETag(4), selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "c", Value: ""}}, Deletes: []string{"b"}})
		mustV(t)(f.ReplaceKeyValues(ctx, s.ID, selvedge.DataETag(5), pairs(30, "x"), false))
		mustV(t)(f.ReplaceKeyValues(ctx, s.ID, "", map[string]string{"k1": "x", "k2": "y", "z": "z"}, true))
		mustV(t)(f.RollBackKeyValues(ctx, s.ID, "", 2))
		last := mustV(t)(f.RollBackKeyValues(ctx, s.ID, selvedge.DataETag(8), 7))

		seven := pairs(30, "x")
		maps.Copy(seven, map[string]string{"k2": "y", "z": "z"})
		for i, want := range []map[string]string{
			seven, {}, {"a": "1", "b": "\u2028<"}, {"a": "1", "b": "\u2028<"}, {"b": "\u2028<"}, {"c": ""}, pairs(30, "x"), seven,
			{"a": "1", "b": "\u2028<"}, seven,
		} {
			got, v, err := f.KeyValuesAt(t.Context(), s.ID, uint64(i))
			if err != nil {
				t.Fatal(err)
			}
			wantEqual(t, fmt.Sprint("version ", i), got, want)
			wantEqual(t, "items", v.ItemCount, len(want))
		}
		list, more, err := f.KeyValueVersions(t.Context(), s.ID, 0, 100)
		var words []string
		for _, v := range list {
			words = append(words, fmt.Sprintf("%d %s from %d: %d added, %d changed, %d removed by %q",
				v.Version, v.Change, v.From, v.Added, v.Changed, v.Removed, v.AccessKeyID))
		}
		wantEqual(t, "history", []any{words, more, err}, []any{[]string{
			`9 rollback from 7: 31 added, 0 changed, 2 removed by "AKIAME"`,
			`8 rollback from 2: 2 added, 0 changed, 31 removed by "AKIAME"`,
			`7 merge from 0: 1 added, 1 changed, 0 removed by "AKIAME"`,
			`6 replace from 0: 30 added, 0 changed, 1 removed by "AKIAME"`,
			`5 update from 0: 1 added, 0 changed, 1 removed by "AKIAME"`,
			`4 delete from 0: 0 added, 0 changed, 1 removed by "AKIAME"`,
			`3 put from 0: 0 added, 1 changed, 0 removed by "AKIAME"`,
			`2 put from 0: 2 added, 0 changed, 0 removed by "AKIAME"`,
			`1 create from 0: 0 added, 0 changed, 0 removed by ""`,
		}, false, nil})
		wantEqual(t, "time", []any{list[7].Time, list[8].Time, list[0]}, []any{at(time.Second), at(0), *last})
		page, more, err := f.KeyValueVersions(t.Context(), s.ID, 4, 2)
		wantEqual(t, "page", []any{page, more, err}, []any{list[6:8], true, nil})

		// What would change nothing is no version.
		for _, same := range []func() (*selvedge.KeyValueVersion, error){
			func() (*selvedge.KeyValueVersion, error) {
				return f.ReplaceKeyValues(ctx, s.ID, last.ETag(), maps.Clone(seven), false)
			},
			func() (*selvedge.KeyValueVersion, error) { return f.ReplaceKeyValues(ctx, s.ID, "", nil, true) },
			func() (*selvedge.KeyValueVersion, error) { return f.RollBackKeyValues(ctx, s.ID, "", 9) },
		} {
			want := *last
			want.Unchanged = true
			wantEqual(t, "version", mustV(t)(same()), &want)
		}
	})
}

func TestHistoryErrors(t *testing.T) {
	config := store.Config{}
	config.KeepVersions(2, 1<<20, 10)
	f := open(t, config)
	s := f.mustStore(t, "s")
	for i := range 4 {
		mustV(t)(f.ReplaceKeyValues(t.Context(), s.ID, "", map[string]string{"k": fmt.Sprint(i)}, false))
	}
	const nobody = "00000000-0000-4000-8000-000000000000"
	replace := func(id, tag string, values map[string]string) error {
		_, err := f.ReplaceKeyValues(t.Context(), id, tag, values, true)
		return err
	}
	back := func(id, tag string, version uint64) error {
		_, err := f.RollBackKeyValues(t.Context(), id, tag, version)
		return err
	}
	at := func(version uint64) error {
		_, _, err := f.KeyValuesAt(t.Context(), s.ID, version)
		return err
	}
	list := func(id string, limit int) error {
		_, _, err := f.KeyValueVersions(t.Context(), id, 0, limit)
		return err
	}
	large := map[string]string{}
	for i := range 5121 {
		large[fmt.Sprintf("%04d", i)] = strings.Repeat("v", 1019)
	}
	for name, tt := range map[string]struct {
		err  error
		code selvedge.Code
		text string
	}{
		"forgotten":         {back(s.ID, "", 3), selvedge.CodeResourceNotFound, "no version 3 of the key value store; versions 4 to 5 are kept"},
		"no version":        {back(s.ID, "", 0), selvedge.CodeResourceNotFound, "no version 0"},
		"future":            {at(6), selvedge.CodeResourceNotFound, "no version 6"},
		"stale":             {back(s.ID, selvedge.DataETag(4), 4), selvedge.CodeConflict, selvedge.DataETag(5)},
		"no ETag":           {replace(s.ID, "x", nil), selvedge.CodeValidation, "If-Match"},
		"unknown":           {replace(nobody, "", nil), selvedge.CodeResourceNotFound, "store"},
		"unknown, back":     {back(nobody, "", 1), selvedge.CodeResourceNotFound, "store"},
		"unknown, list":     {list(nobody, 1), selvedge.CodeResourceNotFound, "store"},
		"limit":             {list(s.ID, 1001), selvedge.CodeValidation, "1 to 1000"},
		"long key":          {replace(s.ID, "", map[string]string{strings.Repeat("k", 513): ""}), selvedge.CodeValidation, "513 bytes"},
		"bad value":         {replace(s.ID, "", map[string]string{"a": "\xff"}), selvedge.CodeValidation, "UTF-8"},
		"too much":          {replace(s.ID, "", large), selvedge.CodeServiceQuotaExceeded, "5243904 bytes"},
		"too much together": {tooMuchTogether(f, s.ID), selvedge.CodeServiceQuotaExceeded, "bytes"},
	} {
		t.Run(name, func(t *testing.T) { wantError(t, tt.err, tt.code, tt.text) })
	}
}

func tooMuchTogether(f fixture, id string) error {
	const half = 2600 // and more pairs of a kilobyte
	value := strings.Repeat("v", 1024)
	var err error
	for range 2 {
		values := map[string]string{}
		for i := range half {
			values[fmt.Sprint(rand.Uint64(), i)] = value
		}
		_, next := f.ReplaceKeyValues(context.Background(), id, "", values, true)
		err = errors.Join(err, next)
	}
	return err
}

// TestHistoryIsBounded: by versions and by bytes, with records and with pieces; the check at the end counts them.
func TestHistoryIsBounded(t *testing.T) {
	for _, versions := range []int{5, 1000} {
		config := store.Config{}
		config.KeepVersions(versions, 4000, 10)
		f := open(t, config)
		s := f.mustStore(t, "s")
		for i := range 40 {
			n := 1
			if i%7 == 0 {
				n = 20 + i
			}
			mustV(t)(f.ReplaceKeyValues(t.Context(), s.ID, "", pairs(n, fmt.Sprint(i)), i%2 == 0))
		}
		content := mustS(t)(f.KeyValueStoreByID(t.Context(), s.ID)).Content
		kept := int(content.Version - content.History.Oldest + 1)
		if kept > versions || kept < 3 || content.History.Bytes > 4000 {
			t.Errorf("%d versions and %d bytes are kept", kept, content.History.Bytes)
		}
		list, more, err := f.KeyValueVersions(t.Context(), s.ID, 0, 100)
		wantEqual(t, "listed", []any{len(list), more, err}, []any{kept, false, nil})
		mustV(t)(f.RollBackKeyValues(t.Context(), s.ID, "", content.History.Oldest+1))
	}
}

// TestFullStoreAtOnce replaces megabytes of small pairs by others and goes back.
func TestFullStoreAtOnce(t *testing.T) {
	f := open(t, store.Config{})
	s := f.mustStore(t, "s")
	full := func(value string) map[string]string {
		m := map[string]string{}
		for i := range 40_000 {
			m[fmt.Sprintf("key-%06d", i)] = value + fmt.Sprintf("%038x", rand.Uint64())
		}
		return m
	}
	first, second := full("1"), full("2")
	edge := runEdge(t, f.Store, "e")
	mustV(t)(f.ReplaceKeyValues(t.Context(), s.ID, "", first, false))
	eventually(t, "first", func() bool { return edge.value(s.ID, "key-000000") == first["key-000000"] })
	mustV(t)(f.ReplaceKeyValues(t.Context(), s.ID, "", second, false))
	back := mustV(t)(f.RollBackKeyValues(t.Context(), s.ID, "", 2))
	wantEqual(t, "figures", []any{back.Version, back.ItemCount, back.Changed}, []any{uint64(4), 40_000, 40_000})
	got, _, err := f.KeyValuesAt(t.Context(), s.ID, 0)
	if err != nil || !maps.Equal(got, first) {
		t.Errorf("the store is not what it was: %d keys, %v", len(got), err)
	}
	eventually(t, "first again", func() bool {
		v := edge.keyValues(s.ID)
		return v.Len() == 40_000 && edge.value(s.ID, "key-000000") == first["key-000000"]
	})
}

// TestConcurrentReplacements lets clients replace, merge, roll back and write single keys of one store: each success is a
// version more, and the check at the end follows them all back. An edge never sees a half of one.
func TestConcurrentReplacements(t *testing.T) {
	config := store.Config{}
	config.KeepVersions(1000, 1<<22, 15)
	eachMode(t, config, func(t *testing.T, f fixture) {
		s := f.mustStore(t, "s")
		edge := runEdge(t, f.Store, "e")
		var successes atomic.Int64
		together(func(client int) {
			for i := range 8 {
				var err error
				switch (client + i) % 4 {
				case 0:
					_, err = f.ReplaceKeyValues(t.Context(), s.ID, "", pairs(20+i, fmt.Sprint(client, "-", i)), false)
				case 1:
					_, err = f.ReplaceKeyValues(t.Context(), s.ID, "", map[string]string{fmt.Sprint(client, i): "new"}, true)
				case 2:
					_, err = f.RollBackKeyValues(t.Context(), s.ID, "", 1)
				case 3:
					var now *selvedge.KeyValueStore
					if now, err = f.KeyValueStoreByID(t.Context(), s.ID); err == nil {
						_, err = f.ChangeKeyValues(t.Context(), s.ID, now.DataETag(), selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "own"}}})
					}
				}
				switch {
				case err != nil && selvedge.ErrorCode(err) != selvedge.CodeConflict:
					t.Error(err)
				case err == nil:
					successes.Add(1)
				}
				if v := edge.keyValues(s.ID); v != nil {
					a, _ := v.Lookup("k0")
					b, _ := v.Lookup("k19")
					if a != b {
						t.Errorf("half of a change: %q and %q", a, b)
					}
				}
			}
		})
		now := mustS(t)(f.KeyValueStoreByID(t.Context(), s.ID))
		if n := successes.Load(); n == 0 || now.Content.Version > 1+uint64(n) {
			t.Errorf("%d successes made the version %d", n, now.Content.Version)
		}
		eventually(t, "the last version at the edge", func() bool { return edge.keyValues(s.ID).Len() == now.Content.ItemCount })
	})
}

// TestAbandonedGeneration: what a process has written that was killed is deleted when its lease has ended, and not before.
func TestAbandonedGeneration(t *testing.T) {
	f := open(t, store.Config{})
	s := f.mustStore(t, "s")
	grant, err := f.Client().Grant(t.Context(), 60)
	if err != nil {
		t.Fatal(err)
	}
	put := func(key, value string, opts ...clientv3.OpOption) {
		t.Helper()
		if _, err := f.Client().Put(t.Context(), store.Root+key, value, opts...); err != nil {
			t.Fatal(err)
		}
	}
	count := func() int64 {
		var n int64
		for _, prefix := range []string{"kvs/" + s.ID + "/2/", "store-history/" + s.ID + "/pieces/", "trash/"} {
			resp, err := f.Client().Get(t.Context(), store.Root+prefix, clientv3.WithPrefix(), clientv3.WithCountOnly())
			if err != nil {
				t.Fatal(err)
			}
			n += resp.Count
		}
		return n
	}
	put("running-imports/"+s.ID+"/2", "{}", clientv3.WithLease(grant.ID))
	put("trash/"+s.ID+"/2", `{"Pieces":true}`)
	put("kvs/"+s.ID+"/2/a", `"1"`)
	put("store-history/"+s.ID+"/pieces/2/000", "x")
	look := func() { // the collector looks when a store was deleted
		other := f.mustStore(t, "other")
		if err := f.DeleteKeyValueStore(t.Context(), "other", selvedge.ETag(2)); err != nil {
			t.Fatal(err)
		}
		eventually(t, "look", func() bool {
			resp, err := f.Client().Get(t.Context(), store.Root+"trash/"+other.ID, clientv3.WithPrefix(), clientv3.WithCountOnly())
			return err == nil && resp.Count == 0
		})
	}
	look()
	wantEqual(t, "records of a generation that is being written", count(), int64(3))
	if _, err := f.Client().Revoke(t.Context(), grant.ID); err != nil {
		t.Fatal(err)
	}
	look()
	eventually(t, "deleted", func() bool { return count() == 0 })
}

// TestViewIsKept: a view is the same until the content is another one, and only some are kept.
func TestViewIsKept(t *testing.T) {
	f := open(t, store.Config{})
	var stores []*selvedge.KeyValueStore
	for i := range 5 {
		stores = append(stores, f.mustStore(t, fmt.Sprint("s", i)))
	}
	view := func(i int) selvedge.KeyValues {
		t.Helper()
		v, err := f.KeyValueView(t.Context(), stores[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := view(0)
	if view(0) != first {
		t.Error("the view is made anew")
	}
	mustV(t)(f.ReplaceKeyValues(t.Context(), stores[0].ID, "", map[string]string{"a": "1"}, false))
	second := view(0)
	if value, _ := second.Lookup("a"); value != "1" || first.Len() != 0 {
		t.Errorf("a is %q behind a change, and the view before has %d keys", value, first.Len())
	}
	for i := range stores {
		view(i)
	}
	if again := view(0); again == second || again.Len() != 1 {
		t.Errorf("the view of a store that was asked for long ago is kept: %v, %d keys", again == second, again.Len())
	}
}
