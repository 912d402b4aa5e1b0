// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package difftest looks for differences between the engine and the reference engine: it writes random programs in the
// language of a runtime version, and makes a program that shows a difference small. The tests of the package run the
// programs in both engines:
//
//	NJS_1=…/njs-0.4.3 NJS_2=…/njs-0.7.12 DIFFTIME=10m go test ./internal/js/difftest -run Diff
//
// The programs come from grammars, which are text files in the folder grammar:
//
//	name:
//	    a production
//	    3* [2] var b@ = #name;⏎#block+loop-func
//
// A rule has a line for each production. "3*" is a weight. "[2]" are conditions: a runtime version ("1", "2"), "new"
// for what njs 0.7.9 does otherwise than 0.7.12, or the name of a flag; "!" negates. "#name" is replaced by a production
// of another rule, behind "+" and "-" the flags that are set or cleared in it. "@" is a number that no other production
// has, ⏎ a line end, ε nothing. Where a program has become deep or long, the productions that end soonest are taken.
//
// Every program ends: its loops count with variables of their own, and its functions do not call themselves. Grammars
// avoid what differs on purpose: what is enumerated is sorted or has one member.
//
// A seed gives the same program on every machine. A Generator belongs to one goroutine. Start reading at generator.go.
package difftest
