// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/jscheck"
)

var update = flag.Bool("update", false, "write the golden files")

var runtimes = []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2}

// golden compares with a golden file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func checked(name string, code []byte) jscheck.File {
	f := jscheck.File{Name: name, Code: code}
	for _, r := range runtimes {
		f.Reports = append(f.Reports, jscheck.Check(code, r))
	}
	return f
}

func sources(tb testing.TB) []jscheck.File {
	tb.Helper()
	names, err := filepath.Glob("testdata/check/*.js")
	if err != nil || len(names) == 0 {
		tb.Fatalf("no sources: %v", err)
	}
	var files []jscheck.File
	for _, name := range names {
		code, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, checked(filepath.Base(name), code))
	}
	return files
}

func TestText(t *testing.T) {
	for _, f := range sources(t) {
		var out bytes.Buffer
		if err := jscheck.WriteText(&out, []jscheck.File{f}); err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/check/"+strings.TrimSuffix(f.Name, ".js")+".txt", out.String())
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := jscheck.WriteJSON(&out, sources(t)); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(out.Bytes()) {
		t.Error("the output is no JSON")
	}
	golden(t, "testdata/check.json", out.String())
}

// TestClean: what is fine has no findings.
func TestClean(t *testing.T) {
	for _, name := range []string{"clean.js", "connection.js"} {
		for _, f := range sources(t) {
			if f.Name != name {
				continue
			}
			for _, r := range f.Reports {
				if len(r.Findings) != 0 || !r.Complete || f.Failed() {
					t.Errorf("%s in %s: %+v", name, r.Runtime, r.Findings)
				}
			}
		}
	}
}

// TestEveryRule: the sources show every rule but those whose errors nothing can follow.
func TestEveryRule(t *testing.T) {
	alone := map[string]string{
		"decorator": "@d", "hashbang-comment": "#!/x", "escape-in-identifier": `var \u0061`, "non-ascii-identifier": "var é",
		"octal-literal": "x = 017", "private-name": "a.#b", "spread": "(...a)",
		"size": strings.Repeat(" ", selvedge.MaxFunctionCode+1),
	}
	found := map[string]bool{}
	note := func(f jscheck.File) {
		for _, r := range f.Reports {
			for _, finding := range r.Findings {
				found[finding.Rule.ID] = true
			}
		}
	}
	for _, f := range sources(t) {
		note(f)
	}
	for id, code := range alone {
		note(checked("alone", []byte(code)))
		if !found[id] {
			t.Errorf("%q does not show %s", code, id)
		}
	}
	for _, id := range jscheck.RuleIDs() {
		if !found[id] {
			t.Errorf("nothing shows the rule %s", id)
		}
	}
}

// thrown runs a script and returns what it throws.
func thrown(runtime selvedge.Runtime, code string) string {
	s := cff.Shell{Runtime: runtime, Name: "string", Print: func(string) {}}
	first, _, _ := strings.Cut(s.Run(code).Thrown, "\n")
	return first
}

// TestFailsWith runs what is reported: it throws what the finding says.
func TestFailsWith(t *testing.T) {
	for _, code := range []string{
		"Array.from([1])", "[].flat()", "'x'.matchAll(/x/g)", "new Map()", "structuredClone(1)", "x = 1", "y()",
		"console.error(1)", "require('fs')", "eval('1')", "new Function('1')", "Function('1')", "setTimeout(function () {}, 1)",
		"setImmediate(function () {})", "require('crypto').randomUUID()", "var a = []; a.at(0)", "`x`.normalize()",
		"/a/.compile()", "String('x').localeCompare('y')", "process.env.X", "Object.fromEntries([])", "new Intl.Locale('x')",
		"for (var x of []) {}", "var a; a?.b", "console.log(await 1)", "({...x})", "class A {}", "1n", "/a/u", "/(/", "import {a} from 'crypto'",
		"import fs from 'fs'", "var a = ;", "export default 1", "Reflect.ownKeys({})", "global.fetch()",
	} {
		for _, runtime := range runtimes {
			report := jscheck.Check([]byte(code), runtime)
			at := slices.IndexFunc(report.Findings, func(f jscheck.Finding) bool { return f.Place.Line > 0 })
			if at < 0 {
				t.Errorf("%s: nothing found in %q", runtime, code)
				continue
			}
			want := strings.Replace(thrown(runtime, code), " in string:1", " in 1", 1)
			if got := report.Findings[at].FailsWith; got != want {
				t.Errorf("%s: %q fails with %q, the finding says %q", runtime, code, want, got)
			}
		}
	}
}

// TestRefusedIsFound: what the engine does not compile has an error, and what it compiles has no syntax error.
func TestRefusedIsFound(t *testing.T) {
	for _, f := range sources(t) {
		for line := range strings.SplitSeq(string(f.Code), "\n") {
			for _, runtime := range runtimes {
				report := jscheck.Check([]byte(line), runtime)
				refused := cff.Refusal(strings.ToValidUTF8(line, "\uFFFD"), runtime)
				if refused != nil && !strings.Contains(refused.Message, `"cloudfront"`) && report.Count(jscheck.Error) == 0 {
					t.Errorf("%s: %q is refused and has no finding", runtime, line)
				}
			}
		}
	}
}

func TestSize(t *testing.T) {
	const handler = "function handler(e) { return e.request; }\n"
	for size, want := range map[int]string{
		1024:  "",
		9216:  "note: the code has 9,216 of at most 10,240 bytes (90.0 %)",
		10240: "note: the code has 10,240 of at most 10,240 bytes (100.0 %)",
		10241: "error: the code has 10,241 bytes, 1 more than the limit of 10,240 (100.0 %)",
	} {
		code := handler + "//" + strings.Repeat("x", size-len(handler)-2)
		got := ""
		for _, f := range jscheck.Check([]byte(code), selvedge.Runtime2).Findings {
			got += fmt.Sprintf("%s: %s", f.Severity, f.Message)
		}
		if got != want {
			t.Errorf("%d bytes: %q, want %q", size, got, want)
		}
	}
}

// TestLinear: a function of the largest size takes far less than a second, whatever is in it.
func TestLinear(t *testing.T) {
	for _, part := range []string{
		"a?.b;", "a.b.c", "(", "[", "{", "a=>", "([a])=>", "f(...a,", "`${", "let a;", "class A{m(){", "x+", "/a/u;", "'\\101';",
		"Array.from(", "[].flat().", "new Map(", "if(a){}else ", "a?b:", "import a from 'b';", "export ", "a\n", "é", "\xff", "\x00",
		"function f(a=1){", "for(a of ", "{...", "a||=", "1n+", "yield ", "await ", "case 1:", "//", "/*", "'", "!",
	} {
		quick(t, part, strings.Repeat(part, selvedge.MaxFunctionCode/len(part)))
	}
	for _, pair := range [][2]string{
		{"[", "]"}, {"(", ")"}, {"{", "}"}, {"{a:", "}"}, {"f(", ")"}, {"`${", "}`"}, {"!", "a"}, {"a[", "]"}, {"if(a){", "}"},
		{"x=class{a=", "}"}, {"()=>{", "}"}, {"var{a:", "}"}, {"[a]=", "b"}, {"new ", "a"},
	} {
		n := selvedge.MaxFunctionCode / (len(pair[0]) + len(pair[1]))
		quick(t, pair[0], "x="+strings.Repeat(pair[0], n)+strings.Repeat(pair[1], n))
	}
}

// TestLarge: sources far beyond what can be stored take no longer than their length asks for.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("large sources")
	}
	var names strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&names, "a%d?.b;", i)
	}
	quick(t, "names in one line", names.String())
	quick(t, "one long chain", "a"+strings.Repeat(".b", 100_000))
	quick(t, "one long sum", "x=a"+strings.Repeat("+b()", 50_000))
}

func quick(t *testing.T, name, code string) {
	t.Helper()
	start := time.Now()
	f := checked("x.js", []byte(code))
	if err := jscheck.WriteText(io.Discard, []jscheck.File{f}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 10*time.Second { // two reports, on a busy machine; normally some 20 ms
		t.Errorf("%d bytes of %q take %v", len(code), name, took)
	}
}

// FuzzCheck: no code makes a check or the writers fail, and places are inside the code.
func FuzzCheck(f *testing.F) {
	for _, s := range sources(f) {
		f.Add(s.Code)
		for line := range bytes.SplitSeq(s.Code, []byte("\n")) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, code []byte) {
		file := checked("fuzz.js", code)
		lines := bytes.Count(code, []byte("\n")) + 1
		for _, r := range file.Reports {
			for _, finding := range r.Findings {
				if p := finding.Place; p.Line > lines || p.EndLine > lines || p.Line > 0 && p.Column < 1 || finding.Message == "" {
					t.Errorf("%s: finding %+v in %d lines", r.Runtime, finding, lines)
				}
			}
			refused := cff.Refusal(strings.ToValidUTF8(string(code), "\uFFFD"), r.Runtime)
			if refused != nil && !strings.Contains(refused.Message, `"cloudfront"`) && r.Count(jscheck.Error) == 0 {
				t.Errorf("%s: no finding about %v", r.Runtime, refused)
			}
		}
		for _, write := range []func(*bytes.Buffer) error{
			func(w *bytes.Buffer) error { return jscheck.WriteText(w, []jscheck.File{file}) },
			func(w *bytes.Buffer) error { return jscheck.WriteJSON(w, []jscheck.File{file}) },
			func(w *bytes.Buffer) error { return jscheck.WriteSARIF(w, []jscheck.File{file}, "1") },
		} {
			if err := write(&bytes.Buffer{}); err != nil {
				t.Error(err)
			}
		}
	})
}
