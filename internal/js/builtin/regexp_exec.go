// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Matching.

package builtin

import (
	"errors"

	"selvedge/internal/js/regex"
	"selvedge/internal/js/vm"
)

// firstBudget is how many steps a match may take at first. When they do not suffice it begins anew with twice as many,
// so that what has been done is charged again and again, and the interrupt is looked at.
const firstBudget = 1 << 14

// match looks for a pattern in text from the byte offset start on. The captures are valid until the next match.
func match(r *vm.Realm, p *regex.Program, text string, start int, mode regex.Mode) (captures []int, err error) {
	m := &scratchOf(r).matcher
	for budget := int64(firstBudget); ; budget *= 2 {
		left := budget
		found, err := p.Match(m, &left, text, start, mode)
		if err := r.Charge(1 + int(budget-left)); err != nil {
			return nil, err
		}
		switch {
		case err == nil && found:
			m.Captures[1] = max(m.Captures[0], m.Captures[1]) // \K in a lookahead can put the beginning behind the end
			return m.Captures, nil
		case err == nil:
			return nil, nil
		case !errors.Is(err, regex.ErrBudget):
			return nil, r.InternalError("%s", err.Error())
		}
	}
}

// modeOf returns how njs reads a string in everything but exec of 1.0.
func modeOf(s *vm.String) regex.Mode {
	if s.IsBytes() || s.Size() == 0 {
		return regex.Bytes
	}
	return regex.Text
}

func execMode(r *vm.Realm, s *vm.String) regex.Mode {
	if r.Version() == vm.V1 && s.IsASCII() {
		return regex.Bytes
	}
	return modeOf(s)
}

// regExpMatch is the part of exec that looks for the next match, and that keeps lastIndex. It returns no captures
// when there is none. ECMA-262 22.2.7.2.
func regExpMatch(r *vm.Realm, o *vm.Object, e *regExp, s *vm.String) (captures []int, err error) {
	v, err := r.Get(o, vm.Keys.LastIndex)
	if err != nil {
		return nil, err
	}
	last, err := r.ToLength(v)
	if err != nil {
		return nil, err
	}
	if !e.moves() {
		last = 0
	}
	if last <= int64(s.Len()) {
		if captures, err = match(r, e.program, s.Text(), s.Offset(int(last)), execMode(r, s)); err != nil {
			return nil, err
		}
	}
	if !e.moves() {
		return captures, nil
	}
	next := 0
	if captures != nil {
		next = s.Position(captures[1])
	}
	return captures, setLastIndex(r, o, vm.Int(next))
}

// setLastIndex keeps where the next match begins. In njs 0.4.3 it is no error that it cannot be kept.
func setLastIndex(r *vm.Realm, o *vm.Object, v vm.Value) error {
	err := r.Set(o, vm.Keys.LastIndex, v)
	if err != nil && r.Version() == vm.V1 && isThrown(err) {
		return nil
	}
	return err
}

// substring returns the part of s between two byte offsets.
func substring(r *vm.Realm, s *vm.String, from, to int) *vm.String {
	switch {
	case s.IsASCII():
		return r.Substring(s, from, to)
	case s.IsBytes():
		return r.NewByteString(s.Text()[from:to])
	}
	return r.NewString(s.Text()[from:to])
}

// capture returns group i of a match, or undefined.
func capture(r *vm.Realm, s *vm.String, captures []int, i int) vm.Value {
	from, to := captures[2*i], captures[2*i+1]
	if from < 0 {
		return vm.Undefined
	}
	return substring(r, s, from, to).Value()
}

// regExpResult returns the array that exec makes of a match. ECMA-262 22.2.7.2, steps 17 to 35.
func regExpResult(r *vm.Realm, e *regExp, s *vm.String, captures []int) (vm.Value, error) {
	n := len(captures) / 2
	if err := r.Charge(n); err != nil {
		return vm.Undefined, err
	}
	array := r.NewArrayOf(n)
	for i := range n {
		if err := r.SetElement(array, uint32(i), capture(r, s, captures, i)); err != nil {
			return vm.Undefined, err
		}
	}
	groups := vm.Undefined
	if names := e.program.Names(); len(names) > 0 {
		o, err := namedGroups(r, s, names, captures)
		if err != nil {
			return vm.Undefined, err
		}
		groups = o.Value()
	}
	for _, p := range [...]struct {
		key   vm.Key
		value vm.Value
	}{{vm.Keys.Index, vm.Int(s.Position(captures[0]))}, {vm.Keys.Input, s.Value()}, {vm.Keys.Groups, groups}} {
		if err := r.CreateDataProperty(array, p.key, p.value); err != nil {
			return vm.Undefined, err
		}
	}
	return array.Value(), nil
}

func namedGroups(r *vm.Realm, s *vm.String, names []regex.Name, captures []int) (*vm.Object, error) {
	o := r.NewObject()
	for i, name := range names {
		if i > 0 && name.Name == names[i-1].Name {
			return nil, r.InternalError("lvlhsh insert failed")
		}
		if err := r.CreateDataProperty(o, r.KeyOfText(name.Name), capture(r, s, captures, name.Group)); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// builtinExec is RegExpBuiltinExec. ECMA-262 22.2.7.2.
func builtinExec(r *vm.Realm, o *vm.Object, e *regExp, s *vm.String) (vm.Value, error) {
	captures, err := regExpMatch(r, o, e, s)
	if err != nil || captures == nil {
		return vm.Null, err
	}
	return regExpResult(r, e, s, captures)
}

// regExpExec is RegExp.prototype.exec(text). ECMA-262 22.2.6.2.
func regExpExec(c *vm.Call) (vm.Value, error) {
	e := asRegExp(c.This)
	if e == nil {
		return vm.Undefined, c.TypeError("\"this\" argument is not a regexp")
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return builtinExec(c.Realm, c.This.Object(), e, s)
}

// isBuiltin says whether v is the function of a row, which its path names.
func isBuiltin(v vm.Value, path string) bool {
	if !v.IsCallable() {
		return false
	}
	b, ok := v.Object().Internal().(*vm.Builtin)
	return ok && b.Path == path
}

// ownExec returns the internal data of o when calling its exec would lead to builtinExec; then nobody can see whether
// it is called. Else it returns the function to call, or undefined.
func ownExec(r *vm.Realm, o *vm.Object) (e *regExp, exec vm.Value, err error) {
	exec, err = r.Get(o, keyExec)
	if err != nil {
		return nil, vm.Undefined, err
	}
	if e = asRegExp(o.Value()); e != nil && (!exec.IsCallable() || isBuiltin(exec, "RegExp.prototype.exec")) {
		return e, vm.Undefined, nil
	}
	if !exec.IsCallable() {
		return nil, vm.Undefined, r.TypeError("receiver argument is not a regexp")
	}
	return nil, exec, nil
}

// execOf is RegExpExec: what the property exec of any object returns. ECMA-262 22.2.7.1.
func execOf(r *vm.Realm, o *vm.Object, s *vm.String) (vm.Value, error) {
	e, exec, err := ownExec(r, o)
	if err != nil {
		return vm.Undefined, err
	}
	if e != nil {
		return builtinExec(r, o, e, s)
	}
	return callExec(r, o, exec, s)
}

// callExec calls an exec that the program has made.
func callExec(r *vm.Realm, o *vm.Object, exec vm.Value, s *vm.String) (vm.Value, error) {
	result, err := r.Invoke(exec, o.Value(), s.Value())
	if err == nil && !result.IsObject() && !result.IsNull() {
		err = r.TypeError("unexpected \"%s\" retval in njs_regexp_exec()", r.TypeName(result))
	}
	return result, err
}

// regExpTest is RegExp.prototype.test(text). ECMA-262 22.2.6.16.
func regExpTest(c *vm.Call) (vm.Value, error) {
	if c.Version() == vm.V1 {
		return regExpTestV1(c)
	}
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, c.TypeError("\"this\" argument is not an object")
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	e, exec, err := ownExec(c.Realm, o)
	if err != nil {
		return vm.Undefined, err
	}
	if e != nil {
		captures, err := regExpMatch(c.Realm, o, e, s)
		return vm.Bool(captures != nil), err
	}
	result, err := callExec(c.Realm, o, exec, s)
	return vm.Bool(!result.IsNull()), err
}

// regExpTestV1 is test of njs 0.4.3, which looks at the text from its beginning, whatever lastIndex is. Of a global
// expression it adds the end of the match to lastIndex, in bytes.
func regExpTestV1(c *vm.Call) (vm.Value, error) {
	e := asRegExp(c.This)
	if e == nil {
		return vm.Undefined, c.TypeError("\"this\" argument is not a regexp")
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	captures, err := match(c.Realm, e.program, s.Text(), 0, modeOf(s))
	if err != nil || !e.has(regex.Global) {
		return vm.Bool(captures != nil), err
	}
	next := int64(0)
	if captures != nil {
		end := captures[1]
		v, err := c.Get(c.This.Object(), vm.Keys.LastIndex)
		if err != nil {
			return vm.Undefined, err
		}
		if next, err = c.ToLength(v); err != nil {
			return vm.Undefined, err
		}
		next += int64(end)
	}
	return vm.Bool(captures != nil), setLastIndex(c.Realm, c.This.Object(), vm.Number(float64(next)))
}
