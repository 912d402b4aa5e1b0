// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bytecode

import (
	"errors"
	"fmt"
)

// Verify returns an error that names the first thing in p that the interpreter could not run: an operand out of its range,
// code that runs off its end, tables that contradict each other. What it lets pass cannot make the interpreter leave the
// memory of its frame, whatever the values are.
func Verify(p *Program) error {
	if len(p.Functions) == 0 {
		return errors.New("bytecode: a program without functions")
	}
	if f := p.Functions[0]; len(f.Captures) > 0 || f.Params > 0 || f.Flags != 0 {
		return errors.New("bytecode: the code at the top level takes something from outside")
	}
	for i, f := range p.Functions {
		v := verifier{program: p, function: f}
		if err := v.verify(); err != nil {
			return fmt.Errorf("bytecode: function %d %q: %w", i, f.Name, err)
		}
	}
	return nil
}

type verifier struct {
	program  *Program
	function *Function
}

func (v *verifier) verify() error {
	f := v.function
	if f.Params < 0 || f.Vars < 0 || 1+f.Params+f.Vars > f.Registers || f.Registers > MaxOperand || f.Cells > MaxOperand {
		return fmt.Errorf("%d parameters and %d variables in %d registers", f.Params, f.Vars, f.Registers)
	}
	if f.Flags&Rest != 0 && f.Params == 0 {
		return errors.New("a rest parameter but no parameters")
	}
	if f.Flags&HasArguments != 0 && (f.Arguments <= f.Params || f.Arguments >= f.Registers) {
		return fmt.Errorf("arguments in register %d", f.Arguments)
	}
	if n := len(f.Code); n == 0 || n > MaxOperand || f.Code[n-1].Op().falls() {
		return errors.New("the code has no end")
	}
	for pc, in := range f.Code {
		if err := v.instruction(in); err != nil {
			return fmt.Errorf("at %d: %s: %w", pc, in.Op(), err)
		}
	}
	return v.tables()
}

// tables verifies what belongs to the function beside its code.
func (v *verifier) tables() error {
	f := v.function
	for i, h := range f.Handlers {
		if h.Start < 0 || h.End <= h.Start || h.End > len(f.Code) || h.Target < 0 || h.Target >= len(f.Code) ||
			h.Register < 0 || h.Register >= f.Registers {
			return fmt.Errorf("handler %d: %+v", i, h)
		}
	}
	for i, p := range f.Pending {
		if p.Start < 0 || p.End <= p.Start || p.End > len(f.Code) || p.Register < 0 || p.Register >= f.Registers {
			return fmt.Errorf("pending call %d: %+v", i, p)
		}
	}
	for i, l := range f.Lines {
		if l.PC < 0 || l.PC >= len(f.Code) || i > 0 && l.PC <= f.Lines[i-1].PC {
			return fmt.Errorf("line %d: %+v", i, l)
		}
	}
	return nil
}

func (v *verifier) instruction(in Instr) error {
	if in.Op() >= numOps {
		return fmt.Errorf("operation %d", in.Op())
	}
	info := &ops[in.Op()]
	for _, operand := range [3]struct {
		name  string
		kind  kind
		value int
	}{{"A", info.a, in.A()}, {"B", info.b, in.B()}, {"C", info.c, in.C()}} {
		if limit := v.limit(operand.kind, in); operand.value >= limit {
			return fmt.Errorf("operand %s is %d, limit %d", operand.name, operand.value, limit)
		}
	}
	switch in.Op() {
	case OpClosure:
		return v.closure(v.program.Functions[in.C()])
	case OpAwait:
		if v.function.Flags&Async == 0 {
			return errors.New("outside of an async function")
		}
	}
	if (info.b == number || info.c == number) && v.numberOf(info, in).Kind != ConstNumber {
		return errors.New("the constant is no number")
	}
	return nil
}

func (v *verifier) numberOf(info *info, in Instr) Constant {
	if info.b == number {
		return v.program.Consts[in.B()]
	}
	return v.program.Consts[in.C()]
}

// limit returns what the value of an operand must be below.
func (v *verifier) limit(k kind, in Instr) int {
	p, f := v.program, v.function
	switch k {
	case dst, src:
		return f.Registers
	case pair:
		return f.Registers - 1
	case call:
		return f.Registers - 1 - in.B()
	case run:
		return f.Registers - in.C() + 1
	case runShape:
		if in.C() >= len(p.Shapes) {
			return f.Registers
		}
		return f.Registers - len(p.Shapes[in.C()]) + 1
	case constant, number:
		return len(p.Consts)
	case site:
		return len(p.Sites)
	case shape:
		return len(p.Shapes)
	case function:
		return len(p.Functions)
	case regexp:
		return len(p.RegExps)
	case module:
		return len(p.Imports)
	case global:
		return len(p.Globals)
	case captured:
		return len(f.Captures)
	case cell:
		return f.Cells
	case target:
		return len(f.Code)
	case point:
		return len(p.Cover)
	}
	return MaxOperand + 1
}

// closure verifies that what g captures exists in the function that makes it.
func (v *verifier) closure(g *Function) error {
	for i, c := range g.Captures {
		limit := len(v.function.Captures)
		if c.Cell {
			limit = v.function.Cells
		}
		if c.Index < 0 || c.Index >= limit {
			return fmt.Errorf("captured variable %d of %q is %d, limit %d", i, g.Name, c.Index, limit)
		}
	}
	return nil
}
