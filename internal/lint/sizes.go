// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

import (
	"go/ast"
	"go/token"
)

// The limits of sizes.
const (
	maxFileLines     = 800
	maxTestFileLines = 1200
	maxPackageFiles  = 20
	maxPackageLines  = 8000
	maxFuncLines     = 80
	maxParams        = 5
	maxResults       = 3
	maxNesting       = 4
)

// largePackages have limits of their own.
var largePackages = map[string]struct{ files, lines int }{
	".":                   {40, maxPackageLines},  // the domain: a file or a few for each kind of resource
	"internal/cli":        {30, maxPackageLines},  // a file or a few for each command
	"internal/js/builtin": {70, 13_000},           // a file or a few for each global of the language
	"internal/js/regex":   {30, maxPackageLines},  // a file for each part of a rich pattern language
	"internal/js/syntax":  {30, maxPackageLines},  // a file for each family of constructs
	"internal/js/vm":      {40, 10_000},           // object model and interpreter share unexported layouts
	"internal/edge":       {40, maxPackageLines},  // a file for each step of the pipeline and each transport
	"internal/store":      {34, 10_000},           // rules of one kind of record read the others, in one transaction
	"internal/cfapi":      {100, maxPackageLines}, // a file for each operation of the API
}

func checkFileSize(m *Module, report reporter) {
	for _, f := range m.own {
		limit := maxFileLines
		if f.test {
			limit = maxTestFileLines
		}
		if f.lines > limit && !f.generated {
			report(place{path: f.path}, "the file has %d lines (limit %d)", f.lines, limit)
		}
	}
}

func checkPackageSize(m *Module, report reporter) {
	files, lines := map[string]int{}, map[string]int{}
	for p, f := range m.production {
		files[p.dir]++
		lines[p.dir] += f.lines
	}
	for dir, n := range files {
		limit, found := largePackages[dir]
		if !found {
			limit.files, limit.lines = maxPackageFiles, maxPackageLines
		}
		if n > limit.files {
			report(place{path: dir}, "the package has %d files (limit %d)", n, limit.files)
		}
		if lines[dir] > limit.lines {
			report(place{path: dir}, "the package has %d lines (limit %d)", lines[dir], limit.lines)
		}
	}
}

// eachFunc calls visit with every function declaration and function literal of production files. The name of a
// literal is that of the declaration around it.
func (m *Module) eachFunc(visit func(name string, kind *ast.FuncType, node ast.Node, body *ast.BlockStmt)) {
	for _, f := range m.production {
		for _, decl := range f.ast.Decls {
			name := "package level"
			if fn, ok := decl.(*ast.FuncDecl); ok {
				name = fn.Name.Name
				visit(name, fn.Type, fn, fn.Body)
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				if literal, ok := n.(*ast.FuncLit); ok {
					visit(name, literal.Type, literal, literal.Body)
				}
				return true
			})
		}
	}
}

func checkFuncLength(m *Module, report reporter) {
	m.eachFunc(func(name string, _ *ast.FuncType, node ast.Node, _ *ast.BlockStmt) {
		if _, literal := node.(*ast.FuncLit); literal {
			return // counts for the function around it
		}
		if n := m.fset.Position(node.End()).Line - m.fset.Position(node.Pos()).Line + 1; n > maxFuncLines {
			report(m.at(node.Pos(), name), "function %s has %d lines (limit %d)", name, n, maxFuncLines)
		}
	})
}

// checkSignatures counts parameters, ctx included, and results; a receiver is not a parameter.
func checkSignatures(m *Module, report reporter) {
	check := func(name string, kind *ast.FuncType, pos token.Pos) {
		if n := kind.Params.NumFields(); n > maxParams {
			report(m.at(pos, name), "%s has %d parameters (limit %d)", name, n, maxParams)
		}
		if n := kind.Results.NumFields(); n > maxResults {
			report(m.at(pos, name), "%s has %d results (limit %d)", name, n, maxResults)
		}
	}
	m.eachFunc(func(name string, kind *ast.FuncType, node ast.Node, _ *ast.BlockStmt) {
		check(name, kind, node.Pos())
	})
	for _, f := range m.production {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if face, ok := n.(*ast.InterfaceType); ok {
				for _, method := range face.Methods.List {
					if kind, ok := method.Type.(*ast.FuncType); ok {
						check(method.Names[0].Name, kind, method.Pos())
					}
				}
			}
			return true
		})
	}
}

func checkNesting(m *Module, report reporter) {
	m.eachFunc(func(name string, _ *ast.FuncType, _ ast.Node, body *ast.BlockStmt) {
		if body == nil {
			return // declared here, written in assembly
		}
		if at := tooDeep(body, 0); at != nil {
			report(m.at(at.Pos(), name), "function %s nests deeper than %d levels here", name, maxNesting)
		}
	})
}

// tooDeep returns the first statement that opens a level beyond the limit, or nil. An if, for, switch or select
// opens a level; else and case do not, and a function literal begins anew.
func tooDeep(n ast.Node, depth int) (found ast.Node) {
	ast.Inspect(n, func(child ast.Node) bool {
		if found != nil || child == nil || child == n {
			return found == nil
		}
		switch s := child.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			found = ifTooDeep(s, depth+1)
			return false
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if found = child; depth < maxNesting {
				found = tooDeep(child, depth+1)
			}
			return false
		}
		return true
	})
	return found
}

func ifTooDeep(s *ast.IfStmt, depth int) ast.Node {
	if depth > maxNesting {
		return s
	}
	if found := tooDeep(s.Body, depth); found != nil {
		return found
	}
	if chained, ok := s.Else.(*ast.IfStmt); ok {
		return ifTooDeep(chained, depth)
	}
	if s.Else != nil {
		return tooDeep(s.Else, depth)
	}
	return nil
}
