// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"regexp"
	"slices"
	"strings"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// resourceARN is the pattern that the API model gives for the ARN of a tagged resource.
var resourceARN = regexp.MustCompile(`^arn:aws(-cn)?:cloudfront::[0-9]+:.+$`)

// Tags is described by selvedge.TagService.
func (s *Store) Tags(ctx context.Context, arn string) ([]selvedge.Tag, error) {
	record, tags, err := s.resource(arn)
	if err != nil {
		return nil, err
	}
	resp, err := s.read(ctx, clientv3.OpGet(record, clientv3.WithCountOnly()), clientv3.OpGet(tags))
	if err != nil {
		return nil, err
	}
	if resp.Responses[0].GetResponseRange().GetCount() == 0 {
		return nil, noSuchResource(arn)
	}
	list, _, err := recordOf[[]selvedge.Tag](resp, 1)
	if list == nil {
		return nil, err
	}
	return *list, err
}

// Tag is described by selvedge.TagService.
func (s *Store) Tag(ctx context.Context, arn string, tags []selvedge.Tag) error {
	if err := selvedge.ValidateTags(tags); err != nil {
		return err
	}
	return s.changeTags(ctx, arn, func(old []selvedge.Tag) []selvedge.Tag { return mergeTags(old, tags) })
}

// Untag is described by selvedge.TagService.
func (s *Store) Untag(ctx context.Context, arn string, keys []string) error {
	gone := make(map[string]bool, len(keys))
	for _, k := range keys {
		gone[k] = true
	}
	return s.changeTags(ctx, arn, func(old []selvedge.Tag) []selvedge.Tag {
		return slices.DeleteFunc(old, func(t selvedge.Tag) bool { return gone[t.Key] })
	})
}

func (s *Store) changeTags(ctx context.Context, arn string, change func([]selvedge.Tag) []selvedge.Tag) error {
	record, key, err := s.resource(arn)
	if err != nil {
		return err
	}
	return s.update(ctx, []string{record, key}, func(t *txn) error {
		if !t.has(record) {
			return noSuchResource(arn)
		}
		tags, err := t.tags(key)
		if err != nil {
			return err
		}
		tags = change(tags)
		if n := len(tags); n > selvedge.MaxTags {
			return selvedge.Errorf(selvedge.CodeInvalidTagging,
				"The resource would have %d tags; the maximum is %d.", n, selvedge.MaxTags)
		}
		return t.putTags(key, tags)
	})
}

// tags returns the tags stored at key.
func (t *txn) tags(key string) ([]selvedge.Tag, error) {
	list, err := get[[]selvedge.Tag](t, key)
	if list == nil {
		return nil, err
	}
	return *list, err
}

// putTags stores tags, of which there may be none.
func (t *txn) putTags(key string, tags []selvedge.Tag) error {
	if len(tags) > 0 {
		return t.put(key, tags)
	}
	if t.has(key) {
		t.remove(key)
	}
	return nil
}

// resource returns the keys of the record and of the tags of the resource that arn names.
func (s *Store) resource(arn string) (record, tags string, err error) {
	if name, ok := selvedge.FunctionNameOf(s.config.AccountID, arn); ok {
		return functionKey(name), tagKey(typeFunction, name), nil
	}
	id, ok := strings.CutPrefix(arn, selvedge.DistributionARN(s.config.AccountID, ""))
	if ok && distributionID.MatchString(id) {
		return distributionKey(id), tagKey(typeDistribution, id), nil
	}
	if id, ok := selvedge.KeyValueStoreIDOf(s.config.AccountID, arn); ok {
		return storeKey(id), tagKey(typeStore, id), nil
	}
	if resourceARN.MatchString(arn) {
		return "", "", noSuchResource(arn)
	}
	return "", "", selvedge.Errorf(selvedge.CodeInvalidArgument, "%q is not the ARN of a CloudFront resource.", arn)
}

func noSuchResource(arn string) error {
	return selvedge.Errorf(selvedge.CodeNoSuchResource, "The resource %s does not exist.", arn)
}

// mergeTags returns old with the tags in set added or replaced, in order of key.
func mergeTags(old, set []selvedge.Tag) []selvedge.Tag {
	var merged []selvedge.Tag
	for _, t := range old {
		if !slices.ContainsFunc(set, func(n selvedge.Tag) bool { return n.Key == t.Key }) {
			merged = append(merged, t)
		}
	}
	merged = append(merged, set...)
	slices.SortFunc(merged, func(a, b selvedge.Tag) int { return strings.Compare(a.Key, b.Key) })
	return merged
}
