// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package lint checks the rules of the project that no general tool knows: which package may import which, sizes,
// licence headers, package comments, and calls that belong in one place only. It runs as a test,
//
//	go test ./internal/lint
//
// and needs neither network nor anything but the standard library.
//
// Load reads a module from a file system, Module.Check returns what breaks the rules. Each Finding says where,
// which rule, why the rule exists and what to do.
//
// The rules are in the table of rules.go; the tables that a change of the project touches are layers.go (imports)
// and exceptions.go (what may break a rule, each with its reason). An exception that nothing needs any more is a
// finding too. A module nested in this one (its folder has a go.mod) is checked for headers, open notes and
// machine paths only.
//
// The package deliberately does without type information of imported packages, so it works on a tree that does not
// compile; a file that does not parse is one finding.
//
// Start reading at rules.go.
package lint
