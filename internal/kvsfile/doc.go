// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package kvsfile reads the file from which AWS fills a new key value store:
//
//	{"data":[{"key":"key1","value":"value"},{"key":"key2","value":"value"}]}
//
// Parse checks what AWS's import checks: UTF-8, sizes, strings only, no key twice. Its errors say which pair is wrong.
// Data.View gives the pairs to functions, as one version of a store that never changes.
//
// ParseFormat and Data.Write know other formats, which the command line reads and writes: CSV, an object of strings, and
// _redirects. Those errors name the line.
//
// The file is hostile: it is bounded before it is read, and a wrong one is a normal error. The package knows neither
// files nor where stores are kept.
//
// Source: helpers.md section 2. Start reading at kvsfile.go; format.go has the other formats.
package kvsfile
