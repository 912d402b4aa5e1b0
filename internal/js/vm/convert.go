// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"math"

	"selvedge/internal/js/numfmt"
)

// Hint says which of valueOf and toString ToPrimitive tries first.
type Hint uint8

// The hints. ECMA-262 7.1.1; "default" is decided by the caller, since njs knows no Symbol.toPrimitive.
const (
	HintNumber Hint = iota
	HintString
)

// ToPrimitive converts an object by its methods valueOf and toString. ECMA-262 7.1.1.1.
func (r *Realm) ToPrimitive(v Value, hint Hint) (Value, error) {
	o := v.Object()
	if o == nil {
		return v, nil
	}
	order := [2]Key{Keys.ValueOf, Keys.ToString}
	if hint == HintString {
		order = [2]Key{Keys.ToString, Keys.ValueOf}
	}
	for _, k := range order {
		method, err := r.Get(o, k)
		if err != nil {
			return Undefined, err
		}
		if !method.IsCallable() {
			continue
		}
		result, err := r.Invoke(method, v)
		if err != nil || !result.IsObject() {
			return result, err
		}
	}
	return Undefined, r.TypeError("Cannot convert object to primitive value")
}

// HintFor returns the hint that the operator + uses for a value: dates prefer strings. ECMA-262 21.4.4.45. The operator ==
// of njs compares them as numbers.
func HintFor(v Value) Hint {
	if v.Is(ClassDate) {
		return HintString
	}
	return HintNumber
}

// ToNumber converts to a number. ECMA-262 7.1.4.
func (r *Realm) ToNumber(v Value) (float64, error) {
	switch v.Kind() {
	case KindNumber:
		return v.Float(), nil
	case KindUndefined:
		return math.NaN(), nil
	case KindNull:
		return 0, nil
	case KindBoolean:
		if v.IsTrue() {
			return 1, nil
		}
		return 0, nil
	case KindString:
		s := v.Str()
		if err := r.Flatten(s); err != nil {
			return 0, err
		}
		r.spend(s.Size() / 16)
		return r.parseNumber(s.text), nil
	case KindSymbol:
		return 0, r.TypeError("Cannot convert a Symbol value to a number")
	}
	v, err := r.ToPrimitive(v, HintNumber)
	if err != nil {
		return 0, err
	}
	return r.ToNumber(v)
}

// ToString converts to a flat string. ECMA-262 7.1.17.
func (r *Realm) ToString(v Value) (*String, error) {
	switch v.Kind() {
	case KindString:
		s := v.Str()
		if s.rope != nil {
			return s, r.Flatten(s)
		}
		return s, nil
	case KindNumber:
		return r.numberToString(v), nil
	case KindUndefined:
		return &Keys.Undefined.name.str, nil
	case KindNull:
		return &Keys.Null.name.str, nil
	case KindBoolean:
		if v.IsTrue() {
			return &Keys.True.name.str, nil
		}
		return &Keys.False.name.str, nil
	case KindSymbol:
		return nil, r.noSymbolText()
	}
	v, err := r.toNamePrimitive(v)
	if err != nil {
		return nil, err
	}
	return r.ToString(v)
}

func (r *Realm) noSymbolText() error { return r.TypeError("Cannot convert a Symbol value to a string") }

// toNamePrimitive converts an object for ToString and ToPropertyKey. In njs the object of a symbol stands for the symbol then,
// whatever its methods are.
func (r *Realm) toNamePrimitive(v Value) (Value, error) {
	if v.Is(ClassSymbol) {
		primitive, _ := v.Object().PrimitiveOf()
		return primitive, nil
	}
	return r.ToPrimitive(v, HintString)
}

// parseNumber reads a number as the version of the realm does.
func (r *Realm) parseNumber(text string) float64 {
	if r.version == V1 {
		return numfmt.ParseV1(text)
	}
	return numfmt.Parse(text)
}

func (r *Realm) numberToString(v Value) *String {
	if i, ok := v.asInt(); ok && i >= 0 && i < 10 {
		return asciiString(byte('0' + i))
	}
	r.spend(2)
	return r.NewString(numfmt.Format(v.Float()))
}

// ToText is ToString for Go code.
func (r *Realm) ToText(v Value) (string, error) {
	s, err := r.ToString(v)
	if err != nil {
		return "", err
	}
	return s.text, nil
}

// ToPropertyKey converts to a key. ECMA-262 7.1.19; in njs 0.4.3 objects become no symbols where a property is looked up.
func (r *Realm) ToPropertyKey(v Value) (Key, error) {
	k, err := r.ToOwnKey(v)
	if err == nil && k.name != nil && r.version == V1 && v.IsObject() && k.IsSymbol() {
		err = r.noSymbolText()
	}
	return k, err
}

// ToOwnKey is ToPropertyKey for the name of a property that is defined or described, and for the operator in.
func (r *Realm) ToOwnKey(v Value) (Key, error) {
	switch v.Kind() {
	case KindString:
		return r.KeyOf(v.Str())
	case KindSymbol:
		return v.Symbol().Key(), nil
	case KindNumber:
		if i, ok := v.asIndex(); ok {
			return Key{index: i}, nil
		}
	case KindObject:
		v, err := r.toNamePrimitive(v)
		if err != nil {
			return Key{}, err
		}
		return r.ToOwnKey(v)
	}
	s, err := r.ToString(v)
	if err != nil {
		return Key{}, err
	}
	return r.KeyOf(s)
}

// ToObject wraps a primitive value; undefined and null are an error. ECMA-262 7.1.18.
func (r *Realm) ToObject(v Value) (*Object, error) {
	class, prototype := ClassObject, ObjectPrototype
	switch v.Kind() {
	case KindObject:
		return v.Object(), nil
	case KindString:
		if err := r.Flatten(v.Str()); err != nil {
			return nil, err
		}
		return r.NewObjectOf(ClassString, r.Intrinsic(StringPrototype), stringData{v.Str()}), nil
	case KindNumber:
		class, prototype = ClassNumber, NumberPrototype
	case KindBoolean:
		class, prototype = ClassBoolean, BooleanPrototype
	case KindSymbol:
		class, prototype = ClassSymbol, SymbolPrototype
	default:
		return nil, r.TypeError("cannot convert null or undefined to object")
	}
	return r.NewObjectOf(class, r.Intrinsic(prototype), v), nil
}

// PrimitiveOf returns the value inside of a Boolean, Number, String or Symbol object.
func (o *Object) PrimitiveOf() (v Value, ok bool) {
	switch internal := o.internal.(type) {
	case Value:
		return internal, true
	case stringData:
		return internal.s.Value(), true
	}
	return Undefined, false
}

// ToIntegerOrInfinity converts to a number without fraction; NaN becomes 0. ECMA-262 7.1.5.
func (r *Realm) ToIntegerOrInfinity(v Value) (float64, error) {
	if i, ok := v.asInt(); ok {
		return float64(i), nil
	}
	f, err := r.ToNumber(v)
	if err != nil || f != f {
		return 0, err
	}
	return math.Trunc(f) + 0, nil
}

// maxSafeInteger is 2^53 - 1.
const maxSafeInteger = 1<<53 - 1

// ToLength converts to a length: an integer from 0 to 2^53 - 1. ECMA-262 7.1.20.
func (r *Realm) ToLength(v Value) (int64, error) {
	f, err := r.ToIntegerOrInfinity(v)
	return int64(min(max(f, 0), maxSafeInteger)), err
}

// LengthOf returns the length of an array-like object. ECMA-262 7.3.19.
func (r *Realm) LengthOf(o *Object) (int64, error) {
	if o.class == ClassArray {
		return int64(o.length), nil
	}
	v, err := r.Get(o, Keys.Length)
	if err != nil {
		return 0, err
	}
	return r.ToLength(v)
}

// RelativeIndex resolves a position that counts from the end when it is negative, as arguments of slice do: the
// result is in 0..n. Undefined gives otherwise. ECMA-262 22.1.3.22.
func (r *Realm) RelativeIndex(v Value, n, otherwise int64) (int64, error) {
	if v.IsUndefined() {
		return otherwise, nil
	}
	f, err := r.ToIntegerOrInfinity(v)
	if err != nil {
		return 0, err
	}
	if f < 0 {
		return int64(max(float64(n)+f, 0)), nil
	}
	return int64(min(f, float64(n))), nil
}

// ToUint32 converts modulo 2^32. ECMA-262 7.1.7.
func ToUint32(f float64) uint32 {
	if i := int32(f); float64(i) == f {
		return uint32(i)
	}
	if f != f || math.IsInf(f, 0) {
		return 0
	}
	if f = math.Trunc(f); math.Abs(f) < 1<<63 {
		return uint32(int64(f))
	}
	f = math.Mod(f, 1<<32)
	return uint32(int64(f))
}

// ToInt32 converts modulo 2^32 to the range around zero. ECMA-262 7.1.6.
func ToInt32(f float64) int32 { return int32(ToUint32(f)) }

// Int32 is ToNumber and ToInt32.
func (r *Realm) Int32(v Value) (int32, error) {
	if i, ok := v.asInt(); ok {
		return i, nil
	}
	f, err := r.ToNumber(v)
	return ToInt32(f), err
}

// LooseEquals is the operator ==. ECMA-262 7.2.15, but njs compares dates as numbers.
func (r *Realm) LooseEquals(x, y Value) (bool, error) {
	for {
		kx, ky := x.Kind(), y.Kind()
		switch {
		case kx == ky:
			if kx == KindString {
				return r.equalStrings(x, y)
			}
			return StrictEquals(x, y), nil
		case x.IsNullish() || y.IsNullish():
			return x.IsNullish() && y.IsNullish(), nil
		case kx == KindObject:
			p, err := r.ToPrimitive(x, HintNumber)
			if err != nil {
				return false, err
			}
			x = p
		case ky == KindObject:
			p, err := r.ToPrimitive(y, HintNumber)
			if err != nil {
				return false, err
			}
			y = p
		case kx == KindSymbol || ky == KindSymbol:
			return false, nil
		default:
			fx, err := r.ToNumber(x)
			if err != nil {
				return false, err
			}
			fy, err := r.ToNumber(y)
			return fx == fy, err
		}
	}
}

// StrictEquals is the operator === with ropes flattened at the expense of the run.
func (r *Realm) StrictEquals(x, y Value) (bool, error) {
	if x.bits == tagString && y.bits == tagString {
		return r.equalStrings(x, y)
	}
	return StrictEquals(x, y), nil
}

func (r *Realm) equalStrings(x, y Value) (bool, error) {
	s, t := x.Str(), y.Str()
	if s == t {
		return true, nil
	}
	if s.size != t.size {
		return false, nil
	}
	if err := r.Flatten(s); err != nil {
		return false, err
	}
	if err := r.Flatten(t); err != nil {
		return false, err
	}
	r.spend(s.Size() / 16)
	return s.Equal(t), nil
}

// Less compares x < y; undefined is true when one is NaN, and then less is false. Operands are converted left
// first. ECMA-262 7.2.13.
func (r *Realm) Less(x, y Value) (less, undefined bool, err error) {
	if x, err = r.ToPrimitive(x, HintNumber); err != nil {
		return false, false, err
	}
	if y, err = r.ToPrimitive(y, HintNumber); err != nil {
		return false, false, err
	}
	if s, t := x.Str(), y.Str(); s != nil && t != nil {
		if err := r.Flatten(s); err != nil {
			return false, false, err
		}
		if err := r.Flatten(t); err != nil {
			return false, false, err
		}
		r.spend(min(s.Size(), t.Size()) / 16)
		return s.Compare(t) < 0, false, nil
	}
	fx, err := r.ToNumber(x)
	if err != nil {
		return false, false, err
	}
	fy, err := r.ToNumber(y)
	if err != nil {
		return false, false, err
	}
	return fx < fy, fx != fx || fy != fy, nil
}

// TypeName returns the word that njs has in messages for the type of a value.
func (r *Realm) TypeName(v Value) string {
	o := v.Object()
	if o == nil {
		if v.IsNull() {
			return "null"
		}
		return TypeOf(v)
	}
	switch o.class {
	case ClassArray:
		return "array"
	case ClassFunction:
		return "function"
	case ClassRegExp:
		return "regexp"
	case ClassDate:
		return "date"
	case ClassPromise:
		return "promise"
	case ClassArrayBuffer:
		return "array buffer"
	case ClassTypedArray:
		return "typed array"
	}
	if r.version != V1 {
		return "object"
	}
	switch o.class {
	case ClassBoolean:
		return "object boolean"
	case ClassNumber:
		return "object number"
	case ClassString:
		return "object string"
	case ClassSymbol:
		return "object symbol"
	}
	return "object"
}
