// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"sync/atomic"
	"testing"

	"selvedge"
	"selvedge/internal/store"
)

// publicKey returns the configuration of a fresh public key.
func publicKey(t *testing.T, name string) selvedge.PublicKeyConfig {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	encoded := string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	return selvedge.PublicKeyConfig{CallerReference: "r-" + name, Name: name, EncodedKey: encoded}
}

func trusting(reference, group string) selvedge.DistributionConfig {
	c := newConfig(reference)
	c.DefaultCacheBehavior.TrustedKeyGroups = selvedge.TrustedKeyGroups{Enabled: true, Quantity: 1, Items: []string{group}}
	return c
}

// TestKeyGroups: api.md section 8.
func TestKeyGroups(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		keys, groups := f.PublicKeys(), f.KeyGroups()
		config := publicKey(t, "k")
		k := mustMake(t, keys, config)
		other := mustMake(t, keys, publicKey(t, "other"))
		again := publicKey(t, "k")
		again.CallerReference = "new"
		_, err := keys.Create(t.Context(), again)
		wantError(t, err, selvedge.CodePublicKeyAlreadyExists, "name k already")
		again = publicKey(t, "new")
		again.CallerReference = config.CallerReference
		_, err = keys.Create(t.Context(), again)
		wantError(t, err, selvedge.CodePublicKeyAlreadyExists, "caller reference r-k already")
		config.Comment = "changed"
		k, err = keys.Update(t.Context(), k.ID, k.ETag(), config)
		if err != nil {
			t.Fatal(err)
		}
		_, err = keys.Update(t.Context(), k.ID, k.ETag(), again)
		wantError(t, err, selvedge.CodeCannotChangePublicKey, "comment")

		_, err = groups.Create(t.Context(), selvedge.KeyGroupConfig{Name: "g", Items: []string{k.ID, "KNONE"}})
		wantError(t, err, selvedge.CodeInvalidArgument, "KNONE")
		g := mustMake(t, groups, selvedge.KeyGroupConfig{Name: "g", Items: []string{k.ID}})
		wantError(t, keys.Delete(t.Context(), k.ID, k.ETag()), selvedge.CodePublicKeyInUse, g.ID)
		_, err = f.CreateDistribution(t.Context(), trusting("x", "11111111-2222-3333-4444-555555555555"), nil)
		wantError(t, err, selvedge.CodeTrustedKeyGroupDoesNotExist, "11111111")
		d := f.mustDistribute(t, trusting("r", g.ID))
		wantError(t, groups.Delete(t.Context(), g.ID, g.ETag()), selvedge.CodeResourceInUse, d.ID)
		_, err = groups.Resource(t.Context(), "none")
		wantError(t, err, selvedge.CodeNoSuchResource, "")

		g, err = groups.Update(t.Context(), g.ID, g.ETag(), selvedge.KeyGroupConfig{Name: "g", Items: []string{other.ID}})
		if err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "deployed again", mustD(t)(f.Distribution(t.Context(), d.ID)).Version, uint64(2))
		if err := keys.Delete(t.Context(), k.ID, k.ETag()); err != nil {
			t.Error(err)
		}
		comment := other.Config
		comment.Comment = "c"
		if _, err := keys.Update(t.Context(), other.ID, other.ETag(), comment); err != nil {
			t.Error(err)
		}
		f.mustDelete(t, d.ID, "r")
		if err := groups.Delete(t.Context(), g.ID, g.ETag()); err != nil {
			t.Error(err)
		}
		if err := keys.Delete(t.Context(), other.ID, selvedge.ETag(2)); err != nil {
			t.Error(err)
		}
	})
}

// TestDeleteOrGroupKey races the delete of a public key with key groups that begin to use it. The check at the end of the
// test finds groups whose key is gone.
func TestDeleteOrGroupKey(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		keys, groups := f.PublicKeys(), f.KeyGroups()
		var deleted, grouped atomic.Int64
		for round := range 8 {
			k := mustMake(t, keys, publicKey(t, fmt.Sprint("k", round)))
			together(func(client int) {
				var err error
				done := &grouped
				if client < 2 {
					err, done = keys.Delete(t.Context(), k.ID, k.ETag()), &deleted
				} else {
					_, err = groups.Create(t.Context(), selvedge.KeyGroupConfig{Name: fmt.Sprint(round, "-", client), Items: []string{k.ID}})
				}
				switch selvedge.ErrorCode(err) {
				case selvedge.CodeNoSuchPublicKey, selvedge.CodePublicKeyInUse, selvedge.CodeInvalidArgument, selvedge.CodeTooManyKeyGroupsInAccount:
				case "":
					if err != nil {
						t.Error(err)
					} else {
						done.Add(1)
					}
				default:
					t.Error(err)
				}
			})
		}
		t.Logf("%d keys deleted, %d groups made", deleted.Load(), grouped.Load())
	})
}
