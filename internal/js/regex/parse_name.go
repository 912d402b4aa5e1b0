// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Groups by name and number: definitions and recursion.

package regex

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// name reads a group's name after a delimiter at p.pos, and the terminator.
func (p *parser) name(end byte) (name string, ok bool) {
	p.pos++
	start := p.pos
	if p.v == V2 && p.pos >= len(p.src) {
		p.fail(errNameExpected, p.pos)
		return "", false
	}
	if r := p.peek(); isDigit(int(r)) || p.v == V2 && p.utf && unicode.Is(unicode.Nd, r) {
		p.fail(errNameDigit, p.pos)
		return "", false
	}
	for p.pos < len(p.src) && p.inName(p.peek()) {
		_ = p.char()
	}
	name = p.src[start:p.pos]
	switch {
	case len(name) > maxNameLength && p.v == V2:
		p.fail(errNameLong, p.pos)
	case name == "" && p.v == V2:
		p.fail(errNameExpected, p.pos)
	case p.at(p.pos) != int(end):
		p.fail(errNameEnd, p.pos)
	case len(name) > maxNameLength:
		p.fail(errNameLong, p.pos)
	}
	p.pos++
	return name, p.err == errNone
}

// peek returns the next character without reading it, or -1.
func (p *parser) peek() rune {
	if p.pos >= len(p.src) {
		return -1
	}
	if !p.utf {
		return rune(p.src[p.pos])
	}
	r, _ := utf8.DecodeRuneInString(p.src[p.pos:])
	return r
}

// inName says whether a character may be in a name. PCRE2 takes any letter and digit in UTF mode.
func (p *parser) inName(r rune) bool {
	if p.v == V2 && p.utf && r >= utf8.RuneSelf {
		return unicode.IsLetter(r) || unicode.Is(unicode.Nd, r)
	}
	return isWord(int(r))
}

// named reads a capturing group with a name.
func (p *parser) named(b *branch, end byte) {
	name, ok := p.name(end)
	if !ok {
		return
	}
	if p.v == V2 && p.groups >= maxGroup {
		p.fail(errGroupsMany, p.pos)
		return
	}
	// PCRE notices these while it stands before the terminator.
	pos := p.pos
	if p.v == V1 {
		pos--
	}
	if len(p.names) >= maxNames {
		p.fail(errNamesMany, pos)
		return
	}
	if p.define(name, p.groups+1, pos) {
		p.capture(b)
	}
}

// define notes the name of a group. A group can be defined again under its name, after (?|.
func (p *parser) define(name string, group, pos int) bool {
	other, differ := p.nameOf[group]
	if differ && p.names[other].name == name {
		return true
	}
	if twice := p.byName[name]; len(twice) > 0 && !p.has(optTwice) && !(differ && other < p.nameOf[twice[0]]) {
		p.fail(errNameTwice, pos)
		return false
	}
	if differ {
		p.fail(errNamesDiffer, pos)
		return false
	}
	p.names = append(p.names, groupName{name, group})
	p.byName[name] = append(p.byName[name], group)
	p.nameOf[group] = len(p.names) - 1
	return true
}

// groupsNamed returns the numbers of the groups that have a name so far.
func (p *parser) groupsNamed(name string) []int { return p.byName[name] }

// callByName reads a call of a group by name from the delimiter before the name on.
func (p *parser) callByName(b *branch, end byte) {
	start := p.pos + 1
	name, ok := p.referTo(end)
	if !ok {
		return
	}
	pos := start
	if p.v == V1 {
		pos = p.pos - 1
	}
	known := p.groupsNamed(name)
	group := 0
	if len(known) > 0 {
		group = known[0]
		p.checkLoop(group, pos)
	}
	n := p.call(b, group, pos)
	n.forward = len(known) == 0
	p.later(phaseCompile, func() {
		groups := p.groupsNamed(name)
		if len(groups) == 0 {
			p.fail(errNoGroup, pos)
			return
		}
		n.group = groups[0]
	})
}

// call adds a recursion into a group, or into the pattern if it is 0.
func (p *parser) call(b *branch, group, pos int) *node {
	n := p.node(node{kind: kindRecurse, group: group, offset: pos, forward: p.byGroup[group] == nil})
	for _, l := range p.open {
		n.refs = append(n.refs, l.group.group)
	}
	p.called = append(p.called, n)
	p.later(phaseCompile, func() {
		if n.group > p.groups {
			p.fail(errNoGroup, pos)
		}
	})
	b.offset = pos
	b.add(n, true)
	return n
}

// callByNumber reads a recursion by number, whose terminator is end.
func (p *parser) callByNumber(b *branch, end byte) {
	group := 0
	if p.src[p.pos] == 'R' {
		if p.pos++; p.at(p.pos) != ')' {
			p.fail(errRecursionEnd, p.pos)
			return
		}
	} else {
		var ok bool
		if group, ok = p.callNumber(end); !ok {
			return
		}
	}
	p.pos++
	pos := p.pos - 1
	p.checkLoop(group, pos)
	p.call(b, group, pos)
}

// callNumber reads the number, with a sign if it counts from here, and checks that the terminator follows.
func (p *parser) callNumber(end byte) (int, bool) {
	if p.v == V2 {
		if p.src[p.pos] == '+' && !isDigit(p.at(p.pos+1)) {
			p.fail(errDigitExpected, p.pos)
			return 0, false
		}
		base := p.groups
		if isDigit(p.at(p.pos)) {
			base = -1
		}
		group, _ := p.number(base)
		if p.at(p.pos) != int(end) {
			p.fail(errParenMissing, p.pos)
		}
		return group, p.err == errNone
	}
	sign := p.src[p.pos]
	if sign == '+' || sign == '-' {
		p.pos++
	}
	if sign == '+' && !isDigit(p.at(p.pos)) {
		p.fail(errDigitExpected, p.pos)
		return 0, false
	}
	group := p.digits1()
	switch {
	case p.err != errNone:
	case p.at(p.pos) != int(end):
		p.fail(errRecursionEnd, p.pos)
	case group == 0 && (sign == '+' || sign == '-'):
		p.fail(errZeroReference, p.pos)
	case sign == '+':
		group += p.groups
	case sign == '-':
		if group = p.groups - group + 1; group <= 0 {
			p.fail(errNoGroup, p.pos)
		}
	}
	return group, p.err == errNone
}

// digits1 reads a number as PCRE does, which only bounds it to what fits its type.
func (p *parser) digits1() (n int) {
	for isDigit(p.at(p.pos)) {
		if n > math.MaxInt32/10-1 {
			for isDigit(p.at(p.pos)) {
				p.pos++
			}
			p.fail(errNumberBig, p.pos)
			return 0
		}
		n = n*10 + int(p.src[p.pos]-'0')
		p.pos++
	}
	return n
}

// number reads a number as PCRE2 does. If base is not negative, it may have a sign and count from there; ok is false
// when there is no number, which is a mistake only if p.err says so.
func (p *parser) number(base int) (n int, ok bool) {
	pos, sign, most := p.pos, 0, maxGroup
	if base >= 0 && (p.at(pos) == '+' || p.at(pos) == '-') {
		sign = 1
		if p.src[pos] == '+' {
			most -= base
		} else {
			sign = -1
		}
		pos++
	}
	if !isDigit(p.at(pos)) {
		return 0, false
	}
	for ; isDigit(p.at(pos)); pos++ {
		if n = n*10 + int(p.src[pos]-'0'); n > most {
			p.pos = pos + 1
			p.fail(errNumberBig, p.pos)
			return 0, false
		}
	}
	p.pos = pos
	switch {
	case sign != 0 && n == 0:
		p.fail(errZeroReference, p.pos)
	case sign > 0:
		n += base
	case sign < 0 && n > base:
		p.fail(errNoGroup, p.pos)
	case sign < 0:
		n = base + 1 - n
	}
	return n, p.err == errNone
}
