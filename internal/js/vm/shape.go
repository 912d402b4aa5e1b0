// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import "selvedge/internal/invariant"

// Attr is the attributes of a property. ECMA-262 6.1.7.1.
type Attr uint8

// The attributes. AttrAccessor tells getters and setters from values; it goes without AttrWritable.
const (
	AttrWritable Attr = 1 << iota
	AttrEnumerable
	AttrConfigurable
	AttrAccessor

	AttrNone   Attr = 0
	AttrHidden      = AttrWritable | AttrConfigurable                  // methods of built-ins
	AttrAll         = AttrWritable | AttrEnumerable | AttrConfigurable // what assignment creates
)

// Shape says which named properties an object has, in which order, and in which slots. Objects that get the same
// properties in the same order share a shape, so that code can remember where a property is. A shape never changes,
// except a private one, which belongs to a single object (one that has many properties or has lost one) and which
// nobody may remember.
//
// Shapes made for a realm belong to it. Those of registries and programs are shared: immutable, with their indexes
// complete.
type Shape struct {
	table   *propertyTable
	count   int32 // the shape has the first count entries of table
	live    int32 // entries that are not deleted; differs from count in private shapes only
	hash    uint32
	private bool
}

// propertyTable is shared by a shape and those that were derived from it one after the other.
type propertyTable struct {
	entries []propertyEntry
	index   []int32 // open addressing by the hash of the name: position in entries + 1; nil when entries are few
	shared  bool    // may not be appended to
}

type propertyEntry struct {
	name *Name // nil when deleted
	attr Attr
}

// linearEntries is how many entries are compared one by one before an index pays: BenchmarkShapeFind.
const linearEntries = 8

// maxShared is the number of properties from which on an object gets a shape of its own: it is a map then.
const maxShared = 64

// maxTransitions bounds the shapes of a realm; beyond, new objects get shapes of their own.
const maxTransitions = 1024

// Where objects begin. Arrays and exotic objects have properties of which shapes know nothing, so what a cache has
// learned about ordinary objects must not hold for them.
var (
	emptyShape  = &Shape{table: &propertyTable{shared: true}, hash: 1}
	arrayShape  = &Shape{table: &propertyTable{shared: true}, hash: 2}
	exoticShape = &Shape{table: &propertyTable{shared: true}, hash: 3}
)

// find returns the slot of a name, or -1.
func (s *Shape) find(n *Name) int {
	t := s.table
	if t.index == nil {
		for i, e := range t.entries[:s.count] {
			if e.name == n {
				return i
			}
		}
		return -1
	}
	mask := uint32(len(t.index) - 1)
	for at := n.hash & mask; ; at = (at + 1) & mask {
		i := int(t.index[at]) - 1
		if i < 0 {
			return -1
		}
		if t.entries[i].name == n {
			if i < int(s.count) {
				return i
			}
			return -1
		}
	}
}

// attr returns the attributes of a slot.
func (s *Shape) attr(slot int) Attr { return s.table.entries[slot].attr }

// append adds an entry and what the index needs.
func (t *propertyTable) append(e propertyEntry) {
	t.entries = append(t.entries, e)
	if n := len(t.entries); t.index != nil && n <= len(t.index)/4*3 {
		t.place(n - 1)
	} else if n > linearEntries {
		t.reindex(n)
	}
}

// reindex builds an index with room for as many entries again as there are.
func (t *propertyTable) reindex(n int) {
	size := 32
	for size/4*3 < 2*n {
		size *= 2
	}
	t.index = make([]int32, size)
	for i := range t.entries {
		if t.entries[i].name != nil {
			t.place(i)
		}
	}
}

func (t *propertyTable) place(i int) {
	mask := uint32(len(t.index) - 1)
	at := t.entries[i].name.hash & mask
	for t.index[at] != 0 {
		at = (at + 1) & mask
	}
	t.index[at] = int32(i + 1)
}

// derive returns the shape with one more property, which s must not have.
func (s *Shape) derive(e propertyEntry) *Shape {
	t := s.table
	if t.shared || int(s.count) != len(t.entries) {
		t = t.copy(int(s.count))
	}
	t.append(e)
	return &Shape{table: t, count: s.count + 1, live: s.live + 1, hash: s.hashAfter(e)}
}

// hashAfter mixes one more property into the hash of a shape.
func (s *Shape) hashAfter(e propertyEntry) uint32 {
	return (s.hash ^ e.name.hash ^ uint32(e.attr)) * 0x9e3779b1
}

// copy returns a table of the first n entries that may be appended to.
func (t *propertyTable) copy(n int) *propertyTable {
	c := &propertyTable{entries: append(make([]propertyEntry, 0, n+4), t.entries[:n]...)}
	if n > linearEntries {
		c.reindex(n)
	}
	return c
}

// ownCopy returns a private shape with the properties of s.
func (s *Shape) ownCopy() *Shape {
	return &Shape{table: s.table.copy(int(s.count)), count: s.count, live: s.live, private: true}
}

// withAttr returns a shape of the same properties, one of them with other attributes.
func (s *Shape) withAttr(slot int, a Attr) *Shape {
	if !s.private {
		s = s.ownCopy()
		s.private = false
	}
	s.table.entries[slot].attr = a
	return s
}

// remove deletes an entry of a private shape. The slot stays, so that the others keep theirs. Its place in the index
// stays taken: find passes over it because a nil name is never looked for.
func (s *Shape) remove(slot int) {
	invariant.Check(s.private, "a shared shape loses a property")
	s.table.entries[slot].name = nil
	s.live--
}

// seal makes s safe to use from several goroutines.
func (s *Shape) seal() *Shape {
	if !s.table.shared { // the empty shape is everybody's already
		s.table.shared = true
	}
	return s
}

// NewShape returns a shape with properties of the given attributes, for use by several realms: of object literals,
// of what the host passes in. The keys must be names or symbols of all these realms (see StaticKey) and differ.
func NewShape(a Attr, keys ...Key) *Shape {
	s := emptyShape
	for _, k := range keys {
		s = s.derive(propertyEntry{k.name, a})
	}
	return s.seal()
}

// transition is one step from a shape to the next.
type transition struct {
	from *Shape // nil in free places
	to   propertyEntry
	next *Shape
}

// transitions are the steps a realm knows. They outlive invocations: nothing that a program can see depends on them.
type transitions struct {
	steps []transition // open addressing by the hash of next, a power of two, at most half full
	count int
	full  bool // count has reached maxTransitions
}

// next returns the shape after one more property, or nil when the object should get a shape of its own.
func (t *transitions) next(s *Shape, e propertyEntry) *Shape {
	hash := s.hashAfter(e)
	if len(t.steps) > 0 {
		mask := uint32(len(t.steps) - 1)
		for at := hash >> 8 & mask; t.steps[at].from != nil; at = (at + 1) & mask {
			if step := &t.steps[at]; step.from == s && step.to == e {
				return step.next
			}
		}
	}
	if s.count >= maxShared {
		return nil
	}
	if t.count >= maxTransitions {
		t.full = true
		return nil
	}
	next := s.derive(e)
	t.add(transition{s, e, next})
	return next
}

func (t *transitions) add(step transition) {
	if 2*(t.count+1) > len(t.steps) {
		old := t.steps
		t.steps = make([]transition, max(32, 2*len(old)))
		for _, known := range old {
			if known.from != nil {
				t.place(known)
			}
		}
	}
	t.place(step)
	t.count++
}

func (t *transitions) place(step transition) {
	mask := uint32(len(t.steps) - 1)
	at := step.next.hash >> 8 & mask
	for t.steps[at].from != nil {
		at = (at + 1) & mask
	}
	t.steps[at] = step
}

// clear forgets the steps. Shapes in use stay valid; caches of code no longer meet them.
func (t *transitions) clear() { *t = transitions{} }
