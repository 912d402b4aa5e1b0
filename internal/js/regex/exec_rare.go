// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Instructions that are met less often.

package regex

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// rare carries out an instruction and returns where to go on. It reports false if the instruction fails; m.failed is
// statusMatch if it ended the match.
func (m *Matcher) rare(i *inst, pc, pos int) (nextPC, nextPos int, ok bool) {
	switch i.op {
	case opMatch:
		if m.frame < 0 {
			m.failed = statusMatch
			return pc, pos, false
		}
		return m.leave(), pos, true
	case opAny:
		if ok = pos < len(m.input); ok {
			pos = m.next(pos)
		}
	case opAssert:
		ok = m.assert(i.b, pos)
	case opBackref:
		pos, ok = m.backref(i, pos)
	case opKeep:
		m.setReg(0, int32(pos))
		ok = true
	case opNewline:
		pos, ok = m.newline(pos)
	case opGrapheme:
		pos, ok = m.grapheme(pos)
	case opBack:
		pos, ok = m.goBack(pos, int(i.x))
	case opReturn:
		if m.frame >= 0 && m.frames[m.frame].group == i.x {
			return m.leave(), pos, true
		}
		ok = true
	case opCall:
		return m.enter(i, pc, pos)
	case opCondGroup:
		ok = true
		m.steps -= int64(len(m.prog.refs[i.x]) / bulk)
		if !slices.ContainsFunc(m.prog.refs[i.x], func(g int) bool { return m.regs[2*g] >= 0 }) {
			return int(i.y), pos, true
		}
	case opCondRecurse:
		ok = true
		m.steps -= int64(len(m.prog.refs[i.x]) / bulk)
		if !m.recursing(m.prog.refs[i.x]) {
			return int(i.y), pos, true
		}
	case opSetReg, opMark, opMoved, opCounted, opCount:
		return m.loop(i, pc, pos)
	case opFail:
	default:
		return m.scope(i, pc, pos)
	}
	return pc + 1, pos, ok
}

// loop carries out the instructions of repetitions.
func (m *Matcher) loop(i *inst, pc, pos int) (nextPC, nextPos int, ok bool) {
	switch i.op {
	case opSetReg:
		m.setReg(i.x, i.y)
	case opMark:
		m.setReg(i.x, int32(pos))
	case opMoved:
		if m.regs[i.x] == int32(pos) {
			return int(i.y), pos, true
		}
	case opCounted:
		count := m.regs[i.y]
		switch {
		case count < i.min:
		case i.max >= 0 && count >= i.max:
			return int(i.x), pos, true
		case i.greed == lazy:
			m.push(note{kind: noteChoice, pc: int32(pc) + 1, a: int32(pos)})
			return int(i.x), pos, m.failed == statusGoOn
		default:
			m.push(note{kind: noteChoice, pc: i.x, a: int32(pos)})
		}
	case opCount:
		return m.count(i, pos), pos, true
	}
	return pc + 1, pos, m.failed == statusGoOn
}

// count ends a turn of a counted loop. A turn beyond the least that matched nothing is the last; its register is max.
func (m *Matcher) count(i *inst, pos int) int {
	m.setReg(i.y, m.regs[i.y]+1)
	if i.max >= 0 && m.regs[i.y] >= i.min && m.regs[i.max] == int32(pos) {
		return int(m.prog.code[i.x].x)
	}
	return int(i.x)
}

// scope carries out the instructions of atomic groups and lookarounds.
func (m *Matcher) scope(i *inst, pc, pos int) (nextPC, nextPos int, ok bool) {
	switch i.op {
	case opAtomic:
		m.setReg(i.x, 0)
		m.regs[i.x] = int32(len(m.notes))
	case opAtomicEnd:
		m.cut(int(m.regs[i.x]))
	case opLook, opNot:
		m.setReg(i.x, int32(pos))
		m.setReg(i.x+1, 0)
		m.regs[i.x+1] = int32(len(m.notes))
		if i.op == opNot {
			m.push(note{kind: noteChoice, pc: i.y, a: int32(pos)})
		}
	case opLookEnd:
		m.cut(int(m.regs[i.x+1]))
		pos = int(m.regs[i.x])
	case opLooseEnd:
		pos = int(m.regs[i.x])
	case opNotEnd:
		m.unwind(int(m.regs[i.x+1]))
		return pc, pos, false
	case opCondEnd:
		height := int(m.regs[i.x+1])
		pos = int(m.regs[i.x])
		m.cut(height)
		return int(i.y), pos, m.failed == statusGoOn
	case opCondNotEnd:
		height := int(m.regs[i.x+1])
		pos = int(m.regs[i.x])
		m.unwind(height)
		return int(i.y), pos, m.failed == statusGoOn
	}
	return pc + 1, pos, m.failed == statusGoOn
}

// cut drops the choices above a height, but keeps what must be undone when an earlier one is taken back.
func (m *Matcher) cut(height int) {
	kept := m.notes[:height]
	m.charge(len(m.notes) - height)
	if height > 0 {
		for _, n := range m.notes[height:] {
			if n.kind >= noteReg {
				kept = append(kept, n)
			}
		}
	} else if len(m.notes) > 0 {
		m.dirty = true
	}
	m.notes = kept
}

// unwind takes back everything above a height.
func (m *Matcher) unwind(height int) {
	m.charge(len(m.notes) - height)
	for len(m.notes) > height {
		m.undo(&m.notes[len(m.notes)-1])
		m.notes = m.notes[:len(m.notes)-1]
	}
}

// enter begins a recursion. One that gets back to itself without having moved would never end.
func (m *Matcher) enter(i *inst, pc, pos int) (nextPC, nextPos int, ok bool) {
	for f := m.frame; f >= 0; f = m.frames[f].parent {
		m.steps--
		if m.frames[f].group != i.y {
			continue
		}
		if m.frames[f].pos == int32(pos) {
			m.failed = statusLoop
			return 0, 0, false
		}
		if m.prog.version == V2 {
			break
		}
	}
	if len(m.notes) > 0 {
		m.push(note{kind: noteCall, a: m.frame})
	} else {
		m.dirty = true
	}
	if len(m.saved)+8*len(m.frames) > maxSaved {
		m.failed = statusNotes
	}
	m.frames = append(m.frames, frame{
		parent: m.frame, group: i.y, back: int32(pc) + 1, pos: int32(pos), saved: int32(len(m.saved)),
	})
	m.frame = int32(len(m.frames) - 1)
	m.saved = append(m.saved, m.regs...)
	m.steps -= int64(len(m.regs) / bulk)
	return int(i.x), pos, m.failed == statusGoOn
}

// leave ends a recursion: groups are again what they were when it began, except for where the match begins.
func (m *Matcher) leave() (pc int) {
	f := m.frames[m.frame]
	if len(m.notes) > 0 {
		m.notes = append(m.notes, note{kind: noteReturn, a: m.frame, b: int32(len(m.saved))})
		m.saved = append(m.saved, m.regs...)
		m.steps -= int64(len(m.regs) / bulk)
	}
	copy(m.regs[1:], m.saved[f.saved+1:int(f.saved)+len(m.regs)])
	m.frame = f.parent
	return int(f.back)
}

// recursing says whether the recursion that is going on is one of groups.
func (m *Matcher) recursing(groups []int) bool {
	return m.frame >= 0 && (len(groups) == 0 || slices.Contains(groups, int(m.frames[m.frame].group)))
}

// assert tests what is around pos.
func (m *Matcher) assert(letter byte, pos int) bool {
	in := m.input
	switch letter {
	case '^', 'A':
		return pos == 0
	case 'M': // not after a line feed that ends the input
		return pos == 0 || pos < len(in) && in[pos-1] == '\n'
	case '$', 'Z':
		return pos == len(in) || pos == len(in)-1 && in[pos] == '\n'
	case 'E':
		return pos == len(in) || in[pos] == '\n'
	case 'z':
		return pos == len(in)
	case 'G':
		return pos == m.origin
	}
	before := pos > 0 && isWord(int(in[pos-1]))
	after := pos < len(in) && isWord(int(in[pos]))
	return (before != after) == (letter == 'b')
}

// backref matches what the first set group of several matched. If none is set it matches nothing, as in JavaScript.
func (m *Matcher) backref(i *inst, pos int) (int, bool) {
	m.steps -= int64(len(m.prog.refs[i.x]) / bulk)
	for _, g := range m.prog.refs[i.x] {
		from, to := m.regs[2*g], m.regs[2*g+1]
		if from < 0 {
			continue
		}
		want := m.input[from:to]
		m.charge(len(want))
		if i.c != 0 {
			return m.foldPrefix(want, pos)
		}
		if len(m.input)-pos < len(want) || m.input[pos:pos+len(want)] != want {
			return pos, false
		}
		return pos + len(want), true
	}
	return pos, true
}

// foldPrefix matches a text at pos in any case. Its cases may have encodings of other lengths.
func (m *Matcher) foldPrefix(want string, pos int) (int, bool) {
	for len(want) > 0 {
		if pos >= len(m.input) {
			return pos, false
		}
		if !m.prog.utf {
			if want[0] != m.input[pos] && otherCaseByte(want[0]) != m.input[pos] {
				return pos, false
			}
			want = want[1:]
			pos++
			continue
		}
		a, size := utf8.DecodeRuneInString(want)
		b, width := utf8.DecodeRuneInString(m.input[pos:])
		if a != b && !sameFold(a, b) {
			return pos, false
		}
		want = want[size:]
		pos += width
	}
	return pos, true
}

// sameFold says whether b is another case of a.
func sameFold(a, b rune) bool {
	for other := unicode.SimpleFold(a); other != a; other = unicode.SimpleFold(other) {
		if other == b {
			return true
		}
	}
	return false
}

// newline matches \R: CR LF, or one of the characters that end a line.
func (m *Matcher) newline(pos int) (int, bool) {
	if pos >= len(m.input) {
		return pos, false
	}
	if m.input[pos] == '\r' && pos+1 < len(m.input) && m.input[pos+1] == '\n' {
		return pos + 2, true
	}
	r := rune(m.input[pos])
	next := m.next(pos)
	if next > pos+1 {
		r, _ = utf8.DecodeRuneInString(m.input[pos:])
	}
	return next, r >= '\n' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// grapheme matches \X: CR LF, or a character with the marks that follow it. The library knows more about what belongs
// together (Unicode Standard Annex 29).
func (m *Matcher) grapheme(pos int) (int, bool) {
	if pos >= len(m.input) {
		return pos, false
	}
	start := pos
	if m.input[pos] == '\r' && pos+1 < len(m.input) && m.input[pos+1] == '\n' {
		return pos + 2, true
	}
	c := m.input[pos]
	pos = m.next(pos)
	if c < ' ' || c == 127 || !m.prog.utf {
		return pos, true
	}
	for pos < len(m.input) && m.input[pos] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(m.input[pos:])
		if !unicode.Is(unicode.M, r) && r != 0x200d {
			break
		}
		pos += size
	}
	m.charge(pos - start)
	return pos, true
}

// goBack goes n characters back.
func (m *Matcher) goBack(pos, n int) (int, bool) {
	m.charge(n)
	if !m.prog.utf {
		return pos - n, pos >= n
	}
	for ; n > 0; n-- {
		if pos == 0 {
			return 0, false
		}
		pos = m.back(pos)
	}
	return pos, true
}
