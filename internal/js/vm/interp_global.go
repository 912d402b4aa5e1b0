// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The global object and the variables of the top level.

package vm

import "selvedge/internal/js/bytecode"

// globalScope is the internal data of the global object: it shows var and function of the program as properties. As in njs
// they come after what the object stores, cannot be deleted, and are not enumerated.
type globalScope struct {
	machine *Machine
}

var _ Exotic = globalScope{}

// variable returns the variable that a key means.
func (s globalScope) variable(o *Object, k Key) *Cell {
	if k.name == nil {
		return nil
	}
	i, ok := s.machine.code.globals[k.name]
	if !ok || o.shape.find(k.name) >= 0 {
		return nil
	}
	return s.machine.globals[i]
}

// GetOwn returns a variable. See Exotic.
func (s globalScope) GetOwn(_ *Realm, o *Object, k Key) (Property, Outcome) {
	if c := s.variable(o, k); c != nil {
		return Property{Value: c.Value(), Attr: AttrAll}, Done
	}
	return Property{}, NotMine
}

// SetOwn assigns to a variable. See Exotic.
func (s globalScope) SetOwn(r *Realm, o *Object, k Key, v Value) (Outcome, error) {
	c := s.variable(o, k)
	if c == nil {
		return NotMine, nil
	}
	r.SetCell(c, v)
	return Done, nil
}

// DefineOwn assigns to a variable; attributes stay as they are. See Exotic.
func (s globalScope) DefineOwn(r *Realm, o *Object, k Key, d Descriptor) (Outcome, error) {
	c := s.variable(o, k)
	if c == nil {
		return NotMine, nil
	}
	if d.Has&HasValue != 0 {
		r.SetCell(c, d.Value)
	}
	return Done, nil
}

// DeleteOwn does nothing to a variable. See Exotic.
func (s globalScope) DeleteOwn(_ *Realm, o *Object, k Key) Outcome {
	if s.variable(o, k) != nil {
		return Done
	}
	return NotMine
}

// OwnIndexes returns none. See Exotic.
func (s globalScope) OwnIndexes(*Object) (n int, length bool) { return 0, false }

// NewMachine returns what runs the program in a realm whose Config has its Names. A realm has one machine.
func NewMachine(r *Realm, c *Code) *Machine {
	m := newMachine(r, c)
	r.machine = m
	m.globals = make([]*Cell, len(c.program.Globals))
	for i, g := range c.program.Globals {
		v := Undefined
		if g.Dead {
			v = Uninitialized
		}
		m.globals[i] = r.NewCell(v)
	}
	o := r.Global()
	o.internal = globalScope{m}
	o.flags |= flagExotic
	return m
}

// Start runs the code at the top level.
func (m *Machine) Start() error {
	fc := m.code.functions[0]
	closure := &Closure{machine: m, code: fc}
	o := m.realm.newObject(ClassFunction, m.realm.Intrinsic(FunctionPrototype), fc.shape)
	o.internal = closure
	o.slots, o.flags = fc.slots, o.flags|flagSharedSlots
	_, err := closure.Call(m.realm, o, m.realm.Global().Value(), nil, nil)
	return err
}

// Covered returns how often each statement of bytecode.Program.Cover has run. Roll-back does not touch it.
func (m *Machine) Covered() []uint32 { return m.covered }

// Global returns a variable of the top level, as it is now. ok is false when the program declares none of that name; one
// whose declaration has not run is undefined.
func (m *Machine) Global(name string) (v Value, ok bool) {
	for i, g := range m.code.program.Globals {
		if g.Name == name {
			if v = m.globals[i].Value(); v.IsUninitialized() {
				v = Undefined
			}
			return v, true
		}
	}
	return Undefined, false
}

// lookup returns a property of the global object for a name that is not declared.
func (m *Machine) lookup(site int) (v Value, ok bool, err error) {
	r, k := m.realm, m.code.keys[site]
	o := r.Global()
	c := &m.caches[site]
	if o.shape == c.shape {
		return o.slots[c.slot], true, nil
	}
	for holder := o; holder != nil && k.name != nil; holder = holder.proto {
		slot := holder.shape.find(k.name)
		if slot < 0 {
			continue
		}
		v = holder.slots[slot]
		if v.bits == tagLazy {
			v = r.materialise(holder, slot)
		}
		if v.bits == tagAccessor {
			v, err = r.callGetter(v.accessor().get, o.Value())
			return v, true, err
		}
		if holder == o && !o.shape.private {
			*c = PropertyCache{shape: o.shape, slot: int32(slot)}
		}
		return v, true, nil
	}
	return Undefined, false, nil
}

// notDefined is the error about a name that does not exist. njs 0.4.3 adds the line.
func (m *Machine) notDefined(site int) error {
	name := m.code.keys[site].Text()
	if m.realm.version == V1 {
		return m.realm.ReferenceError(`"%s" is not defined in %d`, name, m.line(m.top()))
	}
	return m.realm.ReferenceError(`"%s" is not defined`, name)
}

// line returns the line where a call is.
func (m *Machine) line(f *frame) int { return f.fn.code.fn.LineAt(int(f.pc) - 1) }

// lookupGet is LookupGet.
func (m *Machine) lookupGet(in bytecode.Instr, regs []Value) error {
	v, ok, err := m.lookup(in.C())
	if err != nil {
		return err
	}
	if !ok {
		return m.notDefined(in.C())
	}
	regs[in.A()] = v
	return nil
}

// lookupTypeof is LookupTypeof.
func (m *Machine) lookupTypeof(in bytecode.Instr, regs []Value) error {
	v, _, err := m.lookup(in.C())
	if err != nil {
		return err
	}
	regs[in.A()] = typeofString(v).Value()
	return nil
}

// lookupCheck is LookupCheck.
func (m *Machine) lookupCheck(in bytecode.Instr) error {
	_, ok, err := m.lookup(in.C())
	if err == nil && !ok {
		err = m.notDefined(in.C())
	}
	return err
}

// lookupSet is LookupSet.
func (m *Machine) lookupSet(in bytecode.Instr, regs []Value) error {
	return m.realm.Set(m.realm.Global(), m.code.keys[in.C()], regs[in.A()])
}
