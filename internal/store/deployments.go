// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file computes what the state of the edges says about distributions and functions.

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// deploymentChunk is how many deployments are read in one request; an external etcd allows 128 operations.
const deploymentChunk = 100

// redeploy starts the deployment of the distributions again, because a function that they use was published.
func (t *txn) redeploy(ids []string, now time.Time) error {
	keys := keysOf(redeployKey, ids...)
	t.fetch(keys...)
	for _, key := range keys {
		d, err := get[deployment](t, key)
		if err != nil {
			return err
		}
		if d == nil {
			return fmt.Errorf("record %q is missing", key)
		}
		d.Redeploys++
		d.Time = now
		if err := t.put(key, d); err != nil {
			return err
		}
	}
	return nil
}

// deployed reports whether the change d, which was made at revision, is deployed when all live edges have applied
// edges.
func (s *Store) deployed(d *deployment, revision, edges int64) bool {
	return edges >= revision && !s.now().Before(d.Time.Add(s.config.DeploymentDelay))
}

// edgesApplied returns the revision that all live edges have applied, out of the answer to appliedOp.
func edgesApplied(resp *etcdserverpb.ResponseOp) (int64, error) {
	least := int64(math.MaxInt64) // without edges there is nothing to wait for
	for _, kv := range resp.GetResponseRange().GetKvs() {
		var a applied
		if err := decode(string(kv.Key), kv.Value, &a); err != nil {
			return 0, err
		}
		least = min(least, a.Revision)
	}
	return least, nil
}

func appliedOp() clientv3.Op { return clientv3.OpGet(appliedPrefix, clientv3.WithPrefix()) }

// deploying returns those of ids that are InProgress.
func (s *Store) deploying(ctx context.Context, ids []string) (map[string]bool, error) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	list := make(map[string]bool)
	for chunk := range slices.Chunk(ids, deploymentChunk) {
		resp, err := s.read(ctx, append(opsGet(keysOf(redeployKey, chunk...)), appliedOp())...)
		if err != nil {
			return nil, err
		}
		edges, err := edgesApplied(resp.Responses[len(chunk)])
		if err != nil {
			return nil, err
		}
		for i, id := range chunk {
			d, revision, err := recordOf[deployment](resp, i)
			if err != nil {
				return nil, err
			}
			if d != nil && !s.deployed(d, revision, edges) {
				list[id] = true
			}
		}
	}
	return list, nil
}

// complete sets what the records of functions do not hold, out of answers: the associations and the tags of the
// functions in list.
func (s *Store) complete(ctx context.Context, list []*selvedge.Function, answers []*etcdserverpb.ResponseOp) error {
	byName := make(map[string]*selvedge.Function, len(list))
	for _, f := range list {
		byName[f.Name] = f
	}
	var ids []string
	for _, kv := range answers[0].GetResponseRange().GetKvs() {
		key := string(kv.Key)
		var a association
		if err := decode(key, kv.Value, &a); err != nil {
			return err
		}
		if f := byName[strings.TrimPrefix(key, associationPrefix)]; f != nil {
			f.Distributions = a.Distributions
			ids = append(ids, a.Distributions...)
		}
	}
	for _, kv := range answers[1].GetResponseRange().GetKvs() {
		key := string(kv.Key)
		if f := byName[strings.TrimPrefix(key, tagKey(typeFunction, ""))]; f != nil {
			if err := decode(key, kv.Value, &f.Tags); err != nil {
				return err
			}
		}
	}
	deploying, err := s.deploying(ctx, ids)
	if err != nil {
		return err
	}
	for _, f := range list {
		f.Deploying = slices.ContainsFunc(f.Distributions, func(id string) bool { return deploying[id] })
	}
	return nil
}
