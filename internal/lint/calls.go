// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// Packages that may do what the rules of this file forbid elsewhere.
var (
	clockPackages = []string{
		"cmd/...", "demo/...", "bench/...", "internal/cli", "internal/client", "internal/server", "internal/edge",
		"internal/origin",
	}
	environmentPackages = []string{"cmd/...", "demo/...", "bench/...", "internal/cli"}
	printPackages       = []string{"cmd/...", "demo/...", "bench/...", "internal/cli"}
)

// eachCall calls visit with every call in production files of packages outside of allowed; importPath and name are
// those of a function of another package, else empty.
func (m *Module) eachCall(allowed []string, visit func(call *ast.CallExpr, importPath, name string)) {
	for p, f := range m.production {
		if underAny(p.dir, allowed) {
			continue
		}
		names := imports(f.ast)
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				importPath, name := called(names, call.Fun)
				visit(call, importPath, name)
			}
			return true
		})
	}
}

func checkPanic(m *Module, report reporter) {
	m.eachCall(nil, func(call *ast.CallExpr, _, _ string) {
		if isBuiltin(call, "panic") && !strings.HasPrefix(beginning(call.Args[0]), "BUG: ") {
			report(m.at(call.Pos(), ""), "panic with a message that does not begin with \"BUG: \"")
		}
	})
}

func isBuiltin(call *ast.CallExpr, name string) bool {
	ident, ok := call.Fun.(*ast.Ident)
	return ok && ident.Name == name && len(call.Args) > 0
}

// beginning returns the text that a string expression or a call like fmt.Sprintf begins with, as far as it is a
// literal.
func beginning(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return text
		}
	case *ast.BinaryExpr:
		return beginning(e.X)
	case *ast.ParenExpr:
		return beginning(e.X)
	case *ast.CallExpr:
		if len(e.Args) > 0 {
			return beginning(e.Args[0])
		}
	}
	return ""
}

func checkInit(m *Module, report reporter) {
	for _, f := range m.own {
		for _, decl := range f.ast.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" && !f.generated {
				report(m.at(fn.Pos(), "init"), "func init")
			}
		}
	}
}

// checkClock lets time.Now pass as a value, which is how it becomes the default of a field, but not in the engine.
func checkClock(m *Module, report reporter) {
	m.eachCall(clockPackages, func(call *ast.CallExpr, importPath, name string) {
		if importPath == "time" && (name == "Now" || name == "Since" || name == "Until") {
			report(m.at(call.Pos(), name), "time.%s is called", name)
		}
	})
	for p, f := range m.production {
		if !under(p.dir, "internal/js/...") {
			continue
		}
		names := imports(f.ast)
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if importPath, name := called(names, selector); importPath == "time" && name == "Now" {
					report(m.at(selector.Pos(), name), "the engine names time.Now")
				}
			}
			return true
		})
	}
}

func checkContext(m *Module, report reporter) {
	for _, f := range m.production {
		if f.ast.Name.Name == "main" {
			continue
		}
		names := imports(f.ast)
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				importPath, name := called(names, call.Fun)
				if importPath == "context" && (name == "Background" || name == "TODO") {
					report(m.at(call.Pos(), name), "context.%s is called", name)
				}
			}
			return true
		})
	}
}

func checkEnvironment(m *Module, report reporter) {
	m.eachCall(environmentPackages, func(call *ast.CallExpr, importPath, name string) {
		switch name {
		case "Getenv", "LookupEnv", "Environ", "ExpandEnv":
			if importPath == "os" {
				report(m.at(call.Pos(), name), "os.%s is called", name)
			}
		}
	})
}

func checkPrint(m *Module, report reporter) {
	m.eachCall(printPackages, func(call *ast.CallExpr, importPath, name string) {
		switch {
		case importPath == "fmt" && strings.HasPrefix(name, "Print"):
			report(m.at(call.Pos(), name), "fmt.%s is called", name)
		case importPath == "log":
			report(m.at(call.Pos(), name), "log.%s is called", name)
		case isBuiltin(call, "print"), isBuiltin(call, "println"):
			report(m.at(call.Pos(), ""), "a built-in for printing is called")
		}
	})
}

func checkGoroutines(m *Module, report reporter) {
	for _, f := range m.production {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if statement, ok := n.(*ast.GoStmt); ok {
				report(m.at(statement.Pos(), ""), "a go statement")
			}
			return true
		})
	}
}

func checkSleep(m *Module, report reporter) {
	for _, f := range m.own {
		if !f.test {
			continue
		}
		names := imports(f.ast)
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if importPath, name := called(names, call.Fun); importPath == "time" && name == "Sleep" {
					report(m.at(call.Pos(), name), "a test calls time.Sleep")
				}
			}
			return true
		})
	}
}
