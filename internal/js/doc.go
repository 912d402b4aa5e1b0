// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package js runs the JavaScript of CloudFront Functions: the language of nginx njs 0.4.3 (V1) and 0.7.12 (V2), with metering,
// limits, and a fresh state for each invocation. It knows nothing of CloudFront itself: what functions see of it are templates
// of package vm, which the host passes in.
//
// # Use
//
//	env := js.NewEnvironment(js.V2, templates, modules) // once
//	program, err := env.Compile(source)                 // once per source; shared by all goroutines
//	instance, err := program.NewInstance(host, limits)  // about one per core, pooled
//
//	event := …                                          // built in instance.Realm()
//	result, err := instance.Invoke("handler", event)    // result is read before Rollback
//	again := instance.Rollback()                        // or the instance is dropped
//
// NewInstance runs the code at the top level. What exists then is the image; Rollback takes the realm back to it, so that each
// invocation finds what it would find in a new instance. When the top level has looked at the clock, at random numbers or at
// the host, or has left work for later, the image is good for one invocation only and Rollback says so.
//
// # Errors
//
// What the program is to blame for is an *Error: a source that the version refuses, an exception nobody caught, a promise that
// is never settled. A limit that the run has hit is a *vm.Abort; the instance is of no use any more then.
//
// # Concurrency
//
// Environments and programs are immutable. An instance belongs to one goroutine at a time; Interrupt alone may be called from
// others.
//
// The parts, from the source to the result: syntax, compile, bytecode, vm with builtin, regex, numfmt and libm below.
// Start reading at js.go.
package js
