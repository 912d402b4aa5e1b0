// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file keeps the index of who uses a policy, an origin access control or an origin access identity. A managed
// policy can be used by all distributions, so there each of them has a key of its own; of other resources a list is one
// record, which changes of the resource read in their transaction.

import (
	"slices"

	"selvedge"
)

// referencesOf returns the resources that a configuration names, each once.
func referencesOf(c *selvedge.DistributionConfig) []reference {
	var list []reference
	add := func(k *resourceKind, id string) {
		if id != "" {
			list = append(list, k.reference(id))
		}
	}
	for b := range c.Behaviors {
		add(&cachePolicyKind, b.CachePolicyId)
		add(&requestPolicyKind, b.OriginRequestPolicyId)
		add(&responsePolicyKind, b.ResponseHeadersPolicyId)
		for _, id := range b.TrustedKeyGroups.Items {
			add(&keyGroupKind, id)
		}
	}
	for i := range c.Origins.Items {
		add(&accessControlKind, c.Origins.Items[i].OriginAccessControlId)
		add(&accessIdentityKind, c.Origins.Items[i].AccessIdentityID())
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// referenceKeys returns the keys that a transaction reads: the records of all resources that are named, and the users
// of those that are named anew or no longer.
func referenceKeys(all, added, removed []reference) []string {
	var keys []string
	for _, r := range all {
		if k, id := r.split(); !k.managed[id] {
			keys = append(keys, k.key(id))
		}
	}
	for _, r := range slices.Concat(added, removed) {
		if k, id := r.split(); !k.managed[id] {
			keys = append(keys, k.users(id))
		}
	}
	return keys
}

// checkReferences refuses a distribution that names what does not exist, or an origin access control for origins of
// another type. Source: api.md section 4.3.
func (t *txn) checkReferences(d *selvedge.Distribution, all []reference) error {
	if err := t.checkExist(all); err != nil {
		return err
	}
	if d == nil {
		return nil
	}
	for i := range d.Config.Origins.Items {
		o := &d.Config.Origins.Items[i]
		if o.OriginAccessControlId == "" {
			continue
		}
		control, err := get[selvedge.OriginAccessControl](t, accessControlKind.key(o.OriginAccessControlId))
		if err != nil {
			return err
		}
		kind := control.Config.OriginAccessControlOriginType
		if (kind == "s3") != (o.S3OriginConfig != nil) {
			return selvedge.Errorf(selvedge.CodeInvalidOriginAccessControl, "The origin access control %s is for origins of "+
				"the type %s, which the origin %q is not.", o.OriginAccessControlId, kind, o.Id)
		}
	}
	return nil
}

// checkExist refuses references to what does not exist.
func (t *txn) checkExist(list []reference) error {
	for _, r := range list {
		if k, id := r.split(); !k.managed[id] && !t.has(k.key(id)) {
			return selvedge.Errorf(k.dangling, "The specified %s does not exist: %s.", k.noun, id)
		}
	}
	return nil
}

// refer adds id, of a distribution or a key group, to the users of what is in added and takes it from those in removed.
func (t *txn) refer(id string, added, removed []reference) error {
	for _, r := range added {
		k, resource := r.split()
		key := k.users(resource)
		if k.managed[resource] {
			if err := t.put(key+"/"+id, struct{}{}); err != nil {
				return err
			}
			continue
		}
		a, err := get[association](t, key)
		if err != nil {
			return err
		}
		if a == nil {
			a = &association{}
		}
		if k.maxUsers > 0 && len(a.Distributions) >= k.maxUsers {
			return selvedge.Errorf(k.tooManyUsers, "The %s %s is used by %d distributions, which is the maximum.",
				k.noun, resource, len(a.Distributions))
		}
		a.Distributions = append(a.Distributions, id)
		slices.Sort(a.Distributions)
		if err := t.put(key, a); err != nil {
			return err
		}
	}
	for _, r := range removed {
		if err := t.unrefer(id, r); err != nil {
			return err
		}
	}
	return nil
}

// unrefer takes the distribution id from the users of r. One that was stored before there was this index is not there.
func (t *txn) unrefer(id string, r reference) error {
	k, resource := r.split()
	key := k.users(resource)
	if k.managed[resource] {
		t.remove(key + "/" + id)
		return nil
	}
	a, err := get[association](t, key)
	if a == nil || err != nil {
		return err
	}
	a.Distributions = subtract(a.Distributions, []string{id})
	if len(a.Distributions) == 0 {
		t.remove(key)
		return nil
	}
	return t.put(key, a)
}
