// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Properties and literals.

package vm

import "selvedge/internal/js/bytecode"

// get is Get without the short way.
func (m *Machine) get(base Value, site int) (Value, error) {
	r, k, c := m.realm, m.code.keys[site], &m.caches[site]
	o := base.Object()
	if o == nil {
		return r.GetPrimitiveCached(base, k, c)
	}
	if o.shape == c.shape && c.holder == nil { // the slot has not been filled yet
		return r.getFrom(o, k, base)
	}
	return r.GetCached(base, k, c)
}

// getIndex is GetIndex.
func (m *Machine) getIndex(in bytecode.Instr, regs []Value) (err error) {
	base, key := regs[in.B()], regs[in.C()]
	if err = m.checkBase("get", base, key); err == nil {
		regs[in.A()], err = m.realm.GetMember(base, key)
	}
	return err
}

// checkBase is the error about undefined and null in base[key], when the key is neither a number nor a string nor a symbol: njs
// 0.7.12 does not convert it then, and has words of its own for writing and deleting.
func (m *Machine) checkBase(what string, base, key Value) error {
	r := m.realm
	if !base.IsNullish() || r.version == V1 || key.IsNumber() || key.IsString() || key.IsSymbol() {
		return nil
	}
	name := "[object Object]"
	if o := key.Object(); o == nil {
		text, err := r.ToText(key)
		if err != nil {
			return err
		}
		name = text
	} else if class, ok := classNames[o.class]; ok {
		name = "[object " + class + "]"
	}
	return r.TypeError(`cannot %s property "%s" of %s`, what, name, r.TypeName(base))
}

// classNames are what Object.prototype.toString says of objects, for checkBase.
var classNames = map[Class]string{
	ClassArray: "Array", ClassFunction: "Function", ClassRegExp: "RegExp", ClassDate: "Date", ClassError: "Error",
	ClassArguments: "Arguments", ClassBoolean: "Boolean", ClassNumber: "Number", ClassString: "String",
}

// setIndex is SetIndex.
func (m *Machine) setIndex(in bytecode.Instr, regs []Value) error {
	base, key := regs[in.A()], regs[in.B()]
	if err := m.checkBase("set", base, key); err != nil {
		return err
	}
	return m.realm.SetMember(base, key, regs[in.C()])
}

// deleteIndex is DeleteIndex.
func (m *Machine) deleteIndex(in bytecode.Instr, regs []Value) error {
	base, key := regs[in.B()], regs[in.C()]
	if err := m.checkBase("delete", base, key); err != nil {
		return err
	}
	k, err := m.realm.ToPropertyKey(key)
	if err != nil {
		return err
	}
	if err := m.realm.Delete(base, k); err != nil {
		return err
	}
	regs[in.A()] = True
	return nil
}

// propertyKey is PropertyKey.
func (m *Machine) propertyKey(in bytecode.Instr, regs []Value) error {
	base, key := regs[in.B()], regs[in.C()]
	if err := m.checkBase("get", base, key); err != nil {
		return err
	}
	if base.IsNullish() {
		_, err := m.realm.GetMember(base, key)
		return err
	}
	if key.IsObject() {
		var err error
		if key, err = m.realm.toNamePrimitive(key); err != nil {
			return err
		}
	}
	regs[in.A()] = key
	return nil
}

// initIndex is InitIndex.
func (m *Machine) initIndex(in bytecode.Instr, regs []Value) error {
	k, err := m.realm.ToOwnKey(regs[in.B()])
	if err != nil {
		return err
	}
	return m.realm.CreateDataProperty(regs[in.A()].Object(), k, regs[in.C()])
}

// initAccessor is InitGetter and InitSetter.
func (m *Machine) initAccessor(in bytecode.Instr, regs []Value) error {
	k, err := m.realm.ToOwnKey(regs[in.B()])
	if _, thrown := err.(*Exception); thrown {
		return m.realm.InternalError(`failed conversion of type "%s" to string while property define`,
			m.realm.TypeName(regs[in.B()]))
	}
	if err != nil {
		return err
	}
	d := Descriptor{Attr: AttrEnumerable | AttrConfigurable, Has: HasEnumerable | HasConfigurable}
	if in.Op() == bytecode.OpInitGetter {
		d.Get, d.Has = regs[in.C()].Object(), d.Has|HasGet
	} else {
		d.Set, d.Has = regs[in.C()].Object(), d.Has|HasSet
	}
	return m.realm.DefineOwnProperty(regs[in.A()].Object(), k, d)
}

// initProto is InitProto.
func (m *Machine) initProto(in bytecode.Instr, regs []Value) error {
	switch proto := regs[in.B()]; {
	case proto.IsObject(), proto.IsNull():
		return m.realm.SetPrototypeOf(regs[in.A()].Object(), proto.Object())
	}
	return nil
}

// nameOf is NameOf. ECMA-262 10.2.9.
func (m *Machine) nameOf(in bytecode.Instr, regs []Value) error {
	r := m.realm
	name := regs[in.B()]
	if s := name.Symbol(); s != nil {
		text := ""
		if description, ok := s.Description(); ok {
			text = "[" + description.Text() + "]"
		}
		name = r.NewString(text).Value()
	}
	s, err := r.ToString(name)
	if err != nil {
		return err
	}
	return r.DefineOwnProperty(regs[in.A()].Object(), Keys.Name, DataDescriptor(s.Value(), AttrConfigurable))
}

// newRegExp is RegExp.
func (m *Machine) newRegExp(in bytecode.Instr, regs []Value) error {
	o, err := m.code.regexp(m.realm, in.C())
	if err != nil {
		return err
	}
	regs[in.A()] = o.Value()
	return nil
}

// template is Template. In njs it is a call of String.prototype.concat.
func (m *Machine) template(in bytecode.Instr, regs []Value) error {
	var whole *String
	for _, v := range regs[in.B() : in.B()+in.C()] {
		s, err := m.textOf(v)
		if err == nil && whole != nil {
			s, err = m.realm.Concat(whole, s)
		}
		if err != nil {
			m.realm.calls.leave(concatBuiltin, err)
			return err
		}
		whole = s
	}
	regs[in.A()] = whole.Value()
	return nil
}

// concatBuiltin stands for the method in stack traces.
var concatBuiltin = func() *Builtin { return &Builtin{Name: "concat", Path: "String.prototype.concat"} }()

// forIn is ForIn: the keys as an array.
func (m *Machine) forIn(in bytecode.Instr, regs []Value) error {
	r := m.realm
	regs[in.A()+1] = Int(0)
	keys, err := r.ForInKeys(regs[in.B()])
	if err != nil {
		return err
	}
	if err := r.Fits(len(keys) * valueBytes); err != nil {
		return err
	}
	list := r.NewArray()
	regs[in.A()] = list.Value()
	list.elems = r.newValues(len(keys))
	list.length = uint32(len(keys))
	for i, k := range keys {
		list.elems[i] = r.KeyValue(k)
	}
	return r.Charge(len(keys))
}

// importModule is Import.
func (m *Machine) importModule(in bytecode.Instr, regs []Value) error {
	name := m.code.program.Imports[in.C()].Module
	o, ok := m.realm.ImportModule(name)
	if !ok {
		return m.realm.Error(`Cannot find module "%s"`, name)
	}
	regs[in.A()] = o.Value()
	return nil
}
