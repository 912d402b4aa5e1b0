// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file keeps the indexes over distributions and checks the rules that they are for: a host, a caller
// reference and an id belong to one distribution, and a function that is used exists.

import (
	"fmt"
	"slices"

	"selvedge"
)

// replace writes changed in place of old, either of which may be nil, and keeps the indexes: who answers to a
// host, who has a caller reference, and who uses a function or a
// resource. It checks the rules that the indexes are for.
func (s *Store) replace(t *txn, old, changed *selvedge.Distribution) error {
	before, err := s.indexed(old)
	if err != nil {
		return err
	}
	after, err := s.indexed(changed)
	if err != nil {
		return err
	}
	added, removed := after.without(before), before.without(after)
	t.fetch(slices.Concat(
		keysOf(functionKey, added.functions...), keysOf(associationKey, added.functions...),
		keysOf(associationKey, removed.functions...), keysOf(aliasKey, added.hosts...),
		referenceKeys(after.references, added.references, removed.references),
	)...)
	if err := s.checkPublished(t, added.functions); err != nil {
		return err
	}
	if err := t.checkReferences(changed, after.references); err != nil {
		return err
	}
	id := after.id
	if changed == nil {
		id = before.id
	}
	for _, key := range removed.keys() {
		t.remove(key)
	}
	if err := t.claim(id, added); err != nil {
		return err
	}
	if err := t.associate(id, added.functions, removed.functions); err != nil {
		return err
	}
	if err := t.refer(id, added.references, removed.references); err != nil {
		return err
	}
	if changed == nil {
		t.remove(distributionKey(id))
		return nil
	}
	record := *changed
	record.Tags = nil
	return t.put(distributionKey(id), &record)
}

// index is what the indexes know of a distribution.
type index struct {
	id        string
	hosts     []string // lower case
	callers   []string // one, the caller reference, or none
	functions []string // names

	references []reference // policies, origin access controls and identities
}

// indexed returns what the indexes know of d; InvalidFunctionAssociation when d names a function that is not of
// the account.
func (s *Store) indexed(d *selvedge.Distribution) (index, error) {
	if d == nil {
		return index{}, nil
	}
	x := index{id: d.ID, hosts: d.Hosts(), callers: []string{d.Config.CallerReference}}
	for _, arn := range d.Config.FunctionARNs() {
		name, ok := selvedge.FunctionNameOf(s.config.AccountID, arn)
		if !ok {
			return index{}, notPublished(arn)
		}
		x.functions = append(x.functions, name)
	}
	x.references = referencesOf(&d.Config)
	return x, nil
}

// without returns what x has and y has not.
func (x index) without(y index) index {
	return index{
		id:        x.id,
		hosts:     subtract(x.hosts, y.hosts),
		callers:   subtract(x.callers, y.callers),
		functions: subtract(x.functions, y.functions),

		references: subtract(x.references, y.references),
	}
}

// keys returns the keys that belong to one distribution only.
func (x index) keys() []string {
	return append(keysOf(aliasKey, x.hosts...), keysOf(callerKey, x.callers...)...)
}

// claim takes the caller reference and the hosts of x for the distribution id.
func (t *txn) claim(id string, x index) error {
	for _, c := range x.callers {
		owner, err := get[string](t, callerKey(c))
		if err != nil {
			return err
		}
		if owner != nil {
			return selvedge.Errorf(selvedge.CodeDistributionAlreadyExists, "The caller reference that you are using"+
				" to create a distribution is associated with another distribution. Already exists: %s", *owner)
		}
		if err := t.put(callerKey(c), id); err != nil {
			return err
		}
	}
	for _, h := range x.hosts {
		if t.has(aliasKey(h)) {
			return selvedge.Errorf(selvedge.CodeCNAMEAlreadyExists,
				"One or more of the CNAMEs you provided are already associated with a different resource.")
		}
		if err := t.put(aliasKey(h), id); err != nil {
			return err
		}
	}
	return nil
}

// checkPublished refuses functions that do not exist or have no LIVE stage (api.md section 2.11).
func (s *Store) checkPublished(t *txn, functions []string) error {
	for _, name := range functions {
		f, err := get[selvedge.Function](t, functionKey(name))
		if err != nil {
			return err
		}
		if f == nil || f.Live == nil {
			return notPublished(selvedge.FunctionARN(s.config.AccountID, name))
		}
	}
	return nil
}

// associate adds the distribution id to the functions in added and takes it from those in removed.
func (t *txn) associate(id string, added, removed []string) error {
	for _, name := range added {
		key := associationKey(name)
		a, err := get[association](t, key)
		if err != nil {
			return err
		}
		if a == nil {
			a = &association{}
		}
		if len(a.Distributions) >= selvedge.MaxDistributionsPerFunction {
			return selvedge.Errorf(selvedge.CodeTooManyDistributionsWithSingleFunction,
				"The function %s is used by %d distributions, which is the maximum.", name, len(a.Distributions))
		}
		a.Distributions = append(a.Distributions, id)
		slices.Sort(a.Distributions)
		if err := t.put(key, a); err != nil {
			return err
		}
	}
	for _, name := range removed {
		key := associationKey(name)
		a, err := get[association](t, key)
		if err != nil {
			return err
		}
		if a == nil {
			return fmt.Errorf("record %q is missing", key)
		}
		a.Distributions = subtract(a.Distributions, []string{id})
		if len(a.Distributions) == 0 {
			t.remove(key)
		} else if err := t.put(key, a); err != nil {
			return err
		}
	}
	return nil
}

// subtract returns the elements of a that are not in b.
func subtract[T comparable](a, b []T) []T {
	var rest []T
	for _, e := range a {
		if !slices.Contains(b, e) {
			rest = append(rest, e)
		}
	}
	return rest
}

func notPublished(arn string) error {
	return selvedge.Errorf(selvedge.CodeInvalidFunctionAssociation,
		"The function ARN %s does not exist or is not published to the LIVE stage.", arn)
}
