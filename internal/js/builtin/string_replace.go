// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"strings"

	"selvedge/internal/js/vm"
)

// stringReplace is String.prototype.replace(search, replacement). ECMA-262 22.1.3.19.
func stringReplace(c *vm.Call) (vm.Value, error) { return replaceIn(c, false) }

// stringReplaceAll is String.prototype.replaceAll(search, replacement). ECMA-262 22.1.3.20.
func stringReplaceAll(c *vm.Call) (vm.Value, error) { return replaceIn(c, true) }

func replaceIn(c *vm.Call, all bool) (vm.Value, error) {
	if err := requireCoercible(c); err != nil {
		return vm.Undefined, err
	}
	search := c.Arg(0)
	if !search.IsNullish() {
		replacer, err := methodOf(c, search, vm.SymbolReplace.Key())
		if err != nil {
			return vm.Undefined, err
		}
		if replacer != nil {
			if all {
				err = checkGlobal(c, search, replacer)
			}
			if err != nil {
				return vm.Undefined, err
			}
			return c.Invoke(replacer.Value(), search, c.This, c.Arg(1))
		}
	}
	s, err := c.ToString(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	t, err := c.ToString(search)
	if err != nil {
		return vm.Undefined, err
	}
	p, err := newReplacement(c.Realm, s, c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	return p.replaceText(t, all)
}

// methodOf is GetMethod, but as in njs a property of an object that is undefined or null is no method either, and an error.
func methodOf(c *vm.Call, v vm.Value, k vm.Key) (*vm.Object, error) {
	method, err := c.GetMethod(v, k)
	if err == nil && method == nil && v.IsObject() && c.HasProperty(v.Object(), k) {
		return nil, c.TypeError("method is not callable")
	}
	return method, err
}

// checkGlobal refuses a regular expression without the flag g.
func checkGlobal(c *vm.Call, search vm.Value, replacer *vm.Object) error {
	if !isBuiltin(replacer.Value(), "RegExp.prototype[Symbol.replace]") {
		return nil
	}
	v, err := c.GetV(search, keyFlags)
	if err != nil {
		return err
	}
	flags, err := c.ToText(v)
	if err == nil && !strings.Contains(flags, "g") {
		err = c.TypeError("String.prototype.replaceAll called with a non-global RegExp argument")
	}
	return err
}

// replaceText replaces the first occurrence of a text, or all.
func (p *replacement) replaceText(t *vm.String, all bool) (vm.Value, error) {
	position, err := find(p.r, p.s, t, 0)
	if err != nil || position < 0 {
		return p.s.Value(), err
	}
	b := textBuilder{r: p.r, octets: p.s.IsBytes() || t.IsBytes()}
	text, end := p.s.Text(), 0
	for {
		offset := p.s.Offset(position)
		m := foundMatch{matched: t, position: position, head: text[:offset], tail: text[offset+t.Size():]}
		if err := b.add(text[end:offset]); err != nil {
			return vm.Undefined, err
		}
		if err := p.append(&b, &m); err != nil {
			return vm.Undefined, err
		}
		end = offset + t.Size()
		next := position + max(t.Len(), 1)
		if !all || next > p.s.Len() {
			break
		}
		if position, err = find(p.r, p.s, t, next); err != nil {
			return vm.Undefined, err
		}
		if position < 0 {
			break
		}
	}
	if err := b.add(text[end:]); err != nil {
		return vm.Undefined, err
	}
	return b.done().Value(), nil
}
