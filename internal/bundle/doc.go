// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package bundle makes one function file of TypeScript or modular JavaScript.
//
// Build is the entry point. It works in steps:
//
//  1. esbuild looks at the entry, to learn what it exports (entry.go).
//  2. esbuild bundles: types and modules go, what is not used goes, and what esbuild can lower is lowered. The modules of the
//     runtime are virtual files whose contents are marked variables (modules.go); a generated entry passes the handler to a
//     marked function.
//  3. lower.Program rewrites the rest in the language of the runtime, and makes imports and the handler of the marks.
//  4. esbuild shortens names and takes white space away. It does not rewrite any more.
//  5. The engine compiles the result (check.go). What it refuses is reported at its place in the source.
//
// Problems carry file, line, column and a code frame (problem.go). Places go back through the source map of step 2.
//
// Limits: MaxFile, MaxFiles, MaxTotal and MaxNesting bound what is read. Files outside of the root folder are refused.
//
// A Build keeps no state; several may run at once.
package bundle
