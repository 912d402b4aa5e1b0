// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

// jsonDepth is how deep njs follows a structure, counting the object that it wraps around the whole.
const jsonDepth = 32

var jsonTemplates = []vm.Template{{
	ID:     vm.JSONObject,
	Path:   "JSON",
	Global: "JSON",
	Rows: []vm.Row{
		toStringTag("JSON"),
		vm.Method("parse", 2, jsonParse),
		vm.Method("stringify", 3, jsonStringify),
	},
}}

// tooDeep is the error of JSON.stringify and of revivers; the parser has its own.
func tooDeep(r *vm.Realm) error { return r.TypeError("Nested too deep or a cyclic structure") }
