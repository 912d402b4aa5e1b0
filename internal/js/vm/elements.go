// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"maps"
	"math"
	"slices"
)

// sparse holds the elements of an object that are far apart, or have attributes or accessors.
type sparse struct {
	elems map[uint32]sparseElement
	order []uint32 // the indexes in ascending order, unless stale
	stale bool
	long  bool // IsLong, though the length is not long any more
}

type sparseElement struct {
	value Value
	attr  Attr
}

const (
	sparseElementBytes = 64
	// An element may be set so far beyond the end before its object becomes sparse: as many holes as there are
	// elements, but at least and at most these.
	denseGap    = 1024
	maxDenseGap = 8192
)

// gap returns how many holes the dense part of o may get at once.
func (o *Object) gap() int { return max(denseGap, min(len(o.elems), maxDenseGap)) }

func (s *sparse) copy() *sparse {
	return &sparse{elems: maps.Clone(s.elems), order: slices.Clone(s.order), stale: s.stale, long: s.long}
}

func (s *sparse) set(i uint32, e sparseElement) {
	if _, known := s.elems[i]; !known {
		if n := len(s.order); !s.stale && n > 0 && s.order[n-1] > i {
			s.stale = true
		}
		if !s.stale {
			s.order = append(s.order, i)
		}
	}
	s.elems[i] = e
}

func (s *sparse) remove(i uint32) {
	delete(s.elems, i)
	if n := len(s.order); n > 0 && s.order[n-1] == i {
		s.order = s.order[:n-1]
	} else {
		s.stale = true
	}
}

// indexes returns the indexes in ascending order. The result is valid until the next change.
func (s *sparse) indexes() []uint32 {
	if s.stale {
		s.order = slices.AppendSeq(s.order[:0], maps.Keys(s.elems))
		slices.Sort(s.order)
		s.stale = false
	}
	return s.order
}

// makeSparse moves the elements of o out of the dense part. The caller has called Touch.
func (r *Realm) makeSparse(o *Object) *sparse {
	if o.sparse != nil {
		return o.sparse
	}
	o.sparse = &sparse{elems: make(map[uint32]sparseElement)}
	for i, v := range o.elems {
		if v.bits != tagHole {
			r.took(sparseElementBytes)
			o.sparse.set(uint32(i), sparseElement{v, o.elemAttr})
		}
	}
	r.spend(len(o.elems))
	o.elems, o.elemAttr = nil, AttrAll
	return o.sparse
}

// ownElement returns an element as it is stored.
func (o *Object) ownElement(i uint32) (v Value, a Attr, ok bool) {
	if o.sparse != nil {
		e, ok := o.sparse.elems[i]
		return e.value, e.attr, ok
	}
	if int64(i) < int64(len(o.elems)) {
		v = o.elems[i]
		return v, o.elemAttr, v.bits != tagHole
	}
	return Value{}, 0, false
}

// addElement stores an element that o does not have. The caller has called Touch and seen that o is extensible; of
// an array it has seen that the length may grow.
func (r *Realm) addElement(o *Object, i uint32, v Value, a Attr) {
	n := len(o.elems)
	if o.sparse == nil && (a != o.elemAttr || int64(i) > int64(n)+int64(o.gap())) {
		r.makeSparse(o)
	}
	switch {
	case o.sparse != nil:
		r.took(sparseElementBytes)
		o.sparse.set(i, sparseElement{v, a})
	case int64(i) < int64(n):
		o.elems[i] = v
	default:
		r.growElements(o, int(i)+1)
		o.elems[i] = v
	}
	if o.class == ClassArray && i >= o.length {
		o.length = i + 1
		if r.version != V1 {
			o.flags &^= flagFixedLength // njs 0.7.12 makes the length anew
		}
	}
	o.becomesOther(r)
}

// growElements extends the dense part to n elements, the new ones holes.
func (r *Realm) growElements(o *Object, n int) {
	from := len(o.elems)
	if n > cap(o.elems) {
		r.spend(from / 16)
		grown := r.newValues(max(n, 2*from, 4))
		copy(grown, o.elems)
		o.elems = grown
	}
	o.elems = o.elems[:n]
	for i := from; i < n; i++ {
		o.elems[i] = Hole
	}
}

// Append adds an element at the end of a dense array that the caller has just made.
func (r *Realm) Append(array *Object, v Value) {
	n := len(array.elems)
	if n == cap(array.elems) {
		r.growElements(array, n+1)
	} else {
		array.elems = array.elems[:n+1]
	}
	array.elems[n] = v
	array.length++
}

// Push adds an element at the end of an array that is not sparse. As in njs, its prototypes have no say. ok is false when
// that cannot be.
func (r *Realm) Push(array *Object, v Value) (ok bool) {
	if array.sparse != nil || array.elemAttr != AttrAll || array.length == math.MaxUint32 ||
		array.flags&(flagNonExtensible|flagFixedLength) != 0 {
		return false
	}
	r.Touch(array)
	r.addElement(array, array.length, v, AttrAll)
	return true
}

// Dense returns the elements of an array or arguments object that has them one after the other, without holes,
// accessors or attributes: reading and writing them directly is then the same as through Get and Set. The slice may
// be read until the next call of anything that runs code; to write, use DenseForWrite.
func (o *Object) Dense() (elems []Value, ok bool) {
	if o.class != ClassArray || o.sparse != nil {
		return nil, false
	}
	for _, v := range o.elems {
		if v.bits == tagHole {
			return nil, false
		}
	}
	return o.elems, true
}

// DenseForWrite is Dense for writing in place; ok is false when elements are read only, or the length is.
func (r *Realm) DenseForWrite(o *Object) (elems []Value, ok bool) {
	if _, ok := o.Dense(); !ok || o.elemAttr != AttrAll || o.HasFixedLength() && r.version != V1 {
		return nil, false
	}
	r.Touch(o)
	return o.elems, true
}

// At returns an element that is stored in the dense part.
func (o *Object) At(i int64) (v Value, ok bool) {
	if i >= int64(len(o.elems)) || o.elems[i].bits == tagHole {
		return Undefined, false
	}
	return o.elems[i], true
}

// ArrayLength returns the length of an array, 0 of other objects.
func (o *Object) ArrayLength() int64 { return int64(o.length) }

// IsArray says whether o is an array. ECMA-262 7.2.2.
func (o *Object) IsArray() bool { return o.class == ClassArray }

// HasFixedLength says whether o is an array whose length is read only.
func (o *Object) HasFixedLength() bool { return o.flags&flagFixedLength != 0 }

// SetArrayLength changes the length of an array, read only or not, which deletes the elements beyond, the last first. As
// in njs, the length stays as it is when one of them cannot be deleted. ECMA-262 10.4.2.4.
func (r *Realm) SetArrayLength(o *Object, n uint32) error {
	if n == o.length {
		return nil
	}
	r.Touch(o)
	if n > o.length {
		r.extendArray(o, n)
		return nil
	}
	if o.sparse != nil {
		return r.truncateSparse(o, n)
	}
	if o.elemAttr&AttrConfigurable == 0 {
		for i := len(o.elems); i > int(n); i-- {
			if o.elems[i-1].bits != tagHole {
				return r.cannotDelete(o, IndexKey(uint32(i-1)))
			}
		}
	}
	o.truncate(int(n))
	o.becomesOther(r)
	return nil
}

// maxShort is the length up to which njs keeps the elements of an array together.
const maxShort = 32768

// IsLong says whether an array is, or was once, so long that njs keeps its elements like other properties.
func (o *Object) IsLong() bool { return o.length > maxShort || o.sparse != nil && o.sparse.long }

func (o *Object) truncate(n int) {
	clear(o.elems[n:])
	o.elems = o.elems[:n]
	o.length = uint32(n)
}

func (r *Realm) extendArray(o *Object, n uint32) {
	if o.sparse == nil && int64(n) <= int64(len(o.elems)+o.gap()) {
		r.growElements(o, int(n))
	} else {
		r.makeSparse(o)
	}
	o.length = n
}

func (r *Realm) truncateSparse(o *Object, n uint32) error {
	o.sparse.long = o.sparse.long || o.length > maxShort
	order := o.sparse.indexes()
	r.spend(len(order))
	for j := len(order) - 1; j >= 0 && order[j] >= n; j-- {
		i := order[j]
		if o.sparse.elems[i].attr&AttrConfigurable == 0 {
			return r.cannotDelete(o, IndexKey(i))
		}
		o.sparse.remove(i)
	}
	o.length = n
	o.becomesOther(r)
	return nil
}
