// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package cff runs CloudFront functions: it shows an HTTP message to a function as an event object, calls the
// function, checks what it returned, and puts the changes back into the message.
//
// Compile turns code into a *Program, which is shared by all. Program.Invoke runs it once, in a state of its own, and
// gives a Result; whatever the function does, Invoke returns, and a failure says which of AWS's two kinds it is. Tester
// runs a function on a test event given as JSON, Shell a script without an event.
//
// The way of an invocation, and the files in that order:
//
//	present.go  message -> eventModel, section by section when needed    testevent.go  JSON -> eventModel
//	program.go  the steps
//	engine_js_pool.go, engine_js_instance.go, engine_js_guard.go  instances of the engine, limits, clock, errors
//	build.go    eventModel -> objects of the engine, when the function looks at them
//	read.go     returned object -> resultModel; the shape is checked here (validation errors of structure)
//	check.go    the rules that only production enforces: read-only and disallowed headers, sizes
//	apply.go    resultModel -> message     output.go     resultModel -> JSON
//
// What functions find beside the language is in module_*.go and console.go; module_table.go lists it.
//
// An invocation pays for what it uses: a section that the function does not look at is neither parsed nor built, and
// one that it does not change is neither read nor written. Instances keep their memory from one invocation to the next,
// so that texts which outlive an invocation are copied when they are read.
//
// Invariants: nothing from a function reaches a viewer in a Failure's Sentence; every loop over what a function made
// is bounded by the budget in read.go; an event that was not touched gives back the message itself, byte for byte.
//
// The package opens no connections and reads no files. It does not decide what a failure looks like on the wire, and
// does not know HEAD, caching or distributions: that is the edge's business.
package cff
