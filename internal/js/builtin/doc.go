// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package builtin holds the built-in objects of the language: Object, Array, String, Promise and so on, as the
// runtimes cloudfront-js-1.0 and cloudfront-js-2.0 have them. The judge of behaviour and of error texts is njs, 0.4.3
// for the first and 0.7.12 for the second.
//
// # Where to start
//
// NewRegistry makes the tables of one version into what vm.NewRealm takes. Each global has a file with a variable
// that describes it, a list of vm.Template, above the functions: arrayTemplates in array.go. tables.go names them
// all; what is not in a table does not exist.
//
//	var booleanTemplates = []vm.Template{
//		constructor(vm.BooleanConstructor, vm.BooleanPrototype, "Boolean", 1, booleanConstructor),
//		prototype(vm.BooleanPrototype, vm.BooleanConstructor, "Boolean",
//			vm.Method("toString", 0, booleanToString),
//			vm.Method("replaceAll", 2, ..., vm.V2), // versions, when not all have it
//		),
//	}
//
// A function is named for its global and its property, booleanToString, and has the clause of ECMA-262 above it. It
// converts its arguments in the order that njs does, which is mostly that of the specification, charges before it
// works, and throws with the texts of njs. Functions of the global object, such as parseInt, are rows of globalRows.
//
// # Invariants
//
//   - Work that grows with input is charged before it is done, memory before it is allocated; a loop over elements
//     charges one for each. See vm, "Writing a built-in".
//   - Fast paths (dense arrays) give the results of the general ones, errors and order of effects included.
//   - Code of the program may run in any conversion, getter or callback and change what is looked at: lengths and
//     elements are read again after each.
//   - No variable of the package changes after initialisation; all state is in objects of the realm.
//
// The package knows nothing of CloudFront: modules and the console are given to NewRegistry by the host as further
// templates.
package builtin
