// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// maxFile is the largest file that is read, in bytes; a larger text is an error.
const maxFile = 16 << 20

// Module is the source of a module. It is immutable after Load.
type Module struct {
	path     string // as in go.mod
	fset     *token.FileSet
	packages []*pkg // sorted by folder
	texts    []text // all text files, Go files included
}

// pkg is the Go files of one folder, tests included.
type pkg struct {
	dir    string // "." for the root
	nested bool   // belongs to a module inside of this one
	files  []*file
}

// file is one Go file.
type file struct {
	path      string
	lines     int
	test      bool // *_test.go, or in a folder of test aids
	generated bool
	ast       *ast.File
	err       error // of the parser; ast is then nil
}

// text is one file that is not binary.
type text struct {
	path    string
	content []byte
}

// Load reads the module whose go.mod is at the root of fsys. It leaves out .git, what the root's .gitignore names,
// and binary files.
func Load(fsys fs.FS) (*Module, error) {
	m := &Module{fset: token.NewFileSet()}
	ignored, err := ignoredNames(fsys)
	if err != nil {
		return nil, err
	}
	packages := map[string]*pkg{}
	nested := map[string]bool{}
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".git" || ignored(name):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			_, statErr := fs.Stat(fsys, path.Join(name, "go.mod"))
			nested[name] = name != "." && (statErr == nil || nested[path.Dir(name)])
			return nil
		case !entry.Type().IsRegular():
			return nil
		}
		content, err := readText(fsys, name)
		if err != nil || content == nil {
			return err
		}
		m.add(packages, nested[path.Dir(name)], text{name, content})
		return nil
	})
	if err != nil {
		return nil, err
	}
	if m.path == "" {
		return nil, fmt.Errorf("go.mod: no module line in the root folder")
	}
	for _, p := range packages {
		m.packages = append(m.packages, p)
	}
	slices.SortFunc(m.packages, func(x, y *pkg) int { return cmp.Compare(x.dir, y.dir) })
	return m, nil
}

// add sorts one text file in.
func (m *Module) add(packages map[string]*pkg, nested bool, t text) {
	m.texts = append(m.texts, t)
	if t.path == "go.mod" {
		for line := range strings.Lines(string(t.content)) {
			if name, ok := strings.CutPrefix(line, "module "); ok {
				m.path = strings.TrimSpace(name)
			}
		}
	}
	if path.Ext(t.path) != ".go" || hidden(t.path) {
		return
	}
	dir := path.Dir(t.path)
	if packages[dir] == nil {
		packages[dir] = &pkg{dir: dir, nested: nested}
	}
	packages[dir].files = append(packages[dir].files, m.parse(t))
}

func (m *Module) parse(t text) *file {
	f := &file{path: t.path, lines: bytes.Count(t.content, []byte("\n")), test: isTest(t.path)}
	f.ast, f.err = parser.ParseFile(m.fset, t.path, t.content, parser.ParseComments|parser.SkipObjectResolution)
	if f.err != nil {
		f.ast = nil
		return f
	}
	f.generated = ast.IsGenerated(f.ast)
	return f
}

// isTest says whether the rules for tests hold for a file: tests, and packages that only tests use.
func isTest(name string) bool {
	return strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "internal/testing/") ||
		strings.HasPrefix(name, "test/")
}

// hidden says whether the go command ignores a Go file for its folder.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "testdata" || part == "vendor" || strings.HasPrefix(part, "_") || strings.HasPrefix(part, ".") {
			return true
		}
	}
	return false
}

// readText returns the content of a file, or nil when it is binary.
func readText(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case bytes.IndexByte(content, 0) >= 0:
		return nil, nil
	case len(content) > maxFile:
		return nil, fmt.Errorf("%s: a text file has at most %d bytes", name, maxFile)
	}
	return content, nil
}

// ignoredNames reads the root's .gitignore. It knows names and patterns of one element, with "/" before or behind.
func ignoredNames(fsys fs.FS) (func(name string) bool, error) {
	content, err := fs.ReadFile(fsys, ".gitignore")
	if err != nil {
		return func(string) bool { return false }, nil //nolint:nilerr // most folders have none
	}
	var patterns []string
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pattern := strings.TrimSuffix(line, "/")
		if _, err := path.Match(pattern, ""); err != nil {
			return nil, fmt.Errorf(".gitignore: pattern %q: %w", line, err)
		}
		patterns = append(patterns, pattern)
	}
	return func(name string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			if rooted, ok := strings.CutPrefix(pattern, "/"); ok {
				matched, _ := path.Match(rooted, name) // the pattern is a valid one
				return matched
			}
			matched, _ := path.Match(pattern, path.Base(name))
			return matched
		})
	}, nil
}

// production calls yield with each Go file that is neither test nor generated and parses, in packages of this module.
func (m *Module) production(yield func(*pkg, *file) bool) {
	for p, f := range m.own {
		if !f.test && !f.generated && !yield(p, f) {
			return
		}
	}
}

// own calls yield with each Go file of this module's packages that parses.
func (m *Module) own(yield func(*pkg, *file) bool) {
	for _, p := range m.packages {
		for _, f := range p.files {
			if !p.nested && f.ast != nil && !yield(p, f) {
				return
			}
		}
	}
}

// imports returns the import paths of a file by the name that they have in it. A dot or blank import has none.
func imports(f *ast.File) map[string]string {
	names := make(map[string]string, len(f.Imports))
	for _, spec := range f.Imports {
		importPath := strings.Trim(spec.Path.Value, `"`)
		name := path.Base(importPath)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = importPath
	}
	return names
}

// called returns the import path and the name behind pkg.Name or pkg.Name[T], when expr is that.
func called(names map[string]string, expr ast.Expr) (importPath, name string) {
	if generic, ok := expr.(*ast.IndexExpr); ok {
		expr = generic.X
	}
	selector, ok := expr.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	if x, ok := selector.X.(*ast.Ident); ok && names[x.Name] != "" {
		return names[x.Name], selector.Sel.Name
	}
	return "", ""
}

// under says whether the folder dir is pattern, or is in it when pattern ends in "/...".
func under(dir, pattern string) bool {
	if parent, ok := strings.CutSuffix(pattern, "/..."); ok {
		return dir == parent || strings.HasPrefix(dir, parent+"/")
	}
	return dir == pattern
}

func underAny(dir string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return under(dir, p) })
}

// matchesAny says whether a file has one of the patterns, which are those of path.Match.
func matchesAny(name string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		matched, err := path.Match(p, name)
		return err == nil && matched
	})
}
