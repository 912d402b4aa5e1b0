// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

var stringTemplates = []vm.Template{
	constructor(vm.StringConstructor, vm.StringPrototype, "String", 1, stringConstructor,
		vm.Method("bytesFrom", 0, stringBytesFrom, vm.V1),
		vm.Method("fromCharCode", 1, stringFromCharCode),
		vm.Method("fromCodePoint", 1, stringFromCodePoint),
	),
	stringPrototype(
		vm.Computed("__proto__", vm.AttrConfigurable, primitiveProtoGet, protoSet, vm.V1),
		primitiveProtoProperty(vm.V2),
		vm.Method("valueOf", 0, stringValueOf),
		vm.Method("toString", 0, stringToString),
		vm.Method("concat", 1, stringConcat),
		vm.Method("fromUTF8", 0, stringFromUTF8, vm.V1),
		vm.Method("toUTF8", 0, stringToUTF8, vm.V1),
		vm.Method("fromBytes", 0, stringFromBytes, vm.V1),
		vm.Method("toBytes", 0, stringToBytes, vm.V1),
		vm.Method("slice", 2, stringSlice),
		vm.Method("substring", 2, stringSubstring),
		vm.Method("substr", 2, stringSubstr),
		vm.Method("charAt", 1, stringCharAt),
		vm.Method("charCodeAt", 1, stringCharCodeAt),
		vm.Method("codePointAt", 1, stringCharCodeAt),
		vm.Method("indexOf", 1, stringIndexOf),
		vm.Method("lastIndexOf", 1, stringLastIndexOf),
		vm.Method("includes", 1, stringIncludes),
		vm.Method("startsWith", 1, stringStartsWith),
		vm.Method("endsWith", 1, stringEndsWith),
		vm.Method("toLowerCase", 0, stringToLowerCase),
		vm.Method("toUpperCase", 0, stringToUpperCase),
		vm.Method("trim", 0, stringTrim),
		vm.Method("trimStart", 0, stringTrimStart),
		vm.Method("trimEnd", 0, stringTrimEnd),
		vm.Method("repeat", 1, stringRepeat),
		vm.Method("padStart", 1, stringPadStart),
		vm.Method("padEnd", 1, stringPadEnd),
		vm.Method("search", 1, stringSearch),
		vm.Method("match", 1, stringMatch),
		vm.Method("split", 2, stringSplit),
		vm.Method("replace", 2, stringReplace),
		vm.Method("replaceAll", 2, stringReplaceAll, vm.V2),
		symbolMethod(vm.SymbolIterator, 0, stringIterator, vm.V2),
	),
}

// stringPrototype describes String.prototype, which is a String object with an empty string. ECMA-262 22.1.3.
func stringPrototype(rows ...vm.Row) vm.Template {
	t := prototype(vm.StringPrototype, vm.StringConstructor, "String", rows...)
	t.Class = vm.ClassString
	t.Internal = func(r *vm.Realm) any {
		wrapped, err := r.ToObject(r.NewString("").Value())
		if err != nil {
			panic("BUG: the empty string has no object: " + err.Error())
		}
		return wrapped.Internal()
	}
	return t
}

// stringConstructor is String(value). ECMA-262 22.1.1.1.
func stringConstructor(c *vm.Call) (vm.Value, error) {
	v, err := stringOfArgument(c)
	if err != nil || !c.IsConstruct() {
		return v, err
	}
	o, err := c.ToObject(v)
	return o.Value(), err
}

func stringOfArgument(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return c.NewString("").Value(), nil
	}
	if s := c.Arg(0).Symbol(); s != nil && !c.IsConstruct() {
		return symbolText(c.Realm, s).Value(), nil
	}
	s, err := c.ToString(c.Arg(0))
	return s.Value(), err
}

// symbolText is what String(symbol) returns. The caller has charged for a long description. ECMA-262 20.4.3.3.1.
func symbolText(r *vm.Realm, s *vm.Symbol) *vm.String {
	description, _ := s.Description()
	return r.NewString("Symbol(" + description.Text() + ")")
}

// maxUnit is the largest UTF-16 code unit.
const maxUnit = 1<<16 - 1

// stringFromCharCode is String.fromCharCode(...codes). Pairs of surrogates become one code point; what is left
// over becomes U+FFFD, as njs has no lone surrogates. ECMA-262 22.1.2.1.
func stringFromCharCode(c *vm.Call) (vm.Value, error) {
	return stringFromCodes(c, func(f float64) (rune, error) { return rune(vm.ToUint32(f) & maxUnit), nil })
}

// stringFromCodePoint is String.fromCodePoint(...points). Surrogates are taken as in fromCharCode. ECMA-262 22.1.2.2.
func stringFromCodePoint(c *vm.Call) (vm.Value, error) {
	return stringFromCodes(c, func(f float64) (rune, error) {
		if !(f >= 0 && f <= utf8.MaxRune) || f != float64(rune(f)) {
			return 0, c.RangeError("")
		}
		return rune(f), nil
	})
}

func stringFromCodes(c *vm.Call, code func(float64) (rune, error)) (vm.Value, error) {
	if err := c.Charge(c.NArgs()); err != nil {
		return vm.Undefined, err
	}
	if err := c.Fits(utf8.UTFMax * c.NArgs()); err != nil {
		return vm.Undefined, err
	}
	var units surrogates
	var few [64]byte
	units.text = few[:0]
	for _, v := range c.Args() {
		f, err := c.ToNumber(v)
		if err != nil {
			return vm.Undefined, err
		}
		point, err := code(f)
		if err != nil {
			return vm.Undefined, err
		}
		units.add(point)
	}
	return c.NewStringBytes(units.finish()).Value(), nil
}

// surrogates puts surrogates together. A high one that is not followed by a low one swallows its successor, and
// both become one U+FFFD: so does the decoder of njs.
type surrogates struct {
	text []byte
	high rune // 0 when none is waiting
}

func (s *surrogates) add(unit rune) {
	switch {
	case s.high != 0:
		if isLowSurrogate(unit) {
			s.text = utf8.AppendRune(s.text, 0x10000+(s.high-0xd800)<<10+unit-0xdc00)
		} else {
			s.text = utf8.AppendRune(s.text, utf8.RuneError)
		}
		s.high = 0
	case isHighSurrogate(unit):
		s.high = unit
	default:
		s.text = utf8.AppendRune(s.text, unit) // a lone low surrogate becomes U+FFFD
	}
}

func (s *surrogates) finish() []byte {
	if s.high != 0 {
		s.text = utf8.AppendRune(s.text, utf8.RuneError)
	}
	return s.text
}

func isHighSurrogate(c rune) bool { return c >= 0xd800 && c <= 0xdbff }

func isLowSurrogate(c rune) bool { return c >= 0xdc00 && c <= 0xdfff }

// stringValueOf is String.prototype.valueOf. ECMA-262 22.1.3.35.
func stringValueOf(c *vm.Call) (vm.Value, error) {
	if c.This.IsString() {
		return c.This, nil
	}
	if c.This.Is(vm.ClassString) {
		v, _ := c.This.Object().PrimitiveOf()
		return v, nil
	}
	return vm.Undefined, c.TypeError("unexpected value type:%s", c.TypeName(c.This))
}

// stringToString is String.prototype.toString(encoding), where the encoding is an addition of njs: hex, base64 or
// base64url of the bytes of the string. ECMA-262 22.1.3.28, runtime.md 6.3.
func stringToString(c *vm.Call) (vm.Value, error) {
	v, err := stringValueOf(c)
	if err != nil || c.NArgs() == 0 {
		return v, err
	}
	if !c.Arg(0).IsString() {
		return vm.Undefined, c.TypeError("encoding must be a string")
	}
	s, err := c.ToString(v)
	if err != nil {
		return vm.Undefined, err
	}
	name, err := c.ToText(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	e := binaryEncoding(name)
	if e == nil || e.encode == nil {
		return vm.Undefined, c.TypeError("Unknown encoding: \"%s\"", name)
	}
	return encodeText(c.Realm, e, s.Text())
}

// thisString converts the receiver. The error is that of most methods in njs, whatever the receiver is.
func thisString(c *vm.Call) (*vm.String, error) {
	if c.This.IsNullish() {
		return nil, c.TypeError("cannot convert undefined to object")
	}
	return c.ToString(c.This)
}

// coercibleThis is thisString with the error that the other methods have.
func coercibleThis(c *vm.Call) (*vm.String, error) {
	if err := requireCoercible(c); err != nil {
		return nil, err
	}
	return c.ToString(c.This)
}

func requireCoercible(c *vm.Call) error {
	if c.This.IsNullish() {
		return c.TypeError("cannot convert \"%s\"to object", c.TypeName(c.This))
	}
	return nil
}
