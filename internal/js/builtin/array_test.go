// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"selvedge/internal/js/vm"
)

// Results and texts: njs 0.4.3 and 0.7.12.

func TestArrayConstructor(t *testing.T) {
	t.Parallel()
	invalid := both("RangeError: Invalid array length")
	runCalls(t, []callCase{
		{"nothing", "Array", missing{}, nil, both("[]")},
		{"values", "Array", missing{}, list{5, 6}, both("[5,6]")},
		{"a string", "Array", missing{}, list{"5"}, both("['5']")},
		{"a length", "Array", missing{}, list{2}, both("[,]")},
		{"negative", "Array", missing{}, list{-1}, invalid},
		{"a fraction", "Array", missing{}, list{1.5}, invalid},
		{"NaN", "Array", missing{}, list{math.NaN()}, invalid},
		{"too long", "Array", missing{}, list{float64(1 << 32)}, invalid},
		{"of", "Array.of", missing{}, list{7}, both("[7]")},
		{"isArray", "Array.isArray", missing{}, list{list{}}, both("true")},
		{"isArray of something like it", "Array.isArray", missing{}, list{record{"length", 1}}, both("false")},
	})
	bothVersions(t, func(t *testing.T, r realm) {
		if got := r.call("Array.isArray", missing{}, r.at("Array.prototype")); got != "true" {
			t.Errorf("isArray(Array.prototype) is %s", got)
		}
		if a := r.must("Array", missing{}, float64(4e9)); a.Object().ArrayLength() != 4e9 {
			t.Errorf("the length is %d", a.Object().ArrayLength())
		}
	})
}

// changes calls a method and shows what it returns and what has become of the receiver.
func changes(r realm, method string, this vm.Value, args ...any) string {
	r.Helper()
	return r.call("Array.prototype."+method, this, args...) + " " + r.show(this)
}

type changeCase struct {
	name   string
	method string
	this   list
	args   list
	want   string
}

var changeCases = []changeCase{
	{"push", "push", list{1}, list{2, 3}, "3 [1,2,3]"},
	{"push nothing", "push", list{1}, nil, "1 [1]"},
	{"push after a hole", "push", list{1, hole{}}, list{2}, "3 [1,,2]"},
	{"pop", "pop", list{1, 2}, nil, "2 [1]"},
	{"pop nothing", "pop", list{}, nil, "undefined []"},
	{"pop a hole", "pop", list{1, hole{}}, nil, "undefined [1]"},
	{"shift", "shift", list{1, 2, 3}, nil, "1 [2,3]"},
	{"shift nothing", "shift", list{}, nil, "undefined []"},
	{"shift past a hole", "shift", list{1, hole{}, 3}, nil, "1 [,3]"},
	{"unshift", "unshift", list{3, 4}, list{1, 2}, "4 [1,2,3,4]"},
	{"unshift nothing", "unshift", list{3}, nil, "1 [3]"},
	{"unshift before a hole", "unshift", list{hole{}, 4}, list{1, 2}, "4 [1,2,,4]"},
	{"splice nothing", "splice", list{1, 2}, nil, "[] [1,2]"},
	{"splice to the end", "splice", list{1, 2, 3, 4}, list{1}, "[2,3,4] [1]"},
	{"splice undefined", "splice", list{1, 2, 3}, list{1, missing{}}, "[] [1,2,3]"},
	{"splice more", "splice", list{1, 2, 3, 4}, list{-2, 1, 7, 8, 9}, "[3] [1,2,7,8,9,4]"},
	{"splice fewer", "splice", list{1, 2, 3, 4}, list{1, 2, 7}, "[2,3] [1,7,4]"},
	{"splice as many", "splice", list{1, 2, 3}, list{1, 1, 9}, "[2] [1,9,3]"},
	{"splice holes", "splice", list{1, hole{}, 3, 4}, list{0, 2}, "[1,] [3,4]"},
	{"splice into holes", "splice", list{1, hole{}, 3}, list{1, 0, 9}, "[] [1,9,,3]"},
	{"reverse", "reverse", list{1, 2, 3}, nil, "[3,2,1] [3,2,1]"},
	{"reverse holes", "reverse", list{hole{}, 1, 2}, nil, "[2,1,] [2,1,]"},
	{"fill", "fill", list{1, 2, 3}, list{7}, "[7,7,7] [7,7,7]"},
	{"fill holes", "fill", list{hole{}, hole{}}, list{0}, "[0,0] [0,0]"},
	{"fill from", "fill", list{1, 2, 3}, list{7, -1}, "[1,2,7] [1,2,7]"},
	{"fill to", "fill", list{1, 2, 3}, list{7, 0, -1}, "[7,7,3] [7,7,3]"},
	{"copyWithin", "copyWithin", list{1, 2, 3, 4, 5}, list{0, 3}, "[4,5,3,4,5] [4,5,3,4,5]"},
	{"copyWithin forward", "copyWithin", list{1, 2, 3, 4, 5}, list{1, 0, 3}, "[1,1,2,3,5] [1,1,2,3,5]"},
	{"copyWithin holes", "copyWithin", list{1, 2, 3, hole{}, 5}, list{1, 3}, "[1,,5,,5] [1,,5,,5]"},
	{"sort", "sort", list{10, 9, 1}, nil, "[1,10,9] [1,10,9]"},
	{"sort holes", "sort", list{3, hole{}, missing{}, 1, 2}, nil, "[1,2,3,undefined,] [1,2,3,undefined,]"},
	{"sort one", "sort", list{1}, nil, "[1] [1]"},
}

func TestArrayChanges(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range changeCases {
			if got := changes(r, test.method, r.value(test.this), test.args...); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
	})
}

// Fast paths and general ones agree: the same cases with arrays whose elements vm does not keep dense, and with
// objects that are something like arrays.
func TestArrayChangesElsewhere(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range changeCases {
			sparse := r.value(test.this)
			r.define(sparse.Object(), 1<<20, vm.DataDescriptor(vm.Null, vm.AttrAll))
			if err := r.SetArrayLength(sparse.Object(), uint32(len(test.this))); err != nil {
				t.Fatal(err)
			}
			if got := changes(r, test.method, sparse, test.args...); got != test.want {
				t.Errorf("sparse: %s: %s, want %s", test.name, got, test.want)
			}
			like := r.value(record{"length", len(test.this)})
			for i, x := range test.this {
				if x != any(hole{}) {
					r.define(like.Object(), i, vm.DataDescriptor(r.value(x), vm.AttrAll))
				}
			}
			r.call("Array.prototype."+test.method, like, test.args...)
			_, want, _ := strings.Cut(test.want, " ")
			if got := r.call("Array.prototype.slice", like); got != want {
				t.Errorf("array-like: %s: %s, want %s", test.name, got, want)
			}
		}
	})
}

func TestArrayReads(t *testing.T) {
	t.Parallel()
	nan, minusZero := math.NaN(), math.Copysign(0, -1)
	runCalls(t, []callCase{
		{"slice", "Array.prototype.slice", list{1, 2, 3, 4}, list{1, -1}, both("[2,3]")},
		{"slice past the end", "Array.prototype.slice", list{1, 2}, list{5}, both("[]")},
		{"slice holes", "Array.prototype.slice", list{1, hole{}, 3}, list{1}, both("[,3]")},
		{"slice of a string", "Array.prototype.slice", "a\u00f1b", list{1}, both("['ñ','b']")},
		{"slice of a number", "Array.prototype.slice", 5, list{1}, both("[]")},
		{"slice too long", "Array.prototype.slice", record{"length", float64(1<<53 - 1)}, list{0, float64(1 << 32)},
			both("RangeError: Invalid array length")},
		{"slice of the last place", "Array.prototype.slice", record{"length", float64(1<<53 - 1), "9007199254740990", "q"},
			list{-1}, both("['q']")},
		{"concat", "Array.prototype.concat", list{1}, list{list{2, hole{}}, 3, list{list{4}}}, both("[1,2,,3,[4]]")},
		{"concat a spreadable object", "Array.prototype.concat", list{},
			list{record{"length", 2, "1", 4, vm.SymbolIsConcatSpreadable, true}}, both("[,4]")},
		{"concat to a number", "Array.prototype.concat", 1, list{2}, both("[Object(1),2]")},
		{"concat to null", "Array.prototype.concat", nil, nil, both("TypeError: cannot convert null or undefined to object")},
		{"join", "Array.prototype.join", list{1, nil, missing{}, list{2, 3}, hole{}}, list{"-"}, both("'1---2,3-'")},
		{"join with null", "Array.prototype.join", list{1, 2}, list{nil}, both("'1null2'")},
		{"join a symbol", "Array.prototype.join", list{vm.SymbolIterator}, nil,
			both("TypeError: Cannot convert a Symbol value to a string")},
		{"join a string", "Array.prototype.join", "abc", nil, both("'a,b,c'")},
		{"toString with an argument", "Array.prototype.toString", list{1, 2}, list{"-"}, both("'1-2'")},
		{"toString without join", "Array.prototype.toString", record{"join", 1}, nil, both("'[object Object]'")},
		{"indexOf", "Array.prototype.indexOf", list{1, 2, "ab", 2}, list{"ab"}, both("2")},
		{"indexOf from", "Array.prototype.indexOf", list{1, 2, 1}, list{1, -2}, both("2")},
		{"indexOf NaN", "Array.prototype.indexOf", list{nan}, list{nan}, both("-1")},
		{"indexOf a hole", "Array.prototype.indexOf", list{hole{}}, list{missing{}}, both("-1")},
		{"indexOf far out", "Array.prototype.indexOf", record{"length", float64(1<<53 - 1), "9007199254740990", "q"},
			list{"q"}, both("9007199254740990")},
		{"includes NaN", "Array.prototype.includes", list{nan}, list{nan}, both("true")},
		{"includes a hole", "Array.prototype.includes", list{hole{}}, list{missing{}}, both("true")},
		{"includes -0", "Array.prototype.includes", list{minusZero}, list{0}, both("true")},
		{"lastIndexOf", "Array.prototype.lastIndexOf", list{1, 2, 1}, list{1}, both("2")},
		{"lastIndexOf the first", "Array.prototype.lastIndexOf", list{1, 2, 3}, list{1, -3}, versioned{"-1", "0"}},
		{"lastIndexOf before the first", "Array.prototype.lastIndexOf", list{1, 2, 3}, list{1, -4}, both("-1")},
		{"lastIndexOf from undefined", "Array.prototype.lastIndexOf", list{1, 2}, list{1, missing{}}, both("0")},
	})
}

func TestArrayCallbacks(t *testing.T) {
	t.Parallel()
	odd := function(func(_ vm.Value, args []vm.Value) (vm.Value, error) {
		return vm.Bool(args[0].IsNumber() && math.Mod(args[0].Float(), 2) == 1), nil
	})
	absent := function(func(_ vm.Value, args []vm.Value) (vm.Value, error) { return vm.Bool(args[0].IsUndefined()), nil })
	index := function(func(_ vm.Value, args []vm.Value) (vm.Value, error) { return args[1], nil })
	sum := function(func(_ vm.Value, args []vm.Value) (vm.Value, error) {
		return vm.Number(args[0].Float()*10 + args[1].Float()), nil
	})
	notCallable := versioned{"TypeError: unexpected iterator arguments", "TypeError: callback argument is not callable"}
	empty := both("TypeError: Reduce of empty object with no initial value")
	runCalls(t, []callCase{
		{"forEach nothing", "Array.prototype.forEach", list{1}, nil, notCallable},
		{"map with an object", "Array.prototype.map", list{}, list{record{}}, notCallable},
		{"reduceRight with undefined", "Array.prototype.reduceRight", list{}, nil, notCallable},
		{"forEach of null", "Array.prototype.forEach", nil, list{index},
			both("TypeError: cannot convert null or undefined to object")},
		{"map", "Array.prototype.map", list{"a", hole{}, "c"}, list{index}, both("[0,,2]")},
		{"map too long", "Array.prototype.map", record{"length", float64(1<<53 - 1)}, list{index},
			both("RangeError: Invalid array length")},
		{"filter", "Array.prototype.filter", list{1, 2, hole{}, 3}, list{odd}, both("[1,3]")},
		{"every", "Array.prototype.every", list{1, hole{}, 3}, list{odd}, both("true")},
		{"every of nothing", "Array.prototype.every", list{}, list{odd}, both("true")},
		{"some", "Array.prototype.some", list{2, 4}, list{odd}, both("false")},
		{"find a hole", "Array.prototype.find", list{1, hole{}}, list{absent}, both("undefined")},
		{"findIndex of a hole", "Array.prototype.findIndex", list{1, hole{}}, list{absent}, both("1")},
		{"findIndex of nothing", "Array.prototype.findIndex", list{1}, list{absent}, both("-1")},
		{"reduce", "Array.prototype.reduce", list{1, hole{}, 2, 3}, list{sum}, both("123")},
		{"reduceRight", "Array.prototype.reduceRight", list{1, 2, hole{}, 3}, list{sum, 4}, both("4321")},
		{"reduce nothing", "Array.prototype.reduce", list{}, list{sum}, empty},
		{"reduce holes", "Array.prototype.reduce", list{hole{}}, list{sum}, empty},
		{"reduce nothing to undefined", "Array.prototype.reduce", list{}, list{sum, missing{}}, both("undefined")},
	})
}

// A callback that changes the array sees the changes.
func TestArrayChangedByCallback(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range []struct {
			name, path, change string
			want               string
		}{
			{"shrinking", "Array.prototype.map", "pop", "[1,2,,]"},
			{"growing", "Array.prototype.map", "push", "[1,2,3,4]"},
			{"moving", "Array.prototype.map", "shift", "[1,3,,]"},
		} {
			a := r.value(list{1, 2, 3, 4})
			if got := r.call(test.path, a, function(func(_ vm.Value, args []vm.Value) (vm.Value, error) {
				v := args[0]
				r.must("Array.prototype."+test.change, args[2])
				return v, nil
			})); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
	})
}

// What comparison functions that do not know their own mind give is what njs's method of sorting gives.
func TestArraySortMethod(t *testing.T) {
	t.Parallel()
	numbers := list{5, 1, 4, 2, 3, 9, 8, 7, 6, 0, 11, 15, 13, 12}
	for _, test := range []struct {
		name    string
		compare func(a, b float64) vm.Value
		want    string
	}{
		{"a > b", func(a, b float64) vm.Value { return vm.Bool(a > b) }, "[1,2,3,4,5,8,0,6,9,7,11,12,13,15]"},
		{"a < b", func(a, b float64) vm.Value { return vm.Bool(a < b) }, "[5,4,2,9,8,7,6,3,1,0,15,13,12,11]"},
		{"NaN", func(float64, float64) vm.Value { return vm.NaN }, "[2,1,4,5,3,9,8,7,6,0,11,15,13,12]"},
		{"1", func(float64, float64) vm.Value { return vm.Int(1) }, "[2,9,7,6,11,13,1,5,4,3,0,15,12,8]"},
		{"-1", func(float64, float64) vm.Value { return vm.Int(-1) }, "[12,13,15,5,2,3,9,11,0,4,1,6,7,8]"},
		{"a - b", func(a, b float64) vm.Value { return vm.Number(a - b) }, "[0,1,2,3,4,5,6,7,8,9,11,12,13,15]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRealm(t, vm.V2)
			if got := r.call("Array.prototype.sort", numbers, function(func(_ vm.Value, args []vm.Value) (vm.Value, error) {
				return test.compare(args[0].Float(), args[1].Float()), nil
			})); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

// A large array is sorted stably whatever the order it comes in, including those that are hard for a quicksort.
func TestArraySortLarge(t *testing.T) {
	t.Parallel()
	const n = 3000
	for name, at := range map[string]func(i int) int{
		"ascending": func(i int) int { return i }, "descending": func(i int) int { return n - i },
		"equal": func(int) int { return 7 }, "two values": func(i int) int { return i & 1 },
		"organ pipe": func(i int) int { return min(i, n-i) }, "scattered": func(i int) int { return i * 7919 % 251 },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRealm(t, vm.V2)
			items, want := make(list, n), make([]int, n)
			for i := range items {
				items[i], want[i] = at(i)*n+i, at(i)*n+i
			}
			slices.SortStableFunc(want, func(a, b int) int { return a/n - b/n })
			sorted := r.must("Array.prototype.sort", items, function(func(_ vm.Value, args []vm.Value) (vm.Value, error) {
				return vm.Int(int(args[0].Float())/n - int(args[1].Float())/n), nil
			}))
			elems, _ := sorted.Object().Dense()
			for i, v := range elems {
				if int(v.Float()) != want[i] {
					t.Fatalf("element %d is %v, want %d", i, v.Float(), want[i])
				}
			}
		})
	}
}

func TestArraySortErrors(t *testing.T) {
	t.Parallel()
	bothVersions(t, func(t *testing.T, r realm) {
		for _, test := range []struct {
			name    string
			compare any
			want    string
		}{
			{"null", nil, "TypeError: comparefn must be callable or undefined"},
			{"throws", r.throwing("no"), "Error: no"},
			{"returns a symbol", returning(vm.SymbolIterator.Value()), "TypeError: Cannot convert a Symbol value to a number"},
		} {
			a := r.value(list{3, 1, 2})
			if got := r.call("Array.prototype.sort", a, test.compare); got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
			if got := r.show(a); got != "[3,1,2]" {
				t.Errorf("%s: the array is %s", test.name, got)
			}
		}
	})
}

// Frozen and sealed arrays. njs 0.4.3 protects only the named properties of an array.
func TestArrayProtected(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		protect, method string
		args            list
		want            versioned
	}{
		{"freeze", "push", list{9}, versioned{"3 [1,2,9]", `TypeError: Cannot add property "2", object is not extensible [1,2]`}},
		{"freeze", "push", nil, versioned{"2 [1,2]", `TypeError: Cannot assign to read-only property "length" of array [1,2]`}},
		{"freeze", "pop", nil, versioned{"2 [1]", `TypeError: Cannot delete property "1" of array [1,2]`}},
		{"freeze", "shift", nil, versioned{"1 [2]", `TypeError: Cannot delete property "0" of array [1,2]`}},
		{"freeze", "unshift", list{9}, versioned{"3 [9,1,2]", `TypeError: Cannot delete property "1" of array [1,2]`}},
		{"freeze", "splice", list{0, 1}, versioned{"[1] [2]", `TypeError: Cannot assign to read-only property "0" of array [1,2]`}},
		{"freeze", "reverse", nil, versioned{"[2,1] [2,1]", `TypeError: Cannot assign to read-only property "1" of array [1,2]`}},
		{"freeze", "sort", nil, versioned{"[1,2] [1,2]", `TypeError: Cannot assign to read-only property "0" of array [1,2]`}},
		{"freeze", "fill", list{0}, versioned{"[0,0] [0,0]", `TypeError: Cannot assign to read-only property "0" of array [1,2]`}},
		{"seal", "pop", nil, versioned{"2 [1]", `TypeError: Cannot delete property "1" of array [1,2]`}},
		{"seal", "push", list{9}, versioned{"3 [1,2,9]", `TypeError: Cannot add property "2", object is not extensible [1,2]`}},
		{"seal", "reverse", nil, both("[2,1] [2,1]")},
		{"preventExtensions", "push", list{9}, both("3 [1,2,9]")},
		{"preventExtensions", "unshift", list{9}, both("3 [9,1,2]")},
	} {
		t.Run(test.protect+" "+test.method+" "+strconv.Itoa(len(test.args)), func(t *testing.T) {
			bothVersions(t, func(t *testing.T, r realm) {
				a := r.must("Object."+test.protect, missing{}, list{1, 2})
				if got, want := changes(r, test.method, a, test.args...), test.want.of(r.Version()); got != want {
					t.Errorf("%s, want %s", got, want)
				}
			})
		})
	}
}

func TestArrayLimits(t *testing.T) {
	t.Parallel()
	identity := function(func(_ vm.Value, args []vm.Value) (vm.Value, error) { return args[0], nil })
	for _, test := range []struct {
		name, path string
		this       float64 // of Array(n), or of an object with this length
		like       bool
		args       list
		want       string
	}{
		{"join a huge array", "Array.prototype.join", 4e9, false, nil, "abort: memory budget exceeded"},
		{"join a huge array with nothing", "Array.prototype.join", 4e9, false, list{""}, "abort: compute budget exceeded"},
		{"fill a huge array", "Array.prototype.fill", 4e9, false, list{0}, "abort: compute budget exceeded"},
		{"reverse a huge array", "Array.prototype.reverse", 4e9, false, nil, "abort: compute budget exceeded"},
		{"copy within a huge array", "Array.prototype.copyWithin", 4e9, false, list{0, 1}, "abort: compute budget exceeded"},
		{"splice a huge array", "Array.prototype.splice", 4e9, false, list{0, 1}, "abort: compute budget exceeded"},
		{"fill much", "Array.prototype.fill", 1e6, true, list{0}, "abort: memory budget exceeded"},
		{"apply much", "", 4e9, true, nil, "InternalError: argument list is too long"},
		{"map a huge array", "Array.prototype.map", 4e9, false, list{identity}, "[long]"},
		{"forEach of a huge array", "Array.prototype.forEach", 4e9, false, list{identity}, "undefined"},
		{"sort a huge array", "Array.prototype.sort", 4e9, false, nil, "[long]"},
		{"indexOf in a huge array", "Array.prototype.indexOf", 4e9, false, list{1}, "-1"},
		{"concat a huge array", "Array.prototype.concat", 4294967295, false, list{1}, "RangeError: Invalid array length"},
		{"slice a huge array", "Array.prototype.slice", 4e9, false, list{1}, "[long]"},
		{"shift a huge array", "Array.prototype.shift", 4e9, false, nil, "undefined"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRealm(t, vm.V2)
			this := r.value(record{"length", test.this})
			if !test.like {
				this = r.must("Array", missing{}, test.this)
			}
			got := ""
			if test.path == "" {
				got = r.call("Function.prototype.apply", identity, nil, this)
			} else {
				got = r.call(test.path, this, test.args...)
			}
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

// A comparison that never agrees ends with the fuel, not with Go's stack.
func TestArraySortFuel(t *testing.T) {
	t.Parallel()
	r := limitedRealm(t, vm.V2, vm.Limits{Fuel: 20_000})
	items := make(list, 2000)
	for i := range items {
		items[i] = i
	}
	calls := 0
	got := r.call("Array.prototype.sort", items, function(func(vm.Value, []vm.Value) (vm.Value, error) {
		calls++
		return vm.Int(calls&2 - 1), nil
	}))
	if got != "abort: compute budget exceeded" || calls > 20_000 {
		t.Errorf("%s after %d calls", got, calls)
	}
}
