// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"strings"

	"selvedge/internal/js/regex"
	"selvedge/internal/js/vm"
)

// regExpSplit is RegExp.prototype[Symbol.split](text, limit). ECMA-262 22.2.6.14.
func regExpSplit(c *vm.Call) (vm.Value, error) {
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, c.TypeError("\"this\" is not object")
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	standard := c.Intrinsic(vm.RegExpConstructor)
	species, err := speciesOf(c.Realm, o, standard)
	if err != nil {
		return vm.Undefined, err
	}
	v, err := c.Get(o, keyFlags)
	if err != nil {
		return vm.Undefined, err
	}
	flags, err := c.ToString(v)
	if err != nil {
		return vm.Undefined, err
	}
	own := asRegExp(c.This)
	if own == nil || species != standard || flags.Text() != ownFlags(own) {
		return splitBySpecies(c, o, species, s, flags.Text())
	}
	if own, _, err = ownExec(c.Realm, o); err != nil || own == nil {
		return splitBySpecies(c, o, species, s, flags.Text())
	}
	limit, err := splitLimit(c)
	if err != nil {
		return vm.Undefined, err
	}
	parts := splitParts{r: c.Realm, array: c.NewArray(), s: s, limit: limit}
	if limit == 0 {
		return parts.array.Value(), nil
	}
	return parts.byPattern(own)
}

func ownFlags(e *regExp) string {
	text := regExpText(e)
	return text[strings.LastIndexByte(text, '/')+1:]
}

// byPattern splits where a regular expression matches: a search for the next match finds the same as trying one
// position after the other.
func (p *splitParts) byPattern(e *regExp) (vm.Value, error) {
	text, mode := p.s.Text(), modeOf(p.s)
	if text == "" {
		captures, err := match(p.r, e.program, text, 0, mode)
		if err == nil && captures == nil {
			_, err = p.addValue(p.s.Value())
		}
		return p.array.Value(), err
	}
	end, next := 0, 0 // of the last separator, and where to look for another
	for next < len(text) {
		captures, err := match(p.r, e.program, text, next, mode)
		if err != nil {
			return vm.Undefined, err
		}
		if captures == nil && !e.has(regex.Sticky) || captures != nil && captures[0] >= len(text) {
			break
		}
		if captures == nil || captures[1] == end {
			next += characterSize(p.s, next)
			continue
		}
		from, to := captures[0], captures[1]
		groups := make([]vm.Value, len(captures)/2-1)
		for i := range groups {
			groups[i] = capture(p.r, p.s, captures, i+1)
		}
		if full, err := p.add(end, from); full || err != nil {
			return p.array.Value(), err
		}
		for _, group := range groups {
			if full, err := p.addValue(group); full || err != nil {
				return p.array.Value(), err
			}
		}
		end, next = to, to
	}
	_, err := p.add(end, len(text))
	return p.array.Value(), err
}

// splitBySpecies splits with an object that the program has a say in, trying one position after the other.
func splitBySpecies(c *vm.Call, o, species *vm.Object, s *vm.String, flags string) (vm.Value, error) {
	if !strings.Contains(flags, "y") {
		flags += "y"
	}
	v, err := c.Construct(species.Value(), o.Value(), c.NewString(flags).Value())
	if err != nil {
		return vm.Undefined, err
	}
	splitter := v.Object()
	if splitter == nil {
		return vm.Undefined, c.TypeError("property set on primitive %s type", c.TypeName(v))
	}
	limit, err := splitLimit(c)
	if err != nil {
		return vm.Undefined, err
	}
	parts := splitParts{r: c.Realm, array: c.NewArray(), s: s, limit: limit}
	switch {
	case limit == 0:
		return parts.array.Value(), nil
	case s.Size() > 0:
		return parts.byObject(splitter)
	}
	result, err := execOf(c.Realm, splitter, s)
	if err == nil && result.IsNull() {
		_, err = parts.addValue(s.Value())
	}
	return parts.array.Value(), err
}

func (p *splitParts) byObject(o *vm.Object) (vm.Value, error) {
	length := p.s.Len()
	end := 0
	for at := 0; at < length; {
		if err := p.r.Set(o, vm.Keys.LastIndex, vm.Int(at)); err != nil {
			return vm.Undefined, err
		}
		result, err := execOf(p.r, o, p.s)
		if err != nil {
			return vm.Undefined, err
		}
		if result.IsNull() {
			at++
			continue
		}
		v, err := p.r.Get(o, vm.Keys.LastIndex)
		if err != nil {
			return vm.Undefined, err
		}
		last, err := p.r.ToLength(v)
		if err != nil {
			return vm.Undefined, err
		}
		next := int(min(last, int64(length)))
		if next == end {
			at++
			continue
		}
		full, err := p.separated(result.Object(), end, max(at, end))
		if full || err != nil {
			return p.array.Value(), err
		}
		end, at = next, next
	}
	_, err := p.add(p.s.Offset(end), p.s.Size())
	return p.array.Value(), err
}

// separated adds the part between two positions and the groups of the match behind it.
func (p *splitParts) separated(result *vm.Object, from, to int) (full bool, err error) {
	if full, err = p.add(p.s.Offset(from), p.s.Offset(to)); full || err != nil {
		return full, err
	}
	n, err := p.r.LengthOf(result)
	for i := int64(1); i < n && err == nil && !full; i++ {
		var v vm.Value
		if v, err = p.r.Get(result, vm.IndexKey(uint32(i))); err == nil {
			full, err = p.addValue(v)
		}
	}
	return full, err
}

// speciesOf is SpeciesConstructor. ECMA-262 7.3.23.
func speciesOf(r *vm.Realm, o, standard *vm.Object) (*vm.Object, error) {
	v, err := r.Get(o, vm.Keys.Constructor)
	if err != nil || v.IsUndefined() {
		return standard, err
	}
	if !v.IsObject() {
		return nil, r.TypeError("constructor is not object")
	}
	v, err = r.Get(v.Object(), vm.SymbolSpecies.Key())
	if err != nil || v.IsNullish() {
		return standard, err
	}
	if o := v.Object(); o != nil && o.IsConstructor() {
		return o, nil
	}
	return nil, r.TypeError("object does not contain a constructor")
}
