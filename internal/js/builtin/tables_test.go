// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"maps"
	"slices"
	"testing"

	"selvedge/internal/js/vm"
)

// reach calls visit with every object that can be reached from the global object without calling anything.
func (r realm) reach(visit func(path string, o *vm.Object)) {
	seen := map[*vm.Object]bool{}
	var walk func(path string, v vm.Value)
	walk = func(path string, v vm.Value) {
		o := v.Object()
		if o == nil || seen[o] {
			return
		}
		seen[o] = true
		visit(path, o)
		for _, k := range r.OwnPropertyKeys(o) {
			p, _ := r.OrdinaryGetOwnProperty(o, k)
			for _, v := range []vm.Value{p.Value, p.Get.Value(), p.Set.Value()} {
				walk(path+"."+k.Text(), v)
			}
		}
		walk(path+".[[Prototype]]", o.Proto().Value())
	}
	walk("globalThis", r.Global().Value())
}

// Every built-in can be made, has a name and a length when it is a function, and fails in an orderly way when it is
// called with nothing.
func TestEveryBuiltin(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		functions := map[string]*vm.Object{}
		r.reach(func(path string, o *vm.Object) {
			if !o.Value().IsCallable() {
				return
			}
			functions[path] = o
			for k, kind := range map[vm.Key]vm.Kind{vm.Keys.Name: vm.KindString, vm.Keys.Length: vm.KindNumber} {
				p, ok := r.OrdinaryGetOwnProperty(o, k)
				if !ok && k == vm.Keys.Name && r.Version() == vm.V1 {
					continue // accessors of njs 0.4.3 have none
				}
				if !ok || p.Value.Kind() != kind || p.Attr != vm.AttrConfigurable {
					t.Errorf("%s has no good %s", path, k.Text())
				}
			}
		})
		if len(functions) < 200 {
			t.Fatalf("only %d functions", len(functions))
		}
		for _, path := range slices.Sorted(maps.Keys(functions)) {
			if _, err := r.Invoke(functions[path].Value(), vm.Undefined); err != nil && r.thrown(err) == "" {
				t.Errorf("%s throws nothing", path)
			}
		}
	})
}

// A built-in that is changed in an invocation is as ever in the next, wherever it was first looked at.
func TestBuiltinsRollback(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		if err := r.Seal(); err != nil {
			t.Fatal(err)
		}
		before := r.MemoryUsed()
		for range 2 {
			proto := r.at("Array.prototype").Object()
			if _, ok := r.OrdinaryGetOwnProperty(proto, r.key("added")); ok {
				t.Error("a property has survived")
			}
			if got := r.show(r.at("Array.prototype.push.name")); got != "'push'" {
				t.Errorf("push.name is %s", got)
			}
			r.define(proto, "added", vm.DataDescriptor(vm.True, vm.AttrAll))
			r.define(r.at("Array.prototype.push").Object(), "name", vm.DataDescriptor(vm.Null, vm.AttrNone))
			if err := r.Delete(r.Global().Value(), r.key("Object")); err != nil {
				t.Errorf("delete Object: %s", r.thrown(err))
			}
			r.Rollback()
		}
		if used := r.MemoryUsed(); used != before {
			t.Errorf("%d bytes are used, want %d", used, before)
		}
	})
}
