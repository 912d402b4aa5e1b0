// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Conditional groups.

package regex

import (
	"slices"
	"strings"
)

// conditional reads a group that begins with a condition, from after (?( on.
func (p *parser) conditional(b *branch) {
	if p.v == V2 && p.pos >= len(p.src) {
		p.fail(errParenMissing, p.pos)
		return
	}
	n := p.node(node{kind: kindCond})
	if next := p.at(p.pos); p.v == V2 && (next == '?' || next == '*') {
		p.pos--
		p.assertion2(n)
	} else if p.v == V1 && p.lookNext1() {
		p.readLook(n)
	} else if p.v == V1 {
		p.condition1(n)
	} else {
		b.offset = p.condition2(n, b.offset)
	}
	if p.err != errNone {
		return
	}
	p.conds++
	body := p.node(node{kind: kindGroup})
	opts := p.opts
	p.groupBody(body, false)
	p.opts = opts
	p.conds--
	if p.err != errNone {
		return
	}
	p.branches(n, body.subs[0], b.offset)
	b.add(n, true)
}

// branches splits the body of a conditional group into what is matched if the condition holds and if not.
func (p *parser) branches(n, body *node, offset int) {
	alts := alternativesOf(body)
	n.min = len(alts)
	at := phaseEnd
	if p.v == V1 {
		offset, at = p.pos-1, phaseCompile
	}
	p.later(at, func() {
		switch {
		case n.cond == condDefine && n.min > 1:
			p.fail(errDefineBranches, offset)
		case n.min > 2:
			p.fail(errConditionBranches, offset)
		}
	})
	n.subs = append(slices.Clone(alts), p.node(node{kind: kindEmpty}))
}

// lookNext1 says whether the condition is a lookaround, and goes to its parenthesis; a callout may come before.
func (p *parser) lookNext1() bool {
	start := p.pos
	p.pos--
	if strings.HasPrefix(p.src[p.pos:], "(?C") {
		end := p.pos + 3
		for isDigit(p.at(end)) {
			end++
		}
		if p.at(end) == ')' && p.at(end+1) != '(' {
			p.fail(errAssertionExpected, p.pos)
		}
		if p.at(end) == ')' && isLook(p.src[end+1:]) {
			p.pos += 3
			p.callout()
		}
	}
	if !isLook(p.src[p.pos:]) {
		p.pos = start
		return false
	}
	return true
}

func isLook(s string) bool {
	return strings.HasPrefix(s, "(?=") || strings.HasPrefix(s, "(?!") || strings.HasPrefix(s, "(?<=") ||
		strings.HasPrefix(s, "(?<!")
}

// assertion2 checks that a lookaround follows, possibly after a callout, and reads it.
func (p *parser) assertion2(n *node) {
	for p.pos < len(p.src) && p.skip() {
	}
	if p.err != errNone {
		return
	}
	for callout := true; ; callout = false {
		rest := p.src[min(p.pos, len(p.src)):]
		switch {
		case len(rest) < 4 || rest[0] != '(':
		case isLook(rest):
			p.readLook(n)
			return
		case rest[1] == '*' && rest[2] >= 'a' && rest[2] <= 'z':
			p.readAlpha(n)
			return
		case strings.HasPrefix(rest, "(?C") && callout:
			p.pos += 3
			p.callout()
			if p.err != errNone {
				return
			}
			continue
		}
		p.fail(errAssertionExpected, p.pos)
		return
	}
}

// readAlpha reads a lookaround with a name, which must be one that is tried in one way only.
func (p *parser) readAlpha(n *node) {
	end := p.pos + 2
	for isWord(p.at(end)) {
		end++
	}
	if a := alphaAssertion(p.src[p.pos+2 : end]); a != nil && p.at(end) == ':' {
		if a.kind != kindLook {
			p.fail(errAssertionExpected, end)
		} else if a.loose {
			p.fail(errAtomicExpected, end)
		}
	}
	p.readLook(n)
}

// readLook reads the lookaround that is a condition; it looks like any other.
func (p *parser) readLook(n *node) {
	if p.err != errNone {
		return
	}
	b := &branch{}
	p.nesting++
	p.item(b, p.src[p.pos])
	p.nesting--
	if p.err == errNone {
		n.cond, n.look = condLook, b.items[0]
		if n.look.kind == kindFail {
			n.cond, n.look = condNever, nil
		}
	}
}

// condition1 reads a number or a name and the parenthesis after it, as PCRE does.
func (p *parser) condition1(n *node) {
	end, sign := 0, byte(0)
	recursion := strings.HasPrefix(p.src[p.pos:], "R&")
	number := false
	switch c := p.at(p.pos); {
	case recursion:
		p.pos += 2
	case c == '<':
		end = '>'
		p.pos++
	case c == '\'':
		end = '\''
		p.pos++
	case c == '+' || c == '-':
		number, sign = true, byte(c)
		p.pos++
	case isDigit(c):
		number = true
	}
	start := p.pos
	group := 0
	if number {
		group = p.digits1()
	} else {
		p.conditionName1()
	}
	name := p.src[start:min(p.pos, len(p.src))]
	if p.err != errNone {
		return
	}
	if end != 0 && p.at(p.pos) == end {
		p.pos++
		end = -1
	}
	if end > 0 || p.at(p.pos) != ')' {
		p.fail(errConditionEnd, p.pos)
		return
	}
	p.pos++
	if number {
		p.conditionNumber1(n, group, sign)
		return
	}
	pos := p.pos
	p.later(phaseCompile, func() { p.resolve1(n, name, condName{recursion: recursion, plain: end == 0 && !recursion, pos: pos}) })
}

func (p *parser) conditionName1() {
	switch c := p.at(p.pos); {
	case isDigit(c):
		p.fail(errNameDigit, p.pos)
	case !isWord(c):
		p.fail(errAssertionExpected, p.pos)
	}
	for isWord(p.at(p.pos)) {
		p.pos++
	}
}

func (p *parser) conditionNumber1(n *node, group int, sign byte) {
	pos, base := p.pos, p.groups
	n.cond = condGroup
	p.later(phaseCompile, func() {
		switch {
		case group <= 0:
			p.fail(errConditionZero, pos)
		case sign == '-':
			group = base - group + 1
		case sign == '+':
			group += base
		}
		if group <= 0 || group > p.groups {
			p.fail(errNoGroup, pos)
		}
		n.refs = []int{group}
	})
}

// condName is how a name was written as a condition.
type condName struct {
	recursion bool // R&name
	plain     bool // without delimiters, so that it may be R, a number after R, or DEFINE
	pos       int
}

// resolve1 finds out what a name means as a condition. PCRE compares only as many letters as the name has.
func (p *parser) resolve1(n *node, name string, how condName) {
	n.cond = condGroup
	if how.recursion {
		n.cond = condRecursion
	}
	for _, g := range sortedNames(p.names) {
		if len(n.refs) == 0 && strings.HasPrefix(g.name, name) || len(n.refs) > 0 && g.name == name {
			n.refs = append(n.refs, g.group)
		} else if len(n.refs) > 0 {
			break
		}
	}
	if len(n.refs) > 0 {
		return
	}
	group, ok := recursionNumber(name)
	switch {
	case how.plain && ok:
		n.cond = condRecursion
		if group > 0 {
			n.refs = []int{group}
		}
	case how.plain && name == "DEFINE":
		n.cond = condDefine
	default:
		p.fail(errNoGroup, how.pos)
	}
}

// recursionNumber reads a name of the form R or R12.
func recursionNumber(name string) (group int, ok bool) {
	if name == "" || name[0] != 'R' {
		return 0, false
	}
	for _, c := range []byte(name[1:]) {
		if !isDigit(int(c)) {
			return 0, false
		}
		group = min(group*10+int(c-'0'), maxGroup+1)
	}
	return group, true
}

// condition2 reads a condition as PCRE2 does. It returns where too many branches are reported: at the condition, or if
// that is a version, where the library noted something last.
func (p *parser) condition2(n *node, offset int) int {
	group, ok := p.number(p.groups)
	switch {
	case p.err != errNone:
		return 0
	case ok && group <= 0:
		p.fail(errNoGroup, p.pos)
		return 0
	case ok:
		pos := p.pos - 2
		offset = max(pos-2, 0)
		n.cond, n.refs = condGroup, []int{group}
		p.later(phaseCompile, func() {
			if group > p.groups {
				p.fail(errNoGroup, pos)
			}
		})
	case strings.HasPrefix(p.src[p.pos:], "VERSION") && len(p.src)-p.pos >= 10 && p.src[p.pos+7] != ')':
		p.pos += 7
		p.versionCondition(n)
	default:
		offset = p.conditionName2(n)
	}
	if p.err == errNone && p.at(p.pos) != ')' {
		p.fail(errConditionEnd, p.pos)
	}
	p.pos++
	return offset
}

// versionCondition reads (?(VERSION>=10.4), which njs 0.7.12 compares with 10.42.
func (p *parser) versionCondition(n *node) {
	atLeast := p.at(p.pos) == '>'
	if atLeast {
		p.pos++
	}
	ok := p.at(p.pos) == '='
	if ok {
		p.pos++
		ok = isDigit(p.at(p.pos))
	}
	major, minor := 0, 0
	for ; ok && isDigit(p.at(p.pos)); p.pos++ {
		major = major*10 + int(p.src[p.pos]-'0')
		ok = major <= 1000
	}
	if ok && p.at(p.pos) == '.' {
		p.pos++
		if ok = isDigit(p.at(p.pos)); ok {
			minor = int(p.src[p.pos]-'0') * 10
			p.pos++
		}
		if ok && isDigit(p.at(p.pos)) {
			minor += int(p.src[p.pos] - '0')
			p.pos++
		}
		ok = ok && p.at(p.pos) == ')'
	}
	if !ok {
		p.fail(errVersionCondition, p.pos)
	}
	n.cond = condNever
	if major == 10 && minor == 42 || atLeast && (major < 10 || major == 10 && minor <= 42) {
		n.cond = condAlways
	}
}

// conditionName2 reads a name, which is taken for a group if there is one, else for R, R12 or DEFINE.
func (p *parser) conditionName2(n *node) (offset int) {
	end := byte(')')
	recursion := strings.HasPrefix(p.src[p.pos:], "R&")
	switch p.src[p.pos] {
	case '<':
		end = '>'
	case '\'':
		end = '\''
	default:
		if recursion {
			p.pos++
		} else {
			p.pos--
		}
	}
	start := p.pos + 1
	name, ok := p.name(end)
	if !ok {
		return 0
	}
	if end == ')' {
		p.pos--
	}
	plain := end == ')' && !recursion
	if plain && name == "DEFINE" {
		n.cond = condDefine
		return start
	}
	n.cond, n.refs = condGroup, []int{}
	if recursion {
		n.cond = condRecursion
	}
	p.later(phaseCompile, func() {
		if n.refs = p.groupsNamed(name); len(n.refs) > 0 {
			return
		}
		group, ok := recursionNumber(name)
		switch {
		case plain && ok && group > maxGroup:
			p.fail(errNumberBig, start+min(len(name)-1, 5))
		case plain && ok && group <= p.groups:
			n.cond = condRecursion
			if group > 0 {
				n.refs = []int{group}
			}
		default:
			p.fail(errNoGroup, start)
		}
	})
	return start
}
