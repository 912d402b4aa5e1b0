// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js

import (
	"errors"
	"sync"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/compile"
	"selvedge/internal/js/regex"
	"selvedge/internal/js/syntax"
	"selvedge/internal/js/vm"
)

// Version is a runtime version.
type Version uint8

// The runtime versions.
const (
	V1 = Version(vm.V1) // cloudfront-js-1.0
	V2 = Version(vm.V2) // cloudfront-js-2.0
)

// ErrNoFunction says that a program has no function of the name that was to be invoked.
var ErrNoFunction = errors.New("js: the program has no such function")

// Error is a failure that the program is to blame for.
type Error struct {
	// Text is what the reference prints: "TypeError: number is not a function". Of a thrown value that is no error it is the
	// value as a string.
	Text string

	// Stack is the stack trace, one line for each call; empty when there is none.
	Stack string

	// Line and Column are where the exception was thrown, from 1, the column in bytes; 0 when that is not known.
	Line, Column int

	// Source is set when the source was refused. It says where, and what was meant.
	Source *syntax.Error
}

// Error returns the text.
func (e *Error) Error() string { return e.Text }

// Environment is what programs of one version find: the built-ins of the language and what the host adds.
type Environment struct {
	version  Version
	registry *vm.Registry
	modules  map[string]vm.Intrinsic
}

// NewEnvironment returns an environment. templates are the objects of the host, with ids from vm.FirstModule on; modules are
// those that programs import by name. It panics when the templates contradict each other.
func NewEnvironment(v Version, templates []vm.Template, modules map[string]vm.Intrinsic) *Environment {
	return &Environment{version: v, registry: builtin.NewRegistry(vm.Version(v), templates, modules), modules: modules}
}

// bare returns the environment without a host.
var bare = map[Version]func() *Environment{
	V1: sync.OnceValue(func() *Environment { return NewEnvironment(V1, nil, nil) }),
	V2: sync.OnceValue(func() *Environment { return NewEnvironment(V2, nil, nil) }),
}

// Program is a compiled source.
type Program struct {
	env  *Environment
	code *vm.Code
}

// Compile compiles a source for an environment without a host. See Environment.Compile.
func Compile(source string, v Version) (*Program, error) { return bare[v]().Compile(source) }

// Compile compiles a source. The error is an *Error with a Source.
func (e *Environment) Compile(source string) (*Program, error) {
	return e.compile(source, compile.Options{})
}

// CompileForCoverage is Compile for runs whose statements are counted: see Instance.Covered. They take the same fuel.
func (e *Environment) CompileForCoverage(source string) (*Program, error) {
	return e.compile(source, compile.Options{Cover: true})
}

func (e *Environment) compile(source string, o compile.Options) (*Program, error) {
	patterns := patternCache{env: e}
	tree, err := syntax.Parse(source, syntax.Version(e.version), syntax.Options{
		RegExp: patterns.check,
		Module: func(name string) bool { return e.modules[name] != 0 },
	})
	if err != nil {
		return nil, sourceError(err)
	}
	p, err := compile.ProgramWith(tree, o)
	if err != nil {
		return nil, sourceError(err)
	}
	literals := make([]*regex.Program, len(p.RegExps))
	for i, literal := range p.RegExps {
		if literals[i], err = patterns.get(literal.Source, literal.Flags); err != nil {
			return nil, err // cannot be: check has seen it
		}
	}
	code := vm.Link(p, e.registry, func(r *vm.Realm, i int) (*vm.Object, error) {
		return builtin.NewRegExp(r, literals[i]), nil
	})
	return &Program{env: e, code: code}, nil
}

// patternCache compiles the regular expression literals of a source, each once and as soon as the parser meets it: the
// reference reports a bad pattern before what is wrong behind it.
type patternCache struct {
	env  *Environment
	done map[[2]string]*regex.Program // by source and flags
}

// check is for syntax.Options.
func (c *patternCache) check(source, flags string) error {
	_, err := c.get(source, flags)
	return err
}

// get returns the compiled pattern of a literal.
func (c *patternCache) get(source, flags string) (*regex.Program, error) {
	key := [2]string{source, flags}
	if p := c.done[key]; p != nil {
		return p, nil
	}
	v := regexVersions[c.env.version]
	parsed, ok := regex.ParseFlags(flags, v)
	if !ok {
		return nil, errors.New(`Invalid RegExp flags "` + flags + `"`)
	}
	p, err := regex.Compile(source, parsed, v)
	if err != nil {
		return nil, err
	}
	if c.done == nil {
		c.done = map[[2]string]*regex.Program{}
	}
	c.done[key] = p
	return p, nil
}

// regexVersions are the names of the versions in package regex.
var regexVersions = map[Version]regex.Version{V1: regex.V1, V2: regex.V2}

// sourceError returns the error about a source.
func sourceError(err error) error {
	if e, ok := errors.AsType[*syntax.Error](err); ok {
		return &Error{Text: e.Error(), Source: e}
	}
	e, ok := errors.AsType[*compile.Error](err)
	if !ok {
		return err
	}
	refused := &syntax.Error{Class: "SyntaxError", Message: e.Error(), Line: e.Line}
	return &Error{Text: refused.Error(), Source: refused}
}

// Disassemble returns the bytecode as text.
func (p *Program) Disassemble() string { return p.code.Program().Disassemble() }
