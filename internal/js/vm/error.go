// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Exception is a value that the program, or a built-in for it, has thrown.
type Exception struct {
	Value Value
}

// Error returns a text for Go code. It reads no property that could run code; for what a program would print see
// Realm.ErrorText.
func (e *Exception) Error() string {
	o := e.Value.Object()
	if o == nil || o.class != ClassError {
		return "thrown: " + TypeOf(e.Value)
	}
	name, message := "Error", ""
	if v, ok := o.plain(Keys.Name); ok {
		name = v
	}
	if v, ok := o.plain(Keys.Message); ok && v != "" {
		message = ": " + v
	}
	return name + message
}

// plain returns a property of o or a prototype that is a string, without running code.
func (o *Object) plain(k Key) (string, bool) {
	for ; o != nil; o = o.proto {
		if slot := o.shape.find(k.name); slot >= 0 {
			s := o.slots[slot].Str()
			if s == nil {
				return "", false
			}
			return s.Text(), true
		}
	}
	return "", false
}

// Throw returns an error that throws v.
func Throw(v Value) error { return &Exception{v} }

// maxMessage is where njs cuts the messages it formats, in bytes.
const maxMessage = 2048

// NewError returns an error object that inherits from an intrinsic prototype, with a message.
func (r *Realm) NewError(prototype Intrinsic, message *String) *Object {
	o := r.newObject(ClassError, r.Intrinsic(prototype), errorShape)
	o.slots = r.newValues(1)
	o.slots[0] = message.Value()
	return o
}

// ThrowError returns an error that throws a new error object, with the prototype and the message given. Arguments
// are formatted as by fmt.Sprintf, and should be strings and numbers of Go.
func (r *Realm) ThrowError(prototype Intrinsic, format string, args ...any) error {
	text := format
	if len(args) > 0 {
		text = fmt.Sprintf(format, args...)
	}
	if len(text) > maxMessage {
		end := maxMessage
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	return &Exception{r.NewError(prototype, r.NewString(text)).Value()}
}

// TypeError returns an error that throws a TypeError.
func (r *Realm) TypeError(format string, args ...any) error {
	return r.ThrowError(TypeErrorPrototype, format, args...)
}

// RangeError returns an error that throws a RangeError.
func (r *Realm) RangeError(format string, args ...any) error {
	return r.ThrowError(RangeErrorPrototype, format, args...)
}

// ReferenceError returns an error that throws a ReferenceError.
func (r *Realm) ReferenceError(format string, args ...any) error {
	return r.ThrowError(ReferenceErrorPrototype, format, args...)
}

// SyntaxError returns an error that throws a SyntaxError.
func (r *Realm) SyntaxError(format string, args ...any) error {
	return r.ThrowError(SyntaxErrorPrototype, format, args...)
}

// InternalError returns an error that throws an InternalError, which njs has for what it does not support.
func (r *Realm) InternalError(format string, args ...any) error {
	return r.ThrowError(InternalErrorPrototype, format, args...)
}

// Error returns an error that throws an Error.
func (r *Realm) Error(format string, args ...any) error {
	return r.ThrowError(ErrorPrototype, format, args...)
}

// AttachStack gives an error object its property stack, unless it has got one before: njs does that when the error
// is thrown, not when it is made. trace is the lines below the first.
func (r *Realm) AttachStack(v Value, trace string) {
	o := v.Object()
	if o == nil || o.class != ClassError || o.flags&flagStackAttached != 0 {
		return
	}
	head, ok, err := r.stackOf(v)
	if err == nil && !ok {
		head, err = r.ErrorText(v)
	}
	if err != nil {
		return // the program's own toString has failed; the error goes without
	}
	r.Touch(o)
	o.flags |= flagStackAttached
	if r.version == V1 {
		if _, own := r.OrdinaryGetOwnProperty(o, Keys.Stack); own {
			return
		}
	}
	stack := r.NewString(head + "\n" + trace)
	_ = r.DefineOwnProperty(o, Keys.Stack, DataDescriptor(stack.Value(), AttrHidden)) // frozen: goes without
}

// NeedsStack says whether AttachStack would do something, so that nobody makes a trace in vain.
func (r *Realm) NeedsStack(v Value) bool {
	o := v.Object()
	return o != nil && o.class == ClassError && o.flags&flagStackAttached == 0
}

// ThrownText returns what njs prints about a value that nobody has caught, cut into the text and the lines of the trace.
// Of an error that is its property stack, which keeps the text from when the error was thrown first.
func (r *Realm) ThrownText(v Value) (text, trace string, err error) {
	stack, ok, err := r.stackOf(v)
	if err != nil || !ok {
		if err == nil {
			stack, err = r.ErrorText(v)
		}
		return stack, "", err
	}
	if strings.HasPrefix(stack, traceLine) {
		return "", strings.TrimSuffix(stack, "\n"), nil
	}
	text, trace, ok = strings.Cut(stack, "\n"+traceLine)
	if ok {
		trace = traceLine + strings.TrimSuffix(trace, "\n")
	}
	return text, trace, nil
}

// traceLine is the beginning of a line of a trace.
const traceLine = "    at "

// stackOf returns the property stack of an error, own or inherited. ok is false when it is no string.
func (r *Realm) stackOf(v Value) (text string, ok bool, err error) {
	o := v.Object()
	if o == nil || o.class != ClassError {
		return "", false, nil
	}
	stack, err := r.Get(o, Keys.Stack)
	if err != nil || !stack.IsString() {
		return "", false, err
	}
	s, err := r.ToString(stack)
	if err != nil {
		return "", false, err
	}
	return s.Text(), true, nil
}

// ErrorText returns the name and the message of an error as its toString does, and what ToString returns for
// anything else.
func (r *Realm) ErrorText(v Value) (string, error) {
	o := v.Object()
	if o == nil || o.class != ClassError {
		s, err := r.ToString(v)
		if err != nil {
			return "", err
		}
		return s.Text(), nil
	}
	name, err := r.textOf(o, Keys.Name, "Error")
	if err != nil {
		return "", err
	}
	message, err := r.textOf(o, Keys.Message, "")
	switch {
	case err != nil:
		return "", err
	case name == "":
		return message, nil
	case message == "":
		return name, nil
	}
	return name + ": " + message, nil
}

// textOf returns a property converted to a string, or otherwise when there is none.
func (r *Realm) textOf(o *Object, k Key, otherwise string) (string, error) {
	if !r.HasProperty(o, k) {
		return otherwise, nil
	}
	v, err := r.Get(o, k)
	if err != nil {
		return "", err
	}
	s, err := r.ToString(v)
	if err != nil {
		return "", err
	}
	return s.Text(), nil
}
