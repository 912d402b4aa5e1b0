// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"slices"

	"selvedge/internal/js/vm"
)

// This file lists what the host adds to the built-ins of the language: modules and the console.
// Source: runtime.md sections 5, 8 and 9.

// The ids of the templates.
const (
	cryptoModule = vm.FirstModule + iota
	hashPrototypeID
	hashConstructor
	hmacPrototypeID
	hmacConstructor
	queryStringModule
	cloudfrontModule
	storePrototypeID
	tenantObject
	tenantParameters
	cwtObject
	mtlsObject
)

// modules are what import and require find.
var modules = map[string]vm.Intrinsic{
	"crypto":      cryptoModule,
	"querystring": queryStringModule,
}

// functionModules are what functions of runtime 2.0 find.
var functionModules = map[string]vm.Intrinsic{
	"crypto":      cryptoModule,
	"querystring": queryStringModule,
	"cloudfront":  cloudfrontModule,
}

// hostTemplates describes everything that the host adds.
func hostTemplates() []vm.Template {
	return append(slices.Concat(cryptoTemplates(), cloudfrontTemplates()), queryStringTemplate(), consoleTemplate())
}

// nameRow is the property name that modules and their objects have in njs 0.4.3.
func nameRow(name string) vm.Row {
	return vm.Constant("name", vm.SharedString(name).Value(), vm.V1).With(vm.AttrConfigurable)
}

// tagRow is a property Symbol.toStringTag of a version.
func tagRow(tag string, v vm.Version) vm.Row {
	row := vm.Constant("[Symbol.toStringTag]", vm.SharedString(tag).Value(), v).For(vm.SymbolToStringTag)
	if v == vm.V1 {
		return row.With(vm.AttrConfigurable)
	}
	return row
}
