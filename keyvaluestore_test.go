// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"strings"
	"testing"

	"selvedge"
)

func TestNewKeyValueStoreValidate(t *testing.T) {
	long := strings.Repeat("é", 129)
	for _, tt := range []struct {
		name string
		in   selvedge.NewKeyValueStore
		want string // in the message; empty when the input is valid
	}{
		{"plain", selvedge.NewKeyValueStore{Name: "a-B_9"}, ""},
		{"no name", selvedge.NewKeyValueStore{}, `name ""`},
		{"long name", selvedge.NewKeyValueStore{Name: strings.Repeat("n", 65)}, "1 to 64"},
		{"slash", selvedge.NewKeyValueStore{Name: "a/b"}, `"a/b"`},
		{"long comment", selvedge.NewKeyValueStore{Name: "n", Comment: &long}, "129 characters"},
		{"tags", selvedge.NewKeyValueStore{Name: "n", Tags: []selvedge.Tag{{Key: "aws:x"}}}, "reserved"},
	} {
		err := tt.in.Validate()
		if tt.want == "" && err != nil || tt.want != "" &&
			(selvedge.ErrorCode(err) != selvedge.CodeInvalidArgument || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: Validate() = %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestKeyValueStoreARN(t *testing.T) {
	const id = "0d7b9c2e-6f0a-4c34-9d57-1f5f2a6f4a10"
	if got, ok := selvedge.KeyValueStoreIDOf("123456789012", storeARN); got != id || !ok {
		t.Errorf("KeyValueStoreIDOf(%s) = %q, %v", storeARN, got, ok)
	}
	for _, arn := range []string{"", id, strings.ToUpper(storeARN), storeARN + "0", storeARN + "/meta", "arn:aws:cloudfront::000000000000:key-value-store/" + id} {
		if _, ok := selvedge.KeyValueStoreIDOf("123456789012", arn); ok {
			t.Errorf("KeyValueStoreIDOf(%q) is a store", arn)
		}
	}
}
