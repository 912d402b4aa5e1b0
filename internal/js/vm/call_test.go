// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/vm"
)

func TestCall(t *testing.T) {
	r := newRealm(t, vm.V2)
	f := r.NewFunction("f", 3, func(c *vm.Call) (vm.Value, error) {
		if c.NArgs() != 2 || c.Arg(0) != vm.Int(1) || !c.Arg(2).IsUndefined() || len(c.Args()) != 2 {
			t.Errorf("arguments = %d, %v", c.NArgs(), c.Args())
		}
		if c.IsConstruct() || c.Version() != vm.V2 {
			t.Error("called by new, or of another version")
		}
		return c.This, nil
	})
	got, err := r.Invoke(f.Value(), vm.True, vm.Int(1), vm.Int(2))
	if got != vm.True || err != nil {
		t.Errorf("Invoke = %v, %v", show(t, r, got), err)
	}
	if name, length := get(t, r, f, "name"), get(t, r, f, "length"); show(t, r, name) != `"f"` || length != vm.Int(3) {
		t.Errorf("name = %s, length = %s", show(t, r, name), show(t, r, length))
	}
	constructor := get(t, r, r.Global(), "Object")
	made, err := r.Construct(constructor)
	if err != nil || !made.IsObject() {
		t.Errorf("Construct = %v, %v", show(t, r, made), err)
	}
}

func TestFunctionData(t *testing.T) {
	r := newRealm(t, vm.V2)
	b := vm.NewBuiltin("f", 1, func(c *vm.Call) (vm.Value, error) { return c.Data().(*vm.Object).Value(), nil })
	x, y := r.NewObject(), r.NewObject()
	f, g := r.NewFunctionOf(b, x), r.NewFunctionOf(b, y)
	for fn, want := range map[*vm.Object]*vm.Object{f: x, g: y} {
		if got, err := r.Invoke(fn.Value(), vm.Undefined); got != want.Value() || err != nil {
			t.Errorf("Data = %v, %v", show(t, r, got), err)
		}
	}
	set(t, r, f, "mine", vm.True)
	if r.HasOwn(g, r.KeyOfText("mine")) || f.Builtin() != b || x.Builtin() != nil {
		t.Error("functions of one Builtin share more than that")
	}
}

// What the host passes in is made when somebody looks, and can be seen to be unchanged.
func TestLazyAndWatch(t *testing.T) {
	r := newRealm(t, vm.V2)
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	made := 0
	shape := vm.NewShape(vm.AttrAll, vm.Keys.Name, vm.Keys.Value)
	lazy := vm.Lazy(func(r *vm.Realm, holder *vm.Object) vm.Value {
		made++
		return r.NewArray(holder.Value()).Value()
	})
	o := r.NewShaped(shape, vm.True, lazy)
	o.Watch()
	if !o.Unchanged() || !o.Untouched(vm.Keys.Value) || o.Untouched(vm.Keys.Name) || made != 0 {
		t.Error("something has happened before anybody looked")
	}
	first := get(t, r, o, "value")
	if again := get(t, r, o, "value"); again != first || made != 1 || get(t, r, first.Object(), "0") != o.Value() {
		t.Errorf("made %d times", made)
	}
	if !o.Unchanged() || o.Untouched(vm.Keys.Value) {
		t.Error("looking is a change, or leaves no trace")
	}
	for name, change := range map[string]func(o *vm.Object) error{
		"set":    func(o *vm.Object) error { return r.Set(o, vm.Keys.Name, vm.False) },
		"add":    func(o *vm.Object) error { return r.Set(o, vm.Keys.Done, vm.False) },
		"index":  func(o *vm.Object) error { return r.Set(o, vm.IndexKey(0), vm.False) },
		"delete": func(o *vm.Object) error { return r.Delete(o.Value(), vm.Keys.Name) },
		"define": func(o *vm.Object) error { return r.CreateDataProperty(o, vm.Keys.Name, vm.False) },
		"proto":  func(o *vm.Object) error { return r.SetPrototypeOf(o, nil) },
	} {
		o := r.NewShaped(shape, vm.True, lazy)
		o.Watch()
		if err := change(o); err != nil || o.Unchanged() {
			t.Errorf("%s: %v, unchanged = %v", name, err, o.Unchanged())
		}
	}
}

// A Lazy in the image is made anew by every invocation that looks.
func TestLazyInImage(t *testing.T) {
	r := newRealm(t, vm.V2)
	o := r.NewShaped(vm.NewShape(vm.AttrAll, vm.Keys.Value), vm.Lazy(func(r *vm.Realm, _ *vm.Object) vm.Value {
		return r.NewArray(vm.Int(5)).Value()
	}))
	set(t, r, r.Global(), "o", o.Value())
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		for range 2 {
			if got := get(t, r, get(t, r, o, "value").Object(), "0"); got != vm.Int(5) {
				t.Errorf("o.value[0] = %s", show(t, r, got))
			}
		}
		r.Rollback()
		r.NewArray(vm.Int(6)) // takes the place of what is gone
		if !o.Untouched(vm.Keys.Value) {
			t.Error("a lazy of the image is made for good")
		}
	}
}

// Arguments stay what they are while other functions are called.
func TestArgumentsOfNestedCalls(t *testing.T) {
	r := newRealm(t, vm.V2)
	var f *vm.Object
	f = r.NewFunction("f", 1, func(c *vm.Call) (vm.Value, error) {
		n := c.Arg(0).Float()
		if n == 0 {
			return vm.Int(0), nil
		}
		sum := 0.0
		for range 2 {
			v, err := c.Invoke(f.Value(), vm.Undefined, vm.Number(n-1), vm.Int(7), vm.Int(8))
			if err != nil {
				return vm.Undefined, err
			}
			sum += v.Float()
		}
		if c.Arg(0) != vm.Number(n) || c.NArgs() != 1 && c.NArgs() != 3 {
			t.Errorf("argument = %v of %d, want %v", c.Arg(0).Float(), c.NArgs(), n)
		}
		return vm.Number(sum + 1), nil
	})
	got, err := r.Invoke(f.Value(), vm.Undefined, vm.Int(8))
	if err != nil || got != vm.Int(255) {
		t.Errorf("Invoke = %v, %v", show(t, r, got), err)
	}
}

// Built-ins that call themselves through the program end in an error that it can catch.
func TestNestedCallsAreBounded(t *testing.T) {
	r := realmWith(t, vm.Limits{Nested: 30})
	depth, deepest := 0, 0
	var f *vm.Object
	f = r.NewFunction("f", 0, func(c *vm.Call) (vm.Value, error) {
		depth++
		deepest = max(deepest, depth)
		defer func() { depth-- }()
		return c.Invoke(f.Value(), vm.Undefined)
	})
	for range 2 {
		_, err := r.Invoke(f.Value(), vm.Undefined)
		if got, want := thrown(t, r, err), "RangeError: Maximum call stack size exceeded"; got != want || deepest != 30 {
			t.Errorf("threw %q at depth %d, want %q at 30", got, deepest, want)
		}
	}
}

func TestAborts(t *testing.T) {
	r := realmWith(t, vm.Limits{Fuel: 100_000, Memory: 10_000})
	if err := r.Charge(99_999); err != nil || r.FuelUsed() != 99_999 {
		t.Errorf("Charge = %v, used %d", err, r.FuelUsed())
	}
	if err := r.Charge(1); err != nil {
		t.Errorf("the last unit: %v", err)
	}
	if err := r.Charge(1); !errors.Is(err, vm.ErrFuel) {
		t.Errorf("Charge beyond the limit = %v", err)
	}

	r = realmWith(t, vm.Limits{Fuel: 100_000, Memory: 10_000})
	used := r.MemoryUsed()
	if err := r.Fits(10_001); !errors.Is(err, vm.ErrMemory) || r.MemoryUsed() != used {
		t.Errorf("Fits = %v", err)
	}
	if err := r.Alloc(5_000); err != nil || r.MemoryUsed() != used+5_000 {
		t.Errorf("Alloc = %v, used %d", err, r.MemoryUsed())
	}
	for range 200 {
		r.NewObject() // returns no error: the run ends at the next charge
	}
	if err := r.Charge(1); !errors.Is(err, vm.ErrMemory) {
		t.Errorf("Charge after too many objects = %v", err)
	}
	if err := r.Overdrawn(); !errors.Is(err, vm.ErrMemory) {
		t.Errorf("Overdrawn = %v", err)
	}

	r = realmWith(t, vm.Limits{})
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	r.Interrupt()
	err := error(nil)
	for i := 0; err == nil && i < 1<<20; i++ {
		err = r.Charge(1)
	}
	if !errors.Is(err, vm.ErrInterrupted) || r.FuelUsed() > 1<<16 {
		t.Errorf("after Interrupt: %v with %d units", err, r.FuelUsed())
	}
	r.Rollback()
	if err := r.Charge(1 << 20); err != nil {
		t.Errorf("after Rollback: %v", err)
	}
	for reason, want := range map[vm.AbortReason]string{
		vm.AbortFuel: "compute budget exceeded", vm.AbortMemory: "memory budget exceeded", vm.AbortInterrupted: "interrupted",
		vm.AbortInternal: "internal error",
	} {
		if got := (&vm.Abort{Reason: reason}).Error(); got != want {
			t.Errorf("Abort %d = %q, want %q", reason, got, want)
		}
	}
}

// Rollback gives an invocation the budget that is left after the image.
func TestBudgetOfInvocations(t *testing.T) {
	r := realmWith(t, vm.Limits{Fuel: 1000, Memory: 10_000})
	if err := r.Charge(400); err != nil {
		t.Fatal(err)
	}
	if err := r.Alloc(3_000); err != nil {
		t.Fatal(err)
	}
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := r.Charge(600); err != nil {
			t.Errorf("Charge = %v", err)
		}
		if err := r.Charge(1); !errors.Is(err, vm.ErrFuel) {
			t.Errorf("Charge = %v, want %v", err, vm.ErrFuel)
		}
		r.Rollback()
		if r.FuelUsed() != 400 || r.MemoryUsed() != 3_000 {
			t.Errorf("after Rollback: %d units, %d bytes", r.FuelUsed(), r.MemoryUsed())
		}
	}
}

func TestJobs(t *testing.T) {
	r := newRealm(t, vm.V2)
	var order []int
	record := func(r *vm.Realm, j *vm.Job) error {
		n := int(j.Args[0].Float())
		order = append(order, n)
		if n < 3 {
			r.Enqueue(vm.Job{Run: j.Run, Args: [4]vm.Value{vm.Int(n + 10)}})
		}
		return nil
	}
	for i := range 5 {
		r.Enqueue(vm.Job{Run: record, Args: [4]vm.Value{vm.Int(i)}})
	}
	if err := r.RunJobs(func() bool { return len(order) == 4 }); err != nil || r.PendingJobs() != 4 {
		t.Errorf("RunJobs = %v, pending %d", err, r.PendingJobs())
	}
	if err := r.RunJobs(nil); err != nil || r.PendingJobs() != 0 {
		t.Errorf("RunJobs = %v, pending %d", err, r.PendingJobs())
	}
	if diff := cmp.Diff([]int{0, 1, 2, 3, 4, 10, 11, 12}, order); diff != "" {
		t.Error(diff)
	}
	// Jobs that make jobs for ever are stopped by the budget.
	r = realmWith(t, vm.Limits{Fuel: 10_000, Memory: 1 << 40})
	again := func(r *vm.Realm, j *vm.Job) error {
		r.Enqueue(*j)
		return nil
	}
	r.Enqueue(vm.Job{Run: again})
	if err := r.RunJobs(nil); !errors.Is(err, vm.ErrFuel) {
		t.Errorf("RunJobs = %v, want %v", err, vm.ErrFuel)
	}
	failed := errors.New("failed")
	r = newRealm(t, vm.V2)
	r.Enqueue(vm.Job{Run: func(*vm.Realm, *vm.Job) error { return failed }})
	if err := r.RunJobs(nil); !errors.Is(err, failed) {
		t.Errorf("RunJobs = %v, want %v", err, failed)
	}
}

func TestExceptions(t *testing.T) {
	r := newRealm(t, vm.V2)
	for _, tc := range []struct {
		err       error
		want, raw string
	}{
		{r.TypeError("a %s %d", "b", 5), "TypeError: a b 5", "TypeError: a b 5"},
		{r.TypeError("%s", "100%"), "TypeError: 100%", "TypeError: 100%"},
		{r.RangeError("x"), "RangeError: x", "RangeError: x"},
		{r.ReferenceError("x"), "ReferenceError: x", "ReferenceError: x"},
		{r.SyntaxError("x"), "SyntaxError: x", "SyntaxError: x"},
		{r.InternalError("x"), "InternalError: x", "InternalError: x"},
		{r.Error("x"), "Error: x", "Error: x"},
		{vm.Throw(vm.Int(5)), "5", "thrown: number"},
	} {
		if got := thrown(t, r, tc.err); got != tc.want {
			t.Errorf("threw %q, want %q", got, tc.want)
		}
		if got := tc.err.Error(); got != tc.raw {
			t.Errorf("Error() = %q, want %q", got, tc.raw)
		}
	}
	// njs cuts messages at 2048 bytes; never inside of a code point.
	long := thrown(t, r, r.TypeError("%s", strings.Repeat("é", 3000)))
	if want := "TypeError: " + strings.Repeat("é", 1024); long != want {
		t.Errorf("a long message has %d bytes, want %d", len(long), len(want))
	}
	e := r.NewError(vm.TypeErrorPrototype, r.NewString("m"))
	if p, _ := r.OrdinaryGetOwnProperty(e, vm.Keys.Message); p.Attr != vm.AttrHidden {
		t.Errorf("attributes of message = %v", p.Attr)
	}
}

func TestRegistry(t *testing.T) {
	g := registry(vm.V1)
	if g.Version() != vm.V1 || g.Names() == nil {
		t.Error("version or names of a registry")
	}
	for _, tc := range []struct {
		version vm.Version
		method  string
		in      vm.Intrinsic
		want    bool
	}{
		{vm.V1, "keys", vm.ArrayPrototype, false}, {vm.V2, "keys", vm.ArrayPrototype, true},
		{vm.V1, "toBytes", vm.StringPrototype, true}, {vm.V2, "toBytes", vm.StringPrototype, false},
		{vm.V1, "push", vm.ArrayPrototype, true},
	} {
		r := newRealm(t, tc.version)
		if got := r.HasOwn(r.Intrinsic(tc.in), r.KeyOfText(tc.method)); got != tc.want {
			t.Errorf("version %d has %s = %v, want %v", tc.version, tc.method, got, tc.want)
		}
	}
	r := newRealm(t, vm.V1)
	if _, ok := r.LookupModule("testing"); ok {
		t.Error("a module of another version is found")
	}
	r = newRealm(t, vm.V2)
	module, ok := r.LookupModule("testing")
	if again, _ := r.LookupModule("testing"); !ok || module != again {
		t.Errorf("LookupModule = %v, %v", module, ok)
	}
	if _, ok := r.LookupModule("fs"); ok {
		t.Error("a module that nobody has registered is found")
	}
	constant, _ := r.OrdinaryGetOwnProperty(r.Intrinsic(vm.MathObject), r.KeyOfText("PI"))
	if constant != (vm.Property{Value: vm.Number(3.25)}) {
		t.Errorf("PI = %+v", constant)
	}
	p, _ := r.OrdinaryGetOwnProperty(r.Intrinsic(vm.ObjectPrototype), r.KeyOfText("self"))
	if !p.IsAccessor() || p.Get == nil || p.Set != nil || show(t, r, get(t, r, p.Get, "name")) != `""` {
		t.Errorf("self = %+v", p)
	}
	if got := get(t, r, r.Intrinsic(vm.ObjectPrototype), "constructor"); got != get(t, r, r.Global(), "Object") {
		t.Error("two Object constructors")
	}
	method := get(t, r, r.Intrinsic(vm.MathObject), "max").Object()
	if diff := cmp.Diff([]string{"name", "length"}, texts(r.OwnPropertyKeys(method))); diff != "" {
		t.Error(diff) // njs: Object.getOwnPropertyNames(Math.max)
	}
	if b := method.Builtin(); b.Path != "Math.max" {
		t.Errorf("Path = %q", b.Path)
	}
}

// Templates that contradict each other are bugs that show at once.
func TestRegistryPanics(t *testing.T) {
	for name, list := range map[string][]vm.Template{
		"two ids":  {{ID: vm.MathObject}, {ID: vm.MathObject}},
		"two rows": {{ID: vm.MathObject, Rows: []vm.Row{vm.Method("a", 0, returnThis), vm.Method("a", 1, returnThis)}}},
		"no id":    {{Path: "x"}},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.HasPrefix(got, "BUG: ") {
					t.Errorf("%s: panicked with %q", name, got)
				}
			}()
			vm.NewRegistry(vm.V2, list, nil)
		}()
	}
}

// The property prototype of a function is made when somebody looks: once, and for each function its own.
func TestLazyPrototype(t *testing.T) {
	r := newRealm(t, vm.V2)
	slots := []vm.Value{vm.LazyPrototype()}
	shape := vm.NewShape(vm.AttrWritable, vm.Keys.Prototype)
	f, g := r.NewCallable(nothing{}, shape, slots, true), r.NewCallable(nothing{}, shape, slots, true)
	p := get(t, r, f, "prototype")
	if p != get(t, r, f, "prototype") || p == get(t, r, g, "prototype") {
		t.Error("not one prototype for each function")
	}
	if get(t, r, p.Object(), "constructor") != f.Value() {
		t.Error("the constructor of the prototype is another function")
	}
	if diff := cmp.Diff([]string{}, texts(r.EnumerableOwnKeys(p.Object()))); diff != "" {
		t.Error(diff)
	}
}

func TestPropertyCache(t *testing.T) {
	r := newRealm(t, vm.V2)
	k := r.KeyOfText("x")
	var c vm.PropertyCache
	read := func(v vm.Value) string {
		t.Helper()
		got, err := r.GetCached(v, k, &c)
		if err != nil {
			return thrown(t, r, err)
		}
		return show(t, r, got)
	}
	base := object(t, r, "x", vm.Int(1))
	middle := r.NewObjectOf(vm.ClassObject, base, nil)
	o := r.NewObjectOf(vm.ClassObject, middle, nil)
	expect := func(step, want string) {
		t.Helper()
		for range 2 {
			if got := read(o.Value()); got != want {
				t.Errorf("%s: %s, want %s", step, got, want)
			}
		}
	}
	expect("inherited", "1")
	set(t, r, base, "x", vm.Int(2))
	expect("changed where it is", "2")
	set(t, r, middle, "x", vm.Int(3))
	expect("hidden on the way", "3")
	if err := r.Delete(middle.Value(), k); err != nil {
		t.Fatal(err)
	}
	expect("not hidden any more", "2")
	if err := r.SetPrototypeOf(middle, object(t, r, "x", vm.Int(4))); err != nil {
		t.Fatal(err)
	}
	expect("another prototype on the way", "4")
	set(t, r, o, "x", vm.Int(5))
	expect("own", "5")
	getter := vm.Descriptor{Get: r.NewFunction("", 0, returnThis), Has: vm.HasGet}
	if err := r.DefineOwnProperty(o, k, getter); err != nil {
		t.Fatal(err)
	}
	expect("getter", "[object]")
	if got := read(vm.Undefined); got != `TypeError: cannot get property "x" of undefined` {
		t.Errorf("of undefined: %s", got)
	}
}

func TestSetCached(t *testing.T) {
	r := newRealm(t, vm.V2)
	k := r.KeyOfText("x")
	var c vm.PropertyCache
	write := func(step string, o *vm.Object, v vm.Value, want string) {
		t.Helper()
		if got := thrown(t, r, r.SetCached(o.Value(), k, v, &c)); got != want {
			t.Errorf("%s: threw %q, want %q", step, got, want)
		}
	}
	for i := range 3 {
		o := object(t, r, "a", vm.True)
		write("add", o, vm.Int(i), "")
		write("overwrite", o, vm.Int(i+10), "")
		if diff := cmp.Diff([]string{"a", "x"}, texts(r.OwnPropertyKeys(o))); diff != "" || get(t, r, o, "x") != vm.Int(i+10) {
			t.Errorf("object %d: x = %v, %s", i, show(t, r, get(t, r, o, "x")), diff)
		}
	}
	closed := object(t, r, "a", vm.True)
	r.PreventExtensions(closed)
	write("not extensible", closed, vm.True, `TypeError: Cannot add property "x", object is not extensible`)
	o := object(t, r, "a", vm.True)
	write("add again", o, vm.True, "")
	r.SetIntegrityLevel(o, true)
	write("frozen", o, vm.True, `TypeError: Cannot assign to read-only property "x" of object`)
	// A setter that appears in the prototype takes over.
	write("add again", object(t, r, "a", vm.True), vm.True, "")
	taken := vm.Undefined
	setter := vm.Descriptor{Has: vm.HasSet, Set: r.NewFunction("", 1, func(c *vm.Call) (vm.Value, error) {
		taken = c.Arg(0)
		return vm.Undefined, nil
	})}
	if err := r.DefineOwnProperty(r.Intrinsic(vm.ObjectPrototype), k, setter); err != nil {
		t.Fatal(err)
	}
	o = object(t, r, "a", vm.True)
	write("setter", o, vm.Int(7), "")
	if taken != vm.Int(7) || r.HasOwn(o, k) {
		t.Error("an inherited setter is passed over")
	}
	write("primitive", nil, vm.True, "TypeError: property set on primitive null type")
}

func TestGetPrimitiveCached(t *testing.T) {
	r := newRealm(t, vm.V2)
	var c vm.PropertyCache
	k := r.KeyOfText("toString")
	for range 2 {
		got, err := r.GetPrimitiveCached(str(r, "ab"), k, &c)
		if err != nil || got != get(t, r, r.Intrinsic(vm.StringPrototype), "toString") {
			t.Errorf("'ab'.toString = %v, %v", show(t, r, got), err)
		}
	}
	set(t, r, r.Intrinsic(vm.StringPrototype), "toString", vm.Int(5))
	if got, err := r.GetPrimitiveCached(str(r, "ab"), k, &c); got != vm.Int(5) || err != nil {
		t.Errorf("'ab'.toString = %v, %v", show(t, r, got), err)
	}
	if got, err := r.GetPrimitiveCached(str(r, "abc"), vm.Keys.Length, &c); got != vm.Int(3) || err != nil {
		t.Errorf("'abc'.length = %v, %v", show(t, r, got), err)
	}
	if got, err := r.GetPrimitiveCached(str(r, "abc"), vm.IndexKey(1), &c); show(t, r, got) != `"b"` || err != nil {
		t.Errorf("'abc'[1] = %v, %v", show(t, r, got), err)
	}
	if got, err := r.GetPrimitiveCached(vm.Int(1), k, &c); !got.IsCallable() || err != nil {
		t.Errorf("(1).toString = %v, %v", show(t, r, got), err)
	}
}

func BenchmarkGet(b *testing.B) {
	r := realmWith(b, vm.Limits{Fuel: 1 << 60})
	method := r.KeyOfText("toString")
	few, many := r.NewObject(), r.NewObject()
	for i := range 200 {
		if i < 5 {
			set(b, r, few, fmt.Sprint("k", i), vm.Int(i))
		}
		set(b, r, many, fmt.Sprint("k", i), vm.Int(i))
	}
	last := r.KeyOfText("k4")
	for _, tc := range []struct {
		name string
		o    *vm.Object
		k    vm.Key
	}{{"own-of-5", few, last}, {"own-of-200", many, last}, {"inherited", few, method}} {
		b.Run(tc.name, func(b *testing.B) {
			for b.Loop() {
				_, _ = r.Get(tc.o, tc.k)
			}
		})
		b.Run(tc.name+"-cached", func(b *testing.B) {
			var c vm.PropertyCache
			v := tc.o.Value()
			for b.Loop() {
				_, _ = r.GetCached(v, tc.k, &c)
			}
		})
	}
}

func BenchmarkSet(b *testing.B) {
	r := realmWith(b, vm.Limits{Fuel: 1 << 60})
	o, k := object(b, r, "a", vm.True, "b", vm.True), r.KeyOfText("b")
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			_ = r.Set(o, k, vm.True)
		}
	})
	b.Run("own-cached", func(b *testing.B) {
		var c vm.PropertyCache
		v := o.Value()
		for b.Loop() {
			_ = r.SetCached(v, k, vm.True, &c)
		}
	})
	b.Run("element", func(b *testing.B) {
		a := r.NewArray(vm.Int(1), vm.Int(2))
		for b.Loop() {
			_ = r.SetElement(a, 1, vm.True)
		}
	})
}

func BenchmarkNewObject(b *testing.B) {
	r := realmWith(b, vm.Limits{Fuel: 1 << 60, Memory: 1 << 60})
	keys := []vm.Key{vm.Keys.Get, vm.Keys.Set, vm.Keys.Value}
	shape := vm.NewShape(vm.AttrAll, keys...)
	if err := r.Seal(); err != nil {
		b.Fatal(err)
	}
	for name, make := range map[string]func(){
		"empty":  func() { r.NewObject() },
		"shaped": func() { r.NewShaped(shape, vm.True, vm.Int(1), vm.Null) },
		"added": func() {
			o := r.NewObject()
			for _, k := range keys {
				_ = r.Set(o, k, vm.True)
			}
		},
		"array": func() { r.NewArray(vm.True, vm.Int(1), vm.Null) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				make()
				if n++; n == 100 {
					n = 0
					r.Rollback()
				}
			}
		})
	}
}

func BenchmarkInvoke(b *testing.B) {
	r := realmWith(b, vm.Limits{Fuel: 1 << 60})
	f := r.NewFunction("f", 0, returnThis).Value()
	b.ReportAllocs()
	for b.Loop() {
		_, _ = r.Invoke(f, vm.Undefined, vm.True, vm.Null)
	}
}

func BenchmarkKeyOf(b *testing.B) {
	r := realmWith(b, vm.Limits{Fuel: 1 << 60, Memory: 1 << 60})
	text := "x-forwarded-for"
	r.KeyOfText(text)
	if err := r.Seal(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = r.KeyOf(r.NewString(text))
		r.Rollback()
	}
}
