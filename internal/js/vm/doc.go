// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package vm holds the state of running programs: values, strings, objects, realms, their limits and their
// isolation. Built-ins (package builtin) and host modules are written against it, and the interpreter is part of it.
//
// # Where to start
//
// Value is any value of the language; String, Symbol and Object are what it may refer to. Realm owns all of them for
// one instance of a program, and has the abstract operations of ECMA-262 as methods: Get, Set, DefineOwnProperty,
// ToString, ToPrimitive, Invoke. A Template describes a built-in object as a table of rows; NewRegistry makes the
// tables of one runtime version into what NewRealm takes.
//
// # Writing a built-in
//
// A built-in is a Func and a row. It converts its arguments in the order of the specification, charges before it
// works, and returns errors of the realm as they are:
//
//	vm.Method("repeat", 1, stringRepeat)
//
//	func stringRepeat(c *vm.Call) (vm.Value, error) {
//		s, err := c.ToString(c.This)                         // flat: s.Text() is free
//		...
//		if err := c.FitsMany(n, s.Size()); err != nil { ... } // before allocating what the program asks for
//		if err := c.Charge(s.Size() * int(n) / 16); err != nil { ... }
//		return c.NewString(strings.Repeat(s.Text(), n)).Value(), nil
//	}
//
// Every constructor of strings and objects charges the memory it takes; Alloc charges for what a built-in allocates
// itself, and Fits says whether a large result would be possible before Go memory is spent on it. Charge(1) is the
// work of an instruction, or of 16 bytes copied or compared. Loops over elements charge one for each. Names that a
// package needs are variables made by StaticKey, functions outside of tables come from NewFunctionOf.
//
// State lives in objects: in properties, or in the internal data that NewObjectOf sets. Internal data is replaced
// with SetInternal, or implements Snapshotter and is changed after Touch. Nothing may be kept in Go variables
// beyond the call, since an invocation is undone in a way that does not reach them. What the host passes in is made by
// NewShaped, with Lazy for parts that may never be looked at; Watch tells later whether an object was written to.
//
// # Invariants
//
//   - Memory: what is allocated during an invocation lives in slabs of the realm and is gone after Rollback. What
//     the host wants to keep it copies before.
//   - Isolation: every write to an object goes through Touch, every write to a variable through SetCell. Those save
//     what belongs to the image on the first write.
//   - Metering: what is charged depends on program and event alone, never on what earlier invocations have left in
//     caches. Caches of names, shapes and built-ins are not charged, or are charged each time.
//   - Limits: an overdraft by something small is allowed and ends the run at the next Charge.
//
// A Registry, a SharedString and a shape of NewShape are immutable and may be used by all goroutines. A realm and
// what it owns belong to one goroutine at a time. DESIGN.md has the reasons and measurements.
package vm
