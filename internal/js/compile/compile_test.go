// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile_test

import (
	"errors"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/compile"
	"selvedge/internal/js/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func parse(tb testing.TB, v syntax.Version, source string) *syntax.Program {
	tb.Helper()
	tree, err := syntax.Parse(source, v, syntax.Options{})
	if err != nil {
		tb.Fatalf("Parse: %v", err)
	}
	return tree
}

func compiled(tb testing.TB, v syntax.Version, source string) *bytecode.Program {
	tb.Helper()
	p, err := compile.Program(parse(tb, v, source))
	if err != nil {
		tb.Fatalf("Program: %v", err)
	}
	if err := bytecode.Verify(p); err != nil {
		tb.Fatalf("Verify: %v\n%s", err, p.Disassemble())
	}
	return p
}

// TestDisassembly compares the code of functions with golden files, so that changes of the compiler are seen.
func TestDisassembly(t *testing.T) {
	source, err := os.ReadFile("testdata/functions.js")
	if err != nil {
		t.Fatal(err)
	}
	got := compiled(t, syntax.V2, string(source)).Disassemble()
	const golden = "testdata/functions.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// code returns the names of the operations of the last function of a program.
func code(p *bytecode.Program) string {
	var names []string
	for _, in := range p.Functions[len(p.Functions)-1].Code {
		names = append(names, in.Op().String())
	}
	return strings.Join(names, " ")
}

// TestVariables: where variables live.
func TestVariables(t *testing.T) {
	for _, c := range []struct {
		name, source, want string
		v                  syntax.Version
	}{
		{"registers", "function f(a) { let b = a; b = b + 1; return b }",
			"move add.k return return.undefined", syntax.V2},
		{"no test where the declaration comes first", "function f() { let a = 1; { return a } }",
			"const return return.undefined", syntax.V2},
		{"test where it comes later", "function f() { { return a } let a = 1 }",
			"cell.get return const cell.let return.undefined", syntax.V2},
		{"an assignment before the declaration", "function f() { a = 1; let a }",
			"throw.dead const cell.set undefined cell.let return.undefined", syntax.V2},
		{"a constant", "function f() { const a = 1; a = 2 }", "const throw.constant return.undefined", syntax.V2},
		{"globals", "var a; function f() { a = a }", "global.get global.set return.undefined", syntax.V2},
		{"names that are not declared", "function f() { a = b }",
			"lookup.check lookup.get lookup.set return.undefined", syntax.V2},
		{"in 0.4.3", "function f() { a = b }", "lookup.fail return.undefined", syntax.V1},
		{"undefined", "function f(a) { return a == undefined ? undefined : NaN }",
			"jump.notnullish undefined jump const return return.undefined", syntax.V2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := code(compiled(t, c.v, c.source)); got != c.want {
				t.Errorf("code = %s\nwant   %s", got, c.want)
			}
		})
	}
}

// TestTooLarge: what operands cannot name is an error, not wrong code.
func TestTooLarge(t *testing.T) {
	many := func(n int, item string) string { return strings.Repeat(item, n) }
	names := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(",q" + strconv.Itoa(i))
		}
		return b.String()
	}
	for _, c := range []struct{ name, source, want string }{
		{"property accesses", "var a; " + many(70_000, "a.b;"), "too many property accesses in 1"},
		{"code", "var a;\nfunction f() { " + many(30_000, "a=a;a;") + "}", "function is too large in 2"},
		{"variables", "function f() { var q" + names(66_000) + "}", "too many variables or operands in 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := compile.Program(parse(t, syntax.V2, c.source))
			e, ok := errors.AsType[*compile.Error](err)
			if !ok || e.Error() != c.want {
				t.Errorf("Program = %v, want %q", err, c.want)
			}
		})
	}
}

// TestDeterministic: the same source gives the same code.
func TestDeterministic(t *testing.T) {
	source, err := os.ReadFile("testdata/functions.js")
	if err != nil {
		t.Fatal(err)
	}
	first := compiled(t, syntax.V2, string(source)).Disassemble()
	for range 5 {
		if compiled(t, syntax.V2, string(source)).Disassemble() != first {
			t.Fatal("two compilations differ")
		}
	}
}

// FuzzCompile: what the parser accepts can be compiled, and verified.
func FuzzCompile(f *testing.F) {
	source, err := os.ReadFile("testdata/functions.js")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range strings.Split(string(source), "\n//") {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, source string, v2 bool) {
		v := syntax.V1
		if v2 {
			v = syntax.V2
		}
		tree, err := syntax.Parse(source, v, syntax.Options{Module: func(string) bool { return true }})
		if err != nil {
			return
		}
		p, err := compile.Program(tree)
		if err != nil {
			return
		}
		if err := bytecode.Verify(p); err != nil {
			t.Errorf("Verify: %v", err)
		}
	})
}

// BenchmarkProgram compiles a function of about the largest size there is, 10 KB.
func BenchmarkProgram(b *testing.B) {
	source, err := os.ReadFile("testdata/functions.js")
	if err != nil {
		b.Fatal(err)
	}
	text := ""
	for len(text) < 10_000 {
		text += "(function () {" + string(source) + "})();\n"
	}
	tree := parse(b, syntax.V2, text)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := compile.Program(tree); err != nil {
			b.Fatal(err)
		}
	}
}
