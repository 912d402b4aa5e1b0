// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package cff runs CloudFront functions: it shows an HTTP message to a function as an event object, calls the
// function, checks what it returned, and puts the changes back into the message.
//
// Compile turns code into a *Program, which is immutable and shared. Program.Invoke runs it once, in a state of its
// own, and gives a Result; whatever the function does, Invoke returns, and a failure says which of AWS's two kinds it
// is. Tester runs a function on a test event given as JSON.
//
// The way of an invocation, and the files in that order:
//
//	present.go  message -> eventModel      testevent.go  JSON -> eventModel
//	build.go    eventModel -> objects of the engine
//	program.go  globals, top-level code, handler
//	read.go     returned object -> resultModel; the shape is checked here (validation errors of structure)
//	check.go    the rules that only production enforces: read-only and disallowed headers, sizes
//	apply.go    resultModel -> message     output.go     resultModel -> JSON
//
// Everything but engine_js_*.go is independent of the JavaScript engine and knows it through engine.go only.
//
// Invariants: nothing from a function reaches a viewer in a Failure's Sentence; every loop over what a function made
// is bounded by the budget in read.go; an event that was not touched gives back the message itself, byte for byte.
//
// The package opens no connections and reads no files. It does not decide what a failure looks like on the wire, and
// does not know HEAD, caching or distributions: that is the edge's business.
package cff
