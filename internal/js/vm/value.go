// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"math"
	"unsafe"

	"selvedge/internal/invariant"
)

// Value is a value of the language, or one of the internal markers. It is two words: what it is stands in bits
// alone, and ref holds the *String, *Symbol or *Object. Numbers are never boxed. The zero Value is undefined.
//
// Values may be copied freely, and compared with == only where StrictEquals is not meant: strings and NaN.
type Value struct {
	ref  unsafe.Pointer
	bits uint64
}

// What bits holds for everything but numbers. A number holds the bits of its float64 plus numberBias, which is at
// least numberBias, because no float64 that Number lets through has bits of 0xffff000000000000 and more.
const (
	tagUndefined uint64 = iota
	tagNull
	tagFalse
	tagTrue
	tagHole          // an element that an array does not have
	tagUninitialized // a variable before its declaration
	tagString
	tagSymbol
	tagObject
	tagAccessor // in slots only: ref is an *accessor
	tagLazy     // in slots only: ref is a *lazy, a built-in that nobody has touched yet

	numberBias uint64 = 1 << 48
)

// The values that have no content, and NaN.
var (
	Undefined     = Value{}
	Null          = Value{bits: tagNull}
	False         = Value{bits: tagFalse}
	True          = Value{bits: tagTrue}
	NaN           = Value{bits: nanBits + numberBias}
	Hole          = Value{bits: tagHole}
	Uninitialized = Value{bits: tagUninitialized}
)

const nanBits uint64 = 0x7ff8000000000001

// Number returns a number.
func Number(f float64) Value {
	if f != f {
		return Value{bits: nanBits + numberBias} // a foreign payload would run into the tags
	}
	return Value{bits: math.Float64bits(f) + numberBias}
}

// Int returns an integral number. Beyond 2^53 it is rounded.
func Int(i int) Value {
	return Value{bits: math.Float64bits(float64(i)) + numberBias}
}

// Bool returns true or false.
func Bool(b bool) Value {
	if b {
		return Value{bits: tagTrue}
	}
	return Value{bits: tagFalse}
}

// Value returns the string as a value.
func (s *String) Value() Value { return Value{unsafe.Pointer(s), tagString} }

// Value returns the symbol as a value.
func (s *Symbol) Value() Value { return Value{unsafe.Pointer(s), tagSymbol} }

// Value returns the object as a value; null for a nil object.
func (o *Object) Value() Value {
	if o == nil {
		return Value{bits: tagNull}
	}
	return Value{unsafe.Pointer(o), tagObject}
}

// ValueOrUndefined is Value, but undefined for a nil object: an absent getter, a missing function.
func (o *Object) ValueOrUndefined() Value {
	if o == nil {
		return Value{}
	}
	return Value{unsafe.Pointer(o), tagObject}
}

func accessorValue(a *accessor) Value { return Value{unsafe.Pointer(a), tagAccessor} }

func lazyValue(l *lazy) Value { return Value{unsafe.Pointer(l), tagLazy} }

// Kind is the type of a value as the language sees it.
type Kind uint8

// The kinds. KindInternal is that of the markers, which no program gets to see.
const (
	KindUndefined Kind = iota
	KindNull
	KindBoolean
	KindNumber
	KindString
	KindSymbol
	KindObject
	KindInternal
)

// Kind returns the kind of v.
func (v Value) Kind() Kind {
	if v.bits >= numberBias {
		return KindNumber
	}
	switch v.bits {
	case tagUndefined:
		return KindUndefined
	case tagNull:
		return KindNull
	case tagFalse, tagTrue:
		return KindBoolean
	case tagString:
		return KindString
	case tagSymbol:
		return KindSymbol
	case tagObject:
		return KindObject
	}
	return KindInternal
}

// IsUndefined says whether v is undefined.
func (v Value) IsUndefined() bool { return v.bits == tagUndefined }

// IsNull says whether v is null.
func (v Value) IsNull() bool { return v.bits == tagNull }

// IsNullish says whether v is undefined or null.
func (v Value) IsNullish() bool { return v.bits <= tagNull }

// IsBool says whether v is true or false.
func (v Value) IsBool() bool { return v.bits == tagFalse || v.bits == tagTrue }

// IsTrue says whether v is the value true; for "is truthy" see ToBoolean.
func (v Value) IsTrue() bool { return v.bits == tagTrue }

// IsNumber says whether v is a number.
func (v Value) IsNumber() bool { return v.bits >= numberBias }

// IsString says whether v is a string, not a String object.
func (v Value) IsString() bool { return v.bits == tagString }

// IsSymbol says whether v is a symbol.
func (v Value) IsSymbol() bool { return v.bits == tagSymbol }

// IsObject says whether v is an object; functions are.
func (v Value) IsObject() bool { return v.bits == tagObject }

// IsHole says whether v marks an absent element.
func (v Value) IsHole() bool { return v.bits == tagHole }

// IsUninitialized says whether v marks a variable that may not be read yet.
func (v Value) IsUninitialized() bool { return v.bits == tagUninitialized }

// IsCallable says whether v is a function.
func (v Value) IsCallable() bool {
	return v.bits == tagObject && (*Object)(v.ref).class == ClassFunction
}

// Float returns the number; v must be one.
func (v Value) Float() float64 { return math.Float64frombits(v.bits - numberBias) }

// Object returns the object, or nil when v is none.
func (v Value) Object() *Object {
	if v.bits != tagObject {
		return nil
	}
	o := (*Object)(v.ref)
	if invariant.Enabled {
		invariant.Check(o.flags&flagFreed == 0, "an object is used after its invocation")
	}
	return o
}

// Str returns the string, or nil when v is none. It may be a rope: see Realm.Flatten.
func (v Value) Str() *String {
	if v.bits != tagString {
		return nil
	}
	s := (*String)(v.ref)
	if invariant.Enabled {
		invariant.Check(s.flags&strFreed == 0, "a string is used after its invocation")
	}
	return s
}

// Symbol returns the symbol, or nil when v is none.
func (v Value) Symbol() *Symbol {
	if v.bits != tagSymbol {
		return nil
	}
	return (*Symbol)(v.ref)
}

func (v Value) accessor() *accessor { return (*accessor)(v.ref) }

func (v Value) lazy() *lazy { return (*lazy)(v.ref) }

// asInt returns v as an int32 when it is a number without fraction that fits; -0 does too, as 0.
func (v Value) asInt() (i int32, ok bool) {
	if v.bits < numberBias {
		return 0, false
	}
	f := v.Float()
	i = int32(f)
	return i, float64(i) == f
}

// asIndex returns v as an array index when it is one.
func (v Value) asIndex() (i uint32, ok bool) {
	if v.bits < numberBias {
		return 0, false
	}
	f := v.Float()
	if !(f >= 0 && f < maxIndex+1) {
		return 0, false
	}
	i = uint32(int64(f))
	return i, float64(i) == f
}

// StrictEquals is the operator ===. ECMA-262 7.2.16.
func StrictEquals(x, y Value) bool {
	if x.bits >= numberBias {
		return y.bits >= numberBias && x.Float() == y.Float()
	}
	if x.bits != y.bits {
		return false
	}
	if x.bits == tagString {
		return x.ref == y.ref || (*String)(x.ref).Equal((*String)(y.ref))
	}
	return x.ref == y.ref
}

// SameValueZero is StrictEquals, but NaN equals itself. ECMA-262 7.2.12.
func SameValueZero(x, y Value) bool {
	return StrictEquals(x, y) || x == y && x.bits >= numberBias
}

// SameValue tells -0 from 0, and NaN equals itself. ECMA-262 7.2.11.
func SameValue(x, y Value) bool {
	if x.bits >= numberBias {
		return x.bits == y.bits
	}
	return StrictEquals(x, y)
}

// ToBoolean says whether v is truthy. ECMA-262 7.1.2.
func ToBoolean(v Value) bool {
	switch {
	case v.bits >= numberBias:
		f := v.Float()
		return f == f && f != 0
	case v.bits == tagString:
		return (*String)(v.ref).size != 0
	}
	return v.bits >= tagTrue
}

// TypeOf returns what the operator typeof does: "undefined", "object", "boolean", "number", "string", "symbol" or
// "function".
func TypeOf(v Value) string {
	switch v.Kind() {
	case KindNull:
		return "object"
	case KindBoolean:
		return "boolean"
	case KindNumber:
		return "number"
	case KindString:
		return "string"
	case KindSymbol:
		return "symbol"
	case KindObject:
		if (*Object)(v.ref).class == ClassFunction {
			return "function"
		}
		return "object"
	}
	return "undefined"
}
