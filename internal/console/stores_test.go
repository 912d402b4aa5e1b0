// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console_test

import (
	"fmt"
	"strings"
	"testing"

	"selvedge"
)

func (b *browser) kvs(name string) *selvedge.KeyValueStore {
	b.t.Helper()
	s, err := b.store.KeyValueStore(b.t.Context(), name)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func TestStores(t *testing.T) {
	b := newBrowser(t)
	b.want(b.get("key-value-stores"), 200, "No key value stores yet", "Create key value store", "tab Build")
	b.want(b.post("create-key-value-store", "name", "a b"), 422, "InvalidArgument: The name")
	b.want(b.post("create-key-value-store", "name", "routes", "comment", "where <to>"), 200, "routes created successfully.", "The store is empty")
	b.want(b.post("create-key-value-store", "name", "routes"), 409, "EntityAlreadyExists", "Choose another name")
	b.want(b.get("key-value-stores/nothing"), 404, "EntityNotFound")

	pairs := "key-value-stores/routes/pairs"
	b.want(b.post(pairs, "key", "/old", "value", "/new\r\nline"), 200, "routes has the pair now.", "/old /new")
	if value, _, err := b.store.KeyValue(t.Context(), b.kvs("routes").ID, "/old"); err != nil || value != "/new\nline" {
		t.Errorf("stored: %q %v", value, err)
	}
	b.want(b.get("key-value-stores"), 200, "Key value stores 1", "routes where <to> Ready 1 14 B none")
	b.want(b.post(pairs, "key", "/old", "value", "other"), 409, "has the key already", "other")
	b.want(b.post(pairs, "key", "/old", "value", "mine", "seen", "before"), 409, `has changed the value to "/new`)
	b.want(b.post(pairs, "key", "/old", "value", "mine", "seen", "/new\r\nline"), 200, "has the pair now.")
	b.want(b.post(pairs, "key", "", "value", "x"), 422, "The key is empty.", "Correct the value")
	b.want(b.post(pairs, "key", "/old", "seen", "mine", "delete", "1"), 200, "no longer has the pair.", "The store is empty")

	for batch := range 3 {
		var changes selvedge.KeyChanges
		for i := range 50 {
			changes.Puts = append(changes.Puts, selvedge.KeyValue{Key: fmt.Sprintf("k%03d", batch*50+i), Value: "v"})
		}
		s := b.kvs("routes")
		if _, err := b.store.ChangeKeyValues(t.Context(), s.ID, s.DataETag(), changes); err != nil {
			t.Fatal(err)
		}
	}
	first := b.get("key-value-stores/routes")
	b.want(first, 200, "k000", "k099", "Next keys")
	if strings.Contains(first.text, "k100") {
		t.Error("the first page has more than 100 pairs")
	}
	b.want(b.get("key-value-stores/routes?after=k099"), 200, "k100", "k149")
	b.want(b.get("key-value-stores/routes?from=k140"), 200, "k140", "k149")
	b.want(b.get("key-value-stores/routes?from=l"), 200, "No key follows “l”.")
}

// TestChooseStore: the tab Build associates a function with a store, and takes it away.
func TestChooseStore(t *testing.T) {
	b := newBrowser(t)
	b.create("alpha")
	b.want(b.get("functions/alpha/build"), 200, "There is none yet. Create one")
	b.post("create-key-value-store", "name", "routes")
	s := b.kvs("routes")
	arn := selvedge.KeyValueStoreARN(account, s.ID)
	b.want(b.get("functions/alpha/build"), 200, "Key value store None routes")
	save := func(fields ...string) answer {
		t.Helper()
		return b.post("functions/alpha/build", append(fields, "etag", b.function("alpha").Development.ETag(), "code", passThrough)...)
	}
	b.want(save("runtime", "cloudfront-js-2.0", "store", arn), 200, "alpha saved successfully.", "Look at routes")
	if got := b.kvs("routes").Functions; len(got) != 1 || got[0] != "alpha" {
		t.Errorf("functions of the store: %v", got)
	}
	b.want(b.get("key-value-stores/routes"), 200, "alpha", "cannot be deleted while functions read it")
	b.want(b.post("key-value-stores/routes/delete", "etag", s.ETag()), 409, "CannotDeleteEntityWhileInUse", "Take it from these functions first")
	b.want(save("runtime", "cloudfront-js-2.0"), 200) // a form without the field leaves it alone
	b.want(save("runtime", "cloudfront-js-1.0", "store", arn), 422, "A key value store association requires the runtime cloudfront-js-2.0", "Only cloudfront-js-2.0 can read one")
	unknown := selvedge.KeyValueStoreARN(account, "11111111-2222-3333-4444-555555555555")
	b.want(save("runtime", "cloudfront-js-2.0", "store", unknown), 422, "The key value store "+unknown+" does not exist.")

	old := b.function("alpha").Development.ETag()
	b.get("functions/alpha/build")
	b.want(save("runtime", "cloudfront-js-2.0", "store", ""), 200)
	refused := b.post("functions/alpha/build", "etag", old, "code", passThrough+"//", "runtime", "cloudfront-js-2.0", "store", arn)
	b.want(refused, 409, "What changed meanwhile", "Key value store routes none", "What yours would make of it", "Key value store none routes")
	b.want(b.get("key-value-stores/routes"), 200, "No function reads it")
	b.want(b.post("key-value-stores/routes/delete", "etag", b.kvs("routes").ETag()), 200, "routes deleted.", "No key value stores yet")
}
