// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"slices"
	"strings"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

// resources holds the resources of one kind; C is the shape of their configuration. See selvedge.ResourceService.
type resources[C any] struct {
	*resourceKind

	store   *Store
	managed []*selvedge.Resource[C]

	normalize func(*C)
	validate  func(*C) error
	// names returns what only one resource can have: its name, or its caller reference, or both.
	names func(*C) []string
	// uses returns the resources that one refers to; nil: none.
	uses func(*C) []reference
	// same says whether a resource that has the name of a new one is what the caller wants. nil: it never is.
	same func(old, wanted *C) bool
	// changeable refuses a change, of a resource that users distributions use. nil: any change is fine.
	changeable func(old, changed *C, users int) error
}

// CachePolicies returns the service for cache policies.
func (s *Store) CachePolicies() selvedge.ResourceService[selvedge.CachePolicyConfig] {
	return &resources[selvedge.CachePolicyConfig]{
		resourceKind: &cachePolicyKind, store: s, managed: selvedge.ManagedCachePolicies(),
		normalize: (*selvedge.CachePolicyConfig).Normalize, validate: (*selvedge.CachePolicyConfig).Validate,
		names: func(c *selvedge.CachePolicyConfig) []string { return []string{c.Name} },
	}
}

// OriginRequestPolicies returns the service for origin request policies.
func (s *Store) OriginRequestPolicies() selvedge.ResourceService[selvedge.OriginRequestPolicyConfig] {
	return &resources[selvedge.OriginRequestPolicyConfig]{
		resourceKind: &requestPolicyKind, store: s, managed: selvedge.ManagedOriginRequestPolicies(),
		normalize: (*selvedge.OriginRequestPolicyConfig).Normalize, validate: (*selvedge.OriginRequestPolicyConfig).Validate,
		names: func(c *selvedge.OriginRequestPolicyConfig) []string { return []string{c.Name} },
	}
}

// ResponseHeadersPolicies returns the service for response headers policies.
func (s *Store) ResponseHeadersPolicies() selvedge.ResourceService[selvedge.ResponseHeadersPolicyConfig] {
	return &resources[selvedge.ResponseHeadersPolicyConfig]{
		resourceKind: &responsePolicyKind, store: s, managed: selvedge.ManagedResponseHeadersPolicies(),
		normalize: (*selvedge.ResponseHeadersPolicyConfig).Normalize, validate: (*selvedge.ResponseHeadersPolicyConfig).Validate,
		names: func(c *selvedge.ResponseHeadersPolicyConfig) []string { return []string{c.Name} },
	}
}

// OriginAccessControls returns the service for origin access controls.
func (s *Store) OriginAccessControls() selvedge.ResourceService[selvedge.OriginAccessControlConfig] {
	return &resources[selvedge.OriginAccessControlConfig]{
		resourceKind: &accessControlKind, store: s,
		normalize: (*selvedge.OriginAccessControlConfig).Normalize, validate: (*selvedge.OriginAccessControlConfig).Validate,
		names: func(c *selvedge.OriginAccessControlConfig) []string { return []string{c.Name} },
		changeable: func(old, changed *selvedge.OriginAccessControlConfig, users int) error {
			if users > 0 && changed.OriginAccessControlOriginType != old.OriginAccessControlOriginType {
				return selvedge.Errorf(selvedge.CodeIllegalUpdate, "The origin type of an origin access control that %d "+
					"distributions use cannot be changed; it is %q.", users, old.OriginAccessControlOriginType)
			}
			return nil
		},
	}
}

// OriginAccessIdentities returns the service for origin access identities.
func (s *Store) OriginAccessIdentities() selvedge.ResourceService[selvedge.OriginAccessIdentityConfig] {
	return &resources[selvedge.OriginAccessIdentityConfig]{
		resourceKind: &accessIdentityKind, store: s,
		normalize: (*selvedge.OriginAccessIdentityConfig).Normalize, validate: (*selvedge.OriginAccessIdentityConfig).Validate,
		names: func(c *selvedge.OriginAccessIdentityConfig) []string { return []string{c.CallerReference} },
		same:  func(old, wanted *selvedge.OriginAccessIdentityConfig) bool { return *old == *wanted },
		changeable: func(old, changed *selvedge.OriginAccessIdentityConfig, _ int) error {
			if changed.CallerReference != old.CallerReference {
				return selvedge.Errorf(selvedge.CodeIllegalUpdate, "The caller reference of an origin access identity cannot "+
					"be changed; it is %q.", old.CallerReference)
			}
			return nil
		},
	}
}

// PublicKeys returns the service for public keys.
func (s *Store) PublicKeys() selvedge.ResourceService[selvedge.PublicKeyConfig] {
	return &resources[selvedge.PublicKeyConfig]{
		resourceKind: &publicKeyKind, store: s,
		normalize: (*selvedge.PublicKeyConfig).Normalize, validate: (*selvedge.PublicKeyConfig).Validate,
		names: func(c *selvedge.PublicKeyConfig) []string { return []string{c.Name, callerName + c.CallerReference} },
		changeable: func(old, changed *selvedge.PublicKeyConfig, _ int) error {
			same := *old
			if same.Comment = changed.Comment; same != *changed {
				return selvedge.Errorf(selvedge.CodeCannotChangePublicKey, "Of a public key only the comment can be changed.")
			}
			return nil
		},
	}
}

// KeyGroups returns the service for key groups.
func (s *Store) KeyGroups() selvedge.ResourceService[selvedge.KeyGroupConfig] {
	return &resources[selvedge.KeyGroupConfig]{
		resourceKind: &keyGroupKind, store: s,
		normalize: (*selvedge.KeyGroupConfig).Normalize, validate: (*selvedge.KeyGroupConfig).Validate,
		names: func(c *selvedge.KeyGroupConfig) []string { return []string{c.Name} },
		uses: func(c *selvedge.KeyGroupConfig) []reference {
			var keys []reference
			for _, id := range c.Items {
				keys = append(keys, publicKeyKind.reference(id))
			}
			return keys
		},
	}
}

// Create is described by selvedge.ResourceService.
func (r *resources[C]) Create(ctx context.Context, config C) (made *selvedge.Resource[C], err error) {
	r.normalize(&config)
	if err := r.validate(&config); err != nil {
		return nil, err
	}
	now := r.store.now()
	names := r.names(&config)
	keys := append(keysOf(r.nameKey, names...), r.counter())
	err = r.store.update(ctx, append(keys, r.usedKeys(nil, &config)...), func(t *txn) error {
		if made, err = r.again(t, names, &config); made != nil || err != nil {
			return err
		}
		n, err := t.count(r.counter(), 1)
		if err != nil {
			return err
		}
		if n > r.maxResources {
			return selvedge.Errorf(r.tooMany, "There are %d resources of the kind %s; the maximum is %d.", n-1, r.noun, r.maxResources)
		}
		made = &selvedge.Resource[C]{ID: r.newID(), Config: config, Version: 1, CreatedTime: now, LastModifiedTime: now}
		for _, name := range names {
			if err := t.put(r.nameKey(name), made.ID); err != nil {
				return err
			}
		}
		if err := r.refer(t, made.ID, nil, &config); err != nil {
			return err
		}
		return t.put(r.key(made.ID), made)
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

// again returns the resource that config asks for again; an error when another one has one of the names.
func (r *resources[C]) again(t *txn, names []string, config *C) (*selvedge.Resource[C], error) {
	for _, name := range names {
		id, err := r.owner(t, name)
		if id == "" && err == nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		if r.same == nil {
			return nil, r.alreadyExists(name, id)
		}
		old, err := get[selvedge.Resource[C]](t, r.key(id))
		if err != nil || old == nil {
			return nil, err
		}
		if !r.same(&old.Config, config) {
			return nil, r.alreadyExists(name, id)
		}
		return old, nil
	}
	return nil, nil
}

// owner returns the id of the resource that has the name, or "".
func (r *resources[C]) owner(t *txn, name string) (string, error) {
	for _, m := range r.managed {
		if slices.Contains(r.names(&m.Config), name) {
			return m.ID, nil
		}
	}
	id, err := get[string](t, r.nameKey(name))
	if id == nil || err != nil {
		return "", err
	}
	return *id, nil
}

// used returns the resources that before refers to and after does not, and the reverse; either may be nil.
func (r *resources[C]) used(before, after *C) (added, removed []reference) {
	if r.uses == nil {
		return nil, nil
	}
	var old, changed []reference
	if before != nil {
		old = r.uses(before)
	}
	if after != nil {
		changed = r.uses(after)
	}
	return subtract(changed, old), subtract(old, changed)
}

// usedKeys returns the keys that refer reads.
func (r *resources[C]) usedKeys(before, after *C) []string {
	added, removed := r.used(before, after)
	return referenceKeys(added, added, removed)
}

// refer keeps the lists of users of what the resource id refers to, and refuses what does not exist.
func (r *resources[C]) refer(t *txn, id string, before, after *C) error {
	added, removed := r.used(before, after)
	if err := t.checkExist(added); err != nil {
		return err
	}
	return t.refer(id, added, removed)
}

func (r *resources[C]) managedResource(id string) *selvedge.Resource[C] {
	for _, m := range r.managed {
		if m.ID == id {
			return m
		}
	}
	return nil
}

func (r *resources[C]) alreadyExists(name, id string) error {
	if r.same != nil {
		return selvedge.Errorf(r.exists, "The caller reference that you are using is associated with another %s, whose "+
			"configuration is not the same. Already exists: %s", r.noun, id)
	}
	what := "name"
	if reference, ok := strings.CutPrefix(name, callerName); ok {
		what, name = "caller reference", reference
	}
	return selvedge.Errorf(r.exists, "The %s %s has the %s %s already.", r.noun, id, what, name)
}

// callerName begins a caller reference among the names of resources that have both.
const callerName = "caller reference\x00"

// Resource is described by selvedge.ResourceService.
func (r *resources[C]) Resource(ctx context.Context, id string) (*selvedge.Resource[C], error) {
	if m := r.managedResource(id); m != nil {
		return m, nil
	}
	resp, err := r.store.read(ctx, clientv3.OpGet(r.key(id)))
	if err != nil {
		return nil, err
	}
	found, _, err := recordOf[selvedge.Resource[C]](resp, 0)
	if err == nil && found == nil {
		err = r.notFound()
	}
	return found, err
}

// Update is described by selvedge.ResourceService.
func (r *resources[C]) Update(ctx context.Context, id, ifMatch string, config C) (changed *selvedge.Resource[C], err error) {
	if r.managedResource(id) != nil {
		return nil, selvedge.Errorf(selvedge.CodeIllegalUpdate, "The %s %s is managed by AWS and cannot be changed.", r.noun, id)
	}
	r.normalize(&config)
	invalid := r.validate(&config) // reported after the resource and its version were found (api.md section 1.6)
	err = r.store.update(ctx, []string{r.key(id), r.users(id)}, func(t *txn) error {
		old, users, err := r.find(t, id, ifMatch)
		if err != nil {
			return err
		}
		if invalid != nil {
			return invalid
		}
		if r.changeable != nil {
			if err := r.changeable(&old.Config, &config, len(users)); err != nil {
				return err
			}
		}
		if err := r.rename(t, old, &config); err != nil {
			return err
		}
		if err := r.refer(t, id, &old.Config, &config); err != nil {
			return err
		}
		next := *old
		next.Config, next.LastModifiedTime = config, r.store.now()
		next.Version++
		changed = &next
		if !r.usedByGroups {
			if err := t.redeploy(users, next.LastModifiedTime); err != nil {
				return err
			}
		}
		return t.put(r.key(id), changed)
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}

// find returns the resource, checked against ifMatch, and the distributions that use it.
func (r *resources[C]) find(t *txn, id, ifMatch string) (*selvedge.Resource[C], []string, error) {
	found, err := get[selvedge.Resource[C]](t, r.key(id))
	if err != nil {
		return nil, nil, err
	}
	if found == nil {
		return nil, nil, r.notFound()
	}
	if err := selvedge.CheckIfMatch(ifMatch, found.Version); err != nil {
		return nil, nil, err
	}
	a, err := get[association](t, r.users(id))
	if err != nil || a == nil {
		return found, nil, err
	}
	return found, a.Distributions, nil
}

// rename gives the resource its new names, which nobody else may have.
func (r *resources[C]) rename(t *txn, old *selvedge.Resource[C], config *C) error {
	before, after := r.names(&old.Config), r.names(config)
	for _, name := range subtract(after, before) {
		owner, err := r.owner(t, name)
		if err != nil {
			return err
		}
		if owner != "" {
			return r.alreadyExists(name, owner)
		}
		if err := t.put(r.nameKey(name), old.ID); err != nil {
			return err
		}
	}
	t.remove(keysOf(r.nameKey, subtract(before, after)...)...)
	return nil
}

// Delete is described by selvedge.ResourceService.
func (r *resources[C]) Delete(ctx context.Context, id, ifMatch string) error {
	if r.managedResource(id) != nil {
		return selvedge.Errorf(selvedge.CodeIllegalDelete, "The %s %s is managed by AWS and cannot be deleted.", r.noun, id)
	}
	return r.store.update(ctx, []string{r.key(id), r.users(id), r.counter()}, func(t *txn) error {
		old, users, err := r.find(t, id, ifMatch)
		if err != nil {
			return err
		}
		if len(users) > 0 {
			what := "distributions"
			if r.usedByGroups {
				what = "key groups"
			}
			return selvedge.Errorf(r.inUse, "%s The %s are: %s.", r.textInUse, what, strings.Join(users, ", "))
		}
		if err := r.refer(t, id, &old.Config, nil); err != nil {
			return err
		}
		t.remove(append(keysOf(r.nameKey, r.names(&old.Config)...), r.key(id))...)
		_, err = t.count(r.counter(), -1)
		return err
	})
}

// Resources is described by selvedge.ResourceService. There are so few that all of them are read.
func (r *resources[C]) Resources(ctx context.Context, kind string, page selvedge.Page) ([]*selvedge.Resource[C], bool, error) {
	limit, err := pageLimit(page)
	if err != nil {
		return nil, false, err
	}
	var list []*selvedge.Resource[C]
	if kind != selvedge.PolicyCustom {
		list = append(list, r.managed...)
	}
	if kind != selvedge.PolicyManaged {
		resp, err := r.store.read(ctx, clientv3.OpGet(r.prefix, clientv3.WithPrefix(),
			clientv3.WithSort(clientv3.SortByCreateRevision, clientv3.SortAscend)))
		if err != nil {
			return nil, false, err
		}
		for _, kv := range resp.Responses[0].GetResponseRange().GetKvs() {
			one := new(selvedge.Resource[C])
			if err := decode(string(kv.Key), kv.Value, one); err != nil {
				return nil, false, err
			}
			list = append(list, one)
		}
	}
	if page.After != "" {
		at := slices.IndexFunc(list, func(one *selvedge.Resource[C]) bool { return one.ID == page.After })
		if at < 0 { // deleted meanwhile: where it was in the order is not known any more
			return nil, false, selvedge.Errorf(selvedge.CodeInvalidArgument, "The marker %q is not the id of a %s.", page.After, r.noun)
		}
		list = list[at+1:]
	}
	return list[:min(limit, len(list))], len(list) > limit, nil
}

// Users is described by selvedge.ResourceService.
func (r *resources[C]) Users(ctx context.Context, id string, page selvedge.Page) ([]string, bool, error) {
	limit, err := pageLimit(page)
	if err != nil {
		return nil, false, err
	}
	if r.managedResource(id) != nil {
		return r.managedUsers(ctx, id, page.After, limit)
	}
	resp, err := r.store.read(ctx, clientv3.OpGet(r.key(id), clientv3.WithCountOnly()), clientv3.OpGet(r.users(id)))
	if err != nil {
		return nil, false, err
	}
	if resp.Responses[0].GetResponseRange().GetCount() == 0 {
		return nil, false, r.notFound()
	}
	a, _, err := recordOf[association](resp, 1)
	if a == nil || err != nil {
		return nil, false, err
	}
	at, found := slices.BinarySearch(a.Distributions, page.After)
	if found {
		at++
	}
	list := a.Distributions[at:]
	return list[:min(limit, len(list))], len(list) > limit, nil
}

// managedUsers is Users of a managed resource, which any number of distributions may use.
func (r *resources[C]) managedUsers(ctx context.Context, id, after string, limit int) ([]string, bool, error) {
	prefix := r.users(id) + "/"
	from := prefix + after
	if after != "" {
		from += "\x00" // the key behind
	}
	resp, err := r.store.read(ctx, clientv3.OpGet(from, clientv3.WithRange(clientv3.GetPrefixRangeEnd(prefix)),
		clientv3.WithKeysOnly(), clientv3.WithLimit(int64(limit)+1)))
	if err != nil {
		return nil, false, err
	}
	kvs := resp.Responses[0].GetResponseRange().GetKvs()
	list := make([]string, 0, limit)
	for _, kv := range kvs[:min(limit, len(kvs))] {
		list = append(list, strings.TrimPrefix(string(kv.Key), prefix))
	}
	return list, len(kvs) > limit, nil
}

var (
	_ selvedge.ResourceService[selvedge.CachePolicyConfig]         = (*resources[selvedge.CachePolicyConfig])(nil)
	_ selvedge.ResourceService[selvedge.OriginAccessControlConfig] = (*resources[selvedge.OriginAccessControlConfig])(nil)
)
