// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// CreateDistribution is described by selvedge.DistributionService.
func (s *Store) CreateDistribution(
	ctx context.Context, config selvedge.DistributionConfig, tags []selvedge.Tag,
) (d *selvedge.Distribution, err error) {
	if err := selvedge.ValidateTags(tags); err != nil {
		return nil, err
	}
	config.Normalize()
	if err := config.Validate(); err != nil {
		return nil, err
	}
	tags = mergeTags(nil, tags)
	done, err := s.distributionQueue.wait(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	now := s.now()
	err = s.update(ctx, []string{distributionCount, callerKey(config.CallerReference)}, func(t *txn) error {
		id, domain, err := s.newNames(t)
		if err != nil {
			return err
		}
		d = &selvedge.Distribution{
			ID: id, DomainName: domain, Config: config, Version: 1, CreatedTime: now, LastModifiedTime: now,
		}
		if err := s.replace(t, nil, d); err != nil {
			return err
		}
		n, err := t.count(distributionCount, 1)
		if err != nil {
			return err
		}
		if n > s.config.MaxDistributions {
			return selvedge.Errorf(selvedge.CodeTooManyDistributions,
				"The account has %d distributions; the maximum is %d.", n-1, s.config.MaxDistributions)
		}
		if err := t.put(redeployKey(id), &deployment{Time: now}); err != nil {
			return err
		}
		return t.putTags(tagKey(typeDistribution, id), tags)
	})
	if err != nil {
		return nil, err
	}
	d.Tags = tags
	return d, nil
}

// Distribution is described by selvedge.DistributionService.
func (s *Store) Distribution(ctx context.Context, id string) (*selvedge.Distribution, error) {
	list, err := s.distributions(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, noSuchDistribution()
	}
	list[0].InvalidationsInProgress, err = s.invalidating(ctx, id)
	return list[0], err
}

// UpdateDistribution is described by selvedge.DistributionService.
func (s *Store) UpdateDistribution(
	ctx context.Context, id, ifMatch string, config selvedge.DistributionConfig,
) (d *selvedge.Distribution, err error) {
	config.Normalize()
	invalid := config.Validate() // reported after the distribution and its version were found (api.md section 1.6)
	err = s.update(ctx, keysOfDistribution(id), func(t *txn) error {
		old, again, err := t.distribution(id, ifMatch)
		if err != nil {
			return err
		}
		if invalid != nil {
			return invalid
		}
		if config.CallerReference != old.Config.CallerReference {
			return selvedge.Errorf(selvedge.CodeIllegalUpdate,
				"The caller reference of a distribution cannot be changed; it is %q.", old.Config.CallerReference)
		}
		changed := *old
		changed.Config = config
		changed.Version++
		changed.LastModifiedTime = s.now()
		if err := s.replace(t, old, &changed); err != nil {
			return err
		}
		again.Time = changed.LastModifiedTime
		if err := t.put(redeployKey(id), again); err != nil {
			return err
		}
		d = &changed
		d.Version += again.Redeploys
		t.audit.etag = d.ETag()
		d.Tags, err = t.tags(tagKey(typeDistribution, id))
		return err
	})
	if err != nil {
		return nil, err
	}
	d.InvalidationsInProgress, err = s.invalidating(ctx, id)
	return d, err
}

// DeleteDistribution is described by selvedge.DistributionService.
func (s *Store) DeleteDistribution(ctx context.Context, id, ifMatch string) error {
	done, err := s.distributionQueue.wait(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.update(ctx, append(keysOfDistribution(id), distributionCount, batchKey(id)), func(t *txn) error {
		d, again, err := t.distribution(id, ifMatch)
		if err != nil {
			return err
		}
		if err := s.checkDisabled(ctx, t, d, again); err != nil {
			return err
		}
		if err := s.replace(t, d, nil); err != nil {
			return err
		}
		t.remove(redeployKey(id))
		t.remove(subscriptionKey(id))
		if err := t.removeInvalidations(id); err != nil {
			return err
		}
		if err := t.putTags(tagKey(typeDistribution, id), nil); err != nil {
			return err
		}
		_, err = t.count(distributionCount, -1)
		return err
	})
}

// Distributions is described by selvedge.DistributionService. Order is that of creation, which the small records
// under redeployPrefix share with the distributions.
func (s *Store) Distributions(ctx context.Context, page selvedge.Page) ([]*selvedge.Distribution, bool, error) {
	limit, err := pageLimit(page)
	if err != nil {
		return nil, false, err
	}
	opts := []clientv3.OpOption{
		clientv3.WithPrefix(), clientv3.WithKeysOnly(), clientv3.WithLimit(int64(limit) + 1),
		clientv3.WithSort(clientv3.SortByCreateRevision, clientv3.SortDescend),
	}
	if page.After != "" {
		resp, err := s.read(ctx, clientv3.OpGet(redeployKey(page.After)))
		if err != nil {
			return nil, false, err
		}
		kvs := resp.Responses[0].GetResponseRange().GetKvs()
		if len(kvs) == 0 { // deleted meanwhile: where it was in the order is not known any more
			return nil, false, selvedge.Errorf(selvedge.CodeInvalidArgument,
				"The marker %q is not the id of a distribution.", page.After)
		}
		opts = append(opts, clientv3.WithMaxCreateRev(kvs[0].CreateRevision-1))
	}
	resp, err := s.read(ctx, clientv3.OpGet(redeployPrefix, opts...))
	if err != nil {
		return nil, false, err
	}
	kvs := resp.Responses[0].GetResponseRange().GetKvs()
	ids := make([]string, 0, limit)
	for _, kv := range kvs[:min(limit, len(kvs))] {
		ids = append(ids, string(kv.Key[len(redeployPrefix):]))
	}
	list, err := s.distributions(ctx, ids)
	return list, len(kvs) > limit, err
}
