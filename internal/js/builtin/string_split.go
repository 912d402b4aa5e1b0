// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

// stringSplit is String.prototype.split(separator, limit). ECMA-262 22.1.3.23.
func stringSplit(c *vm.Call) (vm.Value, error) {
	if c.Version() == vm.V1 {
		return stringSplitV1(c)
	}
	if err := requireCoercible(c); err != nil {
		return vm.Undefined, err
	}
	separator := c.Arg(0)
	if !separator.IsNullish() {
		splitter, err := methodOf(c, separator, vm.SymbolSplit.Key())
		if err != nil {
			return vm.Undefined, err
		}
		if splitter != nil {
			return c.Invoke(splitter.Value(), separator, c.This, c.Arg(1))
		}
	}
	s, err := c.ToString(c.This)
	if err != nil {
		return vm.Undefined, err
	}
	limit, err := splitLimit(c)
	if err != nil {
		return vm.Undefined, err
	}
	t, err := c.ToString(separator)
	switch {
	case err != nil:
		return vm.Undefined, err
	case limit == 0 || s.Size() == 0 && t.Size() == 0 && !separator.IsUndefined():
		return c.NewArray().Value(), nil
	case s.Size() == 0 || separator.IsUndefined():
		return c.NewArray(s.Value()).Value(), nil
	}
	return splitText(c.Realm, s, t, limit)
}

// splitLimit converts the argument limit, which defaults to no limit.
func splitLimit(c *vm.Call) (uint32, error) {
	if c.Arg(1).IsUndefined() {
		return math.MaxUint32, nil
	}
	f, err := c.ToNumber(c.Arg(1))
	return vm.ToUint32(f), err
}

// splitText splits a string that is not empty.
func splitText(r *vm.Realm, s, t *vm.String, limit uint32) (vm.Value, error) {
	parts := splitParts{r: r, array: r.NewArray(), s: s, limit: limit}
	text, separator := s.Text(), t.Text()
	if err := r.Charge(1 + len(text)/16); err != nil {
		return vm.Undefined, err
	}
	if separator == "" {
		return parts.characters()
	}
	for start := 0; ; {
		i := strings.Index(text[start:], separator)
		end := start + i
		if i < 0 {
			end = len(text)
		}
		if full, err := parts.add(start, end); full || err != nil || i < 0 {
			return parts.array.Value(), err
		}
		start = end + len(separator)
	}
}

// splitParts collects the parts of a string.
type splitParts struct {
	r     *vm.Realm
	array *vm.Object
	s     *vm.String
	limit uint32
}

// add adds the part between two byte offsets, and says whether the limit is met.
func (p *splitParts) add(from, to int) (full bool, err error) {
	return p.addValue(substring(p.r, p.s, from, to).Value())
}

func (p *splitParts) addValue(v vm.Value) (full bool, err error) {
	if err := p.r.Charge(1); err != nil {
		return true, err
	}
	p.r.Append(p.array, v)
	return uint32(p.array.ArrayLength()) >= p.limit, nil
}

func (p *splitParts) characters() (vm.Value, error) {
	text := p.s.Text()
	for i := 0; i < len(text); {
		n := 1
		if !p.s.IsASCII() && !p.s.IsBytes() {
			_, n = utf8.DecodeRuneInString(text[i:])
		}
		if full, err := p.add(i, i+n); full || err != nil {
			return p.array.Value(), err
		}
		i += n
	}
	return p.array.Value(), nil
}

// stringSplitV1 is split of njs 0.4.3: groups of a regular expression are not among the parts, and an undefined limit
// is 0 unless it is absent.
func stringSplitV1(c *vm.Call) (vm.Value, error) {
	s, err := thisString(c)
	if err != nil {
		return vm.Undefined, err
	}
	limit := uint32(math.MaxUint32)
	if c.NArgs() > 1 {
		f, err := c.ToNumber(c.Arg(1))
		if err != nil {
			return vm.Undefined, err
		}
		if limit = vm.ToUint32(f); limit == 0 {
			return c.NewArray().Value(), nil
		}
	}
	if s.Size() == 0 || c.Arg(0).IsUndefined() {
		return c.NewArray(s.Value()).Value(), nil
	}
	if e := asRegExp(c.Arg(0)); e != nil {
		return splitPatternV1(c.Realm, s, e, limit)
	}
	t, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return splitText(c.Realm, s, t, limit)
}

// splitPatternV1 matches what is left as a text of its own each time: ^ and lookbehind do not see what is before it.
func splitPatternV1(r *vm.Realm, s *vm.String, e *regExp, limit uint32) (vm.Value, error) {
	parts := splitParts{r: r, array: r.NewArray(), s: s, limit: limit}
	text, mode := s.Text(), modeOf(s)
	for start := 0; ; {
		captures, err := match(r, e.program, text[start:], 0, mode)
		if err != nil {
			return vm.Undefined, err
		}
		end, next := len(text), len(text)+1
		if captures != nil {
			end, next = start+captures[0], start+captures[1]
		}
		if end == next && end < len(text) { // an empty match takes a character with it
			end += characterSize(s, end)
			next = end
		}
		full, err := parts.add(start, end)
		if full || err != nil || end >= len(text) {
			return parts.array.Value(), err
		}
		start = next
	}
}

// characterSize returns the number of bytes of the character at a byte offset of s, which is not its end.
func characterSize(s *vm.String, offset int) int {
	if s.IsBytes() {
		return 1
	}
	_, n := utf8.DecodeRuneInString(s.Text()[offset:])
	return n
}
