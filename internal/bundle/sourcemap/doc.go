// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package sourcemap reads and writes source maps, version 3, as far as a bundler of one file needs them: Parse and
// Map.Find to go from a place of the output to its source, Encode to make a map.
//
// Maps are untrusted text: Parse checks every number against the sources. A Map is immutable.
package sourcemap
