// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint_test

import "strings"

// architecture returns a module with packages edge and js/vm and a code map.
func architecture(lines ...string) map[string]string {
	return map[string]string{
		"internal/edge/a.go":  "package edge\n",
		"internal/js/vm/a.go": "package vm\n", "internal/js/a.go": "package js\n",
		"docs/ARCHITECTURE.md": strings.Join(lines, "\n") + "\n",
	}
}

var documentCases = []ruleCase{
	{"package-doc", "doc.go", map[string]string{"internal/edge/doc.go": "// Package edge.\npackage edge\n",
		"internal/edge/a.go": "package edge\n"}, nil},
	{"package-doc", "none", one("internal/edge/a.go", "package edge"), []string{"internal/edge:0"}},
	{"package-doc", "elsewhere", one("internal/edge/a.go", "// Package edge.", "package edge"), []string{"internal/edge:0"}},
	{"package-doc", "twice", map[string]string{
		"internal/edge/b.go": "// Package edge.\npackage edge\n", "internal/edge/doc.go": "// Package edge.\npackage edge\n",
		"internal/edge/a.go": "package edge\n"}, []string{"internal/edge:0", "internal/edge/doc.go:0"}},
	{"package-doc", "header is no comment", map[string]string{"internal/edge/doc.go": header + "package edge\n"},
		[]string{"internal/edge:0"}},
	{"package-doc", "too long", one("internal/edge/doc.go", strings.Repeat("// x\n", 60)+"package edge"),
		[]string{"internal/edge/doc.go:0"}},
	{"package-doc", "command", one("cmd/x/main.go", "// Command x.", "package main"), nil},
	{"package-doc", "main.go of no command", one("internal/x/main.go", "// Package x.", "package x"),
		[]string{"internal/x:0"}},
	{"package-doc", "tests alone", one("test/e2e/a_test.go", "// Package e2e.", "package e2e"), nil},
	{"package-doc", "tests alone without", one("test/e2e/a_test.go", "package e2e"), []string{"test/e2e:0"}},

	{"code-map", "no document", one("internal/edge/a.go", "package edge"), nil},
	{"code-map", "whole", architecture("# A", "## Code map", "| `internal/edge` | x |",
		"internal/js, internal/js/vm/ run", "## B"), nil},
	{"code-map", "missing", architecture("## (c) Code map", "internal/edges, internal/js/vm", "## B", "internal/js"),
		[]string{"docs/ARCHITECTURE.md:0 internal/edge", "docs/ARCHITECTURE.md:0 internal/js"}},
	{"code-map", "no section", architecture("# A", "code map: internal/edge internal/js internal/js/vm"),
		[]string{"docs/ARCHITECTURE.md:0"}},
	{"code-map", "too long", architecture("## Code map", "internal/edge internal/js internal/js/vm",
		strings.Repeat("\n", 300)),
		[]string{"docs/ARCHITECTURE.md:0"}},

	{"header", "both lines", one("internal/edge/a.go", header+"package edge"), nil},
	{"header", "none", one("internal/edge/a.go", "package edge"), []string{"internal/edge/a.go:1"}},
	{"header", "first line alone", one("internal/edge/a.go", "// Copyright 2026 The Selvedge Authors", "", "package edge"),
		[]string{"internal/edge/a.go:2"}},
	{"header", "other holder", one("internal/edge/a.go", "// Copyright 2026 Somebody",
		"// SPDX-License-Identifier: Apache-2.0", "package edge"),
		[]string{"internal/edge/a.go:1"}},
	{"header", "own module", map[string]string{"bench/go.mod": "module bench\n", "bench/a.go": "package bench\n"},
		[]string{"bench/a.go:1"}},

	{"open-note", "without issue", one("internal/edge/a.go", "package edge", "", "// TO"+"DO: more", "/* a FIX"+"ME */"),
		[]string{"internal/edge/a.go:3", "internal/edge/a.go:4"}},
	{"open-note", "with issue", one("internal/edge/a.go", "package edge", "", "// TO"+"DO(#12): more",
		"var x = \"TO"+"DO\""), nil},
	{"open-note", "mixed", one("internal/edge/a_test.go", "package edge", "", "// TO"+"DO(#12): more, TO"+"DO(me): less"),
		[]string{"internal/edge/a_test.go:3"}},

	{"machine-path", "folders", one("a.md", "see /wo"+"rk/main", "or (/ro"+"ot/go/pkg)", "or `/ho"+"me/ann/x`",
		"file:///Us"+"ers/ann/x"),
		[]string{"a.md:1", "a.md:2", "a.md:3", "a.md:4"}},
	{"machine-path", "testdata", one("internal/edge/testdata/a.txtar", "", "x=/wo"+"rk/a"),
		[]string{"internal/edge/testdata/a.txtar:2"}},
	{"machine-path", "none", one("a.md",
		"https://example.com/wo"+"rk/a ./wo"+"rk/a /ho"+"me /ho"+"me/index.html "+
			"internal/ro"+"ot/x /wo"+"rk/ /wo"+"rks/a"), nil},
}
