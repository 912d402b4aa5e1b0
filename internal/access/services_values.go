// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package access

import (
	"context"

	"selvedge"
)

// KeyValueStores returns s behind the guard.
func (g *Guard) KeyValueStores(s selvedge.KeyValueStoreService) selvedge.KeyValueStoreService {
	return stores{s, g}
}

type stores struct {
	selvedge.KeyValueStoreService
	guard *Guard
}

func storeCall(operation, name, ifMatch string) Call {
	return change(selvedge.RoleDeployer, cloudfront, operation, "key-value-store/"+name, ifMatch)
}

// CreateKeyValueStore is described by selvedge.KeyValueStoreService.
func (s stores) CreateKeyValueStore(ctx context.Context, in selvedge.NewKeyValueStore) (kvs *selvedge.KeyValueStore, err error) {
	err = s.guard.Do(ctx, storeCall("CreateKeyValueStore", in.Name, ""), func(ctx context.Context) (err error) {
		kvs, err = s.KeyValueStoreService.CreateKeyValueStore(ctx, in)
		return err
	})
	return kvs, err
}

// UpdateKeyValueStore is described by selvedge.KeyValueStoreService.
func (s stores) UpdateKeyValueStore(ctx context.Context, name, ifMatch, comment string) (kvs *selvedge.KeyValueStore, err error) {
	err = s.guard.Do(ctx, storeCall("UpdateKeyValueStore", name, ifMatch), func(ctx context.Context) (err error) {
		kvs, err = s.KeyValueStoreService.UpdateKeyValueStore(ctx, name, ifMatch, comment)
		return err
	})
	return kvs, err
}

// DeleteKeyValueStore is described by selvedge.KeyValueStoreService.
func (s stores) DeleteKeyValueStore(ctx context.Context, name, ifMatch string) error {
	return s.guard.Do(ctx, storeCall("DeleteKeyValueStore", name, ifMatch), func(ctx context.Context) error {
		return s.KeyValueStoreService.DeleteKeyValueStore(ctx, name, ifMatch)
	})
}

// KeyValues returns s behind the guard.
func (g *Guard) KeyValues(s selvedge.KeyValueService) selvedge.KeyValueService { return values{s, g} }

type values struct {
	selvedge.KeyValueService
	guard *Guard
}

// ChangeKeyValues is described by selvedge.KeyValueService.
func (s values) ChangeKeyValues(
	ctx context.Context, id, ifMatch string, changes selvedge.KeyChanges,
) (kvs *selvedge.KeyValueStore, err error) {
	call := change(selvedge.RoleDeployer, "cloudfront-keyvaluestore", "UpdateKeys", "key-value-store/"+id, ifMatch)
	err = s.guard.Do(ctx, call, func(ctx context.Context) (err error) {
		kvs, err = s.KeyValueService.ChangeKeyValues(ctx, id, ifMatch, changes)
		return err
	})
	return kvs, err
}

// Tags returns s behind the guard.
func (g *Guard) Tags(s selvedge.TagService) selvedge.TagService { return tags{s, g} }

type tags struct {
	selvedge.TagService
	guard *Guard
}

// Tag is described by selvedge.TagService.
func (s tags) Tag(ctx context.Context, arn string, list []selvedge.Tag) error {
	return s.guard.Do(ctx, TagCall("TagResource", arn), func(ctx context.Context) error {
		return s.TagService.Tag(ctx, arn, list)
	})
}

// Untag is described by selvedge.TagService.
func (s tags) Untag(ctx context.Context, arn string, keys []string) error {
	return s.guard.Do(ctx, TagCall("UntagResource", arn), func(ctx context.Context) error {
		return s.TagService.Untag(ctx, arn, keys)
	})
}

// TagCall returns the call of an operation that changes the tags of a resource. Whoever may change the resource may.
func TagCall(operation, arn string) Call {
	resource := ResourceOf(arn)
	return change(TagRole(resource), cloudfront, operation, resource, "")
}
