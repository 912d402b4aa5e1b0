// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex

import "unicode/utf8"

// options are the settings that a pattern can change on its way.
type options uint8

const (
	optFold      options = 1 << iota // i
	optMultiline                     // m
	optDotAll                        // s
	optExtended                      // x
	optMore                          // xx: blanks count for nothing in classes either
	optUngreedy                      // U
	optTwice                         // J: two groups may have one name
	optPlain                         // n (PCRE2): plain parentheses do not capture

	optStrict = optPlain // X (PCRE): letters without a meaning must not be escaped
)

// Limits of both libraries.
const (
	maxNesting    = 250
	maxCount      = 65535
	maxGroup      = 65535
	maxNameLength = 32
	maxNames      = 10000
)

// groupName is a name that a group was given.
type groupName struct {
	name  string
	group int
}

// parser reads a pattern in one pass and builds its tree. It keeps the order in which the libraries look for
// mistakes, because a pattern may have several: what depends on the whole pattern is noted in late, and checked after.
type parser struct {
	src  string
	pos  int
	utf  bool
	v    Version
	opts options

	groups  int // capturing groups so far
	nesting int // open parentheses
	looks   int // open lookarounds
	conds   int // open conditional groups
	quoted  bool
	names   []groupName
	byName  map[string][]int // groups by name
	nameOf  map[int]int      // group to index in names
	props   map[propertyKey]property
	open    []*level
	called  []*node       // recursions
	byGroup map[int]*node // the first group with each number
	inside  map[int]*node // the open groups by number
	late    []lateCheck
	spare   []node
	measure measure
	refsAt  [10]int // where PCRE2 saw \1 to \9 first

	err    errCode
	errPos int
}

// level is an open group: what is needed to find out whether something inside leads back to it.
type level struct {
	group *node
	b     *branch
	first *branch // the first alternative, when this is another one
}

// branch is an alternative that is being read.
type branch struct {
	items      []*node
	repeatable bool  // the last item may take a quantifier
	fresh      *node // the quantifier just read, which may take a ? or + (PCRE2)
	offset     int   // what PCRE2 noted last, which it reports for some conditions
	looked     int   // how many items emptySoFar has looked at
	emptiness  uint8 // what it found out: 1 that they match something, 2 that PCRE does not look further
}

func (b *branch) add(n *node, repeatable bool) {
	b.items = append(b.items, n)
	b.repeatable = repeatable
}

// node makes a node. They are allocated several at a time, as every character of a pattern is one.
func (p *parser) node(n node) *node {
	if len(p.spare) == 0 {
		p.spare = make([]node, min(max(len(p.src)-p.pos, 4), 64))
	}
	made := &p.spare[0]
	p.spare = p.spare[1:]
	*made = n
	return made
}

// fail notes the first mistake.
func (p *parser) fail(code errCode, pos int) {
	if p.err == errNone {
		p.err, p.errPos = code, pos
	}
}

// at returns the byte at a position, or -1 past the end.
func (p *parser) at(pos int) int {
	if pos < len(p.src) {
		return int(p.src[pos])
	}
	return -1
}

func (p *parser) has(o options) bool { return p.opts&o != 0 }

// char reads a character of the pattern, which is a byte in byte mode.
func (p *parser) char() rune {
	if !p.utf || p.src[p.pos] < utf8.RuneSelf {
		p.pos++
		return rune(p.src[p.pos-1])
	}
	r, size := utf8.DecodeRuneInString(p.src[p.pos:])
	p.pos += size
	return r
}

// pattern reads the whole pattern.
func (p *parser) pattern() *node {
	whole := p.node(node{kind: kindGroup})
	p.byGroup, p.byName, p.nameOf = map[int]*node{0: whole}, map[string][]int{}, map[int]int{}
	p.inside = map[int]*node{}
	whole.open = true
	whole.subs = []*node{p.alternatives(whole, false)}
	if p.err == errNone && p.pos < len(p.src) {
		if p.v == V2 {
			p.fail(errParenUnmatched, p.pos)
		} else {
			pos := p.pos
			p.later(phaseCompile, func() { p.fail(errParenUnmatched, pos) })
		}
	}
	return whole
}

// alternatives reads up to the end of the group or the pattern. When numbers is set, the groups of each alternative
// are numbered from the same one.
func (p *parser) alternatives(group *node, numbers bool) *node {
	first, most := p.groups, p.groups
	var alts []*node
	var begin *branch
	for {
		b := &branch{}
		p.open = append(p.open, &level{group, b, begin})
		p.branch(b)
		p.open = p.open[:len(p.open)-1]
		if p.err != errNone {
			return nil
		}
		alt := cat(b.items)
		alts = append(alts, alt)
		if begin == nil {
			begin = b
		}
		if group.kind == kindLook && group.behind && p.v == V1 {
			p.checkBehind1(alt, p.pos)
		}
		if p.at(p.pos) != '|' {
			break
		}
		p.pos++
		if numbers {
			most, p.groups = max(most, p.groups), first
		}
	}
	p.groups = max(most, p.groups)
	if len(alts) == 1 {
		return alts[0]
	}
	return p.node(node{kind: kindAlt, subs: alts})
}

// branch reads one alternative.
func (p *parser) branch(b *branch) {
	for p.err == errNone && p.pos < len(p.src) {
		if p.v == V2 && p.nesting > maxNesting {
			p.fail(errNesting, p.pos)
			return
		}
		if p.quoted {
			p.quotedChar(b)
			continue
		}
		if p.skip() {
			continue
		}
		c := p.src[p.pos]
		if c == '|' || c == ')' || p.err != errNone {
			return
		}
		p.item(b, c)
	}
}

// quotedChar reads a character between \Q and \E.
func (p *parser) quotedChar(b *branch) {
	if p.at(p.pos) == '\\' && p.at(p.pos+1) == 'E' {
		p.quoted = false
		p.pos += 2
		return
	}
	b.fresh = nil
	p.literal(b, p.char())
}

func (p *parser) literal(b *branch, r rune) {
	b.add(p.node(node{kind: kindChar, r: r, fold: p.has(optFold)}), true)
}

// skip reads past what has no meaning of its own: \Q, \E, comments, and white space where it counts for nothing.
func (p *parser) skip() bool {
	switch c := p.src[p.pos]; {
	case c == '\\' && (p.at(p.pos+1) == 'Q' || p.at(p.pos+1) == 'E'):
		p.quoted = p.src[p.pos+1] == 'Q'
		p.pos += 2
	case p.has(optExtended) && p.skipSpace():
	case c == '(' && p.at(p.pos+1) == '?' && p.at(p.pos+2) == '#':
		p.pos += 3
		for p.pos < len(p.src) && p.src[p.pos] != ')' {
			p.pos++
		}
		if p.pos == len(p.src) {
			p.fail(errCommentEnd, p.pos)
		}
		p.pos++
	default:
		return false
	}
	return true
}

// skipSpace reads past one character of white space or a comment up to the end of its line.
func (p *parser) skipSpace() bool {
	start := p.pos
	switch c := p.char(); {
	case c == ' ' || c >= '\t' && c <= '\r':
	case p.v == V2 && (c == 0x85 || c|1 == 0x200f || c|1 == 0x2029):
	case c == '#':
		for p.pos < len(p.src) {
			p.pos++
			if p.src[p.pos-1] == '\n' {
				break
			}
		}
	default:
		p.pos = start
		return false
	}
	return true
}

// item reads one item, which begins with c, or a quantifier for the one before.
func (p *parser) item(b *branch, c byte) {
	repeatable, fresh := b.repeatable, b.fresh
	b.repeatable, b.fresh = false, nil
	if fresh != nil && (c == '?' || c == '+') {
		p.modify(fresh, c)
		p.pos++
		return
	}
	switch c {
	case '\\':
		p.pos++
		p.escape(b)
	case '*', '+', '?', '{':
		p.quantifier(b, c, repeatable)
	case '[':
		p.class(b)
	case '(':
		p.pos++
		p.paren(b)
	case '^', '$', '.':
		p.pos++
		p.metacharacter(b, c)
	case ']':
		if p.v == V1 {
			p.fail(errBracket, p.pos)
			return
		}
		fallthrough
	default:
		p.literal(b, p.char())
	}
}

func (p *parser) metacharacter(b *branch, c byte) {
	switch {
	case c == '.' && p.has(optDotAll):
		b.add(p.node(node{kind: kindAny}), true)
	case c == '.':
		b.add(p.node(node{kind: kindDot}), true)
	case p.has(optMultiline):
		b.add(p.node(node{kind: kindAssert, r: map[byte]rune{'^': 'M', '$': 'E'}[c]}), false)
	default:
		b.add(p.node(node{kind: kindAssert, r: rune(c)}), false)
	}
}

func isDigit(c int) bool { return c >= '0' && c <= '9' }

func isWord(c int) bool { return isDigit(c) || isLetter(c) || c == '_' }

func isLetter(c int) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
