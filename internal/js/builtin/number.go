// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// maxSafeInteger is 2^53 - 1.
const maxSafeInteger = 1<<53 - 1

var numberTemplates = []vm.Template{
	constructor(vm.NumberConstructor, vm.NumberPrototype, "Number", 1, numberConstructor,
		vm.Constant("EPSILON", vm.Number(0x1p-52)),
		vm.Constant("MAX_SAFE_INTEGER", vm.Number(maxSafeInteger)),
		vm.Constant("MIN_SAFE_INTEGER", vm.Number(-maxSafeInteger)),
		vm.Constant("MAX_VALUE", vm.Number(math.MaxFloat64)),
		vm.Constant("MIN_VALUE", vm.Number(0x1p-1022)), // njs has the smallest normal number
		vm.Constant("NaN", vm.NaN),
		vm.Constant("POSITIVE_INFINITY", vm.Number(math.Inf(1))),
		vm.Constant("NEGATIVE_INFINITY", vm.Number(math.Inf(-1))),
		vm.Method("isFinite", 1, numberIsFinite),
		vm.Method("isInteger", 1, numberIsInteger),
		vm.Method("isSafeInteger", 1, numberIsSafeInteger),
		vm.Method("isNaN", 1, numberIsNaN),
		vm.Method("parseFloat", 1, globalParseFloat),
		vm.Method("parseInt", 2, globalParseInt),
	),
	numberPrototype(
		primitiveProtoProperty(),
		vm.Method("valueOf", 0, numberValueOf),
		vm.Method("toString", 1, numberToString),
		vm.Method("toFixed", 1, numberToFixed),
		vm.Method("toPrecision", 1, numberToPrecision),
		vm.Method("toExponential", 1, numberToExponential),
	),
}

// numberPrototype describes Number.prototype, which is a Number object with 0. ECMA-262 21.1.3.
func numberPrototype(rows ...vm.Row) vm.Template {
	t := prototype(vm.NumberPrototype, vm.NumberConstructor, "Number", rows...)
	t.Class = vm.ClassNumber
	t.Internal = func(*vm.Realm) any { return vm.Int(0) }
	return t
}

// numberConstructor is Number(value). ECMA-262 21.1.1.1.
func numberConstructor(c *vm.Call) (vm.Value, error) {
	f := 0.0
	if c.NArgs() > 0 {
		var err error
		if f, err = c.ToNumber(c.Arg(0)); err != nil {
			return vm.Undefined, err
		}
	}
	if !c.IsConstruct() {
		return vm.Number(f), nil
	}
	return c.NewObjectOf(vm.ClassNumber, c.Intrinsic(vm.NumberPrototype), vm.Number(f)).Value(), nil
}

// numberIsFinite is Number.isFinite. ECMA-262 21.1.2.2.
func numberIsFinite(c *vm.Call) (vm.Value, error) {
	v := c.Arg(0)
	return vm.Bool(v.IsNumber() && isFinite(v.Float())), nil
}

func isFinite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

// numberIsInteger is Number.isInteger. ECMA-262 21.1.2.3.
func numberIsInteger(c *vm.Call) (vm.Value, error) {
	v := c.Arg(0)
	return vm.Bool(v.IsNumber() && isFinite(v.Float()) && v.Float() == math.Trunc(v.Float())), nil
}

// numberIsSafeInteger is Number.isSafeInteger. ECMA-262 21.1.2.5.
func numberIsSafeInteger(c *vm.Call) (vm.Value, error) {
	v := c.Arg(0)
	return vm.Bool(v.IsNumber() && math.Abs(v.Float()) <= maxSafeInteger && v.Float() == math.Trunc(v.Float())), nil
}

// numberIsNaN is Number.isNaN. ECMA-262 21.1.2.4.
func numberIsNaN(c *vm.Call) (vm.Value, error) {
	v := c.Arg(0)
	return vm.Bool(v.IsNumber() && math.IsNaN(v.Float())), nil
}

// thisNumber returns the number that the receiver is or holds.
func thisNumber(c *vm.Call) (vm.Value, error) {
	if c.This.IsNumber() {
		return c.This, nil
	}
	if c.This.Is(vm.ClassNumber) {
		v, _ := c.This.Object().PrimitiveOf()
		return v, nil
	}
	return vm.Undefined, c.TypeError("unexpected value type:%s", c.TypeName(c.This))
}

// numberValueOf is Number.prototype.valueOf. ECMA-262 21.1.3.7.
func numberValueOf(c *vm.Call) (vm.Value, error) { return thisNumber(c) }

// numberToString is Number.prototype.toString(radix). ECMA-262 21.1.3.6.
func numberToString(c *vm.Call) (vm.Value, error) {
	v, err := thisNumber(c)
	if err != nil {
		return vm.Undefined, err
	}
	if c.NArgs() == 0 {
		return plainNumber(c, v)
	}
	radix, err := c.Int32(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if radix < 2 || radix > 36 {
		return vm.Undefined, c.RangeError("")
	}
	if f := v.Float(); radix != 10 && isFinite(f) && f != 0 {
		if err := c.Charge(64); err != nil { // up to 2,100 digits
			return vm.Undefined, err
		}
		return c.NewString(numfmt.FormatRadix(f, int(radix))).Value(), nil
	}
	return plainNumber(c, v)
}

// plainNumber converts a number as String(number) does.
func plainNumber(c *vm.Call, v vm.Value) (vm.Value, error) {
	s, err := c.ToString(v)
	return s.Value(), err
}

// numberToFixed is Number.prototype.toFixed(digits). ECMA-262 21.1.3.3.
func numberToFixed(c *vm.Call) (vm.Value, error) {
	v, err := thisNumber(c)
	if err != nil {
		return vm.Undefined, err
	}
	digits, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if digits < 0 || digits > 100 {
		return vm.Undefined, c.RangeError("digits argument must be between 0 and 100")
	}
	if f := v.Float(); math.Abs(f) < 1e21 {
		return formatted(c, numfmt.ToFixed(f, int(digits)))
	}
	return plainNumber(c, v)
}

// numberToPrecision is Number.prototype.toPrecision(precision). ECMA-262 21.1.3.5.
func numberToPrecision(c *vm.Call) (vm.Value, error) {
	v, err := thisNumber(c)
	if err != nil {
		return vm.Undefined, err
	}
	if c.Arg(0).IsUndefined() {
		return plainNumber(c, v)
	}
	precision, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if !isFinite(v.Float()) {
		return plainNumber(c, v)
	}
	if precision < 1 || precision > 100 {
		return vm.Undefined, c.RangeError("precision argument must be between 1 and 100")
	}
	return formatted(c, numfmt.ToPrecision(v.Float(), int(precision)))
}

// numberToExponential is Number.prototype.toExponential(digits). ECMA-262 21.1.3.2.
func numberToExponential(c *vm.Call) (vm.Value, error) {
	v, err := thisNumber(c)
	if err != nil {
		return vm.Undefined, err
	}
	digits, err := c.ToIntegerOrInfinity(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if !isFinite(v.Float()) {
		return plainNumber(c, v)
	}
	if digits < 0 || digits > 100 {
		return vm.Undefined, c.RangeError("digits argument must be between 0 and 100")
	}
	if c.Arg(0).IsUndefined() {
		digits = -1
	}
	return formatted(c, numfmt.ToExponential(v.Float(), int(digits)))
}

// formatted returns the text of a number as a string.
func formatted(c *vm.Call, text string) (vm.Value, error) {
	if err := c.Charge(4); err != nil {
		return vm.Undefined, err
	}
	return c.NewString(text).Value(), nil
}
