// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// quiet is a host in which nothing happens.
type quiet struct{}

func (quiet) Now() float64      { return 0 }
func (quiet) Random() float64   { return 0.5 }
func (quiet) ConsoleLog(string) {}

// realm is a realm to call built-ins in, without a program.
type realm struct {
	testing.TB
	*vm.Realm
}

func newRealm(tb testing.TB, v vm.Version) realm { return limitedRealm(tb, v, vm.Limits{}) }

func limitedRealm(tb testing.TB, v vm.Version, l vm.Limits) realm {
	registry := builtin.NewRegistry(v, nil, nil)
	return realm{tb, vm.NewRealm(vm.Config{Registry: registry, Host: quiet{}, Limits: l})}
}

// bothVersions runs a test in a new realm of each version.
func bothVersions(t *testing.T, test func(t *testing.T, r realm)) {
	t.Helper()
	for name, v := range map[string]vm.Version{"v1": vm.V1, "v2": vm.V2} {
		t.Run(name, func(t *testing.T) { test(t, newRealm(t, v)) })
	}
}

// Go values that stand for values of the language: nil is null, missing is undefined, hole an element that is not
// there, list an array, record an object of names and values in turn, function a function of the program.
type (
	missing  struct{}
	hole     struct{}
	list     []any
	record   []any
	function func(this vm.Value, args []vm.Value) (vm.Value, error)
)

// value returns the value that a Go value stands for.
func (r realm) value(x any) vm.Value {
	r.Helper()
	switch x := x.(type) {
	case nil:
		return vm.Null
	case missing:
		return vm.Undefined
	case hole:
		return vm.Hole
	case bool:
		return vm.Bool(x)
	case int:
		return vm.Int(x)
	case float64:
		return vm.Number(x)
	case string:
		return r.NewString(x).Value()
	case vm.Value:
		return x
	case *vm.Object:
		return x.Value()
	case *vm.Symbol:
		return x.Value()
	case list:
		return r.NewArray(r.values(x)...).Value()
	case record:
		o := r.NewObject()
		for i := 0; i < len(x); i += 2 {
			r.define(o, x[i], vm.DataDescriptor(r.value(x[i+1]), vm.AttrAll))
		}
		return o.Value()
	case function:
		return r.NewFunction("callback", 0, func(c *vm.Call) (vm.Value, error) { return x(c.This, c.Args()) }).Value()
	}
	r.Fatalf("no value for a %T", x)
	return vm.Undefined
}

func (r realm) values(items []any) []vm.Value {
	r.Helper()
	all := make([]vm.Value, len(items))
	for i, x := range items {
		all[i] = r.value(x)
	}
	return all
}

// returning is a function of the program that returns a value.
func returning(v vm.Value) function {
	return func(vm.Value, []vm.Value) (vm.Value, error) { return v, nil }
}

// throwing is a function of the program that throws an Error.
func (r realm) throwing(text string) function {
	return func(vm.Value, []vm.Value) (vm.Value, error) { return vm.Undefined, r.Realm.Error("%s", text) }
}

func (r realm) key(k any) vm.Key {
	r.Helper()
	key, err := r.ToPropertyKey(r.value(k))
	if err != nil {
		r.Fatalf("key %v: %v", k, err)
	}
	return key
}

func (r realm) define(o *vm.Object, k any, d vm.Descriptor) {
	r.Helper()
	if err := r.DefineOwnProperty(o, r.key(k), d); err != nil {
		r.Fatalf("define %v: %s", k, r.thrown(err))
	}
}

// getter gives an object an accessor.
func (r realm) getter(o vm.Value, k any, get function) vm.Value {
	r.Helper()
	d := vm.Descriptor{Get: r.value(get).Object(), Attr: vm.AttrAll, Has: vm.HasGet | vm.HasEnumerable | vm.HasConfigurable}
	r.define(o.Object(), k, d)
	return o
}

// at returns what is at a path from the global object, such as "Array.prototype.push".
func (r realm) at(path string) vm.Value {
	r.Helper()
	v := r.Global().Value()
	for name := range strings.SplitSeq(path, ".") {
		var err error
		if v, err = r.GetV(v, r.KeyOfText(name)); err != nil {
			r.Fatalf("%s: %s", path, r.thrown(err))
		}
	}
	return v
}

// get returns a property, shown.
func (r realm) get(o vm.Value, k any) string {
	r.Helper()
	v, err := r.GetV(o, r.key(k))
	if err != nil {
		return r.thrown(err)
	}
	return r.show(v)
}

// try calls a function at a path.
func (r realm) try(path string, this any, args ...any) (vm.Value, error) {
	r.Helper()
	return r.Invoke(r.at(path), r.value(this), r.values(args)...)
}

// call calls a function at a path, and shows the result or what is thrown.
func (r realm) call(path string, this any, args ...any) string {
	r.Helper()
	v, err := r.try(path, this, args...)
	if err != nil {
		return r.thrown(err)
	}
	return r.show(v)
}

// construct is call for new.
func (r realm) construct(path string, args ...any) string {
	r.Helper()
	v, err := r.Construct(r.at(path), r.values(args)...)
	if err != nil {
		return r.thrown(err)
	}
	return r.show(v)
}

// must calls a function that must not fail.
func (r realm) must(path string, this any, args ...any) vm.Value {
	r.Helper()
	v, err := r.try(path, this, args...)
	if err != nil {
		r.Fatalf("%s: %s", path, r.thrown(err))
	}
	return v
}

// thrown returns what String() makes of what is thrown, or the text of an abort.
func (r realm) thrown(err error) string {
	r.Helper()
	e, ok := errors.AsType[*vm.Exception](err)
	if !ok {
		return "abort: " + err.Error()
	}
	text, err := r.ErrorText(e.Value)
	if err != nil {
		r.Fatalf("ErrorText: %v", err)
	}
	return text
}

// show returns a value in the notation of the language, with holes as empty places.
func (r realm) show(v vm.Value) string { return r.showDeep(v, 4) }

func (r realm) showDeep(v vm.Value, depth int) string {
	r.Helper()
	o := v.Object()
	switch {
	case v.IsString():
		return "'" + v.Str().Text() + "'"
	case v.IsHole():
		return ""
	case v.IsSymbol():
		description, _ := v.Symbol().Description()
		return "Symbol(" + description.Text() + ")"
	case v.IsNumber() && v.Float() == 0 && math.Signbit(v.Float()):
		return "-0"
	case o == nil:
		text, err := r.ToText(v)
		if err != nil {
			r.Fatalf("ToText: %v", err)
		}
		return text
	case depth == 0:
		return "..."
	case o.IsArray():
		return r.showArray(o, depth)
	case o.Class() == vm.ClassObject:
		return r.showObject(o, depth)
	case o.Class() == vm.ClassError:
		return r.thrown(vm.Throw(v))
	}
	if inner, ok := o.PrimitiveOf(); ok {
		return "Object(" + r.showDeep(inner, depth) + ")"
	}
	return "[" + r.TypeName(v) + "]"
}

func (r realm) showArray(o *vm.Object, depth int) string {
	r.Helper()
	if o.ArrayLength() > 100 {
		return "[long]"
	}
	items := make([]string, 0, o.ArrayLength())
	for i := range o.ArrayLength() {
		p, ok := r.OrdinaryGetOwnProperty(o, vm.IndexKey(uint32(i)))
		switch {
		case !ok:
			items = append(items, "")
		case p.IsAccessor():
			items = append(items, "get")
		default:
			items = append(items, r.showDeep(p.Value, depth-1))
		}
	}
	return "[" + strings.Join(items, ",") + "]"
}

func (r realm) showObject(o *vm.Object, depth int) string {
	r.Helper()
	var members []string
	for _, k := range r.OwnPropertyKeys(o) {
		p, _ := r.OrdinaryGetOwnProperty(o, k)
		text := k.Text()
		if p.IsAccessor() {
			text = "get " + text
		} else {
			text += ":" + r.showDeep(p.Value, depth-1)
		}
		members = append(members, text)
	}
	return "{" + strings.Join(members, ",") + "}"
}

// versioned is an expectation: what both versions give, or what each does.
type versioned struct{ v1, v2 string }

func both(text string) versioned { return versioned{text, text} }

func (w versioned) of(v vm.Version) string {
	if v == vm.V1 {
		return w.v1
	}
	return w.v2
}

// callCase is a call whose result is known from njs 0.4.3 and 0.7.12.
type callCase struct {
	name string
	path string
	this any
	args list
	want versioned
}

// runCalls runs each case in a realm of its own, in both versions.
func runCalls(t *testing.T, cases []callCase) {
	t.Helper()
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range cases {
			t.Run(test.name, func(t *testing.T) {
				r := newRealm(t, r.Version())
				if got, want := r.call(test.path, test.this, test.args...), test.want.of(r.Version()); got != want {
					t.Errorf("%s is %s, want %s", test.path, got, want)
				}
			})
		}
	})
}
