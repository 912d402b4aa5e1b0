// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package compile turns a syntax tree into bytecode.
//
// Program is the entry point. It works in two passes. The first, scope.go, finds out for every variable whether closures see
// it, and whether it may be touched before its declaration has run. That decides where it lives: in a register, in a cell,
// or, at the top level, among the globals. The second pass emits the code of one function after another; a function is
// compiled where its closure is made, so that it finds what it captures.
//
// Registers are handed out like a stack: variables of a block when the block begins, temporaries within an expression.
// emit.go has registers, labels and constants; expr*.go compiles expressions, cond.go conditions, stmt*.go statements. The
// order in which operands are evaluated and checked is that of njs, and is noted where it differs from ECMA-262.
//
// The output depends on nothing but the input.
package compile
