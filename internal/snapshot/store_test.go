// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot_test

import (
	"slices"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/kvview"
)

// content returns a version of a key value store.
func content(id, value string) selvedge.KeyValues {
	return kvview.New(id, time.Time{}).With([]kvview.Change{{Key: "k", Value: value}}, time.Time{})
}

// reader returns the LIVE stage of a function that reads a store; an empty id means none.
func reader(version uint64, id string) *selvedge.Function {
	f := function("f", "code", version)
	if id != "" {
		f.Live.Config.KeyValueStoreAssociations = &selvedge.KeyValueStoreAssociations{
			Quantity: 1, Items: []selvedge.KeyValueStoreAssociation{{KeyValueStoreARN: selvedge.KeyValueStoreARN("123456789012", id)}},
		}
	}
	return f
}

// value returns what the viewer-request function of d1.example reads, or "none" when it has no store.
func (r *rig) value() string {
	s := r.Current().Lookup("d1.example").Behavior("/").ViewerRequest.Store.Current()
	if s == nil {
		return "none"
	}
	value, _ := s.Lookup("k")
	return s.ID() + "=" + value
}

func TestStores(t *testing.T) {
	r := newRig()
	full := selvedge.EdgeUpdate{
		Revision: 1, Full: true,
		Functions:     map[string]*selvedge.Function{"f": reader(1, "one")},
		Distributions: map[string]*selvedge.Distribution{"D1": distribution("D1", "f", "d1.example")},
		KeyValues:     map[string]selvedge.KeyValues{"one": content("one", "1"), "two": content("two", "1")},
	}
	r.Apply(full)
	before := r.Current().Lookup("d1.example")
	old := before.Behavior("/").ViewerRequest.Store.Current()
	check := func(want string, compiled ...string) {
		t.Helper()
		if got := r.value(); got != want || !slices.Equal(r.compiled, compiled) {
			t.Errorf("the function reads %s and %q were compiled, want %s and %q", got, r.compiled, want, compiled)
		}
		r.forget()
	}
	check("one=1", "f=code")

	// A write of keys neither compiles nor links; an invocation that has begun keeps its version.
	r.Apply(selvedge.EdgeUpdate{Revision: 2, KeyValues: map[string]selvedge.KeyValues{"one": content("one", "2")}})
	check("one=2")
	if r.Current().Lookup("d1.example") != before {
		t.Error("a write of keys has linked a distribution again")
	}
	if got, _ := old.Lookup("k"); got != "1" {
		t.Errorf("the version of before changed to %s", got)
	}

	// Another store, or none, makes a new program, even when nothing else tells the stages apart.
	r.Apply(selvedge.EdgeUpdate{Revision: 3, Functions: map[string]*selvedge.Function{"f": reader(1, "two")}})
	check("two=1", "f=code")
	r.Apply(selvedge.EdgeUpdate{Revision: 4, Functions: map[string]*selvedge.Function{"f": reader(1, "")}})
	check("none", "f=code")
	r.Apply(selvedge.EdgeUpdate{
		Revision: 5, Functions: map[string]*selvedge.Function{"f": reader(1, "three")},
		KeyValues: map[string]selvedge.KeyValues{"one": nil, "three": content("three", "1")},
	})
	check("three=1", "f=code")
	r.Apply(selvedge.EdgeUpdate{Revision: 6, Functions: map[string]*selvedge.Function{"f": reader(2, "unknown")}})
	check("unknown=", "f=code")

	// After a lost connection everything comes again.
	full.Functions["f"] = reader(2, "two")
	full.KeyValues = map[string]selvedge.KeyValues{"two": content("two", "3")}
	r.Apply(full)
	check("two=3", "f=code")
}
