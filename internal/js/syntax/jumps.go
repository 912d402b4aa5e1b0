// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Checks that the reference makes when it generates code: where break, continue and return lead, and constants without a
// value. Its way of leaving try blocks knows one destination only, which is part of the language for its users.

package syntax

// Kinds of regions that a jump can leave, as bits.
const (
	regionLoop = 1 << iota
	regionSwitch
	regionBlock // a block or if statement, which a break can leave by its label
	regionTry
)

// returnLabel stands for return among the labels of breaks; no identifier contains its first character.
const returnLabel = "@return"

// region is a statement around the one that is checked.
type region struct {
	kind  int
	label string
	stmt  Stmt
	next  *region

	// Of a regionTry: the labels of the last break or return, and of the last continue, that leave it.
	exit, continuation *string
}

// jumps checks one function after another. Only the error that comes first in the source is kept.
type jumps struct {
	p       *parser
	regions *region
	at      token // the place of errors
}

// checkJumps fills in the targets of all jumps of the program, or sets p.err.
func (p *parser) checkJumps(program *Program) {
	j := &jumps{p: p}
	if fn := p.tooDeep; fn != nil {
		j.locate(fn.pos)
		j.reportPlain(classRange, "Maximum function nesting depth exceeded")
	}
	j.checkConstants()
	j.list(program.Body)
	for _, fn := range p.functions {
		j.regions = nil
		j.list(fn.Body)
	}
}

// locate makes pos the place of the next errors.
func (j *jumps) locate(pos Pos) { j.at = token{off: pos.Offset, line: pos.Line, col: pos.Column} }

// first reports whether an error at the current place comes before the one that is known, and makes room for it.
func (j *jumps) first() bool {
	if err := j.p.err; err != nil && err.Pos.Offset <= j.at.off && !j.p.lenient {
		return false
	}
	j.p.err = nil
	j.p.scan.line = j.at.line
	return true
}

// reportPlain reports an error whose message has no line.
func (j *jumps) reportPlain(class, format string, args ...any) {
	if j.first() {
		j.p.failPlain(j.at, class, "", format, args...)
		j.p.tolerate(j.at)
	}
}

// illegal reports a jump without a target.
func (j *jumps) illegal(word string) {
	if j.first() {
		j.p.failAt(j.at, classSyntax, "", "Illegal %s statement", word)
		j.p.tolerate(j.at)
	}
}

func (j *jumps) list(list []Stmt) {
	for _, s := range list {
		j.stmt(s, "")
	}
}

// stmt checks a statement; label is the outermost label before it, the only one that counts.
func (j *jumps) stmt(s Stmt, label string) {
	if s == nil {
		return
	}
	j.locate(s.Pos())
	switch s := s.(type) {
	case *LabeledStmt:
		if label == "" {
			label = s.Label
		}
		j.stmt(s.Body, label)
	case *BlockStmt:
		j.enter(regionBlock, label, s)
		j.list(s.Body)
		j.leave()
	case *IfStmt:
		j.ifStmt(s, label)
	case *WhileStmt:
		j.loop(s, label, s.Body)
	case *DoWhileStmt:
		j.loop(s, label, s.Body)
	case *ForStmt:
		j.stmt(s.Init, "")
		j.loop(s, label, s.Body)
	case *ForInStmt:
		j.loop(s, label, s.Body)
	case *SwitchStmt:
		j.enter(regionSwitch, label, s)
		for _, c := range s.Cases {
			j.list(c.Body)
		}
		j.leave()
	case *TryStmt:
		j.try(s)
	case *BreakStmt:
		s.Target = j.breakOut(jumpLabel(label, s.Label))
	case *ContinueStmt:
		s.Target = j.continueLoop(jumpLabel(label, s.Label))
	case *ReturnStmt:
		j.returnOut()
	}
}

func (j *jumps) enter(kind int, label string, s Stmt) {
	j.regions = &region{kind: kind, label: label, stmt: s, next: j.regions}
}

func (j *jumps) leave() { j.regions = j.regions.next }

func (j *jumps) loop(s Stmt, label string, body Stmt) {
	j.enter(regionLoop, label, s)
	j.stmt(body, "")
	j.leave()
}

func (j *jumps) ifStmt(s *IfStmt, label string) {
	if j.p.version.has(featLabeledIf) {
		j.enter(regionBlock, label, s)
		defer j.leave()
	}
	j.stmt(s.Then, "")
	j.stmt(s.Else, "")
}

// lookup returns the innermost region of one of the kinds in mask that has label, if label is not empty.
func lookup(r *region, mask int, label string) *region {
	if label == returnLabel {
		mask, label = regionTry, ""
	}
	for ; r != nil; r = r.next {
		if r.kind&mask != 0 && (label == "" || r.label == label) {
			return r
		}
	}
	return nil
}

// find looks up a destination. It also returns the first region that a jump to it comes by: the destination itself or a try
// block before it.
func find(r *region, mask int, label string) (destination, first *region) {
	if mask&(regionLoop|regionSwitch) == regionLoop|regionSwitch && label != "" {
		mask |= regionBlock
	}
	destination = lookup(r, mask, label)
	if destination == nil {
		return nil, nil
	}
	for ; r != nil && r != destination; r = r.next {
		if r.kind == regionTry {
			return destination, r
		}
	}
	return destination, destination
}

// agree reports whether two labels, one of which may be absent, lead to the same destination from r; both leave a try block.
func (j *jumps) agree(r *region, what string, mask int, a, b *string) bool {
	if a == nil || b == nil || lookup(r, mask, *a) == lookup(r, mask, *b) {
		return true
	}
	j.reportPlain(classInternal, "%s instructions with different labels (%q vs %q) "+
		"from try-catch block are not supported", what, *a, *b)
	return false
}

// jumpLabel returns the label that a jump goes to. In the reference the label of the jump itself takes its place, so that
// a labelled jump never has a destination.
func jumpLabel(own, label string) string {
	if own != "" {
		return own
	}
	return label
}

func (j *jumps) breakOut(label string) Stmt {
	destination, first := find(j.regions, regionLoop|regionSwitch, label)
	if destination == nil {
		j.illegal("break")
		return nil
	}
	if first.kind == regionTry {
		if !j.agree(first.next, "break/return", regionLoop|regionSwitch, first.exit, &label) {
			return nil
		}
		first.exit = &label
	}
	return destination.stmt
}

func (j *jumps) continueLoop(label string) Stmt {
	destination, first := find(j.regions, regionLoop, label)
	if destination == nil {
		j.illegal("continue")
		return nil
	}
	if first.kind == regionTry {
		if !j.agree(first.next, "continue", regionLoop, first.continuation, &label) {
			return nil
		}
		first.continuation = &label
	}
	return destination.stmt
}

func (j *jumps) returnOut() {
	r := lookup(j.regions, regionTry, "")
	if r == nil {
		return
	}
	label := returnLabel
	if j.agree(r.next, "break/return", regionLoop|regionSwitch, r.exit, &label) {
		r.exit = &label
	}
}

// try checks a try statement. A jump out of its blocks goes on from the statement as one jump to the same label.
func (j *jumps) try(s *TryStmt) {
	at := j.at
	j.enter(regionTry, "", s)
	tried := j.regions
	j.list(s.Block.Body)
	j.leave()
	caught := &region{}
	if s.Catch != nil {
		if s.Finally != nil {
			j.enter(regionTry, "", s)
			caught = j.regions
		}
		j.list(s.Catch.Body)
		if s.Finally != nil {
			j.leave()
		}
	}
	exits := regionLoop | regionSwitch
	if s.Finally != nil {
		j.list(s.Finally.Body)
		exits |= regionTry
	}
	j.at = at
	if !j.agree(j.regions, "try continue", regionLoop, tried.continuation, caught.continuation) ||
		!j.agree(j.regions, "try break/return", exits, tried.exit, caught.exit) {
		return
	}
	if label := either(tried.continuation, caught.continuation); label != nil {
		if _, first := find(j.regions, regionLoop, *label); first != nil {
			first.continuation = label
		}
	}
	if label := either(tried.exit, caught.exit); label != nil {
		if _, first := find(j.regions, regionLoop|regionSwitch, *label); first != nil {
			first.exit = label
		}
	}
}

func either(a, b *string) *string {
	if a != nil {
		return a
	}
	return b
}
