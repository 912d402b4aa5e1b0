// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/vm"
)

// octets is what a typed array is made of, in small: elements that always exist, and never any others.
type octets struct{ b []byte }

func (d *octets) Snapshot() func() {
	was := append([]byte(nil), d.b...)
	return func() { copy(d.b, was) }
}

func (d *octets) SnapshotSize() int { return 1600 }

func (d *octets) in(k vm.Key) bool { return int64(k.Index()) < int64(len(d.b)) }

func (d *octets) GetOwn(_ *vm.Realm, _ *vm.Object, k vm.Key) (vm.Property, vm.Outcome) {
	switch {
	case !k.IsIndex():
		return vm.Property{}, vm.NotMine
	case !d.in(k):
		return vm.Property{}, vm.Refused
	}
	return vm.Property{Value: vm.Int(int(d.b[k.Index()])), Attr: vm.AttrWritable | vm.AttrEnumerable}, vm.Done
}

func (d *octets) SetOwn(r *vm.Realm, o *vm.Object, k vm.Key, v vm.Value) (vm.Outcome, error) {
	if !k.IsIndex() {
		return vm.NotMine, nil
	}
	n, err := r.Int32(v)
	if err == nil && d.in(k) {
		r.Touch(o)
		d.b[k.Index()] = byte(n)
	}
	return vm.Done, err
}

func (d *octets) DefineOwn(r *vm.Realm, o *vm.Object, k vm.Key, desc vm.Descriptor) (vm.Outcome, error) {
	if k.IsIndex() && (desc.IsAccessor() || !d.in(k)) {
		return vm.Refused, nil
	}
	return d.SetOwn(r, o, k, desc.Value)
}

func (d *octets) DeleteOwn(_ *vm.Realm, _ *vm.Object, k vm.Key) vm.Outcome {
	switch {
	case !k.IsIndex():
		return vm.NotMine
	case d.in(k):
		return vm.Refused
	}
	return vm.Done
}

func (d *octets) OwnIndexes(*vm.Object) (int, bool) { return len(d.b), false }

func TestExotic(t *testing.T) {
	r := newRealm(t, vm.V2)
	proto := object(t, r, "7", vm.True, "x", vm.Int(1))
	o := r.NewObjectOf(vm.ClassTypedArray, proto, &octets{make([]byte, 3)})
	set(t, r, o, "1", str(r, "258"))
	set(t, r, o, "9", vm.Int(5))
	set(t, r, o, "name", vm.True)
	if got := get(t, r, o, "1"); got != vm.Int(2) {
		t.Errorf("o[1] = %s", show(t, r, got))
	}
	if got := get(t, r, o, "7"); !got.IsUndefined() || r.HasProperty(o, vm.IndexKey(7)) {
		t.Errorf("o[7] = %s: an element of the prototype shows", show(t, r, got))
	}
	if !r.HasProperty(o, r.KeyOfText("x")) || !r.HasProperty(o, vm.IndexKey(2)) || r.HasProperty(o, r.KeyOfText("y")) {
		t.Error("HasProperty")
	}
	if diff := cmp.Diff([]string{"0", "1", "2", "name"}, texts(r.EnumerableOwnKeys(o))); diff != "" {
		t.Error(diff)
	}
	err := r.Delete(o.Value(), vm.IndexKey(1))
	if got, want := thrown(t, r, err), `TypeError: Cannot delete property "1" of typed array`; got != want {
		t.Errorf("delete threw %q, want %q", got, want)
	}
	if err := r.Delete(o.Value(), vm.IndexKey(9)); err != nil {
		t.Errorf("delete of nothing: %v", err)
	}
	err = r.DefineOwnProperty(o, vm.IndexKey(0), vm.Descriptor{Has: vm.HasGet})
	if got, want := thrown(t, r, err), `TypeError: Cannot redefine property: "0"`; got != want {
		t.Errorf("defineProperty threw %q, want %q", got, want)
	}
	if err := r.CreateDataProperty(o, vm.IndexKey(0), vm.Int(9)); err != nil || get(t, r, o, "0") != vm.Int(9) {
		t.Errorf("defineProperty: %v", err)
	}
	if got := thrown(t, r, r.Set(o, vm.IndexKey(0), vm.SymbolIterator.Value())); got == "" {
		t.Error("an error of a conversion is lost")
	}
	// An object that inherits from it.
	child := r.NewObjectOf(vm.ClassObject, o, nil)
	set(t, r, child, "1", vm.Int(6))
	set(t, r, child, "9", vm.Int(6))
	if get(t, r, o, "1") != vm.Int(2) || get(t, r, child, "1") != vm.Int(6) || r.HasOwn(child, vm.IndexKey(9)) {
		t.Error("assignment to an object that inherits from an exotic one")
	}
}

func TestSnapshot(t *testing.T) {
	r := newRealm(t, vm.V2)
	o := r.NewObjectOf(vm.ClassTypedArray, nil, &octets{make([]byte, 3)})
	date := r.NewObjectOf(vm.ClassDate, nil, 5)
	if err := r.Seal(); err != nil || !r.Sealed() {
		t.Fatal(err)
	}
	for range 2 {
		fuel := r.FuelUsed()
		set(t, r, o, "1", vm.Int(200))
		if used := r.FuelUsed() - fuel; used < 100 || used > 120 {
			t.Errorf("the first write has cost %d units, want some more than 100", used)
		}
		r.SetInternal(date, 6)
		r.Rollback()
		if get(t, r, o, "1") != vm.Int(0) || date.Internal() != 5 {
			t.Errorf("after rollback: %s, %v", show(t, r, get(t, r, o, "1")), date.Internal())
		}
	}
}

func TestStringObjects(t *testing.T) {
	r := newRealm(t, vm.V2)
	o, err := r.ToObject(str(r, "aé"))
	if err != nil {
		t.Fatal(err)
	}
	unit := vm.Descriptor{Value: str(r, "a"), Has: vm.HasValue}
	if err := r.DefineOwnProperty(o, vm.IndexKey(0), unit); err != nil {
		t.Errorf("what changes nothing: %v", err)
	}
	unit.Value = str(r, "b")
	if got, want := thrown(t, r, r.DefineOwnProperty(o, vm.IndexKey(0), unit)), `TypeError: Cannot redefine property: "0"`; got != want {
		t.Errorf("threw %q, want %q", got, want)
	}
	set(t, r, o, "5", vm.True)
	set(t, r, o, "x", vm.True)
	if err := r.Delete(o.Value(), r.KeyOfText("x")); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"0", "1", "5", "length"}, texts(r.OwnPropertyKeys(o))); diff != "" {
		t.Error(diff)
	}
	if v, ok := o.PrimitiveOf(); !ok || show(t, r, v) != `"aé"` || get(t, r, o, "length") != vm.Int(2) {
		t.Errorf("PrimitiveOf = %s", show(t, r, v))
	}
	if _, ok := r.NewObject().PrimitiveOf(); ok {
		t.Error("an ordinary object has a primitive value")
	}
	if _, err := r.ToObject(vm.Null); thrown(t, r, err) != "TypeError: cannot convert null or undefined to object" {
		t.Errorf("Object(null): %v", err)
	}
}

// Reading from each kind of base. ECMA-262 7.3.3.
func TestGetV(t *testing.T) {
	r := newRealm(t, vm.V2)
	long, err := r.Concat(str(r, "abcdefghijklmnopqrstuvwxyz").Str(), str(r, "abcdefghijklmnopqrstuvwxyz").Str())
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name      string
		base, key vm.Value
		want      string
	}{
		{"length of string", str(r, "aé😀"), str(r, "length"), "3"},
		{"unit", str(r, "aé😀"), vm.Int(2), `"😀"`},
		{"unit by text", str(r, "abc"), str(r, "1"), `"b"`},
		{"unit of rope", long.Value(), vm.Int(27), `"b"`},
		{"beyond", str(r, "abc"), vm.Int(3), "undefined"},
		{"method of string", str(r, "abc"), str(r, "valueOf"), "[function]"},
		{"method of number", vm.Int(1), str(r, "valueOf"), "[function]"},
		{"method of boolean", vm.True, str(r, "valueOf"), "[function]"},
		{"method of symbol", vm.SymbolIterator.Value(), str(r, "valueOf"), "[function]"},
		{"element", r.NewArray(vm.Int(7)).Value(), vm.Int(0), "7"},
		{"element by text", r.NewArray(vm.Int(7)).Value(), str(r, "0"), "7"},
		{"hole", r.NewArray(vm.Hole).Value(), vm.Int(0), "undefined"},
		{"getter of a primitive", vm.Int(5), str(r, "self"), "5"},
	} {
		got, err := r.GetMember(tc.base, tc.key)
		if err != nil || show(t, r, got) != tc.want {
			t.Errorf("%s: %s, %v, want %s", tc.name, show(t, r, got), err, tc.want)
		}
	}
	for _, tc := range []struct {
		base vm.Value
		key  string
		want string
	}{
		{str(r, "a"), "valueOf", "function"},
		{str(r, "a"), "missing", ""},
		{object(t, r, "x", vm.Int(1)).Value(), "x", "TypeError: method is not callable"},
	} {
		method, err := r.GetMethod(tc.base, r.KeyOfText(tc.key))
		got := thrown(t, r, err)
		if method != nil {
			got = r.TypeName(method.Value())
		}
		if got != tc.want {
			t.Errorf("GetMethod(%q) = %q, want %q", tc.key, got, tc.want)
		}
	}
}

func TestKeys(t *testing.T) {
	r := newRealm(t, vm.V2)
	for _, text := range []string{"", "a", "length", "0", "7", "4294967294", "4294967295", "01", "é"} {
		k := r.KeyOfText(text)
		if k.Text() != text || r.KeyString(k).Text() != text || show(t, r, r.KeyValue(k)) != `"`+text+`"` {
			t.Errorf("key of %q is %q", text, k.Text())
		}
		again, err := r.KeyOf(r.NewString(text))
		if again != k || err != nil || k.IsIndex() != (text == "0" || text == "7" || text == "4294967294") || k.IsSymbol() {
			t.Errorf("KeyOf(%q) = %q, %v", text, again.Text(), err)
		}
	}
	s := r.NewSymbol(r.NewString("d"))
	if !s.Key().IsSymbol() || r.KeyValue(s.Key()) != s.Value() || s.Value().Symbol() != s {
		t.Error("a symbol is not its key")
	}
	if text, ok := s.Description(); text.Text() != "d" || !ok {
		t.Errorf("Description = %q, %v", text.Text(), ok)
	}
	if _, ok := r.NewSymbol(nil).Description(); ok {
		t.Error("a symbol without description has one")
	}
	table := vm.NewNameTable(r.Names())
	if first, again := table.Key("a"), table.Key("a"); first != again || table.Key("5") != vm.IndexKey(5) || table.Key("length") != vm.Keys.Length {
		t.Error("keys of a table")
	}
}

func TestArrayBuilding(t *testing.T) {
	r := newRealm(t, vm.V2)
	a := r.NewArray()
	for i := range 3000 {
		r.Append(a, vm.Int(i))
	}
	if n, err := r.LengthOf(a); n != 3000 || err != nil || !a.IsArray() || get(t, r, a, "2999") != vm.Int(2999) {
		t.Errorf("LengthOf = %d, %v", n, err)
	}
	// Growing leaves about as much behind as it reaches: 30,000 elements are 480 KB of a run's 2 MB.
	memory := r.MemoryUsed()
	a = r.NewArray()
	for i := range 30_000 {
		set(t, r, a, fmt.Sprint(i), vm.True)
	}
	if used := r.MemoryUsed() - memory; used > 1_200_000 {
		t.Errorf("an array of 30,000 elements has taken %d bytes", used)
	}
	a = r.NewArrayOf(3)
	if diff := cmp.Diff([]string{"length"}, texts(r.OwnPropertyKeys(a))); diff != "" || a.ArrayLength() != 3 {
		t.Error(diff)
	}
	like := object(t, r, "length", str(r, "2.5"))
	if n, err := r.LengthOf(like); n != 2 || err != nil {
		t.Errorf("LengthOf = %d, %v", n, err)
	}
	for _, tc := range []struct {
		n    int64
		fits bool
	}{{0, true}, {1000, true}, {1 << 40, false}, {math.MaxInt64, false}, {-1, false}} {
		if err := r.FitsMany(tc.n, 16); (err == nil) != tc.fits {
			t.Errorf("FitsMany(%d) = %v", tc.n, err)
		}
	}
	for name, err := range map[string]error{"Charge": r.Charge(-1), "Alloc": r.Alloc(-1), "Fits": r.Fits(-1)} {
		if err == nil {
			t.Errorf("%s of a product that has run over = nil", name)
		}
	}
}

func TestTypeName(t *testing.T) {
	r := newRealm(t, vm.V2)
	wrapped, _ := r.ToObject(vm.True)
	for _, tc := range []struct {
		v    vm.Value
		want string
	}{
		{vm.Undefined, "undefined"}, {vm.Null, "null"}, {vm.Bool(true), "boolean"}, {vm.Int(1), "number"},
		{str(r, ""), "string"}, {vm.SymbolSpecies.Value(), "symbol"}, {r.NewObject().Value(), "object"},
		{r.NewArray().Value(), "array"}, {r.NewFunction("", 0, returnThis).Value(), "function"},
		{r.NewObjectOf(vm.ClassRegExp, nil, nil).Value(), "regexp"}, {r.NewObjectOf(vm.ClassDate, nil, nil).Value(), "date"},
		{r.NewObjectOf(vm.ClassPromise, nil, nil).Value(), "promise"}, {wrapped.Value(), "object"},
		{r.NewObjectOf(vm.ClassArrayBuffer, nil, nil).Value(), "array buffer"},
		{r.NewObjectOf(vm.ClassTypedArray, nil, nil).Value(), "typed array"},
	} {
		if got := r.TypeName(tc.v); got != tc.want {
			t.Errorf("TypeName = %q, want %q", got, tc.want)
		}
	}
	v1 := newRealm(t, vm.V1)
	for class, want := range map[vm.Class]string{
		vm.ClassBoolean: "object boolean", vm.ClassNumber: "object number", vm.ClassString: "object string",
		vm.ClassSymbol: "object symbol", vm.ClassError: "object",
	} {
		if got := v1.TypeName(v1.NewObjectOf(class, nil, nil).Value()); got != want {
			t.Errorf("TypeName of class %d = %q, want %q", class, got, want)
		}
	}
}

// Date prefers its text, others their number. ECMA-262 21.4.4.45.
func TestHintFor(t *testing.T) {
	r := newRealm(t, vm.V2)
	if vm.HintFor(r.NewObjectOf(vm.ClassDate, nil, nil).Value()) != vm.HintString || vm.HintFor(vm.Int(1)) != vm.HintNumber {
		t.Error("hints")
	}
}
