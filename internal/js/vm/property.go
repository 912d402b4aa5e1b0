// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import "slices"

// Exotic is implemented by the internal data of objects whose own properties are not all stored: String objects,
// typed arrays. ECMA-262 10.4. Each method is asked first, and answers NotMine for what the object stores.
type Exotic interface {
	// GetOwn returns an own property. Refused means that there is none, nor in the prototypes.
	GetOwn(r *Realm, o *Object, k Key) (Property, Outcome)
	// SetOwn assigns to a property. Refused leads to the error about a read-only property.
	SetOwn(r *Realm, o *Object, k Key, v Value) (Outcome, error)
	// DefineOwn defines a property. Refused leads to the error about redefining.
	DefineOwn(r *Realm, o *Object, k Key, d Descriptor) (Outcome, error)
	// DeleteOwn deletes a property. Refused leads to the error about deleting.
	DeleteOwn(r *Realm, o *Object, k Key) Outcome
	// OwnIndexes returns n when the object has the enumerable properties 0..n-1 beside those that are stored, and
	// whether it has a property length, which is not enumerable.
	OwnIndexes(o *Object) (n int, length bool)
}

// Outcome is what an Exotic answers.
type Outcome uint8

// The outcomes.
const (
	NotMine Outcome = iota // the ordinary rules apply
	Done                   // it is done, or found
	Refused                // it does not exist, or cannot be done
)

// Property is an own property: a value, or a pair of functions when Attr has AttrAccessor.
type Property struct {
	Value    Value
	Get, Set *Object // nil when undefined
	Attr     Attr
}

// IsAccessor says whether p has functions in place of a value.
func (p Property) IsAccessor() bool { return p.Attr&AttrAccessor != 0 }

// Descriptor is what is passed to DefineOwn: a property some fields of which may be absent. ECMA-262 6.2.6.
type Descriptor struct {
	Value    Value
	Get, Set *Object // nil for undefined
	Attr     Attr    // AttrAccessor is not looked at
	Has      Has
}

// Has is the set of fields that a Descriptor has.
type Has uint8

// The fields of a Descriptor.
const (
	HasValue Has = 1 << iota
	HasWritable
	HasEnumerable
	HasConfigurable
	HasGet
	HasSet

	HasAttrs = HasWritable | HasEnumerable | HasConfigurable
)

// IsAccessor says whether d has a getter or setter. ECMA-262 6.2.6.1.
func (d Descriptor) IsAccessor() bool { return d.Has&(HasGet|HasSet) != 0 }

// IsData says whether d has a value or says something about writing. ECMA-262 6.2.6.2.
func (d Descriptor) IsData() bool { return d.Has&(HasValue|HasWritable) != 0 }

// DataDescriptor returns a complete descriptor of a value.
func DataDescriptor(v Value, a Attr) Descriptor {
	return Descriptor{Value: v, Attr: a, Has: HasValue | HasAttrs}
}

// lookup returns what o itself stores for k: an accessor as such, never a lazy.
func (r *Realm) lookup(o *Object, k Key) (v Value, a Attr, ok bool) {
	if k.name == nil {
		return o.ownElement(k.index)
	}
	if slot := o.shape.find(k.name); slot >= 0 {
		v = o.slots[slot]
		if v.bits == tagLazy {
			v = r.materialise(o, slot)
		}
		return v, o.shape.attr(slot), true
	}
	if o.class == ClassArray && k == Keys.Length {
		return Number(float64(o.length)), o.lengthAttr(), true
	}
	return Value{}, 0, false
}

func (o *Object) lengthAttr() Attr {
	if o.flags&flagFixedLength != 0 {
		return AttrNone
	}
	return AttrWritable
}

// OrdinaryGetOwnProperty returns an own property of any object. ECMA-262 10.1.5.
func (r *Realm) OrdinaryGetOwnProperty(o *Object, k Key) (p Property, ok bool) {
	if o.flags&flagExotic != 0 {
		if p, outcome := o.internal.(Exotic).GetOwn(r, o, k); outcome != NotMine {
			return p, outcome == Done
		}
	}
	v, a, ok := r.lookup(o, k)
	if !ok {
		return Property{}, false
	}
	if a&AttrAccessor != 0 {
		pair := v.accessor()
		return Property{Get: pair.get, Set: pair.set, Attr: a}, true
	}
	return Property{Value: v, Attr: a}, true
}

// attrOf returns the attributes of an own property. It does not make a built-in that nobody has used yet.
func (r *Realm) attrOf(o *Object, k Key) (a Attr, ok bool) {
	if o.flags&flagExotic != 0 {
		if p, outcome := o.internal.(Exotic).GetOwn(r, o, k); outcome != NotMine {
			return p.Attr, outcome == Done
		}
	}
	if k.name == nil {
		_, a, ok = o.ownElement(k.index)
		return a, ok
	}
	if slot := o.shape.find(k.name); slot >= 0 {
		return o.shape.attr(slot), true
	}
	return o.lengthAttr(), o.class == ClassArray && k == Keys.Length
}

// HasOwn says whether o has an own property.
func (r *Realm) HasOwn(o *Object, k Key) bool {
	_, ok := r.attrOf(o, k)
	return ok
}

// HasProperty says whether o or one of its prototypes has a property. ECMA-262 10.1.7.
func (r *Realm) HasProperty(o *Object, k Key) bool {
	for ; o != nil; o = o.proto {
		if o.flags&flagExotic != 0 {
			if _, outcome := o.internal.(Exotic).GetOwn(r, o, k); outcome != NotMine {
				return outcome == Done
			}
		}
		if r.HasOwn(o, k) {
			return true
		}
		r.spend(1)
	}
	return false
}

// addProperty stores a named property that o does not have. The caller has called Touch.
func (r *Realm) addProperty(o *Object, n *Name, v Value, a Attr) {
	s, e := o.shape, propertyEntry{n, a}
	if !s.private {
		if next := r.transitions.next(s, e); next != nil {
			o.shape = next
			r.addSlot(o, v)
			return
		}
		o.shape = s.ownCopy()
	}
	if s = o.shape; s.count > 2*s.live+linearEntries {
		o.compact()
	}
	s = o.shape
	s.table.append(e)
	s.count++
	s.live++
	r.addSlot(o, v)
}

// addSlot stores the value of a new property and charges for the growth.
func (r *Realm) addSlot(o *Object, v Value) {
	n := len(o.slots)
	if n < cap(o.slots) {
		o.slots = o.slots[:n+1]
	} else {
		grown := r.newValues(max(4, 2*n))
		copy(grown, o.slots)
		r.spend(n / 16)
		o.slots = grown[:n+1]
	}
	r.took(valueBytes) // for the entry of the shape, be it new or not
	o.slots[n] = v
	o.becomesOther(r)
}

// compact gives a private shape without the deleted entries.
func (o *Object) compact() {
	s := &Shape{table: &propertyTable{}, private: true}
	slots := o.slots[:0]
	for i, e := range o.shape.table.entries[:o.shape.count] {
		if e.name != nil {
			s.table.append(e)
			slots = append(slots, o.slots[i])
		}
	}
	s.count, s.live = int32(len(slots)), int32(len(slots))
	clear(o.slots[len(slots):])
	o.shape, o.slots = s, slots
}

// OrdinaryDelete removes an own property and says whether there is none left. ECMA-262 10.1.10.
func (r *Realm) OrdinaryDelete(o *Object, k Key) bool {
	if o.flags&flagExotic != 0 {
		if outcome := o.internal.(Exotic).DeleteOwn(r, o, k); outcome != NotMine {
			return outcome == Done
		}
	}
	if k.name == nil {
		return r.deleteElement(o, k.index)
	}
	slot := o.shape.find(k.name)
	if slot < 0 {
		return o.class != ClassArray || k != Keys.Length
	}
	if o.shape.attr(slot)&AttrConfigurable == 0 {
		return false
	}
	r.Touch(o)
	r.spend(1 + min(len(o.slots), maxShared)/8) // whether a copy is due or not, which is up to earlier invocations
	if !o.shape.private {
		o.shape = o.shape.ownCopy()
	}
	o.shape.remove(slot)
	o.slots[slot] = Undefined
	o.becomesOther(r)
	return true
}

func (r *Realm) deleteElement(o *Object, i uint32) bool {
	_, a, ok := o.ownElement(i)
	if !ok {
		return true
	}
	if a&AttrConfigurable == 0 {
		return false
	}
	r.Touch(o)
	switch {
	case o.sparse != nil:
		o.sparse.remove(i)
	case o.class != ClassArray && int(i) == len(o.elems)-1:
		o.elems = o.elems[:i]
	default:
		o.elems[i] = Hole
	}
	o.becomesOther(r)
	return true
}

// OwnPropertyKeys returns the keys of all own properties: array indexes in ascending order, names and then symbols
// in the order of their creation. ECMA-262 10.1.11. Of an array or a String object, length comes after the indexes.
func (r *Realm) OwnPropertyKeys(o *Object) []Key {
	virtual, length := 0, o.class == ClassArray
	if o.flags&flagExotic != 0 {
		virtual, length = o.internal.(Exotic).OwnIndexes(o)
	}
	n := virtual + len(o.elems) + len(o.slots) + 1
	if o.sparse != nil {
		n += len(o.sparse.elems)
	}
	r.spend(n)
	keys := make([]Key, 0, n)
	for i := range virtual {
		keys = append(keys, Key{index: uint32(i)})
	}
	if o.sparse != nil {
		for _, i := range o.sparse.indexes() {
			keys = append(keys, Key{index: i})
		}
	}
	for i, v := range o.elems {
		if v.bits != tagHole {
			keys = append(keys, Key{index: uint32(i)})
		}
	}
	if length {
		keys = append(keys, Keys.Length)
	}
	return o.appendNames(keys)
}

func (o *Object) appendNames(keys []Key) []Key {
	symbols := false
	entries := o.shape.table.entries[:o.shape.count]
	for _, e := range entries {
		if e.name == nil {
			continue
		}
		if e.name.symbol {
			symbols = true
			continue
		}
		keys = append(keys, Key{name: e.name})
	}
	if symbols {
		for _, e := range entries {
			if e.name != nil && e.name.symbol {
				keys = append(keys, Key{name: e.name})
			}
		}
	}
	return keys
}

// EnumerableOwnKeys returns the keys of the enumerable own properties that are no symbols. ECMA-262 7.3.23.
func (r *Realm) EnumerableOwnKeys(o *Object) []Key {
	keys := r.OwnPropertyKeys(o)
	kept := keys[:0]
	for _, k := range keys {
		if k.IsSymbol() {
			continue
		}
		if a, ok := r.attrOf(o, k); ok && a&AttrEnumerable != 0 {
			kept = append(kept, k)
		}
	}
	return kept
}

// ForInKeys returns the keys that for-in visits: enumerable properties of an object and then of its prototypes, each
// once, as they are before the loop begins; as in njs, changes during the loop make no difference. A key that a nearer
// object has, enumerable or not, hides those behind it. Of primitives, strings alone have any.
func (r *Realm) ForInKeys(v Value) ([]Key, error) {
	if !v.IsObject() && !v.IsString() {
		return nil, nil
	}
	o, err := r.ToObject(v)
	if err != nil {
		return nil, err
	}
	keys := r.EnumerableOwnKeys(o)
	if o.class == ClassTypedArray && r.Version() == V1 { // njs 0.4.3 finds elements in prototypes only
		keys = slices.DeleteFunc(keys, func(k Key) bool { return k.IsIndex() })
	}
	for p := o.proto; p != nil; p = p.proto {
		for _, k := range r.EnumerableOwnKeys(p) {
			if !r.hiddenFrom(o, p, k) {
				keys = append(keys, k)
			}
		}
		if err := r.Charge(1); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// hiddenFrom says whether an object before p in the chain that begins at o has a property k.
func (r *Realm) hiddenFrom(o, p *Object, k Key) bool {
	for ; o != p; o = o.proto {
		r.spend(1)
		if r.HasOwn(o, k) {
			return true
		}
	}
	return false
}

// SetIntegrityLevel seals an object, or freezes it. ECMA-262 7.3.15. As in njs 0.4.3, elements and length of an array
// stay as they are there.
func (r *Realm) SetIntegrityLevel(o *Object, frozen bool) {
	r.Touch(o)
	o.flags |= flagNonExtensible
	lost := AttrConfigurable
	if frozen {
		lost |= AttrWritable
	}
	r.spend(len(o.slots))
	if len(o.slots) > 0 {
		private := o.shape.private
		o.shape = o.shape.ownCopy()
		o.shape.private = private
		for i := range o.shape.table.entries {
			if e := &o.shape.table.entries[i]; o.class != ClassRegExp || e.name != Keys.LastIndex.name {
				e.attr &^= lost // in njs lastIndex is no property until somebody defines it
			}
		}
	}
	if r.version != V1 || o.class != ClassArray || o.sparse != nil {
		r.integrityOfElements(o, lost)
	}
	o.becomesOther(r)
}

func (r *Realm) integrityOfElements(o *Object, lost Attr) {
	o.elemAttr &^= lost
	if o.class == ClassArray && lost&AttrWritable != 0 {
		o.flags |= flagFixedLength
	}
	if o.sparse == nil {
		return
	}
	r.spend(len(o.sparse.elems))
	for i, e := range o.sparse.elems {
		e.attr &^= lost
		o.sparse.elems[i] = e
	}
}

// overlooks says whether njs does not look at a property when it is asked whether the object is sealed or frozen: at
// elements that are not in its hash table, and at what functions of the program have from the beginning.
func (r *Realm) overlooks(o *Object, k Key) bool {
	switch o.class {
	case ClassArray:
		untouched := o.sparse == nil && (r.version == V1 || o.elemAttr == AttrAll && o.flags&flagFixedLength == 0)
		return untouched && (k.name == nil || k == Keys.Length)
	case ClassTypedArray:
		return k.name == nil
	case ClassRegExp: // lastIndex is no property before it has been set
		return k == Keys.LastIndex && o.slots[o.shape.find(k.name)] == Int(0)
	case ClassFunction:
		return o.Builtin() == nil && (k == Keys.Name || k == Keys.Length || k == Keys.Prototype)
	}
	return false
}

// TestIntegrityLevel says whether an object is sealed, or frozen. ECMA-262 7.3.16.
func (r *Realm) TestIntegrityLevel(o *Object, frozen bool) bool {
	if o.IsExtensible() {
		return false
	}
	kept := AttrConfigurable
	if frozen {
		kept |= AttrWritable
	}
	for _, k := range r.OwnPropertyKeys(o) {
		if r.overlooks(o, k) {
			continue
		}
		if a, _ := r.attrOf(o, k); a&kept != 0 {
			return false
		}
	}
	return true
}
