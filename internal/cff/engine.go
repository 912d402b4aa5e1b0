// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import "context"

// This file is the boundary to the JavaScript engine. An engine implements script, realm and value, and a
// function compileScript(name, code, runtime) (script, error) whose errors are *fault.

// script is compiled code. It is immutable and may be run by many goroutines at once.
type script interface {
	// run makes a new realm, arms the limits of an invocation and calls use with the realm. It returns the error
	// of use, and the compute that was used in percent of what is allowed, 0 to 100. The limits hold until use
	// returns: they cover getters that run while a result is read. ctx ends the run early.
	run(ctx context.Context, use func(realm) error) (usage int, err error)
}

// realm is the state of one invocation. It is owned by one goroutine and dead when run returns. After a method of
// a realm or a value gave an error, nothing more may be asked of it, except inside a host function.
type realm interface {
	str(s string) value // s is valid UTF-8
	integer(n int) value
	object(properties []property) value
	list(items []value) value
	// function makes a function that calls f. An error of f is thrown in the code that called it; a nil value is
	// undefined.
	function(name string, f func(args []value) (value, error)) value
	// setGlobal defines a property of the global object.
	setGlobal(name string, v value) error
	// start runs the top-level code.
	start() error
	// callHandler calls the top-level function handler with event and returns the result. A promise is awaited
	// where the runtime does so.
	callHandler(event value) (value, error)
}

// property is an own property of a new object.
type property struct {
	name   string
	v      value
	hidden bool // not enumerable
}

// kind is the type of a value as far as the host tells types apart.
type kind int

const (
	kindUndefined kind = iota
	kindNull
	kindBoolean
	kindNumber
	kindString
	kindOther // a primitive that has no use here, such as a symbol
	kindFunction
	kindArray
	kindError // an object made by an error constructor
	kindObject
)

// value is a JavaScript value of a realm. Methods that may run code of the function return an error, which is a
// *fault.
type value interface {
	kind() kind
	// text returns String(v).
	text() (string, error)
	// number returns the value of a number, and 0 for others.
	number() float64
	// get returns the property called name, own or inherited; undefined when there is none or v is no object.
	get(name string) (value, error)
	// keys returns the own enumerable property names of an object, in order.
	keys() ([]string, error)
	// length returns the number of elements of an array.
	length() (int, error)
	// at returns the element i of an array.
	at(i int) (value, error)
}

// fault is why code did not compile or run to its end.
type fault struct {
	text  string // the JavaScript error, as "Class: message"
	spent bool   // the compute limit was reached
	cause any    // for the engine: what it throws when the fault passes through a host function
}

func (f *fault) Error() string { return f.text }

// thrown returns the fault of a host function that throws new class(message).
func thrown(class, message string) *fault {
	return &fault{text: class + ": " + message, cause: hostError{class, message}}
}

// hostError is an error that the host throws; the engine makes the JavaScript object.
type hostError struct{ class, message string }
