// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"path"
	"slices"
	"strings"
)

// constructors return values that do not change after they are made.
var constructors = []string{
	"errors.New", "fmt.Errorf", "selvedge.Errorf", "regexp.MustCompile", "html/template.Must", "strings.NewReplacer",
	"reflect.TypeOf", "reflect.TypeFor", "sync.OnceFunc", "sync.OnceValue", "sync.OnceValues",
	"net/netip.MustParseAddr", "net/netip.MustParsePrefix",
	"selvedge/internal/js/vm.StaticKey", "selvedge/internal/js/vm.NewShape", "selvedge/internal/js/vm.NewBuiltin",
	"selvedge/internal/js/vm.SharedString",
}

// checkPackageVars looks at every variable of a package: how it is made, and that nothing assigns to it.
func checkPackageVars(m *Module, report reporter) {
	assigned := map[string]place{} // by folder and name
	for _, p := range m.packages {
		if !p.nested {
			m.assignments(p, assigned)
		}
	}
	for p, f := range m.production {
		names := imports(f.ast)
		for declaration, spec := range packageVars(f.ast) {
			constant := embedded(declaration, spec) || m.allowedValue(names, spec)
			for _, ident := range spec.Names {
				at, changed := assigned[p.dir+"."+ident.Name]
				switch {
				case ident.Name == "_":
				case !constant:
					report(m.at(ident.Pos(), ident.Name), "variable %s of the package is not a table, an error or the like", ident.Name)
				case changed:
					report(place{at.path, at.line, ident.Name}, "variable %s of the package is assigned to", ident.Name)
				}
			}
		}
	}
}

// packageVars yields the specifications of a file's var declarations, with the declaration around each.
func packageVars(f *ast.File) iter.Seq2[*ast.GenDecl, *ast.ValueSpec] {
	return func(yield func(*ast.GenDecl, *ast.ValueSpec) bool) {
		for _, decl := range f.Decls {
			declaration, ok := decl.(*ast.GenDecl)
			if !ok || declaration.Tok != token.VAR {
				continue
			}
			for _, spec := range declaration.Specs {
				values, ok := spec.(*ast.ValueSpec)
				if ok && !yield(declaration, values) {
					return
				}
			}
		}
	}
}

// embedded says whether the variable is filled by the compiler from a file.
func embedded(declaration *ast.GenDecl, spec *ast.ValueSpec) bool {
	for _, doc := range []*ast.CommentGroup{declaration.Doc, spec.Doc} {
		if doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
			return strings.HasPrefix(c.Text, "//go:embed ")
		}) {
			return true
		}
	}
	return false
}

func (m *Module) allowedValue(names map[string]string, spec *ast.ValueSpec) bool {
	if len(spec.Values) == 0 {
		return false
	}
	return !slices.ContainsFunc(spec.Values, func(v ast.Expr) bool { return !m.allowed(names, v) })
}

// allowed says whether a value is a composite literal (but not of a lock or an atomic), []byte("..."), the result
// of a function literal that is called on the spot, or made by one of the constructors.
func (m *Module) allowed(names map[string]string, value ast.Expr) bool {
	switch v := value.(type) {
	case *ast.UnaryExpr:
		literal, ok := v.X.(*ast.CompositeLit)
		return ok && v.Op == token.AND && m.allowed(names, literal)
	case *ast.CompositeLit:
		importPath, _ := called(names, v.Type)
		return importPath != "sync" && importPath != "sync/atomic"
	case *ast.CallExpr:
		switch v.Fun.(type) {
		case *ast.ArrayType, *ast.FuncLit:
			return true
		}
		importPath, name := called(names, v.Fun)
		return slices.Contains(constructors, importPath+"."+name)
	}
	return false
}

// assignments adds each variable of a package that a file of p changes, p's own or those of another package.
func (m *Module) assignments(p *pkg, assigned map[string]place) {
	uses := m.uses(p)
	for _, f := range p.files {
		if f.ast == nil {
			continue
		}
		names := imports(f.ast)
		ast.Inspect(f.ast, func(n ast.Node) bool {
			for _, target := range targets(n) {
				ident, selected := rootOf(target)
				if dir, ours := m.folder(names[ident.Name]); ours && selected != "" && uses[ident] == nil {
					assigned[dir+"."+selected] = m.at(target.Pos(), "")
				}
				if v := uses[ident]; v != nil && v.Parent() == v.Pkg().Scope() {
					assigned[p.dir+"."+ident.Name] = m.at(target.Pos(), "")
				}
			}
			return true
		})
	}
}

// targets returns the expressions whose value a statement changes.
func targets(n ast.Node) []ast.Expr {
	switch s := n.(type) {
	case *ast.AssignStmt:
		if s.Tok != token.DEFINE {
			return s.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{s.X}
	case *ast.RangeStmt:
		if s.Tok == token.ASSIGN {
			return slices.DeleteFunc([]ast.Expr{s.Key, s.Value}, func(e ast.Expr) bool { return e == nil })
		}
	case *ast.CallExpr:
		if isBuiltin(s, "delete") || isBuiltin(s, "clear") || isBuiltin(s, "copy") {
			return s.Args[:1]
		}
	}
	return nil
}

// rootOf returns the x in x, x.f, x[i], *x and so on, and the name selected from it first.
func rootOf(expr ast.Expr) (root *ast.Ident, selected string) {
	for {
		switch e := expr.(type) {
		case *ast.Ident:
			return e, selected
		case *ast.SelectorExpr:
			expr, selected = e.X, e.Sel.Name
		case *ast.IndexExpr:
			expr = e.X
		case *ast.SliceExpr:
			expr = e.X
		case *ast.StarExpr:
			expr = e.X
		case *ast.ParenExpr:
			expr = e.X
		default:
			return &ast.Ident{}, ""
		}
	}
}

// uses resolves the identifiers of a package to variables. What is imported stays unknown and errors are passed
// over, so it works on code that does not compile.
func (m *Module) uses(p *pkg) map[*ast.Ident]*types.Var {
	byName := map[string][]*ast.File{} // a folder has the package and its external tests
	for _, f := range p.files {
		if f.ast != nil {
			byName[f.ast.Name.Name] = append(byName[f.ast.Name.Name], f.ast)
		}
	}
	uses := map[*ast.Ident]*types.Var{}
	for name, files := range byName {
		info := types.Info{Uses: map[*ast.Ident]types.Object{}}
		config := types.Config{Importer: nothing{}, Error: func(error) {}}
		_, _ = config.Check(name, m.fset, files, &info) // errors are expected: imports are empty
		for ident, object := range info.Uses {
			if v, ok := object.(*types.Var); ok && v.Pkg() != nil {
				uses[ident] = v
			}
		}
	}
	return uses
}

// nothing imports every package as an empty one.
type nothing struct{}

// Import returns an empty package.
func (nothing) Import(importPath string) (*types.Package, error) {
	p := types.NewPackage(importPath, path.Base(importPath))
	p.MarkComplete()
	return p, nil
}

var _ types.Importer = nothing{}
