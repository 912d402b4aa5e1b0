// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/vm"
)

func TestOwnPropertyKeys(t *testing.T) {
	r := newRealm(t, vm.V2)
	symbol := r.NewSymbol(r.NewString("s"))
	o := r.NewObject()
	if err := r.Set(o, symbol.Key(), vm.True); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"b", "2", "a", "1", "5000000", "01", "4294967294", "4294967295", "-1"} {
		set(t, r, o, k, vm.Int(1))
	}
	// runtime.md 12.2: indexes first, in ascending order, then the order of creation.
	want := []string{"1", "2", "5000000", "4294967294", "b", "a", "01", "4294967295", "-1", "@s"}
	if diff := cmp.Diff(want, texts(r.OwnPropertyKeys(o))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[:len(want)-1], texts(r.EnumerableOwnKeys(o))); diff != "" {
		t.Error(diff)
	}
	a := r.NewArray(vm.Int(1), vm.Hole, vm.Int(3))
	set(t, r, a, "x", vm.True)
	if diff := cmp.Diff([]string{"0", "2", "length", "x"}, texts(r.OwnPropertyKeys(a))); diff != "" {
		t.Error(diff) // njs: Object.getOwnPropertyNames([1]) is 0, length
	}
	s, err := r.ToObject(str(r, "aé"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"0", "1", "length"}, texts(r.OwnPropertyKeys(s))); diff != "" {
		t.Error(diff)
	}
}

// Objects of any size behave the same, whatever is inside of them.
func TestManyProperties(t *testing.T) {
	for _, n := range []int{1, 7, 8, 9, 40, 63, 64, 65, 66, 500} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r := newRealm(t, vm.V2)
			o := r.NewObject()
			var want []string
			for i := range n {
				name := fmt.Sprintf("key%d", i)
				set(t, r, o, name, vm.Int(i))
				want = append(want, name)
			}
			if diff := cmp.Diff(want, texts(r.OwnPropertyKeys(o))); diff != "" {
				t.Fatal(diff)
			}
			for i, name := range want {
				if got := get(t, r, o, name); got != vm.Int(i) {
					t.Errorf("%s = %v, want %d", name, show(t, r, got), i)
				}
			}
			if r.HasOwn(o, r.KeyOfText("missing")) {
				t.Error("an object has a property that was never set")
			}
		})
	}
}

// Deleted properties go, others stay, new ones come last, however often.
func TestDeleteAndAdd(t *testing.T) {
	r := realmWith(t, vm.Limits{Memory: 64 << 20})
	o := r.NewObject()
	var want []string
	for i := range 12 {
		name := fmt.Sprint("k", i)
		set(t, r, o, name, vm.Int(i))
		want = append(want, name)
	}
	for round := range 200 {
		gone := want[round%len(want)]
		if err := r.Delete(o.Value(), r.KeyOfText(gone)); err != nil {
			t.Fatal(err)
		}
		if got := get(t, r, o, gone); !got.IsUndefined() {
			t.Fatalf("round %d: %s = %v after delete", round, gone, show(t, r, got))
		}
		kept := want[:0:0]
		for _, name := range want {
			if name != gone {
				kept = append(kept, name)
			}
		}
		want = append(kept, gone)
		set(t, r, o, gone, vm.Int(round))
		if diff := cmp.Diff(want, texts(r.OwnPropertyKeys(o))); diff != "" {
			t.Fatalf("round %d: %s", round, diff)
		}
		if got := get(t, r, o, gone); got != vm.Int(round) {
			t.Fatalf("round %d: %s = %v", round, gone, show(t, r, got))
		}
	}
}

// Objects that share their first properties do not get each other's.
func TestShapesBranch(t *testing.T) {
	r := newRealm(t, vm.V2)
	var objects []*vm.Object
	for i := range 20 {
		o := object(t, r, "a", vm.Int(i), "b", vm.Int(i))
		for j := range i {
			set(t, r, o, fmt.Sprint("c", (i*7+j)%23), vm.Int(100*i+j))
		}
		objects = append(objects, o)
	}
	for i, o := range objects {
		want := []string{"a", "b"}
		for j := range i {
			name := fmt.Sprint("c", (i*7+j)%23)
			want = append(want, name)
			if got := get(t, r, o, name); got != vm.Int(100*i+j) {
				t.Errorf("object %d: %s = %v", i, name, show(t, r, got))
			}
		}
		if diff := cmp.Diff(want, texts(r.OwnPropertyKeys(o))); diff != "" {
			t.Errorf("object %d: %s", i, diff)
		}
	}
}

// Every text here was printed by njs 0.7.12 for the code in the name.
func TestErrorsOfStrictCode(t *testing.T) {
	frozen := func(r *vm.Realm, o *vm.Object) *vm.Object {
		r.SetIntegrityLevel(o, true)
		return o
	}
	for _, tc := range []struct {
		name string
		do   func(r *vm.Realm) error
		want string
	}{
		{"undefined.x", func(r *vm.Realm) error {
			_, err := r.GetV(vm.Undefined, r.KeyOfText("x"))
			return err
		}, `TypeError: cannot get property "x" of undefined`},
		{"null[0]", func(r *vm.Realm) error {
			_, err := r.GetMember(vm.Null, vm.Int(0))
			return err
		}, `TypeError: cannot get property "0" of null`},
		{"undefined[Symbol()]", func(r *vm.Realm) error {
			_, err := r.GetMember(vm.Undefined, r.NewSymbol(nil).Value())
			return err
		}, `TypeError: cannot get property "unknown" of undefined`},
		{"undefined[{}]", func(r *vm.Realm) error {
			_, err := r.GetMember(vm.Undefined, r.NewObject().Value())
			return err
		}, `TypeError: cannot get property "[object Object]" of undefined`},
		{"undefined.x = 1", func(r *vm.Realm) error {
			return r.SetMember(vm.Undefined, str(r, "x"), vm.True)
		}, "TypeError: property set on primitive undefined type"},
		{"(1).x = 1", func(r *vm.Realm) error {
			return r.SetV(vm.Int(1), r.KeyOfText("x"), vm.True)
		}, "TypeError: property set on primitive number type"},
		{"'abc'[1] = 2", func(r *vm.Realm) error {
			return r.SetMember(str(r, "abc"), vm.Int(1), vm.True)
		}, "TypeError: property set on primitive string type"},
		{"new String('abc')[1] = 2", func(r *vm.Realm) error {
			o, _ := r.ToObject(str(r, "abc"))
			return r.Set(o, vm.IndexKey(1), vm.True)
		}, `TypeError: Cannot assign to read-only property "1" of object`},
		{"new String('a').length = 2", func(r *vm.Realm) error {
			o, _ := r.ToObject(str(r, "a"))
			return r.Set(o, vm.Keys.Length, vm.True)
		}, `TypeError: Cannot assign to read-only property "length" of object`},
		{"delete new String('abc')[1]", func(r *vm.Realm) error {
			o, _ := r.ToObject(str(r, "abc"))
			return r.Delete(o.Value(), vm.IndexKey(1))
		}, `TypeError: Cannot delete property "1" of object`},
		{"delete 'abc'[1]", func(r *vm.Realm) error {
			return r.Delete(str(r, "abc"), vm.IndexKey(1))
		}, `TypeError: Cannot delete property "1" of string`},
		{"delete 'abc'[3]", func(r *vm.Realm) error {
			return r.Delete(str(r, "abc"), vm.IndexKey(3))
		}, ""},
		{"Object.freeze({a:1}).a = 2", func(r *vm.Realm) error {
			return r.Set(frozen(r, object(t, r, "a", vm.True)), r.KeyOfText("a"), vm.True)
		}, `TypeError: Cannot assign to read-only property "a" of object`},
		{"Object.freeze([1])[0] = 2", func(r *vm.Realm) error {
			return r.SetMember(frozen(r, r.NewArray(vm.True)).Value(), vm.Int(0), vm.True)
		}, `TypeError: Cannot assign to read-only property "0" of array`},
		{"Object.freeze([1]).length = 0", func(r *vm.Realm) error {
			return r.Set(frozen(r, r.NewArray(vm.True)), vm.Keys.Length, vm.Int(0))
		}, `TypeError: Cannot assign to read-only property "length" of array`},
		{"Object.freeze({}).a = 2", func(r *vm.Realm) error {
			return r.Set(frozen(r, r.NewObject()), r.KeyOfText("a"), vm.True)
		}, `TypeError: Cannot add property "a", object is not extensible`},
		{"Object.preventExtensions([1])[1] = 2", func(r *vm.Realm) error {
			a := r.NewArray(vm.True)
			r.PreventExtensions(a)
			return r.Set(a, vm.IndexKey(1), vm.True)
		}, `TypeError: Cannot add property "1", object is not extensible`},
		{"delete Object.freeze({a:1}).a", func(r *vm.Realm) error {
			return r.Delete(frozen(r, object(t, r, "a", vm.True)).Value(), r.KeyOfText("a"))
		}, `TypeError: Cannot delete property "a" of object`},
		{"delete Object.freeze([1])[0]", func(r *vm.Realm) error {
			return r.Delete(frozen(r, r.NewArray(vm.True)).Value(), vm.IndexKey(0))
		}, `TypeError: Cannot delete property "0" of array`},
		{"({get a(){}}).a = 2", func(r *vm.Realm) error {
			o := r.NewObject()
			getter := vm.Descriptor{Get: r.NewFunction("", 0, returnThis), Has: vm.HasGet}
			if err := r.DefineOwnProperty(o, r.KeyOfText("a"), getter); err != nil {
				return err
			}
			return r.Set(o, r.KeyOfText("a"), vm.True)
		}, `TypeError: Cannot set property "a" of object which has only a getter`},
		{"Object.defineProperty(Object.freeze({a:1}), 'a', {value:2})", func(r *vm.Realm) error {
			o := frozen(r, object(t, r, "a", vm.True))
			return r.DefineOwnProperty(o, r.KeyOfText("a"), vm.Descriptor{Value: vm.Int(2), Has: vm.HasValue})
		}, `TypeError: Cannot redefine property: "a"`},
		{"Object.defineProperty(Object.freeze({}), 'a', {value:2})", func(r *vm.Realm) error {
			return r.CreateDataProperty(frozen(r, r.NewObject()), r.KeyOfText("a"), vm.True)
		}, `TypeError: Cannot add property "a", object is not extensible`},
		{"[].length = -1", func(r *vm.Realm) error {
			return r.Set(r.NewArray(), vm.Keys.Length, vm.Int(-1))
		}, "RangeError: Invalid array length"},
		{"[].length = 1.5", func(r *vm.Realm) error {
			return r.Set(r.NewArray(), vm.Keys.Length, vm.Number(1.5))
		}, "RangeError: Invalid array length"},
		{"Object.defineProperty([], 'length', {value:-1})", func(r *vm.Realm) error {
			return r.DefineOwnProperty(r.NewArray(), vm.Keys.Length, vm.Descriptor{Value: vm.Int(-1), Has: vm.HasValue})
		}, "RangeError: Invalid array length"},
		{"Object.defineProperty([], 'length', {get(){}})", func(r *vm.Realm) error {
			return r.DefineOwnProperty(r.NewArray(), vm.Keys.Length, vm.Descriptor{Has: vm.HasGet})
		}, `TypeError: Cannot redefine property: "length"`},
		{"a[1] fixed; a.length = 0", func(r *vm.Realm) error {
			a := r.NewArray(vm.True, vm.True, vm.True)
			fixed := vm.Descriptor{Has: vm.HasWritable | vm.HasConfigurable}
			if err := r.DefineOwnProperty(a, vm.IndexKey(1), fixed); err != nil {
				return err
			}
			return r.SetArrayLength(a, 0)
		}, `TypeError: Cannot delete property "1" of array`},
		{"Object.setPrototypeOf(Object.preventExtensions({}), {})", func(r *vm.Realm) error {
			return r.SetPrototypeOf(frozen(r, r.NewObject()), r.NewObject())
		}, `TypeError: Cannot set property "prototype", object is not extensible`},
		{"b = Object.create(a); Object.setPrototypeOf(a, b)", func(r *vm.Realm) error {
			a := r.NewObject()
			return r.SetPrototypeOf(a, r.NewObjectOf(vm.ClassObject, a, nil))
		}, "TypeError: Cyclic __proto__ value"},
		{"1()", func(r *vm.Realm) error {
			_, err := r.Invoke(vm.Int(1), vm.Undefined)
			return err
		}, "TypeError: number is not a function"},
		{"new ({})", func(r *vm.Realm) error {
			_, err := r.Construct(r.NewObject().Value())
			return err
		}, "TypeError: object is not a function"},
		{"new Math.max()", func(r *vm.Realm) error {
			_, err := r.Construct(get(t, r, r.Intrinsic(vm.MathObject), "max"))
			return err
		}, "TypeError: function is not a constructor"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := newRealm(t, vm.V2)
			if got := thrown(t, r, tc.do(r)); got != tc.want {
				t.Errorf("threw %q, want %q", got, tc.want)
			}
		})
	}
}

// What njs 0.4.3 does otherwise.
func TestVersion1(t *testing.T) {
	r := newRealm(t, vm.V1)
	_, err := r.GetV(vm.Null, r.KeyOfText("x"))
	if got, want := thrown(t, r, err), `TypeError: cannot get property "x" of undefined`; got != want {
		t.Errorf("null.x threw %q, want %q", got, want)
	}
	o, _ := r.ToObject(str(r, "abc"))
	err = r.Set(o, vm.IndexKey(1), vm.True)
	if got, want := thrown(t, r, err), `TypeError: Cannot assign to read-only property "1" of object string`; got != want {
		t.Errorf("new String('abc')[1] = 2 threw %q, want %q", got, want)
	}
	a := r.NewArray(vm.Int(1))
	r.SetIntegrityLevel(a, true)
	if err := r.SetMember(a.Value(), vm.Int(0), vm.Int(2)); err != nil || get(t, r, a, "0") != vm.Int(2) {
		t.Errorf("Object.freeze([1])[0] = 2: %v", err)
	}
	if !r.TestIntegrityLevel(a, true) {
		t.Error("a frozen array is not frozen")
	}
	if err := r.SetArrayLength(a, 0); err != nil || a.ArrayLength() != 0 {
		t.Errorf("Object.freeze([1]).length = 0: %v", err)
	}
}

func TestIntegrity(t *testing.T) {
	r := newRealm(t, vm.V2)
	for _, tc := range []struct {
		name   string
		object *vm.Object
	}{
		{"empty", r.NewObject()},
		{"few", object(t, r, "a", vm.True, "b", vm.True)},
		{"array", r.NewArray(vm.True, vm.Hole, vm.True)},
		{"sparse", func() *vm.Object {
			a := r.NewArray()
			set(t, r, a, "100000", vm.True)
			return a
		}()},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := tc.object
			if r.TestIntegrityLevel(o, false) {
				t.Error("sealed from the beginning")
			}
			r.SetIntegrityLevel(o, false)
			if !r.TestIntegrityLevel(o, false) || o.IsExtensible() {
				t.Error("not sealed")
			}
			if got, want := r.TestIntegrityLevel(o, true), tc.name == "empty"; got != want {
				t.Errorf("frozen after sealing = %v, want %v", got, want)
			}
			r.SetIntegrityLevel(o, true)
			if !r.TestIntegrityLevel(o, true) {
				t.Error("not frozen")
			}
			other := object(t, r, "a", vm.True, "b", vm.False)
			set(t, r, other, "a", vm.False) // does not share the shape any more
		})
	}
}

func TestArrays(t *testing.T) {
	r := newRealm(t, vm.V2)
	a := r.NewArray(vm.Int(1), vm.Int(2), vm.Int(3))
	check := func(step string, n int64, want ...string) {
		t.Helper()
		if a.ArrayLength() != n {
			t.Errorf("%s: length = %d, want %d", step, a.ArrayLength(), n)
		}
		if diff := cmp.Diff(want, texts(r.EnumerableOwnKeys(a))); diff != "" {
			t.Errorf("%s: %s", step, diff)
		}
	}
	check("new", 3, "0", "1", "2")
	set(t, r, a, "3", vm.Int(4))
	check("append", 4, "0", "1", "2", "3")
	set(t, r, a, "6", vm.Int(7))
	check("gap", 7, "0", "1", "2", "3", "6")
	set(t, r, a, "length", str(r, "2"))
	check("shorter", 2, "0", "1")
	set(t, r, a, "length", vm.Int(5))
	check("longer", 5, "0", "1")
	if err := r.Delete(a.Value(), vm.IndexKey(0)); err != nil {
		t.Fatal(err)
	}
	check("deleted", 5, "1")
	set(t, r, a, "4294967294", vm.Int(9))
	check("sparse", 1<<32-1, "1", "4294967294")
	set(t, r, a, "4294967295", vm.Int(9))
	check("no index", 1<<32-1, "1", "4294967294", "4294967295")
	set(t, r, a, "length", vm.Int(2))
	check("sparse shorter", 2, "1", "4294967295")
	set(t, r, a, "0", vm.Int(8))
	check("sparse filled", 2, "0", "1", "4294967295")
	// njs: a[7] = 1 works although the length cannot be written.
	if err := r.DefineOwnProperty(a, vm.Keys.Length, vm.Descriptor{Value: vm.Int(5), Has: vm.HasValue | vm.HasWritable}); err != nil {
		t.Fatal(err)
	}
	set(t, r, a, "7", vm.Int(1))
	check("fixed length", 8, "0", "1", "7", "4294967295")
}

// A huge length costs nothing.
func TestHugeArray(t *testing.T) {
	r := newRealm(t, vm.V2)
	a := r.NewArray()
	memory := r.MemoryUsed()
	set(t, r, a, "length", vm.Number(1<<32-1))
	set(t, r, a, "3000000000", vm.True)
	set(t, r, a, "5", vm.True)
	if got := r.MemoryUsed() - memory; got > 500 {
		t.Errorf("a sparse array has taken %d bytes", got)
	}
	if diff := cmp.Diff([]string{"5", "3000000000"}, texts(r.EnumerableOwnKeys(a))); diff != "" {
		t.Error(diff)
	}
}

func TestDense(t *testing.T) {
	r := newRealm(t, vm.V2)
	a := r.NewArray(vm.Int(1), vm.Int(2))
	if elems, ok := a.Dense(); !ok || len(elems) != 2 {
		t.Errorf("Dense = %v, %v", elems, ok)
	}
	elems, ok := r.DenseForWrite(a)
	if !ok {
		t.Fatal("DenseForWrite = false")
	}
	elems[1] = vm.Int(5)
	if got := get(t, r, a, "1"); got != vm.Int(5) {
		t.Errorf("a[1] = %v", show(t, r, got))
	}
	for _, o := range []*vm.Object{r.NewArray(vm.Int(1), vm.Hole), r.NewObject()} {
		if _, ok := o.Dense(); ok {
			t.Errorf("Dense of %s = true", r.TypeName(o.Value()))
		}
	}
	r.SetIntegrityLevel(a, true)
	if _, ok := r.DenseForWrite(a); ok {
		t.Error("DenseForWrite of a frozen array = true")
	}
}

func TestInheritance(t *testing.T) {
	r := newRealm(t, vm.V2)
	base := object(t, r, "a", vm.Int(1), "b", vm.Int(2))
	o := r.NewObjectOf(vm.ClassObject, base, nil)
	set(t, r, o, "b", vm.Int(3))
	if get(t, r, o, "a") != vm.Int(1) || get(t, r, o, "b") != vm.Int(3) || get(t, r, base, "b") != vm.Int(2) {
		t.Error("an inherited property is not seen, or not hidden")
	}
	var this vm.Value
	setter := r.NewFunction("", 1, func(c *vm.Call) (vm.Value, error) {
		this = c.Arg(0)
		return vm.Undefined, nil
	})
	getter := r.NewFunction("", 0, returnThis)
	pair := vm.Descriptor{Get: getter, Set: setter, Has: vm.HasGet | vm.HasSet}
	if err := r.DefineOwnProperty(base, r.KeyOfText("pair"), pair); err != nil {
		t.Fatal(err)
	}
	set(t, r, o, "pair", vm.Int(9))
	if this != vm.Int(9) || r.HasOwn(o, r.KeyOfText("pair")) {
		t.Error("an inherited setter is not called")
	}
	if got := get(t, r, o, "pair"); got != o.Value() {
		t.Error("this of an inherited getter is not the object")
	}
	readOnly := vm.Descriptor{Value: vm.Int(1), Has: vm.HasValue}
	if err := r.DefineOwnProperty(base, r.KeyOfText("fixed"), readOnly); err != nil {
		t.Fatal(err)
	}
	err := r.Set(o, r.KeyOfText("fixed"), vm.Int(2))
	if got, want := thrown(t, r, err), `TypeError: Cannot assign to read-only property "fixed" of object`; got != want {
		t.Errorf("threw %q, want %q", got, want)
	}
}

func TestForInKeys(t *testing.T) {
	r := newRealm(t, vm.V2)
	base := object(t, r, "p", vm.True, "a", vm.True, "hidden", vm.True)
	o := r.NewObjectOf(vm.ClassObject, base, nil)
	set(t, r, o, "a", vm.True)
	if err := r.DefineOwnProperty(o, r.KeyOfText("hidden"), vm.Descriptor{Value: vm.True, Has: vm.HasValue}); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		v    vm.Value
		want []string
	}{
		{"chain", o.Value(), []string{"a", "p"}},
		{"string", str(r, "ab"), []string{"0", "1"}},
		{"number", vm.Int(5), []string{}},
		{"null", vm.Null, []string{}},
		{"array", r.NewArray(vm.Hole, vm.True).Value(), []string{"1"}},
	} {
		keys, err := r.ForInKeys(tc.v)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, texts(keys)); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
}

// ECMA-262 10.1.6.3, the table of what may become what.
func TestRedefine(t *testing.T) {
	r := newRealm(t, vm.V2)
	f, g := r.NewFunction("f", 0, returnThis), r.NewFunction("g", 0, returnThis)
	value := func(v int, a vm.Attr) vm.Descriptor { return vm.DataDescriptor(vm.Int(v), a) }
	for _, tc := range []struct {
		name   string
		first  vm.Descriptor
		second vm.Descriptor
		want   vm.Property // zero: refused
	}{
		{"anything over configurable", value(1, vm.AttrConfigurable), value(2, vm.AttrNone), vm.Property{Value: vm.Int(2)}},
		{"accessor over value", value(1, vm.AttrAll), vm.Descriptor{Get: f, Has: vm.HasGet},
			vm.Property{Get: f, Attr: vm.AttrAccessor | vm.AttrEnumerable | vm.AttrConfigurable}},
		{"setter joins getter", vm.Descriptor{Get: f, Has: vm.HasGet | vm.HasConfigurable, Attr: vm.AttrConfigurable},
			vm.Descriptor{Set: g, Has: vm.HasSet}, vm.Property{Get: f, Set: g, Attr: vm.AttrAccessor | vm.AttrConfigurable}},
		{"value over accessor", vm.Descriptor{Get: f, Has: vm.HasGet | vm.HasConfigurable, Attr: vm.AttrConfigurable},
			vm.Descriptor{Value: vm.Int(4), Has: vm.HasValue}, vm.Property{Value: vm.Int(4), Attr: vm.AttrConfigurable}},
		{"attributes alone", value(1, vm.AttrAll), vm.Descriptor{Has: vm.HasEnumerable},
			vm.Property{Value: vm.Int(1), Attr: vm.AttrHidden}},
		{"attributes of accessor", vm.Descriptor{Get: f, Has: vm.HasGet | vm.HasConfigurable, Attr: vm.AttrConfigurable},
			vm.Descriptor{Has: vm.HasConfigurable}, vm.Property{Get: f, Attr: vm.AttrAccessor}},
		{"same value over fixed", value(1, vm.AttrNone), value(1, vm.AttrNone), vm.Property{Value: vm.Int(1)}},
		{"nothing over fixed", value(1, vm.AttrNone), vm.Descriptor{}, vm.Property{Value: vm.Int(1)}},
		{"read only over writable", value(1, vm.AttrWritable), value(2, vm.AttrNone), vm.Property{Value: vm.Int(2)}},
		{"other value over fixed", value(1, vm.AttrNone), value(2, vm.AttrNone), vm.Property{}},
		{"writable over fixed", value(1, vm.AttrNone), vm.Descriptor{Attr: vm.AttrWritable, Has: vm.HasWritable}, vm.Property{}},
		{"configurable over fixed", value(1, vm.AttrNone), value(1, vm.AttrConfigurable), vm.Property{}},
		{"enumerable over fixed", value(1, vm.AttrNone), value(1, vm.AttrEnumerable), vm.Property{}},
		{"accessor over fixed", value(1, vm.AttrNone), vm.Descriptor{Get: f, Has: vm.HasGet}, vm.Property{}},
		{"value over fixed accessor", vm.Descriptor{Get: f, Has: vm.HasGet}, value(1, vm.AttrNone), vm.Property{}},
		{"same getter over fixed", vm.Descriptor{Get: f, Has: vm.HasGet}, vm.Descriptor{Get: f, Has: vm.HasGet},
			vm.Property{Get: f, Attr: vm.AttrAccessor}},
		{"other getter over fixed", vm.Descriptor{Get: f, Has: vm.HasGet}, vm.Descriptor{Get: g, Has: vm.HasGet}, vm.Property{}},
	} {
		for _, k := range []vm.Key{r.KeyOfText("x"), vm.IndexKey(3)} {
			t.Run(tc.name+" "+k.Text(), func(t *testing.T) {
				o := object(t, r, "before", vm.True, "0", vm.True)
				if err := r.DefineOwnProperty(o, k, tc.first); err != nil {
					t.Fatal(err)
				}
				err := r.DefineOwnProperty(o, k, tc.second)
				if got, want := thrown(t, r, err), fmt.Sprintf("TypeError: Cannot redefine property: %q", k.Text()); tc.want == (vm.Property{}) {
					if got != want {
						t.Errorf("threw %q, want %q", got, want)
					}
					return
				}
				if err != nil {
					t.Fatalf("threw %q", thrown(t, r, err))
				}
				got, ok := r.OrdinaryGetOwnProperty(o, k)
				if !ok || got != tc.want {
					t.Errorf("property = %+v, want %+v", got, tc.want)
				}
				if get(t, r, o, "before") != vm.True || get(t, r, o, "0") != vm.True {
					t.Error("another property has changed")
				}
			})
		}
	}
}

func BenchmarkShapeFind(b *testing.B) {
	r := newRealm(b, vm.V2)
	missing := r.KeyOfText("missing")
	for _, n := range []int{2, 4, 8, 12, 16, 64} {
		var keys []vm.Key
		for i := range n {
			keys = append(keys, r.KeyOfText(fmt.Sprint("k", i)))
		}
		s := vm.NewShape(vm.AttrAll, keys...)
		b.Run(fmt.Sprint("hit-", n), func(b *testing.B) {
			i := 0
			for b.Loop() {
				s.Find(keys[i])
				if i++; i == n {
					i = 0
				}
			}
		})
		b.Run(fmt.Sprint("miss-", n), func(b *testing.B) {
			for b.Loop() {
				s.Find(missing)
			}
		})
	}
}
