// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/vm"
)

// TestRunawayPrograms: whatever a program does, it ends by a limit, and nothing of it can stand in the way.
func TestRunawayPrograms(t *testing.T) {
	limits := vm.Limits{Fuel: 200_000, Memory: 256 << 10}
	for _, c := range []struct{ name, source, want string }{
		{"empty loop", "while (true) {}", "! compute budget exceeded"},
		{"for without an end", "for (;;) ;", "! compute budget exceeded"},
		{"do", "do { continue } while (1)", "! compute budget exceeded"},
		{"labelled continue", "a: for (;;) { for (;;) continue a }", "! compute budget exceeded"},
		{"caught", "try { for (;;) ; } catch (e) { log('caught') }", "! compute budget exceeded"},
		{"finally", "try { for (;;) ; } finally { log('finally') }", "! compute budget exceeded"},
		{"return in finally", "function f() { try { for (;;) ; } finally { return 1 } } f(); log('on')",
			"! compute budget exceeded"},
		{"loop of exceptions", "for (;;) try { throw 1 } catch (e) {}", "! compute budget exceeded"},
		{"in a function called by a built-in", "[1].forEach(function () { for (;;) ; })", "! compute budget exceeded"},
		{"caught around a built-in", "try { [1].forEach(function () { for (;;) ; }) } catch (e) { log(e) }",
			"! compute budget exceeded"},
		{"recursion that catches", "function f() { try { f() } catch (e) { f() } } f()", "! memory budget exceeded"},
		{"in toString", "'' + { toString: function () { for (;;) ; } }", "! compute budget exceeded"},
		{"in a getter", "({ get x() { for (;;) ; } }).x", "! compute budget exceeded"},
		{"strings", "for (var s = 'x'; ;) s += s", "! memory budget exceeded"},
		{"strings that are caught", "try { for (var s = 'x'; ;) s += s } catch (e) { log(e) } log('on')",
			"! memory budget exceeded"},
		{"objects", "for (var o = {}; ;) o = { o: o }", "! memory budget exceeded"},
		{"arrays", "for (var a = []; ;) a.push(1)", "! memory budget exceeded"},
		{"closures", "for (var f; ;) f = (function (g) { return function () { return g } })(f)", "! memory budget exceeded"},
		{"template strings", "for (var s = 'x'; ;) s = `${s}${s}`", "! memory budget exceeded"},
		{"many properties", "for (var o = {}, i = 0; ; i++) o['p' + i] = 1", "! memory budget exceeded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := newScript(t, vm.V1, limits, c.source).run(t)
			if diff := cmp.Diff([]string{c.want}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRunawayAsync(t *testing.T) {
	limits := vm.Limits{Fuel: 200_000, Memory: 256 << 10}
	for _, c := range []struct{ name, source, want string }{
		{"loop of awaits", "async function f() { for (;;) await 0 } f()", "! memory budget exceeded"},
		{"loop after await", "async function f() { try { await 0; for (;;) ; } catch (e) { log(e) } } f()",
			"! compute budget exceeded"},
		{"recursion", "async function f() { return f() } f().then(0, e => log(e))", "! memory budget exceeded"},
		{"endless thenables", "var t = { then(ok) { ok(t) } }; async function f() { await t } f()",
			"! memory budget exceeded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := newScript(t, vm.V2, limits, c.source).run(t)
			if diff := cmp.Diff([]string{c.want}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestStackDepth: njs says RangeError, which can be caught; the run goes on.
func TestStackDepth(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"plain", "var n = 0; function f() { n++; f() } try { f() } catch (e) { log(e, n) }",
			"RangeError: Maximum call stack size exceeded 99"},
		{"by new", "var n = 0; function F() { n++; new F() } try { new F() } catch (e) { log(e, n) }",
			"RangeError: Maximum call stack size exceeded 99"},
		{"each other", "var n = 0; function f() { n++; g() } function g() { n++; f() } try { f() } catch (e) { log(e, n) }",
			"RangeError: Maximum call stack size exceeded 99"},
		{"through built-ins", "var n = 0; function f() { n++; [1].forEach(f) } try { f() } catch (e) { log(e, n) }",
			"RangeError: Maximum call stack size exceeded 21"},
		{"through toString", "var n = 0, o = { toString: function () { n++; return '' + o } }; try { '' + o } catch (e) { log(e, n) }",
			"RangeError: Maximum call stack size exceeded 20"},
		{"through getters", "var n = 0, o = { get x() { n++; return o.x } }; try { o.x } catch (e) { log(e, n) }",
			"RangeError: Maximum call stack size exceeded 20"},
		{"goes on", "function f() { f() } try { f() } catch (e) {} function g(n) { return n ? g(n - 1) + 1 : 0 } log(g(90))", "90"},
		{"finally runs", "var n = 0; function f() { try { f() } finally { n++ } } try { f() } catch (e) { log(n) }", "99"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := newScript(t, vm.V1, vm.Limits{Depth: 100, Nested: 20}, c.source).run(t)
			if diff := cmp.Diff([]string{c.want}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestAsyncStackDepth: the exception rejects the promise.
func TestAsyncStackDepth(t *testing.T) {
	got := newScript(t, vm.V2, vm.Limits{}, "async function f() { return f() } f().then(0, e => log(e))").run(t)
	if diff := cmp.Diff([]string{"RangeError: Maximum call stack size exceeded"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestStackSize: the stack of registers is bounded, too.
func TestStackSize(t *testing.T) {
	wide := "function f(n) { return [" + strings.Repeat("[", 40) + "f(n + 1)" + strings.Repeat(", 1, 2, 3, 4, 5, 6, 7, 8]", 40) +
		"] } try { f(0) } catch (e) { log(e) }"
	got := newScript(t, vm.V1, vm.Limits{Depth: 1 << 20}, wide).run(t)
	if diff := cmp.Diff([]string{"RangeError: Maximum call stack size exceeded"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	variables := "function f() { var a = 1; return (function () { f(); return a })() } try { f() } catch (e) { log(e) }"
	got = newScript(t, vm.V1, vm.Limits{Depth: 1 << 20, Fuel: 1 << 30, Memory: 1 << 30}, variables).run(t)
	if diff := cmp.Diff([]string{"RangeError: Maximum call stack size exceeded"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestManyArguments: arguments beyond the registers of the callee, at the edge of a chunk of the stack.
func TestManyArguments(t *testing.T) {
	list := strings.TrimSuffix(strings.Repeat("1, ", 300), ", ")
	source := "function f(a) { return a } function g() { return arguments.length } function h(...r) { return r.length }" +
		"log(f(" + list + "), g(" + list + "), h(" + list + "), new f(" + list + ") instanceof f)"
	if diff := cmp.Diff([]string{"1 300 300 true"}, newScript(t, vm.V1, vm.Limits{}, source).run(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFuel: one unit for each instruction and two for a call of a built-in, on every machine.
func TestFuel(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         int64
	}{
		{"nothing", "", 1},
		{"a statement", "var a = 1", 3},
		{"a loop", "function f() { for (var i = 0; i < 10; i++) ; } f()", 2 + 2 + 1 + 2 + 10 + 11 + 1},
		{"a loop of twice as many turns", "function f() { for (var i = 0; i < 20; i++) ; } f()", 2 + 2 + 1 + 2 + 20 + 21 + 1},
		{"branches that are not taken", "if (0) { log(1); log(2) }", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScript(t, vm.V2, vm.Limits{}, c.source)
			s.run(t)
			if got := s.realm.FuelUsed(); got != c.want {
				t.Errorf("FuelUsed = %d, want %d\n%s", got, c.want, compileScript(t, vm.V2, c.source).Disassemble())
			}
		})
	}
}

// everything is a program that uses most of the interpreter.
const everything = `
var total = 0, list = [], shared = { n: 1, s: 'a' };
function P(x) { this.x = x } P.prototype.get = function () { return this.x };
function work(k) {
	var s = '';
	for (var i = 0; i < 5; i++) {
		s += k + i; total += i; shared['k' + i] = s; list.push(() => total + i);
		try { if (i == 3) throw new Error('x'); if (i == 2) null.y } catch (e) { s += e } finally { s += ';' }
	}
	for (var p in shared) s += p;
	shared.n++; delete shared.k1; list.forEach(f => { total += f() });
	var o = { a: s, get g() { return this.a.length }, [k + 1]: new P(k).get() };
	log(s, o.g, total, shared.n, list.length, ` + "`${k}${o[k + 1]}`" + `);
	return late(k);
}
async function late(k) { for (var i = 0; i < 3; i++) { await i; total += i } log(k, total); shared.last = k; return total }
`

// invoke calls work('k') and returns what can be seen of that.
func (s *script) invoke(t *testing.T) (seen []string, fuel, memory int64) {
	t.Helper()
	from := len(s.host.logged)
	fn, ok := s.machine.Global("work")
	if !ok {
		t.Fatal("the program has no function work")
	}
	result, err := s.realm.Invoke(fn, vm.Undefined, str(s.realm, "k"))
	if err == nil {
		err = s.realm.RunJobs(nil)
	}
	if err != nil {
		t.Fatalf("Invoke: %v", err)
	}
	_, value, _ := s.realm.PromiseState(result)
	seen = append(s.host.logged[from:], show(t, s.realm, value))
	return seen, s.realm.FuelUsed(), s.realm.MemoryUsed()
}

// TestReuse: an invocation cannot tell whether there have been others.
func TestReuse(t *testing.T) {
	start := func() *script {
		s := newScript(t, vm.V2, vm.Limits{}, everything)
		if err := s.machine.Start(); err != nil {
			t.Fatal(err)
		}
		if err := s.realm.Seal(); err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := start()
	want, fuel, memory := first.invoke(t)
	if len(want) != 3 {
		t.Fatalf("work = %q, want two lines and a result", want)
	}
	for i := range 5 {
		first.realm.Rollback()
		got, f, m := first.invoke(t)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("invocation %d (-first +now):\n%s", i+2, diff)
		}
		if f != fuel || m != memory {
			t.Errorf("invocation %d used fuel %d and memory %d, the first %d and %d", i+2, f, m, fuel, memory)
		}
	}
	if got, f, m := start().invoke(t); !cmp.Equal(want, got) || f != fuel || m != memory {
		t.Errorf("a new instance: %q, fuel %d, memory %d; want %q, %d, %d", got, f, m, want, fuel, memory)
	}
}

// TestImageIsPutBack: variables, functions, closures and promises of the top level are in every invocation as they were.
func TestImageIsPutBack(t *testing.T) {
	s := newScript(t, vm.V2, vm.Limits{}, `
		var n = 1; let l = 1; const o = { a: 1 }; function f() { return n } var settle, p = new Promise(ok => { settle = ok });
		var counter = (() => { var c = 0; return () => ++c })(), arr = [1, 2];
		function work() {
			n++; l++; o.a++; o.b = 1; f.x = n; f = null; arr.push(3); arr[0] = 9; P.prototype.y = 5; settle(7);
			p.then(v => log('settled', v));
			log(n, l, o.a, o.b, counter(), counter(), arr, new P().y, typeof f);
		}
		function P() {}`)
	if err := s.machine.Start(); err != nil {
		t.Fatal(err)
	}
	if err := s.realm.Seal(); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		got, _, _ := s.invoke(t)
		want := []string{"2 2 2 1 1 2 9,2,3 5 object", "settled 7", "undefined"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("invocation %d (-want +got):\n%s", i+1, diff)
		}
		s.realm.Rollback()
	}
}

// TestInterrupt: the flag is looked at often enough.
func TestInterrupt(t *testing.T) {
	s := newScript(t, vm.V1, vm.Limits{Fuel: 1 << 40}, "try { interrupt(); for (;;) ; } finally { log('finally') }")
	if err := s.machine.Start(); !errors.Is(err, vm.ErrInterrupted) {
		t.Errorf("Start = %v, want %v", err, vm.ErrInterrupted)
	}
	if len(s.host.logged) != 0 {
		t.Errorf("logged %q after the interrupt", s.host.logged)
	}
}

func TestGlobal(t *testing.T) {
	s := newScript(t, vm.V2, vm.Limits{}, "var a = 1; let b = 2; const c = 3; function d() {} if (0) { let e }")
	if v, ok := s.machine.Global("b"); !ok || !v.IsUndefined() {
		t.Errorf("Global(b) before the start = %v, %v, want undefined", show(t, s.realm, v), ok)
	}
	s.run(t)
	for name, want := range map[string]string{"a": "1", "b": "2", "c": "3", "d": "[function]"} {
		if v, ok := s.machine.Global(name); !ok || show(t, s.realm, v) != want {
			t.Errorf("Global(%q) = %s, %v, want %s", name, show(t, s.realm, v), ok, want)
		}
	}
	for _, name := range []string{"e", "log", ""} {
		if _, ok := s.machine.Global(name); ok {
			t.Errorf("Global(%q) exists", name)
		}
	}
}
