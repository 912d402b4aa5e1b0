// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"strings"
	"testing"

	"selvedge/internal/js/vm"
)

// Results and texts: njs 0.4.3 and 0.7.12.

func TestFunctionMethods(t *testing.T) {
	t.Parallel()
	notFunction := both(`TypeError: "this" argument is not a function`)
	notList := both("TypeError: second argument is not an array-like object")
	inspect := function(func(this vm.Value, args []vm.Value) (vm.Value, error) {
		if len(args) == 0 {
			return this, nil
		}
		return args[len(args)-1], nil
	})
	thrower := both(`TypeError: "caller", "callee", "arguments" properties may not be accessed`)
	runCalls(t, []callCase{
		{"call a number", "Function.prototype.call", 1, nil, notFunction},
		{"apply an object", "Function.prototype.apply", record{}, nil, notFunction},
		{"bind undefined", "Function.prototype.bind", missing{}, nil, notFunction},
		{"call with nothing", "Function.prototype.call", inspect, nil, both("undefined")},
		{"call with a receiver", "Function.prototype.call", inspect, list{"t"}, both("'t'")},
		{"call with arguments", "Function.prototype.call", inspect, list{"t", 1, 2}, both("2")},
		{"apply to null", "Function.prototype.apply", inspect, list{"t", nil}, both("'t'")},
		{"apply to an array", "Function.prototype.apply", inspect, list{"t", list{1, 2, 3}}, both("3")},
		{"apply to a hole", "Function.prototype.apply", inspect, list{"t", list{1, hole{}}}, both("undefined")},
		{"apply to an object", "Function.prototype.apply", inspect, list{"t", record{"length", 2, "1", "x"}}, both("'x'")},
		{"apply to a number", "Function.prototype.apply", inspect, list{"t", 1}, notList},
		{"apply to a string", "Function.prototype.apply", inspect, list{"t", "ab"}, notList},
		{"apply to 1024", "Function.prototype.apply", inspect, list{"t", record{"length", 1024}}, both("undefined")},
		{"apply to 1025", "Function.prototype.apply", inspect, list{"t", record{"length", 1025}},
			versioned{"undefined", "InternalError: argument list is too long"}},
		{"apply to much", "Function.prototype.apply", inspect, list{"t", record{"length", float64(1 << 40)}},
			versioned{"abort: memory budget exceeded", "InternalError: argument list is too long"}},
	})
	bothVersions(t, func(t *testing.T, r realm) {
		for _, name := range []string{"caller", "arguments"} {
			if got := r.get(r.value(inspect), name); got != thrower.of(r.Version()) {
				t.Errorf("%s: %s", name, got)
			}
		}
	})
}

func TestFunctionBind(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		target := r.NewFunction("foo", 3, func(c *vm.Call) (vm.Value, error) {
			return c.NewArray(append([]vm.Value{c.This}, c.Args()...)...).Value(), nil
		})
		f := r.must("Function.prototype.bind", target, "t", 1)
		for k, want := range map[string]string{"name": "'bound foo'", "length": "2", "prototype": "undefined"} {
			if got := r.get(f, k); got != want {
				t.Errorf("%s is %s, want %s", k, got, want)
			}
		}
		if got := r.call("Function.prototype.call", f, "u", 2, 3); got != "['t',1,2,3]" {
			t.Errorf("the call gives %s", got)
		}
		again := r.must("Function.prototype.bind", f, "u", 2)
		want := versioned{"InternalError: chain of bound function are not supported", "['t',1,2,3]"}
		if got := r.call("Function.prototype.call", again, nil, 3); got != want.of(r.Version()) {
			t.Errorf("bound twice: %s", got)
		}
		array := r.must("Function.prototype.bind", r.at("Array"), nil, 1)
		v, err := r.Construct(array, vm.Int(2))
		if err != nil || r.show(v) != "[1,2]" {
			t.Errorf("new of a bound constructor: %s, %v", r.show(v), err)
		}
		if array.Object().IsConstructor() == f.Object().IsConstructor() {
			t.Error("what is bound of a function without new can be used with new")
		}
	})
}

// AWS: developer guide, "Restricted features": function constructors are not supported. njs lets one idiom pass.
func TestFunctionConstructor(t *testing.T) {
	t.Parallel()
	disabled := both(`TypeError: function constructor is disabled in "safe" mode`)
	runCalls(t, []callCase{
		{"no body", "Function", missing{}, nil, disabled},
		{"a body", "Function", missing{}, list{"return 1"}, disabled},
		{"a parameter", "Function", missing{}, list{"a", "return 1"}, disabled},
		{"a symbol", "Function", missing{}, list{vm.SymbolIterator},
			both("TypeError: Cannot convert a Symbol value to a string")},
		{"return this", "Function", missing{}, list{"return this"}, both("[function]")},
		{"return this, loosely", "Function", missing{}, list{" return  this; "}, versioned{disabled.v1, "[function]"}},
		{"return this and more", "Function", missing{}, list{"return this.a"}, disabled},
		{"return this of a long text", "Function", missing{}, list{strings.Repeat(" ", 1000) + "return this"}, disabled},
	})
	bothVersions(t, func(t *testing.T, r realm) {
		f := r.must("Function", missing{}, "return this")
		if v, err := r.Invoke(f, vm.Null); err != nil || v.Object() != r.Global() {
			t.Errorf("new Function('return this')() is not the global object: %v", err)
		}
		if got := r.call("Function.prototype.call", f, "t"); got != "'t'" {
			t.Errorf("new Function('return this').call('t') is %s", got)
		}
	})
}
