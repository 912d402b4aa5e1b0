// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js"
	"selvedge/internal/js/vm"
)

// hostModule is a module that a host adds; the function peek observes the host.
var hostModule = vm.Template{ID: vm.FirstModule, Path: "host", Rows: []vm.Row{
	vm.Method("peek", 0, func(c *vm.Call) (vm.Value, error) { return vm.Number(c.Now()), nil }),
	vm.Method("log", 1, consoleLog),
}}

func environment(v js.Version) *js.Environment {
	return js.NewEnvironment(v, []vm.Template{hostModule}, map[string]vm.Intrinsic{"host": vm.FirstModule})
}

func program(tb testing.TB, v js.Version, source string) *js.Program {
	tb.Helper()
	p, err := environment(v).Compile(source)
	if err != nil {
		tb.Fatalf("Compile: %v", err)
	}
	return p
}

func instance(tb testing.TB, v js.Version, source string) (*js.Instance, *recorder) {
	tb.Helper()
	host := &recorder{}
	i, err := program(tb, v, source).NewInstance(host, vm.Limits{})
	if err != nil {
		tb.Fatalf("NewInstance: %v", err)
	}
	return i, host
}

// text returns a value converted to a string, or the error.
func text(i *js.Instance, v vm.Value, err error) string {
	if err != nil {
		return "! " + err.Error()
	}
	s, err := i.Realm().ToText(v)
	if err != nil {
		return "! " + err.Error()
	}
	return strings.Clone(s)
}

func TestInvoke(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"a function", "function handler(a) { return a + 1 }", "x1"},
		{"a variable", "var handler = function (a) { return a }", "x"},
		{"a constant", "const handler = a => a", "x"},
		{"no function", "function other() {}", "! " + js.ErrNoFunction.Error()},
		{"something else", "var handler = 5", "! " + js.ErrNoFunction.Error()},
		{"this", "function handler() { return this === undefined }", "true"},
		{"an exception", "function handler() { null.x }", `! TypeError: cannot get property "x" of null`},
		{"a thrown string", "function handler() { throw 'text' }", "! text"},
		{"a thrown object", "function handler() { throw { toString() { return 'mine' } } }", "! mine"},
		{"a thrown object that cannot be shown", "function handler() { throw { toString() { throw new Error('again') } } }",
			"! Error: again"},
		{"async", "async function handler(a) { return await a }", "x"},
		{"async that throws", "async function handler() { await 0; throw new TypeError('t') }", "! TypeError: t"},
		{"a promise that another job settles", "function handler() { return new Promise(ok => { Promise.resolve(3).then(ok) }) }", "3"},
		{"a promise that is never settled", "function handler() { return new Promise(() => {}) }",
			"! Error: the promise is never settled"},
		{"a lost rejection", "async function handler() { Promise.reject('lost'); await 0; return 1 }",
			"! Error: unhandled promise rejection: lost"},
		{"a module", "import h from 'host'; function handler() { return typeof h.peek }", "function"},
		{"out of fuel", "function handler() { for (;;) ; }", "! compute budget exceeded"},
		{"out of memory", "function handler() { for (var a = []; ;) a.push(1) }", "! memory budget exceeded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			i, _ := instance(t, js.V2, c.source)
			for range 2 {
				v, err := i.Invoke("handler", i.Realm().NewString("x").Value())
				if got := text(i, v, err); got != c.want {
					t.Errorf("Invoke = %q, want %q", got, c.want)
				}
				_, aborted := errors.AsType[*vm.Abort](err)
				if again := i.Rollback(); again == aborted {
					t.Errorf("Rollback = %v after %v", again, err)
				}
				if aborted {
					break
				}
			}
		})
	}
}

// TestInvokeV1: promises are not waited for. runtime.md 2
func TestInvokeV1(t *testing.T) {
	i, _ := instance(t, js.V1, "function handler() { return Promise.resolve(1) }")
	v, err := i.Invoke("handler")
	if got := text(i, v, err); got != "[object Promise]" {
		t.Errorf("Invoke = %q, want a promise", got)
	}
}

// TestError: the stack is that of njs.
func TestError(t *testing.T) {
	i, _ := instance(t, js.V2, "function f() {\n  null.x\n}\nfunction handler() {\n  [1].forEach(f)\n}")
	_, err := i.Invoke("handler")
	e, ok := errors.AsType[*js.Error](err)
	if !ok {
		t.Fatalf("Invoke = %v, want an *Error", err)
	}
	want := "    at f (:2)\n    at Array.prototype.forEach (native)\n    at handler (:5)"
	if diff := cmp.Diff(want, e.Stack); diff != "" {
		t.Errorf("stack (-want +got):\n%s", diff)
	}
}

func TestCompileErrors(t *testing.T) {
	for _, c := range []struct {
		name, source, want string
		v                  js.Version
	}{
		{"syntax", "var a = 1;\nfor (x of a) {}", `SyntaxError: Token "of" not supported in this version in 2`, js.V2},
		{"let", "let a", `SyntaxError: Token "let" not supported in this version in 1`, js.V1},
		{"module", "import x from 'fs'", `SyntaxError: Cannot find module "fs" in 1`, js.V2},
		{"assignment", "1 = 2", `ReferenceError: Invalid left-hand side in assignment in 1`, js.V2},
		{"regular expression", "var a =\n/(/", `SyntaxError: pcre_compile2("(") failed: missing closing parenthesis at "" in 2`,
			js.V2},
		{"regular expression, 1.0", "/(/", `SyntaxError: pcre_compile("(") failed: missing ) in 1`, js.V1},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := environment(c.v).Compile(c.source)
			e, ok := errors.AsType[*js.Error](err)
			if !ok || e.Error() != c.want || e.Source == nil || e.Source.Line == 0 {
				t.Errorf("Compile = %v, want %q with a place", err, c.want)
			}
		})
	}
}

// TestCompileBare: Compile is for programs that need no host.
func TestCompileBare(t *testing.T) {
	p, err := js.Compile("var a = /x+/g.exec('yxx')[0]", js.V1)
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	if _, err := p.NewInstance(&recorder{}, vm.Limits{}); err != nil {
		t.Errorf("NewInstance: %v", err)
	}
	if text := p.Disassemble(); !strings.Contains(text, "regexp") {
		t.Errorf("Disassemble = %s, want an instruction regexp", text)
	}
}

// TestTopLevelThrows: there is no instance then.
func TestTopLevelThrows(t *testing.T) {
	for source, want := range map[string]string{
		"null.x":                 `TypeError: cannot get property "x" of null`,
		"for (;;) ;":             "compute budget exceeded",
		"var a = []; a[0].b = 1": "property set on primitive undefined type",
	} {
		_, err := program(t, js.V2, source).NewInstance(&recorder{}, vm.Limits{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("NewInstance(%q) = %v, want %q", source, err, want)
		}
	}
}

// TestReusable: a top level that depends on more than the program is run again for each invocation.
func TestReusable(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         bool
	}{
		{"nothing special", "var n = 0; function handler() { return ++n }", true},
		{"the handler looks at the clock", "import h from 'host'; function handler() { return h.peek() && 1 }", true},
		{"the clock", "import h from 'host'; h.peek(); function handler() { return 1 }", false},
		{"the console", "import h from 'host'; h.log(1); function handler() { return 1 }", false},
		{"work for later", "async function f() { await 0 } f(); function handler() { return 1 }", false},
		{"a rejection", "Promise.reject(1); function handler() { return 1 }", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			i, _ := instance(t, js.V2, c.source)
			v, err := i.Invoke("handler")
			if got := text(i, v, err); got != "1" {
				t.Errorf("Invoke = %q, want 1", got)
			}
			if again := i.Rollback(); again != c.want {
				t.Errorf("Rollback = %v, want %v", again, c.want)
			}
		})
	}
}

// TestRollback: the next invocation finds what the first has found, and uses as much.
func TestRollback(t *testing.T) {
	i, host := instance(t, js.V2, `import h from 'host'; var n = 0, seen = [];
		async function handler(x) { n++; seen.push(x); Array.prototype.extra = n; h.log(n, seen.length, [].extra); await 0; return n }`)
	var fuel, memory int64
	for turn := range 3 {
		v, err := i.Invoke("handler", vm.Int(turn))
		if got := text(i, v, err); got != "1" {
			t.Errorf("turn %d: Invoke = %q, want 1", turn, got)
		}
		if turn > 0 && (i.FuelUsed() != fuel || i.MemoryUsed() != memory) {
			t.Errorf("turn %d: fuel %d, memory %d; before %d, %d", turn, i.FuelUsed(), i.MemoryUsed(), fuel, memory)
		}
		fuel, memory = i.FuelUsed(), i.MemoryUsed()
		if !i.Rollback() {
			t.Fatalf("turn %d: Rollback = false", turn)
		}
	}
	if diff := cmp.Diff([]string{"1 1 1", "1 1 1", "1 1 1"}, host.records); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

// TestInterrupt: from another goroutine.
func TestInterrupt(t *testing.T) {
	i, err := program(t, js.V2, "function handler() { for (;;) ; }").NewInstance(&recorder{}, vm.Limits{Fuel: 1 << 60})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		i.Interrupt()
	}()
	_, err = i.Invoke("handler")
	<-done
	if !errors.Is(err, vm.ErrInterrupted) {
		t.Errorf("Invoke = %v, want %v", err, vm.ErrInterrupted)
	}
	if i.Rollback() {
		t.Error("Rollback = true after an interrupt")
	}
}

// TestProgramIsShared: several goroutines run one program.
func TestProgramIsShared(t *testing.T) {
	p := program(t, js.V2, `var words = { a: 1, b: 2 }, re = /(\w)(\d)/;
		function handler(s) { var m = re.exec(s); return words[m[1]] + m[2] + JSON.stringify({ m: m.length }) }`)
	errs := make(chan string)
	for range 4 {
		go func() {
			i, err := p.NewInstance(&recorder{}, vm.Limits{})
			if err != nil {
				errs <- err.Error()
				return
			}
			for range 50 {
				v, err := i.Invoke("handler", i.Realm().NewString("b7").Value())
				if got := text(i, v, err); got != `27{"m":3}` {
					errs <- got
					return
				}
				i.Rollback()
			}
			errs <- ""
		}()
	}
	for range 4 {
		if got := <-errs; got != "" {
			t.Errorf("Invoke = %q", got)
		}
	}
}
