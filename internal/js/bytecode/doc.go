// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package bytecode defines the code that the compiler makes and the interpreter runs.
//
// A Program is immutable once compile has returned it: functions, constants, names, and the tables that go with them, but
// no values of a realm. The instructions address registers. Register 0 of a function is this, the parameters follow, then
// its variables, then temporaries; a call passes the callee and its arguments in consecutive registers, which become the
// first registers of the callee. Variables that closures see live in cells instead.
//
// The table in ops.go is the only description of the instructions: the disassembler and the verifier read it. Verify proves
// that no operand leaves its range, so that the interpreter needs no checks of its own.
//
// Start reading at ops.go, then program.go.
package bytecode
