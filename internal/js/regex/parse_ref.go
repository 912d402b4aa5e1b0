// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// References: \1, \g and \k, and calls that are written as escapes.

package regex

import "strings"

// backref makes a reference to a group that may not exist; pos is where PCRE2 reports that.
func (p *parser) backref(group, pos int) *node {
	n := p.node(node{kind: kindBackref, refs: []int{group}, fold: p.has(optFold)})
	p.mark(n)
	p.later(phaseCompile, func() {
		if p.v == V2 && n.refs[0] > p.groups {
			p.fail(errNoGroup, pos)
		}
	})
	if p.v == V1 {
		p.later(phaseEnd, func() {
			if n.refs[0] > p.groups {
				p.fail(errNoGroup, len(p.src))
			}
		})
	}
	return n
}

// mark makes groups atomic that contain a reference to themselves, as PCRE does.
func (p *parser) mark(ref *node) {
	if p.v != V1 {
		return
	}
	for _, group := range ref.refs {
		if n := p.inside[group]; n != nil {
			n.once = true
		}
	}
}

// refByName reads a reference by name from the delimiter before the name on.
func (p *parser) refByName(b *branch, end byte) {
	start := p.pos + 1
	if name, ok := p.referTo(end); ok {
		n := p.node(node{kind: kindBackref, refs: p.groupsNamed(name), fold: p.has(optFold)})
		p.mark(n)
		pos := start
		if p.v == V1 {
			pos = p.pos - 1
		}
		p.later(phaseCompile, func() {
			if n.refs = p.groupsNamed(name); len(n.refs) == 0 {
				p.fail(errNoGroup, pos)
			}
		})
		b.offset = start
		b.add(n, true)
	}
}

// referTo reads the name in a reference. PCRE has its own message for an empty one.
func (p *parser) referTo(end byte) (string, bool) {
	if p.v == V1 && !isWord(p.at(p.pos+1)) {
		p.fail(errNameExpected, p.pos+1)
		return "", false
	}
	return p.name(end)
}

// reference reads \g: a reference by number, or by name in braces, or else a call.
func (p *parser) reference() escaped {
	if next := p.at(p.pos); next == '<' || next == '\'' {
		return escaped{kind: 'g'}
	}
	if p.v == V1 {
		return p.reference1()
	}
	start := p.pos
	braced := p.at(p.pos) == '{'
	if braced {
		p.pos++
	}
	n, ok := p.number(p.groups)
	switch {
	case p.err != errNone:
		if braced {
			p.errPos = start
		}
		return escaped{}
	case !ok && braced:
		p.pos = start
		return escaped{kind: 'k'}
	case !ok:
		p.fail(errReference, p.pos)
	case braced && p.at(p.pos) != '}':
		p.fail(errReference, start)
	case braced:
		p.pos++
	}
	if n <= 0 {
		p.fail(errNoGroup, p.pos)
	}
	return escaped{kind: escapeRef, ref: n}
}

func (p *parser) reference1() escaped {
	braced := p.at(p.pos) == '{'
	if braced {
		end := p.pos + 1
		for p.at(end) == '-' || isDigit(p.at(end)) {
			end++
		}
		if end < len(p.src) && p.src[end] != '}' {
			return escaped{kind: 'k'}
		}
		p.pos++
	}
	back := p.at(p.pos) == '-'
	if back {
		p.pos++
	}
	n := p.digits1()
	switch {
	case p.err != errNone:
		p.errPos--
	case braced && p.at(p.pos) != '}':
		p.fail(errReference, p.pos)
	default:
		if braced {
			p.pos++
		}
		if n == 0 {
			p.fail(errZeroReference, p.pos-1)
		} else if back && n > p.groups {
			p.fail(errNoGroup, p.pos-1)
		}
	}
	if back {
		n = p.groups - n + 1
	}
	return escaped{kind: escapeRef, ref: n}
}

// namedEscape reads the delimiter and the name, or number, that follow \k or \g.
func (p *parser) namedEscape(b *branch, letter byte) {
	open := p.at(p.pos)
	i := strings.IndexByte("<'{", byte(max(open, 0)))
	if open < 0 || i < 0 {
		p.failEscape(errNamedReference)
		return
	}
	end := ">'}"[i]
	if letter == 'k' || open == '{' {
		p.refByName(b, end)
		return
	}
	next := p.at(p.pos + 1)
	if !isDigit(next) && next != '+' && next != '-' {
		p.callByName(b, end)
		return
	}
	p.callEscape(b, end)
}

// callEscape reads a call like \g<1>.
func (p *parser) callEscape(b *branch, end byte) {
	start := p.pos
	p.pos++
	if p.v == V1 {
		stop := p.pos + 1
		for isDigit(p.at(stop)) {
			stop++
		}
		if p.at(stop) != int(end) {
			p.fail(errReference, start)
			return
		}
		p.callByNumber(b, end)
		return
	}
	group, ok := p.number(p.groups)
	switch {
	case p.err != errNone:
		p.errPos = start
	case !ok:
		p.pos = start
		p.callByName(b, end)
	case p.at(p.pos) != int(end):
		p.fail(errReference, start)
	default:
		p.pos++
		p.call(b, group, p.pos-1)
	}
}
