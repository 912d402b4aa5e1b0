// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

// exception lets one place break one rule. Path is a file or a folder as findings print it, or a pattern of files
// (path.Match); symbol, when set, narrows it to one function or variable.
type exception struct {
	rule, path, symbol string
	reason             string
}

func (e exception) covers(f Finding) bool {
	return e.rule == f.Rule && matchesAny(f.Path, []string{e.path}) && (e.symbol == "" || e.symbol == f.Symbol)
}

// exceptions is the only place for exceptions from the rules.
var exceptions = []exception{
	{
		rule: "file-size", path: "internal/js/vm/interp.go",
		reason: "the opcode loop is one function, so that registers stay in machine registers",
	},
	{
		rule: "func-length", path: "internal/js/vm/interp.go", symbol: "run",
		reason: "the opcode loop is one function, so that registers stay in machine registers",
	},
	{
		rule: "nesting", path: "internal/js/vm/interp.go", symbol: "run",
		reason: "loop, switch and the fast path of an operation are three levels already",
	},
	{
		rule: "signature", path: "internal/js/builtin/tables.go", symbol: "constructor",
		reason: "a row of a table, in the order in which the rows of all globals are written",
	},
	{
		rule: "signature", path: "internal/js/builtin/string_search.go", symbol: "affixArguments",
		reason: "what startsWith and endsWith convert, in the order of the specification; a struct would serve two calls",
	},
	{
		rule: "signature", path: "internal/js/builtin/typedarray.go", symbol: "viewOf",
		reason: "holder, offset and length are one thing that three getters take apart",
	},
	{
		rule: "signature", path: "internal/js/builtin/typedarray_copy.go", symbol: "sliceArguments",
		reason: "what slice and subarray convert, in the order of the specification; a struct would serve two calls",
	},
	{
		rule: "package-var", path: "internal/js/builtin/typedarray_kind.go", symbol: "uint8Kind",
		reason: "it names a row of a table that never changes",
	},
	{
		rule: "panic", path: "internal/edge/stream.go",
		reason: "http.ErrAbortHandler is how a handler of net/http and quic-go resets a stream",
	},
	{
		rule: "package-var", path: "internal/restxml/plan.go", symbol: "plans",
		reason: "a cache of what struct tags say, which never changes for a type",
	},
	{
		rule: "package-size", path: "internal/cff",
		reason: "beside the way of an invocation each module that functions import has its files",
	},
	{
		rule: "clock", path: "internal/cff/engine_js*.go",
		reason: "the time that a function is told, and the guard on the wall behind the metering, begin here",
	},
	{
		rule: "clock", path: "internal/cff/shell.go",
		reason: "the time that a script is told",
	},
}
