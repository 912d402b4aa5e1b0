// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"math"

	"selvedge/internal/js/bytecode"
)

// run runs the current call, and those it makes, until it returns; base is the number of calls that are active then. The
// result is that of the call.
//
// A case that has done its work continues the loop. One that leaves the switch has set err, which is thrown. Fuel is taken
// for a stretch of instructions at once, where it ends: at jumps, calls and returns. Registers are taken from the frame at
// the beginning and after each call; fr.pc is up to date whenever other code may run.
func (m *Machine) run(base int) (result Value, err error) {
	r, consts, caches := m.realm, m.code.consts, m.caches
calls:
	for {
		fr := m.top()
		code, regs := fr.fn.code.code, fr.regs
		pc := int(fr.pc)
		start := pc
		for {
			in := code[pc]
			pc++
			switch in.Op() {
			case bytecode.OpMove:
				regs[in.A()] = regs[in.B()]
				continue
			case bytecode.OpConst:
				regs[in.A()] = consts[in.C()]
				continue
			case bytecode.OpUndefined:
				regs[in.A()] = Undefined
				continue
			case bytecode.OpGlobalGet:
				if v := m.globals[in.C()].Value(); v.bits != tagUninitialized {
					regs[in.A()] = v
					continue
				}
				fr.pc = int32(pc)
				err = m.dead()
			case bytecode.OpGlobalSet:
				if c := m.globals[in.C()]; c.value.bits != tagUninitialized {
					if c.image {
						r.SetCell(c, regs[in.A()])
					} else {
						c.value = regs[in.A()]
					}
					continue
				}
				fr.pc = int32(pc)
				err = m.dead()
			case bytecode.OpGlobalInit:
				r.SetCell(m.globals[in.C()], regs[in.A()])
				continue
			case bytecode.OpCapturedGet:
				if v := fr.fn.captured[in.C()].Value(); v.bits != tagUninitialized {
					regs[in.A()] = v
					continue
				}
				fr.pc = int32(pc)
				err = m.dead()
			case bytecode.OpCapturedSet:
				if c := fr.fn.captured[in.C()]; c.value.bits != tagUninitialized {
					if c.image {
						r.SetCell(c, regs[in.A()])
					} else {
						c.value = regs[in.A()]
					}
					continue
				}
				fr.pc = int32(pc)
				err = m.dead()
			case bytecode.OpCellGet:
				if c := fr.cells[in.C()]; c != nil && c.value.bits != tagUninitialized {
					regs[in.A()] = c.Value()
					continue
				}
				fr.pc = int32(pc)
				err = m.dead()
			case bytecode.OpCellSet:
				if c := fr.cells[in.C()]; c != nil && c.value.bits != tagUninitialized {
					if c.image {
						r.SetCell(c, regs[in.A()])
					} else {
						c.value = regs[in.A()]
					}
					continue
				}
				fr.pc = int32(pc)
				err = m.dead()
			case bytecode.OpCellInit:
				if c := fr.cells[in.C()]; c != nil {
					r.SetCell(c, regs[in.A()])
				} else {
					fr.cells[in.C()] = r.NewCell(regs[in.A()])
				}
				continue
			case bytecode.OpCellLet:
				if c := fr.cells[in.C()]; c != nil && c.value.bits == tagUninitialized {
					r.SetCell(c, regs[in.A()])
				} else {
					fr.cells[in.C()] = r.NewCell(regs[in.A()])
				}
				continue
			case bytecode.OpCellNew:
				fr.cells[in.C()] = r.NewCell(regs[in.A()])
				continue
			case bytecode.OpCellCopy:
				if c := fr.cells[in.C()]; c != nil {
					fr.cells[in.C()] = r.NewCell(c.Value())
				}
				continue
			case bytecode.OpThrowDead:
				fr.pc = int32(pc)
				err = m.dead()
			case bytecode.OpThrowConstant:
				fr.pc = int32(pc)
				err = r.TypeError("assignment to constant variable")
			case bytecode.OpLookupGet:
				fr.pc = int32(pc)
				if err = m.lookupGet(in, regs); err == nil {
					continue
				}
			case bytecode.OpLookupTypeof:
				fr.pc = int32(pc)
				if err = m.lookupTypeof(in, regs); err == nil {
					continue
				}
			case bytecode.OpLookupCheck:
				fr.pc = int32(pc)
				if err = m.lookupCheck(in); err == nil {
					continue
				}
			case bytecode.OpLookupSet:
				fr.pc = int32(pc)
				if err = m.lookupSet(in, regs); err == nil {
					continue
				}
			case bytecode.OpLookupFail:
				fr.pc = int32(pc)
				err = m.notDefined(in.C())
			case bytecode.OpCallee:
				regs[in.A()] = fr.object.Value()
				continue
			case bytecode.OpAdd:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Number(x.Float() + y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.add(*x, *y); err == nil {
					continue
				}
			case bytecode.OpSub:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Number(x.Float() - y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpSub, *x, *y); err == nil {
					continue
				}
			case bytecode.OpMul:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Number(x.Float() * y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpMul, *x, *y); err == nil {
					continue
				}
			case bytecode.OpDiv:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Number(x.Float() / y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpDiv, *x, *y); err == nil {
					continue
				}
			case bytecode.OpRem:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() && i > 0 && j != 0 {
						regs[in.A()] = Value{bits: math.Float64bits(float64(i%j)) + numberBias}
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpRem, *x, *y); err == nil {
					continue
				}
			case bytecode.OpPow:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Number(power(x.Float(), y.Float()))
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpPow, *x, *y); err == nil {
					continue
				}
			case bytecode.OpAnd:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) & int32(j))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpAnd, *x, *y); err == nil {
					continue
				}
			case bytecode.OpOr:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) | int32(j))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpOr, *x, *y); err == nil {
					continue
				}
			case bytecode.OpXor:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) ^ int32(j))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpXor, *x, *y); err == nil {
					continue
				}
			case bytecode.OpShl:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) << (uint32(j) & 31))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpShl, *x, *y); err == nil {
					continue
				}
			case bytecode.OpShr:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) >> (uint32(j) & 31))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpShr, *x, *y); err == nil {
					continue
				}
			case bytecode.OpUshr:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = uint32Value(uint32(i) >> (uint32(j) & 31))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpUshr, *x, *y); err == nil {
					continue
				}
			case bytecode.OpAddK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Number(x.Float() + y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.add(*x, *y); err == nil {
					continue
				}
			case bytecode.OpSubK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					regs[in.A()] = Number(x.Float() - y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpSub, *x, *y); err == nil {
					continue
				}
			case bytecode.OpMulK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					regs[in.A()] = Number(x.Float() * y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpMul, *x, *y); err == nil {
					continue
				}
			case bytecode.OpDivK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					regs[in.A()] = Number(x.Float() / y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpDiv, *x, *y); err == nil {
					continue
				}
			case bytecode.OpRemK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() && i > 0 && j != 0 {
						regs[in.A()] = Value{bits: math.Float64bits(float64(i%j)) + numberBias}
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpRem, *x, *y); err == nil {
					continue
				}
			case bytecode.OpAndK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) & int32(j))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpAnd, *x, *y); err == nil {
					continue
				}
			case bytecode.OpOrK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) | int32(j))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpOr, *x, *y); err == nil {
					continue
				}
			case bytecode.OpXorK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) ^ int32(j))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpXor, *x, *y); err == nil {
					continue
				}
			case bytecode.OpShlK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) << (uint32(j) & 31))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpShl, *x, *y); err == nil {
					continue
				}
			case bytecode.OpShrK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = int32Value(int32(i) >> (uint32(j) & 31))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpShr, *x, *y); err == nil {
					continue
				}
			case bytecode.OpUshrK:
				x, y := &regs[in.B()], &consts[in.C()]
				if x.bits >= numberBias {
					i, j := int64(x.Float()), int64(y.Float())
					if float64(i) == x.Float() && float64(j) == y.Float() {
						regs[in.A()] = uint32Value(uint32(i) >> (uint32(j) & 31))
						continue
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.arithmetic(bytecode.OpUshr, *x, *y); err == nil {
					continue
				}
			case bytecode.OpLess:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Bool(x.Float() < y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.compare(bytecode.OpLess, *x, *y); err == nil {
					continue
				}
			case bytecode.OpLessEq:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Bool(x.Float() <= y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.compare(bytecode.OpLessEq, *x, *y); err == nil {
					continue
				}
			case bytecode.OpGreater:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Bool(x.Float() > y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.compare(bytecode.OpGreater, *x, *y); err == nil {
					continue
				}
			case bytecode.OpGreaterEq:
				x, y := &regs[in.B()], &regs[in.C()]
				if x.bits >= numberBias && y.bits >= numberBias {
					regs[in.A()] = Bool(x.Float() >= y.Float())
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.compare(bytecode.OpGreaterEq, *x, *y); err == nil {
					continue
				}
			case bytecode.OpEq:
				fr.pc = int32(pc)
				var ok bool
				if ok, err = r.LooseEquals(regs[in.B()], regs[in.C()]); err == nil {
					regs[in.A()] = Bool(ok)
					continue
				}
			case bytecode.OpNe:
				fr.pc = int32(pc)
				var ok bool
				if ok, err = r.LooseEquals(regs[in.B()], regs[in.C()]); err == nil {
					regs[in.A()] = Bool(!ok)
					continue
				}
			case bytecode.OpStrictEq:
				var ok bool
				if ok, err = r.StrictEquals(regs[in.B()], regs[in.C()]); err == nil {
					regs[in.A()] = Bool(ok)
					continue
				}
			case bytecode.OpStrictNe:
				var ok bool
				if ok, err = r.StrictEquals(regs[in.B()], regs[in.C()]); err == nil {
					regs[in.A()] = Bool(!ok)
					continue
				}
			case bytecode.OpIn:
				fr.pc = int32(pc)
				if err = m.in(in, regs); err == nil {
					continue
				}
			case bytecode.OpInstanceof:
				fr.pc = int32(pc)
				if err = m.instanceOf(in, regs); err == nil {
					continue
				}
			case bytecode.OpNeg:
				if x := &regs[in.B()]; x.bits >= numberBias {
					regs[in.A()] = Number(-x.Float())
					continue
				}
				fr.pc = int32(pc)
				if err = m.unary(in, regs); err == nil {
					continue
				}
			case bytecode.OpPlus:
				if x := regs[in.B()]; x.bits >= numberBias {
					regs[in.A()] = x
					continue
				}
				fr.pc = int32(pc)
				if err = m.unary(in, regs); err == nil {
					continue
				}
			case bytecode.OpBitNot:
				if x := &regs[in.B()]; x.bits >= numberBias {
					regs[in.A()] = int32Value(^toInt32(x.Float()))
					continue
				}
				fr.pc = int32(pc)
				if err = m.unary(in, regs); err == nil {
					continue
				}
			case bytecode.OpNot:
				v := &regs[in.B()]
				regs[in.A()] = Bool(v.bits <= tagFalse || v.bits > tagTrue && !ToBoolean(*v))
				continue
			case bytecode.OpTypeof:
				regs[in.A()] = typeofString(regs[in.B()]).Value()
				continue
			case bytecode.OpInc:
				if x := &regs[in.B()]; x.bits >= numberBias {
					regs[in.A()] = Number(x.Float() + 1)
					continue
				}
				fr.pc = int32(pc)
				if err = m.unary(in, regs); err == nil {
					continue
				}
			case bytecode.OpDec:
				if x := &regs[in.B()]; x.bits >= numberBias {
					regs[in.A()] = Number(x.Float() - 1)
					continue
				}
				fr.pc = int32(pc)
				if err = m.unary(in, regs); err == nil {
					continue
				}
			case bytecode.OpGet:
				if o := regs[in.B()].Object(); o != nil {
					if c := &caches[in.C()]; o.shape == c.shape && c.holder == nil {
						if v := o.slots[c.slot]; v.bits != tagLazy {
							regs[in.A()] = v
							continue
						}
					}
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.get(regs[in.B()], in.C()); err == nil {
					continue
				}
			case bytecode.OpGetLength:
				switch b := &regs[in.B()]; {
				case b.bits == tagString:
					regs[in.A()] = Int(int((*String)(b.ref).length))
					continue
				case b.Is(ClassArray):
					regs[in.A()] = Int(int((*Object)(b.ref).length))
					continue
				}
				fr.pc = int32(pc)
				if regs[in.A()], err = m.get(regs[in.B()], in.C()); err == nil {
					continue
				}
			case bytecode.OpGetIndex:
				if o, i := regs[in.B()].Object(), &regs[in.C()]; o != nil && i.bits >= numberBias {
					n := int(i.Float())
					if uint(n) < uint(len(o.elems)) && float64(n) == i.Float() {
						if v := o.elems[n]; v.bits != tagHole && v.bits != tagAccessor {
							regs[in.A()] = v
							continue
						}
					}
				}
				fr.pc = int32(pc)
				if err = m.getIndex(in, regs); err == nil {
					continue
				}
			case bytecode.OpSet:
				if o := regs[in.A()].Object(); o != nil {
					if c := &caches[in.C()]; o.shape == c.shape && c.next == nil {
						if o.flags&flagGuarded != 0 {
							r.beforeWrite(o)
						}
						o.slots[c.slot] = regs[in.B()]
						continue
					}
				}
				fr.pc = int32(pc)
				if err = r.SetCached(regs[in.A()], m.code.keys[in.C()], regs[in.B()], &caches[in.C()]); err == nil {
					continue
				}
			case bytecode.OpSetIndex:
				if o, i := regs[in.A()].Object(), &regs[in.B()]; o != nil && i.bits >= numberBias {
					n := int(i.Float())
					if uint(n) < uint(len(o.elems)) && float64(n) == i.Float() && o.elemAttr == AttrAll && o.flags&flagGuarded == 0 {
						o.elems[n] = regs[in.C()]
						continue
					}
				}
				fr.pc = int32(pc)
				if err = m.setIndex(in, regs); err == nil {
					continue
				}
			case bytecode.OpDelete:
				fr.pc = int32(pc)
				if err = r.Delete(regs[in.B()], m.code.keys[in.C()]); err == nil {
					regs[in.A()] = True
					continue
				}
			case bytecode.OpDeleteIndex:
				fr.pc = int32(pc)
				if err = m.deleteIndex(in, regs); err == nil {
					continue
				}
			case bytecode.OpPropertyKey:
				fr.pc = int32(pc)
				if err = m.propertyKey(in, regs); err == nil {
					continue
				}
			case bytecode.OpObject:
				regs[in.A()] = r.NewObject().Value()
				continue
			case bytecode.OpObjectOf:
				s := m.code.shapes[in.C()]
				regs[in.A()] = r.NewShaped(s, regs[in.B():in.B()+int(s.count)]...).Value()
				continue
			case bytecode.OpInitProp:
				fr.pc = int32(pc)
				if err = r.CreateDataProperty(regs[in.A()].Object(), m.code.keys[in.C()], regs[in.B()]); err == nil {
					continue
				}
			case bytecode.OpInitIndex:
				fr.pc = int32(pc)
				if err = m.initIndex(in, regs); err == nil {
					continue
				}
			case bytecode.OpInitGetter:
				fr.pc = int32(pc)
				if err = m.initAccessor(in, regs); err == nil {
					continue
				}
			case bytecode.OpInitSetter:
				fr.pc = int32(pc)
				if err = m.initAccessor(in, regs); err == nil {
					continue
				}
			case bytecode.OpInitProto:
				fr.pc = int32(pc)
				if err = m.initProto(in, regs); err == nil {
					continue
				}
			case bytecode.OpArray:
				regs[in.A()] = r.NewArray(regs[in.B() : in.B()+in.C()]...).Value()
				continue
			case bytecode.OpAppend:
				for _, v := range regs[in.B() : in.B()+in.C()] {
					r.Append(regs[in.A()].Object(), v)
				}
				continue
			case bytecode.OpClosure:
				regs[in.A()] = m.newClosure(fr, in.C()).Value()
				continue
			case bytecode.OpNameOf:
				fr.pc = int32(pc)
				if err = m.nameOf(in, regs); err == nil {
					continue
				}
			case bytecode.OpRegExp:
				fr.pc = int32(pc)
				if err = m.newRegExp(in, regs); err == nil {
					continue
				}
			case bytecode.OpTemplate:
				fr.pc = int32(pc)
				if err = m.template(in, regs); err == nil {
					continue
				}
			case bytecode.OpMethod:
				b := regs[in.B()]
				fr.pc = int32(pc)
				var v Value
				if o := b.Object(); o != nil {
					c := &caches[in.C()]
					if o.shape == c.shape && c.holder != nil && o.proto == c.proto && c.epoch == r.lookups.epoch {
						v = c.holder.slots[c.slot]
					} else {
						v, err = m.get(b, in.C())
					}
				} else {
					v, err = m.get(b, in.C())
				}
				if err == nil {
					if v.IsCallable() {
						regs[in.A()], regs[in.A()+1] = v, b
						continue
					}
					err = m.noMethod(m.code.keys[in.C()])
				}
			case bytecode.OpMethodIndex:
				fr.pc = int32(pc)
				if err = m.methodIndex(in, regs); err == nil {
					continue
				}
			case bytecode.OpCheckCall:
				if regs[in.A()].IsCallable() {
					continue
				}
				fr.pc = int32(pc)
				err = r.TypeError("%s is not a function", r.TypeName(regs[in.A()]))
			case bytecode.OpCheckNew:
				fr.pc = int32(pc)
				if err = m.checkNew(regs[in.A()]); err == nil {
					continue
				}
			case bytecode.OpCall:
				regs[in.A()+1] = Undefined
				fr.pc = int32(pc)
				r.meter.fuel -= int64(pc - start)
				start = pc
				var entered bool
				if entered, err = m.call(fr, in); err == nil {
					if entered {
						continue calls
					}
					continue
				}
			case bytecode.OpCallMethod:
				fr.pc = int32(pc)
				r.meter.fuel -= int64(pc - start)
				start = pc
				var entered bool
				if entered, err = m.call(fr, in); err == nil {
					if entered {
						continue calls
					}
					continue
				}
			case bytecode.OpNew:
				fr.pc = int32(pc)
				r.meter.fuel -= int64(pc - start)
				start = pc
				var entered bool
				if entered, err = m.construct(fr, in); err == nil {
					if entered {
						continue calls
					}
					continue
				}
			case bytecode.OpReturn:
				r.meter.fuel -= int64(pc - start)
				start = pc
				v := regs[in.A()]
				if fr.flags == 0 {
					m.depth--
					m.frames[m.depth-1].regs[fr.dst] = v
					continue calls
				}
				fr.pc = int32(pc)
				var done bool
				if result, done, err = m.leave(v); err == nil {
					if done {
						return result, nil
					}
					continue calls
				}
			case bytecode.OpReturnUndefined:
				r.meter.fuel -= int64(pc - start)
				start = pc
				v := Undefined
				if fr.flags == 0 {
					m.depth--
					m.frames[m.depth-1].regs[fr.dst] = v
					continue calls
				}
				fr.pc = int32(pc)
				var done bool
				if result, done, err = m.leave(v); err == nil {
					if done {
						return result, nil
					}
					continue calls
				}
			case bytecode.OpAwait:
				fr.pc = int32(pc)
				r.meter.fuel -= int64(pc - start)
				start = pc
				var done bool
				if result, done, err = m.await(regs[in.B()]); err == nil {
					if done {
						return result, nil
					}
					continue calls
				}
			case bytecode.OpJump:
				goto jump
			case bytecode.OpJumpTrue:
				v := &regs[in.A()]
				if v.bits == tagTrue || v.bits > tagTrue && ToBoolean(*v) {
					goto jump
				}
				continue
			case bytecode.OpJumpFalse:
				v := &regs[in.A()]
				if v.bits == tagFalse || v.bits <= tagNull || v.bits > tagTrue && !ToBoolean(*v) {
					goto jump
				}
				continue
			case bytecode.OpJumpNullish:
				if regs[in.A()].IsNullish() {
					goto jump
				}
				continue
			case bytecode.OpJumpNotNullish:
				if !regs[in.A()].IsNullish() {
					goto jump
				}
				continue
			case bytecode.OpJumpEq:
				fr.pc = int32(pc)
				var ok bool
				if ok, err = r.LooseEquals(regs[in.A()], regs[in.B()]); err == nil {
					if ok {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNe:
				fr.pc = int32(pc)
				var ok bool
				if ok, err = r.LooseEquals(regs[in.A()], regs[in.B()]); err == nil {
					if !ok {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpStrictEq:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() == y.Float() {
						goto jump
					}
					continue
				}
				if x.bits != tagString || y.bits != tagString {
					if x.bits == y.bits && x.ref == y.ref {
						goto jump
					}
					continue
				}
				var ok bool
				if ok, err = r.equalStrings(*x, *y); err == nil {
					if ok {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpStrictNe:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() != y.Float() {
						goto jump
					}
					continue
				}
				if x.bits != tagString || y.bits != tagString {
					if x.bits != y.bits || x.ref != y.ref {
						goto jump
					}
					continue
				}
				var ok bool
				if ok, err = r.equalStrings(*x, *y); err == nil {
					if !ok {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpStrictEqK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() == y.Float() {
						goto jump
					}
					continue
				}
				if x.bits != tagString || y.bits != tagString {
					if x.bits == y.bits && x.ref == y.ref {
						goto jump
					}
					continue
				}
				var ok bool
				if ok, err = r.equalStrings(*x, *y); err == nil {
					if ok {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpStrictNeK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() != y.Float() {
						goto jump
					}
					continue
				}
				if x.bits != tagString || y.bits != tagString {
					if x.bits != y.bits || x.ref != y.ref {
						goto jump
					}
					continue
				}
				var ok bool
				if ok, err = r.equalStrings(*x, *y); err == nil {
					if !ok {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpLess:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() < y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLess, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpLessEq:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() <= y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLessEq, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpGreater:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() > y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreater, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpGreaterEq:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if x.Float() >= y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreaterEq, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotLess:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if !(x.Float() < y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLess, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotLessEq:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if !(x.Float() <= y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLessEq, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotGreater:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if !(x.Float() > y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreater, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotGreaterEq:
				x, y := &regs[in.A()], &regs[in.B()]
				if x.bits >= numberBias && y.bits >= numberBias {
					if !(x.Float() >= y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreaterEq, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpLessK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if x.Float() < y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLess, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpLessEqK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if x.Float() <= y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLessEq, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpGreaterK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if x.Float() > y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreater, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpGreaterEqK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if x.Float() >= y.Float() {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreaterEq, *x, *y); err == nil {
					if v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotLessK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if !(x.Float() < y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLess, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotLessEqK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if !(x.Float() <= y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpLessEq, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotGreaterK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if !(x.Float() > y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreater, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpJumpNotGreaterEqK:
				x, y := &regs[in.A()], &consts[in.B()]
				if x.bits >= numberBias {
					if !(x.Float() >= y.Float()) {
						goto jump
					}
					continue
				}
				fr.pc = int32(pc)
				var v Value
				if v, err = m.compare(bytecode.OpGreaterEq, *x, *y); err == nil {
					if !v.IsTrue() {
						goto jump
					}
					continue
				}
			case bytecode.OpForIn:
				fr.pc = int32(pc)
				if err = m.forIn(in, regs); err == nil {
					continue
				}
			case bytecode.OpForInNext:
				i := int(regs[in.A()+1].Float())
				if keys := regs[in.A()].Object(); i < len(keys.elems) {
					regs[in.B()] = keys.elems[i]
					regs[in.A()+1] = Int(i + 1)
					goto jump
				}
				continue
			case bytecode.OpThrow:
				err = &Exception{regs[in.A()]}
			case bytecode.OpImport:
				fr.pc = int32(pc)
				if err = m.importModule(in, regs); err == nil {
					continue
				}
			case bytecode.OpCover:
				m.covered[in.C()]++
				start++ // no fuel for it
				continue
			default:
				panic("BUG: an instruction that the verifier has not seen")
			}
			goto raise
		jump:
			r.meter.fuel -= int64(pc - start)
			pc = in.C()
			start = pc
			if r.meter.fuel >= 0 {
				continue
			}
			if err = r.refuel(0); err == nil {
				continue
			}
			pc, start = pc+1, start+1 // the run ends at the instruction that was to come
		raise:
			fr.pc = int32(pc)
			r.meter.fuel -= int64(pc - start)
			var done bool
			if result, done, err = m.raise(base, err); done {
				return result, err
			}
			continue calls
		}
	}
}
