// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package syntax turns the source of a function into a syntax tree, or into the error that the reference engine gives.
//
// Parse is the entry point. The language is that of nginx njs 0.4.3 (V1, cloudfront-js-1.0) and 0.7.12 (V2,
// cloudfront-js-2.0): what they accept is accepted, what they refuse is refused with their words and their line number
// (runtime.md 2, 3 and 10). The differences between the two are the tables featureVersions and words. The parser knows
// today's language well enough to say in Error.Construct what was meant when something newer is met ("optional chaining",
// "destructuring"); the tree has nodes for what some version supports, and only for that.
//
// Work is linear in the length of the source, and nesting is limited by MaxDepth. A consumer that recurses over the tree
// must bear that depth; chains of operators that group to the left (a + b + c, a.b.c, f()()) make left branches as deep as
// the source is long, so walk those in a loop.
//
// # Walking the tree
//
// A tree is a *Program. Statements implement Stmt, expressions Expr; both are pointers to the structs in nodes_expr.go and
// nodes_stmt.go, so a consumer is a type switch:
//
//	switch s := stmt.(type) {
//	case *IfStmt:
//	case *ExprStmt:
//	…
//	}
//
// Declarations are hoisted by the parser: every Scope lists the bindings that live in it, each name once, in source order.
// A scope belongs to a *Program, a *Function (parameters, variables and top-level declarations of the body live together,
// as in njs), a *BlockStmt, a *SwitchStmt, a *ForStmt, a *ForInStmt or a *CatchClause; nil means that nothing is declared.
// An identifier is resolved by walking scopes outwards by name. VarStmt and FuncDecl stay in the statement list at their
// place; a FuncDecl is a declaration only, its function is instantiated when its scope is entered (Decl.Func). Imports are
// moved to the front of the program.
//
// Literals are decoded: strings are UTF-8 by code points (a lone surrogate escape is U+FFFD), numbers are float64,
// template parts are cooked. Parentheses leave no node.
//
// Inspect finds everything that a version refuses in a source of today's language, for the command check. It is the same
// parser: where Parse would stop, an inspection notes the error and reads the construct (newer.go and newer_*.go).
//
// Read parser.go first: it says how rejections travel.
//
// A tree is immutable once Parse returned it and may be shared by goroutines. Parse keeps no state.
package syntax
