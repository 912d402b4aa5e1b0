// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"runtime/metrics"
	"sync"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// This file bounds what a function can do to the process while goja runs it. goja can be interrupted between
// instructions only, and has no memory limit: a single built-in call may still take long or much memory where the
// guards below do not see it coming (replace with a huge replacement, arithmetic on BigInt literals, typed arrays). Our
// own engine meters both.

const (
	// fullCompute is the run time that counts as 100 percent of the allowed compute. AWS publishes no figure; about
	// a millisecond is what its users observe (limits.md sections 1 and 4).
	fullCompute = time.Millisecond
	// maxRunTime ends an invocation. It is far above fullCompute because it is time on the wall, and the machine
	// has other work.
	maxRunTime = 250 * time.Millisecond
	// maxCallDepth bounds the depth of calls.
	maxCallDepth = 1000
	// maxHeapGrowth is by how much the heap of the process may grow during a run that is longer than guardPeriod,
	// in bytes, before the run is ended. Other work of the process counts too, so it is generous.
	maxHeapGrowth = 256 << 20
	// guardPeriod is how often time and heap are looked at.
	guardPeriod = 5 * time.Millisecond
	// maxBuiltin bounds the length of arrays and strings that built-ins work on or make.
	maxBuiltin = 2 << 20
	// maxJSONDepth bounds the nesting of text for JSON.parse, which goja reads by recursion.
	maxJSONDepth = 500
)

func memoryFault() *fault { return &fault{text: "MemoryError: the function uses too much memory"} }

// guard ends a run that takes too long or too much memory. Its timer looks on from time to time, so that a short
// run, which is nearly every one, pays for one timer only.
type guard struct {
	vm      *goja.Runtime
	started time.Time
	cancel  func() bool // stops watching the context

	mu       sync.Mutex
	timer    *time.Timer
	heap     uint64 // at the first look
	disarmed bool
}

func armGuard(ctx context.Context, vm *goja.Runtime) *guard {
	g := &guard{vm: vm, started: time.Now()}
	g.cancel = context.AfterFunc(ctx, func() {
		vm.Interrupt(&fault{text: "InternalError: the invocation was cancelled"})
	})
	g.mu.Lock()
	defer g.mu.Unlock()
	g.timer = time.AfterFunc(guardPeriod, g.look)
	return g
}

// disarm ends the watch. An interrupt that was under way hits a realm that nobody uses any more.
func (g *guard) disarm() {
	g.cancel()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.disarmed = true
	g.timer.Stop()
}

func (g *guard) look() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.disarmed {
		return
	}
	heap := heapBytes()
	if g.heap == 0 {
		g.heap = heap
	}
	switch {
	case time.Since(g.started) > maxRunTime:
		g.vm.Interrupt(&fault{text: "InternalError: the function exceeded the allowed compute", spent: true})
	case heap > g.heap+maxHeapGrowth:
		g.vm.Interrupt(memoryFault())
	default:
		g.timer.Reset(guardPeriod)
	}
}

func heapBytes() uint64 {
	sample := [1]metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample[:])
	return sample[0].Value.Uint64()
}

// newError makes an error object. Classes that goja does not have are errors with that name.
func newError(vm *goja.Runtime, class, message string) *goja.Object {
	ctor := vm.GlobalObject().Get(class)
	if _, ok := goja.AssertConstructor(ctor); !ok {
		ctor = vm.GlobalObject().Get("Error")
	}
	o, err := vm.New(ctor, vm.ToValue(message))
	if err != nil {
		return vm.NewTypeError(message) // the function has replaced the constructors
	}
	_ = o.DefineDataProperty("name", vm.ToValue(class), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return o
}

// prelude takes away what would defeat the limits, none of which the runtimes of CloudFront have, and puts checks
// before the built-ins that make large values out of small ones or that take long. Source of what is absent:
// runtime.md sections 4 and 10.
var prelude = sync.OnceValue(func() *goja.Program {
	// goja uses regexp2 for what Go's regular expressions cannot do; it backtracks, and cannot be interrupted.
	regexp2.DefaultMatchTimeout = maxRunTime
	return goja.MustCompile("prelude", `(function (max, outOfMemory, noEval, noFunction, checkDepth) {
	var apply = Reflect.apply, S = String.prototype, A = Array.prototype, F = Function.prototype, i,
		names = ['concat', 'copyWithin', 'entries', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast',
			'findLastIndex', 'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'lastIndexOf', 'map', 'reduce',
			'reduceRight', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced',
			'toString', 'unshift', 'with'];
	function guard(object, name, size) { // an assignment keeps the property not enumerable
		var f = object[name];
		object[name] = function () {
			if (!(size(this, arguments) <= max)) { outOfMemory(); }
			return apply(f, this, arguments);
		};
	}
	function ofThis(self) { return self == null ? 0 : +self.length || 0; }
	function ofFirst(self, args) { return args[0] == null ? 0 : +args[0].length || 0; }
	function ofSecond(self, args) { return args[1] == null ? 0 : +args[1].length || 0; }
	for (i = 0; i < names.length; i++) { guard(A, names[i], ofThis); }
	guard(Array, 'from', ofFirst);
	guard(F, 'apply', ofSecond);
	var repeat = S.repeat, padStart = S.padStart, padEnd = S.padEnd, parse = JSON.parse, stringify = JSON.stringify;
	S.repeat = function (n) {
		var s = '' + this;
		n = +n;
		if (s.length * n > max) { outOfMemory(); }
		return apply(repeat, s, [n]);
	};
	function pad(f) {
		return function (n, fill) {
			n = +n;
			if (n > max) { outOfMemory(); }
			return apply(f, '' + this, [n, fill]);
		};
	}
	S.padStart = pad(padStart);
	S.padEnd = pad(padEnd);
	JSON.parse = function (text, reviver) {
		text = '' + text;
		checkDepth(text);
		return apply(parse, JSON, [text, reviver]);
	};
	JSON.stringify = function (v, replacer, space) { // a call for each member lets the guard end the run
		return apply(stringify, JSON, [v, replacer == null ? function (k, v) { return v; } : replacer, space]);
	};
	noFunction.prototype = F;
	[F, Object.getPrototypeOf(async function () {}), Object.getPrototypeOf(function* () {})].forEach(function (f) {
		Object.defineProperty(f, 'constructor', {value: noFunction});
	});
	Function = noFunction;
	eval = noEval;
	delete globalThis.Proxy;
	delete globalThis.Reflect;
})`, false)
})

// restrict prepares a new runtime. It panics as goja does.
func restrict(vm *goja.Runtime) {
	f, err := vm.RunProgram(prelude())
	if err != nil {
		panic(err)
	}
	call, ok := goja.AssertFunction(f)
	if !ok {
		panic("BUG: the prelude is not a function")
	}
	refuse := func(class, message string) goja.Value {
		return vm.ToValue(func(goja.FunctionCall) goja.Value { panic(newError(vm, class, message)) })
	}
	_, err = call(goja.Undefined(), vm.ToValue(maxBuiltin),
		vm.ToValue(func(goja.FunctionCall) goja.Value {
			vm.Interrupt(memoryFault())
			return goja.Undefined()
		}),
		refuse("InternalError", "Not implemented"),
		refuse("TypeError", `function constructor is disabled in "safe" mode`),
		vm.ToValue(func(c goja.FunctionCall) goja.Value {
			if jsonDepth(c.Argument(0).String()) > maxJSONDepth {
				panic(newError(vm, "SyntaxError", "the text is nested too deeply"))
			}
			return goja.Undefined()
		}))
	if err != nil {
		panic(err)
	}
}

// jsonDepth returns the greatest depth of brackets in text outside strings.
func jsonDepth(text string) int {
	depth, deepest, inString := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '[' || c == '{':
			depth++
			deepest = max(deepest, depth)
		case c == ']' || c == '}':
			depth--
		}
	}
	return deepest
}
