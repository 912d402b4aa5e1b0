// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"testing"

	"selvedge/internal/js/vm"
)

// Results and texts: njs 0.4.3 and 0.7.12.

func TestSymbol(t *testing.T) {
	t.Parallel()
	unsupported := "InternalError: not implemented"
	runCalls(t, []callCase{
		{"a description", "Symbol", missing{}, list{"x"}, both("Symbol(x)")},
		{"null", "Symbol", missing{}, list{nil}, both("Symbol(null)")},
		{"a symbol", "Symbol", missing{}, list{vm.SymbolIterator},
			both("TypeError: Cannot convert a Symbol value to a string")},
		{"for", "Symbol.for", missing{}, list{"a"}, versioned{unsupported, "Symbol(a)"}},
		{"for nothing", "Symbol.for", missing{}, nil, versioned{unsupported, "Symbol(undefined)"}},
		{"keyFor a number", "Symbol.keyFor", missing{}, list{1}, versioned{unsupported, "TypeError: is not a symbol"}},
		{"keyFor a well-known one", "Symbol.keyFor", missing{}, list{vm.SymbolIterator}, versioned{unsupported, "undefined"}},
		{"toString", "Symbol.prototype.toString", vm.SymbolIterator, nil, both("'Symbol(Symbol.iterator)'")},
		{"toString of a number", "Symbol.prototype.toString", 1, nil, both("TypeError: unexpected value type:number")},
		{"valueOf an object", "Symbol.prototype.valueOf", record{}, nil, both("TypeError: unexpected value type:object")},
		{"Boolean of nothing", "Boolean", missing{}, nil, both("false")},
		{"Boolean of an object", "Boolean", missing{}, list{record{}}, both("true")},
		{"Boolean.prototype.toString", "Boolean.prototype.toString", true, nil, both("'true'")},
		{"Boolean.prototype.toString of a number", "Boolean.prototype.toString", 1, nil,
			both("TypeError: unexpected value type:number")},
	})
	bothVersions(t, func(t *testing.T, r realm) {
		if got := r.construct("Symbol"); got != "TypeError: Symbol is not a constructor" {
			t.Errorf("new Symbol() is %s", got)
		}
		if got := r.construct("Boolean", 1); got != "Object(true)" {
			t.Errorf("new Boolean(1) is %s", got)
		}
		if got := r.get(r.must("Symbol", missing{}), "description"); got != "undefined" {
			t.Errorf("the description of Symbol() is %s", got)
		}
		if got := r.get(r.must("Symbol", missing{}, ""), "description"); got != "''" {
			t.Errorf("the description of Symbol('') is %s", got)
		}
		if got := r.get(r.at("Symbol.prototype"), "description"); got != "TypeError: unexpected value type:object" {
			t.Errorf("Symbol.prototype.description is %s", got)
		}
	})
}

// What Symbol.for has made in an invocation is forgotten with it; what the image has made stays.
func TestSymbolForRollback(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	kept := r.must("Symbol.for", missing{}, "image")
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if r.must("Symbol.for", missing{}, "image") != kept {
			t.Error("the symbol of the image is another one")
		}
		made := r.must("Symbol.for", missing{}, "run")
		if got := r.call("Symbol.keyFor", missing{}, made); got != "'run'" {
			t.Errorf("keyFor is %s", got)
		}
		r.Rollback()
		if got := r.call("Symbol.keyFor", missing{}, made); got != "undefined" {
			t.Errorf("after the rollback keyFor is %s", got)
		}
		r.Rollback()
	}
}
