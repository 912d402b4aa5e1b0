// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"strings"

	"selvedge/internal/js/regex"
	"selvedge/internal/js/vm"
)

// emptyPattern is what stands for a pattern without a character.
const emptyPattern = "(?:)"

var regExpTemplates = []vm.Template{
	constructor(vm.RegExpConstructor, vm.RegExpPrototype, "RegExp", 2, regExpConstructor),
	regExpPrototype(vm.V1, vm.ClassRegExp, func(*vm.Realm) any {
		program, err := regex.Compile(emptyPattern, 0, regex.V1)
		if err != nil {
			panic("BUG: the empty pattern cannot be compiled: " + err.Error())
		}
		return &regExp{program: program, scratch: &regExpScratch{}}
	}),
	regExpPrototype(vm.V2, vm.ClassObject, func(*vm.Realm) any { return &regExpScratch{} }),
}

// regExpPrototype describes RegExp.prototype, which is itself a regular expression in njs 0.4.3. ECMA-262 22.2.6.
func regExpPrototype(v vm.Version, class vm.Class, internal func(*vm.Realm) any) vm.Template {
	computed := func(name string, get vm.Func) vm.Row {
		if v == vm.V1 {
			return vm.Computed(name, vm.AttrConfigurable, get, readOnly(name))
		}
		return vm.Accessor(name, get, nil)
	}
	t := since(prototype(vm.RegExpPrototype, vm.RegExpConstructor, "RegExp",
		vm.Accessor("flags", regExpFlags, nil, vm.V2),
		computed("global", regExpFlag(regex.Global)),
		computed("ignoreCase", regExpFlag(regex.IgnoreCase)),
		computed("multiline", regExpFlag(regex.Multiline)),
		computed("source", regExpSource),
		vm.Accessor("sticky", regExpFlag(regex.Sticky), nil, vm.V2),
		vm.Method("toString", 0, regExpToString),
		vm.Method("test", 1, regExpTest),
		vm.Method("exec", 1, regExpExec),
		symbolMethod(vm.SymbolReplace, 2, regExpReplace),
		symbolMethod(vm.SymbolSplit, 2, regExpSplit, vm.V2),
	), v)
	t.Class, t.Internal = class, internal
	return t
}

var (
	keyExec       = func() vm.Key { return vm.StaticKey("exec") }()
	keyFlags      = func() vm.Key { return vm.StaticKey("flags") }()
	keyGlobal     = func() vm.Key { return vm.StaticKey("global") }()
	keyIgnoreCase = func() vm.Key { return vm.StaticKey("ignoreCase") }()
	keyMultiline  = func() vm.Key { return vm.StaticKey("multiline") }()
	keySource     = func() vm.Key { return vm.StaticKey("source") }()
	keySticky     = func() vm.Key { return vm.StaticKey("sticky") }()
)

// regExp is the internal data of regular expressions. It does not change; lastIndex is a property.
type regExp struct {
	program *regex.Program
	scratch *regExpScratch // of RegExp.prototype in 1.0 only
}

func (e *regExp) has(f regex.Flags) bool { return e.program.Flags()&f != 0 }

// moves says whether matches begin at lastIndex and set it.
func (e *regExp) moves() bool { return e.has(regex.Global | regex.Sticky) }

// regExpScratch is what a realm keeps for its regular expressions between matches. Nothing of it can be seen.
type regExpScratch struct {
	matcher  regex.Matcher
	programs map[regExpSourceKey]*regex.Program
}

type regExpSourceKey struct {
	pattern string
	flags   regex.Flags
}

// cachedPrograms bounds the patterns of a realm that are made from strings and kept.
const cachedPrograms = 64

func scratchOf(r *vm.Realm) *regExpScratch {
	switch internal := r.Intrinsic(vm.RegExpPrototype).Internal().(type) {
	case *regExpScratch:
		return internal
	case *regExp:
		return internal.scratch
	}
	panic("BUG: RegExp.prototype has lost its internal data")
}

func regexVersion(r *vm.Realm) regex.Version {
	if r.Version() == vm.V1 {
		return regex.V1
	}
	return regex.V2
}

// compilePattern compiles a pattern that the program has made. It is charged each time, whether it is known or not.
func compilePattern(r *vm.Realm, pattern string, flags regex.Flags) (*regex.Program, error) {
	if pattern == "" {
		pattern = emptyPattern
	}
	const perByte = 32 // of fuel for the compiler, and of memory for its result
	if err := r.Charge(perByte * (1 + len(pattern))); err != nil {
		return nil, err
	}
	if err := r.Alloc(perByte * len(pattern)); err != nil {
		return nil, err
	}
	scratch := scratchOf(r)
	if program := scratch.programs[regExpSourceKey{pattern, flags}]; program != nil {
		return program, nil
	}
	pattern = strings.Clone(pattern) // it outlives the invocation
	program, err := regex.Compile(pattern, flags, regexVersion(r))
	if err != nil {
		return nil, r.SyntaxError("%s", err.Error())
	}
	if scratch.programs == nil {
		scratch.programs = make(map[regExpSourceKey]*regex.Program)
	}
	if len(scratch.programs) == cachedPrograms {
		clear(scratch.programs)
	}
	scratch.programs[regExpSourceKey{pattern, flags}] = program
	return program, nil
}

// NewRegExp returns a regular expression with a compiled pattern: a literal of a program. The pattern must have been
// compiled for the version of the realm.
func NewRegExp(r *vm.Realm, p *regex.Program) *vm.Object {
	o := r.NewObjectOf(vm.ClassRegExp, r.Intrinsic(vm.RegExpPrototype), &regExp{program: p})
	lastIndex := vm.DataDescriptor(vm.Int(0), vm.AttrWritable)
	if err := r.DefineOwnProperty(o, vm.Keys.LastIndex, lastIndex); err != nil {
		panic("BUG: a new object refuses a property: " + err.Error())
	}
	return o
}

// readOnly is the setter of what njs has as a value that is computed: assigning to it is the error about those.
func readOnly(name string) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		return vm.Undefined, c.TypeError("Cannot assign to read-only property \"%s\" of %s", name, c.TypeName(c.This))
	}
}

// asRegExp returns the internal data of a value that is a regular expression, or nil.
func asRegExp(v vm.Value) *regExp {
	if !v.Is(vm.ClassRegExp) {
		return nil
	}
	e, _ := v.Object().Internal().(*regExp)
	return e
}

// regExpConstructor is RegExp(pattern, flags), with or without new. ECMA-262 22.2.4.1.
func regExpConstructor(c *vm.Call) (vm.Value, error) {
	pattern, flags := "", regex.Flags(0)
	if e := asRegExp(c.Arg(0)); e != nil {
		pattern, flags = e.program.Source(), e.program.Flags()
	} else if !c.Arg(0).IsUndefined() {
		s, err := c.ToString(c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		pattern = s.Text()
	}
	if !c.Arg(1).IsUndefined() {
		text, err := c.ToText(c.Arg(1))
		if err != nil {
			return vm.Undefined, err
		}
		var ok bool
		if flags, ok = regex.ParseFlags(text, regexVersion(c.Realm)); !ok {
			return vm.Undefined, c.SyntaxError("Invalid RegExp flags \"%s\"", text)
		}
	}
	program, err := compilePattern(c.Realm, pattern, flags)
	if err != nil {
		return vm.Undefined, err
	}
	return NewRegExp(c.Realm, program).Value(), nil
}

// thisForGetter returns the receiver of a getter; nil is RegExp.prototype of 2.0, which is no regular expression.
func thisForGetter(c *vm.Call) (*regExp, error) {
	if e := asRegExp(c.This); e != nil {
		return e, nil
	}
	switch o := c.This.Object(); {
	case o == nil:
		return nil, c.TypeError("\"this\" argument is not an object")
	case o != c.Intrinsic(vm.RegExpPrototype):
		return nil, c.TypeError("\"this\" argument is not a regexp")
	}
	return nil, nil
}

// regExpFlag makes the getters of single flags. ECMA-262 22.2.6.5.
func regExpFlag(f regex.Flags) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		e, err := thisForGetter(c)
		if err != nil || e == nil {
			return vm.Undefined, err
		}
		return vm.Bool(e.has(f)), nil
	}
}

// regExpSource is the getter of RegExp.prototype.source. ECMA-262 22.2.6.13.
func regExpSource(c *vm.Call) (vm.Value, error) {
	e, err := thisForGetter(c)
	if err != nil {
		return vm.Undefined, err
	}
	if e == nil {
		return c.NewString(emptyPattern).Value(), nil
	}
	return decodedUTF8(c.Realm, e.program.Source())
}

// regExpFlags is the getter of RegExp.prototype.flags. ECMA-262 22.2.6.4.
func regExpFlags(c *vm.Call) (vm.Value, error) {
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, c.TypeError("\"this\" argument is not an object")
	}
	text := make([]byte, 0, 4)
	for _, flag := range [...]struct {
		letter byte
		key    vm.Key
	}{{'g', keyGlobal}, {'i', keyIgnoreCase}, {'m', keyMultiline}, {'y', keySticky}} {
		v, err := c.Get(o, flag.key)
		if err != nil {
			return vm.Undefined, err
		}
		if vm.ToBoolean(v) {
			text = append(text, flag.letter)
		}
	}
	return c.NewStringBytes(text).Value(), nil
}

// regExpToString is RegExp.prototype.toString. njs 0.4.3 takes regular expressions only. ECMA-262 22.2.6.17.
func regExpToString(c *vm.Call) (vm.Value, error) {
	if c.Version() == vm.V1 {
		e := asRegExp(c.This)
		if e == nil {
			return vm.Undefined, c.TypeError("\"this\" argument is not a regexp")
		}
		return decodedUTF8(c.Realm, regExpText(e))
	}
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, c.TypeError("\"this\" argument is not an object")
	}
	b := textBuilder{r: c.Realm}
	for _, k := range [...]vm.Key{keySource, keyFlags} {
		v, err := c.Get(o, k)
		if err != nil {
			return vm.Undefined, err
		}
		s, err := c.ToString(v)
		if err != nil {
			return vm.Undefined, err
		}
		if k == keySource {
			if err := b.add("/"); err != nil {
				return vm.Undefined, err
			}
		}
		if err := b.addString(s); err != nil {
			return vm.Undefined, err
		}
		if k == keySource {
			if err := b.add("/"); err != nil {
				return vm.Undefined, err
			}
		}
	}
	return b.done().Value(), nil
}

// regExpText returns a regular expression as it would be written in a program.
func regExpText(e *regExp) string {
	text := "/" + e.program.Source() + "/"
	for i, letter := range []byte("gimy") {
		if e.has(1 << i) {
			text += string(letter)
		}
	}
	return text
}
