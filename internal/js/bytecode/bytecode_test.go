// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bytecode_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/bytecode"
)

// operations returns all there are.
func operations() (list []bytecode.Op) {
	for op := bytecode.Op(0); op.String() != "invalid"; op++ {
		list = append(list, op)
	}
	return list
}

func TestEveryOperationIsDescribed(t *testing.T) {
	seen := map[string]bytecode.Op{}
	for _, op := range operations() {
		if previous, ok := seen[op.String()]; ok || op.String() == "" {
			t.Errorf("operations %d and %d are both named %q", previous, op, op)
		}
		seen[op.String()] = op
	}
	if last := bytecode.OpCover; len(seen) != int(last)+1 {
		t.Errorf("%d operations are named, want %d", len(seen), int(last)+1)
	}
}

func TestEncode(t *testing.T) {
	for _, op := range operations() {
		in := bytecode.Encode(op, bytecode.MaxOperand, 0x1234, 1).WithC(0xfedc)
		if in.Op() != op || in.A() != bytecode.MaxOperand || in.B() != 0x1234 || in.C() != 0xfedc {
			t.Errorf("Encode(%v) = %v %#x %#x %#x", op, in.Op(), in.A(), in.B(), in.C())
		}
	}
}

func e(op bytecode.Op, a, b, c int) bytecode.Instr { return bytecode.Encode(op, a, b, c) }

// sample is a program that uses everything: verified, and the start of those that are not.
func sample() *bytecode.Program {
	return &bytecode.Program{
		Version: 2,
		Consts: []bytecode.Constant{
			{Kind: bytecode.ConstNumber, Number: 1.5}, {Kind: bytecode.ConstString, String: "a\n"},
			{Kind: bytecode.ConstNull}, {Kind: bytecode.ConstTrue}, {Kind: bytecode.ConstFalse}, {Kind: bytecode.ConstHole}, {},
		},
		Sites:   []bytecode.Site{{Name: "length"}},
		Shapes:  [][]string{{"x", "y"}},
		RegExps: []bytecode.RegExp{{Source: "a+", Flags: "g", Line: 2}},
		Imports: []bytecode.Import{{Module: "cloudfront", Line: 1}},
		Globals: []bytecode.Global{{Name: "cf"}},
		Functions: []*bytecode.Function{
			{Name: "main", CallName: "main", Line: 1, Registers: 4, Cells: 1, Code: []bytecode.Instr{
				e(bytecode.OpImport, 1, 0, 0), e(bytecode.OpGlobalInit, 1, 0, 0), e(bytecode.OpCellNew, 1, 0, 0),
				e(bytecode.OpClosure, 1, 0, 1), e(bytecode.OpCall, 1, 1, 2), e(bytecode.OpReturnUndefined, 0, 0, 0),
			}, Lines: []bytecode.Line{{PC: 0, Line: 1}, {PC: 3, Line: 2}}},
			{Name: "f", CallName: "f", Line: 2, Params: 1, Vars: 1, Registers: 5, Arguments: 3, Length: 1,
				Flags:    bytecode.Async | bytecode.HasArguments | bytecode.Rest | bytecode.Constructor,
				Captures: []bytecode.Capture{{Cell: true}},
				Code: []bytecode.Instr{
					e(bytecode.OpConst, 1, 0, 1), e(bytecode.OpAddK, 2, 1, 0), e(bytecode.OpObjectOf, 4, 3, 0),
					e(bytecode.OpArray, 4, 2, 3), e(bytecode.OpRegExp, 4, 0, 0), e(bytecode.OpAwait, 4, 4, 0),
					e(bytecode.OpCapturedGet, 4, 0, 0), e(bytecode.OpGetLength, 4, 4, 0),
					e(bytecode.OpJumpLessK, 4, 0, 10), e(bytecode.OpThrow, 4, 0, 0), e(bytecode.OpForInNext, 3, 1, 0),
					e(bytecode.OpReturn, 4, 0, 0),
				},
				Handlers: []bytecode.Handler{{Start: 0, End: 5, Target: 11, Register: 4}},
				Pending:  []bytecode.Pending{{Start: 1, End: 2, Register: 4}},
				Lines:    []bytecode.Line{{PC: 0, Line: 2}},
			},
		},
	}
}

func TestDisassemble(t *testing.T) {
	want := `function 0 "main" line 1: 0 parameters, 0 variables, 4 registers, 1 cells
    1    0  import          r1 "cloudfront"
         1  global.init     r1 global:cf
         2  cell.new        r1 cell:0
    2    3  closure         r1 function:1
         4  call            r1 #1 r2
         5  return.undefined

function 1 "f" line 2: 1 parameters, 1 variables, 5 registers, async, constructor, rest, arguments r3
	captured 0: cell 0 of the outer function
    2    0  const           r1 "a\n"
         1  add.k           r2 r1 1.5
         2  object.of       r4 r3 {x y}
         3  array           r4 r2 #3
         4  regexp          r4 /a+/g
         5  await           r4 r4
         6  captured.get    r4 captured:0
         7  get.length      r4 r4 .length
         8  jump.lt.k       r4 1.5 ->10
         9  throw           r4
        10  forin.next      r3 r1 ->0
        11  return          r4
	catch 0-5: r4 at 11
`
	if diff := cmp.Diff(want, sample().Disassemble()); diff != "" {
		t.Errorf("Disassemble (-want +got):\n%s", diff)
	}
}

// TestDisassembleInvalid: what cannot be verified can still be looked at.
func TestDisassembleInvalid(t *testing.T) {
	p := sample()
	p.Functions[0].Code = []bytecode.Instr{
		e(bytecode.OpConst, 9, 0, 99), e(255, 0, 0, 0), e(bytecode.OpGet, 0, 0, 99), e(bytecode.OpObjectOf, 0, 0, 99),
	}
	if text := p.Disassemble(); strings.Count(text, "invalid") != 4 {
		t.Errorf("Disassemble = %s, want 4 times invalid", text)
	}
}

func TestVerify(t *testing.T) {
	if err := bytecode.Verify(sample()); err != nil {
		t.Errorf("Verify = %v", err)
	}
}

func TestVerifyRefuses(t *testing.T) {
	// with replaces instruction 1 of function 1.
	with := func(in bytecode.Instr) func(*bytecode.Program) {
		return func(p *bytecode.Program) { p.Functions[1].Code[1] = in }
	}
	function := func(change func(f *bytecode.Function)) func(*bytecode.Program) {
		return func(p *bytecode.Program) { change(p.Functions[1]) }
	}
	for _, c := range []struct {
		name   string
		change func(*bytecode.Program)
		want   string
	}{
		{"no functions", func(p *bytecode.Program) { p.Functions = nil }, "without functions"},
		{"main with captures", func(p *bytecode.Program) { p.Functions[0].Captures = p.Functions[1].Captures }, "top level"},
		{"main is async", func(p *bytecode.Program) { p.Functions[0].Flags = bytecode.Async }, "top level"},
		{"no code", function(func(f *bytecode.Function) { f.Code = nil }), "no end"},
		{"runs off the end", function(func(f *bytecode.Function) { f.Code = f.Code[:9] }), "no end"},
		{"too few registers", function(func(f *bytecode.Function) { f.Registers = 2 }), "1 parameters and 1 variables in 2"},
		{"rest without parameters", function(func(f *bytecode.Function) { f.Params, f.Flags = 0, bytecode.Rest }), "rest"},
		{"arguments over parameters", function(func(f *bytecode.Function) { f.Arguments = 1 }), "arguments in register 1"},
		{"unknown operation", with(e(250, 0, 0, 0)), "operation 250"},
		{"register", with(e(bytecode.OpMove, 0, 5, 0)), "operand B is 5, limit 5"},
		{"destination", with(e(bytecode.OpMove, 5, 0, 0)), "operand A is 5, limit 5"},
		{"pair", with(e(bytecode.OpMethod, 4, 0, 0)), "operand A is 4, limit 4"},
		{"arguments of a call", with(e(bytecode.OpCall, 2, 2, 0)), "operand A is 2, limit 2"},
		{"result of a call", with(e(bytecode.OpCall, 0, 0, 5)), "operand C is 5"},
		{"elements", with(e(bytecode.OpArray, 0, 3, 3)), "operand B is 3, limit 3"},
		{"properties", with(e(bytecode.OpObjectOf, 0, 4, 0)), "operand B is 4, limit 4"},
		{"shape", with(e(bytecode.OpObjectOf, 0, 0, 1)), "operand C is 1, limit 1"},
		{"constant", with(e(bytecode.OpConst, 0, 0, 7)), "operand C is 7, limit 7"},
		{"constant that is no number", with(e(bytecode.OpSubK, 0, 0, 1)), "no number"},
		{"constant of a jump that is no number", with(e(bytecode.OpJumpLessK, 0, 1, 0)), "no number"},
		{"site", with(e(bytecode.OpGet, 0, 0, 1)), "operand C is 1, limit 1"},
		{"function", with(e(bytecode.OpClosure, 0, 0, 2)), "operand C is 2, limit 2"},
		{"regular expression", with(e(bytecode.OpRegExp, 0, 0, 1)), "operand C is 1, limit 1"},
		{"module", with(e(bytecode.OpImport, 0, 0, 1)), "operand C is 1, limit 1"},
		{"global", with(e(bytecode.OpGlobalGet, 0, 0, 1)), "operand C is 1, limit 1"},
		{"captured", with(e(bytecode.OpCapturedGet, 0, 0, 1)), "operand C is 1, limit 1"},
		{"cell", with(e(bytecode.OpCellGet, 0, 0, 0)), "operand C is 0, limit 0"},
		{"jump", with(e(bytecode.OpJump, 0, 0, 12)), "operand C is 12, limit 12"},
		{"await", function(func(f *bytecode.Function) { f.Flags = 0 }), "outside of an async function"},
		{"captured cell that does not exist", func(p *bytecode.Program) { p.Functions[1].Captures[0].Index = 1 },
			`captured variable 0 of "f" is 1, limit 1`},
		{"captured from where nothing is", func(p *bytecode.Program) { p.Functions[1].Captures[0].Cell = false }, "limit 0"},
		{"handler of nothing", function(func(f *bytecode.Function) { f.Handlers[0].End = 0 }), "handler 0"},
		{"handler outside", function(func(f *bytecode.Function) { f.Handlers[0].Target = 12 }), "handler 0"},
		{"handler register", function(func(f *bytecode.Function) { f.Handlers[0].Register = 5 }), "handler 0"},
		{"pending call", function(func(f *bytecode.Function) { f.Pending[0].Register = 5 }), "pending call 0"},
		{"lines", function(func(f *bytecode.Function) { f.Lines = append(f.Lines, f.Lines[0]) }), "line 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := sample()
			c.change(p)
			if err := bytecode.Verify(p); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Verify = %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestLineAt(t *testing.T) {
	f := &bytecode.Function{Line: 7, Lines: []bytecode.Line{{PC: 1, Line: 8}, {PC: 4, Line: 6}, {PC: 5, Line: 9}}}
	for pc, want := range []int{7, 8, 8, 8, 6, 9, 9} {
		if got := f.LineAt(pc); got != want {
			t.Errorf("LineAt(%d) = %d, want %d", pc, got, want)
		}
	}
}

func TestHandlerAt(t *testing.T) {
	f := &bytecode.Function{Handlers: []bytecode.Handler{{Start: 2, End: 4, Target: 10}, {Start: 1, End: 6, Target: 20}}}
	for pc, want := range []int{-1, 20, 10, 10, 20, 20, -1} {
		got := -1
		if h := f.HandlerAt(pc); h != nil {
			got = h.Target
		}
		if got != want {
			t.Errorf("HandlerAt(%d) goes to %d, want %d", pc, got, want)
		}
	}
}
