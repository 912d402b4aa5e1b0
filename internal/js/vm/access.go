// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// Get returns a property of an object, its prototypes included. ECMA-262 7.3.2.
func (r *Realm) Get(o *Object, k Key) (Value, error) {
	return r.getFrom(o, k, o.Value())
}

// GetV returns a property of any value; of undefined and null it is an error. ECMA-262 7.3.3.
func (r *Realm) GetV(base Value, k Key) (Value, error) {
	switch base.Kind() {
	case KindObject:
		return r.getFrom(base.Object(), k, base)
	case KindString:
		if v, ok := r.ownOfString(base.Str(), k); ok {
			return v, nil
		}
		return r.getFrom(r.Intrinsic(StringPrototype), k, base)
	case KindNumber:
		return r.getFrom(r.Intrinsic(NumberPrototype), k, base)
	case KindBoolean:
		return r.getFrom(r.Intrinsic(BooleanPrototype), k, base)
	case KindSymbol:
		return r.getFrom(r.Intrinsic(SymbolPrototype), k, base)
	}
	return Undefined, r.cannotGet(base, k)
}

// cannotGet is the error of reading from undefined or null. njs 0.4.3 says undefined of both, and neither version
// names a symbol.
func (r *Realm) cannotGet(base Value, k Key) error {
	of := "undefined"
	if base.IsNull() && r.version != V1 {
		of = "null"
	}
	name := "unknown"
	if !k.IsSymbol() {
		name = k.Text()
	}
	return r.TypeError(`cannot get property "%s" of %s`, name, of)
}

// freeDepth is how many prototypes a lookup may visit before each one more costs fuel. Caches pass over more only at
// the same price, that is never.
const freeDepth = 8

// getFrom looks for a property in o and its prototypes. ECMA-262 10.1.8.
func (r *Realm) getFrom(o *Object, k Key, receiver Value) (Value, error) {
	for depth := 0; o != nil; o = o.proto {
		if o.flags&flagExotic != 0 {
			if p, outcome := o.internal.(Exotic).GetOwn(r, o, k); outcome != NotMine {
				return p.Value, nil
			}
		}
		if v, a, ok := r.lookup(o, k); ok {
			if a&AttrAccessor != 0 {
				return r.callGetter(v.accessor().get, receiver)
			}
			return v, nil
		}
		if depth++; depth > freeDepth {
			r.spend(1)
		}
	}
	return Undefined, nil
}

func (r *Realm) callGetter(get *Object, receiver Value) (Value, error) {
	if get == nil {
		return Undefined, nil
	}
	return r.Invoke(get.Value(), receiver)
}

// GetMember returns base[key] with a key that is any value. ECMA-262 13.3.2.1.
func (r *Realm) GetMember(base, key Value) (Value, error) {
	if i, ok := key.asIndex(); ok {
		if o := base.Object(); o != nil {
			if int64(i) < int64(len(o.elems)) && o.elems[i].bits != tagHole {
				return o.elems[i], nil
			}
		}
		return r.GetV(base, Key{index: i})
	}
	k, err := r.ToPropertyKey(key)
	if err != nil {
		return Undefined, err
	}
	return r.GetV(base, k)
}

// Set assigns to a property of an object. What strict code may not do is a TypeError. ECMA-262 7.3.4, 10.1.9; the
// texts are those of njs.
func (r *Realm) Set(o *Object, k Key, v Value) error {
	if k.name != nil && o.flags&flagExotic == 0 {
		if slot := o.shape.find(k.name); slot >= 0 && o.shape.attr(slot)&AttrWritable != 0 {
			if o.flags&flagGuarded != 0 {
				r.beforeWrite(o)
			}
			o.slots[slot] = v
			return nil
		} else if slot < 0 && o.class != ClassArray {
			return r.assign(o.proto, o, k, v)
		}
	}
	return r.setSlow(o, k, v)
}

func (r *Realm) setSlow(o *Object, k Key, v Value) error {
	if k.name == nil && o.hasPlace(k.index) {
		r.Touch(o)
		o.elems[k.index] = v
		return nil
	}
	if o.isPlainElement(k) {
		return r.createDataProperty(o, k, v) // in njs, prototypes have no say about dense arrays
	}
	return r.assign(o, o, k, v)
}

// isPlainElement says whether k is an index of an array that has no elements with attributes or far away.
func (o *Object) isPlainElement(k Key) bool {
	return k.name == nil && o.class == ClassArray && o.sparse == nil && o.elemAttr == AttrAll
}

// hasPlace says whether the element i can simply be written. A hole of an array is filled without a look at the
// prototypes or whether the array is extensible, as in njs.
func (o *Object) hasPlace(i uint32) bool {
	return int64(i) < int64(len(o.elems)) && o.elemAttr == AttrAll &&
		(o.class == ClassArray || o.elems[i].bits != tagHole) && o.flags&flagExotic == 0
}

// assign assigns to a property of o that is looked for from p on, which is o or its prototype.
func (r *Realm) assign(p, o *Object, k Key, v Value) error {
	for depth := 0; p != nil; p = p.proto {
		if p.flags&flagExotic != 0 {
			if done, err := r.setExotic(p, o, k, v); done || err != nil {
				return err
			}
		}
		if stored, a, ok := r.lookup(p, k); ok {
			done, err := r.setFound(found{p, o, stored, a}, k, v)
			if done || err != nil {
				return err
			}
			break
		}
		if depth++; depth > freeDepth {
			r.spend(1)
		}
	}
	return r.createDataProperty(o, k, v)
}

// setExotic asks the exotic object p, which is o or one of its prototypes.
func (r *Realm) setExotic(p, o *Object, k Key, v Value) (done bool, err error) {
	if p != o {
		found, outcome := p.internal.(Exotic).GetOwn(r, p, k)
		if outcome == Done && found.Attr&AttrWritable == 0 {
			return true, r.cannotAssign(o, k)
		}
		return outcome == Refused, nil
	}
	outcome, err := o.internal.(Exotic).SetOwn(r, o, k, v)
	if outcome == Refused && err == nil {
		err = r.cannotAssign(o, k)
	}
	return outcome != NotMine, err
}

// found is a property that an assignment has met.
type found struct {
	holder, object *Object
	stored         Value
	attr           Attr
}

// setFound assigns over a property; done is false when it is inherited and the object gets its own.
func (r *Realm) setFound(f found, k Key, v Value) (done bool, err error) {
	o := f.object
	switch {
	case f.attr&AttrAccessor != 0:
		set := f.stored.accessor().set
		if set == nil {
			return true, r.TypeError(`Cannot set property "%s" of %s which has only a getter`, k.Shown(), r.TypeName(o.Value()))
		}
		_, err := r.Invoke(set.Value(), o.Value(), v)
		return true, err
	case f.attr&AttrWritable == 0:
		return true, r.cannotAssign(o, k)
	case f.holder != o:
		return false, nil
	}
	return true, r.overwrite(o, k, v)
}

// overwrite stores the value of an own property that exists.
func (r *Realm) overwrite(o *Object, k Key, v Value) error {
	if k.name == nil {
		r.Touch(o)
		if o.sparse != nil {
			e := o.sparse.elems[k.index]
			e.value = v
			o.sparse.elems[k.index] = e
		} else {
			o.elems[k.index] = v
		}
		return nil
	}
	if slot := o.shape.find(k.name); slot >= 0 {
		r.Touch(o)
		o.slots[slot] = v
		return nil
	}
	return r.setLength(o, v) // there is nothing else without a slot
}

// setLength assigns to the length of an array. ECMA-262 10.4.2.4.
func (r *Realm) setLength(o *Object, v Value) error {
	f, err := r.ToNumber(v)
	if err != nil {
		return err
	}
	n := ToUint32(f)
	if float64(n) != f {
		return r.RangeError("Invalid array length")
	}
	return r.SetArrayLength(o, n)
}

// createDataProperty adds a property that o does not have. As in njs, an element may be added to an array whose length
// is read only.
func (r *Realm) createDataProperty(o *Object, k Key, v Value) error {
	if o.flags&flagNonExtensible != 0 {
		return r.TypeError(`Cannot add property "%s", object is not extensible`, k.Shown())
	}
	r.Touch(o)
	if k.name == nil {
		r.addElement(o, k.index, v, AttrAll)
	} else {
		r.addProperty(o, k.name, v, AttrAll)
	}
	return nil
}

// SetV assigns to a property of any value. Primitive values take none.
func (r *Realm) SetV(base Value, k Key, v Value) error {
	o := base.Object()
	if o == nil {
		return r.TypeError("property set on primitive %s type", r.TypeName(base))
	}
	return r.Set(o, k, v)
}

// SetMember assigns to base[key] with a key that is any value.
func (r *Realm) SetMember(base, key, v Value) error {
	o := base.Object()
	if i, ok := key.asIndex(); ok && o != nil && o.class == ClassArray {
		return r.SetElement(o, i, v)
	}
	k, err := r.ToPropertyKey(key)
	if err != nil {
		return err
	}
	return r.SetV(base, k, v)
}

// SetElement is Set for an array index.
func (r *Realm) SetElement(o *Object, i uint32, v Value) error {
	if o.hasPlace(i) {
		if o.flags&flagGuarded != 0 {
			r.beforeWrite(o)
		}
		o.elems[i] = v
		return nil
	}
	return r.setSlow(o, Key{index: i}, v)
}

// Delete removes a property, or returns a TypeError when it is not configurable. ECMA-262 13.5.1.
func (r *Realm) Delete(base Value, k Key) error {
	o := base.Object()
	if o == nil {
		if s := base.Str(); s != nil {
			if _, ok := r.ownOfString(s, k); ok {
				return r.TypeError(`Cannot delete property "%s" of string`, k.Shown())
			}
		}
		if base.IsNullish() {
			return r.cannotGet(base, k)
		}
		return nil
	}
	if !r.OrdinaryDelete(o, k) {
		return r.cannotDelete(o, k)
	}
	return nil
}

func (r *Realm) cannotAssign(o *Object, k Key) error {
	return r.TypeError(`Cannot assign to read-only property "%s" of %s`, k.Shown(), r.TypeName(o.Value()))
}

func (r *Realm) cannotDelete(o *Object, k Key) error {
	return r.TypeError(`Cannot delete property "%s" of %s`, k.Shown(), r.TypeName(o.Value()))
}

// CreateDataProperty defines an ordinary property, whatever the prototypes say. ECMA-262 7.3.5.
func (r *Realm) CreateDataProperty(o *Object, k Key, v Value) error {
	return r.DefineOwnProperty(o, k, DataDescriptor(v, AttrAll))
}

// DefineOwnProperty defines a property, or returns a TypeError. ECMA-262 10.1.6, 7.3.8; the texts are those of njs.
func (r *Realm) DefineOwnProperty(o *Object, k Key, d Descriptor) error {
	if o.flags&flagExotic != 0 {
		outcome, err := o.internal.(Exotic).DefineOwn(r, o, k, d)
		if outcome == Refused && err == nil {
			err = r.cannotRedefine(k)
		}
		if outcome != NotMine || err != nil {
			return err
		}
	}
	if o.class == ClassArray && k == Keys.Length {
		return r.defineLength(o, d)
	}
	if o.isPlainElement(k) && !d.IsAccessor() && d.Attr&hasAttr(d.Has) == hasAttr(d.Has) {
		// njs only stores the value: 0.4.3 anywhere, and undefined when there is none, 0.7.12 where there is an element or a hole.
		switch {
		case r.version == V1, d.Has&HasValue != 0 && int64(k.index) < int64(len(o.elems)):
			return r.SetElement(o, k.index, d.Value)
		case int64(k.index) < int64(len(o.elems)):
			return nil
		}
	}
	p, ok := r.OrdinaryGetOwnProperty(o, k)
	if !ok {
		return r.defineNew(o, k, d)
	}
	if !compatible(p, d) {
		return r.cannotRedefine(k)
	}
	if r.Version() == V1 && d.Has&(HasValue|HasGet|HasSet) != 0 {
		switch {
		case p.Get.computes():
			return nil
		case o.class == ClassFunction && k == Keys.Length:
			d.Has &^= HasValue | HasGet | HasSet
		}
	}
	r.redefine(o, k, p, d)
	return nil
}

// computes says whether the getter o, or nil, is that of a value that cannot be assigned to. In njs 0.4.3 it cannot be
// defined otherwise, either, and neither can the length of functions.
func (o *Object) computes() bool {
	if o == nil {
		return false
	}
	b := o.Builtin()
	return b != nil && b.Computed && b.Shown&AttrWritable == 0
}

func (r *Realm) cannotRedefine(k Key) error {
	return r.TypeError(`Cannot redefine property: "%s"`, k.Shown())
}

// defineNew adds a property; absent fields take their defaults. ECMA-262 10.1.6.3, step 2.
func (r *Realm) defineNew(o *Object, k Key, d Descriptor) error {
	if o.flags&flagNonExtensible != 0 {
		return r.TypeError(`Cannot add property "%s", object is not extensible`, k.Shown())
	}
	r.Touch(o)
	v, a := d.Value, d.Attr&hasAttr(d.Has)
	if d.IsAccessor() {
		v, a = accessorValue(r.newAccessor(d.Get, d.Set)), a&^AttrWritable|AttrAccessor
	}
	if k.name == nil {
		r.addElement(o, k.index, v, a)
	} else {
		r.addProperty(o, k.name, v, a)
	}
	return nil
}

// hasAttr returns the attributes whose fields are there.
func hasAttr(h Has) (a Attr) {
	if h&HasWritable != 0 {
		a |= AttrWritable
	}
	if h&HasEnumerable != 0 {
		a |= AttrEnumerable
	}
	if h&HasConfigurable != 0 {
		a |= AttrConfigurable
	}
	return a
}

// compatible says whether p may become what d says. ECMA-262 10.1.6.3, steps 4 to 6.
func compatible(p Property, d Descriptor) bool {
	if p.Attr&AttrConfigurable != 0 {
		return true
	}
	given := hasAttr(d.Has)
	if d.Attr&given&AttrConfigurable != 0 || given&AttrEnumerable != 0 && (d.Attr^p.Attr)&AttrEnumerable != 0 {
		return false
	}
	switch {
	case !d.IsAccessor() && !d.IsData():
		return true
	case d.IsAccessor() != p.IsAccessor():
		return false
	case p.IsAccessor():
		return (d.Has&HasGet == 0 || d.Get == p.Get) && (d.Has&HasSet == 0 || d.Set == p.Set)
	case p.Attr&AttrWritable != 0:
		return true
	}
	return d.Attr&given&AttrWritable == 0 && (d.Has&HasValue == 0 || SameValue(d.Value, p.Value))
}

// redefine applies the fields of d to the property p. ECMA-262 10.1.6.3, step 7.
func (r *Realm) redefine(o *Object, k Key, p Property, d Descriptor) {
	given := hasAttr(d.Has)
	a := p.Attr&^given | d.Attr&given
	v := p.Value
	switch {
	case d.IsAccessor():
		get, set := p.Get, p.Set
		if d.Has&HasGet != 0 {
			get = d.Get
		}
		if d.Has&HasSet != 0 {
			set = d.Set
		}
		v, a = accessorValue(r.newAccessor(get, set)), a&^AttrWritable|AttrAccessor
	case p.IsAccessor() && !d.IsData():
		v = accessorValue(r.newAccessor(p.Get, p.Set))
	default:
		if p.IsAccessor() {
			a = a&^(AttrAccessor|AttrWritable) | d.Attr&given&AttrWritable
		}
		if d.Has&HasValue != 0 {
			v = d.Value
		}
	}
	r.Touch(o)
	r.store(o, k, v, a)
}

// store replaces the value and the attributes of a property that o has.
func (r *Realm) store(o *Object, k Key, v Value, a Attr) {
	if k.name != nil {
		slot := o.shape.find(k.name)
		if o.shape.attr(slot) != a {
			r.spend(1 + min(len(o.slots), maxShared)/8)
			o.shape = o.shape.withAttr(slot, a)
			o.becomesOther(r)
		}
		o.slots[slot] = v
		return
	}
	if o.sparse == nil && a != o.elemAttr {
		r.makeSparse(o)
	}
	if o.sparse != nil {
		o.sparse.elems[k.index] = sparseElement{v, a}
		return
	}
	o.elems[k.index] = v
}

// defineLength defines the length of an array. ECMA-262 10.4.2.4. njs 0.4.3 ignores a new value of a length that is read
// only; 0.7.12 makes it read only before it looks at the value.
func (r *Realm) defineLength(o *Object, d Descriptor) error {
	p := Property{Value: Number(float64(o.length)), Attr: o.lengthAttr()}
	if d.Attr&hasAttr(d.Has)&(AttrConfigurable|AttrEnumerable) != 0 {
		return r.cannotRedefine(Keys.Length)
	}
	if r.version == V1 && o.HasFixedLength() {
		d.Has &^= HasValue
	}
	if d.Has&HasValue != 0 {
		f, err := r.ToNumber(d.Value)
		if err != nil {
			return err
		}
		if float64(ToUint32(f)) != f {
			return r.RangeError("Invalid array length")
		}
		d.Value = Number(f + 0) // -0 is 0
	}
	if !compatible(p, d) {
		return r.cannotRedefine(Keys.Length)
	}
	fix := d.Has&HasWritable != 0 && d.Attr&AttrWritable == 0
	if fix && r.version != V1 {
		r.Touch(o)
		o.flags |= flagFixedLength
	}
	if d.Has&HasValue != 0 {
		if err := r.SetArrayLength(o, uint32(d.Value.Float())); err != nil {
			return err
		}
	}
	if fix {
		r.Touch(o)
		o.flags |= flagFixedLength
	}
	return nil
}
