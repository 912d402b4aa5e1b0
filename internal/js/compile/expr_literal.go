// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package compile

import (
	"selvedge/internal/js/bytecode"
	"selvedge/internal/js/syntax"
)

// maxRun is how many values of a literal are held in registers at once.
const maxRun = 32

func (f *function) regexp(e *syntax.RegExpLit, dst int) {
	f.at(e)
	p := f.c.program
	p.RegExps = append(p.RegExps, bytecode.RegExp{Source: e.Source, Flags: e.Flags, Line: f.line})
	f.emit(bytecode.OpRegExp, dst, 0, f.within(len(p.RegExps)-1, "regular expressions"))
}

// template compiles `a${b}c`: all values first, then the conversion to strings, as in njs.
func (f *function) template(e *syntax.TemplateLit, dst int) {
	f.at(e)
	if len(e.Exprs) == 0 {
		f.loadString(dst, e.Strings[0])
		return
	}
	first, n := f.next, 0
	for i, s := range e.Strings {
		if s != "" {
			f.loadString(f.reg(1), s)
			n++
		}
		if i < len(e.Exprs) {
			f.exprTo(e.Exprs[i], f.reg(1))
			n++
		}
	}
	f.at(e)
	f.emit(bytecode.OpTemplate, dst, first, f.within(n, "template parts"))
}

func (f *function) array(elems []syntax.Expr, dst int) {
	f.arrayOf(elems, dst, func(e syntax.Expr, dst int) {
		if e == nil {
			f.loadConst(dst, bytecode.ConstHole)
			return
		}
		f.exprTo(e, dst)
	})
}

// arrayOf emits an array of elements that load puts into registers.
func (f *function) arrayOf(elems []syntax.Expr, dst int, load func(e syntax.Expr, dst int)) {
	op := bytecode.OpArray
	for {
		n := min(len(elems), maxRun)
		first := f.next
		for _, e := range elems[:n] {
			load(e, f.reg(1))
		}
		f.emit(op, dst, first, n)
		f.next = first
		if elems = elems[n:]; len(elems) == 0 {
			return
		}
		op = bytecode.OpAppend
	}
}

// object compiles an object literal. Its first properties, as long as they are plain, are evaluated into registers, from which
// the object is made at once.
func (f *function) object(e *syntax.ObjectLit, dst int) {
	n := plainProps(e.Props)
	first := f.next
	names := make([]string, n)
	for i, p := range e.Props[:n] {
		names[i] = p.Key
		f.propertyValue(p, f.reg(1))
	}
	f.at(e)
	if n == 0 {
		f.emit(bytecode.OpObject, dst, 0, 0)
	} else {
		f.emit(bytecode.OpObjectOf, dst, first, f.shape(names))
	}
	f.next = first
	for _, p := range e.Props[n:] {
		f.property(p, dst)
		f.next = first
	}
}

// plainProps returns how many properties come before the first that is computed, an accessor, an index or a repetition.
func plainProps(props []*syntax.Property) int {
	props = props[:min(len(props), maxRun)]
	for i, p := range props {
		if p.Kind != syntax.PropInit || p.Computed || looksNumeric(p.Key) {
			return i
		}
		for _, q := range props[:i] {
			if q.Key == p.Key {
				return i
			}
		}
	}
	return len(props)
}

func (f *function) shape(names []string) int {
	p := f.c.program
	p.Shapes = append(p.Shapes, names)
	return f.within(len(p.Shapes)-1, "object literals")
}

// propertyValue compiles the value of a property; a function gets the name of the property, in njs even if it has a name.
func (f *function) propertyValue(p *syntax.Property, dst int) {
	if fn, ok := p.Value.(*syntax.FuncExpr); ok {
		f.at(fn)
		f.closure(fn.Func, p.Key, dst)
		return
	}
	f.exprTo(p.Value, dst)
}

// property emits the definition of one property of an object.
func (f *function) property(p *syntax.Property, object int) {
	if p.Kind == syntax.PropProto {
		value := f.expr(p.Value)
		f.at(p)
		f.emit(bytecode.OpInitProto, object, value, 0)
		return
	}
	if p.Kind == syntax.PropInit && !p.Computed && !looksNumeric(p.Key) {
		value := f.reg(1)
		f.propertyValue(p, value)
		f.at(p)
		f.emit(bytecode.OpInitProp, object, value, f.site(p.Key))
		return
	}
	key := f.reg(1)
	switch {
	case !p.Computed:
		f.at(p)
		f.loadString(key, p.Key)
	case p.Kind == syntax.PropInit:
		k := f.expr(p.KeyExpr)
		f.at(p)
		f.emit(bytecode.OpPropertyKey, key, object, k)
	default:
		f.exprTo(p.KeyExpr, key)
	}
	value := f.reg(1)
	f.exprTo(p.Value, value)
	f.at(p)
	switch p.Kind {
	case syntax.PropGetter:
		f.emit(bytecode.OpInitGetter, object, key, value)
	case syntax.PropSetter:
		f.emit(bytecode.OpInitSetter, object, key, value)
	default:
		if _, ok := p.Value.(*syntax.FuncExpr); ok && !f.c.v1 {
			f.emit(bytecode.OpNameOf, value, key, 0)
		}
		f.emit(bytecode.OpInitIndex, object, key, value)
	}
}
