// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"selvedge/internal/lint"
)

const header = "// Copyright 2026 The Selvedge Authors\n// SPDX-License-Identifier: Apache-2.0\n\n"

// ruleCase is a module in memory and what one rule says about it, as "path:line symbol". Go sources begin in line
// 1; the header is left out but in the cases about it.
type ruleCase struct {
	rule, name string
	files      map[string]string
	want       []string
}

// one returns a module of one file.
func one(name string, lines ...string) map[string]string {
	return map[string]string{name: strings.Join(lines, "\n") + "\n"}
}

func load(t *testing.T, files map[string]string) *lint.Module {
	t.Helper()
	fsys := fstest.MapFS{"go.mod": {Data: []byte("module selvedge\n\ngo 1.26\n")}}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	m, err := lint.Load(fsys)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return m
}

func found(findings []lint.Finding) []string {
	var list []string
	for _, f := range findings {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s:%d %s", f.Path, f.Line, f.Symbol)))
	}
	return list
}

func TestRules(t *testing.T) {
	fails, passes := map[string]bool{}, map[string]bool{}
	for _, tt := range slices.Concat(layerCases, sizeCases, documentCases, callCases, varCases) {
		t.Run(tt.rule+"/"+tt.name, func(t *testing.T) {
			got := found(load(t, tt.files).CheckRule(tt.rule))
			if !slices.Equal(got, tt.want) {
				t.Errorf("findings = %q, want %q", got, tt.want)
			}
		})
		fails[tt.rule] = fails[tt.rule] || len(tt.want) > 0
		passes[tt.rule] = passes[tt.rule] || len(tt.want) == 0
	}
	for _, name := range lint.RuleNames() {
		if !fails[name] || !passes[name] {
			t.Errorf("rule %s: has a case that fails: %v, one that passes: %v; want both", name, fails[name], passes[name])
		}
	}
}

func TestReasons(t *testing.T) {
	for i, reason := range lint.Reasons() {
		if reason == "" {
			t.Errorf("row %d of the tables has no reason", i)
		}
	}
}

func TestFinding(t *testing.T) {
	findings := load(t, one("internal/edge/a.go", "package edge", "func init() {}")).CheckRule("init")
	if len(findings) != 1 {
		t.Fatalf("findings = %v, want one", findings)
	}
	want := "internal/edge/a.go:2: [init] func init\n" +
		"\twhy: work at start-up is hidden, cannot fail and slows every command and test\n" +
		"\tdo:  do it in a constructor, or once in sync.OnceValue"
	if got := findings[0].String(); got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

func TestExceptions(t *testing.T) {
	m := load(t, one("internal/edge/a.go", "package edge", "func init() {}"))
	tests := []struct{ name, path, symbol, want string }{
		{"file", "internal/edge/a.go", "", ""},
		{"pattern", "internal/edge/*.go", "", ""},
		{"symbol", "internal/edge/a.go", "init", ""},
		{"other symbol", "internal/edge/a.go", "x", "internal/edge/a.go:2 init; internal/lint/exceptions.go:0"},
		{"stale", "internal/edge/b.go", "", "internal/edge/a.go:2 init; internal/lint/exceptions.go:0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(found(m.CheckExcept("init", tt.path, tt.symbol)), "; "); got != tt.want {
				t.Errorf("findings = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	long := "package big\n" + strings.Repeat("// x\n", 900)
	files := map[string]string{
		".gitignore":                  "# comment\n/bin/\n*.out\ncache\n",
		"bin/a.go":                    long,
		"internal/bin/a.go":           long, // not the one at the root
		"internal/cache/a.go":         long,
		"internal/edge/x.out":         "/ro" + "ot/secret",
		"internal/edge/testdata/a.go": long,
		"internal/edge/_old/a.go":     long,
		"internal/edge/a.png":         "\x00/ro" + "ot/secret",
		".git/a.go":                   long,
	}
	m := load(t, files)
	if got, want := found(m.CheckRule("file-size")), []string{"internal/bin/a.go:0"}; !slices.Equal(got, want) {
		t.Errorf("long files = %q, want %q", got, want)
	}
	if got := found(m.CheckRule("machine-path")); got != nil {
		t.Errorf("paths in ignored and binary files = %q, want none", got)
	}

	for name, fsys := range map[string]fstest.MapFS{
		"no go.mod":   {"a.go": {Data: []byte("package a\n")}},
		"bad pattern": {"go.mod": {Data: []byte("module x\n")}, ".gitignore": {Data: []byte("[\n")}},
		"huge text":   {"go.mod": {Data: []byte("module x\n")}, "a.txt": {Data: []byte(strings.Repeat("x", 16<<20+1))}},
	} {
		if m, err := lint.Load(fsys); err == nil {
			t.Errorf("Load of a module with %s = %v, want an error", name, m)
		}
	}
}
