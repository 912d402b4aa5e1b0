// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Quantifiers.

package regex

// quantifier reads a quantifier, or a brace that does not begin one.
func (p *parser) quantifier(b *branch, c byte, repeatable bool) {
	start := p.pos
	p.pos++
	least, most := 0, unlimited
	switch c {
	case '+':
		least = 1
	case '?':
		most = 1
	case '{':
		ok := false
		if least, most, ok = p.counts(); !ok {
			if p.err == errNone {
				p.literal(b, '{')
			}
			return
		}
	}
	if !repeatable {
		// PCRE names the quantifier's last character; PCRE2 the one before where it stopped, which is the same.
		p.fail(errNothingToRepeat, max(start, p.pos-1))
		return
	}
	last := b.items[len(b.items)-1]
	n := p.node(node{kind: kindRepeat, subs: []*node{last}, min: least, max: most})
	if p.has(optUngreedy) {
		n.greed = lazy
	}
	last.looped = least <= 1 && most == unlimited
	b.items[len(b.items)-1] = n
	if p.v == V2 {
		b.fresh = n
		return
	}
	for p.pos < len(p.src) && p.has(optExtended) && p.skipSpace() {
	}
	if next := p.at(p.pos); next == '?' || next == '+' {
		p.modify(n, byte(next))
		p.pos++
	}
}

// modify makes a quantifier lazy, or greedy where that is not the default, or possessive.
func (p *parser) modify(n *node, c byte) {
	switch {
	case c == '+':
		n.greed = possessive
	case p.has(optUngreedy):
		n.greed = greedy
	default:
		n.greed = lazy
	}
}

// counts reads what follows the brace of {n}, {n,} or {n,m}. If it is none of them, nothing is read.
func (p *parser) counts() (least, most int, ok bool) {
	end := p.pos
	commas := 0
	for ; isDigit(p.at(end)) || p.at(end) == ',' && commas == 0; end++ {
		if p.src[end] == ',' {
			commas++
		}
	}
	if p.at(end) != '}' || !isDigit(p.at(p.pos)) {
		return 0, 0, false
	}
	if least, ok = p.count(); !ok {
		return 0, 0, false
	}
	most = least
	if p.src[p.pos] == ',' {
		p.pos++
		most = unlimited
		if p.src[p.pos] != '}' {
			if most, ok = p.count(); !ok {
				return 0, 0, false
			}
			if most < least {
				p.fail(errQuantifierOrder, p.pos)
				return 0, 0, false
			}
		}
	}
	p.pos++
	return least, most, true
}

func (p *parser) count() (n int, ok bool) {
	for isDigit(p.at(p.pos)) {
		n = n*10 + int(p.src[p.pos]-'0')
		p.pos++
		if n > maxCount {
			p.fail(errQuantifierBig, p.pos)
			return 0, false
		}
	}
	return n, true
}

func (p *parser) quantifierAt(pos int) bool {
	switch p.at(pos) {
	case '*', '+', '?':
		return true
	case '{':
		probe := *p
		probe.pos = pos + 1
		_, _, ok := probe.counts()
		return ok
	}
	return false
}
