// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"testing"

	"selvedge/internal/js/vm"
)

// Results and texts: njs 0.4.3 and 0.7.12.

func TestErrorConstructors(t *testing.T) {
	t.Parallel()
	names := []string{
		"Error", "EvalError", "InternalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
	}
	bothVersions(t, func(t *testing.T, r realm) {
		for _, name := range names {
			if got := r.construct(name, "m"); got != name+": m" {
				t.Errorf("new %s('m') is %s", name, got)
			}
			if got := r.call(name, missing{}); got != name {
				t.Errorf("%s() is %s", name, got)
			}
			e := r.must(name, missing{}, "m").Object()
			if proto := r.at(name + ".prototype"); e.Proto().Value() != proto {
				t.Errorf("%s() does not inherit from its prototype", name)
			}
			parent := "Object.prototype"
			if name != "Error" {
				parent = "Error.prototype"
			}
			if e.Proto().Proto().Value() != r.at(parent) {
				t.Errorf("%s.prototype does not inherit from %s", name, parent)
			}
		}
		if e := r.must("Error", missing{}).Object(); r.HasOwn(e, vm.Keys.Message) {
			t.Error("an error without message has one")
		}
		want := "{value:'',writable:true,enumerable:false,configurable:true}"
		if got := r.call("Object.getOwnPropertyDescriptor", missing{}, r.must("Error", missing{}, ""), "message"); got != want {
			t.Errorf("the message is %s", got)
		}
		if got := r.call("Error", missing{}, vm.SymbolIterator); got != "TypeError: Cannot convert a Symbol value to a string" {
			t.Errorf("a symbol as message: %s", got)
		}
	})
}

func TestMemoryError(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		e := r.must("MemoryError", missing{}, "ignored")
		for path, want := range map[string]string{
			"InternalError.prototype.toString": "'MemoryError'", "Error.prototype.toString": "'InternalError'",
		} {
			if got := r.call(path, e); got != want {
				t.Errorf("%s is %s, want %s", path, got, want)
			}
		}
		if e.Object().IsExtensible() || r.at("MemoryError.prototype") != r.at("InternalError.prototype") {
			t.Error("a MemoryError is extensible, or has a prototype of its own")
		}
	})
}

func TestErrorToString(t *testing.T) {
	t.Parallel()
	notObject := both(`TypeError: "this" argument is not an object`)
	runCalls(t, []callCase{
		{"a number", "Error.prototype.toString", 1, nil, notObject},
		{"a number as InternalError", "InternalError.prototype.toString", 1, nil, notObject},
		{"nothing", "Error.prototype.toString", record{}, nil, both("'Error'")},
		{"a name", "Error.prototype.toString", record{"name", "a"}, nil, both("'a'")},
		{"a message", "Error.prototype.toString", record{"message", "a"}, nil, both("'Error: a'")},
		{"no name", "Error.prototype.toString", record{"name", "", "message", "a"}, nil, both("'a'")},
		{"undefined", "Error.prototype.toString", record{"name", missing{}, "message", missing{}}, nil,
			both("'undefined: undefined'")},
		{"a symbol", "Error.prototype.toString", record{"name", vm.SymbolIterator}, nil,
			both("TypeError: Cannot convert a Symbol value to a string")},
		{"valueOf", "Error.prototype.valueOf", 5, nil, both("5")},
	})
}

func TestAggregateError(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	for _, test := range []struct {
		name   string
		errors any
		want   string
	}{
		{"an array", list{1, 2}, "[1,2]"},
		{"holes", list{1, hole{}, 2}, "[1,,2]"},
		{"a string", "ab", "['a','b']"},
		{"an object", record{"length", 2, "0", 1}, "[1,]"},
	} {
		e := r.must("AggregateError", missing{}, test.errors, "m")
		if got := r.get(e, "errors"); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		if got := r.show(e); got != "AggregateError: m" {
			t.Errorf("%s: %s", test.name, got)
		}
	}
	for _, wrong := range []any{missing{}, nil, 5, true, vm.SymbolIterator} {
		if got := r.call("AggregateError", missing{}, wrong); got != "TypeError: first argument is not iterable" {
			t.Errorf("of %v: %s", wrong, got)
		}
	}
	if r := newRealm(t, vm.V1); !r.at("AggregateError").IsUndefined() {
		t.Error("cloudfront-js-1.0 has AggregateError")
	}
}
