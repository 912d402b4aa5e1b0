// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The tables of strings, numbers, regular expressions, dates, JSON and binary data.

package builtin

import (
	"slices"

	"selvedge/internal/js/vm"
)

// dataTemplates lists the templates of the globals that hold data.
func dataTemplates() []vm.Template {
	return slices.Concat(
		stringTemplates, numberTemplates, mathTemplates, jsonTemplates, regExpTemplates, dateTemplates,
		arrayBufferTemplates, typedArrayTemplates, dataViewTemplates, bufferTemplates, textEncodingTemplates,
	)
}

// dataRows lists the properties of the global object that are no object of a template.
func dataRows() []vm.Row { return base64Rows }
