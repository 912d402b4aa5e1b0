// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"runtime"
	"testing"

	"selvedge/internal/js/vm"
)

const (
	outOfMemory = "abort: memory budget exceeded"
	outOfFuel   = "abort: compute budget exceeded"
	notBuffer   = `caught ReferenceError: "Buffer" is not defined in 1`

	// mayAllocate is what a run with a budget of 2 MB may make Go allocate: texts that grow are copied.
	mayAllocate = 32 << 20
)

// TestHostileSizes has one case for every built-in whose result is larger than what it is given, and for those whose
// work is. The budget ends them before the memory is taken, and no catch of the program sees that. runtime.md 11.
func TestHostileSizes(t *testing.T) {
	cases := []struct {
		name, body string
		want       versioned
	}{
		{"repeat", "return 'x'.repeat(1e9)", both(outOfMemory)},
		{"repeat of what is repeated", "var s = 'x'; for (;;) s = s.repeat(1000)", both(outOfMemory)},
		{"padStart", "return 'x'.padStart(1e9)", both(outOfMemory)},
		{"padEnd", "return 'x'.padEnd(1e9, 'ab')", both(outOfMemory)},
		{"concat", "var s = 'x'; for (;;) s = s.concat(s, s).toUpperCase()", both(outOfMemory)},
		{"split into characters", "return 'x'.repeat(1e6).split('')", both(outOfMemory)},
		{"split at each character", "return ','.repeat(1e6).split(',')", both(outOfMemory)},
		{"split with an expression", "return 'ab'.repeat(4e5).split(/b/)", both(outOfMemory)},
		{"match of every character", "return 'x'.repeat(1e6).match(/x/g)", both(outOfMemory)},
		{"replace by the rest", "return 'x'.repeat(5e3).replace(/x/g, \"$'$`\")", both(outOfMemory)},
		{"replace by a long text", "return 'x'.repeat(1e5).replace(/x/g, 'y'.repeat(1e5))", both(outOfMemory)},
		{"replace with a function", "var y = 'y'.repeat(1e5); return 'x'.repeat(1e5).replace(/x/g, () => y)", both(outOfMemory)},
		{"replaceAll", "return 'x'.repeat(1e5).replaceAll('x', 'y'.repeat(1e5))",
			versioned{`caught TypeError: (intermediate value)["replaceAll"] is not a function`, outOfMemory}},
		{"join of repetitions", "var a = []; a.length = 1e6; return a.join('0123456789'.repeat(1e3))", both(outOfMemory)},
		{"JSON.stringify of a text of control characters", "return JSON.stringify('\\x01'.repeat(9e5))", both(outOfMemory)},
		{"JSON.stringify of one value seen often",
			"var a = [1]; for (var i = 0; i < 30; i++) a = [a, a, a]; return JSON.stringify(a)", both(outOfFuel)},
		{"JSON.stringify with space", "var a = []; for (var i = 0; i < 30; i++) a = [a, a]; return JSON.stringify(a, 0, 10)",
			both(outOfMemory)},
		{"JSON.parse of a long list", "return JSON.parse('[' + '0,'.repeat(5e5) + '0]')", both(outOfMemory)},
		{"JSON.parse of many objects", "return JSON.parse('[' + '{},'.repeat(2e5) + '0]')", both(outOfMemory)},
		{"expression that backtracks", "return /^(a+)+$/.test('a'.repeat(40) + 'b')", both(outOfFuel)},
		{"expression that backtracks in replace", "return ('a'.repeat(40) + 'b').replace(/(a|aa)+$/g, '')", both(outOfFuel)},
		{"expression that backtracks in split", "return ('a'.repeat(40) + 'b').split(/(?:a|aa)+$/)", both(outOfFuel)},
		{"expression of its own making", "return new RegExp('(x+)*'.repeat(20) + '$').test('x'.repeat(50) + 'y')", both(outOfFuel)},
		{"search in a loop", "var s = 'ab'.repeat(1e5); for (var n = 0;; n++) s.indexOf('aa')", both(outOfFuel)},
		{"lastIndexOf in a loop", "var s = 'ab'.repeat(1e5); for (;;) s.lastIndexOf('aa')", both(outOfFuel)},
		{"ArrayBuffer", "return new ArrayBuffer(1e9)", both(outOfMemory)},
		{"Uint8Array", "return new Uint8Array(4e9)", both(outOfMemory)},
		{"Float64Array", "return new Float64Array(1e6)", both(outOfMemory)},
		{"Float64Array of a list", "var a = []; a.length = 1e6; return new Float64Array({length: 1e6})", both(outOfMemory)},
		{"slices of an ArrayBuffer", "var b = new ArrayBuffer(1e5), a = []; for (;;) a.push(b.slice(0))", both(outOfMemory)},
		{"typed array: join", "return new Uint8Array(1e5).join('0123456789'.repeat(10))", both(outOfMemory)},
		{"typed array: fill in a loop", "var a = new Uint8Array(1e6); for (;;) a.fill(1)", both(outOfFuel)},
		{"typed array: sort in a loop", "var a = new Float64Array(1e5); for (;;) a.sort()", both(outOfMemory)},
		{"typed array: set in a loop", "var a = new Uint8Array(1e6); for (;;) a.set(a)", both(outOfFuel)},
		{"TextEncoder", "var s = 'é'.repeat(6e5); return new TextEncoder().encode(s)", both(outOfMemory)},
		{"TextDecoder", "return new TextDecoder().decode(new Uint8Array(9e5).fill(0xff))", both(outOfMemory)},
		{"Buffer.alloc", "return Buffer.alloc(1e9)", versioned{notBuffer, outOfMemory}},
		{"Buffer.concat to a length", "return Buffer.concat([], 1e9)", versioned{notBuffer, outOfMemory}},
		{"Buffer.from", "return Buffer.from({length: 1e9})", versioned{notBuffer, outOfMemory}},
		{"Buffer.toString", "return Buffer.alloc(9e5).toString('hex')", versioned{notBuffer, outOfMemory}},
		{"Buffer.indexOf in a loop", "var b = Buffer.alloc(1e6); for (;;) b.indexOf('x')", versioned{notBuffer, outOfFuel}},
		{"Buffer.toJSON", "return Buffer.alloc(5e5).toJSON()", versioned{notBuffer, outOfMemory}},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			for _, v := range []vm.Version{vm.V1, vm.V2} {
				i := instance(t, v, "function main() { try { "+test.body+" } catch (e) { return 'caught ' + e } }", vm.Limits{Fuel: 2_000_000})
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				got := invoked(i)
				runtime.ReadMemStats(&after)
				if want := test.want.of(v); got != want {
					t.Errorf("version %d: %.100q, want %q", v, got, want)
				}
				if n := after.TotalAlloc - before.TotalAlloc; n > mayAllocate {
					t.Errorf("version %d: %d bytes were allocated", v, n)
				}
			}
		})
	}
}
