// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Operators on values that the loop has no short way for.

package vm

import (
	"math"

	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/libm"
)

// dead is the error about a variable that is used before its declaration has run.
func (m *Machine) dead() error {
	return m.realm.ReferenceError("cannot access variable before initialization")
}

// toInt32 is ToInt32, with a way for what fits 64 bits that is short enough to be compiled into the loop.
func toInt32(f float64) int32 {
	if i := int64(f); float64(i) == f {
		return int32(i)
	}
	return ToInt32(f)
}

func int32Value(i int32) Value { return Value{bits: math.Float64bits(float64(i)) + numberBias} }

func uint32Value(i uint32) Value { return Value{bits: math.Float64bits(float64(i)) + numberBias} }

// remainder is the operator % of numbers. The way for integers is ten times as fast as math.Mod: BenchmarkScripts/interp/loop.
func remainder(x, y float64) float64 {
	i, j := int64(x), int64(y)
	if float64(i) == x && float64(j) == y && j != 0 && i > 0 {
		return float64(i % j)
	}
	return math.Mod(x, y)
}

// power is the operator ** of numbers. ECMA-262 6.1.6.1.3.
func power(x, y float64) float64 { return libm.Pow(x, y) }

// add is the operator +. ECMA-262 13.15.3; njs converts both operands before it looks at them.
func (m *Machine) add(x, y Value) (Value, error) {
	r := m.realm
	if x.bits == tagObject || y.bits == tagObject {
		var err error
		if x, err = r.ToPrimitive(x, HintFor(x)); err != nil {
			return Undefined, err
		}
		if y, err = r.ToPrimitive(y, HintFor(y)); err != nil {
			return Undefined, err
		}
	}
	if x.bits == tagString || y.bits == tagString {
		return m.concat(x, y)
	}
	return m.arithmetic(bytecode.OpAdd, x, y)
}

func (m *Machine) concat(x, y Value) (Value, error) {
	s, err := m.textOf(x)
	if err != nil {
		return Undefined, err
	}
	t, err := m.textOf(y)
	if err != nil {
		return Undefined, err
	}
	u, err := m.realm.Concat(s, t)
	if err != nil {
		return Undefined, err
	}
	return u.Value(), nil
}

// textOf is ToString that leaves ropes as they are.
func (m *Machine) textOf(v Value) (*String, error) {
	if s := v.Str(); s != nil {
		return s, nil
	}
	return m.realm.ToString(v)
}

// arithmetic applies an operator to the operands as numbers.
func (m *Machine) arithmetic(op bytecode.Op, x, y Value) (Value, error) {
	a, err := m.realm.ToNumber(x)
	if err != nil {
		return Undefined, err
	}
	b, err := m.realm.ToNumber(y)
	if err != nil {
		return Undefined, err
	}
	shift := uint32(toInt32(b)) & 31
	switch op {
	case bytecode.OpAdd:
		return Number(a + b), nil
	case bytecode.OpSub:
		return Number(a - b), nil
	case bytecode.OpMul:
		return Number(a * b), nil
	case bytecode.OpDiv:
		return Number(a / b), nil
	case bytecode.OpRem:
		return Number(remainder(a, b)), nil
	case bytecode.OpPow:
		return Number(power(a, b)), nil
	case bytecode.OpAnd:
		return int32Value(toInt32(a) & toInt32(b)), nil
	case bytecode.OpOr:
		return int32Value(toInt32(a) | toInt32(b)), nil
	case bytecode.OpXor:
		return int32Value(toInt32(a) ^ toInt32(b)), nil
	case bytecode.OpShl:
		return int32Value(toInt32(a) << shift), nil
	case bytecode.OpShr:
		return int32Value(toInt32(a) >> shift), nil
	}
	return uint32Value(uint32(toInt32(a)) >> shift), nil
}

// compare applies <, <=, > or >=. The left operand is converted first, whichever way the comparison goes.
func (m *Machine) compare(op bytecode.Op, x, y Value) (Value, error) {
	r := m.realm
	x, err := r.ToPrimitive(x, HintNumber)
	if err != nil {
		return Undefined, err
	}
	if y, err = r.ToPrimitive(y, HintNumber); err != nil {
		return Undefined, err
	}
	swapped := op == bytecode.OpGreater || op == bytecode.OpLessEq
	if swapped {
		x, y = y, x
	}
	less, undefined, err := r.Less(x, y)
	if op == bytecode.OpLessEq || op == bytecode.OpGreaterEq {
		less = !less && !undefined
	}
	return Bool(less), err
}

// unary applies an operator to a number that the operand is converted to.
func (m *Machine) unary(in bytecode.Instr, regs []Value) error {
	f, err := m.realm.ToNumber(regs[in.B()])
	if err != nil {
		return err
	}
	v := Number(f)
	switch in.Op() {
	case bytecode.OpNeg:
		v = Number(-f)
	case bytecode.OpBitNot:
		v = int32Value(^toInt32(f))
	case bytecode.OpInc:
		v = Number(f + 1)
	case bytecode.OpDec:
		v = Number(f - 1)
	}
	regs[in.A()] = v
	return nil
}

// typeofStrings has the results of typeof.
var typeofStrings = func() (s struct{ undefined, object, boolean, number, text, symbol, function *String }) {
	for word, p := range map[string]**String{
		"undefined": &s.undefined, "object": &s.object, "boolean": &s.boolean, "number": &s.number, "string": &s.text,
		"symbol": &s.symbol, "function": &s.function,
	} {
		*p = &StaticKey(word).name.str
	}
	return s
}()

// typeofString is the operator typeof.
func typeofString(v Value) *String {
	switch v.Kind() {
	case KindObject:
		if v.IsCallable() {
			return typeofStrings.function
		}
		return typeofStrings.object
	case KindNull:
		return typeofStrings.object
	case KindBoolean:
		return typeofStrings.boolean
	case KindNumber:
		return typeofStrings.number
	case KindString:
		return typeofStrings.text
	case KindSymbol:
		return typeofStrings.symbol
	}
	return typeofStrings.undefined
}

// in is the operator in. ECMA-262 13.10.1.
func (m *Machine) in(in bytecode.Instr, regs []Value) error {
	o := regs[in.C()].Object()
	if o == nil {
		return m.realm.TypeError(`property "in" on primitive %s type`, m.realm.TypeName(regs[in.C()]))
	}
	k, err := m.realm.ToOwnKey(regs[in.B()])
	if err != nil {
		return err
	}
	regs[in.A()] = Bool(m.realm.HasProperty(o, k))
	return nil
}

// boundFunction is implemented by the internal data of bound functions.
type boundFunction interface{ BoundTarget() *Object }

// instanceOf is the operator instanceof. njs knows no Symbol.hasInstance. ECMA-262 7.3.22.
func (m *Machine) instanceOf(in bytecode.Instr, regs []Value) error {
	r := m.realm
	class := regs[in.C()]
	if !class.IsCallable() {
		return r.TypeError("right argument is not callable")
	}
	constructor := class.Object()
	for {
		bound, ok := constructor.internal.(boundFunction)
		if !ok {
			break
		}
		constructor = bound.BoundTarget()
	}
	result := false
	if o := regs[in.B()].Object(); o != nil {
		p, err := r.Get(constructor, Keys.Prototype)
		if err != nil {
			return err
		}
		proto := p.Object()
		if proto == nil && (!p.IsUndefined() || r.HasProperty(constructor, Keys.Prototype)) {
			return r.TypeError("Function has non-object prototype in instanceof")
		}
		for o = o.proto; o != nil && proto != nil; o = o.proto {
			r.spend(1)
			if o == proto {
				result = true
				break
			}
		}
	}
	regs[in.A()] = Bool(result)
	return nil
}
