// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

// revive passes a property of holder, and before it everything below, to the reviver of JSON.parse, and returns what
// that makes of it. levels is how many are left. ECMA-262 25.5.1.1.
func revive(r *vm.Realm, reviver vm.Value, holder *vm.Object, k vm.Key, levels int) (vm.Value, error) {
	if levels == 0 {
		return vm.Undefined, tooDeep(r)
	}
	if err := r.Charge(1); err != nil {
		return vm.Undefined, err
	}
	v, err := r.Get(holder, k)
	if err != nil {
		return vm.Undefined, err
	}
	if o := v.Object(); o != nil {
		if o.IsArray() {
			err = reviveElements(r, reviver, o, levels)
		} else {
			err = reviveProperties(r, reviver, o, levels)
		}
		if err != nil {
			return vm.Undefined, err
		}
	}
	return r.Invoke(reviver, holder.Value(), r.KeyValue(k), v)
}

func reviveElements(r *vm.Realm, reviver vm.Value, a *vm.Object, levels int) error {
	n, err := r.LengthOf(a)
	for i := int64(0); i < n && err == nil; i++ {
		err = reviveProperty(r, reviver, a, vm.IndexKey(uint32(i)), levels)
	}
	return err
}

func reviveProperties(r *vm.Realm, reviver vm.Value, o *vm.Object, levels int) error {
	for _, k := range r.EnumerableOwnKeys(o) {
		if err := reviveProperty(r, reviver, o, k, levels); err != nil {
			return err
		}
	}
	return nil
}

// reviveProperty replaces a property by what the reviver makes of it; undefined deletes it.
func reviveProperty(r *vm.Realm, reviver vm.Value, o *vm.Object, k vm.Key, levels int) error {
	v, err := revive(r, reviver, o, k, levels-1)
	if err != nil {
		return err
	}
	if v.IsUndefined() {
		r.OrdinaryDelete(o, k) // where that is not possible it stays, without an error
		return nil
	}
	return r.Set(o, k, v)
}
