// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"math"
	"testing"

	"selvedge/internal/js/vm"
)

// with returns an object whose methods return the values; nil stands for undefined in place of a method.
func with(tb testing.TB, r *vm.Realm, valueOf, toString *vm.Value) vm.Value {
	tb.Helper()
	o := r.NewObject()
	for name, v := range map[string]*vm.Value{"valueOf": valueOf, "toString": toString} {
		method := vm.Undefined
		if v != nil {
			method = r.NewFunction(name, 0, func(*vm.Call) (vm.Value, error) { return *v, nil }).Value()
		}
		set(tb, r, o, name, method)
	}
	return o.Value()
}

func TestToNumberAndToString(t *testing.T) {
	r := newRealm(t, vm.V2)
	five, text, object := vm.Int(5), str(r, "x"), r.NewObject().Value()
	wrapped, err := r.ToObject(vm.Number(2.5))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		v      vm.Value
		number string
		text   string
	}{
		{"undefined", vm.Undefined, "NaN", "undefined"},
		{"null", vm.Null, "0", "null"},
		{"true", vm.True, "1", "true"},
		{"false", vm.False, "0", "false"},
		{"number", vm.Number(1.5), "1.5", "1.5"},
		{"minus zero", vm.Number(math.Copysign(0, -1)), "0", "0"},
		{"large", vm.Number(1e21), "1e+21", "1e+21"},
		{"empty", str(r, ""), "0", ""},
		{"blank", str(r, " 12 "), "12", " 12 "},
		{"hexadecimal", str(r, "0x10"), "16", "0x10"},
		{"text", str(r, "12abc"), "NaN", "12abc"},
		{"symbol", vm.SymbolIterator.Value(), "TypeError: Cannot convert a Symbol value to a number",
			"TypeError: Cannot convert a Symbol value to a string"},
		{"object", object, "NaN", "[object Object]"},
		{"wrapper", wrapped.Value(), "2.5", "[object Object]"},
		{"both methods", with(t, r, &five, &text), "5", "x"},
		{"valueOf only", with(t, r, &five, nil), "5", "5"},
		{"valueOf gives object", with(t, r, &object, &text), "NaN", "x"},
		{"neither", with(t, r, nil, nil), "TypeError: Cannot convert object to primitive value",
			"TypeError: Cannot convert object to primitive value"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := r.ToNumber(tc.v)
			got := thrown(t, r, err)
			if err == nil {
				got = show(t, r, vm.Number(f))
			}
			if got != tc.number {
				t.Errorf("ToNumber = %s, want %s", got, tc.number)
			}
			got, err = r.ToText(tc.v)
			if err != nil {
				got = thrown(t, r, err)
			}
			if got != tc.text {
				t.Errorf("ToString = %q, want %q", got, tc.text)
			}
		})
	}
}

// njs 0.4.3 reads a sign before hexadecimal digits; 0.7.12 does not.
func TestToNumberByVersion(t *testing.T) {
	for v, want := range map[vm.Version]string{vm.V1: "-16", vm.V2: "NaN"} {
		r := newRealm(t, v)
		f, err := r.ToNumber(str(r, "-0x10"))
		if got := show(t, r, vm.Number(f)); got != want || err != nil {
			t.Errorf("version %d: Number('-0x10') = %s, want %s", v, got, want)
		}
	}
}

func TestToInt32(t *testing.T) {
	for _, tc := range []struct {
		f    float64
		want int32
	}{
		{0, 0}, {math.Copysign(0, -1), 0}, {1.9, 1}, {-1.9, -1}, {math.NaN(), 0}, {math.Inf(1), 0}, {math.Inf(-1), 0},
		{1<<31 - 1, math.MaxInt32}, {1 << 31, math.MinInt32}, {1<<32 - 1, -1}, {1 << 32, 0}, {-1 << 31, math.MinInt32},
		{-1<<31 - 1, math.MaxInt32}, {1<<53 + 2, 2}, {1 << 63, 0}, {1<<63 + 1<<11, 2048}, {1e300, 0}, {-4294967297.5, -1},
		{6442450944, math.MinInt32},
	} {
		if got := vm.ToInt32(tc.f); got != tc.want {
			t.Errorf("ToInt32(%v) = %d, want %d", tc.f, got, tc.want)
		}
		if got := vm.ToUint32(tc.f); got != uint32(tc.want) {
			t.Errorf("ToUint32(%v) = %d, want %d", tc.f, got, uint32(tc.want))
		}
	}
}

func TestToLengthAndIndexes(t *testing.T) {
	r := newRealm(t, vm.V2)
	for _, tc := range []struct {
		v        vm.Value
		length   int64
		relative int64 // of 10, otherwise 7
	}{
		{vm.Undefined, 0, 7}, {vm.NaN, 0, 0}, {vm.Int(3), 3, 3}, {vm.Int(-3), 0, 7}, {vm.Int(-30), 0, 0},
		{vm.Number(2.9), 2, 2}, {vm.Number(-0.5), 0, 0}, {vm.Number(math.Inf(1)), 1<<53 - 1, 10},
		{vm.Number(math.Inf(-1)), 0, 0}, {vm.Number(1e300), 1<<53 - 1, 10}, {str(r, "4"), 4, 4},
	} {
		if got, err := r.ToLength(tc.v); got != tc.length || err != nil {
			t.Errorf("ToLength(%s) = %d, %v, want %d", show(t, r, tc.v), got, err, tc.length)
		}
		if got, err := r.RelativeIndex(tc.v, 10, 7); got != tc.relative || err != nil {
			t.Errorf("RelativeIndex(%s) = %d, %v, want %d", show(t, r, tc.v), got, err, tc.relative)
		}
	}
}

func TestToPropertyKey(t *testing.T) {
	r := newRealm(t, vm.V2)
	one := str(r, "1")
	for _, tc := range []struct {
		name string
		v    vm.Value
		want vm.Key
	}{
		{"index", vm.Int(5), vm.IndexKey(5)},
		{"text of index", str(r, "5"), vm.IndexKey(5)},
		{"largest index", vm.Number(1<<32 - 2), vm.IndexKey(1<<32 - 2)},
		{"too large", vm.Number(1<<32 - 1), r.KeyOfText("4294967295")},
		{"not canonical", str(r, "05"), r.KeyOfText("05")},
		{"negative", vm.Int(-1), r.KeyOfText("-1")},
		{"fraction", vm.Number(1.5), r.KeyOfText("1.5")},
		{"minus zero", vm.Number(math.Copysign(0, -1)), vm.IndexKey(0)},
		{"undefined", vm.Undefined, r.KeyOfText("undefined")},
		{"symbol", vm.SymbolIterator.Value(), vm.SymbolIterator.Key()},
		{"object", with(t, r, nil, &one), vm.IndexKey(1)},
		{"known", str(r, "length"), vm.Keys.Length},
		{"empty", str(r, ""), vm.Keys.Empty},
	} {
		if got, err := r.ToPropertyKey(tc.v); got != tc.want || err != nil {
			t.Errorf("%s: ToPropertyKey = %q, %v, want %q", tc.name, got.Text(), err, tc.want.Text())
		}
	}
	if vm.SymbolIterator.Key() == r.KeyOfText("Symbol.iterator") {
		t.Error("a symbol is the key of its description")
	}
}

func TestLess(t *testing.T) {
	r := newRealm(t, vm.V2)
	for _, tc := range []struct {
		name            string
		x, y            vm.Value
		less, undefined bool
	}{
		{"numbers", vm.Int(1), vm.Int(2), true, false},
		{"NaN", vm.NaN, vm.Int(2), false, true},
		{"strings", str(r, "10"), str(r, "9"), true, false},
		{"string and number", str(r, "10"), vm.Int(9), false, false},
		{"null", vm.Null, vm.Int(1), true, false},
		{"undefined", vm.Undefined, vm.Int(1), false, true},
	} {
		if less, undefined, err := r.Less(tc.x, tc.y); less != tc.less || undefined != tc.undefined || err != nil {
			t.Errorf("%s: Less = %v, %v, %v", tc.name, less, undefined, err)
		}
	}
	if _, _, err := r.Less(vm.SymbolIterator.Value(), vm.Int(1)); err == nil {
		t.Error("a symbol compares")
	}
}

// Text of an error is what its toString would print.
func TestErrorText(t *testing.T) {
	r := newRealm(t, vm.V2)
	for _, tc := range []struct {
		name, message string
		want          string
	}{
		{"TypeError", "m", "TypeError: m"}, {"", "m", "m"}, {"Name", "", "Name"}, {"", "", ""},
	} {
		e := r.NewError(vm.TypeErrorPrototype, r.NewString(tc.message))
		set(t, r, e, "name", str(r, tc.name))
		if got, err := r.ErrorText(e.Value()); got != tc.want || err != nil {
			t.Errorf("ErrorText = %q, %v, want %q", got, err, tc.want)
		}
	}
}

func TestAttachStack(t *testing.T) {
	r := newRealm(t, vm.V2)
	e := r.NewError(vm.RangeErrorPrototype, r.NewString("m"))
	if got := get(t, r, e, "stack"); !got.IsUndefined() || !r.NeedsStack(e.Value()) {
		t.Error("an error has a stack before it is thrown") // njs: new Error('x').stack is undefined
	}
	r.AttachStack(e.Value(), "    at f (native)\n")
	r.AttachStack(e.Value(), "    at g (native)\n")
	if got, want := show(t, r, get(t, r, e, "stack")), "\"RangeError: m\n    at f (native)\n\""; got != want {
		t.Errorf("stack = %s, want %s", got, want)
	}
	p, _ := r.OrdinaryGetOwnProperty(e, vm.Keys.Stack)
	if p.Attr != vm.AttrHidden || r.NeedsStack(e.Value()) {
		t.Errorf("attributes = %v", p.Attr)
	}
	r.AttachStack(vm.Int(1), "")
	r.AttachStack(r.NewObject().Value(), "")
}
