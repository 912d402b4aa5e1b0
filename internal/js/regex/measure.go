// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Lengths: of what lookbehinds contain, and of the program that the library would make.

package regex

import (
	"slices"
	"unicode/utf8"
)

// Results of a measure besides a length.
const (
	notFixed   = -1
	badByte    = -2
	notYet     = -3 // it depends on a group that PCRE looks at later
	tooComplex = -4
	tooLong    = -5
)

// maxBehind is the largest length of a lookbehind, maxBehindSteps how many branches PCRE2 looks at to find it.
const (
	maxBehind      = 65535
	maxBehindSteps = 2000
)

// measure finds the length in characters of what lookbehinds contain.
type measure struct {
	p     *parser
	known map[*node]int // lengths of groups
	inner []*node       // groups being measured as the target of a recursion
	steps int
	last  bool // recursions are followed
}

// checkBehind1 checks one alternative of a lookbehind as PCRE does when it has read it up to pos. If it depends on other
// groups it is checked again in the end.
func (p *parser) checkBehind1(alt *node, pos int) {
	p.later(phaseCompile, func() {
		p.measure.last = false
		switch p.measure.node(alt) {
		case notFixed:
			p.fail(errLookbehind, pos)
		case badByte:
			p.fail(errByteLookbehind, pos)
		}
	})
	p.later(phaseLast, func() {
		p.measure.last = true
		if p.measure.node(alt) < 0 {
			p.fail(errLookbehind, len(p.src))
		}
	})
}

// checkBehind2 checks a lookbehind as PCRE2 does.
func (p *parser) checkBehind2(n *node) {
	if n.checked {
		return
	}
	n.checked = true
	p.measure.last = true
	for _, alt := range alternativesOf(n.subs[0]) {
		code := errNone
		switch p.measure.branch(alt) {
		case notFixed:
			code = errLookbehind
		case badByte:
			code = errByteLookbehind
		case tooComplex:
			code = errLookbehindComplex
		case tooLong:
			code = errLookbehindLong
		}
		if code != errNone {
			p.fail(code, n.offset)
			return
		}
	}
}

func alternativesOf(n *node) []*node {
	if n.kind == kindAlt {
		return n.subs
	}
	return []*node{n}
}

// branch returns the length of what an alternative matches, or why there is none. PCRE2 counts them.
func (m *measure) branch(n *node) int {
	m.steps++
	if m.p.v == V2 && m.steps > maxBehindSteps+1 {
		return tooComplex
	}
	return m.node(n)
}

func (m *measure) node(n *node) int {
	switch n.kind {
	case kindChar, kindSet, kindDot:
		return 1
	case kindAny:
		if n.r == 'C' && m.p.utf {
			return badByte
		}
		return 1
	case kindCat:
		return m.sum(n.subs)
	case kindAlt:
		return m.same(n.subs)
	case kindGroup, kindAtomic:
		return m.group(n)
	case kindRepeat:
		return m.repeat(n)
	case kindRecurse:
		return m.recursion(n)
	case kindCond:
		if n.cond == condDefine && m.p.v == V2 {
			return 0
		}
		return m.same(n.subs[:n.min])
	case kindLook:
		if m.p.v == V2 {
			m.inside(n)
		}
		return 0
	case kindBackref, kindNewline, kindGrapheme:
		return notFixed
	}
	return 0
}

func (m *measure) group(n *node) int {
	if length, ok := m.known[n]; ok {
		return length
	}
	length := 0
	if n.subs[0].kind == kindAlt {
		length = m.node(n.subs[0])
	} else {
		length = m.branch(n.subs[0])
	}
	if n.group > 0 && length >= 0 {
		m.known[n] = length
	}
	return length
}

// inside checks lookbehinds inside a lookaround, so that the innermost mistake is reported.
func (m *measure) inside(n *node) {
	if n.kind == kindLook && n.behind {
		m.p.checkBehind2(n)
		return
	}
	for _, sub := range n.subs {
		m.inside(sub)
	}
}

func (m *measure) sum(subs []*node) int {
	total := 0
	for _, sub := range subs {
		length := m.node(sub)
		if length < 0 {
			return length
		}
		if total += length; m.p.v == V2 && total > maxBehind {
			return tooLong
		}
	}
	return total
}

func (m *measure) same(subs []*node) int {
	length := -1
	for _, sub := range subs {
		next := m.branch(sub)
		if next < 0 {
			return next
		}
		if length >= 0 && length != next {
			return notFixed
		}
		length = next
	}
	return length
}

func (m *measure) repeat(n *node) int {
	sub := n.subs[0]
	exact := n.min == n.max
	if m.p.v == V1 {
		switch {
		case sub.isSingle() || sub.kind == kindNewline || sub.kind == kindGrapheme:
			if exact && (n.min != 1 || sub.isSingle()) {
				return n.min // also for \R, which PCRE takes for one character here
			}
			return notFixed
		case sub.kind == kindLook && n.min > 0:
			return 0
		case sub.kind == kindFail:
			return 0
		case sub.kind == kindCond && sub.cond == condDefine:
			return m.node(sub)
		case sub.kind == kindBackref && n.max == 0:
			return 0
		case n.min == 0, sub.looped && (n.greed == possessive || sub.kind == kindGroup && sub.nullable()):
			return notFixed
		}
	}
	length := m.node(sub)
	switch {
	case length < 0:
		return length
	case sub.kind == kindLook && !sub.behind:
		return 0
	case !exact:
		return notFixed
	case m.p.v == V2 && int64(length)*int64(n.min) > maxBehind:
		return tooLong
	}
	return length * n.min
}

func (m *measure) recursion(n *node) int {
	if !m.last {
		return notYet
	}
	group := m.p.byGroup[n.group]
	switch {
	case group == nil:
		m.p.fail(errNoGroup, n.offset)
		return notFixed
	case n.group == 0, slices.Contains(n.refs, n.group), slices.Contains(m.inner, group):
		return notFixed
	}
	m.inner = append(m.inner, group)
	length := m.group(group)
	if length >= 0 && group.looped && m.p.v == V1 {
		length = notFixed
	}
	m.inner = m.inner[:len(m.inner)-1]
	return length
}

// maxSize is the largest program that the libraries as built by Debian make, in bytes.
const maxSize = 1 << 16

// sizeCap keeps sums of sizes from overflowing.
const sizeCap int64 = 1 << 40

// checkSize refuses a pattern whose program would be too large for the library.
func (p *parser) checkSize(whole *node) {
	if p.size(whole)+1 > maxSize {
		p.fail(errTooLarge, len(p.src))
	}
}

// size returns the size in bytes of the program that the library makes of n.
func (p *parser) size(n *node) int64 {
	switch n.kind {
	case kindEmpty:
		return 0
	case kindChar:
		return p.charSize(n)
	case kindSet:
		return int64(n.size)
	case kindCat:
		total := int64(0)
		for _, sub := range n.subs {
			total = min(total+p.size(sub), sizeCap)
		}
		return total
	case kindAlt:
		total := 3 * int64(len(n.subs)-1)
		for _, sub := range n.subs {
			total = min(total+p.size(sub), sizeCap)
		}
		return total
	case kindGroup, kindAtomic:
		size := 6 + p.size(n.subs[0])
		if n.group > 0 {
			size += 2
		}
		return size
	case kindLook:
		size := 6 + p.size(n.subs[0])
		if n.behind {
			size += 3 * int64(len(alternativesOf(n.subs[0])))
		}
		return size
	case kindRepeat:
		return min(p.repeatSize(n), sizeCap)
	case kindBackref, kindRecurse:
		return 3
	case kindCond:
		size := 9 + p.size(n.subs[0]) + p.size(n.subs[1]) + 3*int64(n.min-1)
		if n.look != nil {
			size += p.size(n.look) - 3
		}
		return size
	}
	return 1
}

func (p *parser) charSize(n *node) int64 {
	if !p.utf {
		return 2
	}
	if n.fold && caseCount(n.r, true) > 2 {
		return 3
	}
	return 1 + int64(max(utf8.RuneLen(n.r), 1))
}

// repeatSize returns the size of a repetition: groups are copied for each count, single characters are not.
func (p *parser) repeatSize(n *node) int64 {
	sub := n.subs[0]
	one := p.size(sub)
	switch {
	case sub.kind == kindSet && sub.size > 3, sub.kind == kindBackref:
		return one + 5
	case sub.isSingle() || sub.kind == kindNewline || sub.kind == kindGrapheme:
		return singleSize(n, one)
	}
	least, most, extra := int64(n.min), int64(n.max), int64(0)
	if n.greed == possessive {
		extra = 6
	}
	switch {
	case n.max == unlimited:
		return extra + max(least, 1)*one + 1
	case n.min == 0:
		return extra + max(most, 1)*(one+7)
	}
	return extra + least*one + (most-least)*(one+7)
}

// singleSize returns the size of a repetition of a character, or of an escape, which needs an operation more.
func singleSize(n *node, one int64) int64 {
	if n.subs[0].kind != kindChar {
		one++
	}
	switch {
	case n.min <= 1 && n.max == unlimited || n.min == 0 && n.max == 1:
		return one
	case n.min == 0 || n.min == n.max:
		return one + 2
	case n.max == unlimited || n.min == 1 || n.max == n.min+1:
		return 2*one + 2
	}
	return 2*one + 4
}

// size returns the size of a class in the library's program.
func (s *charSet) size() int {
	if !s.hasWideMembers() || len(s.spans)+len(s.props) == 0 {
		return 33
	}
	size := 37 + 3*len(s.props)
	for _, sp := range s.spans {
		size += 1 + utf8.RuneLen(sp.lo)
		if sp.hi > sp.lo {
			size += utf8.RuneLen(sp.hi)
		}
	}
	return size
}
