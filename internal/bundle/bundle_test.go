// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"selvedge"
	"selvedge/internal/bundle"
	"selvedge/internal/cff"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

// event is what the functions of the cases run on.
const event = `{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"192.0.2.1"},"request":{
"method":"GET","uri":"/a/b","querystring":{"x":{"value":"1"},"y":{"value":"2","multiValue":[{"value":"2"},{"value":"3"}]}},
"headers":{"host":{"value":"www.example.com"},"accept":{"value":"text/html"}},"cookies":{}}}`

// directives are the lines "name: value" of a case's comment.
//
//	runtime: 2.0     the runtimes that the case is for, default both
//	entry: main.js   default index.ts, or index.js when that is there
//	define: A=1      external: name
//
// Files of the case are sources, but for these, which are compared:
//
//	want.log    what the function logs, minified or not; runs through njs, too, when NJS_1 and NJS_2 name binaries
//	want.js     the code that is not minified
//	want.err    the problems that Build gives
//	want.warn   the warnings
type testCase struct {
	archive    *txtar.Archive
	directives map[string][]string
}

func readCase(t *testing.T, path string) *testCase {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := &testCase{archive: archive, directives: map[string][]string{}}
	for line := range strings.Lines(string(archive.Comment)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			c.directives[name] = append(c.directives[name], value)
		}
	}
	return c
}

func (c *testCase) want(name string) *txtar.File {
	for i := range c.archive.Files {
		if c.archive.Files[i].Name == name {
			return &c.archive.Files[i]
		}
	}
	return nil
}

func (c *testCase) unpack(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range c.archive.Files {
		if strings.HasPrefix(f.Name, "want.") {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func (c *testCase) options(dir string, runtime selvedge.Runtime, minify bool) bundle.Options {
	entry := "index.ts"
	if c.want("index.js") != nil {
		entry = "index.js"
	}
	if e := c.directives["entry"]; e != nil {
		entry = e[0]
	}
	o := bundle.Options{Entry: entry, Runtime: runtime, Minify: minify, Dir: dir, Root: dir,
		Define: map[string]string{}, External: c.directives["external"]}
	for _, d := range c.directives["define"] {
		name, value, _ := strings.Cut(d, "=")
		o.Define[name] = value
	}
	return o
}

func (c *testCase) runtimes() []selvedge.Runtime {
	switch {
	case c.directives["runtime"] == nil:
		return []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2}
	case c.directives["runtime"][0] == "1.0":
		return []selvedge.Runtime{selvedge.Runtime1}
	}
	return []selvedge.Runtime{selvedge.Runtime2}
}

func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		c := readCase(t, path)
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			for _, runtime := range c.runtimes() {
				for _, minify := range []bool{false, true} {
					name := string(runtime)
					if minify {
						name += "-minified"
					}
					t.Run(name, func(t *testing.T) { c.run(t, runtime, minify) })
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(c.archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// compare compares with a section of the case; a section that is not there is not compared.
func (c *testCase) compare(t *testing.T, name, got string) {
	t.Helper()
	f := c.want(name)
	if f == nil {
		return
	}
	if *update {
		f.Data = []byte(got)
	}
	if diff := cmp.Diff(string(f.Data), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}

func texts(list []bundle.Problem, kind string) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.String(kind))
	}
	return b.String()
}

func (c *testCase) run(t *testing.T, runtime selvedge.Runtime, minify bool) {
	dir := c.unpack(t)
	r, err := bundle.Build(c.options(dir, runtime, minify))
	if refused, ok := errors.AsType[*bundle.Error](err); ok {
		got := strings.ReplaceAll(texts(refused.Problems, "error"), dir, "$DIR")
		if c.want("want.err") == nil {
			t.Fatalf("Build failed:\n%s", got)
		}
		c.compare(t, "want.err", got)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if c.want("want.err") != nil {
		t.Fatalf("Build did not fail; it made\n%s", r.Code)
	}
	if warnings := texts(r.Warnings, "warning"); c.want("want.warn") == nil && warnings != "" {
		t.Errorf("warnings:\n%s", warnings)
	} else {
		c.compare(t, "want.warn", warnings)
	}
	if !minify {
		c.compare(t, "want.js", string(r.Code))
	}
	if c.want("want.log") == nil {
		return
	}
	c.compare(t, "want.log", logs(t, r.Code, runtime))
	if njs := os.Getenv(map[selvedge.Runtime]string{selvedge.Runtime1: "NJS_1", selvedge.Runtime2: "NJS_2"}[runtime]); njs != "" {
		c.confirm(t, njs, r.Code)
	}
}

// logs runs a function and returns what it logs.
func logs(t *testing.T, code []byte, runtime selvedge.Runtime) string {
	t.Helper()
	r, err := (&cff.Tester{}).TestFunction(t.Context(), code, selvedge.FunctionConfig{Runtime: runtime}, []byte(event))
	if err != nil {
		t.Fatal(err)
	}
	if r.ErrorMessage != "" {
		t.Fatalf("the function failed: %s\nlogs: %q\n%s", r.ErrorMessage, r.Logs, code)
	}
	return strings.Join(r.Logs, "\n") + "\n"
}

// confirm runs a function in the reference.
func (c *testCase) confirm(t *testing.T, njs string, code []byte) {
	t.Helper()
	code = append(slices.Clone(code), "\n;handler("+event+");\n"...)
	file := filepath.Join(t.TempDir(), "function.js")
	if err := os.WriteFile(file, code, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(njs, "-u", file)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Errorf("njs: %v", err)
	}
	if diff := cmp.Diff(string(c.want("want.log").Data), out.String()); diff != "" {
		t.Errorf("njs prints something else (-want +njs):\n%s\n%s", diff, code)
	}
}
