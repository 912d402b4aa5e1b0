// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/store"
)

// storesRead returns the ids of the stores that a stage in the record of a function reads.
func storesRead(t *testing.T, record []byte) []string {
	t.Helper()
	var f selvedge.Function
	if err := json.Unmarshal(record, &f); err != nil {
		t.Errorf("record of a function: %v", err)
	}
	var ids []string
	for _, c := range []*selvedge.FunctionCopy{&f.Development, f.Live} {
		if c == nil || c.Config.KeyValueStoreAssociations == nil {
			continue
		}
		for _, a := range c.Config.KeyValueStoreAssociations.Items {
			id, ok := selvedge.KeyValueStoreIDOf(account, a.KeyValueStoreARN)
			if !ok {
				t.Errorf("function %s reads %s", f.Name, a.KeyValueStoreARN)
			}
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// checkStores recomputes the figures of all key value stores from their keys, and returns their names by id. Values that
// belong to no store must be on their way out.
func checkStores(t *testing.T, all *clientv3.GetResponse) map[string]string {
	t.Helper()
	names, records, trash := map[string]string{}, map[string]selvedge.KeyValueStore{}, map[string]bool{}
	type figures struct {
		count int
		size  int64
	}
	found := map[string]figures{} // by id and generation
	for _, kv := range all.Kvs {
		key := strings.TrimPrefix(string(kv.Key), store.Root)
		if place, ok := strings.CutPrefix(key, "trash/"); ok {
			trash[place] = true
		}
		key, ok := strings.CutPrefix(key, "kvs/")
		if !ok {
			continue
		}
		parts := strings.SplitN(key, "/", 3)
		if parts[1] == "meta" {
			var s selvedge.KeyValueStore
			if err := json.Unmarshal(kv.Value, &s); err != nil || s.ID != parts[0] {
				t.Errorf("record %s = %s: %v", key, kv.Value, err)
			}
			names[s.ID], records[s.ID] = s.Name, s
			continue
		}
		var value string
		if err := json.Unmarshal(kv.Value, &value); err != nil {
			t.Errorf("value at %s: %v", key, err)
		}
		place := parts[0] + "/" + parts[1]
		f := found[place]
		found[place] = figures{f.count + 1, f.size + int64(len(parts[2])+len(value)) + 1} // kvs-api.md section 3
	}
	for id, s := range records {
		place := fmt.Sprint(id, "/", s.Content.Generation)
		got := figures{s.Content.ItemCount, s.Content.Size}
		if got != found[place] && s.Status == selvedge.StoreReady {
			t.Errorf("store %s says %+v, its keys %+v", s.Name, got, found[place])
		}
		delete(found, place)
	}
	for place, f := range found {
		if !trash[place] {
			t.Errorf("%+v in %s belong to nothing", f, place)
		}
	}
	return names
}

func (f fixture) mustStore(t *testing.T, name string) *selvedge.KeyValueStore {
	t.Helper()
	return mustS(t)(f.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: name}))
}

func mustS(t *testing.T) func(*selvedge.KeyValueStore, error) *selvedge.KeyValueStore {
	return func(s *selvedge.KeyValueStore, err error) *selvedge.KeyValueStore {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

// reading returns the configuration of a function that reads stores.
func reading(ids ...string) selvedge.FunctionConfig {
	c := newFunction("f").Config
	c.KeyValueStoreAssociations = &selvedge.KeyValueStoreAssociations{Quantity: len(ids)}
	for _, id := range ids {
		c.KeyValueStoreAssociations.Items = append(c.KeyValueStoreAssociations.Items,
			selvedge.KeyValueStoreAssociation{KeyValueStoreARN: selvedge.KeyValueStoreARN(account, id)})
	}
	return c
}

func TestStoreLifeCycle(t *testing.T) {
	eachMode(t, store.Config{MaxStores: 2}, func(t *testing.T, f fixture) {
		comment := "c"
		tags := []selvedge.Tag{{Key: "a", Value: "1"}}
		created := mustS(t)(f.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: "s", Comment: &comment, Tags: tags}))
		want := &selvedge.KeyValueStore{
			Name: "s", ID: created.ID, Comment: &comment, Status: selvedge.StoreProvisioning, Version: 1, Tags: tags,
			CreatedTime: at(0), LastModifiedTime: at(0),
			Content: selvedge.KeyValueContent{Version: 1, ModifiedTime: at(0), Generation: 1},
		}
		wantEqual(t, "created", created, want)
		wantEqual(t, "first ETag", created.ETag(), "ETVPDKIKX0DER") // api.md section 3
		want.Status, want.Version = selvedge.StoreReady, 2
		want.Content.History = mustS(t)(f.KeyValueStore(t.Context(), "s")).Content.History // see TestKeyValueHistory
		wantEqual(t, "read", mustS(t)(f.KeyValueStore(t.Context(), "s")), want)
		wantEqual(t, "read by id", mustS(t)(f.KeyValueStoreByID(t.Context(), created.ID)), want)

		_, err := f.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: "s"})
		wantError(t, err, selvedge.CodeEntityAlreadyExists, "s already exists")
		other := f.mustStore(t, "a")
		_, err = f.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: "b"})
		wantError(t, err, selvedge.CodeEntityLimitExceeded, "2 key value stores")

		// Writing keys leaves the record alone, and the other way round.
		changed := mustS(t)(f.ChangeKeyValues(t.Context(), created.ID, created.DataETag(),
			selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "key1", Value: "value1"}}}))
		wantEqual(t, "figures", []any{changed.Content.ItemCount, changed.Content.Size, changed.DataETag()}, []any{1, int64(11), "KV3UN6WX5RRO2AG"})
		_, err = f.UpdateKeyValueStore(t.Context(), "s", created.ETag(), "x")
		wantError(t, err, selvedge.CodePreconditionFailed, "")
		f.clock.advance(time.Minute)
		updated := mustS(t)(f.UpdateKeyValueStore(t.Context(), "s", selvedge.ETag(2), ""))
		wantEqual(t, "updated", []any{*updated.Comment, updated.Version, updated.LastModifiedTime, updated.Content, updated.Tags},
			[]any{"", uint64(3), at(time.Minute), changed.Content, tags})
		_, err = f.UpdateKeyValueStore(t.Context(), "s", selvedge.ETag(3), strings.Repeat("x", 129))
		wantError(t, err, selvedge.CodeInvalidArgument, "129 characters")

		list, more, err := f.KeyValueStores(t.Context(), selvedge.Page{Limit: 1})
		wantEqual(t, "first page", []any{list[0].Name, len(list), more, err}, []any{"a", 1, true, nil})
		list, more, err = f.KeyValueStores(t.Context(), selvedge.Page{After: "a", Limit: 1})
		wantEqual(t, "second page", []any{list[0], more, err}, []any{mustS(t)(f.KeyValueStore(t.Context(), "s")), false, nil})

		wantError(t, f.DeleteKeyValueStore(t.Context(), "s", selvedge.ETag(2)), selvedge.CodePreconditionFailed, "")
		for _, s := range []*selvedge.KeyValueStore{updated, mustS(t)(f.KeyValueStore(t.Context(), "a"))} {
			if err := f.DeleteKeyValueStore(t.Context(), s.Name, s.ETag()); err != nil {
				t.Fatal(err)
			}
		}
		_, err = f.KeyValueStore(t.Context(), "s")
		wantError(t, err, selvedge.CodeEntityNotFound, "")
		_, err = f.KeyValueStoreByID(t.Context(), other.ID)
		wantError(t, err, selvedge.CodeResourceNotFound, "")
		_, _, err = f.KeyValue(t.Context(), created.ID, "key1")
		wantError(t, err, selvedge.CodeResourceNotFound, "")
		eventually(t, "values of deleted stores are gone", func() bool {
			resp, err := f.Client().Get(t.Context(), store.Root+"kvs/", clientv3.WithPrefix(), clientv3.WithCountOnly())
			return err == nil && resp.Count == 0
		})
	})
}

// TestStoreInUse: a store that either stage of a function reads cannot be deleted (api.md section 3).
func TestStoreInUse(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		one, two := f.mustStore(t, "one"), f.mustStore(t, "two")
		del := func(name string) error { return f.DeleteKeyValueStore(t.Context(), name, selvedge.ETag(2)) }
		in := newFunction("f")
		in.Config = reading(one.ID)
		must(t)(f.CreateFunction(t.Context(), in))
		f.mustPublish(t, "f")
		wantEqual(t, "users", mustS(t)(f.KeyValueStore(t.Context(), "one")).Functions, []string{"f"})
		wantError(t, del("one"), selvedge.CodeCannotDeleteEntityWhileInUse, "by 1 functions. The functions are: f.")
		must(t)(f.UpdateFunction(t.Context(), "f", selvedge.ETag(1), reading(two.ID), []byte("x"))) // LIVE still reads one
		wantError(t, del("one"), selvedge.CodeCannotDeleteEntityWhileInUse, "f")
		wantError(t, del("two"), selvedge.CodeCannotDeleteEntityWhileInUse, "f")
		f.mustPublish(t, "f")
		if err := del("one"); err != nil {
			t.Error(err)
		}
		if err := f.DeleteFunction(t.Context(), "f", selvedge.ETag(2)); err != nil {
			t.Fatal(err)
		}
		if err := del("two"); err != nil {
			t.Error(err)
		}

		three := f.mustStore(t, "three")
		for i := range selvedge.MaxFunctionsPerKVS + 1 {
			in := newFunction(fmt.Sprint("g", i))
			in.Config = reading(three.ID)
			_, err := f.CreateFunction(t.Context(), in)
			if i < selvedge.MaxFunctionsPerKVS && err != nil {
				t.Fatal(err)
			} else if i == selvedge.MaxFunctionsPerKVS {
				wantError(t, err, selvedge.CodeInvalidArgument, "10 functions, which is the maximum: g0, g1")
			}
		}
	})
}

func TestKeyValues(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		s := f.mustStore(t, "s")
		pairs := []selvedge.KeyValue{{Key: "../x", Value: ""}, {Key: "a/b?", Value: "1"}, {Key: "é", Value: "<&>\n\u2028"}}
		tag := s.DataETag()
		change := func(c selvedge.KeyChanges) (*selvedge.KeyValueStore, error) {
			changed, err := f.ChangeKeyValues(t.Context(), s.ID, tag, c)
			if err == nil {
				tag = changed.DataETag()
			}
			return changed, err
		}
		mustS(t)(change(selvedge.KeyChanges{Puts: pairs}))
		list, more, err := f.KeyValues(t.Context(), s.ID, selvedge.Page{Limit: 2})
		wantEqual(t, "first page", []any{list, more, err}, []any{pairs[:2], true, nil})
		list, more, err = f.KeyValues(t.Context(), s.ID, selvedge.Page{After: "a/b?", Limit: 2})
		wantEqual(t, "second page", []any{list, more, err}, []any{pairs[2:], false, nil})
		for _, p := range pairs {
			value, described, err := f.KeyValue(t.Context(), s.ID, p.Key)
			wantEqual(t, p.Key, []any{value, described.Content.ItemCount, err}, []any{p.Value, 3, nil})
		}
		view, err := f.KeyValueView(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := view.Lookup("é")
		wantEqual(t, "view", []any{view.Len(), view.ID(), got, ok}, []any{3, s.ID, pairs[2].Value, true})

		for _, tt := range []struct {
			name   string
			change selvedge.KeyChanges
			code   selvedge.Code
			text   string
		}{
			{"nothing", selvedge.KeyChanges{}, selvedge.CodeValidation, "neither"},
			{"twice", selvedge.KeyChanges{Puts: pairs[:1], Deletes: []string{"../x"}}, selvedge.CodeValidation, "twice"},
			{"empty key", selvedge.KeyChanges{Deletes: []string{""}}, selvedge.CodeValidation, "empty"},
			{"long key", selvedge.KeyChanges{Deletes: []string{strings.Repeat("é", 257)}}, selvedge.CodeValidation, "514 bytes"},
			{"long value", selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "a", Value: strings.Repeat("x", 1025)}}}, selvedge.CodeValidation, "1025 bytes"},
			{"not UTF-8", selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "a", Value: "\xff"}}}, selvedge.CodeValidation, "UTF-8"},
			{"51 keys", selvedge.KeyChanges{Deletes: make([]string, 51)}, selvedge.CodeValidation, "51 keys"},
			{"all or nothing", selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "new", Value: "v"}}, Deletes: []string{"a/b?", "absent"}},
				selvedge.CodeResourceNotFound, "The resource Key was not found."},
		} {
			_, err := change(tt.change)
			t.Run(tt.name, func(t *testing.T) { wantError(t, err, tt.code, tt.text) })
		}
		for ifMatch, code := range map[string]selvedge.Code{
			"": selvedge.CodeValidation, s.ETag(): selvedge.CodeValidation, "KV": selvedge.CodeValidation,
			s.DataETag(): selvedge.CodeConflict, "KV1F83G8C2ARO7P": selvedge.CodeConflict,
		} {
			_, err := f.ChangeKeyValues(t.Context(), s.ID, ifMatch, selvedge.KeyChanges{Deletes: []string{"é"}})
			wantError(t, err, code, tag) // the message says which one is current
		}
		last := mustS(t)(change(selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "é", Value: "2"}}, Deletes: []string{"a/b?", "../x"}}))
		wantEqual(t, "figures", []any{last.Content.ItemCount, last.Content.Size}, []any{1, int64(4)})
	})
}

// TestStoreFull fills a store to the last byte.
func TestStoreFull(t *testing.T) {
	f := open(t, store.Config{})
	s := f.mustStore(t, "s")
	value := strings.Repeat("v", selvedge.MaxValue)
	const pair = selvedge.MaxKey + selvedge.MaxValue + 1
	n := 0
	var err error
	for err == nil {
		c := selvedge.KeyChanges{}
		for range selvedge.MaxKeyChanges {
			c.Puts = append(c.Puts, selvedge.KeyValue{Key: fmt.Sprintf("%0*d", selvedge.MaxKey, n), Value: value})
			n++
		}
		var changed *selvedge.KeyValueStore
		if changed, err = f.ChangeKeyValues(t.Context(), s.ID, s.DataETag(), c); err == nil {
			s = changed
		}
	}
	wantError(t, err, selvedge.CodeServiceQuotaExceeded, "the maximum is 5242880")
	if most := int64(selvedge.MaxKeyValueStore - selvedge.MaxKeyChanges*pair); s.Content.Size <= most {
		t.Errorf("refused when the store had %d bytes", s.Content.Size)
	}
}

// imports answers OpenImport.
func imports(files map[string]string) func(context.Context, string) (io.ReadCloser, error) {
	return func(ctx context.Context, arn string) (io.ReadCloser, error) {
		_, name, _ := strings.Cut(arn, "/")
		if name == "hangs" {
			return waitingFile{ctx}, nil
		}
		text, ok := files[name]
		if !ok {
			return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "no object %s", name)
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}
}

// waitingFile is a file of which nothing comes before the import ends.
type waitingFile struct{ ctx context.Context }

func (w waitingFile) Read([]byte) (int, error) {
	<-w.ctx.Done()
	return 0, w.ctx.Err()
}
func (waitingFile) Close() error { return nil }

func TestImport(t *testing.T) {
	var large strings.Builder
	large.WriteString(`{"data":[`)
	for i := range 3000 {
		fmt.Fprintf(&large, `{"key":"k%04d","value":"v"},`, i)
	}
	large.WriteString(`{"key":"last","value":""}]}`)
	config := store.Config{OpenImport: imports(map[string]string{
		"small": `{"data":[{"key":"a","value":"1"},{"key":"b","value":"2"}]}`, "large": large.String(),
		"wrong": `{"data":[{"key":"a","value":1}]}`, "big": strings.Repeat(" ", 6<<20),
	})}
	eachMode(t, config, func(t *testing.T, f fixture) {
		create := func(name, source string) (*selvedge.KeyValueStore, error) {
			return f.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: name, ImportSource: source})
		}
		ended := func(name string) (s *selvedge.KeyValueStore) {
			eventually(t, "import of "+name, func() bool {
				s = mustS(t)(f.KeyValueStore(t.Context(), name))
				return s.Status != selvedge.StoreProvisioning
			})
			return s
		}
		edge := runEdge(t, f.Store, "e")
		for name, count := range map[string]int{"small": 2, "large": 3001} {
			created := mustS(t)(create(name, "arn:aws:s3:::bucket/"+name))
			wantEqual(t, "created", []any{created.Status, created.ETag()}, []any{selvedge.StoreProvisioning, selvedge.ETag(1)})
			s := ended(name)
			wantEqual(t, name, []any{s.Status, s.Version, s.Content.ItemCount, s.Content.Version}, []any{selvedge.StoreReady, uint64(2), count, uint64(1)})
			eventually(t, "edge has "+name, func() bool {
				v := edge.keyValues(s.ID)
				return v != nil && v.Len() == count
			})
		}
		for name, reason := range map[string]string{"wrong": "data[0]: the value is not a string", "big": "more than 5242880 bytes"} {
			mustS(t)(create(name, "arn:aws:s3:::bucket/"+name))
			s := ended(name)
			if s.Status != selvedge.StoreImportFailed || !strings.Contains(s.FailureReason, reason) {
				t.Errorf("%s is %s, %q, want %q", name, s.Status, s.FailureReason, reason)
			}
			_, err := f.ChangeKeyValues(t.Context(), s.ID, s.DataETag(), selvedge.KeyChanges{Deletes: []string{"a"}})
			wantError(t, err, selvedge.CodeConflict, "IMPORT_FAILED")
			in := newFunction("reads-" + name)
			in.Config = reading(s.ID)
			_, err = f.CreateFunction(t.Context(), in)
			wantError(t, err, selvedge.CodeInvalidArgument, "not READY")
			if err := f.DeleteKeyValueStore(t.Context(), name, s.ETag()); err != nil {
				t.Error(err)
			}
		}
		_, err := create("x", "arn:aws:s3:::bucket/absent")
		wantError(t, err, selvedge.CodeInvalidArgument, "no object absent")
		_, err = create("x", "arn:aws:s3:::bucket")
		wantError(t, err, selvedge.CodeInvalidArgument, "not the ARN of an S3 object")

		// While the import runs, the store is PROVISIONING; it can be deleted.
		s := mustS(t)(create("hangs", "arn:aws:s3:::bucket/hangs"))
		wantEqual(t, "status", mustS(t)(f.KeyValueStore(t.Context(), "hangs")).Status, selvedge.StoreProvisioning)
		_, _, err = f.KeyValuesAt(t.Context(), s.ID, 0)
		wantError(t, err, selvedge.CodeConflict, "PROVISIONING")
		if err := f.DeleteKeyValueStore(t.Context(), "hangs", s.ETag()); err != nil {
			t.Error(err)
		}
		mustS(t)(create("hangs", "arn:aws:s3:::bucket/hangs")) // and the store closes at the end of the test
	})
	f := open(t, store.Config{})
	_, err := f.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: "s", ImportSource: "arn:aws:s3:::bucket/key"})
	wantError(t, err, selvedge.CodeInvalidArgument, "no import source")
}

// TestImportInterrupted: a store whose import ended with its process is one whose import has failed.
func TestImportInterrupted(t *testing.T) {
	dir := t.TempDir()
	c := store.Config{DataDir: dir, AccountID: account, Domain: "example.net", OpenImport: imports(nil)}
	first, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := mustS(t)(first.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: "s", ImportSource: "arn:aws:s3:::bucket/hangs"}))
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	got := mustS(t)(again.KeyValueStore(t.Context(), "s"))
	if got.Status != selvedge.StoreImportFailed || !strings.Contains(got.FailureReason, "interrupted") {
		t.Errorf("status = %s, %q", got.Status, got.FailureReason)
	}
	if err := again.DeleteKeyValueStore(t.Context(), "s", s.ETag()); err != nil {
		t.Error(err)
	}
	check(t, again)
}

// TestConcurrentKeys lets all clients write keys of one store and others delete it: each success is one version more,
// and the figures are exact, which the check at the end of the test recomputes.
func TestConcurrentKeys(t *testing.T) {
	eachMode(t, store.Config{MaxStores: 3}, func(t *testing.T, f fixture) {
		s := f.mustStore(t, "s")
		var successes atomic.Int64
		together(func(client int) {
			for i := range 20 {
				now, err := f.KeyValueStoreByID(t.Context(), s.ID)
				if err != nil {
					t.Error(err)
					return
				}
				c := selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: fmt.Sprint(i), Value: strings.Repeat("x", client)}, {Key: fmt.Sprint("own", client), Value: "y"}}}
				_, err = f.ChangeKeyValues(t.Context(), s.ID, now.DataETag(), c)
				if err == nil {
					successes.Add(1)
				} else if selvedge.ErrorCode(err) != selvedge.CodeConflict {
					t.Error(err)
				}
			}
		})
		wantEqual(t, "version", mustS(t)(f.KeyValueStoreByID(t.Context(), s.ID)).Content.Version, 1+uint64(successes.Load()))
		if successes.Load() == 0 {
			t.Error("no change ever succeeded")
		}
	})
}

// TestDeleteOrRead races the delete of a store with functions that begin to read it and with writers of keys.
func TestDeleteOrRead(t *testing.T) {
	eachMode(t, store.Config{MaxFunctions: 1000}, func(t *testing.T, f fixture) {
		for round := range 20 {
			name := fmt.Sprint("s", round)
			s := f.mustStore(t, name)
			together(func(client int) {
				var err error
				allowed := []selvedge.Code{}
				switch client % 4 {
				case 0:
					err = f.DeleteKeyValueStore(t.Context(), name, selvedge.ETag(2))
					allowed = []selvedge.Code{selvedge.CodeEntityNotFound, selvedge.CodeCannotDeleteEntityWhileInUse}
				case 1:
					in := newFunction(fmt.Sprintf("f%d-%d", round, client))
					in.Config = reading(s.ID)
					_, err = f.CreateFunction(t.Context(), in)
					allowed = []selvedge.Code{selvedge.CodeInvalidArgument}
				case 2:
					_, err = f.ChangeKeyValues(t.Context(), s.ID, s.DataETag(), selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "k", Value: "v"}}})
					allowed = []selvedge.Code{selvedge.CodeResourceNotFound, selvedge.CodeConflict}
				case 3:
					_, err = f.CreateKeyValueStore(t.Context(), selvedge.NewKeyValueStore{Name: name})
					allowed = []selvedge.Code{selvedge.CodeEntityAlreadyExists, selvedge.CodeEntityLimitExceeded}
				}
				if err != nil && !slices.Contains(allowed, selvedge.ErrorCode(err)) {
					t.Error(err)
				}
			})
		}
	})
}

// TestEdgeFollowsKeys: an edge gets one consistent version after the other, whatever is merged on the way.
func TestEdgeFollowsKeys(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		before := f.mustStore(t, "before")
		put := func(s *selvedge.KeyValueStore, value string) *selvedge.KeyValueStore {
			return mustS(t)(f.ChangeKeyValues(t.Context(), s.ID, s.DataETag(),
				selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: "a", Value: value}, {Key: "b", Value: value}}}))
		}
		before = put(before, "1")
		edge := runEdge(t, f.Store, "e")
		eventually(t, "first version", func() bool { return edge.value(before.ID, "a") == "1" })
		old := edge.keyValues(before.ID)
		for i := range 50 {
			before = put(before, fmt.Sprint(i))
		}
		f.clock.advance(time.Hour)
		before = put(before, "last")
		eventually(t, "last version", func() bool {
			v := edge.keyValues(before.ID)
			a, _ := v.Lookup("a")
			b, _ := v.Lookup("b")
			if a != b {
				t.Errorf("half of a change: a is %s, b is %s", a, b)
			}
			return a == "last" && v.Modified().Equal(at(time.Hour)) && v.Created().Equal(at(0))
		})
		if got, _ := old.Lookup("a"); got != "1" {
			t.Errorf("the first version changed to %s", got)
		}
		if err := f.DeleteKeyValueStore(t.Context(), "before", selvedge.ETag(2)); err != nil {
			t.Fatal(err)
		}
		eventually(t, "deleted", func() bool { return edge.keyValues(before.ID) == nil })
	})
}

func (e *testEdge) keyValues(id string) selvedge.KeyValues {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.state.KeyValues[id]
}

func (e *testEdge) value(id, key string) string {
	v := e.keyValues(id)
	if v == nil {
		return ""
	}
	value, _ := v.Lookup(key)
	return value
}
