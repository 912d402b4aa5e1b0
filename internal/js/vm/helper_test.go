// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"errors"
	"testing"

	"selvedge/internal/js/vm"
)

// host is a world in which nothing happens.
type host struct {
	now    float64
	logged []string
}

func (h *host) Now() float64           { return h.now }
func (h *host) Random() float64        { return 0.5 }
func (h *host) ConsoleLog(text string) { h.logged = append(h.logged, text) }

func errorTemplates() []vm.Template {
	var all []vm.Template
	for _, e := range []struct {
		name      string
		prototype vm.Intrinsic
	}{
		{"Error", vm.ErrorPrototype},
		{"TypeError", vm.TypeErrorPrototype},
		{"RangeError", vm.RangeErrorPrototype},
		{"ReferenceError", vm.ReferenceErrorPrototype},
		{"SyntaxError", vm.SyntaxErrorPrototype},
		{"InternalError", vm.InternalErrorPrototype},
	} {
		t := vm.Template{ID: e.prototype, Path: e.name + ".prototype", Rows: []vm.Row{
			vm.Constant("name", vm.SharedString(e.name).Value()).With(vm.AttrHidden),
			vm.Constant("message", vm.SharedString("").Value()).With(vm.AttrHidden),
		}}
		if e.prototype != vm.ErrorPrototype {
			t.Proto = vm.ErrorPrototype
		}
		all = append(all, t)
	}
	return all
}

func objectToString(*vm.Call) (vm.Value, error) {
	return vm.SharedString("[object Object]").Value(), nil
}

func returnThis(c *vm.Call) (vm.Value, error) { return c.This, nil }

func valueOf(c *vm.Call) (vm.Value, error) {
	if o := c.This.Object(); o != nil {
		if v, ok := o.PrimitiveOf(); ok {
			return v, nil
		}
	}
	return c.This, nil
}

// templates are a small world: enough for what this package does by itself.
func templates() []vm.Template {
	return append(errorTemplates(),
		vm.Template{ID: vm.ObjectPrototype, Path: "Object.prototype", Rows: []vm.Row{
			vm.Ref("constructor", vm.ObjectConstructor),
			vm.Method("toString", 0, objectToString),
			vm.Method("valueOf", 0, returnThis),
			vm.Accessor("self", returnThis, nil),
		}},
		vm.Template{ID: vm.ObjectConstructor, Name: "Object", Length: 1, Global: "Object", Path: "Object", Constructor: true,
			Func: func(c *vm.Call) (vm.Value, error) { return c.NewObject().Value(), nil },
			Rows: []vm.Row{vm.Ref("prototype", vm.ObjectPrototype).With(vm.AttrNone)}},
		vm.Template{ID: vm.ArrayPrototype, Path: "Array.prototype", Rows: []vm.Row{
			vm.Method("push", 1, func(c *vm.Call) (vm.Value, error) {
				a := c.This.Object()
				for _, v := range c.Args() {
					if err := c.SetElement(a, uint32(a.ArrayLength()), v); err != nil {
						return vm.Undefined, err
					}
				}
				return vm.Number(float64(a.ArrayLength())), nil
			}),
			vm.Method("keys", 0, returnThis, vm.V2),
		}},
		vm.Template{ID: vm.StringPrototype, Path: "String.prototype", Rows: []vm.Row{
			vm.Method("toString", 0, valueOf), vm.Method("valueOf", 0, valueOf),
			vm.Method("toBytes", 0, returnThis, vm.V1),
		}},
		vm.Template{ID: vm.NumberPrototype, Rows: []vm.Row{vm.Method("valueOf", 0, valueOf)}},
		vm.Template{ID: vm.BooleanPrototype, Rows: []vm.Row{vm.Method("valueOf", 0, valueOf)}},
		vm.Template{ID: vm.SymbolPrototype, Rows: []vm.Row{vm.Method("valueOf", 0, valueOf)}},
		vm.Template{ID: vm.MathObject, Path: "Math", Global: "Math", Rows: []vm.Row{
			vm.Constant("PI", vm.Number(3.25)),
			vm.Method("max", 2, func(c *vm.Call) (vm.Value, error) { return c.Arg(0), nil }),
		}},
		vm.Template{ID: vm.FirstModule, Path: "testing", Versions: vm.V2},
	)
}

func registry(v vm.Version) *vm.Registry {
	return vm.NewRegistry(v, templates(), map[string]vm.Intrinsic{"testing": vm.FirstModule})
}

func newRealm(tb testing.TB, v vm.Version) *vm.Realm {
	tb.Helper()
	return vm.NewRealm(vm.Config{Registry: registry(v), Host: &host{now: 12}})
}

// realmWith returns a realm with limits, of version 2.
func realmWith(tb testing.TB, l vm.Limits) *vm.Realm {
	tb.Helper()
	return vm.NewRealm(vm.Config{Registry: registry(vm.V2), Host: &host{}, Limits: l})
}

func str(r *vm.Realm, text string) vm.Value { return r.NewString(text).Value() }

// thrown returns the text of the error object that err throws.
func thrown(tb testing.TB, r *vm.Realm, err error) string {
	tb.Helper()
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*vm.Exception](err)
	if !ok {
		return err.Error()
	}
	text, err := r.ErrorText(e.Value)
	if err != nil {
		tb.Fatalf("ErrorText: %v", err)
	}
	return text
}

// get returns o[key], which must not fail.
func get(tb testing.TB, r *vm.Realm, o *vm.Object, key string) vm.Value {
	tb.Helper()
	v, err := r.Get(o, r.KeyOfText(key))
	if err != nil {
		tb.Fatalf("Get(%q): %v", key, err)
	}
	return v
}

// set does o[key] = v, which must not fail.
func set(tb testing.TB, r *vm.Realm, o *vm.Object, key string, v vm.Value) {
	tb.Helper()
	if err := r.Set(o, r.KeyOfText(key), v); err != nil {
		tb.Fatalf("Set(%q): %v", key, err)
	}
}

// object returns an object of names and values in turn.
func object(tb testing.TB, r *vm.Realm, pairs ...any) *vm.Object {
	tb.Helper()
	o := r.NewObject()
	for i := 0; i < len(pairs); i += 2 {
		set(tb, r, o, pairs[i].(string), pairs[i+1].(vm.Value))
	}
	return o
}

// texts returns keys as texts.
func texts(keys []vm.Key) []string {
	list := make([]string, len(keys))
	for i, k := range keys {
		list[i] = k.Text()
		if k.IsSymbol() {
			list[i] = "@" + list[i]
		}
	}
	return list
}

// show returns a value as a text that tells values apart.
func show(tb testing.TB, r *vm.Realm, v vm.Value) string {
	tb.Helper()
	switch v.Kind() {
	case vm.KindString:
		return `"` + v.Str().Text() + `"`
	case vm.KindObject:
		return "[" + r.TypeName(v) + "]"
	case vm.KindSymbol:
		return "symbol"
	case vm.KindInternal:
		return "internal"
	}
	text, err := r.ToText(v)
	if err != nil {
		tb.Fatalf("ToText: %v", err)
	}
	return text
}
