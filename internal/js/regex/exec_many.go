// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Repetitions of a single character.

package regex

import (
	"math"
	"strings"
	"unicode/utf8"
)

// many carries out an opMany at pos.
func (m *Matcher) many(i *inst, pc, pos int) (int, bool) {
	least, most := int(i.min), int(i.max)
	if most < 0 {
		most = math.MaxInt32
	}
	if least > 0 {
		end, n := m.scan(i, pos, least)
		if n < least {
			return end, false
		}
		pos, most = end, most-least
	}
	if most == 0 {
		return pos, m.failed == statusGoOn
	}
	if i.greed == lazy {
		m.push(note{kind: noteLazy, pc: int32(pc), a: int32(pos), b: int32(most)})
		return pos, m.failed == statusGoOn && m.fits(i, pos)
	}
	end, _ := m.scan(i, pos, most)
	if i.greed == greedy && end > pos {
		m.push(note{kind: noteGreedy, pc: int32(pc), a: int32(pos), b: int32(end)})
	}
	return end, m.failed == statusGoOn && m.fits(i, end)
}

// fits says whether the byte at pos can be what follows a repetition.
func (m *Matcher) fits(i *inst, pos int) bool {
	return i.y == noFilter || pos < len(m.input) && m.input[pos] == byte(i.y)
}

// scan returns where a run of at most limit characters ends, and how many they are; if limit is no limit, the number
// may be of bytes.
func (m *Matcher) scan(i *inst, pos, limit int) (end, n int) {
	end = pos
	switch i.c {
	case manyByte:
		for n < limit && end < len(m.input) && m.input[end] == i.b {
			end++
			n++
		}
	case manySet:
		end, n = m.scanSet(m.prog.sets[i.x], pos, limit)
	case manyDot:
		end, n = m.scanAny(pos, limit, '\n')
	default:
		end, n = m.scanAny(pos, limit, -1)
	}
	m.charge(end - pos)
	return end, n
}

func (m *Matcher) scanSet(s *charSet, pos, limit int) (end, n int) {
	in, utf := m.input, m.prog.utf
	for end = pos; n < limit && end < len(in); n++ {
		c := in[end]
		if c < utf8.RuneSelf || !utf {
			if !s.hasByte(c) {
				break
			}
			end++
			continue
		}
		next, ok := m.wide(s, end)
		if !ok {
			break
		}
		end = next
	}
	return end, n
}

// scanAny passes over characters up to one that is stop.
func (m *Matcher) scanAny(pos, limit, stop int) (end, n int) {
	if limit > len(m.input) {
		end = len(m.input)
		if stop >= 0 {
			if at := strings.IndexByte(m.input[pos:], byte(stop)); at >= 0 {
				end = pos + at
			}
		}
		return end, end - pos
	}
	for end = pos; n < limit && end < len(m.input) && int(m.input[end]) != stop; n++ {
		end = m.next(end)
	}
	return end, n
}

// giveBack shortens what a greedy repetition matched to where what follows may match. A note that has nothing more to
// give is dropped.
func (m *Matcher) giveBack(n *note) (pos int, ok bool) {
	i := &m.prog.code[n.pc]
	from := int(n.b)
	switch {
	case i.y == noFilter:
		pos = m.back(from)
	default:
		at := strings.LastIndexByte(m.input[n.a:from], byte(i.y))
		if at < 0 {
			m.notes = m.notes[:len(m.notes)-1]
			m.charge(from - int(n.a))
			return 0, false
		}
		pos = int(n.a) + at
		m.charge(from - pos)
	}
	m.try()
	if n.b = int32(pos); n.b == n.a {
		m.notes = m.notes[:len(m.notes)-1]
	}
	return pos, m.failed == statusGoOn
}

// takeMore lengthens what a lazy repetition matched to where what follows may match.
func (m *Matcher) takeMore(n *note) (pos int, ok bool) {
	i := &m.prog.code[n.pc]
	from := int(n.a)
	for pos = from; ; {
		if n.b == 0 || !m.one(i, pos) {
			m.notes = m.notes[:len(m.notes)-1]
			m.charge(pos - from)
			return 0, false
		}
		pos = m.next(pos)
		n.b--
		if m.fits(i, pos) {
			break
		}
	}
	m.charge(pos - from)
	m.try()
	n.a = int32(pos)
	return pos, m.failed == statusGoOn
}

// one says whether an opMany can take the character at pos.
func (m *Matcher) one(i *inst, pos int) bool {
	if pos >= len(m.input) {
		return false
	}
	switch c := m.input[pos]; i.c {
	case manyByte:
		return c == i.b
	case manySet:
		if c < utf8.RuneSelf || !m.prog.utf {
			return m.prog.sets[i.x].hasByte(c)
		}
		_, ok := m.wide(m.prog.sets[i.x], pos)
		return ok
	case manyDot:
		return c != '\n'
	}
	return true
}

// try counts one more way to go on.
func (m *Matcher) try() {
	if m.tries--; m.tries < 0 {
		m.failed = statusTries
	}
}

// charge takes off what scanning n bytes costs.
func (m *Matcher) charge(n int) {
	if m.scanned(n, statusGoOn) != statusGoOn {
		m.failed = statusBudget
	}
}
