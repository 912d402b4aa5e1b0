// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import "time"

// KeyValues is what functions see of a key value store: one version of it, which never changes. It is safe for
// concurrent use. Source: helpers.md section 1.
type KeyValues interface {
	// ID is the UUID of the store, the last part of its ARN.
	ID() string
	// Lookup returns the value of a key. Keys are case-sensitive.
	Lookup(key string) (value string, ok bool)
	// Len is the number of keys.
	Len() int
	// Created is when the store was made, Modified when this version of it was.
	Created() time.Time
	Modified() time.Time
}

// Limits of key value stores. Source: limits.md section 3.
const (
	MaxKeyValueStore = 5 << 20 // bytes of all keys and values
	MaxKey           = 512     // bytes
	MaxValue         = 1024    // bytes
)
