// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"testing"

	"selvedge/internal/js/vm"
)

// Results, texts and orders: njs 0.4.3 and 0.7.12.

// settled runs the jobs and shows what has become of a promise.
func (r realm) settled(promise vm.Value) string {
	r.Helper()
	if err := r.RunJobs(nil); err != nil {
		return r.thrown(err)
	}
	state, v, ok := r.PromiseState(promise)
	switch {
	case !ok:
		return "no promise: " + r.show(promise)
	case state == vm.PromisePending:
		return "pending"
	case state == vm.PromiseRejected:
		return "rejected " + r.show(v)
	}
	return r.show(v)
}

func (r realm) resolved(x any) vm.Value {
	r.Helper()
	return r.must("Promise.resolve", r.at("Promise"), x)
}

func (r realm) rejected(x any) vm.Value {
	r.Helper()
	return r.must("Promise.reject", r.at("Promise"), x)
}

// thenable is an object that calls the first or second function its method then gets.
func (r realm) thenable(reject bool, x any) record {
	return record{"then", function(func(_ vm.Value, args []vm.Value) (vm.Value, error) {
		settle := args[0]
		if reject {
			settle = args[1]
		}
		return r.Invoke(settle, vm.Undefined, r.value(x))
	})}
}

func TestPromiseConstructor(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		if got := r.call("Promise", missing{}, returning(vm.Null)); got !=
			"TypeError: the Promise constructor must be called with new" {
			t.Errorf("without new: %s", got)
		}
		if got := r.construct("Promise", 1); got != "TypeError: unexpected arguments" {
			t.Errorf("of a number: %s", got)
		}
		call := func(args []vm.Value, i int, x any) {
			if _, err := r.Invoke(args[i], vm.Undefined, r.value(x)); err != nil {
				t.Errorf("settling: %s", r.thrown(err))
			}
		}
		for _, test := range []struct {
			name     string
			executor function
			want     string
		}{
			{"resolves", func(_ vm.Value, args []vm.Value) (vm.Value, error) {
				args = append([]vm.Value{}, args...)
				call(args, 0, 1)
				call(args, 1, 2)
				call(args, 0, 3)
				return vm.Undefined, nil
			}, "1"},
			{"rejects", func(_ vm.Value, args []vm.Value) (vm.Value, error) {
				args = append([]vm.Value{}, args...)
				call(args, 1, 2)
				return vm.Undefined, r.Realm.Error("too late")
			}, "rejected 2"},
			{"throws", r.throwing("x"), "rejected Error: x"},
			{"does nothing", returning(vm.Null), "pending"},
		} {
			p, err := r.Construct(r.at("Promise"), r.value(test.executor))
			if err != nil {
				t.Fatal(r.thrown(err))
			}
			if got := r.settled(p); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
	})
}

func TestPromiseReceivers(t *testing.T) {
	t.Parallel()
	runCalls(t, []callCase{
		{"resolve", "Promise.resolve", 1, nil, both("TypeError: this value is not an object")},
		{"reject", "Promise.reject", missing{}, nil, both("TypeError: this value is not an object")},
		{"then of a number", "Promise.prototype.then", 1, nil, both("TypeError: required a promise object")},
		{"then of an object", "Promise.prototype.then", record{}, nil, both("TypeError: required a promise object")},
		{"catch without then", "Promise.prototype.catch", record{"then", 5}, nil, both("TypeError: is not a function")},
		{"finally of a number", "Promise.prototype.finally", 1, nil, both("TypeError: required a object")},
	})
}

func TestPromiseSpecies(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range []struct {
			name        string
			constructor any
			want        string
		}{
			{"undefined", missing{}, "[promise]"},
			{"a number", 5, "TypeError: constructor is not object"},
			{"without species", record{}, "[promise]"},
			{"wrong species", record{vm.SymbolSpecies, 1}, "TypeError: object does not contain a constructor"},
		} {
			p := r.resolved(1)
			r.define(p.Object(), "constructor", vm.DataDescriptor(r.value(test.constructor), vm.AttrAll))
			if got := r.call("Promise.prototype.then", p); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
	})
}

func TestPromiseThen(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range []struct {
			name                string
			promise             vm.Value
			fulfilled, rejected any
			want                string
		}{
			{"passes on", r.resolved(1), missing{}, 5, "1"},
			{"passes on a reason", r.rejected(1), missing{}, 5, "rejected 1"},
			{"maps", r.resolved(1), returning(vm.Int(2)), missing{}, "2"},
			{"throws", r.resolved(1), r.throwing("x"), missing{}, "rejected Error: x"},
			{"recovers", r.rejected(1), missing{}, returning(vm.Int(3)), "3"},
			{"follows", r.resolved(1), returning(r.resolved(4)), missing{}, "4"},
			{"follows something like a promise", r.resolved(r.thenable(false, 5)), missing{}, missing{}, "5"},
			{"follows a rejection", r.resolved(r.thenable(true, 6)), missing{}, missing{}, "rejected 6"},
		} {
			p := r.must("Promise.prototype.then", test.promise, test.fulfilled, test.rejected)
			if got := r.settled(p); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
		p := r.resolved(1)
		if r.resolved(p) != p {
			t.Error("Promise.resolve makes a promise of a promise")
		}
	})
}

// njs 0.4.3 goes on with what the callback of finally returns.
func TestPromiseFinally(t *testing.T) {
	t.Parallel()
	five := returning(vm.Int(5))
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range []struct {
			name     string
			promise  vm.Value
			callback any
			want     versioned
		}{
			{"fulfilled", r.resolved(1), five, versioned{"5", "1"}},
			{"rejected", r.rejected(1), five, versioned{"5", "rejected 1"}},
			{"throws", r.rejected(1), r.throwing("x"), both("rejected Error: x")},
			{"waits", r.resolved(1), returning(r.rejected(7)), both("rejected 7")},
			{"no function", r.rejected(1), missing{}, both("rejected 1")},
		} {
			p := r.must("Promise.prototype.finally", test.promise, test.callback)
			if got := r.settled(p); got != test.want.of(r.Version()) {
				t.Errorf("%s: %s, want %s", test.name, got, test.want.of(r.Version()))
			}
		}
	})
}

func TestPromiseCombinations(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	wait := r.value(record{"then", returning(vm.Undefined)})
	for _, test := range []struct {
		method  string
		members any
		want    string
	}{
		{"all", list{1, r.resolved(2), r.thenable(false, 3)}, "[1,2,3]"},
		{"all", list{}, "[]"},
		{"all", "ab", "['a','b']"},
		{"all", list{1, hole{}}, "[1,undefined]"},
		{"all", list{1, r.rejected(2), r.rejected(3)}, "rejected 2"},
		{"all", list{1, wait}, "pending"},
		{"allSettled", list{1, r.rejected(2)}, "[{status:'fulfilled',value:1},{status:'rejected',reason:2}]"},
		{"any", list{r.rejected(1), 2, 3}, "2"},
		{"any", list{r.rejected(1), r.rejected(2)}, "rejected AggregateError: All promises were rejected"},
		{"any", list{}, "AggregateError: All promises were rejected"}, // resolved, as in njs 0.7.12
		{"race", list{wait, 2, 3}, "2"},
		{"race", list{r.rejected(1), 2}, "rejected 1"},
		{"race", list{}, "pending"},
	} {
		p := r.must("Promise."+test.method, r.at("Promise"), test.members)
		if got := r.settled(p); got != test.want {
			t.Errorf("%s of %v: %s, want %s", test.method, test.members, got, test.want)
		}
	}
	for _, method := range []string{"all", "allSettled", "any", "race"} {
		want := `TypeError: cannot get property "length" of undefined`
		if got := r.call("Promise."+method, r.at("Promise")); got != want {
			t.Errorf("%s of nothing: %s", method, got)
		}
	}
}

// What Promise.all waits for in the image is open again in each invocation.
func TestPromiseAllRollback(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	var resolve vm.Value
	pending, err := r.Construct(r.at("Promise"), r.value(function(func(_ vm.Value, args []vm.Value) (vm.Value, error) {
		resolve = args[0]
		return vm.Undefined, nil
	})))
	if err != nil {
		t.Fatal(r.thrown(err))
	}
	all := r.must("Promise.all", r.at("Promise"), list{pending, 2})
	if got := r.settled(all); got != "pending" {
		t.Fatalf("at the top level: %s", got)
	}
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if _, err := r.Invoke(resolve, vm.Undefined, vm.Int(i)); err != nil {
			t.Fatal(r.thrown(err))
		}
		if got, want := r.settled(all), r.show(r.value(list{i, 2})); got != want {
			t.Errorf("invocation %d: %s, want %s", i, got, want)
		}
		r.Rollback()
	}
}
