// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/js/vm"
)

// catalogue is what functions of a runtime find. It is immutable.
type catalogue struct {
	runtime selvedge.Runtime
	global  *object
	modules map[string]*object
	shared  map[string]bool // names of members that values of any type may have; true of the language's own
}

// object is a built-in object.
type object struct {
	path    string // how a function gets at it: "Array.prototype"
	members []*member
	index   map[string]*member
	proto   *object

	callable, constructor bool
	length                int // of a function: the number of its parameters
}

// member is a property of a built-in object whose key is a text.
type member struct {
	name     string
	kind     memberKind
	object   *object  // the value of a method or an object
	value    vm.Value // of a constant
	writable bool     // of an accessor: it can be set
}

type memberKind uint8

const (
	memberMethod memberKind = iota
	memberObject            // constructors too
	memberAccessor
	memberConstant
)

// own returns a member of the object itself.
func (o *object) own(name string) *member { return o.index[name] }

// find returns a member of the object or of what it inherits from.
func (o *object) find(name string) *member {
	for ; o != nil; o = o.proto {
		if m := o.index[name]; m != nil {
			return m
		}
	}
	return nil
}

// prototype returns what instances of a constructor inherit from, nil if o is no constructor.
func (o *object) prototype() *object {
	if m := o.own("prototype"); m != nil && o.callable {
		return m.object
	}
	return nil
}

// has says whether a value of an unknown type may have a member.
func (c *catalogue) has(name string) bool {
	_, ok := c.shared[name]
	return ok
}

// catalogues has the catalogue of each runtime, made when somebody asks.
var catalogues = map[selvedge.Runtime]func() *catalogue{
	selvedge.Runtime1: sync.OnceValue(func() *catalogue { return newCatalogue(selvedge.Runtime1) }),
	selvedge.Runtime2: sync.OnceValue(func() *catalogue { return newCatalogue(selvedge.Runtime2) }),
}

func newCatalogue(runtime selvedge.Runtime) *catalogue {
	s, err := cff.NewGlobals(runtime)
	if err != nil {
		panic(fmt.Sprintf("BUG: an empty function does not run: %v", err))
	}
	w := &cataloguer{realm: s.Realm(), known: map[*vm.Object]*object{}}
	c := &catalogue{runtime: runtime, modules: map[string]*object{}, shared: map[string]bool{}}
	c.global = w.object(s.Realm().Global(), "")
	modules := s.Modules()
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		c.modules[name] = w.object(modules[name], name)
	}
	w.inherit()
	for _, o := range w.known {
		if o.prototype() == nil && o != c.global { // a constructor is seldom a value of unknown type
			for _, m := range o.members {
				c.shared[m.name] = c.shared[m.name] || !strings.HasPrefix(o.path, "cloudfront")
			}
		}
	}
	return c
}

// cataloguer walks the built-in objects of a realm.
type cataloguer struct {
	realm   *vm.Realm
	known   map[*vm.Object]*object
	pending []*vm.Object // whose prototypes are not known yet
}

// inherit finds what objects inherit from, when those that have names have them.
func (w *cataloguer) inherit() {
	for len(w.pending) > 0 {
		v := w.pending[0]
		w.pending = w.pending[1:]
		o := w.known[v]
		o.proto = w.object(v.Proto(), o.path+"^")
	}
}

func (w *cataloguer) object(v *vm.Object, path string) *object {
	if v == nil {
		return nil
	}
	if o := w.known[v]; o != nil {
		return o
	}
	o := &object{path: path, index: map[string]*member{}, callable: v.Value().IsCallable(), constructor: v.IsConstructor()}
	w.known[v] = o
	for _, k := range w.realm.OwnPropertyKeys(v) {
		if k.IsSymbol() {
			continue
		}
		if p, ok := w.realm.OrdinaryGetOwnProperty(v, k); ok {
			m := w.member(p, k.Text(), path)
			o.members = append(o.members, m)
			o.index[m.name] = m
		}
	}
	if m := o.own("length"); m != nil && o.callable && m.kind == memberConstant {
		o.length = int(m.value.Float())
	}
	w.pending = append(w.pending, v)
	return o
}

func (w *cataloguer) member(p vm.Property, name, path string) *member {
	m := &member{name: name, kind: memberConstant}
	if path != "" {
		path += "."
	}
	switch {
	case p.IsAccessor():
		m.kind, m.writable = memberAccessor, p.Set != nil
	case p.Value.Object() != nil:
		m.object = w.object(p.Value.Object(), path+name)
		m.kind = memberObject
		if m.object.callable && !m.object.constructor {
			m.kind = memberMethod
		}
	default:
		m.value = p.Value
	}
	return m
}
