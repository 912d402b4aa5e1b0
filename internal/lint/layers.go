// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

import (
	"go/ast"
	"path"
	"slices"
	"strings"
)

// layer is a row of the layer table: a package, or all below it when dir ends in "/...".
type layer struct {
	dir    string
	level  int      // may import every package of a lower level
	beside []string // may import these too: on the same level
	only   []string // when not nil, all that it may import beside the standard library
	not    []string // imports of the standard library that it may not have
	why    string   // of only and not
}

// layers is the direction of imports: a package imports lower levels only. The most exact row counts. Test files
// are free.
var layers = []layer{
	{dir: "cmd/...", level: 7},
	{dir: "demo/...", level: 7},
	{dir: "bench/...", level: 7},
	{dir: "test/...", level: 7},
	{dir: "internal/server", level: 6},

	{dir: "internal/edge", level: 5},
	{dir: "internal/cfapi", level: 5},
	{dir: "internal/kvsapi", level: 5},
	{dir: "internal/stsapi", level: 5},
	{dir: "internal/ownapi", level: 5, beside: []string{"internal/cfapi"}},
	{dir: "internal/console", level: 5},
	{dir: "internal/cli", level: 5, beside: []string{"internal/client"}},
	{dir: "internal/client", level: 5},

	{dir: "internal/access", level: 4},
	{dir: "internal/snapshot", level: 4, beside: []string{"internal/cff", "internal/usage", "internal/httpcache"}},
	{dir: "internal/usage", level: 4, beside: []string{"internal/cff"}},
	{dir: "internal/funclog", level: 4},
	{dir: "internal/cff", level: 4},
	{dir: "internal/jscheck", level: 4, beside: []string{"internal/cff"}, not: noLog,
		why: "what it finds is its result"},
	{dir: "internal/functest/...", level: 4, beside: []string{"internal/functest/...", "internal/cff"}},
	{dir: "internal/bundle", level: 4, beside: []string{"internal/cff", "internal/jscheck"}},
	{dir: "internal/bundle/...", level: 3, not: noWorld, why: "a bundle is a matter of its sources alone"},
	{dir: "internal/snapfile", level: 4},
	{dir: "internal/store/...", level: 4, beside: []string{"internal/store/..."}},
	{dir: "internal/datadir", level: 4},
	{dir: "internal/edgetls", level: 4},
	{dir: "internal/proxyproto", level: 4, only: []string{}, not: noLog, why: "it only reads headers"},
	{dir: "internal/httpcache", level: 4, not: noLog, why: "caching is a matter of its arguments alone"},
	{dir: "internal/origin", level: 4},
	{dir: "internal/sigv4", level: 4, not: noLog, why: "what it sees is secret"},
	{dir: "internal/kvsource", level: 4},
	{dir: "internal/cfwire", level: 4, beside: []string{"internal/restxml"}},
	{dir: "internal/restxml", level: 4},
	{dir: "internal/ownwire", level: 4},

	{dir: "internal/js", level: 3, only: []string{"internal/js/...", "internal/invariant"}, not: noWorld, why: isolated},
	{dir: "internal/js/builtin", level: 3, only: []string{"internal/js/vm", "internal/js/regex",
		"internal/js/numfmt", "internal/js/libm", "internal/invariant"},
		not: noWorld, why: isolated},
	{dir: "internal/js/vm", level: 3, only: []string{"internal/js/bytecode", "internal/js/numfmt",
		"internal/js/libm", "internal/invariant"}, not: noWorld, why: isolated},
	{dir: "internal/js/compile", level: 3, only: []string{"internal/js/bytecode", "internal/js/syntax",
		"internal/invariant"}, not: noWorld, why: isolated},
	{dir: "internal/js/syntax", level: 3, only: []string{"internal/js/numfmt", "internal/invariant"}, not: noWorld,
		why: isolated},
	{dir: "internal/js/difftest", level: 3, only: []string{}, why: "it only writes programs"},
	{dir: "internal/js/langtest", level: 3, only: []string{}, why: "it only reads case files"},
	{dir: "internal/js/...", level: 3, only: []string{"internal/invariant"}, not: noWorld, why: isolated},

	{dir: "internal/kvsfile", level: 2},
	{dir: "internal/kvview", level: 2},
	{dir: "internal/seal", level: 2, only: []string{}, not: []string{"context", "log/...", "net/...", "os/..."}, why: "what it sees is secret"},
	{dir: "internal/headerpolicy", level: 2, not: noWorld, why: "the headers follow from the policy and the request alone"},
	{dir: ".", level: 1, only: []string{}, why: "the domain knows nobody"},
	{dir: "internal/httpmsg", level: 1, only: []string{}, why: "the messages belong to nobody"},
	{dir: "internal/invariant", level: 0, only: []string{}, why: "everybody may use it"},
	{dir: "internal/lint", level: 0, only: []string{}, why: "it checks the others"},
	{dir: "internal/testing/...", level: 1},
}

const isolated = "runs are repeatable: clock, randomness and output reach the engine through its host"

var (
	noLog   = []string{"log/..."}
	noWorld = []string{"context", "log/...", "net/...", "os/...", "crypto/rand", "math/rand/..."}
)

// restriction says who may import what few may know.
type restriction struct {
	imported string   // import path or, when it is of this module, folder; with "/..." for all below
	by       []string // folders, or patterns of files (path.Match)
	why      string
}

var restrictions = []restriction{
	{imported: "go.etcd.io/...", by: []string{"internal/store/...", "internal/server"},
		why: "state is reached through the store"},
	{imported: "internal/store/...", by: []string{"internal/store/...", "internal/server", "cmd/...", "test/..."},
		why: "adapters meet in root interfaces"},
	{imported: "internal/js", by: []string{"internal/cff"}, why: "cff is the host of functions"},
	{imported: "internal/js/...", by: []string{"internal/cff", "internal/jscheck", "internal/js/..."},
		why: "cff is the host of functions, and jscheck reads them"},
	{imported: "github.com/evanw/esbuild/...", by: []string{"internal/bundle"}, why: "there is one way to bundle"},
	{imported: "github.com/grafana/sobek/...", by: []string{"internal/bundle/lower"},
		why: "its parser reads what is to be lowered; functions run in our own engine"},
	{imported: "unsafe", by: []string{"internal/js/vm"}, why: "nothing else was measured to need it"},
	{imported: "C", why: "the binary is built without cgo"},
	{imported: "log", why: "logs are structured: log/slog"},
	{imported: "github.com/google/go-cmp/...", why: "for tests only"},
	{imported: "testing/...", why: "for tests only"},
}

// layerOf returns the most exact row for a folder.
func layerOf(dir string) (layer, bool) {
	best, found := layer{}, false
	for _, l := range layers {
		if l.dir == dir {
			return l, true
		}
		if under(dir, l.dir) && len(l.dir) > len(best.dir) {
			best, found = l, true
		}
	}
	return best, found
}

// standard says whether an import path is one of the standard library: its first element has no dot.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// folder returns the folder of an import path of this module.
func (m *Module) folder(importPath string) (string, bool) {
	if importPath == m.path {
		return ".", true
	}
	return strings.CutPrefix(importPath, m.path+"/")
}

// eachImport calls visit with every import of production files.
func (m *Module) eachImport(visit func(p *pkg, spec *ast.ImportSpec, importPath string)) {
	for p, f := range m.production {
		for _, spec := range f.ast.Imports {
			visit(p, spec, strings.Trim(spec.Path.Value, `"`))
		}
	}
}

func checkLayers(m *Module, report reporter) {
	m.eachImport(func(p *pkg, spec *ast.ImportSpec, importPath string) {
		from, found := layerOf(p.dir)
		if !found {
			return // checkLayerRows says so
		}
		target, ours := m.folder(importPath)
		if !ours {
			if underAny(importPath, from.not) || from.only != nil && !standard(importPath) {
				report(m.at(spec.Pos(), importPath), "%s imports %s (%s)", p.dir, importPath, from.why)
			}
			return
		}
		to, found := layerOf(target)
		switch {
		case !found:
			report(m.at(spec.Pos(), importPath), "%s imports %s, which has no row in the layer table", p.dir, target)
		case from.only != nil && !underAny(target, from.only):
			report(m.at(spec.Pos(), importPath), "%s imports %s (%s)", p.dir, target, from.why)
		case from.only == nil && to.level >= from.level && !underAny(target, from.beside):
			report(m.at(spec.Pos(), importPath), "%s (level %d) imports %s (level %d)", p.dir, from.level, target, to.level)
		}
	})
}

func checkLayerRows(m *Module, report reporter) {
	for _, p := range m.packages {
		if _, found := layerOf(p.dir); !found && !p.nested {
			report(place{path: p.dir}, "no row for the package in the layer table")
		}
	}
}

func checkRestricted(m *Module, report reporter) {
	m.eachImport(func(p *pkg, spec *ast.ImportSpec, importPath string) {
		name := importPath
		if dir, ours := m.folder(importPath); ours {
			name = dir
		}
		at := m.at(spec.Pos(), importPath)
		for _, r := range restrictions {
			if under(name, r.imported) {
				if !underAny(p.dir, r.by) && !matchesAny(at.path, r.by) {
					report(at, "%s imports %s (%s)", at.path, name, r.why)
				}
				return
			}
		}
	})
}

// badNames say nothing about what a package holds.
var badNames = []string{"util", "utils", "common", "helpers", "base", "misc", "types", "models", "shared", "lib", "pkg"}

// standardNames are packages of the standard library that a package of ours would hide where both are wanted.
var standardNames = []string{
	"bufio", "bytes", "cmp", "context", "crypto", "errors", "flag", "fmt", "http", "io", "json", "log", "maps", "math",
	"net", "os", "path", "regexp", "slices", "slog", "sort", "strings", "sync", "template", "time", "unicode", "url", "xml",
}

func checkPackageNames(m *Module, report reporter) {
	for _, p := range m.packages {
		switch name := path.Base(p.dir); {
		case p.nested:
		case slices.Contains(badNames, name):
			report(place{path: p.dir}, "the name %q does not say what the package holds", name)
		case slices.Contains(standardNames, name):
			report(place{path: p.dir}, "the standard library has a package %q", name)
		}
	}
}
