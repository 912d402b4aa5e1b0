// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import (
	"time"

	"selvedge"
)

// CreateKeyValueStoreRequest is the body of CreateKeyValueStore. Source: api.md 3.
type CreateKeyValueStoreRequest struct {
	Name         string        `wire:"required,min=1,max=64,pattern=[a-zA-Z0-9-_]{1,64}"`
	Comment      *string       `wire:"max=128"`
	ImportSource *ImportSource // nil for an empty store
	Tags         *Tags         // nil from older clients
}

// ImportSource says what a new key value store is filled from.
type ImportSource struct {
	SourceType string `wire:"required,enum=S3"`
	SourceARN  string `wire:"required"`
}

// UpdateKeyValueStoreRequest is the body of UpdateKeyValueStore.
type UpdateKeyValueStoreRequest struct {
	Comment string `wire:"required,max=128"`
}

// KeyValueStore describes a store. The model requires Comment, but the service leaves it out when it was never given.
type KeyValueStore struct {
	Name             string `wire:"required"`
	Id               string `wire:"required"`
	Comment          *string
	ARN              string `wire:"required"`
	Status           selvedge.KeyValueStoreStatus
	LastModifiedTime time.Time `wire:"required"`
}

// KeyValueStoreList is a page of stores. NextMarker is present when more follow, and only then. Source: api.md 1.8.
type KeyValueStoreList struct {
	NextMarker string          `wire:"omitempty"`
	MaxItems   int             `wire:"required"`
	Quantity   int             `wire:"required"`
	Items      []KeyValueStore `wire:"item=KeyValueStore"`
}

// NewKeyValueStore describes s.
func NewKeyValueStore(account string, s *selvedge.KeyValueStore) KeyValueStore {
	return KeyValueStore{
		Name: s.Name, Id: s.ID, Comment: s.Comment, ARN: selvedge.KeyValueStoreARN(account, s.ID), Status: s.Status,
		LastModifiedTime: s.LastModifiedTime,
	}
}
