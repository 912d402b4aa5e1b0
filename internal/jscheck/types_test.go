// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/jscheck"
)

// TestTypes keeps the tables and the declarations in step: who changes a table sees what editors will say.
func TestTypes(t *testing.T) {
	for _, runtime := range runtimes {
		golden(t, "testdata/types/"+string(runtime)+".d.ts", jscheck.Types(runtime))
	}
}

func TestTables(t *testing.T) {
	if list := jscheck.Useless(); len(list) > 0 {
		t.Errorf("advice about what exists everywhere: %q", list)
	}
	if list := jscheck.StaleTypes(); len(list) > 0 {
		t.Errorf("declarations of what does not exist: %q", list)
	}
	if list := jscheck.UndeclaredHelpers(); len(list) > 0 {
		t.Errorf("members of the module cloudfront that types_cloudfront.d.ts lacks: %q", list)
	}
}

// typeCase is a source, and what the TypeScript compiler says: a part of its first error, empty when there is none.
type typeCase struct {
	runtime            selvedge.Runtime
	name, source, want string
}

func typeCases(t *testing.T) (cases []typeCase) {
	t.Helper()
	for _, name := range []string{"good.1.js", "good.2.ts"} {
		source, err := os.ReadFile("testdata/types/" + name)
		if err != nil {
			t.Fatal(err)
		}
		runtime := selvedge.Runtime2
		if strings.Contains(name, ".1.") {
			runtime = selvedge.Runtime1
		}
		cases = append(cases, typeCase{runtime, name, string(source), ""})
	}
	for source, want := range map[string]string{
		"[1].flat()": "flat", "new Map()": "Map", "'x'.matchAll(/x/g)": "matchAll", "Object.fromEntries([])": "fromEntries",
		"structuredClone(1)": "structuredClone", "console.error(1)": "error", "fetch('x')": "fetch", "process.env.X": "process",
		"String.bytesFrom('x')": "bytesFrom", "Array.from([1])": "from", "require('fs')": "overload", "new Set([1])": "Set",
		"for (const x of [1]) {}": "iterator", "cf.kvs().put('a', 'b')": "cf",
	} {
		cases = append(cases, typeCase{selvedge.Runtime2, "bad.ts", "export {};\n" + source + ";\n", want})
	}
	for source, want := range map[string]string{
		"Buffer.from('x')": "Buffer", "'x'.replaceAll('a', 'b')": "replaceAll", "[1].entries()": "entries", "atob('x')": "atob",
		"Promise.all([])": "all", "new DataView(new ArrayBuffer(1))": "DataView", "require('cloudfront')": "cloudfront",
	} {
		cases = append(cases, typeCase{selvedge.Runtime1, "bad.ts", "export {};\n" + source + ";\n", want})
	}
	return cases
}

// TestCompiler asks the TypeScript compiler, when TSC names one: TSC=/path/to/tsc.
func TestCompiler(t *testing.T) {
	tsc := os.Getenv("TSC")
	if tsc == "" {
		t.Skip("TSC is not set")
	}
	for _, c := range typeCases(t) {
		dir := t.TempDir()
		files := map[string]string{"runtime.d.ts": jscheck.Types(c.runtime), c.name: c.source}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(tsc, "--noEmit", "--strict", "--noLib", "--target", "es2020", "--module", "es2020",
			"--esModuleInterop", "--moduleResolution", "bundler", "--allowJs", "--checkJs", "runtime.d.ts", c.name)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(string(out), c.want)) {
			t.Errorf("%s: %s: %v, want %q\n%s\n%s", c.runtime, c.name, err, c.want, c.source, out)
		}
	}
}
