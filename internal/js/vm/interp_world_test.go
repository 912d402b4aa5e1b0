// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/compile"
	"selvedge/internal/js/syntax"
	"selvedge/internal/js/vm"
)

// The scripts of these tests see few built-ins: log, which notes its arguments; fail, which throws an error; constructors of
// errors; forEach and join of arrays; then of promises; hasOwnProperty; defineProperty; interrupt.

func scriptLog(c *vm.Call) (vm.Value, error) {
	parts := make([]string, c.NArgs())
	for i, v := range c.Args() {
		text, err := c.ErrorText(v)
		if err != nil {
			return vm.Undefined, err
		}
		parts[i] = text
	}
	c.ConsoleLog(strings.Join(parts, " "))
	return vm.Undefined, nil
}

func scriptFail(c *vm.Call) (vm.Value, error) { return vm.Undefined, c.TypeError("built-in failed") }

func scriptInterrupt(c *vm.Call) (vm.Value, error) {
	c.Interrupt()
	return vm.Undefined, nil
}

func arrayForEach(c *vm.Call) (vm.Value, error) {
	a := c.This.Object()
	for i := range a.ArrayLength() {
		v, err := c.Get(a, vm.IndexKey(uint32(i)))
		if err != nil {
			return vm.Undefined, err
		}
		if _, err := c.Invoke(c.Arg(0), vm.Undefined, v, vm.Int(int(i))); err != nil {
			return vm.Undefined, err
		}
	}
	return vm.Undefined, nil
}

func arrayToString(c *vm.Call) (vm.Value, error) {
	a := c.This.Object()
	var parts []string
	for i := range a.ArrayLength() {
		v, err := c.Get(a, vm.IndexKey(uint32(i)))
		if err != nil {
			return vm.Undefined, err
		}
		text := ""
		if !v.IsNullish() {
			if text, err = c.ToText(v); err != nil {
				return vm.Undefined, err
			}
		}
		parts = append(parts, text)
	}
	return c.NewString(strings.Join(parts, ",")).Value(), nil
}

func promiseThen(c *vm.Call) (vm.Value, error) {
	p := c.NewPromise()
	c.PromiseThen(c.This.Object(), vm.Reaction{
		Fulfilled: c.Arg(0), Rejected: c.Arg(1), To: vm.Capability{Promise: p.Value()},
	})
	return p.Value(), nil
}

func newPromise(c *vm.Call) (vm.Value, error) {
	p := c.NewPromise()
	resolve, reject := c.ResolvingFunctions(p)
	_, err := c.Invoke(c.Arg(0), vm.Undefined, resolve.Value(), reject.Value())
	return p.Value(), err
}

func newError(prototype vm.Intrinsic) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		s, err := c.ToString(c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		return c.NewError(prototype, s).Value(), nil
	}
}

func hasOwnProperty(c *vm.Call) (vm.Value, error) {
	k, err := c.ToPropertyKey(c.Arg(0))
	return vm.Bool(err == nil && c.HasOwn(c.This.Object(), k)), err
}

// freeze makes the properties of its argument read only.
func freeze(c *vm.Call) (vm.Value, error) {
	o := c.Arg(0).Object()
	for _, k := range c.OwnPropertyKeys(o) {
		d := vm.Descriptor{Has: vm.HasWritable | vm.HasConfigurable}
		if err := c.DefineOwnProperty(o, k, d); err != nil {
			return vm.Undefined, err
		}
	}
	c.PreventExtensions(o)
	return c.Arg(0), nil
}

// scriptTemplates are templates and what scripts need beyond.
func scriptTemplates() []vm.Template {
	list := templates()
	extend := func(id vm.Intrinsic, rows ...vm.Row) {
		i := slices.IndexFunc(list, func(t vm.Template) bool { return t.ID == id })
		list[i].Rows = append(list[i].Rows, rows...)
	}
	extend(vm.ObjectPrototype, vm.Method("hasOwnProperty", 1, hasOwnProperty))
	extend(vm.ArrayPrototype, vm.Method("forEach", 1, arrayForEach), vm.Method("toString", 0, arrayToString))
	for name, id := range map[string][2]vm.Intrinsic{
		"Error":      {vm.ErrorConstructor, vm.ErrorPrototype},
		"TypeError":  {vm.TypeErrorConstructor, vm.TypeErrorPrototype},
		"RangeError": {vm.RangeErrorConstructor, vm.RangeErrorPrototype},
	} {
		list = append(list, vm.Template{ID: id[0], Name: name, Length: 1, Path: name, Global: name, Constructor: true,
			Func: newError(id[1]), Rows: []vm.Row{vm.Ref("prototype", id[1]).With(vm.AttrNone)}})
		extend(id[1], vm.Ref("constructor", id[0]))
	}
	return append(list,
		vm.Template{ID: vm.PromisePrototype, Path: "Promise.prototype", Rows: []vm.Row{
			vm.Method("then", 2, promiseThen), vm.Ref("constructor", vm.PromiseConstructor)}},
		vm.Template{ID: vm.PromiseConstructor, Name: "Promise", Length: 1, Path: "Promise", Global: "Promise",
			Constructor: true, Func: newPromise},
		vm.Template{ID: vm.GlobalObject, Class: vm.ClassGlobal, Rows: []vm.Row{
			vm.Method("log", 0, scriptLog), vm.Method("fail", 0, scriptFail), vm.Method("freeze", 1, freeze),
			vm.Method("interrupt", 0, scriptInterrupt),
		}})
}

var scriptModules = map[string]vm.Intrinsic{"testing": vm.FirstModule}

// script is a program in a realm.
type script struct {
	realm   *vm.Realm
	machine *vm.Machine
	host    *host
}

// compileScript compiles and verifies a source.
func compileScript(tb testing.TB, v vm.Version, source string) *bytecode.Program {
	tb.Helper()
	tree, err := syntax.Parse(source, syntax.Version(v), syntax.Options{
		Module: func(name string) bool { return scriptModules[name] != 0 },
	})
	if err != nil {
		tb.Fatalf("Parse(%q): %v", source, err)
	}
	p, err := compile.Program(tree)
	if err != nil {
		tb.Fatalf("Program(%q): %v", source, err)
	}
	if err := bytecode.Verify(p); err != nil {
		tb.Fatalf("Verify(%q): %v\n%s", source, err, p.Disassemble())
	}
	return p
}

func newScript(tb testing.TB, v vm.Version, limits vm.Limits, source string) *script {
	tb.Helper()
	registry := vm.NewRegistry(v, scriptTemplates(), scriptModules)
	code := vm.Link(compileScript(tb, v, source), registry, nil)
	h := &host{now: 12}
	r := vm.NewRealm(vm.Config{Registry: registry, Names: code.Names(), Host: h, Limits: limits})
	return &script{realm: r, machine: vm.NewMachine(r, code), host: h}
}

// run runs the code at the top level, and jobs. It returns what has been logged, the last line being the error.
func (s *script) run(tb testing.TB) []string {
	tb.Helper()
	err := s.machine.Start()
	if err == nil {
		err = s.realm.RunJobs(nil)
	}
	if err == nil {
		if reason, ok := s.realm.UnhandledRejection(); ok {
			err = fmt.Errorf("unhandled: %w", vm.Throw(reason))
		}
	}
	return append(s.host.logged, s.errorLines(tb, err)...)
}

func (s *script) errorLines(tb testing.TB, err error) []string {
	tb.Helper()
	if err == nil {
		return nil
	}
	e, ok := errors.AsType[*vm.Exception](err)
	if !ok {
		return []string{"! " + err.Error()}
	}
	text, err := s.realm.ErrorText(e.Value)
	if err != nil {
		tb.Fatalf("ErrorText: %v", err)
	}
	return []string{"! " + text}
}
