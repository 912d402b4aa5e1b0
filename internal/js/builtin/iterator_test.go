// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"testing"

	"selvedge/internal/js/vm"
)

// next calls the method next of an iterator.
func (r realm) next(iterator vm.Value) string {
	r.Helper()
	f, err := r.GetV(iterator, vm.Keys.Next)
	if err != nil {
		return r.thrown(err)
	}
	v, err := r.Invoke(f, iterator)
	if err != nil {
		return r.thrown(err)
	}
	return r.show(v)
}

// Results and texts: njs 0.7.12; 0.4.3 has no iterators.
func TestArrayIterators(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	for _, test := range []struct {
		method string
		this   any
		want   []string
	}{
		{"keys", list{"a"}, []string{"{value:0,done:false}", "{value:undefined,done:true}"}},
		{"values", list{"a", hole{}}, []string{"{value:'a',done:false}", "{value:undefined,done:false}"}},
		{"entries", list{"a"}, []string{"{value:[0,'a'],done:false}", "{value:undefined,done:true}"}},
		{"values", "é", []string{"{value:'é',done:false}", "{value:undefined,done:true}"}},
		{"values", 5, []string{"{value:undefined,done:true}", "{value:undefined,done:true}"}},
		{"values", nil, nil},
	} {
		if test.want == nil {
			want := "TypeError: cannot convert null or undefined to object"
			if got := r.call("Array.prototype."+test.method, test.this); got != want {
				t.Errorf("%s of null: %s", test.method, got)
			}
			continue
		}
		it := r.must("Array.prototype."+test.method, test.this)
		for i, want := range test.want {
			if got := r.next(it); got != want {
				t.Errorf("%s of %v, step %d: %s, want %s", test.method, test.this, i, got, want)
			}
		}
	}
	it := r.must("Array.prototype.keys", list{})
	next, err := r.GetV(it, vm.Keys.Next)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []any{1, record{}, list{}} {
		want := "TypeError: Method [Array Iterator].prototype.next called on incompatible receiver"
		if _, err := r.Invoke(next, r.value(wrong)); r.thrown(err) != want {
			t.Errorf("next of %v: %s", wrong, r.thrown(err))
		}
	}
	if got := r.call("Object.prototype.toString", it); got != "'[object Array Iterator]'" {
		t.Errorf("an iterator is %s", got)
	}
}

// An iterator that has come to its end stays there, though the array grows.
func TestArrayIteratorEnd(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	a := r.value(list{})
	it := r.must("Array.prototype.values", a)
	r.next(it)
	r.must("Array.prototype.push", a, 1)
	if got := r.next(it); got != "{value:undefined,done:true}" {
		t.Errorf("after the end: %s", got)
	}
}

func TestArrayIteratorRollback(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	it := r.must("Array.prototype.values", list{7, 8})
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		for _, want := range []string{"{value:7,done:false}", "{value:8,done:false}", "{value:undefined,done:true}"} {
			if got := r.next(it); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
		r.Rollback()
	}
}
