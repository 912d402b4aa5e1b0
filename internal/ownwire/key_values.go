// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownwire

import (
	"time"

	"selvedge"
)

// Store is a key value store.
type Store struct {
	Name             string
	ID               string `json:"Id"`
	ARN              string
	Comment          string `json:",omitempty"`
	Status           selvedge.KeyValueStoreStatus
	FailureReason    string `json:",omitempty"`
	Version          uint64 // of the content
	ETag             string // of the content
	ItemCount        int
	TotalSizeInBytes int64
	Created          time.Time
	LastModified     time.Time // of the content
	Functions        []string  `json:",omitempty"` // that read it
}

// StoreList is the answer of ListStores, in order of name.
type StoreList struct{ Items []Store }

// NewStore is what CreateStore takes.
type NewStore struct {
	Name    string
	Comment *string `json:",omitempty"`
}

// Values is what ReplaceValues takes: all keys with their values.
type Values struct{ Values map[string]string }

// Content is the answer of GetValues: what a store held in a version.
type Content struct {
	Name string // of the store
	Version
	Values map[string]string
}

// Version describes a version of the content of a store, and is the answer of changes.
type Version struct {
	Version          uint64
	ETag             string
	Time             time.Time
	AccessKeyID      string                  `json:"AccessKeyId,omitempty"` // of who made it
	Change           selvedge.KeyValueChange // what made it
	From             uint64                  `json:",omitempty"` // of a rollback: the version whose content it has
	Added            int
	Changed          int
	Removed          int
	ItemCount        int
	TotalSizeInBytes int64
	Unchanged        bool `json:",omitempty"` // of the answer to a change: nothing had to be changed, this is the current version
}

// NewVersion returns v as it is on the wire.
func NewVersion(v *selvedge.KeyValueVersion) Version {
	return Version{
		Version: v.Version, ETag: v.ETag(), Time: v.Time, AccessKeyID: v.AccessKeyID, Change: v.Change, From: v.From,
		Added: v.Added, Changed: v.Changed, Removed: v.Removed, ItemCount: v.ItemCount, TotalSizeInBytes: v.Size, Unchanged: v.Unchanged,
	}
}

// VersionList is the answer of ListVersions, the newest first.
type VersionList struct {
	Items []Version
	More  bool `json:",omitempty"` // older ones follow
}
