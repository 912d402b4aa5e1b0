// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/bundle"
	"selvedge/internal/bundle/sourcemap"
)

// write makes files in a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const handler = "export function handler(event) { return event.request; }\n"

func TestLimits(t *testing.T) {
	many := map[string]string{}
	var imports strings.Builder
	for i := range bundle.MaxFiles + 1 {
		many[fmt.Sprintf("m%d.js", i)] = "export {};"
		fmt.Fprintf(&imports, "import './m%d.js';\n", i)
	}
	many["index.js"] = imports.String() + handler
	nested := strings.Repeat("(", bundle.MaxNesting+1) + "1" + strings.Repeat(")", bundle.MaxNesting+1)
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"large file": {map[string]string{"index.js": handler + "//" + strings.Repeat("x", bundle.MaxFile)}, "more than 1048576 bytes"},
		"nesting":    {map[string]string{"index.js": handler + nested}, "nested more than 1000 deep"},
		"files":      {many, "more than 2000 files"},
		"large JSON": {map[string]string{
			"index.js": "import x from './x.json'; console.log(x);\n" + handler,
			"x.json":   `"` + strings.Repeat("x", bundle.MaxFile) + `"`,
		}, "more than 1048576 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := write(t, c.files)
			_, err := bundle.Build(bundle.Options{Entry: "index.js", Runtime: selvedge.Runtime2, Dir: dir, Root: dir})
			if refused, ok := errors.AsType[*bundle.Error](err); !ok || !strings.Contains(refused.Error(), c.want) {
				t.Errorf("Build = %v, want an Error with %q", err, c.want)
			}
		})
	}
}

func TestRoot(t *testing.T) {
	dir := write(t, map[string]string{
		"outside.js":       "export const x = 1;",
		"project/index.js": "import { x } from '../outside.js'; console.log(x);\n" + handler,
	})
	link := filepath.Join(dir, "project", "link.js")
	if err := os.Symlink(filepath.Join(dir, "outside.js"), link); err != nil {
		t.Skip(err)
	}
	linked := write(t, map[string]string{"index.js": handler})
	o := bundle.Options{Entry: "index.js", Runtime: selvedge.Runtime2, Dir: filepath.Join(dir, "project")}
	o.Root = o.Dir
	if _, err := bundle.Build(o); err == nil || !strings.Contains(err.Error(), "outside of the root folder") {
		t.Errorf("an import from outside gives %v", err)
	}
	o.Root = dir
	if _, err := bundle.Build(o); err != nil {
		t.Errorf("with a wider root: %v", err)
	}
	through := "import { x } from './link.js'; console.log(x);\n" + handler
	if err := os.WriteFile(filepath.Join(dir, "project", "index.js"), []byte(through), 0o666); err != nil {
		t.Fatal(err)
	}
	o.Root = o.Dir
	if _, err := bundle.Build(o); err == nil || !strings.Contains(err.Error(), "outside of the root folder") {
		t.Errorf("a link to the outside gives %v", err)
	}
	if got := bundle.ProjectRoot(linked, filepath.Join(linked, "index.js")); got != linked {
		t.Errorf("ProjectRoot of a folder without signs = %s, want %s", got, linked)
	}
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte("{}"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := bundle.ProjectRoot(o.Dir, filepath.Join(o.Dir, "index.js")); got != dir {
		t.Errorf("ProjectRoot below a package = %s, want %s", got, dir)
	}
}

func TestSourceMap(t *testing.T) {
	dir := write(t, map[string]string{
		"src/index.ts": "import { find } from './lib/find';\nexport function handler({ request }: any) {\n" +
			"\tconst emoji = '😀'; for (const x of find()) request.MARK = emoji + x;\n\treturn request;\n}\n",
		"src/lib/find.ts": "interface A { a: string }\n\n\texport const find = () => [...'abc'].map((x): A => ({ a: x, OTHER: 1 } as A));\n",
	})
	for _, minify := range []bool{false, true} {
		r, err := bundle.Build(bundle.Options{
			Entry: "src/index.ts", Runtime: selvedge.Runtime2, Minify: minify, Dir: dir, Root: dir, Output: "dist/out.js",
		})
		if err != nil {
			t.Fatal(err)
		}
		m, err := sourcemap.Parse(r.Map)
		if err != nil {
			t.Fatal(err)
		}
		for mark, want := range map[string]string{"MARK": "../src/index.ts:3", "OTHER": "../src/lib/find.ts:3"} {
			line, column := locate(string(r.Code), mark)
			p, ok := m.Find(line, column)
			if !ok {
				t.Errorf("minify %v: no source of %s", minify, mark)
				continue
			}
			if got := fmt.Sprintf("%s:%d", m.Sources[p.Source], p.Line+1); got != want {
				t.Errorf("minify %v: %s comes from %s, want %s", minify, mark, got, want)
			}
			source := strings.Split(m.Contents[p.Source], "\n")[p.Line]
			at := []rune(source) // the emoji is two units: columns behind it are one less in characters
			if i := strings.Index(string(at), mark); i < 0 {
				t.Errorf("minify %v: the source line %q has no %s", minify, source, mark)
			}
		}
	}
}

// locate returns line and column of a text, which is ASCII before it.
func locate(code, mark string) (line, column int) {
	i := strings.Index(code, mark)
	line = strings.Count(code[:i], "\n")
	return line, i - strings.LastIndexByte(code[:i], '\n') - 1
}

func TestSizeReport(t *testing.T) {
	dir := write(t, map[string]string{
		"index.js": "import { big } from './big.js'; import { small } from './small.js';\n" +
			"export function handler(event) { event.request.uri = big + small; return event.request; }",
		"big.js":   "export const big = '" + strings.Repeat("x", 10240) + "';",
		"small.js": "export const small = [1, 2].map((x) => x * 2).join();",
	})
	r, err := bundle.Build(bundle.Options{Entry: "index.js", Runtime: selvedge.Runtime2, Minify: true, Dir: dir, Root: dir})
	if err != nil {
		t.Fatal(err)
	}
	report := r.SizeReport()
	for _, want := range []string{"bytes over the maximum of 10240", " 99%  big.js\n", "  index.js\n", "  small.js\n"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report has no %q:\n%s", want, report)
		}
	}
	if i, j := strings.Index(report, "big.js"), strings.Index(report, "small.js"); i > j {
		t.Errorf("the largest part is not the first:\n%s", report)
	}
}

func TestDeterministic(t *testing.T) {
	c := readCase(t, "testdata/classes.txtar")
	var first string
	for i := range 5 {
		dir := c.unpack(t)
		r, err := bundle.Build(c.options(dir, selvedge.Runtime2, true))
		if err != nil {
			t.Fatal(err)
		}
		got := string(r.Code) + string(r.Map)
		if i == 0 {
			first = got
		}
		if got != first {
			t.Fatalf("run %d gives another result", i)
		}
	}
}
