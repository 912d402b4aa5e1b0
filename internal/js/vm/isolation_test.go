// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/vm"
)

// counter is internal data that is changed in place.
type counter struct{ n int }

func (c *counter) Snapshot() func() {
	was := *c
	return func() { *c = was }
}

// world is a realm with some state that its program has built.
type world struct {
	r       *vm.Realm
	cells   []*vm.Cell
	counter *vm.Object
	gets    [8]vm.PropertyCache
	sets    [4]vm.PropertyCache
}

func newWorld(tb testing.TB, seed uint64) *world {
	tb.Helper()
	r := vm.NewRealm(vm.Config{Registry: registry(vm.V2), Host: &host{}, Limits: vm.Limits{Memory: 8 << 20}})
	w := &world{r: r}
	random := rand.New(rand.NewPCG(seed, 0))
	w.counter = r.NewObjectOf(vm.ClassDate, r.Intrinsic(vm.ObjectPrototype), &counter{})
	set(tb, r, r.Global(), "counter", w.counter.Value())
	for i := range 4 {
		w.cells = append(w.cells, r.NewCell(r.NewArray(vm.Int(i)).Value()))
	}
	f := r.NewCallable(nothing{}, vm.NewShape(vm.AttrWritable, vm.Keys.Prototype), prototypeSlots, true)
	set(tb, r, r.Global(), "F", f.Value())
	w.run(tb, random, 60)
	if err := r.Seal(); err != nil {
		tb.Fatal(err)
	}
	return w
}

var prototypeSlots = []vm.Value{vm.LazyPrototype()}

// nothing is a function that does nothing.
type nothing struct{}

func (nothing) Call(*vm.Realm, *vm.Object, vm.Value, []vm.Value, *vm.Object) (vm.Value, error) {
	return vm.Undefined, nil
}

// run does random things, and returns what happened.
func (w *world) run(tb testing.TB, random *rand.Rand, steps int) string {
	tb.Helper()
	var trace strings.Builder
	for range steps {
		o := w.pick(random)
		err := w.step(tb, o, random, &trace)
		if err != nil {
			trace.WriteString(thrown(tb, w.r, err))
			if _, ok := errors.AsType[*vm.Abort](err); ok {
				break
			}
		}
		trace.WriteByte('\n')
	}
	fmt.Fprintf(&trace, "fuel %d, memory %d", w.r.FuelUsed(), w.r.MemoryUsed())
	return trace.String()
}

// pick walks from the global object along random properties.
func (w *world) pick(random *rand.Rand) *vm.Object {
	o := w.r.Global()
	for range random.IntN(5) {
		keys := w.r.OwnPropertyKeys(o)
		if len(keys) == 0 || random.IntN(8) == 0 {
			if o.Proto() != nil {
				o = o.Proto()
			}
			continue
		}
		p, _ := w.r.OrdinaryGetOwnProperty(o, keys[random.IntN(len(keys))])
		if next := p.Value.Object(); next != nil {
			o = next
		}
	}
	return o
}

func (w *world) key(random *rand.Rand) vm.Key {
	switch random.IntN(6) {
	case 0:
		return vm.IndexKey(uint32(random.IntN(6)))
	case 1:
		return vm.IndexKey(uint32(random.IntN(5000)))
	case 2:
		return vm.Keys.Length
	case 3:
		return w.r.KeyOfText(fmt.Sprint("fresh", random.IntN(200)))
	}
	return w.r.KeyOfText([]string{"a", "b", "c", "push", "toString", "prototype", "Math"}[random.IntN(7)])
}

func (w *world) value(random *rand.Rand) vm.Value {
	r := w.r
	switch random.IntN(8) {
	case 0:
		return r.NewObject().Value()
	case 1:
		return r.NewArray(vm.Int(1), vm.Hole, vm.Int(3)).Value()
	case 2:
		s, err := r.Concat(r.NewString(strings.Repeat("é", 20)), r.NewString(strings.Repeat("x", 50)))
		if err != nil {
			return vm.Undefined
		}
		return s.Value()
	case 3:
		return w.pick(random).Value()
	case 4:
		return r.NewCallable(nothing{}, vm.NewShape(vm.AttrWritable, vm.Keys.Prototype), prototypeSlots, true).Value()
	case 5:
		return r.NewFunction("f", 1, returnThis).Value()
	}
	return vm.Int(random.IntN(5))
}

func (w *world) step(tb testing.TB, o *vm.Object, random *rand.Rand, trace *strings.Builder) error {
	tb.Helper()
	r, k := w.r, w.key(random)
	switch random.IntN(16) {
	case 0, 1, 2:
		return r.Set(o, k, w.value(random))
	case 3:
		return r.Delete(o.Value(), k)
	case 4:
		v, err := r.Get(o, k)
		if err == nil {
			trace.WriteString(show(tb, r, v))
		}
		return err
	case 5:
		return r.DefineOwnProperty(o, k, vm.DataDescriptor(w.value(random), vm.Attr(random.IntN(8))))
	case 6:
		getter := vm.Descriptor{Get: r.NewFunction("", 0, returnThis), Attr: vm.AttrAll, Has: vm.HasGet | vm.HasConfigurable}
		return r.DefineOwnProperty(o, k, getter)
	case 7:
		if random.IntN(6) == 0 {
			r.SetIntegrityLevel(o, random.IntN(2) == 0)
		}
	case 8:
		if proto := w.pick(random); random.IntN(4) == 0 {
			return r.SetPrototypeOf(o, proto)
		}
	case 9:
		c := w.cells[random.IntN(len(w.cells))]
		if inner := c.Value().Object(); inner != nil && random.IntN(2) == 0 {
			return r.Set(inner, k, w.value(random))
		}
		r.SetCell(c, w.value(random))
	case 10:
		r.Touch(w.counter)
		w.counter.Internal().(*counter).n += random.IntN(5)
	case 11:
		keys, err := r.ForInKeys(o.Value())
		fmt.Fprint(trace, len(keys))
		return err
	case 12, 13:
		at := random.IntN(len(w.gets))
		name := r.KeyOfText([]string{"a", "b", "c", "toString", "push", "max", "valueOf", "fresh1"}[at])
		v, err := r.GetCached(o.Value(), name, &w.gets[at])
		if err == nil {
			trace.WriteString(show(tb, r, v))
		}
		return err
	case 14:
		at := random.IntN(4)
		name := r.KeyOfText([]string{"a", "b", "c", "d"}[at])
		return r.SetCached(o.Value(), name, w.value(random), &w.sets[at])
	case 15:
		return r.Overdrawn()
	}
	return nil
}

// dump describes everything that can be reached from the global object and the variables.
func (w *world) dump() string {
	var text strings.Builder
	numbers := map[*vm.Object]int{}
	var queue []*vm.Object
	name := func(v vm.Value) string {
		o := v.Object()
		if o == nil {
			if s := v.Str(); s != nil {
				return fmt.Sprintf("%q", s.Text())
			}
			return fmt.Sprintf("%v %v", v.Kind(), vm.TypeOf(v))
		}
		n, known := numbers[o]
		if !known {
			n = len(numbers)
			numbers[o] = n
			queue = append(queue, o)
		}
		return fmt.Sprint("#", n)
	}
	name(w.r.Global().Value())
	for _, c := range w.cells {
		text.WriteString(name(c.Value()) + "\n")
	}
	for len(queue) > 0 {
		o := queue[0]
		queue = queue[1:]
		fmt.Fprintf(&text, "#%d class %d, extensible %v, length %d, proto %s", numbers[o], o.Class(), o.IsExtensible(),
			o.ArrayLength(), name(o.Proto().Value()))
		if c, ok := o.Internal().(*counter); ok {
			fmt.Fprintf(&text, ", counter %d", c.n)
		}
		text.WriteByte('\n')
		for _, k := range w.r.OwnPropertyKeys(o) {
			p, _ := w.r.OrdinaryGetOwnProperty(o, k)
			fmt.Fprintf(&text, "  %s: %d %s %s %s\n", k.Text(), p.Attr, name(p.Value), name(p.Get.Value()), name(p.Set.Value()))
		}
	}
	return text.String()
}

// A rolled back realm equals a new one: in everything that can be reached, in what code sees and in what it is
// charged. Invariant I-1.
func TestRollbackEqualsNew(t *testing.T) {
	for seed := range uint64(40) {
		reused := newWorld(t, seed)
		pristine := newWorld(t, seed).dump()
		for invocation := range uint64(12) {
			used := reused.run(t, rand.New(rand.NewPCG(seed, invocation+1)), 150)
			after := reused.dump()
			reused.r.Rollback()
			fresh := newWorld(t, seed)
			if diff := cmp.Diff(fresh.run(t, rand.New(rand.NewPCG(seed, invocation+1)), 150), used); diff != "" {
				t.Fatalf("seed %d, invocation %d: a reused realm behaves otherwise than a new one:\n%s", seed, invocation, diff)
			}
			if diff := cmp.Diff(fresh.dump(), after); diff != "" {
				t.Fatalf("seed %d, invocation %d: state after the run:\n%s", seed, invocation, diff)
			}
			if invocation%4 == 3 {
				if diff := cmp.Diff(pristine, reused.dump()); diff != "" {
					t.Fatalf("seed %d, invocation %d: state after rollback:\n%s", seed, invocation, diff)
				}
				reused.r.Rollback() // looking has cost fuel
			}
		}
	}
}

func TestImpure(t *testing.T) {
	for name, observe := range map[string]func(r *vm.Realm){
		"time":    func(r *vm.Realm) { r.Now() },
		"random":  func(r *vm.Realm) { r.Random() },
		"console": func(r *vm.Realm) { r.ConsoleLog("x") },
		"host":    func(r *vm.Realm) { r.Observe() },
	} {
		r := newRealm(t, vm.V2)
		if r.Impure() {
			t.Errorf("%s: impure from the beginning", name)
		}
		observe(r)
		if !r.Impure() {
			t.Errorf("%s: still pure", name)
		}
		r = newRealm(t, vm.V2)
		if err := r.Seal(); err != nil {
			t.Fatal(err)
		}
		observe(r)
		if r.Impure() {
			t.Errorf("%s: impure by what an invocation does", name)
		}
	}
}

// Looking at built-ins for the first time costs an invocation nothing, and they keep their identity.
func TestMaterialise(t *testing.T) {
	r := newRealm(t, vm.V2)
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	fuel, memory := r.FuelUsed(), r.MemoryUsed()
	max := get(t, r, r.Intrinsic(vm.MathObject), "max")
	if !max.IsCallable() || r.FuelUsed() != fuel || r.MemoryUsed() != memory {
		t.Errorf("%d units and %d bytes for looking at a built-in", r.FuelUsed()-fuel, r.MemoryUsed()-memory)
	}
	set(t, r, max.Object(), "mine", vm.True)
	r.Rollback()
	again := get(t, r, r.Intrinsic(vm.MathObject), "max")
	if again != max || r.HasOwn(max.Object(), r.KeyOfText("mine")) {
		t.Error("a built-in made in an invocation is not the pristine one in the next")
	}
	// The same with an object that is already written to.
	set(t, r, r.Intrinsic(vm.ArrayPrototype), "mine", vm.True)
	push := get(t, r, r.Intrinsic(vm.ArrayPrototype), "push")
	r.Rollback()
	if get(t, r, r.Intrinsic(vm.ArrayPrototype), "push") != push {
		t.Error("a built-in made after a write to its object is another in the next invocation")
	}
}

// What caches have learned in an invocation does not hold for other objects of the next.
func TestCachesAfterRollback(t *testing.T) {
	r := newRealm(t, vm.V2)
	k := r.KeyOfText("x")
	far := object(t, r, "x", vm.Int(1))
	near := r.NewObjectOf(vm.ClassObject, far, nil)
	set(t, r, near, "x", vm.Int(2))
	o := r.NewObjectOf(vm.ClassObject, near, nil)
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	var c vm.PropertyCache
	read := func(o *vm.Object) vm.Value {
		t.Helper()
		v, err := r.GetCached(o.Value(), k, &c)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if err := r.Delete(near.Value(), k); err != nil {
		t.Fatal(err)
	}
	if got := read(o); got != vm.Int(1) {
		t.Errorf("x after delete = %s", show(t, r, got))
	}
	r.Rollback()
	if got := read(o); got != vm.Int(2) {
		t.Errorf("x after rollback = %s", show(t, r, got))
	}
	// A prototype of this invocation, and in the next another object at the same place.
	for i := range 3 {
		proto := r.NewObject()
		if i == 0 {
			set(t, r, proto, "x", vm.Int(7))
		}
		got, want := read(r.NewObjectOf(vm.ClassObject, proto, nil)), vm.Undefined
		if i == 0 {
			want = vm.Int(7)
		}
		if got != want {
			t.Errorf("invocation %d: x = %s", i, show(t, r, got))
		}
		r.Rollback()
	}
}

// A string of the image does not remember a name that is forgotten.
func TestNamesOfTheImage(t *testing.T) {
	r := newRealm(t, vm.V2)
	s := r.NewString("dynamic")
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	before, err := r.KeyOf(s)
	if err != nil || before != r.KeyOfText("dynamic") {
		t.Fatalf("KeyOf = %v, %v", before, err)
	}
	for i := range 2000 {
		r.KeyOfText(fmt.Sprint("name", i))
	}
	r.Rollback()
	if after, err := r.KeyOf(s); err != nil || after != r.KeyOfText("dynamic") {
		t.Errorf("KeyOf = %v, %v: another key than that of the same text", after, err)
	}
}

// A lookup costs the same whether a cache knows the way or not, however long it is.
func TestCachesAreFree(t *testing.T) {
	for _, depth := range []int{1, 7, 8, 9, 10, 30} {
		r := newRealm(t, vm.V2)
		k := r.KeyOfText("x")
		o := object(t, r, "x", vm.True)
		for range depth {
			o = r.NewObjectOf(vm.ClassObject, o, nil)
		}
		var c vm.PropertyCache
		var costs [3]int64
		for i := range costs {
			fuel := r.FuelUsed()
			if v, err := r.GetCached(o.Value(), k, &c); v != vm.True || err != nil {
				t.Errorf("x = %v, %v", show(t, r, v), err)
			}
			costs[i] = r.FuelUsed() - fuel
		}
		if costs[0] != costs[1] || costs[1] != costs[2] {
			t.Errorf("depth %d: reading costs %v", depth, costs)
		}
		var a vm.PropertyCache
		for i := range costs {
			child := r.NewObjectOf(vm.ClassObject, o, nil)
			fuel := r.FuelUsed()
			if err := r.SetCached(child.Value(), r.KeyOfText("y"), vm.True, &a); err != nil {
				t.Fatal(err)
			}
			costs[i] = r.FuelUsed() - fuel
		}
		if costs[0] != costs[1] || costs[1] != costs[2] {
			t.Errorf("depth %d: adding costs %v", depth, costs)
		}
	}
}

// Strings that the image has put off to concatenate cost every invocation the same.
func TestRopesOfTheImage(t *testing.T) {
	r := newRealm(t, vm.V2)
	s, err := r.Concat(r.NewString(strings.Repeat("a", 500)), r.NewString("b"))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	var costs [3]int64
	for i := range costs {
		fuel := r.FuelUsed()
		if _, err := r.KeyOf(s); err != nil {
			t.Fatal(err)
		}
		if err := r.Flatten(s); err != nil {
			t.Fatal(err)
		}
		costs[i] = r.FuelUsed() - fuel
		r.Rollback()
		if s.Text() != strings.Repeat("a", 500)+"b" {
			t.Fatalf("invocation %d: the text is gone", i)
		}
	}
	if costs[0] != costs[1] || costs[1] != costs[2] {
		t.Errorf("costs = %v", costs)
	}
}

// With the build tag invariant, what is used after its invocation is found out.
func TestPoison(t *testing.T) {
	if !invariantEnabled {
		t.Skip("needs -tags invariant")
	}
	for name, use := range map[string]func(r *vm.Realm) func(){
		"object": func(r *vm.Realm) func() {
			v := r.NewObject().Value()
			return func() { v.Object() }
		},
		"string": func(r *vm.Realm) func() {
			v := r.NewString("some text").Value()
			return func() { v.Str() }
		},
		"variable": func(r *vm.Realm) func() {
			c := r.NewCell(vm.True)
			return func() { c.Value() }
		},
	} {
		r := newRealm(t, vm.V2)
		if err := r.Seal(); err != nil {
			t.Fatal(err)
		}
		stale := use(r)
		stale()
		r.Rollback()
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.HasPrefix(got, "BUG: ") {
					t.Errorf("%s: the use of what is gone panics with %q", name, got)
				}
			}()
			stale()
		}()
	}
}

// Steady-state invocations allocate nothing from Go's heap. style.md 10.
func TestAllocsOfInvocation(t *testing.T) {
	r := newRealm(t, vm.V2)
	shared := object(t, r, "a", vm.Int(1))
	k := r.KeyOfText("a")
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	invocation := func() {
		for range 20 {
			o := r.NewObject()
			_ = r.Set(o, k, r.NewArray(vm.Int(1), vm.Int(2)).Value())
			_ = r.Set(shared, k, o.Value())
			s, _ := r.Concat(r.NewString("a text of some length, longer than"), r.NewString("what is copied at once"))
			_ = r.Flatten(s)
		}
		r.Rollback()
	}
	invocation()
	if got := testing.AllocsPerRun(20, invocation); got > 0 && !invariantEnabled {
		t.Errorf("an invocation allocates %v times, want 0", got)
	}
}

// Names that invocations make up do not pile up.
func TestNamesAreBounded(t *testing.T) {
	r := newRealm(t, vm.V2)
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	var first int64
	for i := range 50 {
		before := r.MemoryUsed()
		for j := range 300 {
			if _, err := r.KeyOf(r.NewString(fmt.Sprint("name", i, "/", j+100))); err != nil {
				t.Fatal(err)
			}
		}
		used := r.MemoryUsed() - before
		if i == 10 {
			first = used
		}
		if i > 10 && used != first {
			t.Fatalf("invocation %d pays %d bytes for its names, another %d", i, used, first)
		}
		r.Rollback()
	}
	if n := r.NameCount(); n > 2000 {
		t.Errorf("%d names are kept", n)
	}
}

func BenchmarkRollback(b *testing.B) {
	for _, n := range []int{1, 30, 300} {
		b.Run(fmt.Sprint("objects=", n), func(b *testing.B) {
			r := realmWith(b, vm.Limits{})
			shared := object(b, r, "a", vm.Int(1), "b", vm.Int(2))
			k := r.KeyOfText("a")
			if err := r.Seal(); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				for range n {
					_ = r.Set(r.NewObject(), k, vm.True)
				}
				_ = r.Set(shared, k, vm.True)
				r.Rollback()
			}
		})
	}
}

func BenchmarkNewRealm(b *testing.B) {
	g := registry(vm.V2)
	h := &host{}
	b.ReportAllocs()
	for b.Loop() {
		r := vm.NewRealm(vm.Config{Registry: g, Host: h})
		if r.Global() == nil || r.Seal() != nil {
			b.Fatal("no realm")
		}
	}
}
