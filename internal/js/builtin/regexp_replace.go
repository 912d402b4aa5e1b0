// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"slices"
	"strings"

	"selvedge/internal/js/regex"
	"selvedge/internal/js/vm"
)

// maxCaptures is how many groups of a match njs 0.7.12 passes on.
const maxCaptures = 99

// replacement is what String.prototype.replace and RegExp.prototype[Symbol.replace] put in place of matches.
type replacement struct {
	r      *vm.Realm
	s      *vm.String // where matches were found
	f      vm.Value   // a function, or undefined
	format string     // else the text with its $-patterns
	octets bool       // format is a byte string
}

// newReplacement converts the argument.
func newReplacement(r *vm.Realm, s *vm.String, v vm.Value) (replacement, error) {
	if v.IsCallable() {
		return replacement{r: r, s: s, f: v}, nil
	}
	format, err := r.ToString(v)
	if err != nil {
		return replacement{}, err
	}
	return replacement{r: r, s: s, format: format.Text(), octets: format.IsBytes()}, nil
}

// found is a match that is to be replaced.
type foundMatch struct {
	matched  *vm.String
	captures []vm.Value // of the groups, from the first on: strings or undefined
	groups   vm.Value   // an object with the named ones, or undefined
	position int        // what a function is told
	// head and tail are what stands before and behind the match for $` and $'.
	head, tail string
}

// append adds to b what comes in place of a match.
func (p *replacement) append(b *textBuilder, m *foundMatch) error {
	if !p.f.IsCallable() {
		b.octets = b.octets || p.octets
		return p.expand(b, m)
	}
	args := make([]vm.Value, 0, len(m.captures)+4)
	args = append(append(args, m.matched.Value()), m.captures...)
	args = append(args, vm.Int(m.position), p.s.Value())
	if !m.groups.IsUndefined() {
		args = append(args, m.groups)
	}
	v, err := p.r.Invoke(p.f, vm.Undefined, args...)
	if err != nil {
		return err
	}
	s, err := p.r.ToString(v)
	if err != nil {
		return err
	}
	return b.addString(s)
}

// expand is GetSubstitution. ECMA-262 22.1.3.19.1.
func (p *replacement) expand(b *textBuilder, m *foundMatch) error {
	rest := p.format
	for {
		i := strings.IndexByte(rest, '$')
		if i < 0 || i == len(rest)-1 {
			return b.add(rest)
		}
		if err := b.add(rest[:i]); err != nil {
			return err
		}
		n, err := p.pattern(b, m, rest[i:])
		if err != nil {
			return err
		}
		rest = rest[i+n:]
	}
}

// pattern adds what a pattern at the beginning of text stands for, and returns the length of the pattern.
func (p *replacement) pattern(b *textBuilder, m *foundMatch, text string) (int, error) {
	switch text[1] {
	case '$':
		return 2, b.add("$")
	case '&':
		return 2, b.addString(m.matched)
	case '`':
		return 2, b.add(m.head)
	case '\'':
		return 2, b.add(m.tail)
	case '<':
		end := strings.IndexByte(text, '>')
		if m.groups.IsUndefined() || end < 0 {
			return 2, b.add("$<")
		}
		return end + 1, p.named(b, m.groups, text[2:end])
	}
	n, size := groupNumber(text, len(m.captures))
	switch {
	case size == 0:
		return 1, b.add("$")
	case n == 0 || n > len(m.captures):
		return size, b.add(text[:size])
	case m.captures[n-1].IsUndefined():
		return size, nil
	}
	return size, b.addString(m.captures[n-1].Str())
}

// groupNumber reads one digit behind the $, or two when there are so many groups. size is that of the pattern, 0 for
// none.
func groupNumber(text string, groups int) (n, size int) {
	if digitCount(text[1:2]) == 0 {
		return 0, 0
	}
	n = int(text[1] - '0')
	if len(text) > 2 && digitCount(text[2:3]) == 1 {
		if two := n*10 + int(text[2]-'0'); two <= groups {
			return two, 3
		}
	}
	return n, 2
}

func (p *replacement) named(b *textBuilder, groups vm.Value, name string) error {
	v, err := p.r.GetV(groups, p.r.KeyOfText(name))
	if err != nil || v.IsUndefined() {
		return err
	}
	s, err := p.r.ToString(v)
	if err != nil {
		return err
	}
	return b.addString(s)
}

// place says where the match is, which begins at a byte offset.
func (m *foundMatch) place(r *vm.Realm, s *vm.String, offset int) {
	m.position = offset // njs counts bytes here
	text := s.Text()
	if r.Version() == vm.V1 {
		m.head, m.tail = text[:offset], text[min(offset+m.matched.Size(), len(text)):]
		return
	}
	// njs 0.7.12 takes the offset for a position: with characters that are not ASCII it is beyond the match.
	m.head = text[:s.Offset(min(offset, s.Len()))]
	m.tail = text[s.Offset(min(offset+m.matched.Len(), s.Len())):]
}

// regExpReplace is RegExp.prototype[Symbol.replace](text, replacement). ECMA-262 22.2.6.11.
func regExpReplace(c *vm.Call) (vm.Value, error) {
	o := c.This.Object()
	if o == nil {
		return vm.Undefined, c.TypeError("\"this\" is not object")
	}
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	p, err := newReplacement(c.Realm, s, c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	v, err := c.Get(o, keyGlobal)
	if err != nil {
		return vm.Undefined, err
	}
	global := vm.ToBoolean(v)
	e := asRegExp(c.This)
	if global {
		if err := c.Set(o, vm.Keys.LastIndex, vm.Int(0)); err != nil {
			return vm.Undefined, err
		}
	}
	if e != nil && global == e.has(regex.Global) {
		if e, _, err = ownExec(c.Realm, o); err != nil {
			return vm.Undefined, err
		}
		if e != nil {
			return p.replaceOwn(o, e)
		}
	}
	return p.replaceAny(o, global)
}

// replaceOwn replaces the matches of a regular expression whose exec nobody can see. All are found before the first
// is replaced.
func (p *replacement) replaceOwn(o *vm.Object, e *regExp) (vm.Value, error) {
	found, groups, err := p.find(o, e)
	if err != nil {
		return vm.Undefined, err
	}
	b := textBuilder{r: p.r, octets: p.s.IsBytes()}
	end := 0
	for ; len(found) > 0; found = found[groups:] {
		m, err := p.ownMatch(e, found[:groups])
		if err != nil {
			return vm.Undefined, err
		}
		if err := b.add(p.s.Text()[end:max(found[0], end)]); err != nil {
			return vm.Undefined, err
		}
		if err := p.append(&b, &m); err != nil {
			return vm.Undefined, err
		}
		end = max(found[1], end)
	}
	if err := b.add(p.s.Text()[end:]); err != nil {
		return vm.Undefined, err
	}
	return b.done().Value(), nil
}

// find returns the captures of all matches one after the other, and how many there are of each. Between two matches no
// code of the program runs, so lastIndex need not be kept up to date.
func (p *replacement) find(o *vm.Object, e *regExp) (found []int, groups int, err error) {
	if !e.has(regex.Global) {
		captures, err := regExpMatch(p.r, o, e, p.s)
		return slices.Clone(captures), len(captures), err
	}
	text, mode := p.s.Text(), execMode(p.r, p.s)
	for start := 0; start <= len(text); {
		captures, err := match(p.r, e.program, text, start, mode)
		if err != nil {
			return nil, 0, err
		}
		if captures == nil {
			break
		}
		if err := p.r.Alloc(8 * len(captures)); err != nil {
			return nil, 0, err
		}
		groups, found = len(captures), append(found, captures...)
		if start = captures[1]; captures[0] == captures[1] {
			if start == len(text) {
				break
			}
			start += characterSize(p.s, start)
		}
	}
	return found, groups, setLastIndex(p.r, o, vm.Int(0))
}

// ownMatch makes strings of captures.
func (p *replacement) ownMatch(e *regExp, captures []int) (foundMatch, error) {
	m := foundMatch{matched: substring(p.r, p.s, captures[0], captures[1])}
	n := len(captures)/2 - 1
	if p.r.Version() != vm.V1 {
		n = min(n, maxCaptures)
	}
	if n > 0 {
		if err := p.r.Charge(n); err != nil {
			return m, err
		}
		m.captures = make([]vm.Value, n)
		for i := range n {
			m.captures[i] = capture(p.r, p.s, captures, i+1)
		}
	}
	if names := e.program.Names(); len(names) > 0 {
		groups, err := namedGroups(p.r, p.s, names, captures)
		if err != nil {
			return m, err
		}
		m.groups = groups.Value()
	}
	m.place(p.r, p.s, captures[0])
	return m, nil
}

// replaceAny replaces what the property exec of an object finds.
func (p *replacement) replaceAny(o *vm.Object, global bool) (vm.Value, error) {
	results, err := p.results(o, global)
	if err != nil {
		return vm.Undefined, err
	}
	b := textBuilder{r: p.r, octets: p.s.IsBytes()}
	text, end := p.s.Text(), 0
	for _, result := range results {
		m, offset, err := p.matchOf(result)
		if err != nil {
			return vm.Undefined, err
		}
		piece := textBuilder{r: p.r}
		if err := p.append(&piece, &m); err != nil {
			return vm.Undefined, err
		}
		if offset < end {
			continue
		}
		b.octets = b.octets || piece.octets
		if err := b.add(text[end:offset] + string(piece.text)); err != nil {
			return vm.Undefined, err
		}
		end = min(offset+m.matched.Size(), len(text))
	}
	if err := b.add(text[end:]); err != nil {
		return vm.Undefined, err
	}
	return b.done().Value(), nil
}

// results calls exec until it returns null, or once.
func (p *replacement) results(o *vm.Object, global bool) (list []*vm.Object, err error) {
	for {
		if err := p.r.Alloc(8); err != nil {
			return nil, err
		}
		result, err := execOf(p.r, o, p.s)
		if err != nil || result.IsNull() {
			return list, err
		}
		list = append(list, result.Object())
		if !global {
			return list, nil
		}
		matched, err := p.textOf(result.Object(), vm.IndexKey(0))
		if err != nil {
			return nil, err
		}
		if matched.Len() > 0 {
			continue
		}
		v, err := p.r.Get(o, vm.Keys.LastIndex)
		if err != nil {
			return nil, err
		}
		last, err := p.r.ToLength(v)
		if err != nil {
			return nil, err
		}
		if err := p.r.Set(o, vm.Keys.LastIndex, vm.Number(float64(last+1))); err != nil {
			return nil, err
		}
	}
}

func (p *replacement) textOf(o *vm.Object, k vm.Key) (*vm.String, error) {
	v, err := p.r.Get(o, k)
	if err != nil {
		return nil, err
	}
	return p.r.ToString(v)
}

// matchOf reads the result of an exec.
func (p *replacement) matchOf(o *vm.Object) (m foundMatch, offset int, err error) {
	if m.matched, err = p.textOf(o, vm.IndexKey(0)); err != nil {
		return m, 0, err
	}
	v, err := p.r.Get(o, vm.Keys.Index)
	if err != nil {
		return m, 0, err
	}
	position, err := p.r.ToIntegerOrInfinity(v)
	if err != nil {
		return m, 0, err
	}
	offset = p.s.Offset(int(min(max(position, 0), float64(p.s.Len()))))
	n, err := p.r.LengthOf(o)
	if err != nil {
		return m, 0, err
	}
	for i := int64(1); i < min(n, maxCaptures+1); i++ {
		v, err := p.r.Get(o, vm.IndexKey(uint32(i)))
		if err != nil {
			return m, 0, err
		}
		if !v.IsUndefined() {
			s, err := p.r.ToString(v)
			if err != nil {
				return m, 0, err
			}
			v = s.Value()
		}
		m.captures = append(m.captures, v)
	}
	if m.groups, err = p.r.Get(o, vm.Keys.Groups); err != nil {
		return m, 0, err
	}
	if !p.f.IsCallable() && !m.groups.IsUndefined() {
		groups, err := p.r.ToObject(m.groups)
		if err != nil {
			return m, 0, err
		}
		m.groups = groups.Value()
	}
	m.place(p.r, p.s, offset)
	return m, offset, nil
}
