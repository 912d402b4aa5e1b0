// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Sets of characters, as a class or an escape like \w means them.

package regex

import (
	"cmp"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// span is a range of characters, both ends included.
type span struct{ lo, hi rune }

// charSet is a set of characters: code points, or bytes in byte mode. It does not change after it was built.
type charSet struct {
	bits    [8]uint32 // what is below 256
	spans   []span    // what is above, in order and apart from each other
	props   []property
	negated bool // turns around what spans and props say
}

// has says whether r is in the set.
func (s *charSet) has(r rune) bool {
	if r < 256 {
		return s.bits[r>>5]>>(r&31)&1 != 0
	}
	return s.hasWide(r)
}

func (s *charSet) hasByte(c byte) bool { return s.bits[c>>5]>>(c&31)&1 != 0 }

func (s *charSet) hasWide(r rune) bool {
	_, found := slices.BinarySearchFunc(s.spans, r, func(sp span, r rune) int {
		switch {
		case sp.hi < r:
			return -1
		case sp.lo > r:
			return 1
		}
		return 0
	})
	for i := 0; !found && i < len(s.props); i++ {
		found = s.props[i].has(r)
	}
	return found != s.negated
}

// hasWideMembers says whether a character from 256 up may be in the set.
func (s *charSet) hasWideMembers() bool { return s.negated || len(s.spans) > 0 || len(s.props) > 0 }

// setBuilder collects the members of a set.
type setBuilder struct {
	utf, fold bool
	spans     []span // to be folded when fold is set
	exact     []span // as they are
	props     []property
}

func (b *setBuilder) last() rune {
	if b.utf {
		return unicode.MaxRune
	}
	return 255
}

// add adds a range, and the other cases of its members if case does not matter.
func (b *setBuilder) add(lo, hi rune) { b.spans = append(b.spans, span{lo, min(hi, b.last())}) }

// addTable adds the characters of a list, or all others.
func (b *setBuilder) addTable(table []span, negated bool) {
	if !negated {
		b.exact = append(b.exact, table...)
		return
	}
	from := rune(0)
	for _, sp := range table {
		if from < sp.lo {
			b.exact = append(b.exact, span{from, sp.lo - 1})
		}
		from = sp.hi + 1
	}
	if from <= b.last() {
		b.exact = append(b.exact, span{from, b.last()})
	}
}

func (b *setBuilder) addProperty(p property) { b.props = append(b.props, p) }

// set builds the set.
func (b *setBuilder) set(negated bool) *charSet {
	spans := merge(b.spans)
	if b.fold {
		for _, sp := range spans {
			b.foldSpan(sp)
		}
	}
	spans = merge(append(spans, b.exact...))
	s := &charSet{negated: negated, props: b.props}
	for _, sp := range spans {
		for r := sp.lo; r <= min(sp.hi, 255); r++ {
			s.bits[r>>5] |= 1 << (r & 31)
		}
		if sp.hi > 255 && b.utf {
			s.spans = append(s.spans, span{max(sp.lo, 256), sp.hi})
		}
	}
	for _, p := range b.props {
		for i := range s.bits {
			s.bits[i] |= p.low[i]
		}
	}
	if negated {
		for i := range s.bits {
			s.bits[i] = ^s.bits[i]
		}
	}
	if !b.utf {
		s.negated, s.props = false, nil
	}
	return s
}

// foldSpan adds the other cases of what is in a span.
func (b *setBuilder) foldSpan(sp span) {
	if !b.utf {
		for r := sp.lo; r <= sp.hi; r++ {
			if other := otherCaseByte(byte(r)); rune(other) != r {
				b.exact = append(b.exact, span{rune(other), rune(other)})
			}
		}
		return
	}
	pairs := casePairs()
	i, _ := slices.BinarySearchFunc(pairs, sp.lo, func(p casePair, r rune) int { return cmp.Compare(p.r, r) })
	for ; i < len(pairs) && pairs[i].r <= sp.hi; i++ {
		if other := pairs[i].other; other < sp.lo || other > sp.hi {
			b.exact = append(b.exact, span{other, other})
		}
	}
}

// casePair is a code point and another case of it.
type casePair struct{ r, other rune }

// casePairs lists the code points that have another case, in order, with each of them.
var casePairs = sync.OnceValue(func() []casePair {
	var pairs []casePair
	for _, r := range unicode.CaseRanges {
		for c := rune(r.Lo); c <= rune(r.Hi); c++ {
			for other := unicode.SimpleFold(c); other != c; other = unicode.SimpleFold(other) {
				pairs = append(pairs, casePair{c, other})
			}
		}
	}
	return pairs
})

// merge sorts spans and joins those that touch; it may reuse the slice.
func merge(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.lo, b.lo) })
	out := spans[:0]
	for _, sp := range spans {
		if n := len(out); n > 0 && sp.lo <= out[n-1].hi+1 {
			out[n-1].hi = max(out[n-1].hi, sp.hi)
		} else {
			out = append(out, sp)
		}
	}
	return out
}

// otherCaseByte returns the other case of a byte. Only ASCII letters have one in byte mode.
func otherCaseByte(c byte) byte {
	if lower := c | 0x20; lower >= 'a' && lower <= 'z' {
		return c ^ 0x20
	}
	return c
}

// cases returns all characters that c matches when case does not matter, c first.
func cases(c rune, utf bool) []rune {
	all := []rune{c}
	if !utf {
		if other := otherCaseByte(byte(c)); rune(other) != c {
			all = append(all, rune(other))
		}
		return all
	}
	for other := unicode.SimpleFold(c); other != c; other = unicode.SimpleFold(other) {
		all = append(all, other)
	}
	return all
}

// caseCount returns the number of characters that cases returns.
func caseCount(c rune, utf bool) int {
	if !utf {
		if rune(otherCaseByte(byte(c))) != c {
			return 2
		}
		return 1
	}
	n := 1
	for other := unicode.SimpleFold(c); other != c; other = unicode.SimpleFold(other) {
		n++
	}
	return n
}

// appendChar appends the encoding of a character: one byte in byte mode, else UTF-8. A surrogate, which njs 0.7.12
// lets a pattern name, is encoded like any other code point; no string contains those bytes.
func appendChar(dst []byte, r rune, utf bool) []byte {
	switch {
	case !utf:
		return append(dst, byte(r))
	case r >= 0xd800 && r <= 0xdfff:
		return append(dst, 0xe0|byte(r>>12), 0x80|byte(r>>6&0x3f), 0x80|byte(r&0x3f))
	}
	return utf8.AppendRune(dst, r)
}

// firstByte returns the first byte of the encoding of a character.
func firstByte(r rune, utf bool) byte {
	switch {
	case !utf || r < 0x80:
		return byte(r)
	case r < 0x800:
		return 0xc0 | byte(r>>6)
	case r < 0x10000:
		return 0xe0 | byte(r>>12)
	}
	return 0xf0 | byte(r>>18)
}
