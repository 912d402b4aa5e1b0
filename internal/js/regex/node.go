// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The syntax tree of a pattern.

package regex

// kind says what a node matches.
type kind uint8

const (
	kindEmpty    kind = iota
	kindFail          // never
	kindChar          // the character r; with fold any of its cases
	kindSet           // a character of set
	kindDot           // any character but a line feed
	kindAny           // any character
	kindNewline       // \R
	kindGrapheme      // \X
	kindAssert        // what the letter r says: ^ $ A Z z G b B, M and E for ^ and $ of multiline mode
	kindKeep          // \K
	kindCat           // subs in order
	kindAlt           // the first of subs that leads to a match
	kindGroup         // subs[0]; captured as group, if that is not 0
	kindAtomic        // subs[0], of which only the first way to match is tried
	kindLook          // subs[0] ahead or behind, without moving
	kindRepeat        // subs[0] from min to max times
	kindBackref       // what the first set one of refs matched; with fold in any case
	kindRecurse       // the group with this number, or the pattern if 0
	kindCond          // subs[0] if cond holds, else subs[1]
)

// greed says in which order a repetition tries its counts.
type greed uint8

const (
	greedy greed = iota
	lazy
	possessive
)

// unlimited is the maximum of a repetition without one. The library allows no count above 65535.
const unlimited = -1

// node is a node of the tree; which fields mean something depends on its kind.
type node struct {
	kind  kind
	fold  bool
	r     rune
	set   *charSet
	size  int // kindSet: its size in the program of the library
	subs  []*node
	group int   // kindGroup, kindRecurse
	refs  []int // kindBackref; kindCond with condGroup or condRecursion; kindRecurse: the groups around it

	min, max int // kindRepeat; kindCond: min is how many branches it has
	greed    greed

	behind, negated bool // kindLook
	loose           bool // kindLook: other ways to match it may be tried later
	checked         bool // kindLook: its length was found
	offset          int  // kindLook behind: where PCRE2 reports a length that is not fixed; kindRecurse: a missing group
	cond            condition
	look            *node // kindCond when cond is condLook

	open      bool  // it is still being read
	once      bool  // kindGroup: atomic, because PCRE makes a group so that refers to itself
	called    bool  // kindGroup: a kindRecurse names it
	forward   bool  // kindRecurse: the group came later
	looped    bool  // it is repeated without a maximum, and the library does not copy it for that
	emptiness uint8 // what nullable found out: 1 for no, 2 for yes
}

// condition says what a kindCond depends on.
type condition uint8

const (
	condNever     condition = iota // a version that this is not
	condDefine                     // never: what is inside is there to be called
	condAlways                     // a version that this is
	condGroup                      // one of refs is set
	condRecursion                  // in a recursion of one of refs, or in any if refs is empty
	condLook                       // look matches
)

func cat(items []*node) *node {
	switch len(items) {
	case 0:
		return &node{kind: kindEmpty}
	case 1:
		return items[0]
	}
	return &node{kind: kindCat, subs: items}
}

// nullable says whether n may match the empty string. It is true in doubt. It must not be asked before n is complete.
func (n *node) nullable() bool {
	if n.emptiness == 0 {
		n.emptiness = 1
		if n.maybeEmpty() {
			n.emptiness = 2
		}
	}
	return n.emptiness == 2
}

func (n *node) maybeEmpty() bool {
	switch n.kind {
	case kindFail, kindChar, kindSet, kindDot, kindAny, kindNewline, kindGrapheme:
		return false
	case kindCat:
		for _, sub := range n.subs {
			if !sub.nullable() {
				return false
			}
		}
		return true
	case kindAlt:
		for _, sub := range n.subs {
			if sub.nullable() {
				return true
			}
		}
		return false
	case kindGroup, kindAtomic:
		return n.subs[0].nullable()
	case kindRepeat:
		return n.min == 0 || n.subs[0].nullable()
	case kindCond:
		return n.subs[0].nullable() || n.subs[1].nullable()
	}
	return true
}

// isSingle says whether n always matches exactly one character.
func (n *node) isSingle() bool {
	switch n.kind {
	case kindChar, kindSet, kindDot, kindAny:
		return true
	}
	return false
}
