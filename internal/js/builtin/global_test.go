// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"strings"
	"testing"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// Results and texts: njs 0.4.3 and 0.7.12.

func TestGlobalNumbers(t *testing.T) {
	t.Parallel()
	notNumber := both("TypeError: Cannot convert a Symbol value to a number")
	runCalls(t, []callCase{
		{"isNaN of nothing", "isNaN", missing{}, nil, both("true")},
		{"isNaN of a text", "isNaN", missing{}, list{"1"}, both("false")},
		{"isNaN of a symbol", "isNaN", missing{}, list{vm.SymbolIterator}, notNumber},
		{"isFinite of null", "isFinite", missing{}, list{nil}, both("true")},
		{"isFinite of nothing", "isFinite", missing{}, nil, both("false")},
		{"parseInt of hexadecimal digits", "parseInt", missing{}, list{"0x1F"}, both("31")},
		{"parseInt with a radix", "parseInt", missing{}, list{"z", 36}, both("35")},
		{"parseInt with a wrong radix", "parseInt", missing{}, list{"1", 37}, both("NaN")},
		{"parseInt after a tab", "parseInt", missing{}, list{"\t1"}, versioned{"NaN", "1"}},
		{"parseInt with a symbol", "parseInt", missing{}, list{"1", vm.SymbolIterator}, notNumber},
		{"parseFloat", "parseFloat", missing{}, list{"-.5e-2x"}, both("-0.005")},
		{"parseFloat of infinity", "parseFloat", missing{}, list{"-Infinityx"}, both("-Infinity")},
	})
}

func TestURI(t *testing.T) {
	t.Parallel()
	malformed := both("URIError: malformed URI")
	cases := []callCase{
		{"encode a component", "encodeURIComponent", missing{}, list{"a b&é😀%"}, both("'a%20b%26%C3%A9%F0%9F%98%80%25'")},
		{"encode marks", "encodeURIComponent", missing{}, list{"-_.!~*'()"}, both("'-_.!~*'()'")},
		{"encode reserved", "encodeURI", missing{}, list{"a b;/?:@&=+$,#%"}, both("'a%20b;/?:@&=+$,#%25'")},
		{"encode nothing", "encodeURI", missing{}, nil, both("'undefined'")},
		{"encode a symbol", "encodeURI", missing{}, list{vm.SymbolIterator},
			both("TypeError: Cannot convert a Symbol value to a string")},
		{"decode a component", "decodeURIComponent", missing{}, list{"%41%c3%A9%F0%9F%98%80+%26"}, both("'Aé😀+&'")},
		{"decode text", "decodeURIComponent", missing{}, list{"é%C3%A9"}, both("'éé'")},
		{"decode U+FFFD", "decodeURIComponent", missing{}, list{"%EF%BF%BD"}, both("'\ufffd'")},
		{"decode keeps reserved", "decodeURI", missing{}, list{"%41%3b%2F%23%c3%a9"}, both("'A%3b%2F%23é'")},
		{"decode nothing", "decodeURI", missing{}, nil, both("'undefined'")},
	}
	for _, text := range []string{
		"%", "%4", "%4g", "%g4", "%80", "%C3", "%C3%", "%C3A9", "%C3%28", "%C0%80", "%ED%A0%80", "%F5%80%80%80", "%E2%82",
		"é%", "%F8%80%80%80%80", "%F4%90%80%80",
	} {
		cases = append(cases, callCase{"decode " + text, "decodeURIComponent", missing{}, list{text}, malformed})
	}
	runCalls(t, cases)
}

func TestURIMemory(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	s := strings.Repeat("é", 200_000)
	before := r.MemoryUsed()
	if got := r.call("encodeURIComponent", missing{}, s+s); got != "abort: memory budget exceeded" {
		t.Errorf("a result of 2.4 MB: %s", got)
	}
	if used := r.MemoryUsed() - before; used > 1<<20 {
		t.Errorf("it has taken %d bytes", used)
	}
}

// AWS: developer guide, "Restricted features"; runtime.md 10.
func TestRestricted(t *testing.T) {
	t.Parallel()
	f := returning(vm.Null)
	noHost := both("InternalError: not supported by host environment")
	runCalls(t, []callCase{
		{"eval", "eval", missing{}, list{"1"}, both("InternalError: Not implemented")},
		{"setTimeout", "setTimeout", missing{}, list{f, 1}, noHost},
		{"setImmediate", "setImmediate", missing{}, list{f}, noHost},
		{"clearTimeout", "clearTimeout", missing{}, list{1}, both("undefined")},
		{"setTimeout of nothing", "setTimeout", missing{}, nil, both("TypeError: too few arguments")},
		{"setImmediate of a text", "setImmediate", missing{}, list{"x"}, both("TypeError: first arg must be a function")},
	})
}

func TestRequire(t *testing.T) {
	t.Parallel()
	runCalls(t, []callCase{
		{"nothing", "require", missing{}, nil, both("TypeError: missing path")},
		{"what is not there", "require", missing{}, list{"fs"}, both(`Error: Cannot find module "fs"`)},
		{"a symbol", "require", missing{}, list{vm.SymbolIterator},
			both("TypeError: Cannot convert a Symbol value to a string")},
	})
	module := vm.Template{ID: vm.FirstModule, Path: "testing", Rows: []vm.Row{vm.Constant("answer", vm.Int(42))}}
	registry := builtin.NewRegistry(vm.V2, []vm.Template{module}, map[string]vm.Intrinsic{"testing": vm.FirstModule})
	r := realm{t, vm.NewRealm(vm.Config{Registry: registry, Host: quiet{}})}
	if got := r.get(r.must("require", missing{}, "testing"), "answer"); got != "42" {
		t.Errorf("require('testing').answer is %s", got)
	}
}
