// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file tells edges of policies, origin access controls and invalidations.

import (
	"errors"
	"fmt"
	"strings"

	"go.etcd.io/etcd/api/v3/mvccpb"

	"selvedge"
)

// updateResources adds the policies and origin access controls of c to u. Records that cannot be read are left out and
// are in the error.
func updateResources(u *selvedge.EdgeUpdate, c *change) error {
	u.CachePolicies = map[string]*selvedge.CachePolicy{}
	u.OriginRequestPolicies = map[string]*selvedge.OriginRequestPolicy{}
	u.ResponseHeadersPolicies = map[string]*selvedge.ResponseHeadersPolicy{}
	u.OriginAccessControls = map[string]*selvedge.OriginAccessControl{}
	var errs []error
	for key, kv := range c.resources {
		if kv == nil && c.full { // deleted after it was loaded and before it was applied
			continue
		}
		if id, ok := strings.CutPrefix(key, cachePolicyPrefix); ok {
			errs = append(errs, take(u.CachePolicies, id, kv))
		} else if id, ok := strings.CutPrefix(key, requestPolicyPrefix); ok {
			errs = append(errs, take(u.OriginRequestPolicies, id, kv))
		} else if id, ok := strings.CutPrefix(key, responsePolicyPrefix); ok {
			errs = append(errs, take(u.ResponseHeadersPolicies, id, kv))
		} else if id, ok := strings.CutPrefix(key, accessControlPrefix); ok {
			errs = append(errs, take(u.OriginAccessControls, id, kv))
		} else {
			errs = append(errs, fmt.Errorf("record %q: no policy of a known kind", key))
		}
	}
	return errors.Join(errs...)
}

// take puts the resource in kv, nil when there is none, into list.
func take[C any](list map[string]*selvedge.Resource[C], id string, kv *mvccpb.KeyValue) error {
	if kv == nil {
		list[id] = nil
		return nil
	}
	r := new(selvedge.Resource[C])
	if err := decode(string(kv.Key), kv.Value, r); err != nil {
		return err
	}
	list[id] = r
	return nil
}

// updateInvalidations adds the invalidations of c to u. That some were forgotten matters to edges that load everything:
// others were told of them.
func updateInvalidations(u *selvedge.EdgeUpdate, c *change) error {
	var errs []error
	for key, kv := range c.invalidations {
		distribution, id, _ := strings.Cut(strings.TrimPrefix(key, invalidationPrefix), "/")
		var i selvedge.Invalidation
		var err error
		if id == forgottenMark {
			if !c.full {
				continue
			}
			var f forgotten
			err = decode(key, kv.Value, &f)
			i.Batch.Paths.Items, i.CreateTime = []string{"/*"}, f.Time
		} else {
			err = decode(key, kv.Value, &i)
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		u.Invalidations = append(u.Invalidations, selvedge.EdgeInvalidation{
			DistributionID: distribution, Paths: i.Batch.Paths.Items, CreateTime: i.CreateTime, Revision: kv.ModRevision,
		})
	}
	return errors.Join(errs...)
}
