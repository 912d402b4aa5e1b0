// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// Object is an object of the language. It belongs to one realm.
type Object struct {
	shape    *Shape
	proto    *Object
	slots    []Value // values of the named properties, in the order of the shape
	elems    []Value // dense elements 0..len-1, with holes; of an array without sparse exactly its length
	sparse   *sparse // all elements, when they are not dense; then elems is empty
	internal any     // what the class keeps inside
	length   uint32  // of an array
	flags    flags
	class    Class
	elemAttr Attr // of all elements in elems
}

type flags uint16

const (
	flagImage         flags = 1 << iota // belongs to the image and has not been written to in this invocation
	flagSharedSlots                     // slots must be copied before the first write
	flagWatched                         // has not been written to since Watch
	flagBorn                            // belongs to the image
	flagExotic                          // internal is an Exotic
	flagNonExtensible                   //
	flagFixedLength                     // an array whose length is read only
	flagPrototype                       // other objects inherit from it
	flagStackAttached                   // an error that has its stack
	flagConstructor                     // a function that new accepts
	flagFreed                           // poisoned, see heap

	// flagGuarded is what the write path looks at.
	flagGuarded = flagImage | flagSharedSlots | flagWatched
)

// Class says what an object is, beyond its properties.
type Class uint8

// The classes.
const (
	ClassObject Class = iota
	ClassArray
	ClassFunction
	ClassError
	ClassBoolean // a wrapper; its internal is a Value, as with the next three
	ClassNumber
	ClassString
	ClassSymbol
	ClassDate
	ClassRegExp
	ClassArguments
	ClassPromise
	ClassArrayBuffer
	ClassTypedArray
	ClassDataView
	ClassIterator
	ClassGlobal
	ClassHost // an object of a module of the host
)

// What things are charged at, in bytes. Fixed numbers, so that 32-bit builds charge the same.
const (
	objectBytes = 96
	stringBytes = 48
	valueBytes  = 16
)

// newObject allocates an object and charges for it. The caller sets slots before anybody can see it.
func (r *Realm) newObject(class Class, proto *Object, shape *Shape) *Object {
	r.took(objectBytes)
	o := r.heap.objects.alloc()
	o.shape, o.proto, o.class, o.elemAttr = shape, proto, class, AttrAll
	o.flags = r.heap.birth
	if proto != nil && proto.flags&flagPrototype == 0 {
		r.becomesPrototype(proto)
	}
	return o
}

// newValues allocates n slots or elements and charges for them.
func (r *Realm) newValues(n int) []Value {
	r.took(n * valueBytes)
	return r.heap.values.alloc(n, firstValues, largestValues)
}

// NewObject returns an empty ordinary object that inherits from Object.prototype.
func (r *Realm) NewObject() *Object {
	return r.newObject(ClassObject, r.Intrinsic(ObjectPrototype), emptyShape)
}

// NewObjectOf returns an empty object of a class with the given prototype, which may be nil, and internal data; it is
// exotic when the internal data is.
func (r *Realm) NewObjectOf(class Class, proto *Object, internal any) *Object {
	o := r.newObject(class, proto, emptyShape)
	o.internal = internal
	if class == ClassArray {
		o.shape = arrayShape
	}
	if _, ok := internal.(Exotic); ok {
		o.shape = exoticShape
		o.flags |= flagExotic
	}
	return o
}

// NewShaped returns an ordinary object of a shape with these values, which are copied.
func (r *Realm) NewShaped(shape *Shape, values ...Value) *Object {
	o := r.newObject(ClassObject, r.Intrinsic(ObjectPrototype), shape)
	o.slots = r.newValues(len(values))
	copy(o.slots, values)
	return o
}

// NewArray returns an array of these elements, which are copied. Hole is allowed.
func (r *Realm) NewArray(elems ...Value) *Object {
	a := r.newObject(ClassArray, r.Intrinsic(ArrayPrototype), arrayShape)
	a.elems = r.newValues(len(elems))
	copy(a.elems, elems)
	a.length = uint32(len(elems))
	return a
}

// NewArrayOf returns an array of n holes with room for them, for filling with Append or SetElement. The caller has
// checked n against memory: see Fits.
func (r *Realm) NewArrayOf(n int) *Object {
	a := r.newObject(ClassArray, r.Intrinsic(ArrayPrototype), arrayShape)
	a.elems = r.newValues(n)
	for i := range a.elems {
		a.elems[i] = Hole
	}
	a.length = uint32(n)
	return a
}

// Class returns the class of the object.
func (o *Object) Class() Class { return o.class }

// Is says whether the value is an object of the class.
func (v Value) Is(class Class) bool { return v.bits == tagObject && (*Object)(v.ref).class == class }

// Proto returns the prototype, or nil.
func (o *Object) Proto() *Object { return o.proto }

// Internal returns what the class of the object keeps inside.
func (o *Object) Internal() any { return o.internal }

// SetInternal replaces the internal data. It must not be changed in any other way, unless it is a Snapshotter and
// Touch has been called before.
func (r *Realm) SetInternal(o *Object, internal any) {
	r.Touch(o)
	o.internal = internal
}

// Touch must be called before the internal data of an object is changed in place.
func (r *Realm) Touch(o *Object) {
	if o.flags&flagGuarded != 0 {
		r.beforeWrite(o)
	}
}

// Watch lets Unchanged say whether o is written to from now on.
func (o *Object) Watch() { o.flags |= flagWatched }

// Unchanged says whether o has not been written to since Watch: no property added, changed or removed, nor the
// prototype. What its values refer to is not looked at.
func (o *Object) Unchanged() bool { return o.flags&flagWatched != 0 }

// Untouched says whether o has a property with a value of Lazy that nobody has looked at yet.
func (o *Object) Untouched(k Key) bool {
	slot := o.shape.find(k.name)
	return slot >= 0 && o.slots[slot].bits == tagLazy
}

// IsExtensible says whether properties can be added.
func (o *Object) IsExtensible() bool { return o.flags&flagNonExtensible == 0 }

// IsConstructor says whether the operator new accepts o.
func (o *Object) IsConstructor() bool { return o.flags&flagConstructor != 0 }

// PreventExtensions forbids to add properties.
func (r *Realm) PreventExtensions(o *Object) {
	r.Touch(o)
	o.flags |= flagNonExtensible
	o.becomesOther(r)
}

// SetPrototypeOf changes the prototype. ECMA-262 10.1.2; the texts are those of njs.
func (r *Realm) SetPrototypeOf(o, proto *Object) error {
	if o.proto == proto {
		return nil
	}
	if !o.IsExtensible() {
		return r.TypeError(`Cannot set property "prototype", object is not extensible`)
	}
	for p := proto; p != nil; p = p.proto {
		if p == o {
			return r.TypeError("Cyclic __proto__ value")
		}
		r.spend(1)
	}
	r.Touch(o)
	if proto != nil {
		r.becomesPrototype(proto)
	}
	o.proto = proto
	o.becomesOther(r)
	return nil
}

// becomesPrototype notes that others inherit from o: from now on changes of o make caches of lookups invalid.
func (r *Realm) becomesPrototype(o *Object) {
	o.flags |= flagPrototype
	if o.flags&flagBorn == 0 {
		r.lookups.foreign = true
	}
}

// becomesOther is called after the properties of o have changed other than by value.
func (o *Object) becomesOther(r *Realm) {
	if o.flags&flagPrototype != 0 {
		r.lookups.epoch++
	}
}

// accessor is a pair of functions that stand in for a value; nil when absent.
type accessor struct {
	get, set *Object
}

func (r *Realm) newAccessor(get, set *Object) *accessor {
	r.took(valueBytes)
	a := r.heap.accessors.alloc()
	a.get, a.set = get, set
	return a
}
