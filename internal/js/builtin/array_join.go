// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

// arrayToString is Array.prototype.toString. ECMA-262 23.1.3.36; njs passes its arguments on to join.
func arrayToString(c *vm.Call) (vm.Value, error) {
	o := c.This.Object()
	if o == nil {
		return objectToString(c)
	}
	join, err := c.Get(o, vm.Keys.Join)
	if err != nil {
		return vm.Undefined, err
	}
	if !join.IsCallable() {
		return objectToString(c)
	}
	return c.Invoke(join, c.This, c.Args()...)
}

// arrayJoin is Array.prototype.join. ECMA-262 23.1.3.18; njs converts the separator before it reads the length.
func arrayJoin(c *vm.Call) (vm.Value, error) {
	o, err := c.ToObject(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	separator := c.NewString(",")
	if !c.Arg(0).IsUndefined() {
		if separator, err = c.ToString(c.Arg(0)); err != nil {
			return vm.Undefined, err
		}
	}
	n, err := c.LengthOf(o)
	if err != nil {
		return vm.Undefined, err
	}
	if n == 0 {
		return c.NewString("").Value(), nil
	}
	j := joiner{c: c, separator: separator.Text(), bytes: separator.IsBytes()}
	if err := j.prepare(n); err != nil {
		return vm.Undefined, err
	}
	for i := range n {
		if err := j.add(o, i); err != nil {
			return vm.Undefined, err
		}
	}
	return newStringLike(c, string(j.text), j.bytes).Value(), nil
}

// joiner puts the texts of elements together.
type joiner struct {
	c         *vm.Call
	separator string
	text      []byte
	bytes     bool // one part is a byte string, and so the whole is
}

// prepare charges for n elements, and refuses when the separators alone are too much.
func (j *joiner) prepare(n int64) error {
	if j.separator != "" {
		if err := fits(j.c, (n-1)/valueBytes); err != nil {
			return err
		}
	}
	return chargeLength(j.c, n)
}

func (j *joiner) add(o *vm.Object, i int64) error {
	v, err := j.element(o, i)
	if err != nil {
		return err
	}
	part := ""
	if !v.IsNullish() {
		s, err := j.c.ToString(v)
		if err != nil {
			return err
		}
		part = s.Text()
		j.bytes = j.bytes || s.IsBytes()
	}
	if err := j.c.Fits(len(j.text) + len(j.separator) + len(part)); err != nil {
		return err
	}
	if err := j.c.Charge((len(j.separator) + len(part)) / 16); err != nil {
		return err
	}
	if i > 0 {
		j.text = append(j.text, j.separator...)
	}
	j.text = append(j.text, part...)
	return nil
}

func (j *joiner) element(o *vm.Object, i int64) (vm.Value, error) {
	if i <= maxArrayIndex {
		return j.c.GetMember(o.Value(), vm.Number(float64(i)))
	}
	return j.c.Get(o, indexKey(j.c, i))
}
