// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint_test

// importing is a file that imports paths, the first in line 2.
func importing(name string, paths ...string) map[string]string {
	lines := []string{"package x"}
	for _, p := range paths {
		lines = append(lines, "import _ \""+p+"\"")
	}
	return one(name, lines...)
}

var layerCases = []ruleCase{
	{"parse", "broken", one("internal/edge/a.go", "package edge", "func {"), []string{"internal/edge/a.go:0"}},
	{"parse", "whole", one("internal/edge/a.go", "package edge"), nil},

	{"layer", "down", importing("internal/edge/a.go", "selvedge", "selvedge/internal/cff", "net/http", "log/slog"), nil},
	{"layer", "up", importing("internal/cff/a.go", "selvedge/internal/edge"),
		[]string{"internal/cff/a.go:2 selvedge/internal/edge"}},
	{"layer", "beside", importing("internal/edge/a.go", "selvedge/internal/cfapi"),
		[]string{"internal/edge/a.go:2 selvedge/internal/cfapi"}},
	{"layer", "beside and allowed", importing("internal/cfwire/a.go", "selvedge/internal/restxml"), nil},
	{"layer", "not the other way", importing("internal/restxml/a.go", "selvedge/internal/cfwire"),
		[]string{"internal/restxml/a.go:2 selvedge/internal/cfwire"}},
	{"layer", "root imports ours", importing("a.go", "selvedge/internal/httpmsg"),
		[]string{"a.go:2 selvedge/internal/httpmsg"}},
	{"layer", "root imports others", importing("a.go", "strings", "example.com/x"), []string{"a.go:3 example.com/x"}},
	{"layer", "httpmsg imports the root", importing("internal/httpmsg/a.go", "io", "selvedge"),
		[]string{"internal/httpmsg/a.go:3 selvedge"}},
	{"layer", "no row", importing("internal/edge/a.go", "selvedge/internal/unheard"),
		[]string{"internal/edge/a.go:2 selvedge/internal/unheard"}},
	{"layer", "engine", importing("internal/js/vm/a.go", "math", "selvedge/internal/js/bytecode",
		"selvedge/internal/invariant"), nil},
	{"layer", "engine and the world", importing("internal/js/vm/a.go", "os", "net/http", "context", "selvedge"), []string{
		"internal/js/vm/a.go:2 os", "internal/js/vm/a.go:3 net/http", "internal/js/vm/a.go:4 context",
		"internal/js/vm/a.go:5 selvedge"}},
	{"layer", "engine upwards", importing("internal/js/vm/a.go", "selvedge/internal/js/builtin"),
		[]string{"internal/js/vm/a.go:2 selvedge/internal/js/builtin"}},
	{"layer", "engine facade", importing("internal/js/a.go", "selvedge/internal/js/builtin"), nil},
	{"layer", "logs in sigv4", importing("internal/sigv4/a.go", "log/slog"), []string{"internal/sigv4/a.go:2 log/slog"}},
	{"layer", "tests are free", importing("internal/cff/a_test.go", "selvedge/internal/edge"), nil},
	{"layer", "own module of bench", map[string]string{
		"bench/go.mod": "module bench\n", "bench/a/a.go": "package a\nimport _ \"selvedge/internal/unheard\"\n"}, nil},

	{"layer-row", "unknown", one("internal/unheard/a.go", "package unheard"), []string{"internal/unheard:0"}},
	{"layer-row", "known", one("internal/store/embed/a.go", "package embed"), nil},
	{"layer-row", "own module", map[string]string{"tools/go.mod": "module tools\n", "tools/x/a.go": "package x\n"}, nil},

	{"restricted-import", "etcd in store", importing("internal/store/a.go", "go.etcd.io/etcd/client/v3"), nil},
	{"restricted-import", "etcd elsewhere", importing("internal/edge/a.go", "go.etcd.io/etcd/client/v3"),
		[]string{"internal/edge/a.go:2 go.etcd.io/etcd/client/v3"}},
	{"restricted-import", "store from an adapter", importing("internal/edge/a.go", "selvedge/internal/store"),
		[]string{"internal/edge/a.go:2 selvedge/internal/store"}},
	{"restricted-import", "engine from an adapter", importing("internal/edge/a.go", "selvedge/internal/js/vm"),
		[]string{"internal/edge/a.go:2 selvedge/internal/js/vm"}},
	{"restricted-import", "log but not slog", importing("internal/edge/a.go", "log/slog", "log"),
		[]string{"internal/edge/a.go:3 log"}},
	{"restricted-import", "unsafe", importing("internal/js/compile/a.go", "unsafe"),
		[]string{"internal/js/compile/a.go:2 unsafe"}},
	{"restricted-import", "unsafe where measured", importing("internal/js/vm/value.go", "unsafe"), nil},
	{"restricted-import", "cmp in production", importing("internal/edge/a.go", "github.com/google/go-cmp/cmp"),
		[]string{"internal/edge/a.go:2 github.com/google/go-cmp/cmp"}},
	{"restricted-import", "cmp in tests", importing("internal/edge/a_test.go", "github.com/google/go-cmp/cmp"), nil},

	{"package-name", "says nothing", one("internal/util/a.go", "package util"), []string{"internal/util:0"}},
	{"package-name", "of the standard library", one("internal/http/a.go", "package http"), []string{"internal/http:0"}},
	{"package-name", "good", one("internal/httpmsg/a.go", "package httpmsg"), nil},
}
