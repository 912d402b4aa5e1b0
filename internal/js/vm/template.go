// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"fmt"
	"maps"
	"slices"

	"selvedge/internal/invariant"
)

// Version is a set of runtime versions. The bits are those of syntax.Version.
type Version uint8

// The runtime versions.
const (
	V1 Version = 1 << iota // cloudfront-js-1.0, njs 0.4.3
	V2                     // cloudfront-js-2.0, njs 0.7.12

	AllVersions = V1 | V2
)

// Template describes a built-in object. It becomes an object of a realm when somebody looks at it, and its methods
// one by one in the same way; each is then in its first state in every invocation, whenever that happened.
type Template struct {
	ID       Intrinsic
	Versions Version // zero means all
	Path     string  // prefix of the methods' names in stack traces: "Array.prototype"; empty for the global object
	Class    Class
	Proto    Intrinsic // zero means Object.prototype, of functions Function.prototype; NoIntrinsic means null
	Rows     []Row

	// Func makes the object a function, with Name and Length.
	Func        Func
	Name        string
	Length      int
	Constructor bool // new accepts the function

	// Global is the name of a property of the global object that holds the object; empty for none. Listed makes the
	// property enumerable.
	Global string
	Listed bool
	// Internal makes the internal data; nil for none.
	Internal func(r *Realm) any

	fixed bool // properties cannot be added
}

// Row describes a property of a built-in object. Rows are made by Method, Accessor, Computed, Constant and Ref.
type Row struct {
	name     string
	symbol   *Symbol // in place of name
	kind     rowKind
	attr     Attr
	versions Version
	length   int
	fn, set  Func
	value    Value
	ref      Intrinsic
	computed bool
	shown    Attr // of a computed row
}

type rowKind uint8

const (
	rowMethod rowKind = iota
	rowAccessor
	rowConstant
	rowRef
	rowPoisoned
)

func versions(v []Version) (set Version) {
	for _, v := range v {
		set |= v
	}
	if set == 0 {
		set = AllVersions
	}
	return set
}

// Method is a row for a function. Without versions it is in all.
func Method(name string, length int, f Func, v ...Version) Row {
	return Row{name: name, kind: rowMethod, attr: AttrHidden, versions: versions(v), length: length, fn: f}
}

// Accessor is a row for a getter and a setter; either may be nil. The functions have neither name nor length, as in njs.
func Accessor(name string, get, set Func, v ...Version) Row {
	return Row{name: name, kind: rowAccessor, attr: AttrConfigurable | AttrAccessor, versions: versions(v), fn: get, set: set}
}

// Computed is a row for an accessor that descriptors show as a value with the attributes shown.
func Computed(name string, shown Attr, get, set Func, v ...Version) Row {
	w := Accessor(name, get, set, v...).With(shown)
	w.computed, w.shown = true, shown
	return w
}

// Poisoned is a row for a property that strict code may not look at. ECMA-262 10.2.4.
func Poisoned(name string) Row {
	return Row{name: name, kind: rowPoisoned, attr: AttrConfigurable | AttrAccessor, versions: versions(nil)}
}

// Constant is a row for a value that is a primitive, strings made by SharedString. It cannot be changed.
func Constant(name string, value Value, v ...Version) Row {
	return Row{name: name, kind: rowConstant, attr: AttrNone, versions: versions(v), value: value}
}

// Ref is a row for another built-in object, with the attributes of a method.
func Ref(name string, id Intrinsic, v ...Version) Row {
	return Row{name: name, kind: rowRef, attr: AttrHidden, versions: versions(v), ref: id}
}

// With returns the row with other attributes.
func (w Row) With(a Attr) Row {
	if w.kind == rowAccessor {
		a = a&^AttrWritable | AttrAccessor
	}
	w.attr = a
	return w
}

// For returns the row with a symbol as its key. Its name stays for stack traces and the property name.
func (w Row) For(s *Symbol) Row {
	w.symbol = s
	return w
}

// Registry is the built-ins of one runtime version. It is immutable and shared by all realms.
type Registry struct {
	version   Version
	names     *NameTable
	templates []*blueprint // by Intrinsic
	modules   map[string]Intrinsic
	imports   map[string]Intrinsic // what import finds: copies, since it does not share the objects of require
}

// blueprint is a template for one version.
type blueprint struct {
	template *Template
	shape    *Shape
	slots    []Value // lazies where realms differ
	builtin  *Builtin
}

// lazy stands in a slot for a value that nobody has looked at yet. Exactly one of the fields is set.
type lazy struct {
	method    *Builtin
	get, set  *Builtin
	ref       Intrinsic
	prototype bool // the property prototype of a function of the program
	value     func(r *Realm, holder *Object) Value
}

// Lazy returns a value for NewShaped that stands for the result of value: it is called when somebody looks, once for
// each object, and charged to the run as usual. One Lazy may serve many realms; what belongs to one invocation, value
// finds through holder.
func Lazy(value func(r *Realm, holder *Object) Value) Value { return lazyValue(&lazy{value: value}) }

// LazyPrototype is the value of the slot for the property prototype of a function that may be used as a constructor:
// the object is made when somebody looks.
func LazyPrototype() Value { return lazyValue(lazyPrototype) }

var lazyPrototype = &lazy{prototype: true}

// NewRegistry returns the built-ins that the templates describe, for one version. Modules are templates that
// LookupModule finds by name. It panics when templates contradict each other.
func NewRegistry(version Version, templates []Template, modules map[string]Intrinsic) *Registry {
	g := &Registry{version: version, names: NewNameTable(nil), modules: modules}
	templates = slices.Clone(templates)
	global := slices.IndexFunc(templates, func(t Template) bool { return t.ID == GlobalObject })
	if global < 0 {
		templates = append(templates, Template{ID: GlobalObject, Class: ClassGlobal})
		global = len(templates) - 1
	}
	rows := slices.Clone(templates[global].Rows)
	for _, t := range templates {
		if t.Global != "" && t.has(version) {
			row := Ref(t.Global, t.ID)
			if t.Listed {
				row.attr = AttrAll
			}
			rows = append(rows, row)
		}
	}
	templates[global].Rows = rows
	for i := range templates {
		if t := &templates[i]; t.has(version) {
			g.add(t)
		}
	}
	g.complete(ObjectPrototype, Template{})
	g.complete(FunctionPrototype, Template{Class: ClassFunction, Func: func(*Call) (Value, error) { return Undefined, nil }})
	g.addImports()
	return g
}

// addImports adds the objects that import finds.
func (g *Registry) addImports() {
	g.imports = make(map[string]Intrinsic, len(g.modules))
	for _, name := range slices.Sorted(maps.Keys(g.modules)) {
		if id := g.modules[name]; int(id) < len(g.templates) && g.templates[id] != nil {
			t := *g.templates[id].template
			t.ID, t.fixed = Intrinsic(len(g.templates)), g.version == V1
			g.add(&t)
			g.imports[name] = t.ID
		}
	}
}

func (t *Template) has(v Version) bool { return t.Versions == 0 || t.Versions&v != 0 }

// complete adds a template that must be there.
func (g *Registry) complete(id Intrinsic, t Template) {
	if int(id) < len(g.templates) && g.templates[id] != nil {
		return
	}
	t.ID = id
	g.add(&t)
}

func (g *Registry) add(t *Template) {
	for len(g.templates) <= int(t.ID) {
		g.templates = append(g.templates, nil)
	}
	if t.ID <= NoIntrinsic || g.templates[t.ID] != nil {
		panic(fmt.Sprintf("BUG: two templates with the id %d: %q", t.ID, t.Path))
	}
	b := &blueprint{template: t, shape: emptyShape}
	if t.Func != nil {
		b.builtin = newBuiltin(t.Name, t.Name, t.Length, t.Func)
		if t.Constructor && g.version == V1 {
			b.builtin.shown = t.Name + ".prototype.constructor" // where njs 0.4.3 finds it first
		}
		b.builtin.constructor = t.Constructor
		b.add(Keys.Name.name, AttrConfigurable, b.builtin.slots[0])
		b.add(Keys.Length.name, AttrConfigurable, b.builtin.slots[1])
	}
	for i := range t.Rows {
		if w := &t.Rows[i]; w.versions&g.version != 0 {
			n := (*Name)(w.symbol)
			if n == nil {
				n = g.names.Intern(w.name)
			}
			b.add(n, w.attr, w.stored(t.Path, g.version))
		}
	}
	b.shape.seal()
	g.templates[t.ID] = b
}

func (b *blueprint) add(n *Name, a Attr, v Value) {
	if b.shape.find(n) >= 0 {
		panic(fmt.Sprintf("BUG: two rows with the name %q in %q", n.str.text, b.template.Path))
	}
	b.shape = b.shape.derive(propertyEntry{n, a})
	b.slots = append(b.slots, v)
}

// stored returns what stands in the slot of a row before anybody has looked.
func (w *Row) stored(path string, v Version) Value {
	full := w.name
	switch {
	case w.symbol != nil:
		full = path + w.name
	case path != "":
		full = path + "." + w.name
	}
	switch w.kind {
	case rowConstant:
		return w.value
	case rowPoisoned:
		return poisonedOf[v]
	case rowRef:
		return lazyValue(&lazy{ref: w.ref})
	case rowAccessor:
		l := &lazy{}
		if w.fn != nil {
			l.get = newLoose("", full, 0, w.fn)
			l.get.Computed, l.get.Shown = w.computed, w.shown
		}
		if w.set != nil {
			l.set = newLoose("", full, 0, w.set)
		}
		switch {
		case w.computed:
			l.show(unseen)
		case v == V1:
			l.show("native")
		}
		return lazyValue(l)
	}
	return lazyValue(&lazy{method: newBuiltin(w.name, full, w.length, w.fn)})
}

// unseen is what Builtin.shown is for a function that has no line in stack traces.
const unseen = "-"

// show sets what the functions of an accessor are in stack traces. njs 0.4.3 has no names for them, and what is computed
// has no functions in njs.
func (l *lazy) show(name string) {
	for _, b := range []*Builtin{l.get, l.set} {
		if b != nil {
			b.shown = name
		}
	}
}

func newBuiltin(name, path string, length int, f Func) *Builtin {
	return &Builtin{Name: name, Path: path, fn: f, slots: []Value{newShared(name).Value(), Int(length)}}
}

// newLoose describes a function that is no method: an accessor, or one that is made at run time. In njs its properties
// are those of functions of a program, that is, in another order, and in 0.4.3 it has no name.
func newLoose(name, path string, length int, f Func) *Builtin {
	b := newBuiltin(name, path, length, f)
	b.slots[0], b.slots[1] = b.slots[1], b.slots[0]
	return b
}

// Names returns the table of the names of the built-ins: the parent of the table of a program.
func (g *Registry) Names() *NameTable { return g.names }

// Version returns the version the built-ins are for.
func (g *Registry) Version() Version { return g.version }

// LookupModule returns the object of a module that require finds; ok is false when there is none.
func (r *Realm) LookupModule(name string) (o *Object, ok bool) {
	return r.module(r.registry.modules, name)
}

// ImportModule returns the object of a module that import finds.
func (r *Realm) ImportModule(name string) (o *Object, ok bool) {
	return r.module(r.registry.imports, name)
}

func (r *Realm) module(modules map[string]Intrinsic, name string) (o *Object, ok bool) {
	id, ok := modules[name]
	if !ok || !r.HasIntrinsic(id) {
		return nil, false
	}
	return r.Intrinsic(id), true
}

// HasIntrinsic says whether the version of the realm has a built-in object.
func (r *Realm) HasIntrinsic(id Intrinsic) bool {
	return int(id) < len(r.registry.templates) && r.registry.templates[id] != nil
}

// Intrinsic returns a built-in object. It panics when the registry has none of that id: see HasIntrinsic.
func (r *Realm) Intrinsic(id Intrinsic) *Object {
	if int(id) < len(r.intrinsics) {
		if o := r.intrinsics[id]; o != nil {
			return o
		}
	}
	return r.makeIntrinsic(id)
}

// outside runs make for the image, at the expense of nobody: what is made belongs to every invocation.
func (r *Realm) outside(make func()) {
	heap, fuel, reserve, memory := r.heap, r.meter.fuel, r.meter.reserve, r.meter.memory
	r.heap = &r.image
	make()
	r.heap, r.meter.fuel, r.meter.reserve, r.meter.memory = heap, fuel, reserve, memory
}

func (r *Realm) makeIntrinsic(id Intrinsic) (o *Object) {
	if !r.HasIntrinsic(id) {
		panic(fmt.Sprintf("BUG: no template for the intrinsic object %d", id))
	}
	b := r.registry.templates[id]
	t := b.template
	proto := t.Proto
	switch {
	case proto != 0:
	case t.Func != nil:
		proto = FunctionPrototype
	default:
		proto = ObjectPrototype
	}
	var parent *Object
	if proto != NoIntrinsic && id != ObjectPrototype {
		if id == FunctionPrototype {
			proto = ObjectPrototype
		}
		parent = r.Intrinsic(proto)
	}
	r.outside(func() {
		o = r.newObject(t.Class, parent, b.shape)
		o.slots = append(r.heap.values.alloc(len(b.slots), firstValues, largestValues)[:0], b.slots...)
		o.flags |= flagBorn
		if t.fixed {
			o.flags |= flagNonExtensible
		}
		if b.builtin != nil {
			o.class, o.internal = ClassFunction, b.builtin
			if b.builtin.constructor {
				o.flags |= flagConstructor
			}
		}
		r.intrinsics[id] = o
		if t.Internal != nil {
			o.internal = t.Internal(r)
			if _, ok := o.internal.(Exotic); ok {
				o.flags |= flagExotic
			}
		}
	})
	return o
}

// NewOf returns an ordinary object that has the properties of a template as its own.
func (r *Realm) NewOf(id Intrinsic, internal any) *Object {
	b := r.registry.templates[id]
	o := r.newObject(b.template.Class, r.Intrinsic(ObjectPrototype), b.shape)
	o.internal, o.slots = internal, b.slots
	o.flags |= flagSharedSlots
	return o
}

// materialise makes the built-in whose lazy stands in a slot of o, and puts it there. When o belongs to the image, so
// does what is made, and the state that o will be rolled back to has it, too.
func (r *Realm) materialise(o *Object, slot int) (v Value) {
	l := o.slots[slot].lazy()
	if l.value != nil {
		if o.flags&flagBorn != 0 {
			r.Touch(o) // what this invocation makes the next must not find
		}
		v = l.value(r, o)
		o.slots[slot] = v
		return v
	}
	if r.sealed && o.flags&flagBorn == 0 {
		v = r.makeLazy(o, l)
		r.fillSlot(o, slot, v)
		return v
	}
	r.outside(func() {
		v = r.makeLazy(o, l)
		if !r.sealed || o.flags&flagImage != 0 {
			r.fillSlot(o, slot, v)
			return
		}
		for i := range r.undo.objects {
			if saved := &r.undo.objects[i]; saved.object == o {
				r.fillSlot(&saved.was, slot, v)
			}
		}
	})
	r.fillSlot(o, slot, v)
	return v
}

// fillSlot replaces a lazy, in a copy when others share the slots.
func (r *Realm) fillSlot(o *Object, slot int, v Value) {
	if o.flags&flagSharedSlots != 0 {
		o.slots = r.copyValues(o.slots)
		o.flags &^= flagSharedSlots
	}
	if slot < len(o.slots) && o.slots[slot].bits == tagLazy {
		o.slots[slot] = v
	}
}

func (r *Realm) makeLazy(o *Object, l *lazy) Value {
	switch {
	case l.method != nil:
		return r.newMethod(l.method).Value()
	case l.ref != 0:
		if !r.HasIntrinsic(l.ref) {
			return Undefined
		}
		return r.Intrinsic(l.ref).Value()
	case l.prototype:
		p := r.newObject(ClassObject, r.Intrinsic(ObjectPrototype), constructorShape)
		p.slots = r.newValues(1)
		p.slots[0] = o.Value()
		return p.Value()
	}
	pair := r.newAccessor(nil, nil)
	if l.get != nil {
		pair.get = r.newLoose(l.get)
	}
	switch l.set {
	case nil:
	case l.get:
		pair.set = pair.get
	default:
		pair.set = r.newLoose(l.set)
	}
	return accessorValue(pair)
}

// newLoose returns a function object for what newLoose has described.
func (r *Realm) newLoose(b *Builtin) *Object {
	o := r.newMethod(b)
	o.shape = looseShape
	if r.version == V1 && b.Name == "" {
		o.shape, o.slots = namelessShape, b.slots[:1:1]
	}
	return o
}

// newMethod returns a function object for a row.
func (r *Realm) newMethod(b *Builtin) *Object {
	o := r.newObject(ClassFunction, r.Intrinsic(FunctionPrototype), functionShape)
	o.internal = b
	o.slots = b.slots
	o.flags |= flagSharedSlots
	invariant.Check(len(b.slots) == 2, "a built-in without name and length")
	return o
}
