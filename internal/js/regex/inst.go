// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The instructions that a pattern is compiled to.

package regex

// opcode says what an instruction does. Where not said otherwise the next instruction follows; "fail" means that the
// latest choice is taken back.
type opcode uint8

const (
	opMatch       opcode = iota // the end: of a recursion into the whole pattern, or of the match
	opFail                      // fail
	opByte                      // the byte b
	opBytes                     // the literal x
	opFoldByte                  // one of the bytes b and c
	opSet                       // a character of the set x
	opDot                       // a character but a line feed
	opAny                       // a character
	opJump                      // go to x
	opAlt                       // go to x, or later to y; guards min and max say which of them can match at all
	opMany                      // from min to max characters of what c says (see manyByte), see Matcher.many
	opStart                     // note in register x where a group begins
	opEnd                       // the group x, whose beginning is in register y, was matched
	opAssert                    // what the letter b says, see node.r
	opBackref                   // what one of refs x matched; in any case if c is set
	opKeep                      // the match begins here
	opNewline                   // \R
	opGrapheme                  // \X
	opSetReg                    // register x = y
	opMark                      // register x = position
	opMoved                     // go to y unless the position has changed since opMark x
	opCounted                   // begin of a counted loop: register y counts from min to max; go to x when done
	opCount                     // end of it: count and go to x; see Matcher.count
	opAtomic                    // register x = number of notes
	opAtomicEnd                 // forget the choices made since opAtomic x
	opLook                      // registers x, x+1 = position, number of notes
	opLookEnd                   // forget the choices made since opLook x, go back to its position
	opLooseEnd                  // go back to the position of opLook x
	opNot                       // like opLook, and go to y if what follows fails
	opNotEnd                    // undo everything since opNot x, and fail
	opCondEnd                   // forget the choices made since opNot x, go back to its position, go to y
	opCondNotEnd                // undo everything since opNot x, go back to its position, go to y
	opBack                      // go x characters back
	opCondGroup                 // go to y unless one of refs x is set
	opCondRecurse               // go to y unless in a recursion of one of refs x, or in any if there are none
	opCall                      // recursion into the group y, which begins at x
	opReturn                    // the end of the group x, if that was called
)

// What opMany repeats.
const (
	manyByte byte = iota // the byte b
	manySet              // the set x
	manyDot
	manyAny
)

// inst is an instruction.
type inst struct {
	op       opcode
	b, c     byte
	greed    greed // opMany, opCounted
	x, y     int32
	min, max int32
}

// noFilter is y of an opMany of which it is not known what byte comes next.
const noFilter = -1

// guard says what the next byte can be.
type guard struct {
	bits [8]uint32
	end  bool // there may be no next byte
	any  bool // nothing is known

	newline bool // \R comes next
}

func (g *guard) set(c byte)      { g.bits[c>>5] |= 1 << (c & 31) }
func (g *guard) has(c byte) bool { return g.bits[c>>5]>>(c&31)&1 != 0 }

// or returns the guard of two alternatives.
func (g guard) or(other guard) guard {
	if g == (guard{}) {
		return other
	}
	for i := range g.bits {
		g.bits[i] |= other.bits[i]
	}
	g.end = g.end || other.end
	g.any = g.any || other.any
	g.newline = g.newline && (other.newline || other == guard{})
	return g
}

// meets says whether some byte is in both.
func (g *guard) meets(other *guard) bool {
	for i := range g.bits {
		if g.bits[i]&other.bits[i] != 0 {
			return true
		}
	}
	return false
}

// only returns the single byte that can come next, if there is just one.
func (g *guard) only() (byte, bool) {
	found, c := false, 0
	for i := 0; i < 256; i++ {
		if g.has(byte(i)) {
			if found {
				return 0, false
			}
			found, c = true, i
		}
	}
	return byte(c), found && !g.end && !g.any
}

// program is a pattern compiled for UTF-8 or for bytes. It does not change after it was made.
type program struct {
	utf      bool
	version  Version
	code     []inst
	literals []string
	sets     []*charSet
	guards   []guard
	refs     [][]int
	groups   int
	regs     int // registers: two for each group and for the match, then others

	anchor    anchor
	prefix    string // what every match begins with
	first     guard  // what byte every match begins with
	filtered  bool   // first says something
	required  string // what every match contains
	minLength int    // bytes that every match has at least
}

// anchor says where a match can begin.
type anchor uint8

const (
	anchorNone  anchor = iota
	anchorStart        // at the start of the input only
	anchorHere         // only where matching begins
)
