// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Character classes.

package regex

import "strings"

// rangeState says whether a hyphen begins a range.
type rangeState uint8

const (
	rangeNo      rangeState = iota // the hyphen is a character
	rangeOpen                      // a character was read
	rangeStarted                   // a character and a hyphen were read
)

// class reads a class from its opening bracket on.
func (p *parser) class(b *branch) {
	if rest := p.src[p.pos:]; strings.HasPrefix(rest, "[[:<:]]") || strings.HasPrefix(rest, "[[:>:]]") {
		p.pos += len("[[:<:]]")
		p.wordEdge(b, rest[3] == '<')
		return
	}
	p.pos++
	if _, ok := p.posixEnd(p.pos); ok {
		p.failPosixOutside()
		return
	}
	negated := p.classStart()
	if p.at(p.pos) == ']' && p.v == V1 {
		p.pos++
		if negated {
			b.add(p.node(node{kind: kindAny}), true)
		} else {
			b.add(p.node(node{kind: kindFail}), true)
		}
		return
	}
	set := p.newSet()
	if p.v == V1 {
		p.classItems1(set)
	} else {
		p.classItems2(set)
	}
	if p.err == errNone {
		n := p.node(node{kind: kindSet, set: set.set(negated)})
		n.size = n.set.size()
		b.add(n, true)
	}
}

// wordEdge adds what [[:<:]] and [[:>:]] stand for: \b(?=\w) and \b(?<=\w).
func (p *parser) wordEdge(b *branch, ahead bool) {
	set := p.newSet()
	p.addEscape(set, 'w')
	word := p.node(node{kind: kindSet, set: set.set(false), size: 1})
	b.add(p.node(node{kind: kindAssert, r: 'b'}), false)
	look := p.node(node{kind: kindLook, subs: []*node{word}, behind: !ahead})
	b.add(look, true)
}

func (p *parser) failPosixOutside() {
	code := errPosixOutside
	if p.src[p.pos] != ':' {
		code = errPosixCollate
	}
	p.fail(code, p.pos-1)
}

// classStart reads the ^ that negates a class; \E and \Q\E around it count for nothing, nor do blanks with xx.
func (p *parser) classStart() (negated bool) {
	for quoted := false; ; {
		rest := p.src[p.pos:]
		switch {
		case rest == "" && quoted && p.v == V2:
			p.fail(errBackslashEnd, p.pos) // it looks at the backslash again
			return negated
		case strings.HasPrefix(rest, `\E`):
			p.pos += 2
			quoted = true
		case strings.HasPrefix(rest, `\Q\E`):
			p.pos += 4
			quoted = true
		case p.has(optMore) && rest != "" && (rest[0] == ' ' || rest[0] == '\t'):
			p.pos++
		case !negated && rest != "" && rest[0] == '^':
			negated = true
			p.pos++
		default:
			return negated
		}
	}
}

// posixEnd returns where the name that begins with one of : . = at pos ends.
func (p *parser) posixEnd(pos int) (end int, ok bool) {
	mark := p.at(pos)
	if mark != ':' && mark != '.' && mark != '=' {
		return 0, false
	}
	for i := pos + 1; i+1 < len(p.src); i++ {
		c, next := p.src[i], p.at(i+1)
		switch {
		case c == '\\' && (next == ']' || next == '\\'):
			i++
		case c == '[' && next == mark, c == ']':
			return 0, false
		case int(c) == mark && next == ']':
			return i, true
		}
	}
	return 0, false
}

// posixClass reads the rest of a named class, whose bracket was read and which ends at end.
func (p *parser) posixClass(set *setBuilder, end int) {
	start := p.pos
	if p.src[p.pos] != ':' {
		p.fail(errPosixCollate, start-1)
		return
	}
	p.pos++
	negated := p.at(p.pos) == '^'
	if negated {
		p.pos++
	}
	name := p.src[p.pos:max(end, p.pos)]
	spans, ok := posixSpans[name]
	if !ok {
		p.fail(errPosixName, p.pos)
		return
	}
	if p.has(optFold) && (name == "upper" || name == "lower") {
		spans = posixSpans["alpha"]
	}
	set.addTable(spans, negated)
	p.pos = end + 2
}

// classItems2 reads the members of a class as PCRE2 does, up to and with the closing bracket. The first member may
// be a bracket.
func (p *parser) classItems2(set *setBuilder) {
	state, from := rangeNo, rune(0)
	for first := true; ; first = false {
		if p.pos >= len(p.src) {
			p.fail(errClassEnd, p.pos)
		}
		if p.err != errNone {
			return
		}
		if c := p.src[p.pos]; c == ']' && !first && !p.quoted {
			p.pos++
			break
		}
		state, from = p.classItem2(set, state, from)
	}
	switch state {
	case rangeStarted:
		set.add(from, from)
		set.add('-', '-')
	case rangeOpen:
		set.add(from, from)
	}
}

// classItem2 reads one member. A character that may begin a range is kept back as from.
func (p *parser) classItem2(set *setBuilder, state rangeState, from rune) (rangeState, rune) {
	c := p.char()
	switch {
	case p.quoted && c == '\\' && p.at(p.pos) == 'E':
		p.quoted = false
		p.pos++
		return state, from
	case p.quoted:
		return p.classChar(set, state, from, c)
	case p.has(optMore) && (c == ' ' || c == '\t'):
		return state, from
	case c == '[':
		if end, ok := p.posixEnd(p.pos); ok && p.pos+3 <= len(p.src) {
			return p.classSet(set, state, from, func() { p.posixClass(set, end) })
		}
	case c == '-' && state == rangeOpen:
		return rangeStarted, from
	case c == '\\':
		return p.classEscape2(set, state, from)
	}
	return p.classChar(set, state, from, c)
}

// classChar adds a character, or the range that it ends.
func (p *parser) classChar(set *setBuilder, state rangeState, from, c rune) (rangeState, rune) {
	switch state {
	case rangeStarted:
		if c < from {
			p.fail(errRangeOrder, p.pos-1)
		}
		set.add(from, c)
		return rangeNo, 0
	case rangeOpen:
		set.add(from, from)
	}
	return rangeOpen, c
}

// classSet adds a member that is a set itself. PCRE2 takes neither of its sides for a range, nor for a plain hyphen.
func (p *parser) classSet(set *setBuilder, state rangeState, from rune, add func()) (rangeState, rune) {
	if state == rangeStarted {
		p.fail(errRangeInvalid, p.pos)
		return rangeNo, 0
	}
	if state == rangeOpen {
		set.add(from, from)
	}
	add()
	if p.err == errNone && p.at(p.pos) == '-' && p.pos+1 < len(p.src) && p.src[p.pos+1] != ']' {
		p.fail(errRangeInvalid, p.pos)
	}
	return rangeNo, 0
}

func (p *parser) classEscape2(set *setBuilder, state rangeState, from rune) (rangeState, rune) {
	e := p.readEscape(true)
	if p.err != errNone {
		return state, from
	}
	switch e.kind {
	case escapeChar:
		return p.classChar(set, state, from, e.r)
	case 'b':
		return p.classChar(set, state, from, '\b')
	case 'Q':
		p.quoted = true
		return state, from
	case 'E':
		return state, from
	case 'B', 'R', 'X':
		p.fail(errClassEscape, p.pos-1)
		return state, from
	}
	return p.classSet(set, state, from, func() {
		switch e.kind {
		case 'N':
			p.fail(errNInClass, p.pos)
		case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V':
			p.addEscape(set, e.kind)
		case 'p', 'P':
			if prop, ok := p.property(e.kind == 'P'); ok {
				set.addProperty(prop)
			}
		default:
			p.fail(errClassEscape, p.pos-1)
		}
	})
}

// classItems1 reads the members of a class as PCRE does. A hyphen next to a set is a plain one.
func (p *parser) classItems1(set *setBuilder) {
	for p.err == errNone {
		if p.pos >= len(p.src) {
			p.fail(errClassEnd, p.pos)
			return
		}
		if p.src[p.pos] == ']' && !p.quoted {
			p.pos++
			return
		}
		c, ok := p.classItem1(set)
		if !ok || p.err != errNone {
			continue
		}
		p.classRange1(set, c)
	}
}

// classItem1 reads one member; ok says that it is a character, which may begin a range.
func (p *parser) classItem1(set *setBuilder) (c rune, ok bool) {
	start := p.pos
	c = p.char()
	switch {
	case p.quoted && c == '\\' && p.at(p.pos) == 'E':
		p.quoted = false
		p.pos++
		return 0, false
	case p.quoted:
		return c, true
	case c == '[':
		if end, found := p.posixEnd(p.pos); found {
			p.posixClass(set, end)
			return 0, false
		}
		return c, true
	case c != '\\':
		return c, true
	}
	e := p.readEscape(true)
	switch e.kind {
	case escapeChar:
		return e.r, true
	case 'b':
		return '\b', true
	case 'Q':
		if strings.HasPrefix(p.src[p.pos:], `\E`) {
			p.pos += 2
		} else {
			p.quoted = true
		}
		return 0, false
	case 'E':
		return 0, false
	case 'N':
		p.fail(errNInClass, p.pos-1)
		return 0, false
	case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V':
		p.addEscape(set, e.kind)
		return 0, false
	case 'p', 'P':
		if prop, found := p.property(e.kind == 'P'); found {
			set.addProperty(prop)
		}
		return 0, false
	}
	if p.has(optStrict) {
		p.fail(errClassEscape, p.pos-1)
	}
	return rune(p.src[max(start+1, p.pos-1)]), true
}

// classRange1 adds a character or, if a hyphen and an end follow, a range.
func (p *parser) classRange1(set *setBuilder, from rune) {
	for strings.HasPrefix(p.src[p.pos:], `\E`) {
		p.quoted = false
		p.pos += 2
	}
	start := p.pos
	if p.quoted || p.at(p.pos) != '-' {
		set.add(from, from)
		return
	}
	p.pos++
	for strings.HasPrefix(p.src[p.pos:], `\E`) {
		p.pos += 2
	}
	for strings.HasPrefix(p.src[p.pos:], `\Q`) {
		p.pos += 2
		if !strings.HasPrefix(p.src[p.pos:], `\E`) {
			p.quoted = true
			break
		}
		p.pos += 2
	}
	if p.pos >= len(p.src) || !p.quoted && p.src[p.pos] == ']' {
		p.pos, p.quoted = start, false
		set.add(from, from)
		return
	}
	to, ok := p.rangeEnd1()
	if !ok {
		return
	}
	if to < from {
		p.fail(errRangeOrder, p.pos-1)
		return
	}
	set.add(from, to)
}

// rangeEnd1 reads the character that ends a range.
func (p *parser) rangeEnd1() (rune, bool) {
	start := p.pos
	c := p.char()
	if p.quoted {
		return c, true
	}
	if c == '\\' {
		e := p.readEscape(true)
		switch {
		case p.err != errNone:
			return 0, false
		case e.kind == escapeChar:
			return e.r, true
		case e.kind == 'b':
			return '\b', true
		}
		p.fail(errRangeInvalid, p.pos-1)
		return 0, false
	}
	if _, found := p.posixEnd(p.pos); found && c == '[' {
		p.fail(errRangeInvalid, start)
		return 0, false
	}
	return c, true
}
