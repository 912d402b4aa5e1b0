// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// Quotas of key value stores; see also keyvalues.go. Source: limits.md section 3.
const (
	DefaultMaxKeyValueStores = 50 // per account
	MaxFunctionsPerKVS       = 10
	MaxKeyChanges            = 50  // keys of one change
	MaxKeyValueStoreComment  = 128 // characters
)

// KeyValueStoreStatus is the word that describes a key value store.
type KeyValueStoreStatus string

// The status words. The third is ours: AWS's word for it is not known.
const (
	StoreProvisioning KeyValueStoreStatus = "PROVISIONING"
	StoreReady        KeyValueStoreStatus = "READY"
	StoreImportFailed KeyValueStoreStatus = "IMPORT_FAILED"
)

// KeyValueStore is a key value store: its record and the figures of its content. The two have versions of their own,
// and so two entity tags: writing keys does not change the record.
type KeyValueStore struct {
	Name             string
	ID               string  // UUID in lower case; the last part of the ARN
	Comment          *string `json:",omitempty"` // nil when never given
	Status           KeyValueStoreStatus
	FailureReason    string    `json:",omitempty"` // why the import failed
	ImportSource     string    `json:",omitempty"` // ARN of the object that the store was filled from
	Version          uint64    // of the record, from 1; see ETag
	CreatedTime      time.Time // of the store
	LastModifiedTime time.Time // of the record
	Tags             []Tag     `json:",omitempty"`

	Content KeyValueContent

	// Functions lists the names of the functions that a stage of which reads the store, sorted.
	Functions []string `json:",omitempty"`
}

// KeyValueContent describes what a store holds at one moment.
type KeyValueContent struct {
	Version      uint64 // counts the changes from 1; see DataETag
	ItemCount    int
	Size         int64 // TotalSizeInBytes; see PairSize
	ModifiedTime time.Time
	Generation   uint64 // of the set of keys; a new one replaces all keys at once

	LastGeneration uint64               `json:",omitempty"` // the highest number that a generation was given; 0: Generation
	History        KeyValueHistoryRange `json:",omitzero"`
}

// ETag returns the entity tag of the record.
func (s *KeyValueStore) ETag() string { return ETag(s.Version) }

// DataETag returns the entity tag of the content.
func (s *KeyValueStore) DataETag() string { return DataETag(s.Content.Version) }

// NewKeyValueStore is the input of CreateKeyValueStore.
type NewKeyValueStore struct {
	Name         string
	Comment      *string
	ImportSource string // ARN of an S3 object; empty for an empty store
	Tags         []Tag
}

// KeyValue is a key and its value.
type KeyValue struct{ Key, Value string }

// KeyChanges is a change of a store's content, which happens as a whole or not at all.
type KeyChanges struct {
	Puts    []KeyValue
	Deletes []string
}

// KeyValueStoreService holds the key value stores of the account. Every change is one transaction; ifMatch is the
// If-Match header as the caller sent it, and is compared inside the transaction. Errors are those of the operations of
// the CloudFront API. Implementations are safe for concurrent use.
type KeyValueStoreService interface {
	// CreateKeyValueStore stores a new store. The result is PROVISIONING; an empty store is READY by then, and one with
	// an import source becomes READY or IMPORT_FAILED when the import has ended.
	CreateKeyValueStore(ctx context.Context, in NewKeyValueStore) (*KeyValueStore, error)
	// KeyValueStore returns the store called name, or EntityNotFound.
	KeyValueStore(ctx context.Context, name string) (*KeyValueStore, error)
	// UpdateKeyValueStore replaces the comment.
	UpdateKeyValueStore(ctx context.Context, name, ifMatch, comment string) (*KeyValueStore, error)
	// DeleteKeyValueStore removes a store and its keys; CannotDeleteEntityWhileInUse when a function reads it.
	DeleteKeyValueStore(ctx context.Context, name, ifMatch string) error
	// KeyValueStores returns up to page.Limit stores in order of name, and whether more follow.
	KeyValueStores(ctx context.Context, page Page) (list []*KeyValueStore, more bool, err error)
}

// KeyValueService holds the content of key value stores, which are named by their id. ifMatch is the If-Match header as
// the caller sent it. Errors are those of the operations of the CloudFront KeyValueStore API. Implementations are safe
// for concurrent use.
type KeyValueService interface {
	// KeyValueStoreByID returns the store with this id, or ResourceNotFoundException.
	KeyValueStoreByID(ctx context.Context, id string) (*KeyValueStore, error)
	// KeyValue returns the value of a key and the store as they were at one moment; ResourceNotFoundException when
	// there is no such store or key.
	KeyValue(ctx context.Context, id, key string) (value string, s *KeyValueStore, err error)
	// KeyValues returns up to page.Limit pairs in order of key, and whether more follow.
	KeyValues(ctx context.Context, id string, page Page) (list []KeyValue, more bool, err error)
	// ChangeKeyValues makes all changes or none, and returns the store as it is after them, without tags and functions.
	ChangeKeyValues(ctx context.Context, id, ifMatch string, changes KeyChanges) (*KeyValueStore, error)
	// KeyValueView returns the content as functions see it now.
	KeyValueView(ctx context.Context, id string) (KeyValues, error)
}

var (
	keyValueStoreName = regexp.MustCompile(`^[a-zA-Z0-9-_]{1,64}$`)
	keyValueStoreID   = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
)

// Validate checks the rules that need no stored state.
func (in *NewKeyValueStore) Validate() error {
	if !keyValueStoreName.MatchString(in.Name) {
		return Errorf(CodeInvalidArgument, "The name %q of the key value store is not 1 to 64 characters out of a-z, A-Z, 0-9, hyphen and underscore.", in.Name)
	}
	if in.Comment != nil {
		if err := ValidateKeyValueStoreComment(*in.Comment); err != nil {
			return err
		}
	}
	if err := ValidateTags(in.Tags); err != nil { // the error list of the operation has no InvalidTagging
		return WrapError(CodeInvalidArgument, err, "%s", tagMessage(err))
	}
	return nil
}

// ValidateKeyValueStoreComment checks the length of a comment.
func ValidateKeyValueStoreComment(comment string) error {
	if n := utf8.RuneCountInString(comment); n > MaxKeyValueStoreComment {
		return Errorf(CodeInvalidArgument, "The comment has %d characters; the maximum is %d.", n, MaxKeyValueStoreComment)
	}
	return nil
}

// Validate checks the rules that need no stored state. The error is ValidationException. Source: kvs-api.md section 3.
func (c *KeyChanges) Validate() error {
	n := len(c.Puts) + len(c.Deletes)
	switch {
	case n == 0:
		return Errorf(CodeValidation, "The change has neither keys to put nor keys to delete.")
	case n > MaxKeyChanges:
		return Errorf(CodeValidation, "The change has %d keys; the maximum is %d.", n, MaxKeyChanges)
	}
	seen := make(map[string]bool, n)
	once := func(key string) error {
		if seen[key] {
			return Errorf(CodeValidation, "The key %s is in the change twice.", quoteKey(key))
		}
		seen[key] = true
		return ValidateKey(key)
	}
	for _, p := range c.Puts {
		if err := once(p.Key); err != nil {
			return err
		}
		if err := validateValue(p.Key, p.Value); err != nil {
			return err
		}
	}
	for _, k := range c.Deletes {
		if err := once(k); err != nil {
			return err
		}
	}
	return nil
}

// validatePair checks the form of a key and of its value. The error is ValidationException.
func validatePair(key, value string) error {
	if err := ValidateKey(key); err != nil {
		return err
	}
	return validateValue(key, value)
}

// validateValue checks the form of the value of a key. The error is ValidationException.
func validateValue(key, value string) error {
	if len(value) > MaxValue {
		return Errorf(CodeValidation, "The value of the key %s has %d bytes; the maximum is %d.", quoteKey(key), len(value), MaxValue)
	}
	if !utf8.ValidString(value) {
		return Errorf(CodeValidation, "The value of the key %s is not valid UTF-8.", quoteKey(key))
	}
	return nil
}

// ValidateKey checks the form of a key. The error is ValidationException.
func ValidateKey(key string) error {
	switch {
	case key == "":
		return Errorf(CodeValidation, "The key is empty.")
	case len(key) > MaxKey:
		return Errorf(CodeValidation, "The key %s has %d bytes; the maximum is %d.", quoteKey(key), len(key), MaxKey)
	case !utf8.ValidString(key):
		return Errorf(CodeValidation, "The key is not valid UTF-8.")
	}
	return nil
}

// quoteKey returns the beginning of a key in quotes, for messages.
func quoteKey(key string) string {
	const most = 64
	if len(key) <= most {
		return `"` + key + `"`
	}
	return `"` + strings.ToValidUTF8(key[:most], "") + `…"`
}

// PairSize returns the bytes that a pair counts in TotalSizeInBytes: one more than its key and its value have. Source:
// kvs-api.md section 3.
func PairSize(key, value string) int64 { return int64(len(key)) + int64(len(value)) + 1 }

// KeyValueStoreARN returns the ARN of the store with this id.
func KeyValueStoreARN(account, id string) string {
	return "arn:aws:cloudfront::" + account + ":key-value-store/" + id
}

// KeyValueStoreIDOf returns the store that arn names in account, and whether arn is the ARN of a store there.
func KeyValueStoreIDOf(account, arn string) (id string, ok bool) {
	id, ok = strings.CutPrefix(arn, KeyValueStoreARN(account, ""))
	return id, ok && keyValueStoreID.MatchString(id)
}
