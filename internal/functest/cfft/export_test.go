// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfft

// YAMLToJSON and ParseIgnore are for tests.
var (
	YAMLToJSON  = yamlToJSON
	ParseIgnore = parseIgnore
)
