// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The loop that carries out a program.

package regex

import (
	"strings"
	"unicode/utf8"
)

// run carries out the program from pc on, at pos, until it matches or nothing is left to be tried. Instructions that
// are met often are dealt with here, the others in rare.
func (m *Matcher) run(pc, pos int) (end int, st status) {
	prog, in := m.prog, m.input
	for {
		if m.steps--; m.steps < 0 {
			return 0, statusBudget
		}
		i := &prog.code[pc]
		ok := false
		switch i.op {
		case opByte:
			if ok = pos < len(in) && in[pos] == i.b; ok {
				pos++
			}
		case opBytes:
			s := prog.literals[i.x]
			if ok = strings.HasPrefix(in[pos:], s); ok {
				pos += len(s)
				m.steps -= int64(len(s) / bulk)
			}
		case opFoldByte:
			if ok = pos < len(in) && (in[pos] == i.b || in[pos] == i.c); ok {
				pos++
			}
		case opSet:
			if pos < len(in) {
				if c := in[pos]; c < utf8.RuneSelf || !prog.utf {
					ok = prog.sets[i.x].hasByte(c)
					pos++
				} else {
					pos, ok = m.wide(prog.sets[i.x], pos)
				}
			}
		case opDot:
			if ok = pos < len(in) && in[pos] != '\n'; ok {
				pos = m.next(pos)
			}
		case opJump:
			pc = int(i.x)
			continue
		case opAlt:
			if pc, ok = m.alt(i, pos); ok {
				continue
			}
		case opMany:
			pos, ok = m.many(i, pc, pos)
		case opStart:
			ok = m.setReg(i.x, int32(pos))
		case opEnd:
			ok = m.endGroup(i, int32(pos))
		default:
			if pc, pos, ok = m.rare(i, pc, pos); ok {
				continue
			}
			if m.failed == statusMatch {
				return pos, statusMatch
			}
		}
		if ok {
			pc++
			continue
		}
		if pc, pos, ok = m.backtrack(); !ok {
			return 0, m.failed
		}
	}
}

// wide matches a character that is not ASCII against a set.
func (m *Matcher) wide(s *charSet, pos int) (int, bool) {
	r, size := utf8.DecodeRuneInString(m.input[pos:])
	return pos + size, s.has(r)
}

// alt decides between two ways to go on. A way that cannot match at this byte is not taken, so that often nothing
// needs to be noted.
func (m *Matcher) alt(i *inst, pos int) (pc int, ok bool) {
	first, second := true, true
	if pos < len(m.input) {
		c := m.input[pos]
		if i.min >= 0 {
			first = m.prog.guards[i.min].has(c)
		}
		if i.max >= 0 {
			second = m.prog.guards[i.max].has(c)
		}
	} else {
		first = i.min < 0 || m.prog.guards[i.min].end
		second = i.max < 0 || m.prog.guards[i.max].end
	}
	switch {
	case first && second:
		m.push(note{kind: noteChoice, pc: i.y, a: int32(pos)})
		return int(i.x), m.failed == statusGoOn
	case first:
		return int(i.x), true
	}
	return int(i.y), second
}

// push notes a choice.
func (m *Matcher) push(n note) {
	if m.tries--; m.tries < 0 {
		m.failed = statusTries
		return
	}
	m.note(n)
}

// note keeps a note, unless there are too many.
func (m *Matcher) note(n note) {
	if len(m.notes) >= maxNotes {
		m.failed = statusNotes
		return
	}
	m.notes = append(m.notes, n)
}

// setReg sets a register. What it was needs no note if there is nothing to go back to.
func (m *Matcher) setReg(reg, value int32) bool {
	if len(m.notes) > 0 {
		m.note(note{kind: noteReg, a: reg, b: m.regs[reg]})
	}
	m.regs[reg] = value
	return m.failed == statusGoOn
}

// endGroup notes what a group matched.
func (m *Matcher) endGroup(i *inst, pos int32) bool {
	if len(m.notes) == 0 {
		m.dirty = true
	}
	return m.setReg(2*i.x, m.regs[i.y]) && m.setReg(2*i.x+1, pos)
}

// backtrack takes back what was done since the latest choice and returns where to go on. It reports false when there
// is no choice left, or when matching must stop; m.failed says which.
func (m *Matcher) backtrack() (pc, pos int, ok bool) {
	if m.failed != statusGoOn {
		return 0, 0, false
	}
	for len(m.notes) > 0 {
		if m.steps--; m.steps < 0 {
			m.failed = statusBudget
			return 0, 0, false
		}
		n := &m.notes[len(m.notes)-1]
		switch n.kind {
		case noteChoice:
			m.notes = m.notes[:len(m.notes)-1]
			return int(n.pc), int(n.a), true
		case noteGreedy:
			if pos, ok = m.giveBack(n); ok {
				return int(n.pc) + 1, pos, true
			}
		case noteLazy:
			if pos, ok = m.takeMore(n); ok {
				return int(n.pc) + 1, pos, true
			}
		default:
			m.undo(n)
			m.notes = m.notes[:len(m.notes)-1]
		}
		if m.failed != statusGoOn {
			return 0, 0, false
		}
	}
	m.failed = statusNone
	return 0, 0, false
}

// undo takes back what a note says was done.
func (m *Matcher) undo(n *note) {
	switch n.kind {
	case noteReg:
		m.regs[n.a] = n.b
	case noteCall:
		m.saved = m.saved[:m.frames[m.frame].saved]
		m.frames = m.frames[:m.frame]
		m.frame = n.a
	case noteReturn:
		copy(m.regs, m.saved[n.b:])
		m.saved = m.saved[:n.b]
		m.frame = n.a
	}
}
