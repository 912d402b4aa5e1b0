// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package langtest reads the language cases of internal/js/testdata/lang: what scripts must print and throw in each
// runtime version. TestLang of package cff runs them, with all that functions find; TestConfirm runs them in the
// reference engine.
//
// A file holds one topic:
//
//	// source: njs 0.4.3, 0.7.12
//	function show(f) { … }
//
//	// --- a name that is unique in the file
//	// versions: 2
//	// source: ecma 21.1.3.3
//	// differs: why the expectation is not what the reference does
//	console.log(1);
//	throw new TypeError('x');
//	//> 1
//	//! TypeError: x
//
// What stands before the first chunk is for all: a source, and helper functions of one line each, which Load adds to
// the end of the chunks that use them. Directives are the comments at the head of a chunk; versions defaults to both,
// and every chunk needs a source. The rest of the chunk is a whole script. Lines "//> " are the lines it prints,
// "//! " is the text of what it throws, or /a regular expression/ for it, or "abort: memory", "abort: fuel" for a
// limit that no catch sees; ⏎ stands for a line end in it. With "1" or "2" before the mark the line counts in that
// version only ("//2> "). Expectations and directives are no part of the script: its first line of code is line 1.
//
// Texts are those of a script without a file name: "in 1", "at f (:1)". console.log prints its arguments in the
// format of the njs command line, separated by spaces. A chunk ends when no job is left; a promise rejection that
// nobody handled is thrown then.
//
// differs is for all versions that the chunk runs on, "// differs in 1: " for one. A reason starting with "order"
// says that only the order of properties is another: the reference, which enumerates in the order of a hash table,
// must print the same letters.
//
// The package keeps no state. Start reading at langtest.go.
package langtest
