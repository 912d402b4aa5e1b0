// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package regex compiles and matches the regular expressions of the JavaScript engine. They are those of njs, which
// passes them to PCRE: Compile reads the dialect of PCRE 8.39 in JavaScript mode (V1) or of PCRE2 10.42 with the options
// that njs sets (V2), and fails with the same messages.
//
//	p, err := regex.Compile(`(?<year>\d{4})-(\d\d)`, regex.IgnoreCase, regex.V2)
//	var m regex.Matcher
//	matched, err := p.Match(&m, &budget, input, 0, regex.Text)
//	// m.Captures: 0 7 0 4 5 7
//
// A Program is immutable and shared by goroutines; a Matcher holds the state of matching, belongs to one goroutine and
// is used again and again, without allocation. Matching takes steps off a budget and stops at once when it is used up;
// it does not recurse on the Go stack, and what it keeps for backtracking is bounded.
//
// Offsets are byte offsets. What the flags g and y mean for lastIndex, the objects that exec returns, and the
// replacement of text are the caller's matter, and so is the price of compiling, which should be charged by the length
// of the pattern.
//
// The parts, in the order of work: parser (parse*.go) reads a pattern into a tree (node.go), in one pass that keeps the
// order in which the libraries look for mistakes; check.go and measure.go look for those that need the whole pattern;
// compiler (compile*.go, first.go) makes a program (inst.go) for UTF-8 or for bytes; Matcher (match.go, exec*.go) carries
// it out. DESIGN.md says why it is so. Start reading at Compile and Match.
package regex
