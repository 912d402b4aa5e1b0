// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package lower rewrites JavaScript of today in the language of a runtime of CloudFront Functions.
//
// Its input is the output of esbuild, which has taken away types and modules, and has lowered what it can: optional
// chaining, logical assignment, catch without a variable, for await, using. Program does the rest: destructuring, default
// parameters, spread, for-of, classes; let and const for cloudfront-js-1.0; await in arguments for cloudfront-js-2.0. What
// cannot be expressed is an *Error that names the construct and its place.
//
// The tree is that of the parser of Sobek, because the parser of internal/js has nodes only for what the runtimes support. The
// passes, in order, each over the whole tree:
//
//	lowerer          patterns, parameters, spread, for-of, classes (lowerer.go, pattern.go, spread.go, loop.go, class.go)
//	resolve          what each name means (scope.go); the tree has no patterns and classes any more
//	program.finish   imports, the name of the handler, short names (lower.go)
//	lexical          let and const, for 1.0 (lexical.go, lexical_loop.go)
//	awaits           await in arguments, for 2.0 (await.go)
//	printer          text, and the places it comes from (print.go, print_expr.go)
//
// What is loose, for the sake of size: class fields are assigned, not defined; classes can be called without new; iterators
// are read to their end before a loop begins; default values see all parameters. In 1.0 there is no error for a use before
// the declaration, and functions in the head of a loop share its variables.
//
// Depth: the passes recurse over the tree, so that the caller has to bound the nesting of the source; chains of binary
// operators are walked in loops. All values belong to one call of Program.
package lower
