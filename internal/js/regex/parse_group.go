// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Everything that begins with a parenthesis.

package regex

import (
	"slices"
	"strings"
)

// paren reads what follows an opening parenthesis.
func (p *parser) paren(b *branch) {
	next := p.at(p.pos)
	switch {
	case p.v == V2 && next < 0:
		p.fail(errParenMissing, p.pos)
	case next == '*' && p.v == V1 && (p.at(p.pos+1) == ':' || isLetter(p.at(p.pos+1))):
		p.verb(b)
	case next == '*' && p.v == V2:
		p.starred(b)
	case next == '?':
		p.pos++
		p.extended(b)
	default:
		if p.v == V2 && p.has(optPlain) {
			p.group(b, p.node(node{kind: kindGroup}))
			return
		}
		p.capture(b)
	}
}

// capture begins a capturing group, whose name, if any, was read.
func (p *parser) capture(b *branch) {
	if p.groups >= maxGroup {
		p.fail(errGroupsMany, p.pos)
		return
	}
	p.groups++
	n := p.node(node{kind: kindGroup, group: p.groups})
	if p.byGroup[n.group] == nil {
		p.byGroup[n.group] = n
	}
	p.group(b, n)
}

// group reads a group's alternatives and its closing parenthesis into n.
func (p *parser) group(b *branch, n *node) { p.groupWith(b, n, false) }

func (p *parser) groupWith(b *branch, n *node, numbers bool) {
	opts := p.opts
	p.groupBody(n, numbers)
	p.opts = opts
	if p.err == errNone {
		b.add(n, true)
	}
}

// groupBody reads up to and with the closing parenthesis. Options set inside are still in force afterwards.
func (p *parser) groupBody(n *node, numbers bool) {
	if p.nesting++; p.v == V1 && p.nesting > maxNesting {
		p.fail(errNesting, p.pos)
		return
	}
	if n.kind == kindLook {
		p.looks++
	}
	n.open = true
	if n.group > 0 {
		p.inside[n.group] = n
	}
	n.subs = []*node{p.alternatives(n, numbers)}
	n.open = false
	if n.group > 0 {
		delete(p.inside, n.group)
	}
	if n.kind == kindLook {
		p.looks--
	}
	p.nesting--
	if p.err != errNone {
		return
	}
	if p.pos >= len(p.src) {
		p.fail(errParenMissing, p.pos)
		return
	}
	p.pos++
}

// extended reads what follows (?.
func (p *parser) extended(b *branch) {
	c := p.at(p.pos)
	switch {
	case c < 0 && p.v == V2:
		p.fail(errParenMissing, p.pos)
	case c == '|':
		p.pos++
		p.groupWith(b, p.node(node{kind: kindGroup}), true)
	case c == '>':
		p.pos++
		p.group(b, p.node(node{kind: kindAtomic}))
	case c == '=' || c == '!' || c == '*' && p.v == V2:
		p.pos++
		p.lookahead(b, c == '!', c == '*')
	case c == '<':
		p.lessThan(b)
	case c == '\'':
		p.named(b, '\'')
	case c == 'P':
		p.python(b)
	case c == 'C':
		p.pos++
		p.callout()
	case c == '(':
		p.pos++
		p.conditional(b)
	case c == '&':
		p.callByName(b, ')')
	case c == 'R', c == '+', isDigit(c), c == '-' && isDigit(p.at(p.pos+1)):
		p.callByNumber(b, ')')
	default:
		p.setting(b)
	}
}

// lookahead reads a lookahead, which may be the short way to write failure.
func (p *parser) lookahead(b *branch, negated, loose bool) {
	if negated && p.at(p.pos) == ')' && !p.quantifierAt(p.pos+1) {
		p.pos++
		b.add(p.node(node{kind: kindFail}), p.v == V2)
		return
	}
	p.group(b, p.node(node{kind: kindLook, negated: negated, loose: loose}))
}

// lessThan reads a lookbehind or a group with a name in angle brackets.
func (p *parser) lessThan(b *branch) {
	next := p.at(p.pos + 1)
	switch {
	case next == '=' || next == '!' || next == '*' && p.v == V2:
		offset := p.pos - 2
		p.pos += 2
		p.lookbehind(b, p.node(node{kind: kindLook, behind: true, negated: next == '!', loose: next == '*'}), offset)
	case p.v == V1 && !isWord(next):
		p.fail(errAfterLess, min(p.pos+1, len(p.src)))
	default:
		p.named(b, '>')
	}
}

// lookbehind reads a lookbehind; offset is where PCRE2 reports that its length is not fixed.
func (p *parser) lookbehind(b *branch, n *node, offset int) {
	n.offset = max(offset, 0)
	if p.v == V2 {
		p.later(phaseLook, func() { p.checkBehind2(n) })
	}
	p.group(b, n)
}

// setting reads options, which hold up to the end of the group around, or for the group that they begin.
func (p *parser) setting(b *branch) {
	opts := p.opts
	if !p.settings() {
		return
	}
	if p.pos >= len(p.src) {
		p.fail(errParenMissing, p.pos)
		return
	}
	p.pos++
	if p.src[p.pos-1] == ')' {
		return
	}
	n := p.node(node{kind: kindGroup})
	p.groupBody(n, false)
	p.opts = opts
	if p.err == errNone {
		b.add(n, true)
	}
}

// settings reads the letters of an option setting up to a colon or a closing parenthesis.
func (p *parser) settings() bool {
	set, unset := options(0), options(0)
	target, hyphen := &set, true
	if p.v == V2 && p.at(p.pos) == '^' {
		p.opts &^= optFold | optMultiline | optPlain | optDotAll | optExtended | optMore
		hyphen = false
		p.pos++
	}
	for ; p.pos < len(p.src) && p.src[p.pos] != ')' && p.src[p.pos] != ':'; p.pos++ {
		c := p.src[p.pos]
		if c == '-' && hyphen {
			target, hyphen = &unset, p.v == V1
			continue
		}
		o, ok := p.option(c)
		if !ok {
			code := errGroupChar
			if c == '-' {
				code = errOptionHyphen
			}
			p.fail(code, p.pos)
			return false
		}
		*target |= o
		if c == 'x' && p.v == V2 && p.at(p.pos+1) == 'x' {
			*target |= optMore
			p.pos++
		}
	}
	if p.v == V1 && p.pos >= len(p.src) {
		p.fail(errGroupChar, p.pos)
		return false
	}
	if set&(optExtended|optMore) == optExtended || unset&optExtended != 0 {
		unset |= optMore
	}
	p.opts = (p.opts | set) &^ unset
	return true
}

func (p *parser) option(c byte) (options, bool) {
	if i := strings.IndexByte("imsxUJ", c); i >= 0 {
		return [...]options{optFold, optMultiline, optDotAll, optExtended, optUngreedy, optTwice}[i], true
	}
	if p.v == V1 {
		return optStrict, c == 'X'
	}
	return optPlain, c == 'n'
}

// callout reads (?C...), which asks for a function to be called that njs does not set.
func (p *parser) callout() {
	if p.v == V2 && p.pos >= len(p.src) {
		p.fail(errParenMissing, p.pos)
		return
	}
	if c := p.at(p.pos); p.v == V2 && c != ')' && !isDigit(c) {
		p.calloutText(byte(c))
	} else {
		n := 0
		for ; isDigit(p.at(p.pos)); p.pos++ {
			n = min(n*10+int(p.src[p.pos]-'0'), 1000)
			if p.v == V2 && n > 255 {
				p.fail(errCalloutBig, p.pos+1)
			}
		}
		if n > 255 && p.at(p.pos) == ')' {
			p.fail(errCalloutBig, p.pos)
		}
	}
	if p.at(p.pos) != ')' {
		p.fail(errCalloutEnd, p.pos)
	}
	p.pos++
}

// calloutText reads PCRE2's callout with a text, in which the delimiter is doubled.
func (p *parser) calloutText(quote byte) {
	start := p.pos
	if strings.IndexByte("`'\"^%#${", quote) < 0 {
		p.fail(errCalloutQuote, p.pos)
		return
	}
	if quote == '{' {
		quote = '}'
	}
	for {
		p.pos++
		if p.pos >= len(p.src) {
			p.fail(errCalloutQuoteEnd, start)
			return
		}
		if p.src[p.pos] != quote {
			continue
		}
		if p.pos++; p.at(p.pos) != int(quote) {
			return
		}
	}
}

// python reads what follows (?P.
func (p *parser) python(b *branch) {
	p.pos++
	switch c := p.at(p.pos); {
	case c < 0 && p.v == V2:
		p.fail(errParenMissing, p.pos)
	case c == '<':
		p.named(b, '>')
	case c == '>':
		p.callByName(b, ')')
	case c == '=':
		p.refByName(b, ')')
	default:
		p.fail(errAfterP, p.pos)
	}
}

// verb reads a (*VERB). Of these only (*FAIL) is known; the others would steer the library's search.
func (p *parser) verb(b *branch) {
	p.pos++
	start := p.pos
	for isLetter(p.at(p.pos)) || p.v == V2 && isWord(p.at(p.pos)) {
		p.pos++
	}
	name := p.src[start:p.pos]
	if p.v == V1 && p.at(p.pos) == ':' {
		for p.pos < len(p.src) && p.src[p.pos] != ')' {
			p.pos++
		}
		name = ""
	}
	if p.at(p.pos) != ')' || name != "F" && name != "FAIL" {
		p.fail(errVerb, p.pos)
		return
	}
	p.pos++
	b.add(p.node(node{kind: kindFail}), false)
}

// starred reads PCRE2's (*VERB) or one of its groups with a name.
func (p *parser) starred(b *branch) {
	next := p.at(p.pos + 1)
	if next < 0 || next == ')' {
		return // the asterisk is the next item, a quantifier of nothing
	}
	if next < 'a' || next > 'z' {
		p.verb(b)
		return
	}
	p.pos++
	start := p.pos
	for isWord(p.at(p.pos)) {
		p.pos++
	}
	name := p.src[start:p.pos]
	n := alphaAssertion(name)
	if p.at(p.pos) != ':' || n == nil {
		p.fail(errAlphaAssertion, p.pos)
		return
	}
	p.pos++
	switch {
	case n.behind:
		p.lookbehind(b, n, p.pos-4)
	case n.negated:
		p.lookahead(b, true, false)
	default:
		p.group(b, n)
	}
}

// alphaAssertion returns the group that a name stands for.
func alphaAssertion(name string) *node {
	switch {
	case slices.Contains([]string{"pla", "positive_lookahead"}, name):
		return &node{kind: kindLook}
	case slices.Contains([]string{"plb", "positive_lookbehind"}, name):
		return &node{kind: kindLook, behind: true}
	case slices.Contains([]string{"nla", "negative_lookahead"}, name):
		return &node{kind: kindLook, negated: true}
	case slices.Contains([]string{"nlb", "negative_lookbehind"}, name):
		return &node{kind: kindLook, behind: true, negated: true}
	case slices.Contains([]string{"napla", "non_atomic_positive_lookahead"}, name):
		return &node{kind: kindLook, loose: true}
	case slices.Contains([]string{"naplb", "non_atomic_positive_lookbehind"}, name):
		return &node{kind: kindLook, behind: true, loose: true}
	case name == "atomic":
		return &node{kind: kindAtomic}
	}
	return nil
}
