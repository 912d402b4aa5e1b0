// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What can be said about every match beforehand: its first byte, a literal it begins with or contains, its length.

package regex

import "math"

var (
	guardAny = guard{any: true, end: true}
	guardEnd = guard{end: true}
)

// firstBefore returns what the next byte can be where n and then something with the guard follow is to match.
func (c *compiler) firstBefore(n *node, follow guard) guard {
	g, empty := c.firstOf(n)
	if empty {
		return g.or(follow)
	}
	return g
}

// firstGuard is a result of firstOf.
type firstGuard struct {
	guard
	empty bool
}

// firstOf returns what the next byte can be where n matches something, and whether it can match nothing.
func (c *compiler) firstOf(n *node) (guard, bool) {
	if len(n.subs) == 0 {
		return c.firstNew(n)
	}
	if known, ok := c.firsts[n]; ok {
		return known.guard, known.empty
	}
	g, empty := c.firstNew(n)
	c.firsts[n] = firstGuard{g, empty}
	return g, empty
}

// maxAhead is how many items that may match nothing are looked through for what comes next.
const maxAhead = 16

// firstAfter returns what the next byte can be before items and then something with the guard follow.
func (c *compiler) firstAfter(items []*node, follow guard) guard {
	var g guard
	for i, item := range items {
		if i == maxAhead {
			return guardAny
		}
		next, empty := c.firstOf(item)
		g = g.or(next)
		if !empty {
			return g
		}
	}
	return g.or(follow)
}

func (c *compiler) firstNew(n *node) (g guard, empty bool) {
	switch n.kind {
	case kindChar:
		if !n.fold {
			g.set(firstByte(n.r, c.utf))
			break
		}
		for _, r := range cases(n.r, c.utf) {
			g.set(firstByte(r, c.utf))
		}
	case kindSet:
		return c.firstOfSet(n.set), false
	case kindDot, kindAny:
		g.fill()
		if n.kind == kindDot {
			g.bits[0] &^= 1 << '\n'
		}
	case kindNewline:
		g.newline = true
		for _, sp := range verticalSpans {
			for r := sp.lo; r <= sp.hi && (c.utf || r < 256); r++ {
				g.set(firstByte(r, c.utf))
			}
		}
	case kindGrapheme:
		g.fill()
	case kindCat:
		empty = true
		for _, sub := range n.subs {
			next, subEmpty := c.firstOf(sub)
			g = g.or(next)
			if !subEmpty {
				return g, false
			}
		}
	case kindAlt:
		for _, sub := range n.subs {
			next, subEmpty := c.firstOf(sub)
			g = g.or(next)
			empty = empty || subEmpty
		}
	case kindGroup, kindAtomic:
		return c.firstOf(n.subs[0])
	case kindRepeat:
		g, empty = c.firstOf(n.subs[0])
		empty = empty || n.min == 0
	case kindAssert:
		return firstOfAssert(n.r)
	case kindEmpty, kindKeep, kindLook:
		empty = true
	case kindFail:
	default:
		return guardAny, true
	}
	return g, empty
}

func (g *guard) fill() {
	for i := range g.bits {
		g.bits[i] = math.MaxUint32
	}
}

// firstOfSet returns the bytes that the characters of a set begin with; it may name more than there are.
func (c *compiler) firstOfSet(s *charSet) (g guard) {
	if !c.utf {
		g.bits = s.bits
		return g
	}
	copy(g.bits[:4], s.bits[:4])
	for r := rune(128); r < 256; r++ {
		if s.has(r) {
			g.set(firstByte(r, true))
		}
	}
	if s.negated || len(s.props) > 0 {
		for b := 0xc4; b <= 0xf4; b++ {
			g.set(byte(b))
		}
		return g
	}
	for _, sp := range s.spans {
		for b := int(firstByte(sp.lo, true)); b <= int(firstByte(sp.hi, true)); b++ {
			g.set(byte(b))
		}
	}
	return g
}

// firstOfAssert knows the assertions that say what comes next; for them, what follows can add nothing.
func firstOfAssert(letter rune) (g guard, empty bool) {
	switch letter {
	case '$', 'Z', 'E':
		g.set('\n')
		g.end = true
		return g, false
	case 'z':
		return guardEnd, false
	}
	return g, true
}

// prefixOf collects the bytes that every match of n begins with; whole says that n matches nothing else.
func (c *compiler) prefixOf(n *node, dst []byte) (prefix []byte, whole bool) {
	switch n.kind {
	case kindChar:
		if n.fold && caseCount(n.r, c.utf) > 1 {
			return dst, false
		}
		return appendChar(dst, n.r, c.utf), true
	case kindCat:
		for _, sub := range n.subs {
			if dst, whole = c.prefixOf(sub, dst); !whole {
				return dst, false
			}
		}
		return dst, true
	case kindGroup, kindAtomic:
		return c.prefixOf(n.subs[0], dst)
	case kindRepeat:
		if n.min > 0 {
			dst, whole = c.prefixOf(n.subs[0], dst)
			return dst, whole && n.min == 1 && n.max == 1
		}
	case kindEmpty:
		return dst, true
	}
	return dst, false
}

// requiredOf finds a long literal that every match of n contains.
func (c *compiler) requiredOf(n *node) string {
	best := ""
	switch n.kind {
	case kindCat:
		var run []byte
		for _, sub := range n.subs {
			if sub.kind == kindChar {
				var whole bool
				if run, whole = c.prefixOf(sub, run); whole {
					continue
				}
			}
			best = longer(best, string(run))
			run = run[:0]
			best = longer(best, c.requiredOf(sub))
		}
		best = longer(best, string(run))
	case kindChar:
		run, _ := c.prefixOf(n, nil)
		return string(run)
	case kindGroup, kindAtomic:
		return c.requiredOf(n.subs[0])
	case kindRepeat:
		if n.min > 0 {
			return c.requiredOf(n.subs[0])
		}
	}
	return best
}

// longer prefers the later literal of two that are equally long, as it tells more about what was not seen yet.
func longer(a, b string) string {
	if len(b) >= len(a) {
		return b
	}
	return a
}

// maxMinLength bounds what minLengthOf counts.
const maxMinLength = 1 << 14

// minLengthOf returns how many bytes every match of n has at least.
func (c *compiler) minLengthOf(n *node) int {
	switch n.kind {
	case kindChar, kindSet, kindDot, kindAny, kindNewline, kindGrapheme:
		return 1
	case kindCat:
		total := 0
		for _, sub := range n.subs {
			total = min(total+c.minLengthOf(sub), maxMinLength)
		}
		return total
	case kindAlt:
		least := c.minLengthOf(n.subs[0])
		for _, sub := range n.subs[1:] {
			least = min(least, c.minLengthOf(sub))
		}
		return least
	case kindGroup, kindAtomic:
		return c.minLengthOf(n.subs[0])
	case kindRepeat:
		return min(n.min*c.minLengthOf(n.subs[0]), maxMinLength)
	case kindCond:
		return min(c.minLengthOf(n.subs[0]), c.minLengthOf(n.subs[1]))
	}
	return 0
}

// anchorOf finds out whether n can match in one place only.
func anchorOf(n *node) anchor {
	switch n.kind {
	case kindAssert:
		switch n.r {
		case '^', 'A':
			return anchorStart
		case 'G':
			return anchorHere
		}
	case kindCat:
		return anchorOf(n.subs[0])
	case kindAlt:
		all := anchorOf(n.subs[0])
		for _, sub := range n.subs[1:] {
			if anchorOf(sub) != all {
				return anchorNone
			}
		}
		return all
	case kindGroup, kindAtomic:
		return anchorOf(n.subs[0])
	case kindRepeat:
		if n.min > 0 {
			return anchorOf(n.subs[0])
		}
	}
	return anchorNone
}
