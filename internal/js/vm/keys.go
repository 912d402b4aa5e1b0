// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// Keys are property keys that the engine and the built-ins use by name. Each is the key of its field's name with a
// small first letter, unless its comment says otherwise.
var Keys = func() (k struct {
	Arguments, Callee, Caller, Configurable, Constructor, Done, Enumerable, Errors, Get, Groups, Index, Input, Join,
	LastIndex, Length, Message, Name, Next, Prototype, Reason, Resolve, Set, Stack, Status, Then, ToISOString,
	ToJSON, ToString, Value, ValueOf, Writable Key

	True, False, Null, Undefined Key

	Proto Key // __proto__
	Empty Key // the empty text
}) {
	for text, key := range map[string]*Key{
		"arguments": &k.Arguments, "callee": &k.Callee, "caller": &k.Caller, "configurable": &k.Configurable,
		"constructor": &k.Constructor, "done": &k.Done, "enumerable": &k.Enumerable, "errors": &k.Errors,
		"get": &k.Get, "groups": &k.Groups, "index": &k.Index, "input": &k.Input, "join": &k.Join,
		"lastIndex": &k.LastIndex, "length": &k.Length, "message": &k.Message, "name": &k.Name, "next": &k.Next,
		"prototype": &k.Prototype, "reason": &k.Reason, "resolve": &k.Resolve, "set": &k.Set, "stack": &k.Stack,
		"status": &k.Status, "then": &k.Then, "toISOString": &k.ToISOString, "toJSON": &k.ToJSON,
		"toString": &k.ToString, "value": &k.Value, "valueOf": &k.ValueOf, "writable": &k.Writable,
		"true": &k.True, "false": &k.False, "null": &k.Null, "undefined": &k.Undefined,
		"__proto__": &k.Proto, "": &k.Empty,
	} {
		*key = StaticKey(text)
	}
	return k
}()

// Shapes that objects of the engine begin with.
var (
	functionShape    = func() *Shape { return NewShape(AttrConfigurable, Keys.Name, Keys.Length) }()
	looseShape       = func() *Shape { return NewShape(AttrConfigurable, Keys.Length, Keys.Name) }()
	namelessShape    = func() *Shape { return NewShape(AttrConfigurable, Keys.Length) }()
	errorShape       = func() *Shape { return NewShape(AttrHidden, Keys.Message) }()
	constructorShape = func() *Shape { return NewShape(AttrHidden, Keys.Constructor) }()
)

// asciiStrings has the strings of one ASCII character, by code.
var asciiStrings = func() (table [128]*String) {
	for c := range table {
		if text := string(rune(c)); c >= '0' && c <= '9' {
			table[c] = newShared(text) // an array index is no name
		} else {
			table[c] = &StaticKey(text).name.str
		}
	}
	return table
}()

// asciiString returns the string of one ASCII character.
func asciiString(c byte) *String { return asciiStrings[c] }

// emptyString is the empty string.
func emptyString() *String { return &Keys.Empty.name.str }
