// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import "selvedge/internal/invariant"

// Snapshotter is implemented by internal data that is changed in place. Touch is called before the first change in
// an invocation of an object of the image, and takes a snapshot then.
type Snapshotter interface {
	// Snapshot returns a function that puts the present state back.
	Snapshot() (restore func())
}

// SnapshotSizer is implemented by a Snapshotter that copies more than a few words: the copy is charged.
type SnapshotSizer interface {
	// SnapshotSize returns the size of the copy in bytes.
	SnapshotSize() int
}

// Cell is a variable that outlives its scope. Cells are read directly and written with Realm.SetCell.
type Cell struct {
	value Value
	image bool // belongs to the image and has not been written to in this invocation
	freed bool // poisoned, see heap
}

// NewCell returns a variable with a value.
func (r *Realm) NewCell(v Value) *Cell {
	r.took(2 * valueBytes)
	c := r.heap.cells.alloc()
	c.value = v
	return c
}

// Value returns what the variable holds.
func (c *Cell) Value() Value {
	if invariant.Enabled {
		invariant.Check(!c.freed, "a variable is read after its invocation")
	}
	return c.value
}

// SetCell assigns to a variable.
func (r *Realm) SetCell(c *Cell, v Value) {
	if c.image {
		r.undo.cells = append(r.undo.cells, savedCell{c, c.value})
		c.image = false
	}
	c.value = v
}

// undoLog is how the image gets back what an invocation has changed: the state of each object and variable of the
// image before the first write to it.
type undoLog struct {
	objects []savedObject
	cells   []savedCell
}

type savedObject struct {
	object  *Object
	was     Object
	restore func() // of the internal data; mostly nil
}

type savedCell struct {
	cell *Cell
	was  Value
}

// beforeWrite prepares an object for the first write to it. An object of the image goes to the undo log with its
// slots and elements as they are, and continues with copies. Reads cost nothing for that, writes one test of flags.
func (r *Realm) beforeWrite(o *Object) {
	if o.flags&flagImage != 0 {
		r.save(o)
	}
	if o.flags&flagSharedSlots != 0 {
		o.slots = r.copyValues(o.slots)
		o.flags &^= flagSharedSlots
	}
	o.flags &^= flagWatched
}

func (r *Realm) save(o *Object) {
	saved := savedObject{object: o, was: *o}
	if internal, ok := o.internal.(Snapshotter); ok {
		if sizer, ok := internal.(SnapshotSizer); ok {
			r.spend(sizer.SnapshotSize() / 16)
		}
		saved.restore = internal.Snapshot()
	}
	r.undo.objects = append(r.undo.objects, saved)
	o.flags &^= flagImage
	// Like everything that one invocation may find done and the next may not, the copies are charged each time.
	r.spend(1 + (len(o.slots)+len(o.elems))/16)
	if o.flags&flagSharedSlots == 0 {
		o.slots = r.copyValues(o.slots)
	}
	o.elems = r.copyValues(o.elems)
	if o.shape.private {
		o.shape = o.shape.ownCopy()
	}
	if o.sparse != nil {
		r.spend(len(o.sparse.elems))
		o.sparse = o.sparse.copy()
	}
}

// copyValues does not charge memory: the copies are ours, and never larger than the image.
func (r *Realm) copyValues(from []Value) []Value {
	if len(from) == 0 {
		return nil
	}
	to := r.heap.values.alloc(len(from), firstValues, largestValues)
	copy(to, from)
	return to
}

// Seal ends the building of the image: what exists now is what every invocation finds. Seal is called once, after
// the code at the top level has run; pending jobs are lost.
func (r *Realm) Seal() error {
	invariant.Check(!r.sealed, "a realm is sealed twice")
	if err := r.flattenImage(); err != nil {
		return err
	}
	r.heap.objects.each(func(o *Object) { o.flags |= flagImage | flagBorn })
	r.heap.cells.each(func(c *Cell) { c.image = true })
	r.heap.strings.each(func(s *String) { s.flags |= strImage })
	r.image.birth = flagImage | flagBorn
	r.heap = &r.run
	r.names.table = NewNameTable(r.names.table)
	r.names.invocation = firstInvocation
	r.sealed = true
	r.jobs.clear()
	r.mark = meterMark{fuel: r.meter.fuel, reserve: r.meter.reserve, memory: r.meter.memory}
	r.lookups.foreign = false
	return nil
}

// flattenImage turns the ropes of the image into text, because whether the first or the second invocation looks at
// one must make no difference.
func (r *Realm) flattenImage() (err error) {
	r.heap.strings.each(func(s *String) {
		if err == nil && s.rope != nil {
			err = r.Flatten(s)
		}
	})
	return err
}

// Rollback ends an invocation: the image is again what it was when it was sealed, and everything that was allocated
// since is gone. No Value, String, Object or text of the invocation may be used any more.
func (r *Realm) Rollback() {
	invariant.Check(r.sealed, "a realm is rolled back before it is sealed")
	for _, f := range r.atRollback {
		f()
	}
	for i := len(r.undo.objects) - 1; i >= 0; i-- {
		r.restore(&r.undo.objects[i])
	}
	for i := len(r.undo.cells) - 1; i >= 0; i-- {
		saved := &r.undo.cells[i]
		saved.cell.value, saved.cell.image = saved.was, true
	}
	clear(r.undo.objects)
	clear(r.undo.cells)
	r.undo.objects, r.undo.cells = r.undo.objects[:0], r.undo.cells[:0]
	r.heap.reset()
	r.jobs.clear()
	r.calls.clear()
	if r.machine != nil {
		r.machine.reset()
	}
	if forgotten := r.names.endInvocation(); forgotten || r.transitions.full {
		r.transitions.clear() // they name the names
	}
	if r.lookups.foreign {
		r.lookups.epoch++ // caches may hold prototypes that are gone
		r.lookups.foreign = false
	}
	m := &r.meter
	m.fuel, m.reserve, m.memory, m.nested = r.mark.fuel, r.mark.reserve, r.mark.memory, m.limits.Nested
	m.interrupt.Store(false)
}

func (r *Realm) restore(saved *savedObject) {
	o := saved.object
	prototype := o.flags & flagPrototype // caches made when it was one stay
	*o = saved.was
	o.flags |= prototype
	if saved.restore != nil {
		saved.restore()
	}
	o.becomesOther(r)
}
