// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Calls, returns and exceptions.

package vm

import "selvedge/internal/js/bytecode"

// builtinFuel is what a call of a built-in costs beside the instruction and what it charges itself.
const builtinFuel = 2

// Call runs the function when it is called from Go. See Callable.
func (c *Closure) Call(r *Realm, fn *Object, this Value, args []Value, newTarget *Object) (Value, error) {
	m := c.machine
	flags := frameEntry
	if newTarget != nil {
		o, err := m.newThis(newTarget)
		if err != nil {
			return Undefined, err
		}
		this, flags = o.Value(), flags|frameNew
	}
	window := m.free()
	if len(window) <= len(args) {
		window = make([]Value, 1+len(args)) // push moves it to a new chunk
	}
	window[0] = this
	copy(window[1:], args)
	if err := m.push(fn, window, len(args), 0, flags); err != nil {
		return Undefined, err
	}
	return m.run(m.depth)
}

// newThis returns what new makes for a function of the program. ECMA-262 10.1.13.
func (m *Machine) newThis(newTarget *Object) (*Object, error) {
	r := m.realm
	proto, err := r.Get(newTarget, Keys.Prototype)
	if err != nil {
		return nil, err
	}
	o := proto.Object()
	if o == nil {
		o = r.Intrinsic(ObjectPrototype)
	}
	return r.newObject(ClassObject, o, emptyShape), nil
}

// window returns the part of the stack that begins with register first of a call.
func (m *Machine) window(fr *frame, first, argc int) []Value {
	if fr.flags&frameAsync == 0 {
		return fr.regs[first:]
	}
	window := fr.task.above
	if len(window) <= argc {
		window = make([]Value, 1+argc)
	}
	copy(window, fr.regs[first:first+1+argc])
	return window
}

// call is Call and CallMethod. entered says that the loop has to go on with the frame of the callee.
func (m *Machine) call(fr *frame, in bytecode.Instr) (entered bool, err error) {
	callee := fr.regs[in.A()]
	o := callee.Object()
	if o == nil {
		return false, m.realm.TypeError("%s is not a function", m.realm.TypeName(callee))
	}
	first, argc := in.A()+1, in.B()
	var v Value
	switch internal := o.internal.(type) {
	case *Closure:
		if m.realm.meter.fuel < 0 {
			if err := m.realm.refuel(0); err != nil {
				return false, err
			}
		}
		return true, m.push(o, m.window(fr, first, argc), argc, in.C(), 0)
	case *Builtin:
		v, err = m.callBuiltin(internal, o, fr.regs[first:first+1+argc], nil)
	case *partial:
		v, err = m.callBuiltin(internal.Builtin, o, fr.regs[first:first+1+argc], nil)
	default:
		if !callee.IsCallable() {
			return false, m.realm.TypeError("%s is not a function", m.realm.TypeName(callee))
		}
		v, err = m.realm.enter(o, fr.regs[first], fr.regs[first+1:first+1+argc], nil)
	}
	if err == nil {
		fr.regs[in.C()] = v
	}
	return false, err
}

// callBuiltin calls a function written in Go; regs are this and the arguments.
func (m *Machine) callBuiltin(b *Builtin, fn *Object, regs []Value, newTarget *Object) (Value, error) {
	r := m.realm
	if r.meter.fuel -= builtinFuel; r.meter.fuel < 0 {
		if err := r.refuel(0); err != nil {
			return Undefined, err
		}
	}
	return r.callBuiltin(b, fn, regs[0], regs[1:len(regs):len(regs)], newTarget)
}

// construct is New. See call.
func (m *Machine) construct(fr *frame, in bytecode.Instr) (entered bool, err error) {
	callee := fr.regs[in.A()]
	if err := m.checkNew(callee); err != nil {
		return false, err
	}
	o := callee.Object()
	first, argc := in.A()+1, in.B()
	var v Value
	switch internal := o.internal.(type) {
	case *Closure:
		if m.realm.meter.fuel < 0 {
			if err := m.realm.refuel(0); err != nil {
				return false, err
			}
		}
		this, err := m.newThis(o)
		if err != nil {
			return false, err
		}
		fr.regs[first] = this.Value()
		return true, m.push(o, m.window(fr, first, argc), argc, in.C(), frameNew)
	case *Builtin:
		fr.regs[first] = Undefined
		v, err = m.callBuiltin(internal, o, fr.regs[first:first+1+argc], o)
	default:
		v, err = m.realm.enter(o, Undefined, fr.regs[first+1:first+1+argc], o)
	}
	if err == nil {
		fr.regs[in.C()] = v
	}
	return false, err
}

// checkNew is CheckNew.
func (m *Machine) checkNew(v Value) error {
	switch o := v.Object(); {
	case o == nil || o.class != ClassFunction:
		return m.realm.TypeError("%s is not a function", m.realm.TypeName(v))
	case !o.IsConstructor():
		return m.realm.TypeError("%s is not a constructor", m.realm.TypeName(v))
	}
	return nil
}

// methodIndex is MethodIndex.
func (m *Machine) methodIndex(in bytecode.Instr, regs []Value) error {
	base, key := regs[in.B()], regs[in.C()]
	if err := m.checkBase("get", base, key); err != nil {
		return err
	}
	k, err := m.realm.ToPropertyKey(key)
	if err != nil {
		return err
	}
	v, err := m.realm.GetV(base, k)
	if err != nil {
		return err
	}
	if !v.IsCallable() {
		return m.noMethod(k)
	}
	regs[in.A()], regs[in.A()+1] = v, base
	return nil
}

// noMethod is the error about calling a property that is no function.
func (m *Machine) noMethod(k Key) error {
	return m.realm.TypeError(`(intermediate value)["%s"] is not a function`, k.Shown())
}

// leave ends a call in a way that is not the common one. done says that the call came from Go and result is its result;
// otherwise the loop goes on with the caller.
func (m *Machine) leave(v Value) (result Value, done bool, err error) {
	fr := m.top()
	if fr.flags&frameNew != 0 && !v.IsObject() {
		v = fr.regs[0]
	}
	if fr.flags&frameAsync != 0 {
		promise := fr.task.promise
		if err := m.realm.ResolvePromise(promise, v); err != nil {
			return Undefined, false, err
		}
		v = promise.Value()
	}
	result, done = m.deliver(v)
	return result, done, nil
}

// deliver ends the current call with a result.
func (m *Machine) deliver(v Value) (result Value, done bool) {
	fr := m.top()
	m.pop()
	if fr.flags&frameEntry != 0 {
		return v, true
	}
	m.top().regs[fr.dst] = v
	return Undefined, false
}

// raise looks for whoever catches err in the calls down to number base. done says that nobody does, or that a promise has
// got it, and what is to be returned then; otherwise the loop goes on with the current frame.
func (m *Machine) raise(base int, err error) (result Value, done bool, _ error) {
	exception, ok := err.(*Exception)
	if !ok {
		if !m.failed.ended { // the innermost call is the first to come here
			m.failed.line, m.failed.column = m.where()
			m.failed.ended = true
		}
		for m.depth >= base {
			m.pop()
		}
		return Undefined, true, err
	}
	if m.failed.thrown != exception.Value { // not one that was caught and thrown again
		m.failed.thrown = exception.Value
		m.failed.line, m.failed.column = m.where()
	}
	if m.realm.NeedsStack(exception.Value) {
		m.realm.AttachStack(exception.Value, m.trace(err))
	}
	for {
		fr := m.top()
		if h := fr.fn.code.fn.HandlerAt(int(fr.pc) - 1); h != nil {
			fr.regs[h.Register] = exception.Value
			fr.pc = int32(h.Target)
			return Undefined, false, nil
		}
		if fr.flags&frameAsync != 0 {
			promise := fr.task.promise
			m.realm.RejectPromise(promise, exception.Value)
			result, done = m.deliver(promise.Value())
			return result, done, nil
		}
		entry := fr.flags&frameEntry != 0
		m.pop()
		if entry {
			return Undefined, true, err
		}
	}
}
