// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Async functions: their calls leave the stack at await, and come back in a job.

package vm

// task is a call of an async function, for as long as it lasts. Its registers do not lie on the stack.
type task struct {
	machine  *Machine
	promise  *Object // what the call has returned
	above    []Value // the free part of the stack while the call is active
	saved    frame   // while it is not
	awaited  bool    // the call has been suspended before
	captured []capturedCell
}

// capturedCell is what a variable held when the first closure captured it.
type capturedCell struct {
	index int
	value Value
}

// capture notes that a closure captures cell index before the first await.
func (t *task) capture(index int, c *Cell) {
	for i := range t.captured {
		if t.captured[i].index == index {
			return
		}
	}
	t.captured = append(t.captured, capturedCell{index, c.Value()})
}

// detach separates the variables of a call from the closures that have captured them. njs 0.7.12 does that at the first await:
// the call goes on with what the variables held when they were captured, and does not share them with those closures any more.
func (t *task) detach(fr *frame) {
	t.awaited = true
	for _, c := range t.captured {
		fr.cells[c.index] = t.machine.realm.NewCell(c.value)
	}
	t.captured = nil
}

// await suspends the current call until v, or what it promises, is known. When the call has not been suspended before, the
// caller gets its promise now. See leave for the results.
func (m *Machine) await(v Value) (result Value, done bool, err error) {
	promise, err := m.realm.PromiseResolve(v)
	if err != nil {
		return Undefined, false, err
	}
	fr := m.top()
	t := fr.task
	if !t.awaited {
		t.detach(fr)
	}
	t.saved = *fr
	m.realm.PromiseWait(promise, resume, t)
	result, done = m.deliver(t.promise.Value())
	return result, done, nil
}

// resume goes on with a suspended call.
func resume(r *Realm, data any, v Value, rejected bool) error {
	t := data.(*task)
	m := t.machine
	if m.depth >= r.meter.limits.Depth {
		return m.stackExceeded()
	}
	above := m.free()
	if m.depth == len(m.frames) {
		m.frames = append(m.frames, new(frame))
	}
	fr := m.frames[m.depth]
	*fr = t.saved
	t.saved = frame{}
	t.above = above
	fr.flags = frameEntry | frameAsync
	fr.native = int32(r.calls.depth)
	m.depth++
	if !rejected {
		fr.regs[fr.fn.code.code[fr.pc-1].A()] = v
		_, err := m.run(m.depth)
		return err
	}
	if _, done, err := m.raise(m.depth, Throw(v)); done {
		return err
	}
	_, err := m.run(m.depth)
	return err
}
