// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"time"
)

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

// KeyValueHistoryRange says which versions of a store's content are kept, up to the current one.
type KeyValueHistoryRange struct {
	Oldest uint64 `json:",omitempty"` // version; 0: none
	Bytes  int64  `json:",omitempty"` // that it takes to keep them
}

// KeyValueChange is a word for what made a version.
type KeyValueChange string

// What makes versions.
const (
	KeysCreated    KeyValueChange = "create"   // of the store, with an import or without
	KeysPut        KeyValueChange = "put"      // of one key or of some
	KeysDeleted    KeyValueChange = "delete"   // of one key or of some
	KeysUpdated    KeyValueChange = "update"   // puts and deletes in one
	KeysReplaced   KeyValueChange = "replace"  // of all keys
	KeysMerged     KeyValueChange = "merge"    // of many keys into what is there
	KeysRolledBack KeyValueChange = "rollback" // to an earlier version
)

// KeyValueVersion describes a version of the content of a key value store.
type KeyValueVersion struct {
	Version     uint64
	Time        time.Time
	AccessKeyID string         `json:",omitempty"` // of who made it; empty when requests are not signed
	Change      KeyValueChange // what made it
	From        uint64         `json:",omitempty"` // of a rollback: the version whose content it has
	Added       int            `json:",omitempty"` // keys that the version before did not have
	Changed     int            `json:",omitempty"` // keys that were given a value, be it the same as before
	Removed     int            `json:",omitempty"`
	ItemCount   int
	Size        int64

	Unchanged bool `json:"-"` // of the answer to a change: it was the current version already
}

// ETag returns the entity tag of the version.
func (v *KeyValueVersion) ETag() string { return DataETag(v.Version) }

// KeyValueHistoryService replaces the content of key value stores as a whole and knows earlier versions of it. Stores are
// named by their id. An empty ifMatch means whatever is current. Errors are those of KeyValueService. Implementations
// are safe for concurrent use.
type KeyValueHistoryService interface {
	// ReplaceKeyValues makes values the content, or with merge puts values into it, in one change. The result is the new
	// version, or the current one when nothing had to be changed.
	ReplaceKeyValues(ctx context.Context, id, ifMatch string, values map[string]string, merge bool) (*KeyValueVersion, error)
	// RollBackKeyValues makes the content of an earlier version that of a new one. The result is as of ReplaceKeyValues.
	RollBackKeyValues(ctx context.Context, id, ifMatch string, version uint64) (*KeyValueVersion, error)
	// KeyValuesAt returns the content as it was in a version and that version; 0 is the current one.
	// ResourceNotFoundException when that version is not kept.
	KeyValuesAt(ctx context.Context, id string, version uint64) (map[string]string, *KeyValueVersion, error)
	// KeyValueVersions returns up to limit versions older than before, or from the current one on when before is 0, the
	// newest first, and whether older ones follow.
	KeyValueVersions(ctx context.Context, id string, before uint64, limit int) (list []KeyValueVersion, more bool, err error)
}

// ValidateKeyValues checks the rules for pairs that need no stored state, and returns the size of them together. The error
// is ValidationException or ServiceQuotaExceededException.
func ValidateKeyValues(values map[string]string) (size int64, err error) {
	for k, v := range values {
		if err := validatePair(k, v); err != nil {
			return 0, err
		}
		size += PairSize(k, v)
	}
	return size, CheckKeyValueSize(size)
}

// CheckKeyValueSize checks the size of a store. The error is ServiceQuotaExceededException.
func CheckKeyValueSize(size int64) error {
	if size > MaxKeyValueStore {
		return Errorf(CodeServiceQuotaExceeded, "The key value store would have %d bytes; the maximum is %d.", size, MaxKeyValueStore)
	}
	return nil
}
