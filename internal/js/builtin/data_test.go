// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/builtin"
	"selvedge/internal/js/vm"
)

// changing is a program whose objects from the top level are all changed by main, which returns what it found.
const changing = `
var bytes = new Uint8Array([1, 2, 3]), part = bytes.subarray(1), floats = new Float64Array(2);
var date = new Date(5), expression = /a/g, decoder = new TextDecoder();
var words = 'a b'.split(' '), parsed = JSON.parse('{"a":[1,{"b":2}]}');
decoder.decode(new Uint8Array([0xe2]), {stream: true});
function main() {
	var found = [bytes.join(), part.join(), floats.join(), date.getTime(), expression.lastIndex, words.join(),
		JSON.stringify(parsed), decoder.decode(new Uint8Array([0x82, 0xac]), {stream: true})].join('|');
	bytes[0] = 7; part.fill(9); bytes.set([8], 1); floats.fill(NaN); bytes.extra = 1;
	date.setFullYear(2000); date.setTime(date.getTime() + 1); date.extra = 1;
	expression.exec('aa'); 'a'.replace(expression, 'b'); expression.lastIndex = 3; expression.extra = 1;
	words.push('c'); parsed.a[1].b = 3; delete parsed.a;
	decoder.decode(new Uint8Array([0xf0, 0x9f]), {stream: true});
	if (typeof DataView == 'function') {
		new Uint8Array(bytes.buffer).reverse().copyWithin(0, 1);
		new DataView(bytes.buffer).setInt16(0, 77);
		new TextEncoder().encodeInto('xyz', bytes);
		var b = Buffer.from(bytes.buffer); b.write('zz'); b.swap16 && b.fill('q'); b.writeInt8(5, 2); b.copy(part);
	}
	return found;
}`

// Nothing of an invocation is left for the next, whatever holds the data.
func TestDataRollback(t *testing.T) {
	t.Parallel()
	for _, v := range []vm.Version{vm.V1, vm.V2} {
		i := instance(t, v, changing, vm.Limits{})
		memory := i.MemoryUsed()
		for turn := range 3 {
			if got, want := invoked(i), `1,2,3|2,3|0,0|5|0|a,b|{"a":[1,{"b":2}]}|€`; got != want {
				t.Errorf("version %d, turn %d: %s, want %s", v, turn, got, want)
			}
			if !i.Rollback() {
				t.Fatal("the instance cannot be used again")
			}
			if used := i.MemoryUsed(); used != memory {
				t.Errorf("version %d, turn %d: %d bytes are used, want %d", v, turn, used, memory)
			}
		}
	}
}

// receivers are what functions are called on, and arguments with.
func (r realm) receivers() []any {
	all := []any{missing{}, nil, true, -1, 0, 3, 5000, 4294967295.0, 1e300, 0.5, "", "abc", "-1", "\u03b1\U0001f600", "$&$1$`",
		list{}, list{1, hole{}, "x"}, record{"length", 3, "0", 1}, record{"length", 1e9}, vm.SymbolIterator, vm.NaN,
		returning(vm.Int(1)), r.throwing("callback"), record{"valueOf", r.throwing("valueOf"), "toString", r.throwing("toString")}}
	for _, made := range []struct {
		path string
		args list
	}{
		{"RegExp", list{"(b)|(?<n>)", "g"}}, {"Date", list{5}}, {"Uint8Array", list{list{1, 2, 3}}},
		{"Float64Array", list{2}}, {"ArrayBuffer", list{4}}, {"TextDecoder", nil}, {"String", list{"s"}},
	} {
		o, err := r.Construct(r.at(made.path), r.values(made.args)...)
		if err != nil {
			r.Fatalf("new %s: %s", made.path, r.thrown(err))
		}
		all = append(all, o)
	}
	if r.Version() == vm.V1 {
		return append(all, r.NewByteString("\xff\x80a").Value())
	}
	return append(all, r.must("Buffer.from", missing{}, "buffer"), r.must("Uint8Array.of", r.at("Uint8Array"), 1))
}

// Functions take anything for their receiver and arguments: the worst is an exception or a limit.
func TestOddArguments(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		var functions map[string]vm.Value
		var odd []vm.Value
		begin := func() {
			r = limitedRealm(t, r.Version(), vm.Limits{Fuel: 1 << 20, Memory: 1 << 24})
			functions = map[string]vm.Value{}
			r.reach(func(path string, o *vm.Object) { functions[path] = o.Value() })
			odd = r.values(r.receivers())
		}
		begin()
		aborts := 0
		for k, path := range slices.Sorted(maps.Keys(functions)) {
			for turn := range odd {
				n := len(odd)
				this := odd[turn]
				args := []vm.Value{odd[(turn*7+k)%n], odd[(turn*3+2*k)%n], odd[(turn+5*k)%n], odd[k%n]}
				_, err := r.Invoke(functions[path], this, args[:(turn+k)%5]...)
				abort, ok := errors.AsType[*vm.Abort](err)
				if ok && abort.Reason != vm.AbortFuel && abort.Reason != vm.AbortMemory {
					t.Fatalf("%s of %s: %v", path, r.TypeName(this), err)
				}
				if ok {
					aborts++
					begin()
				}
			}
		}
		t.Logf("%d limits, %d functions, %d values", aborts, len(functions), len(odd))
	})
}

// The format of console.dump of the njs command line. runtime.md 9.
func TestDumpIndented(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		v    any
		want string
	}{
		{"text", "s", "s"},
		{"list of text", list{"s"}, "[\n 's'\n]"},
		{"holes", list{1, hole{}, 2}, "[\n 1,\n <empty>,\n 2\n]"},
		{"nested", record{"a", list{1, record{"b", 2}}, "c", list{list{}}, "d", record{}},
			"{\n a: [\n  1,\n  {\n   b: 2\n  }\n ],\n c: [\n  [\n   \n  ]\n ],\n d: {\n  \n }\n}"},
	}
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range cases {
			got, err := builtin.Dump(r.Realm, r.value(test.v), 1)
			if err != nil || got != test.want {
				t.Errorf("%s: %q, %v, want %q", test.name, got, err, test.want)
			}
		}
	})
}

// What is logged counts against the budgets, too.
func TestDumpLimits(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		r = limitedRealm(t, r.Version(), vm.Limits{})
		long := r.value(strings.Repeat("x", 10_000))
		v := make([]vm.Value, 1000)
		for i := range v {
			v[i] = long
		}
		if _, err := builtin.Dump(r.Realm, r.NewArray(v...).Value(), 0); !errors.Is(err, vm.ErrMemory) {
			t.Errorf("error is %v, want %v", err, vm.ErrMemory)
		}
	})
}

func TestBytes(t *testing.T) {
	t.Parallel()
	r := newRealm(t, vm.V2)
	whole := r.must("Uint8Array.of", r.at("Uint8Array"), 1, 2, 3)
	cases := []struct {
		name string
		v    vm.Value
		want []byte
		ok   bool
	}{
		{"typed array", whole, []byte{1, 2, 3}, true},
		{"part of a typed array", r.must("Uint8Array.prototype.subarray", whole, 1, 2), []byte{2}, true},
		{"buffer", r.must("Buffer.from", missing{}, "ab"), []byte("ab"), true},
		{"text", r.value("ab"), nil, false},
		{"list", r.value(list{1}), nil, false},
		{"undefined", vm.Undefined, nil, false},
	}
	for _, test := range cases {
		got, ok := builtin.Bytes(test.v)
		if diff := cmp.Diff(test.want, got); diff != "" || ok != test.ok {
			t.Errorf("%s: %v (-want +got):\n%s", test.name, ok, diff)
		}
	}
}

func TestNewBuffer(t *testing.T) {
	t.Parallel()
	r := limitedRealm(t, vm.V2, vm.Limits{})
	b, err := builtin.NewBuffer(r.Realm, []byte("a\xff"))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.call("Buffer.prototype.toString", b, "hex"); got != "'61ff'" {
		t.Errorf("the bytes are %s", got)
	}
	if _, err := builtin.NewBuffer(r.Realm, bytes.Repeat([]byte("x"), vm.DefaultMemory)); !errors.Is(err, vm.ErrMemory) {
		t.Errorf("error is %v, want %v", err, vm.ErrMemory)
	}
}
