// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What can be checked only when the whole pattern was read.

package regex

import (
	"cmp"
	"slices"
)

// phase orders the checks like the passes of the libraries.
type phase uint8

const (
	phaseLook    phase = iota // PCRE2 finds the lengths of lookbehinds first
	phaseCompile              // references
	phaseEnd                  // PCRE2's count of branches; PCRE's references by number
	phaseLast                 // PCRE's lookbehinds with recursion
)

// lateCheck is a check that was put off.
type lateCheck struct {
	at  phase
	run func()
}

func (p *parser) later(at phase, run func()) { p.late = append(p.late, lateCheck{at, run}) }

// finish runs the checks that were put off, each phase in the order of the pattern.
func (p *parser) finish(whole *node) {
	slices.SortStableFunc(p.late, func(a, b lateCheck) int { return cmp.Compare(a.at, b.at) })
	// PCRE adds up the size in its first pass, before any of these checks; PCRE2 after all but the last.
	sizeBefore := phaseCompile
	if p.v == V2 {
		sizeBefore = phaseEnd
	}
	sized := false
	for _, check := range p.late {
		if check.at >= sizeBefore && !sized {
			p.checkSize(whole)
			sized = true
		}
		if p.err != errNone {
			return
		}
		check.run()
	}
	if !sized {
		p.checkSize(whole)
	}
}

// sortedNames returns names in the order of the libraries' tables.
func sortedNames(names []groupName) []groupName {
	sorted := slices.Clone(names)
	slices.SortStableFunc(sorted, func(a, b groupName) int { return cmp.Compare(a.name, b.name) })
	return sorted
}

// checkLoop looks for a recursion that PCRE refuses because it may get back to itself without having moved on.
func (p *parser) checkLoop(group, pos int) {
	if p.v != V1 || p.conds > 0 {
		return
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		l := p.open[i]
		if !p.maybeEmpty(l) {
			return
		}
		if l.group.kind == kindGroup && l.group.group == group && (group > 0 || i == 0) {
			p.later(phaseCompile, func() { p.fail(errRecursionLoop, pos) })
			return
		}
	}
}

// maybeEmpty says whether an open alternative may have matched nothing so far, in PCRE's eyes: in an open lookaround it
// looks at the first alternative as well.
func (p *parser) maybeEmpty(l *level) bool {
	if !p.emptySoFar(l.b) {
		return false
	}
	return l.first == nil || l.group.kind != kindLook || p.emptySoFar(l.first)
}

// emptySoFar says whether the items of a branch may match nothing. PCRE stops at a call of a group that is not complete.
// What was found out stays true when further items come.
func (p *parser) emptySoFar(b *branch) bool {
	for ; b.emptiness == 0 && b.looked < len(b.items); b.looked++ {
		item := b.items[b.looked]
		if item.kind == kindRecurse {
			called := p.byGroup[item.group]
			if item.forward || called.open {
				b.emptiness = 2
				continue
			}
			item = called
		}
		if item.kind == kindRepeat && item.min > 0 && item.subs[0].kind == kindCond && item.subs[0].looped {
			item = item.subs[0].subs[0]
		}
		if item.kind != kindFail && !item.nullable() {
			b.emptiness = 1
		}
	}
	return b.emptiness != 1
}
