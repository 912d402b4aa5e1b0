// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What follows a backslash.

package regex

import (
	"math"
	"strings"
)

// Kinds of escapes besides the letters that stand for themselves, like d for \d.
const (
	escapeChar = 0 // a character
	escapeRef  = 1 // a reference by number
)

// escaped is an escape that was read.
type escaped struct {
	kind byte
	r    rune // escapeChar
	ref  int  // escapeRef
}

// literalEscapes has the escapes for control characters; specialEscapes those that are more than a character.
var literalEscapes = map[byte]rune{'a': 7, 'e': 27, 'f': 12, 'n': 10, 'r': 13, 't': 9}

const specialEscapes = "ABCDEGHKNPQRSVWXZbdhkpsvwz"

// failEscape notes a mistake in an escape that was read up to p.pos. PCRE names the last character of it, PCRE2 the
// one after.
func (p *parser) failEscape(code errCode) {
	if p.v == V1 {
		p.fail(code, p.pos-1)
	} else {
		p.fail(code, p.pos)
	}
}

// readEscape reads what follows a backslash. Escapes of groups are read only up to their opening delimiter.
func (p *parser) readEscape(inClass bool) escaped {
	if p.pos >= len(p.src) {
		p.fail(errBackslashEnd, p.pos)
		return escaped{}
	}
	r := p.char()
	if r < '0' || r > 'z' {
		return escaped{r: r}
	}
	c := byte(r)
	if other, ok := literalEscapes[c]; ok {
		return escaped{r: other}
	}
	if strings.IndexByte(specialEscapes, c) >= 0 {
		if c == 'N' && p.at(p.pos) == '{' {
			return p.namedChar()
		}
		return escaped{kind: c}
	}
	switch {
	case c == 'l' || c == 'L' || c == 'F' && p.v == V2:
		p.failEscape(errEscapeUnsupported)
	case c == 'u':
		r = p.hexEscape(r, 4)
	case c == 'x':
		r = p.hexEscape(r, 2)
	case c == 'g' && !inClass:
		return p.reference()
	case c == '0':
		r = p.octal(0)
	case isDigit(int(c)):
		return p.digits(inClass, c)
	case c == 'o':
		r = p.bracedOctal()
	case c == 'c':
		r = p.control()
	case isLetter(int(c)) && c != 'U' && c != 'g' && (p.v == V2 || p.has(optStrict)):
		p.fail(errEscapeUnknown, p.pos-1)
	}
	return escaped{r: r}
}

// hexEscape reads exactly n hexadecimal digits; without them the escape is the letter itself.
func (p *parser) hexEscape(letter rune, n int) rune {
	value := rune(0)
	for i := range n {
		d := hexDigit(p.at(p.pos + i))
		if d < 0 {
			return letter
		}
		value = value<<4 | rune(d)
	}
	p.pos += n
	if n == 4 && !p.utf && value > 255 {
		p.failEscape(errHexBig)
	} else if p.v == V1 && p.utf && value >= 0xd800 && value <= 0xdfff {
		p.failEscape(errSurrogate)
	}
	return value
}

func hexDigit(c int) int {
	switch {
	case isDigit(c):
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// octal reads up to two more digits after a first one.
func (p *parser) octal(value rune) rune {
	for i := 0; i < 2 && isOctal(p.at(p.pos)); i++ {
		value = value*8 + rune(p.src[p.pos]-'0')
		p.pos++
	}
	if !p.utf && value > 255 {
		p.failEscape(errOctalBig)
	}
	return value
}

func isOctal(c int) bool { return c >= '0' && c <= '7' }

// digits reads a reference by number, or the octal code of a character where there are not that many groups.
func (p *parser) digits(inClass bool, c byte) escaped {
	if !inClass {
		end, n := p.pos, int(c-'0')
		for ; isDigit(p.at(end)) && n <= math.MaxInt32/10-1; end++ {
			n = n*10 + int(p.src[end]-'0')
		}
		overflow := isDigit(p.at(end)) || p.v == V2 && n > math.MaxInt32/10-1
		plain := n < 8 || p.v == V2 && c >= '8' || p.v == V2 && n < 10
		switch {
		case overflow && p.v == V1:
			for ; isDigit(p.at(end)); end++ {
			}
			p.pos = end
			p.failEscape(errNumberBig)
			return escaped{}
		case !overflow && (plain || n <= p.groups):
			p.pos = end
			if n > maxGroup {
				p.failEscape(errNumberBig)
			}
			return escaped{kind: escapeRef, ref: n}
		}
	}
	if c >= '8' {
		return escaped{r: rune(c)}
	}
	return escaped{r: p.octal(rune(c - '0'))}
}

// bracedOctal reads the {ddd} of \o{ddd}.
func (p *parser) bracedOctal() rune {
	if p.at(p.pos) != '{' {
		p.failBraced(errOctalBrace, p.pos)
		return 0
	}
	if p.at(p.pos+1) == '}' || p.v == V2 && p.pos+1 >= len(p.src) {
		if p.v == V2 {
			p.pos++
		}
		p.failEscape(errDigitsMissing)
		return 0
	}
	p.pos++
	value := rune(0)
	for ; isOctal(p.at(p.pos)); p.pos++ {
		value = min(value*8+rune(p.src[p.pos]-'0'), 1<<24)
	}
	return p.closeBraced(value, errOctalDigit)
}

// failBraced notes a missing brace at pos, or one character before at the end of the pattern as PCRE2 has it.
func (p *parser) failBraced(code errCode, pos int) {
	switch {
	case p.v == V1 && code == errOctalBrace:
		p.fail(code, pos-1)
	case p.v == V2 && pos >= len(p.src):
		p.fail(code, len(p.src)-1)
	default:
		p.fail(code, pos)
	}
}

// closeBraced reads the closing brace of a character code and checks the code.
func (p *parser) closeBraced(value rune, missing errCode) rune {
	limit := rune(255)
	if p.utf {
		limit = 0x10ffff
	}
	switch {
	case value > limit:
		p.fail(errCodePointBig, p.pos)
	case p.at(p.pos) != '}':
		p.failBraced(missing, p.pos)
	case p.v == V1 && p.utf && value >= 0xd800 && value <= 0xdfff:
		p.fail(errSurrogate, p.pos)
	}
	p.pos++
	return value
}

// control reads the character of \cX.
func (p *parser) control() rune {
	c := p.at(p.pos)
	if c < 0 {
		p.fail(errControlEnd, p.pos)
		return 0
	}
	if c > 127 || p.v == V2 && (c < 32 || c > 126) {
		p.fail(errControlChar, p.pos)
		return 0
	}
	p.pos++
	if c >= 'a' && c <= 'z' {
		c -= 'a' - 'A'
	}
	return rune(c ^ 0x40)
}

// namedChar reads what follows \N before a brace: a quantifier, which stays to be read, or PCRE2's {U+hhh}.
func (p *parser) namedChar() escaped {
	start := p.pos
	if p.v == V2 && p.at(start+1) == 'U' && p.at(start+2) == '+' {
		if !p.utf {
			p.fail(errNInBytes, start)
			return escaped{}
		}
		p.pos += 3
		if next := p.at(p.pos); next < 0 || next == '}' {
			p.fail(errDigitsMissing, p.pos)
			return escaped{}
		}
		value := rune(0)
		for ; hexDigit(p.at(p.pos)) >= 0; p.pos++ {
			value = min(value<<4|rune(hexDigit(p.at(p.pos))), 1<<24)
		}
		return escaped{r: p.closeBraced(value, errHexDigit)}
	}
	p.pos++
	_, _, ok := p.counts()
	p.pos = start
	switch {
	case p.err == errQuantifierBig || p.err == errQuantifierOrder:
		if p.v == V2 {
			p.errPos = start
		} else {
			p.err = errNone // noticed when the quantifier is read
		}
	case !ok:
		p.failEscape(errEscapeUnsupported)
	}
	return escaped{kind: 'N'}
}

// escape reads an escape outside of a class.
func (p *parser) escape(b *branch) {
	e := p.readEscape(false)
	if p.err != errNone {
		return
	}
	switch e.kind {
	case escapeChar:
		p.literal(b, e.r)
	case escapeRef:
		pos := p.pos - 1
		if e.ref < len(p.refsAt) {
			if p.refsAt[e.ref] == 0 {
				p.refsAt[e.ref] = pos
			}
			pos = p.refsAt[e.ref]
		}
		b.offset = pos
		b.add(p.backref(e.ref, pos), true)
	case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V':
		set := p.newSet()
		p.addEscape(set, e.kind)
		b.add(p.node(node{kind: kindSet, set: set.set(false), size: 1}), true)
	case 'p', 'P':
		if prop, ok := p.property(e.kind == 'P'); ok {
			set := p.newSet()
			set.addProperty(prop)
			b.add(p.node(node{kind: kindSet, set: set.set(false), size: 3}), true)
		}
	case 'N':
		b.add(p.node(node{kind: kindDot}), true)
	case 'C':
		// \C matches a byte, also of a longer character; here it matches the character.
		b.add(p.node(node{kind: kindAny, r: 'C'}), true)
	case 'R':
		b.add(p.node(node{kind: kindNewline}), true)
	case 'X':
		b.add(p.node(node{kind: kindGrapheme}), true)
	case 'K':
		if p.v == V2 && p.looks > 0 {
			p.later(phaseCompile, func() { p.fail(errKeepInLook, len(p.src)) })
		}
		b.add(p.node(node{kind: kindKeep}), false)
	case 'g', 'k':
		p.namedEscape(b, e.kind)
	default:
		b.add(p.node(node{kind: kindAssert, r: rune(e.kind)}), false)
	}
}

// newSet starts a set with the current options.
func (p *parser) newSet() *setBuilder { return &setBuilder{utf: p.utf, fold: p.has(optFold)} }

// addEscape adds what one of d D w W s S h H v V stands for.
func (p *parser) addEscape(set *setBuilder, letter byte) {
	table := map[byte][]span{
		'd': digitSpans, 'w': wordSpans, 's': spaceSpans, 'h': horizontalSpans, 'v': verticalSpans,
	}[letter|0x20]
	set.addTable(table, letter < 'a')
}

// propertyKey is a property as it was written.
type propertyKey struct {
	name    string
	negated bool
}

// property reads the name of a property after \p or \P.
func (p *parser) property(negated bool) (property, bool) {
	c := p.at(p.pos)
	p.pos++
	name := p.src[min(p.pos-1, len(p.src)):min(p.pos, len(p.src))]
	switch {
	case c == '{':
		if p.at(p.pos) == '^' {
			negated = !negated
			p.pos++
		}
		var ok bool
		if name, ok = p.propertyName(); !ok {
			return property{}, false
		}
	case c < 0 || p.v == V2 && !isLetter(c):
		p.fail(errPropertyMalformed, min(p.pos, len(p.src)))
		return property{}, false
	}
	key := propertyKey{name, negated}
	if known, ok := p.props[key]; ok {
		return known, true
	}
	prop, ok := propertyNamed(name, p.v)
	if !ok {
		p.failEscape(errPropertyUnknown)
		return property{}, false
	}
	if p.props == nil {
		p.props = map[propertyKey]property{}
	}
	prop = prop.withLow(negated)
	p.props[key] = prop
	return prop, true
}

// propertyName reads a name up to the closing brace. The libraries take only so many characters.
func (p *parser) propertyName() (name string, ok bool) {
	longest := 31
	if p.v == V2 {
		longest = 49
	}
	start := p.pos
	for n := 0; n < longest; p.pos++ {
		switch c := p.at(p.pos); {
		case c < 0:
			p.fail(errPropertyMalformed, p.pos)
			return "", false
		case c == '}':
			p.pos++
			return p.src[start : p.pos-1], true
		case p.v == V2 && (c == '_' || c == '-' || c == ' ' || c >= '\t' && c <= '\r'):
		default:
			n++
		}
	}
	p.failEscape(errPropertyMalformed)
	return "", false
}
