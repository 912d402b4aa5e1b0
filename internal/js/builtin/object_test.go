// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"math"
	"strings"
	"testing"

	"selvedge/internal/js/vm"
)

// Results and texts: njs 0.4.3 and 0.7.12.

func TestObjectArguments(t *testing.T) {
	t.Parallel()
	nullish := func(kind string) versioned { return both("TypeError: cannot convert " + kind + " argument to object") }
	runCalls(t, []callCase{
		{"keys of undefined", "Object.keys", missing{}, nil, nullish("undefined")},
		{"values of null", "Object.values", missing{}, list{nil}, nullish("null")},
		{"entries of null", "Object.entries", missing{}, list{nil}, nullish("null")},
		{"keys of a number", "Object.keys", missing{}, list{5}, both("[]")},
		{"keys of a string", "Object.keys", missing{}, list{"ab"}, both("['0','1']")},
		{"entries of a string", "Object.entries", missing{}, list{"ab"}, both("[['0','a'],['1','b']]")},
		{"values", "Object.values", missing{}, list{record{"b", 1, "a", 2, "7", 3}}, both("[3,1,2]")},
		{"names of a string", "Object.getOwnPropertyNames", missing{}, list{"ab"}, both("['0','1','length']")},
		{"names of an array", "Object.getOwnPropertyNames", missing{}, list{list{1}}, both("['0','length']")},
		{"names of undefined", "Object.getOwnPropertyNames", missing{}, nil, nullish("undefined")},
		{"symbols", "Object.getOwnPropertySymbols", missing{}, list{record{"a", 1, vm.SymbolIterator, 2}},
			both("[Symbol(Symbol.iterator)]")},
		{"prototype of null", "Object.getPrototypeOf", missing{}, list{nil}, nullish("null")},
		{"prototype set of undefined", "Object.setPrototypeOf", missing{}, nil, nullish("undefined")},
		{"prototype set to undefined", "Object.setPrototypeOf", missing{}, list{record{}},
			both("TypeError: prototype may only be an object or null: undefined")},
		{"prototype set of a number", "Object.setPrototypeOf", missing{}, list{1, record{}}, both("1")},
		{"create from a string", "Object.create", missing{}, list{"s"},
			both("TypeError: prototype may only be an object or null: string")},
		{"create with null", "Object.create", missing{}, list{record{}, nil},
			both("TypeError: cannot convert null or undefined to object")},
		{"create with a number", "Object.create", missing{}, list{record{}, 5}, both("{}")},
		{"create with no descriptor", "Object.create", missing{}, list{nil, record{"a", 5}},
			both("TypeError: property descriptor must be an object")},
		{"define on undefined", "Object.defineProperty", missing{}, nil,
			both("TypeError: Object.defineProperty is called on non-object")},
		{"define without descriptor", "Object.defineProperty", missing{}, list{record{}, "a", 1},
			both("TypeError: descriptor is not an object")},
		{"define all on undefined", "Object.defineProperties", missing{}, nil,
			both("TypeError: Object.defineProperties is called on non-object")},
		{"define all of undefined", "Object.defineProperties", missing{}, list{record{}},
			both("TypeError: cannot convert null or undefined to object")},
		{"assign to null", "Object.assign", missing{}, list{nil},
			both("TypeError: cannot convert null or undefined to object")},
		{"assign from many", "Object.assign", missing{}, list{record{}, "abc", nil, missing{}, 5, true, list{9}},
			both("{0:9,1:'b',2:'c'}")},
		{"is", "Object.is", missing{}, nil, both("true")},
		{"is of zeros", "Object.is", missing{}, list{0, math.Copysign(0, -1)}, both("false")},
		{"is of strings", "Object.is", missing{}, list{"ab", "ab"}, both("true")},
		{"freeze nothing", "Object.freeze", missing{}, nil, both("undefined")},
		{"freeze a number", "Object.freeze", missing{}, list{1}, versioned{"undefined", "1"}},
		{"isFrozen of a number", "Object.isFrozen", missing{}, list{1}, both("true")},
		{"isExtensible of a number", "Object.isExtensible", missing{}, list{1}, both("false")},
		{"Object of null", "Object", missing{}, list{nil}, both("{}")},
		{"Object of a number", "Object", missing{}, list{1}, both("Object(1)")},
	})
}

func TestObjectPrototypeMethods(t *testing.T) {
	t.Parallel()
	runCalls(t, []callCase{
		{"hasOwnProperty of null", "Object.prototype.hasOwnProperty", nil, list{"a"},
			both("TypeError: cannot convert null argument to object")},
		{"hasOwnProperty of a string", "Object.prototype.hasOwnProperty", "abc", list{"length"}, both("true")},
		{"hasOwnProperty of nothing", "Object.prototype.hasOwnProperty", record{"undefined", 1}, nil, both("true")},
		{"propertyIsEnumerable", "Object.prototype.propertyIsEnumerable", list{1}, list{"length"}, both("false")},
		{"propertyIsEnumerable of a unit", "Object.prototype.propertyIsEnumerable", "abc", list{0}, both("true")},
		{"propertyIsEnumerable of undefined", "Object.prototype.propertyIsEnumerable", missing{}, list{"a"},
			both("TypeError: cannot convert undefined argument to object")},
		{"isPrototypeOf for null", "Object.prototype.isPrototypeOf", nil, list{1},
			both("TypeError: cannot convert undefined to object")},
		{"isPrototypeOf a number", "Object.prototype.isPrototypeOf", record{}, list{1}, both("false")},
		{"valueOf null", "Object.prototype.valueOf", nil, nil,
			both("TypeError: cannot convert null or undefined to object")},
		{"valueOf a number", "Object.prototype.valueOf", 1, nil, both("Object(1)")},
		{"toString of undefined", "Object.prototype.toString", missing{}, nil, both("'[object Undefined]'")},
		{"toString of null", "Object.prototype.toString", nil, nil, both("'[object Null]'")},
		{"toString of a boolean", "Object.prototype.toString", true, nil, both("'[object Boolean]'")},
		{"toString of a string", "Object.prototype.toString", "", nil, both("'[object String]'")},
		{"toString of an array", "Object.prototype.toString", list{}, nil, both("'[object Array]'")},
		{"toString of a function", "Object.prototype.toString", returning(vm.Null), nil, both("'[object Function]'")},
		{"toString with a tag", "Object.prototype.toString", record{vm.SymbolToStringTag, "x"}, nil, both("'[object x]'")},
		{"toString with a tag that is no string", "Object.prototype.toString", record{vm.SymbolToStringTag, 5}, nil,
			both("'[object Object]'")},
	})
	bothVersions(t, func(t *testing.T, r realm) {
		if got := r.call("Object.prototype.isPrototypeOf", r.at("Object.prototype"), list{}); got != "true" {
			t.Errorf("Object.prototype is the prototype of an array: %s", got)
		}
		if got := r.call("Object.prototype.toString", r.Global()); got != "'[object global]'" {
			t.Errorf("the global object: %s", got)
		}
	})
}

// Getters are not called: njs 0.4.3, 0.7.12.
func TestObjectValuesOfGetter(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		o := r.getter(r.value(record{"a", 1}), "g", r.throwing("called"))
		want := versioned{"[['a',1],['g',]]", "[['a',1],['g',undefined]]"}
		if got := r.call("Object.entries", missing{}, o); got != want.of(r.Version()) {
			t.Errorf("entries: %s", got)
		}
		if got := r.call("Object.assign", missing{}, record{}, o); got != "Error: called" {
			t.Errorf("assign: %s", got)
		}
	})
}

func TestPropertyDescriptors(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		f := r.value(returning(vm.Int(7)))
		for _, test := range []struct {
			name string
			d    any
			want string
		}{
			{"empty", record{}, "{value:undefined,writable:false,enumerable:false,configurable:false}"},
			{"value", record{"value", 1, "enumerable", 1}, "{value:1,writable:false,enumerable:true,configurable:false}"},
			{"all", record{"value", 1, "writable", true, "enumerable", true, "configurable", true},
				"{value:1,writable:true,enumerable:true,configurable:true}"},
			{"getter", record{"get", f}, "{get:[function],set:undefined,enumerable:false,configurable:false}"},
			{"undefined getter", record{"get", missing{}}, "{get:undefined,set:undefined,enumerable:false,configurable:false}"},
			{"getter that is none", record{"get", 1}, "TypeError: Getter must be a function"},
			{"setter that is none", record{"set", nil}, "TypeError: Setter must be a function"},
			{"both", record{"get", f, "value", 1},
				"TypeError: Cannot both specify accessors and a value or writable attribute"},
			{"both writable", record{"set", f, "writable", false},
				"TypeError: Cannot both specify accessors and a value or writable attribute"},
		} {
			o := r.value(record{})
			got := r.call("Object.defineProperty", missing{}, o, "p", test.d)
			if got == r.show(o) {
				got = r.call("Object.getOwnPropertyDescriptor", missing{}, o, "p")
			}
			if got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
	})
}

// What comes before a wrong descriptor stays.
func TestDefinePropertiesOneByOne(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	o := r.value(record{})
	got := r.call("Object.defineProperties", missing{}, o, record{"a", record{"value", 1}, "b", 2})
	if want := "TypeError: property descriptor must be an object"; got != want {
		t.Errorf("defineProperties: %s, want %s", got, want)
	}
	if got := r.show(o); got != "{a:1}" {
		t.Errorf("the object is %s", got)
	}
}

// In njs __proto__ is a value that is computed, not an accessor.
func TestProtoProperty(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		got := r.call("Object.getOwnPropertyDescriptor", missing{}, r.at("Object.prototype"), "__proto__")
		if want := "{value:null,writable:true,enumerable:false,configurable:true}"; got != want {
			t.Errorf("Object.prototype: %s, want %s", got, want)
		}
		got = r.call("Object.getOwnPropertyDescriptor", missing{}, r.at("Symbol.prototype"), "__proto__")
		if want := "},writable:true,enumerable:false,configurable:true}"; !strings.HasSuffix(got, want) {
			t.Errorf("Symbol.prototype: %s, want …%s", got, want)
		}
		o, proto := r.value(record{}), r.value(record{"a", 1})
		set := func(v any) string {
			if err := r.Set(o.Object(), r.key("__proto__"), r.value(v)); err != nil {
				return r.thrown(err)
			}
			return r.get(o, "a")
		}
		for _, test := range []struct {
			v    any
			want string
		}{
			{proto, "1"}, {5, "1"}, {o, "TypeError: Cyclic __proto__ value"},
		} {
			if got := set(test.v); got != test.want {
				t.Errorf("__proto__ = %v gives %s, want %s", test.v, got, test.want)
			}
		}
		r.PreventExtensions(o.Object())
		if got := set(record{}); got != "1" {
			t.Errorf("after preventExtensions: %s", got)
		}
		if got := r.get(r.value(true), "__proto__"); got != "Object(false)" {
			t.Errorf("of a boolean: %s", got)
		}
	})
}

func TestIntegrity(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	for _, test := range []struct {
		name           string
		protect        string
		of             any
		frozen, sealed string
	}{
		{"nothing", "Object.is", record{}, "false", "false"},
		{"no members", "Object.preventExtensions", record{}, "true", "true"},
		{"a member", "Object.preventExtensions", record{"a", 1}, "false", "false"},
		{"sealed", "Object.seal", record{"a", 1}, "false", "true"},
		{"frozen", "Object.freeze", record{"a", 1}, "true", "true"},
		{"sealed array", "Object.seal", list{1}, "false", "true"},
		{"frozen array", "Object.freeze", list{1}, "true", "true"},
	} {
		o := r.value(test.of)
		r.must(test.protect, missing{}, o)
		if got := r.call("Object.isFrozen", missing{}, o); got != test.frozen {
			t.Errorf("%s: frozen is %s", test.name, got)
		}
		if got := r.call("Object.isSealed", missing{}, o); got != test.sealed {
			t.Errorf("%s: sealed is %s", test.name, got)
		}
	}
}
