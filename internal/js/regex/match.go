// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Limits of matching that are not the caller's.
const (
	// maxTries is how many ways to go on may be tried in one match, as in the libraries. They count somewhat
	// differently, so the limit is not met at exactly the same input.
	maxTries = 10_000_000
	// maxNotes is how many notes for backtracking may be kept, 16 bytes each, and maxSaved how many registers of
	// recursions, 4 bytes each.
	maxNotes = 1 << 20
	maxSaved = 1 << 22
	// keptNotes is how many of them a Matcher keeps room for between matches.
	keptNotes = 1 << 13
)

// bulk is how many bytes are scanned for the price of a step.
const bulk = 8

// Matcher holds the state of matching. It is used by one goroutine at a time and again for further matches, which
// then allocate nothing. The zero value is ready for use.
type Matcher struct {
	// Captures has the byte offsets of the match and of the groups of the latest successful Match, in pairs; -1 is
	// an unset group. It is overwritten by the next.
	Captures []int

	prog   *program
	input  string
	origin int // where Match was asked to begin
	steps  int64
	tries  int
	regs   []int32
	notes  []note
	frames []frame
	saved  []int32
	frame  int32 // index of the recursion that is going on, -1 for none
	dirty  bool  // a register of a group was set without a note
	failed status
}

// noteKind says what a note is for.
type noteKind uint8

const (
	noteChoice noteKind = iota // go on at pc with position a
	noteGreedy                 // give back a character: the opMany at pc matched up to b, at least up to a
	noteLazy                   // take a character more: the opMany at pc is at a and may take b more
	noteReg                    // register a was b
	noteCall                   // a recursion began in frame a
	noteReturn                 // a recursion ended in frame a; the registers were saved at b
)

// note is something to be taken back or tried when matching fails.
type note struct {
	pc   int32
	a, b int32
	kind noteKind
}

// frame is a recursion.
type frame struct {
	parent int32
	group  int32
	back   int32 // where to go on
	pos    int32 // where it began
	saved  int32 // the registers of its caller
}

// status is why matching stopped.
type status uint8

const (
	statusGoOn status = iota
	statusMatch
	statusNone
	statusBudget
	statusTries
	statusNotes
	statusLoop
)

// Match looks for the first match at or after start, a byte offset at the beginning of a character, and reports
// whether there is one; m.Captures then has the offsets.
//
// Every step is taken off *budget, which must not be nil: an instruction that is carried out, a choice that is taken
// back, and each 8 bytes that are scanned. The same match always takes the same steps. When the budget does not
// suffice, Match returns ErrBudget at once. It may also return a *MatchError where the library has a limit of its own.
func (p *Program) Match(m *Matcher, budget *int64, input string, start int, mode Mode) (bool, error) {
	prog := p.text
	if mode == Bytes {
		prog = p.bytes()
	}
	if prog == nil || start < 0 || start > len(input) || len(input) > math.MaxInt32-8 {
		return false, nil
	}
	m.prepare(prog, input, start, *budget)
	st := m.search(start)
	*budget = max(m.steps, 0)
	m.release()
	switch st {
	case statusMatch:
		return true, nil
	case statusBudget:
		return false, ErrBudget
	case statusTries:
		return false, &MatchError{MatchLimit, prog.version}
	case statusNotes:
		return false, &MatchError{MemoryLimit, prog.version}
	case statusLoop:
		return false, &MatchError{RecursionLoop, prog.version}
	}
	return false, nil
}

func (m *Matcher) prepare(prog *program, input string, start int, budget int64) {
	m.prog, m.input, m.origin, m.steps = prog, input, start, budget
	m.tries, m.notes = maxTries, m.notes[:0]
	if cap(m.regs) < prog.regs {
		m.regs = make([]int32, prog.regs)
	}
	m.regs = m.regs[:prog.regs]
	m.dirty = true
}

// release drops the references to the input and what is too large to be kept.
func (m *Matcher) release() {
	m.input, m.prog = "", nil
	if cap(m.notes) > keptNotes {
		m.notes = nil
	}
	if cap(m.saved) > keptNotes {
		m.saved = nil
	}
	if cap(m.frames) > keptNotes {
		m.frames = nil
	}
}

// search tries one position after the other.
func (m *Matcher) search(pos int) status {
	prog := m.prog
	if prog.anchor == anchorStart && pos > 0 {
		return statusNone
	}
	required := -1
	for {
		next, st := m.candidate(pos, &required)
		if st != statusGoOn {
			return st
		}
		pos = next
		if m.dirty {
			m.clear()
		}
		m.regs[0], m.failed = int32(pos), statusGoOn
		end, st := m.run(0, pos)
		if st == statusMatch {
			m.capture(end)
			return statusMatch
		}
		if st != statusNone {
			return st
		}
		if prog.anchor != anchorNone || pos >= len(m.input) {
			return statusNone
		}
		pos = m.next(pos)
	}
}

// clear unsets all groups and forgets recursions.
func (m *Matcher) clear() {
	m.frame, m.frames, m.saved = -1, m.frames[:0], m.saved[:0]
	captures := m.regs[:2*(m.prog.groups+1)]
	for i := range captures {
		captures[i] = -1
	}
	m.steps -= int64(len(captures) / bulk)
	m.dirty = false
}

// candidate returns the first position from pos on where a match may begin.
func (m *Matcher) candidate(pos int, required *int) (int, status) {
	prog, from := m.prog, pos
	if prog.anchor == anchorNone {
		switch {
		case prog.prefix != "":
			i := strings.Index(m.input[pos:], prog.prefix)
			if i < 0 {
				return 0, m.scanned(len(m.input)-pos, statusNone)
			}
			pos += i
		case prog.filtered:
			pos = m.skipTo(pos)
			if pos == len(m.input) && !prog.first.end {
				return 0, m.scanned(pos-from, statusNone)
			}
		}
	}
	if len(m.input)-pos < prog.minLength {
		return 0, m.scanned(pos-from, statusNone)
	}
	if prog.required != "" && *required < pos {
		i := strings.Index(m.input[pos:], prog.required)
		if i < 0 {
			return 0, m.scanned(len(m.input)-from, statusNone)
		}
		*required = pos + i
		return pos, m.scanned(pos+i-from, statusGoOn)
	}
	return pos, m.scanned(pos-from, statusGoOn)
}

// scanned takes off what scanning n bytes costs; then it returns st unless the budget is used up.
func (m *Matcher) scanned(n int, st status) status {
	if m.steps -= int64(n/bulk) + 1; m.steps < 0 {
		return statusBudget
	}
	return st
}

// skipTo returns the position of the first byte that a match can begin with.
func (m *Matcher) skipTo(pos int) int {
	g := &m.prog.first
	for ; pos < len(m.input); pos++ {
		if c := m.input[pos]; g.has(c) && (c < utf8.RuneSelf || c >= 0xc0 || !m.prog.utf) {
			break
		}
	}
	return pos
}

// next returns the position after the character at pos.
func (m *Matcher) next(pos int) int {
	if !m.prog.utf || m.input[pos] < utf8.RuneSelf {
		return pos + 1
	}
	_, size := utf8.DecodeRuneInString(m.input[pos:])
	return pos + size
}

// back returns the position before the character that ends at pos.
func (m *Matcher) back(pos int) int {
	pos--
	if m.prog.utf {
		for pos > 0 && m.input[pos]&0xc0 == 0x80 {
			pos--
		}
	}
	return pos
}

// capture fills Captures.
func (m *Matcher) capture(end int) {
	n := 2 * (m.prog.groups + 1)
	if cap(m.Captures) < n {
		m.Captures = make([]int, n)
	}
	m.Captures = m.Captures[:n]
	m.regs[1] = int32(end)
	// \K in a lookahead, which PCRE allows, can put the beginning after the end.
	m.regs[0] = min(m.regs[0], m.regs[1])
	for i := range m.Captures {
		m.Captures[i] = int(m.regs[i])
	}
	m.dirty = true
}
