// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"math"
	"testing"
	"unsafe"

	"selvedge/internal/js/vm"
)

func TestValueSize(t *testing.T) {
	if got := unsafe.Sizeof(vm.Value{}); got > 16 {
		t.Errorf("a Value has %d bytes, want at most 16", got)
	}
	if !(vm.Value{}).IsUndefined() {
		t.Error("the zero Value is not undefined")
	}
}

func TestKinds(t *testing.T) {
	r := newRealm(t, vm.V2)
	fn := r.NewFunction("f", 0, returnThis)
	for _, tc := range []struct {
		name   string
		v      vm.Value
		kind   vm.Kind
		typeOf string
		truthy bool
	}{
		{"undefined", vm.Undefined, vm.KindUndefined, "undefined", false},
		{"null", vm.Null, vm.KindNull, "object", false},
		{"false", vm.False, vm.KindBoolean, "boolean", false},
		{"true", vm.True, vm.KindBoolean, "boolean", true},
		{"zero", vm.Int(0), vm.KindNumber, "number", false},
		{"minus zero", vm.Number(math.Copysign(0, -1)), vm.KindNumber, "number", false},
		{"NaN", vm.NaN, vm.KindNumber, "number", false},
		{"infinity", vm.Number(math.Inf(-1)), vm.KindNumber, "number", true},
		{"number", vm.Number(1.5), vm.KindNumber, "number", true},
		{"empty string", str(r, ""), vm.KindString, "string", false},
		{"string", str(r, "0"), vm.KindString, "string", true},
		{"symbol", vm.SymbolIterator.Value(), vm.KindSymbol, "symbol", true},
		{"object", r.NewObject().Value(), vm.KindObject, "object", true},
		{"function", fn.Value(), vm.KindObject, "function", true},
		{"nil object", (*vm.Object)(nil).Value(), vm.KindNull, "object", false},
		{"no object", (*vm.Object)(nil).ValueOrUndefined(), vm.KindUndefined, "undefined", false},
		{"hole", vm.Hole, vm.KindInternal, "undefined", true},
		{"uninitialized", vm.Uninitialized, vm.KindInternal, "undefined", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.v.Kind(); got != tc.kind {
				t.Errorf("Kind() = %v, want %v", got, tc.kind)
			}
			if got := vm.TypeOf(tc.v); got != tc.typeOf {
				t.Errorf("TypeOf = %q, want %q", got, tc.typeOf)
			}
			if got := vm.ToBoolean(tc.v); got != tc.truthy {
				t.Errorf("ToBoolean = %v, want %v", got, tc.truthy)
			}
			is := []bool{tc.v.IsUndefined(), tc.v.IsNull(), tc.v.IsBool(), tc.v.IsNumber(), tc.v.IsString(), tc.v.IsSymbol(),
				tc.v.IsObject()}
			for kind, yes := range is {
				if yes != (tc.kind == vm.Kind(kind)) {
					t.Errorf("the predicate of kind %d = %v", kind, yes)
				}
			}
		})
	}
}

func TestNumbersKeepTheirBits(t *testing.T) {
	for _, f := range []float64{
		0, math.Copysign(0, -1), 1, -1, 0.1, math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1),
		math.Inf(-1), 1 << 53, -1 << 31,
	} {
		v := vm.Number(f)
		if !v.IsNumber() || math.Float64bits(v.Float()) != math.Float64bits(f) {
			t.Errorf("Number(%v).Float() = %v", f, v.Float())
		}
	}
	for _, bits := range []uint64{0x7ff0000000000001, 0x7ff8000000000001, 0xfff8000000000000, 0xffffffffffffffff} {
		v := vm.Number(math.Float64frombits(bits))
		if !v.IsNumber() || v.Float() == v.Float() {
			t.Errorf("Number of the NaN %#x is %v", bits, v.Float())
		}
		if v != vm.NaN {
			t.Errorf("Number of the NaN %#x is not NaN itself", bits)
		}
	}
}

func TestEquality(t *testing.T) {
	r := newRealm(t, vm.V2)
	minusZero := vm.Number(math.Copysign(0, -1))
	o := r.NewObject().Value()
	rope, err := r.Concat(r.NewString("0123456789012345678901234567890"), r.NewString("012345678901234567890123456789"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name                     string
		x, y                     vm.Value
		strict, same, zero, loos bool
	}{
		{"undefined null", vm.Undefined, vm.Null, false, false, false, true},
		{"null zero", vm.Null, vm.Int(0), false, false, false, false},
		{"NaN", vm.NaN, vm.NaN, false, true, true, false},
		{"zeros", vm.Int(0), minusZero, true, false, true, true},
		{"strings", str(r, "ab"), str(r, "ab"), true, true, true, true},
		{"other strings", str(r, "ab"), str(r, "ac"), false, false, false, false},
		{"rope", rope.Value(), str(r, "0123456789012345678901234567890012345678901234567890123456789"), true, true, true, true},
		{"number string", vm.Int(5), str(r, " 5 "), false, false, false, true},
		{"true one", vm.True, vm.Int(1), false, false, false, true},
		{"true string", vm.True, str(r, "1"), false, false, false, true},
		{"object itself", o, o, true, true, true, true},
		{"objects", o, r.NewObject().Value(), false, false, false, false},
		{"object string", o, str(r, "[object Object]"), false, false, false, true},
		{"string object", str(r, "[object Object]"), o, false, false, false, true},
		{"symbol", vm.SymbolIterator.Value(), vm.SymbolIterator.Value(), true, true, true, true},
		{"symbols", vm.SymbolIterator.Value(), r.NewSymbol(nil).Value(), false, false, false, false},
		{"symbol string", vm.SymbolIterator.Value(), str(r, "Symbol.iterator"), false, false, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := vm.StrictEquals(tc.x, tc.y); got != tc.strict {
				t.Errorf("StrictEquals = %v", got)
			}
			if got, err := r.StrictEquals(tc.x, tc.y); got != tc.strict || err != nil {
				t.Errorf("Realm.StrictEquals = %v, %v", got, err)
			}
			if got := vm.SameValue(tc.x, tc.y); got != tc.same {
				t.Errorf("SameValue = %v", got)
			}
			if got := vm.SameValueZero(tc.x, tc.y); got != tc.zero {
				t.Errorf("SameValueZero = %v", got)
			}
			if got, err := r.LooseEquals(tc.x, tc.y); got != tc.loos || err != nil {
				t.Errorf("LooseEquals = %v, %v", got, err)
			}
		})
	}
}
