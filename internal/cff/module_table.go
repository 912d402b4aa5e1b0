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
	bufferModule
	bufferConstants
)

// modules are what import and require find in runtime 1.0.
var modules = map[string]vm.Intrinsic{
	"crypto":      cryptoModule,
	"querystring": queryStringModule,
}

// scriptModules are what scripts of runtime 2.0 find.
var scriptModules = map[string]vm.Intrinsic{
	"buffer":      bufferModule,
	"crypto":      cryptoModule,
	"querystring": queryStringModule,
}

// functionModules are what functions of runtime 2.0 find. AWS documents Buffer as a global only.
var functionModules = map[string]vm.Intrinsic{
	"crypto":      cryptoModule,
	"querystring": queryStringModule,
	"cloudfront":  cloudfrontModule,
}

// hostTemplates describes everything that the host adds.
func hostTemplates() []vm.Template {
	return append(slices.Concat(cryptoTemplates(), cloudfrontTemplates(), bufferTemplates()), queryStringTemplate(), consoleTemplate())
}

// maxBufferLength is what the module buffer gives as the longest length. njs 0.7.12.
const maxBufferLength = 1<<31 - 1

// bufferTemplates describes the module buffer, which has what is global beside it, and two numbers.
func bufferTemplates() []vm.Template {
	number := func(name string) vm.Row {
		return vm.Constant(name, vm.Int(maxBufferLength)).With(vm.AttrEnumerable)
	}
	return []vm.Template{
		{ID: bufferModule, Versions: vm.V2, Path: "buffer", Rows: []vm.Row{
			vm.Ref("Buffer", vm.BufferConstructor).With(vm.AttrEnumerable),
			vm.Ref("constants", bufferConstants).With(vm.AttrEnumerable),
			number("kMaxLength"),
		}},
		{ID: bufferConstants, Versions: vm.V2, Path: "buffer.constants", Rows: []vm.Row{
			number("MAX_LENGTH"), number("MAX_STRING_LENGTH"),
		}},
	}
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
