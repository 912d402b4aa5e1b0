// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"errors"
	"maps"
	"slices"

	"selvedge"
	"selvedge/internal/js"
	"selvedge/internal/js/syntax"
	"selvedge/internal/js/vm"
)

// Globals are what functions of a runtime find, for tools that read functions and do not run them. They belong to one
// goroutine.
type Globals struct{ realm *vm.Realm }

// NewGlobals returns what functions of a runtime find.
func NewGlobals(runtime selvedge.Runtime) (*Globals, error) {
	program, err := environment[runtime]().Compile("")
	if err != nil {
		return nil, err
	}
	i, err := program.NewInstance(shellHost{&Shell{Print: func(string) {}}}, vm.Limits{})
	if err != nil {
		return nil, err
	}
	return &Globals{realm: i.Realm()}, nil
}

// Realm returns a realm in which nothing has run.
func (s *Globals) Realm() *vm.Realm { return s.realm }

// Modules returns the modules that functions can import, by name.
func (s *Globals) Modules() map[string]*vm.Object {
	found := map[string]*vm.Object{}
	for _, name := range slices.Sorted(maps.Keys(functionModules)) {
		if o, ok := s.realm.LookupModule(name); ok {
			found[name] = o
		}
	}
	return found
}

// Refusal returns why the code of a function does not compile, nil when it does.
func Refusal(code string, runtime selvedge.Runtime) *syntax.Error {
	_, err := environment[runtime]().Compile(code)
	if e, ok := errors.AsType[*js.Error](err); ok {
		return e.Source
	}
	return nil
}
