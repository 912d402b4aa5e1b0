// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
	"selvedge/internal/seal"
	"selvedge/internal/store"
)

func masterKey(t testing.TB) *seal.Key {
	t.Helper()
	k, err := seal.Parse(seal.Generate())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// secrets returns what Credential says of a key: the secrets that work, or nil.
func (f fixture) secrets(t *testing.T, id string) []string {
	t.Helper()
	_, secrets, err := f.Credential(t.Context(), id)
	if err != nil {
		t.Fatalf("Credential(%q): %v", id, err)
	}
	return secrets
}

func TestAccessKeys(t *testing.T) {
	eachMode(t, store.Config{MasterKey: masterKey(t)}, func(t *testing.T, f fixture) {
		ctx := t.Context()
		ci, secret, err := f.CreateAccessKey(ctx, "ci", selvedge.RoleDeployer)
		if err != nil {
			t.Fatal(err)
		}
		unnamed, _, err := f.CreateAccessKey(ctx, "", selvedge.RoleReader)
		if err != nil || unnamed.Name != unnamed.ID {
			t.Fatalf("CreateAccessKey without a name = %+v, %v", unnamed, err)
		}
		k, secrets, err := f.Credential(ctx, ci.ID)
		if err != nil || !slices.Equal(secrets, []string{secret}) {
			t.Errorf("Credential = %v, %v", secrets, err)
		}
		wantEqual(t, "key", k, &selvedge.AccessKey{ID: ci.ID, Name: "ci", Role: selvedge.RoleDeployer, Created: at(0)})
		for _, id := range []string{"", "x", "AKIA2222222222222222", ci.ID + "/x", "../" + ci.ID} {
			if got := f.secrets(t, id); got != nil {
				t.Errorf("Credential(%q) = %d secrets", id, len(got))
			}
		}
		if _, _, err := f.CreateAccessKey(ctx, "ci", selvedge.RoleReader); selvedge.ErrorCode(err) != selvedge.CodeEntityAlreadyExists {
			t.Errorf("CreateAccessKey with the same name = %v", err)
		}
		list := value[[]selvedge.AccessKey](t)(f.AccessKeys(ctx))
		if len(list) != 2 || list[0].Name != unnamed.ID || list[1].Name != "ci" {
			t.Errorf("AccessKeys = %+v", list)
		}
		if err := f.RevokeAccessKey(ctx, ci.ID); err != nil {
			t.Fatal(err)
		}
		if got := f.secrets(t, ci.ID); got != nil {
			t.Error("a revoked key has a secret")
		}
		if err := f.RevokeAccessKey(ctx, ci.ID); selvedge.ErrorCode(err) != selvedge.CodeNoSuchResource {
			t.Errorf("RevokeAccessKey again = %v", err)
		}
		if _, _, err := f.RotateAccessKey(ctx, ci.ID, 0); selvedge.ErrorCode(err) != selvedge.CodeNoSuchResource {
			t.Errorf("RotateAccessKey of none = %v", err)
		}
		if _, _, err := f.CreateAccessKey(ctx, "ci", selvedge.RoleAdmin); err != nil {
			t.Errorf("the name of a revoked key cannot be used: %v", err)
		}
	})
}

func TestRotation(t *testing.T) {
	f := open(t, store.Config{MasterKey: masterKey(t)})
	k, first, err := f.CreateAccessKey(t.Context(), "", selvedge.RoleAdmin)
	if err != nil {
		t.Fatal(err)
	}
	rotate := func(grace time.Duration) string {
		t.Helper()
		_, secret, err := f.RotateAccessKey(t.Context(), k.ID, grace)
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	want := func(what string, secrets ...string) {
		t.Helper()
		if got := f.secrets(t, k.ID); !slices.Equal(got, secrets) {
			t.Errorf("%s: %d secrets work, want other %d", what, len(got), len(secrets))
		}
	}
	second := rotate(time.Hour)
	want("within the grace", second, first)
	f.clock.advance(time.Hour - time.Millisecond)
	want("at its end", second, first)
	f.clock.advance(time.Millisecond)
	want("after it", second)
	third := rotate(time.Hour)
	want("again", third, second)
	want("without grace", rotate(0))
	for _, grace := range []time.Duration{-time.Second, selvedge.MaxRotationGrace + 1} {
		if _, _, err := f.RotateAccessKey(t.Context(), k.ID, grace); selvedge.ErrorCode(err) != selvedge.CodeInvalidArgument {
			t.Errorf("RotateAccessKey with the grace %s = %v", grace, err)
		}
	}
}

func TestAccessKeysAreBounded(t *testing.T) {
	f := open(t, store.Config{MasterKey: masterKey(t)})
	for i := range selvedge.MaxAccessKeys {
		if _, _, err := f.CreateAccessKey(t.Context(), fmt.Sprint("k", i), selvedge.RoleReader); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := f.CreateAccessKey(t.Context(), "one-more", selvedge.RoleReader); selvedge.ErrorCode(err) != selvedge.CodeEntityLimitExceeded {
		t.Errorf("CreateAccessKey = %v", err)
	}
	if err := f.ForgetAccessKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list := value[[]selvedge.AccessKey](t)(f.AccessKeys(t.Context())); len(list) != 0 {
		t.Errorf("%d access keys after all were forgotten", len(list))
	}
}

// TestSealedWithAnotherMasterKey: what one process has sealed another one opens with the same master key only, and nobody
// mixes master keys.
func TestSealedWithAnotherMasterKey(t *testing.T) {
	server := startEtcd(t, t.TempDir(), externalOps)
	t.Cleanup(server.stop)
	shared := masterKey(t)
	config := store.Config{Endpoints: []string{server.endpoint}, MasterKey: shared}
	one, two := open(t, config), open(t, config)
	config.MasterKey = masterKey(t)
	wrong := open(t, config)
	config.MasterKey = nil
	without := open(t, config)

	if err := wrong.CheckMasterKey(t.Context()); err != nil {
		t.Errorf("before there is a key: %v", err)
	}
	k, secret, err := one.CreateAccessKey(t.Context(), "k", selvedge.RoleReader)
	if err != nil {
		t.Fatal(err)
	}
	if got := two.secrets(t, k.ID); !slices.Equal(got, []string{secret}) || two.CheckMasterKey(t.Context()) != nil {
		t.Error("a process with the same master key does not open the secret")
	}
	for name, f := range map[string]fixture{"wrong": wrong, "none": without} {
		_, _, lookup := f.Credential(t.Context(), k.ID)
		_, _, create := f.CreateAccessKey(t.Context(), "other", selvedge.RoleReader)
		_, _, rotate := f.RotateAccessKey(t.Context(), k.ID, 0)
		for what, err := range map[string]error{"lookup": lookup, "create": create, "rotate": rotate, "check": f.CheckMasterKey(t.Context())} {
			if !errors.Is(err, store.ErrMasterKey) || !strings.Contains(err.Error(), "master key") {
				t.Errorf("%s with the master key %s: %v", what, name, err)
			}
		}
	}
	if err := wrong.RevokeAccessKey(t.Context(), k.ID); err != nil { // needs no secret
		t.Error(err)
	}
	if got := two.secrets(t, k.ID); got != nil {
		t.Error("a key that another process has revoked has a secret")
	}
}

// TestBoxOfAnotherKeyDoesNotOpen: whoever can write into etcd cannot give a key the secret of another one.
func TestBoxOfAnotherKeyDoesNotOpen(t *testing.T) {
	f := open(t, store.Config{MasterKey: masterKey(t)})
	mine, _, err := f.CreateAccessKey(t.Context(), "mine", selvedge.RoleReader)
	if err != nil {
		t.Fatal(err)
	}
	admin, _, err := f.CreateAccessKey(t.Context(), "admin", selvedge.RoleAdmin)
	if err != nil {
		t.Fatal(err)
	}
	const prefix = store.Root + "access-keys/"
	original := get(t, f, prefix+admin.ID)
	swapped := strings.Replace(get(t, f, prefix+mine.ID), `"mine"`, `"admin"`, 1)
	if _, err := f.Client().Put(t.Context(), prefix+admin.ID, swapped); err != nil {
		t.Fatal(err)
	}
	if _, secrets, err := f.Credential(t.Context(), admin.ID); !errors.Is(err, seal.ErrOpen) || secrets != nil {
		t.Errorf("Credential = %d secrets, %v, want ErrOpen", len(secrets), err)
	}
	if _, err := f.Client().Put(t.Context(), prefix+admin.ID, original); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, f fixture, key string) string {
	t.Helper()
	resp, err := f.Client().Get(t.Context(), key, clientv3.WithLimit(1))
	if err != nil || len(resp.Kvs) != 1 {
		t.Fatalf("%s: %v, %v", key, resp, err)
	}
	return string(resp.Kvs[0].Value)
}

// TestRevocationIsSeenAtOnce looks keys up on another process while they are revoked: after the revocation has returned, no
// look-up that begins finds the key.
func TestRevocationIsSeenAtOnce(t *testing.T) {
	server := startEtcd(t, t.TempDir(), externalOps)
	t.Cleanup(server.stop)
	config := store.Config{Endpoints: []string{server.endpoint}, MasterKey: masterKey(t)}
	revoker, reader := open(t, config), open(t, config)
	const rounds, readers = 20, 4
	for range rounds {
		k, _, err := revoker.CreateAccessKey(t.Context(), "", selvedge.RoleReader)
		if err != nil {
			t.Fatal(err)
		}
		var running sync.WaitGroup
		revoked := make(chan struct{})
		for range readers {
			running.Go(func() {
				for {
					after := false
					select {
					case <-revoked:
						after = true
					default:
					}
					_, secrets, err := reader.Credential(t.Context(), k.ID)
					if err != nil || after && secrets != nil {
						t.Errorf("Credential after the revocation: %d secrets, %v", len(secrets), err)
						return
					}
					if after {
						return
					}
				}
			})
		}
		if err := revoker.RevokeAccessKey(t.Context(), k.ID); err != nil {
			t.Error(err)
		}
		close(revoked)
		running.Wait()
	}
}

// BenchmarkCredential measures what looking a key up costs a request.
func BenchmarkCredential(b *testing.B) {
	s, err := store.Open(b.Context(), store.Config{DataDir: b.TempDir(), AccountID: account, Domain: "example.net", MasterKey: masterKey(b)})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	k, _, err := s.CreateAccessKey(b.Context(), "", selvedge.RoleReader)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, secrets, err := s.Credential(b.Context(), k.ID); err != nil || len(secrets) != 1 {
			b.Fatal(err)
		}
	}
}

// value returns a function that returns its first argument and reports the second.
func value[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
		return v
	}
}
