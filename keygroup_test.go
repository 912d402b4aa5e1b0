// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"

	"selvedge"
)

func pemOf(t *testing.T, kind string, key any) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// TestPublicKeyRules: api.md section 8.
func TestPublicKeyRules(t *testing.T) {
	rsaKey := func(bits int) *rsa.PublicKey {
		key, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			t.Fatal(err)
		}
		return &key.PublicKey
	}
	curve := func(c elliptic.Curve) *ecdsa.PublicKey {
		key, err := ecdsa.GenerateKey(c, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return &key.PublicKey
	}
	good := rsaKey(2048)
	for _, tt := range []struct {
		name, encoded string
		code          selvedge.Code
	}{
		{"RSA", pemOf(t, "PUBLIC KEY", good), ""},
		{"RSA without a line end", strings.TrimSpace(pemOf(t, "PUBLIC KEY", good)), ""},
		{"P-256", pemOf(t, "PUBLIC KEY", curve(elliptic.P256())), ""},
		{"P-384", pemOf(t, "PUBLIC KEY", curve(elliptic.P384())), selvedge.CodeInvalidArgument},
		{"RSA of another size", pemOf(t, "PUBLIC KEY", rsaKey(1024)), selvedge.CodeInvalidArgument},
		{"another block", pemOf(t, "CERTIFICATE", good), selvedge.CodeInvalidArgument},
		{"no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", selvedge.CodeInvalidArgument},
		{"nothing", "", selvedge.CodeInvalidArgument},
		{"too long", pemOf(t, "PUBLIC KEY", good) + strings.Repeat("\n", 8<<10), selvedge.CodeInvalidArgument},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := selvedge.PublicKeyConfig{CallerReference: "r", Name: "k", EncodedKey: tt.encoded}
			wantCode(t, c.Validate(), tt.code, "")
		})
	}
	c := selvedge.PublicKeyConfig{Name: "k", EncodedKey: pemOf(t, "PUBLIC KEY", good)}
	wantCode(t, c.Validate(), selvedge.CodeInvalidArgument, "CallerReference")
	c.CallerReference, c.Name = "r", "a b"
	wantCode(t, c.Validate(), selvedge.CodeInvalidArgument, "Name")

	group := func(items ...string) error {
		g := selvedge.KeyGroupConfig{Name: "g", Items: items}
		return g.Validate()
	}
	wantCode(t, group("K1", "K2", "K3", "K4", "K5"), "", "")
	wantCode(t, group("K1", "K2", "K3", "K4", "K5", "K6"), selvedge.CodeTooManyPublicKeysInKeyGroup, "6")
	wantCode(t, group(), selvedge.CodeInvalidArgument, "Items")
	wantCode(t, group("K1", "K1"), selvedge.CodeInvalidArgument, "once")
}
